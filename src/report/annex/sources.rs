//! The documents on which findings rest, each with its address and with what rests on it.

use crate::engine::Finding;
use crate::law::SourceIx;
use crate::parallel::*;
use crate::report::run::Run;
use crate::report::text::citation::address;
use crate::report::text::labels::author;
use crate::report::text::reasons::because;
use crate::report::workbook::{ColumnKind, WorkCell, WorkSheet};
use std::collections::{BTreeMap, BTreeSet};

/// What rests on a source.
#[derive(Default)]
struct Resting<'a> {
    findings: usize,
    acts: BTreeSet<&'a str>,
    states: BTreeSet<&'a str>,
}

/// A row per source that a reason of these findings cites.
pub fn sources(run: &Run, findings: &[Finding]) -> WorkSheet {
    let cited: Vec<BTreeSet<SourceIx>> = findings
        .par_iter()
        .map(|finding| because(run, finding).iter().flat_map(|reason| reason.sources.iter().copied()).collect())
        .collect();
    let mut resting: BTreeMap<SourceIx, Resting> = BTreeMap::new();
    for (finding, cited) in findings.iter().zip(&cited) {
        for ix in cited {
            let one = resting.entry(*ix).or_default();
            one.findings += 1;
            one.acts.insert(&finding.instrument.short_title);
            one.states.insert(&finding.actor.code);
        }
    }
    let holds = format!("a row per source that the reasons of the {} findings cite", findings.len());
    let mut sheet = WorkSheet::new("sources", holds, 1)
        .column("source", ColumnKind::Text, 30)
        .column("reference", ColumnKind::Link, 28)
        .column("title", ColumnKind::Prose, 70)
        .column("by", ColumnKind::Text, 18)
        .column("published", ColumnKind::Day, 12)
        .column("kept day by day", ColumnKind::Text, 17)
        .column("read on", ColumnKind::Day, 12)
        .column("findings", ColumnKind::Number, 10)
        .column("acts", ColumnKind::Prose, 40)
        .column("states", ColumnKind::Prose, 30)
        .column("address", ColumnKind::Link, 50)
        .column("read at", ColumnKind::Link, 50);
    sheet.rows.extend(resting.iter().filter_map(|(ix, rests)| row(run, *ix, rests)));
    sheet.without_empty_columns()
}

fn row(run: &Run, ix: SourceIx, rests: &Resting) -> Option<Vec<WorkCell>> {
    let source = run.engine.corpus.source(ix).filter(|source| !source.is_assumed())?;
    let joined =
        |names: &BTreeSet<&str>, between: &str| WorkCell::text(names.iter().copied().collect::<Vec<_>>().join(between));
    let read_at = source.address.read_at.as_ref().map(|text| text.to_string());
    Some(vec![
        WorkCell::text(&*source.id),
        WorkCell::link(source.name(), address(source)),
        WorkCell::text(&*source.title),
        WorkCell::text(author(source.kind)),
        source.published.exact().map_or_else(|| WorkCell::text(source.published.to_string()), WorkCell::Day),
        WorkCell::yes(source.continuous),
        WorkCell::day(source.address.read_on),
        WorkCell::count(rests.findings),
        joined(&rests.acts, ", "),
        joined(&rests.states, " "),
        address(source).map_or(WorkCell::Empty, |address| WorkCell::link(address.clone(), Some(address))),
        read_at.map_or(WorkCell::Empty, |address| WorkCell::link(address.clone(), Some(address))),
    ])
}
