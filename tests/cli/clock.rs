//! A clock that cannot be right: reported, and refused where nobody watches. The clock is stood in for by the library
//! of `tests/faults/shim.rs`.
#![cfg(target_os = "linux")]

use super::baselines::Nightly;
use crate::faults::shim;
use crate::support;

/// A run with a clock that says so many seconds from 1970, where no settings lie.
fn at(seconds: i64, arguments: &[&str]) -> (i32, String, String) {
    let directory = tempfile::tempdir().unwrap();
    let mut command = support::command(arguments);
    shim::by_clock(&mut command, seconds);
    let ran = support::ran(command.current_dir(&directory).output().unwrap());
    (ran.code, ran.stdout, ran.stderr)
}

const DAY: i64 = 86_400;
/// 2026-12-15, in days from 1970.
const WINTER: i64 = 20_802;
/// 2100-12-31.
const LAST: i64 = 47_846;
/// 2101-01-01.
const BEYOND: i64 = 47_847;

#[test]
fn a_day_before_the_data_is_reported_and_refused_by_check() {
    let before = "before the newest source of the data (";
    for seconds in [0, 40 * 365 * DAY] {
        for command in [
            &["gaps", "AT"][..],
            &["compare"],
            &["recommend"],
            &["deadlines"],
            &["history", "AT"],
            &["explain", "AT/prum/dna"],
            &["actions"],
            &["scoreboard"],
            &["diff", "--from", "1960-01-01"],
        ] {
            let (code, _, said) = at(seconds, command);
            assert_eq!(code, 0, "{command:?}: {said}");
            let reports =
                said.lines().filter(|line| line.starts_with("warning: the clock says ") && line.contains(before));
            assert_eq!(reports.count(), 1, "{command:?}: {said}");
        }
        let nightly = Nightly::new();
        for flags in [&[][..], &nightly.updating(), &["--fail-on", "never", "-q"]] {
            let (code, printed, said) = at(seconds, &[&["check"], flags].concat());
            assert_eq!((code, printed.as_str()), (2, ""), "{said}");
            assert!(
                said.starts_with("error: the clock says ") && said.contains(before) && said.contains("--as-of"),
                "{said}"
            );
        }
        assert!(!nightly.file.exists());
    }
    // who types a day does not ask the clock
    for typed in [
        &["check", "--as-of", "2011-11-25", "--state", "AT"][..],
        &["gaps", "AT", "--as-of", "1970-01-01"],
        &["diff", "--from", "2011-01-01", "--to", "2012-01-01"],
        &["validate"],
        &["schema", "instrument"],
    ] {
        let (code, _, said) = at(0, typed);
        assert_eq!((code, said.contains("clock")), (0, false), "{typed:?}: {said}");
    }
    let (code, printed, said) = at(WINTER * DAY, &["check"]);
    assert!(code == 1 && !said.contains("clock") && printed.contains("as of 2026-12-15"), "{said}");
}

#[test]
fn a_day_of_the_clock_obeys_the_bounds_of_days() {
    let (code, printed, said) = at(LAST * DAY, &["gaps", "AT"]);
    assert!(code == 0 && said.is_empty() && printed.contains("on 2100-12-31"), "{said}");
    for seconds in [BEYOND * DAY, i64::MAX, -20 * 366 * DAY, i64::MIN / 2] {
        for command in
            [&["gaps", "AT"][..], &["check"], &["compare"], &["scoreboard"], &["diff", "--from", "2011-01-01"]]
        {
            let (code, printed, said) = at(seconds, command);
            assert_eq!((code, printed.as_str()), (2, ""), "{seconds} {command:?}: {said}");
            assert!(said.contains("the clock says ") && said.contains("outside 1950-01-01 to 2100-12-31"), "{said}");
        }
        let (code, _, said) = at(seconds, &["gaps", "AT", "--as-of", "2011-11-25"]);
        assert_eq!((code, said.as_str()), (0, ""));
    }
}
