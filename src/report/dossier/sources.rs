//! The sources, each with its number in the block.

use super::code::{number_if_named, plain, uncertain_in_words};
use super::data::SourceData;
use super::rows::Rows;
use crate::law::{Corpus, SourceIx};
use crate::report::text::citation::address;
use std::collections::BTreeMap;

/// The sources met so far.
pub(super) struct SourceNumbers {
    all: Vec<SourceIx>,
    numbers: BTreeMap<SourceIx, usize>,
}

impl SourceNumbers {
    /// Every source of the corpus, in its order.
    pub(super) fn all_of(corpus: &Corpus) -> SourceNumbers {
        let mut sources = SourceNumbers::new();
        sources.add((0..).map(SourceIx).zip(&corpus.sources).map(|(ix, _)| ix));
        sources
    }

    /// None yet.
    pub(super) fn new() -> SourceNumbers {
        SourceNumbers { all: Vec::new(), numbers: BTreeMap::new() }
    }

    /// Adds sources that are shown whether or not anything else names them.
    pub(super) fn add(&mut self, sources: impl IntoIterator<Item = SourceIx>) {
        for ix in sources {
            self.number(ix);
        }
    }

    /// The number of a source.
    pub(super) fn number(&mut self, ix: SourceIx) -> usize {
        let next = self.all.len();
        let number = *self.numbers.entry(ix).or_insert(next);
        if number == next {
            self.all.push(ix);
        }
        number
    }

    /// The sources in the order of their numbers.
    pub(super) fn data(&self, corpus: &Corpus, rows: &Rows) -> Vec<SourceData> {
        self.all.iter().filter_map(|ix| source(corpus, rows, *ix)).collect()
    }
}

fn source(corpus: &Corpus, rows: &Rows, ix: SourceIx) -> Option<SourceData> {
    let source = corpus.source(ix)?;
    let acts = rows.acts.iter().enumerate().filter(|(_, (act, _))| act.sources.contains(&ix));
    let title = if source.reference.is_some() { plain(&source.title) } else { String::new() };
    Some(SourceData {
        id: plain(&source.id),
        reference: plain(source.name()),
        title,
        kind: source.kind.as_str().replace('-', " "),
        published: number_if_named(source.published.last()),
        published_text: uncertain_in_words(&source.published),
        link: address(source).map(|link| plain(&link)),
        acts: acts.map(|(place, _)| place).collect(),
    })
}
