//! Everything that was loaded, and what of it was known on a knowledge date.

use std::path::PathBuf;

use crate::law::assumed::{Assumed, LeftOut, leave_out_duty};
use crate::law::{Actor, Instrument, InstrumentIx, Obligation, ObligationIx, Record, Source, SourceIx};
use crate::time::Day;

/// Law, states and sources. Each list is in the order of ids, so that nothing depends on the order of files.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// Instruments.
    pub instruments: Vec<Instrument>,
    /// States and institutions.
    pub actors: Vec<Actor>,
    /// Source documents.
    pub sources: Vec<Source>,
    /// SHA-256 over the data files, hexadecimal.
    pub digest: String,
    /// What this run assumes beside the data.
    pub assumed: Assumed,
    /// The directory from which the data were read; `None` for the embedded ones.
    pub directory: Option<PathBuf>,
}

impl Corpus {
    /// The instrument at this place.
    pub fn instrument(&self, ix: InstrumentIx) -> Option<&Instrument> {
        self.instruments.get(ix.0 as usize)
    }

    /// The instrument of this id.
    pub fn find_instrument(&self, id: &str) -> Option<InstrumentIx> {
        self.instruments.binary_search_by(|known| (*known.id).cmp(id)).ok().map(|ix| InstrumentIx(ix as u32))
    }

    /// The source at this place.
    pub fn source(&self, ix: SourceIx) -> Option<&Source> {
        match ix {
            SourceIx::ASSUMED => self.assumed.source(),
            SourceIx(place) => self.sources.get(place as usize),
        }
    }

    /// The source of this id.
    pub fn find_source(&self, id: &str) -> Option<SourceIx> {
        self.sources.binary_search_by(|known| (*known.id).cmp(id)).ok().map(|ix| SourceIx(ix as u32))
    }

    /// The state or institution of this code.
    pub fn find_actor(&self, code: &str) -> Option<&Actor> {
        self.actors.binary_search_by(|known| (*known.code).cmp(code)).ok().and_then(|ix| self.actors.get(ix))
    }

    /// The obligation of this id in an instrument.
    pub fn find_obligation(&self, instrument: InstrumentIx, id: &str) -> Option<ObligationIx> {
        let obligations = &self.instrument(instrument)?.obligations;
        obligations.iter().position(|known| &*known.id == id).map(|ix| ObligationIx(ix as u16))
    }

    /// The obligation at this place.
    pub fn obligation(&self, instrument: InstrumentIx, obligation: ObligationIx) -> Option<&Obligation> {
        self.instrument(instrument)?.obligations.get(obligation.0 as usize)
    }

    /// The last possible day of a record: an open end closes with its source, which cannot report what was to come.
    pub fn last_possible_day(&self, record: &Record) -> Day {
        match self.source(record.source) {
            // "not before 2013" in a report of 2015 means 2013 to 2015
            Some(source) if record.on.last() == Day::MAX => source.published.last().max(record.on.first()),
            _ => record.on.last(),
        }
    }

    /// Could this record be known on that day (`None`: no limit)? What a document shows is known from its publication, what
    /// a register kept up day by day shows from the event; a retracted record counts until its retraction. An assumption is
    /// always known.
    pub fn is_known(&self, record: &Record, known_as_of: Option<Day>) -> bool {
        // who assumes a fact asks what would hold if it were known
        if record.is_assumed() {
            return true;
        }
        // without a knowledge date the latest knowledge counts: what proved wrong does not
        let Some(known) = known_as_of else { return record.retracted.is_none() };
        let published = match self.source(record.source) {
            // kept up day by day, so the entry was there on its own day
            Some(source) if source.continuous => self.last_possible_day(record),
            Some(source) => source.published.last(),
            // nothing is known without a source
            None => return false,
        };
        published <= known && record.retracted.as_ref().is_none_or(|retraction| known < retraction.on)
    }

    /// Replaces the records of an actor; a code that the corpus does not have changes nothing.
    pub fn replace_records(&mut self, code: &str, records: Vec<Record>) {
        if let Ok(place) = self.actors.binary_search_by(|known| (*known.code).cmp(code)) {
            let actor = self.actors.remove(place);
            self.actors.insert(place, actor.with_records(records));
        }
    }

    /// Leaves out of this run what is recorded of an actor under an instrument, or about one of its obligations, and
    /// returns the number of records that this concerns.
    pub fn leave_out(&mut self, code: &str, instrument: InstrumentIx, only: Option<ObligationIx>) -> usize {
        let (Some(actor), Some(law)) = (self.find_actor(code), self.instrument(instrument)) else { return 0 };
        let (mut kept, mut left_out) = (Vec::new(), Vec::new());
        for record in actor.records() {
            let becomes = match only {
                _ if record.instrument != instrument => None,
                None => Some(None),
                Some(ix) => leave_out_duty(record, ix, law),
            };
            let Some(remains) = becomes else {
                kept.push(record.clone());
                continue;
            };
            // a record of which nothing remains is left out for every duty
            let only = only.filter(|_| remains.is_some());
            left_out.push(LeftOut { actor: code.into(), record: record.clone(), only });
            kept.extend(remains);
        }
        let count = left_out.len();
        self.assumed.left_out.extend(left_out);
        self.replace_records(code, kept);
        count
    }
}
