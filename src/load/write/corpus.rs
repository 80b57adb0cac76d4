//! Writes the embedded corpus out, all of it or nothing: into a draft, which is moved into its place when it is complete.
//! A draft is locked while its run lives: of two runs at once one writes, and the other touches nothing.

use std::fs::{self, File};
use std::io::{self, ErrorKind};
use std::path::Path;

use tempfile::TempDir;

use crate::load::change::commit::{complete, decide, keep_names_below};
use crate::load::data_file::Folder;
use crate::load::embedded::FILES;
use crate::load::read::draft::{keep_names, parent_of};
use crate::load::read::staged::staged;

/// How the name of a draft begins. What a killed run left under it is removed by the next one.
const DRAFT: &str = ".acquis-init-";
/// A draft is started again where another run took it for one left behind before it was locked.
const TRIES: usize = 8;

/// Writes the embedded corpus into an empty or new directory, to start one's own, and says how many files it wrote.
///
/// # Errors
/// The directory is not empty, or was filled meanwhile, or cannot be written; then it is as it was.
pub fn write_embedded(directory: &Path) -> io::Result<usize> {
    let written = match fs::symlink_metadata(directory) {
        Err(error) if error.kind() == ErrorKind::NotFound => beside(directory),
        Err(error) => Err(error),
        Ok(_) => inside(directory),
    };
    written.map(|()| FILES.len()).map_err(|error| match error.kind() {
        ErrorKind::DirectoryNotEmpty | ErrorKind::AlreadyExists => not_empty(directory),
        _ => error,
    })
}

fn not_empty(directory: &Path) -> io::Error {
    let message = format!("{} is not empty: nothing was written", directory.display());
    io::Error::new(ErrorKind::AlreadyExists, message)
}

/// A new directory: the draft is made beside it and becomes it. No directory takes the place of one that holds something.
fn beside(directory: &Path) -> io::Result<()> {
    let parent = parent_of(directory);
    let name = directory.file_name().unwrap_or_default();
    fs::create_dir_all(parent)?;
    let draft = Draft::new(parent, &format!("{DRAFT}{}-", name.to_string_lossy()))?;
    fs::rename(draft.path(), parent.join(name))?;
    let _ = draft.directory.keep();
    keep_names(parent);
    Ok(())
}

/// An empty directory stays the one it is, for it may be the working directory: the draft is made in it, and decided as a
/// change of a corpus is. Two runs come one after the other.
fn inside(directory: &Path) -> io::Result<()> {
    let empty = || -> io::Result<()> {
        for entry in fs::read_dir(directory)? {
            if !entry?.file_name().to_string_lossy().starts_with(DRAFT) {
                return Err(not_empty(directory));
            }
        }
        Ok(())
    };
    if staged(directory).is_none() {
        empty()?;
    }
    // where the system does not lock directories, a folder that another run has moved here ends this one
    let turn = File::open(directory).ok();
    let _ = turn.as_ref().map(File::lock);
    // what a run decided that was killed
    complete(directory)?;
    empty()?;
    let draft = Draft::new(directory, DRAFT)?;
    // from here on no other directory can take the place of this one, which is not empty
    empty()?;
    decide(directory, draft.directory)
}

/// The embedded corpus in a directory that goes away unless it is kept.
struct Draft {
    directory: TempDir,
    /// Held while the run lives.
    _lock: Option<File>,
}

impl Draft {
    /// A draft of which the name begins so; earlier ones, of runs that were killed, are removed.
    fn new(parent: &Path, prefix: &str) -> io::Result<Draft> {
        remove_left_behind(parent, prefix);
        let draft = Draft::locked(parent, prefix)?;
        for folder in Folder::ALL {
            fs::create_dir_all(draft.path().join(folder.name()))?;
        }
        for (path, text) in FILES {
            let path = draft.path().join(path);
            fs::create_dir_all(parent_of(&path))?;
            fs::write(path, text)?;
        }
        // not each file: what a loss of power takes can be written again
        keep_names_below(draft.path())?;
        Ok(draft)
    }

    fn locked(parent: &Path, prefix: &str) -> io::Result<Draft> {
        let mut builder = tempfile::Builder::new();
        builder.prefix(prefix);
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
        for _ in 0..TRIES {
            let directory = builder.tempdir_in(parent)?;
            let lock = File::open(directory.path()).ok().filter(|opened| opened.lock().is_ok());
            if fs::symlink_metadata(directory.path()).is_ok() {
                return Ok(Draft { directory, _lock: lock });
            }
        }
        Err(io::Error::other("its draft is removed again and again"))
    }

    fn path(&self) -> &Path {
        self.directory.path()
    }
}

/// What cannot be locked or removed stays: it does not disturb a later run.
fn remove_left_behind(parent: &Path, prefix: &str) {
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(prefix)
            && let Ok(left) = File::open(entry.path())
            && left.try_lock().is_ok()
        {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(directory: &Path) -> usize {
        let entries = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path());
        entries.map(|path| if path.is_dir() { count(&path) } else { 1 }).sum()
    }

    /// Into a new directory, an empty one, and an empty one that is made while others write.
    #[test]
    fn of_many_at_once_one_writes_and_the_others_touch_nothing() {
        for kind in 0..3 {
            let outside = tempfile::tempdir().unwrap();
            let target = outside.path().join("z");
            if kind == 1 {
                fs::create_dir(&target).unwrap();
            }
            let run = |number: usize| {
                if kind == 2 && number == 3 {
                    let _ = fs::create_dir(&target);
                }
                write_embedded(&target)
            };
            let ended: Vec<io::Result<usize>> = std::thread::scope(|scope| {
                let runs: Vec<_> = (0..4).map(|number| scope.spawn(move || run(number))).collect();
                runs.into_iter().map(|run| run.join().unwrap()).collect()
            });
            assert_eq!(ended.iter().filter(|one| one.is_ok()).count(), 1, "{kind}: {ended:?}");
            let refused = ended.iter().filter_map(|one| one.as_ref().err());
            assert!(refused.into_iter().all(|error| error.to_string().contains("is not empty")), "{ended:?}");
            assert_eq!(count(&target), FILES.len(), "{kind}: {ended:?}");
            assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 1, "no draft is left");
        }
    }
}
