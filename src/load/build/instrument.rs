//! Builds a legal instrument; its obligations are built in `obligation`.

use super::binds::binds;
use super::builder::{Builder, all_kept, kept};
use super::obligation;
use crate::law::{
    Effect, End, Ending, Instrument, InstrumentKind, Nature, NotModelled, Pillar, Relation, RelationKind, SourceIx,
};
use crate::load::defect::Defect;
use crate::load::json_path::PathRef;
use crate::load::raw::{RawClause, RawEnd, RawInstrument, RawNotModelled, RawRelation};
use crate::time::{Day, MonthEnd, TreatyClause};

/// The instrument that a file describes.
pub(crate) fn instrument(mut raw: RawInstrument, builder: &mut Builder) -> Option<Instrument> {
    let top = &PathRef::Top;
    let kind = builder.word(&top.key("kind"), &InstrumentKind::ALL, &raw.kind);
    let pillar = builder.word(&top.key("pillar"), &Pillar::ALL, &raw.pillar);
    let adopted = adoption(&raw, builder);
    let published_on = raw.published.as_ref().map(|published| published.on.as_str());
    let published = builder.maybe_day(&top.key("published").key("on"), published_on);
    let in_force = builder.maybe_day(&top.key("in_force"), raw.in_force.as_deref());
    let nature = kind.map(|kind| nature(kind, &raw, builder));
    let bound = binds(&raw.binds, &top.key("binds"), builder);
    let ended = ends(std::mem::take(&mut raw.ended), builder);
    let relations = relations(raw.relations.take().unwrap_or_default(), builder);
    let obligations = obligation::all(&raw.id, std::mem::take(&mut raw.obligations), builder);
    let sources = sources(&raw.sources, builder);
    let short_title = raw.short_title.unwrap_or_else(|| raw.title.clone());
    let (adopted, adopted_in_year) = adopted?;
    Some(Instrument {
        id: raw.id.into(),
        celex: all_kept(raw.celex),
        eli: all_kept(raw.eli),
        cets: kept(raw.cets.map(|number| number.0)),
        aliases: all_kept(raw.aliases),
        kind: kind?,
        stub: raw.stub.unwrap_or_default(),
        title: raw.title.into(),
        short_title: short_title.into(),
        family: kept(raw.family),
        objective: raw.objective,
        addressee: kept(raw.addressee),
        legal_base: kept(raw.legal_base),
        pillar: pillar?,
        adopted,
        adopted_in_year,
        published,
        published_in: kept(raw.published.and_then(|published| published.place)),
        in_force,
        nature: nature?,
        binds: bound?,
        ended,
        relations,
        obligations,
        not_modelled: raw.not_modelled.into_iter().map(not_modelled).collect(),
        sources,
    })
}

/// The day of adoption, or the first day of its year where nothing else is known of a stub; and whether it is the year.
fn adoption(raw: &RawInstrument, builder: &mut Builder) -> Option<(Day, bool)> {
    let year = Some(raw.adopted.as_str()).filter(|written| raw.stub.unwrap_or_default() && written.len() == 4);
    let first = year.and_then(|year| Day::parse(&format!("{year}-01-01")).ok());
    match first {
        Some(day) => Some((day, true)),
        None => builder.day(&PathRef::Top.key("adopted"), &raw.adopted).map(|day| (day, false)),
    }
}

fn nature(kind: InstrumentKind, raw: &RawInstrument, builder: &mut Builder) -> Nature {
    let top = PathRef::Top;
    match kind {
        InstrumentKind::Convention | InstrumentKind::Protocol => {
            let clause = raw.entry_into_force_for_state.as_ref();
            let path = top.key("entry_into_force_for_state");
            Nature::Treaty { clause: clause.and_then(|clause| treaty_clause(clause, &path, builder)) }
        }
        _ => {
            let path = top.key("enforceable_from");
            Nature::UnionAct { enforceable_from: builder.maybe_day(&path, raw.enforceable_from.as_deref()) }
        }
    }
}

fn treaty_clause(raw: &RawClause, path: &PathRef, builder: &mut Builder) -> Option<TreatyClause> {
    let month_end = (raw.month_end.as_deref(), MonthEnd::Clamp);
    let month_end = builder.word_or(&path.key("month_end"), &MonthEnd::ALL, month_end)?;
    match (raw.months, raw.days, raw.plus_days, raw.then.as_deref()) {
        (Some(months), None, None, Some("first-of-next-month")) => {
            Some(TreatyClause::MonthsThenFirstOfNextMonth { months, month_end })
        }
        (None, Some(days), None, None) => Some(TreatyClause::Days { days }),
        (Some(months), None, days, None) => {
            Some(TreatyClause::MonthsPlusDays { months, days: days.unwrap_or(0), month_end })
        }
        _ => {
            let help = "write {\"months\": 3, \"then\": \"first-of-next-month\"}, {\"days\": 90} or {\"months\": 3, \"plus_days\": 1}";
            let message = "no final clause reckons like this";
            builder.defects.add(Defect::error("unknown-treaty-clause", &path.to_path(), message).help(help));
            None
        }
    }
}

fn ends(list: Vec<RawEnd>, builder: &mut Builder) -> Vec<End> {
    let (top, each) = (PathRef::Top, list.into_iter().enumerate());
    let path = top.key("ended");
    each.filter_map(|(number, raw)| end(raw, &path.item(number), builder)).collect()
}

fn end(raw: RawEnd, path: &PathRef, builder: &mut Builder) -> Option<End> {
    let how = builder.word(&path.key("how"), &Ending::ALL, &raw.how);
    let effect = (raw.effect.as_deref(), usual_effect(how));
    let effect = builder.word_or(&path.key("effect"), &Effect::ALL, effect);
    let from = builder.day(&path.key("from"), &raw.from);
    let known_from = builder.maybe_day(&path.key("known_from"), raw.known_from.as_deref());
    let effects_until = builder.maybe_day(&path.key("effects_until"), raw.effects_until.as_deref());
    let only = raw.only.unwrap_or_default();
    for (key, states) in [("except", &raw.except), ("only", &only)] {
        for (number, state) in states.iter().enumerate() {
            builder.state(&path.key(key).item(number), state);
        }
    }
    let (except, only) = (all_kept(raw.except), all_kept(only));
    Some(End { how: how?, from: from?, by: kept(raw.by), effect: effect?, known_from, effects_until, except, only })
}

/// What an end means for the past where the file does not say. A declaration that an act is void works ex tunc unless the
/// Court maintains effects (Art. 264 TFEU, for references Art. 267); a repeal or a replacement leaves the past alone.
fn usual_effect(how: Option<Ending>) -> Effect {
    match how {
        Some(Ending::Void) => Effect::ExTunc,
        Some(Ending::Repealed | Ending::Replaced) | None => Effect::ExNunc,
    }
}

fn relations(list: Vec<RawRelation>, builder: &mut Builder) -> Vec<Relation> {
    let (top, each) = (PathRef::Top, list.into_iter().enumerate());
    let path = top.key("relations");
    let read = |(number, raw): (usize, RawRelation)| {
        let kind = builder.word(&path.item(number).key("kind"), &RelationKind::ALL, &raw.kind)?;
        Some(Relation { kind, instrument: raw.instrument.into() })
    };
    each.filter_map(read).collect()
}

fn sources(ids: &[String], builder: &mut Builder) -> Vec<SourceIx> {
    let (top, each) = (PathRef::Top, ids.iter().enumerate());
    let path = top.key("sources");
    each.filter_map(|(number, id)| builder.source(&path.item(number), id)).collect()
}

fn not_modelled(raw: RawNotModelled) -> NotModelled {
    match raw {
        RawNotModelled::Text(text) => NotModelled { article: None, text: text.into(), reason: None },
        RawNotModelled::Entry(entry) => NotModelled {
            article: kept(entry.article.map(|article| article.0)),
            text: entry.text.into(),
            reason: kept(entry.reason),
        },
    }
}
