//! The five exit codes.

use super::{edit, own_corpus, printed, refused, run};

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
        &["gaps", "AT", "--format", "docx"],
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
        [&["gaps", "DE"][..], &["list", "states"], &["validate", directory], &["compare", "--format", "json"]]
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
}

#[test]
fn the_embedded_data_and_rules_are_valid() {
    assert!(printed(&["validate", "--quiet"]).contains("the data are valid"));
    let proof = printed(&["rules", "verify"]);
    assert!(proof.contains("verdict") && proof.contains("severity") && proof.contains("combinations"), "{proof}");
}
