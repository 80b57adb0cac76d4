//! What reaches a terminal, by each way that leads there: results, help, settings, messages, the bar of an import, a panic. Only
//! colours are obeyed, and only where they are wanted.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::support::{self, change, command, small_corpus};

/// Texts that a terminal obeys, or that deceive its reader.
const EVIL: &str = "x\u{1b}[2J\u{9b}31m\u{202e}\u{7f}\u{fffe}\u{2066}\u{2028}\u{200b}\u{feff}\u{85}\u{7}y";

/// What stands in a text beside words: after the list of `src/text.rs`, of which colours are taken out where they may be.
fn obeyed(text: &str, is_coloured: bool) -> Option<char> {
    let mut plain = String::new();
    for (place, part) in text.split("\u{1b}[").enumerate() {
        let numbers = part.trim_start_matches(|char: char| char.is_ascii_digit() || char == ';');
        let is_colour = is_coloured && place > 0 && numbers.starts_with('m');
        plain.push_str(if place == 0 || is_colour { "" } else { "\u{1b}[" });
        plain.push_str(part);
    }
    let is_hidden = |char: char| {
        matches!(
            char,
            '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}'
        ) || matches!(char, '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{E000}'..='\u{F8FF}')
    };
    plain.chars().find(|char| (char.is_control() && *char != '\n') || is_hidden(*char))
}

/// Both streams of a run hold nothing that is obeyed, and something is said.
#[track_caller]
fn assert_tame(what: &str, output: &Output, is_coloured: bool) {
    for stream in [&output.stdout, &output.stderr] {
        let text = std::str::from_utf8(stream).unwrap();
        assert_eq!(obeyed(text, is_coloured), None, "{what}: {text:?}");
    }
    let all = [&output.stdout[..], &output.stderr].concat();
    assert!(all.len() > 20, "{what} said nothing");
}

/// The small corpus with everything written like this that is free to be.
fn hostile_corpus() -> tempfile::TempDir {
    let corpus = small_corpus();
    let text = || serde_json::json!(EVIL);
    change(corpus.path(), "instruments/act.json", |act| {
        act["short_title"] = text();
        act["title"] = text();
        act["obligations"].as_array_mut().unwrap().iter_mut().for_each(|duty| duty["title"] = text());
    });
    change(corpus.path(), "member-states/AT.json", |state| {
        state["name"] = text();
        state["records"].as_array_mut().unwrap().iter_mut().for_each(|record| record["note"] = text());
    });
    change(corpus.path(), "seeds/report.json", |source| source["title"] = text());
    corpus
}

#[test]
fn results_in_every_form_of_text_move_no_terminal() {
    let corpus = hostile_corpus();
    let data = corpus.path().to_str().unwrap();
    let common = ["--data", data, "--as-of", "2012-03-01", "--known-as-of", "2100-12-31"];
    let mut tried = BTreeMap::<&str, usize>::new();
    for arguments in [
        &["gaps", "AT", "--all"][..],
        &["compare", "AT"],
        &["check", "--state", "AT"],
        &["recommend", "AT"],
        &["list", "records", "AT"],
        &["deadlines", "AT", "--within", "100y"],
        &["chart", "country", "AT"],
        &["report", "AT", "--note"],
        &["validate", data],
    ] {
        let forms: &[&str] = match arguments[0] {
            "chart" => &["svg"],
            "report" => &["html", "md"],
            "check" => &["table", "json", "csv", "md", "jsonl", "sarif", "junit"],
            "deadlines" => &["table", "json", "csv", "md"],
            _ => &["table", "json"],
        };
        for form in forms {
            let mut run = command(&[arguments, &common[..if arguments[0] == "validate" { 0 } else { 6 }]].concat());
            let is_coloured = *form == "table";
            run.args(["--format", form, "--color", if is_coloured { "always" } else { "never" }]);
            let output = run.output().unwrap();
            assert!(
                output.status.code() < Some(2),
                "{arguments:?} {form}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
            assert_tame(&format!("{arguments:?} {form}"), &output, is_coloured);
            *tried.entry(form).or_default() += 1;
        }
    }
    // a calendar ends its lines as RFC 5545 wants it
    let calendar =
        command(&[&["deadlines", "AT", "--within", "100y", "--format", "ics"], &common[..]].concat()).output().unwrap();
    let text = String::from_utf8(calendar.stdout).unwrap();
    assert!(text.ends_with("END:VCALENDAR\r\n") && obeyed(&text.replace("\r\n", "\n"), false).is_none(), "{text:?}");
    assert_eq!(tried.len(), 9, "every form of text but the calendar: {tried:?}");
}

#[test]
fn help_settings_and_the_name_of_the_program_move_no_terminal() {
    let outside = tempfile::tempdir().unwrap();
    let own_name = EVIL.replace('\u{7}', "");
    for (arguments, variables) in [
        (
            &["config"][..],
            &[
                "ACQUIS_STATES",
                "ACQUIS_INSTRUMENTS",
                "ACQUIS_FAMILIES",
                "ACQUIS_DATA",
                "ACQUIS_RULES",
                "ACQUIS_BASELINE",
            ][..],
        ),
        (&["gaps", "AT"], &["ACQUIS_STATES", "ACQUIS_INSTRUMENTS", "ACQUIS_FAMILIES"]),
        (&["gaps"], &["ACQUIS_CONFIG"]),
        (&["check"], &["ACQUIS_WAIVERS"]),
        (&["check"], &["ACQUIS_LIMITS"]),
        (&["check"], &["ACQUIS_JOBS", "COLUMNS", "LANG", "TERM"]),
    ] {
        for form in ["text", "json"] {
            let mut run = command(&[arguments, &["--log-format", form]].concat());
            for name in variables {
                run.env(name, EVIL);
            }
            assert_tame(
                &format!("{arguments:?} with {variables:?}"),
                &run.current_dir(&outside).output().unwrap(),
                false,
            );
        }
    }
    #[cfg(unix)]
    {
        let program = outside.path().join(&own_name);
        std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_acquis"), &program).unwrap();
        for arguments in
            [&["--help"][..], &["-h"], &["help", "gaps"], &[], &["gaps", "--no-such"], &["rules"], &["--version"]]
        {
            for colour in ["0", "1"] {
                let mut run = Command::new(&program);
                for name in support::disturbing() {
                    run.env_remove(name);
                }
                let output = run.args(arguments).env("CLICOLOR_FORCE", colour).output().unwrap();
                assert_tame(&format!("{arguments:?} of a program of an odd name"), &output, colour == "1");
            }
        }
    }
}

#[test]
fn files_of_an_import_move_no_terminal() {
    let corpus = small_corpus();
    let data = corpus.path().to_str().unwrap();
    let outside = tempfile::tempdir().unwrap();
    let file = format!("{}.csv", EVIL.replace('\u{7}', ""));
    let header = "state,instrument,event,on,source,confidence,note";
    let rows = format!("{header}\nAT,act,notified,2012-01-01,report,read,x{EVIL}\n{EVIL},act,{EVIL},{EVIL},x,,\n");
    fs::write(outside.path().join(&file), rows).unwrap();
    for more in [&["--dry-run"][..], &["--dry-run", "--format", "json"], &["-v"], &[]] {
        let mut run = command(&[&["import", "records", &file, "--into", data, "--as-of", "2026-01-01"], more].concat());
        let output = run.current_dir(&outside).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
        assert_tame(&format!("import {more:?}"), &output, false);
    }
    assert!(fs::read_dir(outside.path()).unwrap().count() >= 2, "the refused rows are in a file of a like name");
}

/// Is there the program `script`, which gives a command a terminal?
fn has_terminal() -> bool {
    Command::new("script").arg("--version").stdout(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// What a command writes on a terminal.
#[cfg(target_os = "linux")]
fn on_terminal(line: &str, folder: &Path) -> String {
    let mut script = Command::new("script");
    for name in support::disturbing() {
        script.env_remove(name);
    }
    let ran = script.args(["-qec", line, "/dev/null"]).current_dir(folder).env("TERM", "xterm").stdin(Stdio::null());
    String::from_utf8(ran.output().unwrap().stdout).unwrap()
}

/// The bar takes back its line and draws it again: of a name of a file nothing is obeyed.
#[cfg(target_os = "linux")]
#[test]
fn the_bar_of_an_import_names_files_harmlessly() {
    if !has_terminal() {
        return;
    }
    let corpus = small_corpus();
    let outside = tempfile::tempdir().unwrap();
    let name = "x\u{1b}[5mRED\u{9b}31m\u{202e}y.csv";
    fs::write(outside.path().join(name), "state,instrument,event,on,source,confidence\nAT,x,x,x,x,x\n").unwrap();
    let program = env!("CARGO_BIN_EXE_acquis");
    let said =
        on_terminal(&format!("{program} import records *.csv --into {}", corpus.path().display()), outside.path());
    assert!(said.contains("reading x\u{fffd}[5mRED\u{fffd}31m\u{fffd}y.csv"), "{said:?}");
    assert!(!said.contains("\u{1b}[5m") && !said.contains(['\u{9b}', '\u{202e}']), "{said:?}");
}

/// Of JSON that is piped nothing is lost: what a terminal must not see is an escape in it.
#[test]
fn what_is_piped_as_json_says_the_same_as_the_data() {
    let corpus = hostile_corpus();
    let data = corpus.path().to_str().unwrap();
    let shown = support::json(&["list", "records", "AT", "--data", data]);
    let notes: Vec<&str> = shown["records"].as_array().unwrap().iter().filter_map(|one| one["note"].as_str()).collect();
    assert!(notes.len() == 4 && notes.iter().all(|note| *note == EVIL), "{}", notes.len());
}
