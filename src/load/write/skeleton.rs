//! Writes the skeleton of a file into a corpus.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::load::data_file::Folder;
use crate::load::read::draft::{draft, take_free_place};
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
    let mut draft = draft(&folder)?;
    draft.write_all(text.as_bytes())?;
    match take_free_place(draft, &path) {
        Ok(()) => Ok(path),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(NotWritten::Taken(path)),
        Err(error) => Err(error.into()),
    }
}
