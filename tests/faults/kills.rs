//! Killed at a call that changes a file, or halfway through it.

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::shim::{self, Happens};
use super::writers::{self, Undisturbed, Writer};
use super::{ended, skipped, spread, started_by};

/// By which signal a run ended.
fn signal(status: std::process::ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

fn killed(writer: &Writer, undisturbed: &Undisturbed, call: u64, happens: Happens) {
    let (room, what) = (writer.room(), format!("{happens:?} at call {call} of {}", undisturbed.calls));
    let mut command = writer.command(room.0.path());
    shim::at(&mut command, call, happens);
    let output = command.output().unwrap();
    ended(writer.name, &output);
    assert_eq!(signal(output.status), Some(9), "{}, {what}", writer.name);
    writer.is_old_or_new(&room.files(), undisturbed, &what);
    writer.is_completed_by_the_next(&room, undisturbed, &what);
}

/// With `ACQUIS_KILLS=N` each command is killed N times: at every call and halfway through it, then again, and at moments
/// of the clock.
#[allow(clippy::print_stdout, reason = "figures for who runs it by hand")]
#[test]
fn killed_at_any_call_the_files_are_the_old_or_the_new_ones() {
    for (writer, undisturbed) in writers::all() {
        let times = writer.times(8);
        for (call, round) in spread(undisturbed.calls, times) {
            match round {
                0 => killed(writer, undisturbed, call, Happens::Kill),
                1 => killed(writer, undisturbed, call, Happens::KillHalfway),
                _ => killed_after(writer, undisturbed, call),
            }
        }
        println!("killed: {}, {times} times, calls: {}", writer.name, undisturbed.calls);
    }
}

/// Killed by the clock, after such a part of the time that a run takes.
fn killed_after(writer: &Writer, undisturbed: &Undisturbed, part: u64) {
    let start = Instant::now();
    let room = writer.room();
    writer.command(room.0.path()).output().unwrap();
    let whole = start.elapsed();
    let delay = whole * u32::try_from(part).unwrap() / u32::try_from(undisturbed.calls).unwrap();
    let room = writer.room();
    let mut child = writer.command(room.0.path()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    sleep(delay.min(Duration::from_secs(10)));
    let _ = child.kill();
    child.wait().unwrap();
    writer.is_old_or_new(&room.files(), undisturbed, &format!("killed after {delay:?}"));
    writer.is_completed_by_the_next(&room, undisturbed, &format!("killed after {delay:?}"));
}

/// The calls as the system sees them: those that do not go through the C library too.
#[test]
fn killed_at_a_call_of_the_system() {
    const CALLS: &str = "trace=rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir,fsync,write";
    let traced = |call: u64| {
        let mut strace = Command::new("strace");
        let inject = format!("inject={}:signal=KILL:when={call}", CALLS.trim_start_matches("trace="));
        strace.args(["-f", "-qq", "-o", "/dev/null", "-e", CALLS, "-e", &inject]);
        strace
    };
    if !traced(1).args(["sh", "-c", "echo > /dev/null"]).status().is_ok_and(|status| signal(status) == Some(9)) {
        return skipped("kills at calls of the system", "strace is not installed, or may not trace");
    }
    for (writer, undisturbed) in writers::all() {
        // only here a file takes its place by a call that is made directly
        let times = writer.times(if writer.name == "new" { 12 } else { 1 }).min(undisturbed.calls);
        for turn in 0..times {
            let call = 1 + (2 * turn + 1) * undisturbed.calls / (2 * times);
            let (room, plain) = (writer.room(), writer.command(std::path::Path::new(".")));
            let mut command = started_by(traced(call), &plain, room.0.path());
            ended(writer.name, &command.output().unwrap());
            writer.is_old_or_new(&room.files(), undisturbed, &format!("killed at call {call} of the system"));
            writer.is_completed_by_the_next(&room, undisturbed, &format!("killed at call {call} of the system"));
        }
    }
}
