//! Findings as a sheet of a workbook: a row each, names beside identifiers, the source first of which the facts rest on.

use super::FindingsReport;
use crate::engine::Finding;
use crate::law::{SourceIx, Stage};
use crate::report::contract::Streamed;
use crate::report::run::Run;
use crate::report::text::citation::{article_of, first_and_others};
use crate::report::text::labels::{confidence, due, is_headline, named, rule_id, when};
use crate::report::text::reasons::{Reason, because};
use crate::report::workbook::{ColumnKind, WorkCell, WorkSheet};
use std::convert::Infallible;

use ColumnKind::{Day, Link, Number, Prose, Text, Verdict};

/// Heading, kind and width of each column.
const COLUMNS: [(&str, ColumnKind, u16); 30] = [
    ("state", Text, 7),
    ("name", Text, 16),
    ("act", Text, 26),
    ("obligation", Prose, 44),
    ("article", Prose, 16),
    ("verdict", Verdict, 13),
    ("in time", Text, 9),
    ("severity", Text, 10),
    ("due", Day, 12),
    ("days overdue", Number, 14),
    ("since", Day, 12),
    ("until", Day, 12),
    ("stage", Text, 17),
    ("contested", Text, 17),
    ("reason", Prose, 90),
    ("source", Link, 34),
    ("further sources", Prose, 34),
    ("confidence", Text, 12),
    ("last confirmed", Day, 15),
    ("duty", Text, 12),
    ("headline", Text, 10),
    ("due is an upper bound", Text, 22),
    ("due is open", Text, 13),
    ("presumed", Text, 11),
    ("approximate", Text, 13),
    ("assumed", Text, 11),
    ("instrument", Text, 22),
    ("obligation id", Text, 24),
    ("rule", Text, 34),
    ("id", Text, 40),
];

impl FindingsReport<'_> {
    /// The findings as a sheet.
    pub fn work_sheet(&self) -> WorkSheet {
        let (printed, evaluated) = (self.head.totals.printed, self.head.totals.evaluated);
        let holds = format!("one row per finding: {printed} of the {evaluated} evaluated");
        let mut sheet = WorkSheet::new("findings", holds, 4);
        for (name, kind, width) in COLUMNS {
            sheet = sheet.column(name, kind, width);
        }
        let run = &self.findings.run;
        let rows = Streamed::new(&self.findings.printed, |(finding, _)| row(run, finding));
        let Ok(()) = rows.each(|row| {
            sheet.rows.push(row);
            Ok::<(), Infallible>(())
        });
        sheet
    }
}

fn row(run: &Run, finding: &Finding) -> Vec<WorkCell> {
    let (judgement, grounds) = (&finding.judgement, &finding.grounds);
    let reasons = because(run, finding);
    let texts: Vec<String> = reasons.iter().map(|reason| reason.with_ids(run)).collect();
    let [source, others] = first_and_others(run.engine.corpus, &sources(&reasons));
    vec![
        WorkCell::text(&*finding.actor.code),
        WorkCell::text(&*finding.actor.name),
        WorkCell::text(&*finding.instrument.short_title),
        WorkCell::text(&*finding.obligation.title),
        WorkCell::text(article_of(&finding.obligation.article)),
        WorkCell::Verdict(judgement.verdict.as_str().to_owned(), judgement.verdict),
        WorkCell::maybe(when(judgement.when)),
        WorkCell::text(judgement.severity.as_str()),
        WorkCell::day(due(judgement)),
        finding.days_overdue().map_or(WorkCell::Empty, |days| WorkCell::Count(days.into())),
        WorkCell::day(named(finding.since)),
        WorkCell::day(named(finding.until)),
        WorkCell::maybe(judgement.enforcement.map(Stage::as_str)),
        WorkCell::maybe(judgement.contested.map(Stage::as_str)),
        WorkCell::text(texts.join("; ")),
        source,
        others,
        WorkCell::maybe(grounds.confidence.map(confidence)),
        WorkCell::day(named(finding.last_confirmed())),
        WorkCell::text(finding.obligation.duty.as_str()),
        WorkCell::yes(is_headline(finding)),
        WorkCell::yes(judgement.at_least),
        WorkCell::yes(judgement.open),
        WorkCell::yes(grounds.presumed),
        WorkCell::yes(grounds.approximate),
        WorkCell::yes(finding.is_assumed()),
        WorkCell::text(&*finding.instrument.id),
        WorkCell::text(finding.duty()),
        WorkCell::text(rule_id(run, finding)),
        WorkCell::text(finding.id()),
    ]
}

/// The sources of the reasons, those of what was done or of a case first.
fn sources(reasons: &[Reason]) -> Vec<SourceIx> {
    let of = |is_fact: bool| reasons.iter().filter(move |reason| reason.is_fact() == is_fact);
    of(true).chain(of(false)).flat_map(|reason| reason.sources.iter().copied()).collect()
}
