//! Puts pieces together into a corpus, lowest first: sources, then instruments, then states, so that each can refer
//! to what is there already. The order of files does not matter.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::build::{self, Bench, Links};
use super::piece::{Folder, Piece};
use super::plausible;
use super::raised::{Desk, Place, Raised, Spot};
use super::raw::{RawActor, RawInstrument, RawSource};
use crate::law::{Actor, Corpus, Instrument, Record, Source};

/// How thoroughly the result is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Care {
    /// The tests have seen these data.
    Trusted,
    /// Nobody has.
    Full,
}

/// The corpus that these files describe; what is wrong with each is left on its desk.
pub(crate) fn corpus(pieces: &mut [Piece], care: Care) -> Corpus {
    let stems: BTreeSet<String> =
        pieces.iter().map(|piece| format!("{}/{}", piece.folder.name(), piece.stem)).collect();
    let mut corpus = Corpus::default();
    corpus.sources = sources(pieces, &corpus, &stems);
    corpus.instruments = instruments(pieces, &corpus, &stems);
    let built = actors(pieces, &corpus, &stems, care);
    if care == Care::Full {
        plausible::corpus(pieces, &Links { corpus: &corpus, stems: &stems });
    }
    corpus.actors = built;
    corpus
}

fn sources(pieces: &mut [Piece], corpus: &Corpus, stems: &BTreeSet<String>) -> Vec<Source> {
    let links = Links { corpus, stems };
    let mut list = Vec::new();
    for piece in pieces.iter_mut().filter(|piece| piece.folder == Folder::Seeds) {
        let mut bench = Bench::new(&links);
        let raw = piece.raw::<RawSource>();
        let built = taken(raw, &mut bench.desk).and_then(|raw| build::source(raw, &mut bench));
        let desk = bench.desk;
        piece.desk.raised.extend(desk.raised);
        list.extend(built.filter(|source| named_after(&source.id, ("id", piece))));
    }
    list.sort_by(|a, b| a.id.cmp(&b.id));
    list
}

fn instruments(pieces: &mut [Piece], corpus: &Corpus, stems: &BTreeSet<String>) -> Vec<Instrument> {
    let links = Links { corpus, stems };
    let mut list: Vec<Instrument> = pieces
        .par_iter_mut()
        .filter(|piece| piece.folder == Folder::Instruments)
        .filter_map(|piece| {
            let mut bench = Bench::new(&links);
            let raw = piece.raw::<RawInstrument>();
            let built = taken(raw, &mut bench.desk).and_then(|raw| build::instrument(raw, &mut bench));
            let desk = bench.desk;
            piece.desk.raised.extend(desk.raised);
            built.filter(|instrument| named_after(&instrument.id, ("id", piece)))
        })
        .collect();
    list.sort_by(|a, b| a.id.cmp(&b.id));
    list
}

fn actors(pieces: &mut [Piece], corpus: &Corpus, stems: &BTreeSet<String>, care: Care) -> Vec<Actor> {
    let links = Links { corpus, stems };
    let one = |piece: &mut Piece| actor(piece, &links, care);
    let states = |piece: &&mut Piece| piece.folder == Folder::MemberStates;
    let mut list: Vec<Actor> = match care {
        Care::Trusted => pieces.iter_mut().filter(states).filter_map(one).collect(),
        Care::Full => pieces.par_iter_mut().filter(states).filter_map(one).collect(),
    };
    list.sort_by(|a, b| a.code.cmp(&b.code));
    list
}

fn actor(piece: &mut Piece, links: &Links, care: Care) -> Option<Actor> {
    let mut bench = Bench::new(links);
    let raw = piece.raw::<RawActor>();
    let numbers = piece.numbers();
    let built = taken(raw, &mut bench.desk).map(|raw| build::actor(raw, numbers, &mut bench));
    let mut desk = bench.desk;
    if let (Some((actor, records)), Care::Full) = (&built, care) {
        plausible::actor(&plausible::Dossier { actor, records, corpus: links.corpus }, &mut desk);
    }
    piece.desk.raised.append(&mut desk.raised);
    let (actor, records) = built?;
    let records = records.into_iter().map(|(_, record)| record).collect();
    let ordered = actor.with_records(in_order(records));
    named_after(&ordered.code, ("code", piece)).then_some(ordered)
}

/// Records in an order that does not depend on the file: by day, then by event, then by everything else.
fn in_order(mut records: Vec<Record>) -> Vec<Record> {
    records.sort_by(|a, b| {
        let key = |record: &Record| (record.on.first(), record.on.last(), record.event.kind(), record.source);
        key(a).cmp(&key(b)).then_with(|| written(a).cmp(&written(b)))
    });
    records
}

fn written(record: &Record) -> String {
    format!("{:?}{:?}{:?}{:?}", record.obligations, record.event, record.locator, record.note)
}

fn taken<T>(raw: Option<Result<T, Raised>>, desk: &mut Desk) -> Option<T> {
    raw?.map_err(|raised| desk.raise(raised)).ok()
}

/// A file is named after what it holds; under another name it is not taken in.
fn named_after(id: &str, (key, piece): (&str, &mut Piece)) -> bool {
    if id == piece.stem {
        return true;
    }
    let message = format!("the file is named \"{}.json\", but its {key} is \"{id}\"", piece.stem);
    let raised = Raised::error_at("file-name-mismatch", Spot::Value(Place::top().key(key)), message);
    piece.desk.raise(raised.help(format!("name the file \"{id}.json\"")));
    false
}
