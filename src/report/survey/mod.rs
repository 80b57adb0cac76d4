//! A survey: every finding of a scope on one day, reduced to what a later comparison needs, each with what it was computed
//! from (`basis`). The present run makes one, an earlier report is read as one, and a baseline is one in a file.

mod basis;
mod fingerprint;
mod read;
mod snapshot;

pub use basis::{Basis, KnownRecord};
pub use fingerprint::rows;
pub use read::{EarlierReportError, read, read_from};
pub use snapshot::{BASELINE, Content, Laws, Snapshot, Survey};
