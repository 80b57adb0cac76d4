//! The flags that every command takes.

use std::path::PathBuf;

use clap::{Args, ColorChoice};

use super::words::{day, fail_on, format};
use crate::cli::fail_on::FailOn;
use crate::render::Format;
use crate::time::Day;

/// Flags that every command takes.
#[derive(Debug, Args)]
pub struct Common {
    /// The day whose law and facts are judged, as YYYY-MM-DD [default: today, UTC]
    #[arg(long, global = true, value_name = "DATE", value_parser = day, help_heading = "Dates")]
    pub as_of: Option<Day>,

    /// Count only what sources published by this day say [default: no limit]
    #[arg(long, global = true, value_name = "DATE", value_parser = day, help_heading = "Dates")]
    pub known_as_of: Option<Day>,

    /// Read law, states and sources from this directory instead of the embedded ones
    #[arg(long, global = true, value_name = "DIR", help_heading = "Data")]
    pub data: Option<PathBuf>,

    /// Judge by the decision tables of this directory, over those of --data, over the embedded ones
    #[arg(long, global = true, value_name = "DIR", help_heading = "Data")]
    pub rules: Option<PathBuf>,

    /// Only this instrument or obligation (repeatable): prum, 2011/36/EU, CETS 185, prum/dna
    #[arg(long, global = true, value_name = "NAME", help_heading = "Selection")]
    pub instrument: Vec<String>,

    /// Only this state (repeatable): AT, GR or EL, AUT, Austria
    #[arg(long, global = true, value_name = "STATE", help_heading = "Selection")]
    pub state: Vec<String>,

    /// Later and former members and associated states too
    #[arg(long, global = true, help_heading = "Selection")]
    pub all_states: bool,

    /// Form of the result [default: by the ending of FILE, else table]
    #[arg(long, global = true, value_name = "FORMAT", value_parser = format(), help_heading = "Output")]
    pub format: Option<Format>,

    /// Write the result to this file: all of it or, if that fails, nothing
    #[arg(short, long, global = true, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,

    /// Colours; NO_COLOR is heeded under auto
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_default_value = true,
        help_heading = "Output"
    )]
    pub color: ColorChoice,

    /// No warnings and no notes
    #[arg(short, long, global = true, conflicts_with = "verbose", help_heading = "Output")]
    pub quiet: bool,

    /// Say what was read, and show every warning in full
    #[arg(short, long, global = true, help_heading = "Output")]
    pub verbose: bool,

    /// Exit with 4 if unknown or possible-gap is among the findings
    #[arg(long, global = true, help_heading = "Exit code")]
    pub strict: bool,

    /// Exit with 1 if a finding is at or above this: a verdict or a severity of gaps
    #[arg(long, global = true, value_name = "LEVEL", value_parser = fail_on(), help_heading = "Exit code")]
    pub fail_on: Option<FailOn>,
}
