//! Floor 4: files to model. Strict JSON, schema, links, plausibility.
//!
//! This floor alone knows paths and JSON keys. It returns what it could read together with every problem, so that one
//! bad file never hides another. It judges nothing and prints nothing; what decision tables say is read in `rules`.

mod accept;
mod assemble;
#[cfg(feature = "check")]
mod assume;
mod build;
#[cfg(feature = "import")]
mod canonical;
#[cfg(feature = "import")]
mod change;
#[cfg(feature = "check")]
mod check;
mod data_file;
#[cfg(feature = "check")]
mod dated;
mod defect;
mod digest;
mod embedded;
mod json_path;
#[cfg(feature = "check")]
mod needed;
mod packed;
mod plausible;
mod problem;
#[cfg(feature = "import")]
mod procedures;
mod raw;
mod read;
mod rules;
mod salvage;
#[cfg(feature = "check")]
mod schema;
mod source_map;
mod suggest;
mod trusted;
mod waivers;
#[cfg(feature = "cli")]
mod write;

#[cfg(feature = "import")]
pub use assume::fact_entry;
#[cfg(feature = "check")]
pub use assume::{Assumption, Remark, assume};
#[cfg(feature = "import")]
pub use canonical::{Fixed, RECORD_COLUMNS, WrittenRecord, canonical, fix, written_records};
#[cfg(feature = "import")]
pub use change::{CorpusDraft, DraftChange, DraftDefect, LineChanges};
#[cfg(feature = "check")]
pub use check::{Loaded, directory, embedded_checked, folders_of_data, part_of_directory, texts};
#[cfg(feature = "import")]
pub(crate) use data_file::FIRST_ON_LINES;
#[cfg(feature = "check")]
pub use dated::{DatedCase, KEYS, MARKS, SmallCorpus, Theme, Themes, dated_cases, embedded_dated_cases};
pub use embedded::{embedded_digests, schema, schema_names, source_digest};
#[cfg(feature = "check")]
pub use needed::Needed;
pub(crate) use problem::listed;
pub use problem::{Excerpt, Problem, ProblemSeverity, Rejected, Related, count};
#[cfg(feature = "import")]
pub use procedures::{UNATTRIBUTED, UnattributedStep, imported_in_part, stray_procedures, unattributed};
#[cfg(feature = "import")]
pub(crate) use read::draft::{draft, is_draft, parent_of, take_place};
pub use read::limits::Limits;
pub(crate) use read::position::problem_at;
pub use read::position::{SourceRegion, position_of};
pub use rules::{
    CaseTexts, RuleText, RuleTexts, TextLocation, embedded_rules, folders_of_rules, own_rule_cases, rule_cases,
    rules_in, rules_over, stray_rule_cases,
};
pub use source_map::{SourceLocation, SourceMap};
pub(crate) use suggest::nearest as nearest_word;
pub use trusted::{embedded, packed_file};
pub use waivers::Waiver;
#[cfg(feature = "cli")]
pub use waivers::{report, waivers, waivers_in};
#[cfg(feature = "cli")]
pub use write::{NotWritten, SkeletonKind, write_embedded, write_skeleton};
