//! Reading corpora: the embedded one, a directory, bounds on what is read, canonical form, and that no order of files
//! matters.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::fs;
use std::path::Path;

use acquis::load;
use proptest::prelude::*;

fn package() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

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
    let all = load::embedded(None).unwrap();
    assert_eq!(one.actors.len(), 1);
    assert_eq!((one.instruments.len(), one.digest), (all.instruments.len(), all.digest));
}

#[test]
fn every_embedded_file_is_in_canonical_form() {
    for folder in ["instruments", "member-states", "seeds"] {
        for entry in fs::read_dir(package().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{folder}/{}", path.file_name().unwrap().to_str().unwrap());
            let text = fs::read_to_string(&path).unwrap();
            assert!(load::canonical(&name, &text).unwrap() == text, "{name}: run acquis validate --fix");
        }
    }
}

#[test]
fn a_huge_file_is_refused_unread() {
    let base = copy_of_base();
    let huge = fs::File::create(base.path().join("member-states/BE.json")).unwrap();
    huge.set_len(1 << 30).unwrap();
    let started = std::time::Instant::now();
    assert_eq!(codes(base.path()), ["member-states/BE.json file-too-large"]);
    assert!(started.elapsed().as_secs() < 5);
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
    assert_eq!(codes(&link), [format!("{} symbolic-link", link.display())]);
}

#[test]
fn a_missing_or_empty_directory_is_named() {
    let empty = tempfile::tempdir().unwrap();
    assert_eq!(codes(empty.path()), ["instruments no-instruments"]);
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]
    #[test]
    fn no_order_of_files_matters(seed in any::<[u8; 32]>()) {
        let base = package().join("tests/problems/_base");
        let mut files = Vec::new();
        for folder in ["instruments", "member-states", "seeds"] {
            for entry in fs::read_dir(base.join(folder)).unwrap() {
                let path = entry.unwrap().path();
                let name = path.file_name().unwrap().to_str().unwrap().to_owned();
                files.push((format!("{folder}/{name}"), fs::read(path).unwrap()));
            }
        }
        files.sort();
        let expected = format!("{:?}", load::texts(files.clone()).corpus);
        for (at, byte) in seed.iter().enumerate() {
            let (a, b) = (at % files.len(), usize::from(*byte) % files.len());
            files.swap(a, b);
        }
        prop_assert_eq!(format!("{:?}", load::texts(files).corpus), expected);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        load::texts(vec![("member-states/AT.json".into(), bytes)]);
    }
}
