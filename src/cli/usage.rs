//! What is said when the command line cannot be read: clap's own words, for people or as a line of JSON.

use std::env;
use std::ffi::OsString;

use clap::ColorChoice;
use clap::error::{Error, ErrorKind};

use super::commands;
use super::exit::Exit;
use super::settings;
use super::voice::{LogFormat, Voice};

/// Help and version are results; everything else is a usage error.
pub fn told(error: &Error) -> Exit {
    if error.kind() == ErrorKind::DisplayVersion {
        return commands::program::version::run();
    }
    if error.use_stderr() && form(env::args_os()) == LogFormat::Json {
        let voice = Voice { quiet: false, verbose: false, color: ColorChoice::Never, form: LogFormat::Json };
        let (message, help) = parts(error);
        voice.unparsed(&message, &help);
        return Exit::Usage;
    }
    // A closed pipe is no failure.
    let _ = error.print();
    if error.use_stderr() { Exit::Usage } else { Exit::Evaluated }
}

/// The form of the log, read as far as a command line can be read that cannot be read.
fn form(arguments: impl Iterator<Item = OsString>) -> LogFormat {
    let typed: Vec<String> = arguments.map(|argument| argument.to_string_lossy().into_owned()).collect();
    let after = typed.iter().position(|argument| argument == "--log-format").and_then(|at| typed.get(at + 1));
    let joined = typed.iter().find_map(|argument| argument.strip_prefix("--log-format="));
    let word = joined.or(after.map(String::as_str));
    let flag = LogFormat::ALL.iter().find(|(_, name)| Some(*name) == word).map(|(form, _)| *form);
    settings::log_format(flag).unwrap_or_default()
}

/// What is wrong, and what to do about it, each in one line.
fn parts(error: &Error) -> (String, String) {
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        return ("no command is given".to_owned(), "acquis --help".to_owned());
    }
    let text = error.render().to_string();
    let (message, help) = text.split_once("\n\n").unwrap_or((&text, ""));
    let joined = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    (joined(message.trim_start_matches("error: ")), joined(help))
}
