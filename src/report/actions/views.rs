//! The programme for people: an overview, then a table for each objective and addressee.

use super::Actions;
use super::data::ProgrammeGroup;
use super::delivery::recalled;
use super::entry::ProgrammeEntry;
use super::play::Play;
use super::states::{DatedStatement, States};
use crate::law::{Confidence, Delivery};
use crate::report::annex;
use crate::report::output::Report;
use crate::report::page::{Block, Cell, Page, Sheet, Tone};
use crate::report::run::Counts;
use crate::report::text::labels::counted;
use crate::report::workbook::Workbook;
use serde::Serialize;
use std::collections::BTreeMap;

impl Actions<'_> {
    fn key<'e>(&self, entry: &'e ProgrammeEntry) -> (Option<u8>, &'e str) {
        (self.query.objective.or(entry.urging.objective), &*entry.urging.addressee)
    }

    fn section(&self, entries: &[ProgrammeEntry]) -> Vec<Block> {
        let Some(first) = entries.first() else { return Vec::new() };
        let (objective, addressee) = self.key(first);
        let objective = objective
            .map_or("Across the objectives".to_owned(), |number| format!("Objective {number}{}", named(number)));
        let heading = format!("{objective}: {} ({})", addressed(addressee), entries.len());
        let sheet = if addressee == "member-states" { of_states(entries) } else { of_institution(entries) };
        vec![Block::Heading(heading), Block::Table(sheet)]
    }

    fn title(&self) -> String {
        format!("The Internal Security Strategy's programme on {}", self.run.as_of)
    }

    /// `43 entries: 1 done, 2 open ...; 45 places in the sources`.
    pub(super) fn sentence(&self) -> String {
        if self.entries.is_empty() {
            return "0 entries: no source that is asked about was published by this day".to_owned();
        }
        let counts =
            Play::ALL.into_iter().map(|play| (play, self.entries.iter().filter(|one| one.play == play).count()));
        let counts: Vec<String> =
            counts.filter(|(_, count)| *count > 0).map(|(play, count)| format!("{count} {play}")).collect();
        let places: usize = self.entries.iter().map(|entry| entry.places().len()).sum();
        let (entries, all) = (counted(self.entries.len(), "entry", "entries"), counted(places, "place", "places"));
        format!("{entries}: {}; {all} in the sources{}", counts.join(", "), self.recalled())
    }

    /// How many of the outcomes shown were not read in their documents.
    fn recalled(&self) -> String {
        let documents = |entry: &'_ ProgrammeEntry<'_>| -> Vec<Confidence> {
            entry.delivered.iter().chain(&entry.dropped).map(|one| one.confidence).collect()
        };
        let delivered: Vec<Confidence> = self.entries.iter().flat_map(documents).collect();
        let recalled = delivered.iter().filter(|one| **one == Confidence::Recalled).count();
        match delivered.len() {
            0 => String::new(),
            all => format!("; {recalled} of {all} outcomes are recalled"),
        }
    }
}

impl Report for Actions<'_> {
    fn page(&self) -> Page {
        let mut page = Page { title: self.title(), blocks: Vec::new() };
        if !self.entries.is_empty() {
            page.blocks.push(Block::Table(overview(&self.groups())));
        }
        let together = |one: &ProgrammeEntry, other: &ProgrammeEntry| self.key(one) == self.key(other);
        for chunk in self.entries.chunk_by(together) {
            page.blocks.extend(self.section(chunk));
        }
        page.blocks.push(Block::Text(Cell::plain(self.sentence())));
        page.blocks.extend(self.run.footer(&Counts::of(&self.findings)));
        page
    }

    fn sheet(&self) -> Sheet {
        self.flat_table()
    }

    fn data(&self) -> impl Serialize {
        self.contract()
    }

    fn has_workbook(&self) -> bool {
        true
    }

    fn workbook(&self) -> Option<Workbook> {
        Some(annex::workbook(&self.run, self.title(), &self.findings, vec![self.work_sheet()]))
    }
}

/// What an objective of the Strategy is about.
fn named(objective: u8) -> &'static str {
    match objective {
        1 => " (criminal networks)",
        2 => " (terrorism and radicalisation)",
        3 => " (cyberspace)",
        4 => " (borders)",
        5 => " (crises and disasters)",
        _ => "",
    }
}

fn addressed(addressee: &str) -> &str {
    match addressee {
        "member-states" => "Member States are encouraged to",
        "COM" => "the Commission is to",
        "CONSIL" => "the Council is to",
        other => other,
    }
}

fn overview(groups: &[ProgrammeGroup]) -> Sheet {
    let mut sheet = Sheet::with(&["objective", "addressee", "entries", "repeated", "state of play"]);
    for group in groups {
        let each = Play::WORDS.into_iter().filter_map(|word| group.state_of_play.get(word).map(|count| (word, *count)));
        let plays: Vec<String> =
            each.filter(|(_, count)| *count > 0).map(|(word, count)| format!("{count} {word}")).collect();
        let repeated = if group.repeated == 0 { String::new() } else { group.repeated.to_string() };
        sheet.rows.push(vec![
            Cell::plain(group.objective.map_or(String::new(), |number| number.to_string())),
            Cell::plain(&group.addressee),
            Cell::plain(group.entries.to_string()),
            Cell::plain(repeated),
            Cell::plain(plays.join(", ")),
        ]);
    }
    sheet.without_empty_columns()
}

fn of_states(entries: &[ProgrammeEntry]) -> Sheet {
    let mut sheet = Sheet::with(&["id", "what", "done", "state of play"]);
    for entry in entries {
        let tally = entry.states.as_ref().filter(|states| states.bound > 0).map(States::tally);
        let tally = tally.or_else(|| entry.figure.map(|count| format!("{} of {}", count.done, count.of)));
        let mut said = entry.states.as_ref().map(lists).unwrap_or_default();
        said.extend(entry.of_the_day.as_ref().map(|then| format!("as known on this day {} done", then.tally())));
        said.extend(reports(entry));
        said.extend(reason(entry));
        sheet.rows.push(vec![
            Cell::plain(&*entry.urging.id),
            Cell::plain(what(entry)),
            Cell::toned(tally.unwrap_or_else(|| entry.play.to_string()), tone(entry.play)),
            Cell::plain(said.join("; ")),
        ]);
    }
    sheet
}

fn of_institution(entries: &[ProgrammeEntry]) -> Sheet {
    let mut sheet = Sheet::with(&["id", "what", "state of play", "because"]);
    for entry in entries {
        let mut said: Vec<String> = Vec::new();
        said.extend((entry.judged_by != "nothing").then(|| entry.because.clone()));
        said.extend(entry.delivered.iter().chain(&entry.dropped).map(|one| document(one)));
        said.extend(entry.statements.iter().map(|one| format!("{} says: {}", one.source.name(), one.statement.text)));
        said.extend(reason(entry));
        sheet.rows.push(vec![
            Cell::plain(&*entry.urging.id),
            Cell::plain(what(entry)),
            Cell::toned(entry.play.as_str(), tone(entry.play)),
            Cell::plain(said.join("; ")),
        ]);
    }
    sheet
}

/// What is urged, and under which other objectives it stands.
fn what(entry: &ProgrammeEntry) -> String {
    let others =
        entry.urging.also.iter().map(|place| place.objective).filter(|one| Some(*one) != entry.urging.objective);
    let also: Vec<String> = others.map(|objective| objective.to_string()).collect();
    if also.is_empty() {
        entry.urging.text.to_string()
    } else {
        format!("{} (also under objectives {})", entry.urging.text, also.join(", "))
    }
}

fn lists(states: &States) -> Vec<String> {
    let outside = if states.outside_because.is_empty() {
        "not bound".to_owned()
    } else {
        format!("outside ({})", states.outside_because.join(", "))
    };
    let lists = [
        ("done", &states.done),
        ("partly", &states.partly),
        ("not done", &states.not_done),
        ("unknown", &states.unknown),
        (&outside, &states.outside),
    ];
    let total = states.bound + states.outside.len();
    let shown = lists.into_iter().filter(|(_, list)| !list.is_empty());
    let said = |(word, list): (&str, &Vec<String>)| {
        if list.len() == total && total > 3 {
            format!("{word}: all {total}")
        } else {
            format!("{word}: {}", list.join(" "))
        }
    };
    let presumed = (!states.presumed.is_empty()).then(|| format!("presumed: {}", states.presumed.join(" ")));
    shown.map(said).chain(presumed).chain(besides(states)).collect()
}

/// Of those done, what else is not known: `prum/first-phase not known of DE ES`.
fn besides(states: &States) -> impl Iterator<Item = String> {
    let mut duties: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (code, list) in &states.unknown_besides {
        list.iter().for_each(|duty| duties.entry(duty).or_default().push(code));
    }
    let said: Vec<String> =
        duties.iter().map(|(duty, codes)| format!("{duty} not known of {}", codes.join(" "))).collect();
    said.into_iter()
}

/// The sources' own figures, and what they state without naming states.
fn reports<'e>(entry: &'e ProgrammeEntry) -> impl Iterator<Item = String> + 'e {
    let shown = entry.statements.iter().filter(|_| entry.judged_by != "obligations");
    shown.filter_map(report)
}

fn report(one: &DatedStatement) -> Option<String> {
    let (tells, source) = (&one.statement.tells, one.source.reference.as_deref().unwrap_or(&one.source.id));
    match tells.count {
        Some(count) => Some(format!("{source} counts {} of {} ({})", count.done, count.of, one.on)),
        None if tells.complete => Some(format!("complete list: {source} ({})", one.on)),
        None => None,
    }
}

/// Why it is not judged, in whole or in part.
fn reason(entry: &ProgrammeEntry) -> Option<String> {
    let reason = entry.urging.not_evaluable.as_deref()?;
    Some(if entry.play == Play::NotEvaluable { reason.to_owned() } else { format!("not judged: {reason}") })
}

fn document(one: &Delivery) -> String {
    let note = one.note.as_ref().map_or(String::new(), |note| format!(". Note: {}", note.trim_end_matches('.')));
    let sort = if one.dropped { "dropped by " } else { "" };
    format!("{sort}{}: {}{}{note}", one.reference, one.title, recalled(one))
}

fn tone(play: Play) -> Tone {
    match play {
        Play::Done | Play::Delivered => Tone::Good,
        Play::DeliveredLate | Play::Partly | Play::Open => Tone::Open,
        Play::Late | Play::Dropped => Tone::Bad,
        Play::Unknown => Tone::Unknown,
        Play::NobodyBound | Play::NotEvaluable => Tone::Faint,
    }
}
