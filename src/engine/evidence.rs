//! Which records speak to an obligation, and what each of them says about it. Signatures, reservations, declarations,
//! letters of bad application and penalties say nothing about what was done and do not come through here.

use super::Question;
use crate::law::{
    CaseKind, Consent, Done, Event, EventKind, Extent, Group, Nature, Outcome, Record, Silence, SourceIx, Stage,
};
use crate::time::Day;

/// What a record says about an obligation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Says {
    /// The Commission closed a case: it found the duty done.
    Closed,
    /// What was done is undone.
    Undone,
    /// The duty is fulfilled, in full or in part.
    Fulfilled(Extent),
    /// A source found this.
    Found(Done),
    /// A step of a non-communication case: nothing, or nothing complete, was notified.
    NotCommunicated,
    /// The deadline is put off until this day.
    Deferred(Day),
    /// Consent to a treaty was deposited; entry into force follows from it.
    Deposited,
}

impl Says {
    /// Order of what happens on one day: each counts as before the next. What the law leaves open is settled by what it
    /// says, never by the order of records in a file.
    pub fn rank(self) -> u8 {
        match self {
            Says::Deferred(_) | Says::Deposited => 0,
            Says::Closed => 1,
            Says::Undone => 2,
            Says::Fulfilled(Extent::Partial | Extent::Unsaid) => 3,
            Says::Fulfilled(Extent::Full) => 4,
            Says::Found(Done::NotDone) => 5,
            Says::Found(Done::Partly) => 6,
            Says::Found(Done::Done) => 7,
            Says::NotCommunicated => 8,
        }
    }

    /// Does it say anything about what was done (rather than about the law)?
    pub fn is_about_conduct(self) -> bool {
        !matches!(self, Says::Deferred(_) | Says::Deposited)
    }
}

/// One piece of evidence: its possible days and what it says.
#[derive(Debug, Clone, Copy)]
pub struct Evidence {
    /// First possible day.
    pub first: Day,
    /// Last possible day.
    pub last: Day,
    /// What it says.
    pub says: Says,
    /// Its place among the actor's records of the instrument.
    pub record: usize,
}

impl Evidence {
    /// Is its day known exactly?
    pub fn is_exact(&self) -> bool {
        self.first == self.last
    }
}

/// Everything known at the knowledge date that speaks to the obligation, in the order of the records.
pub fn evidence(question: &Question) -> Vec<Evidence> {
    let records = question.actor.records_of(question.instrument_ix);
    let mut all = Vec::new();
    for (place, record) in records.iter().enumerate() {
        if !question.corpus.is_known(record, question.known_as_of) {
            continue;
        }
        let (first, last) = (record.on.first(), question.corpus.last_possible_day(record));
        if brings_a_party_in(question, record) {
            all.push(Evidence { first, last, says: Says::Deposited, record: place });
        }
        if let Some(says) = says(question, record) {
            all.push(Evidence { first, last, says, record: place });
        }
    }
    all
}

fn brings_a_party_in(question: &Question, record: &Record) -> bool {
    matches!(record.event, Event::Ratification { .. })
        && question.instrument.binds_of(question.obligation).group == Group::Parties
        && matches!(question.instrument.nature, Nature::Treaty { clause: Some(_) })
}

fn says(question: &Question, record: &Record) -> Option<Says> {
    if !record.speaks_to(question.obligation_ix, question.obligation) {
        return None;
    }
    let kind = record.event.kind();
    if question.obligation.fulfilled_by.contains(&kind) {
        return Some(Says::Fulfilled(extent(&record.event)));
    }
    if question.obligation.undone_by.contains(&kind) {
        return Some(Says::Undone);
    }
    match &record.event {
        Event::Observed { found, .. } => Some(Says::Found(*found)),
        Event::Deferral(until) => Some(Says::Deferred(*until)),
        Event::Procedural(stage, step) if step.kind == CaseKind::NonCommunication && *stage != Stage::Penalty => {
            Some(Says::NotCommunicated)
        }
        Event::Ended { step, outcome: Outcome::Complied, .. } if step.kind == CaseKind::NonCommunication => {
            Some(Says::Closed)
        }
        _ => None,
    }
}

fn extent(event: &Event) -> Extent {
    match event {
        Event::Notified(extent) | Event::Measure { extent, .. } => *extent,
        _ => Extent::Full,
    }
}

/// From which day on does a closing no longer prove compliance, because the end of the act was known? Whatever the
/// knowledge date: what the Commission knew when it closed does not depend on who asks.
pub fn end_known_from(question: &Question) -> Option<Day> {
    let lives_on = |except: &[Box<str>]| except.iter().any(|state| **state == *question.actor.code);
    let ended = question.instrument.ended.iter().filter(|end| !lives_on(&end.except));
    ended.map(|end| end.known_from.unwrap_or(end.from)).min()
}

/// The registers that count at the knowledge date, each with the last day for which it says that nothing is recorded.
pub fn registers(question: &Question) -> impl Iterator<Item = (SourceIx, Day)> {
    let registers = match &question.obligation.silence {
        Silence::NotDone(registers) => registers.as_slice(),
        Silence::Unknown => &[],
    };
    registers.iter().filter_map(|register| {
        let source = question.corpus.source(register.source)?;
        match question.known_as_of {
            None => Some((register.source, register.through)),
            Some(known) if source.continuous => Some((register.source, register.through.min(known))),
            Some(known) => (source.published.last() <= known).then_some((register.source, register.through)),
        }
    })
}

/// The event that would fulfil, in full, an obligation whose list names this kind.
pub fn fulfilling_event(kind: EventKind) -> Option<Event> {
    match kind {
        EventKind::Ratification => Some(Event::Ratification { consent: Consent::Ratification, succeeds_on: None }),
        EventKind::InForceForState => Some(Event::InForceForState),
        EventKind::Notified => Some(Event::Notified(Extent::Full)),
        EventKind::Measure => Some(Event::Measure { extent: Extent::Full, title: None, adopted_on: None }),
        EventKind::Operational => Some(Event::Operational),
        EventKind::Authorised => Some(Event::Authorised),
        EventKind::Designated => Some(Event::Designated),
        EventKind::Reported => Some(Event::Reported),
        _ => None,
    }
}
