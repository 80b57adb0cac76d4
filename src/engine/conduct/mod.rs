//! What a state did, in one world: `course` folds the evidence in its order into the spans of `spans`, between which
//! nothing changes; `judgments` says which day a judgment is about. Not here: what the rules make of it.

mod course;
mod judgments;
mod spans;

pub use course::conduct;
pub use judgments::{FailureEnd, MONTHS_TO_COMPLY, end_of_failure, judged_days};
pub use spans::{ConductContext, ConductSpan, DatedEvidence, DoneSince, JudgedFailure, is_moot};
