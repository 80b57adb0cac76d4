//! What reports say, through the library and through the binary.

mod actions;
mod assume;
mod coverage;
mod deadlines;
mod gaps;
mod nights;
mod readme;
mod recommendations;
mod scoreboard;
