//! Floor 3: files to model. Strict JSON, schema, links, plausibility.
//!
//! This floor alone knows paths and JSON keys. It returns what it could read together with every problem, so that one
//! bad file never hides another. It judges nothing and prints nothing; what decision tables say is read in `rules`.

mod assemble;
mod assume;
mod build;
mod canonical;
mod check;
mod data_file;
mod dated;
mod defect;
mod digest;
mod embedded;
mod json_path;
mod plausible;
mod problem;
mod raw;
mod read;
mod rules;
mod salvage;
mod schema;
mod source_map;
mod suggest;
mod waivers;

use std::collections::BTreeSet;
use std::path::Path;

pub use assume::{Assumption, Remark, assume};
pub use canonical::{Fixed, canonical, fix};
pub use check::{folders_of_data, texts};
pub use dated::{DatedCase, KEYS, MARKS, SmallCorpus, Theme, Themes, dated_cases, embedded_dated_cases};
pub use embedded::{NotWritten, SkeletonKind, embedded_digests, schema, schema_names, write_embedded, write_skeleton};
pub(crate) use problem::listed;
pub use problem::{Excerpt, Problem, ProblemSeverity, Related, count};
pub(crate) use read::draft::draft;
pub use read::position::position_of;
pub(crate) use read::position::problem_at;
pub use rules::{
    CaseTexts, RuleText, RuleTexts, TextLocation, embedded_rules, folders_of_rules, own_rule_cases, rule_cases,
    rules_in, rules_over, stray_rule_cases,
};
pub use source_map::{SourceLocation, SourceMap, SourceRegion};
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
/// The problems, if the binary was built from broken data.
pub fn embedded(select: Option<&[&str]>) -> Result<Corpus, Vec<Problem>> {
    let mut files = embedded::files(select);
    let mut corpus = assemble::corpus(&mut files, BTreeSet::new(), assemble::Checking::Trusted);
    corpus.digest = embedded::DATA_DIGEST.to_owned();
    if files.iter().any(|file| file.defects.has_errors()) {
        return Err(check::embedded_corpus().problems);
    }
    Ok(corpus)
}

/// The embedded corpus with the full check, for `acquis validate` without a directory.
pub fn embedded_checked() -> Loaded {
    check::embedded_corpus()
}

/// The corpus of a directory, for `--data DIR` and `acquis validate DIR`: always with the full check.
pub fn directory(root: &Path) -> Loaded {
    check::directory(root)
}
