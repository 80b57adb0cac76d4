//! From rows to changed files: rows are compared with what is on record (`merge`), the changed files are checked as all data
//! are (`verify`), and what cannot be is refused row by row. Nothing is written here, and the same files over the same data
//! give the same change.

mod beside;
mod coverage;
mod deadlines;
mod input;
mod merge;
mod outcome;
mod procedures;
mod provenance;
mod rounds;
mod settle;
mod state_records;
mod verify;
mod work;

pub use input::{ImportOptions, InputFile, Replacement};
pub use outcome::{Changes, ImportPlan, PlanFailure, RowOutcome, RowVerdict};

use crate::load::CorpusDraft;
use work::Work;

/// Most checks of one import: each refuses at least one record more.
const MOST_CHECKS: usize = 12;

/// What the data would be with these files.
///
/// # Errors
/// The data would be invalid whichever rows are refused, or what is to be replaced is not on record.
pub fn plan(
    draft: &CorpusDraft,
    files: Vec<InputFile>,
    options: &ImportOptions,
    mut progress: impl FnMut(&str),
) -> Result<ImportPlan, PlanFailure> {
    let mut work = Work::of(draft, files, options);
    // what comes from a source is made of words that are known; each row of a sheet of records says what it likes
    if options.source.is_none() {
        work.refuse_impossible();
    }
    for _ in 0..MOST_CHECKS {
        progress("comparing with what is on record");
        work.merge()?;
        progress("checking");
        if work.check()? {
            let plan = work.finish();
            let unreadable = draft.unreadable(&plan.files);
            return if unreadable.is_empty() { Ok(plan) } else { Err(PlanFailure::Invalid(unreadable)) };
        }
    }
    Err(PlanFailure::Invalid(work.left()))
}
