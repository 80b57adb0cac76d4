//! What a finding was computed from, short enough to be part of every report: two reports then show by themselves why
//! they differ.

use super::digest::Digest;
use super::fingerprint::{self, WAY};
use super::laws::Laws;
use super::record::KnownRecord;
use crate::engine::{Finding, Question, Relevance, implying, is_known};
use crate::law::{Duty, Event, Group, InstrumentIx, Record};
use crate::rules::{Bound, Force};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What a finding was computed from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// Which way of reckoning the digests it is; those of different ways are not comparable.
    pub way: u32,
    /// Whether the act stood.
    pub force: Force,
    /// Whether the state was bound.
    pub bound: Bound,
    /// Is it encouraged, and not owed?
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub encouraged: bool,
    /// Digest of what the act asks, as known.
    pub law: Digest,
    /// Digest of the events that fulfil or undo it.
    pub answers: Digest,
    /// Digest of what makes the state bound: membership, exceptions.
    pub bond: Digest,
    /// Digest of the registers whose silence counts, or that show a case as open, and how far they reach; none where there
    /// are none.
    pub silence: Digest,
    /// Every known record that speaks to the obligation, or to one that implies it, later ones too.
    pub records: Box<[KnownRecord]>,
}

impl Laws {
    /// What a finding was computed from, put together from the parts that are reckoned once.
    pub fn basis(&self, finding: &Finding) -> Basis {
        let question = &finding.question;
        let all: Vec<Question> = std::iter::once(*question).chain(implying(question)).collect();
        let together =
            |digest: &dyn Fn(&Question) -> Digest| Digest::together(&all.iter().map(digest).collect::<Vec<Digest>>());
        Basis {
            way: WAY,
            force: finding.judgement.force,
            bound: finding.judgement.bound,
            encouraged: finding.obligation.duty == Duty::Encouraged,
            law: together(&|question| self.of_duty(question).law),
            answers: together(&|question| self.of_duty(question).answers),
            bond: together(&|question| fingerprint::bond(question, self.membership(question))),
            silence: silence(&all),
            records: known_records(finding, &all, self),
        }
    }
}

/// Of the registers of all duties; none where silence says nothing of any.
fn silence(all: &[Question]) -> Digest {
    let each: Vec<Digest> = all.iter().map(fingerprint::silence).collect();
    if each.iter().all(|one| *one == Digest::NONE) { Digest::NONE } else { Digest::together(&each) }
}

/// Each record once: as one of the duty itself, else of the first duty that implies it, else as a step about another duty.
/// Such a step can set the period of a judgment, or say what the closing of its case is about: a record beside it may begin
/// to count, or cease to, and nobody edited that one.
fn known_records(finding: &Finding, all: &[Question], laws: &Laws) -> Box<[KnownRecord]> {
    let known = all.iter().flat_map(|question| {
        let records = question.actor.records_of(question.instrument_ix).iter().enumerate();
        records.filter(|(_, record)| is_known(question, record)).map(move |(place, record)| (question, place, record))
    });
    let about = known.clone().filter(|(question, _, record)| is_about(finding, question, record));
    let about = about.map(|(question, place, record)| {
        let duty = || format!("{}/{}", question.instrument.id, question.obligation.id).into_boxed_str();
        (question, place, record, (!is_own(finding, question)).then(duty))
    });
    let steps = known.filter(|(_, _, record)| record.step().is_some());
    let steps = steps.map(|(question, place, record)| (question, place, record, Some(question.instrument.id.clone())));
    let mut seen: BTreeSet<(InstrumentIx, usize)> = BTreeSet::new();
    let once = about.chain(steps).filter(|(question, place, ..)| seen.insert((question.instrument_ix, *place)));
    let known = once.map(|(question, place, record, of)| KnownRecord {
        said: laws.record(question, place, record),
        counts: counts(finding, question, place),
        of,
    });
    known.collect()
}

/// Is it the duty of the finding, and not one that implies it?
fn is_own(finding: &Finding, question: &Question) -> bool {
    (question.instrument_ix, question.obligation_ix) == (finding.question.instrument_ix, finding.question.obligation_ix)
}

/// Does it concern the duty? A deposit or a denunciation need not: it makes the state a party, or none.
fn is_about(finding: &Finding, question: &Question, record: &Record) -> bool {
    record.concerns(question.obligation_ix, question.obligation)
        || (is_own(finding, question) && is_bond(finding, record))
}

/// Does the finding rest on the record on the day?
fn counts(finding: &Finding, question: &Question, place: usize) -> bool {
    // outside the duty nothing falls due, so nothing is put off
    let outside = finding.judgement.verdict.is_outside();
    let is_same_act = question.instrument_ix == finding.question.instrument_ix;
    let mut own = finding.grounds.records.iter().filter(|(_, proof)| !(outside && *proof == Relevance::Defers));
    let mut implied = finding.grounds.implied.iter();
    (is_same_act && own.any(|(counted, _)| *counted == place))
        || implied.any(|one| (one.instrument_ix, one.record) == (question.instrument_ix, place))
}

/// Does it say who is party to the treaty?
fn is_bond(finding: &Finding, record: &Record) -> bool {
    let parties = finding.instrument.binds_of(finding.obligation).group == Group::Parties;
    parties && matches!(record.event, Event::Ratification { .. } | Event::InForceForState | Event::Denunciation)
}
