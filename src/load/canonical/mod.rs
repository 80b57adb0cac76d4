//! Data files in their canonical form: brought into it, and read from it key by key.

mod form;
mod written;

pub(crate) use form::{CanonicalForm, LineKey};
pub use form::{Fixed, canonical, fix};
pub use written::{RECORD_COLUMNS, WrittenRecord, written_records};
