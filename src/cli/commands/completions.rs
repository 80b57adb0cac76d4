//! `acquis completions SHELL`.

use clap::CommandFactory;

use crate::cli::arguments::{Arguments, CompletionsArguments};
use crate::cli::exit::{Exit, Outcome};
use crate::cli::session::Session;

/// Prints the completions for a shell.
///
/// # Errors
/// The result cannot be written.
pub fn run(session: &Session, arguments: &CompletionsArguments) -> Outcome {
    let mut text = Vec::new();
    clap_complete::generate(arguments.shell, &mut Arguments::command(), "acquis", &mut text);
    session.output.text(&text)?;
    Ok(Exit::Evaluated)
}
