//! Drafts: what takes the place of a file is written beside it first. A draft is locked while its run lives; that of a run
//! that was killed is not, and the next run that writes there removes it. A draft takes its place once the disk has it, and
//! the disk is asked to keep its new name.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use tempfile::NamedTempFile;

use super::disk;
use super::limits::Limits;

const BEGINS: &str = ".acquis-";
const ENDS: &str = ".draft";
/// Letters and digits between the two.
const RANDOM: usize = 6;
/// A draft is started again where another run took it for one left behind before it was locked; more often than once, that
/// would be something else.
const TRIES: usize = 8;

/// Directories that this run has looked through: once is enough, however many files it writes there.
static SEEN: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());

/// A new draft in a directory; before the first one, those left behind are removed.
///
/// # Errors
/// The directory refuses.
pub fn draft(directory: &Path) -> io::Result<NamedTempFile> {
    if SEEN.lock().is_ok_and(|mut seen| seen.insert(directory.to_owned())) {
        remove_left_behind(directory);
    }
    let mut beside = tempfile::Builder::new();
    beside.prefix(BEGINS).suffix(ENDS).rand_bytes(RANDOM);
    #[cfg(unix)]
    beside.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    for _ in 0..TRIES {
        let draft = beside.tempfile_in(directory)?;
        // where the file system has no locks, no run can take it for one left behind
        if draft.as_file().lock().is_err() || fs::symlink_metadata(draft.path()).is_ok() {
            return Ok(draft);
        }
    }
    Err(io::Error::other("its draft is removed again and again"))
}

/// Moves a complete draft to its place, where another file may be.
///
/// # Errors
/// The disk or the directory refuses.
pub fn take_place(draft: NamedTempFile, target: &Path) -> io::Result<()> {
    draft.as_file().sync_all()?;
    draft.persist(target).map_err(|failed| failed.error)?;
    keep_names(parent_of(target));
    Ok(())
}

/// Moves a complete draft to its place, where no other file may be.
///
/// # Errors
/// There is one (`AlreadyExists`), or the disk or the directory refuses.
pub fn take_free_place(draft: NamedTempFile, target: &Path) -> io::Result<()> {
    draft.as_file().sync_all()?;
    draft.persist_noclobber(target).map_err(|failed| failed.error)?;
    keep_names(parent_of(target));
    Ok(())
}

/// Asks the disk to keep the names in a directory, after one was given. Where the system cannot do that, or the disk fails,
/// what was done stays done: a loss of power may then undo the last change, and no more.
pub fn keep_names(directory: &Path) {
    let _ = File::open(directory).map(|opened| opened.sync_all());
}

/// The directory of a file.
pub fn parent_of(file: &Path) -> &Path {
    file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Puts bytes in the place of a file that holds other ones, all of them or none.
///
/// # Errors
/// The file is read-only, it was changed meanwhile, or the disk or the directory refuses.
pub(crate) fn replace(path: &Path, before: &[u8], after: &[u8]) -> io::Result<()> {
    let permissions = fs::metadata(path)?.permissions();
    if permissions.readonly() {
        return Err(io::Error::other("the file is read-only"));
    }
    let mut new = draft(parent_of(path))?;
    // before there is anything to read
    new.as_file().set_permissions(permissions)?;
    new.write_all(after)?;
    new.as_file().sync_all()?;
    let now = disk::read(path, Limits::in_force().file)?;
    if now == after {
        // another run has done the same
        return Ok(());
    }
    if now != before {
        return Err(io::Error::other("somebody changed the file meanwhile: it is left as it is now"));
    }
    take_place(new, path)
}

/// Removes drafts that no run holds. What cannot be listed or removed stays: it does not disturb a later run.
pub fn remove_left_behind(directory: &Path) {
    for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
        if entry.file_name().to_str().is_some_and(is_draft) && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let _ = remove_unless_in_use(&entry.path());
        }
    }
}

/// Is this the name of a draft?
pub fn is_draft(name: &str) -> bool {
    let middle = name.strip_prefix(BEGINS).and_then(|rest| rest.strip_suffix(ENDS));
    middle.is_some_and(|random| random.len() == RANDOM && random.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

fn remove_unless_in_use(path: &Path) -> io::Result<()> {
    let left = OpenOptions::new().write(true).open(path)?;
    match left.try_lock() {
        Ok(()) => fs::remove_file(path),
        Err(TryLockError::WouldBlock) => Ok(()),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(directory: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(directory).unwrap().map(|one| one.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_draft_left_behind_is_removed_and_nothing_else() {
        let directory = tempfile::tempdir().unwrap();
        let place = |name: &str| directory.path().join(name);
        let kept =
            [".acquis-backup", ".acquis-ab.draft", ".acquis-abc_12.draft", "acquis-abc123.draft", ".acquis.toml"];
        kept.iter().for_each(|name| fs::write(place(name), "own").unwrap());
        fs::create_dir(place(".acquis-folder.draft")).unwrap();
        fs::write(place(".acquis-aB3xY9.draft"), "half").unwrap();
        let living = draft(directory.path()).unwrap();
        let other = draft(directory.path()).unwrap();
        remove_left_behind(directory.path());
        let mut expected: Vec<String> = kept.iter().map(|name| (*name).to_owned()).collect();
        expected.push(".acquis-folder.draft".to_owned());
        for one in [&living, &other] {
            expected.push(one.path().file_name().unwrap().to_str().unwrap().to_owned());
        }
        expected.sort();
        assert_eq!(names(directory.path()), expected);
        drop((living, other));
        assert_eq!(names(directory.path()).len(), kept.len() + 1);
    }

    #[test]
    fn many_at_once_never_remove_each_other() {
        let directory = tempfile::tempdir().unwrap();
        let write = |number: usize| {
            for round in 0..40 {
                remove_left_behind(directory.path());
                let new = draft(directory.path()).unwrap();
                new.persist(directory.path().join(format!("{number}-{round}"))).unwrap();
            }
        };
        std::thread::scope(|scope| (0..4).for_each(|number| drop(scope.spawn(move || write(number)))));
        assert_eq!(names(directory.path()).len(), 160);
    }

    #[test]
    fn an_edit_made_meanwhile_is_not_lost() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("AT.json");
        fs::write(&path, "as it was read").unwrap();
        replace(&path, b"as it was read", b"canonical").unwrap();
        fs::write(&path, "edited meanwhile").unwrap();
        let error = replace(&path, b"canonical", b"canonical again").unwrap_err();
        assert!(error.to_string().contains("meanwhile"), "{error}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "edited meanwhile");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "no draft is left");
    }
}
