//! What each command takes beside the common flags.

use super::words::{alarm, case_grouping, case_kind, day, grouping, layout, within};
use crate::law::CaseKind;
use crate::law::Shard;
use crate::report::{CaseGrouping, CompareLayout, Grouping, Within};
use crate::time::Day;
use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct GapsArguments {
    /// The state, in any form: EL, GR, GRC, Greece, Hellenic Republic, Ελλάδα; or COM, CONSIL
    #[arg(value_name = "STATE")]
    pub of: Option<String>,
    /// Every finding, what is done and what does not bind too, with the id of each duty
    #[arg(long)]
    pub all: bool,
    /// One page to hand over, at most 45 lines of 80 columns: counts, open cases, the next day, three things to do
    #[arg(long, conflicts_with = "all")]
    pub brief: bool,
}

#[derive(Debug, Args)]
pub struct CompareArguments {
    /// The states [default: those that are members on the as-of day]
    #[arg(value_name = "STATE")]
    pub states: Vec<String>,
    /// What the columns are: the headline duties, by objective; acts, each with its gravest headline duty; all obligations;
    /// objectives; families
    #[arg(long, value_name = "COLUMNS", value_parser = grouping(), default_value = "headline")]
    pub by: Grouping,
    /// CSV alone: one finding per row, or the letters of the table [default: flat]
    #[arg(long, value_name = "LAYOUT", value_parser = layout())]
    pub layout: Option<CompareLayout>,
    /// Only part K of the N parts into which the acts are divided by a hash of their ids; for json, jsonl, parquet and flat
    /// csv, whose findings can be put together
    #[arg(long, value_name = "K/N")]
    pub shard: Option<Shard>,
}

#[derive(Debug, Args)]
pub struct CheckArguments {
    /// Say of each finding whether it is new, worse, better, unchanged or resolved since this report: the file that
    /// --update-baseline writes, or the JSON of a command that lists every finding (compare, gaps --all)
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write this run into the file of --baseline, once it is through
    #[arg(long)]
    pub update_baseline: bool,
    /// Show, and fail on, what is new alone
    #[arg(long)]
    pub new_only: bool,
    /// Known gaps that somebody answers for: they stay visible and fail nothing
    #[arg(long, value_name = "FILE")]
    pub waivers: Option<PathBuf>,
    /// Only what stands under this objective of the Internal Security Strategy, 1 to 5
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u8).range(1..=5))]
    pub objective: Option<u8>,
    /// Under --strict, list what is not known finding by finding, and not one line for each duty
    #[arg(long)]
    pub all: bool,
}

#[derive(Debug, Args)]
pub struct DiffArguments {
    /// Reports (JSON) to compare: an earlier and a later one, or an earlier one with the present run
    #[arg(value_name = "REPORT", num_args = 0..=2, conflicts_with_all = ["from", "to", "against"])]
    pub reports: Vec<PathBuf>,
    /// The earlier as-of day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub from: Option<Day>,
    /// The later as-of day [default: that of --as-of, else today]
    #[arg(long, value_name = "DATE", value_parser = day, conflicts_with_all = ["as_of", "on"])]
    pub to: Option<Day>,
    /// The earlier corpus; the later one is that of --data, else the embedded one
    #[arg(long, value_name = "DIR")]
    pub against: Option<PathBuf>,
    /// List every change on a line of its own, also where there are more than 40
    #[arg(long)]
    pub all: bool,
}

#[derive(Debug, Args)]
pub struct RecommendArguments {
    /// The states, in any form; or COM, CONSIL [default: those that are members on the as-of day]
    #[arg(value_name = "STATE")]
    pub states: Vec<String>,
    /// Only part K of the N parts into which the acts are divided by a hash of their ids; for json and csv
    #[arg(long, value_name = "K/N")]
    pub shard: Option<Shard>,
}

#[derive(Debug, Args)]
pub struct ActionsArguments {
    /// Only what stands under this objective of the Strategy, 1 to 5
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u8).range(1..=5))]
    pub objective: Option<u8>,
    /// Only what is addressed to it
    #[arg(long, value_name = "WHO", value_parser = ["member-states", "COM", "CONSIL"])]
    pub addressee: Option<String>,
}

/// What the scoreboard covers.
#[derive(Debug, Args)]
pub struct ScoreboardArguments {
    /// The states [default: those that are members on the as-of day]
    #[arg(value_name = "STATE")]
    pub states: Vec<String>,
    /// Last day on which a notification counts for deadlines up to the as-of day; with table2 the day whose state of play
    /// is shown, whatever falls due [default: the as-of day]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub notified_by: Option<Day>,
    /// The as-of day of the scoreboard to compare with; not with table2
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub previous: Option<Day>,
    /// Say what counts, and give the formula, lights, targets and sources of each indicator; not with table2
    #[arg(long)]
    pub method: bool,
    /// Indicators per state, or the columns of the Commission's scoreboards on justice and home affairs
    #[arg(long, value_name = "LAYOUT", value_enum, default_value = "indicators")]
    pub layout: Layout,
}

/// How a scoreboard is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Layout {
    Indicators,
    Table2,
}

#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// STATE/INSTRUMENT/OBLIGATION, in one piece or in three; several one after the other
    #[arg(value_name = "FINDING", required = true)]
    pub finding: Vec<String>,
}

#[derive(Debug, Args)]
pub struct HistoryArguments {
    /// The state, in any form
    #[arg(value_name = "STATE")]
    pub of: Option<String>,
    /// Only this instrument or obligation
    #[arg(value_name = "INSTRUMENT")]
    pub only: Option<String>,
}

#[derive(Debug, Args)]
pub struct TimelinesArguments {
    /// The states, in any form; or COM, CONSIL [default: all states, whenever they are members]
    #[arg(value_name = "STATE")]
    pub states: Vec<String>,
    /// Only part K of the N parts into which the acts are divided by a hash of their ids
    #[arg(long, value_name = "K/N")]
    pub shard: Option<Shard>,
}

#[derive(Debug, Args)]
pub struct InfringementsArguments {
    /// The states, in any form [default: all]
    #[arg(value_name = "STATE")]
    pub states: Vec<String>,
    /// Cases that are new in this year
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(i32).range(1950..=2100), conflicts_with = "open_on")]
    pub opened: Option<i32>,
    /// Cases that are open on this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub open_on: Option<Day>,
    /// Only cases of this kind
    #[arg(long, value_name = "KIND", value_parser = case_kind())]
    pub kind: Option<CaseKind>,
    /// What the rows are [default: state; without --opened and --open-on: year]
    #[arg(long, value_name = "ROWS", value_parser = case_grouping())]
    pub by: Option<CaseGrouping>,
    /// Only cases of this department of the Commission (repeatable): HOME
    #[arg(long, value_name = "DEPARTMENT")]
    pub department: Vec<String>,
}

#[derive(Debug, Args)]
pub struct DeadlinesArguments {
    /// The states, in any form; or COM, CONSIL [default: those that are members on the as-of day]
    #[arg(value_name = "STATE")]
    pub states: Vec<String>,
    /// How far ahead, the last day included: 180d, 26w, 6m, 1y
    #[arg(long, value_name = "LENGTH", value_parser = within, default_value = "180d")]
    pub within: Within,
    /// Calendar (ics) alone: remind the reader so long before each day: 14d, 2w
    #[arg(long, value_name = "LENGTH", value_parser = alarm)]
    pub alarm: Option<u32>,
}

#[derive(Debug, Args)]
pub struct ReportArguments {
    /// The states, in any form [default: those that are members on the as-of day]
    #[arg(value_name = "STATE")]
    pub states: Vec<String>,
    /// Only this act: a page of several states opens on it
    #[arg(long, value_name = "ID")]
    pub act: Option<String>,
    /// A note of at most two pages about the one state named; .docx and .md are always notes
    #[arg(long, conflicts_with = "site")]
    pub note: bool,
    /// Write a site into this directory: an index, a page per state and act, a feed of what changed
    #[arg(long, value_name = "DIR", conflicts_with_all = ["output", "format"])]
    pub site: Option<PathBuf>,
    /// Address at which the site will be found, for the links of its feed: https://example.org/acquis/
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
}

#[derive(Debug, Args)]
pub struct ChartArguments {
    /// What is drawn
    #[arg(value_enum)]
    pub what: Chart,
    /// The state of a country chart; the act, or ACT/DUTY, of an act chart
    #[arg(value_name = "NAME")]
    pub of: Option<String>,
}

/// What can be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Chart {
    /// States and headline duties, one letter per verdict
    Matrix,
    /// One duty, a strip per state
    Act,
    /// One state, a strip per duty
    Country,
    /// How many gaps there were over time
    Gaps,
}

#[derive(Debug, Args)]
pub struct ShowArguments {
    /// Instrument, INSTRUMENT/OBLIGATION, state or source
    #[arg(value_name = "ID")]
    pub id: String,
}

#[derive(Debug, Args)]
pub struct ListArguments {
    /// What to list
    #[arg(value_enum)]
    pub what: ListSubject,
    /// Records alone: those of this state, in any form; or of COM, CONSIL
    #[arg(value_name = "STATE")]
    pub of: Option<String>,
    /// Records alone: those under this instrument, or about this obligation
    #[arg(value_name = "INSTRUMENT")]
    pub only: Option<String>,
}

/// What can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum ListSubject {
    Instruments,
    Systems,
    States,
    Obligations,
    Rules,
    Sources,
    Records,
}

#[derive(Debug, Args)]
pub struct ValidateArguments {
    /// The directory [default: that of --data, else the embedded data]
    #[arg(value_name = "DIR")]
    pub directory: Option<PathBuf>,
    /// Rewrite files that are right in the canonical form; a file with an error is left alone
    #[arg(long)]
    pub fix: bool,
}

#[derive(Debug, Args)]
pub struct InitArguments {
    /// A directory that does not exist or is empty
    #[arg(value_name = "DIR")]
    pub directory: PathBuf,
}

#[derive(Debug, Args)]
pub struct NewArguments {
    /// What it is
    #[arg(value_enum, value_name = "KIND")]
    pub kind: Skeleton,
    /// The id, which names the file: data-act; of a state the Union's code: AT, EL, UK
    #[arg(value_name = "ID")]
    pub id: String,
    /// The directory of the corpus [default: that of --data]
    #[arg(long, value_name = "DIR")]
    pub into: Option<PathBuf>,
}

/// What there is a skeleton of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Skeleton {
    Instrument,
    State,
}

#[derive(Debug, Args)]
pub struct TestArguments {
    /// The corpus with its cases; or cases alone, asked of the corpus in use [default: --data, else the embedded one]
    #[arg(value_name = "DIR")]
    pub directory: Option<PathBuf>,
    /// Only cases whose theme, name or question contains this (repeatable: all of them)
    #[arg(long, value_name = "TEXT")]
    pub only: Vec<String>,
}

#[derive(Debug, Args)]
pub struct SchemaArguments {
    /// The schema's name [default: list the names]
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
}

#[derive(Debug, Args)]
pub struct QueryArguments {
    #[command(subcommand)]
    pub kind: QueryKind,
}

/// Which official data are wanted.
#[derive(Debug, Subcommand)]
pub enum QueryKind {
    /// Measures that states communicated under acts: the question to CELLAR, and the line that asks it and imports the answer
    NationalMeasures(QueriedActs),
    /// Titles, dates and deadlines of acts: the question to CELLAR, and the line that asks it and imports the answer
    Acts(QueriedActs),
    /// Where treaty offices offer their charts of signatures and ratifications
    TreatyChart,
    /// Where the Commission lists its decisions in infringement cases
    Infringements,
}

#[derive(Debug, Args)]
pub struct QueriedActs {
    /// The acts: CELEX numbers, or any name of an act of the data (2011/36/EU, anti-trafficking)
    #[arg(value_name = "ACT", required = true)]
    pub acts: Vec<String>,
}

#[derive(Debug, Args)]
pub struct RulesArguments {
    #[command(subcommand)]
    pub task: RulesTask,
}

#[derive(Debug, Subcommand)]
pub enum RulesTask {
    /// Prove each table: an answer for every combination of facts, one only, no dead row, no row out of reach; check the
    /// indicators
    #[command(
        after_help = "Out of reach is what asks for facts that never come together: a deadline ahead and days overdue. Not \
looked at: how stage, confidence and the way in which something was undone go with other facts.\n\n\
Example: acquis rules verify --rules my-rules"
    )]
    Verify,
    /// Try the cases kept beside the rules; exit with 1 if one does not hold
    #[command(after_help = "Example: acquis rules test my-rules")]
    Test {
        /// Tables and cases (DIR/cases/*.json) that override those of --rules, --data and the embedded ones; a file of
        /// cases takes the place of one of the same name
        #[arg(value_name = "DIR")]
        directory: Option<PathBuf>,
    },
    /// Print a table as a table
    #[command(after_help = "Examples:\n  acquis rules show recommendation --format md\n  acquis rules show indicators")]
    Show {
        /// verdict, severity, recommendation or indicators [default: all]
        #[arg(value_name = "NAME")]
        name: Option<String>,
    },
}

#[derive(Debug, Args)]
pub struct CompletionsArguments {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub struct ManArguments {
    /// The command [default: the manual page of acquis]
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}
