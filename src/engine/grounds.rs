//! What a judgement rests on: the records and registers that decide it on a day, in every world that is possible.

use super::Question;
use super::evidence::{Says, registers};
use super::timeline::Case;
use crate::law::{Confidence, Event, Group, SourceIx};
use crate::rules::{Done, Verdict};
use crate::time::Day;

/// Why a record counts on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Proof {
    /// It says what is done on the day.
    Decides,
    /// It came later and proves what was not done before it.
    ProvesEarlier,
    /// It moved the deadline.
    Defers,
    /// It brought the state under the treaty, or out of it.
    Binds,
}

/// What a judgement rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grounds {
    /// Records, by their place among the actor's records of the instrument, and why they count.
    pub records: Vec<(usize, Proof)>,
    /// Registers whose silence counts, and the last day for which each does.
    pub registers: Vec<(SourceIx, Day)>,
    /// Is no evidence at all at hand?
    pub silence: bool,
    /// How many possible orders of uncertain days there are.
    pub worlds: usize,
    /// `Recalled` if any record that counts was not read in its source; `None` where nothing counts but silence.
    pub confidence: Option<Confidence>,
}

impl Grounds {
    /// The grounds of a verdict on a day. Outside the duty nothing that was done counts, only what binds.
    pub fn new(question: &Question, day: Day, verdict: Verdict) -> Grounds {
        let case = Case::new(question);
        let mut records = bonds(question, &case, day);
        let (mut silent, mut unknown) = (false, false);
        let outside = matches!(verdict, Verdict::NotBound | Verdict::NotInForce | Verdict::Ended);
        for alternative in case.alternatives.iter().filter(|_| !outside) {
            let Some(span) = alternative.span_on(day) else { continue };
            let record = |place: usize| case.evidence.get(place).map(|piece| piece.record);
            records.extend(span.decided_by.and_then(record).map(|record| (record, Proof::Decides)));
            records.extend(span.proved_by.and_then(record).map(|record| (record, Proof::ProvesEarlier)));
            if span.perhaps_from.is_some_and(|first| first <= day) {
                let next = alternative.spans.iter().find(|later| later.from > span.from);
                records.extend(
                    next.and_then(|next| next.decided_by).and_then(record).map(|one| (one, Proof::ProvesEarlier)),
                );
            }
            let is_bare = span.decided_by.is_none() && span.proved_by.is_none();
            silent |= is_bare && span.done == Done::No;
            unknown |= is_bare && span.done == Done::Unknown;
        }
        records.sort_unstable();
        records.dedup_by_key(|(record, _)| *record);
        let known = question.actor.records_of(question.instrument_ix);
        let recalled = records
            .iter()
            .any(|(place, _)| known.get(*place).is_some_and(|one| one.confidence == Confidence::Recalled));
        let silence = unknown && records.iter().all(|(_, proof)| *proof == Proof::Binds);
        let confidence = if recalled { Confidence::Recalled } else { Confidence::Read };
        Grounds {
            registers: if silent { registers(question).collect() } else { Vec::new() },
            silence,
            worlds: case.alternatives.len(),
            confidence: (recalled || !silence).then_some(confidence),
            records,
        }
    }
}

/// Records that bind the state or move its deadline.
fn bonds(question: &Question, case: &Case, day: Day) -> Vec<(usize, Proof)> {
    let mut bonds = Vec::new();
    for piece in &case.evidence {
        match piece.says {
            Says::Deferred(_) if piece.first <= day => bonds.push((piece.record, Proof::Defers)),
            Says::Deposited => bonds.push((piece.record, Proof::Binds)),
            _ => {}
        }
    }
    if question.instrument.binds_of(question.obligation).group == Group::Parties {
        let records = question.actor.records_of(question.instrument_ix).iter().enumerate();
        let binding = records.filter(|(_, record)| {
            matches!(record.event, Event::InForceForState | Event::Denunciation)
                && question.corpus.is_known(record, question.known_as_of)
        });
        bonds.extend(binding.map(|(place, _)| (place, Proof::Binds)));
    }
    bonds
}
