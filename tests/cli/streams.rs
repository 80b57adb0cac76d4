//! stdout carries the result alone; a reader that stops early is no failure.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, Stdio};

use crate::support::{self, edit, own_corpus, run};

fn piped(arguments: &[&str]) -> Command {
    let mut command = support::command(arguments);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

#[test]
fn a_reader_that_stops_early_ends_it_quietly() {
    for (arguments, code) in [
        (&["compare", "--format", "json", "--as-of", "2011-11-25"][..], 0),
        (&["compare", "--format", "json", "--as-of", "2011-11-25", "--fail-on", "overdue"], 1),
        (&["list", "sources", "--format", "csv"], 0),
    ] {
        let mut child = piped(arguments).spawn().unwrap();
        let mut first = String::new();
        BufReader::with_capacity(64, child.stdout.take().unwrap()).read_line(&mut first).unwrap();
        assert!(!first.is_empty());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(code), ""), "{arguments:?}");
    }
}

/// By whatever name: what is no regular file is written as it is, and its reader may stop early.
#[cfg(target_os = "linux")]
#[test]
fn a_pipe_named_as_the_output_is_written_like_stdout() {
    let outside = tempfile::tempdir().unwrap();
    let script = |script: &str| {
        let mut shell = Command::new("bash");
        shell.args(["-o", "pipefail", "-c", script, env!("CARGO_BIN_EXE_acquis")]).current_dir(outside.path());
        let output = shell.output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap(), output.stdout)
    };
    let plain = run(&["compare", "--as-of", "2011-11-25", "--format", "json"]).stdout;
    let compare = "\"$0\" compare --as-of 2011-11-25 --format json -o";
    for name in ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"] {
        let whole = script(&format!("{compare} {name} | cat"));
        assert_eq!(whole, (Some(0), String::new(), plain.clone().into_bytes()), "{name}");
        let (code, said, some) = script(&format!("{compare} {name} | head -c 30"));
        assert_eq!((code, said.as_str(), some.len()), (Some(0), "", 30), "{name}");
        let fails = script(&format!("{compare} {name} --fail-on overdue | head -c 30"));
        assert_eq!(fails.0, Some(1), "{name}");
    }
    let (code, said, _) = script(&format!("{compare} /dev/fd/3 3> >(head -c 30)"));
    assert_eq!((code, said.as_str()), (Some(0), ""));
    let (code, said, some) = script(&format!("mkfifo f.json; {compare} f.json & head -c 30 f.json; wait $!"));
    assert_eq!((code, said.as_str(), some.len()), (Some(0), "", 30));
    let appended = script(&format!("(echo first; {compare} /dev/stdout) > r.json; head -n 1 r.json"));
    assert_eq!(appended, (Some(0), String::new(), b"first\n".to_vec()));
}

/// What stdout is redirected onto is not read, neither.
#[cfg(unix)]
#[test]
fn nothing_that_is_read_is_appended_to() {
    let corpus = own_corpus();
    let (file, before) = (corpus.path().join("member-states/AT.json"), corpus.path().join("member-states/AT.json"));
    let before = std::fs::read(before).unwrap();
    for arguments in [&["gaps", "AT", "--data"][..], &["validate"], &["test"]] {
        let appended = std::fs::OpenOptions::new().append(true).open(&file).unwrap();
        let mut command = piped(arguments);
        let output = command.arg(corpus.path()).stdout(appended).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("the result would be written over ") && said.contains("AT.json"), "{said}");
        assert!(std::fs::read(&file).unwrap() == before);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_stdout_is_said() {
    let full = || std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    for arguments in
        [&["gaps", "AT"][..], &["--help"], &["-h"], &["help"], &["help", "gaps"], &["rules", "help"], &["--version"]]
    {
        let output = piped(arguments).stdout(full()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(String::from_utf8(output.stderr).unwrap(), "error: cannot write the result: the disk is full\n");
    }
}

#[cfg(unix)]
#[test]
fn a_stdout_that_takes_nothing_is_said() {
    let script = |redirected: &str, arguments: &str| {
        let script = format!("\"$0\" {arguments} {redirected}");
        let output = Command::new("sh").args(["-c", &script, env!("CARGO_BIN_EXE_acquis")]).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    for arguments in [
        "gaps AT",
        "check",
        "compare",
        "diff --from 2011-01-01 --to 2012-01-01",
        "recommend",
        "actions",
        "scoreboard",
        "explain AT/prum/dna",
        "history AT",
        "deadlines",
        "show prum",
        "list states",
        "validate",
        "rules verify",
        "schema instrument",
        "config",
        "completions bash",
        "man",
    ] {
        let (code, said) = script(">&-", arguments);
        assert_eq!(code, Some(2), "{arguments}: {said}");
        assert!(said.contains("cannot write the result: stdout is closed"), "{arguments}: {said}");
    }
    let (code, said) = script("1</dev/null", "gaps AT");
    assert!(code == Some(2) && said.contains("cannot write the result"), "only to be read: {said}");
    assert_eq!(script(">/dev/null", "gaps AT"), (Some(0), String::new()), "what is thrown away was asked for");
    assert_eq!(script("1<>/dev/null", "gaps AT"), (Some(0), String::new()));
    let file = tempfile::Builder::new().suffix(".json").tempfile().unwrap();
    let into = format!("gaps AT -o {}", file.path().display());
    assert_eq!(script(">&-", &into), (Some(0), String::new()), "nothing is written there");
    assert!(std::fs::metadata(file.path()).unwrap().len() > 1000);
}

#[test]
fn warnings_and_notes_go_to_stderr_as_loudly_as_asked() {
    let corpus = own_corpus();
    let directory = corpus.path().to_str().unwrap();
    let late = "\"on\": \"2017-01-27\",\n      \"source\": \"lgbl-li-2016-73\"";
    edit(&corpus, "member-states/LI.json", "\"on\": \"2016-01-27\",\n      \"source\": \"lgbl-li-2016-73\"", late);
    let gaps = ["gaps", "LI", "--as-of", "2011-11-25", "--data", directory];
    let (plain, quiet) = (run(&gaps), run(&[&gaps[..], &["--quiet"]].concat()));
    let verbose = run(&[&gaps[..], &["-v"]].concat());
    assert_eq!(quiet.stderr, "");
    assert!(
        plain.stderr.contains("in the data that were read: acquis validate") && plain.stderr.lines().count() == 1,
        "{}",
        plain.stderr
    );
    assert!(verbose.stderr.contains("member-states/LI.json:") && verbose.stderr.contains("note: read 86 instruments"));
    assert_eq!((plain.stdout.as_str(), quiet.stdout.as_str()), (verbose.stdout.as_str(), verbose.stdout.as_str()));
}

#[test]
fn own_data_without_change_give_the_same_answer_and_digest() {
    let corpus = own_corpus();
    let gaps = ["gaps", "EL", "--as-of", "2011-11-25", "--format", "json"];
    let own = run(&[&gaps[..], &["--data", corpus.path().to_str().unwrap()]].concat());
    assert_eq!((own.code, own.stdout), (0, run(&gaps).stdout));
}

#[test]
fn data_without_rules_are_judged_by_the_embedded_ones() {
    let corpus = own_corpus();
    std::fs::remove_dir_all(corpus.path().join("rules")).unwrap();
    let gaps = ["gaps", "EL", "--as-of", "2011-11-25", "--format", "json"];
    let own = run(&[&gaps[..], &["--data", corpus.path().to_str().unwrap()]].concat());
    assert_eq!((own.code, own.stdout), (0, run(&gaps).stdout));
}

#[test]
fn one_state_gives_the_same_answer_alone_and_among_all() {
    for state in ["AT", "EL", "UK", "DE", "LI"] {
        let alone = run(&["gaps", state, "--all", "--as-of", "2011-11-25", "--format", "csv"]).stdout;
        let among = run(&["compare", state, "--as-of", "2011-11-25", "--format", "csv"]).stdout;
        assert_eq!(alone, among, "{state}");
    }
}

#[test]
fn init_fills_only_an_empty_directory() {
    let corpus = own_corpus();
    let ran = run(&["init", corpus.path().to_str().unwrap()]);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains("not empty"), "{}", ran.stderr);
}

/// What was asked for is done, whoever hears of it.
#[cfg(target_os = "linux")]
#[test]
fn a_line_about_written_files_that_nobody_can_read_is_a_warning() {
    let outside = tempfile::tempdir().unwrap();
    let script = "\"$0\" init x >/dev/full; echo $? >&2; \"$0\" init y >&-; echo $? >&2; \
        \"$0\" new state MD --into y >&-; echo $? >&2";
    let mut shell = Command::new("sh");
    shell.args(["-c", script, env!("CARGO_BIN_EXE_acquis")]).current_dir(outside.path());
    let said = String::from_utf8(shell.output().unwrap().stderr).unwrap();
    let (full, closed) = ("the disk is full", "stdout is closed");
    let warned = [full, closed, closed].map(|why| format!("warning: cannot write the result: {why}\n0\n"));
    assert_eq!(said, warned.concat());
    for written in ["x/seeds", "y/seeds", "y/member-states/MD.json"] {
        assert!(outside.path().join(written).exists(), "{written}");
    }
}
