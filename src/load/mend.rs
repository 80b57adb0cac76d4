//! What of a file can still be looked at when its schema refuses parts of it: keys that do not belong there are taken
//! out, and records that are beyond reading. Nothing of it is ever evaluated; it only keeps one defect from hiding
//! the next.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use serde::Deserialize;
use serde_json::Value;

use super::piece::{Body, Folder};
use super::raised::{Desk, Place, Raised, Spot, Step};
use super::raw::RawRecord;

/// The body of a file: all of its text if nothing was wrong with it, else what is left of its value.
pub(super) fn body<'t>(folder: Folder, mut value: Value, text: &'t str, desk: &Desk) -> Body<'t> {
    if !desk.has_errors() {
        return Body::Text(text);
    }
    let mut wrong: BTreeMap<&[Step], HashSet<&str>> = BTreeMap::new();
    for raised in &desk.raised {
        if let Spot::Key(Place(way)) = &raised.spot
            && let Some((Step::Key(key), way)) = way.split_last()
        {
            wrong.entry(way).or_default().insert(key);
        }
    }
    wrong.iter().for_each(|(way, keys)| take_out(&mut value, way, keys));
    let numbers = if folder == Folder::MemberStates { readable_records(&mut value) } else { Vec::new() };
    Body::Part(value, numbers)
}

/// What was found later, without what was said about the same spot before.
pub(super) fn add_new(desk: &mut Desk, later: Vec<Raised>) {
    let told: BTreeSet<Spot> = desk.raised.iter().map(|raised| raised.spot.clone()).collect();
    desk.raised.extend(later.into_iter().filter(|raised| !told.contains(&raised.spot)));
}

/// Takes keys out of the object at the end of this way.
fn take_out(value: &mut Value, way: &[Step], keys: &HashSet<&str>) {
    let mut object = Some(value);
    for step in way {
        object = object.and_then(|inside| match step {
            Step::Key(name) => inside.get_mut(name),
            Step::Item(number) => inside.get_mut(number),
        });
    }
    if let Some(Value::Object(map)) = object {
        map.retain(|key, _| !keys.contains(key.as_str()));
    }
}

/// Leaves only the records that can be read, and says which ones these are.
fn readable_records(value: &mut Value) -> Vec<usize> {
    let Some(Value::Array(records)) = value.get_mut("records") else { return Vec::new() };
    let all = std::mem::take(records).into_iter().enumerate();
    let (numbers, readable) = all.filter(|(_, record)| RawRecord::deserialize(record).is_ok()).unzip();
    *records = readable;
    numbers
}
