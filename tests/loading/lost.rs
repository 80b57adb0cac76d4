//! Nothing is lost and nothing vanishes: the corpus written out, files named nearly right, `--fix`, very many defects.

use std::fs;
use std::path::Path;

use acquis::load;

use super::{codes, copy_of_base, package};

/// Every file under a directory, by its path below it.
fn tree(root: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut found = std::collections::BTreeMap::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            match path.is_dir() {
                true => folders.push(path),
                false => {
                    drop(found.insert(
                        path.strip_prefix(root).unwrap().to_str().unwrap().to_owned(),
                        fs::read(&path).unwrap(),
                    ))
                }
            }
        }
    }
    found
}

#[test]
fn the_embedded_corpus_is_written_whole_into_a_new_or_an_empty_directory_or_not_at_all() {
    let outside = tempfile::tempdir().unwrap();
    let at = |name: &str| outside.path().join(name);
    let count = load::write_embedded(&at("deep/new")).unwrap();
    let whole = tree(&at("deep/new"));
    assert_eq!(whole.len(), count);
    // what an earlier run left that was killed is no obstacle
    for leftover in ["empty/.acquis-init-killed/instruments", ".acquis-init-third-killed"] {
        fs::create_dir_all(at(leftover)).unwrap();
    }
    for name in ["empty", "third"] {
        load::write_embedded(&at(name)).unwrap();
        assert!(tree(&at(name)) == whole, "{name}");
    }
    for refused in ["empty", "third"] {
        assert!(load::write_embedded(&at(refused)).is_err());
    }
    let mut names: Vec<_> = fs::read_dir(outside.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["deep", "empty", "third"], "no draft is left");
    fs::write(at("file"), "").unwrap();
    assert!(load::write_embedded(&at("file/below")).is_err() && load::write_embedded(&at("file")).is_err());
}

/// Foreign data may hold anything: the list of a file ends at a hundred. What it takes: `fuzz/slopes.rs`.
#[test]
fn many_defects_of_a_file_are_counted_and_not_all_listed() {
    let many = |count: usize, one: &dyn Fn(usize) -> String| (0..count).map(one).collect::<Vec<_>>().join(",");
    let state = |inner: &str| format!("{{\"$schema\": \"../schemas/member-state.schema.json\", {inner}}}");
    let cases: [(&str, usize, String); 4] = [
        ("unknown keys", 40_000, format!("{{{}}}", many(40_000, &|n| format!("\"k{n}\":1")))),
        ("one key again and again", 39_999, format!("{{{}}}", many(40_000, &|_| "\"name\":1".to_owned()))),
        ("keys of one line each", 40_000, format!("{{{}}}", many(40_000, &|n| format!("\n\"k{n}\":1")))),
        (
            "broken records",
            10_000,
            state(&format!("\"code\":\"AT\",\"records\":[{}]", many(10_000, &|n| format!("{{\"x\":{n}}}")))),
        ),
    ];
    for (what, least, text) in cases {
        let problems = load::texts(vec![("member-states/AT.json".to_owned(), text.into_bytes())]).problems;
        let own: Vec<_> = problems.iter().filter(|problem| problem.file == "member-states/AT.json").collect();
        let last = own.iter().find(|problem| problem.code == "more-problems").unwrap();
        assert!(own.len() == 101 && last.is_error(), "{what}: {}", own.len());
        assert!(load::count(&problems, load::ProblemSeverity::Error) >= least, "{what}");
        assert_eq!(last.message, format!("and {} more errors in this file, from here on", last.defects), "{what}");
        assert!(
            own.iter().all(|other| (other.line, other.column) <= (last.line, last.column)),
            "{what}: it is the last"
        );
    }
}

/// A record that was copied ten thousand times is reported as often. What it takes: `fuzz/slopes.rs`.
#[test]
fn many_copies_of_a_record_are_each_reported() {
    const COPIES: usize = 10_000;
    let mut files = Vec::new();
    for folder in ["instruments", "seeds"] {
        for path in fs::read_dir(package().join(folder)).unwrap().map(|entry| entry.unwrap().path()) {
            let name = path.file_name().unwrap().to_str().unwrap();
            files.push((format!("{folder}/{name}"), fs::read(&path).unwrap()));
        }
    }
    let text = fs::read_to_string(package().join("member-states/AT.json")).unwrap();
    let mut state: serde_json::Value = serde_json::from_str(&text).unwrap();
    let records = state["records"].as_array_mut().unwrap();
    let first = |event: &str| records.iter().find(|record| record["event"] == event).unwrap().clone();
    let is_named = |record: &&serde_json::Value| record["event"] == "closed" && record.get("obligations").is_some();
    let closed = records.iter().find(is_named).unwrap().clone();
    let mut open = closed.clone();
    open.as_object_mut().unwrap().remove("obligations");
    let (letter, finding) = (first("formal-notice"), first("observed"));
    for (mut one, key) in [(closed, "note"), (open, "note"), (letter, "note"), (finding, "locator")] {
        for number in 0..COPIES {
            one[key] = format!("{number}").into();
            records.push(one.clone());
        }
    }
    files.push(("member-states/AT.json".to_owned(), state.to_string().into_bytes()));
    let problems = load::texts(files).problems;
    // the first closing and the first letter are there already; findings at different places are different
    assert_eq!(load::count(&problems, load::ProblemSeverity::Error), 3 * COPIES - 1, "{:?}", problems.first());
}

/// Whoever named a file so believes that it is read: a state that vanishes so would leave the run green.
#[test]
fn a_file_named_nearly_right_is_refused_with_its_place() {
    let base = copy_of_base();
    let at = |path: &str| base.path().join(path);
    fs::create_dir_all(at("rules/cases")).unwrap();
    let state = at("member-states/AT.json");
    let near = [
        "member-states/.AT.json",
        "member-states/AT.JSON",
        "member-states/AT.Json",
        "member-states/AT.jsn",
        "member-states/AT.json5",
        "member-states/AT.json.txt",
        "member-states/AT.JSON.TXT",
        "member-states/.AT.json.icloud",
        "member-states/AT .json.",
        "member-states/ AT.jsonc",
        "member-states/AT",
        "member-states/ATjson",
        "member-states/AT,json",
        "member-states/AT_json",
        "member-states/AT-json",
        "member-states/AT.json.tmp",
        "member-states/AT.json.part",
        "member-states/AT.json.orig",
        "member-states/AT.json.bak",
        "member-states/AT.bak",
        "member-states/AT.json~",
        "member-states/#AT.json#",
        "member-states/.#AT.json",
        "member-states/.AT.json.swp",
        "member-states/._AT.json",
        "member-states/AT/AT.json",
        "member-states/sub/AT.json",
    ];
    for name in near {
        let folder = at(name).parent().unwrap().to_owned();
        fs::create_dir_all(&folder).unwrap();
        fs::rename(&state, at(name)).unwrap();
        let problems = load::directory(base.path()).problems;
        let problem = problems.iter().find(|problem| problem.code == "nearly-named").unwrap();
        assert!(problem.is_error() && problem.file == name, "{name}: {problem:?}");
        assert!(problem.help.as_deref().unwrap().contains("\"AT.json\""), "{problem:?}");
        fs::rename(at(name), &state).unwrap();
        if name.matches('/').count() > 1 {
            fs::remove_dir(folder).unwrap();
        }
    }
    for name in [
        "instruments/.law.json",
        "instruments/law",
        "instruments/law.json.bak",
        "instruments/old/law.json",
        "seeds/paper.JSON",
        "seeds/paper_json",
        "seeds/paper.bak",
        "instruments/stubs.JSONL",
        "instruments/stubs.jsnl",
        "instruments/stubs.jsonl.txt",
        "seeds/sources.jsonl~",
        "member-states/AT.JSONL",
        "member-states/AT.jsnl",
        "member-states/AT.ndjson",
        "member-states/AT.json1",
        "member-states/sub/AT.jsonl",
        "rules/.verdict.json",
        "rules/verdict.json~",
        "rules/verdict",
        "rules/sub/verdict.json",
    ] {
        fs::create_dir_all(at(name).parent().unwrap()).unwrap();
        fs::write(at(name), "{}").unwrap();
        assert!(codes(base.path()).contains(&format!("{name} nearly-named")), "{name}: {:?}", codes(base.path()));
        fs::remove_file(at(name)).unwrap();
    }
    for folder in ["instruments/old", "rules/sub", "member-states/sub"] {
        fs::remove_dir(at(folder)).unwrap();
    }
    fs::write(at("rules/cases/verdict.JSON"), "{}").unwrap();
    let problems = load::own_rule_cases(&[base.path()]).unwrap_err();
    assert_eq!((problems.len(), problems[0].code), (1, "nearly-named"));
    fs::remove_dir_all(at("rules")).unwrap();
    fs::create_dir(at("member-states/BE.json")).unwrap();
    let problems = load::directory(base.path()).problems;
    assert!(
        problems.iter().any(|one| one.code == "nearly-named" && one.file == "member-states/BE.json"),
        "{problems:?}"
    );
    fs::remove_dir(at("member-states/BE.json")).unwrap();
    // what editors and synchronisers leave is no state, and a copy beside the file takes nothing away
    for name in [
        "AT.json~",
        "._AT.json",
        ".#AT.json",
        ".AT.json.swp",
        "#AT.json#",
        "AT.json.bak",
        "AT",
        "ATjson",
        "AT.bak",
        ".acquis-abc123.draft",
        "notes.txt",
        ".gitkeep",
        "README.md",
        ".AT.json",
    ] {
        fs::write(at("member-states").join(name), "{}").unwrap();
    }
    assert!(!load::directory(base.path()).has_errors(), "{:?}", codes(base.path()));
    for (right, wrong) in [("member-states", "Member-States"), ("seeds", ".seeds"), ("instruments", "INSTRUMENTS")] {
        fs::rename(at(right), at(wrong)).unwrap();
        assert!(codes(base.path()).contains(&format!("{wrong} stray-entry")), "{:?}", codes(base.path()));
        fs::rename(at(wrong), at(right)).unwrap();
    }
    fs::create_dir_all(at("rules/cases")).unwrap();
    for (right, wrong) in [
        ("member-states", "member-state"),
        ("member-states", "memberstates"),
        ("instruments", "instrument"),
        ("seeds", "seed"),
        ("rules", "rule"),
        ("rules/cases", "rules/case"),
        ("cases", "case"),
        ("cases", "Cases"),
    ] {
        fs::create_dir_all(at(right)).unwrap();
        fs::rename(at(right), at(wrong)).unwrap();
        let problems = load::directory(base.path()).problems;
        assert!(problems.iter().any(|one| one.file == wrong && one.is_error()), "{wrong}: {problems:?}");
        fs::rename(at(wrong), at(right)).unwrap();
    }
    fs::rename(at("rules/cases"), at("rules/case")).unwrap();
    let problems = load::rules_in(&at("rules")).unwrap_err();
    assert!(problems.iter().any(|one| one.code == "stray-entry" && one.file.ends_with("rules/case")), "{problems:?}");
    fs::remove_dir_all(at("rules")).unwrap();
    fs::create_dir(at("Rules")).unwrap();
    let loaded = load::directory(base.path());
    assert!(loaded.has_errors() && loaded.problems.iter().any(|one| one.file == "Rules" && one.is_error()));
}

/// Rewriting is for files that are right; numbers are kept as they are written, and nobody's edit is lost.
#[test]
fn fixing_leaves_what_is_wrong_byte_for_byte() {
    let base = copy_of_base();
    let (state, act) = (base.path().join("member-states/AT.json"), base.path().join("instruments/act.json"));
    let squeezed = |path: &Path, more: &str| {
        let value: serde_json::Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
        value.to_string().replacen('{', &format!("{{{more}"), 1)
    };
    for wrong in ["\"zz\": 12345678901234567890123,", "\"name\": \"twice\",", "\"zz\": 1e2,", "\"records\": [{}],", "["]
    {
        let text = squeezed(&state, wrong);
        let right = squeezed(&act, "");
        fs::write(&state, &text).unwrap();
        fs::write(&act, &right).unwrap();
        let fixed = load::fix(base.path());
        assert_eq!((fixed.changed, fixed.problems), (vec!["instruments/act.json".to_owned()], Vec::new()), "{wrong}");
        assert!(fs::read_to_string(&state).unwrap() == text, "{wrong}");
        assert!(fs::read_to_string(&act).unwrap() != right, "{wrong}");
        fs::copy(package().join("tests/problems/_base/member-states/AT.json"), &state).unwrap();
    }
    let odd = "{\"article\": 12345678901234567890123, \"b\": 1.50}";
    assert_eq!(load::canonical("instruments/x.json", odd).unwrap(), odd);
    let mut permissions = fs::metadata(&act).unwrap().permissions();
    let before = squeezed(&act, "");
    fs::write(&act, &before).unwrap();
    permissions.set_readonly(true);
    fs::set_permissions(&act, permissions).unwrap();
    let fixed = load::fix(base.path());
    assert!(fixed.changed.is_empty() && fixed.problems[0].message.contains("read-only"), "{fixed:?}");
    assert_eq!(fs::read_to_string(&act).unwrap(), before);
}
