//! How much of a directory is read at most. The limits keep a run from reading what nobody meant to be data; who has more
//! data than that raises them, for the whole process, as the number of threads is set.

use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

const MIB: u64 = 1024 * 1024;
const GIB: u64 = 1024 * MIB;

/// How much of a directory is read at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Files.
    pub files: usize,
    /// Bytes of one file.
    pub file: u64,
    /// Bytes of all files.
    pub total: u64,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { files: 50_000, file: 16 * MIB, total: GIB }
    }
}

static RAISED: OnceLock<Limits> = OnceLock::new();

impl Limits {
    /// Sets the limits of this process; only the first call does.
    pub fn set(self) {
        // a second call finds the limits of the first, which stand
        let _ = RAISED.set(self);
    }

    /// The limits of this process.
    pub(crate) fn in_force() -> Limits {
        RAISED.get().copied().unwrap_or_default()
    }
}

/// `files=100000,file=64MiB,total=4GiB`; what is left out stays as it is by default.
impl FromStr for Limits {
    type Err = String;

    fn from_str(text: &str) -> Result<Limits, String> {
        let mut limits = Limits::default();
        for part in text.split(',') {
            let (name, value) = part.trim().split_once('=').unwrap_or((part, ""));
            match name {
                "files" => limits.files = value.parse().map_err(|_| in_words(part))?,
                "file" => limits.file = size(value).ok_or_else(|| in_words(part))?,
                "total" => limits.total = size(value).ok_or_else(|| in_words(part))?,
                _ => return Err(in_words(part)),
            }
        }
        Ok(limits)
    }
}

fn in_words(part: &str) -> String {
    format!("\"{part}\" is no limit: write files=100000,file=64MiB,total=4GiB, or a part of it")
}

/// A number of bytes in MiB or GiB.
fn size(text: &str) -> Option<u64> {
    let (number, unit) = match text.strip_suffix("GiB") {
        Some(number) => (number, GIB),
        None => (text.strip_suffix("MiB")?, MIB),
    };
    number.parse::<u32>().ok().and_then(|number| u64::from(number).checked_mul(unit))
}

impl fmt::Display for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "files={},file={},total={}", self.files, InUnits(self.file), InUnits(self.total))
    }
}

/// A number of bytes, as it is written in limits.
pub(super) struct InUnits(pub(super) u64);

impl fmt::Display for InUnits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_multiple_of(GIB) { write!(f, "{}GiB", self.0 / GIB) } else { write!(f, "{}MiB", self.0 / MIB) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        for text in ["files=50000,file=16MiB,total=1GiB", "files=1,file=64MiB,total=4GiB"] {
            assert_eq!(text.parse::<Limits>().map(|limits| limits.to_string()), Ok(text.to_owned()));
        }
        assert_eq!("total=2GiB".parse(), Ok(Limits { total: 2 * GIB, ..Limits::default() }));
        for wrong in ["", "files", "files=-1", "file=16", "file=16MB", "total=99999999999GiB", "folders=2"] {
            assert!(wrong.parse::<Limits>().is_err(), "{wrong}");
        }
    }
}
