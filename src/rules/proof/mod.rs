//! The proof of a table: an answer, and one only, for every case there can be; and which facts can come together.

mod block;
pub(super) mod grid;
pub(super) mod possible;
mod verify;

pub use verify::{TableProof, verify};
