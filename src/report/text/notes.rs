//! The sources that a document cites, numbered in the order in which they are first cited.

use super::citation::address;
use super::room::short;
use crate::law::{Corpus, Source, SourceIx};
use crate::report::document::{Phrase, SourceNote};

/// The sources cited so far.
pub struct Notes<'a> {
    corpus: &'a Corpus,
    cited: Vec<SourceIx>,
}

impl<'a> Notes<'a> {
    /// None yet.
    pub fn new(corpus: &'a Corpus) -> Notes<'a> {
        Notes { corpus, cited: Vec::new() }
    }

    /// The numbers of these sources, to stand behind what rests on them. What a run assumes is no document.
    pub fn cite(&mut self, sources: &[SourceIx]) -> Vec<Phrase> {
        let mut places: Vec<usize> = Vec::new();
        for ix in sources.iter().filter(|ix| self.corpus.source(**ix).is_some_and(|source| !source.is_assumed())) {
            let known = self.cited.iter().position(|cited| cited == ix);
            places.push(known.unwrap_or(self.cited.len()));
            if known.is_none() {
                self.cited.push(*ix);
            }
        }
        places.sort_unstable();
        places.dedup();
        places.into_iter().map(|place| Phrase::Cited(place + 1)).collect()
    }

    /// The number of the source of this id, and its name.
    pub fn cite_by_id(&mut self, id: &str) -> Option<(&'a str, Vec<Phrase>)> {
        let ix = self.corpus.find_source(id)?;
        let name = self.corpus.source(ix)?.name();
        Some((name, self.cite(&[ix])))
    }

    /// Every source cited: its number, title, publication and address.
    pub fn listed(&self, room: usize) -> Vec<SourceNote> {
        let sources = self.cited.iter().filter_map(|ix| self.corpus.source(*ix));
        sources.map(|source| SourceNote { text: in_words(source, room), address: address(source) }).collect()
    }
}

/// `COM(2011) 790: First Annual Report on ..., 2011-11-25`.
fn in_words(source: &Source, room: usize) -> String {
    let title = short(&source.title, room);
    let name = match source.reference.as_deref() {
        Some(reference) if reference != &*source.title => format!("{}: {title}", short(reference, room)),
        _ => title,
    };
    let is_kept_up = source.continuous && source.through.is_none();
    let kept = if is_kept_up { "kept up since " } else { "" };
    format!("{name}, {kept}{}", source.published)
}
