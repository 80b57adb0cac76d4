//! The program about itself.

pub mod config;
pub mod man;
pub mod schema;
pub mod version;
