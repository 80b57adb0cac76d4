//! What can be typed: commands, flags, their help. Deliberately not here: what a name means (`names`) and what a command
//! does (`commands`).

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ColorChoice, Parser, Subcommand};

use super::fail_on::FailOn;
use crate::render::Format;
use crate::report::Grouping;
use crate::time::Day;

/// Has a Member State done what EU acts and treaties ask of it, on any date, and why?
#[derive(Debug, Parser)]
#[command(name = "acquis", version, arg_required_else_help = true, max_term_width = 100)]
#[command(after_help = EXAMPLES, after_long_help = EXAMPLES_AND_CODES)]
pub struct Arguments {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  acquis gaps AT --as-of 2011-11-25          where Austria stood that day
  acquis explain AT/budapest/ratification    why: rule, facts, article, sources
  acquis compare --by obligation             all Member States beside each other
  acquis gaps Greece --format json -o el.json";

const EXAMPLES_AND_CODES: &str = "\
Examples:
  acquis gaps AT --as-of 2011-11-25          where Austria stood that day
  acquis explain AT/budapest/ratification    why: rule, facts, article, sources
  acquis compare --by obligation             all Member States beside each other
  acquis gaps Greece --format json -o el.json

Exit codes:
  0  evaluated, nothing at or above --fail-on
  1  findings at or above --fail-on
  2  wrong use, or the result could not be written
  3  data or rules are invalid; nothing was evaluated
  4  under --strict: evaluated, but unknown or possible-gap is among the findings
A reader that stops early (| head) changes no exit code.";

const SCOREBOARD_EXAMPLE: &str = "\
The as-of day is the deadline cut-off. Naming single obligations counts these instead of whole acts.

Examples:
  acquis scoreboard --as-of 2013-10-31 --notified-by 2013-11-10 --previous 2013-04-30
  acquis scoreboard --instrument prum/dna --instrument prum/fingerprints --as-of 2011-11-25
  acquis scoreboard --layout table2 --as-of 2013-11-10";

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

    /// Judge by the decision tables of this directory; those that it does not hold are the embedded ones
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

/// What is asked for.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// One country: its gaps, what falls due next, what it is encouraged to do
    #[command(after_help = "Example: acquis gaps AT --as-of 2011-11-25 --instrument budapest")]
    Gaps(GapsArguments),
    /// States beside each other, a letter a verdict
    #[command(after_help = "Example: acquis compare DE FR Poland --by obligation --as-of 2013-04-07")]
    Compare(CompareArguments),
    /// What states are encouraged to do next, by which source, and which proceedings lie
    #[command(after_help = "Example: acquis recommend AT --as-of 2011-11-25 --known-as-of 2011-11-25")]
    Recommend(RecommendArguments),
    /// The programme of the Internal Security Strategy: each encouragement and commitment, and its state of play
    #[command(after_help = "Example: acquis actions --objective 3 --addressee member-states --as-of 2011-11-25")]
    Actions(ActionsArguments),
    /// Indicators per state and over all: transposition deficit, delay, long overdue, ranking
    #[command(after_help = SCOREBOARD_EXAMPLE)]
    Scoreboard(ScoreboardArguments),
    /// Why a finding holds: the rule, the facts, the article, the sources; what one fact would close it
    #[command(after_help = "Example: acquis explain AT/budapest/ratification --as-of 2011-11-25")]
    Explain(ExplainArguments),
    /// How it came about: every change of verdict
    #[command(after_help = "Example: acquis history SE data-retention")]
    History(HistoryArguments),
    /// The facts about an instrument, an obligation, a state or a source
    #[command(after_help = "Example: acquis show 2011/36/EU")]
    Show(ShowArguments),
    /// What there is: instruments, states, obligations, rules, sources
    #[command(after_help = "Example: acquis list obligations --instrument prum --format csv")]
    List(ListArguments),
    /// Check data, decision tables and their cases: form, links, plausibility, with file:line:column
    #[command(
        after_help = "Without DIR the embedded data are checked; acquis rules test tries the cases. Example: acquis validate my-corpus --fix"
    )]
    Validate(ValidateArguments),
    /// Write the embedded data into a new or empty directory, to start one's own
    #[command(after_help = "Example: acquis init my-corpus && acquis gaps AT --data my-corpus")]
    Init(InitArguments),
    /// Print a JSON Schema, or their names
    #[command(after_help = "Example: acquis schema recommendations")]
    Schema(SchemaArguments),
    /// Prove, try or print the decision tables
    Rules(RulesArguments),
    /// Print completions for a shell
    #[command(after_help = "Example: acquis completions bash > ~/.local/share/bash-completion/completions/acquis")]
    Completions(CompletionsArguments),
    /// Print the manual page, or that of a command
    #[command(after_help = "Example: acquis man gaps | man -l -")]
    Man(ManArguments),
}

#[derive(Debug, Args)]
pub struct GapsArguments {
    /// The state, in any form: EL, GR, GRC, Greece; or COM, CONSIL
    #[arg(value_name = "STATE")]
    pub of: Option<String>,
    /// Every finding, what is done and what does not bind too
    #[arg(long)]
    pub all: bool,
}

#[derive(Debug, Args)]
pub struct CompareArguments {
    /// The states [default: those that are members on the as-of day]
    #[arg(value_name = "STATE")]
    pub states: Vec<String>,
    /// What the columns are
    #[arg(long, value_name = "COLUMNS", value_parser = grouping(), default_value = "instrument")]
    pub by: Grouping,
}

#[derive(Debug, Args)]
pub struct RecommendArguments {
    /// The states, in any form; or COM, CONSIL [default: those that are members on the as-of day]
    #[arg(value_name = "STATE")]
    pub states: Vec<String>,
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
    /// Last day on which a notification counts for deadlines up to the as-of day [default: the as-of day]
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub notified_by: Option<Day>,
    /// The as-of day of the scoreboard to compare with
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub previous: Option<Day>,
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
    /// STATE/INSTRUMENT/OBLIGATION, in one piece or in three
    #[arg(value_name = "FINDING", required = true, num_args = 1..=3)]
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
pub struct ShowArguments {
    /// Instrument, INSTRUMENT/OBLIGATION, state or source
    #[arg(value_name = "ID")]
    pub id: String,
}

#[derive(Debug, Args)]
pub struct ListArguments {
    /// What to list
    #[arg(value_enum)]
    pub what: Listed,
}

/// What can be listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Listed {
    Instruments,
    States,
    Obligations,
    Rules,
    Sources,
}

#[derive(Debug, Args)]
pub struct ValidateArguments {
    /// The directory [default: that of --data, else the embedded data]
    #[arg(value_name = "DIR")]
    pub directory: Option<PathBuf>,
    /// Rewrite files that are right in the canonical form
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
pub struct SchemaArguments {
    /// The schema's name [default: list the names]
    #[arg(value_name = "NAME")]
    pub name: Option<String>,
}

#[derive(Debug, Args)]
pub struct RulesArguments {
    #[command(subcommand)]
    pub task: RulesTask,
}

#[derive(Debug, Subcommand)]
pub enum RulesTask {
    /// Prove each table: an answer for every combination of facts, one only, no dead row, no row out of reach
    #[command(after_help = "Example: acquis rules verify --rules my-rules")]
    Verify,
    /// Try the cases kept beside the rules; exit with 1 if one does not hold
    #[command(after_help = "Example: acquis rules test my-rules")]
    Test {
        /// Tables and cases (DIR/cases/*.json) laid over the embedded ones [default: those of --rules or --data]
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

fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).map_err(|error| error.to_string())
}

/// Reads one of a list of words, and offers the list and "a similar value exists".
fn one_of<T: Copy + Send + Sync + 'static>(words: &'static [(T, &'static str)]) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(words.iter().map(|(_, word)| *word)).try_map(|word| {
        words.iter().find(|(_, known)| *known == word).map(|(value, _)| *value).ok_or("not in the list")
    })
}

fn format() -> impl TypedValueParser<Value = Format> {
    one_of(&Format::ALL)
}

fn fail_on() -> impl TypedValueParser<Value = FailOn> {
    one_of(&FailOn::ALL)
}

fn grouping() -> impl TypedValueParser<Value = Grouping> {
    const GROUPINGS: [(Grouping, &str); 3] = [
        (Grouping::Instrument, "instrument"),
        (Grouping::Obligation, "obligation"),
        (Grouping::Objective, "objective"),
    ];
    one_of(&GROUPINGS)
}
