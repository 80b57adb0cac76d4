//! What is said when the command line cannot be read: clap's own words, for people or as a line of JSON.

use super::exit::{Exit, Failure};
use super::streams::stderr::{Log, LogFormat};
use super::streams::stdout;
use super::{commands, output, settings};
use crate::text::is_harmful;
use clap::ColorChoice;
use clap::error::{Error, ErrorKind};
use std::env;
use std::ffi::OsString;

/// Help and version are results, written like any other; everything else is a usage error.
pub fn respond(error: &Error) -> Exit {
    let is_tame = env::args_os().all(|typed| !typed.to_string_lossy().contains(is_harmful));
    let color = if is_tame { ColorChoice::Auto } else { ColorChoice::Never };
    let log = Log { quiet: false, verbose: false, color, form: read_form(env::args_os()) };
    if !error.use_stderr() {
        return delivered(print_help(error, color), log);
    }
    if log.form == LogFormat::Json {
        let (message, help) = split_message(error);
        log.unparsed(&message, &help);
    } else {
        log.typed(&error.render());
    }
    Exit::Usage
}

/// The version, where nothing else was typed.
pub fn print_version() -> Exit {
    let log = Log { quiet: false, verbose: false, color: ColorChoice::Auto, form: read_form(env::args_os()) };
    delivered(output::print(commands::program::version::text().as_bytes(), false), log)
}

/// How it ended.
fn delivered(printed: Result<(), Failure>, log: Log) -> Exit {
    match printed {
        Ok(()) => Exit::Evaluated,
        Err(failure) => {
            log.failure(&failure);
            failure.exit()
        }
    }
}

/// Prints help or version on stdout.
fn print_help(error: &Error, color: ColorChoice) -> Result<(), Failure> {
    let is_coloured = stdout::is_coloured(color);
    let text = match error.kind() {
        ErrorKind::DisplayVersion => commands::program::version::text(),
        _ if is_coloured => error.render().ansi().to_string(),
        _ => error.render().to_string(),
    };
    output::print(text.as_bytes(), is_coloured)
}

/// The form of the log, read as far as a command line can be read that cannot be read.
fn read_form(arguments: impl Iterator<Item = OsString>) -> LogFormat {
    let typed: Vec<String> = arguments.map(|argument| argument.to_string_lossy().into_owned()).collect();
    let joined = typed.iter().find_map(|argument| argument.strip_prefix("--log-format="));
    let after = typed.iter().skip_while(|argument| *argument != "--log-format").nth(1);
    let word = joined.or(after.map(String::as_str));
    let flag = LogFormat::ALL.iter().find(|(_, name)| Some(*name) == word).map(|(form, _)| *form);
    settings::log_format(flag).unwrap_or_default()
}

/// What is wrong, and what to do about it, each in one line.
fn split_message(error: &Error) -> (String, String) {
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return ("no command is given".to_owned(), "acquis --help".to_owned());
    }
    let text = error.render().to_string();
    let (message, help) = text.split_once("\n\n").unwrap_or((&text, ""));
    let joined = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    (joined(message.trim_start_matches("error: ")), joined(help))
}
