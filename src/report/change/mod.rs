//! What changed between two reports, and why: for `check` with a baseline and for `diff`.
//!
//! [`changes`] compares two surveys, and `causes` finds from their differences why a finding changed.

mod cause;
mod causes;
mod compare;
mod data;
mod records;
mod sides;

pub use cause::{Cause, CauseKind};
pub use compare::{Direction, FindingChange, change, changes, gravity};
pub use data::{ChangeData, join_causes};
