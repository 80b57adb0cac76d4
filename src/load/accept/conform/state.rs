//! Files of states, and records on lines: `schemas/member-state.schema.json`.

use super::text::{is_actor, is_code_of, is_date, is_day, is_filled, is_id, is_when};
use super::{Conform, absent_or, absent_or_true, all, are_unique};
use crate::law::{CaseKind, Confidence, Consent, EventKind, Extent, FoundStatus, Outcome, Procedure};
use crate::load::raw::{RawActor, RawMembership, RawRecord};

impl Conform for RawActor<'_> {
    fn conforms(&self) -> bool {
        self.schema.as_ref().is_some_and(|schema| schema.ends_with("member-state.schema.json"))
            && is_actor(&self.code)
            && absent_or(&self.iso, |iso| is_code_of(2, iso))
            && absent_or(&self.iso3, |iso3| is_code_of(3, iso3))
            && is_filled(&self.name)
            && all(&self.names, is_filled)
            && are_unique(&self.names)
            && self.membership.iter().all(is_membership)
            && self.records.iter().all(Conform::conforms)
    }
}

impl Conform for RawRecord<'_> {
    fn conforms(&self) -> bool {
        let is_sound = is_id(&self.instrument)
            && self.obligations.as_ref().is_none_or(|ids| !ids.is_empty() && all(ids, is_id) && are_unique(ids))
            && is_date(&self.on)
            && is_id(&self.source)
            && absent_or(&self.locator, is_filled)
            && absent_or(&self.confidence, |word| {
                matches!(Confidence::parse(word), Some(Confidence::Read | Confidence::Recalled))
            })
            && absent_or(&self.note, is_filled)
            && self.retracted.as_ref().is_none_or(|raw| is_day(&raw.on) && is_filled(&raw.reason));
        is_sound && EventKind::parse(&self.event).is_some_and(|kind| keys_go_with(kind, self))
    }
}

fn is_membership(raw: &RawMembership) -> bool {
    is_day(&raw.from)
        && absent_or(&raw.to, is_day)
        && absent_or(&raw.union_law_to, is_day)
        && absent_or(&raw.basis, is_filled)
        && absent_or(&raw.source, is_id)
}

/// Does the event have the keys that it needs, and none that belongs to another?
fn keys_go_with(kind: EventKind, raw: &RawRecord) -> bool {
    use EventKind as K;
    let is_end = matches!(kind, K::Closed | K::Withdrawn);
    let may_be_heard_until = matches!(kind, K::FormalNotice | K::ReasonedOpinion | K::Judgment | K::Penalty);
    let is_step = is_end || may_be_heard_until || kind == K::Referral;
    let is_act = matches!(kind, K::Notified | K::Measure);
    let is_ratification = kind == K::Ratification;
    let fulfils =
        is_act || is_ratification || matches!(kind, K::Operational | K::Authorised | K::Designated | K::Reported);
    needed(is_step, raw.kind.as_deref(), |word| CaseKind::parse(word).is_some())
        && allowed(is_step, raw.case.as_deref(), is_filled)
        && allowed(is_step, raw.procedure.as_ref().map(|article| &*article.0), |word| Procedure::parse(word).is_some())
        && allowed(is_step, raw.department.as_deref(), is_filled)
        && needed(is_end, raw.outcome.as_deref(), |word| Outcome::parse(word).is_some())
        && needed(kind == K::Observed, raw.status.as_deref(), |word| FoundStatus::parse(word).is_some())
        && absent_or_true(raw.pending)
        && (kind == K::Observed || raw.pending.is_none())
        && allowed(kind == K::Deferral || may_be_heard_until, raw.until.as_deref(), is_day)
        && (kind != K::Deferral || raw.until.is_some())
        && allowed(is_ratification, raw.consent.as_deref(), |word| Consent::parse(word).is_some())
        && allowed(is_ratification, raw.succeeds_on.as_deref(), is_day)
        && needed(is_act, raw.extent.as_deref(), |word| Extent::parse(word).is_some())
        && allowed(is_act, raw.title.as_deref(), is_filled)
        && allowed(is_act, raw.adopted_on.as_deref(), is_when)
        && absent_or_true(raw.amends)
        && (fulfils || raw.amends.is_none())
}

/// A key that events of one sort must have, and others must not.
fn needed(is_of_sort: bool, value: Option<&str>, is_good: impl FnOnce(&str) -> bool) -> bool {
    value.is_some() == is_of_sort && value.is_none_or(is_good)
}

/// A key that only events of one sort may have.
fn allowed(is_of_sort: bool, value: Option<&str>, is_good: impl FnOnce(&str) -> bool) -> bool {
    value.is_none_or(|value| is_of_sort && is_good(value))
}
