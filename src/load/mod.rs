//! Floor 4: files to model. Strict JSON, schema, links, plausibility.
//!
//! This floor alone knows paths and JSON keys. It returns what it could read together with every problem, so that one
//! bad file never hides another. It judges nothing and prints nothing; what decision tables say is read in `rules`.

mod assemble;
mod assume;
mod build;
mod canonical;
mod check;
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
mod rejected;
mod rules;
mod schema;
mod show;
mod sites;
mod suggest;
mod waivers;

use std::collections::BTreeSet;
use std::path::Path;

pub use assume::{Assumption, Remark, assume};
pub use canonical::{Fixed, canonical, fix};
pub use check::{folders_of_data, texts};
pub use dated::{DatedCase, KEYS, MARKS, SmallCorpus, Theme, Themes, dated_cases, embedded_dated_cases};
pub use embedded::{Kind, NotWritten, embedded_digests, schema, schema_names, write_embedded, write_skeleton};
pub(crate) use problem::listed;
pub use problem::{Excerpt, Problem, Related, Severity, count};
pub(crate) use read::draft::draft;
pub(crate) use read::position::problem_at;
pub use rejected::Rejected;
pub use rules::{
    CaseTexts, RuleSpot, RuleText, RuleTexts, embedded_rules, folders_of_rules, own_rule_cases, rule_cases, rules_in,
    rules_over, stray_rule_cases,
};
pub use show::render_problem;
pub use sites::{Region, Site, Sites};
pub(crate) use suggest::nearest as nearest_word;
pub use waivers::{Waiver, report, waivers};

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
pub fn embedded_checked() -> Loaded {
    check::embedded_corpus()
}

/// The corpus of a directory, for `--data DIR` and `acquis validate DIR`: always with the full check.
pub fn directory(root: &Path) -> Loaded {
    check::directory(root)
}
