//! `acquis show prum`: titles, numbers, addressees and exceptions, deadlines, what is not modelled, sources.

use super::{exceptions, fact_sheet};
use crate::law::{Instrument, Nature};
use crate::report::facts::{FactSheet, FactTable, FactValue};
use crate::report::run::Run;
use crate::report::text::labels;

/// The facts about an instrument.
pub fn instrument_sheet(run: Run, one: &Instrument) -> FactSheet {
    let (enforceable_from, clause) = match &one.nature {
        Nature::UnionAct { enforceable_from } => (*enforceable_from, None),
        Nature::Treaty { clause } => (None, clause.map(labels::clause)),
    };
    let facts = vec![
        ("id", FactValue::text(&one.id)),
        ("title", FactValue::text(&one.title)),
        ("short_title", FactValue::text(&one.short_title)),
        ("kind_of_instrument", FactValue::text(one.kind.as_str())),
        ("stub", FactValue::maybe(one.stub.then_some(labels::STUB))),
        ("celex", FactValue::texts(&one.celex)),
        ("eli", FactValue::texts(&one.eli)),
        ("cets", FactValue::maybe(one.cets.as_deref())),
        ("aliases", FactValue::texts(&one.aliases)),
        ("family", FactValue::maybe(one.family.as_deref())),
        ("objective", one.objective.map_or(FactValue::Empty, |number| FactValue::Count(number.into()))),
        ("addressee", FactValue::maybe(one.addressee.as_deref())),
        ("legal_base", FactValue::maybe(one.legal_base.as_deref())),
        ("pillar", FactValue::text(one.pillar.as_str())),
        ("adopted", FactValue::text(one.adoption())),
        ("published", FactValue::maybe(one.published)),
        ("published_in", FactValue::maybe(one.published_in.as_deref())),
        ("in_force", FactValue::maybe(one.in_force)),
        ("entry_into_force_for_state", FactValue::maybe(clause)),
        ("enforceable_from", FactValue::maybe(enforceable_from)),
        ("binds", FactValue::text(one.binds.group.as_str())),
    ];
    let fact_tables = vec![
        obligations(run, one),
        exceptions(run.engine.corpus, &one.binds),
        ends(one),
        relations(run, one),
        not_modelled(one),
        sources(run, one),
    ];
    fact_sheet(run, "instrument", format!("{} ({})", one.short_title, one.id))
        .with(facts, fact_tables)
        .mainly("obligations")
}

fn obligations(run: Run, one: &Instrument) -> FactTable {
    let rows = one.obligations.iter().map(|obligation| {
        vec![
            FactValue::text(&obligation.id),
            FactValue::text(&obligation.article),
            FactValue::text(obligation.kind),
            FactValue::text(obligation.duty),
            FactValue::texts(&obligation.owed_by),
            FactValue::maybe(labels::deadline_of(obligation, run.engine.known_as_of)),
            FactValue::text(&obligation.title),
        ]
    });
    FactTable::new("obligations", &["id", "article", "kind", "duty", "owed_by", "deadline", "title"], rows)
}

fn ends(one: &Instrument) -> FactTable {
    let rows = one.ended.iter().map(|end| {
        vec![
            FactValue::text(labels::ending(end.how, end.effect)),
            FactValue::text(end.from),
            FactValue::maybe(end.by.as_deref()),
            FactValue::maybe(end.known_from),
            FactValue::maybe(end.effects_until),
            FactValue::texts(&end.except),
            FactValue::texts(&end.only),
        ]
    });
    FactTable::new("ended", &["how", "from", "by", "known_from", "effects_until", "not_for", "only_for"], rows)
}

/// What it does to other instruments, then what others do to it.
fn relations(run: Run, one: &Instrument) -> FactTable {
    let corpus = run.engine.corpus;
    let row = |relation: &str, id: &str| {
        let other = corpus.find_instrument(id).and_then(|ix| corpus.instrument(ix));
        let adopted = FactValue::maybe(other.map(Instrument::adoption));
        let title = FactValue::maybe(other.map(|other| &other.short_title));
        vec![FactValue::text(relation), FactValue::text(id), adopted, title]
    };
    let own = one.relations.iter().map(|relation| row(labels::relation(relation.kind), &relation.instrument));
    let others = corpus.instruments.iter().flat_map(|other| {
        let about = other.relations.iter().filter(|relation| relation.instrument == one.id);
        about.map(|relation| row(labels::relation_of_other(relation.kind), &other.id))
    });
    FactTable::new("relations", &["relation", "instrument", "adopted", "title"], own.chain(others))
}

fn not_modelled(one: &Instrument) -> FactTable {
    let rows = one.not_modelled.iter().map(|part| {
        vec![
            FactValue::maybe(part.article.as_deref()),
            FactValue::text(&part.text),
            FactValue::maybe(part.reason.as_deref()),
        ]
    });
    FactTable::new("not_modelled", &["article", "text", "reason"], rows)
}

fn sources(run: Run, one: &Instrument) -> FactTable {
    let rows = one.sources.iter().filter_map(|place| run.engine.corpus.source(*place)).map(|source| {
        vec![FactValue::text(&source.id), FactValue::text(source.published), FactValue::text(&source.title)]
    });
    FactTable::new("sources", &["id", "published", "title"], rows)
}
