//! Which state or institution is meant: EU code (EL, UK), ISO 3166 codes (GR, GRC, GB, GBR), name.

use super::fold::{fold, near};
use crate::cli::exit::Failure;
use crate::law::{Actor, Corpus};

/// Names in use beside the one in the data.
const OTHER_NAMES: [(&str, &str); 13] = [
    ("CZ", "Czech Republic"),
    ("CZ", "Czechia"),
    ("EL", "Greece"),
    ("EL", "Hellenic Republic"),
    ("NL", "Holland"),
    ("RO", "Roumania"),
    ("SK", "Slovak Republic"),
    ("UK", "Great Britain"),
    ("UK", "Britain"),
    ("COM", "European Commission"),
    ("COM", "Commission"),
    ("CONSIL", "Council"),
    ("CONSIL", "Council of the European Union"),
];

/// The state or institution of this name.
///
/// # Errors
/// No state in the data has it.
pub fn actor<'a>(corpus: &'a Corpus, typed: &str) -> Result<&'a Actor, Failure> {
    find(corpus, typed).ok_or_else(|| unknown(corpus, typed))
}

/// The same, or nothing.
pub fn find<'a>(corpus: &'a Corpus, typed: &str) -> Option<&'a Actor> {
    let typed = typed.trim_start();
    let bare = typed
        .split_once(' ')
        .filter(|(article, _)| article.eq_ignore_ascii_case("the"))
        .map_or(typed, |(_, name)| name);
    let wanted = fold(bare);
    let is_named = |actor: &&Actor| spellings(actor).any(|spelling| fold(spelling) == wanted);
    (!wanted.is_empty()).then(|| corpus.actors.iter().find(is_named)).flatten()
}

/// Every spelling of every state, for "did you mean".
pub fn all_spellings(corpus: &Corpus) -> impl Iterator<Item = (&str, &Actor)> {
    corpus.actors.iter().flat_map(|actor| spellings(actor).map(move |spelling| (spelling, actor)))
}

fn spellings(actor: &Actor) -> impl Iterator<Item = &str> {
    let others = OTHER_NAMES.iter().filter(|(code, _)| *code == &*actor.code).map(|(_, name)| *name);
    [&*actor.code, &*actor.name].into_iter().chain(actor.iso.as_deref()).chain(actor.iso3.as_deref()).chain(others)
}

fn unknown(corpus: &Corpus, typed: &str) -> Failure {
    let guess = near(typed, all_spellings(corpus));
    let help = guess.map(|actor| format!("did you mean \"{}\" ({})?", actor.code, actor.name));
    let help = help.unwrap_or_else(|| "acquis list states names them all".to_owned());
    Failure::usage(format!("unknown state \"{typed}\""), help)
}
