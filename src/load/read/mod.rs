//! From bytes to strict JSON: what may be read at all, UTF-8, syntax, duplicate keys, and where in a file a value
//! stands. What the keys mean is not known here.

pub(super) mod disk;
#[cfg(feature = "import")]
pub(super) mod draft;
mod entries;
pub(super) mod json;
pub(super) mod limits;
pub(super) mod lines;
pub(super) mod position;
#[cfg(feature = "import")]
pub(super) mod staged;
pub(super) mod stray_entries;
mod strict;
pub(super) mod syntax;
pub(super) mod text;
