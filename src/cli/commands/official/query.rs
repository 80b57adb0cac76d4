//! `acquis query KIND`: how to get official data. A question to CELLAR and the line that asks it, or the address where a file is
//! offered. Nothing is asked here.

use crate::cli::arguments::{QueryArguments, QueryKind};
use crate::cli::exit::{CommandResult, Exit, Failure};
use crate::cli::names;
use crate::cli::session::Session;
use crate::import::query::{CellarQuery, QueriedAct};

const TREATY_CHARTS: &str = "\
Charts of signatures and ratifications are offered by the depositaries:

Council of Europe (save the page as HTML; 185 is the number of the treaty)
  https://www.coe.int/en/web/conventions/full-list?module=signatures-by-treaty&treatynum=185
United Nations Treaty Collection (choose the treaty, then CSV or XML)
  https://treaties.un.org/pages/ParticipationStatus.aspx?clang=_en
WIPO (choose the treaty, then its contracting parties as CSV)
  https://www.wipo.int/wipolex/en/treaties/

acquis import treaty-chart FILE --source ID --into DIR
";

const INFRINGEMENTS: &str = "\
The Commission lists its decisions in infringement cases (search, then export):

  https://ec.europa.eu/implementing-eu-law/search-infringement-decisions/

A copy of its decisions from 2002 to 2020, with numbers of acts (EUIP Database, J. Fjelstul, MIT licence):

  https://github.com/jfjelstul/euip

acquis import infringements FILE --source ID --into DIR
";

/// Prints the question, or the address.
///
/// # Errors
/// An act has no CELEX number, the data are invalid, or the result cannot be written.
pub fn run(session: &Session, arguments: &QueryArguments) -> CommandResult {
    let text = match &arguments.kind {
        QueryKind::NationalMeasures(queried) => asked(CellarQuery::NationalMeasures, &acts(session, &queried.acts)?),
        QueryKind::Acts(queried) => asked(CellarQuery::Acts, &acts(session, &queried.acts)?),
        QueryKind::TreatyChart => TREATY_CHARTS.to_owned(),
        QueryKind::Infringements => INFRINGEMENTS.to_owned(),
    };
    session.output.text(text.as_bytes())?;
    Ok(Exit::Evaluated)
}

fn asked(query: CellarQuery, acts: &[QueriedAct]) -> String {
    format!("{}\n{}\n", query.text(acts), query.command(acts))
}

/// The acts, each once, in the order typed. Numbers alone need no data.
fn acts(session: &Session, typed: &[String]) -> Result<Vec<QueriedAct>, Failure> {
    let mut acts = Vec::new();
    for typed in typed {
        match QueriedAct::new(typed) {
            Some(act) => acts.push(act),
            None => acts.extend(acts_of_data(session, typed)?),
        }
    }
    let mut kept: Vec<QueriedAct> = Vec::new();
    for act in acts {
        if !kept.contains(&act) {
            kept.push(act);
        }
    }
    Ok(kept)
}

/// The acts behind an instrument of the data.
fn acts_of_data(session: &Session, typed: &str) -> Result<Vec<QueriedAct>, Failure> {
    let opened = session.open()?;
    let named = names::act(&opened.corpus, typed)?;
    named.remark.iter().for_each(|remark| session.log.remark(remark));
    let acts: Vec<QueriedAct> = named.instrument.celex.iter().filter_map(|celex| QueriedAct::new(celex)).collect();
    if acts.is_empty() {
        let message = format!("{} has no CELEX number of an act", named.instrument.id);
        return Err(Failure::usage(
            message,
            "CELLAR knows acts of the Union; for treaties: acquis query treaty-chart".to_owned(),
        ));
    }
    Ok(acts)
}
