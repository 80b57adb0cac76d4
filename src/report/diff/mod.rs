//! What changed between two surveys: between two days, two corpora, two sets of rules or two reports.

mod grouped;
mod records;

pub use records::{RecordChange, record_changes};

use super::change::{CauseKind, ChangeData, Direction, FindingChange, changes, join_causes};
use super::contract::{Tool, iso};
use super::output::Report;
use super::page::{Block, Cell, Page, Sheet, Tone};
use super::run::short;
use super::survey::{Snapshot, Survey};
use super::text::labels::counted;
use crate::law::Confidence;
use crate::time::Day;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Display;

/// More changes than these are grouped.
const MOST: usize = 40;

/// What changed between two surveys.
pub struct Diff<'s> {
    before: &'s Survey,
    after: &'s Survey,
    changes: Vec<FindingChange<'s>>,
    /// Does the page list many changes one by one too?
    whole: bool,
    /// Findings at which only one of the two looks: those of the earlier and of the later one.
    outside: [usize; 2],
    /// Notes printed next to the changes.
    notes: Vec<String>,
    /// Records that differ between the two corpora.
    records: Vec<RecordChange>,
}

/// The JSON contract `acquis/changes/1`.
#[derive(Debug, Serialize)]
struct DiffData<'s> {
    schema: &'static str,
    tool: Tool,
    before: SideData<'s>,
    after: SideData<'s>,
    summary: BTreeMap<&'static str, usize>,
    causes: BTreeMap<&'static str, usize>,
    changes: Vec<ChangeData<'s>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    records: Vec<RecordChange>,
}

#[derive(Debug, Serialize)]
struct SideData<'s> {
    #[serde(with = "iso::day")]
    as_of: Day,
    #[serde(with = "iso::day_or_null")]
    known_as_of: Option<Day>,
    version: &'s str,
    digest: &'s str,
    rules_digest: &'s str,
    findings: usize,
    outside: usize,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    assumed: &'s [String],
}

impl<'s> Diff<'s> {
    /// Compares two surveys where both look.
    pub fn new(before: &'s Survey, after: &'s Survey) -> Diff<'s> {
        let (outside, changes): (Vec<FindingChange>, Vec<FindingChange>) =
            changes(before, after).into_iter().partition(|one| is_outside(one));
        let lost = outside.iter().filter(|one| one.before.is_some()).count();
        let outside = [lost, outside.len() - lost];
        Diff { before, after, outside, whole: false, notes: Vec::new(), records: Vec::new(), changes }
    }

    /// The comparison with a page that lists the changes one by one, however many they are.
    #[must_use]
    pub fn whole(self, whole: bool) -> Diff<'s> {
        Diff { whole, ..self }
    }

    /// The comparison with notes printed next to the changes.
    #[must_use]
    pub fn noting(self, notes: Vec<String>) -> Diff<'s> {
        Diff { notes, ..self }
    }

    /// The comparison with the records that differ between the two corpora.
    #[must_use]
    pub fn with_records(self, records: Vec<RecordChange>) -> Diff<'s> {
        Diff { records, ..self }
    }

    /// Every change.
    pub fn changes(&self) -> &[FindingChange<'s>] {
        &self.changes
    }

    /// How many findings went which way, all directions.
    pub fn counts(&self) -> BTreeMap<&'static str, usize> {
        let mut counts: BTreeMap<&str, usize> = Direction::WORDS.into_iter().map(|word| (word, 0)).collect();
        for change in &self.changes {
            *counts.entry(change.direction.as_str()).or_default() += 1;
        }
        counts
    }

    fn title(&self) -> String {
        if self.before.as_of == self.after.as_of {
            format!("What changed, as of {}", self.after.as_of)
        } else {
            format!("What changed from {} to {}", self.before.as_of, self.after.as_of)
        }
    }

    /// How many findings of either were compared.
    pub fn compared(&self) -> usize {
        let [lost, added] = self.outside;
        (self.after.findings.len() - added).max(self.before.findings.len() - lost)
    }

    /// How much was compared, and what came of it.
    pub fn sentence(&self) -> String {
        let [lost, added] = self.outside;
        let compared = self.after.findings.len() - added;
        if self.compared() == 0 {
            return "0 findings compared: the two look at nothing in common".to_owned();
        }
        let counts = self.counts();
        let mut parts = Vec::new();
        for word in Direction::WORDS {
            if let Some(count @ 1..) = counts.get(word) {
                parts.push(format!("{count} {word}"));
            }
        }
        let parts = if parts.is_empty() { "none changed".to_owned() } else { parts.join(", ") };
        let outside = match lost + added {
            0 => String::new(),
            count => format!("; {count} more are in one of the two alone and were not compared"),
        };
        format!("{} compared: {parts}{outside}", counted(compared, "finding", "findings"))
    }

    fn row(&self, change: &FindingChange) -> Vec<Cell> {
        let (before, after) = (change.before, change.after);
        let text = |text: Option<&'static str>| text.unwrap_or_default().to_owned();
        let day = |day: Option<Day>| day.map_or(String::new(), |day| day.to_string());
        let kinds: Vec<&str> = change.causes.iter().map(|cause| cause.kind.as_str()).collect();
        let texts = [
            change.id.to_owned(),
            change.direction.as_str().to_owned(),
            text(before.map(|one| one.verdict.as_str())),
            text(after.map(|one| one.verdict.as_str())),
            text(before.map(|one| one.severity.as_str())),
            text(after.map(|one| one.severity.as_str())),
            day(after.and_then(|one| one.due)),
            day(after.and_then(|one| one.since)),
            day(after.and_then(|one| one.until)),
            kinds.join(" "),
            join_causes(&change.causes),
            self.before.as_of.to_string(),
            self.after.as_of.to_string(),
            day(self.after.known_as_of),
            text(after.filter(|one| is_recalled(one)).map(|_| "true")),
            text(after.filter(|one| one.evidence.presumed).map(|_| "true")),
        ];
        texts.into_iter().map(Cell::plain).collect()
    }
}

impl Report for Diff<'_> {
    fn page(&self) -> Page {
        let mut page = Page { title: self.title(), blocks: Vec::new() };
        let is_grouped = !self.whole && self.changes.len() > MOST;
        for direction in Direction::ALL {
            let own: Vec<&FindingChange> = self.changes.iter().filter(|one| one.direction == direction).collect();
            if own.is_empty() {
                continue;
            }
            page.blocks.push(Block::Heading(format!("{} ({})", heading(direction), own.len())));
            page.blocks.push(Block::Table(if is_grouped { grouped::table(&own) } else { table(&own) }));
        }
        if is_grouped {
            let whole = "grouped by duty and cause; each change on a line of its own: --all, or --format json";
            page.blocks.push(Block::Text(Cell::plain(whole)));
        }
        if !self.records.is_empty() {
            let most = if self.whole { self.records.len() } else { MOST };
            page.blocks.push(Block::Heading(format!("Records ({})", self.records.len())));
            page.blocks.push(Block::Table(records::table(&self.records, most)));
            if self.records.len() > most {
                let more = format!("and {} more records: --all, or --format json", self.records.len() - most);
                page.blocks.push(Block::Text(Cell::plain(more)));
            }
        }
        page.blocks.extend(self.notes.iter().map(|note| Block::Text(Cell::toned(note, Tone::Open))));
        page.blocks.push(Block::Text(Cell::plain(self.sentence())));
        let sides = [("before", self.before), ("after", self.after)];
        page.blocks.extend(sides.map(|(name, side)| Block::Text(Cell::toned(side_sentence(name, side), Tone::Faint))));
        page
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::with(&[
            "id",
            "direction",
            "before_verdict",
            "after_verdict",
            "before_severity",
            "after_severity",
            "due",
            "since",
            "until",
            "causes",
            "because",
            "before_as_of",
            "as_of",
            "known_as_of",
            "recalled",
            "presumed",
        ]);
        sheet.rows = self.changes.iter().map(|one| self.row(one)).collect();
        sheet.assuming(&self.after.assumed)
    }

    fn data(&self) -> impl Serialize {
        let mut causes: BTreeMap<&str, usize> = BTreeMap::new();
        for cause in self.changes.iter().flat_map(|change| &change.causes) {
            *causes.entry(cause.kind.as_str()).or_default() += 1;
        }
        let [lost, added] = self.outside;
        DiffData {
            schema: "acquis/changes/1",
            tool: Tool::this(),
            before: side(self.before, lost),
            after: side(self.after, added),
            summary: self.counts(),
            causes,
            changes: self.changes.iter().map(ChangeData::new).collect(),
            records: self.records.clone(),
        }
    }
}

fn is_outside(change: &FindingChange) -> bool {
    change.causes.iter().any(|cause| cause.kind == CauseKind::ScopeChanged)
}

fn side(survey: &Survey, outside: usize) -> SideData<'_> {
    SideData {
        as_of: survey.as_of,
        known_as_of: survey.known_as_of,
        version: &survey.tool.version,
        digest: survey.corpus.of_data(),
        rules_digest: &survey.corpus.rules_digest,
        findings: survey.findings.len(),
        outside,
        assumed: &survey.assumed,
    }
}

fn side_sentence(name: &str, survey: &Survey) -> String {
    let known = survey.known_as_of.map_or("no limit".to_owned(), |day| day.to_string());
    let (version, data, rules) =
        (&survey.tool.version, short(survey.corpus.of_data()), short(&survey.corpus.rules_digest));
    let assuming =
        if survey.assumed.is_empty() { String::new() } else { format!("; assuming: {}", survey.assumed.join("; ")) };
    format!(
        "{name}: as of {}, known as of: {known}; acquis {version}, data {data}, rules {rules}{assuming}",
        survey.as_of
    )
}

fn heading(direction: Direction) -> &'static str {
    match direction {
        Direction::New => "New in the report",
        Direction::Worse => "Worse",
        Direction::NoLongerKnown => "No longer known: the evidence is too old",
        Direction::Other => "Otherwise changed",
        Direction::Better => "Better",
        Direction::Gone => "No longer in the report",
    }
}

fn table(changes: &[&FindingChange]) -> Sheet {
    let mut sheet = Sheet::with(&["finding", "before", "after", "because"]);
    for change in changes {
        let (before, after) = differing(change.before, change.after);
        let tone = change.after.map_or(Tone::Faint, |one| Tone::from(one.verdict));
        sheet.rows.push(vec![
            Cell::plain(change.id),
            Cell::plain(before),
            Cell::toned(after, tone),
            Cell::plain(join_causes(&change.causes)),
        ]);
    }
    sheet
}

/// The verdict with its marks.
fn marked(one: &Snapshot) -> String {
    let marks = [(is_recalled(one), ", recalled"), (one.evidence.presumed, ", presumed")];
    let marks: String = marks.into_iter().filter(|(holds, _)| *holds).map(|(_, word)| word).collect();
    format!("{}{marks}", one.verdict.as_str())
}

pub(super) fn is_recalled(one: &Snapshot) -> bool {
    one.evidence.confidence == Some(Confidence::Recalled)
}

/// The verdicts of both sides, with whatever else differs between them.
fn differing(before: Option<&Snapshot>, after: Option<&Snapshot>) -> (String, String) {
    let one = |side: Option<&Snapshot>| side.map_or(String::new(), marked);
    let mut sides = (one(before), one(after));
    for (name, old, new) in before.zip(after).map_or(Vec::new(), |(then, now)| others(then, now)) {
        sides.0 += &format!(", {name} {old}");
        sides.1 += &format!(", {name} {new}");
    }
    sides
}

/// What differs beside the verdict, by name.
pub(super) fn fields_that_differ(change: &FindingChange) -> Vec<&'static str> {
    let others = change.before.zip(change.after).map_or(Vec::new(), |(then, now)| others(then, now));
    others.into_iter().map(|(name, ..)| name).collect()
}

/// What differs beside the verdict and its marks: name, before, after.
fn others(then: &Snapshot, now: &Snapshot) -> Vec<(&'static str, String, String)> {
    let both = further(then).into_iter().zip(further(now)).map(|((name, old), (_, new))| (name, old, new));
    // the beginning and end of another verdict are others of course; a mark says that evidence is recalled
    let follows = |name: &str| then.verdict != now.verdict && matches!(name, "since" | "until");
    let is_marked = |name: &str| name == "evidence" && (is_recalled(then) || is_recalled(now));
    both.filter(|(name, old, new)| old != new && !follows(name) && !is_marked(name)).collect()
}

fn further(one: &Snapshot) -> [(&'static str, String); 8] {
    [
        ("severity", one.severity.to_string()),
        ("when", or_none(one.when)),
        ("due", or_none(one.due)),
        ("since", or_none(one.since)),
        ("until", or_none(one.until)),
        ("stage", or_none(one.enforcement)),
        ("contested", or_none(one.contested)),
        ("evidence", or_none(one.evidence.confidence.as_ref())),
    ]
}

fn or_none(value: Option<impl Display>) -> String {
    value.map_or("none".to_owned(), |value| value.to_string())
}
