//! Files of instruments: `schemas/instrument.schema.json`. Their obligations: `obligation`.

use super::obligation::{is_binds, is_obligation};
use super::text::{is_actor, is_address, is_adoption, is_celex, is_day, is_filled, is_id};
use super::{Conform, absent_or, absent_or_true, all};
use crate::law::{Effect, Ending, InstrumentKind, Pillar, RelationKind};
use crate::load::raw::{RawClause, RawEnd, RawInstrument, RawNotModelled, RawRelation};
use crate::time::MonthEnd;

impl Conform for RawInstrument {
    fn conforms(&self) -> bool {
        self.schema.as_ref().is_some_and(|schema| schema.ends_with("instrument.schema.json"))
            && is_id(&self.id)
            && are_names_sound(self)
            && absent_or_true(self.stub)
            && absent_or(&self.family, is_id)
            && self.objective.is_none_or(|objective| (1..=5).contains(&objective))
            && absent_or(&self.addressee, is_filled)
            && absent_or(&self.legal_base, is_filled)
            && Pillar::parse(&self.pillar).is_some()
            && is_adoption(&self.adopted)
            && self.published.as_ref().is_none_or(|raw| is_day(&raw.on) && absent_or(&raw.place, is_filled))
            && absent_or(&self.in_force, is_day)
            && self.entry_into_force_for_state.as_ref().is_none_or(is_clause)
            && is_binds(&self.binds)
            && absent_or(&self.enforceable_from, is_day)
            && self.ended.iter().all(is_end)
            && self.relations.as_ref().is_none_or(|list| !list.is_empty() && list.iter().all(is_relation))
            && self.obligations.iter().all(is_obligation)
            && self.not_modelled.iter().all(is_not_modelled)
            && !self.sources.is_empty()
            && all(&self.sources, is_id)
            && InstrumentKind::parse(&self.kind).is_some_and(|kind| keys_go_with(kind, self))
    }
}

fn are_names_sound(raw: &RawInstrument) -> bool {
    all(&raw.celex, is_celex)
        && all(&raw.eli, is_address)
        && raw.cets.as_ref().is_none_or(|number| is_filled(&number.0))
        && all(&raw.aliases, is_filled)
        && is_filled(&raw.title)
        && absent_or(&raw.short_title, is_filled)
}

/// Does the kind have the keys that it needs, and none that belongs to another?
fn keys_go_with(kind: InstrumentKind, raw: &RawInstrument) -> bool {
    use InstrumentKind as K;
    let is_treaty = matches!(kind, K::Convention | K::Protocol);
    let is_no_law = matches!(kind, K::System | K::Commitment);
    let is_stub = raw.stub.is_some();
    (raw.enforceable_from.is_none() || !(is_treaty || is_no_law))
        && (raw.entry_into_force_for_state.is_none() || is_treaty)
        && raw.addressee.is_some() == is_no_law
        && if is_stub { !(is_treaty || is_no_law) } else { is_day(&raw.adopted) }
        && (is_stub || is_treaty || raw.in_force.is_some())
}

fn is_clause(raw: &RawClause) -> bool {
    let numbers = [(raw.months, 1_200), (raw.days, 36_500), (raw.plus_days, 36_500)];
    let is_said = numbers.iter().any(|(number, _)| number.is_some()) || raw.then.is_some() || raw.month_end.is_some();
    is_said
        && numbers.iter().all(|(number, most)| number.is_none_or(|number| number <= *most))
        && absent_or(&raw.then, |then| then == "first-of-next-month")
        && absent_or(&raw.month_end, |word| MonthEnd::parse(word).is_some())
}

fn is_end(raw: &RawEnd) -> bool {
    Ending::parse(&raw.how).is_some()
        && is_day(&raw.from)
        && absent_or(&raw.by, is_filled)
        && absent_or(&raw.effect, |word| Effect::parse(word).is_some())
        && absent_or(&raw.known_from, is_day)
        && absent_or(&raw.effects_until, is_day)
        && all(&raw.except, is_actor)
        && raw.only.as_ref().is_none_or(|states| !states.is_empty() && all(states, is_actor))
}

fn is_relation(raw: &RawRelation) -> bool {
    RelationKind::parse(&raw.kind).is_some() && is_id(&raw.instrument)
}

fn is_not_modelled(raw: &RawNotModelled) -> bool {
    match raw {
        RawNotModelled::Text(text) => is_filled(text),
        RawNotModelled::Entry(entry) => {
            entry.article.as_ref().is_none_or(|article| is_filled(&article.0))
                && is_filled(&entry.text)
                && absent_or(&entry.reason, is_filled)
        }
    }
}
