//! Texts that say nothing: in each place of the shipped tables where a text stands, a reader refuses what the schema refuses.

use serde_json::{Value, json};

use crate::support::validator;

/// Puts each of these texts in the place of each text of a value, and asks about what comes of it.
fn with_other_texts(value: &Value, others: &[&str], ask: &mut dyn FnMut(&Value, &str)) {
    fn pointers(value: &Value, at: String, all: &mut Vec<String>) {
        match value {
            Value::Array(list) => list.iter().enumerate().for_each(|(n, one)| pointers(one, format!("{at}/{n}"), all)),
            Value::Object(map) => {
                map.iter().for_each(|(key, one)| pointers(one, format!("{at}/{}", key.replace('/', "~1")), all));
            }
            Value::String(_) => all.push(at),
            _ => {}
        }
    }
    let mut places = Vec::new();
    pointers(value, String::new(), &mut places);
    for (place, other) in places.iter().flat_map(|place| others.iter().map(move |other| (place, other))) {
        let mut changed = value.clone();
        *changed.pointer_mut(place).unwrap() = json!(other);
        ask(&changed, place);
    }
}

#[test]
fn a_text_that_says_nothing_is_refused_by_schema_and_reader() {
    let shipped = acquis::load::embedded_rules();
    for (name, table) in &shipped.tables {
        let mut value: Value = serde_json::from_str(&table.text).unwrap();
        // of many rows alike the first ones
        for list in ["rows", "indicators"] {
            value.get_mut(list).and_then(Value::as_array_mut).into_iter().for_each(|rows| rows.truncate(3));
        }
        let schema = validator(if name == "indicators" { "indicators" } else { "rules" });
        with_other_texts(&value, &["", " ", "\u{85}", "\u{feff}", "\u{a0}\u{1f}\t"], &mut |changed, place| {
            if place == "/$schema" || schema.is_valid(changed) {
                return;
            }
            let text = changed.to_string();
            let is_read = match name.as_str() {
                "indicators" => acquis::rules::Indicators::parse(&text).is_ok(),
                _ => acquis::rules::Rules::proved_before(
                    |table| if table == name { Some(&text) } else { shipped.get(table) },
                )
                .is_ok(),
            };
            assert!(!is_read, "{name}: the reader takes {} at {place}", changed.pointer(place).unwrap());
        });
    }
}
