//! The part of a file that can still be checked when its schema refuses others: keys that do not belong there are
//! removed, and records that cannot be read. Such a part is never evaluated; it only keeps one defect from hiding the
//! next.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde::Deserialize;
use serde_json::Value;

use super::data_file::{Body, Folder};
use super::defect::{Defect, DefectLocation, Defects};
use super::json_path::{JsonPath, PathStep};
use super::raw::RawRecord;

/// The body of a file: all of its text if nothing was wrong with it, else what is left of its value.
pub(super) fn body<'t>(folder: Folder, mut value: Value, text: &'t str, defects: &Defects) -> Body<'t> {
    if !defects.has_errors() {
        return Body::Text(text);
    }
    let mut wrong: BTreeMap<&[PathStep], HashSet<&str>> = BTreeMap::new();
    for defect in &defects.list {
        if let DefectLocation::Key(JsonPath(path)) = &defect.location
            && let Some((PathStep::Key(key), path)) = path.split_last()
        {
            wrong.entry(path).or_default().insert(key);
        }
    }
    wrong.iter().for_each(|(path, keys)| take_out(&mut value, path, keys));
    take_out_nulls(&mut value);
    let numbers = if folder == Folder::MemberStates { readable_records(&mut value) } else { Vec::new() };
    Body::Part(value, numbers)
}

/// Adds defects found later, without those at a location for which one is noted already.
pub(super) fn add_new(defects: &mut Defects, later: Vec<Defect>) {
    // two checks at one location mostly have one cause, which the first of them names best
    let known: BTreeSet<DefectLocation> = defects.list.iter().map(|defect| defect.location.clone()).collect();
    defects.list.extend(later.into_iter().filter(|defect| !known.contains(&defect.location)));
}

/// Takes keys out of the object at the end of this way.
fn take_out(value: &mut Value, path: &[PathStep], keys: &HashSet<&str>) {
    let mut object = Some(value);
    for step in path {
        object = object.and_then(|inside| match step {
            PathStep::Key(name) => inside.get_mut(name),
            PathStep::Item(number) => inside.get_mut(number),
        });
    }
    if let Some(Value::Object(map)) = object {
        map.retain(|key, _| !keys.contains(key.as_str()));
    }
}

/// Takes out the keys that hold `null`, as if they were left out.
fn take_out_nulls(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.retain(|_, inner| !inner.is_null());
            map.values_mut().for_each(take_out_nulls);
        }
        Value::Array(list) => list.iter_mut().for_each(take_out_nulls),
        _ => {}
    }
}

/// Leaves only the records that can be read, and returns their places in the file.
fn readable_records(value: &mut Value) -> Vec<usize> {
    let Some(Value::Array(records)) = value.get_mut("records") else { return Vec::new() };
    let all = std::mem::take(records).into_iter().enumerate();
    let (numbers, readable) = all.filter(|(_, record)| RawRecord::deserialize(record).is_ok()).unzip();
    *records = readable;
    numbers
}
