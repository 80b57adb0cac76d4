//! A survey: every finding of a scope on one day, reduced to what a later comparison needs, each with what it was computed
//! from (`basis`). The present run makes one, an earlier report is read as one (`read`), and a baseline is one in a file.

mod basis;
mod by_line;
mod content;
mod digest;
mod evaluated;
mod fingerprint;
mod laws;
mod pairs;
mod read;
mod record;
mod snapshot;
mod whole;

pub use basis::Basis;
pub use content::{Content, ContentDigest};
pub use digest::{BinaryForm, Digest};
pub use evaluated::{SurveyQuestions, both};
pub use fingerprint::{WAY, rows};
pub use laws::Laws;
pub use pairs::{InOrder, SnapshotPairs};
pub use read::{EarlierReportError, head_of, read, read_from, read_without_bases};
pub use record::{KnownRecord, RecordSaid};
pub use snapshot::{Proved, Snapshot, Snapshots};
pub use whole::{BASELINE, Survey};
