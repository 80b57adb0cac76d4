//! The schemas of the contract, each compiled once for all tests of a binary.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use jsonschema::{PatternOptions, Validator};
use serde_json::Value;

/// A schema by its name.
pub fn schema(name: &str) -> Value {
    serde_json::from_str(acquis::load::schema(name).unwrap()).unwrap()
}

/// A compiled schema: formats count, and one that is not known is an error.
pub fn validator(name: &str) -> Arc<Validator> {
    static COMPILED: Mutex<BTreeMap<String, Arc<Validator>>> = Mutex::new(BTreeMap::new());
    let options = jsonschema::options().should_validate_formats(true).should_ignore_unknown_formats(false);
    let compile = || options.with_pattern_options(PatternOptions::regex()).offline().build(&schema(name)).unwrap();
    let mut compiled = COMPILED.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    Arc::clone(compiled.entry(name.to_owned()).or_insert_with(|| Arc::new(compile())))
}

/// What a value breaks, each with its place.
pub fn errors(validator: &Validator, value: &Value) -> Vec<String> {
    validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// Fails where a value breaks the schema of this name.
#[track_caller]
pub fn assert_valid(name: &str, value: &Value) {
    let errors = errors(&validator(name), value);
    assert!(errors.is_empty(), "{name}: {errors:#?}");
}
