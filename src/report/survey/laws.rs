//! What findings have in common, each part reckoned when it is first asked for and then held: what a duty asks, who a state
//! is, what a record says.

use super::digest::Digest;
use super::fingerprint;
use super::record::RecordSaid;
use crate::engine::Question;
use crate::law::{Actor, Corpus, Instrument, Record};
use std::sync::{Arc, OnceLock};

/// The parts of which the bases of one corpus, as known on one day, are put together.
pub struct Laws {
    duties: Vec<LazyList<DutyDigests>>,
    actors: Vec<ActorParts>,
}

/// A part that is reckoned when it is first asked for.
type Lazy<T> = OnceLock<T>;

/// A list of such parts, for which there is room when the first one is asked for.
type LazyList<T> = Lazy<Box<[Lazy<T>]>>;

/// What is said of one state: when it is a member, and what its records say.
#[derive(Default)]
struct ActorParts {
    membership: Lazy<Digest>,
    records: LazyList<Arc<RecordSaid>>,
}

/// What one duty asks, in digests.
#[derive(Debug, Clone, Copy)]
pub(super) struct DutyDigests {
    pub law: Digest,
    pub answers: Digest,
}

impl Laws {
    /// Room for every obligation and every state of the corpus.
    pub fn new(corpus: &Corpus) -> Laws {
        Laws {
            duties: corpus.instruments.iter().map(|_| Lazy::new()).collect(),
            actors: corpus.actors.iter().map(|_| ActorParts::default()).collect(),
        }
    }

    /// What the duty asks, and by what it is answered.
    pub(super) fn of_duty(&self, question: &Question) -> DutyDigests {
        let reckon = || DutyDigests {
            law: fingerprint::law(question.instrument, question.obligation, question.known_as_of),
            answers: fingerprint::answers(question.obligation),
        };
        let room = |act: &Instrument| act.obligations.iter().map(|_| Lazy::new()).collect();
        let duties = self.duties.get(question.instrument_ix.0 as usize);
        let own = duties.map(|duties| duties.get_or_init(|| room(question.instrument)));
        let own = own.and_then(|own| own.get(usize::from(question.obligation_ix.0)));
        own.map_or_else(reckon, |own| *own.get_or_init(reckon))
    }

    /// When the state is a member.
    pub(super) fn membership(&self, question: &Question) -> Digest {
        let reckon = || fingerprint::membership(question.actor);
        let own = place_of(question).and_then(|place| self.actors.get(place));
        own.map_or_else(reckon, |own| *own.membership.get_or_init(reckon))
    }

    /// What a record says that is the one at this place among those of the act and the state asked about.
    pub(super) fn record(&self, question: &Question, place: usize, record: &Record) -> Arc<RecordSaid> {
        let reckon = || Arc::new(RecordSaid::new(question, record));
        let room = |actor: &Actor| actor.records().iter().map(|_| Lazy::new()).collect();
        let own = place_of(question).and_then(|place| self.actors.get(place));
        let records = own.map(|own| own.records.get_or_init(|| room(question.actor)));
        let place = question.actor.first_record_of(question.instrument_ix) + place;
        let own = records.and_then(|records| records.get(place));
        own.map_or_else(reckon, |own| own.get_or_init(reckon).clone())
    }
}

/// The place of the state among those of the corpus.
fn place_of(question: &Question) -> Option<usize> {
    question.corpus.actors.binary_search_by(|one| one.code.cmp(&question.actor.code)).ok()
}
