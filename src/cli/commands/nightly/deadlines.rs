//! `acquis deadlines [STATE...]`: what falls due.

use crate::cli::arguments::DeadlinesArguments;
use crate::cli::exit::{CommandResult, Failure};
use crate::cli::session::Session;
use crate::render::Format;
use crate::report::Deadlines;

/// Prints what is to come within the window. A deadline fails no run: only the findings of the as-of day can, if asked.
///
/// # Errors
/// `--alarm` without ics, a name means nothing, the data are invalid, or the result cannot be written.
pub fn run(session: &Session, arguments: &DeadlinesArguments) -> CommandResult {
    if arguments.alarm.is_some() && session.output.format() != Format::Ics {
        let help = "use --format ics or -o FILE.ics, or leave out --alarm".to_owned();
        return Err(Failure::usage("--alarm is for a calendar alone", help));
    }
    let opened = session.open()?;
    let selection = session.selection(&opened.corpus, &arguments.states)?;
    let deadlines = Deadlines::new(session.run(&opened), &selection, arguments.within, session.common.all_states)
        .reminding(arguments.alarm);
    session.write(&deadlines)?;
    Ok(session.judge(deadlines.findings()))
}
