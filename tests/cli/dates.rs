//! `--on` is both clocks on one day, and nothing else.

use crate::support::{acquis, printed, ran, refused, run};

#[test]
fn on_is_both_clocks_on_one_day() {
    let one = ["--instrument", "data-retention"];
    for command in
        [&["gaps", "SE", "--format", "json"][..], &["history", "SE", "--format", "csv"], &["deadlines", "SE"]]
    {
        let with = |days: &[&str]| printed(&[command, &one[..], days].concat());
        let on = with(&["--on", "2011-11-25"]);
        assert_eq!(on, with(&["--as-of", "2011-11-25", "--known-as-of", "2011-11-25"]), "{command:?}");
        assert_ne!(on, with(&["--as-of", "2011-11-25"]), "{command:?}");
    }
    // found void in 2014, and in 2013 nobody knew
    let history = printed(&["history", "SE", "data-retention/telephony", "--on", "2013-10-17"]);
    assert!(history.contains("overdue") && !history.contains("ended"), "{history}");
}

#[test]
fn on_stands_beside_no_other_day() {
    let day = "2011-11-25";
    for others in [
        &["gaps", "AT", "--on", day, "--as-of", day][..],
        &["gaps", "AT", "--on", day, "--known-as-of", day],
        &["--known-as-of", day, "check", "--on", day],
        &["diff", "--from", "2011-01-01", "--to", day, "--on", day],
        &["--on", day, "diff", "--from", "2011-01-01", "--to", day],
    ] {
        let message = refused(2, others);
        assert!(message.contains("--on") && message.contains("cannot be used with"), "{others:?}: {message}");
    }
    assert!(refused(2, &["diff", "a.json", "b.json", "--on", day]).contains("--on has no effect"));
    assert!(refused(2, &["gaps", "AT", "--on", "2011-11"]).contains("--on"));
    assert!(run(&["rules", "verify", "--on", day]).stderr.trim_end().ends_with(": --on"));
}

#[test]
fn the_day_is_no_setting() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("acquis.toml"), "on = \"2011-11-25\"\n").unwrap();
    let ran_there = ran(acquis(&["gaps", "AT"]).current_dir(&directory).output().unwrap());
    assert_eq!(ran_there.code, 2);
    assert!(ran_there.stderr.contains("unknown key \"on\""), "{}", ran_there.stderr);
}

#[test]
fn the_short_form_is_not_all() {
    assert!(refused(2, &["gaps", "AT", "--brief", "--all"]).contains("cannot be used with"));
    let narrow = ran(acquis(&["gaps", "AT", "--on", "2011-11-25", "--brief"]).env("COLUMNS", "80").output().unwrap());
    assert!(narrow.stdout.starts_with("Austria (AT) on 2011-11-25, as known on that day\n"), "{}", narrow.stdout);
    assert!(narrow.stdout.lines().count() <= 45, "{}", narrow.stdout);
}

/// A terminal, by the tool that every Linux of Debian's kind has.
#[test]
#[cfg(target_os = "linux")]
fn tables_are_as_wide_as_the_terminal() {
    let exe = env!("CARGO_BIN_EXE_acquis");
    for columns in [80, 200] {
        let command = format!("stty cols {columns} && {exe} gaps SE --on 2011-11-25 --color never");
        let mut script = std::process::Command::new("script");
        script
            .args(["-qec", &command, "/dev/null"])
            .env_remove("COLUMNS")
            .env("ACQUIS_INSTRUMENTS", "prum,data-retention");
        let output = script.output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        let widest = text.lines().map(|line| line.trim_end().chars().count()).max();
        assert_eq!(widest, Some(columns), "{text}");
    }
}
