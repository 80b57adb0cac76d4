//! The five exit codes.

use crate::support::{edit, five, own_corpus, printed, refused, run};

#[test]
fn nothing_at_or_above_the_level_is_0() {
    assert_eq!(run(&["gaps", "AT", "--as-of", "2011-11-25"]).code, 0);
    assert_eq!(run(&["gaps", "EL", "--as-of", "2011-11-25", "--fail-on", "never"]).code, 0);
    assert_eq!(run(&["gaps", "AT", "--as-of", "2011-11-25", "--fail-on", "partial"]).code, 0);
}

#[test]
fn findings_at_or_above_the_level_are_1_and_printed() {
    for level in ["encouraged", "unknown", "possible-gap", "partial", "overdue", "info"] {
        let ran = run(&["gaps", "EL", "--as-of", "2011-11-25", "--fail-on", level]);
        assert_eq!(ran.code, 1, "{level}");
        assert!(ran.stdout.contains("overdue") && ran.stderr.is_empty());
    }
    assert_eq!(
        run(&["explain", "AT/budapest/ratification", "--as-of", "2011-11-25", "--fail-on", "encouraged"]).code,
        1
    );
    assert_eq!(run(&["compare", "EL", "--as-of", "2011-11-25", "--fail-on", "overdue", "--format", "json"]).code, 1);
}

#[test]
fn encouragements_fail_only_when_asked() {
    let only = ["gaps", "AT", "--as-of", "2011-11-25", "--instrument", "budapest/ratification", "--fail-on"];
    for (level, code) in [("encouraged", 1), ("unknown", 0), ("partial", 0), ("info", 0)] {
        assert_eq!(run(&[&only[..], &[level]].concat()).code, code, "{level}");
    }
}

#[test]
fn history_is_judged_by_the_findings_of_the_day() {
    let history = ["history", "EL", "--as-of", "2011-11-25"];
    assert_eq!(run(&history).code, 0);
    assert_eq!(run(&[&history[..], &["--fail-on", "overdue"]].concat()).code, 1);
    let known = ["history", "AT", "budapest/ratification", "--as-of", "2011-11-25"];
    for (flags, code) in [(&["--fail-on", "encouraged"][..], 1), (&["--fail-on", "partial"], 0), (&["--strict"], 0)] {
        assert_eq!(run(&[&known[..], flags].concat()).code, code, "{flags:?}");
    }
    assert_eq!(run(&["history", "AT", "--as-of", "2011-11-25", "--strict"]).code, 4);
}

#[test]
fn strict_is_4_where_something_is_not_known() {
    assert_eq!(run(&["gaps", "AT", "--as-of", "2011-11-25", "--strict"]).code, 4);
    let known = ["gaps", "AT", "--as-of", "2011-11-25", "--strict", "--instrument", "budapest/ratification"];
    assert_eq!(run(&known).code, 0);
    assert_eq!(run(&["gaps", "EL", "--as-of", "2011-11-25", "--strict", "--fail-on", "partial"]).code, 1, "1 before 4");
}

#[test]
fn wrong_use_is_2_and_prints_nothing() {
    for wrong in [
        &["gaps"][..],
        &["gaps", "AT", "--state", "DE"],
        &["frobnicate"],
        &["gaps", "AT", "--no-such-flag"],
        &["gaps", "AT", "--format", "odt"],
        &["gaps", "AT", "--fail-on", "everything"],
        &["gaps", "AT", "-q", "-v"],
        &["list"],
        &["validate", "--fix"],
    ] {
        let message = refused(2, wrong);
        assert!(message.starts_with("error: "), "{wrong:?}: {message}");
    }
    let help = refused(2, &[]);
    assert!(help.contains("Usage: acquis"), "{help}");
}

#[test]
fn days_are_strict() {
    for (day, why) in [
        ("2011-2-3", "write YYYY-MM-DD"),
        ("24-01-01", "write YYYY-MM-DD"),
        (" 2011-02-03", "write YYYY-MM-DD"),
        ("2011-02-30", "the calendar has no 2011-02-30"),
        ("2011-02", "write YYYY-MM-DD"),
        ("9999-12-31", "open end"),
        ("1949-12-31", "1950-01-01"),
    ] {
        for flag in ["--as-of", "--known-as-of"] {
            let message = refused(2, &["gaps", "AT", flag, day]);
            assert!(message.contains(why) && message.contains(flag), "{message}");
        }
    }
}

#[test]
fn invalid_data_are_3_and_nothing_is_evaluated() {
    let corpus = own_corpus();
    edit(&corpus, "member-states/AT.json", "\"name\": \"Austria\"", "\"nmae\": \"Austria\"");
    let directory = corpus.path().to_str().unwrap();
    for command in
        [&["gaps", "AT"][..], &["list", "states"], &["validate", directory], &["compare", "--format", "json"]]
    {
        let message = refused(3, &[command, &["--data", directory]].concat());
        assert!(message.contains("member-states/AT.json:") && message.contains("nmae"), "{message}");
    }
}

#[test]
fn a_rule_table_with_a_hole_or_two_hits_is_3_with_the_combination() {
    let corpus = own_corpus();
    edit(&corpus, "rules/severity.json", "\"verdict\": \"encouraged\"", "\"verdict\": \"pending\"");
    let directory = corpus.path().to_str().unwrap();
    for arguments in [&["rules", "verify", "--rules", directory][..], &["rules", "verify", "--data", directory]] {
        let message = refused(3, arguments);
        assert!(message.contains("no row answers when verdict is encouraged"), "{message}");
        assert!(message.contains("both answer when verdict is pending"), "{message}");
    }
    for arguments in [&["gaps", "AT", "--rules", directory][..], &["validate", directory]] {
        assert!(refused(3, arguments).contains("nothing was evaluated"));
    }
}

#[test]
fn nothing_evaluated_is_4_under_strict_and_a_warning_otherwise() {
    for command in [
        &["check"][..],
        &["compare"],
        &["recommend"],
        &["scoreboard"],
        &["scoreboard", "--layout", "table2"],
        &["deadlines"],
        &["actions"],
        &["diff", "--from", "1954-01-01"],
    ] {
        let asked = [command, &["--as-of", "1955-01-01"]].concat();
        let (plain, strict) = (run(&asked), run(&[&asked[..], &["--strict", "-q"]].concat()));
        assert_eq!((plain.code, strict.code, strict.stderr.as_str()), (0, 4, ""), "{command:?}: {}", plain.stderr);
        let warned = plain.stderr.lines().filter(|line| line.starts_with("warning: nothing was "));
        assert_eq!(warned.count(), 1, "{command:?}: {}", plain.stderr);
    }
    // a pipeline that reads the file alone finds a test that did not pass
    for (format, plain, strict) in [
        ("junit", "errors=\"0\" skipped=\"1\"", "errors=\"1\""),
        ("sarif", "\"id\": \"run/nothing-evaluated\"", "\"level\": \"warning\""),
        ("jsonl", "\"rule\":\"run/nothing-evaluated\"", "\"evaluated\":0"),
        ("json", "\"evaluated\": 0", "\"evaluated\": 0"),
        ("csv", "id,", "id,"),
        ("md", "nothing was evaluated", "nothing was evaluated"),
    ] {
        let asked = ["check", "--as-of", "1955-01-01", "--format", format];
        let (ran, strictly) = (run(&asked), run(&[&asked[..], &["--strict"]].concat()));
        assert_eq!((ran.code, strictly.code), (0, 4), "{format}");
        assert!(ran.stdout.contains(plain) && strictly.stdout.contains(strict), "{format}: {}", strictly.stdout);
    }
    // a state that was named is evaluated: it was bound by nothing
    assert_eq!(run(&["gaps", "AT", "--as-of", "1955-01-01", "--strict"]).code, 0);
}

#[test]
fn a_state_that_left_stays_while_union_law_binds_it() {
    let codes = |arguments: &[&str]| {
        let report = five::run(&[arguments, &["--format", "csv"]].concat()).stdout;
        report.lines().any(|line| line.starts_with("UK,") || line.starts_with("UK/"))
    };
    for (day, is_shown) in [("2020-01-31", true), ("2020-02-01", true), ("2020-12-31", true), ("2021-01-01", false)] {
        for command in ["compare", "scoreboard", "recommend"] {
            assert_eq!(codes(&[command, "--as-of", day]), is_shown, "{command} on {day}");
        }
        let check = five::run(&["check", "--as-of", day, "--format", "jsonl", "--fail-on", "encouraged"]);
        assert_eq!(check.stdout.contains("\"id\":\"UK/"), is_shown, "check on {day}");
    }
    let changed = |from: &str, to: &str| five::run(&["diff", "--from", from, "--to", to, "--format", "csv"]).stdout;
    let left = changed("2020-01-31", "2020-02-01");
    assert!(!left.contains(",gone,"), "{left}");
    let free = changed("2020-12-31", "2021-01-01");
    let gone = free.lines().filter(|line| line.contains(",gone,"));
    assert!(gone.clone().count() > 10 && gone.clone().all(|line| line.starts_with("UK/")), "{free}");
    assert!(free.contains("Union law does not bind it any more"), "{free}");
    assert!(printed(&["scoreboard", "--as-of", "2020-12-31"]).contains("no Member State"), "it is in no sum");
}

#[test]
fn before_the_first_source_of_an_act_nothing_was_known_of_it() {
    const ACTS: [&str; 3] = ["anti-trafficking", "prum", "swedish-initiative"];
    let compare = |known: &str| {
        let named = ACTS.iter().flat_map(|act| ["--instrument", *act]).collect::<Vec<_>>();
        run(&[&["compare", "--as-of", "2013-01-01", "--known-as-of", known], &named[..]].concat())
    };
    let line = |act: &str, known: &str, first: &str| {
        format!("{act}: nothing was known of it by {known}: its first source is of {first}")
    };
    // a treaty and an agreement of before say nothing about an act that was not yet adopted; what states had done already
    // reports it from when it was published
    let early = compare("2003-06-10");
    let said = [
        line("anti-trafficking", "2003-06-10", "2010-12-31"),
        line("prum", "2003-06-10", "2007-06-04"),
        line("swedish-initiative", "2003-06-10", "2006-12-18"),
    ];
    for said in &said {
        assert!(early.stderr.contains(said) && early.stdout.contains(said), "{}", early.stderr);
    }
    let unknown = |known: &str, act: &str| {
        let asked = ["check", "--as-of", "2013-01-01", "--known-as-of", known, "--instrument", act, "--format", "json"];
        let report: serde_json::Value = serde_json::from_str(&run(&asked).stdout).unwrap();
        report["unknown_acts"].clone()
    };
    let first = serde_json::json!([{"instrument": "prum", "first_source": "2007-06-04"}]);
    assert_eq!((unknown("2007-06-03", "prum"), unknown("2007-06-04", "prum")), (first, serde_json::Value::Null));
    let prum = compare("2007-06-04");
    assert!(!prum.stderr.contains("prum:") && prum.stderr.contains("anti-trafficking:"), "{}", prum.stderr);
    let counted = ["gaps", "AT", "--instrument", "prum", "--as-of", "2013-10-17", "--known-as-of", "2007-06-10"];
    let counted = run(&counted);
    assert!(counted.stdout.contains("4 met") && !counted.stdout.contains("nothing was known"), "{}", counted.stdout);
    assert_eq!(counted.stderr, "");
    let days = ["diff", "--from", "2013-01-01", "--to", "2013-02-01", "--state", "AT", "--instrument", "prum"];
    let changed = run(&[&days[..], &["--known-as-of", "2007-01-01"]].concat());
    let said = line("prum", "2007-01-01", "2007-06-04");
    assert_eq!(
        [&changed.stdout, &changed.stderr].map(|text| text.matches(&said).count()),
        [1, 1],
        "{}",
        changed.stdout
    );
    assert_eq!(compare("2011-04-15").stderr, "");
    for command in [&["gaps", "AT"][..], &["history", "AT"], &["check"], &["recommend"], &["scoreboard"]] {
        let ran =
            run(&[command, &["--instrument", "prum", "--as-of", "2013-01-01", "--known-as-of", "2007-01-01"]].concat());
        assert!(ran.stderr.contains("warning: prum: nothing was known of it by 2007-01-01"), "{}", ran.stderr);
        assert!(!ran.stderr.contains("anti-trafficking"), "{}", ran.stderr);
    }
}

#[test]
fn validate_counts_what_it_read() {
    let corpus = own_corpus();
    let directory = corpus.path().to_str().unwrap();
    let count = |folder: &str| {
        let files = std::fs::read_dir(corpus.path().join(folder)).unwrap().map(|one| one.unwrap().file_name());
        files.filter(|name| name.to_string_lossy().ends_with(".json")).count()
    };
    let counts = |flags: &[&str]| -> [usize; 5] {
        let text = printed(&[&["validate", "--format", "json"], flags].concat());
        let report: serde_json::Value = serde_json::from_str(&text).unwrap();
        ["instruments", "states", "sources", "rules", "embedded_rules"]
            .map(|key| usize::try_from(report[key].as_u64().unwrap()).unwrap())
    };
    let [acts, states, sources, tables] = ["instruments", "member-states", "seeds", "rules"].map(count);
    let read = |tables: usize, embedded: usize| [acts, states, sources, tables, embedded];
    assert_eq!(counts(&[directory]), read(tables, 0));
    assert_eq!(counts(&[]), read(tables, 0), "those inside the binary are read where no directory is named");
    std::fs::remove_file(corpus.path().join("rules/verdict.json")).unwrap();
    assert_eq!(counts(&[directory]), read(tables - 1, 1));
    std::fs::rename(corpus.path().join("rules"), corpus.path().join("others")).unwrap();
    assert_eq!(counts(&[directory]), read(0, tables), "none was read with these data");
    let others = corpus.path().join("others");
    assert_eq!(counts(&[directory, "--rules", others.to_str().unwrap()]), read(tables - 1, 1));
    assert!(printed(&["validate", directory]).contains(&format!("{tables} more, inside the binary")));
    std::fs::remove_file(corpus.path().join("member-states/LI.json")).unwrap();
    assert_eq!(counts(&[directory])[1], states - 1);
}

#[test]
fn help_and_version_are_results() {
    for command in [
        "gaps",
        "compare",
        "actions",
        "explain",
        "history",
        "show",
        "list",
        "validate",
        "init",
        "schema",
        "rules",
        "recommend",
        "config",
    ] {
        assert!(printed(&[command, "--help"]).contains("Usage: acquis"), "{command}");
    }
    assert!(printed(&["--help"]).contains("Exit codes:"));
    let version = printed(&["--version"]);
    assert!(version.starts_with(concat!("acquis ", env!("CARGO_PKG_VERSION"), " (data ")), "{version}");
    // alone it is answered before the command line is built, beside something else by its parser
    for same in [&["-V"][..], &["--version", "--quiet"], &["-q", "-V"]] {
        assert_eq!(printed(same), version, "{same:?}");
    }
}

#[test]
fn the_embedded_data_and_rules_are_valid() {
    assert!(printed(&["validate", "--quiet"]).contains("the data are valid"));
    let proof = printed(&["rules", "verify"]);
    assert!(proof.contains("verdict") && proof.contains("severity") && proof.contains("combinations"), "{proof}");
}
