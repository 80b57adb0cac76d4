//! `acquis show iss-report-2011`: number, publication, address, what the source states and urges, who cites it.

use super::super::card::{Card, Ledger, Value};
use super::super::run::Run;
use super::card;
use crate::law::Source;

/// The facts about a source.
pub fn source_card(run: Run, one: &Source) -> Card {
    let facts = vec![
        ("id", Value::text(&one.id)),
        ("title", Value::text(&one.title)),
        ("reference", Value::maybe(one.reference.as_deref())),
        ("kind_of_source", Value::text(one.kind.as_str())),
        ("published", Value::text(one.published)),
        ("kept_up_day_by_day", Value::Yes(one.continuous)),
        ("official", Value::maybe(one.address.official.as_deref())),
        ("read_at", Value::maybe(one.address.read_at.as_deref())),
        ("read_on", Value::maybe(one.address.read_on)),
        ("note", Value::maybe(one.note.as_deref())),
    ];
    let ledgers = vec![states(one), urges(one), cited_by(run, one)];
    card(run, "source", one.title.to_string()).with(facts, ledgers)
}

fn states(one: &Source) -> Ledger {
    let rows = one.states.iter().map(|statement| {
        vec![
            Value::text(&statement.id),
            Value::text(&statement.locator),
            Value::maybe(statement.register.as_deref()),
            Value::text(&statement.text),
            Value::texts(&statement.tells.about),
            Value::maybe(statement.tells.on),
            Value::texts(&statement.tells.done_by),
            Value::maybe(statement.tells.count.map(|count| format!("{} of {}", count.done, count.of))),
            Value::maybe(statement.not_evaluable.as_deref()),
        ]
    });
    let columns = &["id", "locator", "register", "text", "about", "on", "done_by", "count", "not_evaluable"];
    Ledger::new("states", columns, rows).hiding(&["about", "on", "done_by", "count", "not_evaluable"])
}

fn urges(one: &Source) -> Ledger {
    let rows = one.urges.iter().map(|urging| {
        vec![
            Value::text(&urging.id),
            urging.objective.map_or(Value::Empty, |number| Value::Count(number.into())),
            Value::text(&urging.addressee),
            Value::text(&urging.locator),
            Value::text(&urging.text),
            Value::texts(&urging.obligations),
            Value::texts(&urging.covers),
            Value::texts(urging.also.iter().map(|place| &place.locator)),
            Value::maybe(urging.due),
            Value::texts(urging.outcomes.iter().map(|one| {
                let sort = if one.dropped { "dropped: " } else { "" };
                format!("{sort}{} {}", one.reference, one.on)
            })),
            Value::maybe(urging.not_evaluable.as_deref()),
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
    Ledger::new("urges", columns, rows).hiding(&["covers", "also", "due", "outcomes", "not_evaluable"])
}

/// How many records of each state rest on it.
fn cited_by(run: Run, one: &Source) -> Ledger {
    let corpus = run.engine.corpus;
    let place = corpus.find_source(&one.id);
    let counted = corpus.actors.iter().map(|actor| {
        let count = actor.records().iter().filter(|record| Some(record.source) == place).count();
        (actor, count as u64)
    });
    let rows = counted.filter(|(_, count)| *count > 0);
    Ledger::new(
        "cited_by",
        &["state", "records"],
        rows.map(|(actor, count)| vec![Value::text(&actor.code), Value::Count(count)]),
    )
}
