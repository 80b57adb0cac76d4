//! How assumptions are typed, and what is said of those that cannot be.

use crate::support::{edit, own_corpus, printed, refused, run};

fn wrong(fact: &str) -> String {
    refused(2, &["gaps", "IE", "--as-of", "2027-01-15", "--assume", fact])
}

#[test]
fn every_form_of_a_name_is_taken() {
    let asked = |fact: &str| printed(&["gaps", "IE", "--as-of", "2027-01-15", "--assume", fact]);
    let usual = asked("IE budapest ratification 2027-01-15");
    for fact in [
        "ie CETS-185 ratification 2027-01-15",
        "IRL Budapest Convention ratification 2027-01-15",
        "\"Ireland\" \"the Convention on Cybercrime\" ratification 2027-01-15",
    ] {
        assert_eq!(asked(fact), usual, "{fact}");
    }
    let other = ["gaps", "Czech Republic", "--as-of", "2027-01-15", "--assume"];
    let fact =
        "Czech Republic https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32011L0036 notified 2015-01-01";
    assert!(printed(&[&other[..], &[fact]].concat()).contains("CZ anti-trafficking notified 2015-01-01"));
}

#[test]
fn the_wrong_word_is_named() {
    for (fact, message, help) in [
        ("IE budapest ratificaton 2027-01-15", "there is no event \"ratificaton\"", "did you mean \"ratification\"?"),
        ("IE budapest frobnicated 2027-01-15", "there is no event \"frobnicated\"", "the events are signature,"),
        ("Irelnd budapest ratification 2027-01-15", "unknown state \"Irelnd\"", "did you mean \"IE\" (Ireland)?"),
        ("IE budapst ratification 2027-01-15", "unknown instrument \"budapst\"", "did you mean \"budapest\""),
        ("IE budapest/dna ratification 2027-01-15", "budapest has no obligation \"dna\"", "acquis list obligations"),
        ("IE budapest ratification", "the day is missing", "IE budapest ratification 2027-01-15"),
        ("IE budapest", "a state, an instrument, an event and a day are needed", "IE budapest ratification"),
        ("", "a state, an instrument, an event and a day are needed", "IE budapest ratification"),
        ("IE budapest ratification 2027-13-01", "no 2027-13-01", ""),
        ("IE budapest ratification tomorrow", "\"tomorrow\" is not a date", ""),
        ("IE budapest ratification 2027-01-15 consnt=accession", "there is no key \"consnt\"", "\"consent\"?"),
        ("IE budapest ratification 2027-01-15 source=x", "there is no key \"source\"", "known are after"),
        ("IE budapest ratification 2027-01-15 consent=x", "\"x\" is no value of \"consent\"", "write ratification"),
        ("IE budapest ratification 2027-01-15 extent=partial", "only measure and notified have it", ""),
        ("IE prum formal-notice 2027-01-15", "\"kind\" is missing", "non-communication"),
        ("IE prum deferral 2027-01-15", "\"until\" is missing", "until when"),
        ("IE budapest ratification after=2027-01-01", "no last possible day", "by=DATE"),
        ("IE budapest ratification 2027 by=2027-01-01", "do not go together", "leave one"),
        ("IE budapest signature 2027 note=a note=b", "\"note\" is said twice", ""),
        ("IE \"budapest ratification 2027", "a double quote is not closed", ""),
    ] {
        let said = wrong(fact);
        assert!(said.contains(message) && said.contains(help) && said.contains("--assume"), "{fact}: {said}");
    }
}

#[test]
fn what_cannot_be_is_refused_by_the_checks_of_data() {
    for (fact, message) in [
        ("IE budapest ratification 2000-01-01", "opened for signature on 2001-11-23"),
        ("AT budapest ratification 2012-06-13", "it is on record already"),
        ("AT budapest in-force-for-state 2010-01-01", "before its consent on 2012-06-13"),
        ("IE budapest in-force-for-state 2027", "needs an exact day"),
        ("IE budapest notified 2027-01-15", "neither fulfils nor undoes any obligation of budapest"),
        (
            "HR data-retention formal-notice 2010-01-01 kind=non-communication",
            "Union law binds HR only from 2013-07-01",
        ),
        ("COM budapest ratification 2027-01-15", "owed by others than European Commission"),
        ("IE budapest ratification 2101-01-15", "outside 1950-01-01 to 2100-12-31"),
    ] {
        let said = wrong(fact);
        assert!(said.contains(message) && said.contains(fact), "{fact}: {said}");
    }
    let both = ["IE budapest signature 2027", "IE budapest ratificaton 2027"];
    let said = refused(2, &["gaps", "IE", "--assume", both[0], "--assume", both[1]]);
    assert!(said.contains(both[1]) && !said.contains(both[0]), "{said}");
}

#[test]
fn what_is_not_shown_or_not_there_is_warned_of() {
    let none = ["gaps", "IE", "--as-of", "2011-11-25", "--instrument", "budapest"];
    let warned = |flag: &str, what: &str| run(&[&none[..], &[flag, what]].concat()).stderr;
    assert!(warned("--assume", "SE prum/dna operational 2027-01").contains("nothing of SE under prum is shown here"));
    assert!(warned("--assume", "IE prum/dna operational 2027-01").contains("nothing of IE under prum is shown here"));
    assert!(warned("--assume-none", "NO budapest").contains("nothing of NO under budapest"));
    assert!(warned("--assume", "IE budapest ratification 2027-01").is_empty());
    assert!(refused(2, &["gaps", "IE", "--assume-none", "IE"]).contains("a state or an instrument is missing"));
    assert!(refused(2, &["gaps", "IE", "--assume-none", "IE frob"]).contains("unknown instrument \"frob\""));
    let odd = run(&["gaps", "IE", "--assume", "IE prum closed 2027-01-15 kind=non-communication case=1"]);
    assert!(odd.code == 0 && odd.stderr.contains("has no earlier step"), "{}", odd.stderr);
}

#[test]
fn yes_and_no_can_be_assumed_and_the_day_of_a_succession() {
    let asked = |fact: &str| printed(&["gaps", "IE", "--as-of", "2027-01-15", "--all", "--assume", fact]);
    let plain = "IE swedish-initiative/transposition measure 2020-01-01";
    assert_ne!(asked(plain), asked(&format!("{plain} amends=true")));
    let found = "IE budapest/ratification observed 2025-06-01 status=not-done";
    assert_ne!(asked(found), asked(&format!("{found} pending=true")));
    let succeeds = "IE budapest ratification 2026-05-01 consent=succession succeeds_on=2026-02-01";
    assert!(asked(succeeds).contains("succeeds_on=2026-02-01"));
    assert!(wrong(&format!("{plain} amends=perhaps")).contains("amends"));
}

#[test]
fn foreign_text_moves_no_terminal_and_no_spreadsheet() {
    let fact = "IE data-retention measure 2009-01-01 title=\"=1+1 \u{1b}[31mred |<b>`x`\u{7}\"";
    for format in ["table", "json", "csv", "md"] {
        let asked = ["gaps", "IE", "--all", "--as-of", "2011-11-25", "--known-as-of", "2011-11-25", "--assume", fact];
        let shown = printed(&[&asked[..], &["--format", format]].concat());
        assert!(!shown.chars().any(|one| one.is_control() && one != '\n' && one != '\r'), "{format}: {shown:?}");
        assert!(!shown.contains("<b>") || matches!(format, "table" | "json" | "csv"), "{format}");
    }
    assert!(!wrong("IE budapest \u{1b}[31m 2027").contains('\u{1b}'));
}

#[test]
fn a_corpus_of_ones_own_is_supposed_about_too() {
    let corpus = own_corpus();
    edit(&corpus, "member-states/IE.json", "\"name\": \"Ireland\"", "\"name\": \"Eire\"");
    let directory = corpus.path().to_str().unwrap();
    let asked = ["gaps", "Eire", "--data", directory, "--as-of", "2027-01-15", "--all", "--assume"];
    let shown = printed(&[&asked[..], &["Eire budapest ratification 2027-01-15"]].concat());
    assert!(shown.contains("met") && shown.contains("assuming: IE budapest ratification 2027-01-15"), "{shown}");
}
