//! `acquis record STATE INSTRUMENT[/OBLIGATION] EVENT DATE --source ID`: one more fact, checked as all data are.

use std::path::Path;

use super::{directory, invalid, not_written, open, preview};
use crate::cli::arguments::RecordArguments;
use crate::cli::assume::typed::TypedFact;
use crate::cli::exit::{CommandResult, Exit, Failure};
use crate::cli::session::Session;
use crate::import::plan::{self, ImportOptions, ImportPlan, InputFile, PlanFailure, Replacement, RowVerdict};
use crate::import::{ActOf, ImportRow, Proposal, ProposedRecord, RowCells, RowsRead};
use crate::law::Corpus;
use crate::load::{self, CorpusDraft, Remark};

/// Records one fact.
///
/// # Errors
/// A name means nothing, something must be said that is not, the fact cannot be, or it cannot be written.
pub fn run(session: &Session, arguments: &RecordArguments) -> CommandResult {
    let into = directory(session, arguments.into.as_ref())?;
    let replaces = replacement(arguments)?;
    let draft = open(session, into)?;
    let record = proposal(session, &draft.corpus, arguments)?;
    let said = describe(&record);
    let state = record.state.clone();
    let row = ImportRow {
        line: 1,
        cells: RowCells::default(),
        says: Ok(vec![Proposal::Record(record)]),
        warnings: Vec::new(),
    };
    let read = RowsRead { rows: vec![row], ..RowsRead::default() };
    let file = InputFile { name: "record".to_owned(), sha256: String::new(), read, is_part: true };
    let options = ImportOptions {
        source: Some(arguments.source.clone()),
        is_read: false,
        day: session.as_of,
        create_states: false,
        on_lines: false,
        by_hand: true,
        replaces,
    };
    let plan = plan::plan(&draft, vec![file], &options, |_| {}).map_err(|failure| refused(session, failure))?;
    report_problems(session, &plan)?;
    let files: Vec<&str> =
        plan.files.keys().map(String::as_str).filter(|path| path.starts_with("member-states/")).collect();
    let places = if files.is_empty() { state } else { files.join(", ") };
    write(session, (&draft, into), &plan, arguments, &format!("{places}: {said}"))
}

fn write(
    session: &Session,
    (draft, into): (&CorpusDraft, &Path),
    plan: &ImportPlan,
    arguments: &RecordArguments,
    said: &str,
) -> CommandResult {
    if plan.files.is_empty() {
        session.confirm(&format!("{said} is on record already: nothing was written"));
        return Ok(Exit::Evaluated);
    }
    if arguments.dry_run {
        preview::print(session, draft, &plan.files)?;
        return Ok(Exit::Evaluated);
    }
    draft.write(&plan.files).map_err(|error| not_written(into, &error))?;
    let retracted = &plan.changes.corrected;
    let retracted = retracted.iter().chain(&plan.changes.withdrawn).map(|one| format!("; retracted: {one}"));
    let done = match (plan.changes.added, plan.changes.completed) {
        (0, 0) => "on record already",
        (0, _) => "completed",
        _ => "recorded",
    };
    session.confirm(&format!("{said}: {done}{}", retracted.collect::<String>()));
    Ok(Exit::Evaluated)
}

/// What `--replaces EVENT@DATE --reason TEXT` say.
fn replacement(arguments: &RecordArguments) -> Result<Option<Replacement>, Failure> {
    let Some(replaced) = &arguments.replaces else { return Ok(None) };
    let parts = replaced.split_once('@').filter(|(event, on)| !event.is_empty() && !on.is_empty());
    let Some((event, on)) = parts else {
        let help = "write EVENT@DATE as it is on record: ratification@2012-06-13".to_owned();
        return Err(Failure::usage(format!("--replaces \"{replaced}\" names no record"), help));
    };
    let reason = arguments.reason.clone().unwrap_or_default();
    Ok(Some(Replacement { event: event.to_owned(), on: on.to_owned(), reason }))
}

/// The fact as it is to stand in the file.
fn proposal(session: &Session, corpus: &Corpus, arguments: &RecordArguments) -> Result<ProposedRecord, Failure> {
    let typed = TypedFact::of_words(corpus, arguments.fact.clone())?;
    typed.about.remark.iter().for_each(|remark| session.log.remark(remark));
    let one = typed.assumption();
    let must_say = |key: &str, help: &str| {
        if one.keys.iter().any(|(said, _)| said == key) {
            return Ok(());
        }
        Err(Failure::usage(format!("{key} is not said"), help.to_owned()))
    };
    must_say("confidence", "confidence=read if you found it in the source, confidence=recalled if not yet")?;
    match one.event.as_str() {
        "notified" | "measure" => {
            must_say("extent", "extent=full, extent=partial, or extent=unsaid if the source does not say")?
        }
        "closed" | "withdrawn" => {
            must_say("outcome", "outcome=complied, outcome=moot, or outcome=unsaid if the source does not say")?
        }
        _ => {}
    }
    let mut entry = load::fact_entry(&one).map_err(|Remark { message, help, .. }| Failure::usage(message, help))?;
    if let Some(obligations) = entry.shift_remove("obligations") {
        entry.insert("obligations".to_owned(), obligations);
    }
    entry.shift_remove("instrument");
    Ok(ProposedRecord { state: one.actor, act: ActOf::Known(one.instrument), entry, otherwise: None })
}

fn describe(record: &ProposedRecord) -> String {
    let text = |key: &str| {
        record.entry.get(key).map_or(String::new(), |value| match value.as_str() {
            Some(text) => text.to_owned(),
            None => value.to_string(),
        })
    };
    let ActOf::Known(act) = &record.act else { return String::new() };
    format!("{act} {} {}", text("event"), text("on"))
}

fn refused(session: &Session, failure: PlanFailure) -> Failure {
    match failure {
        PlanFailure::Invalid(defects) => invalid(session, &defects),
        PlanFailure::NothingReplaced => {
            let help = "acquis list records STATE INSTRUMENT shows what is on record".to_owned();
            Failure::usage("the record that --replaces names is not there: nothing was written", help)
        }
    }
}

/// Warns of what is unusual about the fact.
///
/// # Errors
/// It is refused.
fn report_problems(session: &Session, plan: &ImportPlan) -> Result<(), Failure> {
    for row in &plan.rows {
        if let (RowVerdict::Refused, Some(problem)) = (row.verdict, row.problems.first()) {
            let message = format!("{} ({}): nothing was written", problem.message, problem.code);
            return Err(Failure::usage(message, problem.help.clone()));
        }
        for problem in &row.problems {
            session.log.warn(&problem.message);
        }
    }
    Ok(())
}
