//! Which files of a directory are read, and the limits that are checked before a byte of them is read: regular files
//! directly in the known folders, no symbolic links, no file of excessive size.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use super::entries::{FolderEntries, Misnamed, all_names_in};
use super::limits::{InUnits, Limits};
use crate::load::data_file::Folder;
use crate::load::problem::Problem;
use crate::parallel::*;

/// One file as it is on the disk: path relative to the directory, with `/`, and bytes.
pub(crate) type FileBytes = (String, Vec<u8>);

/// What was read, and what was refused.
#[derive(Default)]
pub(crate) struct FolderFiles {
    pub(crate) files: Vec<FileBytes>,
    pub(crate) problems: Vec<Problem>,
    total: u64,
    /// Files that may be read: what they are called, and where they are.
    admitted: Vec<(String, PathBuf)>,
}

/// Reads the JSON files directly in these folders of a directory. What is named nearly like one is refused; other hidden
/// files are ignored.
pub(crate) fn folders(root: &Path, names: &[&str]) -> FolderFiles {
    let mut reading = FolderFiles::default();
    let (root, shown) = (&bare(root), root.display().to_string());
    match fs::symlink_metadata(root) {
        Ok(found) if found.is_symlink() => reading.refuse_link(&shown),
        Ok(found) if found.is_dir() => {
            names.iter().for_each(|name| reading.folder(root, name));
            #[cfg(feature = "import")]
            reading.take_staged(root, names);
        }
        Ok(_) => reading.refuse("not-a-directory", &shown, "this is not a directory".into()),
        Err(error) => reading.refuse("cannot-read", &shown, plain(&error)),
    }
    reading
}

/// The path without a slash or dots at its end: the system would follow a link named `link/` or `link/.`.
fn bare(path: &Path) -> PathBuf {
    path.components().collect()
}

impl FolderFiles {
    /// What could not be read, as paths without the ending of files; `.` stands for any of them.
    pub(crate) fn unread(&self) -> BTreeSet<String> {
        let refused = self.problems.iter().map(|problem| match Folder::of_lines(&problem.file) {
            // any of the folder may have stood in it
            Some(folder @ (Folder::Instruments | Folder::Seeds)) => folder.name().to_owned(),
            _ => problem.file.trim_end_matches(".jsonl").trim_end_matches(".json").to_owned(),
        });
        refused.collect()
    }

    /// The files of a change that is decided and not yet completed take the place of those in the folders.
    #[cfg(feature = "import")]
    fn take_staged(&mut self, root: &Path, names: &[&str]) {
        let Some(staged) = super::staged::staged(root) else { return };
        let mut new = FolderFiles { total: self.total, ..FolderFiles::default() };
        names.iter().for_each(|name| new.folder(&staged, name));
        let is_replaced = |path: &String| new.files.iter().any(|(other, _)| other == path);
        self.files.retain(|(path, _)| !is_replaced(path));
        self.files.append(&mut new.files);
        self.problems.append(&mut new.problems);
        self.total = new.total;
    }

    fn folder(&mut self, root: &Path, name: &str) {
        let folder = root.join(name);
        match fs::symlink_metadata(&folder) {
            Ok(found) if found.is_symlink() => return self.refuse_link(name),
            Ok(found) if found.is_dir() => {}
            Ok(_) => return self.refuse("not-a-directory", name, "a directory is expected here".into()),
            // a folder that is not there is reported as missing, with what to do (`check`)
            Err(error) if error.kind() == ErrorKind::NotFound => return,
            Err(error) => return self.refuse("cannot-read", name, plain(&error)),
        }
        match all_names_in(&folder) {
            Ok(names) => {
                let entries = FolderEntries::new(folder.clone(), name, &names);
                names.iter().for_each(|file| match entries.meant(file).as_slice() {
                    [] if file.starts_with('.') => {}
                    [] => self.file(&folder.join(file), format!("{name}/{file}")),
                    near => near.iter().for_each(|near| self.refuse_name(name, near)),
                });
                self.read_admitted();
            }
            Err(error) => self.refuse("cannot-read", name, plain(&error)),
        }
    }

    fn file(&mut self, path: &Path, shown: String) {
        let found = match fs::symlink_metadata(path) {
            Ok(found) => found,
            Err(error) => return self.refuse("cannot-read", &shown, plain(&error)),
        };
        // counted before it is read, so that a file beyond the limit is never opened
        self.total += found.len();
        if found.is_symlink() {
            self.refuse_link(&shown);
        } else if found.is_dir() || !(shown.ends_with(".json") || Folder::of_lines(&shown).is_some()) {
            self.total -= found.len();
        } else if !found.is_file() {
            self.refuse("not-a-file", &shown, "this is not a regular file".into());
        } else if let Some(problem) = too_large(&shown, found.len(), self.total) {
            self.total -= found.len();
            self.problems.push(problem);
        } else if self.files.len() + self.admitted.len() >= Limits::in_force().files {
            self.too_many();
        } else {
            self.admitted.push((shown, path.to_owned()));
        }
    }

    /// Reads what may be read, on all processors.
    fn read_admitted(&mut self) {
        let admitted = std::mem::take(&mut self.admitted);
        let most = Limits::in_force().file;
        let read: Vec<_> = admitted.into_par_iter().map(|(shown, path)| (shown, read(&path, most))).collect();
        for (shown, bytes) in read {
            match bytes {
                Ok(bytes) => self.files.push((shown, bytes)),
                Err(error) => self.refuse("cannot-read", &shown, plain(&error)),
            }
        }
    }

    fn too_many(&mut self) {
        let known = self.problems.iter().any(|problem| problem.code == "too-many-files");
        if !known {
            self.problems.push(too_many());
        }
    }

    /// Refuses a file of a name nearly right: a user who named it so expects that it is read (decision 15).
    fn refuse_name(&mut self, folder: &str, (file, meant): &Misnamed) {
        let message = "this is not read, although it is named nearly like a file of data".to_owned();
        let help = format!("name the file \"{meant}\" and put it directly into {folder}, or move it out of the corpus");
        let problem = Problem::of_file("nearly-named", &format!("{folder}/{file}"), message);
        self.problems.push(problem.with_help(help));
    }

    fn refuse_link(&mut self, shown: &str) {
        let message = "symbolic links are not followed: data must lie inside the directory".to_owned();
        let problem = Problem::of_file("symbolic-link", shown, message);
        self.problems.push(problem.with_help("put the file itself here, or name the real directory"));
    }

    fn refuse(&mut self, code: &'static str, shown: &str, message: String) {
        self.problems.push(Problem::of_file(code, shown, message));
    }
}

/// The files of a folder that hold one object per line, by path.
pub(crate) fn files_of_lines(root: &Path, folder: Folder) -> impl Iterator<Item = String> {
    let names = all_names_in(&bare(root).join(folder.name())).unwrap_or_default().into_iter();
    let paths = names.map(move |name| format!("{}/{name}", folder.name()));
    paths.filter(|path| Folder::of_lines(path).is_some())
}

/// The bytes of one file of a directory, by its path relative to it. Links are not followed.
pub(crate) fn inside(root: &Path, file: &str) -> std::io::Result<Vec<u8>> {
    let path = bare(root).join(file);
    if !fs::symlink_metadata(&path)?.is_file() {
        return Err(std::io::Error::other("this is not a regular file"));
    }
    read(&path, Limits::in_force().file)
}

/// The bytes of one file of a directory, by its path relative to it; `None` where it is not there. Links are not followed,
/// neither to the file nor to its folder.
#[cfg(feature = "import")]
pub(crate) fn inside_up_to(root: &Path, file: &str, most: u64) -> Result<Option<Vec<u8>>, Box<Problem>> {
    let path = bare(root).join(file);
    let is_link = |path: &Path| fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink());
    if is_link(&path) || path.parent().is_some_and(is_link) {
        let mut reading = FolderFiles::default();
        reading.refuse_link(file);
        return reading.problems.pop().map_or(Ok(None), |problem| Err(Box::new(problem)));
    }
    match one(&path, most) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(_) if fs::symlink_metadata(&path).is_err_and(|error| error.kind() == ErrorKind::NotFound) => Ok(None),
        Err(problem) => Err(Box::new(Problem { file: file.to_owned(), ..*problem })),
    }
}

/// The bytes of a file, even if it grows meanwhile never many more than were allowed.
pub(super) fn read(path: &Path, most: u64) -> std::io::Result<Vec<u8>> {
    let file = File::open(path)?;
    // room for all of it at once: growing takes twice as much
    let size = usize::try_from(file.metadata()?.len().min(most)).unwrap_or_default();
    let mut bytes = Vec::with_capacity(size + 1);
    file.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(std::io::Error::other("the file grew while it was read"));
    }
    Ok(bytes)
}

/// The bytes of one file that a user named: links are followed, a directory, a device and a file of excessive size are
/// refused.
pub(crate) fn one(path: &Path, most: u64) -> Result<Vec<u8>, Box<Problem>> {
    is_readable(path, most)?;
    read(path, most).map_err(|error| unread(path, &error))
}

/// One such file, opened.
pub(crate) fn open(path: &Path, most: u64) -> Result<File, Box<Problem>> {
    is_readable(path, most)?;
    File::open(path).map_err(|error| unread(path, &error))
}

fn unread(path: &Path, error: &std::io::Error) -> Box<Problem> {
    Box::new(Problem::of_file("cannot-read", &path.display().to_string(), plain(error)))
}

fn is_readable(path: &Path, most: u64) -> Result<(), Box<Problem>> {
    let refused = |code, message| Box::new(Problem::of_file(code, &path.display().to_string(), message));
    let found = fs::metadata(path).map_err(|error| refused("cannot-read", plain(&error)))?;
    if !found.is_file() {
        return Err(refused("not-a-file", "this is not a regular file".to_owned()));
    }
    if found.len() > most {
        let size = found.len().div_ceil(1024 * 1024);
        return Err(refused(
            "file-too-large",
            format!("the file is {size} MiB large; at most {} MiB are read", most / 1024 / 1024),
        ));
    }
    Ok(())
}

/// What is said of a file that is too large, alone or with those before it.
pub(crate) fn too_large(file: &str, size: u64, total: u64) -> Option<Problem> {
    let (limits, size_in_mib) = (Limits::in_force(), size.div_ceil(1024 * 1024));
    let (message, limit) = if size > limits.file {
        let message = format!("the file is {size_in_mib} MiB large; at most {} are read", InUnits(limits.file));
        (message, "file=64MiB")
    } else if total > limits.total {
        let message = format!("with this file more than {} would be read altogether", InUnits(limits.total));
        (message, "total=4GiB")
    } else {
        return None;
    };
    Some(Problem::of_file("file-too-large", file, message).with_help(raise(limit)))
}

/// What is said of a directory that holds too many files.
pub(crate) fn too_many() -> Problem {
    let message = format!("the directory holds more than {} files", Limits::in_force().files);
    let help =
        format!("{}, or put many instruments or records into one file, one a line (NAME.jsonl)", raise("files=200000"));
    Problem::of_file("too-many-files", ".", message).with_help(help)
}

fn raise(limit: &str) -> String {
    format!("if all of it is data, raise the limit: --limits {limit}")
}

/// The system's words, lower case and without its number.
pub(crate) fn plain(error: &std::io::Error) -> String {
    if error.kind() == ErrorKind::StorageFull {
        return "the disk is full".to_owned();
    }
    let text = error.to_string();
    let text = text.split(" (os error").next().unwrap_or(&text);
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}
