//! What a schema error says to a reader who knows no schema: the code, the words, and what to write instead.

use jsonschema::ValidationError;
use jsonschema::error::{TypeKind, ValidationErrorKind as Kind};
use serde_json::Value;

use crate::law::names::eu_code;
use crate::load::defect::{Defect, DefectLocation};
use crate::load::json_path::JsonPath;
use crate::load::suggest;
use crate::time::{DateError, Day, Period, UncertainDay};

/// Up to how many allowed words are listed.
const LISTED: usize = 12;

/// The pattern of a text that says something: a character that is no white space and no control character.
pub(super) const SAYS_SOMETHING: &str = r"[^\s\u0000-\u001f\u007f-\u009f\ufeff]";

/// The defects that one schema error stands for.
pub(super) fn defect(error: &ValidationError, schema: &Value) -> Vec<Defect> {
    let place = JsonPath::from_pointer(error.instance_path().as_str());
    let path = error.schema_path().as_str();
    let value = error.instance();
    let one = match error.kind() {
        Kind::AdditionalProperties { unexpected } => {
            return unexpected.iter().map(|key| unknown_key(key, &place, path, schema)).collect();
        }
        Kind::FalseSchema => misplaced_key(&place),
        Kind::Required { property } => {
            let is_whole_file = place.0.is_empty() && schema.get("$ref").is_none();
            missing_key(property.as_str().unwrap_or_default(), &place, is_whole_file)
        }
        Kind::Type { kind } => {
            Defect::error("wrong-type", &place, format!("expected {}, found {}", types(kind), found(value)))
        }
        Kind::Enum { options } => unknown_word(value, options, &place),
        Kind::Constant { expected_value } => {
            unknown_word(value, &Value::Array(vec![(**expected_value).clone()]), &place)
        }
        Kind::Pattern { pattern } if pattern == SAYS_SOMETHING => empty(&place),
        Kind::Format { .. } | Kind::Pattern { .. } => wrong_text(value, path, &place),
        Kind::MinLength { .. } | Kind::MinItems { .. } | Kind::MinProperties { .. } => empty(&place),
        Kind::Minimum { limit } => {
            Defect::error("out-of-range", &place, format!("{value} is too small: at least {limit}"))
        }
        Kind::Maximum { limit } => {
            Defect::error("out-of-range", &place, format!("{value} is too large: at most {limit}"))
        }
        Kind::UniqueItems => Defect::error("duplicate-item", &place, "an item stands twice in this list"),
        _ => Defect::error("not-to-schema", &place, error.to_string()),
    };
    vec![one]
}

fn empty(place: &JsonPath) -> Defect {
    Defect::error("empty", place, "this must not be empty")
}

fn unknown_key(key: &str, place: &JsonPath, path: &str, schema: &Value) -> Defect {
    let around = path.trim_end_matches("/additionalProperties");
    let known = schema.pointer(&format!("{around}/properties")).and_then(Value::as_object);
    let names: Vec<&str> = known.map(|known| known.keys().map(String::as_str).collect()).unwrap_or_default();
    let help = match suggest::did_you_mean(key, names.iter().copied()) {
        Some(meant) => meant,
        None => format!("known here: {}", names.join(", ")),
    };
    let message = format!("there is no key \"{key}\" here");
    Defect::error_at("unknown-key", DefectLocation::Key(place.key(key)), message).help(help)
}

fn misplaced_key(place: &JsonPath) -> Defect {
    let key = place.last_key().unwrap_or_default();
    let reason = match key {
        "case" | "procedure" | "kind" | "department" => "only steps of an infringement procedure have it",
        "outcome" => "only closed and withdrawn have it",
        "status" => "only observed has it",
        "pending" => "only an observed record has it",
        "until" => "only a deferral, a letter, an opinion, a judgment or a penalty has it",
        "consent" => "only a ratification has it",
        "extent" | "title" | "adopted_on" => "only measure and notified have it",
        "enforceable_from" => "nobody enforces a treaty, a system or a commitment",
        "entry_into_force_for_state" => "only conventions and protocols have it",
        "registers" => "only a silence that means not-done has it",
        _ => "it does not go with the other keys",
    };
    Defect::error_at(
        "misplaced-key",
        DefectLocation::Key(place.clone()),
        format!("\"{key}\" does not belong here: {reason}"),
    )
}

fn missing_key(key: &str, place: &JsonPath, is_whole_file: bool) -> Defect {
    let (code, help) = match key {
        "$schema" => ("missing-schema", "name the schema by its relative path, \"../schemas/....schema.json\""),
        "published" => {
            ("source-without-publication", "write the day, month or year that the document's own number proves")
        }
        "deadline" => ("binding-without-deadline", "give the deadline, or \"duty\": \"encouraged\" if nobody is bound"),
        "kind" if !is_whole_file => {
            ("missing-key", "say what it is; a step: non-communication, non-conformity or bad-application")
        }
        "extent" => ("missing-key", "full, partial, or unsaid where the source does not say (--fix writes unsaid)"),
        "outcome" => {
            ("missing-key", "complied, moot, or unsaid where the source does not say why (--fix writes unsaid)")
        }
        "until" => ("missing-key", "a deferral says until when"),
        "status" => ("missing-key", "a finding says done, partly or not-done"),
        "fulfilled_by" | "undone_by" => ("missing-key", "list the events, or none: []"),
        "source" => ("missing-key", "nothing is known without a source"),
        "in_force" => ("missing-key", "only a treaty or a stub may have no day of entry into force"),
        "basis" => ("missing-key", "name the legal ground, such as Protocol 22 or an agreement with the state"),
        "registers" => ("missing-key", "silence means not-done only where a complete list says so"),
        _ => ("missing-key", ""),
    };
    let defect = Defect::error(code, place, format!("\"{key}\" is missing"));
    if help.is_empty() { defect } else { defect.help(help) }
}

fn unknown_word(value: &Value, options: &Value, place: &JsonPath) -> Defect {
    let words: Vec<&str> = options.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let written = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let (code, message) = match place.last_key() {
        Some("event" | "fulfilled_by" | "undone_by") => ("unknown-event", format!("there is no event \"{written}\"")),
        Some(key) => ("unknown-value", format!("\"{written}\" is no value of \"{key}\"")),
        None => ("unknown-value", format!("\"{written}\" is no known value")),
    };
    let listed = || (words.len() <= LISTED).then(|| format!("write {}", words.join(", ")));
    let help = suggest::did_you_mean(&written, words.iter().copied()).or_else(listed);
    Defect::error(code, place, message).maybe_help(help)
}

fn wrong_text(value: &Value, path: &str, place: &JsonPath) -> Defect {
    let written = value.as_str().unwrap_or_default();
    let is = |definition: &str| path.starts_with(&format!("/$defs/{definition}/"));
    if let Some(error) = wrong_date(written, path) {
        return Defect::of_date(place, &error);
    }
    match place.last_key() {
        Some("$schema") => {
            Defect::error("missing-schema", place, format!("\"{written}\" is not the schema of this folder"))
                .help("name it by its relative path, \"../schemas/....schema.json\"")
        }
        Some("state" | "code" | "except" | "done_by") => {
            let expected = "write the Union's code, two capital letters (AT, EL, UK), or COM, CONSIL";
            Defect::error("unknown-state", place, format!("\"{written}\" is no code of a state"))
                .help(eu_code(written).map_or_else(|| expected.to_owned(), |eu| format!("did you mean \"{eu}\"?")))
        }
        Some("iso") => Defect::error("not-an-iso-code", place, format!("\"{written}\" is no code of ISO 3166-1"))
            .help("write its two capital letters: AT, GR, GB"),
        Some("iso3") => Defect::error("not-an-iso-code", place, format!("\"{written}\" is no code of ISO 3166-1"))
            .help("write its three capital letters: AUT, GRC, GBR"),
        Some("celex") => Defect::error("not-a-celex-number", place, format!("\"{written}\" is no CELEX number"))
            .help("write sector, year, letters and number: 32011L0036; other numbers are \"aliases\""),
        Some("official" | "read_at" | "eli") => {
            Defect::error("not-an-address", place, format!("\"{written}\" is no address"))
                .help("write it in full, with https://")
        }
        Some("obligations" | "register") if written.is_empty() || is("link") => {
            Defect::error("not-a-link", place, format!("\"{written}\" names no obligation"))
                .help("write instrument/obligation")
        }
        _ if is("id") => Defect::error("not-an-id", place, format!("\"{written}\" is no identifier"))
            .help("identifiers are lower-case letters, digits and hyphens"),
        _ => Defect::error("wrong-text", place, format!("\"{written}\" is not what is expected here")),
    }
}

/// Why a text is no date or period, where the schema asks for one.
fn wrong_date(written: &str, path: &str) -> Option<DateError> {
    let is = |definition: &str| path.starts_with(&format!("/$defs/{definition}/"));
    if is("day") || is("adoption") {
        return Day::parse(written).err();
    }
    if is("when") || is("when-text") {
        return UncertainDay::parse(written).err();
    }
    if path.ends_with("/within/pattern") { Period::parse(written).err() } else { None }
}

fn types(kind: &TypeKind) -> String {
    let names: Vec<String> = match kind {
        TypeKind::Single(one) => vec![one.to_string()],
        TypeKind::Multiple(set) => set.iter().map(|one| one.to_string()).collect(),
    };
    let spoken = names.iter().map(|name| spoken(name));
    spoken.collect::<Vec<_>>().join(" or ")
}

fn found(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn spoken(name: &str) -> &str {
    match name {
        "boolean" => "true or false",
        "integer" => "a whole number",
        "number" => "a number",
        "string" => "a string",
        "array" => "a list",
        "object" => "an object",
        other => other,
    }
}
