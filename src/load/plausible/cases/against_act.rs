//! Infringement cases compared with the act that they are about: a case opened before there was the act, a letter before
//! anything was due.

use std::collections::BTreeSet;

use crate::law::{
    CaseKind, CaseNumber, Deadline, Duty, Event, Instrument, Kind, Nature, Obligation, ObligationIx, Record, Start,
    Step,
};
use crate::load::defect::{Defect, DefectLocation, Defects};
use crate::load::json_path::JsonPath;
use crate::load::plausible::act::wording;
use crate::load::plausible::checked_state::{CheckedState, at};
use crate::time::{Day, end_of_period};

/// What was reported already: of one location one defect is enough.
struct Reported {
    /// Where something was wrong before the steps were looked at.
    locations: BTreeSet<DefectLocation>,
    /// How many defects there were before the present step.
    from: usize,
    /// The places that were already reported because their case is older than the act.
    cases: BTreeSet<String>,
}

impl Reported {
    fn has(&self, place: &JsonPath, defects: &Defects) -> bool {
        let location = DefectLocation::Value(place.clone());
        self.locations.contains(&location)
            || defects.list.iter().skip(self.from).any(|defect| defect.location == location)
    }
}

/// Looks at each step and closing of a state.
pub(super) fn steps(state: &CheckedState, defects: &mut Defects) {
    let locations = defects.list.iter().map(|defect| defect.location.clone()).collect();
    let mut reported = Reported { locations, from: 0, cases: BTreeSet::new() };
    for (number, record, act) in state.sound_records() {
        reported.from = defects.list.len();
        let (Event::Procedural(_, step) | Event::Ended { step, .. }) = &record.event else { continue };
        if let Some(case) = step.case.as_deref().and_then(CaseNumber::parse) {
            before_registration(number, record, case, defects);
            case_before_act((number, step), case, act, (&mut reported, defects));
        }
        before_deadline((number, record), step, act, (&reported, defects));
        before_enforcement((number, record), act, (&reported, defects));
        without_duty((number, record), step, act, defects);
    }
}

/// A step in a year in which its case had no number yet.
fn before_registration(number: usize, record: &Record, case: CaseNumber, defects: &mut Defects) {
    if record.on.last().year() < i32::from(case.year()) {
        let event = record.event.kind().as_str();
        let message = format!("{event} on {}, but case {case} was registered only in {}", record.on, case.year());
        let defect = Defect::warning("step-before-case", &at(number, "on"), message);
        defects.add(defect.help("check the date and the number of the case"));
    }
}

/// A case registered in a year before that of the act's adoption. Measures that were not communicated cannot have been
/// reproached then. A case on the merits may be older: it goes on under the act that codified the one it began with, as
/// INFR(2007)4267 under Directive 2011/92/EU (C-137/14 Commission v Germany).
fn case_before_act(
    (number, step): (usize, &Step),
    case: CaseNumber,
    act: &Instrument,
    (reported, defects): (&mut Reported, &mut Defects),
) {
    if i32::from(case.year()) >= act.adopted.year() {
        return;
    }
    let message = format!("case {case} is older than {}, adopted {}", act.id, act.adoption_in_words());
    // every step of the case has the fault of its number: one report is enough
    if !reported.cases.insert(message.clone()) {
        return;
    }
    let place = at(number, "case");
    let defect = match step.kind {
        CaseKind::NonCommunication => Defect::error("case-before-act", &place, message)
            .help("no measures were due then: check the number and the instrument"),
        CaseKind::NonConformity | CaseKind::BadApplication => Defect::warning("case-before-act", &place, message)
            .help("check that the case went on under this act; else it is about an earlier one"),
    };
    defects.add(defect);
}

/// A step about measures not communicated that names no duty, under an act with none to transpose or communicate: it
/// concerns no duty.
fn without_duty((number, record): (usize, &Record), step: &Step, act: &Instrument, defects: &mut Defects) {
    // a closing concerns what the steps of its case concern (decision 11)
    let is_closing = matches!(record.event, Event::Ended { .. });
    let names_duty = record.obligations.is_some() || act.obligations.iter().any(is_communicated);
    if step.kind != CaseKind::NonCommunication || is_closing || names_duty {
        return;
    }
    let message = format!("{} speaks to no duty: {} has none to transpose", record.event.kind().as_str(), act.id);
    let defect = Defect::warning("step-without-duty", &at(number, "event"), message);
    defects.add(defect.help("name the duties in \"obligations\""));
}

/// A step or closing while the earliest deadline that it concerns was still open. Measures cannot be missed before it;
/// a case on the merits would be premature, but for duties that hold from the start and are not named.
fn before_deadline(
    (number, record): (usize, &Record),
    step: &Step,
    act: &Instrument,
    (reported, defects): (&Reported, &mut Defects),
) {
    let place = at(number, "on");
    let is_reported = reported.has(&place, defects);
    let last = earliest_deadline(record, step.kind, act).filter(|last| !is_reported && record.on.last() <= *last);
    let Some(last) = last else { return };
    let event = record.event.kind().as_str();
    let message = format!("{event} on {}, while the deadline of {} was open until {last}", record.on, act.id);
    let defect = match step.kind {
        CaseKind::NonCommunication => Defect::error("step-before-deadline", &place, message)
            .help("non-communication begins after the deadline: check the date and \"obligations\""),
        CaseKind::NonConformity | CaseKind::BadApplication => Defect::warning("step-before-deadline", &place, message)
            .help("check the date, and name the duties that held already in \"obligations\""),
    };
    defects.add(defect);
}

/// A step before the first day on which the Commission could bring proceedings about the act: for those of the former
/// third pillar 1 December 2014 (Protocol 36, Art. 10).
fn before_enforcement(
    (number, record): (usize, &Record),
    act: &Instrument,
    (reported, defects): (&Reported, &mut Defects),
) {
    let Nature::UnionAct { enforceable_from: Some(from) } = act.nature else { return };
    let place = at(number, "on");
    let is_reported = reported.has(&place, defects);
    if record.on.last() < from && !is_reported {
        let event = record.event.kind().as_str();
        let message = format!("{event} on {}, but {} can be enforced only from {from}", record.on, act.id);
        defects
            .add(Defect::warning("step-before-enforcement", &place, message).help("check the date and the instrument"));
    }
}

/// The first of the last good days of the binding duties named, or else of those that such a step concerns. `None` where
/// one of them has no day that is known here.
fn earliest_deadline(record: &Record, kind: CaseKind, act: &Instrument) -> Option<Day> {
    let mut earliest: Option<Day> = None;
    for (ix, duty) in (0..=u16::MAX).map(ObligationIx).zip(&act.obligations) {
        let is_meant = match &record.obligations {
            Some(named) => named.contains(&ix),
            None => kind != CaseKind::NonCommunication || is_communicated(duty),
        };
        // the Commission brings no case against an institution, nor over what is only urged
        if is_meant && duty.duty == Duty::Binding && duty.owed_by.is_empty() {
            let day = last_good(act, duty, record)?;
            earliest = Some(earliest.map_or(day, |earliest| earliest.min(day)));
        }
    }
    earliest
}

/// Does a step about measures not communicated concern the duty without naming it?
fn is_communicated(duty: &Obligation) -> bool {
    duty.kind == Kind::Transpose || duty.communicates
}

/// The last good day of a duty on the day of a record, as corrected last.
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
                // each state is bound from its own day on, which is not read here
                Start::Bound => None,
            };
            from.map(|from| end_of_period(from, period))
        }
        other => wording::last_good(other),
    }
}
