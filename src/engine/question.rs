//! What is asked of the engine: a duty, an actor, and how much was known. Not here: which questions a selection asks
//! (`finding`).

use crate::law::{Actor, Corpus, Instrument, InstrumentIx, Obligation, ObligationIx, Record};
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
    /// Place of the instrument in the corpus.
    pub instrument_ix: InstrumentIx,
    /// The obligation.
    pub obligation: &'a Obligation,
    /// Place of the obligation in the instrument.
    pub obligation_ix: ObligationIx,
    /// Only what sources published by this day say; `None` is no limit.
    pub known_as_of: Option<Day>,
}

impl<'a> Question<'a> {
    /// Everything recorded of the actor under the instrument, whether or not it was known at the knowledge date.
    pub fn records(&self) -> &'a [Record] {
        self.actor.records_of(self.instrument_ix)
    }

    /// The questions about every duty of the act that the actor owes, itself too, in the order of the data.
    pub(super) fn of_same_act(&self) -> impl Iterator<Item = Question<'a>> {
        let question = *self;
        let duties = (0..=u16::MAX).map(ObligationIx).zip(&question.instrument.obligations);
        let owed = duties.filter(move |(_, obligation)| question.actor.owes(obligation));
        owed.map(move |(obligation_ix, obligation)| Question { obligation, obligation_ix, ..question })
    }

    /// Asks about another duty of the same actor, as known on the same day; `None` if the corpus has no such duty.
    ///
    /// `link` is `instrument/obligation`.
    pub(super) fn about(&self, link: &str) -> Option<Question<'a>> {
        let (instrument, obligation) = link.split_once('/')?;
        let instrument_ix = self.corpus.find_instrument(instrument)?;
        let obligation_ix = self.corpus.find_obligation(instrument_ix, obligation)?;
        Some(Question {
            instrument: self.corpus.instrument(instrument_ix)?,
            instrument_ix,
            obligation: self.corpus.obligation(instrument_ix, obligation_ix)?,
            obligation_ix,
            ..*self
        })
    }
}
