//! What changed between two reports, and why: for `check` with a baseline and for `diff`.
//!
//! A [`Survey`] is all findings of a scope, each with what it was computed from (`basis`); [`changes`] lays two of them
//! beside each other, and `sides` tells from their differences why.

mod basis;
mod cause;
mod diff;
mod fingerprint;
mod grouped;
mod pair;
mod past;
mod records;
mod sides;
mod survey;

pub use basis::{Basis, KnownRecord};
pub use cause::{Cause, CauseKind};
pub use diff::{ChangeData, Diff, told};
pub use fingerprint::rows;
pub use pair::{Change, Direction, change, changes, gravity};
pub use past::{PastError, read, read_from};
use survey::parts;
pub use survey::{BASELINE, Content, Laws, Scope, Shown, Snapshot, Survey};
