//! Writes the skeleton of a file into a corpus.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::load::data_file::Folder;
use crate::load::schema;

/// What there is a skeleton of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SkeletonKind {
    /// A legal instrument.
    Instrument,
    /// A state.
    State,
}

/// Why no skeleton was written.
#[derive(Debug, thiserror::Error)]
pub enum NotWritten {
    /// The id cannot name a file.
    #[error("{0}")]
    Id(String),
    /// There is a file of this name.
    #[error("{} is there already", .0.display())]
    Taken(PathBuf),
    /// The directory or the disk refuses.
    #[error("{0}")]
    Io(#[from] io::Error),
}

/// Writes the skeleton of an instrument or a state into the corpus of a directory, and says where. It never takes the
/// place of a file.
///
/// # Errors
/// The id is none, there is such a file, or it cannot be written.
pub fn write_skeleton(directory: &Path, kind: SkeletonKind, id: &str) -> Result<PathBuf, NotWritten> {
    let folder = match kind {
        SkeletonKind::Instrument => Folder::Instruments,
        SkeletonKind::State => Folder::MemberStates,
    };
    let text = schema::open::skeleton(folder, id).map_err(NotWritten::Id)?;
    let folder = directory.join(folder.name());
    std::fs::create_dir_all(&folder)?;
    let path = folder.join(format!("{id}.json"));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".acquis-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut draft = builder.tempfile_in(&folder)?;
    draft.write_all(text.as_bytes())?;
    draft.as_file().sync_all()?;
    match draft.persist_noclobber(&path) {
        Ok(_) => Ok(path),
        Err(failed) if failed.error.kind() == io::ErrorKind::AlreadyExists => Err(NotWritten::Taken(path)),
        Err(failed) => Err(failed.error.into()),
    }
}
