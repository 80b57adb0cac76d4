//! Puts files together into a corpus, lowest first: sources, then instruments, then states, so that each can refer
//! to what is there already. The order of files does not matter.

mod state;

use std::collections::BTreeSet;

use crate::parallel::*;

use super::accept::raw;
use super::build::{self, Builder, Links};
use super::data_file::{Checking, DataFile, Folder};
use super::plausible;
use super::salvage;
use crate::law::{Actor, Corpus, Instrument, InstrumentIx, Source};
pub(super) use state::in_order;

/// The corpus that these files describe; what is wrong with each is added to its defects. `unread` names further files and
/// folders, which are there but could not be read.
pub(crate) fn corpus(files: &mut [DataFile], unread: BTreeSet<String>, checking: Checking) -> Corpus {
    let mut stems = unread;
    // what stands in a file of lines that cannot be read, or on a line without an id, may be any of the folder
    let is_named_already = |file: &&DataFile| file.is_record() && file.line.is_some_and(|line| line.number > 0);
    stems.extend(files.iter().filter(|file| !is_named_already(file)).map(|file| match file.stem {
        "" => file.folder.name().to_owned(),
        stem => format!("{}/{stem}", file.folder.name()),
    }));
    let (mut corpus, none) = (Corpus::default(), BTreeSet::new());
    let links = Links { corpus: &corpus, stems: &stems, instruments_with_errors: &none };
    corpus.sources = build_all(files, (Folder::Seeds, checking), &links, source, |one| &one.id);
    let links = Links { corpus: &corpus, stems: &stems, instruments_with_errors: &none };
    corpus.instruments = build_all(files, (Folder::Instruments, checking), &links, instrument, |one| &one.id);
    let instruments_with_errors = instruments_with_errors(files, &corpus);
    let links = Links { corpus: &corpus, stems: &stems, instruments_with_errors: &instruments_with_errors };
    if checking == Checking::Full {
        plausible::corpus(files, &links);
    }
    let mut actors = build_states(files, checking, &links);
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

/// The states. The lines of records beside the file of a state follow it.
fn build_states(files: &mut [DataFile], checking: Checking, links: &Links) -> Vec<Actor> {
    let is_one = |one: &DataFile, next: &DataFile| one.folder == Folder::MemberStates && one.stem == next.stem;
    let all = files.chunk_by_mut(|one, next| one.folder == next.folder && is_one(one, next));
    let mut states: Vec<&mut [DataFile]> =
        all.filter(|files| files.first().is_some_and(|file| file.folder == Folder::MemberStates)).collect();
    let build = |files: &mut &mut [DataFile]| state::build_state(files, checking, links);
    match checking {
        Checking::Trusted => states.iter_mut().filter_map(build).collect(),
        Checking::Full | Checking::WithoutRecords => states.par_iter_mut().filter_map(build).collect(),
    }
}

/// What the files of a folder describe, in the order of ids.
fn build_all<T: Send>(
    files: &mut [DataFile],
    (folder, checking): (Folder, Checking),
    links: &Links,
    build: fn(&mut DataFile, &mut Builder) -> Option<T>,
    id: fn(&T) -> &str,
) -> Vec<T> {
    let mut list = built(files, folder, checking, |file| {
        let mut builder = Builder::new(links);
        let built = build(file, &mut builder);
        salvage::add_new(&mut file.defects, builder.defects.list);
        built.inspect(|object| file.check_name(id(object), "id"))
    });
    list.sort_by(|a, b| id(a).cmp(id(b)));
    // two files of one id: one of them is named wrongly, which is reported; links need one place for each id
    list.dedup_by(|later, earlier| id(later) == id(earlier));
    list
}

fn source(file: &mut DataFile, builder: &mut Builder) -> Option<Source> {
    let raw = raw(file);
    builder.defects.take(raw).and_then(|raw| build::source(raw, builder))
}

fn instrument(file: &mut DataFile, builder: &mut Builder) -> Option<Instrument> {
    let raw = raw(file);
    builder.defects.take(raw).and_then(|raw| build::instrument(raw, builder))
}

/// Instruments of which some part could not be read.
fn instruments_with_errors(files: &[DataFile], corpus: &Corpus) -> BTreeSet<InstrumentIx> {
    let broken = files.iter().filter(|file| file.folder == Folder::Instruments && file.defects.has_errors());
    broken.filter_map(|file| corpus.find_instrument(file.stem)).collect()
}
