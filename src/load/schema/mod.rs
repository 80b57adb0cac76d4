//! Runs the JSON Schemas over foreign data. What each message says is written in `words`.

pub(super) mod open;
mod words;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use jsonschema::error::ValidationErrorKind;
use jsonschema::{PatternOptions, ValidationError, Validator};
use serde_json::{Value, json};

use super::data_file::Folder;
use super::defect::{Defect, Defects};
use super::embedded;
use super::json_path::JsonPath;

/// A compiled schema and its text, in which messages look up what would have been right.
struct Schema {
    text: Value,
    validator: Validator,
}

/// Notes everything in which a value differs from the schema of this name.
pub(super) fn check_by(name: &str, value: &Value, defects: &mut Defects) {
    let Some(schema) = compiled(name) else {
        let message = format!("the embedded schema {name} cannot be used");
        return defects.add(Defect::error("broken-schema", &JsonPath::top(), message));
    };
    let errors: Vec<ValidationError> = schema.validator.iter_errors(value).collect();
    let unclear = undecided(&errors);
    let kept = errors.iter().filter(|error| !(is_conditional(error) && unclear.contains(&object_of(error))));
    for defect in kept.flat_map(|error| words::defect(error, &schema.text)) {
        defects.add(defect);
    }
}

/// A record of a state: its schema is a part of that of the state.
const RECORD: &str = "record";

/// The schema of a folder's files, or of the records on lines of one.
pub(super) fn name_of(folder: Folder, is_record: bool) -> Option<&'static str> {
    match folder {
        Folder::Instruments => Some("instrument"),
        Folder::MemberStates if is_record => Some(RECORD),
        Folder::MemberStates => Some("member-state"),
        Folder::Seeds => Some("seed"),
        Folder::Rules => None,
    }
}

/// The schema of this name.
pub(super) fn text_of(name: &str) -> Option<Value> {
    if name != RECORD {
        return serde_json::from_str(embedded::schema(name)?).ok();
    }
    let state: Value = serde_json::from_str(embedded::schema("member-state")?).ok()?;
    Some(json!({"$schema": state.get("$schema")?, "$ref": "#/$defs/record", "$defs": state.get("$defs")?}))
}

/// The schema that a `$ref` stands for.
pub(super) fn followed<'a>(schema: &'a Value, root: &'a Value) -> &'a Value {
    let target = schema.get("$ref").and_then(Value::as_str).and_then(|link| link.strip_prefix('#'));
    target.and_then(|pointer| root.pointer(pointer)).unwrap_or(schema)
}

fn compiled(name: &str) -> Option<&'static Schema> {
    const NAMES: [&str; 6] = ["instrument", "member-state", RECORD, "seed", "waivers", "cases"];
    static SCHEMAS: [OnceLock<Option<Schema>>; NAMES.len()] = [const { OnceLock::new() }; NAMES.len()];
    let slot = NAMES.iter().position(|known| *known == name)?;
    SCHEMAS.get(slot)?.get_or_init(|| compile(text_of(name)?)).as_ref()
}

fn compile(text: Value) -> Option<Schema> {
    let options = jsonschema::options()
        .should_validate_formats(true)
        .should_ignore_unknown_formats(false)
        .with_pattern_options(PatternOptions::regex())
        .offline();
    options.build(&text).ok().map(|validator| Schema { text, validator })
}

/// Objects whose own word for what they are is missing or misspelt: what follows from that word cannot be said.
fn undecided(errors: &[ValidationError]) -> BTreeSet<String> {
    const DECIDES: [&str; 4] = ["event", "kind", "duty", "means"];
    let mut objects = BTreeSet::new();
    for error in errors.iter().filter(|error| !is_conditional(error)) {
        let at = error.instance_path().as_str();
        match error.kind() {
            ValidationErrorKind::Required { property }
                if property.as_str().is_some_and(|key| DECIDES.contains(&key)) =>
            {
                objects.insert(at.to_owned());
            }
            ValidationErrorKind::Enum { .. } | ValidationErrorKind::Type { .. } => {
                let decided = at.rsplit_once('/').filter(|(_, key)| DECIDES.contains(key));
                objects.extend(decided.map(|(object, _)| object.to_owned()));
            }
            _ => {}
        }
    }
    objects
}

/// Does the error come from a branch of an `if`?
fn is_conditional(error: &ValidationError) -> bool {
    let path = error.schema_path().as_str();
    path.contains("/then/") || path.contains("/else/")
}

/// The object that a conditional error is about.
fn object_of(error: &ValidationError) -> String {
    let at = error.instance_path().as_str();
    match error.kind() {
        ValidationErrorKind::FalseSchema => at.rsplit_once('/').map_or(at, |(object, _)| object).to_owned(),
        _ => at.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::is_blank;

    /// The patterns of a schema that ask whether a text says anything.
    fn asking(schema: &Value, found: &mut BTreeSet<String>) {
        match schema {
            Value::Object(map) => {
                let pattern = map.get("pattern").and_then(Value::as_str);
                found.extend(pattern.filter(|pattern| pattern.to_lowercase().contains("\\s")).map(str::to_owned));
                map.values().for_each(|inner| asking(inner, found));
            }
            Value::Array(list) => list.iter().for_each(|inner| asking(inner, found)),
            _ => {}
        }
    }

    #[test]
    fn schemas_and_readers_agree_on_what_says_nothing() {
        let mut patterns = BTreeSet::new();
        for name in embedded::schema_names() {
            asking(&serde_json::from_str(embedded::schema(name).unwrap()).unwrap(), &mut patterns);
        }
        assert!(patterns.len() == 2 && patterns.contains(words::SAYS_SOMETHING), "{patterns:#?}");
        for pattern in patterns {
            let of_pattern = compile(json!({"pattern": pattern})).unwrap();
            for char in ('\0'..='\u{ffff}').chain(['\u{10000}', '\u{1f468}', '\u{10ffff}']).filter(|char| *char != '/')
            {
                let text = char.to_string();
                assert_eq!(of_pattern.validator.is_valid(&json!(text)), !is_blank(&text), "{char:?} {pattern}");
            }
        }
    }
}
