//! Every command that writes, disturbed: killed at any call that changes a file, on a full disk, where nothing may be written,
//! without threads, without memory, with a clock that is wrong, beside others that write, and with a file that another program
//! changes meanwhile. Each file is the old or the new one, the exit code is a documented one, and the next run leaves no trace.
#![cfg(target_os = "linux")]

mod clocks;
mod disk;
mod kills;
mod limits;
pub mod shim;
mod together;
mod writers;

use std::path::Path;
use std::process::{Command, Output};

/// How often a command is disturbed in the same way, if the variable says so.
fn times_asked_for() -> Option<u64> {
    std::env::var("ACQUIS_KILLS").ok().map(|typed| typed.parse().unwrap())
}

/// So many calls of these, spread evenly, the first and the last among them; with how often all were named before.
fn spread(calls: u64, times: u64) -> impl Iterator<Item = (u64, u64)> {
    (0..times).map(move |turn| match times < calls {
        true => (1 + turn * (calls - 1) / (times - 1).max(1), turn % 2),
        false => (1 + turn % calls, turn / calls),
    })
}

/// The exit code, and what was said; no run panics.
fn ended(name: &str, output: &Output) -> (Option<i32>, String) {
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!said.contains("panicked"), "{name}: {said}");
    (output.status.code(), said)
}

/// Says that something is not tried here.
#[allow(clippy::print_stdout, reason = "who runs the tests is to know it")]
fn skipped(what: &str, why: &str) {
    println!("skipped: {what}: {why}");
}

/// Is this the superuser, who may write anywhere and start any number of threads?
fn is_superuser() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().any(|line| line.starts_with("Uid:\t0\t"))
}

/// What starts a command as somebody without rights, who owns the directory: as oneself, unless that is the superuser. `None`
/// where the program cannot be run in this way.
fn without_rights(room: &Path, limits: &str) -> Option<Command> {
    const NOBODY: &str = "65534";
    let program = env!("CARGO_BIN_EXE_acquis");
    if !is_superuser() {
        return Some(shell(limits));
    }
    let as_nobody = || {
        let mut command = Command::new("setpriv");
        command.args(["--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"]);
        command
    };
    let runs = as_nobody().args([program, "--version"]).output().is_ok_and(|output| output.status.success());
    let owned = Command::new("chown").args(["-R", &format!("{NOBODY}:{NOBODY}")]).arg(room).status();
    if !runs || !owned.is_ok_and(|status| status.success()) {
        return None;
    }
    let (mut command, shell) = (as_nobody(), shell(limits));
    command.arg(shell.get_program()).args(shell.get_args());
    Some(command)
}

/// A command, started by another program.
fn started_by(mut other: Command, command: &Command, room: &Path) -> Command {
    other.arg(command.get_program()).args(command.get_args()).current_dir(room);
    for name in crate::support::disturbing() {
        other.env_remove(name);
    }
    other
}

/// A shell that sets limits before it starts a command.
fn shell(limits: &str) -> Command {
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("{limits}; exec \"$0\" \"$@\"")]);
    shell
}
