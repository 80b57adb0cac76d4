//! Writes the embedded corpus out, all of it or nothing: into a draft, which is moved into its place when it is complete.

use std::path::{Path, PathBuf};
use std::{fs, io};

use tempfile::TempDir;

use super::FILES;
use crate::load::piece::Folder;

/// How the name of a draft begins. What a killed run left under it is removed by the next one.
const DRAFT: &str = ".acquis-init-";

/// Writes the embedded corpus into an empty or new directory, to start one's own, and says how many files it wrote.
///
/// # Errors
/// The directory is not empty, or cannot be written; then it is as it was.
pub fn write_embedded(directory: &Path) -> io::Result<usize> {
    match fs::read_dir(directory) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => beside(directory)?,
        Err(error) => return Err(error),
        Ok(entries) => {
            let names: Vec<_> = entries.map(|entry| entry.map(|entry| entry.file_name())).collect::<Result<_, _>>()?;
            if !names.iter().all(|name| name.to_string_lossy().starts_with(DRAFT)) {
                let message = format!("{} is not empty: nothing was written", directory.display());
                return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
            }
            inside(directory)?;
        }
    }
    Ok(FILES.len())
}

/// A new directory: the draft lies beside it and becomes it.
fn beside(directory: &Path) -> io::Result<()> {
    let parent = directory.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = directory.file_name().unwrap_or_default();
    fs::create_dir_all(parent)?;
    let draft = draft(parent, &format!("{DRAFT}{}-", name.to_string_lossy()))?;
    fs::rename(draft.path(), parent.join(name))?;
    let _ = draft.keep();
    Ok(())
}

/// An empty directory stays the one it is, for it may be the working directory: the draft lies in it, and its folders are
/// moved up.
fn inside(directory: &Path) -> io::Result<()> {
    let draft = draft(directory, DRAFT)?;
    let mut moved: Vec<(PathBuf, PathBuf)> = Vec::new();
    for entry in fs::read_dir(draft.path())? {
        let name = entry?.file_name();
        let (from, to) = (draft.path().join(&name), directory.join(&name));
        if let Err(error) = fs::rename(&from, &to) {
            moved.iter().for_each(|(from, to)| drop(fs::rename(to, from)));
            return Err(error);
        }
        moved.push((from, to));
    }
    draft.close()
}

/// The embedded corpus in a directory that goes away unless it is kept; earlier drafts of this name are removed.
fn draft(parent: &Path, prefix: &str) -> io::Result<TempDir> {
    for entry in fs::read_dir(parent)?.flatten() {
        if entry.file_name().to_string_lossy().starts_with(prefix) {
            fs::remove_dir_all(entry.path())?;
        }
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
    let draft = builder.tempdir_in(parent)?;
    for folder in Folder::ALL {
        fs::create_dir_all(draft.path().join(folder.name()))?;
    }
    for (path, text) in FILES {
        let path = draft.path().join(path);
        path.parent().map_or(Ok(()), fs::create_dir_all)?;
        fs::write(path, text)?;
    }
    Ok(draft)
}
