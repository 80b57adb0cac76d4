//! `acquis show prum/dna`: what is asked, of whom, by when, what fulfils it, what silence means.

use super::super::card::{Card, Ledger, Value};
use super::super::run::Run;
use super::super::words;
use super::{card, exceptions, source_id};
use crate::law::{EventKind, Instrument, Obligation, Silence};

/// The facts about an obligation.
pub fn obligation_card(run: Run, instrument: &Instrument, one: &Obligation) -> Card {
    let names = |kinds: &[EventKind]| Value::texts(kinds.iter().map(|kind| kind.as_str()));
    let silence = match one.silence {
        Silence::Unknown => "unknown: a missing record is neither a gap nor compliance",
        Silence::NotDone(_) => "not-done: the registers are complete up to their day",
    };
    let corrected =
        one.corrected.iter().map(|one| format!("{}, known from {}", words::deadline(&one.deadline), one.known_from));
    let printed = one.deadline.as_ref().filter(|_| !one.corrected.is_empty()).map(words::deadline);
    let facts = vec![
        ("id", Value::text(format!("{}/{}", instrument.id, one.id))),
        ("title", Value::text(&one.title)),
        ("instrument", Value::text(&instrument.short_title)),
        ("article", Value::text(&one.article)),
        ("kind_of_duty", Value::text(one.kind)),
        ("duty", Value::text(one.duty)),
        ("owed_by", Value::texts(&one.owed_by)),
        ("binds", Value::text(instrument.binds_of(one).group.as_str())),
        ("headline", Value::Yes(instrument.headline_duties().iter().any(|duty| duty.id == one.id))),
        ("communicates", Value::Yes(one.communicates)),
        ("exists_from", Value::maybe(one.from)),
        ("added_by", Value::maybe(one.added_by.as_deref())),
        ("deadline", Value::maybe(words::deadline_of(one, run.engine.known_as_of))),
        ("deadline_as_printed", Value::maybe(printed)),
        ("wording", Value::maybe(one.wording.as_deref())),
        ("deadline_article", Value::maybe(one.deadline_article.as_deref())),
        ("corrected", Value::texts(corrected)),
        ("changed", Value::texts(one.changed.iter().map(words::changed))),
        ("implied_by", Value::texts(&one.implied_by)),
        ("fulfilled_by", names(&one.fulfilled_by)),
        ("undone_by", names(&one.undone_by)),
        ("silence", Value::text(silence)),
    ];
    let ledgers = vec![registers(run, one), exceptions(run.engine.corpus, instrument.binds_of(one))];
    card(run, "obligation", format!("{} ({}/{})", one.title, instrument.id, one.id)).with(facts, ledgers)
}

fn registers(run: Run, one: &Obligation) -> Ledger {
    let registers = match &one.silence {
        Silence::NotDone(registers) => registers.as_slice(),
        Silence::Unknown => &[],
    };
    let rows = registers.iter().map(|register| {
        let title = run.engine.corpus.source(register.source).map(|source| &*source.title);
        let id = source_id(run.engine.corpus, register.source);
        vec![Value::maybe(id), Value::text(register.through), Value::maybe(title)]
    });
    Ledger::new("registers", &["source", "through", "title"], rows)
}
