//! Files of data: the schema and the typed reader agree, the canonical form says the same and stays as it is, and what is
//! accepted can be evaluated on every day.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use acquis::engine::Selection;
use acquis::load::{self, Loaded, Problem};
use acquis::time::Day;
use jsonschema::{PatternOptions, Validator};
use serde_json::{Value, json};

use super::{Outcome, assert_placed, base, has_errors, is_sampled, listed};

pub fn instrument(input: &[u8]) -> Outcome {
    file("instruments", "act", "id", "instrument", input)
}

pub fn state(input: &[u8]) -> Outcome {
    file("member-states", "AT", "code", "member-state", input)
}

pub fn seed(input: &[u8]) -> Outcome {
    file("seeds", "report", "id", "seed", input)
}

/// Records of a state on lines; after an `I` instruments, after an `S` sources.
pub fn lines(input: &[u8]) -> Outcome {
    let (path, schema) = match input.first() {
        Some(b'I') => ("instruments/stubs.jsonl", "instrument"),
        Some(b'S') => ("seeds/more.jsonl", "seed"),
        _ => ("member-states/AT.jsonl", "record"),
    };
    let bytes = input.strip_prefix(b"I").or_else(|| input.strip_prefix(b"S")).unwrap_or(input);
    let loaded = load::texts(base::with(path, bytes));
    let Some(text) = text_of(bytes, &loaded.problems, path) else { return outcome(&loaded) };
    for line in text.split('\n').filter(|line| !line.trim().is_empty()) {
        if !is_to_schema(schema, line) {
            assert!(has_errors(&loaded.problems), "the schema refuses a line that is read: {line}");
        }
    }
    assert_canonical((path, text), &load::canonical(path, text), &loaded);
    evaluate(input, &loaded);
    outcome(&loaded)
}

/// A file named after the id that it holds, where that can be a name.
fn file(folder: &str, stem: &str, key: &str, schema: &str, input: &[u8]) -> Outcome {
    let value = serde_json::from_slice::<Value>(input).ok();
    let id = value.as_ref().and_then(|value| value.get(key)?.as_str());
    let is_name = |id: &&str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let path = format!("{folder}/{}.json", id.filter(is_name).unwrap_or(stem));
    let loaded = load::texts(base::with(&path, input));
    let Some(text) = text_of(input, &loaded.problems, &path) else { return outcome(&loaded) };
    assert_placed(&loaded.problems, &path, text);
    let of_file = || loaded.problems.iter().filter(|problem| problem.file == path);
    let canonical = load::canonical(&path, text);
    // a key that stands twice is refused before the schema is asked
    if canonical.is_ok() && is_to_schema(schema, text) {
        let wrong = of_file().find(|problem| OF_SCHEMA.contains(&problem.code));
        assert!(wrong.is_none(), "the schema accepts what the reader refuses: {wrong:?}");
    } else {
        assert!(of_file().any(|problem| problem.is_error()), "the schema refuses what the reader accepts");
    }
    assert_canonical((&path, text), &canonical, &loaded);
    evaluate(input, &loaded);
    outcome(&loaded)
}

/// Defects that only a schema can find, and the one of the reader that finds what no schema did.
const OF_SCHEMA: [&str; 10] = [
    "empty",
    "wrong-shape",
    "wrong-type",
    "unknown-key",
    "missing-key",
    "missing-schema",
    "not-to-schema",
    "unknown-value",
    "wrong-text",
    "broken-json",
];

fn outcome(loaded: &Loaded) -> Outcome {
    let said = listed(&loaded.problems);
    if loaded.has_errors() { Outcome::refused(said) } else { Outcome::accepted(said) }
}

/// The text of the input, without a byte order mark. What is none is an error of the file.
fn text_of<'i>(input: &'i [u8], problems: &[Problem], path: &str) -> Option<&'i str> {
    let text = std::str::from_utf8(input).ok();
    if text.is_none() {
        assert!(problems.iter().any(|one| one.file == path && one.is_error()), "bytes that are no text were read");
    }
    text.map(|text| text.strip_prefix('\u{feff}').unwrap_or(text))
}

fn is_to_schema(name: &str, text: &str) -> bool {
    serde_json::from_str(text).is_ok_and(|value: Value| validator(name).is_valid(&value))
}

fn validator(name: &str) -> Arc<Validator> {
    static COMPILED: Mutex<BTreeMap<String, Arc<Validator>>> = Mutex::new(BTreeMap::new());
    let compile = || {
        let options = jsonschema::options().should_validate_formats(true).should_ignore_unknown_formats(false);
        let options = options.with_pattern_options(PatternOptions::regex()).offline();
        Arc::new(options.build(&schema(name)).unwrap())
    };
    let mut compiled = COMPILED.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    Arc::clone(compiled.entry(name.to_owned()).or_insert_with(compile))
}

fn schema(name: &str) -> Value {
    if name != "record" {
        return serde_json::from_str(load::schema(name).unwrap()).unwrap();
    }
    let state = schema("member-state");
    json!({"$schema": state["$schema"], "$ref": "#/$defs/record", "$defs": state["$defs"]})
}

/// The canonical form says the same, is accepted as the text is, and is its own.
fn assert_canonical((path, text): (&str, &str), canonical: &Result<String, Vec<Problem>>, loaded: &Loaded) {
    let canonical = match canonical {
        Ok(canonical) => canonical,
        Err(problems) => {
            assert!(has_errors(problems) && loaded.has_errors(), "{problems:?}");
            return assert_placed(problems, path, text);
        }
    };
    if is_sampled(text.as_bytes(), 5) {
        assert_eq!(load::canonical(path, canonical).as_ref(), Ok(canonical), "the canonical form has another one");
        assert_eq!(facts(path, canonical), facts(path, text), "the canonical form says something else");
    }
    if is_sampled(text.as_bytes(), 15) && canonical != text {
        let again = load::texts(base::with(path, canonical.as_bytes()));
        // it writes out what is required (`unsaid`), and so can only be better
        let is_worse = again.has_errors() && !loaded.has_errors();
        assert!(!is_worse, "{}\n{}", listed(&loaded.problems), listed(&again.problems));
    }
}

/// What a text states, without what the canonical form writes out or spells in one way, and without the order of records.
fn facts(path: &str, text: &str) -> Vec<String> {
    let is_lines = path.ends_with(".jsonl");
    let read = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let values: Vec<Value> = if is_lines {
        text.split('\n').filter(|line| !line.trim().is_empty()).map(read).collect()
    } else {
        vec![read(text)]
    };
    let mut said = Vec::new();
    for mut value in values {
        if path.starts_with("member-states") {
            if is_lines {
                strip(&mut value);
            }
            if let Some(Value::Array(records)) = value.get_mut("records") {
                records.iter_mut().for_each(strip);
                said.extend(std::mem::take(records).iter().map(sorted));
            }
        }
        said.push(sorted(&value));
    }
    said.sort();
    said
}

fn strip(record: &mut Value) {
    let Value::Object(map) = record else { return };
    map.retain(|key, value| key != "case" && !(["extent", "outcome"].contains(&key.as_str()) && *value == "unsaid"));
}

/// The value with its keys in alphabetical order.
fn sorted(value: &Value) -> String {
    fn order(value: &mut Value) {
        match value {
            Value::Object(map) => {
                map.sort_keys();
                map.values_mut().for_each(order);
            }
            Value::Array(list) => list.iter_mut().for_each(order),
            _ => {}
        }
    }
    let mut value = value.clone();
    order(&mut value);
    value.to_string()
}

/// What is accepted can be asked about, on the first and the last day too.
fn evaluate(input: &[u8], loaded: &Loaded) {
    if loaded.has_errors() || !is_sampled(input, 27) {
        return;
    }
    let engine = base::engine(&loaded.corpus);
    for day in ["1950-01-01", "2011-11-25", "2100-12-31"] {
        let findings = engine.findings(&Selection::default(), Day::parse(day).unwrap());
        assert!(
            findings
                .iter()
                .all(|finding| finding.since.is_none_or(|since| finding.until.is_none_or(|until| since <= until)))
        );
    }
}
