//! The layout of the Commission's scoreboards on justice and home affairs, which working parties of the Council know: an
//! act a row, and beside its deadline the reports, the communication of national measures and the application.

use super::Editions;
use super::data::stamp;
use crate::engine::{Choice, Finding, Selection, change_on, common_limit, deadline_of};
use crate::law::{Instrument, Kind, Obligation};
use crate::report::annex;
use crate::report::document::{Document, DocumentPart, Grid, Phrase, Sentence};
use crate::report::output::Report;
use crate::report::page::{Block, Cell, Page, Sheet};
use crate::report::run::{Counts, Run};
use crate::report::text::labels;
use crate::report::text::marks::is_unsure;
use crate::report::text::notes::Notes;
use crate::report::text::reasons::own_text;
use crate::report::workbook::{ColumnKind, WorkCell, WorkSheet, Workbook};
use crate::rules::Verdict;
use crate::time::Day;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The three columns on the right.
const COLUMNS: [&str; 3] = ["reports", "communication", "application"];

/// The columns as they are headed, and their shares of the width of a sheet of paper.
const HEADS: [(&str, usize); 5] = [
    ("instrument", 13),
    ("deadline", 13),
    ("reports", 16),
    ("communication of national measures", 20),
    ("application", 38),
];

/// The groups of states under a duty, in the order of the page.
const GROUPS: [&str; 8] =
    ["done", "done late", "done unsure", "in part", "not done", "encouraged", "not due yet", "not known"];

/// The group of a finding; states outside the duty are left out. What may have been done late is not among what is done
/// in time.
fn group_of(finding: &Finding) -> Option<&'static str> {
    let group = match finding.judgement.verdict {
        Verdict::Met if is_unsure(finding) => "done unsure",
        Verdict::Met => "done",
        Verdict::MetLate => "done late",
        Verdict::Partial => "in part",
        Verdict::Overdue => "not done",
        Verdict::Encouraged => "encouraged",
        Verdict::Pending => "not due yet",
        Verdict::Unknown | Verdict::PossibleGap => "not known",
        Verdict::NotBound | Verdict::NotInForce | Verdict::Ended => return None,
    };
    Some(group)
}

/// One duty: those who owe it, by what they have done.
struct JhaEntry<'a> {
    obligation: &'a Obligation,
    column: &'static str,
    groups: Vec<(&'static str, Vec<&'a str>)>,
    bound: usize,
}

/// One row: an act and one of its deadlines.
struct JhaRow<'a> {
    instrument: &'a Instrument,
    deadline: JhaDue,
    entries: Vec<JhaEntry<'a>>,
}

/// A deadline as it was known; those with a day come first, in the order of days.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct JhaDue {
    has_no_day: bool,
    /// The last good day, where the act sets one for all alike.
    day: Option<Day>,
    /// In words.
    text: String,
}

/// The scoreboard in this layout.
pub struct JhaLayout<'a> {
    run: Run<'a>,
    editions: Editions,
    states: usize,
    findings: Vec<Finding<'a>>,
    rows: Vec<JhaRow<'a>>,
}

impl<'a> JhaLayout<'a> {
    /// The state of play on the notification cut-off: the states as in the other layout, and the institutions for what
    /// they owe.
    pub fn new(run: Run<'a>, selection: &Selection, editions: Editions, all_states: bool) -> JhaLayout<'a> {
        let actors = run.states(&selection.actors, all_states);
        let institutions = run.engine.corpus.actors.iter().filter(|actor| actor.is_institution());
        let codes = actors.iter().copied().chain(institutions).map(|actor| actor.code.to_string()).collect();
        let day = editions.now.notification;
        let findings = if actors.is_empty() {
            Vec::new()
        } else {
            run.engine.findings(&Selection { actors: Choice::Only(codes), ..selection.clone() }, day)
        };
        let rows = rows(&findings);
        JhaLayout { run, editions, states: actors.len(), findings, rows }
    }

    /// Everything evaluated.
    pub fn findings(&self) -> &[Finding<'a>] {
        &self.findings
    }

    fn title(&self) -> String {
        let states = labels::counted(self.states, "state", "states");
        format!("Implementation by {states} on {}", self.editions.now.notification)
    }

    fn left_out(&self) -> String {
        let left_out = "states that a duty does not bind are left out of its line";
        let unsure = if self.findings.iter().any(is_unsure) { "; m: done, in time or late not known" } else { "" };
        format!("{left_out}{unsure}")
    }

    /// The table with the name of the act in each row, so that it can be sorted and filtered.
    fn work_sheet(&self) -> WorkSheet {
        let holds = format!(
            "a row per act and deadline; the done are counted out of those bound, the others named; {}",
            self.left_out()
        );
        let mut sheet = WorkSheet::new("table 2", holds, 1)
            .column("instrument", ColumnKind::Prose, 30)
            .column("deadline", ColumnKind::Prose, 26)
            .column("last good day", ColumnKind::Day, 14)
            .column("reports", ColumnKind::Prose, 36)
            .column("communication of national measures", ColumnKind::Prose, 50)
            .column("application", ColumnKind::Prose, 60);
        for row in &self.rows {
            let head = [
                WorkCell::text(&*row.instrument.short_title),
                WorkCell::text(&*row.deadline.text),
                WorkCell::day(row.deadline.day),
            ];
            let columns = COLUMNS.map(|column| WorkCell::text(row.cell_text(column)));
            sheet.rows.push(head.into_iter().chain(columns).collect());
        }
        sheet
    }
}

impl JhaRow<'_> {
    /// What stands in one of the three columns.
    fn cell_text(&self, column: &str) -> String {
        let own = self.entries.iter().filter(|entry| entry.column == column);
        own.map(JhaEntry::in_words).collect::<Vec<_>>().join("; ")
    }

    /// What stands in one of the three columns, each duty a paragraph.
    fn sentences(&self, column: &str) -> Vec<Sentence> {
        let own = self.entries.iter().filter(|entry| entry.column == column);
        own.map(|entry| vec![Phrase::plain(entry.in_words())]).collect()
    }
}

impl JhaEntry<'_> {
    /// `transposition: 18 of 27 done (2 late, 1 m), in part: BE SI, not done: CY DE`: the done are counted, the others named.
    fn in_words(&self) -> String {
        let count = |group: &str| self.groups.iter().find(|(name, _)| *name == group).map_or(0, |(_, all)| all.len());
        let (done, late, unsure) = (count("done"), count("done late"), count("done unsure"));
        let words = [(late, "late"), (unsure, "m")].into_iter().filter(|(count, _)| *count > 0);
        let words: Vec<String> = words.map(|(count, word)| format!("{count} {word}")).collect();
        let words = if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) };
        let mut parts = vec![format!("{} of {} done{words}", done + late + unsure, self.bound)];
        for (group, states) in self.groups.iter().filter(|(group, _)| !group.starts_with("done")) {
            if states.len() == self.bound && self.bound > 1 {
                parts.push(format!("{group}: all"))
            } else {
                parts.push(format!("{group}: {}", states.join(" ")))
            }
        }
        format!("{}: {}", self.obligation.id, parts.join(", "))
    }
}

/// The rows in the order of acts and deadlines, from findings in the order of states.
fn rows<'a>(findings: &[Finding<'a>]) -> Vec<JhaRow<'a>> {
    let mut of_duty: BTreeMap<(&str, &str), Vec<&Finding>> = BTreeMap::new();
    for one in findings {
        of_duty.entry((&one.instrument.id, &one.obligation.id)).or_default().push(one);
    }
    let mut duties: Vec<(&Instrument, JhaDue, &Obligation)> =
        findings.iter().map(|finding| (finding.instrument, deadline(finding), finding.obligation)).collect();
    duties
        .sort_by(|(one, due, duty), (other, later, next)| (&one.id, due, &duty.id).cmp(&(&other.id, later, &next.id)));
    duties.dedup_by_key(|(instrument, _, obligation)| (&instrument.id, &obligation.id));
    let mut rows: Vec<JhaRow> = Vec::new();
    for (instrument, deadline, obligation) in duties {
        let own = of_duty.get(&(&*instrument.id, &*obligation.id)).into_iter().flatten().copied();
        let Some(entry) = entry(obligation, own) else { continue };
        match rows.last_mut().filter(|row| row.instrument.id == instrument.id && row.deadline == deadline) {
            Some(row) => row.entries.push(entry),
            None => rows.push(JhaRow { instrument, deadline, entries: vec![entry] }),
        }
    }
    rows
}

/// The deadline by which the finding was judged: as corrected and moved by what was known.
fn deadline(finding: &Finding) -> JhaDue {
    let moved = change_on(&finding.question, finding.on);
    let day = moved.map(|change| change.by).or_else(|| common_limit(&finding.question).map(|limit| limit.0));
    let text = match (moved, deadline_of(&finding.question)) {
        (Some(change), _) => format!("by {}, moved by {}", change.by, change.act),
        (None, deadline) => deadline.map_or("none".to_owned(), labels::deadline),
    };
    JhaDue { has_no_day: day.is_none(), day, text }
}

/// `None` for a duty that binds nobody shown.
fn entry<'f, 'a: 'f>(obligation: &'a Obligation, own: impl Iterator<Item = &'f Finding<'a>>) -> Option<JhaEntry<'a>> {
    let own: Vec<&Finding> = own.collect();
    let group = |name: &'static str| {
        let inside = own.iter().filter(|finding| group_of(finding) == Some(name));
        let states: Vec<&'a str> = inside.map(|finding| &*finding.actor.code).collect();
        (!states.is_empty()).then_some((name, states))
    };
    let groups: Vec<_> = GROUPS.into_iter().filter_map(group).collect();
    let column = match obligation.kind {
        Kind::Report => "reports",
        Kind::Notify => "communication",
        _ => "application",
    };
    let bound = groups.iter().map(|(_, states)| states.len()).sum();
    (bound > 0).then_some(JhaEntry { obligation, column, groups, bound })
}

impl Serialize for JhaLayout<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        for (key, value) in stamp(&self.run, "table2", self.editions.now, None, &self.findings) {
            map.serialize_entry(key, &value)?;
        }
        map.serialize_entry("rows", &self.rows.iter().map(row_data).collect::<Vec<_>>())?;
        map.end()
    }
}

impl Report for JhaLayout<'_> {
    fn page(&self) -> Page {
        let mut sheet = Sheet::with(&HEADS.map(|(name, _)| name));
        let mut last = "";
        for row in &self.rows {
            let name = if last == &*row.instrument.id { "" } else { &*row.instrument.short_title };
            last = &row.instrument.id;
            let mut cells = vec![Cell::plain(name), Cell::plain(&row.deadline.text)];
            cells.extend(COLUMNS.map(|column| Cell::plain(row.cell_text(column))));
            sheet.rows.push(cells);
        }
        let mut page = Page { title: self.title(), blocks: vec![Block::Table(sheet)] };
        page.blocks.push(Block::Text(Cell::plain(self.left_out())));
        page.blocks.extend(self.run.footer(&Counts::of(&self.findings)));
        page
    }

    fn document(&self) -> Option<Document> {
        Some(document(self))
    }

    fn sheet(&self) -> Sheet {
        let columns = [
            "instrument",
            "deadline",
            "due",
            "column",
            "obligation",
            "kind",
            "bound",
            "group",
            "count",
            "states",
            "as_of",
            "notified_by",
            "known_as_of",
        ];
        let mut sheet = Sheet::with(&columns);
        for (row, entry) in self.rows.iter().flat_map(|row| row.entries.iter().map(move |entry| (row, entry))) {
            for (group, states) in &entry.groups {
                let texts = [
                    row.instrument.id.to_string(),
                    row.deadline.text.clone(),
                    row.deadline.day.map_or(String::new(), |day| day.to_string()),
                    entry.column.to_owned(),
                    entry.obligation.id.to_string(),
                    entry.obligation.kind.to_string(),
                    entry.bound.to_string(),
                    (*group).to_owned(),
                    states.len().to_string(),
                    states.join(" "),
                    self.editions.now.deadline.to_string(),
                    self.editions.now.notification.to_string(),
                    self.run.engine.known_as_of.map_or(String::new(), |day| day.to_string()),
                ];
                sheet.rows.push(texts.into_iter().map(Cell::plain).collect());
            }
        }
        sheet.assuming(self.run.assumed())
    }

    fn data(&self) -> impl Serialize {
        self
    }

    fn has_workbook(&self) -> bool {
        true
    }

    fn workbook(&self) -> Option<Workbook> {
        Some(annex::workbook(&self.run, self.title(), &self.findings, vec![self.work_sheet()]))
    }
}

fn row_data(row: &JhaRow) -> Value {
    let entry = |entry: &JhaEntry| {
        let groups = entry.groups.iter().map(|(name, states)| ((*name).replace(' ', "-"), json!(states)));
        json!({"obligation": &*entry.obligation.id, "kind": entry.obligation.kind, "column": entry.column,
            "bound": entry.bound, "groups": Value::Object(groups.collect())})
    };
    json!({"instrument": &*row.instrument.id, "deadline": row.deadline.text, "due": row.deadline.day.map(|day| day.to_string()),
        "obligations": row.entries.iter().map(entry).collect::<Vec<_>>()})
}

/// How the table is to be read.
const METHOD: &str = "Method: one row for an act and one of its deadlines. What is done is counted against those whom the duty \
                      binds, and the others are named. Done late counts as done; what the evidence leaves open is not known, \
                      never not done";

/// The layout on paper: the table, how it is to be read, the texts of the acts as numbered notes.
fn document(board: &JhaLayout) -> Document {
    let mut notes = Notes::new(board.run.engine.corpus);
    let mut first_of: BTreeMap<&str, &Finding> = BTreeMap::new();
    for finding in board.findings.iter().rev() {
        first_of.insert(&finding.instrument.id, finding);
    }
    let mut rows = Vec::new();
    let mut last = "";
    for row in &board.rows {
        let mut name: Sentence = Vec::new();
        if last != &*row.instrument.id {
            name.push(Phrase::strong(&*row.instrument.short_title));
            let own = first_of.get(&*row.instrument.id);
            let texts = own.map(|finding| own_text(&board.run, finding).collect::<Vec<_>>()).unwrap_or_default();
            name.extend(notes.cite(&texts));
        }
        last = &row.instrument.id;
        let mut cells = vec![vec![name], vec![vec![Phrase::plain(&row.deadline.text)]]];
        cells.extend(COLUMNS.map(|column| row.sentences(column)));
        rows.push(cells);
    }
    let columns = HEADS.map(|(name, share)| (labels::capitalised(name), share)).to_vec();
    let paragraph = |text: String| DocumentPart::Paragraph(vec![Phrase::plain(text)]);
    let counts = Counts::of(&board.findings).sentence();
    let parts = vec![
        DocumentPart::Grid(Grid { columns, rows }),
        paragraph(format!("{METHOD}; {}.", board.left_out())),
        paragraph(counts),
    ];
    Document {
        title: board.title(),
        subtitle: "In the layout of the scoreboards on justice and home affairs".to_owned(),
        is_landscape: true,
        parts,
        notes: notes.listed(MOST_OF_A_TITLE),
        foot: board.run.sentence(),
        warning: "No legal advice.".to_owned(),
    }
}

/// Most characters of the title of a source.
const MOST_OF_A_TITLE: usize = 200;
