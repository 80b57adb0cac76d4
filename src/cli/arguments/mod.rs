//! What can be typed: commands, flags, their help. Deliberately not here: what a name means (`names`) and what a command
//! does (`commands`).

mod common;
mod help;
mod of_commands;
mod of_data;
mod words;

pub use common::Common;
pub use help::{command, command_for, ignored_flags};
pub use of_commands::{
    ActionsArguments, Chart, ChartArguments, CheckArguments, CompareArguments, CompletionsArguments,
    DeadlinesArguments, DiffArguments, ExplainArguments, GapsArguments, HistoryArguments, InfringementsArguments,
    InitArguments, Layout, ListArguments, ListSubject, ManArguments, NewArguments, QueryArguments, QueryKind,
    RecommendArguments, ReportArguments, RulesArguments, RulesTask, SchemaArguments, ScoreboardArguments,
    ShowArguments, Skeleton, TestArguments, TimelinesArguments, ValidateArguments,
};
pub use of_data::{ImportArguments, ImportKind, RecordArguments, SourceArguments, SourceTask};
pub use words::jobs;

use clap::{Parser, Subcommand};

/// Has a Member State done what EU acts and treaties ask of it, on any date, and why?
#[derive(Debug, Parser)]
#[command(name = "acquis", version, arg_required_else_help = true, max_term_width = 100)]
pub struct Arguments {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = "\
Examples:
  acquis gaps AT --on 2011-11-25             where Austria stood, by what was known that day
  acquis explain AT/budapest/ratification    why: rule, facts, article, sources
  acquis compare --by obligation             all Member States side by side
  acquis gaps IE --assume \"IE budapest ratification 2027-01-15\"
  acquis gaps Greece --format json -o el.json";

const EXIT_CODES: &str = "\
Exit codes:
  0  evaluated, nothing at or above --fail-on
  1  findings at or above --fail-on
  2  usage error, or the result could not be written
  3  data or rules are invalid; nothing was evaluated
  4  under --strict: unknown or possible-gap is among the findings, or nothing was evaluated
A reader that stops early (| head) changes no exit code.";

const ACTIONS_EXAMPLE: &str = "\
Member States are judged by what they owe or what sources state of them, an institution by what it \
delivered or itself owes. A state has done what an act asks when its headline duties are done; what \
else is not known is reported. What was given up is dropped from its day on.

Example: acquis actions --objective 3 --addressee member-states --as-of 2011-11-25";

const SCOREBOARD_EXAMPLE: &str = "\
The as-of day is the deadline cut-off. Naming single obligations counts these instead of whole acts. \
A state is not ranked if less than half of its acts are known. Conformity needs a register of cases \
that covers the notification cut-off.

Examples:
  acquis scoreboard --as-of 2013-10-31 --notified-by 2013-11-10 --previous 2013-04-30
  acquis scoreboard --instrument prum/dna --instrument prum/fingerprints --as-of 2011-11-25
  acquis scoreboard --layout table2 --as-of 2013-11-10";

const CHECK_EXAMPLES: &str = "\
Without --fail-on any gap (partial, overdue) fails the run. The baseline is written after a run that ended with 0, 1 or 4, \
atomically.

Examples:
  acquis check --fail-on high
  acquis check --baseline acquis.baseline.json --update-baseline --new-only
  acquis check --waivers waivers.json --format md -o tonight.md";

const DIFF_EXAMPLES: &str = "\
Without --from and --against the run is compared with itself without --rules and --assume. --fail-on \
and --strict look only at what changed: a finding that is new or worse and stands at or above the level, \
or that is not known now. More than 40 changes are grouped \
by duty and cause; JSON and CSV list each.

Examples:
  acquis diff --from 2013-04-06 --to 2013-04-07
  acquis diff --data new-corpus --against old-corpus
  acquis diff --rules my-rules --as-of 2011-11-25
  acquis diff --assume 'IE budapest ratification 2027-01-15' --as-of 2027-06-01
  acquis diff yesterday.json today.json";
const CONFIG_EXAMPLE: &str = r#"A flag takes precedence over the environment, the environment over the file. Without --config or ACQUIS_CONFIG the file is acquis.toml in the working directory; paths in it count from its own directory, and a list replaces the list of lower precedence:

  data        = "law"                      # --data         ACQUIS_DATA
  rules       = "our-rules"                # --rules        ACQUIS_RULES
  states      = ["AT", "Greece"]           # --state        ACQUIS_STATES=AT,Greece
  instruments = ["prum", "2011/36/EU"]     # --instrument   ACQUIS_INSTRUMENTS=prum,2011/36/EU
  fail-on     = "overdue"                  # --fail-on      ACQUIS_FAIL_ON
  strict      = true                       # --strict       ACQUIS_STRICT=true
  waivers     = "waivers.json"             # --waivers      ACQUIS_WAIVERS
  baseline    = "baseline.json"            # --baseline     ACQUIS_BASELINE

Example: acquis config --state DE"#;
const DEADLINES_EXAMPLE: &str = "\
The window runs from the as-of day through its last day, both included: seen from 2011-03-01, 180d \
ends on 2011-08-28.

Kinds:
  due       the last good day of a binding duty that is not done, or not known
            to be done
  reply     two months after the formal notice or reasoned opinion at which an
            open case stands; usual, not exact: the letter itself sets the
            period (Art. 258 TFEU)
  in-force  the first day on which an act, a treaty or a duty binds the state
  end       the first day on which it no longer does
  review    the first day on which the evidence of a gap is too old to prove it:
            look at the source

Seen from the as-of day: later letters, deposits and acts adopted later are not foreseen.

Examples:
  acquis deadlines DE --on 2011-11-25
  acquis deadlines --within 1y --instrument anti-trafficking --alarm 14d -o deadlines.ics";

const INFRINGEMENTS_EXAMPLES: &str = "\
New in a year is a case of which the first letter of formal notice under Art. 258 TFEU is of that year; open on a day is one \
with a first letter on or before it, and neither a closing nor a withdrawal by it. A case counts once, under however many acts. \
Cases that are attributed to no act (procedures/unattributed.jsonl of a corpus) count too. Without --opened and --open-on both \
counts are given for each year. What no register covers is reported as such.

Examples:
  acquis infringements --opened 2015 --kind non-communication --data register
  acquis infringements --open-on 2015-12-31 --by department --data register
  acquis infringements IT EL --data register --format csv -o cases.csv";

const TIMELINES_EXAMPLES: &str = "\
One row per state, obligation and stretch of days on which no column changes, for all states, whenever they are members \
(shown_by_default: those that compare shows on these days). What held on a day D is what has from <= D and (to is null or \
D < to); before 1950 nothing is said, and --as-of changes no row. Rows of several runs can be put together: known_as_of and the digests of data and \
rules stand in each. --shard divides the acts by a hash of their ids, so that several processes or machines share them; an \
act of another part is read where it proves something, and not judged.

Examples:
  acquis timelines -o findings.parquet
  acquis timelines --known-as-of 2011-11-25 --instrument prum -o prum.csv
  seq 8 | xargs -P 8 -I K acquis timelines --data law --shard K/8 -o part-K.parquet";

const LIST_EXAMPLES: &str = "\
The rows of `list records` as csv or xlsx hold every key of a record, and acquis import records reads them back.

Examples:
  acquis list obligations --instrument prum --format csv
  acquis list records AT budapest
  acquis list records --state EL -o greece.xlsx";

const REPORT_EXAMPLES: &str = "\
The ending of the file says what is written: .html a page that opens from a mail attachment and asks nothing of any \
network, .xlsx a workbook, .docx and .md a note about one state.

Examples:
  acquis report --on 2011-11-25 -o dossier.html
  acquis report IE --note --on 2011-11-25 -o ireland.docx
  acquis report --on 2011-11-25 -o dossier.xlsx
  acquis report --site public --base-url https://example.org/acquis/";

const CHART_EXAMPLES: &str = "\
A file that ends in .png is written where the program was built with it: cargo install --path . --features png.

Examples:
  acquis chart matrix --on 2011-11-25 -o matrix.svg
  acquis chart act prum/dna --on 2011-11-25 -o dna.svg
  acquis chart country SE --on 2011-11-25 -o sweden.svg
  acquis chart gaps --on 2011-11-25 -o gaps.svg";

const RECORD_EXAMPLES: &str = "\
The grammar is that of --assume. extent (of notified and measure), outcome (of closed and withdrawn) and confidence are \
always said. A record is never removed: --replaces retracts the wrong one, and it still counts for what was known before.

Examples:
  acquis record IE budapest ratification 2027-01-15 --source cets-185 confidence=read --into my-corpus
  acquis record BE 2011/36/EU measure 2013-09-19 extent=partial confidence=read --source be-law-2013 --into my-corpus
  acquis record AT budapest ratification 2012-06-14 confidence=read --source cets-185 \\
    --replaces ratification@2012-06-13 --reason \"the depositary corrected the day\" --into my-corpus";

const IMPORT_EXAMPLES: &str = "\
Kinds:
  treaty-chart       parties as the Council of Europe, the UN and WIPO print them
  national-measures  what states communicated, as EUR-Lex hands it out (SPARQL results)
  infringements      decisions of the Commission in infringement cases
  records            our own records, as acquis list records writes them
  acts               metadata of acts, from EUR-Lex: makes instruments that are stubs
Files may be CSV, XLSX, saved pages, XML or JSON. Nothing is asked of a network: acquis query KIND prints how to get a file. Each row is accepted, accepted with a warning, \
or refused; refused rows go to a file that can be corrected and imported again, and make the exit code 1.

What stands on a line of a .jsonl file is changed on its line, and a new record or stub joins the lines that are there. With \
--lines they are begun: instruments/stubs.jsonl, member-states/CODE.jsonl.

Examples:
  acquis import treaty-chart chart.html --instrument budapest --source cets-185 --into my-corpus
  acquis import infringements register.csv --create-instruments --into my-corpus
  acquis import national-measures measures.json --source nim-2027-01 --into my-corpus --dry-run";

const TEST_EXAMPLES: &str = "\
A case names its own days. A file may bring a small corpus of its own; else its cases are asked of the corpus in use. The
schema of the files: acquis schema cases.

Examples:
  acquis test my-corpus
  acquis test --only budapest --only AT/ --format csv";

const QUERY_EXAMPLES: &str = "\
Nothing is asked of a network here. The line to be run is the last one that is printed.

Examples:
  acquis query national-measures 32011L0036 32006L0024
  acquis query acts 2011/36/EU | tail -n 1
  acquis query infringements";

/// What is asked for.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// One country: its gaps, what falls due next, what it is encouraged to do
    #[command(after_help = "Example: acquis gaps AT --on 2011-11-25 --brief")]
    Gaps(GapsArguments),
    /// States side by side, one letter per verdict
    #[command(
        after_help = "The headline duties stand for their act; a duty named with --instrument ACT/DUTY is shown whether \
headline or not. JSON, CSV and what fails a run cover every finding.\n\n\
Examples:\n  acquis compare --as-of 2011-11-25\n  acquis compare DE FR Poland --by obligation --as-of 2013-04-07"
    )]
    Compare(CompareArguments),
    /// For scripts: findings at or above a level, what is new among them, an exit code
    #[command(after_help = CHECK_EXAMPLES)]
    Check(CheckArguments),
    /// What changed between two days, two corpora, two sets of rules or two reports, and why
    #[command(after_help = DIFF_EXAMPLES)]
    Diff(DiffArguments),
    /// What states are encouraged to do next, by which source, and which proceedings are available
    #[command(after_help = "Example: acquis recommend AT --on 2011-11-25")]
    Recommend(RecommendArguments),
    /// The programme of the Internal Security Strategy: each encouragement and commitment, and its state of play
    #[command(after_help = ACTIONS_EXAMPLE)]
    Actions(ActionsArguments),
    /// Indicators per state and over all: transposition deficit, delay, long overdue, ranking
    #[command(after_help = SCOREBOARD_EXAMPLE)]
    Scoreboard(ScoreboardArguments),
    /// Why a finding holds: the rule, the facts, the article, the sources; what one fact would close it
    #[command(after_help = "Example: acquis explain AT/budapest/ratification --on 2011-11-25")]
    Explain(ExplainArguments),
    /// How it came about: every change of verdict
    #[command(after_help = "Example: acquis history SE data-retention --on 2013-10-17")]
    History(HistoryArguments),
    /// What held from when on: one row per finding and stretch of days, in columns (parquet) for a warehouse
    #[command(after_help = TIMELINES_EXAMPLES)]
    Timelines(TimelinesArguments),
    /// Infringement cases: how many were opened in a year or are open on a day, by state, year, act, kind, department
    #[command(after_help = INFRINGEMENTS_EXAMPLES)]
    Infringements(InfringementsArguments),
    /// What falls due: duties, replies to letters, entries into force, ends, evidence to review; also as a calendar
    #[command(after_help = DEADLINES_EXAMPLE)]
    Deadlines(DeadlinesArguments),
    /// A page that shows every day, a workbook or a country note to work in, or a site
    #[command(after_help = REPORT_EXAMPLES)]
    Report(ReportArguments),
    /// One picture alone (svg), for a paper or a README
    #[command(after_help = CHART_EXAMPLES)]
    Chart(ChartArguments),
    /// The facts about an instrument, an obligation, a state or a source
    #[command(after_help = "Example: acquis show 2011/36/EU")]
    Show(ShowArguments),
    /// What there is: instruments, states, obligations, rules, sources; records, each with all that it says
    #[command(after_help = LIST_EXAMPLES)]
    List(ListArguments),
    /// Check data, decision tables and cases: form, links, plausibility, with file:line:column
    #[command(
        after_help = "Without DIR the embedded data are checked; acquis rules test tries the cases of the tables, acquis test the dated \
ones.\n\nExample: acquis validate my-corpus --fix"
    )]
    Validate(ValidateArguments),
    /// Write the embedded data with their cases into a new or empty directory, to start one's own: all of it or nothing
    #[command(after_help = "Example: acquis init my-corpus && acquis gaps AT --data my-corpus")]
    Init(InitArguments),
    /// Write a skeleton of an instrument or a state to fill in: each field left open is an error of acquis validate
    #[command(after_help = "Example: acquis new instrument e-evidence --into my-corpus && acquis validate my-corpus")]
    New(NewArguments),
    /// Write one more fact into a corpus: checked as all data are, atomically
    #[command(after_help = RECORD_EXAMPLES)]
    Record(RecordArguments),
    /// Describe a source document, so that records can cite it
    Source(SourceArguments),
    /// Read official files into a corpus: charts of treaties, national measures, infringement decisions, acts, records
    #[command(after_help = IMPORT_EXAMPLES)]
    Import(ImportArguments),
    /// Try the dated cases of a corpus (cases/*.json: given, as of, expect, because); exit with 1 if one does not hold
    #[command(after_help = TEST_EXAMPLES)]
    Test(TestArguments),
    /// Print how to get official data: a question to CELLAR with the line that asks it, or where a file is offered
    #[command(after_help = QUERY_EXAMPLES)]
    Query(QueryArguments),
    /// Print a JSON Schema, or their names
    #[command(after_help = "Example: acquis schema recommendations")]
    Schema(SchemaArguments),
    /// Prove, try or print the decision tables
    Rules(RulesArguments),
    /// Print the settings in force and where each comes from: flag, environment, file, default
    #[command(after_help = CONFIG_EXAMPLE)]
    Config,
    /// Print completions for a shell
    #[command(after_help = "Example: acquis completions bash > ~/.local/share/bash-completion/completions/acquis")]
    Completions(CompletionsArguments),
    /// Print the manual page, or that of a command
    #[command(after_help = "Example: acquis man gaps | man -l -")]
    Man(ManArguments),
}

impl Command {
    /// Does it read settings? What is about the program alone does not, so that no settings file disturbs it.
    pub fn is_configured(&self) -> bool {
        !matches!(self, Command::Completions(_) | Command::Man(_) | Command::Schema(_) | Command::Init(_))
    }
}
