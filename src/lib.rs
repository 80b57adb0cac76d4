//! Has a Member State done what EU acts and treaties ask of it, on any date, and why?
//!
//! ```
//! # use acquis::{AsOf, Dataset};
//! # fn main() -> Result<(), acquis::Error> {
//! let dataset = Dataset::embedded()?;
//! let finding = dataset.finding("AT/budapest/ratification", AsOf::both("2011-11-25".parse()?))?;
//! println!("{}: {}", finding.id(), finding.verdict());
//! finding.because().iter().for_each(|reason| println!("because {reason}"));
//! # assert_eq!(finding.verdict().as_str(), "encouraged");
//! # Ok(())
//! # }
//! ```
//!
//! # Cookbook
//!
//! Every gap of a state on a day, with the day from which it counts:
//!
//! ```
//! # use acquis::{Dataset, Day, Selection};
//! # fn main() -> Result<(), acquis::Error> {
//! # let dataset = Dataset::embedded()?;
//! for finding in dataset.findings(&Selection::default().about("BE"), Day::parse("2013-10-17")?)? {
//!     if let (Some(due), Some(days)) = (finding.due(), finding.days_overdue()) {
//!         println!("{} was due {due}: {} on day {days}", finding.id(), finding.verdict());
//!     }
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Two clocks. The Data Retention Directive was declared void in 2014, from its beginning: what was a gap for those who
//! looked in 2011 is none for us.
//!
//! ```
//! # use acquis::{AsOf, Dataset, Day, Verdict};
//! # fn main() -> Result<(), acquis::Error> {
//! # let dataset = Dataset::embedded()?;
//! let (id, day) = ("AT/data-retention/telephony", Day::parse("2011-11-25")?);
//! assert_eq!(dataset.finding(id, AsOf::both(day))?.verdict(), Verdict::Overdue);
//! assert_eq!(dataset.finding(id, day)?.verdict(), Verdict::Ended);
//! # Ok(())
//! # }
//! ```
//!
//! Reasons as data: which rule decided, under which article, on which documents it rests.
//!
//! ```
//! # use acquis::{AsOf, Dataset, Day};
//! # fn main() -> Result<(), acquis::Error> {
//! # let dataset = Dataset::embedded()?;
//! let finding = dataset.finding("BE/data-retention/notification", AsOf::both(Day::parse("2011-11-25")?))?;
//! for reason in finding.reasons() {
//!     let sources: Vec<&str> = reason.sources.iter().map(|source| &*source.id).collect();
//!     println!("{:?} {:?} {:?}: {} {sources:?}", reason.topic, reason.rule, reason.articles, reason.text);
//! }
//! # assert_eq!(finding.reasons().last().and_then(|reason| reason.rule.clone()), Some(finding.rule()));
//! # Ok(())
//! # }
//! ```
//!
//! From which day on which verdict holds:
//!
//! ```
//! # use acquis::Dataset;
//! # fn main() -> Result<(), acquis::Error> {
//! # let dataset = Dataset::embedded()?;
//! for segment in dataset.timeline("IE/budapest/ratification")?.segments() {
//!     println!("{}: {}", segment.from, segment.judgement.verdict);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! What changed between two days, and why: [`Dataset::compare`]. What if something happened: `Dataset::assume`. One's own
//! data: `Dataset::open`, whose error names each problem with file, line and column.
//!
//! # Features
//!
//! - `cli` (default): the command line and the formats in which it writes; evaluation on all processors. Includes `check`.
//! - `check`: data that are not embedded, `Dataset::open` and `Dataset::assume`, checked against the JSON Schemas.
//!
//! Whoever wants verdicts from the embedded data alone takes neither: `acquis = { version = "0.1", default-features = false }`.
//!
//! # Floors
//!
//! Lowest first: [`time`] computes days and periods; [`law`] holds instruments, states, records and sources; [`rules`]
//! reads decision tables; [`load`] turns files into a corpus; [`engine`] turns a corpus and rules into timelines of
//! verdicts; [`open`] reads files and tables together; [`report`] arranges findings for a reader; [`Dataset`] is the
//! door. With `cli`, `render` writes reports and `cli` is the command line.
// what only the command line uses of the floors below it is left over without it
#![cfg_attr(not(feature = "cli"), allow(dead_code, unused_imports))]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

#[cfg(feature = "cli")]
pub mod cli;
mod dataset;
pub mod engine;
mod guard;
#[cfg(feature = "import")]
pub mod import;
pub mod law;
pub mod load;
pub mod open;
mod parallel;
#[cfg(feature = "cli")]
pub mod render;
pub mod report;
pub mod rules;
mod text;
pub mod time;
mod vocabulary;

pub use dataset::{Answer, AsOf, ChangedFinding, CitedReason, Dataset, Error, FindingId};
pub use engine::{Choice, Selection};
pub use law::Shard;
pub use rules::{Severity, Verdict};
pub use time::Day;

/// The program in the README compiles and runs.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct Readme;
