//! What an import did: how many rows were accepted, which were not and why, and what changes in the data.

use std::collections::{BTreeMap, BTreeSet};

use super::output::Report;
use super::page::{Block, Cell, Page, Sheet, Tone};
use super::text::labels;
use crate::import::plan::{Changes, ImportPlan, RowOutcome, RowVerdict};
use serde::Serialize;

/// How many corrected or withdrawn records the page names one by one.
const MOST_NAMED: usize = 20;
/// How many reasons for keeping steps without an act it names.
const MOST_REASONS: usize = 5;

/// An import and what it did.
#[derive(Serialize)]
pub struct ImportReport {
    /// Name and version of the contract.
    pub schema: &'static str,
    /// What kind of file it was.
    pub kind: &'static str,
    /// Was nothing written, because only the result was asked for?
    pub dry_run: bool,
    /// The source of the records, where one was named or found for all of them.
    pub source: Option<String>,
    /// The files that were read.
    pub files: Vec<ImportedFileData>,
    /// How many rows came to what.
    pub rows: RowCounts,
    /// Why rows were refused or deserve a look, the most frequent first.
    pub reasons: Vec<ReasonData>,
    /// What changes in the data.
    pub changes: ChangeCounts,
    /// Every row that was refused or deserves a look.
    pub problems: Vec<RowData>,
    /// Files that now hold the refused rows.
    pub refused_files: Vec<String>,
    /// Files of the data that were written, or would be.
    pub written: Vec<String>,
}

/// A file that was read.
#[derive(Serialize)]
pub struct ImportedFileData {
    /// Name as it was typed.
    pub file: String,
    /// Headings of its columns that are not read.
    pub unread_columns: Vec<String>,
    /// SHA-256 of its bytes.
    pub sha256: String,
    /// How many rows it has.
    pub rows: usize,
}

/// How many rows came to what: the last three add up to the first.
#[derive(Serialize)]
pub struct RowCounts {
    /// Rows that were read.
    pub read: usize,
    /// Accepted.
    pub accepted: usize,
    /// Accepted, with a warning.
    pub warned: usize,
    /// Refused.
    pub refused: usize,
}

/// Rows with one reason.
#[derive(Serialize)]
pub struct ReasonData {
    /// Name of the reason.
    pub code: &'static str,
    /// `warned` or `refused`.
    pub verdict: &'static str,
    /// How many rows have it.
    pub rows: usize,
    /// Where the first of them stands.
    pub first: String,
    /// What is said of that one.
    pub message: String,
}

/// What changes in the data.
#[derive(Serialize)]
pub struct ChangeCounts {
    /// New records.
    pub added: usize,
    /// Facts on record already.
    pub known: usize,
    /// Records that say more than before.
    pub completed: usize,
    /// Records that prove wrong because the file says otherwise.
    pub corrected: Vec<String>,
    /// Records that the file no longer has.
    pub withdrawn: Vec<String>,
    /// Steps of cases that are kept without an act, in all.
    pub unattributed: usize,
    /// Why those of these files are, the most frequent reasons first.
    pub kept: Vec<KeptData>,
    /// New states.
    pub states: Vec<String>,
    /// New instruments.
    pub instruments: Vec<String>,
    /// The last day that the register covers now, where that moved.
    pub through: Option<String>,
}

/// Steps kept without an act for one reason.
#[derive(Serialize)]
pub struct KeptData {
    /// The reason.
    pub why: String,
    /// How many.
    pub steps: usize,
}

/// One row that was refused or deserves a look.
#[derive(Serialize)]
pub struct RowData {
    /// The file.
    pub file: String,
    /// Where in it.
    pub line: usize,
    /// `warned` or `refused`.
    pub verdict: &'static str,
    /// Name of the reason.
    pub code: &'static str,
    /// What is wrong, or unusual.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl ImportReport {
    /// The report of a plan. `files` are those that were read, in the order of the plan.
    pub fn new(kind: &'static str, source: Option<String>, files: Vec<ImportedFileData>, plan: &ImportPlan) -> Self {
        let name = |row: &RowOutcome| files.get(row.file).map_or("", |file| file.file.as_str());
        let noticed = plan.rows.iter().filter(|row| row.verdict != RowVerdict::Accepted);
        let problems: Vec<RowData> = noticed.flat_map(|row| rows_of(row, name(row))).collect();
        let rows = RowCounts {
            read: plan.rows.len(),
            accepted: plan.count(RowVerdict::Accepted),
            warned: plan.count(RowVerdict::Warned),
            refused: plan.count(RowVerdict::Refused),
        };
        ImportReport {
            schema: "acquis/import/1",
            kind,
            dry_run: false,
            source,
            rows,
            reasons: reasons(&problems),
            changes: counts(&plan.changes),
            problems,
            refused_files: Vec::new(),
            written: Vec::new(),
            files,
        }
    }

    /// How many rows of which files came to what, in one line.
    pub fn heading(&self) -> String {
        let files = self.files.iter().map(|file| file.file.as_str()).collect::<Vec<_>>().join(", ");
        let RowCounts { read, accepted, warned, refused } = self.rows;
        let read = labels::counted(read, "row", "rows");
        format!("{files}: {read} read, {accepted} accepted, {warned} accepted with a warning, {refused} refused")
    }

    fn changed(&self) -> Vec<(String, Cell)> {
        let changes = &self.changes;
        let list = |codes: &[String]| match codes.len() {
            0 => String::new(),
            few if few <= MOST_NAMED => format!("{few}: {}", codes.join(", ")),
            many => many.to_string(),
        };
        let count = |number: usize| if number == 0 { String::new() } else { number.to_string() };
        let written = match (self.written.len(), self.dry_run) {
            (0, _) => "nothing: the data say all of it already".to_owned(),
            (files, true) => format!("nothing (--dry-run); it would be {}", labels::counted(files, "file", "files")),
            (files, false) => labels::counted(files, "file", "files"),
        };
        let facts = [
            ("source", self.source.clone().unwrap_or_default()),
            ("new records", count(changes.added)),
            ("on record already", count(changes.known)),
            ("completed", count(changes.completed)),
            ("corrected", count(changes.corrected.len())),
            ("withdrawn", count(changes.withdrawn.len())),
            (
                "steps without an act, in all",
                if changes.kept.is_empty() { String::new() } else { count(changes.unattributed) },
            ),
            ("new instruments", list(&changes.instruments)),
            ("new states", list(&changes.states)),
            ("register covered through", changes.through.clone().unwrap_or_default()),
            ("written", written),
            ("refused rows in", self.refused_files.join(", ")),
        ];
        let known = facts.into_iter().filter(|(_, value)| !value.is_empty());
        known.map(|(label, value)| (label.to_owned(), Cell::plain(value))).collect()
    }
}

fn counts(changes: &Changes) -> ChangeCounts {
    ChangeCounts {
        added: changes.added,
        known: changes.known,
        completed: changes.completed,
        corrected: changes.corrected.clone(),
        withdrawn: changes.withdrawn.clone(),
        unattributed: changes.unattributed,
        kept: kept(changes),
        states: changes.states.iter().cloned().collect(),
        instruments: changes.instruments.iter().cloned().collect(),
        through: changes.through.clone(),
    }
}

fn kept(changes: &Changes) -> Vec<KeptData> {
    let all = changes.kept_because.iter();
    let mut list: Vec<KeptData> = all.map(|(why, steps)| KeptData { why: why.clone(), steps: *steps }).collect();
    list.sort_by(|a, b| (b.steps, &a.why).cmp(&(a.steps, &b.why)));
    list
}

fn word(verdict: RowVerdict) -> &'static str {
    match verdict {
        RowVerdict::Accepted => "accepted",
        RowVerdict::Warned => "warned",
        RowVerdict::Refused => "refused",
    }
}

fn rows_of<'a>(row: &'a RowOutcome, file: &'a str) -> impl Iterator<Item = RowData> + 'a {
    // of a refused row the reason alone matters
    let many = if row.verdict == RowVerdict::Refused { 1 } else { row.problems.len() };
    row.problems.iter().take(many).map(move |problem| RowData {
        file: file.to_owned(),
        line: row.line,
        verdict: word(row.verdict),
        code: problem.code,
        message: problem.message.clone(),
        help: problem.help.clone(),
    })
}

/// How many rows have each reason; one that has it twice counts once.
fn reasons(problems: &[RowData]) -> Vec<ReasonData> {
    let mut counted: BTreeSet<(&str, &str, &str, usize)> = BTreeSet::new();
    let mut found: BTreeMap<(&str, &str), ReasonData> = BTreeMap::new();
    for row in problems.iter().filter(|row| counted.insert((row.verdict, row.code, &row.file, row.line))) {
        let new = || ReasonData {
            code: row.code,
            verdict: row.verdict,
            rows: 0,
            first: format!("{}:{}", row.file, row.line),
            message: row.message.clone(),
        };
        found.entry((row.verdict, row.code)).or_insert_with(new).rows += 1;
    }
    let mut list: Vec<ReasonData> = found.into_values().collect();
    list.sort_by(|a, b| (a.verdict != "refused", b.rows, a.code).cmp(&(b.verdict != "refused", a.rows, b.code)));
    list
}

/// The first lines of a list, and how many more there are.
fn shortened<T>(list: &[T], most: usize, line: impl Fn(&T) -> Cell) -> Vec<Cell> {
    let more = list.len().checked_sub(most).filter(|more| *more > 0);
    let more = more.map(|more| Cell::plain(format!("and {more} more")));
    list.iter().take(most).map(line).chain(more).collect()
}

fn tone(verdict: &str) -> Tone {
    if verdict == "refused" { Tone::Bad } else { Tone::Open }
}

impl Report for ImportReport {
    fn page(&self) -> Page {
        let mut blocks = Vec::new();
        if !self.reasons.is_empty() {
            let mut table = Sheet::with(&["rows", "", "reason", "first", "what is said of it"]);
            table.rows = self
                .reasons
                .iter()
                .map(|one| {
                    vec![
                        Cell::plain(one.rows.to_string()),
                        Cell::toned(one.verdict, tone(one.verdict)),
                        Cell::plain(one.code),
                        Cell::plain(&one.first),
                        Cell::plain(&one.message),
                    ]
                })
                .collect();
            blocks.push(Block::Table(table));
        }
        blocks.push(Block::Facts(self.changed()));
        if !self.changes.kept.is_empty() {
            let line = |one: &KeptData| Cell::plain(format!("{}: {}", one.steps, one.why));
            blocks.extend([
                Block::Heading("Kept without an act".to_owned()),
                Block::List(shortened(&self.changes.kept, MOST_REASONS, line)),
            ]);
        }
        for (title, list) in [("Corrected", &self.changes.corrected), ("Withdrawn", &self.changes.withdrawn)] {
            if !list.is_empty() {
                let lines = shortened(list, MOST_NAMED, |one: &String| Cell::plain(one));
                blocks.extend([Block::Heading(title.to_owned()), Block::List(lines)]);
            }
        }
        Page { title: self.heading(), blocks }
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::with(&["file", "line", "verdict", "code", "message", "help"]);
        let cells = |row: &RowData| {
            let help = row.help.clone().unwrap_or_default();
            let line = row.line.to_string();
            let texts = [row.file.clone(), line, row.verdict.into(), row.code.into(), row.message.clone(), help];
            texts.map(Cell::plain).to_vec()
        };
        sheet.rows = self.problems.iter().map(cells).collect();
        sheet
    }

    fn data(&self) -> impl Serialize {
        self
    }
}
