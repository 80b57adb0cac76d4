//! The obligations of an instrument: whom they bind, when they fall due, what fulfils them.

use super::text::{is_actor, is_day, is_filled, is_id, is_institution, is_link_or_id};
use super::{absent_or, absent_or_true, all, are_unique};
use crate::law::{Duty, EventKind, Group, Kind, Start};
use crate::load::raw::{
    RawBinds, RawChange, RawCorrection, RawDeadline, RawException, RawObligation, RawSilence, TextOrNumber,
};
use crate::time::Period;

pub(super) fn is_obligation(raw: &RawObligation) -> bool {
    is_id(&raw.id)
        && is_article(&raw.article)
        && Kind::parse(&raw.kind).is_some()
        && is_filled(&raw.title)
        && absent_or_true(raw.headline)
        && absent_or_true(raw.communicates)
        && raw.owed_by.as_ref().is_none_or(|list| !list.0.is_empty() && all(&list.0, is_institution))
        && absent_or(&raw.from, is_day)
        && absent_or(&raw.added_by, is_filled)
        && (raw.added_by.is_none() || raw.from.is_some())
        && raw.binds.as_ref().is_none_or(is_binds)
        && raw.deadline.as_ref().is_none_or(is_deadline)
        && raw.corrected.iter().all(is_correction)
        && all(&raw.fulfilled_by, is_event)
        && all(&raw.undone_by, is_event)
        && raw
            .implied_by
            .as_ref()
            .is_none_or(|links| !links.is_empty() && all(links, is_link_or_id) && are_unique(links))
        && raw.silence.as_ref().is_none_or(is_silence)
        && Duty::parse(&raw.duty).is_some_and(|duty| duty != Duty::Binding || raw.deadline.is_some())
}

fn is_article(article: &Option<TextOrNumber>) -> bool {
    article.as_ref().is_none_or(|article| is_filled(&article.0))
}

fn is_event(word: &str) -> bool {
    EventKind::parse(word).is_some()
}

pub(super) fn is_binds(raw: &RawBinds) -> bool {
    Group::parse(&raw.group).is_some() && raw.except.iter().chain(&raw.also).all(is_exception)
}

fn is_exception(raw: &RawException) -> bool {
    is_actor(&raw.state)
        && absent_or(&raw.from, is_day)
        && absent_or(&raw.to, is_day)
        && absent_or(&raw.basis, is_filled)
        && absent_or(&raw.source, is_id)
        && absent_or_true(raw.international_law)
        && raw.deadline.as_ref().is_none_or(|own| own.as_ref().is_none_or(is_own_deadline))
}

/// The deadline of a duty.
fn is_deadline(raw: &RawDeadline) -> bool {
    let may_start = |start| matches!(start, Start::InForce | Start::Adopted | Start::Published);
    let others = [raw.at.is_some(), raw.corrected.is_some(), raw.changed.is_some()];
    (is_said(raw) || others.contains(&true))
        && is_period(raw, may_start)
        && absent_or(&raw.at, |at| at == "in-force-for-state")
        && raw.corrected.iter().flatten().all(is_correction)
        && raw.changed.iter().flatten().all(is_change)
}

/// The deadline of one state: it is neither corrected nor changed, and may run from the day on which the state is bound.
fn is_own_deadline(raw: &RawDeadline) -> bool {
    let is_own = raw.at.is_none() && raw.corrected.is_none() && raw.changed.is_none();
    is_own && is_said(raw) && is_period(raw, |start| Start::ALL.contains(&start))
}

/// Is any key there that both sorts of deadlines have?
fn is_said(raw: &RawDeadline) -> bool {
    let texts = [&raw.by, &raw.before, &raw.passed_by, &raw.within, &raw.from, &raw.wording];
    raw.article.is_some() || texts.iter().any(|text| text.is_some())
}

fn is_period(raw: &RawDeadline, may_start: impl Fn(Start) -> bool) -> bool {
    absent_or(&raw.by, is_day)
        && absent_or(&raw.before, is_day)
        && absent_or(&raw.passed_by, is_day)
        && absent_or(&raw.within, |period| Period::parse(period).is_ok())
        && absent_or(&raw.from, |word| Start::parse(word).is_some_and(may_start))
        && raw.within.is_some() == raw.from.is_some()
        && absent_or(&raw.wording, is_filled)
        && is_article(&raw.article)
}

fn is_correction(raw: &RawCorrection) -> bool {
    absent_or(&raw.by, is_day)
        && absent_or(&raw.before, is_day)
        && is_day(&raw.known_from)
        && absent_or(&raw.place, is_filled)
        && absent_or(&raw.source, is_id)
}

fn is_change(raw: &RawChange) -> bool {
    is_day(&raw.by) && is_day(&raw.known_from) && is_filled(&raw.act)
}

/// Registers are named where silence means that nothing was done, and nowhere else.
fn is_silence(raw: &RawSilence) -> bool {
    match (raw.means.as_str(), &raw.registers) {
        ("unknown", None) => true,
        ("not-done", Some(list)) => {
            !list.is_empty() && list.iter().all(|raw| is_id(&raw.source) && is_day(&raw.through))
        }
        _ => false,
    }
}
