//! Puts pieces together into a corpus, lowest first: sources, then instruments, then states, so that each can refer
//! to what is there already. The order of files does not matter.

use std::collections::BTreeSet;

use crate::parallel::*;

use super::build::{self, Bench, Links};
use super::mend;
use super::piece::{Folder, Piece};
use super::plausible;
use super::raised::{Desk, Place, Raised, Spot};
use super::raw::{RawActor, RawInstrument, RawSource};
use crate::law::{Actor, Corpus, Instrument, InstrumentIx, Record, Source, link_closings};

/// How thoroughly the result is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Care {
    /// The tests have seen these data.
    Trusted,
    /// Nobody has.
    Full,
}

/// The corpus that these files describe; what is wrong with each is left on its desk. `unread` names further files and
/// folders, which are there but could not be read.
pub(crate) fn corpus(pieces: &mut [Piece], unread: BTreeSet<String>, care: Care) -> Corpus {
    let mut stems = unread;
    stems.extend(pieces.iter().map(|piece| format!("{}/{}", piece.folder.name(), piece.stem)));
    let (mut corpus, none) = (Corpus::default(), BTreeSet::new());
    corpus.sources = sources(pieces, &Links { corpus: &corpus, stems: &stems, shaky: &none });
    corpus.instruments = instruments(pieces, &Links { corpus: &corpus, stems: &stems, shaky: &none }, care);
    let shaky = shaky(pieces, &corpus);
    let links = Links { corpus: &corpus, stems: &stems, shaky: &shaky };
    let mut actors: Vec<Actor> = match care {
        Care::Trusted => {
            pieces.iter_mut().filter(|piece| is_state(piece)).filter_map(|one| state(one, &links)).collect()
        }
        Care::Full => checked(pieces, &links),
    };
    actors.sort_by(|a, b| a.code.cmp(&b.code));
    actors.dedup_by(|later, earlier| later.code == earlier.code);
    corpus.actors = actors;
    if care == Care::Full {
        plausible::together(pieces, &corpus);
    }
    corpus
}

fn sources(pieces: &mut [Piece], links: &Links) -> Vec<Source> {
    let mut list: Vec<Source> = Vec::new();
    for piece in pieces.iter_mut().filter(|piece| piece.folder == Folder::Seeds) {
        let mut bench = Bench::new(links);
        let raw = piece.raw::<RawSource>();
        let built = taken(raw, &mut bench.desk).and_then(|raw| build::source(raw, &mut bench));
        let desk = bench.desk;
        mend::add_new(&mut piece.desk, desk.raised);
        list.extend(built.inspect(|source| misnamed(&source.id, "id", piece)));
    }
    list.sort_by(|a, b| a.id.cmp(&b.id));
    list.dedup_by(|later, earlier| later.id == earlier.id);
    list
}

fn instruments(pieces: &mut [Piece], links: &Links, care: Care) -> Vec<Instrument> {
    let is_law = |piece: &Piece| piece.folder == Folder::Instruments;
    let mut list: Vec<Instrument> = match care {
        Care::Trusted => pieces.iter_mut().filter(|one| is_law(one)).filter_map(|one| instrument(one, links)).collect(),
        Care::Full => {
            pieces.par_iter_mut().filter(|one| is_law(one)).filter_map(|one| instrument(one, links)).collect()
        }
    };
    list.sort_by(|a, b| a.id.cmp(&b.id));
    list.dedup_by(|later, earlier| later.id == earlier.id);
    list
}

fn instrument(piece: &mut Piece, links: &Links) -> Option<Instrument> {
    let mut bench = Bench::new(links);
    let raw = piece.raw::<RawInstrument>();
    let built = taken(raw, &mut bench.desk).and_then(|raw| build::instrument(raw, &mut bench));
    let desk = bench.desk;
    mend::add_new(&mut piece.desk, desk.raised);
    built.inspect(|instrument| misnamed(&instrument.id, "id", piece))
}

/// Instruments of which some part could not be read.
fn shaky(pieces: &[Piece], corpus: &Corpus) -> BTreeSet<InstrumentIx> {
    let broken = pieces.iter().filter(|piece| piece.folder == Folder::Instruments && piece.desk.has_errors());
    broken.filter_map(|piece| corpus.find_instrument(piece.stem)).collect()
}

fn is_state(piece: &Piece) -> bool {
    piece.folder == Folder::MemberStates
}

/// The states with everything that can be said against them, and against law and sources.
fn checked(pieces: &mut [Piece], links: &Links) -> Vec<Actor> {
    plausible::corpus(pieces, links);
    let states = pieces.par_iter_mut().filter(|piece| is_state(piece));
    states.filter_map(|piece| examined(piece, links)).collect()
}

fn state(piece: &mut Piece, links: &Links) -> Option<Actor> {
    let (actor, records) = actor(piece, links)?;
    Some(finished(actor, records, piece, links))
}

fn examined(piece: &mut Piece, links: &Links) -> Option<Actor> {
    let (actor, records) = actor(piece, links)?;
    let mut desk = Desk::default();
    let is_whole = !piece.desk.has_errors();
    plausible::actor(&plausible::Dossier { actor: &actor, records: &records, links, is_whole }, &mut desk);
    mend::add_new(&mut piece.desk, desk.raised);
    Some(finished(actor, records, piece, links))
}

fn actor(piece: &mut Piece, links: &Links) -> Option<(Actor, Vec<(usize, Record)>)> {
    let mut bench = Bench::new(links);
    let raw = piece.raw::<RawActor>();
    let numbers = piece.numbers();
    let built = taken(raw, &mut bench.desk).map(|raw| build::actor(raw, numbers, &mut bench));
    let desk = bench.desk;
    mend::add_new(&mut piece.desk, desk.raised);
    built
}

fn finished(actor: Actor, records: Vec<(usize, Record)>, piece: &mut Piece, links: &Links) -> Actor {
    let records = records.into_iter().map(|(_, record)| record).collect();
    misnamed(&actor.code, "code", piece);
    actor.with_records(in_order(records, links.corpus))
}

/// Records in an order that does not depend on the file: by instrument, day and event, then by everything else; each
/// closing linked to the duties of its case.
pub(super) fn in_order(mut records: Vec<Record>, corpus: &Corpus) -> Vec<Record> {
    fn key(record: &Record) -> impl Ord + '_ {
        let days = (record.on.first(), record.on.last());
        let what = (record.event.kind(), &record.obligations, record.source);
        (record.instrument, days, what, &record.locator, &record.note)
    }
    records.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| written(a).cmp(&written(b))));
    link_closings(&mut records, &corpus.instruments);
    records
}

fn written(record: &Record) -> String {
    format!("{:?}{:?}{:?}", record.event, record.confidence, record.retracted)
}

fn taken<T>(raw: Option<Result<T, Box<Raised>>>, desk: &mut Desk) -> Option<T> {
    raw?.map_err(|raised| desk.raise(*raised)).ok()
}

/// A file is named after what it holds.
fn misnamed(id: &str, key: &str, piece: &mut Piece) {
    if id != piece.stem {
        let message = format!("the file is named \"{}.json\", but its {key} is \"{id}\"", piece.stem);
        let raised = Raised::error_at("file-name-mismatch", Spot::Value(Place::top().key(key)), message);
        piece.desk.raise(raised.help(format!("name the file \"{id}.json\"")));
    }
}
