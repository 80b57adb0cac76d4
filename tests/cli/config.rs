//! Settings: flag before environment before file before default, each with where it comes from; a mistake in the file has
//! line and column.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{Ran, acquis, own_corpus, ran};

/// A directory with this `acquis.toml`.
fn at(text: &str) -> tempfile::TempDir {
    let directory = tempfile::tempdir().unwrap();
    fs::write(directory.path().join("acquis.toml"), text).unwrap();
    directory
}

/// A run in this directory.
fn run_in(directory: &Path, variables: &[(&str, &str)], arguments: &[&str]) -> Ran {
    ran(acquis(arguments).current_dir(directory).envs(variables.iter().copied()).output().unwrap())
}

/// What is in force: value and origin of a setting.
fn in_force(directory: &Path, variables: &[(&str, &str)], arguments: &[&str], key: &str) -> (Value, String) {
    let ran = run_in(directory, variables, &[&["config", "--format", "json"], arguments].concat());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let data: Value = serde_json::from_str(&ran.stdout).unwrap();
    let found = data["settings"].as_array().unwrap().iter().find(|row| row["key"] == key).unwrap().clone();
    (found["value"].clone(), found["from"].as_str().unwrap().to_owned())
}

/// A key: its line in the file, variable, flag; and the value that each of them gives.
type Said = (&'static str, &'static str, (&'static str, &'static str), &'static [&'static str], [&'static str; 3]);

const EVERY: [Said; 9] = [
    ("data", "data = \"f\"", ("ACQUIS_DATA", "e"), &["--data", "c"], ["\"f\"", "\"e\"", "\"c\""]),
    ("rules", "rules = \"f\"", ("ACQUIS_RULES", "e"), &["--rules", "c"], ["\"f\"", "\"e\"", "\"c\""]),
    (
        "states",
        "states = [\"AT\", \"Greece\"]",
        ("ACQUIS_STATES", "DE, FR"),
        &["--state", "IT"],
        ["[\"AT\",\"Greece\"]", "[\"DE\",\"FR\"]", "[\"IT\"]"],
    ),
    (
        "instruments",
        "instruments = [\"prum\"]",
        ("ACQUIS_INSTRUMENTS", "2011/36/EU,prum/dna"),
        &["--instrument", "budapest"],
        ["[\"prum\"]", "[\"2011/36/EU\",\"prum/dna\"]", "[\"budapest\"]"],
    ),
    (
        "families",
        "families = [\"trafficking\"]",
        ("ACQUIS_FAMILIES", "borders, child-protection"),
        &["--family", "drugs"],
        ["[\"trafficking\"]", "[\"borders\",\"child-protection\"]", "[\"drugs\"]"],
    ),
    (
        "fail-on",
        "fail-on = \"overdue\"",
        ("ACQUIS_FAIL_ON", "high"),
        &["--fail-on", "never"],
        ["\"overdue\"", "\"high\"", "\"never\""],
    ),
    ("strict", "strict = true", ("ACQUIS_STRICT", "false"), &["--strict"], ["true", "false", "true"]),
    ("strict", "strict = true", ("ACQUIS_STRICT", "1"), &["--no-strict"], ["true", "true", "false"]),
    ("waivers", "waivers = \"f\"", ("ACQUIS_WAIVERS", "e"), &[], ["\"f\"", "\"e\"", "\"e\""]),
];

#[test]
fn a_flag_goes_before_the_environment_before_the_file_before_the_default() {
    for (key, line, variable, flag, [file, environment, typed]) in EVERY {
        let directory = at(&format!("# settings\n{line}\n"));
        let (path, name) = (directory.path(), variable.0);
        let nowhere = tempfile::tempdir().unwrap();
        let seen = |value: (Value, String)| (value.0.to_string(), value.1);
        let expect = |value: &str, from: &str| (value.to_owned(), from.to_owned());
        assert_eq!(seen(in_force(nowhere.path(), &[], &[], key)), expect("null", "default"));
        assert_eq!(seen(in_force(path, &[], &[], key)), expect(file, "acquis.toml:2"));
        assert_eq!(seen(in_force(path, &[(name, "")], &[], key)), expect(file, "acquis.toml:2"), "empty says nothing");
        let from = format!("environment {name}");
        assert_eq!(seen(in_force(path, &[variable], &[], key)), expect(environment, &from));
        if let [flag, ..] = flag {
            let arguments = EVERY.iter().find(|one| one.3.first() == Some(flag)).unwrap().3;
            assert_eq!(seen(in_force(path, &[variable], arguments, key)), expect(typed, &format!("flag {flag}")));
        }
    }
    let directory = at("baseline = \"f\"");
    let baseline = |variables: &[(&str, &str)]| in_force(directory.path(), variables, &[], "baseline").1;
    assert_eq!(baseline(&[]), "acquis.toml:1");
    assert_eq!(baseline(&[("ACQUIS_BASELINE", "e")]), "environment ACQUIS_BASELINE");
}

#[test]
fn what_belongs_to_the_machine_comes_from_flag_or_environment() {
    let directory = at("");
    for (key, variable, flag, from) in [
        ("jobs", ("ACQUIS_JOBS", "2"), &["--jobs", "1"][..], "flag --jobs"),
        ("limits", ("ACQUIS_LIMITS", "files=9"), &["--limits", "total=2GiB"], "flag --limits"),
        ("log-format", ("ACQUIS_LOG_FORMAT", "json"), &["--log-format", "text"], "flag --log-format"),
    ] {
        assert_eq!(in_force(directory.path(), &[variable], &[], key).1, format!("environment {}", variable.0));
        assert_eq!(in_force(directory.path(), &[variable], flag, key).1, from);
    }
}

#[test]
fn the_settings_do_what_the_flags_do() {
    let corpus = own_corpus();
    let inside = corpus.path();
    fs::write(inside.join("acquis.toml"), "data = \".\"\nstates = [\"Greece\"]\ninstruments = [\"2006/24/EC\"]")
        .unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let file = inside.join("acquis.toml");
    let plain = tempfile::tempdir().unwrap();
    let day = ["--as-of", "2011-11-25", "--format", "json"];
    let typed = ["compare", "EL", "--instrument", "data-retention"];
    let expected = run_in(plain.path(), &[], &[&typed[..], &day].concat()).stdout;
    let named = [&["compare", "--config", file.to_str().unwrap()][..], &day].concat();
    assert_eq!(run_in(inside, &[], &[&["compare"][..], &day].concat()).stdout, expected);
    assert_eq!(run_in(elsewhere.path(), &[], &named).stdout, expected, "paths count from the file");
    let variable = [("ACQUIS_CONFIG", file.to_str().unwrap())];
    assert_eq!(run_in(elsewhere.path(), &variable, &[&["compare"][..], &day].concat()).stdout, expected);
    // Greece alone is set: it is the state that is asked about; one that is typed takes precedence.
    assert!(run_in(inside, &[], &["gaps", "--as-of", "2011-11-25"]).stdout.starts_with("Greece (EL)"));
    assert!(run_in(inside, &[], &["gaps", "AT", "--as-of", "2011-11-25"]).stdout.starts_with("Austria (AT)"));
    let sweden = run_in(inside, &[], &["compare", "SE", "--as-of", "2011-11-25", "--format", "csv"]).stdout;
    assert!(sweden.contains("SE/data-retention") && !sweden.contains("EL/") && !sweden.contains("prum"), "{sweden}");
    let prum = run_in(inside, &[], &["history", "SE", "prum", "--format", "csv"]).stdout;
    assert!(prum.contains("prum") && !prum.contains("data-retention"), "{prum}");
    let all = run_in(inside, &[], &[&["compare", "--all-states"][..], &day].concat()).stdout;
    assert!(all.contains("\"AT/data-retention/internet\"") && all.contains("\"IS/"), "every state, whatever is set");
    let listed = run_in(inside, &[], &["list", "states", "--format", "csv"]).stdout;
    assert!(listed.contains("AT"), "lists say what there is");
}

#[test]
fn set_levels_end_a_run_and_flags_take_them_back() {
    let directory = at("fail-on = \"overdue\"\nstrict = true\n");
    let code = |arguments: &[&str]| run_in(directory.path(), &[], arguments).code;
    assert_eq!(code(&["gaps", "EL", "--as-of", "2011-11-25"]), 1);
    assert_eq!(code(&["gaps", "EL", "--as-of", "2011-11-25", "--fail-on", "never"]), 4);
    assert_eq!(code(&["gaps", "EL", "--as-of", "2011-11-25", "--fail-on", "never", "--no-strict"]), 0);
    assert_eq!(code(&["gaps", "EL", "--as-of", "2011-11-25", "--config", "/dev/null"]), 0);
}

#[test]
fn several_set_states_are_no_answer_to_which_one() {
    let directory = at("states = [\"AT\", \"DE\"]");
    let ran = run_in(directory.path(), &[], &["gaps"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""));
    assert!(ran.stderr.contains("no state is named, and 2 are set (acquis.toml:1)"), "{}", ran.stderr);
    assert_eq!(run_in(directory.path(), &[], &["gaps", "FR"]).code, 0);
}

#[test]
fn every_mistake_is_reported_with_line_and_column() {
    for (text, place, parts) in [
        ("\ndtaa = \"law\"", "acquis.toml:2:1", &["unknown-key", "did you mean \"data\""][..]),
        ("fail_on = \"overdue\"", "acquis.toml:1:1", &["unknown-key", "did you mean \"fail-on\""]),
        ("jobs = 2", "acquis.toml:1:1", &["unknown-key", "--jobs or ACQUIS_JOBS"]),
        ("[check]\nfail-on = \"overdue\"", "acquis.toml:1:", &["unknown-key", "the keys are data, rules, states"]),
        ("states = \"AT\"", "acquis.toml:1:10", &["wrong-type", "\"states\" takes a list of texts"]),
        ("states = [\"AT\",\n  7]", "acquis.toml:2:3", &["wrong-type", "and not a number"]),
        ("data = 1979-05-27", "acquis.toml:1:8", &["wrong-type", "and not a date"]),
        ("strict = \"yes\"", "acquis.toml:1:10", &["wrong-type", "true or false, and not a text"]),
        ("fail-on = \"overdeu\"", "acquis.toml:1:11", &["unknown-level", "did you mean \"overdue\""]),
        ("fail-on = \"always\"", "acquis.toml:1:11", &["unknown-level", "the levels are never, encouraged"]),
        ("waivers = \"\"", "acquis.toml:1:11", &["empty-text"]),
        ("data = \"a\"\ndata = \"b\"", "acquis.toml:2:1", &["not-toml", "duplicate key"]),
        ("data = \n", "acquis.toml:1:", &["not-toml"]),
        ("states = [\"AT\"", "acquis.toml:1:", &["not-toml"]),
        ("states = [\"é\", 7]", "acquis.toml:1:16", &["wrong-type"]),
        (
            "states = [\"AT\"]\ninstruments = [\"prum\", \"budapset\"]",
            "acquis.toml:2:24",
            &["did you mean \"budapest\""],
        ),
        ("states = [\"DE\", \"Atlantis\"]", "acquis.toml:1:17", &["unknown-name", "Atlantis"]),
    ] {
        let directory = at(text);
        let ran = run_in(directory.path(), &[], &["compare"]);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{text}: {}", ran.stderr);
        let is_reported = ran.stderr.lines().any(|line| line.starts_with(place) && line.contains("error["));
        assert!(is_reported && parts.iter().all(|part| ran.stderr.contains(part)), "{text}: {}", ran.stderr);
        assert!(ran.stderr.contains("in the settings: nothing was evaluated"), "{}", ran.stderr);
    }
}

#[test]
fn all_mistakes_are_reported_at_once() {
    let directory = at("strict = 1\nstats = []\nfail-on = \"x\"");
    let stderr = run_in(directory.path(), &[], &["gaps", "AT"]).stderr;
    assert!(["acquis.toml:1:10", "acquis.toml:2:1", "acquis.toml:3:11"].iter().all(|place| stderr.contains(place)));
    assert!(stderr.contains("error: 3 errors in the settings"), "{stderr}");
}

#[test]
fn what_is_no_text_is_reported() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("acquis.toml");
    let said = |arguments: &[&str]| {
        let ran = run_in(directory.path(), &[], arguments);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{}", ran.stderr);
        ran.stderr
    };
    fs::write(&file, b"data = \"a\"\nrules = \"\xff\"").unwrap();
    assert!(said(&["gaps", "AT"]).contains("acquis.toml:2:10: error[not-utf-8]"));
    fs::File::create(&file).unwrap().set_len(1 << 32).unwrap();
    assert!(said(&["gaps", "AT"]).contains("cannot read the settings in acquis.toml: it is larger than 1024 KiB"));
    fs::remove_file(&file).unwrap();
    fs::create_dir(&file).unwrap();
    assert!(said(&["gaps", "AT"]).contains("it is no regular file"));
    let missing = said(&["gaps", "AT", "--config", "no/such.toml"]);
    assert!(missing.contains("no/such.toml (flag --config): no such file or directory"), "{missing}");
    let of_variable = run_in(directory.path(), &[("ACQUIS_CONFIG", "gone.toml")], &["gaps", "AT"]);
    assert!(of_variable.code == 2 && of_variable.stderr.contains("(environment ACQUIS_CONFIG)"));
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_and_a_broken_one_is_reported() {
    let (real, directory) = (at("states = [\"AT\"]"), tempfile::tempdir().unwrap());
    std::os::unix::fs::symlink(real.path().join("acquis.toml"), directory.path().join("acquis.toml")).unwrap();
    assert_eq!(in_force(directory.path(), &[], &[], "states").1, "acquis.toml:1");
    fs::remove_file(real.path().join("acquis.toml")).unwrap();
    let ran = run_in(directory.path(), &[], &["gaps", "AT"]);
    assert!(ran.code == 2 && ran.stderr.contains("no such file"), "{}", ran.stderr);
}

#[test]
fn variables_that_say_what_cannot_be_are_named() {
    let directory = tempfile::tempdir().unwrap();
    for (variable, parts) in [
        (("ACQUIS_FAIL_ON", "overdeu"), &["ACQUIS_FAIL_ON cannot be \"overdeu\"", "did you mean \"overdue\""][..]),
        (("ACQUIS_STRICT", "maybe"), &["ACQUIS_STRICT cannot be", "true, false, 1, 0"]),
        (("ACQUIS_JOBS", "-1"), &["ACQUIS_JOBS cannot be", "0 to 256"]),
        (("ACQUIS_LOG_FORMAT", "xml"), &["ACQUIS_LOG_FORMAT cannot be \"xml\"", "text, json"]),
        (("ACQUIS_STATES", "AT,Austira"), &["ACQUIS_STATES: ", "Austira", "did you mean"]),
    ] {
        let ran = run_in(directory.path(), &[variable], &["compare"]);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{variable:?}");
        assert!(parts.iter().all(|part| ran.stderr.contains(part)), "{}", ran.stderr);
    }
    let stray = [("ACQUIS_FAILON", "overdue"), ("ACQUIS_BLESS", "1"), ("ACQUIS_PORT_80_TCP", "x")];
    let ran = run_in(directory.path(), &stray, &["gaps", "EL", "--as-of", "2011-11-25"]);
    let warning = "warning: ACQUIS_FAILON is set but is not read: did you mean ACQUIS_FAIL_ON?\n";
    assert_eq!((ran.code, ran.stderr.as_str()), (0, warning));
}

#[test]
fn what_is_about_the_program_alone_reads_no_settings() {
    let directory = at("broken");
    for arguments in
        [&["man"][..], &["completions", "bash"], &["schema"], &["--help"], &["--version"], &["init", "new"]]
    {
        let ran = run_in(directory.path(), &[("ACQUIS_STRICT", "maybe")], arguments);
        assert_eq!((ran.code, ran.stderr.as_str()), (0, ""), "{arguments:?}");
    }
}

#[test]
fn the_settings_in_force_are_shown_in_every_format() {
    let directory = at("states = [\"AT\", \"Greece\"]\nfail-on = \"overdue\"\n");
    let shown = |format: &str| run_in(directory.path(), &[], &["config", "--format", format, "--jobs", "1"]).stdout;
    for format in ["table", "csv", "md"] {
        let text = shown(format);
        for part in ["AT, Greece", "acquis.toml:1", "overdue", "flag --jobs", "the embedded data", "default"] {
            assert!(text.contains(part), "{format}: {part}: {text}");
        }
    }
    let data: Value = serde_json::from_str(&shown("json")).unwrap();
    assert_eq!(data["file"]["path"], "acquis.toml");
    assert_eq!(data["settings"].as_array().unwrap().len(), 12);
}

#[test]
fn the_files_that_the_manual_shows_are_read() {
    for manual in ["docs/guide.md", "docs/nightly.md"] {
        let text = fs::read_to_string(manual).unwrap();
        let shown: Vec<&str> = text.split("```toml\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
        assert!(!shown.is_empty(), "{manual} shows none");
        for file in shown {
            let ran = run_in(at(file).path(), &[], &["config", "--format", "csv"]);
            assert!(ran.code == 0 && ran.stdout.contains("acquis.toml:1"), "{manual}: {}", ran.stderr);
        }
    }
}
