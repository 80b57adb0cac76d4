//! Fields that are still open: the text "?" in the place of a value. Each is an error of its own, with the question
//! that the schema asks; no other defect is reported at its place. The skeletons that `acquis new` writes are full of
//! them.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{check_by, followed, name_of, text_of};
use crate::load::data_file::Folder;
use crate::load::defect::{Defect, DefectLocation, Defects};
use crate::load::json_path::{JsonPath, PathStep};

/// What stands in an open field.
const OPEN: &str = "?";
/// The defect.
pub(crate) const CODE: &str = "open-field";

/// Notes everything in which a value differs from the schema of this name, and says whether fields of it are open.
pub(crate) fn check(name: Option<&str>, value: &Value, defects: &mut Defects) -> bool {
    let Some(name) = name else { return false };
    let mut open = Vec::new();
    find(value, &JsonPath::top(), &mut open);
    let mut found = Defects::default();
    check_by(name, value, &mut found);
    let places: BTreeSet<&JsonPath> = open.iter().collect();
    let is_about_open = |defect: &Defect| match &defect.location {
        DefectLocation::Value(place) | DefectLocation::Key(place) => places.contains(place),
        DefectLocation::Byte(_) => false,
    };
    defects.list.extend(found.list.into_iter().filter(|defect| !is_about_open(defect)));
    let schema = if open.is_empty() { None } else { text_of(name) };
    let schema = schema.unwrap_or_default();
    open.iter().for_each(|place| {
        let key = place.last_key().unwrap_or_default();
        defects.error(CODE, place, format!("\"{key}\" is open: {}", question(place, &schema)));
    });
    !open.is_empty()
}

fn find(value: &Value, place: &JsonPath, open: &mut Vec<JsonPath>) {
    match value {
        Value::String(text) if text == OPEN => open.push(place.clone()),
        Value::Array(list) => list.iter().enumerate().for_each(|(number, item)| find(item, &place.item(number), open)),
        Value::Object(map) => map.iter().for_each(|(key, inner)| find(inner, &place.key(key), open)),
        _ => {}
    }
}

/// What the schema says of the key that leads to this place: its description, and the words of a closed list.
fn question(place: &JsonPath, root: &Value) -> String {
    let (mut schema, mut asked) = (root, String::new());
    for step in &place.0 {
        schema = followed(schema, root);
        schema = match step {
            PathStep::Key(key) => schema.pointer(&format!("/properties/{key}")).unwrap_or(&Value::Null),
            PathStep::Item(_) => schema.get("items").unwrap_or(&Value::Null),
        };
        let described = [schema, followed(schema, root)].iter().find_map(|one| one.get("description")?.as_str());
        if matches!(step, PathStep::Key(_)) {
            asked = described.unwrap_or_default().trim_end_matches('.').to_owned();
        }
    }
    let words = followed(schema, root).get("enum").and_then(Value::as_array).into_iter().flatten();
    let words: Vec<&str> = words.filter_map(Value::as_str).collect();
    let words = if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) };
    format!("{asked}{words}")
}

/// The skeleton of a file: what must be known, as open fields.
///
/// # Errors
/// The id is none: what is wrong with it.
pub(crate) fn skeleton(folder: Folder, id: &str) -> Result<String, String> {
    let value = match folder {
        Folder::MemberStates => json!({
            "$schema": "../schemas/member-state.schema.json", "code": id, "iso": OPEN, "iso3": OPEN, "name": OPEN,
            "membership": [{"from": OPEN, "basis": OPEN}], "records": [],
        }),
        _ => json!({
            "$schema": "../schemas/instrument.schema.json", "id": id, "kind": OPEN, "title": OPEN, "pillar": OPEN,
            "adopted": OPEN, "in_force": OPEN, "binds": {"group": OPEN},
            "obligations": [{
                "id": OPEN, "article": OPEN, "kind": OPEN, "duty": OPEN, "title": OPEN, "deadline": {"by": OPEN},
                "fulfilled_by": [OPEN], "undone_by": [OPEN], "silence": {"means": OPEN},
            }],
            "sources": [OPEN],
        }),
    };
    let mut defects = Defects::default();
    check(name_of(folder, false), &value, &mut defects);
    match defects.list.into_iter().find(|defect| defect.code != CODE) {
        Some(wrong) => Err(wrong.message),
        None => Ok(format!("{value:#}\n")),
    }
}
