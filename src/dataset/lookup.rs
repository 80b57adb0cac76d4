//! Ids looked up in a corpus; one that names nothing is answered with the one that was probably meant.

use super::Error;
use crate::engine::Selection;
use crate::law::names::{NameMatch, find_instrument, find_state};
use crate::law::{Actor, Corpus, Instrument, Obligation};
use crate::load::nearest_word;

/// Are there such a state, such an instrument and such an obligation, and is it the state's own?
pub(super) fn duty(corpus: &Corpus, (state, act): (&str, &str), obligation: Option<&str>) -> Result<(), Error> {
    let (actor, instrument) = (actor(corpus, state)?, instrument(corpus, act)?);
    let only = obligation.map(|id| one_of(instrument, id)).transpose()?;
    let mut asked = instrument.obligations.iter().filter(|one| only.is_none_or(|only| only.id == one.id));
    if asked.any(|one| actor.owes(one)) {
        return Ok(());
    }
    let duty = only.map_or(act.to_owned(), |only| format!("{act}/{}", only.id));
    let owed_by = match only {
        None => "others".to_owned(),
        Some(only) if only.owed_by.is_empty() => "states".to_owned(),
        Some(only) => only.owed_by.join(", "),
    };
    Err(Error::NotOwed { duty, actor: state.to_owned(), owed_by })
}

/// Does each id of a selection name something? An id that names nothing would select nothing without a message.
pub(super) fn check(corpus: &Corpus, selection: &Selection) -> Result<(), Error> {
    for code in selection.actors.named() {
        actor(corpus, code)?;
    }
    for id in selection.instruments.named() {
        instrument(corpus, id)?;
    }
    for duty in selection.obligations.named() {
        let (act, id) = duty.split_once('/').ok_or_else(|| unknown("obligation", duty, None))?;
        one_of(instrument(corpus, act)?, id)?;
    }
    Ok(())
}

pub(super) fn unknown(what: &'static str, id: &str, suggestion: Option<String>) -> Error {
    Error::Unknown { what, id: id.to_owned(), suggestion }
}

fn actor<'a>(corpus: &'a Corpus, code: &str) -> Result<&'a Actor, Error> {
    corpus.find_actor(code).ok_or_else(|| {
        let codes = corpus.actors.iter().map(|one| &*one.code);
        let meant = find_state(corpus, code).map(|one| &*one.code).or_else(|| nearest_word(code, codes));
        unknown("state", code, meant.map(str::to_owned))
    })
}

fn instrument<'a>(corpus: &'a Corpus, id: &str) -> Result<&'a Instrument, Error> {
    let found = corpus.find_instrument(id).and_then(|place| corpus.instrument(place));
    found.ok_or_else(|| {
        let meant = match find_instrument(corpus, id) {
            NameMatch::One(one) => Some(&*one.id),
            _ => nearest_word(id, corpus.instruments.iter().map(|one| &*one.id)),
        };
        unknown("instrument", id, meant.map(str::to_owned))
    })
}

fn one_of<'a>(instrument: &'a Instrument, id: &str) -> Result<&'a Obligation, Error> {
    instrument.obligations.iter().find(|one| *one.id == *id).ok_or_else(|| {
        let meant = nearest_word(id, instrument.obligations.iter().map(|one| &*one.id));
        let full = |id: &str| format!("{}/{id}", instrument.id);
        unknown("obligation", &full(id), meant.map(full))
    })
}
