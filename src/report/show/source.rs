//! `acquis show iss-report-2011`: number, publication, address, what the source states and urges, who cites it.

use super::fact_sheet;
use crate::law::Source;
use crate::report::facts::{FactSheet, FactTable, FactValue};
use crate::report::run::Run;

/// The facts about a source.
pub fn source_sheet(run: Run, one: &Source) -> FactSheet {
    let facts = vec![
        ("id", FactValue::text(&one.id)),
        ("title", FactValue::text(&one.title)),
        ("reference", FactValue::maybe(one.reference.as_deref())),
        ("kind_of_source", FactValue::text(one.kind.as_str())),
        ("published", FactValue::text(one.published)),
        ("kept_up_day_by_day", FactValue::Yes(one.continuous)),
        ("official", FactValue::maybe(one.address.official.as_deref())),
        ("read_at", FactValue::maybe(one.address.read_at.as_deref())),
        ("read_on", FactValue::maybe(one.address.read_on)),
        ("note", FactValue::maybe(one.note.as_deref())),
    ];
    let fact_tables = vec![states(one), urges(one), cited_by(run, one)];
    fact_sheet(run, "source", one.title.to_string()).with(facts, fact_tables)
}

fn states(one: &Source) -> FactTable {
    let rows = one.states.iter().map(|statement| {
        vec![
            FactValue::text(&statement.id),
            FactValue::text(&statement.locator),
            FactValue::maybe(statement.register.as_deref()),
            FactValue::text(&statement.text),
            FactValue::texts(&statement.tells.about),
            FactValue::maybe(statement.tells.on),
            FactValue::texts(&statement.tells.done_by),
            FactValue::maybe(statement.tells.count.map(|count| format!("{} of {}", count.done, count.of))),
            FactValue::maybe(statement.not_evaluable.as_deref()),
        ]
    });
    let columns = &["id", "locator", "register", "text", "about", "on", "done_by", "count", "not_evaluable"];
    FactTable::new("states", columns, rows).hiding(&["about", "on", "done_by", "count", "not_evaluable"])
}

fn urges(one: &Source) -> FactTable {
    let rows = one.urges.iter().map(|urging| {
        vec![
            FactValue::text(&urging.id),
            urging.objective.map_or(FactValue::Empty, |number| FactValue::Count(number.into())),
            FactValue::text(&urging.addressee),
            FactValue::text(&urging.locator),
            FactValue::text(&urging.text),
            FactValue::texts(&urging.obligations),
            FactValue::texts(&urging.covers),
            FactValue::texts(urging.also.iter().map(|place| &place.locator)),
            FactValue::maybe(urging.due),
            FactValue::texts(urging.outcomes.iter().map(|one| {
                let sort = if one.dropped { "dropped: " } else { "" };
                format!("{sort}{} {}", one.reference, one.on)
            })),
            FactValue::maybe(urging.not_evaluable.as_deref()),
        ]
    });
    let columns = &[
        "id",
        "objective",
        "addressee",
        "locator",
        "text",
        "obligations",
        "covers",
        "also",
        "due",
        "outcomes",
        "not_evaluable",
    ];
    FactTable::new("urges", columns, rows).hiding(&["covers", "also", "due", "outcomes", "not_evaluable"])
}

/// How many records of each state rest on it.
fn cited_by(run: Run, one: &Source) -> FactTable {
    let corpus = run.engine.corpus;
    let place = corpus.find_source(&one.id);
    let counted = corpus.actors.iter().map(|actor| {
        let count = actor.records().iter().filter(|record| Some(record.source) == place).count();
        (actor, count as u64)
    });
    let rows = counted.filter(|(_, count)| *count > 0);
    FactTable::new(
        "cited_by",
        &["state", "records"],
        rows.map(|(actor, count)| vec![FactValue::text(&actor.code), FactValue::Count(count)]),
    )
}
