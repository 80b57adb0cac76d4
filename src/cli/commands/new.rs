//! `acquis new instrument|state ID`: a skeleton to fill in.

use crate::cli::arguments::{NewArguments, Skeleton};
use crate::cli::exit::{Exit, Failure, Outcome};
use crate::cli::output::plain;
use crate::cli::session::Session;
use crate::load::{self, Kind, NotWritten};
use crate::text::harmless;

/// Writes the skeleton into a corpus.
///
/// # Errors
/// No corpus is named, the id is none, there is such a file, or it cannot be written.
pub fn run(session: &Session, arguments: &NewArguments) -> Outcome {
    let Some(into) = arguments.into.as_deref().or(session.common.data.as_deref()) else {
        let help = "name one of your own: --into DIR; acquis init DIR writes one".to_owned();
        return Err(Failure::usage("the embedded data cannot be changed", help));
    };
    session.keep([into])?;
    if !into.is_dir() {
        let message = format!("there is no directory {}", into.display());
        return Err(Failure::usage(message, "acquis init DIR writes a corpus to start from".to_owned()));
    }
    let kind = match arguments.kind {
        Skeleton::Instrument => Kind::Instrument,
        Skeleton::State => Kind::State,
    };
    let path = load::write_skeleton(into, kind, &arguments.id).map_err(|failed| match failed {
        NotWritten::Io(error) => Failure::Output(format!("cannot write into {}: {}", into.display(), plain(&error))),
        wrong => Failure::usage(format!("{wrong}: nothing was written"), None),
    })?;
    let said = format!("{} is to be filled in; acquis validate {} names what is open", path.display(), into.display());
    session.output.text(format!("{}\n", harmless(&said)).as_bytes())?;
    Ok(Exit::Evaluated)
}
