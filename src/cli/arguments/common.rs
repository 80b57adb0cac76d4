//! The flags that every command takes.

use super::words::{day, fail_on, format, jobs, log_format};
use crate::cli::streams::stderr::LogFormat;
use crate::load::Limits;
use crate::render::Format;
use crate::report::FailOn;
use crate::time::Day;
use clap::{Args, ColorChoice};
use std::path::PathBuf;

/// Flags that every command takes.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// Both clocks on this day: its law and facts, by what was known on it; for --as-of and --known-as-of
    #[arg(
        long,
        global = true,
        value_name = "DATE",
        value_parser = day,
        conflicts_with_all = ["as_of", "known_as_of"],
        help_heading = "Dates"
    )]
    pub on: Option<Day>,

    /// The day whose law and facts are judged, as YYYY-MM-DD [default: today, UTC]
    #[arg(long, global = true, value_name = "DATE", value_parser = day, help_heading = "Dates")]
    pub as_of: Option<Day>,

    /// Count only what sources published by this day say [default: no limit]
    #[arg(long, global = true, value_name = "DATE", value_parser = day, help_heading = "Dates")]
    pub known_as_of: Option<Day>,

    /// Read settings from this file instead of acquis.toml in the working directory [env: ACQUIS_CONFIG]
    #[arg(long, global = true, value_name = "FILE", help_heading = "Data")]
    pub config: Option<PathBuf>,

    /// Read law, states and sources from this directory instead of the embedded ones
    #[arg(long, global = true, value_name = "DIR", help_heading = "Data")]
    pub data: Option<PathBuf>,

    /// Judge by the decision tables of this directory; they override those of --data and the embedded ones
    #[arg(long, global = true, value_name = "DIR", help_heading = "Data")]
    pub rules: Option<PathBuf>,

    /// Only this instrument or obligation (repeatable): prum, "Directive 2011/36/EU", 32008D0615, CETS 185, prum/dna
    #[arg(long, global = true, value_name = "NAME", help_heading = "Selection")]
    pub instrument: Vec<String>,

    /// Only acts of this family (repeatable), beside those of `--instrument`: trafficking, "money laundering"
    #[arg(long, global = true, value_name = "NAME", help_heading = "Selection")]
    pub family: Vec<String>,

    /// Only this state (repeatable): AT, GR or EL, AUT, Austria, "Republic of Austria", Österreich
    #[arg(long, global = true, value_name = "STATE", help_heading = "Selection")]
    pub state: Vec<String>,

    /// Later and former members and associated states too
    #[arg(long, global = true, help_heading = "Selection")]
    pub all_states: bool,

    /// Suppose this too, for this run (repeatable): "IE budapest ratification 2027-01-15"
    #[arg(
        long,
        global = true,
        value_name = "FACT",
        help_heading = "What if",
        long_help = "Suppose this too, for this run (repeatable): STATE INSTRUMENT[/OBLIGATION] EVENT DATE [KEY=VALUE...]\n\n\
            \"IE budapest ratification 2027-01-15\", \"Belgium data-retention notified 2012-03 extent=partial\", \
            \"DE prum formal-notice 2012-03-01 kind=non-communication case=INFR(2012)2001\"\n\
            DATE is a day, a month or a year, or after=DATE by=DATE; keys as in the data: extent, consent, kind, \
            procedure, case, department, until, status, outcome, title, note"
    )]
    pub assume: Vec<String>,

    /// Suppose that nothing is on record of this, for this run (repeatable): "IE budapest", "IE prum/dna"
    #[arg(long, global = true, value_name = "WHAT", help_heading = "What if")]
    pub assume_none: Vec<String>,

    /// Form of the result [default: by the ending of FILE, else table]
    #[arg(long, global = true, value_name = "FORMAT", value_parser = format(), help_heading = "Output")]
    pub format: Option<Format>,

    /// Write the result to this file: all of it or, if that fails, nothing; its ending must agree with --format
    #[arg(short, long, global = true, value_name = "FILE", help_heading = "Output")]
    pub output: Option<PathBuf>,

    /// JSON on one line, without indentation: the same value in about two thirds of the bytes
    #[arg(long, global = true, help_heading = "Output")]
    pub compact: bool,

    /// Colours; auto: on a terminal, unless NO_COLOR is set
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        hide_default_value = true,
        help_heading = "Output"
    )]
    pub color: ColorChoice,

    /// Form of what is said on stderr: for people, or one JSON object per line [env: ACQUIS_LOG_FORMAT] [default: text]
    #[arg(long, global = true, value_name = "FORM", value_parser = log_format(), help_heading = "Output")]
    pub log_format: Option<LogFormat>,

    /// Threads to evaluate with; 0: as many as there are cores [env: ACQUIS_JOBS] [default: 0]
    #[arg(long, global = true, value_name = "N", value_parser = jobs, help_heading = "Output")]
    pub jobs: Option<usize>,

    /// How much of a directory is read at most: files=200000,file=64MiB,total=4GiB, or a part of it [env: ACQUIS_LIMITS]
    /// [default: files=50000,file=16MiB,total=1GiB]
    #[arg(long, global = true, value_name = "LIMITS", help_heading = "Data")]
    pub limits: Option<Limits>,

    /// No warnings, no notes, no summary
    #[arg(short, long, global = true, conflicts_with = "verbose", help_heading = "Output")]
    pub quiet: bool,

    /// Say what was read and how long it took, and show every warning in full
    #[arg(short, long, global = true, help_heading = "Output")]
    pub verbose: bool,

    /// Exit with 4 if unknown or possible-gap is among the findings
    #[arg(long, global = true, overrides_with = "no_strict", help_heading = "Exit code")]
    pub strict: bool,

    /// Not strict, whatever the settings say
    #[arg(long, global = true, overrides_with = "strict", help_heading = "Exit code")]
    pub no_strict: bool,

    /// Exit with 1 if a finding is at or above this: a verdict or a severity of gaps
    #[arg(long, global = true, value_name = "LEVEL", value_parser = fail_on(), help_heading = "Exit code")]
    pub fail_on: Option<FailOn>,
}
