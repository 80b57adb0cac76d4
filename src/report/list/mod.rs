//! What there is: instruments, states, obligations, rules, sources, records, one per row. Nothing is judged here.

mod coverage;
#[cfg(feature = "cli")]
mod records;
mod systems;

pub use coverage::Coverage;

use super::facts::{FactSheet, FactTable, FactValue};
use super::run::Run;
use super::text::labels;
use crate::engine::Selection;
use crate::law::{Actor, Instrument};
use crate::rules::{Indicators, RuleRow, Table, TableOutcome};

/// Lists of everything that has a name.
pub struct Listing;

impl Listing {
    /// Instruments, those selected, each with what stands behind its findings.
    pub fn instruments(run: Run, selection: &Selection) -> FactSheet {
        let coverage = Coverage::of_all(&run, selection);
        let rows = instruments(run, selection).map(|one| {
            let covered = coverage.get(&*one.id).cloned().unwrap_or_default();
            vec![
                FactValue::text(&one.id),
                FactValue::text(one.kind.as_str()),
                FactValue::texts(numbers(one)),
                FactValue::text(one.adoption()),
                FactValue::maybe(one.in_force),
                FactValue::maybe(one.ended.first().map(|end| end.from)),
                FactValue::Count(one.obligations.len() as u64),
                FactValue::Count(covered.records as u64),
                FactValue::Count(covered.read as u64),
                FactValue::maybe(covered.newest),
                FactValue::Count(covered.bound as u64),
                FactValue::texts(&covered.without_record),
                FactValue::Yes(one.stub),
                FactValue::text(&one.short_title),
            ]
        });
        let columns = &[
            "id",
            "kind",
            "numbers",
            "adopted",
            "in_force",
            "ended",
            "obligations",
            "records",
            "read",
            "newest_evidence",
            "states_asked",
            "states_without_record",
            "stub",
            "short_title",
        ];
        let list = FactTable::new("instruments", columns, rows).hiding(&[
            "kind",
            "stub",
            "adopted",
            "in_force",
            "ended",
            "obligations",
            "states_asked",
        ]);
        listing(run, "instruments", list.counting(&["states_without_record"]))
    }

    /// States and institutions, those selected.
    pub fn states(run: Run, selection: &Selection) -> FactSheet {
        let wanted = |actor: &&Actor| selection.actors.takes(&actor.code);
        let rows = run.engine.corpus.actors.iter().filter(wanted).map(|actor| {
            vec![
                FactValue::text(&actor.code),
                FactValue::maybe(actor.iso.as_deref()),
                FactValue::maybe(actor.iso3.as_deref()),
                FactValue::text(&actor.name),
                FactValue::Yes(actor.is_member(run.as_of)),
                FactValue::texts(actor.membership.iter().filter_map(|one| labels::first_day(&one.during))),
                FactValue::texts(actor.membership.iter().filter_map(|one| labels::last_day(&one.during))),
                FactValue::Count(actor.records().len() as u64),
            ]
        });
        let columns = &["code", "iso", "iso3", "name", "member", "member_from", "member_until", "records"];
        listing(run, "states", FactTable::new("states", columns, rows))
    }

    /// Obligations of the instruments selected.
    pub fn obligations(run: Run, selection: &Selection) -> FactSheet {
        let rows = instruments(run, selection)
            .flat_map(|instrument| instrument.obligations.iter().map(move |one| (instrument, one)));
        let rows = rows.map(|(instrument, one)| (format!("{}/{}", instrument.id, one.id), one));
        let rows = rows.filter(|(id, _)| selection.obligations.takes(id)).map(|(id, one)| {
            vec![
                FactValue::text(id),
                FactValue::text(&one.article),
                FactValue::text(one.kind),
                FactValue::text(one.duty),
                FactValue::texts(&one.owed_by),
                FactValue::maybe(labels::deadline_of(one, run.engine.known_as_of)),
                FactValue::text(&one.title),
            ]
        });
        let columns = &["id", "article", "kind", "duty", "owed_by", "deadline", "title"];
        listing(run, "obligations", FactTable::new("obligations", columns, rows))
    }

    /// Rows of the decision tables, and the indicators with their formulas.
    pub fn rules(run: Run, indicators: &Indicators) -> FactSheet {
        let mut rows: Vec<Vec<FactValue>> =
            run.engine.rules.verdict.rows().iter().map(|row| rule(&run.engine.rules.verdict, row)).collect();
        rows.extend(run.engine.rules.severity.rows().iter().map(|row| rule(&run.engine.rules.severity, row)));
        let recommendation = &run.engine.rules.recommendation;
        rows.extend(recommendation.rows().iter().map(|row| rule(recommendation, row)));
        rows.extend(indicators.all.iter().map(|one| {
            let id = format!("{}/{}", Indicators::TABLE, one.id);
            let source = FactValue::maybe(one.source.as_deref());
            vec![FactValue::text(id), FactValue::text(one.formula), source, FactValue::text(&one.because)]
        }));
        listing(run, "rules", FactTable::new("rules", &["id", "outcome", "source", "because"], rows))
    }

    /// Source documents.
    pub fn sources(run: Run) -> FactSheet {
        let rows = run.engine.corpus.sources.iter().map(|one| {
            vec![
                FactValue::text(&one.id),
                FactValue::text(one.kind.as_str()),
                FactValue::text(one.published),
                FactValue::maybe(one.reference.as_deref()),
                FactValue::text(&one.title),
                FactValue::maybe(one.address.official.as_deref()),
                FactValue::maybe(one.address.read_at.as_deref()),
            ]
        });
        let columns = &["id", "kind", "published", "reference", "title", "official", "read_at"];
        listing(run, "sources", FactTable::new("sources", columns, rows).hiding(&["official", "read_at"]))
    }
}

/// Numbers by which an instrument is known: CELEX, CETS. The number in the treaty series may stand among the aliases.
pub(super) fn numbers(instrument: &Instrument) -> impl Iterator<Item = String> {
    let cets = instrument.cets.as_deref().map(|number| {
        if number.starts_with(|first: char| first.is_ascii_digit()) {
            format!("CETS {number}")
        } else {
            number.to_owned()
        }
    });
    let is_number = |alias: &&str| {
        let number = alias.strip_prefix("CETS ").or_else(|| alias.strip_prefix("ETS "));
        number.is_some_and(|number| !number.is_empty() && number.chars().all(|char| char.is_ascii_digit()))
    };
    let mut aliases = instrument.aliases.iter().map(|alias| &**alias);
    let cets = cets.or_else(|| aliases.find(is_number).map(str::to_owned));
    instrument.celex.iter().map(|celex| celex.to_string()).chain(cets)
}

fn instruments<'a>(run: Run<'a>, selection: &'a Selection) -> impl Iterator<Item = &'a Instrument> {
    let wanted = |one: &&Instrument| selection.instruments.takes(&one.id);
    run.engine.corpus.instruments.iter().filter(wanted)
}

fn rule<O: TableOutcome + ToString>(table: &Table<O>, row: &RuleRow<O>) -> Vec<FactValue> {
    let id = format!("{}/{}", table.name(), row.id);
    vec![
        FactValue::text(id),
        FactValue::text(row.then),
        FactValue::maybe(row.source.as_deref()),
        FactValue::text(&row.because),
    ]
}

fn listing(run: Run, kind: &'static str, fact_table: FactTable) -> FactSheet {
    let title = labels::counted(fact_table.rows.len(), kind.trim_end_matches('s'), kind);
    FactSheet::new(run, "acquis/list/1", kind, title).with(Vec::new(), vec![fact_table]).as_workbook(kind)
}
