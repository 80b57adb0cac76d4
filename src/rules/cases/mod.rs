//! Cases kept beside the rules: some facts, what a table must answer to them, and why.
//!
//! Lives here: reading a file of cases and trying each. A fact that a case does not name may take any value, and the
//! answer must be the same for all of them: nothing is filled in. Not here: where the files are (`load`).

mod case;
mod read;
mod trial;

pub use case::{CaseError, RuleCase, RuleCases};
pub use trial::Trial;
