//! The program about itself.

pub mod man;
pub mod version;
