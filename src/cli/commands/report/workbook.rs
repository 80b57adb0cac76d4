//! `acquis report -o FILE.xlsx`: a workbook.

use super::selection;
use crate::cli::arguments::ReportArguments;
use crate::cli::exit::{CommandResult, Failure};
use crate::cli::session::Session;
use crate::report::{
    self, Comparison, Deadlines, Editions, Grouping, RecommendationList, Run, Scoreboard, Within, WorkSheet,
};

/// How far ahead the sheet of deadlines looks.
const AHEAD: &str = "1y";

/// Writes summary, matrix, findings, recommendations, deadlines, scoreboard and sources.
///
/// # Errors
/// A name means nothing, the data are invalid, or the result cannot be written.
pub fn run(session: &Session, arguments: &ReportArguments) -> CommandResult {
    let opened = session.open()?;
    let selection = selection(session, &opened.corpus, arguments)?;
    let (run, all_states) = (session.run(&opened), session.common.all_states);
    let comparison = Comparison::new(run, &selection, Grouping::Headline, all_states);
    let advice = RecommendationList::new(run, &selection, all_states);
    let within = Within::parse(AHEAD).map_err(|message| Failure::usage(message.to_string(), None))?;
    let deadlines = Deadlines::new(run, &selection, within, all_states);
    let editions = Editions::new(session.as_of, session.as_of, None);
    let board = Scoreboard::new(run, &opened.indicators, &selection, editions, all_states);
    let findings = comparison.findings();
    let mut sheets: Vec<WorkSheet> = vec![report::summary(findings)];
    sheets.extend(comparison.work_sheets());
    sheets.extend([advice.work_sheet(), deadlines.work_sheet(), board.work_sheet(), report::sources(&run, findings)]);
    session.output.workbook(&report::workbook(&run, title(&run, &comparison), findings, sheets))?;
    Ok(session.judge(findings))
}

fn title(run: &Run, comparison: &Comparison) -> String {
    let states = comparison.actors().len();
    let noun = if states == 1 { "state" } else { "states" };
    format!("What EU acts and treaties ask of {states} {noun}, on {}", run.as_of)
}
