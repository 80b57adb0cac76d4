//! Builds the event of a record from the keys that belong to it.

use super::builder::{Builder, kept};
use crate::law::{
    CaseKind, CaseNumber, Consent, Event, EventKind, Extent, FoundStatus, Outcome, Procedure, Stage, Step,
};
use crate::load::defect::Defect;
use crate::load::json_path::PathRef;
use crate::load::raw::{RawRecord, RawText};

/// What happened, according to a record.
pub(super) fn event(raw: &RawRecord, path: &PathRef, builder: &mut Builder) -> Option<Event> {
    use EventKind as K;
    Some(match super::obligation::event_kind(&raw.event, &path.key("event"), builder)? {
        K::Signature => Event::Signature,
        K::Ratification => ratification(raw, path, builder)?,
        K::InForceForState => Event::InForceForState,
        K::Reservation => Event::Reservation,
        K::Declaration => Event::Declaration,
        K::Denunciation => Event::Denunciation,
        K::Notified => Event::Notified(extent(raw, path, builder)?),
        K::Measure => measure(raw, path, builder)?,
        K::AnnulledNationally => Event::AnnulledNationally,
        K::RepealedNationally => Event::RepealedNationally,
        K::Deferral => {
            let until = needed(raw.until.as_ref(), ("until", "a deferral"), path, builder)?;
            Event::Deferral(builder.day(&path.key("until"), until)?)
        }
        K::Operational => Event::Operational,
        K::Authorised => Event::Authorised,
        K::Suspended => Event::Suspended,
        K::Designated => Event::Designated,
        K::Reported => Event::Reported,
        K::Observed => {
            let status = needed(raw.status.as_ref(), ("status", "a finding"), path, builder)?;
            let found = builder.word(&path.key("status"), &FoundStatus::ALL, status)?;
            Event::Observed { found, pending: raw.pending.unwrap_or_default() }
        }
        K::FormalNotice | K::ReasonedOpinion | K::Referral | K::Judgment | K::Penalty => {
            let stage: Option<Stage> = builder.word(&path.key("event"), &Stage::ALL, &raw.event);
            Event::Procedural(stage?, step(raw, path, builder)?)
        }
        K::Closed => ended(raw, false, path, builder)?,
        K::Withdrawn => ended(raw, true, path, builder)?,
    })
}

fn ratification(raw: &RawRecord, path: &PathRef, builder: &mut Builder) -> Option<Event> {
    let consent = (raw.consent.as_deref(), Consent::Ratification);
    let consent = builder.word_or(&path.key("consent"), &Consent::ALL, consent);
    let succeeds_on = builder.maybe_day(&path.key("succeeds_on"), raw.succeeds_on.as_deref());
    Some(Event::Ratification { consent: consent?, succeeds_on })
}

fn extent(raw: &RawRecord, path: &PathRef, builder: &mut Builder) -> Option<Extent> {
    let written = needed(raw.extent.as_ref(), ("extent", "an act"), path, builder)?;
    builder.word(&path.key("extent"), &Extent::ALL, written)
}

fn measure(raw: &RawRecord, path: &PathRef, builder: &mut Builder) -> Option<Event> {
    // kept as written for the reader; read here only to refuse what is no day
    if let Some(adopted_on) = &raw.adopted_on {
        let when = crate::load::raw::RawWhen::Text(adopted_on.clone());
        builder.when(&path.key("adopted_on"), &when)?;
    }
    let extent = extent(raw, path, builder)?;
    let (title, adopted_on) = (kept(raw.title.as_deref()), kept(raw.adopted_on.as_deref()));
    Some(Event::Measure { extent, title, adopted_on })
}

fn ended(raw: &RawRecord, withdrawn: bool, path: &PathRef, builder: &mut Builder) -> Option<Event> {
    let written = needed(raw.outcome.as_ref(), ("outcome", "the end of a case"), path, builder);
    let outcome = written.and_then(|written| builder.word(&path.key("outcome"), &Outcome::ALL, written));
    let step = step(raw, path, builder);
    Some(Event::Ended { withdrawn, step: step?, outcome: outcome? })
}

fn step(raw: &RawRecord, path: &PathRef, builder: &mut Builder) -> Option<Step> {
    let kind = needed(raw.kind.as_ref(), ("kind", "a step of a procedure"), path, builder)?;
    let kind = builder.word(&path.key("kind"), &CaseKind::ALL, kind);
    let procedure = match &raw.procedure {
        Some(written) => Some(builder.word(&path.key("procedure"), &Procedure::ALL, &written.0)?),
        None => None,
    };
    let case = raw.case.as_deref().map(CaseNumber::canonical);
    let until = builder.maybe_day(&path.key("until"), raw.until.as_deref());
    let department = kept(raw.department.as_deref());
    Some(Step { case: kept(case), procedure, kind: kind?, department, until })
}

/// A key that an event of this sort cannot do without.
fn needed<'r>(
    value: Option<&'r RawText>,
    (key, of): (&str, &str),
    path: &PathRef,
    builder: &mut Builder,
) -> Option<&'r str> {
    if value.is_none() {
        let message = format!("\"{key}\" is missing: {of} needs it");
        builder.defects.add(Defect::error("missing-key", &path.to_path(), message));
    }
    value.map(|value| &**value)
}
