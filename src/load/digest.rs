//! The digest of a set of files. Shared by the library and `build.rs`, so that embedded data and a directory of the
//! same files have the same digest. Which files belong to a set is decided by the caller.

use sha2::{Digest, Sha256};

/// Which SHA-256, in hexadecimal, do these files have together, whatever order they come in?
///
/// The digest runs over `path \0 length \0 bytes` of each file, in the order of paths.
pub fn digest(files: &[(&str, &[u8])]) -> String {
    let mut files = files.to_vec();
    files.sort_unstable_by_key(|(path, _)| *path);
    let mut hash = Sha256::new();
    for (path, bytes) in files {
        hash.update(path.as_bytes());
        hash.update([0]);
        hash.update(bytes.len().to_string().as_bytes());
        hash.update([0]);
        hash.update(bytes);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
