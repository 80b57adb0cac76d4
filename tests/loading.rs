//! Reading corpora: the embedded one, a directory, bounds on what is read, canonical form, and that no order of files
//! matters.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use acquis::load::{self, Problem};
use proptest::prelude::*;

use crate::support::{corpus, files, package, texts_in};

mod lines;
mod lost;
mod packed;
mod records_on_lines;

fn copy_of_base() -> tempfile::TempDir {
    let target = tempfile::tempdir().unwrap();
    let base = package().join("tests/problems/_base");
    for folder in ["instruments", "member-states", "seeds"] {
        fs::create_dir(target.path().join(folder)).unwrap();
        for entry in fs::read_dir(base.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            fs::copy(&path, target.path().join(folder).join(path.file_name().unwrap())).unwrap();
        }
    }
    target
}

fn codes(root: &Path) -> Vec<String> {
    load::directory(root).problems.iter().map(|problem| format!("{} {}", problem.file, problem.code)).collect()
}

#[test]
fn the_embedded_corpus_is_sound_and_equal_to_its_directory() {
    let checked = load::embedded_checked();
    let errors: Vec<_> = checked.problems.iter().filter(|problem| problem.is_error()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let fast = load::embedded(None).unwrap();
    assert_eq!(format!("{fast:?}"), format!("{:?}", checked.corpus));
    let directory = load::directory(package());
    assert_eq!(fast.digest, directory.corpus.digest);
    assert_eq!(load::embedded_rules().digest, directory.rules_texts.digest);
}

#[test]
fn a_selection_holds_all_law_and_only_the_states_asked_for() {
    let one = load::embedded(Some(&["AT"])).unwrap();
    let all = corpus();
    assert_eq!(one.actors.len(), 1);
    assert_eq!((one.instruments.len(), &one.digest), (all.instruments.len(), &all.digest));
}

#[test]
fn every_embedded_file_is_in_canonical_form() {
    for (name, text) in files() {
        let text = String::from_utf8(text).unwrap();
        assert!(load::canonical(&name, &text).unwrap() == text, "{name}: run acquis validate --fix");
    }
}

#[test]
fn a_huge_file_is_refused_unread() {
    let base = copy_of_base();
    let huge = fs::File::create(base.path().join("member-states/BE.json")).unwrap();
    // of zeros that take no room: to read a tebibyte would not end
    huge.set_len(1 << 40).unwrap();
    assert_eq!(codes(base.path()), ["member-states/BE.json file-too-large"]);
}

#[cfg(unix)]
#[test]
fn symbolic_links_are_refused() {
    let (base, outside) = (copy_of_base(), tempfile::tempdir().unwrap());
    let secret = outside.path().join("BE.json");
    fs::write(&secret, "{}").unwrap();
    std::os::unix::fs::symlink(&secret, base.path().join("member-states/BE.json")).unwrap();
    std::os::unix::fs::symlink(outside.path(), base.path().join("rules")).unwrap();
    assert_eq!(codes(base.path()), ["member-states/BE.json symbolic-link", "rules symbolic-link"]);
    let link = outside.path().join("link");
    std::os::unix::fs::symlink(base.path(), &link).unwrap();
    for spelling in ["link", "link/", "link/.", "link/./"] {
        let link = outside.path().join(spelling);
        assert_eq!(codes(&link), [format!("{} symbolic-link", link.display())]);
    }
    assert!(load::rules_in(&outside.path().join("link/.")).is_err());
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_read_blames_nobody_who_refers_to_it() {
    for (folder, file) in [("seeds", "journal"), ("instruments", "act"), ("member-states", "AT")] {
        let (base, outside) = (copy_of_base(), tempfile::tempdir().unwrap());
        let (inside, moved) = (base.path().join(folder), outside.path().join(folder));
        fs::rename(&inside, &moved).unwrap();
        std::os::unix::fs::symlink(&moved, &inside).unwrap();
        assert_eq!(codes(base.path()), [format!("{folder} symbolic-link")]);
        fs::remove_file(&inside).unwrap();
        fs::rename(&moved, &inside).unwrap();
        let (path, name) = (inside.join(format!("{file}.json")), format!("{folder}/{file}.json"));
        fs::rename(&path, outside.path().join("file")).unwrap();
        std::os::unix::fs::symlink(outside.path().join("file"), &path).unwrap();
        assert_eq!(codes(base.path()), [format!("{name} symbolic-link")]);
    }
}

#[test]
fn problems_of_folders_are_reported_before_those_in_files() {
    let base = copy_of_base();
    fs::write(base.path().join("instruments/act.json"), "{").unwrap();
    fs::remove_dir_all(base.path().join("seeds")).unwrap();
    assert_eq!(codes(base.path()), ["seeds no-seeds", "instruments/act.json broken-json"]);
}

#[test]
fn what_is_not_read_although_it_looks_like_data_is_named() {
    let base = copy_of_base();
    let at = |path: &str| base.path().join(path);
    for name in ["member-states/AT.jsn", "member-states/at.JSON", "seeds/README.md", "instruments/.hidden", "README.md"]
    {
        fs::write(at(name), "{}").unwrap();
    }
    for name in ["member-state", "Seed", "instruments/old", "docs", "src", "schemas"] {
        fs::create_dir(at(name)).unwrap();
    }
    let problems = load::directory(base.path()).problems;
    assert!(problems.iter().all(|problem| !problem.is_error() && problem.code == "stray-entry"), "{problems:?}");
    let named: Vec<(&str, &str)> =
        problems.iter().map(|one| (one.file.as_str(), one.help.as_deref().unwrap_or_default())).collect();
    let expected = [
        ("Seed", "did you mean \"seeds\"?"),
        ("instruments/old", "put its files directly into instruments"),
        ("member-state", "did you mean \"member-states\"?"),
        ("member-states/AT.jsn", "if it holds data that \"AT.json\" does not, put them there"),
        ("member-states/at.JSON", "if it holds data, name it \"at.json\""),
    ];
    assert_eq!(named, expected);
    assert_eq!(load::fix(base.path()).problems, Vec::new());
}

#[test]
fn an_act_declared_void_is_void_from_the_start_unless_the_file_says_otherwise() {
    let act = fs::read_to_string(package().join("tests/problems/_base/instruments/act.json")).unwrap();
    let effect = |end: &str| {
        let base = copy_of_base();
        let text = act.replacen("\"binds\"", &format!("\"ended\": [{end}], \"binds\""), 1);
        fs::write(base.path().join("instruments/act.json"), text).unwrap();
        let loaded = load::directory(base.path());
        assert!(!loaded.has_errors(), "{:?}", loaded.problems);
        format!("{:?}", loaded.corpus.instruments[0].ended[0].effect)
    };
    assert_eq!(effect(r#"{"how": "void", "from": "2014-04-08"}"#), "ExTunc");
    assert_eq!(effect(r#"{"how": "void", "from": "2014-04-08", "effect": "ex-nunc"}"#), "ExNunc");
    assert_eq!(effect(r#"{"how": "repealed", "from": "2014-04-08"}"#), "ExNunc");
    assert_eq!(effect(r#"{"how": "replaced", "from": "2014-04-08"}"#), "ExNunc");
}

#[test]
fn a_missing_or_empty_directory_is_named() {
    let empty = tempfile::tempdir().unwrap();
    let none = ["instruments no-instruments", "member-states no-member-states", "seeds no-seeds"];
    assert_eq!(codes(empty.path()), none);
    let base = copy_of_base();
    fs::remove_dir_all(base.path().join("member-states")).unwrap();
    assert_eq!(codes(base.path()), ["member-states no-member-states"]);
    fs::create_dir(base.path().join("member-states")).unwrap();
    assert_eq!(codes(base.path()), ["member-states no-member-states"]);
    let missing = empty.path().join("nowhere");
    assert_eq!(codes(&missing), [format!("{} cannot-read", missing.display())]);
}

#[test]
fn a_directory_without_rules_is_judged_by_the_embedded_ones() {
    let base = copy_of_base();
    assert!(load::directory(base.path()).rules_texts.embedded);
    fs::create_dir(base.path().join("rules")).unwrap();
    fs::write(base.path().join("rules/verdict.json"), "{\"a\": 1, \"a\": 2}").unwrap();
    let loaded = load::directory(base.path());
    assert_eq!(loaded.rules_texts.get("verdict"), Some("{\"a\": 1, \"a\": 2}"));
    assert_eq!(loaded.problems[0].place(), "rules/verdict.json:1:10");
    assert!(load::rules_in(base.path()).is_err());
}

#[test]
fn what_is_written_out_can_be_read_again() {
    let target = tempfile::tempdir().unwrap();
    let directory = target.path().join("mine");
    let count = load::write_embedded(&directory).unwrap();
    assert!(count > 5 && load::write_embedded(&directory).is_err());
    let again = load::directory(&directory);
    assert!(!again.has_errors());
    assert_eq!(again.corpus.digest, load::embedded(None).unwrap().digest);
}

#[test]
fn fixing_orders_keys_and_records_and_loses_nothing() {
    let base = copy_of_base();
    let path = base.path().join("member-states/AT.json");
    let sound = fs::read_to_string(&path).unwrap();
    let before: serde_json::Value = serde_json::from_str(&sound).unwrap();
    let mixed = serde_json::json!({"records": before["records"], "code": "AT", "name": "Austria",
        "membership": before["membership"], "$schema": before["$schema"]});
    fs::write(&path, format!("\u{FEFF}{mixed}")).unwrap();
    assert_eq!(load::fix(base.path()).changed, ["member-states/AT.json"]);
    let after = fs::read_to_string(&path).unwrap();
    assert!(after.starts_with("{\n  \"$schema\"") && after.ends_with("}\n"));
    assert_eq!(load::fix(base.path()).changed, Vec::<String>::new());
    assert_eq!(load::directory(base.path()).problems, Vec::new());
    assert_eq!(after.len(), sound.len());
}

#[test]
fn fixing_writes_what_is_unsaid_and_case_numbers_as_the_register_does() {
    let base = copy_of_base();
    let path = base.path().join("member-states/AT.json");
    let step = |event: &str, on: &str, case: &str| {
        serde_json::json!({"instrument": "act", "event": event, "on": on, "case": case, "kind": "non-communication",
            "source": "report", "confidence": "read"})
    };
    let notified =
        serde_json::json!({"instrument": "act", "event": "notified", "on": "2014-02-01", "source": "report"});
    let mut file: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    file["records"] = serde_json::json!([
        step("formal-notice", "2013-05-29", "2013/204"),
        step("judgment", "2013-12-01", "Case C-0270/11"),
        notified,
        step("closed", "2014-03-01", "20130204")
    ]);
    fs::write(&path, file.to_string()).unwrap();
    assert_eq!(load::fix(base.path()).changed, ["member-states/AT.json"]);
    let after: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let records = after["records"].as_array().unwrap();
    let of = |key: &str| records.iter().map(|record| record[key].as_str().unwrap_or("-")).collect::<Vec<_>>();
    assert_eq!(of("case"), ["INFR(2013)0204", "C-270/11", "-", "INFR(2013)0204"]);
    assert_eq!((of("extent"), of("outcome")), (vec!["-", "-", "unsaid", "-"], vec!["-", "-", "-", "unsaid"]));
    let keys: Vec<&String> = records[2].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["instrument", "event", "extent", "on", "source"]);
    assert_eq!(load::fix(base.path()).changed, Vec::<String>::new());
    assert_eq!(load::directory(base.path()).problems, Vec::new());
}

#[test]
fn a_case_is_one_in_every_spelling() {
    let base = copy_of_base();
    let path = base.path().join("member-states/AT.json");
    let mut file: serde_json::Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    let step = |event: &str, on: &str, case: &str| {
        serde_json::json!({"instrument": "act", "event": event, "on": on, "case": case, "kind": "non-communication",
            "source": "report", "confidence": "read"})
    };
    file["records"] = serde_json::json!([
        step("formal-notice", "2013-05-29", "2013/0204"),
        step("reasoned-opinion", "2013-11-20", "INFR(2013)204")
    ]);
    fs::write(&path, file.to_string()).unwrap();
    let loaded = load::directory(base.path());
    let codes: Vec<&str> = loaded.problems.iter().map(|problem| problem.code).collect();
    assert_eq!(codes, ["case-number-spelling", "case-number-spelling"]);
    let cases = loaded.corpus.actors[0].records().iter().map(|record| match &record.event {
        acquis::law::Event::Procedural(_, step) => step.case.as_deref().unwrap().to_owned(),
        other => panic!("{other:?}"),
    });
    assert_eq!(cases.collect::<Vec<_>>(), ["INFR(2013)0204", "INFR(2013)0204"]);
}

proptest! {
    #![proptest_config(crate::support::kept(16))]
    #[test]
    fn no_order_of_files_matters(seed in any::<[u8; 32]>()) {
        let base = package().join("tests/problems/_base");
        let mut files = texts_in(&base, &["instruments", "member-states", "seeds"]);
        let expected = format!("{:?}", load::texts(files.clone()).corpus);
        for (at, byte) in seed.iter().enumerate() {
            let (a, b) = (at % files.len(), usize::from(*byte) % files.len());
            files.swap(a, b);
        }
        prop_assert_eq!(format!("{:?}", load::texts(files).corpus), expected);
    }
}

/// A file that is right, cut off after each byte, and with each byte replaced: random bytes would not get past the first one.
#[test]
fn no_bytes_make_the_reader_panic() {
    const OTHERS: [u8; 8] = [0, b'"', b'{', b']', b'\\', b'-', 0x9B, 0xFF];
    let whole = fs::read(package().join("tests/problems/_base/member-states/AT.json")).unwrap();
    let load = |bytes: Vec<u8>| load::texts(vec![("member-states/AT.json".into(), bytes)]).problems;
    let mut kinds = BTreeSet::new();
    for at in 0..whole.len() {
        let cut = load(whole[..at].to_vec());
        assert!(cut.iter().any(Problem::is_error), "cut off after {at} bytes, and nothing is wrong");
        let mut other = whole.clone();
        other[at] = OTHERS[at % OTHERS.len()];
        kinds.extend(cut.iter().chain(&load(other)).map(|problem| problem.code));
    }
    assert!(whole.len() > 500 && kinds.len() > 10, "few ways to be wrong: {kinds:?}");
}
