//! Where a change of several files stands between its decision and its completion (`change`): until then the staged files
//! take the place of those in the folders, for every reader.

use std::fs;
use std::path::{Path, PathBuf};

/// The directory of a decided change.
pub(crate) const STAGED: &str = ".acquis-change";

/// The directory of a change that is decided and not yet completed, if there is one.
pub(crate) fn staged(root: &Path) -> Option<PathBuf> {
    let staged = root.join(STAGED);
    fs::symlink_metadata(&staged).is_ok_and(|found| found.is_dir()).then_some(staged)
}
