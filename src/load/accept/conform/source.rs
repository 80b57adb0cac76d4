//! Files of source documents: `schemas/seed.schema.json`.

use super::text::{is_address, is_date, is_day, is_filled, is_id, is_link, is_state};
use super::{Conform, absent_or, all, are_unique};
use crate::law::{Confidence, Extent, SourceKind};
use crate::load::raw::{RawDelivery, RawSource, RawStatement, RawUrging};

impl Conform for RawSource<'_> {
    fn conforms(&self) -> bool {
        self.schema.as_ref().is_some_and(|schema| schema.ends_with("seed.schema.json"))
            && is_id(&self.id)
            && is_filled(&self.title)
            && absent_or(&self.reference, is_filled)
            && SourceKind::parse(&self.kind).is_some()
            && is_date(&self.published)
            && absent_or(&self.through, is_day)
            && absent_or(&self.official, is_address)
            && absent_or(&self.read_at, is_address)
            && absent_or(&self.read_on, is_day)
            && absent_or(&self.note, is_filled)
            && self.urges.iter().all(is_urging)
            && self.states.iter().all(is_statement)
    }
}

fn is_objective(objective: u8) -> bool {
    (1..=5).contains(&objective)
}

fn is_urging(raw: &RawUrging) -> bool {
    is_filled(&raw.id)
        && raw.objective.is_none_or(is_objective)
        && is_filled(&raw.addressee)
        && is_filled(&raw.locator)
        && raw.also.iter().all(|passage| is_objective(passage.objective) && is_filled(&passage.locator))
        && is_filled(&raw.text)
        && absent_or(&raw.due, is_day)
        && all(&raw.obligations, is_link)
        && all(&raw.covers, is_link)
        && raw.outcomes.iter().all(is_delivery)
        && absent_or(&raw.not_evaluable, is_filled)
}

fn is_delivery(raw: &RawDelivery) -> bool {
    is_date(&raw.on)
        && is_filled(&raw.title)
        && is_filled(&raw.reference)
        && absent_or(&raw.source, is_id)
        && absent_or(&raw.extent, |word| matches!(Extent::parse(word), Some(Extent::Full | Extent::Partial)))
        && matches!(Confidence::parse(&raw.confidence), Some(Confidence::Read | Confidence::Recalled))
        && absent_or(&raw.note, is_filled)
}

fn is_statement(raw: &RawStatement) -> bool {
    is_filled(&raw.id)
        && raw.objective.is_none_or(is_objective)
        && absent_or(&raw.addressee, is_filled)
        && is_filled(&raw.locator)
        && is_filled(&raw.text)
        && absent_or(&raw.register, is_link)
        && absent_or(&raw.cases_from, is_day)
        && all(&raw.about, is_filled)
        && raw.on.as_ref().is_none_or(is_date)
        && all(&raw.done_by, is_state)
        && are_unique(&raw.done_by)
        && raw.count.as_ref().is_none_or(|tally| tally.done <= 1_000 && (1..=1_000).contains(&tally.of))
        && absent_or(&raw.not_evaluable, is_filled)
}
