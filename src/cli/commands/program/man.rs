//! `acquis man [COMMAND]` and `acquis completions SHELL`: made from the same texts as the help.

use crate::cli::arguments::{self, CompletionsArguments, ManArguments};
use crate::cli::exit::{CommandResult, Exit, Failure, plain};
use crate::cli::names::nearest;
use crate::cli::session::Session;

/// Prints a manual page.
///
/// # Errors
/// There is no such command, or the result cannot be written.
pub fn run(session: &Session, asked: &ManArguments) -> CommandResult {
    let mut whole = arguments::command();
    whole.build();
    let page = match &asked.command {
        None => whole,
        Some(name) => whole.find_subcommand(name).ok_or_else(|| unknown(&whole, name))?.clone(),
    };
    let mut text = Vec::new();
    let made = clap_mangen::Man::new(page).source(concat!("acquis ", env!("CARGO_PKG_VERSION"))).render(&mut text);
    made.map_err(|error| Failure::Output(format!("cannot make the manual page: {}", plain(&error))))?;
    session.output.text(&text)?;
    Ok(Exit::Evaluated)
}

/// Prints the completions for a shell.
///
/// # Errors
/// The result cannot be written.
pub fn completions(session: &Session, asked: &CompletionsArguments) -> CommandResult {
    let mut text = Vec::new();
    clap_complete::generate(asked.shell, &mut arguments::command(), "acquis", &mut text);
    session.output.text(&text)?;
    Ok(Exit::Evaluated)
}

fn unknown(whole: &clap::Command, name: &str) -> Failure {
    let names: Vec<String> = whole.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    let help = nearest(name, &names).unwrap_or_else(|| format!("the commands are {}", names.join(", ")));
    Failure::usage(format!("unknown command \"{name}\""), help)
}
