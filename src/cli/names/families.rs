//! Which family of instruments is meant: the words that the instruments themselves give for it.

use super::nearest;
use crate::cli::exit::Failure;
use crate::law::Corpus;
use crate::law::names::normalize;
use std::collections::BTreeSet;

/// The ids of the instruments of these families.
///
/// # Errors
/// No instrument belongs to a family of such a name.
pub fn of_families(corpus: &Corpus, typed: &[String]) -> Result<Vec<String>, Failure> {
    let mut ids = Vec::new();
    for name in typed {
        let wanted = normalize(name);
        let is_of = |family: &str| !wanted.is_empty() && normalize(family) == wanted;
        let acts = corpus.instruments.iter().filter(|act| act.family.as_deref().is_some_and(is_of));
        let own: Vec<String> = acts.map(|act| act.id.to_string()).collect();
        if own.is_empty() {
            return Err(unknown(corpus, name));
        }
        ids.extend(own);
    }
    Ok(ids)
}

fn unknown(corpus: &Corpus, typed: &str) -> Failure {
    let families: BTreeSet<&str> = corpus.instruments.iter().filter_map(|act| act.family.as_deref()).collect();
    let known: Vec<&str> = families.into_iter().collect();
    let help = nearest(typed, &known).unwrap_or_else(|| format!("the families are {}", known.join(", ")));
    Failure::usage(format!("unknown family \"{typed}\""), help)
}
