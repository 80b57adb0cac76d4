//! What a finding was computed from, short enough to lie in every report: two reports then tell by themselves why they
//! differ.

use super::fingerprint::{self, WAY};
use crate::engine::Finding;
use crate::law::{Event, EventKind, Group, Record};
use crate::report::iso;
use crate::report::told::happened;
use crate::rules::{Bound, Force};
use crate::time::Day;
use serde::{Deserialize, Serialize};

/// What a finding was computed from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    /// Which way of reckoning the digests it is; those of different ways are not comparable.
    pub way: u32,
    /// Whether the act stood.
    pub force: Force,
    /// Whether the state was bound.
    pub bound: Bound,
    /// Digest of what the act asks, as known.
    pub law: String,
    /// Digest of the events that fulfil or undo it.
    pub answers: String,
    /// Digest of what makes the state bound: membership, exceptions.
    pub bond: String,
    /// Digest of the registers whose silence counts; empty where silence says nothing.
    pub silence: String,
    /// Every known record that speaks to the obligation, later ones too.
    pub records: Vec<Heard>,
}

/// A record, as far as it takes to know it again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Heard {
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
}

impl Basis {
    /// What a finding was computed from; `law` is the digest of its obligation.
    pub fn new(finding: &Finding, law: String) -> Basis {
        let question = &finding.question;
        Basis {
            way: WAY,
            force: finding.judgement.force,
            bound: finding.judgement.bound,
            law,
            answers: fingerprint::answers(finding.obligation),
            bond: fingerprint::bond(question),
            silence: fingerprint::silence(question),
            records: heard(finding),
        }
    }
}

fn heard(finding: &Finding) -> Vec<Heard> {
    let question = &finding.question;
    let corpus = question.corpus;
    let records = question.actor.records_of(question.instrument_ix).iter().enumerate();
    let known = records.filter(|(_, record)| corpus.is_known(record, question.known_as_of) && speaks(finding, record));
    let named = |day: Day| Some(day).filter(|day| !day.is_end_of_time());
    known
        .map(|(place, record)| Heard {
            first: named(record.on.first()),
            last: named(corpus.last_possible_day(record)),
            event: record.event.kind().as_str().to_owned(),
            what: happened(&record.event),
            source: corpus.source(record.source).map_or(String::new(), |source| source.id.to_string()),
            id: fingerprint::record(question, record),
            counts: finding.grounds.records.iter().any(|(counted, _)| *counted == place),
        })
        .collect()
}

/// Does it say anything about the duty, or about who is party to the treaty?
fn speaks(finding: &Finding, record: &Record) -> bool {
    let parties = finding.instrument.binds_of(finding.obligation).group == Group::Parties;
    let is_bond = matches!(record.event, Event::Ratification { .. } | Event::InForceForState | Event::Denunciation);
    record.speaks_to(finding.question.obligation_ix, finding.obligation) || (parties && is_bond)
}

impl Heard {
    /// Does it become possible, or certain, after the one day and by the other that it has happened?
    pub fn falls_between(&self, after: Day, by: Day) -> bool {
        self.first.is_some_and(|first| after < first && first <= by) || self.is_certain_between(after, by)
    }

    /// Does it become certain between the two days that it has happened? A step of a case counts from then on.
    pub fn is_certain_between(&self, after: Day, by: Day) -> bool {
        self.last.is_some_and(|last| after < last && last <= by)
    }

    /// Could it have happened after the one day and by the other? Of an uncertain day that may lie on both sides of
    /// them, too.
    pub fn may_fall_between(&self, after: Day, by: Day) -> bool {
        after < by && self.first.is_none_or(|first| first <= by) && self.last.is_none_or(|last| last > after)
    }

    /// Does it say what the other says, of the same days?
    pub fn says_the_same(&self, other: &Heard) -> bool {
        (&self.id, self.last) == (&other.id, other.last)
    }

    /// Is it the same fact told anew: the same event, by the same source or on the same days?
    pub fn may_correct(&self, other: &Heard) -> bool {
        self.event == other.event
            && (self.source == other.source || (self.first, self.last) == (other.first, other.last))
    }

    /// Was it assumed for one run?
    pub fn is_assumed(&self) -> bool {
        self.source == "assumed"
    }

    /// The kind of event; `None` for a word of a later program.
    pub fn kind(&self) -> Option<EventKind> {
        EventKind::parse(&self.event)
    }

    /// Is it a step, or the end, of an infringement procedure?
    pub fn is_procedural(&self) -> bool {
        self.kind().is_some_and(EventKind::is_procedural)
    }

    /// Does it take back what was done?
    pub fn is_undoing(&self) -> bool {
        let national = [EventKind::AnnulledNationally, EventKind::RepealedNationally, EventKind::Suspended];
        self.kind().is_some_and(|kind| national.contains(&kind) || kind == EventKind::Denunciation)
    }

    /// Can it make another day the last good one?
    pub fn moves_the_deadline(&self) -> bool {
        let binding = [EventKind::Ratification, EventKind::InForceForState, EventKind::Denunciation];
        self.kind().is_some_and(|kind| binding.contains(&kind) || kind == EventKind::Deferral)
    }

    /// `notified 2013-04-05 (nim-2011-36)`, with both ends where the day is uncertain.
    pub fn told(&self) -> String {
        let day = |day: Option<Day>| day.map_or("?".to_owned(), |day| day.to_string());
        let on = match self.first == self.last {
            true => day(self.first),
            false => format!("on a day from {} to {}", day(self.first), day(self.last)),
        };
        format!("{} {on} ({})", self.what, self.source)
    }
}
