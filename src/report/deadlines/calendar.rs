//! Deadlines as entries of a calendar: plain data, no format. One entry for what several states owe alike; where nothing
//! is to come, one that says so.

use super::Deadlines;
use super::entry::{Certainty, DeadlineEntry, DeadlineKind};
use crate::law::{Instrument, SourceIx};
use crate::report::calendar::{Calendar, CalendarEvent};
use std::collections::BTreeMap;

/// States named in a summary; more are counted.
const MOST_NAMED: usize = 5;

impl Deadlines<'_> {
    /// For calendar programs.
    pub(super) fn entries_of_calendar(&self) -> Calendar {
        let of = if self.is_named { format!(": {}", self.actors.join(" ")) } else { String::new() };
        let mut events: Vec<CalendarEvent> =
            self.shared().iter().filter_map(|(uid, alike)| self.event(uid, alike)).collect();
        if events.is_empty() {
            events.push(self.nothing());
        }
        // Who knows more supersedes who knew less on the same as-of day.
        let known = self.run.engine.known_as_of.unwrap_or(self.run.as_of);
        Calendar {
            name: format!("acquis deadlines{of}"),
            about: format!("{} Computed by acquis, not legal advice.", self.run.sentence() + "."),
            written_on: self.run.as_of.max(known),
            events,
        }
    }

    /// Entries with what each is known by: those of several states on a day of the law are one.
    ///
    /// A name depends on nothing else that is shown: not on the window, and, among several states, not on which they are.
    fn shared(&self) -> Vec<(String, Vec<&DeadlineEntry<'_>>)> {
        let is_of_several = self.actors.len() > 1;
        let mut groups: Vec<(String, Vec<&DeadlineEntry>)> = Vec::new();
        let mut places = BTreeMap::new();
        for entry in &self.entries {
            let uid = if is_of_several { entry.uid_among_states() } else { entry.uid() };
            let place = *places.entry(uid.clone()).or_insert(groups.len());
            match groups.get_mut(place) {
                Some((_, group)) => group.push(entry),
                None => groups.push((uid, vec![entry])),
            }
        }
        groups
    }

    fn event(&self, uid: &str, alike: &[&DeadlineEntry]) -> Option<CalendarEvent> {
        let entry = alike.first()?;
        let act = &entry.instrument.short_title;
        let what = match entry.kind {
            DeadlineKind::Due => {
                format!("{act}, {} ({})", entry.obligations.join(", "), entry.article.as_deref().unwrap_or(""))
            }
            DeadlineKind::Reply => format!("{}, {act}", entry.what),
            DeadlineKind::InForce | DeadlineKind::End => entry.what.clone(),
            DeadlineKind::Review => format!("{act}, {}", entry.obligations.join(", ")),
        };
        let codes: Vec<String> = alike.iter().map(|entry| entry.actor.code.to_string()).collect();
        let states = if codes.len() > MOST_NAMED { format!("{} states", codes.len()) } else { codes.join(" ") };
        let mut categories = vec!["acquis".to_owned(), entry.kind.as_str().to_owned()];
        categories.extend(codes);
        categories.push(entry.instrument.id.to_string());
        Some(CalendarEvent {
            uid: uid.to_owned(),
            on: entry.day,
            is_tentative: entry.certainty != Certainty::Exact,
            summary: format!("{states} {}: {what}", entry.kind.as_str()),
            description: self.description(entry, alike),
            categories,
            alarm: self.alarm,
        })
    }

    /// What stands in a calendar to which nothing is to come: one without an entry is none (RFC 5545, 3.6).
    fn nothing(&self) -> CalendarEvent {
        let states = match self.actors.as_slice() {
            [] => "no state".to_owned(),
            few if few.len() <= MOST_NAMED => few.join(" "),
            many => format!("{} states", many.len()),
        };
        let of = if self.is_named { format!("{}.", self.actors.join("-")) } else { String::new() };
        let said = [self.sentence(), "Computed by acquis, not legal advice.".to_owned(), self.run.sentence()];
        CalendarEvent {
            uid: format!("{of}nothing-due@acquis"),
            on: self.run.as_of,
            is_tentative: false,
            summary: format!("{states}: nothing falls due through {}", self.through),
            description: said.join("\n"),
            categories: vec!["acquis".to_owned()],
            alarm: None,
        }
    }

    /// What, why, on which basis, by which evidence; and what it is not.
    fn description(&self, entry: &DeadlineEntry, alike: &[&DeadlineEntry]) -> String {
        let names: Vec<&str> = alike.iter().map(|entry| &*entry.actor.name).collect();
        let mut lines = vec![format!("{}: {}", names.join(", "), entry.what)];
        let act = format!("{} ({})", entry.instrument.title, number(entry.instrument));
        let article = entry.article.as_ref().map_or(String::new(), |article| format!("{article}; "));
        lines.push(format!("Legal basis: {article}{act}"));
        lines.extend(reasons(alike));
        let findings: Vec<String> = alike.iter().flat_map(|entry| entry.findings()).collect();
        lines.push(format!("Findings: {}", findings.join(", ")));
        let mut places: Vec<SourceIx> = alike.iter().flat_map(|entry| entry.sources()).collect();
        places.sort_unstable();
        places.dedup();
        let sources = places.into_iter().filter_map(|ix| self.run.engine.corpus.source(ix));
        let names: Vec<String> = sources.map(|source| format!("{} ({})", source.name(), source.published)).collect();
        if !names.is_empty() {
            lines.push(format!("Sources: {}", names.join("; ")));
        }
        lines.push("Computed by acquis, not legal advice.".to_owned());
        lines.push(self.run.sentence());
        lines.join("\n")
    }
}

/// Each reason once, in the order in which it is first given; behind one that does not hold for all, those for whom it does.
fn reasons(alike: &[&DeadlineEntry]) -> Vec<String> {
    let mut distinct: Vec<(&str, Vec<&str>)> = Vec::new();
    for entry in alike {
        for reason in &entry.because {
            match distinct.iter_mut().find(|(text, _)| *text == reason.text) {
                Some((_, states)) => states.push(&entry.actor.code),
                None => distinct.push((&reason.text, vec![&entry.actor.code])),
            }
        }
    }
    let line = |(text, states): (&str, Vec<&str>)| {
        if states.len() == alike.len() { format!("- {text}") } else { format!("- {text} ({})", states.join(" ")) }
    };
    distinct.into_iter().map(line).collect()
}

/// By what the instrument is cited.
fn number(instrument: &Instrument) -> String {
    match (instrument.celex.first(), &instrument.cets) {
        (Some(celex), _) => format!("CELEX {celex}"),
        (None, Some(cets)) => format!("CETS {cets}"),
        (None, None) => instrument.id.to_string(),
    }
}
