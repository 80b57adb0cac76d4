//! What one run assumes beside the data: facts added, records left out. Not here: any file or digest of the data, which
//! assumptions do not change; every report of the run names them.

use crate::law::{
    Event, Group, Instrument, InstrumentIx, Kind, Obligation, ObligationIx, Record, Source, SourceIx, SourceKind,
};
use crate::time::UncertainDay;

/// What a run assumes.
#[derive(Debug, Clone, Default)]
pub struct Assumed {
    /// Each assumption in words: `IE budapest ratification 2027-01-15`, `no record of IE budapest`.
    pub in_words: Vec<String>,
    /// Records that do not count in this run.
    pub left_out: Vec<LeftOut>,
    source: Option<Source>,
}

/// A record that does not count in this run.
#[derive(Debug, Clone)]
pub struct LeftOut {
    /// Code of the state or institution.
    pub actor: Box<str>,
    /// The record as it stands in the data.
    pub record: Record,
    /// The one obligation that it no longer concerns; `None`: the whole record is left out.
    pub only: Option<ObligationIx>,
}

impl Assumed {
    /// Is nothing assumed?
    pub fn is_empty(&self) -> bool {
        self.in_words.is_empty()
    }

    /// Notes an assumption in words.
    pub fn note(&mut self, text: String) {
        self.in_words.push(text);
        self.source.get_or_insert_with(source);
    }

    /// What assumed records cite in the place of a document.
    pub(super) fn source(&self) -> Option<&Source> {
        self.source.as_ref()
    }

    /// The records left out that would concern this obligation of the actor, or decide whether it binds.
    pub fn missing<'a>(
        &'a self,
        actor: &'a str,
        (ix, obligation): (ObligationIx, &'a Obligation),
        (instrument_ix, instrument): (InstrumentIx, &'a Instrument),
    ) -> impl Iterator<Item = &'a Record> {
        let is_asked = move |one: &&LeftOut| {
            *one.actor == *actor && one.record.instrument == instrument_ix && one.only.is_none_or(|only| only == ix)
        };
        // a treaty binds its parties only, so what makes a state one counts for every duty under it
        let of_party = instrument.binds_of(obligation).group == Group::Parties;
        let counts = move |record: &&Record| record.concerns(ix, obligation) || of_party && decides_party(record);
        self.left_out.iter().filter(is_asked).map(|one| &one.record).filter(counts)
    }
}

/// The source that assumed records cite in the place of a document; no list of sources contains it.
fn source() -> Source {
    Source {
        id: Source::ASSUMED.into(),
        title: "assumed for this run".into(),
        reference: None,
        // no document at all ranks below each of them
        kind: SourceKind::Press,
        published: UncertainDay::between(None, None).unwrap_or_else(|_| UncertainDay::day(crate::time::Day::MIN)),
        continuous: true,
        through: None,
        address: Default::default(),
        note: None,
        urges: Vec::new(),
        states: Vec::new(),
    }
}

impl SourceIx {
    /// What assumed records cite: a place that no list of sources has.
    pub const ASSUMED: SourceIx = SourceIx(u32::MAX);
}

impl Record {
    /// Is the record no fact, but an assumption of this run?
    pub fn is_assumed(&self) -> bool {
        self.source == SourceIx::ASSUMED
    }
}

/// Does the record say whether a state is a party to a treaty?
fn decides_party(record: &Record) -> bool {
    matches!(record.event, Event::Ratification { .. } | Event::InForceForState | Event::Denunciation)
}

/// What becomes of a record when one obligation is treated as if nothing were recorded of it: `None` if the record stays
/// unchanged, `Some(None)` if it is left out, else the record as changed.
///
/// A record that concerns this obligation alone is left out; one that concerns others too no longer concerns this one.
/// Together with a duty to ratify, entry into force and denunciation are left out, which presuppose what it asks for.
pub(super) fn leave_out_duty(record: &Record, ix: ObligationIx, of: &Instrument) -> Option<Option<Record>> {
    let obligation = of.obligations.get(usize::from(ix.0))?;
    // entry into force and denunciation presuppose the consent that is assumed away (VCLT, Art. 24 and 54)
    if obligation.kind == Kind::Ratify && decides_party(record) {
        return Some(None);
    }
    if !record.concerns(ix, obligation) {
        return None;
    }
    let mut others = Vec::new();
    for (other, duty) in (0..=u16::MAX).map(ObligationIx).zip(&of.obligations) {
        if other != ix && record.concerns(other, duty) {
            others.push(other);
        }
    }
    // the record stays for the other duties, which it then has to name
    Some((!others.is_empty()).then(|| Record { obligations: Some(others), ..record.clone() }))
}
