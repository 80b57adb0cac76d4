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
    /// Of a closing that names no obligations: those that the steps of its case concern; see [`link_closings`].
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
    /// Place in the list of records of the file, counted from 0; of one on a line beside it, after all that a file can hold.
    /// `None` where the record is in no file.
    pub place: Option<u32>,
}

impl Record {
    /// Does the record concern an obligation of its instrument? Named obligations decide, then those of the case that a
    /// closing ends; without them an act concerns those whose lists name its event, a step of a non-communication case the
    /// duties to transpose and to communicate the transposing measures, and a finding, any other step or a deferral all.
    pub fn concerns(&self, ix: ObligationIx, obligation: &Obligation) -> bool {
        // what the Commission closed is what the steps of the case were about (decision 11)
        if let Some(named) = self.obligations.as_ref().or(self.of_case.as_ref()) {
            return named.contains(&ix);
        }
        let kind = self.event.kind();
        // the lists of the obligation take precedence over the kind of event
        if obligation.fulfilled_by.contains(&kind) || obligation.undone_by.contains(&kind) {
            return true;
        }
        match &self.event {
            // a case of non-communication is about measures that were not communicated, not about how a system runs
            // (decision 11)
            Event::Procedural(_, step) | Event::Ended { step, .. } if step.kind == CaseKind::NonCommunication => {
                obligation.kind == Kind::Transpose || obligation.communicates
            }
            // a finding or a reproach that names no duty is about the whole act
            _ => kind.is_procedural() || matches!(kind, EventKind::Observed | EventKind::Deferral),
        }
    }

    /// The step of an infringement procedure that the record is, or whose case it ends.
    pub fn step(&self) -> Option<&Step> {
        match &self.event {
            Event::Procedural(_, step) | Event::Ended { step, .. } => Some(step),
            _ => None,
        }
    }
}

/// Links each closing that names no obligations to the duties that the steps of its case concern: these it closes
/// (decision 11).
pub fn link_closings(records: &mut [Record], instruments: &[Instrument]) {
    let mut steps_of_case: BTreeMap<CaseKey, Vec<&Record>> = BTreeMap::new();
    for closing in records.iter().filter(|record| is_closing_of_whole_case(record)) {
        steps_of_case.extend(case_of(closing).map(|case| (case, Vec::new())));
    }
    // most actors have no such closing: then no step has to be read
    if steps_of_case.is_empty() {
        return;
    }
    for record in records.iter() {
        // a step that proved wrong opened no case against the duties that it names
        if matches!(record.event, Event::Procedural(..))
            && record.retracted.is_none()
            && let Some(steps) = case_of(record).and_then(|case| steps_of_case.get_mut(&case))
        {
            steps.push(record);
        }
    }
    // a closing whose case has no step on record keeps the reach of its own event
    steps_of_case.retain(|_, steps| !steps.is_empty());
    let mut duties_of_case: BTreeMap<CaseKey, Vec<ObligationIx>> = BTreeMap::new();
    for (case, steps) in steps_of_case {
        let duties = instruments.get(case.0.0 as usize).map(|act| duties_of_steps(&steps, act));
        duties_of_case.insert(case, duties.unwrap_or_default());
    }
    for closing in records.iter_mut().filter(|record| is_closing_of_whole_case(record)) {
        closing.of_case = case_of(closing).and_then(|case| duties_of_case.get(&case).cloned());
    }
}

/// Instrument and number of an infringement case; steps without a number share one case per instrument.
type CaseKey = (InstrumentIx, Option<Box<str>>);

/// The infringement case of which the record is a step or the end.
fn case_of(record: &Record) -> Option<CaseKey> {
    record.step().map(|step| (record.instrument, step.case.clone()))
}

/// Does the record end a case without naming the duties that it concerns?
fn is_closing_of_whole_case(record: &Record) -> bool {
    matches!(record.event, Event::Ended { .. }) && record.obligations.is_none()
}

/// The duties of an act that at least one of the steps concerns.
fn duties_of_steps(steps: &[&Record], act: &Instrument) -> Vec<ObligationIx> {
    let mut duties = Vec::new();
    for (ix, duty) in (0..=u16::MAX).map(ObligationIx).zip(&act.obligations) {
        if steps.iter().any(|step| step.concerns(ix, duty)) {
            duties.push(ix);
        }
    }
    duties
}
