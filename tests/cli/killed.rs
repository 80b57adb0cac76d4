//! Runs that end before their time: killed at any moment, a disk that is full, a reader that goes away, two at once. The
//! baseline is the old one or the new one, whole, and the next run goes on from it.
#![cfg(target_os = "linux")]

use std::collections::BTreeSet;
use std::fs::{self, OpenOptions};
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use acquis::report::survey;

use super::baselines::Nightly;
use crate::support::five::{self, run};

const DAYS: [&str; 2] = ["2011-11-20", "2012-02-01"];

fn nightly_run(nightly: &Nightly, day: &str) -> Command {
    let mut command = five::command(&["check", "--all-states", "--as-of", day]);
    command.args(nightly.updating());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// The baselines of both days, as undisturbed runs write them.
fn undisturbed() -> [Vec<u8>; 2] {
    DAYS.map(|day| Nightly::of(day, &["--all-states"]).bytes())
}

/// Waits until a draft is beside the baseline, or the run is over.
fn until_it_writes(child: &mut Child, nightly: &Nightly) {
    while nightly.litter().is_empty() && child.try_wait().unwrap().is_none() {
        std::hint::spin_loop();
    }
}

/// Kills a run that is to replace the old baseline by the new one, and says which of them is there then.
fn killed(nightly: &Nightly, [old, new]: &[Vec<u8>; 2], moment: impl FnOnce(&mut Child)) -> &'static str {
    fs::write(&nightly.file, old).unwrap();
    let mut child = nightly_run(nightly, DAYS[1]).spawn().unwrap();
    moment(&mut child);
    child.kill().unwrap();
    child.wait().unwrap();
    let found = nightly.bytes();
    assert!(survey::read(std::str::from_utf8(&found).unwrap()).is_ok());
    match () {
        () if found == *old => "old",
        () if found == *new => "new",
        () => panic!("the baseline is neither the old nor the new one: {} bytes", found.len()),
    }
}

#[test]
fn killed_at_any_moment_the_baseline_is_the_old_or_the_new_one() {
    let (nightly, both) = (Nightly::new(), undisturbed());
    let start = Instant::now();
    assert_eq!(nightly_run(&nightly, DAYS[0]).status().unwrap().code(), Some(1));
    let whole = start.elapsed();
    let mut seen = BTreeSet::new();
    for step in 0..40u32 {
        seen.insert(killed(&nightly, &both, |_| sleep(whole * step / 32)));
    }
    // the moment that matters: while the draft is written
    let drafts = |nightly: &Nightly| nightly.litter().len();
    let mut cut_short = 0;
    for _ in 0..60 {
        nightly.litter().iter().for_each(|name| fs::remove_file(nightly.directory.path().join(name)).unwrap());
        seen.insert(killed(&nightly, &both, |child| until_it_writes(child, &nightly)));
        cut_short += drafts(&nightly);
        if cut_short > 5 {
            break;
        }
    }
    assert!(cut_short > 0, "no run was killed while it wrote");
    assert!(seen.contains("old"), "{seen:?}");
    // what is left behind by a killed run is taken for nothing, and removed by the next one
    fs::write(&nightly.file, &both[0]).unwrap();
    assert!(drafts(&nightly) > 0);
    let next = nightly_run(&nightly, DAYS[1]).status().unwrap();
    assert_eq!((next.code(), nightly.bytes() == both[1]), (Some(1), true));
    assert_eq!(nightly.litter(), Vec::<String>::new());
}

#[test]
fn a_run_waits_for_the_one_before_it_and_neither_is_lost() {
    let (nightly, both) = (Nightly::new(), undisturbed());
    fs::write(&nightly.file, &both[0]).unwrap();
    // somebody else has the turn, as a run that is slow
    let turn = fs::File::open(nightly.directory.path()).unwrap();
    turn.lock().unwrap();
    let mut waiting = nightly_run(&nightly, DAYS[1]).stderr(Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(waiting.stderr.take().unwrap());
    let mut line = String::new();
    said.read_line(&mut line).unwrap();
    assert!(line.contains("another run is to replace a baseline in") && line.contains("waiting"), "{line}");
    assert!(waiting.try_wait().unwrap().is_none(), "it does not go on");
    assert_eq!(
        run(&["check", "--all-states", "--as-of", DAYS[1], "--baseline", nightly.path()]).code,
        1,
        "who only reads may"
    );
    // the other one writes a later day, and ends
    let later = Nightly::of("2012-02-02", &["--all-states"]).bytes();
    fs::write(&nightly.file, &later).unwrap();
    drop(turn);
    assert_eq!(waiting.wait().unwrap().code(), Some(2), "an earlier day does not replace a later one");
    assert_eq!(nightly.bytes(), later);
    // a run that is killed gives up its turn
    let mut first = nightly_run(&nightly, "2012-02-03").spawn().unwrap();
    first.kill().unwrap();
    first.wait().unwrap();
    assert_eq!(nightly_run(&nightly, "2012-02-03").status().unwrap().code(), Some(1));
}

#[test]
fn a_baseline_that_another_program_changes_meanwhile_is_left_alone() {
    let (nightly, both) = (Nightly::new(), undisturbed());
    fs::write(&nightly.file, &both[0]).unwrap();
    // the result goes into a pipe that nobody empties yet: the run stands between reading and replacing
    let mut command = nightly_run(&nightly, DAYS[1]);
    command.args(["--fail-on", "unknown", "--format", "json"]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut out = child.stdout.take().unwrap();
    let mut first = [0];
    out.read_exact(&mut first).unwrap();
    fs::write(&nightly.file, "somebody's own").unwrap();
    out.read_to_end(&mut Vec::new()).unwrap();
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((child.wait().unwrap().code(), nightly.bytes()), (Some(2), b"somebody's own".to_vec()), "{said}");
    assert!(said.contains("it was changed while this run looked at it"), "{said}");
}

#[test]
fn two_at_once_leave_one_of_the_two() {
    let (nightly, both) = (Nightly::new(), undisturbed());
    for _ in 0..3 {
        fs::write(&nightly.file, &both[0]).unwrap();
        let mut runs = [0, 1, 1, 0].map(|at| nightly_run(&nightly, DAYS[at]).spawn().unwrap());
        let codes = runs.each_mut().map(|child| child.wait().unwrap().code().unwrap());
        // the earlier day may find the baseline of the later one
        assert!(codes[1..3] == [1, 1] && codes.iter().all(|code| [1, 2].contains(code)), "{codes:?}");
        assert!(both.contains(&nightly.bytes()), "a mixture of two");
        assert!(nightly.litter().is_empty());
    }
}

#[test]
fn a_reader_that_stops_early_keeps_the_old_baseline() {
    let (nightly, both) = (Nightly::new(), undisturbed());
    fs::write(&nightly.file, &both[0]).unwrap();
    let mut command = nightly_run(&nightly, DAYS[1]);
    command.args(["--format", "json"]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut first = String::new();
    BufReader::with_capacity(64, child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1), "what was found does not depend on the reader");
    assert!(said.contains("the baseline is left as it was"), "{said}");
    assert_eq!(nightly.bytes(), both[0], "what nobody read is reported again");
}

#[test]
fn a_full_disk_keeps_the_old_baseline() {
    let (nightly, both) = (Nightly::new(), undisturbed());
    fs::write(&nightly.file, &both[0]).unwrap();
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let status = nightly_run(&nightly, DAYS[1]).stdout(full).status().unwrap();
    assert_eq!((status.code(), nightly.bytes() == both[0]), (Some(2), true));
    // no file may grow beyond 32 KiB: with and without the signal that usually kills
    for (trap, code) in [("", None), ("trap '' XFSZ; ", Some(2))] {
        let script = format!("{trap}ulimit -f 64; exec \"$0\" \"$@\"");
        let mut limited = Command::new("sh");
        limited.env("ACQUIS_INSTRUMENTS", five::acts());
        limited.args(["-c", &script, env!("CARGO_BIN_EXE_acquis"), "check", "--all-states", "--as-of", DAYS[1]]);
        let ended = limited.args(nightly.updating()).stdout(Stdio::null()).output().unwrap();
        let said = String::from_utf8(ended.stderr).unwrap();
        assert_eq!(ended.status.code(), code, "{said}");
        assert!(nightly.bytes() == both[0], "{trap}: the baseline was touched");
        if code.is_some() {
            assert!(said.contains("cannot write") && said.contains("baseline.json"), "{said}");
        }
    }
}

#[test]
fn a_place_that_cannot_be_written_is_2_after_the_result() {
    let ran = run(&["check", "--as-of", DAYS[0], "--baseline", "/proc/acquis.json", "--update-baseline"]);
    assert_eq!(ran.code, 2, "{}", ran.stderr);
    assert!(ran.stdout.contains("At or above partial"), "the result is printed before the baseline is written");
    assert!(ran.stderr.contains("cannot write /proc/acquis.json"), "{}", ran.stderr);
}

#[test]
fn a_directory_that_is_read_only_keeps_the_old_baseline() {
    use std::os::unix::fs::PermissionsExt;
    let (nightly, both) = (Nightly::new(), undisturbed());
    fs::write(&nightly.file, &both[0]).unwrap();
    let lock = |mode: u32| fs::set_permissions(nightly.directory.path(), fs::Permissions::from_mode(mode)).unwrap();
    lock(0o555);
    let binds = fs::write(nightly.directory.path().join("probe"), "").is_err();
    let ended = nightly_run(&nightly, DAYS[1]).stderr(Stdio::piped()).output().unwrap();
    lock(0o755);
    let said = String::from_utf8(ended.stderr).unwrap();
    match binds {
        true => {
            assert_eq!((ended.status.code(), nightly.bytes() == both[0]), (Some(2), true), "{said}");
            assert!(said.contains("permission denied"), "{said}");
        }
        // the superuser may write anywhere
        false => assert_eq!((ended.status.code(), nightly.bytes() == both[1]), (Some(1), true), "{said}"),
    }
}

#[test]
fn a_kill_is_no_matter_of_luck() {
    let (nightly, both) = (Nightly::new(), undisturbed());
    assert_eq!(killed(&nightly, &both, |_| sleep(Duration::ZERO)), "old");
    assert_eq!(killed(&nightly, &both, |child| drop(child.wait())), "new");
}
