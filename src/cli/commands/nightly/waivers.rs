//! The waivers of a check, held against the data: one that names nothing serves nothing.

use crate::cli::exit::Failure;
use crate::cli::names;
use crate::cli::streams::stderr::Log;
use crate::engine::Engine;
use crate::law::{Corpus, Instrument, Obligation};
use crate::load::{self, Waiver};
use std::path::Path;

/// The waivers of a file; with a warning for each that names nothing.
///
/// # Errors
/// The file is invalid.
pub fn read(engine: &Engine, file: &Path, log: Log) -> Result<Vec<Waiver>, Failure> {
    let mut waivers = load::waivers(file).map_err(|found| {
        log.report_all(&found);
        let noun = if found.len() == 1 { "error" } else { "errors" };
        Failure::Invalid(format!("{} {noun} in the waivers: nothing was evaluated", found.len()))
    })?;
    for waiver in &mut waivers {
        waiver.names_nothing = unknown(engine, &waiver.finding);
        if let Some(unknown) = &waiver.names_nothing {
            let place = format!("{}:{}", file.display(), waiver.line);
            log.warn(&format!("{place}: the waiver of {} can never serve: {unknown}", waiver.finding));
        }
    }
    Ok(waivers)
}

/// What of this name is in no data, and the finding that may be meant; names are those of the data (EL, UK).
fn unknown(engine: &Engine, finding: &str) -> Option<String> {
    let missing = missing(engine, finding)?;
    let meant = meant(engine, finding);
    let is_there = meant != finding && self::missing(engine, &meant).is_none();
    Some(if is_there { format!("{missing}: did you mean {meant}?") } else { missing })
}

/// What of this name is in no data.
fn missing(engine: &Engine, finding: &str) -> Option<String> {
    let corpus = engine.corpus;
    let [state, act, duty] = words(finding);
    if let Some(code) = state.filter(|code| corpus.find_actor(code).is_none()) {
        return Some(format!("there is no state {code}"));
    }
    if let Some(id) = act.filter(|id| corpus.find_instrument(id).is_none()) {
        return Some(format!("there is no instrument {id}"));
    }
    let named: Vec<(&Instrument, &Obligation)> =
        duties(engine, act).filter(|(_, one)| duty.is_none_or(|id| *one.id == *id)).collect();
    if let Some(id) = duty.filter(|_| named.is_empty()) {
        let of = act.map_or("no instrument has an".to_owned(), |act| format!("{act} has no"));
        return Some(format!("{of} obligation {id}"));
    }
    for actor in corpus.actors.iter().filter(|actor| state.is_none_or(|code| *actor.code == *code)) {
        if named.iter().any(|(act, duty)| engine.question(&actor.code, &act.id, &duty.id).is_some()) {
            return None;
        }
    }
    Some(format!("nothing of it is owed by {}", state.unwrap_or("any state")))
}

/// State, instrument and obligation; `None` for any.
fn words(finding: &str) -> [Option<&str>; 3] {
    let mut words = finding.split('/');
    let mut named = [None; 3];
    for place in &mut named {
        *place = words.next().filter(|word| *word != "*");
    }
    named
}

/// The obligations of one instrument, or of all.
fn duties<'a>(engine: &Engine<'a>, act: Option<&str>) -> impl Iterator<Item = (&'a Instrument, &'a Obligation)> {
    let acts = engine.corpus.instruments.iter().filter(move |one| act.is_none_or(|act| *one.id == *act));
    acts.flat_map(|one| one.obligations.iter().map(move |duty| (one, duty)))
}

/// The finding that may be meant, each word as the data have it: another spelling of a state or an instrument, or the nearest word.
fn meant(engine: &Engine, finding: &str) -> String {
    let corpus = engine.corpus;
    let [state, act, duty] = words(finding);
    let state = state.map(|typed| names::actor(corpus, typed).map_or(typed, |actor| &*actor.code));
    let act = act.map(|typed| nearest_act(corpus, typed));
    let own: Vec<&str> = duties(engine, act).map(|(_, one)| &*one.id).collect();
    let duty = duty.map(|typed| names::nearest_id(typed, &own).unwrap_or(typed));
    let count = finding.split('/').count();
    let meant: Vec<&str> = [state, act, duty].into_iter().take(count).map(|word| word.unwrap_or("*")).collect();
    meant.join("/")
}

/// The id of the instrument of this name, else the nearest id, else the word itself.
fn nearest_act<'a>(corpus: &'a Corpus, typed: &'a str) -> &'a str {
    match names::act(corpus, typed) {
        Ok(named) => &named.instrument.id,
        Err(_) => names::near(typed, corpus.instruments.iter().map(|one| (&*one.id, &*one.id))).unwrap_or(typed),
    }
}
