//! Where one state or one act is asked about, only what it needs is parsed: the answer is that of all data, and what is
//! wrong with the rest is found by `check` and `validate`.

use crate::support::{edit, own_corpus, refused, run};

/// Acts that others prove, acts that prove others, and some beside them; with a name that is no id, so that all is read.
const ACTS: [(&str, &str); 6] = [
    ("budapest", "CETS 185"),
    ("attacks-2005", "2005/222/JHA"),
    ("national-certs", "National CERTs"),
    ("cets-197", "CETS 197"),
    ("prum", "2008/615/JHA"),
    ("anti-trafficking", "2011/36/EU"),
];

#[test]
fn the_answer_is_that_of_all_data() {
    let corpus = own_corpus();
    let data = corpus.path().to_str().unwrap();
    for (id, name) in ACTS {
        for command in [
            &["compare", "--by", "obligation", "--format", "json"][..],
            &["recommend", "--format", "json"],
            &["gaps", "AT", "--all"],
            &["gaps", "CZ", "--format", "json"],
        ] {
            let asked = |act: &str| {
                let ran =
                    run(&[command, &["--as-of", "2011-11-25", "--instrument", act, "--data", data, "-v"]].concat());
                assert!(ran.code < 2, "{command:?} {act}: {}", ran.stderr);
                let read = ran.stderr.split("note: read ").nth(1).unwrap().split(' ').next().unwrap().to_owned();
                (read.parse::<usize>().unwrap(), (ran.code, ran.stdout))
            };
            let (part, all) = (asked(id), asked(name));
            assert!(part.0 < 10 && all.0 > 80, "{} and {} instruments were read", part.0, all.0);
            assert_eq!(part.1, all.1, "{command:?} {id}");
        }
    }
}

/// The act of a note replaces what is set.
#[test]
fn an_act_typed_for_a_note_is_read_whatever_is_set() {
    let corpus = own_corpus();
    let data = corpus.path().to_str().unwrap();
    let note = corpus.path().join("note.md");
    for (act, instrument) in [("budapest", "prum"), ("prum", "CETS 185")] {
        let arguments = ["--act", act, "--instrument", instrument, "--on", "2014-06-30", "-o", note.to_str().unwrap()];
        let ran = run(&[&["report", "AT", "--note"][..], &arguments, &["--data", data]].concat());
        assert_eq!(ran.code, 0, "{act} {instrument}: {}", ran.stderr);
    }
}

#[test]
fn of_a_state_its_file_and_its_lines_are_read_and_no_other() {
    let corpus = own_corpus();
    let data = corpus.path().to_str().unwrap();
    let asked = || {
        let ran = run(&["gaps", "AT", "--all", "--data", data, "--as-of", "2011-11-25", "--format", "csv"]);
        (ran.code, ran.stdout, ran.stderr)
    };
    let before = asked();
    super::imports::put_on_lines(corpus.path());
    std::fs::write(corpus.path().join("member-states/BE.jsonl"), "{\"instrument\": 1,,}\n").unwrap();
    assert_eq!(asked(), before);
    assert!(refused(3, &["gaps", "BE", "--data", data]).contains("member-states/BE.jsonl:1:18"));
    assert!(refused(3, &["check", "--data", data]).contains("member-states/BE.jsonl:1:18"));
    std::fs::write(corpus.path().join("member-states/AT.jsonl"), "5\n").unwrap();
    assert!(refused(3, &["gaps", "AT", "--data", data]).contains("member-states/AT.jsonl:1:1"));
}

#[test]
fn a_fault_elsewhere_is_found_by_check_and_validate() {
    let corpus = own_corpus();
    let data = corpus.path().to_str().unwrap();
    edit(&corpus, "member-states/BE.json", "\"code\": \"BE\"", "\"code\": \"BE\", \"cod\": 1");
    edit(&corpus, "instruments/attacks-2013.json", "\"kind\": \"directive\"", "\"kind\": \"directiv\"");
    // neither the state nor an act that proves one of these
    assert!(run(&["gaps", "AT", "--instrument", "prum", "--data", data, "--as-of", "2011-11-25"]).code < 2);
    assert!(run(&["history", "AT", "prum", "--data", data, "--as-of", "2011-11-25"]).code < 2);
    assert!(run(&["explain", "AT/prum/dna", "--data", data, "--as-of", "2011-11-25"]).code < 2);
    for (arguments, place) in [
        (&["check", "--data", data][..], "member-states/BE.json:"),
        (&["validate", data], "member-states/BE.json:"),
        (&["compare", "--instrument", "prum", "--data", data], "member-states/BE.json:"),
        (&["gaps", "BE", "--instrument", "prum", "--data", data], "member-states/BE.json:"),
        // all acts are asked about, or one that the broken act proves
        (&["gaps", "AT", "--data", data], "instruments/attacks-2013.json:"),
        (&["gaps", "AT", "--instrument", "budapest", "--data", data], "instruments/attacks-2013.json:"),
        (&["gaps", "AT", "--instrument", "attacks-2005", "--data", data], "instruments/attacks-2013.json:"),
    ] {
        let message = refused(3, arguments);
        assert!(message.contains(place), "{arguments:?}: {message}");
    }
}

#[test]
fn the_digest_is_that_of_all_files() {
    let corpus = own_corpus();
    let data = corpus.path().to_str().unwrap();
    let digest = || {
        let ran =
            run(&["gaps", "AT", "--instrument", "prum", "--data", data, "--as-of", "2011-11-25", "--format", "json"]);
        let report: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        report["corpus"]["digest"].as_str().unwrap().to_owned()
    };
    let before = digest();
    edit(&corpus, "member-states/BE.json", "Belgium", "Belgia");
    assert_ne!(before, digest());
}

#[test]
fn a_part_of_all_acts_is_judged_without_reading_the_others() {
    let corpus = own_corpus();
    let data = corpus.path().to_str().unwrap();
    for command in
        [&["timelines", "AT", "CZ"][..], &["compare", "AT", "CZ", "--layout", "flat"], &["recommend", "AT", "RO"]]
    {
        let asked = |shard: &[&str]| {
            let common = ["--format", "csv", "--as-of", "2011-11-25", "--data", data, "-v"];
            let ran = run(&[command, &common, shard].concat());
            assert!(ran.code < 2, "{command:?}: {}", ran.stderr);
            let read: usize =
                ran.stderr.split("note: read ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
            let mut rows: Vec<String> = ran.stdout.lines().skip(1).map(str::to_owned).collect();
            rows.sort();
            (read, rows)
        };
        let (_, whole) = asked(&[]);
        let parts: Vec<_> = (1..=4).map(|number| asked(&["--shard", &format!("{number}/4")])).collect();
        assert!(parts.iter().all(|(read, _)| *read < 60), "{:?}", parts.iter().map(|part| part.0).collect::<Vec<_>>());
        let mut together: Vec<String> = parts.into_iter().flat_map(|(_, rows)| rows).collect();
        together.sort();
        assert_eq!(together, whole, "{command:?}");
    }
}
