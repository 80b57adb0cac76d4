//! Writes files that did not exist: the embedded corpus into a directory of one's own, the skeleton of an instrument or a
//! state. What replaces a file is not written here (`canonical`).

mod corpus;
mod skeleton;

pub use corpus::write_embedded;
pub use skeleton::{NotWritten, SkeletonKind, write_skeleton};
