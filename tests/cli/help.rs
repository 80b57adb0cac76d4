//! What help, manual pages and completions offer.

use crate::support::{self, printed, refused, run};
use std::collections::BTreeSet;

/// Each command that has formats, typed so that it answers.
const WITH_FORMATS: [&[&str]; 18] = [
    &["gaps", "AT"],
    &["compare", "AT"],
    &["check", "--state", "AT"],
    &["diff", "--from", "2012-01-01", "--state", "AT"],
    &["recommend", "AT"],
    &["actions"],
    &["scoreboard", "AT"],
    &["explain", "AT/prum/dna"],
    &["history", "AT", "prum"],
    &["deadlines", "AT"],
    &["show", "prum"],
    &["list", "states"],
    &["list", "records", "AT", "budapest"],
    &["infringements"],
    &["validate"],
    &["config"],
    &["rules", "verify"],
    &["rules", "show", "verdict"],
];

fn words<'t>(text: &'t str, from: &str, to: &str, between: &str) -> Vec<&'t str> {
    let (_, rest) = text.split_once(from).unwrap_or_else(|| panic!("no {from:?} in {text}"));
    rest.split_once(to).unwrap().0.split(between).map(str::trim).collect()
}

#[test]
fn the_formats_offered_are_those_that_work() {
    let completions = printed(&["completions", "zsh"]);
    for arguments in WITH_FORMATS {
        let command: Vec<&str> = arguments.iter().copied().take(if arguments[0] == "rules" { 2 } else { 1 }).collect();
        let help = printed(&[&command[..], &["-h"]].concat()).split_whitespace().collect::<Vec<_>>().join(" ");
        let offered = words(&help[help.find("--format").unwrap()..], "[possible values: ", "]", ",");
        // before the command every format can be typed: the report itself then says which it has
        let other = if arguments[0] == "deadlines" { "sarif" } else { "ics" };
        let message = refused(2, &[&["--as-of", "2012-06-01", "--format", other], arguments].concat());
        assert_eq!(words(&message, "use --format ", "\n", "|"), offered, "{arguments:?}");
        let (_, section) = completions.split_once(&format!("({})\n", command[0])).unwrap();
        assert_eq!(words(section.split(";;").next().unwrap(), ":FORMAT:(", ")", " "), offered, "{arguments:?}");
        let refusal = refused(2, &[arguments, &["--format", other]].concat());
        assert_eq!(words(&refusal, "[possible values: ", "]", ","), offered, "{arguments:?}");
    }
}

#[test]
fn a_command_that_prints_one_text_offers_no_format() {
    for command in ["init", "query", "schema", "completions", "man"] {
        let help = printed(&[command, "--help"]);
        assert!(!help.contains("--format") && !help.contains("--as-of"), "{help}");
    }
    let same = run(&["schema", "--format", "json"]);
    assert!(same.stderr.contains("ignored: --format") && same.code == 0, "{}", same.stderr);
}

#[test]
fn own_options_are_described_and_common_ones_named() {
    let common = printed(&["help", "common"]);
    let all: BTreeSet<&str> = common.split_whitespace().filter(|word| word.starts_with("--")).collect();
    for flag in ["--as-of", "--known-as-of", "--data", "--instrument", "--state", "--quiet", "--assume", "--fail-on"] {
        assert!(all.contains(flag), "{flag}: {common}");
    }
    for command in ["gaps", "compare", "check", "diff", "history", "deadlines"] {
        for (flag, most) in [("-h", 60), ("--help", 110)] {
            let help = printed(&[command, flag]);
            let (own, after) = help.split_once("Common options, described by `acquis help common`: ").unwrap();
            let named = after.split_once("\n\n").unwrap().0.replace(',', " ");
            let named: BTreeSet<&str> = named.split_whitespace().collect();
            assert!(named.iter().all(|flag| all.contains(flag)), "{named:?}");
            let described = |flag: &&&str| own.split_whitespace().any(|word| word == **flag);
            let missing: Vec<&&str> = all.iter().filter(|flag| !named.contains(**flag) && !described(flag)).collect();
            assert_eq!(missing, [&"--help"; 0], "{command}");
            assert!(!own.contains("--known-as-of") && help.lines().count() <= most, "{command} {flag}: {help}");
        }
    }
    assert!(printed(&["check", "-h"]).contains("--fail-on <LEVEL>"), "what makes a check fail is its own");
    let manual = printed(&["man", "gaps"]);
    assert!(manual.contains("acquis help common") && !manual.contains("log\\-format\\fR"), "{manual}");
    assert!(printed(&["man", "common"]).contains("known\\-as\\-of"));
}

#[test]
fn no_line_of_help_is_wider_than_the_terminal() {
    let commands = ["gaps", "compare", "check", "diff", "actions", "scoreboard", "deadlines", "config", "common"];
    for arguments in commands.map(|command| vec![command, "--help"]).into_iter().chain([vec!["-h"], vec!["--help"]]) {
        let help = support::ran(support::acquis(&arguments).env("COLUMNS", "80").output().unwrap()).stdout;
        let wide: Vec<&str> = help.lines().filter(|line| line.chars().count() > 80).collect();
        assert!(wide.is_empty() && !help.is_empty(), "{arguments:?}: {wide:?}");
    }
}

/// Whoever asks twice is answered once.
#[test]
fn help_with_the_flag_for_help_is_help() {
    for (asked, like) in [
        (&["help", "--help"][..], &["help"][..]),
        (&["help", "-h"], &["help"]),
        (&["rules", "help", "--help"], &["rules", "help"]),
        (&["help", "gaps", "--help"], &["help", "gaps"]),
        (&["rules", "help", "verify", "-h"], &["rules", "help", "verify"]),
        (&["common", "--help"], &["help", "common"]),
    ] {
        assert_eq!(printed(asked), printed(like), "{asked:?}");
    }
    assert!(support::refused(2, &["help", "frob", "--help"]).contains("unrecognized subcommand 'frob'"));
}
