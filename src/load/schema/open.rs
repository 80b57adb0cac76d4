//! Fields that are still open: the text "?" in the place of a value. Each is an error of its own, with the question that the
//! schema asks; nothing else is said of its place. The skeletons that `acquis new` writes are full of them.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{check_by, followed, name_of};
use crate::load::embedded;
use crate::load::piece::Folder;
use crate::load::raised::{Desk, Place, Raised, Spot, Step};

/// What stands in an open field.
const OPEN: &str = "?";
/// The defect.
pub(crate) const CODE: &str = "open-field";

/// Notes everything in which the file differs from the schema of its folder, and says whether fields of it are open.
pub(in crate::load) fn check(folder: Folder, value: &Value, desk: &mut Desk) -> bool {
    let Some(name) = name_of(folder) else { return false };
    let mut open = Vec::new();
    find(value, &Place::top(), &mut open);
    let mut found = Desk::default();
    check_by(name, value, &mut found);
    let places: BTreeSet<&Place> = open.iter().collect();
    let is_about_open = |raised: &Raised| match &raised.spot {
        Spot::Value(place) | Spot::Key(place) => places.contains(place),
        Spot::Byte(_) => false,
    };
    desk.raised.extend(found.raised.into_iter().filter(|raised| !is_about_open(raised)));
    let schema = if open.is_empty() { None } else { embedded::schema(name) };
    let schema: Value = schema.and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    open.iter().for_each(|place| {
        let key = place.last_key().unwrap_or_default();
        desk.error(CODE, place, format!("\"{key}\" is open: {}", question(place, &schema)));
    });
    !open.is_empty()
}

fn find(value: &Value, place: &Place, open: &mut Vec<Place>) {
    match value {
        Value::String(text) if text == OPEN => open.push(place.clone()),
        Value::Array(list) => list.iter().enumerate().for_each(|(number, item)| find(item, &place.item(number), open)),
        Value::Object(map) => map.iter().for_each(|(key, inner)| find(inner, &place.key(key), open)),
        _ => {}
    }
}

/// What the schema says of the key that leads to this place: its description, and the words of a closed list.
fn question(place: &Place, root: &Value) -> String {
    let (mut schema, mut asked) = (root, String::new());
    for step in &place.0 {
        schema = followed(schema, root);
        schema = match step {
            Step::Key(key) => schema.pointer(&format!("/properties/{key}")).unwrap_or(&Value::Null),
            Step::Item(_) => schema.get("items").unwrap_or(&Value::Null),
        };
        let described = [schema, followed(schema, root)].iter().find_map(|one| one.get("description")?.as_str());
        if matches!(step, Step::Key(_)) {
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
pub(in crate::load) fn skeleton(folder: Folder, id: &str) -> Result<String, String> {
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
    let mut desk = Desk::default();
    check(folder, &value, &mut desk);
    match desk.raised.into_iter().find(|raised| raised.code != CODE) {
        Some(wrong) => Err(wrong.message),
        None => Ok(format!("{value:#}\n")),
    }
}
