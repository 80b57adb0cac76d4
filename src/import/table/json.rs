//! JSON as services hand it out: SPARQL results, lists of objects, lists of such lists. A key that stands twice in one
//! object is refused, since one of the two values would be lost.

use std::fmt;

use serde::de::{DeserializeSeed, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::bounds::{check_area, check_columns};
use super::{RawRow, RawTable};
use crate::import::RowProblem;

/// The tables of a JSON text. The number of an item stands for its line.
///
/// # Errors
/// `invalid-json`, `no-table`.
pub(super) fn read(text: &str) -> Result<Vec<RawTable>, RowProblem> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = Unique.deserialize(&mut reader).and_then(|value| reader.end().map(|()| value));
    let value = value.map_err(|error| {
        RowProblem::new("invalid-json", format!("the file is no JSON: {error}"))
            .help("check that it was saved completely")
    })?;
    let mut tables: Vec<RawTable> = sparql(&value).transpose()?.into_iter().collect();
    if tables.is_empty() {
        find_tables("", &value, &mut tables)?;
    }
    if tables.is_empty() {
        let message = "the JSON holds no list of objects";
        return Err(RowProblem::new("no-table", message).help("expected: SPARQL results, or a list of objects"));
    }
    Ok(tables)
}

/// `{"head": {"vars": [..]}, "results": {"bindings": [{"var": {"type": .., "value": ..}}]}}`
fn sparql(value: &Value) -> Option<Result<RawTable, RowProblem>> {
    let names = value.get("head")?.get("vars")?.as_array()?;
    let bindings = value.get("results")?.get("bindings")?.as_array()?;
    let header: Vec<String> = names.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect();
    if let Err(problem) = check_area(bindings.len(), header.len()) {
        return Some(Err(problem));
    }
    let cell = |binding: &Value, name: &String| {
        let value = binding.get(name).and_then(|one| one.get("value"));
        value.map(shown).unwrap_or_default()
    };
    let row = |(at, binding): (usize, &Value)| RawRow {
        line: at + 1,
        cells: header.iter().map(|name| cell(binding, name)).collect(),
    };
    let rows = bindings.iter().enumerate().map(row);
    let head = RawRow { line: 0, cells: header.clone() };
    Some(Ok(RawTable { title: String::new(), rows: std::iter::once(head).chain(rows).collect() }))
}

/// Every list of objects; lists inside a list are one, as the groups of parties in a chart.
fn find_tables(title: &str, value: &Value, tables: &mut Vec<RawTable>) -> Result<(), RowProblem> {
    let mut items = Vec::new();
    match value {
        Value::Array(list) if gather(list, &mut items) && !items.is_empty() => tables.push(table(title, &items)?),
        Value::Array(list) => list.iter().try_for_each(|one| find_tables(title, one, tables))?,
        Value::Object(keys) => keys.iter().try_for_each(|(key, one)| find_tables(key, one, tables))?,
        _ => {}
    }
    Ok(())
}

/// The objects of the list and of the lists inside it; false if it holds anything else.
fn gather<'a>(list: &'a [Value], items: &mut Vec<&'a Map<String, Value>>) -> bool {
    list.iter().all(|one| match one {
        Value::Object(keys) => {
            items.push(keys);
            true
        }
        Value::Array(inner) => gather(inner, items),
        Value::Null => true,
        _ => false,
    })
}

fn table(title: &str, items: &[&Map<String, Value>]) -> Result<RawTable, RowProblem> {
    let flat: Vec<Map<String, Value>> = items.iter().map(|item| flat(item)).collect();
    let mut header = Map::new();
    for (at, key) in flat.iter().enumerate().flat_map(|(at, item)| item.keys().map(move |key| (at, key))) {
        header.entry(key.as_str()).or_insert(Value::Null);
        check_columns(header.len(), at + 1)?;
    }
    check_area(flat.len(), header.len())?;
    let header: Vec<String> = header.into_iter().map(|(key, _)| key).collect();
    let cell = |item: &Map<String, Value>, key: &String| item.get(key).map(shown).unwrap_or_default();
    let row = |(at, item): (usize, &Map<String, Value>)| RawRow {
        line: at + 1,
        cells: header.iter().map(|key| cell(item, key)).collect(),
    };
    let rows: Vec<RawRow> = flat.iter().enumerate().map(row).collect();
    let head = RawRow { line: 0, cells: header };
    Ok(RawTable { title: title.to_owned(), rows: std::iter::once(head).chain(rows).collect() })
}

/// An object whose values are no objects: `{"a": {"b": 1}}` is `{"a.b": 1}`.
fn flat(item: &Map<String, Value>) -> Map<String, Value> {
    let mut flattened = Map::new();
    for (key, value) in item {
        match value {
            Value::Object(inner) if !inner.is_empty() => {
                flattened.extend(flat(inner).into_iter().map(|(name, value)| (format!("{key}.{name}"), value)));
            }
            other => {
                flattened.insert(key.clone(), other.clone());
            }
        }
    }
    flattened
}

fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.trim().to_owned(),
        Value::Array(list) if list.iter().all(|one| !one.is_array() && !one.is_object()) => {
            list.iter().map(shown).collect::<Vec<String>>().join("; ")
        }
        other => other.to_string(),
    }
}

/// Reads a value, and refuses a key that stands twice.
struct Unique;

impl<'de> DeserializeSeed<'de> for Unique {
    type Value = Value;

    fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Unique {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a JSON value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(Unique)? {
            list.push(item);
        }
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut keys = Map::new();
        while let Some(key) = entries.next_key::<String>()? {
            let value = entries.next_value_seed(Unique)?;
            if keys.contains_key(&key) {
                return Err(A::Error::custom(format!("the key \"{key}\" stands twice in one object")));
            }
            keys.insert(key, value);
        }
        Ok(Value::Object(keys))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        read(text).unwrap().remove(0).rows.into_iter().map(|row| row.cells).collect()
    }

    #[test]
    fn results_of_queries_and_lists_of_objects_are_tables() {
        let results = r#"{"head": {"vars": ["celex", "date"]}, "results": {"bindings": [
            {"celex": {"type": "literal", "value": "32011L0036"}, "date": {"type": "literal", "value": "2013-04-06"}},
            {"celex": {"type": "literal", "value": "32008D0615"}}]}}"#;
        assert_eq!(rows(results), [["celex", "date"], ["32011L0036", "2013-04-06"], ["32008D0615", ""]]);
        let chart =
            r#"[[{"LibPaysOrga": "Albania", "Reserves": true}], [], [{"LibPaysOrga": "Canada", "x": {"y": 1.5}}]]"#;
        let expected = [["LibPaysOrga", "Reserves", "x.y"], ["Albania", "true", ""], ["Canada", "", "1.5"]];
        assert_eq!(rows(chart), expected);
        let wrapped = r#"{"count": 1, "items": [{"a": [1, 2], "b": null}]}"#;
        assert_eq!(read(wrapped).unwrap()[0].title, "items");
        assert_eq!(rows(wrapped)[1], ["1; 2", ""]);
    }

    #[test]
    fn what_is_broken_is_refused() {
        let deep = format!("{}1{}", "[".repeat(5_000), "]".repeat(5_000));
        for (text, code) in [
            ("{\"a\": [1, 2]}", "no-table"),
            ("[{\"a\": 1, \"a\": 2}]", "invalid-json"),
            ("[{\"a\": 1}", "invalid-json"),
            ("[{\"a\": 1}] x", "invalid-json"),
            (deep.as_str(), "invalid-json"),
        ] {
            assert_eq!(read(text).unwrap_err().code, code);
        }
    }
}
