//! Broken data on the command line: place, what is wrong, what to do; all at once; nothing evaluated.

use std::fs;

use crate::support::{acquis, edit, own_corpus, printed, ran, refused, run};

/// What is said about a corpus in which one file holds these bytes.
fn said_about(file: &str, bytes: &[u8]) -> String {
    let corpus = own_corpus();
    fs::write(corpus.path().join(file), bytes).unwrap();
    refused(3, &["gaps", "DE", "--data", corpus.path().to_str().unwrap()])
}

#[test]
fn a_broken_file_is_named_with_line_and_column() {
    for (bytes, what) in [
        (&b"{\n  \"id\": \"prum\",,\n}"[..], "instruments/prum.json:2:"),
        (b"\xef\xbb\xbf{\"id\": 1,, }", "instruments/prum.json:1:10"),
        (b"{\"id\": \"\xff\"}", "instruments/prum.json:1:"),
        (b"[]", "instruments/prum.json:1:1"),
        (b"", "instruments/prum.json:1:1"),
        (&[b'['; 400], "instruments/prum.json:1:"),
    ] {
        let message = said_about("instruments/prum.json", bytes);
        assert!(message.contains(what) && message.contains("error["), "{message}");
    }
}

#[test]
fn all_problems_of_all_files_are_reported_at_once() {
    let corpus = own_corpus();
    edit(&corpus, "member-states/AT.json", "\"code\": \"AT\"", "\"code\": \"AT\", \"code\": \"AT\"");
    edit(&corpus, "member-states/SE.json", "\"instrument\": \"budapest\"", "\"instrument\": \"budapset\"");
    edit(&corpus, "instruments/anti-trafficking.json", "2013-04-06", "2013-02-30");
    let message = refused(3, &["validate", corpus.path().to_str().unwrap()]);
    for place in ["member-states/AT.json:", "member-states/SE.json:", "instruments/anti-trafficking.json:"] {
        assert!(message.contains(place), "{place}: {message}");
    }
    assert!(message.contains("did you mean \"budapest\"") && message.contains("errors in the data"), "{message}");
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let corpus = own_corpus();
    let (outside, file) = (tempfile::tempdir().unwrap(), corpus.path().join("instruments/prum.json"));
    fs::rename(&file, outside.path().join("prum.json")).unwrap();
    std::os::unix::fs::symlink(outside.path().join("prum.json"), &file).unwrap();
    let message = refused(3, &["gaps", "DE", "--data", corpus.path().to_str().unwrap()]);
    assert!(message.contains("symbolic-link") && message.contains("instruments/prum.json"), "{message}");
}

#[cfg(unix)]
#[test]
fn a_giant_is_not_read() {
    let corpus = own_corpus();
    let file = fs::File::create(corpus.path().join("instruments/giant.json")).unwrap();
    file.set_len(1 << 30).unwrap();
    let message = refused(3, &["gaps", "DE", "--data", corpus.path().to_str().unwrap()]);
    assert!(message.contains("instruments/giant.json") && message.contains("file-too-large"), "{message}");
}

#[test]
fn a_directory_that_is_none_is_named() {
    let message = refused(3, &["gaps", "DE", "--data", "/no/such/directory"]);
    assert!(message.contains("/no/such/directory"), "{message}");
    let empty = tempfile::tempdir().unwrap();
    let message = refused(3, &["validate", empty.path().to_str().unwrap()]);
    assert!(message.contains("no-instruments") && message.contains("acquis init"), "{message}");
    let message = refused(3, &["gaps", "DE", "--rules", empty.path().to_str().unwrap()]);
    assert!(message.contains("no decision tables"), "{message}");
}

#[test]
fn fix_brings_the_canonical_form_and_leaves_broken_files_alone() {
    let corpus = own_corpus();
    let (directory, file) = (corpus.path().to_str().unwrap(), corpus.path().join("instruments/prum.json"));
    let canonical = fs::read_to_string(&file).unwrap();
    let squeezed: serde_json::Value = serde_json::from_str(&canonical).unwrap();
    fs::write(&file, squeezed.to_string()).unwrap();
    let ran = run(&["validate", directory, "--fix"]);
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    assert!(ran.stdout.contains("instruments/prum.json"), "{}", ran.stdout);
    assert_eq!(fs::read_to_string(&file).unwrap(), canonical);
    fs::write(&file, "{ broken").unwrap();
    let state = corpus.path().join("member-states/AT.json");
    let other: serde_json::Value = serde_json::from_str(&fs::read_to_string(&state).unwrap()).unwrap();
    for format in ["table", "json", "csv"] {
        fs::write(&state, other.to_string()).unwrap();
        let ran = run(&["validate", directory, "--fix", "--format", format, "-q"]);
        assert!(ran.code == 3 && ran.stdout.is_empty(), "{}", ran.stdout);
        assert!(ran.stderr.ends_with("nothing was evaluated; rewritten: member-states/AT.json\n"), "{}", ran.stderr);
    }
    assert_eq!(fs::read_to_string(&file).unwrap(), "{ broken");
    fs::write(&file, &canonical).unwrap();
    let mut permissions = fs::metadata(&file).unwrap().permissions();
    permissions.set_readonly(true);
    fs::write(&state, other.to_string()).unwrap();
    fs::write(&file, squeezed.to_string()).unwrap();
    fs::set_permissions(&file, permissions).unwrap();
    let message = refused(2, &["validate", directory, "--fix"]);
    assert!(message.contains("instruments/prum.json:1:1: error[cannot-write]: the file is read-only"), "{message}");
    assert!(message.ends_with("1 file could not be rewritten; rewritten: member-states/AT.json\n"), "{message}");
}

#[test]
fn data_and_rules_are_reported_in_one_run() {
    let corpus = own_corpus();
    edit(&corpus, "member-states/AT.json", "\"name\": \"Austria\"", "\"nmae\": \"Austria\"");
    edit(&corpus, "rules/severity.json", "\"verdict\": \"encouraged\"", "\"verdict\": \"pending\"");
    edit(&corpus, "rules/verdict.json", "\"then\": \"not-in-force\"", "\"then\": \"not-in-farce\"");
    let directory = corpus.path().to_str().unwrap();
    for command in [&["validate", directory][..], &["gaps", "AT", "--data", directory]] {
        let message = refused(3, command);
        for part in ["member-states/AT.json:", "nmae", "rules/verdict.json:", "not-in-farce", "did you mean"] {
            assert!(message.contains(part), "{part}: {message}");
        }
        assert!(message.contains("in the data") && message.contains("in the decision tables"), "{message}");
    }
}

#[test]
fn broken_cases_beside_the_tables_have_line_and_column() {
    for (from, to, wanted) in [
        ("\"table\": \"severity\"", "\"table\": \"severty\"", "there is no table `severty`, did you mean `severity`?"),
        ("\"days_overdue\": 182", "\"days_overdu\": 182", "unknown fact `days_overdu`, did you mean `days_overdue`?"),
        ("\"kind\": \"transpose\"", "\"kind\": \"transpoze\"", "unknown value of `kind` `transpoze`"),
        ("\"expect\": \"low\"", "\"expect\": \"lov\"", "unknown outcome `lov`, did you mean `low`?"),
        ("\"expect\": \"low\"", "\"expect\": 3", "`expect` is a word or a list of words"),
        ("\"long-overdue\"", "\"long-overdu\"", "has no row `long-overdu`, did you mean `long-overdue`?"),
        ("\"days_overdue\": 182,", "\"days_overdue\": 182,,", "broken-json"),
        ("\"given\"", "\"givn\"", "unknown field `givn`"),
    ] {
        let corpus = own_corpus();
        let file = "rules/cases/severity.json";
        edit(&corpus, file, from, to);
        let text = fs::read_to_string(corpus.path().join(file)).unwrap();
        let line = text.lines().position(|line| line.contains(to)).unwrap() + 1;
        let directory = corpus.path().to_str().unwrap();
        for command in [&["validate", directory][..], &["rules", "test", directory]] {
            let message = refused(3, command);
            assert!(message.contains(&format!("{file}:{line}:")) && message.contains(wanted), "{wanted}: {message}");
        }
    }
}

#[test]
fn validate_counts_the_cases_beside_the_tables_in_use() {
    let count = |arguments: &[&str]| {
        let json: serde_json::Value =
            serde_json::from_str(&printed(&[&["validate", "--format", "json"], arguments].concat())).unwrap();
        json["rule_cases"].as_u64().unwrap()
    };
    let corpus = own_corpus();
    let directory = corpus.path().to_str().unwrap();
    assert!(count(&[]) > 30);
    assert_eq!(count(&[directory]), count(&[]));
    assert_eq!(count(&["--rules", "tests/overlays/unchallenged-notification"]), 2);
    fs::remove_dir_all(corpus.path().join("rules/cases")).unwrap();
    assert_eq!(count(&[directory]), 0);
    fs::remove_dir_all(corpus.path().join("rules")).unwrap();
    assert_eq!(count(&[directory]), count(&[]), "the embedded tables are in use, and their cases");
}

#[test]
fn every_error_in_a_table_has_line_and_column() {
    let corpus = own_corpus();
    edit(&corpus, "rules/severity.json", "\"verdict\": \"encouraged\"", "\"verdict\": \"pending\"");
    let message = refused(3, &["rules", "verify", "--data", corpus.path().to_str().unwrap()]);
    let text = fs::read_to_string(corpus.path().join("rules/severity.json")).unwrap();
    let line = |of: &str| text.lines().position(|line| line.contains(of)).unwrap() + 1;
    let rows = line("\"rows\"");
    assert!(message.contains(&format!("rules/severity.json:{rows}:3: error[rule-hole]: no row answers")), "{message}");
    let overlaps: Vec<&str> = message.lines().filter(|line| line.contains("error[rule-two-hits]")).collect();
    assert!(!overlaps.is_empty(), "{message}");
    for one in overlaps {
        // "`time-remains` and `SECOND` both answer": the place is that of the second row
        let second = one.split('`').nth(3).unwrap();
        let line = line(&format!("\"id\": \"{second}\""));
        assert!(one.contains(&format!("/rules/severity.json:{line}:")), "{one}");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_a_link_is_reported_first_and_alone() {
    let corpus = own_corpus();
    let (outside, seeds) = (tempfile::tempdir().unwrap(), corpus.path().join("seeds"));
    fs::rename(&seeds, outside.path().join("seeds")).unwrap();
    std::os::unix::fs::symlink(outside.path().join("seeds"), &seeds).unwrap();
    let message = refused(3, &["gaps", "DE", "--data", corpus.path().to_str().unwrap()]);
    assert!(message.starts_with("seeds:1:1: error[symbolic-link]"), "{message}");
    assert!(message.contains("1 error in the data") && !message.contains("unknown-source"), "{message}");
}

/// Puts a byte order mark before a file.
fn mark(path: &std::path::Path) {
    let text = fs::read(path).unwrap();
    fs::write(path, [b"\xef\xbb\xbf", text.as_slice()].concat()).unwrap();
}

#[test]
fn a_byte_order_mark_means_nothing_in_any_file() {
    let corpus = own_corpus();
    let inside = |name: &str| corpus.path().join(name);
    let text = |name: &str| inside(name).to_str().unwrap().to_owned();
    let [data, settings, waivers, baseline] = ["", "acquis.toml", "waivers.json", "baseline.json"].map(text);
    fs::write(&settings, "fail-on = \"overdue\"\n").unwrap();
    let waiver = r#"{"waivers": [{"finding": "SE/prum/*", "reason": "r", "owner": "o"}]}"#;
    fs::write(&waivers, waiver).unwrap();
    let ask = ["check", "--as-of", "2011-11-25", "--known-as-of", "2011-11-25", "--state", "SE", "--format", "csv"];
    let files = ["--data", &data, "--config", &settings, "--waivers", &waivers, "--baseline", &baseline];
    run(&[&ask[..], &files, &["--update-baseline"]].concat());
    let before = run(&[&ask[..], &files].concat());
    assert!(before.stdout.contains(",unchanged,"), "{}", before.stderr);
    for file in ["instruments/prum.json", "member-states/SE.json", "seeds/iss-report-2011.json", "rules/verdict.json"] {
        mark(&inside(file));
    }
    [&settings, &waivers, &baseline].into_iter().for_each(|file| mark(file.as_ref()));
    let after = run(&[&ask[..], &files].concat());
    assert_eq!((after.code, after.stdout), (before.code, before.stdout), "{}", after.stderr);
    // Columns are counted as an editor counts them, and bytes as they are in the file.
    fs::write(&settings, "\u{feff}fail-on = 1\n").unwrap();
    let message = refused(2, &["list", "states", "--config", &settings]);
    assert!(message.contains("acquis.toml:1:11"), "{message}");
    fs::write(&baseline, "\u{feff}{\"schema\": }").unwrap();
    let message = refused(3, &[&ask[..], &files[4..]].concat());
    assert!(message.contains("baseline.json:1:12"), "{message}");
    fs::write(&waivers, b"\xef\xbb\xbf{\"\xff\"}").unwrap();
    let message = refused(3, &["check", "--waivers", &waivers]);
    assert!(message.contains("waivers.json:1:3") && message.contains("byte 5 of the file"), "{message}");
}

/// What a terminal obeys: controls (C0, DEL, C1), marks and overrides of direction, noncharacters.
fn is_obeyed(char: char) -> bool {
    (char.is_control() && char != '\n')
        || matches!(char, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FFFE}')
}

/// By whatever way a text comes to stderr, as lines or as JSON: it writes nothing to a terminal.
#[test]
fn nothing_foreign_moves_a_terminal() {
    const EVIL: &str = "x\u{9b}31mRED\u{1b}[2J\u{202e}\u{7f}\u{fffe}\u{2066}y";
    let corpus = own_corpus();
    let data = corpus.path().to_str().unwrap();
    let outside = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = outside.path().join(name);
        fs::write(&path, text).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let evil = EVIL.replace('\u{1b}', "");
    edit(&corpus, "member-states/AT.json", "\"name\": \"Austria\"", &format!("\"name\": \"Austria\", \"{evil}\": 1"));
    edit(&corpus, "instruments/prum.json", "\"kind\": \"decision\"", &format!("\"kind\": \"{evil}\""));
    edit(&corpus, "seeds/iss-report-2011.json", "\"kind\"", &format!("\"kind\": \"{evil}\", \"kind\""));
    edit(&corpus, "rules/verdict.json", "\"rows\"", &format!("\"{evil}\": 1, \"rows\""));
    fs::write(corpus.path().join(format!("seeds/{EVIL}.json")), "{").unwrap();
    let cases = file("c.json", "{}");
    let waivers = file("w.json", &format!("{{\"waivers\": [{{\"finding\": \"{evil}\"}}]}}"));
    let settings = file("s.toml", &format!("\"{}\" = 1\nstates = [\"{evil}\"]\n", evil.replace('\u{7f}', "")));
    let baseline = file(
        "b.json",
        &format!(
            "{{\"schema\": \"acquis/findings/1\", \"as_of\": \"{evil}\", \"findings\": [{{\"id\": \"{evil}\"}}]}}"
        ),
    );
    for arguments in [
        &["validate", data][..],
        &["check", "--data", data, "-v"],
        &["rules", "test", "--rules", data],
        &["gaps", EVIL],
        &["gaps", "AT", "--instrument", EVIL],
        &["explain", EVIL],
        &["show", EVIL],
        &["check", "--waivers", &waivers],
        &["check", "--baseline", &baseline],
        &["diff", &baseline, &cases],
        &["gaps", "AT", "--config", &settings],
        &["gaps", "AT", "--data", EVIL],
        &["gaps", "AT", "-o", &format!("{EVIL}/no/such.json")],
        &["gaps", "AT", &format!("--as-of={EVIL}")],
        &["gaps", "AT", "--assume", EVIL],
        &["schema", EVIL],
        &["man", EVIL],
        &["rules", "show", EVIL],
        &[EVIL],
        &["gaps", "AT", &format!("--{EVIL}")],
    ] {
        for more in [&[][..], &["--color", "never"], &["--log-format", "json"]] {
            let ran = run(&[arguments, more].concat());
            let obeyed = ran.stderr.chars().find(|char| is_obeyed(*char));
            assert!(
                ran.code > 1 && obeyed.is_none(),
                "{arguments:?} {more:?} ends with {}: {:?}",
                ran.code,
                ran.stderr
            );
        }
    }
    for variable in
        ["ACQUIS_STATES", "ACQUIS_FAIL_ON", "ACQUIS_JOBS", "ACQUIS_DATA", "ACQUIS_LOG_FORMAT", "ACQUIS_STRICT"]
    {
        let ran = ran(acquis(&["gaps"]).env(variable, EVIL).output().unwrap());
        assert!(ran.code > 1 && !ran.stderr.contains(is_obeyed), "{variable}: {:?}", ran.stderr);
    }
}
