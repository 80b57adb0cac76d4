//! A record, as far as it takes to know it again, and what can be asked of it. What a finding rests on is in `basis`.

use super::digest::Digest;
use super::fingerprint;
use crate::engine::Question;
use crate::law::{EventKind, Record};
use crate::report::contract::iso;
use crate::report::text::record::event_in_words;
use crate::time::Day;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::ops::Deref;
use std::sync::Arc;

/// A record, as one finding knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownRecord {
    /// What it says, whoever is asked about: held once for all findings.
    pub said: Arc<RecordSaid>,
    /// Does the finding rest on it on the day?
    pub counts: bool,
    /// Of which duty it speaks, as `prum/dna`, where that is one whose fulfilment proves this one; the act alone, where it
    /// is a step about another duty.
    pub of: Option<Box<str>>,
}

/// What a record says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordSaid {
    /// First possible day.
    pub first: Option<Day>,
    /// Last possible day.
    pub last: Option<Day>,
    /// What happened, as in the data.
    pub event: Cow<'static, str>,
    /// What happened, in words.
    pub what: Box<str>,
    /// The source that says so.
    pub source: Box<str>,
    /// Digest of what it says and who says so.
    pub id: Digest,
}

impl RecordSaid {
    /// What a record of the act says that is asked about.
    pub(super) fn new(question: &Question, record: &Record) -> RecordSaid {
        let corpus = question.corpus;
        let named = |day: Day| Some(day).filter(|day| !day.is_end_of_time());
        RecordSaid {
            first: named(record.on.first()),
            last: named(corpus.last_possible_day(record)),
            event: Cow::Borrowed(record.event.kind().as_str()),
            what: event_in_words(&record.event).into(),
            source: corpus.source(record.source).map_or_else(Box::default, |source| source.id.clone()),
            id: fingerprint::record(question, record),
        }
    }
}

impl Deref for KnownRecord {
    type Target = RecordSaid;

    fn deref(&self) -> &RecordSaid {
        &self.said
    }
}

/// A known record as it is written.
#[derive(Serialize, Deserialize)]
struct KnownRecordForm<'r> {
    #[serde(with = "iso::day_or_null")]
    first: Option<Day>,
    #[serde(with = "iso::day_or_null")]
    last: Option<Day>,
    #[serde(borrow)]
    event: Cow<'r, str>,
    #[serde(borrow)]
    what: Cow<'r, str>,
    #[serde(borrow)]
    source: Cow<'r, str>,
    id: Digest,
    counts: bool,
    #[serde(default, borrow, skip_serializing_if = "Option::is_none")]
    of: Option<Cow<'r, str>>,
}

impl Serialize for KnownRecord {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let RecordSaid { first, last, event, what, source, id } = &*self.said;
        let form = KnownRecordForm {
            first: *first,
            last: *last,
            event: Cow::Borrowed(event),
            what: Cow::Borrowed(what),
            source: Cow::Borrowed(source),
            id: *id,
            counts: self.counts,
            of: self.of.as_deref().map(Cow::Borrowed),
        };
        form.serialize(to)
    }
}

impl<'de> Deserialize<'de> for KnownRecord {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<KnownRecord, D::Error> {
        let KnownRecordForm { first, last, event, what, source, id, counts, of } = KnownRecordForm::deserialize(from)?;
        // the event is text, so that a report of a later program can be read as far as it is understood
        let event = match EventKind::parse(&event) {
            Some(kind) => Cow::Borrowed(kind.as_str()),
            None => Cow::Owned(event.into_owned()),
        };
        let said = RecordSaid { first, last, event, what: what.into(), source: source.into(), id };
        Ok(KnownRecord { said: Arc::new(said), counts, of: of.map(Into::into) })
    }
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
        (self.id, self.last) == (other.id, other.last)
    }

    /// Is it the same fact reported again: the same event, by the same source or on the same days?
    pub fn may_correct(&self, other: &KnownRecord) -> bool {
        self.event == other.event
            && (self.source == other.source || (self.first, self.last) == (other.first, other.last))
    }

    /// Was it assumed for one run?
    pub fn is_assumed(&self) -> bool {
        &*self.source == "assumed"
    }

    /// The kind of event; `None` for a word of a later program.
    pub fn kind(&self) -> Option<EventKind> {
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
