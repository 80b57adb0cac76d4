//! Recommendations as a sheet of a workbook: to whom, how soon, what, who urges it and where.

use super::exposure::exposure;
use crate::report::contract::Recommendation;
use crate::report::run::Run;
use crate::report::text::citation::{article_of, linked};
use crate::report::text::labels::counted;
use crate::report::workbook::{ColumnKind, WorkCell, WorkSheet};

use ColumnKind::{Link, Number, Prose, Text};

/// Heading, kind and width of each column.
const COLUMNS: [(&str, ColumnKind, u16); 18] = [
    ("state", Text, 7),
    ("name", Text, 16),
    ("urgency", Text, 16),
    ("recommended", Prose, 60),
    ("urged by", Link, 40),
    ("urged by too", Prose, 40),
    ("act", Text, 26),
    ("article", Prose, 20),
    ("objective", Number, 10),
    ("a failure is open to", Text, 26),
    ("because", Prose, 60),
    ("answers", Number, 9),
    ("step", Text, 14),
    ("recalled", Text, 10),
    ("presumed", Text, 11),
    ("assumed", Text, 10),
    ("rule", Text, 40),
    ("findings answered", Text, 50),
];

/// A sheet of recommendations made in the light of so many findings.
pub fn work_sheet(run: &Run, recommendations: &[Recommendation], findings: usize) -> WorkSheet {
    let all = counted(recommendations.len(), "recommendation", "recommendations");
    let holds = format!(
        "{all} that answer findings, out of {findings} evaluated; an encouragement is no gap, and a step without a source \
         under \"urged by\" follows from the duty alone"
    );
    let mut sheet = WorkSheet::new("recommendations", holds, 2);
    for (name, kind, width) in COLUMNS {
        sheet = sheet.column(name, kind, width);
    }
    sheet.rows = recommendations.iter().map(|one| row(run, one)).collect();
    sheet
}

fn row(run: &Run, one: &Recommendation) -> Vec<WorkCell> {
    let corpus = run.engine.corpus;
    let source = |id: &str| corpus.find_source(id).and_then(|ix| corpus.source(ix));
    let first = one.source.as_deref().and_then(source);
    let others = one.urged_by.iter().skip(1).map(|urged| format!("{}, {}", urged.source, urged.locator));
    vec![
        WorkCell::text(one.state),
        WorkCell::maybe(corpus.find_actor(one.state).map(|actor| &*actor.name)),
        WorkCell::text(one.urgency),
        WorkCell::text(&*one.text),
        first.map_or(WorkCell::Empty, |source| linked(source, one.locator.as_deref())),
        WorkCell::text(others.collect::<Vec<_>>().join("; ")),
        WorkCell::text(one.act),
        WorkCell::text(article_of(&one.article)),
        one.objective.map_or(WorkCell::Empty, |number| WorkCell::Count(number.into())),
        WorkCell::text(exposure(one, run.as_of)),
        WorkCell::text(one.because),
        WorkCell::count(one.answers.len()),
        WorkCell::text(one.remedy),
        WorkCell::yes(one.recalled),
        WorkCell::yes(one.presumed),
        WorkCell::yes(one.assumed),
        WorkCell::text(&*one.rule),
        WorkCell::text(one.answers.join(" ")),
    ]
}
