//! The order of things under a treaty: consent, entry into force, denunciation; and days that must be exact.

use std::collections::BTreeMap;

use super::checked_state::{CheckedState, at};
use crate::law::{Consent, Event, EventKind, Instrument, Nature, Record};
use crate::load::defect::{Defect, DefectLocation, Defects};
use crate::time::Day;

/// Entry into force and denunciation decide who is bound: their days are exact.
pub(super) fn inexact(number: usize, record: &Record, defects: &mut Defects) {
    let event = record.event.kind();
    let decides = matches!(event, EventKind::InForceForState | EventKind::Denunciation);
    if decides && record.on.exact().is_none() {
        let message = format!("{} needs an exact day, not {}", event.as_str(), record.on);
        defects.error("inexact-day", &at(number, "on"), message);
    }
}

/// A deferral that ends before it is made.
pub(super) fn deferral_backwards(number: usize, record: &Record, defects: &mut Defects) {
    let Event::Deferral(until) = record.event else { return };
    if until < record.on.first() {
        let message = format!("a deferral made on {} cannot end on {until}", record.on);
        defects.error("deferral-ends-before-start", &at(number, "until"), message);
    }
}

/// What is recorded of one state under one treaty.
struct Party<'a> {
    treaty: &'a Instrument,
    consents: Vec<(usize, &'a Record)>,
    in_force: Vec<(usize, &'a Record)>,
    denounced: Vec<(usize, &'a Record)>,
}

/// Checks consent, entry into force and denunciation of each treaty against each other.
pub(super) fn consent_and_force(state: &CheckedState, defects: &mut Defects) {
    let mut parties: BTreeMap<_, Party> = BTreeMap::new();
    for (number, record, treaty) in state.sound_records().filter(|(_, _, instrument)| instrument.is_treaty()) {
        let new = || Party { treaty, consents: Vec::new(), in_force: Vec::new(), denounced: Vec::new() };
        let party = parties.entry(record.instrument).or_insert_with(new);
        match record.event.kind() {
            EventKind::Ratification => party.consents.push((number, record)),
            EventKind::InForceForState => party.in_force.push((number, record)),
            EventKind::Denunciation => party.denounced.push((number, record)),
            _ => {}
        }
    }
    for party in parties.values() {
        for (number, record) in &party.in_force {
            party.before_consent(*number, record, defects);
            if !party.before_treaty(*number, record, defects) {
                party.mismatch(*number, record, defects);
            }
        }
        party.consents.iter().for_each(|(number, record)| succeeds_on(party, *number, record, defects));
        party.denounced.iter().for_each(|(number, record)| party.nothing_to_denounce(*number, record, defects));
    }
}

/// The day of succession that a consent names, and what is wrong with it: the day belongs to a succession, which needs
/// it unless the entry into force is recorded.
fn succeeds_on(party: &Party, number: usize, record: &Record, defects: &mut Defects) {
    let Event::Ratification { succeeds_on, .. } = record.event else { return };
    let (is_succession, id) = (succeeds(record), &party.treaty.id);
    match succeeds_on {
        Some(_) if !is_succession => {
            let message = "\"succeeds_on\" belongs to a succession";
            defects.add(
                Defect::error("day-without-succession", &at(number, "succeeds_on"), message)
                    .help("write \"consent\": \"succession\", or leave the day out"),
            );
        }
        Some(day) => party.successor(day, number, defects),
        None if is_succession && party.in_force.is_empty() => {
            let message = format!("from when {id} is in force for the successor is not said");
            defects.add(
                Defect::error("succession-without-day", &at(number, "consent"), message)
                    .help("write \"succeeds_on\", or record in-force-for-state"),
            );
        }
        None => {}
    }
}

fn succeeds(record: &Record) -> bool {
    matches!(record.event, Event::Ratification { consent: Consent::Succession, .. })
}

impl Party<'_> {
    /// In force for a state before the treaty itself.
    fn before_treaty(&self, number: usize, record: &Record, defects: &mut Defects) -> bool {
        let (id, on) = (&self.treaty.id, record.on);
        let message = match self.treaty.in_force {
            Some(start) if on.last() < start => {
                format!("in force for the state on {on}, but {id} itself only on {start}")
            }
            Some(_) => return false,
            None => format!("in force for the state on {on}, but {id} itself is not in force"),
        };
        defects.error("entry-into-force-before-treaty", &at(number, "on"), message);
        true
    }

    /// A day of succession before the treaty itself, or beside a recorded entry into force on another day.
    fn successor(&self, day: Day, number: usize, defects: &mut Defects) {
        let place = at(number, "succeeds_on");
        let Some(start) = self.treaty.in_force else {
            let message = format!("succession on {day}, but {} is not in force", self.treaty.id);
            return defects.error("entry-into-force-before-treaty", &place, message);
        };
        // a succession may be before the treaty's own entry into force, from which the successor is then bound
        let day = day.max(start);
        if let Some((other, recorded)) = self.in_force.iter().find(|(_, one)| one.on.exact() != Some(day)) {
            let message = format!("succession on {day}, but recorded as in force on {}", recorded.on);
            let defect = Defect::warning("entry-into-force-mismatch", &place, message).help("the recorded day is used");
            defects.add(defect.also(DefectLocation::Value(at(*other, "on")), "the recorded entry into force"));
        }
    }

    /// In force before the state consented to be bound. A successor continues the treaty from its succession, which the
    /// depositary learns of later (Vienna Convention on Succession of States in respect of Treaties, Art. 23).
    fn before_consent(&self, number: usize, record: &Record, defects: &mut Defects) {
        let earlier = |(_, consent): &(usize, &Record)| consent.on.first() <= record.on.last() || succeeds(consent);
        let Some((first, consent)) = self.consents.iter().min_by_key(|(_, consent)| consent.on.first()) else { return };
        if !self.consents.iter().any(earlier) {
            let message = format!("in force for the state on {}, before its consent on {}", record.on, consent.on);
            let defect = Defect::error("entry-into-force-before-consent", &at(number, "on"), message);
            defects.add(defect.also(DefectLocation::Value(at(*first, "on")), "the consent"));
        }
    }

    /// The recorded day is none that the final clause gives for the deposit. The clause is about states that join, not
    /// about one that succeeds.
    fn mismatch(&self, number: usize, record: &Record, defects: &mut Defects) {
        let earlier = self.consents.iter().filter(|(_, consent)| consent.on.first() <= record.on.last());
        if self.consents.iter().any(|(_, consent)| succeeds(consent)) {
            return;
        }
        let Some((first, consent)) = earlier.max_by_key(|(_, consent)| consent.on.first()) else { return };
        let (Some(soonest), Some(latest)) = (self.computed(consent.on.first()), self.computed(consent.on.last()))
        else {
            return;
        };
        // an uncertain deposit or day: one possible pair that agrees is enough
        if record.on.last() >= soonest && record.on.first() <= latest {
            return;
        }
        let expected = if soonest == latest { soonest.to_string() } else { format!("{soonest} to {latest}") };
        let message = format!("recorded as in force on {}, but the clause gives {expected}", record.on);
        let defect = Defect::warning("entry-into-force-mismatch", &at(number, "on"), message);
        let defect = defect.help("the recorded day is used; check the deposit and the depositary's date");
        defects.add(defect.also(DefectLocation::Value(at(*first, "on")), "computed from this deposit"));
    }

    fn computed(&self, deposit: Day) -> Option<Day> {
        match self.treaty.nature {
            Nature::Treaty { clause: Some(clause) } => Some(clause.in_force_for_state(deposit, self.treaty.in_force)),
            _ => None,
        }
    }

    /// The first day on which a consent can bind, as far as it can be computed.
    fn bound_from(&self, consent: &Record) -> Day {
        let deposit = consent.on.first();
        match consent.event {
            Event::Ratification { succeeds_on: Some(day), .. } => day,
            Event::Ratification { consent: Consent::Succession, .. } => deposit,
            _ => self.computed(deposit).unwrap_or(deposit),
        }
    }

    /// A denunciation of what was not in force for the state.
    fn nothing_to_denounce(&self, number: usize, record: &Record, defects: &mut Defects) {
        let ends = record.on.last();
        let recorded = self.in_force.iter().any(|(_, record)| record.on.first() <= ends);
        let computed = self.consents.iter().any(|(_, consent)| self.bound_from(consent) <= ends);
        if !recorded && !computed {
            let message =
                format!("denunciation on {}, but {} was not in force for the state", record.on, self.treaty.id);
            defects.error("denunciation-without-force", &at(number, "on"), message);
        }
    }
}
