//! The readers of the command line without a run: what is typed and what is set, for tests that try any input. No part of what
//! the library promises.

use super::arguments::{self, Arguments};
use super::assume::typed::TypedFact;
use super::exit::Failure;
use super::names::{self, Named};
use super::settings::ConfigFile;
use crate::engine::Engine;
use crate::law::Corpus;
use crate::load::{Assumption, Problem};
use clap::{Command, FromArgMatches};
use std::ffi::OsString;
use std::path::Path;

/// The command line, built once for many inputs.
pub fn command() -> Command {
    arguments::command()
}

/// What words ask for.
///
/// # Errors
/// The answer of the program and its exit code.
pub fn arguments(command: &mut Command, words: &[OsString]) -> Result<String, (String, i32)> {
    let typed = super::parse(command, words).and_then(|mut typed| Arguments::from_arg_matches_mut(&mut typed));
    typed.map(|typed| format!("{typed:?}")).map_err(|error| (error.to_string(), error.exit_code()))
}

/// The settings that the bytes of a file at this path say.
///
/// # Errors
/// Everything that is wrong with it.
pub fn settings(path: &Path, bytes: Vec<u8>) -> Result<String, Vec<Problem>> {
    ConfigFile::of_bytes(path, bytes).map(|file| format!("{:?}", file.layer))
}

/// The code of the state of this name.
///
/// # Errors
/// What is said where the name means nothing.
pub fn state(corpus: &Corpus, typed: &str) -> Result<String, String> {
    names::actor(corpus, typed).map(|actor| actor.code.to_string()).map_err(said)
}

/// The id of the instrument, or of the obligation, of this name.
///
/// # Errors
/// What is said where the name means nothing.
pub fn act(corpus: &Corpus, typed: &str) -> Result<String, String> {
    let found = names::act(corpus, typed).map_err(said)?;
    let duty = found.obligation.map_or(String::new(), |one| format!("/{}", one.id));
    Ok(format!("{}{duty}", found.instrument.id))
}

/// The id of the finding of this name.
///
/// # Errors
/// What is said where the name means nothing.
pub fn finding(engine: &Engine, typed: &str) -> Result<String, String> {
    let (question, _) = names::question(engine, typed).map_err(said)?;
    Ok(format!("{}/{}/{}", question.actor.code, question.instrument.id, question.obligation.id))
}

/// The id of whatever has this name.
///
/// # Errors
/// What is said where nothing has it.
pub fn anything(corpus: &Corpus, typed: &str) -> Result<String, String> {
    let id = match names::anything(corpus, typed).map_err(said)? {
        Named::Act(act) => act.instrument.id.to_string(),
        Named::Actor(actor) => actor.code.to_string(),
        Named::Source(source) => source.id.to_string(),
    };
    Ok(id)
}

/// The ids of the instruments of a family.
///
/// # Errors
/// What is said where no instrument belongs to such a family.
pub fn family(corpus: &Corpus, typed: &str) -> Result<Vec<String>, String> {
    names::of_families(corpus, &[typed.to_owned()]).map_err(said)
}

/// The fact that is typed, its names looked up.
///
/// # Errors
/// What is said where it is none.
pub fn fact(corpus: &Corpus, typed: &str) -> Result<Assumption, String> {
    TypedFact::read(corpus, typed).map(TypedFact::assumption).map_err(said)
}

fn said(failure: Failure) -> String {
    failure.to_string()
}
