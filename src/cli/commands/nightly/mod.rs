//! What a script runs every night.

pub mod check;
pub mod deadlines;
pub mod diff;
