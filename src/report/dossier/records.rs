//! The records of a pair: everything that was ever recorded about a duty of a state, and about those that imply it.

use super::code::{number_if_named, plain, uncertain_in_words};
use super::data::RecordData;
use crate::engine::{Question, implying, sets_period};
use crate::law::{
    Actor, Confidence, Consent, Corpus, Event, EventKind, Group, InstrumentIx, ObligationIx, Record, SourceIx,
};
use crate::report::text::reasons::case_of_record;
use crate::report::text::record::{event_in_words, mark};
use crate::time::Day;

/// A record of a state, by its act and its place among the records of that act; with the duty of which it speaks, where
/// that is another one, which implies the duty asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct RecordKey {
    instrument: InstrumentIx,
    place: usize,
    of: Option<ObligationIx>,
}

impl RecordKey {
    /// The record at a place, among those of a pair.
    pub(super) fn find(records: &[RecordKey], instrument: InstrumentIx, place: usize) -> Option<RecordKey> {
        records.iter().copied().find(|one| (one.instrument, one.place) == (instrument, place))
    }

    /// Every record of a pair, by first day.
    pub(super) fn all_of(question: &Question) -> Vec<RecordKey> {
        let is_treaty = question.instrument.binds_of(question.obligation).group == Group::Parties;
        let binds = |record: &Record| {
            let kind = record.event.kind();
            is_treaty && matches!(kind, EventKind::Ratification | EventKind::InForceForState | EventKind::Denunciation)
        };
        let mut all: Vec<RecordKey> = Vec::new();
        for (place, record) in question.records().iter().enumerate() {
            if speaks(question, record) || binds(record) {
                all.push(RecordKey { instrument: question.instrument_ix, place, of: None });
            }
        }
        for other in implying(question) {
            for (place, record) in other.records().iter().enumerate() {
                let is_listed = RecordKey::find(&all, other.instrument_ix, place).is_some();
                if speaks(&other, record) && !is_listed {
                    let of = Some(other.obligation_ix);
                    all.push(RecordKey { instrument: other.instrument_ix, place, of });
                }
            }
        }
        all.sort_by_key(|key| {
            let record = key.record(question.actor);
            (record.map(|record| (record.on.first(), record.on.last())), *key)
        });
        all
    }

    fn record(self, actor: &Actor) -> Option<&Record> {
        actor.records_of(self.instrument).get(self.place)
    }

    /// The record in words; `source` gives a source its number.
    pub(super) fn data(
        self,
        corpus: &Corpus,
        actor: &Actor,
        source: &mut impl FnMut(SourceIx) -> usize,
    ) -> Option<RecordData> {
        let record = self.record(actor)?;
        let of = self.of.and_then(|duty| corpus.obligation(self.instrument, duty));
        let of = of.and_then(|duty| Some(format!("{}/{}: ", corpus.instrument(self.instrument)?.id, duty.id)));
        let case = case_of_record(record).map_or(String::new(), |case| format!(", {case}"));
        let what = event_in_words(&record.event);
        Some(RecordData {
            first: number_if_named(record.on.first()),
            last: number_if_named(record.on.last()),
            known: known_from(corpus, actor, record).and_then(number_if_named),
            on: uncertain_in_words(&record.on),
            text: plain(&format!("{}{what}{case}{}", of.unwrap_or_default(), mark(record))),
            step: step(record),
            source: source(record.source),
            locator: plain(record.locator.as_deref().unwrap_or_default()),
            note: plain(&note(record)),
            recalled: record.confidence == Confidence::Recalled,
        })
    }
}

/// Does the record speak to the duty, or set the period of a judgment about it?
fn speaks(question: &Question, record: &Record) -> bool {
    record.concerns(question.obligation_ix, question.obligation) || sets_period(question, record)
}

fn note(record: &Record) -> String {
    let retracted = record.retracted.as_ref();
    let retracted = retracted.map(|one| format!("Retracted on {}: {}", one.on, one.reason));
    let own = record.note.as_ref().map(|note| note.to_string());
    own.into_iter().chain(retracted).collect::<Vec<_>>().join(" ")
}

/// The first day on which the record counts as known; `None`: always.
fn known_from(corpus: &Corpus, actor: &Actor, record: &Record) -> Option<Day> {
    let source = corpus.source(record.source).filter(|source| !source.is_assumed())?;
    if !source.continuous {
        return Some(source.published.last());
    }
    // a successor's entry into force is registered with the deposit of its succession
    let succeeds = |one: &&Record| matches!(one.event, Event::Ratification { consent: Consent::Succession, .. });
    let is_entry = record.event.kind() == EventKind::InForceForState;
    let deposit = actor.records_of(record.instrument).iter().find(succeeds).filter(|_| is_entry);
    Some(corpus.last_possible_day(deposit.unwrap_or(record)))
}

/// The step of a case, in a letter.
fn step(record: &Record) -> &'static str {
    match record.event.kind() {
        EventKind::FormalNotice => "F",
        EventKind::ReasonedOpinion => "R",
        EventKind::Referral => "C",
        EventKind::Judgment => "J",
        EventKind::Penalty => "P",
        EventKind::AnnulledNationally | EventKind::RepealedNationally => "x",
        EventKind::Closed | EventKind::Withdrawn => "c",
        _ => "",
    }
}
