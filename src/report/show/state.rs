//! `acquis show AT`: codes, membership, and every record as it stands in the data, retracted ones too.

use super::{card, source_id};
use crate::law::{Actor, Corpus, Record};
use crate::report::facts::{FactSheet, FactTable, Value};
use crate::report::run::Run;
use crate::report::text::labels::{self, confidence};
use crate::report::text::record::happened;

/// The facts about a state or an institution.
pub fn state_card(run: Run, one: &Actor) -> FactSheet {
    let facts = vec![
        ("code", Value::text(&one.code)),
        ("iso", Value::maybe(one.iso.as_deref())),
        ("iso3", Value::maybe(one.iso3.as_deref())),
        ("name", Value::text(&one.name)),
        ("names", Value::texts(&one.names)),
        ("member_on_as_of", Value::Yes(one.is_member(run.as_of))),
    ];
    let membership = one.membership.iter().map(|one| {
        vec![
            Value::maybe(labels::first_day(&one.during)),
            Value::maybe(labels::last_day(&one.during)),
            Value::maybe(one.union_law_to.map(|to| to.previous())),
            Value::text(&one.basis),
        ]
    });
    let membership = FactTable::new("membership", &["from", "last_day", "union_law_last_day", "basis"], membership);
    let records = one.records().iter().map(|record| row(run.engine.corpus, record));
    let columns =
        &["instrument", "obligations", "on", "event", "what", "source", "locator", "confidence", "retracted", "note"];
    let records = FactTable::new("records", columns, records).hiding(&["event", "locator", "note"]);
    let title = format!("{} ({})", one.name, one.code);
    card(run, "state", title).with(facts, vec![membership, records]).mainly("records")
}

fn row(corpus: &Corpus, record: &Record) -> Vec<Value> {
    let named = record.obligations.iter().flatten();
    let obligations = named.filter_map(|place| corpus.obligation(record.instrument, *place)).map(|one| &one.id);
    let retracted = record.retracted.as_ref().map(|why| format!("{}: {}", why.on, why.reason));
    vec![
        Value::maybe(corpus.instrument(record.instrument).map(|one| &one.id)),
        Value::texts(obligations),
        Value::text(record.on),
        Value::text(record.event.kind().as_str()),
        Value::text(happened(&record.event)),
        Value::maybe(source_id(corpus, record.source)),
        Value::maybe(record.locator.as_deref()),
        Value::text(confidence(record.confidence)),
        Value::maybe(retracted),
        Value::maybe(record.note.as_deref()),
    ]
}
