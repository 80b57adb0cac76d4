//! Floor 10: the command line. Arguments, commands as short sequences of steps, exit codes, the clock, stdout and stderr.
//!
//! The result alone goes to stdout (or `-o`), everything else to stderr. Nothing here judges or lays out: that is the
//! business of the floors below.

mod arguments;
mod assume;
mod clock;
mod commands;
mod earlier_report;
mod exit;
mod inputs;
mod names;
mod opening;
mod output;
#[doc(hidden)]
pub mod readers;
mod session;
mod settings;
mod streams;
mod threads;
mod usage;

use arguments::{Arguments, Command, Common};
use clap::FromArgMatches;
use clap::error::{ContextKind, ContextValue};
use clap::parser::ValueSource;
use exit::{CommandResult, Exit, Failure};
use session::Session;
use settings::Settings;
use std::ffi::OsString;
use std::process::ExitCode;
use streams::stderr::{self, Log, LogFormat};

/// Reads what was typed, does it, and says how it ended.
pub fn main() -> ExitCode {
    stderr::report_panics();
    if asks_for_version() {
        return usage::print_version().into();
    }
    let (arguments, ignored) = match read() {
        Ok(read) => read,
        Err(error) => return usage::respond(&error).into(),
    };
    let log = match create_log(&arguments.common) {
        Ok(log) => log,
        Err((log, failure)) => return report_failure(log, &failure).into(),
    };
    if !ignored.is_empty() {
        log.warn(&format!("not used by this command, and ignored: {}", ignored.join(", ")));
    }
    let settings = if arguments.command.is_configured() {
        Settings::new(&arguments.common, log)
    } else {
        Ok(Settings::of_flags(&arguments.common))
    };
    let session = settings.and_then(|settings| Session::new(arguments.common, settings, log));
    let outcome = session.and_then(|session| run(&session, &arguments.command));
    outcome.unwrap_or_else(|failure| report_failure(log, &failure)).into()
}

/// Is the version all that is asked for? Then the command line, which has hundreds of options, is not built for it.
fn asks_for_version() -> bool {
    let mut typed = std::env::args_os().skip(1);
    let is_version = typed.next().is_some_and(|word| word == "--version" || word == "-V");
    is_version && typed.next().is_none()
}

/// The command line, and the flags that were typed and change nothing for the command.
fn read() -> Result<(Arguments, Vec<String>), clap::Error> {
    let words: Vec<OsString> = std::env::args_os().collect();
    let mut command = arguments::command_for(&words);
    let mut typed = parse(&mut command, &words)?;
    let mut ignored = Vec::new();
    for id in arguments::ignored_flags(typed.subcommand_name().unwrap_or_default()) {
        if typed.value_source(id) == Some(ValueSource::CommandLine) {
            ignored.push(format!("--{}", id.replace('_', "-")));
        }
    }
    let arguments = Arguments::from_arg_matches_mut(&mut typed).map_err(|error| error.format(&mut command))?;
    Ok((arguments, ignored))
}

/// The command line as it is parsed. To the parser `help` is a command whose words are commands, `--help` among them: after
/// it the flag asks for what is printed anyway.
fn parse(command: &mut clap::Command, words: &[OsString]) -> Result<clap::ArgMatches, clap::Error> {
    let is_flag = |word: &str| ["--help", "-h"].contains(&word);
    let error = match command.try_get_matches_from_mut(words) {
        Ok(matches) => return Ok(matches),
        Err(error) => error,
    };
    match error.get(ContextKind::InvalidSubcommand) {
        Some(ContextValue::String(word)) if is_flag(word) => {
            let words = words.iter().filter(|word| !word.to_str().is_some_and(is_flag));
            command.try_get_matches_from_mut(words)
        }
        _ => Err(error),
    }
}

/// The log that was asked for; or a plain one, and what is wrong with the form asked for.
fn create_log(common: &Common) -> Result<Log, (Log, Failure)> {
    let Common { quiet, verbose, color, log_format, .. } = *common;
    let plain = Log { quiet, verbose, color, form: LogFormat::Text };
    let form = settings::log_format(log_format).map_err(|failure| (plain, failure))?;
    Ok(Log { form, ..plain })
}

fn report_failure(log: Log, failure: &Failure) -> Exit {
    log.failure(failure);
    failure.exit()
}

fn run(session: &Session, command: &Command) -> CommandResult {
    match command {
        Command::Gaps(arguments) => commands::gaps::run(session, arguments),
        Command::Compare(arguments) => commands::compare::run(session, arguments),
        Command::Check(arguments) => commands::nightly::check::run(session, arguments),
        Command::Diff(arguments) => commands::nightly::diff::run(session, arguments),
        Command::Recommend(arguments) => commands::recommend::run(session, arguments),
        Command::Actions(arguments) => commands::actions::run(session, arguments),
        Command::Scoreboard(arguments) => commands::scoreboard::run(session, arguments),
        Command::Explain(arguments) => commands::explain::run(session, arguments),
        Command::History(arguments) => commands::history::run(session, arguments),
        Command::Timelines(arguments) => commands::nightly::timelines::run(session, arguments),
        Command::Infringements(arguments) => commands::official::infringements::run(session, arguments),
        Command::Deadlines(arguments) => commands::nightly::deadlines::run(session, arguments),
        Command::Report(arguments) => commands::report::run(session, arguments),
        Command::Chart(arguments) => commands::chart::run(session, arguments),
        Command::Show(arguments) => commands::show::run(session, arguments),
        Command::List(arguments) => commands::list::run(session, arguments),
        Command::Validate(arguments) => commands::validate::run(session, arguments),
        Command::Init(arguments) => commands::init::run(session, arguments),
        Command::Query(arguments) => commands::official::query::run(session, arguments),
        Command::Schema(arguments) => commands::program::schema::run(session, arguments),
        Command::Test(arguments) => commands::test::run(session, arguments),
        Command::New(arguments) => commands::new::run(session, arguments),
        Command::Record(arguments) => commands::data::record::run(session, arguments),
        Command::Source(arguments) => commands::data::source::run(session, arguments),
        Command::Import(arguments) => commands::data::import::run(session, arguments),
        Command::Rules(arguments) => commands::rules::run(session, arguments),
        Command::Config => commands::program::config::run(session),
        Command::Completions(arguments) => commands::program::man::completions(session, arguments),
        Command::Man(arguments) => commands::program::man::run(session, arguments),
    }
}
