//! Has a Member State done what EU acts and treaties ask of it, on any date, and why?
//!
//! The floors, lowest first: [`time`] reckons days and periods; [`law`] holds instruments, states, records and sources;
//! [`rules`] reads decision tables; [`load`] turns files into a corpus; [`engine`] turns a corpus and rules into
//! timelines of verdicts; [`report`] arranges them for a reader; [`render`] writes them; [`cli`] is the command line.
// what only the command line uses of the floors below it is left over without it
#![cfg_attr(not(feature = "cli"), allow(dead_code, unused_imports))]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

#[cfg(feature = "cli")]
pub mod cli;
pub mod engine;
mod guard;
pub mod law;
pub mod load;
pub mod open;
mod parallel;
#[cfg(feature = "cli")]
pub mod render;
pub mod report;
pub mod rules;
mod text;
pub mod time;
mod vocabulary;
