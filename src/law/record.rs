//! One dated fact about one state and one instrument. It cannot exist without a source.

use std::collections::BTreeMap;

use crate::law::{
    CaseKind, Confidence, Event, EventKind, Instrument, InstrumentIx, Kind, Obligation, ObligationIx, SourceIx, Step,
};
use crate::time::{Day, UncertainDay};

/// A record that proved wrong keeps its place; it still counts for knowledge before this day.
#[derive(Debug, Clone)]
pub struct Retraction {
    /// The day from which it no longer counts.
    pub on: Day,
    /// Why.
    pub reason: Box<str>,
}

/// One dated fact.
#[derive(Debug, Clone)]
pub struct Record {
    /// The act or treaty.
    pub instrument: InstrumentIx,
    /// The obligations named; `None` leaves it to the event's own reach.
    pub obligations: Option<Vec<ObligationIx>>,
    /// Of a closing that names no obligations: those of which the steps of its case speak; see [`link_closings`].
    pub of_case: Option<Vec<ObligationIx>>,
    /// What happened.
    pub event: Event,
    /// When: the set of its possible days.
    pub on: UncertainDay,
    /// Does the text only amend or re-enact an earlier one? Then it says nothing about the days before it.
    pub amends: bool,
    /// The document that proves it.
    pub source: SourceIx,
    /// Where in the document.
    pub locator: Option<Box<str>>,
    /// Read there or recalled.
    pub confidence: Confidence,
    /// What a reader should know, such as what another source says.
    pub note: Option<Box<str>>,
    /// Set when it proved wrong.
    pub retracted: Option<Retraction>,
    /// Its place in the list of records of its file, counted from 0; `None` where it stands in none.
    pub place: Option<u32>,
}

impl Record {
    /// Does it speak to an obligation of its instrument? Named obligations decide, then those of the case that a closing
    /// ends; without them an act speaks to those whose lists name its event, a step of a non-communication case to the
    /// duties to transpose and to communicate the transposing measures, and a finding, another step or a deferral to all.
    pub fn speaks_to(&self, ix: ObligationIx, obligation: &Obligation) -> bool {
        if let Some(named) = self.obligations.as_ref().or(self.of_case.as_ref()) {
            return named.contains(&ix);
        }
        let kind = self.event.kind();
        if obligation.fulfilled_by.contains(&kind) || obligation.undone_by.contains(&kind) {
            return true;
        }
        match &self.event {
            Event::Procedural(_, step) | Event::Ended { step, .. } if step.kind == CaseKind::NonCommunication => {
                obligation.kind == Kind::Transpose || obligation.communicates
            }
            _ => kind.is_procedural() || matches!(kind, EventKind::Observed | EventKind::Deferral),
        }
    }

    /// The step of an infringement procedure that it is, or ends.
    pub fn step(&self) -> Option<&Step> {
        match &self.event {
            Event::Procedural(_, step) | Event::Ended { step, .. } => Some(step),
            _ => None,
        }
    }
}

/// Tells each closing that names no obligations of which duties the steps of its case speak: these it closes.
pub fn link_closings(records: &mut [Record], instruments: &[Instrument]) {
    let is_open = |record: &Record| matches!(record.event, Event::Ended { .. }) && record.obligations.is_none();
    let case = |record: &Record| record.step().map(|step| (record.instrument, step.case.clone()));
    let mut closings = BTreeMap::new();
    for (at, key) in
        records.iter().enumerate().filter(|(_, one)| is_open(one)).filter_map(|(at, one)| Some((at, case(one)?)))
    {
        closings.entry(key).or_insert_with(|| (Vec::new(), Vec::new())).0.push(at);
    }
    if closings.is_empty() {
        return;
    }
    let is_step = |record: &&Record| matches!(record.event, Event::Procedural(..)) && record.retracted.is_none();
    for step in records.iter().filter(is_step) {
        if let Some((_, steps)) = case(step).and_then(|key| closings.get_mut(&key)) {
            steps.push(step);
        }
    }
    let linked = closings.into_iter().map(|((instrument, _), (closings, steps))| {
        let act = instruments.get(instrument.0 as usize);
        (closings, (!steps.is_empty()).then(|| spoken_of(&steps, act)))
    });
    for (closings, of_case) in linked.collect::<Vec<_>>() {
        for at in closings {
            if let Some(closing) = records.get_mut(at) {
                closing.of_case.clone_from(&of_case);
            }
        }
    }
}

fn spoken_of(steps: &[&Record], act: Option<&Instrument>) -> Vec<ObligationIx> {
    let duties = act.map_or(&[][..], |act| &act.obligations).iter().enumerate();
    let each = duties.filter_map(|(ix, duty)| Some((ObligationIx(u16::try_from(ix).ok()?), duty)));
    each.filter(|(ix, duty)| steps.iter().any(|step| step.speaks_to(*ix, duty))).map(|(ix, _)| ix).collect()
}
