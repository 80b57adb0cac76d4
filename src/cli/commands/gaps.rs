//! `acquis gaps STATE`: one country.

use crate::cli::arguments::GapsArguments;
use crate::cli::exit::CommandResult;
use crate::cli::session::{PartOfData, Session};
use crate::report::{Detail, Gaps};

/// Prints where a state or institution stands.
///
/// # Errors
/// A name means nothing, the data are invalid, or the result cannot be written.
pub fn run(session: &Session, arguments: &GapsArguments) -> CommandResult {
    let typed = session.one_state("gaps", &arguments.of)?;
    let opened = session.open_for(PartOfData { state: Some(typed), ..PartOfData::default() })?;
    let actor = session.actor(&opened.corpus, typed)?;
    let selection = session.instruments(&opened.corpus, None)?;
    session.warn_of_unknown_acts(&opened.corpus, &selection);
    session.warn_of_hidden_assumptions(&opened.corpus, &selection.about(&actor.code));
    let extent = match (arguments.all, arguments.brief) {
        (true, _) => Detail::All,
        (false, true) => Detail::Brief,
        (false, false) => Detail::Usual,
    };
    let gaps = Gaps::new(session.run(&opened), actor, &selection, extent);
    session.write(&gaps)?;
    Ok(session.judge(gaps.findings()))
}
