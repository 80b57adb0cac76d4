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
mod write;

pub use assume::{Assumption, Remark, assume};
pub use canonical::{Fixed, canonical, fix};
pub use check::{Loaded, directory, embedded_checked, embedded_corpus as embedded, folders_of_data, texts};
pub use dated::{DatedCase, KEYS, MARKS, SmallCorpus, Theme, Themes, dated_cases, embedded_dated_cases};
pub use embedded::{embedded_digests, schema, schema_names};
pub(crate) use problem::listed;
pub use problem::{Excerpt, Problem, ProblemSeverity, Related, count};
pub(crate) use read::draft::draft;
pub(crate) use read::position::problem_at;
pub use read::position::{SourceRegion, position_of};
pub use rules::{
    CaseTexts, RuleText, RuleTexts, TextLocation, embedded_rules, folders_of_rules, own_rule_cases, rule_cases,
    rules_in, rules_over, stray_rule_cases,
};
pub use source_map::{SourceLocation, SourceMap};
pub(crate) use suggest::nearest as nearest_word;
pub use waivers::{Waiver, report, waivers};
pub use write::{NotWritten, SkeletonKind, write_embedded, write_skeleton};
