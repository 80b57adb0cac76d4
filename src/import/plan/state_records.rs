//! The records of one state as they stand in its file, found by what they say: the comparison of a row with what is on record.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::law::CaseNumber;

/// Keys whose values make two records of one event on one day two facts.
const TELLING: [&str; 5] = ["consent", "procedure", "status", "succeeds_on", "until"];
/// Keys whose value `unsaid` agrees with any other.
const MAY_BE_UNSAID: [&str; 2] = ["extent", "outcome"];
/// Keys that tell national measures of one day apart.
const MEASURES: [&str; 2] = ["locator", "title"];

/// Where facts stand that exclude, or may be, each other: one event under one act, or one event of one case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Slot {
    /// The act; `None` for a step of a case that has a number, which decides alone.
    pub(super) act: Option<String>,
    /// The number of the case, in the register's spelling.
    pub(super) case: Option<String>,
    pub(super) event: String,
}

impl Slot {
    pub(super) fn of(entry: &Map<String, Value>) -> Slot {
        let case = text(entry, "case").map(CaseNumber::canonical);
        let act = if case.is_some() { None } else { text(entry, "instrument").map(str::to_owned) };
        Slot { act, case, event: text(entry, "event").unwrap_or_default().to_owned() }
    }
}

/// The places of the records of one slot: all, and those of each day.
#[derive(Debug, Default)]
struct SlotPlaces {
    all: Vec<usize>,
    by_day: HashMap<String, Vec<usize>>,
}

/// The file of a state, taken apart, and the records that stand on lines beside it.
#[derive(Debug, Default)]
pub(super) struct StateRecords {
    /// Everything but the records.
    pub(super) head: Map<String, Value>,
    /// Those of the file, then those on lines.
    pub(super) records: Vec<Map<String, Value>>,
    /// How many stand in the file.
    pub(super) in_file: usize,
    /// Is there a file of records beside it?
    pub(super) has_lines: bool,
    /// Has the state no file yet?
    pub(super) is_new: bool,
    slots: HashMap<Slot, SlotPlaces>,
}

impl StateRecords {
    /// A state without records.
    pub(super) fn none(head: Map<String, Value>, has_lines: bool) -> StateRecords {
        StateRecords { head, has_lines, is_new: true, ..StateRecords::default() }
    }

    /// Reads the file of a state that has been checked, and the records on lines.
    pub(super) fn read(text: &str, lines: Option<&str>) -> StateRecords {
        let mut head: Map<String, Value> = serde_json::from_str(text).unwrap_or_default();
        let list = match head.get_mut("records").map(Value::take) {
            Some(Value::Array(list)) => list,
            _ => Vec::new(),
        };
        head.shift_remove("records");
        let in_file = list.len();
        let lines_that_say = lines.unwrap_or_default().lines().filter(|line| !line.trim().is_empty());
        let on_lines = lines_that_say.map(|line| serde_json::from_str(line).unwrap_or_default());
        // each keeps its place, also one that were no object
        let entries = list.into_iter().chain(on_lines).map(|one| match one {
            Value::Object(entry) => entry,
            _ => Map::new(),
        });
        let mut all = StateRecords { head, in_file, has_lines: lines.is_some(), ..StateRecords::default() };
        for (number, entry) in entries.enumerate() {
            let slot = all.slots.entry(Slot::of(&entry)).or_default();
            slot.all.push(number);
            slot.by_day.entry(day(&entry)).or_default().push(number);
            all.records.push(entry);
        }
        all
    }

    /// The records in a slot, with their places.
    pub(super) fn in_slot(&self, slot: &Slot) -> impl Iterator<Item = (usize, &Map<String, Value>)> {
        let places = self.slots.get(slot).into_iter().flat_map(|slot| &slot.all);
        places.filter_map(|number| Some((*number, self.records.get(*number)?)))
    }

    /// Those of one day.
    pub(super) fn on_day(&self, slot: &Slot, day: &str) -> impl Iterator<Item = (usize, &Map<String, Value>)> {
        let places = self.slots.get(slot).and_then(|slot| slot.by_day.get(day)).into_iter().flatten();
        places.filter_map(|number| Some((*number, self.records.get(*number)?)))
    }
}

/// The text of a key.
pub(super) fn text<'a>(entry: &'a Map<String, Value>, key: &str) -> Option<&'a str> {
    entry.get(key).and_then(Value::as_str)
}

pub(super) fn is_retracted(entry: &Map<String, Value>) -> bool {
    entry.contains_key("retracted")
}

/// Do both say that one thing happened? A key that only one of them has does not matter, nor does `unsaid`; what names no
/// duties speaks of those that the other names.
pub(super) fn is_same_fact(known: &Map<String, Value>, new: &Map<String, Value>) -> bool {
    let differ = |key: &str| matches!((known.get(key), new.get(key)), (Some(one), Some(other)) if !equal(one, other));
    let is_unsaid = |key: &str| [known, new].iter().any(|entry| text(entry, key) == Some("unsaid"));
    let is_measure = matches!(text(new, "event"), Some("notified" | "measure"));
    known.get("on") == new.get("on")
        && !TELLING.into_iter().any(differ)
        && (!differ("kind") || is_worked_on(known, new))
        && !MAY_BE_UNSAID.into_iter().any(|key| differ(key) && !is_unsaid(key))
        && !differ("obligations")
        && !(is_measure && MEASURES.into_iter().any(differ))
}

/// Has a person said more about the fact than the row does: which duties it concerns, or why? Then what is reproached is that
/// person's reading too, which a register of two words for it does not correct.
pub(super) fn is_worked_on(known: &Map<String, Value>, new: &Map<String, Value>) -> bool {
    known.contains_key("obligations") || (known.contains_key("note") && known.get("note") != new.get("note"))
}

/// Is it one value, in whatever form: `258` as a number and as a text, a list in any order?
fn equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().all(|item| other.contains(item))
        }
        (Value::Number(number), Value::String(text)) | (Value::String(text), Value::Number(number)) => {
            number.to_string() == *text
        }
        _ => one == other,
    }
}

/// A record in words: `AT budapest ratification 2012-06-13`.
pub(super) fn in_words(state: &str, entry: &Map<String, Value>) -> String {
    let word = |key| text(entry, key).unwrap_or_default();
    let case = text(entry, "case").map_or(String::new(), |case| format!(" {case}"));
    let consent = text(entry, "consent").filter(|consent| *consent != "ratification");
    let consent = consent.map_or(String::new(), |consent| format!(" ({consent})"));
    format!("{state} {} {} {}{case}{consent}", word("instrument"), word("event"), day(entry))
}

/// The day of a record as it is written; bounds as `2001-11-24..2002-01-01`.
pub(super) fn day(entry: &Map<String, Value>) -> String {
    match entry.get("on") {
        Some(Value::String(day)) => day.clone(),
        Some(Value::Object(bounds)) => {
            format!("{}..{}", text(bounds, "after").unwrap_or_default(), text(bounds, "by").unwrap_or_default())
        }
        _ => String::new(),
    }
}
