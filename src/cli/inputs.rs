//! What a run writes must not take the place of what it reads, however the paths are spelt.

use super::arguments::Common;
use super::exit::Failure;
use super::settings::Settings;
use crate::load;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

/// The files that a run reads, and the folders of which it reads every file of data.
#[derive(Debug, Default)]
pub struct Inputs {
    files: Vec<PathBuf>,
    folders: Vec<PathBuf>,
}

impl Inputs {
    /// What every command reads: data, decision tables, settings.
    pub fn of(common: &Common, settings: &Settings) -> Inputs {
        let mut inputs = Inputs::default();
        common.data.iter().for_each(|data| inputs.add(data));
        common.rules.iter().for_each(|rules| inputs.folders.extend(load::folders_of_rules(rules)));
        inputs.files.extend(settings.file().map(|(path, _)| path.to_owned()));
        inputs
    }

    /// A file, or the directory of a corpus.
    pub fn add(&mut self, path: &Path) {
        if path.is_dir() {
            self.folders.extend(load::folders_of_data(path));
            self.folders.extend(load::folders_of_rules(path));
        } else {
            self.files.push(path.to_owned());
        }
    }

    /// Refuses to write to this file if that takes the place of what is read, or is among it and would be read by the next
    /// run; a file that is read may be one that is still to be written. What is no regular file (`/dev/null`, a pipe) may
    /// always be written to.
    ///
    /// # Errors
    /// It does.
    pub fn refuse(&self, target: &Path, what: &str) -> Result<(), Failure> {
        let help = "name another place for it".to_owned();
        let found = fs::metadata(target).ok();
        if found.as_ref().is_some_and(|found| !found.is_file()) {
            return Ok(());
        }
        let over = match &found {
            Some(found) => self.same_as(target, found),
            None => self.files.iter().find(|file| is_same_place(target, file)).cloned(),
        };
        if let Some(over) = over {
            return Err(Failure::usage(format!("{what} would be written over {}", over.display()), help));
        }
        match self.folder_of(&pointed_to(target)) {
            None => Ok(()),
            Some(folder) => {
                Err(Failure::usage(format!("{what} would be written among the data in {}", folder.display()), help))
            }
        }
    }

    /// The folder of data that would hold this file as one of its own.
    fn folder_of(&self, file: &Path) -> Option<&PathBuf> {
        let name = file.file_name()?.to_string_lossy().to_lowercase();
        let parent = file.parent()?;
        self.folders.iter().find(|folder| {
            [".json", ".jsonl"].iter().any(|ending| name.ends_with(ending)) && is_same(parent_or_here(parent), folder)
        })
    }

    /// Refuses to write to an open file, as stdout, if it is read.
    ///
    /// # Errors
    /// It is.
    pub fn refuse_open(&self, found: &Metadata, what: &str) -> Result<(), Failure> {
        if !found.is_file() {
            return Ok(());
        }
        let Some(over) = self.same_as(Path::new(""), found) else { return Ok(()) };
        let help = "send stdout to another file".to_owned();
        Err(Failure::usage(format!("{what} would be written over {}", over.display()), help))
    }

    fn same_as(&self, target: &Path, found: &Metadata) -> Option<PathBuf> {
        let mut read = self.files.clone();
        for entries in self.folders.iter().filter_map(|folder| fs::read_dir(folder).ok()) {
            read.extend(entries.flatten().map(|entry| entry.path()));
        }
        read.into_iter().find(|path| fs::metadata(path).is_ok_and(|other| is_one((target, found), (path, &other))))
    }
}

/// Will both be one file, where neither is there yet?
fn is_same_place(one: &Path, other: &Path) -> bool {
    let (one, other) = (pointed_to(one), pointed_to(other));
    let parents = one.parent().zip(other.parent());
    one.file_name().is_some_and(|name| other.file_name() == Some(name))
        && parents.is_some_and(|(one, other)| is_same(parent_or_here(one), parent_or_here(other)))
}

/// The file that a link stands for, whether it is there or not.
pub fn pointed_to(file: &Path) -> PathBuf {
    let beside = file.parent().unwrap_or(Path::new(""));
    fs::canonicalize(file)
        .or_else(|_| fs::read_link(file).map(|to| beside.join(to)))
        .unwrap_or_else(|_| file.to_owned())
}

fn parent_or_here(parent: &Path) -> &Path {
    if parent.as_os_str().is_empty() { Path::new(".") } else { parent }
}

fn is_same(one: &Path, other: &Path) -> bool {
    match (fs::metadata(one), fs::metadata(other)) {
        (Ok(found), Ok(known)) => is_one((one, &found), (other, &known)),
        _ => false,
    }
}

/// Are both one file, by whatever name?
#[cfg(unix)]
fn is_one((_, one): (&Path, &Metadata), (_, other): (&Path, &Metadata)) -> bool {
    use std::os::unix::fs::MetadataExt;
    (one.dev(), one.ino()) == (other.dev(), other.ino())
}

/// Are both one file, by whatever name? Hard links are not seen.
#[cfg(not(unix))]
fn is_one((one, _): (&Path, &Metadata), (other, _): (&Path, &Metadata)) -> bool {
    fs::canonicalize(one).ok().zip(fs::canonicalize(other).ok()).is_some_and(|(one, other)| one == other)
}
