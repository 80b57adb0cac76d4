//! `acquis infringements [STATE...]`: how many cases were opened in a year, or are open on a day.

use crate::cli::arguments::InfringementsArguments;
use crate::cli::exit::{CommandResult, Exit, Failure};
use crate::cli::names;
use crate::cli::session::Session;
use crate::load;
use crate::report::{CaseMeasure, CaseQuery, Infringements};
use crate::time::Day;

/// Prints the counts. They fail no run: cases are counted, and nobody is judged.
///
/// # Errors
/// What is asked is after the as-of day, a name means nothing, the data are invalid, or the result cannot be written.
pub fn run(session: &Session, arguments: &InfringementsArguments) -> CommandResult {
    let measure = measure(session.as_of, arguments)?;
    let opened = session.open()?;
    let selection = session.selection(&opened.corpus, &arguments.states)?;
    names::states_only(&opened.corpus, &selection, "this command", "the Commission opens cases against states")?;
    let steps = match &session.common.data {
        Some(directory) => load::unattributed(directory, &opened.corpus).map_err(|data| {
            let rejected = load::Rejected { data, ..load::Rejected::default() };
            session.log.reject(&rejected)
        })?,
        None => Vec::new(),
    };
    let parts = session.common.data.as_deref().map(load::imported_in_part).unwrap_or_default();
    let (by, kind, departments) = (arguments.by, arguments.kind, arguments.department.clone());
    let query = CaseQuery { measure, by, kind, departments };
    let infringements = Infringements::new(session.run(&opened), &selection, query, (&steps, parts));
    infringements.warnings().iter().for_each(|one| session.log.warn(one));
    session.write(&infringements)?;
    Ok(Exit::Evaluated)
}

/// What is counted. Nothing after the as-of day has happened yet.
fn measure(as_of: Day, arguments: &InfringementsArguments) -> Result<CaseMeasure, Failure> {
    let later = |what: String| {
        let help = format!("--as-of is the last day that counts; it is {as_of}");
        Err(Failure::usage(format!("{what} is after the as-of day"), help))
    };
    match (arguments.opened, arguments.open_on) {
        (Some(year), _) if year > as_of.year() => later(year.to_string()),
        (_, Some(day)) if day > as_of => later(day.to_string()),
        (Some(year), _) => Ok(CaseMeasure::Opened(year)),
        (None, Some(day)) => Ok(CaseMeasure::OpenOn(day)),
        (None, None) => Ok(CaseMeasure::Yearly),
    }
}
