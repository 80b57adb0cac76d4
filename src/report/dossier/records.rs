//! The records of a pair: everything that was ever recorded about a duty of a state, and about those that imply it; and the
//! sources, each with its number in the block.

use super::code::{number_if_named, plain, uncertain_in_words};
use super::data::{RecordData, SourceData};
use super::rows::Rows;
use crate::engine::{Question, implying, speaks_to};
use crate::law::{
    Actor, Confidence, Consent, Corpus, Event, EventKind, Group, InstrumentIx, ObligationIx, Record, SourceIx,
};
use crate::report::text::citation::address;
use crate::report::text::reasons::case_of_record;
use crate::report::text::record::{event_in_words, mark};
use crate::time::Day;
use std::collections::BTreeMap;

/// A record of a state, by its act and its place among the records of that act; with the duty of which it speaks, where
/// that one implies the duty asked about.
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
            if speaks_to(question, record) || binds(record) {
                all.push(RecordKey { instrument: question.instrument_ix, place, of: None });
            }
        }
        for other in implying(question) {
            for (place, record) in other.records().iter().enumerate() {
                let is_listed = RecordKey::find(&all, other.instrument_ix, place).is_some();
                if speaks_to(&other, record) && !is_listed {
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

/// The sources met so far.
pub(super) struct SourceNumbers {
    all: Vec<SourceIx>,
    numbers: BTreeMap<SourceIx, usize>,
}

impl SourceNumbers {
    /// Every source of the corpus, in its order.
    pub(super) fn all_of(corpus: &Corpus) -> SourceNumbers {
        let mut sources = SourceNumbers::new();
        sources.add((0..).map(SourceIx).zip(&corpus.sources).map(|(ix, _)| ix));
        sources
    }

    /// None yet.
    pub(super) fn new() -> SourceNumbers {
        SourceNumbers { all: Vec::new(), numbers: BTreeMap::new() }
    }

    /// Adds sources that are shown whether or not anything else names them.
    pub(super) fn add(&mut self, sources: impl IntoIterator<Item = SourceIx>) {
        for ix in sources {
            self.number(ix);
        }
    }

    /// The number of a source.
    pub(super) fn number(&mut self, ix: SourceIx) -> usize {
        let next = self.all.len();
        let number = *self.numbers.entry(ix).or_insert(next);
        if number == next {
            self.all.push(ix);
        }
        number
    }

    /// The sources in the order of their numbers.
    pub(super) fn data(&self, corpus: &Corpus, rows: &Rows) -> Vec<SourceData> {
        self.all.iter().filter_map(|ix| source(corpus, rows, *ix)).collect()
    }
}

fn source(corpus: &Corpus, rows: &Rows, ix: SourceIx) -> Option<SourceData> {
    let source = corpus.source(ix)?;
    let acts = rows.acts.iter().enumerate().filter(|(_, (act, _))| act.sources.contains(&ix));
    let title = if source.reference.is_some() { plain(&source.title) } else { String::new() };
    Some(SourceData {
        id: plain(&source.id),
        reference: plain(source.name()),
        title,
        kind: source.kind.as_str().replace('-', " "),
        published: number_if_named(source.published.last()),
        continuous: source.continuous,
        published_text: uncertain_in_words(&source.published),
        link: address(source).map(|link| plain(&link)),
        acts: acts.map(|(place, _)| place).collect(),
    })
}
