//! `acquis show AT`: codes, membership, and every record as it stands in the data, retracted ones too.

use super::{fact_sheet, source_id};
use crate::law::{Actor, Corpus, Record};
use crate::report::facts::{FactSheet, FactTable, FactValue};
use crate::report::run::Run;
use crate::report::text::labels::{self, confidence};
use crate::report::text::record::event_in_words;

/// The facts about a state or an institution.
pub fn state_sheet(run: Run, one: &Actor) -> FactSheet {
    let facts = vec![
        ("code", FactValue::text(&one.code)),
        ("iso", FactValue::maybe(one.iso.as_deref())),
        ("iso3", FactValue::maybe(one.iso3.as_deref())),
        ("name", FactValue::text(&one.name)),
        ("names", FactValue::texts(&one.names)),
        ("member_on_as_of", FactValue::Yes(one.is_member(run.as_of))),
    ];
    let membership = one.membership.iter().map(|one| {
        vec![
            FactValue::maybe(labels::first_day(&one.during)),
            FactValue::maybe(labels::last_day(&one.during)),
            FactValue::maybe(one.union_law_to.map(|to| to.previous())),
            FactValue::text(&one.basis),
        ]
    });
    let membership = FactTable::new("membership", &["from", "last_day", "union_law_last_day", "basis"], membership);
    let records = one.records().iter().map(|record| row(run.engine.corpus, record));
    let columns =
        &["instrument", "obligations", "on", "event", "what", "source", "locator", "confidence", "retracted", "note"];
    let records = FactTable::new("records", columns, records).hiding(&["event", "locator", "note"]);
    let title = format!("{} ({})", one.name, one.code);
    fact_sheet(run, "state", title).with(facts, vec![membership, records]).mainly("records")
}

fn row(corpus: &Corpus, record: &Record) -> Vec<FactValue> {
    let named = record.obligations.iter().flatten();
    let obligations = named.filter_map(|place| corpus.obligation(record.instrument, *place)).map(|one| &one.id);
    let retracted = record.retracted.as_ref().map(|why| format!("{}: {}", why.on, why.reason));
    vec![
        FactValue::maybe(corpus.instrument(record.instrument).map(|one| &one.id)),
        FactValue::texts(obligations),
        FactValue::text(record.on),
        FactValue::text(record.event.kind().as_str()),
        FactValue::text(event_in_words(&record.event)),
        FactValue::maybe(source_id(corpus, record.source)),
        FactValue::maybe(record.locator.as_deref()),
        FactValue::text(confidence(record.confidence)),
        FactValue::maybe(retracted),
        FactValue::maybe(record.note.as_deref()),
    ]
}
