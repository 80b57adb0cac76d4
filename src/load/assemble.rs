//! Puts files together into a corpus, lowest first: sources, then instruments, then states, so that each can refer
//! to what is there already. The order of files does not matter.

use std::collections::BTreeSet;

use crate::parallel::*;

use super::accept::{raw, raw_with_numbers};
use super::build::{self, Builder, Links};
use super::data_file::{DataFile, Folder};
use super::defect::{Defect, DefectLocation, Defects};
use super::json_path::JsonPath;
use super::plausible;
use super::raw::{RawActor, RawActorAlone, RawInstrument, RawSource};
use super::salvage;
use crate::law::{Actor, Corpus, Instrument, InstrumentIx, Record, Source, link_closings};

/// How thoroughly the data are checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Checking {
    /// The data are part of the program, and its tests check them.
    Trusted,
    /// The data are of unknown quality.
    Full,
    /// This program has checked the same bytes before. Records are left out.
    WithoutRecords,
}

/// The corpus that these files describe; what is wrong with each is added to its defects. `unread` names further files and
/// folders, which are there but could not be read.
pub(crate) fn corpus(files: &mut [DataFile], unread: BTreeSet<String>, checking: Checking) -> Corpus {
    let mut stems = unread;
    // what stands in a file of lines that cannot be read, or on a line without an id, may be any of the folder
    stems.extend(files.iter().map(|file| match file.stem {
        "" => file.folder.name().to_owned(),
        stem => format!("{}/{stem}", file.folder.name()),
    }));
    let (mut corpus, none) = (Corpus::default(), BTreeSet::new());
    corpus.sources =
        build_sources(files, &Links { corpus: &corpus, stems: &stems, instruments_with_errors: &none }, checking);
    corpus.instruments =
        build_instruments(files, &Links { corpus: &corpus, stems: &stems, instruments_with_errors: &none }, checking);
    let instruments_with_errors = instruments_with_errors(files, &corpus);
    let links = Links { corpus: &corpus, stems: &stems, instruments_with_errors: &instruments_with_errors };
    if checking == Checking::Full {
        plausible::corpus(files, &links);
    }
    let mut actors = built(files, Folder::MemberStates, checking, |file| build_state(file, checking, &links));
    actors.sort_by(|a, b| a.code.cmp(&b.code));
    actors.dedup_by(|later, earlier| later.code == earlier.code);
    corpus.actors = actors;
    if checking == Checking::Full {
        plausible::together(files, &corpus);
    }
    corpus
}

/// What the files of a folder describe. What is embedded is little, and quicker in one thread.
fn built<T: Send>(
    files: &mut [DataFile],
    folder: Folder,
    checking: Checking,
    build: impl Fn(&mut DataFile) -> Option<T> + Sync + Send,
) -> Vec<T> {
    match checking {
        Checking::Trusted => files.iter_mut().filter(|file| file.folder == folder).filter_map(build).collect(),
        Checking::Full | Checking::WithoutRecords => {
            files.par_iter_mut().filter(|file| file.folder == folder).filter_map(build).collect()
        }
    }
}

fn build_sources(files: &mut [DataFile], links: &Links, checking: Checking) -> Vec<Source> {
    let mut list: Vec<Source> = built(files, Folder::Seeds, checking, |file| build_source(file, links));
    list.sort_by(|a, b| a.id.cmp(&b.id));
    // two files of one id: one of them is named wrongly, which is reported; links need one place for each id
    list.dedup_by(|later, earlier| later.id == earlier.id);
    list
}

fn build_source(file: &mut DataFile, links: &Links) -> Option<Source> {
    let mut builder = Builder::new(links);
    let raw = raw::<RawSource>(file);
    let built = take(raw, &mut builder.defects).and_then(|raw| build::source(raw, &mut builder));
    let defects = builder.defects;
    salvage::add_new(&mut file.defects, defects.list);
    built.inspect(|source| check_file_name(&source.id, "id", file))
}

fn build_instruments(files: &mut [DataFile], links: &Links, checking: Checking) -> Vec<Instrument> {
    let mut list = built(files, Folder::Instruments, checking, |file| build_instrument(file, links));
    list.sort_by(|a, b| a.id.cmp(&b.id));
    list.dedup_by(|later, earlier| later.id == earlier.id);
    list
}

fn build_instrument(file: &mut DataFile, links: &Links) -> Option<Instrument> {
    let mut builder = Builder::new(links);
    let raw = raw::<RawInstrument>(file);
    let built = take(raw, &mut builder.defects).and_then(|raw| build::instrument(raw, &mut builder));
    let defects = builder.defects;
    salvage::add_new(&mut file.defects, defects.list);
    built.inspect(|instrument| check_file_name(&instrument.id, "id", file))
}

/// Instruments of which some part could not be read.
fn instruments_with_errors(files: &[DataFile], corpus: &Corpus) -> BTreeSet<InstrumentIx> {
    let broken = files.iter().filter(|file| file.folder == Folder::Instruments && file.defects.has_errors());
    broken.filter_map(|file| corpus.find_instrument(file.stem)).collect()
}

fn build_state(file: &mut DataFile, checking: Checking, links: &Links) -> Option<Actor> {
    let (actor, records) = read_actor(file, checking, links)?;
    if checking == Checking::Full {
        let mut defects = Defects::default();
        let is_whole = !file.defects.has_errors();
        plausible::actor(&plausible::CheckedState { actor: &actor, records: &records, links, is_whole }, &mut defects);
        salvage::add_new(&mut file.defects, defects.list);
    }
    Some(finish_state(actor, records, file, links))
}

fn read_actor(file: &mut DataFile, checking: Checking, links: &Links) -> Option<(Actor, Vec<(usize, Record)>)> {
    let mut builder = Builder::new(links);
    let (raw, numbers) = match checking {
        Checking::WithoutRecords => (file.raw::<RawActorAlone>().map(|raw| raw.map(RawActor::from)), None),
        Checking::Full | Checking::Trusted => raw_with_numbers::<RawActor>(file),
    };
    let built = take(raw, &mut builder.defects).map(|raw| build::actor(raw, numbers, &mut builder));
    let defects = builder.defects;
    salvage::add_new(&mut file.defects, defects.list);
    built
}

fn finish_state(actor: Actor, records: Vec<(usize, Record)>, file: &mut DataFile, links: &Links) -> Actor {
    let records = records.into_iter().map(|(_, record)| record).collect();
    check_file_name(&actor.code, "code", file);
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
    // the texts last, and only among records alike in all else: writing them takes far longer than comparing
    records.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| written(a).cmp(&written(b))));
    link_closings(&mut records, &corpus.instruments);
    records
}

fn written(record: &Record) -> String {
    format!("{:?}{:?}{:?}", record.event, record.confidence, record.retracted)
}

fn take<T>(raw: Option<Result<T, Box<Defect>>>, defects: &mut Defects) -> Option<T> {
    raw?.map_err(|defect| defects.add(*defect)).ok()
}

/// Notes a defect where the file is not named after the id that it holds.
fn check_file_name(id: &str, key: &str, file: &mut DataFile) {
    if file.line.is_some() {
        if file.stem.is_empty() {
            let message = format!("the id \"{id}\" of a line is written with an escape");
            file.defects.error("escaped-id", &JsonPath::top().key(key), message);
        }
    } else if id != file.stem {
        let message = format!("the file is named \"{}.json\", but its {key} is \"{id}\"", file.stem);
        let defect = Defect::error_at("file-name-mismatch", DefectLocation::Value(JsonPath::top().key(key)), message);
        file.defects.add(defect.help(format!("name the file \"{id}.json\"")));
    }
}
