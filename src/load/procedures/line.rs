//! One line of `procedures/unattributed.jsonl`: strict JSON of known keys, and what a step of a case can be.

use serde_json::Value;

use super::step::{UNATTRIBUTED, UnattributedStep};
use crate::law::{Corpus, EventKind, Procedure};
use crate::load::defect::{Defect, DefectLocation, Defects};
use crate::load::json_path::JsonPath;
use crate::load::problem::Problem;
use crate::load::read::{json, position};
use crate::load::suggest;
use crate::text::is_blank;
use crate::time::Day;

/// The step that a line says, or everything that is wrong with it.
pub(super) fn step(line: &str, corpus: &Corpus) -> Result<UnattributedStep, Vec<Defect>> {
    // the reader of the type refuses unknown keys and keys that stand twice; what exactly is wrong is looked for only then
    let Ok(step) = serde_json::from_str::<UnattributedStep>(line) else { return Err(explain(line)) };
    let mut defects = Defects::default();
    check(&step, corpus, &mut defects);
    if defects.list.is_empty() { Ok(step) } else { Err(defects.list) }
}

/// The first defect of a line as a problem of the file.
pub(super) fn problem(number: usize, line: &str, defects: Vec<Defect>) -> Problem {
    let first = position::locate(UNATTRIBUTED, line, defects).into_iter().next();
    let mut problem =
        first.unwrap_or_else(|| Problem::of_file("broken-json", UNATTRIBUTED, "the line cannot be read".to_owned()));
    problem.line = number;
    problem.column = problem.column.max(1);
    problem.excerpt.iter_mut().for_each(|excerpt| excerpt.first_line = number);
    problem.related.iter_mut().for_each(|other| {
        other.line = number;
        other.excerpt.iter_mut().for_each(|excerpt| excerpt.first_line = number);
    });
    problem
}

/// Why a line is no step at all.
fn explain(line: &str) -> Vec<Defect> {
    let whole = |message: &str| Defect::error_at("broken-json", DefectLocation::Byte(0), message);
    if line.trim().is_empty() {
        return vec![whole("the line is empty").help("remove it: each line is one step")];
    }
    let mut defects = Defects::default();
    let value = json::value(line, &mut defects);
    if let Some(Value::Object(map)) = &value {
        for key in map.keys().filter(|key| !KEYS.contains(&key.as_str())) {
            let help = suggest::did_you_mean(key, KEYS).unwrap_or_else(|| format!("known here: {}", KEYS.join(", ")));
            let place = DefectLocation::Key(JsonPath::top().key(key));
            defects.add(Defect::error_at("unknown-key", place, format!("there is no key \"{key}\" here")).help(help));
        }
        for key in NEEDED.into_iter().filter(|key| !map.contains_key(*key)) {
            defects.error("missing-key", &JsonPath::top(), format!("\"{key}\" is missing"));
        }
        for (key, _) in map.iter().filter(|(_, value)| !value.is_string()) {
            defects.error("wrong-type", &JsonPath::top().key(key), "a text is expected here");
        }
    }
    if defects.list.is_empty() {
        defects.add(whole("an object is expected here").help("each line is one step: {\"state\": \"AT\", ...}"));
    }
    defects.list
}

/// Every key of a line.
const KEYS: [&str; 13] = [
    "state",
    "case",
    "on",
    "event",
    "stage",
    "procedure",
    "kind",
    "department",
    "celex",
    "title",
    "note",
    "source",
    "why",
];

/// The keys that no line can do without.
const NEEDED: [&str; 4] = ["state", "on", "source", "why"];

fn check(step: &UnattributedStep, corpus: &Corpus, defects: &mut Defects) {
    let place = |key: &str| JsonPath::top().key(key);
    if !is_code(&step.state) {
        let message = format!("\"{}\" is no code of a state", step.state);
        defects
            .add(Defect::error("unknown-state", &place("state"), message).help("write the Union's code: AT, EL, UK"));
    }
    if let Err(error) = Day::parse(&step.on) {
        defects.add(Defect::of_date(&place("on"), &error));
    }
    match (&step.event, &step.stage) {
        (Some(event), None) if EventKind::parse(event).is_some_and(EventKind::is_procedural) => {}
        (Some(event), None) => {
            let message = format!("\"{event}\" is no step of a case");
            let steps = EventKind::ALL.into_iter().filter(|kind| kind.is_procedural()).map(EventKind::as_str);
            let help = format!("write {}; any other word is a \"stage\"", steps.collect::<Vec<_>>().join(", "));
            defects.add(Defect::error("unknown-event", &place("event"), message).help(help));
        }
        (None, Some(_)) => {}
        (Some(_), Some(_)) => {
            defects.error("misplaced-key", &place("stage"), "an event and a stage do not go together");
        }
        (None, None) => {
            defects.error("missing-key", &JsonPath::top(), "\"event\" is missing, or the register's \"stage\"")
        }
    }
    if let Some(procedure) = step.procedure.as_deref().filter(|word| Procedure::parse(word).is_none()) {
        let defect = Defect::error("unknown-value", &place("procedure"), format!("\"{procedure}\" is no procedure"));
        defects.add(defect.help(format!("write {}", Procedure::WORDS.join(", "))));
    }
    if corpus.find_source(&step.source).is_none() {
        let message = format!("there is no source \"{}\"", step.source);
        defects
            .add(Defect::error("unknown-source", &place("source"), message).help("add it to seeds, or correct the id"));
    }
    check_texts(step, defects);
}

/// A text that is there says something.
fn check_texts(step: &UnattributedStep, defects: &mut Defects) {
    let texts = [
        ("case", &step.case),
        ("stage", &step.stage),
        ("kind", &step.kind),
        ("department", &step.department),
        ("celex", &step.celex),
        ("title", &step.title),
        ("note", &step.note),
    ];
    for (key, _) in texts.into_iter().filter(|(_, text)| text.as_deref().is_some_and(is_blank)) {
        defects.add(
            Defect::error("empty-text", &JsonPath::top().key(key), "this text is empty").help("leave the key out"),
        );
    }
}

/// Is it formed as the code of a state or a territory: `EL`, `NL-CW`, `CSHH`?
fn is_code(code: &str) -> bool {
    let is_upper = |part: &str| part.bytes().all(|byte| byte.is_ascii_uppercase());
    match code.split_once('-') {
        Some((state, part)) => {
            let is_part = (1..=3).contains(&part.len())
                && part.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit());
            state.len() == 2 && is_upper(state) && is_part
        }
        None => matches!(code.len(), 2 | 4) && is_upper(code),
    }
}
