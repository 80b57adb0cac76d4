//! The canonical form of a data file: keys in the order of its schema, records in the order of instrument, day and
//! event, two spaces of indent, one line break at the end. Case numbers are written as the register writes them; where a
//! record does not say how much was done, or why a case was closed, it says so (`unsaid`). Nothing else is added, and
//! nothing is lost.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Map, Value};

use crate::law::CaseNumber;
use crate::load::data_file::Folder;
use crate::load::defect::Defects;
use crate::load::needed::Needed;
use crate::load::problem::{self, Problem};
use crate::load::read::{disk, draft, json, lines, position, text};
use crate::load::{check, schema};

/// The canonical form of a file at this path (`member-states/AT.json`). Keys that the schema does not know keep their
/// order, after the others. A text with a number that would be written otherwise stays as it is: no key of ours has one.
///
/// # Errors
/// The text is no JSON, or has a key twice.
pub fn canonical(path: &str, text: &str) -> Result<String, Vec<Problem>> {
    if let Some(folder) = Folder::of_lines(path) {
        return canonical_lines(folder, (path, text));
    }
    let value = strict_value(text).map_err(|defects| position::locate(path, text, defects.list))?;
    if has_odd_number(&value) {
        return Ok(text.to_owned());
    }
    let form = CanonicalForm::of(Folder::split(path).map(|(folder, _)| folder), false);
    let mut written = serde_json::to_string_pretty(&form.ordered(value)).unwrap_or_else(|_| text.to_owned());
    written.push('\n');
    Ok(written)
}

/// The canonical form of a file that holds one object per line: each in the least room, in their order.
fn canonical_lines(folder: Folder, (path, text): (&str, &str)) -> Result<String, Vec<Problem>> {
    let form = CanonicalForm::of_lines(folder);
    let mut written: Vec<(LineKey, String)> = Vec::new();
    for line in lines::lines(text) {
        let value = strict_value(line.text).map_err(|mut defects| {
            for one in &mut defects.list {
                one.location = lines::byte_of(&line, &one.location);
                one.also = None;
            }
            position::locate(path, text, defects.list)
        })?;
        let is_odd = has_odd_number(&value);
        let key = form.key(&value);
        written.push((key, if is_odd { line.text.to_owned() } else { form.ordered(value).to_string() }));
    }
    // records alike in these keep their order, as they do in the file of a state
    written.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(written.into_iter().map(|(_, line)| line + "\n").collect())
}

fn strict_value(text: &str) -> Result<Value, Defects> {
    let mut defects = Defects::default();
    match json::value(text, &mut defects).filter(|_| !defects.has_errors()) {
        Some(value) => Ok(value),
        None => Err(defects),
    }
}

/// By what the lines of a file are ordered: the id, or what records are ordered by.
pub(crate) type LineKey = [String; 3];

/// The form of the files of a folder, or of the lines of one.
pub(crate) struct CanonicalForm {
    folder: Option<Folder>,
    is_record: bool,
    schema: Value,
}

impl CanonicalForm {
    fn of(folder: Option<Folder>, is_record: bool) -> CanonicalForm {
        let schema = folder.and_then(|folder| schema::text_of(schema::name_of(folder, is_record)?));
        CanonicalForm { folder, is_record, schema: schema.unwrap_or_default() }
    }

    /// That of an object on a line of a file in this folder.
    pub(crate) fn of_lines(folder: Folder) -> CanonicalForm {
        CanonicalForm::of(Some(folder), folder == Folder::MemberStates)
    }

    /// By what an object on a line is ordered.
    pub(crate) fn key(&self, value: &Value) -> LineKey {
        if self.is_record {
            return key_of(value).map(str::to_owned);
        }
        [value.get("id").and_then(Value::as_str).unwrap_or_default(), "", ""].map(str::to_owned)
    }

    /// The value with everything in its order, and written out where that needs no knowledge.
    pub(crate) fn ordered(&self, mut value: Value) -> Value {
        if self.is_record {
            value.as_object_mut().into_iter().for_each(complete);
        } else if self.folder == Some(Folder::MemberStates) {
            let records = value.get_mut("records").and_then(Value::as_array_mut);
            records.into_iter().flatten().filter_map(Value::as_object_mut).for_each(complete);
        }
        let mut ordered = in_order(value, &self.schema, &self.schema);
        if self.folder == Some(Folder::MemberStates) {
            sort_records(&mut ordered);
        }
        ordered
    }
}

/// What [`fix`] did.
#[derive(Debug, Default)]
pub struct Fixed {
    /// Files that were rewritten, by path.
    pub changed: Vec<String>,
    /// Files that should have been rewritten and could not be, and why.
    pub problems: Vec<Problem>,
}

/// Brings the data files of a directory into canonical form: those that are right then, and only if that changes them. A
/// file with an error is left alone, byte for byte, and so is one that is changed meanwhile; decision tables are not
/// looked at. Each file is written at once or not at all.
pub fn fix(root: &Path) -> Fixed {
    let reading = disk::folders(root, &Folder::DATA.map(Folder::name));
    let unread = reading.unread();
    let drafts: Vec<(disk::FileBytes, Vec<u8>)> = reading.files.into_iter().map(draft).collect();
    let after = drafts.iter().map(|((path, _), after)| (path.clone(), after.clone())).collect();
    let problems = check::check_files(after, unread, &Needed::default()).problems;
    let wrong: BTreeSet<&str> = problems.iter().filter(|one| one.is_error()).map(|one| one.file.as_str()).collect();
    let mut fixed = Fixed::default();
    for ((path, before), after) in drafts {
        if before == after || wrong.contains(path.as_str()) {
            continue;
        }
        match draft::replace(&root.join(&path), &before, &after) {
            Ok(()) => fixed.changed.push(path),
            Err(error) => fixed.problems.push(Problem::of_file("cannot-write", &path, disk::plain(&error))),
        }
    }
    problem::sort(&mut fixed.problems);
    fixed
}

/// A file, and its canonical form as far as it has one.
fn draft((path, before): disk::FileBytes) -> (disk::FileBytes, Vec<u8>) {
    let (text, readable) = text::text(before.clone(), &mut Defects::default());
    let after = Some(text).filter(|_| readable).and_then(|text| canonical(&path, &text).ok());
    let after = after.map_or_else(|| before.clone(), String::into_bytes);
    ((path, before), after)
}

/// Would a number be written otherwise than it stands here: a fraction, a power, or more digits than 64 bits hold?
fn has_odd_number(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_f64(),
        Value::Array(list) => list.iter().any(has_odd_number),
        Value::Object(map) => map.values().any(has_odd_number),
        _ => false,
    }
}

/// The record with what has to be written out, as far as nothing has to be known for it.
fn complete(record: &mut Map<String, Value>) {
    let key = match record.get("event").and_then(Value::as_str) {
        Some("notified" | "measure") => Some("extent"),
        Some("closed" | "withdrawn") => Some("outcome"),
        _ => None,
    };
    if let Some(key) = key.filter(|key| !record.contains_key(*key)) {
        record.insert(key.to_owned(), Value::from("unsaid"));
    }
    if let Some(Value::String(case)) = record.get_mut("case") {
        *case = CaseNumber::canonical(case);
    }
}

/// The value with the keys of every object in the order in which its schema lists them.
fn in_order(value: Value, of: &Value, root: &Value) -> Value {
    let schema = schema::followed(of, root);
    match value {
        Value::Object(mut map) => {
            let known = schema.get("properties").and_then(Value::as_object);
            let mut ordered = Map::new();
            for (key, inner) in known.into_iter().flatten() {
                if let Some(value) = map.shift_remove(key) {
                    ordered.insert(key.clone(), in_order(value, inner, root));
                }
            }
            ordered.extend(map);
            Value::Object(ordered)
        }
        Value::Array(list) => {
            let items = schema.get("items").unwrap_or(&Value::Null);
            Value::Array(list.into_iter().map(|item| in_order(item, items, root)).collect())
        }
        other => other,
    }
}

fn sort_records(file: &mut Value) {
    if let Some(Value::Array(records)) = file.get_mut("records") {
        records.sort_by(|one, other| key_of(one).cmp(&key_of(other)));
    }
}

fn key_of(record: &Value) -> [&str; 3] {
    record_key(|key| record.get(key))
}

/// By what records are ordered: instrument, day, event.
pub(super) fn record_key<'v>(get: impl Fn(&str) -> Option<&'v Value>) -> [&'v str; 3] {
    let text = |key| get(key).and_then(Value::as_str).unwrap_or_default();
    [text("instrument"), day(get("on")), text("event")]
}

/// A date as text that sorts: of bounds, the first one given.
fn day(on: Option<&Value>) -> &str {
    let bound = |key| on.and_then(|on| on.get(key));
    let written = on.filter(|on| on.is_string()).or_else(|| bound("after")).or_else(|| bound("by"));
    written.and_then(Value::as_str).unwrap_or_default()
}
