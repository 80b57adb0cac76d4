//! `acquis diff`: what changed between two days, two corpora, two sets of rules, or two reports, and why.

use crate::cli::arguments::{Common, DiffArguments};
use crate::cli::earlier_report::{self, Bases};
use crate::cli::exit::{CommandResult, Exit, Failure};
use crate::cli::session::Session;
use crate::cli::settings::Setting;
use crate::cli::{assume, names, opening};
use crate::engine::Engine;
use crate::load::Needed;
use crate::open::Opened;
use crate::report::change::{Direction, FindingChange};
use crate::report::survey::{self, Survey, SurveyQuestions};
use crate::report::{Diff, FailOn, RecordChange, Run, record_changes};
use crate::time::Day;
use std::path::{Path, PathBuf};

/// Prints what changed.
///
/// # Errors
/// The flags name nothing to compare, a name means nothing, data, rules or reports are invalid, or the result cannot be
/// written.
pub fn run(session: &Session, arguments: &DiffArguments) -> CommandResult {
    if arguments.to.is_some() && session.common.as_of.is_some() {
        let message = "the argument '--to <DATE>' cannot be used with '--on <DATE>' or '--as-of <DATE>'";
        return Err(Failure::usage(message, "--known-as-of sets the other clock of both sides".to_owned()));
    }
    session.protect_inputs(arguments.reports.iter().chain(&arguments.against).map(PathBuf::as_path))?;
    let (((before, unknown_before), (after, unknown_after)), records) = read_sides(session, arguments)?;
    if before.as_of > after.as_of {
        let message = format!("the first side is of {}, after the second of {}", before.as_of, after.as_of);
        return Err(Failure::usage(message, "name the earlier one first".to_owned()));
    }
    let notes = notes(&unknown_before, &unknown_after);
    notes.iter().for_each(|one| session.log.warn(one));
    let diff = Diff::new(&before, &after).whole(arguments.all).noting(notes).with_records(records);
    session.write(&diff)?;
    session.log.note(&diff.sentence());
    let level = session.common.fail_on.unwrap_or(FailOn::Never);
    let changes = diff.changes();
    let is_incomplete = diff.compared() == 0 || changes.iter().any(is_open_after);
    if diff.compared() == 0 {
        session.log.warn("nothing was compared: the two look at nothing in common");
    }
    Ok(Exit::of(changes.iter().any(|one| fails(one, level)), session.common.strict && is_incomplete))
}

/// Does a finding that is new or worse stand at or above the level?
fn fails(change: &FindingChange, level: FailOn) -> bool {
    let rose = matches!(change.direction, Direction::New | Direction::Worse);
    rose && change.after.is_some_and(|after| level.is_reached_by(after.verdict, after.severity))
}

/// Is the finding of the later side unknown or a possible gap?
fn is_open_after(change: &FindingChange) -> bool {
    change.after.is_some_and(|after| after.verdict.is_open())
}

/// A survey, and the acts of which nothing was known; empty for a report that was read.
type Side = (Survey, Vec<String>);

/// What is to be said of acts of which nothing was known: of both sides, or of the one that it concerns.
fn notes(before: &[String], after: &[String]) -> Vec<String> {
    let mut notes: Vec<String> = before.iter().filter(|note| after.contains(note)).cloned().collect();
    for (side, own, other) in [("before", before, after), ("after", after, before)] {
        notes.extend(own.iter().filter(|note| !other.contains(note)).map(|note| format!("{side}: {note}")));
    }
    notes
}

/// Both sides, and the records that differ between two corpora.
type ComparedSides = ((Side, Side), Vec<RecordChange>);

fn read_sides(session: &Session, arguments: &DiffArguments) -> Result<ComparedSides, Failure> {
    let read = |file: &Path| earlier_report::survey(file, Bases::Read, session.log).map(|survey| (survey, Vec::new()));
    match arguments.reports.as_slice() {
        [] => evaluate_sides(session, arguments),
        [old] => {
            let (before, opened) = (read(old)?, opened(session, &session.common, true)?);
            let after = ask(session, (&session.common, &opened), session.as_of)?;
            let survey = after.asked.survey_against(&before.0);
            Ok(((before, (survey, after.unknown)), Vec::new()))
        }
        [old, new, ..] => {
            if let Some(flag) = find_unused_flag(session) {
                let message = format!("two reports are compared as they are: {flag} has no effect");
                return Err(Failure::usage(message, "name one report to compare it with the present run".to_owned()));
            }
            Ok(((read(old)?, read(new)?), Vec::new()))
        }
    }
}

/// A typed flag that only a run can use, where nothing is run. What the settings say is ignored.
fn find_unused_flag(session: &Session) -> Option<&'static str> {
    let (common, settings) = (&session.common, &session.settings);
    let flags = [
        ("--data", settings.layer().data.as_ref().is_some_and(Setting::is_typed)),
        ("--rules", settings.layer().rules.as_ref().is_some_and(Setting::is_typed)),
        ("--on", common.on.is_some()),
        ("--as-of", common.as_of.is_some()),
        ("--known-as-of", common.known_as_of.is_some()),
        ("--state", settings.are_states_typed()),
        ("--instrument", settings.are_instruments_typed()),
        ("--family", settings.are_families_typed()),
        ("--all-states", common.all_states),
        ("--assume", !common.assume.is_empty()),
        ("--assume-none", !common.assume_none.is_empty()),
    ];
    flags.into_iter().find(|(_, is_given)| *is_given).map(|(flag, _)| flag)
}

/// Two runs: of another day, of another corpus, or with and without what `--rules` and `--assume` say. Assumptions are
/// about the later side alone.
fn evaluate_sides(session: &Session, arguments: &DiffArguments) -> Result<ComparedSides, Failure> {
    let common = &session.common;
    let days = (arguments.from, arguments.to.unwrap_or(session.as_of));
    let has_assumptions = !(common.assume.is_empty() && common.assume_none.is_empty());
    let mut then = Common { assume: Vec::new(), assume_none: Vec::new(), ..common.clone() };
    let from = days.0.unwrap_or(days.1);
    if let Some(against) = &arguments.against {
        then.data = Some(against.clone());
    } else if days.0.is_none() {
        if common.rules.is_none() && !has_assumptions {
            let help = "acquis diff --from 2013-04-06 --to 2013-04-07, --data A --against B, or OLD.json NEW.json";
            return Err(Failure::usage("nothing to compare with", help.to_owned()));
        }
        then.rules = None;
    }
    let is_of_the_same = !has_assumptions && then.data == common.data && then.rules == common.rules;
    let other = if is_of_the_same { None } else { Some(opening::open(&then, session.log, Needed::default())?) };
    let present = opened(session, common, arguments.to.is_none())?;
    let before = ask(session, (&then, other.as_ref().unwrap_or(&present)), from)?;
    let after = ask(session, (common, &present), days.1)?;
    let records = match &other {
        Some(other) if arguments.against.is_some() => {
            let acts = [common.instrument.clone(), names::of_families(&present.corpus, &common.family)?].concat();
            let (selection, _) = names::selection(&present.corpus, &common.state, &acts)?;
            record_changes(&other.corpus, &present.corpus, &selection)
        }
        _ => Vec::new(),
    };
    let (earlier, later) = survey::both(&before.asked, &after.asked);
    Ok((((earlier, before.unknown), (later, after.unknown)), records))
}

/// The data of a run with what it assumes; unless the day was typed, the clock may be wrong.
fn opened(session: &Session, common: &Common, is_present: bool) -> Result<Opened, Failure> {
    let mut opened = opening::open(common, session.log, Needed::default())?;
    if is_present {
        session.check_clock(&opened.corpus)?;
    }
    assume::apply(common, session.log, &mut opened.corpus)?;
    Ok(opened)
}

/// What is asked of a run, and the acts of which nothing was known.
struct AskedRun<'a> {
    asked: SurveyQuestions<'a>,
    unknown: Vec<String>,
}

fn ask<'a>(session: &Session, (common, opened): (&Common, &'a Opened), as_of: Day) -> Result<AskedRun<'a>, Failure> {
    let engine = Engine { corpus: &opened.corpus, rules: &opened.rules, known_as_of: common.known_as_of };
    let run = Run { engine, as_of, rules_digest: &opened.rules_digest };
    let acts = [common.instrument.clone(), names::of_families(&opened.corpus, &common.family)?].concat();
    let (selection, remarks) = names::selection(&opened.corpus, &common.state, &acts)?;
    // both sides are asked by the same names: what is to be said of them is said once, with the later side
    if std::ptr::eq(common, &raw const session.common) {
        remarks.iter().for_each(|remark| session.log.remark(remark));
    }
    let (scope, chosen) = run.scope(&selection, common.all_states);
    let asked = SurveyQuestions { run, scope, questions: engine.questions(&chosen) };
    Ok(AskedRun { asked, unknown: session.unknown_acts(&opened.corpus, &selection) })
}
