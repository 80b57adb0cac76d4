//! Arguments of the commands that write into a corpus of one's own.

use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct RecordArguments {
    /// What happened: STATE INSTRUMENT[/OBLIGATION] EVENT DATE [KEY=VALUE...]
    #[arg(value_name = "FACT", required = true, num_args = 1..)]
    pub fact: Vec<String>,
    /// The document that says so, by its id: acquis list sources
    #[arg(long, value_name = "ID")]
    pub source: String,
    /// Retract this record, which proved wrong: ratification@2012-06-13
    #[arg(long, value_name = "EVENT@DATE", requires = "reason")]
    pub replaces: Option<String>,
    /// Why it is wrong
    #[arg(long, value_name = "TEXT", requires = "replaces")]
    pub reason: Option<String>,
    /// The directory of the corpus [default: that of --data]
    #[arg(long, value_name = "DIR")]
    pub into: Option<PathBuf>,
    /// Print what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct SourceArguments {
    #[command(subcommand)]
    pub task: SourceTask,
}

#[derive(Debug, Subcommand)]
pub enum SourceTask {
    /// Describe a document in seeds/ID.json, or in seeds/sources.jsonl where there is one
    #[command(
        after_help = "Example: acquis source add cets-185-chart-2027 --reference \"CETS No. 185, chart of signatures\" \\
  --published 2027-01-15 --official https://www.coe.int/en/web/conventions/full-list --into my-corpus"
    )]
    Add(SourceAddArguments),
}

#[derive(Debug, Args)]
pub struct SourceAddArguments {
    /// The id by which records cite it: lower-case letters, digits and hyphens
    #[arg(value_name = "ID")]
    pub id: String,
    /// Title, as it stands on the document [default: the reference]
    #[arg(long, value_name = "TEXT", required_unless_present = "reference")]
    pub title: Option<String>,
    /// Number by which it is cited
    #[arg(long, value_name = "TEXT")]
    pub reference: Option<String>,
    /// Day of publication; a month or a year if no more is known
    #[arg(long, value_name = "DATE")]
    pub published: String,
    /// The document's own address
    #[arg(long, value_name = "ADDRESS")]
    pub official: Option<String>,
    /// The page where it was read, where that differs
    #[arg(long, value_name = "ADDRESS")]
    pub read_at: Option<String>,
    /// Day of reading
    #[arg(long, value_name = "DATE")]
    pub read_on: Option<String>,
    /// What sort of document it is, which is also its rank [default: by its official address]
    #[arg(long, value_name = "KIND")]
    pub kind: Option<String>,
    /// The document is kept up day by day: a treaty chart, a register
    #[arg(long)]
    pub continuous: bool,
    /// The last day that this copy of it covers
    #[arg(long, value_name = "DATE", requires = "continuous")]
    pub through: Option<String>,
    /// What a reader should know about it
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// The directory of the corpus [default: that of --data]
    #[arg(long, value_name = "DIR")]
    pub into: Option<PathBuf>,
    /// Print what would be written, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct ImportArguments {
    /// What kind of file it is
    #[arg(value_enum, value_name = "KIND")]
    pub kind: ImportKind,
    /// The files; - reads stdin. All of them are imported, or none
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// The document that the file is a copy of, by its id [default: the only one that can be meant]
    #[arg(long, value_name = "ID")]
    pub source: Option<String>,
    /// Add states that the file names and the data do not have
    #[arg(long)]
    pub create_states: bool,
    /// Make a stub of each act that the file names and the data do not have
    #[arg(long)]
    pub create_instruments: bool,
    /// Write what is new to files of one object per line: stubs to instruments/stubs.jsonl, records to member-states/CODE.jsonl
    #[arg(long)]
    pub lines: bool,
    /// Where refused rows go [default: NAME.refused.csv in the working directory]
    #[arg(long, value_name = "FILE")]
    pub refused: Option<PathBuf>,
    /// The directory of the corpus [default: that of --data]
    #[arg(long, value_name = "DIR")]
    pub into: Option<PathBuf>,
    /// Print what would change, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

/// What can be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum ImportKind {
    TreatyChart,
    NationalMeasures,
    Infringements,
    Records,
    Acts,
}

impl ImportKind {
    /// The word for it on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            ImportKind::TreatyChart => "treaty-chart",
            ImportKind::NationalMeasures => "national-measures",
            ImportKind::Infringements => "infringements",
            ImportKind::Records => "records",
            ImportKind::Acts => "acts",
        }
    }
}
