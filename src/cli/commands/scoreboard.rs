//! `acquis scoreboard [STATE...]`: indicators per state and over all.

use crate::cli::arguments::{Layout, ScoreboardArguments};
use crate::cli::exit::{CommandResult, Failure};
use crate::cli::names;
use crate::cli::session::Session;
use crate::report::{Editions, JhaLayout, Scoreboard};

/// Prints the indicators, or the layout of the JHA scoreboards.
///
/// # Errors
/// A name means nothing, the dates are in no order, data or rules are invalid, or the result cannot be written.
pub fn run(session: &Session, arguments: &ScoreboardArguments) -> CommandResult {
    let editions = editions(session, arguments)?;
    let opened = session.open()?;
    let selection = session.selection(&opened.corpus, &arguments.states)?;
    names::states_only(
        &opened.corpus,
        &selection,
        "a scoreboard",
        "acquis recommend and acquis gaps take institutions too",
    )?;
    let (run, all_states) = (session.run(&opened), session.common.all_states);
    match arguments.layout {
        Layout::Indicators => {
            let board = Scoreboard::new(run, &opened.indicators, &selection, editions, all_states)
                .with_method(arguments.method);
            session.write(&board)?;
            Ok(session.judge(board.findings()))
        }
        Layout::Table2 => {
            let board = JhaLayout::new(run, &selection, editions, all_states);
            session.write(&board)?;
            Ok(session.judge(board.findings()))
        }
    }
}

/// The as-of day is the deadline cut-off; without another day notifications count up to it.
fn editions(session: &Session, arguments: &ScoreboardArguments) -> Result<Editions, Failure> {
    let deadline = session.as_of;
    let notification = arguments.notified_by.unwrap_or(deadline);
    let wrong = |flag: &str, day: crate::time::Day, side: &str| {
        let message = format!("{flag} {day} lies {side} the as-of day {deadline}");
        Err(Failure::usage(message, "acquis scoreboard --as-of 2013-10-31 --notified-by 2013-11-10".to_owned()))
    };
    if arguments.layout == Layout::Table2 && arguments.previous.is_some() {
        let help = "leave out --previous, or --layout table2".to_owned();
        return Err(Failure::usage("--layout table2 is compared with no previous date", help));
    }
    if arguments.layout == Layout::Table2 && arguments.method {
        let help = "leave out --method, or --layout table2".to_owned();
        return Err(Failure::usage("--layout table2 has no formulas", help));
    }
    if notification < deadline {
        return wrong("--notified-by", notification, "before");
    }
    match arguments.previous {
        Some(previous) if previous >= deadline => wrong("--previous", previous, "not before"),
        previous => Ok(Editions::new(deadline, notification, previous)),
    }
}
