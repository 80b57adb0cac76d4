//! What a typed name means. Every common form is accepted, the canonical one is printed; a misspelt one is answered with
//! the nearest right one.

mod families;
mod instruments;
mod nearest;
mod states;
#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may stop")]
mod tests;

pub use families::of_families;
pub use instruments::{Act, act};
pub use nearest::{near, nearest, nearest_id};
pub use states::{actor, find};

use super::exit::Failure;
use crate::engine::{Engine, Question, Selection};
use crate::law::names::{ActName, normalize};
use crate::law::{Actor, Corpus, Source};

/// Something that `show` can show.
pub enum Named<'a> {
    /// An instrument or one of its obligations.
    Act(Act<'a>),
    /// A state or an institution.
    Actor(&'a Actor),
    /// A source.
    Source(&'a Source),
}

/// The one state that is asked about, from the place for it or from `--state`; `command` is what was typed before it.
///
/// # Errors
/// None is named, or several are.
pub fn one_state<'a>(command: &str, typed: &'a Option<String>, flag: &'a [String]) -> Result<&'a str, Failure> {
    match (typed, flag) {
        (Some(state), []) | (None, [state]) => Ok(state),
        (None, []) => Err(Failure::usage("no state is named", format!("name one: acquis {command} AT"))),
        _ => Err(Failure::usage("one state at a time", "acquis compare shows several side by side".to_owned())),
    }
}

/// What names of states and instruments (or obligations) select, and what is to be said about the names.
///
/// # Errors
/// A name means nothing.
pub fn selection(
    corpus: &Corpus,
    states: &[String],
    instruments: &[String],
) -> Result<(Selection, Vec<String>), Failure> {
    let (mut selection, mut remarks) = (Selection::default(), Vec::new());
    for typed in states {
        selection.actors.add(&*actor(corpus, typed)?.code);
    }
    for typed in instruments {
        let Act { instrument, obligation: only, remark } = act(corpus, typed)?;
        let selected = instrument.obligations.iter().filter(|one| only.is_none_or(|only| only.id == one.id));
        selected.for_each(|one| selection.obligations.add(format!("{}/{}", instrument.id, one.id)));
        selection.instruments.add(&*instrument.id);
        remarks.extend(remark);
    }
    Ok((selection, remarks))
}

/// Refuses institutions where states alone are counted.
///
/// # Errors
/// An institution is named.
pub fn states_only(corpus: &Corpus, selection: &Selection, what: &str, help: &str) -> Result<(), Failure> {
    let mut named = selection.actors.named().iter().filter_map(|code| corpus.find_actor(code));
    match named.find(|actor| actor.is_institution()) {
        None => Ok(()),
        Some(one) => Err(Failure::usage(format!("{} is no state: {what} counts states", one.code), help.to_owned())),
    }
}

/// The question named as `STATE/INSTRUMENT/OBLIGATION`, each part in any form, and what is to be said about the names.
///
/// # Errors
/// A part means nothing, or the obligation is not owed by the one named.
pub fn question<'a>(engine: &Engine<'a>, typed: &str) -> Result<(Question<'a>, Option<String>), Failure> {
    let Some((state, rest)) = typed.split_once('/') else {
        let help = "a finding is named STATE/INSTRUMENT/OBLIGATION: AT/budapest/ratification".to_owned();
        return Err(Failure::usage(format!("\"{typed}\" names no finding"), help));
    };
    let actor = actor(engine.corpus, state)?;
    let (Act { instrument, remark, .. }, obligation) = instruments::obligation(engine.corpus, rest)?;
    if let Some(question) = engine.question(&actor.code, &instrument.id, &obligation.id) {
        return Ok((question, remark));
    }
    let owers = match obligation.owed_by.as_slice() {
        [] => "states".to_owned(),
        owed_by => owed_by.join(", "),
    };
    let message = format!("{}/{} is not owed by {} but by {owers}", instrument.id, obligation.id, actor.code);
    Err(Failure::usage(message, None))
}

/// Does it name a finding in full, whoever the state is?
pub fn is_finding(corpus: &Corpus, typed: &str) -> bool {
    typed.split_once('/').is_some_and(|(_, rest)| instruments::obligation(corpus, rest).is_ok())
}

/// Whatever has this name: an instrument, a state, a source or an obligation.
///
/// # Errors
/// Nothing has it.
pub fn anything<'a>(corpus: &'a Corpus, typed: &str) -> Result<Named<'a>, Failure> {
    let act = instruments::instrument(corpus, typed);
    if let Ok(act) = act {
        return Ok(Named::Act(act));
    }
    if let Some(actor) = states::find(corpus, typed) {
        return Ok(Named::Actor(actor));
    }
    if let Some(source) = source(corpus, typed) {
        return Ok(Named::Source(source));
    }
    match typed.split_once('/') {
        _ if !ActName::read(typed).numbers.is_empty() => act.map(Named::Act),
        Some((state, rest))
            if states::find(corpus, state).is_some() && instruments::obligation(corpus, rest).is_ok() =>
        {
            Err(Failure::usage(
                format!("\"{typed}\" names a finding"),
                format!("acquis explain {typed} shows why it holds"),
            ))
        }
        Some(_) => instruments::obligation(corpus, typed).map(|(act, _)| Named::Act(act)),
        None => Err(unknown(corpus, typed)),
    }
}

/// The source of this id or number.
fn source<'a>(corpus: &'a Corpus, typed: &str) -> Option<&'a Source> {
    let exact = corpus.find_source(typed).and_then(|ix| corpus.source(ix));
    let wanted = normalize(typed);
    if exact.is_some() || wanted.is_empty() {
        return exact;
    }
    corpus.sources.iter().find(|source| {
        normalize(&source.id) == wanted || source.reference.as_ref().is_some_and(|number| normalize(number) == wanted)
    })
}

fn unknown(corpus: &Corpus, typed: &str) -> Failure {
    let instruments = instruments::all_spellings(corpus).map(|(spelling, one)| (spelling, &*one.id));
    let states = states::all_spellings(corpus).map(|(spelling, one)| (spelling, &*one.code));
    let sources = corpus.sources.iter().map(|one| (&*one.id, &*one.id));
    let help =
        nearest::near(typed, instruments.chain(states).chain(sources)).map(|id| format!("did you mean \"{id}\"?"));
    let help = help.unwrap_or_else(|| "acquis list names instruments, states, obligations and sources".to_owned());
    Failure::usage(format!("nothing is called \"{typed}\""), help)
}
