//! Commands that a nightly script asks.

pub mod deadlines;
