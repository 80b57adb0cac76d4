//! SARIF 2.1.0 under the schema of the standard, and what no schema says: places that are right, fingerprints that stay.

use std::sync::LazyLock;

use acquis::render::Format;
use jsonschema::Validator;
use serde_json::Value;

use super::junit::nightly;
use crate::support::{self, edit, errors, json, own_corpus, package, printed, run};

/// The schema of the standard, compiled once for all tests.
static STANDARD: LazyLock<Validator> = LazyLock::new(|| {
    let path = package().join("tests/sarif/sarif-schema-2.1.0.json");
    let mut schema: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    // a bracket too many in the standard's own patterns; no log of ours has these keys
    for owner in ["run", "toolComponent"] {
        let language = schema["definitions"][owner]["properties"]["language"].as_object_mut().unwrap();
        assert_eq!(language.remove("pattern").unwrap(), "^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$");
    }
    jsonschema::options().should_validate_formats(true).offline().build(&schema).unwrap()
});

fn valid(text: &str) -> Value {
    let value: Value = serde_json::from_str(text).unwrap();
    let errors = errors(&STANDARD, &value);
    assert!(errors.is_empty(), "{errors:#?}");
    value
}

fn sarif(arguments: &[&str]) -> Value {
    let ran = run(&[arguments, &["--format", "sarif"]].concat());
    valid(&ran.stdout)
}

fn results(log: &Value) -> &[Value] {
    log["runs"][0]["results"].as_array().unwrap()
}

/// The text of a file between the ends of a region.
fn at<'t>(text: &'t str, region: &Value) -> String {
    let number = |key: &str| region[key].as_u64().unwrap() as usize;
    let lines: Vec<&'t str> = text.split('\n').collect();
    let cut = |line: &str, from: usize, to: usize| line.chars().skip(from - 1).take(to - from).collect::<String>();
    let (first, last) = (number("startLine"), number("endLine"));
    if first == last {
        return cut(lines[first - 1], number("startColumn"), number("endColumn"));
    }
    let mut text = cut(lines[first - 1], number("startColumn"), usize::MAX);
    lines[first..last - 1].iter().for_each(|line| text.push_str(line));
    text + &cut(lines[last - 1], 1, number("endColumn"))
}

/// The file of a place as it is named inside its corpus: folder and name.
fn file_of(place: &Value) -> String {
    let parts: Vec<&str> = place["artifactLocation"]["uri"].as_str().unwrap().rsplit('/').take(2).collect();
    format!("{}/{}", parts[1], parts[0])
}

/// Opens every file at the place given there: a record of the instrument, or the obligation.
fn places_are_right(log: &Value, corpus: &std::path::Path) -> [usize; 2] {
    let mut seen = [0, 0];
    for result in results(log) {
        let id = result["partialFingerprints"]["acquisFindingId/v1"].as_str().unwrap();
        let [_, instrument, obligation] = id.split('/').collect::<Vec<_>>()[..] else { panic!("{id}") };
        let main = result["locations"].as_array().unwrap();
        assert_eq!(main.len(), 1, "{id}");
        for place in main.iter().chain(result["relatedLocations"].as_array().into_iter().flatten()) {
            let uri = file_of(&place["physicalLocation"]);
            let text = std::fs::read_to_string(corpus.join(&uri)).unwrap();
            let object: Value = serde_json::from_str(&at(&text, &place["physicalLocation"]["region"])).unwrap();
            if uri.starts_with("member-states/") {
                assert_eq!(object["instrument"], instrument, "{id}");
                seen[0] += 1;
            } else {
                assert_eq!(object["id"], obligation, "{id}");
                seen[1] += 1;
            }
        }
    }
    seen
}

#[test]
fn the_standard_accepts_every_log() {
    let log = sarif(&["compare", "--as-of", "2011-11-25"]);
    let json: Value = json(&["compare", "--as-of", "2011-11-25"]);
    let counted = |verdict: &str| json["summary"][verdict].as_u64().unwrap() as usize;
    let kinds = |kind: &str| results(&log).iter().filter(|one| one["kind"] == kind).count();
    assert_eq!(kinds("fail"), counted("partial") + counted("overdue"));
    assert_eq!(kinds("review"), counted("possible-gap"));
    assert_eq!(results(&log).len(), kinds("fail") + kinds("review"));
    let strict = sarif(&["compare", "--as-of", "2011-11-25", "--strict"]);
    assert_eq!(results(&strict).iter().filter(|one| one["kind"] == "open").count(), counted("unknown"));
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    for result in results(&log) {
        let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        assert_eq!(result["level"] == "none", result["kind"] != "fail", "a level is for what failed");
        assert!(result.get("baselineState").is_none() && result.get("suppressions").is_none());
    }
    let properties = &log["runs"][0]["properties"];
    assert_eq!(properties["as_of"], json["as_of"]);
    assert_eq!(properties["corpus"]["digest"], json["corpus"]["digest"]);
    assert_eq!(properties["totals"], json["totals"]);
    let empty = sarif(&["compare", "--as-of", "1955-01-01"]);
    assert_eq!((results(&empty).len(), &empty["runs"][0]["properties"]["totals"]["evaluated"]), (0, &0.into()));
}

#[test]
fn places_are_right_in_pretty_and_in_minified_files() {
    let corpus = own_corpus();
    let data = corpus.path().to_str().unwrap();
    let arguments = ["compare", "--as-of", "2013-04-07", "--data", data];
    let pretty = sarif(&arguments);
    let seen = places_are_right(&pretty, corpus.path());
    assert!(seen[0] > 50 && seen[1] > 50, "{seen:?}");
    let embedded = sarif(&arguments[..3]);
    let places = |log: &Value| {
        let places = results(log).iter().map(|one| &one["locations"][0]["physicalLocation"]);
        places.map(|place| (file_of(place), place["region"].clone())).collect::<Vec<_>>()
    };
    assert_eq!(places(&embedded), places(&pretty), "the same places inside the binary");
    for folder in ["member-states", "instruments"] {
        for file in std::fs::read_dir(corpus.path().join(folder)).unwrap() {
            let path = file.unwrap().path();
            let value: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
            std::fs::write(path, value.to_string()).unwrap();
        }
    }
    let minified = sarif(&arguments);
    assert_eq!(places_are_right(&minified, corpus.path()), seen);
    let lines = |log: &Value| log.pointer("/runs/0/results/0/locations/0/physicalLocation/region/startLine").cloned();
    assert_eq!(lines(&minified), Some(1.into()));
    assert_ne!(lines(&pretty), Some(1.into()));
}

#[test]
fn a_record_put_before_the_others_moves_the_line_and_not_the_fingerprint() {
    let corpus = own_corpus();
    let arguments = ["gaps", "SE", "--as-of", "2011-11-25", "--data", corpus.path().to_str().unwrap()];
    let before = sarif(&arguments);
    edit(&corpus, "member-states/SE.json", "\"records\": [", "\"records\": [\n\n\n");
    let after = sarif(&arguments);
    let prints = |log: &Value| results(log).iter().map(|one| one["partialFingerprints"].clone()).collect::<Vec<_>>();
    assert_eq!(prints(&before), prints(&after));
    let line = |log: &Value| {
        let of_state = |place: &&Value| file_of(place) == "member-states/SE.json";
        let places = results(log).iter().map(|one| &one["locations"][0]["physicalLocation"]);
        places.clone().find(of_state).unwrap()["region"]["startLine"].as_u64().unwrap()
    };
    assert_eq!(line(&after), line(&before) + 3);
    places_are_right(&after, corpus.path());
}

#[test]
fn baseline_and_waivers_are_written_as_the_standard_says() {
    for strict in [false, true] {
        let log = valid(&nightly(Format::Sarif, strict));
        let states: std::collections::BTreeSet<&str> =
            results(&log).iter().filter_map(|one| one["baselineState"].as_str()).collect();
        assert_eq!(states.into_iter().collect::<Vec<_>>(), ["absent", "new", "unchanged", "updated"]);
        let has = |one: &&Value| one["suppressions"].as_array().is_some();
        assert!(results(&log).iter().all(|one| has(&one)), "all say whether they are suppressed");
        let suppressed = results(&log).iter().flat_map(|one| one["suppressions"].as_array().unwrap());
        let suppressed: Vec<&Value> = suppressed.collect();
        assert!(!suppressed.is_empty());
        for one in suppressed {
            assert_eq!((&one["kind"], &one["status"]), (&"external".into(), &"accepted".into()));
            assert_eq!(one["justification"], "with the minister");
        }
        // Code scanning refuses a file with a result that has no place; a notice has none.
        assert!(results(&log).iter().all(|one| one["locations"].as_array().unwrap().len() == 1));
        let notices = log.pointer("/runs/0/invocations/0/toolConfigurationNotifications").unwrap().as_array().unwrap();
        assert_eq!(
            (&notices[0]["descriptor"]["id"], &notices[0]["level"]),
            (&"waiver/expired".into(), &"warning".into())
        );
        assert_eq!(notices[0]["message"]["text"], "the waiver expired on 2011-01-01");
    }
}

#[test]
fn texts_and_paths_are_escaped() {
    let outer = tempfile::tempdir().unwrap();
    let data = outer.path().join("a b#1");
    printed(&["init", data.to_str().unwrap()]);
    let file = data.join("instruments/data-retention.json");
    let text = std::fs::read_to_string(&file).unwrap();
    let title = "\"short_title\": \"Data Retention Directive\"";
    assert!(text.contains(title));
    std::fs::write(&file, text.replace(title, "\"short_title\": \"{0} [x](1) \\u202e\"")).unwrap();
    let log = sarif(&[
        "gaps",
        "AT",
        "--as-of",
        "2011-11-25",
        "--known-as-of",
        "2011-11-25",
        "--instrument",
        "data-retention",
        "--data",
        data.to_str().unwrap(),
    ]);
    assert!(results(&log)[0]["message"]["text"].as_str().unwrap().contains("{{0}} [x] (1) \u{fffd}"));
    let place = &results(&log)[0]["locations"][0]["physicalLocation"]["artifactLocation"];
    let uri = place["uri"].as_str().unwrap();
    assert!(uri.starts_with("file:///") && uri.ends_with("/a%20b%231/member-states/AT.json"), "{uri}");
    assert!(place.get("uriBaseId").is_none() && log["runs"][0].get("originalUriBaseIds").is_none());
}

#[test]
fn a_path_is_right_from_the_working_directory() {
    let outer = tempfile::tempdir().unwrap();
    let data = outer.path().join("our law");
    printed(&["init", data.to_str().unwrap()]);
    std::fs::create_dir(outer.path().join("beside")).unwrap();
    let asked = |here: &str, data: &std::ffi::OsStr| {
        let ask = ["check", "--state", "DE", "--as-of", "2013-10-17", "--format", "sarif"];
        let mut command = support::acquis(&ask);
        let ran = support::ran(command.arg("--data").arg(data).current_dir(outer.path().join(here)).output().unwrap());
        let log = valid(&ran.stdout);
        let place = results(&log)[0]["locations"][0]["physicalLocation"]["artifactLocation"].clone();
        let base = place["uriBaseId"].as_str().map(str::to_owned);
        let named =
            log.pointer("/runs/0/originalUriBaseIds").map(|all| all.as_object().unwrap().keys().cloned().collect());
        assert_eq!(named, base.map(|base| vec![base]), "{data:?}");
        place["uri"].as_str().unwrap().to_owned()
    };
    let uri = |here: &str, data: &str| asked(here, data.as_ref());
    let inside = "our%20law/member-states/DE.json";
    for named in ["our law", "./our law/", "beside/../our law", data.to_str().unwrap()] {
        assert_eq!(uri("", named), inside, "{named}");
    }
    assert_eq!(uri("our law", "."), "member-states/DE.json");
    assert_eq!(uri("beside", "../our law"), "../our%20law/member-states/DE.json");
    let absolute = uri("beside", data.to_str().unwrap());
    assert!(absolute.starts_with("file:///") && absolute.ends_with(inside), "{absolute}");
    // Elsewhere a name that is no UTF-8 may be refused by the system.
    #[cfg(target_os = "linux")]
    {
        use std::os::unix::ffi::OsStrExt;
        let odd = std::ffi::OsStr::from_bytes(b"l\xFFw");
        std::fs::rename(&data, outer.path().join(odd)).unwrap();
        assert_eq!(asked("", odd), "l%FFw/member-states/DE.json");
    }
}

#[test]
fn a_platform_distinguishes_findings_and_recognises_them_again() {
    let keys = |as_of: &str| -> std::collections::BTreeMap<String, [String; 4]> {
        let log = sarif(&["check", "--as-of", as_of]);
        let key = |one: &Value| {
            let word = |value: &Value| value.as_str().unwrap().to_owned();
            let [rule, hash] = [&one["ruleId"], &one["partialFingerprints"]["primaryLocationLineHash"]].map(word);
            let uri = word(&one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]);
            (word(&one["properties"]["id"]), [rule, uri, hash, word(&one["properties"]["rule"])])
        };
        let keys: std::collections::BTreeMap<_, _> = results(&log).iter().map(key).collect();
        assert_eq!(keys.len(), results(&log).len());
        keys
    };
    let [before, at_first] = [keys("2013-10-17"), keys("2013-04-07")];
    // What GitHub and Azure match by: rule, file and hash.
    let distinct: std::collections::BTreeSet<_> =
        before.values().map(|[rule, uri, hash, _]| (rule, uri, hash)).collect();
    assert_eq!(distinct.len(), before.len());
    assert!(before.len() >= 50 && before.iter().all(|(id, key)| id.ends_with(&format!("/{}", key[0]))), "{before:?}");
    // A gap that another row decides later keeps all three: nothing done in April, a part in October.
    let both: Vec<_> = before.iter().filter_map(|(id, now)| Some((now, at_first.get(id)?))).collect();
    assert!(both.iter().any(|(now, then)| now[3] != then[3]));
    assert!(both.iter().all(|(now, then)| now[..3] == then[..3]), "{both:?}");
}

#[test]
fn what_github_requires_is_there() {
    let log = sarif(&["check", "--as-of", "2013-10-17", "--strict"]);
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    // four years after the deadlines of 2009 and 2011 more than one rule finds a gap
    assert!(rules.len() > 1 && results(&log).len() > 10, "{} rules, {} results", rules.len(), results(&log).len());
    for rule in rules {
        for key in ["shortDescription", "fullDescription", "help"] {
            let text = rule[key]["text"].as_str().unwrap();
            assert!(!text.is_empty() && (key == "help" || text.chars().count() <= 1024), "{rule}");
        }
    }
    for result in results(&log) {
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert!(
            ["startLine", "startColumn", "endLine", "endColumn"].iter().all(|key| region[key].is_u64()),
            "{result}"
        );
    }
}
