//! The embedded corpus as `embedded.bin` holds it: law, sources and states as they were built from the JSON files, to be read
//! without building them again. A test holds the file current; `build.rs` takes it only if it was made from the files that
//! are embedded.

mod form;
mod law;
mod state;
mod time;

use form::{Packed, PackedText, taken_text};

pub(super) use form::Damaged;

use crate::law::Corpus;

/// Law, sources and states in the packed form.
pub(super) fn pack(corpus: &Corpus) -> String {
    let mut out = String::new();
    corpus.sources.put(&mut out);
    corpus.instruments.put(&mut out);
    (corpus.actors.len() as u64).put(&mut out);
    for actor in &corpus.actors {
        let mut written = String::new();
        actor.put(&mut written);
        actor.code.put(&mut out);
        written.into_boxed_str().put(&mut out);
    }
    out
}

/// The corpus in the packed form: all law and sources, and the states of these codes (`None`: every one).
///
/// # Errors
/// The text is not in this form.
pub(super) fn corpus(text: &str, select: Option<&[&str]>) -> Result<Corpus, Damaged> {
    let mut from = PackedText::new(text);
    let mut corpus =
        Corpus { sources: Packed::take(&mut from)?, instruments: Packed::take(&mut from)?, ..Corpus::default() };
    for _ in 0..from.number()? {
        let (code, written) = (taken_text(&mut from)?, taken_text(&mut from)?);
        if select.is_none_or(|codes| codes.contains(&code)) {
            corpus.actors.push(whole(written)?);
        }
    }
    if from.is_empty() { Ok(corpus) } else { Err(Damaged) }
}

/// The one value that a text holds.
fn whole<T: Packed>(text: &str) -> Result<T, Damaged> {
    let mut from = PackedText::new(text);
    let value = T::take(&mut from)?;
    if from.is_empty() { Ok(value) } else { Err(Damaged) }
}
