//! Entries of a folder that are not read, and are named so nearly like a file of data that a user may think they are.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::load::data_file::{CASES, Folder};
use crate::load::embedded;

/// The entries of one folder of a corpus.
pub(super) struct FolderEntries<'f> {
    path: PathBuf,
    folder: &'f str,
    /// The files that are read, in small letters.
    read: BTreeSet<String>,
}

/// An entry that is not read, by its path below the folder, and the name that it was most likely meant to have.
pub(super) type Misnamed = (String, String);

impl<'f> FolderEntries<'f> {
    pub(super) fn new(path: PathBuf, folder: &'f str, names: &[String]) -> FolderEntries<'f> {
        let read = names.iter().filter(|name| is_read(folder, name)).map(|name| name.to_lowercase());
        FolderEntries { read: read.collect(), path, folder }
    }

    /// What an entry was most likely meant to be. Where the right name is taken no data are ignored, and what an editor
    /// leaves (`AT.json~`, `.AT.json.swp`, `._AT.json`, `.#AT.json`) is no file of data.
    pub(super) fn meant(&self, name: &str) -> Vec<Misnamed> {
        let is_folder = fs::symlink_metadata(self.path.join(name)).is_ok_and(|found| found.is_dir());
        if is_read(self.folder, name) {
            return if is_folder { vec![(name.to_owned(), name.to_owned())] } else { Vec::new() };
        }
        let inside = if is_folder { self.inside(name) } else { Vec::new() };
        if !inside.is_empty() {
            return inside;
        }
        let stem = by_ending(name).or_else(|| by_word(name)).or_else(|| self.by_beginning(name));
        let meant = stem.and_then(|stem| {
            let mut names = endings(name).iter().map(|ending| format!("{stem}.{ending}"));
            names.find(|meant| is_read(self.folder, meant) && !self.is_taken(meant))
        });
        meant.map(|meant| (name.to_owned(), meant)).into_iter().collect()
    }

    fn is_taken(&self, meant: &str) -> bool {
        self.read.contains(&meant.to_lowercase())
    }

    /// The files of a folder in this one that would be data one level higher.
    fn inside(&self, name: &str) -> Vec<Misnamed> {
        if name == CASES || name.starts_with('.') {
            return Vec::new();
        }
        let names = names_in(&self.path.join(name)).unwrap_or_default();
        let stem = |file: &str| {
            let stem = file.strip_suffix(".json").or_else(|| file.strip_suffix(".jsonl"));
            stem.is_some_and(|stem| self.is_expected(stem))
        };
        let lost = names.into_iter().filter(|file| stem(file) && !self.is_taken(file));
        lost.map(|file| (format!("{name}/{file}"), file)).collect()
    }

    /// `AT`, `AT.bak`: the code of a state, and anything that is no part of a word; of other files, what begins like JSON.
    fn by_beginning(&self, name: &str) -> Option<String> {
        let bare = bare(name);
        if self.folder == Folder::MemberStates.name() {
            let code = bare.split(|char: char| !char.is_alphanumeric()).next()?;
            return self.is_expected(code).then(|| code.to_owned());
        }
        let stem = bare.split(|char: char| !char.is_alphanumeric() && !['-', '_'].contains(&char)).next()?;
        let is_data = !name.starts_with('.') && !explains(name) && self.begins_like_json(name);
        (is_data && is_id(stem) && self.is_expected(stem)).then(|| stem.to_owned())
    }

    /// May a file of this folder be called so?
    fn is_expected(&self, stem: &str) -> bool {
        let is_known = |folder: Folder| embedded::folder(folder).any(|(known, ..)| known == stem);
        match Folder::ALL.into_iter().find(|known| known.name() == self.folder) {
            Some(Folder::Instruments | Folder::Seeds) => true,
            Some(Folder::MemberStates) => {
                (stem.len() == 2 && stem.bytes().all(|byte| byte.is_ascii_uppercase()))
                    || is_known(Folder::MemberStates)
            }
            Some(Folder::Rules) | None => is_known(Folder::Rules),
        }
    }

    fn begins_like_json(&self, name: &str) -> bool {
        let (path, mut first) = (self.path.join(name), Vec::new());
        let is_file = fs::symlink_metadata(&path).is_ok_and(|found| found.is_file());
        is_file
            && File::open(path).and_then(|file| file.take(64).read_to_end(&mut first)).is_ok()
            && first.trim_ascii_start().starts_with(b"{")
    }
}

/// The names in a folder, sorted; hidden ones are left out.
pub(super) fn names_in(folder: &Path) -> std::io::Result<Vec<String>> {
    let mut names = all_names_in(folder)?;
    names.retain(|name| !name.starts_with('.'));
    Ok(names)
}

/// The names in a folder, sorted.
pub(super) fn all_names_in(folder: &Path) -> std::io::Result<Vec<String>> {
    let names = fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    let mut names: Vec<String> = names.collect::<std::io::Result<_>>()?;
    names.sort();
    Ok(names)
}

/// A file whose name says what it is, and that is no data.
pub(super) fn explains(name: &str) -> bool {
    ["README", "LICENSE"].iter().any(|known| name.to_uppercase().starts_with(known))
}

fn is_read(folder: &str, name: &str) -> bool {
    let is_of_lines = Folder::of_lines(&format!("{folder}/{name}")).is_some();
    (name.ends_with(".json") || is_of_lines) && !name.starts_with('.')
}

/// The name without what editors and synchronisers put around it.
fn bare(name: &str) -> &str {
    name.trim_matches(|char: char| !char.is_alphanumeric())
}

fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(char::is_alphanumeric)
}

fn is_id(stem: &str) -> bool {
    stem.split(['-', '_']).all(is_word)
}

/// The stem of a file that is hidden, has the ending in capital letters or nearly right, or one more that a file manager
/// hides.
fn by_ending(name: &str) -> Option<String> {
    const HIDDEN: [&str; 2] = [".txt", ".icloud"];
    let plain = name.trim_matches(['.', ' ']);
    let lower = plain.to_lowercase();
    let hidden = HIDDEN.iter().find_map(|ending| lower.strip_suffix(ending)).filter(|rest| rest.contains('.'));
    let plain = hidden.and_then(|rest| plain.get(..rest.len())).unwrap_or(plain);
    let (stem, ending) = plain.rsplit_once('.')?;
    let is_near = is_word(ending) && (distance(ending, "json") <= 1 || is_of_lines(ending));
    (is_near && is_id(stem.trim())).then(|| stem.trim().to_owned())
}

/// The endings that a file was meant to have, the likelier first: what is as near to both may hold the records beside a state.
fn endings(name: &str) -> &'static [&'static str] {
    let ending = name.trim_matches(['.', ' ']).rsplit_once('.').map_or("", |(_, ending)| ending);
    if name.to_ascii_lowercase().contains("jsonl") {
        &["jsonl"]
    } else if !is_of_lines(ending) {
        &["json"]
    } else if distance(ending, "json") <= 1 {
        &["json", "jsonl"]
    } else {
        &["jsonl"]
    }
}

/// Is it the ending of a file with one object per line, or nearly?
fn is_of_lines(ending: &str) -> bool {
    let is_other = !is_word(ending) || ending.eq_ignore_ascii_case("json");
    !is_other && (ending.eq_ignore_ascii_case("ndjson") || distance(ending, "jsonl") <= 1)
}

fn distance(ending: &str, known: &str) -> usize {
    strsim::osa_distance(&ending.to_lowercase(), known)
}

/// The stem before the word `json` or `jsonl`, whatever stands between and behind: `ATjson`, `AT,json`, `#AT.json#`, `AT.json.tmp`.
fn by_word(name: &str) -> Option<String> {
    let bare = bare(name);
    let lower = bare.to_ascii_lowercase();
    let is_word_end = |rest: &str| rest.chars().next().is_none_or(|char| !char.is_alphanumeric());
    let at = lower.match_indices("json").map(|(at, _)| at);
    let mut stems = at.filter_map(|at| {
        let (before, behind) = (bare.get(..at)?, bare.get(at + 4..)?);
        let behind = behind.strip_prefix(['l', 'L']).unwrap_or(behind);
        Some(before.trim_end_matches(|char: char| !char.is_alphanumeric())).filter(|_| is_word_end(behind))
    });
    stems.find(|stem| is_id(stem)).map(ToOwned::to_owned)
}
