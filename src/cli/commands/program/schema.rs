//! `acquis schema [NAME]`: the JSON Schemas of the data files and of the output.

use crate::cli::arguments::SchemaArguments;
use crate::cli::exit::{CommandResult, Exit, Failure};
use crate::cli::names::nearest;
use crate::cli::session::Session;
use crate::load;

/// Prints a schema as it is, or the names of all.
///
/// # Errors
/// There is no schema of that name, or the result cannot be written.
pub fn run(session: &Session, arguments: &SchemaArguments) -> CommandResult {
    let text = match &arguments.name {
        None => load::schema_names().map(|name| format!("{name}\n")).collect(),
        Some(name) => load::schema(name.trim_end_matches(".schema.json")).ok_or_else(|| unknown(name))?.to_owned(),
    };
    session.output.text(text.as_bytes())?;
    Ok(Exit::Evaluated)
}

fn unknown(name: &str) -> Failure {
    let names: Vec<String> = load::schema_names().map(str::to_owned).collect();
    let help = nearest(name, &names).unwrap_or_else(|| format!("the schemas are {}", names.join(", ")));
    Failure::usage(format!("unknown schema \"{name}\""), help)
}
