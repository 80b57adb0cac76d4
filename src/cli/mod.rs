//! Floor 8: the command line. Arguments, commands as short storyboards, exit codes, the clock, stdout and stderr.
//!
//! The result alone goes to stdout (or `-o`), everything else to stderr. Nothing here judges or lays out: that is the
//! business of the floors below.

mod arguments;
mod clock;
mod commands;
mod corpus;
mod exit;
mod fail_on;
mod names;
mod output;
mod problems;
mod rule_cases;
mod rule_errors;
mod session;
mod unheard;
mod voice;

use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

use arguments::{Arguments, Command, Common};
use exit::{Exit, Outcome};
use session::Session;
use voice::Voice;

/// Reads what was typed, does it, and says how it ended.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return unparsed(&error).into(),
    };
    let Common { quiet, verbose, color, .. } = arguments.common;
    let voice = Voice { quiet, verbose, color };
    let flags = unheard::unheard(&arguments.common, &arguments.command);
    if !flags.is_empty() {
        voice.warn(&format!("no part of this command, and passed over: {}", flags.join(", ")));
    }
    let outcome = Session::new(arguments.common, voice).and_then(|session| run(&session, &arguments.command));
    let exit = outcome.unwrap_or_else(|failure| {
        voice.failure(&failure);
        failure.exit()
    });
    exit.into()
}

fn run(session: &Session, command: &Command) -> Outcome {
    match command {
        Command::Gaps(arguments) => commands::gaps::run(session, arguments),
        Command::Compare(arguments) => commands::compare::run(session, arguments),
        Command::Recommend(arguments) => commands::recommend::run(session, arguments),
        Command::Actions(arguments) => commands::actions::run(session, arguments),
        Command::Scoreboard(arguments) => commands::scoreboard::run(session, arguments),
        Command::Explain(arguments) => commands::explain::run(session, arguments),
        Command::History(arguments) => commands::history::run(session, arguments),
        Command::Show(arguments) => commands::show::run(session, arguments),
        Command::List(arguments) => commands::list::run(session, arguments),
        Command::Validate(arguments) => commands::validate::run(session, arguments),
        Command::Init(arguments) => commands::init::run(session, arguments),
        Command::Schema(arguments) => commands::schema::run(session, arguments),
        Command::Rules(arguments) => commands::rules::run(session, arguments),
        Command::Completions(arguments) => commands::program::man::completions(session, arguments),
        Command::Man(arguments) => commands::program::man::run(session, arguments),
    }
}

/// Help and version are results; everything else is wrong use.
fn unparsed(error: &clap::Error) -> Exit {
    if error.kind() == ErrorKind::DisplayVersion {
        return commands::program::version::run();
    }
    // A closed pipe is no failure.
    let _ = error.print();
    if error.use_stderr() { Exit::Usage } else { Exit::Evaluated }
}
