//! `acquis show prum/dna`: what is asked, of whom, by when, what fulfils it, what silence means.

use super::{exceptions, fact_sheet, source_id};
use crate::law::{EventKind, Instrument, Obligation, Silence};
use crate::report::facts::{FactSheet, FactTable, FactValue};
use crate::report::run::Run;
use crate::report::text::labels;

/// The facts about an obligation.
pub fn obligation_sheet(run: Run, instrument: &Instrument, one: &Obligation) -> FactSheet {
    let names = |kinds: &[EventKind]| FactValue::texts(kinds.iter().map(|kind| kind.as_str()));
    let silence = match one.silence {
        Silence::Unknown => "unknown: a missing record is neither a gap nor compliance",
        Silence::NotDone(_) => "not-done: the registers are complete up to their day",
    };
    let corrected =
        one.corrected.iter().map(|one| format!("{}, known from {}", labels::deadline(&one.deadline), one.known_from));
    let printed = one.deadline.as_ref().filter(|_| !one.corrected.is_empty()).map(labels::deadline);
    let facts = vec![
        ("id", FactValue::text(format!("{}/{}", instrument.id, one.id))),
        ("title", FactValue::text(&one.title)),
        ("instrument", FactValue::text(&instrument.short_title)),
        ("article", FactValue::text(&one.article)),
        ("kind_of_duty", FactValue::text(one.kind)),
        ("duty", FactValue::text(one.duty)),
        ("owed_by", FactValue::texts(&one.owed_by)),
        ("binds", FactValue::text(instrument.binds_of(one).group.as_str())),
        ("headline", FactValue::Yes(instrument.headline_duties().iter().any(|duty| duty.id == one.id))),
        ("communicates", FactValue::Yes(one.communicates)),
        ("exists_from", FactValue::maybe(one.from)),
        ("added_by", FactValue::maybe(one.added_by.as_deref())),
        ("deadline", FactValue::maybe(labels::deadline_of(one, run.engine.known_as_of))),
        ("deadline_as_printed", FactValue::maybe(printed)),
        ("wording", FactValue::maybe(one.wording.as_deref())),
        ("deadline_article", FactValue::maybe(one.deadline_article.as_deref())),
        ("corrected", FactValue::texts(corrected)),
        ("changed", FactValue::texts(one.changed.iter().map(labels::changed))),
        ("implied_by", FactValue::texts(&one.implied_by)),
        ("fulfilled_by", names(&one.fulfilled_by)),
        ("undone_by", names(&one.undone_by)),
        ("silence", FactValue::text(silence)),
    ];
    let fact_tables = vec![registers(run, one), exceptions(run.engine.corpus, instrument.binds_of(one))];
    fact_sheet(run, "obligation", format!("{} ({}/{})", one.title, instrument.id, one.id)).with(facts, fact_tables)
}

fn registers(run: Run, one: &Obligation) -> FactTable {
    let registers = match &one.silence {
        Silence::NotDone(registers) => registers.as_slice(),
        Silence::Unknown => &[],
    };
    let rows = registers.iter().map(|register| {
        let title = run.engine.corpus.source(register.source).map(|source| &*source.title);
        let id = source_id(run.engine.corpus, register.source);
        vec![FactValue::maybe(id), FactValue::text(register.through), FactValue::maybe(title)]
    });
    FactTable::new("registers", &["source", "through", "title"], rows)
}
