//! `acquis check`: findings at or above a level, what is new among them, and a stable exit code.

use super::baseline::Baseline;
use super::waivers;
use crate::cli::arguments::CheckArguments;
use crate::cli::earlier_report::{self, Bases};
use crate::cli::exit::{CommandResult, Exit, Failure};
use crate::cli::session::Session;
use crate::cli::streams::stderr::{Log, RunSummary};
use crate::engine::{Choice, Selection};
use crate::law::Corpus;
use crate::load::Waiver;
use crate::render::Format;
use crate::report::survey::Survey;
use crate::report::{Check, CheckQuery, FailOn, Held, Run, Status};
use crate::rules::Verdict;
use std::path::{Path, PathBuf};

/// What is said of a night on which only what is new is asked for, and nothing can be.
const UNCHANGED: &str = "nothing changed since the baseline, and no day has passed on which a finding may differ";

/// Prints what fails the run, and leaves the baseline as it was unless everything before succeeded.
///
/// # Errors
/// A name means nothing, data, rules, waivers or baseline are invalid, or something cannot be written.
pub fn run(session: &Session, arguments: &CheckArguments) -> CommandResult {
    let settings = &session.settings;
    let waived = settings.waivers(arguments.waivers.as_deref()).map(|setting| setting.value);
    let file = settings.baseline(arguments.baseline.as_deref()).map(|setting| setting.value);
    if file.is_none() && (arguments.update_baseline || arguments.new_only) {
        let flag = if arguments.new_only { "--new-only" } else { "--update-baseline" };
        return Err(Failure::usage(format!("{flag} needs a baseline"), "name one: --baseline FILE".to_owned()));
    }
    session.protect_inputs([&file, &waived].into_iter().flatten().map(PathBuf::as_path))?;
    file.iter().try_for_each(|file| session.inputs().refuse(file, "the baseline"))?;
    if arguments.update_baseline {
        check_nothing_assumed(session)?;
    }
    let known_data = data_of_unchanged(session, arguments, file.as_deref(), waived.as_deref());
    let mut opened = session.open_by_day(known_data.clone())?;
    let lacks_records = known_data.is_some_and(|digest| digest == opened.corpus.digest);
    let waivers = waived.as_deref();
    let waivers = waivers.map(|file| waivers::read(&session.run(&opened).engine, file, session.log)).transpose()?;
    let read = |bases| {
        let file = file.as_deref();
        file.map(|file| Baseline::read(session, file, arguments.update_baseline, bases)).transpose()
    };
    let needs_bases = arguments.update_baseline || !lacks_records;
    let mut baseline = read(if needs_bases { Bases::Read } else { Bases::LeftOut })?;
    let selection = session.selection(&opened.corpus, &[])?;
    let selection = restrict_to_objective(&opened.corpus, selection, arguments.objective)?;
    if lacks_records {
        let query = query(session, arguments, baseline.as_ref(), waivers.as_deref());
        let run = session.run(&opened);
        let (scope, _) = run.scope(&selection, session.common.all_states);
        if let Some(check) = Check::unchanged(run, &scope, query) {
            session.log.note(&format!("{UNCHANGED}: no record was read"));
            return finish(session, arguments, check, baseline.as_ref());
        }
        opened = session.open_by_day(None)?;
        if !needs_bases {
            baseline = read(Bases::Read)?;
        }
    }
    let query = query(session, arguments, baseline.as_ref(), waivers.as_deref());
    finish(session, arguments, evaluate(session, session.run(&opened), &selection, query), baseline.as_ref())
}

/// The digest of the data with which nothing can be new, as far as the head of the baseline says: of these data the records
/// need not be read.
fn data_of_unchanged(
    session: &Session,
    arguments: &CheckArguments,
    baseline: Option<&Path>,
    waivers: Option<&Path>,
) -> Option<String> {
    // what is assumed is about records
    let is_assumed = !(session.common.assume.is_empty() && session.common.assume_none.is_empty());
    let is_asked = arguments.new_only
        && !is_assumed
        && waivers.is_none()
        && held(session) == Held::Printed
        && session.common.data.is_some();
    Check::data_of_unchanged(&earlier_report::head(baseline.filter(|_| is_asked)?)?, session.as_of)
}

fn query<'a>(
    session: &Session,
    arguments: &CheckArguments,
    baseline: Option<&'a Baseline>,
    waivers: Option<&'a [Waiver]>,
) -> CheckQuery<'a> {
    CheckQuery {
        level: session.common.fail_on.unwrap_or(FailOn::Verdict(Verdict::Partial)),
        new_only: arguments.new_only,
        before: baseline.and_then(|baseline| baseline.survey.as_ref()),
        waivers,
        strict: session.common.strict,
        is_kept: arguments.update_baseline,
    }
}

/// Prints the check, replaces the baseline if asked, and says how the run ends.
fn finish(session: &Session, arguments: &CheckArguments, check: Check, baseline: Option<&Baseline>) -> CommandResult {
    let check = check.whole(arguments.all);
    let before = baseline.and_then(|baseline| baseline.survey.as_ref());
    if let Some(before) = before.filter(|before| !is_asked_alike(before, check.baseline())) {
        handle_other_selection(session, before, arguments.update_baseline)?;
    }
    let whole = session.deliver(&check)?;
    session.warn_of_nothing(check.evaluated());
    if let Some(baseline) = baseline.filter(|_| arguments.update_baseline) {
        baseline.replace(session.log, check.baseline(), whole)?;
    }
    let exit = Exit::of(check.fails(), session.common.strict && check.is_incomplete());
    log_summary(session.log, &check, exit);
    Ok(exit)
}

/// The check of a selection; without evaluating it, where nothing can be new. Formats that list other findings than those
/// that fail the run need them all.
fn evaluate<'a>(session: &Session, run: Run<'a>, selection: &Selection, query: CheckQuery<'a>) -> Check<'a> {
    let (scope, chosen) = run.scope(selection, session.common.all_states);
    let held = held(session);
    if held == Held::Printed
        && let Some(check) = Check::unchanged(run, &scope, query)
    {
        session.log.note(UNCHANGED);
        return check;
    }
    Check::of_questions(run, (scope, &run.engine.questions(&chosen)), query, held)
}

/// Formats that list other findings than those that fail the run need them all.
fn held(session: &Session) -> Held {
    let lists_others =
        !matches!(session.output.format(), Format::Table | Format::Json | Format::Csv | Format::Markdown);
    // what the other clock would show is said of all findings
    if lists_others || session.common.known_as_of.is_some() { Held::All } else { Held::Printed }
}

/// Refuses to write a baseline of a run that assumes something.
fn check_nothing_assumed(session: &Session) -> Result<(), Failure> {
    if session.common.assume.is_empty() && session.common.assume_none.is_empty() {
        return Ok(());
    }
    let message = "a baseline is a record of what is, and something is assumed";
    Err(Failure::usage(message, "leave out --update-baseline, or --assume".to_owned()))
}

/// The line of the log: what was counted, and how it ended.
fn log_summary(log: Log, check: &Check, exit: Exit) {
    let reached = format!("at or above {}", check.level().as_str());
    let evaluated = check.evaluated();
    let noun = if evaluated == 1 { "finding evaluated" } else { "findings evaluated" };
    let states = check.states();
    let counts_of_states = ("states", states, if states == 1 { "state" } else { "states" });
    let mut counts = vec![counts_of_states, ("evaluated", evaluated, noun)];
    if check.level() != FailOn::Never {
        counts.push(("reached", check.reached(), &reached));
    }
    let statuses = check.statuses().unwrap_or_default();
    counts.extend(Status::WORDS.iter().filter_map(|word| Some((*word, *statuses.get(word)?, *word))));
    if check.gone() > 0 {
        counts.push(("gone", check.gone(), "of these no longer in the report"));
    }
    counts.push(("waived", check.waived(), "waived"));
    let stale = check.stale_shown().count();
    if stale > 0 {
        counts.push(("stale_waivers", stale, if stale == 1 { "stale waiver" } else { "stale waivers" }));
    }
    log.summary(&RunSummary { command: "check", counts: &counts, exit });
}

/// The earlier report looks at other states or acts. As a baseline it is not replaced: what only it looks at would be lost.
fn handle_other_selection(session: &Session, before: &Survey, is_replaced: bool) -> Result<(), Failure> {
    let day = before.as_of;
    if is_replaced {
        let message = format!("the baseline of {day} looks at other states or acts than this run, and would be lost");
        let help = "ask for the same, leave out --update-baseline, name another file, or remove this one";
        return Err(Failure::usage(message, help.to_owned()));
    }
    let text = "what only this run looks at is new, what only the report looks at is left alone";
    session.log.warn(&format!("the report of {day} looks at other states or acts than this run: {text}"));
    Ok(())
}

/// Do both look at the same, as far as they say?
fn is_asked_alike(before: &Survey, after: &Survey) -> bool {
    match (&before.scope, &after.scope) {
        (Some(before), Some(after)) => before.is_asked_like(after),
        _ => true,
    }
}

/// What of the selection stands under an objective of the Internal Security Strategy.
fn restrict_to_objective(corpus: &Corpus, selection: Selection, objective: Option<u8>) -> Result<Selection, Failure> {
    let Some(objective) = objective else { return Ok(selection) };
    let under = |id: &String| {
        let act = id.split('/').next().and_then(|act| corpus.find_instrument(act));
        act.and_then(|ix| corpus.instrument(ix)).is_some_and(|one| one.objective == Some(objective))
    };
    let all = || corpus.instruments.iter().map(|one| one.id.to_string()).collect();
    let mut instruments = if selection.instruments.is_all() { all() } else { selection.instruments.named().to_vec() };
    instruments.retain(under);
    let mut obligations = selection.obligations.named().to_vec();
    obligations.retain(under);
    if instruments.is_empty() {
        let message = format!("nothing of what is asked for stands under objective {objective}");
        return Err(Failure::usage(message, "acquis list instruments shows the objectives".to_owned()));
    }
    Ok(Selection { instruments: Choice::Only(instruments), obligations: Choice::unless_none(obligations), ..selection })
}
