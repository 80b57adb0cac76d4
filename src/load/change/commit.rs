//! Several files changed as one. What is to be written is staged in a directory inside the corpus; giving that directory its
//! final name is the one step that decides. Until then all is as it was; from then on the staged files take the place of
//! those in the folders, for every reader, whether they have been moved there yet or not. Whoever changes the corpus next
//! completes what a killed run left.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use tempfile::TempDir;

use crate::load::data_file::Folder;
use crate::load::read::draft::{self, keep_names};
use crate::load::read::staged::{STAGED, staged};

/// How the name of one begins that is not decided yet.
const UNDECIDED: &str = ".acquis-change-";

/// Writes these files (path and text), all or none, unless what is asked at the last moment speaks against it. The caller
/// holds the lock of the directory.
///
/// # Errors
/// The disk or the directory refuses, or what is asked at the last moment does.
pub(super) fn commit(
    root: &Path,
    files: &[(&str, &str)],
    at_the_last_moment: impl FnOnce() -> io::Result<()>,
) -> io::Result<()> {
    remove_undecided(root);
    if files.is_empty() {
        return Ok(());
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(UNDECIDED);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
    let staging = builder.tempdir_in(root)?;
    for (path, text) in files {
        check_target(&root.join(path))?;
        let place = staging.path().join(path);
        place.parent().map_or(Ok(()), fs::create_dir_all)?;
        let mut file = File::create(&place)?;
        if let Ok(found) = fs::metadata(root.join(path)) {
            file.set_permissions(found.permissions())?;
        }
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
    }
    keep_names_below(staging.path())?;
    at_the_last_moment()?;
    decide(root, staging)
}

/// Decides a change that is staged in a directory inside the corpus, and completes it. The disk has the staged files and
/// their names; the caller holds the lock of the directory.
///
/// # Errors
/// The disk or the directory refuses; what is decided then, the next run completes.
pub(in crate::load) fn decide(root: &Path, staging: TempDir) -> io::Result<()> {
    fs::rename(staging.path(), root.join(STAGED))?;
    let _ = staging.keep();
    keep_names(root);
    complete(root).map_err(|error| {
        let message =
            format!("the change is decided but not completed ({error}): the next run that writes completes it");
        io::Error::new(error.kind(), message)
    })
}

/// Moves the files of a decided change into their places.
///
/// # Errors
/// The disk or a folder refuses.
pub(in crate::load) fn complete(root: &Path) -> io::Result<()> {
    let Some(staged) = staged(root) else { return Ok(()) };
    for folder in fs::read_dir(&staged)? {
        let folder = folder?;
        let into = root.join(folder.file_name());
        fs::create_dir_all(&into)?;
        for file in fs::read_dir(folder.path())? {
            let file = file?;
            let target = into.join(file.file_name());
            if let Ok(found) = fs::metadata(&target) {
                fs::set_permissions(file.path(), found.permissions())?;
            }
            fs::rename(file.path(), target)?;
        }
        keep_names(&into);
    }
    keep_names(root);
    fs::remove_dir_all(&staged)
}

/// Asks the disk to keep the names in a directory and in all those below it.
///
/// # Errors
/// A directory cannot be read.
pub(in crate::load) fn keep_names_below(directory: &Path) -> io::Result<()> {
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            keep_names_below(&entry.path())?;
        }
    }
    keep_names(directory);
    Ok(())
}

/// Refuses what could not be moved into its place later: a read-only file, a link, a folder that takes no files.
fn check_target(target: &Path) -> io::Result<()> {
    let folder = target.parent().unwrap_or(Path::new("."));
    let named = |error: io::Error| io::Error::new(error.kind(), format!("{}: {error}", folder.display()));
    fs::create_dir_all(folder).map_err(named)?;
    if fs::symlink_metadata(folder)?.is_symlink() {
        return Err(io::Error::other(format!("{} is a symbolic link", folder.display())));
    }
    draft::draft(folder).map_err(named)?;
    match fs::symlink_metadata(target) {
        Ok(found) if !found.is_file() => Err(io::Error::other(format!("{} is no regular file", target.display()))),
        Ok(found) if found.permissions().readonly() => {
            Err(io::Error::other(format!("{} is read-only", target.display())))
        }
        _ => Ok(()),
    }
}

/// Removes what earlier runs left in a corpus: changes that were not decided, and drafts. The caller holds the lock of the
/// directory.
pub(super) fn remove_left_behind(root: &Path) {
    remove_undecided(root);
    Folder::names().for_each(|folder| draft::remove_left_behind(&root.join(folder)));
}

/// Removes what runs left that were killed before they decided: the lock of the directory is held, so none is alive.
fn remove_undecided(root: &Path) {
    for entry in fs::read_dir(root).into_iter().flatten().flatten() {
        let is_left = entry.file_name().to_str().is_some_and(|name| name.starts_with(UNDECIDED));
        if is_left && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(root: &Path, path: &str) -> Option<String> {
        fs::read_to_string(root.join(path)).ok()
    }

    #[test]
    fn all_files_are_written_or_none() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("seeds")).unwrap();
        fs::write(root.path().join("seeds/a.json"), "old").unwrap();
        commit(root.path(), &[("seeds/a.json", "new"), ("imports/b.json", "first")], || Ok(())).unwrap();
        assert_eq!(read(root.path(), "seeds/a.json").as_deref(), Some("new"));
        assert_eq!(read(root.path(), "imports/b.json").as_deref(), Some("first"));
        // a folder stands in the place of the second file
        fs::create_dir(root.path().join("seeds/c.json")).unwrap();
        commit(root.path(), &[("seeds/a.json", "newer"), ("seeds/c.json", "x")], || Ok(())).unwrap_err();
        assert_eq!(read(root.path(), "seeds/a.json").as_deref(), Some("new"));
        let left: Vec<_> = fs::read_dir(root.path()).unwrap().map(|one| one.unwrap().file_name()).collect();
        assert_eq!(left.len(), 2, "{left:?}");
    }

    #[test]
    fn a_decided_change_is_completed_and_an_undecided_one_removed() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join(".acquis-change/seeds")).unwrap();
        fs::write(root.path().join(".acquis-change/seeds/a.json"), "decided").unwrap();
        fs::create_dir_all(root.path().join(".acquis-change-x1/seeds")).unwrap();
        complete(root.path()).unwrap();
        commit(root.path(), &[], || Ok(())).unwrap();
        assert_eq!(read(root.path(), "seeds/a.json").as_deref(), Some("decided"));
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
    }
}
