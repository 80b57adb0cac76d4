//! The typed forms and the schemas accept the same files.

use std::collections::BTreeSet;

use proptest::prelude::*;
use proptest::sample::Index;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::Conform;
use crate::load::data_file::Folder;
use crate::load::defect::Defects;
use crate::load::raw::{ObjectOf, RawActor, RawInstrument, RawRecord, RawSource};
use crate::load::read::json;
use crate::load::{embedded, schema};

/// Does the typed form accept the text?
fn is_typed(folder: Folder, text: &str) -> bool {
    match folder {
        Folder::Instruments => serde_json::from_str::<ObjectOf<RawInstrument>>(text).is_ok_and(|raw| raw.0.conforms()),
        Folder::MemberStates => serde_json::from_str::<ObjectOf<RawActor>>(text).is_ok_and(|raw| raw.0.conforms()),
        _ => serde_json::from_str::<ObjectOf<RawSource>>(text).is_ok_and(|raw| raw.0.conforms()),
    }
}

/// Do strict JSON and the schema accept it?
fn is_to_schema(folder: Folder, text: &str) -> bool {
    let mut defects = Defects::default();
    if let Some(value) = json::value(text, &mut defects) {
        schema::check_by(schema::name_of(folder, false).unwrap(), &value, &mut defects);
    }
    defects.list.is_empty()
}

fn agree(folder: Folder, text: &str) -> Result<(), String> {
    let (typed, to_schema) = (is_typed(folder, text), is_to_schema(folder, text));
    if typed == to_schema { Ok(()) } else { Err(format!("typed: {typed}, schema: {to_schema}\n{text}")) }
}

/// The shipped files of a folder; of each state a few records of each event, with as many keys as possible.
fn shipped(folder: Folder) -> Vec<Value> {
    let files = embedded::folder(folder).map(|(.., text)| serde_json::from_str::<Value>(text).unwrap());
    files
        .map(|mut file| {
            if let Some(Value::Array(records)) = file.get_mut("records") {
                let mut seen = BTreeSet::new();
                records.retain(|one| {
                    let keys: Vec<&String> = one.as_object().unwrap().keys().collect();
                    seen.insert(format!("{}{keys:?}", one["event"]))
                });
                records.truncate(8);
            }
            file
        })
        .collect()
}

/// A file of each folder with every key that its schema knows, where keys of different kinds cannot stand in one file in
/// several.
fn full(folder: Folder) -> Vec<Value> {
    match folder {
        Folder::Instruments => read(include_str!("full/instruments.json")),
        Folder::MemberStates => read(include_str!("full/member-states.json")),
        _ => read(include_str!("full/seeds.json")),
    }
}

fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).unwrap()
}

/// Pointers to all values of a file.
fn places(value: &Value, at: &str, all: &mut Vec<String>) {
    all.push(at.to_owned());
    match value {
        Value::Array(list) => list.iter().enumerate().for_each(|(n, one)| places(one, &format!("{at}/{n}"), all)),
        Value::Object(map) => map.iter().for_each(|(key, one)| {
            places(one, &format!("{at}/{}", key.replace('~', "~0").replace('/', "~1")), all);
        }),
        _ => {}
    }
}

fn all_places(value: &Value) -> Vec<String> {
    let mut all = Vec::new();
    places(value, "", &mut all);
    all
}

/// Values to put in the place of others: of every type, at every bound, and every word that a schema knows.
fn values() -> Vec<Value> {
    let mut all: Vec<Value> = read(include_str!("full/values.json"));
    let schemas = ["instrument", "member-state", "seed"].map(|name| embedded::schema(name).unwrap());
    let mut words = BTreeSet::new();
    schemas.iter().for_each(|text| known_words(&read(text), &mut words));
    all.extend(words.into_iter().map(Value::from));
    all
}

/// The words of closed lists in a schema.
fn known_words(schema: &Value, words: &mut BTreeSet<String>) {
    match schema {
        Value::Object(map) => map.iter().for_each(|(key, inner)| match (key.as_str(), inner) {
            ("enum", Value::Array(list)) => words.extend(list.iter().filter_map(Value::as_str).map(str::to_owned)),
            _ => known_words(inner, words),
        }),
        Value::Array(list) => list.iter().for_each(|inner| known_words(inner, words)),
        _ => {}
    }
}

const FOLDERS: [Folder; 3] = Folder::DATA;

#[test]
fn what_is_shipped_is_accepted() {
    for folder in FOLDERS {
        for (_, path, text) in embedded::folder(folder) {
            assert!(is_typed(folder, text) && is_to_schema(folder, text), "{path}");
        }
        for file in full(folder) {
            assert!(is_typed(folder, &file.to_string()) && is_to_schema(folder, &file.to_string()), "{file:#}");
        }
    }
}

/// The full files have every key, so that the tests below change each.
#[test]
fn full_files_have_every_key() {
    for folder in FOLDERS {
        let schema: Value = schema::text_of(schema::name_of(folder, false).unwrap()).unwrap();
        let mut known = BTreeSet::new();
        known_keys(&schema, &mut known);
        let mut had = BTreeSet::new();
        for place in full(folder).iter().flat_map(all_places) {
            had.extend(place.rsplit('/').next().map(str::to_owned));
        }
        let missing: Vec<&String> = known.iter().filter(|key| !had.contains(*key)).collect();
        assert!(missing.is_empty(), "{folder:?}: {missing:?}");
    }
}

fn known_keys(schema: &Value, keys: &mut BTreeSet<String>) {
    match schema {
        Value::Object(map) => map.iter().for_each(|(key, inner)| {
            if let ("properties", Value::Object(of)) = (key.as_str(), inner) {
                keys.extend(of.keys().cloned());
            }
            known_keys(inner, keys);
        }),
        Value::Array(list) => list.iter().for_each(|inner| known_keys(inner, keys)),
        _ => {}
    }
}

/// Each value of each full file replaced by each of the values, left out, and with a key beside it.
#[test]
fn every_single_change_is_judged_alike() {
    let values = values();
    let mut wrong = Vec::new();
    for folder in FOLDERS {
        for file in full(folder) {
            for place in all_places(&file) {
                let changed = values.iter().map(|value| {
                    let mut changed = file.clone();
                    *changed.pointer_mut(&place).unwrap() = value.clone();
                    changed
                });
                let others = [without(&file, &place), with_key(&file, &place)].into_iter().flatten();
                wrong.extend(changed.chain(others).filter_map(|one| agree(folder, &one.to_string()).err()));
            }
        }
    }
    assert!(wrong.is_empty(), "{} differ, such as {}", wrong.len(), wrong.first().unwrap());
}

/// Each value of each full record replaced by each of the values, left out, and with a key beside it, on a line of its own.
#[test]
fn a_record_on_a_line_is_judged_alike() {
    let is_typed = |text: &str| serde_json::from_str::<ObjectOf<RawRecord>>(text).is_ok_and(|raw| raw.0.conforms());
    let is_to_schema = |value: &Value| {
        let mut defects = Defects::default();
        schema::check_by(schema::name_of(Folder::MemberStates, true).unwrap(), value, &mut defects);
        defects.list.is_empty()
    };
    let (values, mut count) = (values(), [0, 0]);
    for record in full(Folder::MemberStates).iter().flat_map(|file| file["records"].as_array().unwrap()) {
        for place in all_places(record) {
            let changed = values.iter().map(|value| {
                let mut changed = record.clone();
                *changed.pointer_mut(&place).unwrap() = value.clone();
                changed
            });
            let others = [without(record, &place), with_key(record, &place)].into_iter().flatten();
            for one in changed.chain(others) {
                let is_good = is_to_schema(&one);
                assert_eq!(is_typed(&one.to_string()), is_good, "{one}");
                count[usize::from(is_good)] += 1;
            }
        }
    }
    assert!(count[0] > 1_000 && count[1] > 100, "{count:?}");
}

fn without(file: &Value, place: &str) -> Option<Value> {
    let (parent, key) = place.rsplit_once('/')?;
    let mut changed = file.clone();
    match changed.pointer_mut(parent)? {
        Value::Object(map) => drop(map.shift_remove(&key.replace("~1", "/").replace("~0", "~"))),
        Value::Array(list) => drop(list.remove(key.parse().ok()?)),
        _ => return None,
    }
    Some(changed)
}

fn with_key(file: &Value, place: &str) -> Option<Value> {
    let mut changed = file.clone();
    changed.pointer_mut(place)?.as_object_mut()?.insert("extra".to_owned(), json!(1));
    Some(changed)
}

#[test]
fn a_key_that_stands_twice_is_refused_everywhere() {
    for folder in FOLDERS {
        for file in full(folder) {
            let objects = all_places(&file).into_iter().filter(|place| file.pointer(place).unwrap().is_object());
            for place in objects {
                let (mut marked, key) = (file.clone(), "@twice@".to_owned());
                let map = marked.pointer_mut(&place).unwrap().as_object_mut().unwrap();
                let (first, value) = map.iter().next().map(|(key, value)| (key.clone(), value.clone())).unwrap();
                map.insert(key, value);
                let text = marked.to_string().replace("@twice@", &first);
                assert!(!is_typed(folder, &text) && !is_to_schema(folder, &text), "{place} in {text}");
            }
        }
    }
}

/// A text, a little changed.
fn edited(text: &str, at: Index, letter: char, how: u8) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let at = at.index(letters.len() + 1);
    match how {
        0 => letters.insert(at, letter),
        1 if at < letters.len() => drop(letters.remove(at)),
        _ if at < letters.len() => letters[at] = letter,
        _ => letters.push(letter),
    }
    letters.into_iter().collect()
}

const LETTERS: &str = "aZ09-/:.%#[]?() \n\té~_PYMD\u{0}\"\\";

fn change() -> impl Strategy<Value = (Index, Index, u8, Index, u8)> {
    (any::<Index>(), any::<Index>(), 0_u8..4, any::<Index>(), 0_u8..3)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, ..ProptestConfig::default() })]

    /// Up to four changes at once, in shipped files and full ones.
    #[test]
    fn several_changes_are_judged_alike(
        folder in 0_usize..3, file in any::<Index>(), changes in prop::collection::vec(change(), 1..5),
    ) {
        thread_local!(static FILES: [Vec<Value>; 3] = FOLDERS.map(|folder| [shipped(folder), full(folder)].concat()));
        thread_local!(static VALUES: Vec<Value> = values());
        let mut changed = FILES.with(|files| files[folder][file.index(files[folder].len())].clone());
        for (place, value, sort, at, how) in changes {
            let places = all_places(&changed);
            let place = &places[place.index(places.len())];
            let new = match (sort, changed.pointer(place).unwrap()) {
                (0, _) => without(&changed, place),
                (1, _) => with_key(&changed, place),
                (2, Value::String(text)) => {
                    let letter = LETTERS.chars().nth(value.index(LETTERS.chars().count())).unwrap();
                    let (mut new, text) = (changed.clone(), edited(text, at, letter, how));
                    *new.pointer_mut(place).unwrap() = text.into();
                    Some(new)
                }
                _ => {
                    let mut new = changed.clone();
                    VALUES.with(|values| *new.pointer_mut(place).unwrap() = values[value.index(values.len())].clone());
                    Some(new)
                }
            };
            changed = new.unwrap_or(changed);
        }
        prop_assert_eq!(agree(FOLDERS[folder], &changed.to_string()), Ok(()));
    }
}
