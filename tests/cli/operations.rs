//! What a nightly job relies on: lines of JSON on stderr, how loud it is, the same bytes on any number of threads.

use serde_json::Value;

use crate::support::{acquis, edit, own_corpus, ran, run};

/// The lines of stderr, each a JSON object with level and message.
fn lines(stderr: &str) -> Vec<Value> {
    let parsed =
        stderr.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")));
    let lines: Vec<Value> = parsed.collect();
    for line in &lines {
        let level = line["level"].as_str().unwrap();
        assert!(["error", "warning", "info"].contains(&level) && line["message"].is_string(), "{line}");
    }
    lines
}

#[test]
fn every_line_of_the_log_is_one_json_object() {
    let corpus = own_corpus();
    edit(&corpus, "member-states/SE.json", "\"instrument\": \"budapest\"", "\"instrument\": \"budapset\"");
    edit(&corpus, "instruments/prum.json", "\"id\": \"prum\",", "\"id\": \"prum\", \"id\": \"prum\",");
    let ran = run(&["validate", corpus.path().to_str().unwrap(), "--log-format", "json"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (3, ""));
    let logged = lines(&ran.stderr);
    let misspelt = logged.iter().find(|line| line["file"] == "member-states/SE.json").unwrap();
    assert!(misspelt["line"].as_u64() > Some(1) && misspelt["column"].as_u64() > Some(1), "{misspelt}");
    assert!(misspelt["code"].is_string() && misspelt["help"].as_str().unwrap().contains("budapest"), "{misspelt}");
    assert!(logged.iter().any(|line| line["related"]["line"].is_u64()), "the first of two keys is named too");
    let last = logged.last().unwrap();
    assert!(last["exit"] == 3 && last["message"].as_str().unwrap().contains("nothing was evaluated"), "{last}");
}

#[test]
fn wrong_use_is_json_too() {
    for (arguments, part, help) in [
        (&["gaps", "AT", "--no-such-flag", "--log-format", "json"][..], "--no-such-flag", "Usage: acquis gaps"),
        (&["--log-format=json", "frobnicate"], "frobnicate", "--help"),
        (&["gaps", "--log-format", "json"], "no state is named", "acquis gaps AT"),
        (&["gaps", "Austira", "--log-format", "json"], "Austira", "did you mean"),
        (&["gaps", "AT", "--as-of", "2011-02-30", "--log-format", "json"], "the calendar has no 2011-02-30", "--help"),
        (&["--log-format", "json"], "acquis", ""),
    ] {
        let ran = run(arguments);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{arguments:?}");
        let logged = lines(&ran.stderr);
        assert_eq!((logged.len(), &logged[0]["exit"]), (1, &Value::from(2)), "{arguments:?}");
        assert!(logged[0]["message"].as_str().unwrap().contains(part), "{}", logged[0]);
        assert!(logged[0]["help"].as_str().unwrap_or_default().contains(help), "{}", logged[0]);
    }
    let of_variable = ran(acquis(&["gaps", "AT", "--nonsense"]).env("ACQUIS_LOG_FORMAT", "json").output().unwrap());
    assert_eq!(lines(&of_variable.stderr).len(), 1);
    let help = run(&["gaps", "--help", "--log-format", "json"]);
    assert!(help.code == 0 && help.stdout.contains("Usage:") && help.stderr.is_empty());
}

#[test]
fn notes_state_what_was_read_and_how_long_each_step_took() {
    let verbose = run(&["gaps", "AT", "-v", "--log-format", "json"]);
    let logged = lines(&verbose.stderr);
    for key in ["read_ms", "evaluated_ms", "written_ms"] {
        assert!(
            logged.iter().any(|line| line["level"] == "info" && line[key].is_number()),
            "{key}: {}",
            verbose.stderr
        );
    }
    let text = run(&["gaps", "AT", "-v"]).stderr;
    for start in ["note: read 86 instruments", "note: read in ", "note: evaluated in ", "note: written in "] {
        assert!(text.lines().any(|line| line.starts_with(start)), "{start}: {text}");
    }
    assert_eq!(run(&["gaps", "AT", "-q", "--log-format", "json"]).stderr, "");
    assert_eq!(run(&["gaps", "AT"]).stderr, "");
}

#[test]
fn colours_never_reach_lines_of_json() {
    let ran = run(&["gaps", "Atlantis", "--color", "always", "--log-format", "json"]);
    assert!(!ran.stderr.contains('\u{1b}'), "{}", ran.stderr);
    let typed = run(&["gaps", "\u{1b}[31mAT\nDE", "--log-format", "json"]);
    assert_eq!(lines(&typed.stderr).len(), 1);
    assert!(!typed.stderr.contains('\u{1b}'), "{}", typed.stderr);
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let corpus = own_corpus();
    let directory = corpus.path().to_str().unwrap();
    for (arguments, numbers) in [
        (&["compare", "--as-of", "2013-10-17", "--all-states", "--format", "json"][..], &["2"][..]),
        (&["scoreboard", "--as-of", "2013-10-31", "--format", "csv"], &["0", "2", "3", "16"]),
        (&["compare", "--as-of", "2011-11-25", "--data", directory, "--format", "csv"], &["16"]),
    ] {
        let plain = run(arguments);
        assert!(plain.code == 0 && plain.stdout.len() > 1000, "{}", plain.stderr);
        for jobs in numbers {
            assert_eq!(run(&[arguments, &["--jobs", jobs]].concat()).stdout, plain.stdout, "{jobs}: {arguments:?}");
        }
        let of_variable = ran(acquis(arguments).env("ACQUIS_JOBS", "1").output().unwrap());
        assert_eq!(of_variable.stdout, plain.stdout);
    }
    for wrong in ["-1", "many", "257", "1.5"] {
        let ran = run(&["compare", &format!("--jobs={wrong}")]);
        assert!(ran.code == 2 && ran.stderr.contains("0 to 256"), "{}", ran.stderr);
    }
}

/// Stacks for so many threads do not fit: one thread gives the same result.
#[cfg(target_os = "linux")]
#[test]
fn threads_that_cannot_start_fall_back_to_one() {
    let compare = ["compare", "--as-of", "2011-11-25", "--format", "csv"];
    let few = "ulimit -v 400000 && exec \"$0\" \"$@\" --jobs 256";
    let limited =
        std::process::Command::new("sh").args(["-c", few, env!("CARGO_BIN_EXE_acquis")]).args(compare).output();
    let limited = ran(limited.unwrap());
    assert_eq!(
        (limited.code, limited.stderr.as_str()),
        (0, "warning: 256 threads cannot be started: one evaluates alone\n")
    );
    assert_eq!(limited.stdout, run(&compare).stdout);
}
