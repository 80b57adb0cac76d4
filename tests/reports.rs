//! What reports say, through the library and through the binary.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod support;

mod actions;
mod assume;
mod charts;
mod coverage;
mod deadlines;
mod dossier_block;
mod gaps;
mod library;
mod nights;
mod note;
mod readme;
mod recommendations;
mod scoreboard;
mod timelines;
mod written;
