//! What there is: instruments, states, obligations, rules, sources, one a row. Nothing is judged here.

use super::card::{Card, Ledger, Value};
use super::run::Run;
use super::words;
use crate::engine::Selection;
use crate::law::{Actor, Instrument};
use crate::rules::{Indicators, RuleRow, Table, TableOutcome};

/// Lists of everything that has a name.
pub struct Listing;

impl Listing {
    /// Instruments, those selected.
    pub fn instruments(run: Run, selection: &Selection) -> Card {
        let rows = instruments(run, selection).map(|one| {
            vec![
                Value::text(&one.id),
                Value::text(one.kind.as_str()),
                Value::texts(numbers(one)),
                Value::text(one.adopted),
                Value::maybe(one.in_force),
                Value::maybe(one.ended.first().map(|end| end.from)),
                Value::Count(one.obligations.len() as u64),
                Value::text(&one.short_title),
            ]
        });
        let columns = &["id", "kind", "numbers", "adopted", "in_force", "ended", "obligations", "short_title"];
        listing(run, "instruments", Ledger::new("instruments", columns, rows).hiding(&["adopted", "obligations"]))
    }

    /// States and institutions, those selected.
    pub fn states(run: Run, selection: &Selection) -> Card {
        let wanted =
            |actor: &&Actor| selection.actors.is_empty() || selection.actors.iter().any(|code| **code == *actor.code);
        let rows = run.engine.corpus.actors.iter().filter(wanted).map(|actor| {
            vec![
                Value::text(&actor.code),
                Value::maybe(actor.iso.as_deref()),
                Value::maybe(actor.iso3.as_deref()),
                Value::text(&actor.name),
                Value::Yes(actor.is_member(run.as_of)),
                Value::texts(actor.membership.iter().filter_map(|one| words::first_day(&one.during))),
                Value::texts(actor.membership.iter().filter_map(|one| words::last_day(&one.during))),
                Value::Count(actor.records().len() as u64),
            ]
        });
        let columns = &["code", "iso", "iso3", "name", "member", "member_from", "member_until", "records"];
        listing(run, "states", Ledger::new("states", columns, rows))
    }

    /// Obligations of the instruments selected.
    pub fn obligations(run: Run, selection: &Selection) -> Card {
        let rows = instruments(run, selection)
            .flat_map(|instrument| instrument.obligations.iter().map(move |one| (instrument, one)));
        let rows = rows.map(|(instrument, one)| (format!("{}/{}", instrument.id, one.id), one));
        let rows = rows.filter(|(id, _)| selection.obligations.is_empty() || selection.obligations.contains(id)).map(
            |(id, one)| {
                vec![
                    Value::text(id),
                    Value::text(&one.article),
                    Value::text(one.kind),
                    Value::text(one.duty),
                    Value::texts(&one.owed_by),
                    Value::maybe(words::deadline_of(one, run.engine.known_as_of)),
                    Value::text(&one.title),
                ]
            },
        );
        let columns = &["id", "article", "kind", "duty", "owed_by", "deadline", "title"];
        listing(run, "obligations", Ledger::new("obligations", columns, rows))
    }

    /// Rows of the decision tables, and the indicators with their formulas.
    pub fn rules(run: Run, indicators: &Indicators) -> Card {
        let mut rows: Vec<Vec<Value>> =
            run.engine.rules.verdict.rows().iter().map(|row| rule(&run.engine.rules.verdict, row)).collect();
        rows.extend(run.engine.rules.severity.rows().iter().map(|row| rule(&run.engine.rules.severity, row)));
        let recommendation = &run.engine.rules.recommendation;
        rows.extend(recommendation.rows().iter().map(|row| rule(recommendation, row)));
        rows.extend(indicators.all.iter().map(|one| {
            let id = format!("{}/{}", Indicators::TABLE, one.id);
            let source = Value::maybe(one.source.as_deref());
            vec![Value::text(id), Value::text(one.formula), source, Value::text(&one.because)]
        }));
        listing(run, "rules", Ledger::new("rules", &["id", "outcome", "source", "because"], rows))
    }

    /// Source documents.
    pub fn sources(run: Run) -> Card {
        let rows = run.engine.corpus.sources.iter().map(|one| {
            vec![
                Value::text(&one.id),
                Value::text(one.kind.as_str()),
                Value::text(one.published),
                Value::maybe(one.reference.as_deref()),
                Value::text(&one.title),
                Value::maybe(one.address.official.as_deref()),
                Value::maybe(one.address.read_at.as_deref()),
            ]
        });
        let columns = &["id", "kind", "published", "reference", "title", "official", "read_at"];
        listing(run, "sources", Ledger::new("sources", columns, rows).hiding(&["official", "read_at"]))
    }
}

/// Numbers by which an instrument is known: CELEX, CETS. The number in the treaty series may stand among the aliases.
pub(super) fn numbers(instrument: &Instrument) -> impl Iterator<Item = String> {
    let cets =
        instrument.cets.as_deref().map(|number| match number.starts_with(|first: char| first.is_ascii_digit()) {
            true => format!("CETS {number}"),
            false => number.to_owned(),
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
    let wanted =
        |one: &&Instrument| selection.instruments.is_empty() || selection.instruments.iter().any(|id| **id == *one.id);
    run.engine.corpus.instruments.iter().filter(wanted)
}

fn rule<O: TableOutcome + ToString>(table: &Table<O>, row: &RuleRow<O>) -> Vec<Value> {
    let id = format!("{}/{}", table.name(), row.id);
    vec![Value::text(id), Value::text(row.then), Value::maybe(row.source.as_deref()), Value::text(&row.because)]
}

fn listing(run: Run, kind: &'static str, ledger: Ledger) -> Card {
    let title = words::counted(ledger.rows.len(), kind.trim_end_matches('s'), kind);
    Card::new(run, "acquis/list/1", kind, title).with(Vec::new(), vec![ledger]).mainly(kind)
}
