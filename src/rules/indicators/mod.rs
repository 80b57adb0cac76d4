//! The indicators of the scoreboard: what counts, by which formula, with which lights and targets.
//!
//! Lives here: `rules/indicators.json`, read and checked. A formula is a word for a way of computing and words for what
//! is counted: no expression language. Not here: counting acts (`report::scoreboard`).

mod check;
mod indicator;
mod range;
mod raw;
mod read;

pub use indicator::{Better, Counted, Formula, Indicator, Indicators, Light, Measure, Target};
pub use range::Range;
