//! Which state or institution is meant: EU code (EL, UK), ISO 3166 codes (GR, GRC, GB, GBR), name in any language of the
//! Union, short or formal.

use super::nearest::near;
use crate::cli::exit::Failure;
use crate::law::names::{find_state, state_names};
use crate::law::{Actor, Corpus};

/// The state or institution of this name.
///
/// # Errors
/// No state in the data has it.
pub fn actor<'a>(corpus: &'a Corpus, typed: &str) -> Result<&'a Actor, Failure> {
    find(corpus, typed).ok_or_else(|| unknown(corpus, typed))
}

/// The state or institution of this name, if the data have it.
pub fn find<'a>(corpus: &'a Corpus, typed: &str) -> Option<&'a Actor> {
    find_state(corpus, typed)
}

/// Codes and names of every state as the data have them, for "did you mean".
pub fn all_spellings(corpus: &Corpus) -> impl Iterator<Item = (&str, &Actor)> {
    corpus.actors.iter().flat_map(|actor| actor.codes().chain(actor.known_as()).map(move |spelling| (spelling, actor)))
}

fn unknown(corpus: &Corpus, typed: &str) -> Failure {
    let others = || state_names().filter_map(|(code, name)| Some((name, corpus.find_actor(code)?)));
    let guess = near(typed, all_spellings(corpus)).or_else(|| near(typed, others()));
    let help = guess.map(|actor| format!("did you mean \"{}\" ({})?", actor.code, actor.name));
    let help = help.unwrap_or_else(|| "acquis list states names them all".to_owned());
    Failure::usage(format!("unknown state \"{typed}\""), help)
}
