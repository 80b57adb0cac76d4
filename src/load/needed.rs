//! What a run needs of a corpus: of some states and acts the files are parsed, of the others only hashed. `check` and
//! `validate` want everything, and they alone find what is wrong with the rest.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::data_file::{DataFile, Folder};
use crate::law::Shard;

/// What a run needs of a corpus.
#[derive(Debug, Clone, Default)]
pub struct Needed {
    /// Codes of states. All are read if it is `None`, or if one of them has no file.
    pub states: Option<Vec<String>>,
    /// Ids of instruments; those whose duties prove theirs are read too. All are read if it is `None`, or if one of them
    /// has no file.
    pub instruments: Option<Vec<String>>,
    /// Of all instruments those of a part, and those whose duties prove theirs.
    pub shard: Option<Shard>,
    /// The digest of data that this program has checked before, and of which the records are not needed.
    pub without_records_if: Option<String>,
    /// Are the places of warnings needed? Those of errors always are.
    pub places_of_warnings: bool,
}

impl Needed {
    /// Everything, with the places of all warnings.
    #[must_use]
    pub fn all() -> Needed {
        Needed { places_of_warnings: true, ..Needed::default() }
    }

    /// Keeps the files that are to be parsed, and returns the paths of the others without their ending.
    pub(super) fn keep<'t>(&self, files: Vec<DataFile<'t>>) -> (Vec<DataFile<'t>>, BTreeSet<String>) {
        let states = self.states.as_deref().and_then(|codes| named(&files, Folder::MemberStates, codes));
        let acts = match (&self.instruments, self.shard) {
            (Some(ids), _) => named(&files, Folder::Instruments, ids),
            (None, Some(shard)) => {
                let ids = of_folder(&files, Folder::Instruments).map(|file| file.stem);
                Some(ids.filter(|id| shard.takes(id)).map(str::to_owned).collect())
            }
            (None, None) => None,
        };
        let acts = acts.map(|ids| with_those_they_rest_on(&files, ids));
        let is_needed = |file: &DataFile| match file.folder {
            Folder::MemberStates => states.as_ref().is_none_or(|codes| codes.contains(file.stem)),
            Folder::Instruments => acts.as_ref().is_none_or(|ids| ids.contains(file.stem)),
            Folder::Rules | Folder::Seeds => true,
        };
        let (read, left): (Vec<DataFile>, Vec<DataFile>) = files.into_iter().partition(is_needed);
        (read, left.into_iter().map(|file| format!("{}/{}", file.folder.name(), file.stem)).collect())
    }
}

/// These names, if each is that of a file.
fn named(files: &[DataFile], folder: Folder, names: &[String]) -> Option<BTreeSet<String>> {
    let stems: BTreeSet<&str> = of_folder(files, folder).map(|file| file.stem).collect();
    let all: BTreeSet<String> = names.iter().cloned().collect();
    all.iter().all(|name| stems.contains(name.as_str())).then_some(all)
}

fn of_folder<'f, 't>(files: &'f [DataFile<'t>], folder: Folder) -> impl Iterator<Item = &'f DataFile<'t>> {
    files.iter().filter(move |file| file.folder == folder)
}

/// What is needed here of an instrument.
#[derive(Deserialize)]
struct RestsOn {
    #[serde(default)]
    obligations: Vec<ImpliedBy>,
}

#[derive(Deserialize)]
struct ImpliedBy {
    #[serde(default)]
    implied_by: Vec<String>,
}

/// These instruments, those whose duties prove theirs, and so on.
fn with_those_they_rest_on(files: &[DataFile], ids: BTreeSet<String>) -> BTreeSet<String> {
    let texts: BTreeMap<&str, &str> =
        of_folder(files, Folder::Instruments).filter_map(|file| Some((file.stem, file.text()?))).collect();
    let mut all = BTreeSet::new();
    let mut open: Vec<String> = ids.into_iter().collect();
    while let Some(id) = open.pop() {
        let read = texts.get(id.as_str()).and_then(|text| serde_json::from_str::<RestsOn>(text).ok());
        let links = read.into_iter().flat_map(|act| act.obligations).flat_map(|duty| duty.implied_by);
        open.extend(links.filter_map(|link| Some(link.split_once('/')?.0.to_owned())).filter(|act| !all.contains(act)));
        all.insert(id);
    }
    all
}
