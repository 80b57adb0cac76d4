//! `acquis new instrument|state ID`: a skeleton to fill in.

use super::data::directory;
use crate::cli::arguments::{NewArguments, Skeleton};
use crate::cli::exit::{CommandResult, Exit, Failure, plain};
use crate::cli::session::Session;
use crate::law::Actor;
use crate::load::{self, NotWritten, SkeletonKind};
use std::path::Path;

/// Writes the skeleton into a corpus.
///
/// # Errors
/// No corpus is named, the id is none, there is such a file, or it cannot be written.
pub fn run(session: &Session, arguments: &NewArguments) -> CommandResult {
    let into = directory(session, arguments.into.as_ref())?;
    let kind = match arguments.kind {
        Skeleton::Instrument => SkeletonKind::Instrument,
        Skeleton::State => SkeletonKind::State,
    };
    match kind {
        SkeletonKind::State => check_code(into, &arguments.id)?,
        SkeletonKind::Instrument => check_lines(into, &arguments.id)?,
    }
    let path = load::write_skeleton(into, kind, &arguments.id).map_err(|failed| match failed {
        NotWritten::Io(error) => Failure::Output(format!("cannot write into {}: {}", into.display(), plain(&error))),
        wrong => Failure::usage(format!("{wrong}: nothing was written"), None),
    })?;
    let said = format!("{} is to be filled in; acquis validate {} names what is open", path.display(), into.display());
    session.confirm(&said);
    Ok(Exit::Evaluated)
}

/// Refuses the id of an instrument that stands on a line of a file of many; that of a file is refused when it is written.
fn check_lines(into: &Path, id: &str) -> Result<(), Failure> {
    let is_file = into.join(format!("instruments/{id}.json")).exists();
    if is_file || load::directory(into).corpus.find_instrument(id).is_none() {
        return Ok(());
    }
    let message = format!("\"{id}\" stands on a line in {}: nothing was written", into.join("instruments").display());
    Err(Failure::usage(message, "change it there".to_owned()))
}

/// Refuses the ISO code of a state that has another one in the Union, in this corpus or the embedded one.
fn check_code(into: &Path, code: &str) -> Result<(), Failure> {
    let known = [load::directory(into).corpus, load::embedded(None).unwrap_or_default()];
    let states: Vec<&Actor> = known.iter().flat_map(|corpus| &corpus.actors).collect();
    if states.iter().any(|state| *state.code == *code) {
        return Ok(());
    }
    let Some(state) = states.iter().find(|state| state.codes().any(|one| one == code)) else { return Ok(()) };
    let message = format!("\"{code}\" is the ISO code of {}: nothing was written", state.name);
    Err(Failure::usage(message, format!("did you mean \"{}\"?", state.code)))
}
