//! What would be written, as the difference between the files as they are and as they would be.

use std::collections::BTreeMap;
use std::time::Duration;

use similar::{Algorithm, TextDiff};

use crate::cli::exit::Failure;
use crate::cli::session::Session;
use crate::load::CorpusDraft;
use crate::text::harmless;

/// Lines around a difference.
const AROUND: usize = 3;
/// After so long a difference is shown as it has been found until then: whole, but not the shortest.
const LONGEST: Duration = Duration::from_secs(5);

/// Prints the difference.
///
/// # Errors
/// It cannot be printed.
pub fn print(session: &Session, draft: &CorpusDraft, files: &BTreeMap<String, String>) -> Result<(), Failure> {
    let mut shown = String::new();
    for (path, new) in files {
        let beside = std::fs::read_to_string(draft.root().join(path)).ok();
        let old = draft.text(path).or(beside.as_deref()).unwrap_or_default();
        if old == new {
            continue;
        }
        let diff = TextDiff::configure().algorithm(Algorithm::Patience).timeout(LONGEST).diff_lines(old, new);
        let text =
            diff.unified_diff().context_radius(AROUND).header(&format!("a/{path}"), &format!("b/{path}")).to_string();
        shown.extend(text.lines().map(|line| format!("{}\n", harmless(line))));
    }
    session.output.text(shown.as_bytes())
}
