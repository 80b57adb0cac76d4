//! What a finding was computed from, short enough to be part of every report: two reports then show by themselves why
//! they differ.

use super::fingerprint::{self, WAY};
use crate::engine::{Finding, Question, Relevance, implying, is_known};
use crate::law::{Duty, Event, EventKind, Group, InstrumentIx, Record};
use crate::report::contract::iso;
use crate::report::text::record::event_in_words;
use crate::rules::{Bound, Force};
use crate::time::Day;
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
    pub law: String,
    /// Digest of the events that fulfil or undo it.
    pub answers: String,
    /// Digest of what makes the state bound: membership, exceptions.
    pub bond: String,
    /// Digest of the registers whose silence counts, or that show a case as open, and how far they reach; empty where there
    /// are none.
    pub silence: String,
    /// Every known record that speaks to the obligation, or to one that implies it, later ones too.
    pub records: Vec<KnownRecord>,
}

/// A record, as far as it takes to know it again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct KnownRecord {
    /// First possible day.
    #[serde(with = "iso::day_or_null")]
    pub first: Option<Day>,
    /// Last possible day.
    #[serde(with = "iso::day_or_null")]
    pub last: Option<Day>,
    /// What happened, as in the data.
    pub event: String,
    /// What happened, in words.
    pub what: String,
    /// The source that says so.
    pub source: String,
    /// Digest of what it says and who says so.
    pub id: String,
    /// Does the finding rest on it on the day?
    pub counts: bool,
    /// Of which duty it speaks, as `prum/dna`, where that is one whose fulfilment proves this one; the act alone, where it
    /// is a step about another duty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
}

impl Basis {
    /// What a finding was computed from; `law` gives the digest of an obligation.
    pub fn new(finding: &Finding, law: impl Fn(&Question) -> String) -> Basis {
        let question = &finding.question;
        let all: Vec<Question> = std::iter::once(*question).chain(implying(question)).collect();
        let together = |digest: &dyn Fn(&Question) -> String| {
            fingerprint::together(&all.iter().map(digest).collect::<Vec<String>>())
        };
        Basis {
            way: WAY,
            force: finding.judgement.force,
            bound: finding.judgement.bound,
            encouraged: finding.obligation.duty == Duty::Encouraged,
            law: together(&law),
            answers: together(&|question| fingerprint::answers(question.obligation)),
            bond: together(&fingerprint::bond),
            silence: silence(&all),
            records: known_records(finding, &all),
        }
    }
}

/// Of the registers of all duties; empty where silence says nothing of any.
fn silence(all: &[Question]) -> String {
    let each: Vec<String> = all.iter().map(fingerprint::silence).collect();
    if each.iter().all(String::is_empty) { String::new() } else { fingerprint::together(&each) }
}

/// Each record once: as one of the duty itself, else of the first duty that implies it, else as a step about another duty.
/// Such a step can set the period of a judgment, or say what the closing of its case is about: a record beside it may begin
/// to count, or cease to, and nobody edited that one.
fn known_records(finding: &Finding, all: &[Question]) -> Vec<KnownRecord> {
    let known = all.iter().flat_map(|question| {
        let records = question.actor.records_of(question.instrument_ix).iter().enumerate();
        records.filter(|(_, record)| is_known(question, record)).map(move |(place, record)| (question, place, record))
    });
    let about = known.clone().filter(|(question, _, record)| is_about(finding, question, record));
    let about = about.map(|(question, place, record)| {
        let duty = || format!("{}/{}", question.instrument.id, question.obligation.id);
        (question, place, record, (!is_own(finding, question)).then(duty))
    });
    let steps = known.filter(|(_, _, record)| record.step().is_some());
    let steps =
        steps.map(|(question, place, record)| (question, place, record, Some(question.instrument.id.to_string())));
    let mut seen: BTreeSet<(InstrumentIx, usize)> = BTreeSet::new();
    let once = about.chain(steps).filter(|(question, place, ..)| seen.insert((question.instrument_ix, *place)));
    once.map(|(question, place, record, of)| known_record(finding, question, (place, record), of)).collect()
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

fn known_record(
    finding: &Finding,
    question: &Question,
    (place, record): (usize, &Record),
    of: Option<String>,
) -> KnownRecord {
    let corpus = question.corpus;
    let named = |day: Day| Some(day).filter(|day| !day.is_end_of_time());
    let implied = &finding.grounds.implied;
    // outside the duty nothing falls due, so nothing is put off
    let outside = finding.judgement.verdict.is_outside();
    let mut own = finding.grounds.records.iter().filter(|(_, proof)| !(outside && *proof == Relevance::Defers));
    let counts_here =
        question.instrument_ix == finding.question.instrument_ix && own.any(|(counted, _)| *counted == place);
    KnownRecord {
        first: named(record.on.first()),
        last: named(corpus.last_possible_day(record)),
        event: record.event.kind().as_str().to_owned(),
        what: event_in_words(&record.event),
        source: corpus.source(record.source).map_or(String::new(), |source| source.id.to_string()),
        id: fingerprint::record(question, record),
        counts: counts_here
            || implied.iter().any(|one| (one.instrument_ix, one.record) == (question.instrument_ix, place)),
        of,
    }
}

/// Does it say who is party to the treaty?
fn is_bond(finding: &Finding, record: &Record) -> bool {
    let parties = finding.instrument.binds_of(finding.obligation).group == Group::Parties;
    parties && matches!(record.event, Event::Ratification { .. } | Event::InForceForState | Event::Denunciation)
}

impl KnownRecord {
    /// Does it become possible, or certain, after the one day and by the other that it has happened?
    pub fn falls_between(&self, after: Day, by: Day) -> bool {
        // a day that is uncertain on both days alike is no event between them
        self.first.is_some_and(|first| after < first && first <= by) || self.is_certain_between(after, by)
    }

    /// Does it become certain between the two days that it has happened? A step of a case counts from then on.
    pub fn is_certain_between(&self, after: Day, by: Day) -> bool {
        self.last.is_some_and(|last| after < last && last <= by)
    }

    /// Could it have happened after the one day and by the other? Of an uncertain day that may fall on both sides of
    /// them, too.
    pub fn may_fall_between(&self, after: Day, by: Day) -> bool {
        after < by && self.first.is_none_or(|first| first <= by) && self.last.is_none_or(|last| last > after)
    }

    /// Does it say what the other says, of the same days?
    pub fn says_the_same(&self, other: &KnownRecord) -> bool {
        (&self.id, self.last) == (&other.id, other.last)
    }

    /// Is it the same fact reported again: the same event, by the same source or on the same days?
    pub fn may_correct(&self, other: &KnownRecord) -> bool {
        self.event == other.event
            && (self.source == other.source || (self.first, self.last) == (other.first, other.last))
    }

    /// Was it assumed for one run?
    pub fn is_assumed(&self) -> bool {
        self.source == "assumed"
    }

    /// The kind of event; `None` for a word of a later program.
    pub fn kind(&self) -> Option<EventKind> {
        // the event is text, so that a report of a later program can be read as far as it is understood
        EventKind::parse(&self.event)
    }

    /// Is it a step, or the end, of an infringement procedure about the duty itself?
    pub fn is_procedural(&self) -> bool {
        self.of.is_none() && self.is_of_a_case()
    }

    /// Is it a step about another duty of an act alone?
    pub fn is_of_another_duty(&self) -> bool {
        self.of.as_ref().is_some_and(|of| !of.contains('/'))
    }

    /// Is it a step, or the end, of an infringement procedure, about whatever duty?
    pub fn is_of_a_case(&self) -> bool {
        self.kind().is_some_and(EventKind::is_procedural)
    }

    /// Does it take back what was done? What undoes a duty that implies this one says nothing here.
    pub fn is_undoing(&self) -> bool {
        let national = [EventKind::AnnulledNationally, EventKind::RepealedNationally, EventKind::Suspended];
        self.of.is_none() && self.kind().is_some_and(|kind| national.contains(&kind) || kind == EventKind::Denunciation)
    }

    /// Can it make another day the last good one?
    pub fn moves_the_deadline(&self) -> bool {
        // a period can run from the day on which the state is bound (`Start::Bound`)
        let binding = [EventKind::Ratification, EventKind::InForceForState, EventKind::Denunciation];
        self.of.is_none() && self.kind().is_some_and(|kind| binding.contains(&kind) || kind == EventKind::Deferral)
    }

    /// `notified 2013-04-05 (nim-2011-36)`, with both ends where the day is uncertain, and with the duty of which it speaks
    /// where the two differ: `prum/dna: operational 2009-05-01 (com-2012-732)`.
    pub fn in_words(&self) -> String {
        let day = |day: Option<Day>| day.map_or("?".to_owned(), |day| day.to_string());
        let on = if self.first == self.last {
            day(self.first)
        } else {
            format!("on a day from {} to {}", day(self.first), day(self.last))
        };
        let of = self.of.as_ref().map_or(String::new(), |of| format!("{of}: "));
        format!("{of}{} {on} ({})", self.what, self.source)
    }
}
