//! Floor 4: files to model. Strict JSON, schema, links, plausibility.
//!
//! This floor alone knows paths and JSON keys. It returns what it could read together with every problem, so that one
//! bad file never hides another. It judges nothing and prints nothing; what decision tables say is read in `rules`.

mod assemble;
#[cfg(feature = "check")]
mod assume;
mod build;
#[cfg(feature = "cli")]
mod canonical;
#[cfg(feature = "check")]
mod check;
#[cfg(feature = "check")]
mod dated;
mod digest;
mod embedded;
mod mend;
mod piece;
mod plausible;
mod problem;
mod raised;
mod raw;
mod read;
mod rules;
#[cfg(feature = "check")]
mod schema;
#[cfg(feature = "cli")]
mod show;
mod sites;
mod suggest;
mod waivers;

use std::collections::BTreeSet;
use std::path::Path;

#[cfg(feature = "check")]
pub use assume::{Assumption, Remark, assume};
#[cfg(feature = "cli")]
pub use canonical::{Fixed, canonical, fix};
#[cfg(feature = "check")]
pub use check::{folders_of_data, texts};
#[cfg(feature = "check")]
pub use dated::{DatedCase, KEYS, MARKS, SmallCorpus, Theme, Themes, dated_cases, embedded_dated_cases};
#[cfg(feature = "cli")]
pub use embedded::{Kind, NotWritten, write_embedded, write_skeleton};
pub use embedded::{embedded_digests, schema, schema_names};
pub(crate) use problem::listed;
pub use problem::{Excerpt, Problem, Rejected, Related, Severity, count};
#[cfg(feature = "cli")]
pub(crate) use read::draft::draft;
pub(crate) use read::position::problem_at;
pub use rules::{
    CaseTexts, RuleSpot, RuleText, RuleTexts, embedded_rules, folders_of_rules, own_rule_cases, rule_cases, rules_in,
    rules_over, stray_rule_cases,
};
#[cfg(feature = "cli")]
pub use show::render_problem;
pub use sites::{Region, Site, Sites};
pub(crate) use suggest::nearest as nearest_word;
pub use waivers::Waiver;
#[cfg(feature = "cli")]
pub use waivers::{report, waivers};

use crate::law::Corpus;

/// What was read from a directory, and everything that is wrong with it.
#[derive(Debug)]
pub struct Loaded {
    /// What could be read. Nothing may be evaluated while a problem is an error.
    pub corpus: Corpus,
    /// Decision tables of the directory; those that it does not hold are the embedded ones.
    pub rules_texts: RuleTexts,
    /// Problems: those of whole files and folders, then the others by file, line, column and code.
    pub problems: Vec<Problem>,
}

impl Loaded {
    /// Does any problem forbid evaluation?
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(Problem::is_error)
    }
}

/// The corpus inside the binary: all law and sources, and the states of these codes (`None`: every one).
///
/// The fast way: neither schema nor plausibility is run, because the tests and `acquis validate` have done so.
///
/// # Errors
/// The program was built from broken data.
pub fn embedded(select: Option<&[&str]>) -> Result<Corpus, Rejected> {
    let mut pieces = embedded::pieces(select);
    let mut corpus = assemble::corpus(&mut pieces, BTreeSet::new(), assemble::Care::Trusted);
    corpus.digest = embedded::DATA_DIGEST.to_owned();
    let data = embedded::problems(pieces);
    if data.iter().any(Problem::is_error) { Err(Rejected { data, ..Rejected::default() }) } else { Ok(corpus) }
}

/// The embedded corpus with the full check, for `acquis validate` without a directory.
#[cfg(feature = "check")]
pub fn embedded_checked() -> Loaded {
    check::embedded_corpus()
}

/// The corpus of a directory, for `--data DIR` and `acquis validate DIR`: always with the full check.
#[cfg(feature = "check")]
pub fn directory(root: &Path) -> Loaded {
    check::directory(root)
}
