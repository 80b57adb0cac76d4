//! `acquis source add ID`: describes a document, so that records can cite it.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{directory, invalid, not_written, open_any, preview};
use crate::cli::arguments::{SourceArguments, SourceTask};
use crate::cli::exit::{CommandResult, Exit, Failure};
use crate::cli::session::Session;
use crate::law::SourceKind;
use crate::load::{self, DraftChange, DraftDefect};
use crate::text::harmless;
use crate::time::UncertainDay;

/// Adds a source.
///
/// # Errors
/// The id is taken or none, what is said of the document cannot be, or it cannot be written.
pub fn run(session: &Session, arguments: &SourceArguments) -> CommandResult {
    let SourceTask::Add(added) = &arguments.task;
    let into = directory(session, added.into.as_ref())?;
    check_id(&added.id)?;
    let mut file = Map::new();
    let mut say = |key: &str, value: Option<&str>| {
        file.extend(value.map(|value| (key.to_owned(), json!(value))));
    };
    say("$schema", Some("../schemas/seed.schema.json"));
    say("id", Some(&added.id));
    say("title", added.title.as_deref().or(added.reference.as_deref()));
    say("reference", added.reference.as_deref());
    say("kind", Some(kind(added.kind.as_deref(), added.official.as_deref())?));
    say("published", Some(&added.published));
    say("official", added.official.as_deref());
    say("read_at", added.read_at.as_deref());
    say("read_on", added.read_on.as_deref());
    say("through", added.through.as_deref());
    say("note", added.note.as_deref());
    if added.continuous {
        file.insert("continuous".to_owned(), json!(true));
    }
    check_characters(&file)?;
    if UncertainDay::parse(&added.published).is_ok_and(|published| published.first() > session.as_of) {
        let message = format!("a document published on {} cannot be cited on {}", added.published, session.as_of);
        return Err(Failure::usage(message, "check the year; --as-of DATE takes another day for today's".to_owned()));
    }
    let path = format!("seeds/{}.json", added.id);
    let text = load::canonical(&path, &Value::Object(file).to_string()).unwrap_or_default();
    // a source is described before what rests on it is: a skeleton of an instrument may still have open fields
    let draft = open_any(session, into)?;
    session.check_clock(&draft.corpus)?;
    if let Some((known, file)) = draft.object(&path).zip(draft.holder(&path)) {
        let named = if file == path { path.clone() } else { format!("\"{}\" in {file}", added.id) };
        if load::canonical(&path, known).is_ok_and(|known| known == text) {
            session.confirm(&format!("{named} says this already: nothing was written"));
            return Ok(Exit::Evaluated);
        }
        let help = format!("acquis show {} prints it; another document needs another id", added.id);
        return Err(Failure::usage(format!("{named} is there already, and says something else"), help));
    }
    let change = DraftChange { objects: BTreeMap::from([(path, text)]), ..DraftChange::default() };
    let files = draft.files(&change);
    let (errors, odd): (Vec<DraftDefect>, Vec<DraftDefect>) =
        draft.check(&change).into_iter().partition(|defect| defect.severity == load::ProblemSeverity::Error);
    if !errors.is_empty() {
        return Err(invalid(session, &errors));
    }
    odd.iter().for_each(|defect| session.log.warn(&defect.message));
    if added.dry_run {
        preview::print(session, &draft, &files)?;
        return Ok(Exit::Evaluated);
    }
    let written = draft.write(&files).map_err(|error| not_written(into, &error))?;
    session.confirm(&format!("{}: written", written.join(", ")));
    Ok(Exit::Evaluated)
}

/// An id names a file, so nothing else may stand in it.
fn check_id(id: &str) -> Result<(), Failure> {
    let is_part =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    if id.len() <= 100 && id.split('-').all(is_part) {
        return Ok(());
    }
    let help = "write lower-case letters, digits and hyphens: cets-185-chart-2027".to_owned();
    Err(Failure::usage(format!("\"{}\" cannot be the id of a source", harmless(id)), help))
}

/// A text that would write to a terminal, or be invisible, is no title.
fn check_characters(file: &Map<String, Value>) -> Result<(), Failure> {
    let is_harmful = |value: &Value| value.as_str().is_some_and(|text| harmless(text) != *text);
    match file.iter().find(|(_, value)| is_harmful(value)) {
        Some((key, _)) => {
            let help = "type it again instead of copying it".to_owned();
            Err(Failure::usage(format!("\"{key}\" holds a control character or an invisible one"), help))
        }
        None => Ok(()),
    }
}

/// The kind of document: as it is said, else as its official address shows it.
fn kind(said: Option<&str>, official: Option<&str>) -> Result<&'static str, Failure> {
    const HOSTS: [(&str, SourceKind); 7] = [
        ("eur-lex.europa.eu", SourceKind::OfficialJournal),
        ("data.europa.eu", SourceKind::OfficialJournal),
        ("publications.europa.eu", SourceKind::Register),
        ("curia.europa.eu", SourceKind::Court),
        ("treaties.un.org", SourceKind::Depositary),
        ("www.coe.int", SourceKind::Depositary),
        ("www.wipo.int", SourceKind::Depositary),
    ];
    if let Some(said) = said {
        return SourceKind::parse(said)
            .map(SourceKind::as_str)
            .ok_or_else(|| unclear(&format!("there is no kind \"{said}\"")));
    }
    let rest = official.and_then(|address| address.split_once("://")).map(|(_, rest)| rest);
    let host = rest.and_then(|rest| rest.split(['/', ':', '?', '#']).next());
    let known = HOSTS.iter().find(|(known, _)| host == Some(known)).map(|(_, kind)| kind.as_str());
    known.ok_or_else(|| unclear("which kind of document it is is not said, and its address does not show it"))
}

fn unclear(message: &str) -> Failure {
    Failure::usage(message, format!("--kind is one of {}", SourceKind::WORDS.join(", ")))
}
