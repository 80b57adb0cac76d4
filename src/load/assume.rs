//! Assumptions of one run become records the way data do: written as an entry of a state's file, checked against its
//! schema, built, and asked whether they are plausible beside what is recorded. No file is read or written, and the
//! digest of the corpus stays what it is.

use serde_json::{Map, Value, json};

use super::assemble::in_order;
use super::build::{self, Builder, Links};
use super::defect::{Defect, DefectLocation, Defects};
use super::json_path::{JsonPath, PathRef, PathStep};
use super::plausible;
use super::problem::ProblemSeverity;
use super::raw::RawActor;
use super::schema;
use super::suggest;
use crate::law::{Actor, Corpus, EventKind, Record};

/// What can be said beside day and event, as far as the event has it.
const KEYS: [&str; 16] = [
    "after",
    "by",
    "extent",
    "amends",
    "consent",
    "succeeds_on",
    "kind",
    "procedure",
    "case",
    "department",
    "until",
    "status",
    "pending",
    "outcome",
    "title",
    "note",
];

/// Keys whose value is yes or no.
const FLAGS: [&str; 2] = ["amends", "pending"];

/// A fact that a run assumes, its names looked up, its other words as they were typed.
#[derive(Debug, Clone)]
pub struct Assumption {
    /// Code of the state or institution.
    pub actor: String,
    /// Id of the instrument.
    pub instrument: String,
    /// Id of the obligation, if only one is meant.
    pub obligation: Option<String>,
    /// What happens.
    pub event: String,
    /// When: a day, a month or a year; `None` where the keys `after` and `by` say it.
    pub on: Option<String>,
    /// Further keys and their values.
    pub keys: Vec<(String, String)>,
}

/// Something to say about an assumption.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// Which of the assumptions, by its place; `None`: all of them together.
    pub number: Option<usize>,
    /// What is wrong, or unusual.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

/// Adds assumed facts to a corpus, and returns what is unusual about them.
///
/// # Errors
/// What is wrong with them, by the checks that data go through; then the corpus is as it was.
pub fn assume(corpus: &mut Corpus, assumptions: &[Assumption]) -> Result<Vec<Remark>, Vec<Remark>> {
    let mut codes: Vec<&str> = assumptions.iter().map(|one| one.actor.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    let (mut refused, mut odd, mut files) = (Vec::new(), Vec::new(), Vec::new());
    for code in codes {
        let mine = assumptions.iter().enumerate().filter(|(_, one)| one.actor == code);
        let Some(actor) = corpus.find_actor(code) else { continue };
        let file = File { corpus, actor, assumptions: mine.collect() };
        match file.records() {
            Ok((records, warnings)) => {
                files.push((code, records));
                odd.extend(warnings);
            }
            Err(remarks) => refused.extend(remarks),
        }
    }
    if !refused.is_empty() {
        return Err(refused);
    }
    for (code, records) in files {
        corpus.replace_records(code, records);
    }
    Ok(odd)
}

/// The assumptions about one actor, each with its place among all.
struct File<'a> {
    corpus: &'a Corpus,
    actor: &'a Actor,
    assumptions: Vec<(usize, &'a Assumption)>,
}

impl File<'_> {
    /// The records of the actor with those assumed, and what is unusual.
    fn records(&self) -> Result<(Vec<Record>, Vec<Remark>), Vec<Remark>> {
        let written: Vec<_> = self.assumptions.iter().map(|(number, one)| entry(*number, one)).collect();
        let wrong: Vec<Remark> = written.iter().filter_map(|one| one.as_ref().err().cloned()).collect();
        if !wrong.is_empty() {
            return Err(wrong);
        }
        let entries: Vec<Value> = written.into_iter().flatten().collect();
        let assumed = self.built(entries)?;
        let new = self.implausible(&assumed);
        let is_refused =
            |defect: &Defect| defect.severity == ProblemSeverity::Error || defect.code == "event-without-effect";
        let (refused, odd): (Vec<Defect>, Vec<Defect>) = new.into_iter().partition(is_refused);
        let remark = |defect: &Defect| self.remark(defect, self.actor.records().len());
        if !refused.is_empty() {
            return Err(refused.iter().map(remark).collect());
        }
        let mut all = self.actor.records().to_vec();
        all.extend(assumed);
        Ok((in_order(all, self.corpus), odd.iter().map(remark).collect()))
    }

    /// The entries as records.
    fn built(&self, entries: Vec<Value>) -> Result<Vec<Record>, Vec<Remark>> {
        let file = json!({
            "$schema": "../schemas/member-state.schema.json", "code": self.actor.code, "name": self.actor.name,
            "membership": [], "records": entries
        });
        let mut defects = Defects::default();
        schema::check_by("member-state", &file, &mut defects);
        let (stems, instruments_with_errors) = Default::default();
        let links = Links { corpus: self.corpus, stems: &stems, instruments_with_errors: &instruments_with_errors };
        let mut builder = Builder::new(&links);
        let text = file.to_string();
        let mut records = Vec::new();
        if !defects.has_errors() {
            let (top, raw) = (PathRef::Top, serde_json::from_str::<RawActor>(&text));
            let path = top.key("records");
            let raw = raw.map(|raw| raw.records).unwrap_or_default();
            let each = raw.iter().enumerate();
            records.extend(each.filter_map(|(at, raw)| build::assumed(raw, &path.item(at), &mut builder)));
        }
        defects.list.extend(builder.defects.list);
        if !defects.list.is_empty() || records.len() != self.assumptions.len() {
            return Err(defects.list.iter().map(|defect| self.remark(defect, 0)).collect());
        }
        Ok(records)
    }

    /// What is implausible with the assumptions and was not without them.
    fn implausible(&self, assumed: &[Record]) -> Vec<Defect> {
        let (stems, instruments_with_errors) = Default::default();
        let links = Links { corpus: self.corpus, stems: &stems, instruments_with_errors: &instruments_with_errors };
        let looked_at = |records: &[(usize, Record)]| {
            let mut defects = Defects::default();
            plausible::actor(
                &plausible::CheckedState { actor: self.actor, records, links: &links, is_whole: true },
                &mut defects,
            );
            defects.list
        };
        let recorded: Vec<(usize, Record)> = self.actor.records().iter().cloned().enumerate().collect();
        let known = looked_at(&recorded);
        let all: Vec<(usize, Record)> = self.actor.records().iter().chain(assumed).cloned().enumerate().collect();
        looked_at(&all).into_iter().filter(|defect| !known.contains(defect)).collect()
    }

    /// A defect in words; `from` records come before the assumed ones.
    fn remark(&self, defect: &Defect, from: usize) -> Remark {
        let locations = std::iter::once(&defect.location).chain(defect.also.iter().map(|(location, _)| location));
        let places = locations.filter_map(|location| match location {
            DefectLocation::Value(place) | DefectLocation::Key(place) => item(place)?.checked_sub(from),
            DefectLocation::Byte(_) => None,
        });
        let number = places.filter_map(|at| self.assumptions.get(at)).map(|(number, _)| *number).next();
        let (message, help) = match defect.code {
            "duplicate-record" => {
                ("it is on record already, or assumed twice".to_owned(), Some("leave it out".to_owned()))
            }
            "contradictory-findings" => {
                let help = "--assume-none leaves out what is on record";
                (defect.message.clone(), Some(help.to_owned()))
            }
            "event-without-effect" => {
                let one = number.and_then(|number| self.assumptions.iter().find(|(own, _)| *own == number));
                let help = one.map(|(_, one)| format!("acquis show {} tells what counts", one.instrument));
                (defect.message.clone(), help)
            }
            "unknown-event" => (defect.message.clone(), defect.help.clone().or_else(|| Some(events()))),
            _ => (defect.message.clone(), defect.help.clone()),
        };
        Remark { number, message, help }
    }
}

/// An assumption as an entry of a state's file.
fn entry(number: usize, one: &Assumption) -> Result<Value, Remark> {
    let mut entry = stated(one, &KEYS).map_err(|remark| Remark { number: Some(number), ..remark })?;
    // who assumes an act or the end of a case means all of it, unless the assumption says otherwise
    let usual = match one.event.as_str() {
        "notified" | "measure" => Some(("extent", "full")),
        "closed" | "withdrawn" => Some(("outcome", "complied")),
        _ => None,
    };
    if let Some((key, value)) = usual.filter(|(key, _)| !entry.contains_key(*key)) {
        entry.insert(key.to_owned(), json!(value));
    }
    entry.insert("source".to_owned(), json!(crate::law::Source::ASSUMED));
    Ok(Value::Object(entry))
}

/// A fact to be recorded as an entry of a state's file, without its source: what it says, and nothing else.
///
/// # Errors
/// A key is none of a record, or the day cannot be.
#[cfg(feature = "import")]
pub fn fact_entry(one: &Assumption) -> Result<Map<String, Value>, Remark> {
    const MORE: [&str; 4] = ["adopted_on", "locator", "confidence", "department"];
    stated(one, &[KEYS.as_slice(), MORE.as_slice()].concat())
}

/// What is said, as an entry of a state's file.
fn stated(one: &Assumption, keys: &[&str]) -> Result<Map<String, Value>, Remark> {
    let wrong = |message: String, help: Option<String>| Err(Remark { number: None, message, help });
    let mut entry = Map::new();
    let mut bounds = Map::new();
    entry.insert("instrument".to_owned(), json!(one.instrument));
    if let Some(obligation) = &one.obligation {
        entry.insert("obligations".to_owned(), json!([obligation]));
    }
    entry.insert("event".to_owned(), json!(one.event));
    for (key, value) in &one.keys {
        if !keys.contains(&key.as_str()) {
            let known = || format!("known are {}", keys.join(", "));
            let help = suggest::did_you_mean(key, keys.iter().copied()).unwrap_or_else(known);
            return wrong(format!("there is no key \"{key}\""), Some(help));
        }
        let value = match value.parse::<bool>() {
            Ok(flag) if FLAGS.contains(&key.as_str()) => json!(flag),
            _ => json!(value),
        };
        let map = if matches!(key.as_str(), "after" | "by") { &mut bounds } else { &mut entry };
        if map.insert(key.clone(), value).is_some() {
            return wrong(format!("\"{key}\" is said twice"), None);
        }
    }
    let on = match possible_days(one.on.as_deref(), bounds) {
        Ok(on) => on,
        Err((message, help)) => return wrong(message.to_owned(), Some(help.to_owned())),
    };
    entry.insert("on".to_owned(), on);
    Ok(entry)
}

/// When it happens, as a file says it; or what is wrong with it, and what to do.
fn possible_days(day: Option<&str>, bounds: Map<String, Value>) -> Result<Value, (&'static str, &'static str)> {
    match day {
        Some(_) if !bounds.is_empty() => Err(("a day and bounds do not go together", "leave one of them out")),
        Some(day) => Ok(json!(day)),
        None if bounds.contains_key("by") => Ok(Value::Object(bounds)),
        None => Err(("it has no last possible day", "write by=DATE, the last day on which it can happen")),
    }
}

/// The place of the record on the path to a value.
fn item(place: &JsonPath) -> Option<usize> {
    place.0.iter().find_map(|step| match step {
        PathStep::Item(number) => Some(*number),
        PathStep::Key(_) => None,
    })
}

fn events() -> String {
    format!("the events are {}", EventKind::WORDS.join(", "))
}
