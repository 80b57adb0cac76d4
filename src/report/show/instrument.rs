//! `acquis show prum`: titles, numbers, addressees and exceptions, deadlines, what is not modelled, sources.

use super::super::card::{Card, Ledger, Value};
use super::super::run::Run;
use super::super::words;
use super::{card, exceptions};
use crate::law::{Instrument, Nature};

/// The facts about an instrument.
pub fn instrument_card(run: Run, one: &Instrument) -> Card {
    let (enforceable_from, clause) = match &one.nature {
        Nature::UnionAct { enforceable_from } => (*enforceable_from, None),
        Nature::Treaty { clause } => (None, clause.map(words::clause)),
    };
    let facts = vec![
        ("id", Value::text(&one.id)),
        ("title", Value::text(&one.title)),
        ("short_title", Value::text(&one.short_title)),
        ("kind_of_instrument", Value::text(one.kind.as_str())),
        ("celex", Value::texts(&one.celex)),
        ("eli", Value::texts(&one.eli)),
        ("cets", Value::maybe(one.cets.as_deref())),
        ("aliases", Value::texts(&one.aliases)),
        ("family", Value::maybe(one.family.as_deref())),
        ("objective", one.objective.map_or(Value::Empty, |number| Value::Count(number.into()))),
        ("legal_base", Value::maybe(one.legal_base.as_deref())),
        ("pillar", Value::text(one.pillar.as_str())),
        ("adopted", Value::text(one.adopted)),
        ("published", Value::maybe(one.published)),
        ("published_in", Value::maybe(one.published_in.as_deref())),
        ("in_force", Value::maybe(one.in_force)),
        ("entry_into_force_for_state", Value::maybe(clause)),
        ("enforceable_from", Value::maybe(enforceable_from)),
        ("binds", Value::text(one.binds.group.as_str())),
    ];
    let ledgers = vec![
        obligations(run, one),
        exceptions(run.engine.corpus, &one.binds),
        ends(one),
        not_modelled(one),
        sources(run, one),
    ];
    card(run, "instrument", format!("{} ({})", one.short_title, one.id)).with(facts, ledgers).mainly("obligations")
}

fn obligations(run: Run, one: &Instrument) -> Ledger {
    let rows = one.obligations.iter().map(|obligation| {
        vec![
            Value::text(&obligation.id),
            Value::text(&obligation.article),
            Value::text(obligation.kind),
            Value::text(obligation.duty),
            Value::texts(&obligation.owed_by),
            Value::maybe(words::deadline_of(obligation, run.engine.known_as_of)),
            Value::text(&obligation.title),
        ]
    });
    Ledger::new("obligations", &["id", "article", "kind", "duty", "owed_by", "deadline", "title"], rows)
}

fn ends(one: &Instrument) -> Ledger {
    let rows = one.ended.iter().map(|end| {
        vec![
            Value::text(words::ending(end.how, end.effect)),
            Value::text(end.from),
            Value::maybe(end.by.as_deref()),
            Value::maybe(end.known_from),
            Value::maybe(end.effects_until),
            Value::texts(&end.except),
            Value::texts(&end.only),
        ]
    });
    Ledger::new("ended", &["how", "from", "by", "known_from", "effects_until", "not_for", "only_for"], rows)
}

fn not_modelled(one: &Instrument) -> Ledger {
    let rows = one.not_modelled.iter().map(|part| {
        vec![Value::maybe(part.article.as_deref()), Value::text(&part.text), Value::maybe(part.reason.as_deref())]
    });
    Ledger::new("not_modelled", &["article", "text", "reason"], rows)
}

fn sources(run: Run, one: &Instrument) -> Ledger {
    let rows = one
        .sources
        .iter()
        .filter_map(|place| run.engine.corpus.source(*place))
        .map(|source| vec![Value::text(&source.id), Value::text(source.published), Value::text(&source.title)]);
    Ledger::new("sources", &["id", "published", "title"], rows)
}
