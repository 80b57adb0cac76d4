//! Deadlines for a reader: the JSON contract, the flat table, the page.

use super::Deadlines;
use super::entry::{Certainty, DeadlineData, DeadlineEntry, DeadlineKind};
use crate::law::Source;
use crate::report::annex;
use crate::report::calendar::Calendar;
use crate::report::contract::{Header, Summary};
use crate::report::hindsight::{self, lately_due};
use crate::report::output::Report;
use crate::report::page::{Block, Cell, Page, Sheet, Tone};
use crate::report::run::Counts;
use crate::report::text::labels;
use crate::report::text::marks::Marks;
use crate::report::workbook::Workbook;
use crate::time::Day;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

/// What `acquis deadlines` prints as JSON.
#[derive(Serialize)]
struct DeadlinesData {
    #[serde(flatten)]
    header: Header,
    window: Window,
    states: Vec<String>,
    counts: Kinds,
    summary: Summary,
    totals: DeadlineTotals,
    deadlines: Vec<DeadlineData>,
}

/// The days looked at, both included.
#[derive(Serialize)]
struct Window {
    within: String,
    from: String,
    through: String,
}

/// The denominators: findings evaluated on the as-of day, those of them that rest on recalled records or on what is
/// presumed, and those whose evidence had grown too old before.
#[derive(Serialize)]
struct DeadlineTotals {
    evaluated: usize,
    recalled: usize,
    presumed: usize,
    stale: usize,
}

/// How many of each kind, all five keys.
struct Kinds(Vec<(DeadlineKind, usize)>);

impl Serialize for Kinds {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(Some(self.0.len()))?;
        for (kind, count) in &self.0 {
            map.serialize_entry(kind.as_str(), count)?;
        }
        map.end()
    }
}

const COLUMNS: [&str; 17] = [
    "on",
    "days",
    "kind",
    "certainty",
    "state",
    "instrument",
    "findings",
    "article",
    "case",
    "what",
    "because",
    "sources",
    "uid",
    "as_of",
    "known_as_of",
    "recalled",
    "presumed",
];

impl Deadlines<'_> {
    /// One entry a row; entries of one act that differ in the obligation alone share one.
    fn table(&self) -> Sheet {
        let mut sheet = Sheet::with(&["on", "days", "kind", "state", "act", "because"]);
        for of_states in self.joined_over_states() {
            let Some(alike) = of_states.first() else { continue };
            let Some(entry) = alike.first() else { continue };
            let ids = duties(alike);
            let act = match ids.as_slice() {
                [only] => format!("{}/{only}", entry.instrument.id),
                several => format!("{}: {} ({})", entry.instrument.id, several.join(", "), several.len()),
            };
            let because: Vec<&str> = reason_texts(entry).collect();
            let states = of_states.iter().filter_map(|one| one.first()).map(|entry| &*entry.actor.code);
            let states: Vec<&str> = states.collect();
            sheet.rows.push(vec![
                Cell::plain(entry.day.to_string()),
                Cell::plain(entry.day.minus(self.run.as_of).to_string()),
                Cell::toned(kind(entry), tone(entry.kind)),
                Cell::plain(states.join(" ")),
                Cell::plain(act),
                Cell::plain(because.join("; ")),
            ]);
        }
        sheet
    }

    /// Entries that differ in the obligation alone, put together.
    fn joined(&self) -> Vec<Vec<&DeadlineEntry<'_>>> {
        let mut groups: Vec<Vec<&DeadlineEntry>> = Vec::new();
        for entry in &self.entries {
            let near = groups.iter_mut().rev().take_while(|group| group.first().is_some_and(|one| is_near(one, entry)));
            match near.into_iter().find(|group| group.first().is_some_and(|one| is_alike(one, entry))) {
                Some(group) => group.push(entry),
                None => groups.push(vec![entry]),
            }
        }
        groups
    }

    /// Those that differ in the state alone, put together.
    fn joined_over_states(&self) -> Vec<Vec<Vec<&DeadlineEntry<'_>>>> {
        let mut rows: Vec<Vec<Vec<&DeadlineEntry>>> = Vec::new();
        let mut places: BTreeMap<(Day, &str), Vec<usize>> = BTreeMap::new();
        for own in self.joined() {
            let Some(first) = own.first() else { continue };
            let near = places.entry((first.day, &first.instrument.id)).or_default();
            let is_same = |place: &&usize| {
                let row = rows.get(**place).and_then(|row| row.first());
                row.is_some_and(|one| are_alike(one, &own))
            };
            match near.iter().rev().find(is_same).copied().and_then(|place| rows.get_mut(place)) {
                Some(row) => row.push(own),
                None => {
                    near.push(rows.len());
                    rows.push(vec![own]);
                }
            }
        }
        rows
    }

    fn title(&self) -> String {
        let states = match self.actors.as_slice() {
            [only] => only.clone(),
            several => format!("{} states", several.len()),
        };
        format!("What falls due for {states} from {} through {}", self.run.as_of, self.through)
    }

    fn kinds(&self) -> Kinds {
        let count = |kind: DeadlineKind| self.entries.iter().filter(|entry| entry.kind == kind).count();
        Kinds(DeadlineKind::ALL.into_iter().map(|kind| (kind, count(kind))).collect())
    }

    /// `3 deadlines within 180d: 2 due, 1 reply`; none is said to be none of so many findings.
    pub(super) fn sentence(&self) -> String {
        let parts: Vec<String> = self.kinds().0.iter().filter(|(_, count)| *count > 0).map(in_words).collect();
        match self.entries.len() {
            0 => {
                let evaluated = labels::counted(self.findings.len(), "finding", "findings");
                format!("no deadline within {}, with {evaluated} evaluated", self.within)
            }
            count => {
                let deadlines = labels::counted(count, "deadline", "deadlines");
                format!("{deadlines} within {}: {}", self.within, parts.join(", "))
            }
        }
    }

    fn entry_data(&self, entry: &DeadlineEntry) -> DeadlineData {
        let source = |ix| self.run.engine.corpus.source(ix).map(|source: &Source| source.id.to_string());
        DeadlineData {
            on: entry.day.to_string(),
            days: entry.day.minus(self.run.as_of),
            kind: entry.kind.as_str(),
            certainty: entry.certainty.as_str(),
            state: entry.actor.code.to_string(),
            instrument: entry.instrument.id.to_string(),
            findings: entry.findings(),
            article: entry.article.clone(),
            case: entry.case.map(str::to_owned),
            what: entry.what.clone(),
            because: entry.because.iter().map(|reason| reason.text.clone()).collect(),
            sources: entry.sources().into_iter().filter_map(source).collect(),
            uid: entry.uid(),
            recalled: entry.marks.recalled,
            presumed: entry.marks.presumed,
        }
    }
}

impl Report for Deadlines<'_> {
    fn page(&self) -> Page {
        let mut blocks = Vec::new();
        if !self.entries.is_empty() {
            blocks.push(Block::Table(self.table()));
        }
        blocks.push(Block::Text(Cell::toned(self.sentence(), Tone::Strong)));
        blocks.extend(self.entries.iter().map(|entry| entry.marks).fold(Marks::default(), Marks::and).legend());
        blocks.extend(lately_due(&self.findings, self.run.as_of));
        if self.vague > 0 {
            let left_out = labels::counted(self.vague, "day is", "days are");
            let text = format!("{left_out} left out, not known within a year: acquis gaps shows what it rests on");
            blocks.push(Block::Text(Cell::toned(text, Tone::Open)));
        }
        if self.stale > 0 {
            let text = format!(
                "{} of {} findings are possible gaps whose evidence grew too old before {}: acquis gaps lists them",
                self.stale,
                self.findings.len(),
                self.run.as_of
            );
            blocks.push(Block::Text(Cell::toned(text, Tone::Open)));
        }
        let recurring =
            "Without a day here: what recurs, such as reports of every year (acquis show ACT, not modelled)";
        blocks.push(Block::Text(Cell::toned(recurring.to_owned(), Tone::Faint)));
        blocks.extend(hindsight::note(&self.run, &self.findings));
        blocks.extend(self.run.footer(&Counts::of(&self.findings)));
        Page { title: self.title(), blocks }
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::with(&COLUMNS);
        let dates = Header::new(&self.run, "").dates();
        for (entry, marks) in self.entries.iter().map(|entry| (self.entry_data(entry), entry.marks)) {
            let texts = [
                entry.on,
                entry.days.to_string(),
                entry.kind.to_owned(),
                entry.certainty.to_owned(),
                entry.state,
                entry.instrument,
                entry.findings.join(" "),
                entry.article.unwrap_or_default(),
                entry.case.unwrap_or_default(),
                entry.what,
                entry.because.join("; "),
                entry.sources.join(" "),
                entry.uid,
            ];
            sheet.rows.push(texts.into_iter().chain(dates.clone()).chain(marks.flags()).map(Cell::plain).collect());
        }
        sheet.assuming(self.run.assumed())
    }

    fn data(&self) -> impl Serialize {
        let evaluated = Counts::of(&self.findings);
        DeadlinesData {
            header: Header::new(&self.run, "acquis/deadlines/1"),
            window: Window {
                within: self.within.to_string(),
                from: self.run.as_of.to_string(),
                through: self.through.to_string(),
            },
            states: self.actors.clone(),
            counts: self.kinds(),
            totals: DeadlineTotals {
                evaluated: evaluated.total(),
                recalled: evaluated.recalled,
                presumed: evaluated.presumed,
                stale: self.stale,
            },
            summary: Summary(evaluated),
            deadlines: self.entries.iter().map(|entry| self.entry_data(entry)).collect(),
        }
    }

    fn has_workbook(&self) -> bool {
        true
    }

    fn workbook(&self) -> Option<Workbook> {
        Some(annex::workbook(&self.run, self.title(), &self.findings, vec![self.work_sheet()]))
    }

    fn calendar(&self) -> Option<Calendar> {
        Some(self.entries_of_calendar())
    }
}

/// The duties of entries that are put together.
fn duties<'e>(alike: &[&'e DeadlineEntry]) -> Vec<&'e str> {
    alike.iter().flat_map(|entry| entry.obligations.iter().copied()).collect()
}

/// Do entries of two states say the same of the same duties?
fn are_alike(one: &[&DeadlineEntry], other: &[&DeadlineEntry]) -> bool {
    let is_one_day = |first: &DeadlineEntry, second: &DeadlineEntry| {
        (first.day, &first.instrument.id) == (second.day, &second.instrument.id) && is_alike(first, second)
    };
    let firsts = one.first().zip(other.first());
    firsts.is_some_and(|(first, second)| is_one_day(first, second)) && duties(one) == duties(other)
}

/// Do two entries stand under one act on one day?
fn is_near(one: &DeadlineEntry, other: &DeadlineEntry) -> bool {
    (one.day, &one.actor.code, &one.instrument.id) == (other.day, &other.actor.code, &other.instrument.id)
}

/// Do two entries of one act and day differ in nothing but the obligation?
fn is_alike(one: &DeadlineEntry, other: &DeadlineEntry) -> bool {
    (one.kind, one.certainty, one.case, one.marks) == (other.kind, other.certainty, other.case, other.marks)
        && reason_texts(one).eq(reason_texts(other))
}

/// The reasons in words.
fn reason_texts<'e>(entry: &'e DeadlineEntry) -> impl Iterator<Item = &'e str> {
    entry.because.iter().map(|reason| reason.text.as_str())
}

fn in_words((kind, count): &(DeadlineKind, usize)) -> String {
    format!("{count} {}", kind.as_str())
}

/// The kind, how sure the day is where it is not, and the marks of what it rests on.
fn kind(entry: &DeadlineEntry) -> String {
    entry.marks.on(&match entry.certainty {
        Certainty::Exact => entry.kind.as_str().to_owned(),
        unsure => format!("{} ({})", entry.kind.as_str(), unsure.as_str()),
    })
}

fn tone(kind: DeadlineKind) -> Tone {
    match kind {
        DeadlineKind::Due | DeadlineKind::Reply => Tone::Strong,
        DeadlineKind::InForce | DeadlineKind::Review => Tone::Open,
        DeadlineKind::End => Tone::Faint,
    }
}
