//! The judgement: decision tables over closed facts. The engine computes facts; the tables say what they mean.
//!
//! Lives here: reading, proving and applying the tables of `rules/*.json`. Deliberately not here: any expression
//! language (conditions are sets of words and thresholds of days), any date (the engine counts the days), and the
//! combination of several worlds. To change what is judged, edit a table; a fact that no table can name yet is added in
//! `facts` and `columns`.

mod amount;
mod cases;
mod columns;
mod compile;
mod condition;
mod error;
pub mod facts;
pub mod indicators;
mod outlook;
mod proof;
mod reach;
mod read;
pub mod remedy;
mod ruleset;
pub mod table;

pub use amount::Amount;
pub use cases::{CaseError, RuleCase, RuleCases, Trial};
pub use columns::{FactColumn, Judged, TableInput};
pub use condition::{Condition, Span, WantedFact};
pub use error::{Combination, Hint, IndicatorProblem, RuleError, RuleLocation, RuleProblem};
pub use facts::{Bill, Bound, DayCount, Done, Due, Duty, Enforcement, Facts, Force, Kind, Severity, Verdict, When};
pub use indicators::{Better, Formula, Indicator, Indicators, Light, Measure};
pub use outlook::Outlook;
pub use proof::{TableProof, verify};
pub use remedy::{Confidence, Exposure, PLACEHOLDERS, Remedy, Undoing, Urgency, placeholders};
pub use ruleset::Rules;
pub use table::{HitPolicy, RuleRow, Table, TableOutcome, Wording};
