//! The JSON Schemas themselves: sound under the meta-schema of 2020-12, and no keyword in them that never fires.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::{Value, json};

use crate::support::{self, assert_valid, errors, json as printed, package, schema, validator};

/// Keywords that can refuse a value.
const REFUSING: [&str; 15] = [
    "type",
    "enum",
    "const",
    "pattern",
    "format",
    "required",
    "additionalProperties",
    "minLength",
    "minItems",
    "minProperties",
    "minimum",
    "maximum",
    "uniqueItems",
    "dependentRequired",
    "false",
];

/// The refusing keywords that a schema uses; what stands in an `if` refuses nothing.
fn used(schema: &Value, keywords: &mut BTreeSet<String>) {
    match schema {
        Value::Object(map) => {
            for (key, inner) in map.iter().filter(|(key, _)| *key != "if") {
                match key.as_str() {
                    "properties" | "$defs" => inner.as_object().unwrap().values().for_each(|one| used(one, keywords)),
                    key if REFUSING.contains(&key) => drop(keywords.insert(key.to_owned())),
                    _ => used(inner, keywords),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|one| used(one, keywords)),
        Value::Bool(false) => drop(keywords.insert("false".to_owned())),
        _ => {}
    }
}

/// The keywords by which a value is refused.
fn fired(validator: &Validator, value: &Value, keywords: &mut BTreeSet<String>) {
    for error in validator.iter_errors(value) {
        let path = error.schema_path().as_str().to_owned();
        let keyword = match error.kind().keyword() {
            "falseSchema" => "false",
            _ if path.contains("/dependentRequired") => "dependentRequired",
            keyword => keyword,
        };
        keywords.insert(keyword.to_owned());
    }
}

/// Every JSON value in the fixtures' folder of this name.
fn broken(folder: &str) -> Vec<Value> {
    let root = package().join("tests/problems");
    let files = fs::read_dir(root).unwrap().filter_map(|entry| fs::read_dir(entry.unwrap().path().join(folder)).ok());
    files.flatten().filter_map(|file| serde_json::from_slice(&fs::read(file.unwrap().path()).unwrap()).ok()).collect()
}

#[test]
fn every_schema_is_sound() {
    for name in acquis::load::schema_names() {
        let schema = schema(name);
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{name}");
        assert!(jsonschema::meta::is_valid(&schema), "{name}");
        validator(name);
    }
}

#[test]
fn every_keyword_of_a_data_schema_is_seen_to_refuse_something() {
    for (name, folder) in [("instrument", "instruments"), ("member-state", "member-states"), ("seed", "seeds")] {
        let (schema, validator) = (schema(name), validator(name));
        let (mut wanted, mut seen) = (BTreeSet::new(), BTreeSet::new());
        used(&schema, &mut wanted);
        broken(folder).iter().for_each(|value| fired(&validator, value, &mut seen));
        let silent: Vec<_> = wanted.difference(&seen).collect();
        assert!(silent.is_empty(), "{name}: {silent:?} never refuses anything");
    }
}

#[test]
fn the_schema_of_findings_refuses_what_the_contract_excludes() {
    let (schema, validator) = (schema("findings"), validator("findings"));
    let verdicts = [
        "met",
        "met-late",
        "pending",
        "partial",
        "overdue",
        "possible-gap",
        "encouraged",
        "unknown",
        "not-bound",
        "not-in-force",
        "ended",
    ];
    let summary: serde_json::Map<String, Value> =
        verdicts.iter().map(|verdict| ((*verdict).to_owned(), json!(0))).collect();
    let digest = format!("sha256:{}", "0".repeat(64));
    let good = json!({"schema": "acquis/findings/1", "as_of": "2011-11-25", "known_as_of": null,
        "tool": {"name": "acquis", "version": "0.1.0"}, "corpus": {"digest": digest, "rules_digest": digest},
        "assumed": ["IE budapest ratification 2027-01-15"], "summary": summary, "findings": [], "recommendations": []});
    assert!(validator.is_valid(&good));
    let mut seen = BTreeSet::new();
    for (pointer, value) in [
        ("/schema", json!("acquis/findings/2")),
        ("/as_of", json!("2011-02-30")),
        ("/corpus/digest", json!("md5:0")),
        ("/summary/met", json!(-1)),
        ("/findings", json!([{"verdict": "violated"}])),
        ("/recommendations", json!([{"objective": 6}])),
        ("/recommendations", json!([{"urged_by": [{"covers": []}]}])),
        ("/tool", json!("acquis")),
        ("/assumed", json!([])),
        ("/assumed", json!([""])),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap() = value;
        assert!(!validator.is_valid(&bad), "{pointer}");
        fired(&validator, &bad, &mut seen);
    }
    let mut wanted = BTreeSet::new();
    used(&schema, &mut wanted);
    assert_eq!(wanted.difference(&seen).collect::<Vec<_>>(), Vec::<&String>::new());
}

#[test]
fn the_schema_of_recommendations_refuses_what_the_contract_excludes() {
    let (schema, validator) = (schema("recommendations"), validator("recommendations"));
    let good = printed(&["recommend", "AT", "--as-of", "2011-11-25"]);
    assert!(validator.is_valid(&good) && !good["recommendations"].as_array().unwrap().is_empty());
    let mut seen = BTreeSet::new();
    for (pointer, value) in [
        ("/schema", json!("acquis/findings/1")),
        ("/as_of", json!("2011-02-30")),
        ("/corpus/digest", json!("md5:0")),
        ("/tool", json!("acquis")),
        ("/totals/answered", json!(-1)),
        ("/totals", json!({"states": 1})),
        ("/recommendations/0/objective", json!(6)),
        ("/recommendations/0/for", json!([])),
        ("/recommendations/0/remedy", json!("pray")),
    ] {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap() = value;
        assert!(!validator.is_valid(&bad), "{pointer}");
        fired(&validator, &bad, &mut seen);
    }
    let mut wanted = BTreeSet::new();
    used(&schema, &mut wanted);
    assert_eq!(wanted.difference(&seen).collect::<Vec<_>>(), Vec::<&String>::new());
    let remedies = schema["$defs"]["recommendation"]["properties"]["remedy"]["enum"].as_array().unwrap().clone();
    let known = acquis::rules::Remedy::WORDS.into_iter().filter(|word| *word != "nothing").map(Value::from);
    assert_eq!(remedies, known.collect::<Vec<_>>());
}

#[test]
fn tables_and_their_cases_agree_with_their_schemas() {
    let root = package().join("rules");
    let files = |folder: &Path| {
        let all = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let mut json: Vec<_> = all.filter(|path| path.extension().is_some_and(|ending| ending == "json")).collect();
        json.sort();
        json
    };
    let tables = files(&root).into_iter().map(|path| {
        let name = if path.ends_with("indicators.json") { "indicators" } else { "rules" };
        (name, path)
    });
    let all: Vec<_> = tables.chain(files(&root.join("cases")).into_iter().map(|path| ("rule-cases", path))).collect();
    assert_eq!(all.len(), 7);
    for (name, path) in all {
        let value: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        let errors = errors(&validator(name), &value);
        assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
        let named = path.parent().unwrap().join(value["$schema"].as_str().unwrap());
        let named = fs::canonicalize(named).unwrap();
        assert_eq!(named, fs::canonicalize(root.join(format!("../schemas/{name}.schema.json"))).unwrap());
    }
}

#[test]
fn the_schemas_of_findings_and_changes_refuse_what_the_contract_of_check_and_diff_excludes() {
    let (findings, changes) = (validator("findings"), validator("changes"));
    let check = checked();
    let diff = printed(&["diff", "--from", "2011-11-25", "--to", "2012-02-01"]);
    assert_valid("findings", &check);
    assert_valid("changes", &diff);
    let refuses = |validator: &Validator, good: &Value, pointer: &str, value: &Value| {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer} is not there: {good:#}")) = value.clone();
        assert!(!validator.is_valid(&bad), "{pointer} may be {value}");
    };
    let place = check["findings"].as_array().unwrap().iter().position(|one| one.get("waiver").is_some()).unwrap();
    let waived = format!("/findings/{place}/waiver");
    for (pointer, value) in [
        ("/check/fail_on", json!("everything")),
        ("/check/fails", json!("yes")),
        ("/check/reached", json!(-1)),
        ("/check/status", json!({"new": 1})),
        ("/check", json!({})),
        ("/scope/shown", json!("some")),
        ("/scope", json!({})),
        ("/corpus/rows", json!({"verdict/done": "no digest"})),
        ("/findings/0/basis", json!({})),
        ("/findings/0/basis/force", json!("perhaps")),
        ("/findings/0/basis/bound", json!("perhaps")),
        ("/findings/0/basis/law", json!("no digest")),
        ("/findings/0/basis/records/0", json!({})),
        ("/findings/0/status", json!("old")),
        ("/findings/0/causes/0/kind", json!("fate")),
        ("/findings/0/causes/0", json!({})),
        (&waived, json!({"reason": "r"})),
        ("/gone/0", json!({})),
        ("/gone/0/after", json!({})),
        ("/stale_waivers/0/state", json!("old")),
        ("/stale_waivers/0", json!({})),
    ] {
        refuses(&findings, &check, pointer, &value);
    }
    for (pointer, value) in [
        ("/schema", json!("acquis/changes/2")),
        ("/before", json!({})),
        ("/after/as_of", json!("2011-02-30")),
        ("/after/outside", json!(-1)),
        ("/summary", json!({"new": 1})),
        ("/causes", json!({"state-acted": 0})),
        ("/changes/0", json!({})),
        ("/changes/0/direction", json!("sideways")),
        ("/changes/0/before", json!({})),
        ("/changes/0/after/verdict", json!("violated")),
        ("/changes/0/causes/0/kind", json!("fate")),
    ] {
        refuses(&changes, &diff, pointer, &value);
    }
    let kinds = schema("changes")["$defs"]["cause"]["properties"]["kind"]["enum"].clone();
    assert_eq!(kinds, json!(acquis::report::change::CauseKind::WORDS));
    assert_eq!(kinds, schema("findings")["$defs"]["cause"]["properties"]["kind"]["enum"]);
}

/// A check in which everything occurs: a resolved finding, one that is waived, one that is gone, a stale waiver.
fn checked() -> Value {
    let directory = tempfile::tempdir().unwrap();
    let (baseline, waivers) = (directory.path().join("baseline.json"), directory.path().join("waivers.json"));
    let mut old = printed(&["compare", "CZ", "EL", "--as-of", "2011-11-25", "--instrument", "prum"]);
    let mut more = old["findings"][0].clone();
    (more["id"], more["verdict"]) = (json!("CZ/prum/abandoned"), json!("overdue"));
    old["findings"].as_array_mut().unwrap().insert(0, more);
    old["totals"] = json!({"evaluated": old["findings"].as_array().unwrap().len(), "printed": old["findings"].as_array().unwrap().len(), "recalled": 0});
    fs::write(&baseline, old.to_string()).unwrap();
    let waiver = |finding: &str| json!({"finding": finding, "reason": "known", "owner": "we"});
    fs::write(&waivers, json!({"waivers": [waiver("EL"), waiver("CZ/prum/data-protection")]}).to_string()).unwrap();
    let check = ["check", "--state", "CZ", "--state", "EL", "--instrument", "prum", "--as-of", "2012-02-01"];
    let beside = ["--baseline", baseline.to_str().unwrap(), "--waivers", waivers.to_str().unwrap(), "--format", "json"];
    serde_json::from_str(&support::run(&[&check[..], &beside].concat()).stdout).unwrap()
}

/// Each schema of an output with what the program prints under it.
const COMMANDS: [(&str, &[&[&str]]); 14] = [
    (
        "deadlines",
        &[
            &["deadlines", "--as-of", "2013-11-30", "--within", "5y", "--all-states"],
            &["deadlines", "DE", "COM", "--as-of", "2011-11-25", "--known-as-of", "2011-11-25"],
            &["deadlines", "NL", "--within", "0d"],
        ],
    ),
    (
        "findings",
        &[
            &["gaps", "AT", "--all"],
            &["gaps", "EL", "--known-as-of", "2012-01-01"],
            &["compare", "--all-states"],
            &["check", "--fail-on", "never"],
            &["check", "--state", "AT", "--as-of", "2011-11-25"],
        ],
    ),
    (
        "changes",
        &[
            &["diff", "--from", "2011-11-25", "--to", "2014-06-01"],
            &["diff", "--from", "2026-01-01", "--to", "2026-01-01"],
        ],
    ),
    (
        "explanation",
        &[
            &["explain", "AT/budapest/ratification", "--as-of", "2011-11-25"],
            &["explain", "EL/data-retention/telephony", "--as-of", "2011-11-25", "--known-as-of", "2011-11-25"],
            &["explain", "AT/budapest/ratification", "EL/prum/dna", "--as-of", "2011-11-25"],
        ],
    ),
    (
        "infringements",
        &[
            &["infringements"],
            &["infringements", "AT", "--opened", "2007", "--by", "act"],
            &["infringements", "--open-on", "2015-12-31", "--kind", "non-communication"],
        ],
    ),
    ("history", &[&["history", "AT"], &["history", "UK"], &["history", "COM"]]),
    ("timelines", &[&["timelines", "AT"], &["timelines", "UK", "NO", "--instrument", "prum"], &["timelines", "COM"]]),
    (
        "list",
        &[
            &["list", "instruments"],
            &["list", "systems"],
            &["list", "states"],
            &["list", "obligations"],
            &["list", "rules"],
            &["list", "sources"],
            &["list", "records", "AT", "budapest"],
        ],
    ),
    (
        "show",
        &[
            &["show", "budapest"],
            &["show", "data-retention"],
            &["show", "prum"],
            &["show", "sis-2"],
            &["show", "policy-cycle"],
            &["show", "prum/dna"],
            &["show", "budapest/ratification"],
            &["show", "UK"],
            &["show", "COM"],
            &["show", "iss-report-2011"],
        ],
    ),
    (
        "rulebook",
        &[
            &["rules", "verify"],
            &["rules", "show"],
            &["rules", "show", "severity"],
            &["rules", "show", "indicators"],
            &["rules", "test"],
        ],
    ),
    ("trials", &[&["test", "--only", "budapest"]]),
    ("validation", &[&["validate"]]),
    (
        "recommendations",
        &[
            &["recommend", "--as-of", "2011-11-25"],
            &["recommend", "AT", "--known-as-of", "2012-01-01"],
            &["recommend", "COM"],
        ],
    ),
    ("config", &[&["config"], &["config", "--state", "AT", "--strict", "--jobs", "2", "--fail-on", "high"]]),
];

/// What each of those commands prints, each run once for all tests.
fn outputs() -> &'static [Output] {
    static OUTPUTS: LazyLock<Vec<Output>> = LazyLock::new(|| {
        let commands = COMMANDS.iter().flat_map(|(name, commands)| commands.iter().map(move |one| (*name, *one)));
        commands.map(|(schema, arguments)| Output { schema, arguments, value: printed(arguments) }).collect()
    });
    &OUTPUTS
}

struct Output {
    schema: &'static str,
    arguments: &'static [&'static str],
    value: Value,
}

#[test]
fn every_json_output_agrees_with_its_schema() {
    for Output { schema: name, arguments, value } in outputs() {
        let errors = errors(&validator(name), value);
        assert!(errors.is_empty(), "{arguments:?}: {errors:#?}");
    }
}

#[test]
fn every_schema_of_an_output_describes_every_key_and_misses_each() {
    for Output { schema: name, arguments, value: whole } in outputs() {
        let (schema, validator) = (schema(name), validator(name));
        for key in whole.as_object().unwrap().keys() {
            let mut part = whole.clone();
            part.as_object_mut().unwrap().remove(key);
            let is_described = described(&schema, key);
            assert!(is_described, "{arguments:?}: \"{key}\" stands in no \"properties\" of {name}");
            let is_spare = matches!(
                (*name, key.as_str()),
                ("findings", "unknown_acts" | "totals" | "scope" | "check" | "gone" | "stale_waivers")
                    | ("explanation", "scope")
                    | ("rulebook", "verdict" | "severity")
            );
            assert!(is_spare || !validator.is_valid(&part), "{arguments:?}: {name} does not miss \"{key}\"");
        }
    }
}

/// Does a schema, or a branch of it, say what a key at the top is?
fn described(schema: &Value, key: &str) -> bool {
    let here = |part: &Value| part.get("properties").is_some_and(|known| known.get(key).is_some());
    let branches = schema.get("allOf").and_then(Value::as_array).into_iter().flatten();
    here(schema) || branches.filter_map(|branch| branch.get("then")).any(here)
}
