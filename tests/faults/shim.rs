//! A library of the test that is loaded before the C library (`shim.c`): it counts the calls of the program that change a file
//! system, and makes one of them fail, or the last; it stands in for the clock, and starts no threads.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// What happens at the call of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Happens {
    /// The program is killed before it.
    Kill,
    /// The program is killed when half of what is to be written is, or after another call.
    KillHalfway,
    /// From here on the disk is full.
    Full,
    /// From here on nothing can be changed.
    ReadOnly,
    /// The call fails, once.
    Fails,
}

impl Happens {
    fn word(self) -> &'static str {
        match self {
            Happens::Kill => "kill",
            Happens::KillHalfway => "half",
            Happens::Full => "full",
            Happens::ReadOnly => "ro",
            Happens::Fails => "io",
        }
    }
}

/// The library. The linker that built this program compiles it, too.
pub fn library() -> &'static Path {
    static LIBRARY: OnceLock<PathBuf> = OnceLock::new();
    LIBRARY.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let (source, built) = (folder.join("shim.c"), folder.join(format!("shim-{}.so", std::process::id())));
        fs::write(&source, include_str!("shim.c")).unwrap();
        let mut compiler = Command::new("cc");
        compiler.args(["-shared", "-fPIC", "-o"]).args([&built, &source]).arg("-ldl");
        assert!(compiler.status().unwrap().success());
        // of runs at once each has a whole one
        let library = folder.join("shim.so");
        fs::rename(built, &library).unwrap();
        library
    })
}

/// The command, at the call of this number.
pub fn at(command: &mut Command, call: u64, happens: Happens) {
    command.env("LD_PRELOAD", library()).env("FAULT_AT", call.to_string()).env("FAULT_DO", happens.word());
}

/// The command, with another file in the place of one before the call of this number.
pub fn swapping(command: &mut Command, call: u64, from: &Path, to: &Path) {
    command.env("LD_PRELOAD", library()).env("FAULT_AT", call.to_string()).env("FAULT_DO", "swap");
    command.env("FAULT_FROM", from).env("FAULT_TO", to);
}

/// The command, which writes the number of its calls into a file.
pub fn counting(command: &mut Command, file: &Path) {
    command.env("LD_PRELOAD", library()).env("FAULT_COUNT", file);
}

/// The command, by a clock that says so many seconds from 1970.
pub fn by_clock(command: &mut Command, seconds: i64) {
    command.env("LD_PRELOAD", library()).env("CLOCK_SAYS", seconds.to_string());
}

/// The command, which can start no thread.
pub fn without_threads(command: &mut Command) {
    command.env("LD_PRELOAD", library()).env("FAULT_THREADS", "0");
}
