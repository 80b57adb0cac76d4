//! What a script runs every night.

mod baseline;
pub mod check;
pub mod deadlines;
pub mod diff;
pub mod timelines;
mod waivers;
