//! The waivers of a check, held against the data: one that names nothing serves nothing.

use std::path::Path;

use crate::cli::exit::Failure;
use crate::cli::names;
use crate::cli::problems;
use crate::cli::voice::Voice;
use crate::engine::Engine;
use crate::law::{Actor, Instrument, Obligation};
use crate::load::{self, Waiver};

/// The waivers of a file; of one that names nothing it is told why.
///
/// # Errors
/// The file is invalid.
pub fn read(engine: &Engine, file: &Path, voice: Voice) -> Result<Vec<Waiver>, Failure> {
    let mut waivers = load::waivers(file).map_err(|found| {
        problems::tell(&found, voice);
        let noun = if found.len() == 1 { "error" } else { "errors" };
        Failure::Invalid(format!("{} {noun} in the waivers: nothing was evaluated", found.len()))
    })?;
    for waiver in &mut waivers {
        waiver.names_nothing = unknown(engine, &waiver.finding);
        if let Some(unknown) = &waiver.names_nothing {
            let place = format!("{}:{}", file.display(), waiver.line);
            voice.warn(&format!("{place}: the waiver of {} can never serve: {unknown}", waiver.finding));
        }
    }
    Ok(waivers)
}

/// What of this name is in no data; names are those of the data (EL, UK).
fn unknown(engine: &Engine, finding: &str) -> Option<String> {
    let corpus = engine.corpus;
    let mut words = finding.split('/').map(|word| Some(word).filter(|word| *word != "*"));
    let (state, act, duty) = (words.next().flatten(), words.next().flatten(), words.next().flatten());
    if let Some(code) = state.filter(|code| corpus.find_actor(code).is_none()) {
        return Some(format!("there is no state {code}{}", meant_state(engine, code)));
    }
    if let Some(id) = act.filter(|id| corpus.find_instrument(id).is_none()) {
        return Some(format!("there is no instrument {id}{}", meant_act(engine, id)));
    }
    let has = |word: Option<&str>, name: &str| word.is_none_or(|word| word == name);
    let acts: Vec<&Instrument> = corpus.instruments.iter().filter(|one| has(act, &one.id)).collect();
    let duties = || acts.iter().flat_map(|one| one.obligations.iter().map(move |duty| (*one, duty)));
    let named: Vec<(&Instrument, &Obligation)> = duties().filter(|(_, one)| has(duty, &one.id)).collect();
    if let Some(id) = duty.filter(|_| named.is_empty()) {
        let known: Vec<&str> = duties().map(|(_, one)| &*one.id).collect();
        let meant = names::nearest_id(id, &known).map_or(String::new(), did_you_mean);
        let of = act.map_or("no instrument has an".to_owned(), |act| format!("{act} has no"));
        return Some(format!("{of} obligation {id}{meant}"));
    }
    let is_owed = |actor: &Actor, (act, duty): &(&Instrument, &Obligation)| {
        engine.question(&actor.code, &act.id, &duty.id).is_some()
    };
    let mut actors = corpus.actors.iter().filter(|actor| has(state, &actor.code));
    let is_there = actors.any(|actor| named.iter().any(|one| is_owed(actor, one)));
    (!is_there).then(|| format!("nothing of it is owed by {}", state.unwrap_or("any state")))
}

/// The state as the data call it, where that is only another spelling.
fn meant_state(engine: &Engine, code: &str) -> String {
    names::find(engine.corpus, code).map_or(String::new(), |actor| did_you_mean(&actor.code))
}

/// The instrument that has this as another name, or else the nearest id.
fn meant_act(engine: &Engine, id: &str) -> String {
    if let Ok(names::Act { instrument: act, .. }) = names::act(engine.corpus, id) {
        return did_you_mean(&act.id);
    }
    let known = engine.corpus.instruments.iter().map(|one| (&*one.id, &*one.id));
    names::near(id, known).map_or(String::new(), did_you_mean)
}

fn did_you_mean(word: &str) -> String {
    format!(": did you mean {word}?")
}
