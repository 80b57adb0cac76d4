//! The JSON contract below the findings: header, days, statuses, recommendations, lists written as they are worded.
//! Additive within its version, the same bytes for the same input.

mod header;
pub mod iso;
mod recommendation;
mod status;
mod stream;

pub use header::{Digests, Header, Summary, Tool, Totals};
pub use recommendation::{Recommendation, UrgedBy};
pub use status::{Status, WaiverData};
pub use stream::{DataWriter, PartWriter, Streamed};
