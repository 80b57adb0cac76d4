//! What is asked of the engine.

use crate::law::{Actor, Corpus, Instrument, InstrumentIx, Obligation, ObligationIx};
use crate::time::Day;

/// What is asked: did this actor do what this obligation asks, as known on a day?
#[derive(Clone, Copy)]
pub struct Question<'a> {
    /// Law, states and sources.
    pub corpus: &'a Corpus,
    /// The state or institution.
    pub actor: &'a Actor,
    /// The instrument.
    pub instrument: &'a Instrument,
    /// Its place in the corpus.
    pub instrument_ix: InstrumentIx,
    /// The obligation.
    pub obligation: &'a Obligation,
    /// Its place in the instrument.
    pub obligation_ix: ObligationIx,
    /// Only what sources published by this day say; `None` is no limit.
    pub known_as_of: Option<Day>,
}
