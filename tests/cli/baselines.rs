//! Baselines: the first night, the next ones, what cannot be used, and when the file is left alone.

use std::fs;
use std::io::{BufReader, Cursor};
use std::path::{Path, PathBuf};

use acquis::report::survey;
use serde_json::{Value, json};

use super::check::{check, ids, read_report};
use crate::support::{edit, five::printed, five::refused, five::run, own_corpus};

/// A directory with the file of a baseline in it, there or not.
pub struct Nightly {
    pub directory: tempfile::TempDir,
    pub file: PathBuf,
}

impl Nightly {
    pub fn new() -> Nightly {
        let directory = tempfile::tempdir().unwrap();
        let file = directory.path().join("baseline.json");
        Nightly { directory, file }
    }

    /// With the baseline that a run on this day with these flags writes.
    pub fn of(day: &str, flags: &[&str]) -> Nightly {
        let nightly = Nightly::new();
        let ran = run(&[&["check", "--as-of", day], flags, &nightly.updating()].concat());
        assert!([0, 1, 4].contains(&ran.code), "{}", ran.stderr);
        nightly
    }

    pub fn path(&self) -> &str {
        self.file.to_str().unwrap()
    }

    pub fn reading(&self) -> [&str; 2] {
        ["--baseline", self.path()]
    }

    pub fn updating(&self) -> [&str; 3] {
        ["--baseline", self.path(), "--update-baseline"]
    }

    pub fn bytes(&self) -> Vec<u8> {
        fs::read(&self.file).unwrap()
    }

    /// What else is in the directory of the baseline.
    pub fn litter(&self) -> Vec<String> {
        let names = fs::read_dir(self.directory.path()).unwrap().map(|entry| entry.unwrap().file_name());
        names.map(|name| name.into_string().unwrap()).filter(|name| name != "baseline.json").collect()
    }
}

fn statuses(report: &Value) -> [u64; 5] {
    ["new", "worse", "better", "unchanged", "resolved"].map(|key| report["check"]["status"][key].as_u64().unwrap())
}

#[test]
fn the_first_night_reports_everything_and_the_next_only_what_is_new() {
    let nightly = Nightly::new();
    let first = read_report(1, &check(&[&nightly.updating()[..], &["--new-only"]].concat()));
    assert_eq!((ids(&first).len(), &first["check"]["status"]), (58, &Value::Null), "nothing is hushed up");
    let same = read_report(1, &check(&nightly.updating()));
    assert_eq!((ids(&same).len(), statuses(&same)), (58, [0, 0, 0, 58, 0]));
    let same = read_report(0, &check(&[&nightly.updating()[..], &["--new-only"]].concat()));
    assert_eq!((ids(&same).len(), statuses(&same)), (0, [0, 0, 0, 58, 0]));
    let later = ["check", "--as-of", "2012-02-01"];
    let resolved = read_report(1, &[&later[..], &nightly.reading()].concat());
    let gone: Vec<&Value> =
        resolved["findings"].as_array().unwrap().iter().filter(|one| one["status"] == "resolved").collect();
    assert!(gone.len() == 7 && gone.iter().all(|one| one["causes"][0]["kind"] == "state-acted"), "{gone:#?}");
    assert_eq!(statuses(&resolved), [0, 0, 0, 51, 7]);
    let older = read_report(1, &[&later[..], &nightly.updating()].concat());
    assert_eq!(statuses(&older), [0, 0, 0, 51, 7], "reported once: by the run that writes the baseline");
    assert_eq!(statuses(&read_report(1, &[&later[..], &nightly.updating()].concat())), [0, 0, 0, 51, 0]);
    assert!(nightly.litter().is_empty());
}

#[test]
fn what_is_new_fails_and_says_why() {
    let nightly = Nightly::of("2011-08-26", &[]);
    let report = read_report(1, &[&["check", "--as-of", "2011-08-27", "--new-only"][..], &nightly.reading()].concat());
    assert!(ids(&report).len() > 20, "the day after the deadline of Prüm");
    for one in report["findings"].as_array().unwrap() {
        assert_eq!((&one["status"], &one["causes"][0]["kind"]), (&json!("new"), &json!("deadline-passed")));
        assert_eq!(one["causes"][0]["on"], "2011-08-26");
    }
    let page = run(&[&["check", "--as-of", "2011-08-27"][..], &nightly.reading()].concat());
    assert!(page.stdout.contains("New (") && page.stdout.contains("Unchanged ("), "{}", page.stdout);
}

#[test]
fn a_missing_baseline_is_right_only_for_a_run_that_writes_it() {
    let nightly = Nightly::new();
    for flags in [&[][..], &["--new-only"], &["--state", "AT"]] {
        let message = refused(3, &check(&[flags, &nightly.reading()].concat()));
        assert!(message.contains("baseline.json") && message.contains("no such file"), "{message}");
    }
    assert!(!nightly.file.exists());
    assert_eq!(run(&check(&[&nightly.updating()[..], &["--state", "AT"]].concat())).code, 0);
    assert!(survey::read(&fs::read_to_string(&nightly.file).unwrap()).is_ok());
}

/// Texts that are no baseline, with a word that the message must hold.
fn corrupt() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let sound = String::from_utf8(Nightly::of("2011-11-25", &["--state", "AT", "--state", "EL"]).bytes()).unwrap();
    let lines: Vec<&str> = sound.lines().collect();
    let with = |edit: &dyn Fn(&mut Value)| {
        let mut value: Value = serde_json::from_str(&sound).unwrap();
        edit(&mut value);
        value.to_string().into_bytes()
    };
    let of = |arguments: &[&str]| printed(&[arguments, &["--format", "json"]].concat()).into_bytes();
    let mut latin = sound.clone().into_bytes();
    latin[sound.rfind("\"id\":\"").unwrap() + 7] = 0xe9;
    vec![
        ("empty", Vec::new(), ":1:"),
        ("blank", b" \n\n".to_vec(), "baseline.json:"),
        ("cut in the head", sound[..100].into(), ":1:"),
        ("cut in a finding", sound[..sound.len() / 2].into(), "baseline.json:"),
        ("cut between findings", lines[..lines.len() / 2].join("\n").into_bytes(), "baseline.json:"),
        ("cut before the end", sound[..sound.len() - 3].into(), "baseline.json:"),
        ("twice", sound.repeat(2).into_bytes(), "trailing characters"),
        ("zeros", vec![0; 4096], ":1:"),
        ("no JSON", b"<html>502 Bad Gateway</html>".to_vec(), ":1:1"),
        ("other JSON", b"{\"findings\": []}".to_vec(), "no schema"),
        ("a list", b"[]".to_vec(), "baseline.json:1:"),
        ("null", b"null".to_vec(), "baseline.json:1:"),
        ("latin letters", latin, "UTF-8"),
        ("another schema", with(&|one| one["schema"] = json!("acquis/history/1")), "acquis/history/1"),
        ("a later version", with(&|one| one["schema"] = json!("acquis/findings/2")), "acquis/findings/2"),
        ("a later baseline", with(&|one| one["schema"] = json!("acquis/baseline/2")), "acquis/baseline/2"),
        ("without findings", with(&|one| drop(one.as_object_mut().unwrap().remove("findings"))), "findings"),
        ("no findings", with(&|one| one["findings"] = json!([])), "no finding"),
        ("one finding twice", with(&|one| one["findings"][1] = one["findings"][0].clone()), "twice"),
        ("findings out of order", with(&|one| one["findings"].as_array_mut().unwrap().reverse()), "out of order"),
        (
            "a finding less",
            with(&|one| drop(one["findings"].as_array_mut().unwrap().remove(1))),
            "it was cut or changed",
        ),
        ("half of it", with(&|one| one["findings"].as_array_mut().unwrap().truncate(70)), "says that it holds 146"),
        ("another verdict", with(&|one| one["findings"][3]["verdict"] = json!("met")), "changed after it was written"),
        ("a record less", with(&|one| one["findings"][3]["basis"]["records"] = json!([])), "changed after"),
        ("a state less", with(&|one| drop(one["scope"]["states"].as_array_mut().unwrap().pop())), "changed after"),
        ("another day", with(&|one| one["as_of"] = json!("2011-11-24")), "changed after it was written"),
        ("without its rows", with(&|one| drop(one["corpus"].as_object_mut().unwrap().remove("rows"))), "changed after"),
        ("an unknown verdict", with(&|one| one["findings"][0]["verdict"] = json!("perhaps")), "perhaps"),
        ("a day that is none", with(&|one| one["as_of"] = json!("2011-02-30")), "2011-02-30"),
        ("a part of a report", of(&["gaps", "EL", "--as-of", "2011-11-25"]), "it lists"),
        ("a part of a check", of(&["check", "--as-of", "2011-11-25", "--fail-on", "critical"]), "it lists"),
        ("a history", of(&["history", "AT"]), "acquis/history/1"),
        ("a list of states", of(&["list", "states"]), "no report that can be compared"),
    ]
}

#[test]
fn a_corrupt_baseline_is_3_named_and_left_alone() {
    let nightly = Nightly::new();
    for (what, bytes, word) in corrupt() {
        fs::write(&nightly.file, &bytes).unwrap();
        for flags in [&["--fail-on", "never"][..], &["--new-only", "--update-baseline"]] {
            let message = refused(3, &check(&[&nightly.reading()[..], flags].concat()));
            assert!(message.contains("baseline.json") && message.contains(word), "{what}: {message}");
        }
        assert!(nightly.bytes() == bytes && nightly.litter().is_empty(), "{what}: touched");
        let message = refused(3, &["diff", nightly.path(), "--as-of", "2011-11-25"]);
        assert!(message.contains("baseline.json") && message.contains(word), "{what}: {message}");
    }
}

#[test]
fn a_baseline_set_otherwise_or_of_before_it_said_what_it_holds_is_read() {
    let nightly = Nightly::of("2011-11-25", &["--state", "EL"]);
    let text = String::from_utf8(nightly.bytes()).unwrap();
    let sound = survey::read(&text).unwrap();
    let mut value: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(value["content"]["findings"], 73);
    let pretty = serde_json::to_string_pretty(&value).unwrap();
    value.as_object_mut().unwrap().retain(|key, _| !["content", "build"].contains(&key.as_str()));
    value["hint"] = json!("a key of a later version");
    value["findings"][0]["hint"] = json!(["as well"]);
    for text in [pretty.clone(), pretty.replace('\n', "\r\n"), format!("\u{feff}{text}"), value.to_string()] {
        // as it comes: a few bytes at a time
        let mut slowly = BufReader::with_capacity(7, Cursor::new(&text));
        let read = survey::Survey { build: sound.build.clone(), ..survey::read_from(&mut slowly).unwrap() };
        assert!(read == sound, "{}", &text[..200]);
        fs::write(&nightly.file, text).unwrap();
        assert_eq!(
            statuses(&read_report(1, &check(&[&nightly.reading()[..], &["--state", "EL"]].concat()))),
            [0, 0, 0, 6, 0]
        );
    }
}

#[test]
fn what_is_wrong_in_the_midst_of_a_baseline_is_reported_with_its_place() {
    let nightly = Nightly::of("2011-11-25", &["--state", "EL"]);
    let text = String::from_utf8(nightly.bytes()).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let at = lines[40].find("\"verdict\":\"").unwrap() + 11;
    lines[40].insert_str(at + 1, "mis");
    fs::write(&nightly.file, lines.join("\n")).unwrap();
    let message = refused(3, &check(&[&nightly.reading()[..], &["--state", "EL"]].concat()));
    // the first character behind the value
    let place = format!("baseline.json:41:{}:", lines[40][at..].find(',').unwrap() + at + 1);
    assert!(message.contains(&place) && message.contains("mis"), "{place}: {message}");
}

#[test]
fn no_beginning_of_a_baseline_is_taken_for_one() {
    let sound = String::from_utf8(Nightly::of("2011-11-25", &["--state", "AT"]).bytes()).unwrap();
    assert!(survey::read(&sound).is_ok());
    let whole = sound.trim_end().len();
    let lengths = (0..whole).filter(|length| sound.is_char_boundary(*length));
    let at_ends = |length: usize| length < 200 || whole - length < 200 || sound[..length].ends_with(['\n', ',']);
    for length in lengths.filter(|length| length % 211 == 0 || (at_ends(*length) && length % 3 == 0)) {
        assert!(survey::read(&sound[..length]).is_err(), "the first {length} of {whole} bytes");
    }
}

#[test]
fn what_is_no_file_is_no_baseline() {
    let nightly = Nightly::new();
    fs::create_dir(&nightly.file).unwrap();
    let below = nightly.file.join("missing/baseline.json");
    for (file, flags, code) in [
        (nightly.path(), &[][..], 3),
        (nightly.path(), &["--update-baseline"], 3),
        ("/dev/null", &[], 3),
        (below.to_str().unwrap(), &[], 3),
    ] {
        let message = refused(code, &check(&[&["--baseline", file], flags].concat()));
        assert!(message.contains(file), "{message}");
    }
    assert!(nightly.file.is_dir());
}

/// A report of before findings recorded what they rest on.
fn of_old_version(report: &str) -> Value {
    let mut old: Value = serde_json::from_str(report).unwrap();
    old.as_object_mut().unwrap().remove("scope");
    old["corpus"].as_object_mut().unwrap().remove("rows");
    for one in old["findings"].as_array_mut().unwrap() {
        one.as_object_mut().unwrap().remove("basis");
    }
    old["tool"]["version"] = json!("0.0.9");
    old
}

fn compared(day: &str, more: &[&str]) -> String {
    printed(&[&["compare", "--as-of", day, "--format", "json"], more].concat())
}

#[test]
fn a_report_of_an_older_version_can_be_compared_and_its_causes_are_honest() {
    let nightly = Nightly::new();
    fs::write(&nightly.file, of_old_version(&compared("2011-11-25", &[])).to_string()).unwrap();
    assert_eq!(statuses(&read_report(1, &check(&nightly.reading()))), [0, 0, 0, 58, 0]);
    // the data, rules and knowledge are the same: what the later run rests on shows both
    let later = read_report(1, &[&["check", "--as-of", "2012-02-01"][..], &nightly.reading()].concat());
    assert_eq!(statuses(&later), [0, 0, 0, 51, 7]);
    for one in later["findings"].as_array().unwrap().iter().filter(|one| one["status"] == "resolved") {
        assert_eq!(one["causes"][0]["kind"], "state-acted", "{one:#}");
    }
    // another corpus: what changed in it cannot be known
    let mut old = of_old_version(&compared("2011-11-25", &[]));
    old["corpus"]["digest"] = json!(format!("sha256:{}", "0".repeat(64)));
    fs::write(&nightly.file, old.to_string()).unwrap();
    let later = read_report(1, &[&["check", "--as-of", "2012-02-01"][..], &nightly.reading()].concat());
    let causes: Vec<&Value> =
        later["findings"].as_array().unwrap().iter().flat_map(|one| one["causes"].as_array()).flatten().collect();
    assert!(causes.len() >= 7 && causes.iter().all(|cause| cause["kind"] == "not-recorded"), "{causes:#?}");
    // nothing of the others is called resolved when one state alone is asked for
    let one = read_report(1, &[&["check", "--as-of", "2012-02-01", "--state", "EL"][..], &nightly.reading()].concat());
    assert_eq!((one["gone"].as_array().unwrap().len(), statuses(&one)[4]), (0, 2), "{one:#}");
}

#[test]
fn a_whole_report_of_another_command_can_be_a_baseline() {
    let nightly = Nightly::new();
    fs::write(&nightly.file, compared("2011-11-25", &[])).unwrap();
    assert_eq!(statuses(&read_report(1, &check(&nightly.reading()))), [0, 0, 0, 58, 0]);
    fs::write(&nightly.file, printed(&["gaps", "EL", "--all", "--as-of", "2011-11-25", "--format", "json"])).unwrap();
    assert_eq!(
        statuses(&read_report(1, &check(&[&nightly.reading()[..], &["--state", "EL"]].concat()))),
        [0, 0, 0, 6, 0]
    );
}

#[test]
fn what_the_baseline_did_not_look_at_is_new_and_what_this_run_does_not_is_not_resolved() {
    let greek = Nightly::of("2011-11-25", &["--state", "EL"]);
    let all = run(&[&check(&greek.reading())[..], &["--format", "json"]].concat());
    assert!(all.stderr.contains("looks at other states or acts"), "{}", all.stderr);
    let all: Value = serde_json::from_str(&all.stdout).unwrap();
    assert_eq!(statuses(&all), [52, 0, 0, 6, 0]);
    let new = all["findings"].as_array().unwrap().iter().filter(|one| one["status"] == "new");
    assert!(new.clone().count() == 52 && new.clone().all(|one| one["causes"][0]["kind"] == "scope-changed"));
    let full = Nightly::of("2011-11-25", &[]);
    for (flags, counted) in [(&["--state", "EL"][..], 6), (&["--instrument", "swedish-initiative"], 5)] {
        let some = read_report(1, &check(&[&full.reading()[..], flags].concat()));
        assert_eq!(statuses(&some), [0, 0, 0, counted, 0], "{flags:?}");
        assert!(some["gone"].as_array().unwrap().is_empty());
    }
    assert!(!run(&check(&full.reading())).stderr.contains("warning"), "no warning where both look at the same");
}

#[test]
fn a_run_that_asks_otherwise_does_not_replace_the_baseline() {
    let nightly = Nightly::of("2011-11-25", &[]);
    let before = nightly.bytes();
    for flags in [&["--state", "EL"][..], &["--instrument", "prum"], &["--all-states"]] {
        let message = refused(2, &[&check(&nightly.updating())[..], flags].concat());
        assert!(message.contains("looks at other states or acts"), "{message}");
        assert_eq!(nightly.bytes(), before, "{flags:?}");
    }
}

#[test]
fn time_runs_forward() {
    let nightly = Nightly::of("2011-11-25", &[]);
    let before = nightly.bytes();
    for flags in [&nightly.reading()[..], &nightly.updating()] {
        let message = refused(2, &[&["check", "--as-of", "2011-11-24"], flags].concat());
        assert!(message.contains("baseline.json is of 2011-11-25") && message.contains("2011-11-24"), "{message}");
    }
    assert_eq!(nightly.bytes(), before);
    // on the other clock too
    let nightly = Nightly::of("2011-11-25", &["--state", "EL", "--known-as-of", "2012-06-01"]);
    let before = nightly.bytes();
    let later = ["check", "--as-of", "2011-11-26", "--state", "EL", "--known-as-of"];
    let message = refused(2, &[&later[..], &["2012-05-31"], &nightly.updating()].concat());
    assert!(message.contains("known by 2012-06-01, after --known-as-of 2012-05-31"), "{message}");
    assert_eq!(nightly.bytes(), before);
    assert_eq!(run(&[&later[..], &["2012-05-31"], &nightly.reading()].concat()).code, 1, "comparing is no harm");
    assert_eq!(run(&[&later[..], &["2012-06-01"], &nightly.updating()].concat()).code, 1);
    // what was known without limit is known no more by any day
    let unlimited = [&later[..5], &nightly.updating()].concat();
    assert_eq!(run(&unlimited).code, 1, "more is known: forward");
    let before = nightly.bytes();
    for known in ["2012-06-01", "2100-01-01"] {
        let message = refused(2, &[&later[..], &[known], &nightly.updating()].concat());
        assert!(message.contains(&format!("known without limit, after --known-as-of {known}")), "{message}");
    }
    assert_eq!(nightly.bytes(), before);
    assert_eq!(run(&[&later[..], &["2012-06-01"], &nightly.reading()].concat()).code, 1);
}

#[cfg(unix)]
#[test]
fn the_result_is_not_written_where_the_baseline_is_to_be() {
    let nightly = Nightly::new();
    let directory = nightly.directory.path();
    let at = |name: &str| directory.join(name).to_str().unwrap().to_owned();
    fs::create_dir(at("sub")).unwrap();
    std::os::unix::fs::symlink("baseline.json", at("link.json")).unwrap();
    std::os::unix::fs::symlink(".", at("here")).unwrap();
    for baseline in ["baseline.json", "link.json"] {
        for out in ["baseline.json", "./baseline.json", "sub/../baseline.json", "link.json", "here/baseline.json"] {
            let flags = ["--baseline", &at(baseline), "--update-baseline", "--state", "AT", "-o", &at(out)];
            let message = refused(2, &check(&flags));
            assert!(message.contains("the result would be written over"), "{baseline} {out}: {message}");
            assert!(!nightly.file.exists(), "{baseline} {out}");
        }
    }
    let flags = ["--state", "AT", "-o", &at("sub/baseline.json")];
    assert_eq!(run(&check(&[&flags[..], &nightly.updating()].concat())).code, 0, "another one of that name");
}

#[test]
fn a_baseline_that_is_read_only_is_not_replaced() {
    let nightly = Nightly::of("2011-11-20", &["--state", "EL"]);
    let before = nightly.bytes();
    let mut permissions = fs::metadata(&nightly.file).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&nightly.file, permissions).unwrap();
    let asked = check(&["--state", "EL"]);
    let ran = run(&[&asked[..], &nightly.updating()].concat());
    assert_eq!((ran.code, nightly.bytes() == before), (2, true), "{}", ran.stderr);
    assert!(ran.stdout.contains("EL/prum/dna"), "what was found is reported");
    assert!(ran.stderr.contains("baseline.json: the file is read-only"), "{}", ran.stderr);
    assert_eq!(run(&[&asked[..], &nightly.reading()].concat()).code, 1, "it can be read");
    assert!(nightly.litter().is_empty());
}

#[test]
fn it_is_written_after_0_1_and_4_and_not_without_the_flag() {
    for (flags, code) in [(&["--state", "AT"][..], 0), (&["--state", "EL"], 1), (&["--state", "AT", "--strict"], 4)] {
        let nightly = Nightly::of("2011-11-20", flags);
        let before = nightly.bytes();
        assert_eq!(run(&check(&[flags, &nightly.reading()].concat())).code, code);
        assert_eq!(nightly.bytes(), before, "{flags:?}: written without --update-baseline");
        assert_eq!(run(&check(&[flags, &nightly.updating()].concat())).code, code);
        let survey = survey::read(&String::from_utf8(nightly.bytes()).unwrap()).unwrap();
        assert_eq!(survey.as_of.to_string(), "2011-11-25", "{flags:?}: not updated after {code}");
    }
}

#[test]
fn it_is_not_written_after_2_or_3() {
    let nightly = Nightly::of("2011-11-20", &[]);
    let before = nightly.bytes();
    let corpus = own_corpus();
    edit(&corpus, "member-states/AT.json", "\"name\": \"Austria\"", "\"nmae\": \"Austria\"");
    let waivers = nightly.directory.path().join("waivers.json");
    fs::write(&waivers, "{}").unwrap();
    let nowhere = nightly.directory.path().join("no/such/out.json");
    for (code, flags) in [
        (3, &["--data", corpus.path().to_str().unwrap()][..]),
        (3, &["--waivers", waivers.to_str().unwrap()]),
        (2, &["--state", "Narnia"]),
        (2, &["-o", nowhere.to_str().unwrap()]),
        (2, &["-o", "/dev/full", "--format", "json"]),
        (2, &["-o", nightly.path()]),
        (2, &["--as-of", "2011-02-30"]),
    ] {
        let as_of: &[&str] = if flags[0] == "--as-of" { &[] } else { &["--as-of", "2011-11-25"] };
        refused(code, &[&["check"], as_of, flags, &nightly.updating()].concat());
        assert_eq!(nightly.bytes(), before, "{flags:?}");
    }
    let message = refused(2, &check(&["--waivers", waivers.to_str().unwrap(), "-o", waivers.to_str().unwrap()]));
    assert!(message.contains("written over"), "{message}");
}

#[test]
fn where_nothing_was_evaluated_the_baseline_stays() {
    let nightly = Nightly::of("1951-01-01", &["--fail-on", "never"]);
    assert!(!nightly.file.exists(), "no states, no findings: nothing to compare with tomorrow");
}

#[cfg(unix)]
#[test]
fn a_linked_baseline_stays_a_link() {
    let nightly = Nightly::new();
    let real = nightly.directory.path().join("real.json");
    for target in [Path::new("real.json"), real.as_path()] {
        std::os::unix::fs::symlink(target, &nightly.file).unwrap();
        for day in ["2011-11-20", "2011-11-25"] {
            assert_eq!(run(&[&["check", "--as-of", day][..], &nightly.updating()].concat()).code, 1);
            assert!(fs::symlink_metadata(&nightly.file).unwrap().is_symlink(), "{day}");
            let survey = survey::read(&fs::read_to_string(&real).unwrap()).unwrap();
            assert_eq!(survey.as_of.to_string(), day);
        }
        [&nightly.file, &real].into_iter().for_each(|file| fs::remove_file(file).unwrap());
    }
}
