//! Infringement cases held against the act that they are about: a case opened before there was the act, a letter before
//! anything was due.

use std::collections::BTreeSet;

use crate::law::{
    CaseKind, CaseNumber, Deadline, Duty, Event, Instrument, Kind, Nature, Obligation, ObligationIx, Record, Start,
    Step,
};
use crate::load::plausible::act::wording;
use crate::load::plausible::{Dossier, at};
use crate::load::raised::{Desk, Place, Raised, Spot};
use crate::time::{Day, end_of_period};

/// What was told already: of one spot one defect is enough.
struct Told {
    /// Where something was wrong before the steps were looked at.
    spots: BTreeSet<Spot>,
    /// How many defects there were before the step in hand.
    from: usize,
    /// What was said of cases that are older than their acts.
    cases: BTreeSet<String>,
}

impl Told {
    fn has(&self, place: &Place, desk: &Desk) -> bool {
        let spot = Spot::Value(place.clone());
        self.spots.contains(&spot) || desk.raised.iter().skip(self.from).any(|raised| raised.spot == spot)
    }
}

/// Looks at each step and closing of a state.
pub(super) fn steps(dossier: &Dossier, desk: &mut Desk) {
    let spots = desk.raised.iter().map(|raised| raised.spot.clone()).collect();
    let mut told = Told { spots, from: 0, cases: BTreeSet::new() };
    for (number, record, act) in dossier.standing() {
        told.from = desk.raised.len();
        let (Event::Procedural(_, step) | Event::Ended { step, .. }) = &record.event else { continue };
        if let Some(case) = step.case.as_deref().and_then(CaseNumber::parse) {
            before_registration(number, record, case, desk);
            case_before_act((number, step), case, act, (&mut told, desk));
        }
        before_deadline((number, record), step, act, (&told, desk));
        before_enforcement((number, record), act, (&told, desk));
        without_duty((number, record), step, act, desk);
    }
}

/// A step in a year in which its case had no number yet.
fn before_registration(number: usize, record: &Record, case: CaseNumber, desk: &mut Desk) {
    if record.on.last().year() < i32::from(case.year()) {
        let event = record.event.kind().as_str();
        let message = format!("{event} on {}, but case {case} was registered only in {}", record.on, case.year());
        let raised = Raised::warning("step-before-case", &at(number, "on"), message);
        desk.raise(raised.help("check the date and the number of the case"));
    }
}

/// A case registered in a year before that of the act's adoption. Measures that were not communicated cannot have been
/// reproached then. A case on the merits may be older: it goes on under the act that codified the one it began with, as
/// INFR(2007)4267 under Directive 2011/92/EU (C-137/14 Commission v Germany).
fn case_before_act(
    (number, step): (usize, &Step),
    case: CaseNumber,
    act: &Instrument,
    (told, desk): (&mut Told, &mut Desk),
) {
    if i32::from(case.year()) >= act.adopted.year() {
        return;
    }
    let message = format!("case {case} is older than {}, adopted on {}", act.id, act.adopted);
    if !told.cases.insert(message.clone()) {
        return;
    }
    let place = at(number, "case");
    let raised = match step.kind {
        CaseKind::NonCommunication => Raised::error("case-before-act", &place, message)
            .help("no measures were due then: check the number and the instrument"),
        CaseKind::NonConformity | CaseKind::BadApplication => Raised::warning("case-before-act", &place, message)
            .help("check that the case went on under this act; else it is about an earlier one"),
    };
    desk.raise(raised);
}

/// A step about measures not communicated that names no duty, under an act with none to transpose or communicate: it
/// speaks to nothing.
fn without_duty((number, record): (usize, &Record), step: &Step, act: &Instrument, desk: &mut Desk) {
    let is_closing = matches!(record.event, Event::Ended { .. });
    let names_duty = record.obligations.is_some() || act.obligations.iter().any(is_communicated);
    if step.kind != CaseKind::NonCommunication || is_closing || names_duty {
        return;
    }
    let message = format!("{} speaks to no duty: {} has none to transpose", record.event.kind().as_str(), act.id);
    let raised = Raised::warning("step-without-duty", &at(number, "event"), message);
    desk.raise(raised.help("name the duties in \"obligations\""));
}

/// A step or closing while the earliest deadline of which it speaks was still open. Measures cannot be missed before it;
/// a case on the merits would be premature, but for duties that hold from the start and are not named.
fn before_deadline(
    (number, record): (usize, &Record),
    step: &Step,
    act: &Instrument,
    (told, desk): (&Told, &mut Desk),
) {
    let place = at(number, "on");
    let is_told = told.has(&place, desk);
    let last = earliest_deadline(record, step.kind, act).filter(|last| !is_told && record.on.last() <= *last);
    let Some(last) = last else { return };
    let event = record.event.kind().as_str();
    let message = format!("{event} on {}, while the deadline of {} was open until {last}", record.on, act.id);
    let raised = match step.kind {
        CaseKind::NonCommunication => Raised::error("step-before-deadline", &place, message)
            .help("non-communication begins after the deadline: check the date and \"obligations\""),
        CaseKind::NonConformity | CaseKind::BadApplication => Raised::warning("step-before-deadline", &place, message)
            .help("check the date, and name the duties that held already in \"obligations\""),
    };
    desk.raise(raised);
}

/// A step before the first day on which the Commission could bring proceedings about the act: for those of the former
/// third pillar 1 December 2014 (Protocol 36, Art. 10).
fn before_enforcement((number, record): (usize, &Record), act: &Instrument, (told, desk): (&Told, &mut Desk)) {
    let Nature::UnionAct { enforceable_from: Some(from) } = act.nature else { return };
    let place = at(number, "on");
    let is_told = told.has(&place, desk);
    if record.on.last() < from && !is_told {
        let event = record.event.kind().as_str();
        let message = format!("{event} on {}, but {} can be enforced only from {from}", record.on, act.id);
        desk.raise(
            Raised::warning("step-before-enforcement", &place, message).help("check the date and the instrument"),
        );
    }
}

/// The first of the last good days of the binding duties named, or else of those of which such a step speaks. `None`
/// where one of them has no day that is known here.
fn earliest_deadline(record: &Record, kind: CaseKind, act: &Instrument) -> Option<Day> {
    let numbered = || act.obligations.iter().enumerate().filter_map(|(at, duty)| Some((u16::try_from(at).ok()?, duty)));
    let is_meant = |(at, duty): &(u16, &Obligation)| match &record.obligations {
        Some(named) => named.contains(&ObligationIx(*at)),
        None => kind != CaseKind::NonCommunication || is_communicated(duty),
    };
    let is_owed = |duty: &Obligation| duty.duty == Duty::Binding && duty.owed_by.is_empty();
    let meant = numbered().filter(is_meant).filter(|(_, duty)| is_owed(duty));
    let days: Option<Vec<Day>> = meant.map(|(_, duty)| last_good(act, duty, record)).collect();
    days?.into_iter().min()
}

/// Does a step about measures not communicated speak to it without naming it?
fn is_communicated(duty: &Obligation) -> bool {
    duty.kind == Kind::Transpose || duty.communicates
}

/// The last good day of a duty on the day of a record, as it was corrected last.
fn last_good(act: &Instrument, duty: &Obligation, record: &Record) -> Option<Day> {
    let changed = duty.changed.iter().rev().find(|change| change.known_from <= record.on.first());
    if let Some(change) = changed {
        return Some(change.by);
    }
    let corrected = duty.corrected.last().map(|correction| &correction.deadline);
    match corrected.or(duty.deadline.as_ref())? {
        Deadline::Within(period, start) => {
            let from = match start {
                Start::InForce => act.in_force,
                Start::Adopted => Some(act.adopted),
                Start::Published => act.published,
                Start::Bound => None,
            };
            from.map(|from| end_of_period(from, period))
        }
        other => wording::last_good(other),
    }
}
