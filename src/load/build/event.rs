//! Builds the event of a record from the keys that go with it.

use std::borrow::Cow;

use super::bench::{Bench, kept};
use super::words;
use crate::law::{CaseNumber, Consent, Event, EventKind, Extent, Stage, Step};
use crate::load::build::way::Way;
use crate::load::raised::Raised;
use crate::load::raw::RawRecord;

/// What happened, according to a record.
pub(super) fn event(raw: &RawRecord, way: &Way, bench: &mut Bench) -> Option<Event> {
    use EventKind as K;
    Some(match super::obligation::event_kind(&raw.event, &way.key("event"), bench)? {
        K::Signature => Event::Signature,
        K::Ratification => ratification(raw, way, bench)?,
        K::InForceForState => Event::InForceForState,
        K::Reservation => Event::Reservation,
        K::Declaration => Event::Declaration,
        K::Denunciation => Event::Denunciation,
        K::Notified => Event::Notified(extent(raw, way, bench)?),
        K::Measure => measure(raw, way, bench)?,
        K::AnnulledNationally => Event::AnnulledNationally,
        K::RepealedNationally => Event::RepealedNationally,
        K::Deferral => {
            let until = needed(raw.until.as_ref(), ("until", "a deferral"), way, bench)?;
            Event::Deferral(bench.day(&way.key("until"), until)?)
        }
        K::Operational => Event::Operational,
        K::Authorised => Event::Authorised,
        K::Suspended => Event::Suspended,
        K::Designated => Event::Designated,
        K::Reported => Event::Reported,
        K::Observed => {
            let status = needed(raw.status.as_ref(), ("status", "a finding"), way, bench)?;
            let found = bench.word(&way.key("status"), words::STATUSES, status)?;
            Event::Observed { found, pending: raw.pending }
        }
        K::FormalNotice | K::ReasonedOpinion | K::Referral | K::Judgment | K::Penalty => {
            let stage: Option<Stage> = bench.word(&way.key("event"), words::STAGES, &raw.event);
            Event::Procedural(stage?, step(raw, way, bench)?)
        }
        K::Closed => ended(raw, false, way, bench)?,
        K::Withdrawn => ended(raw, true, way, bench)?,
    })
}

fn ratification(raw: &RawRecord, way: &Way, bench: &mut Bench) -> Option<Event> {
    let consent = (raw.consent.as_deref(), Consent::Ratification);
    let consent = bench.word_or(&way.key("consent"), words::CONSENTS, consent);
    let succeeds_on = bench.maybe_day(&way.key("succeeds_on"), raw.succeeds_on.as_deref());
    Some(Event::Ratification { consent: consent?, succeeds_on })
}

fn extent(raw: &RawRecord, way: &Way, bench: &mut Bench) -> Option<Extent> {
    let written = needed(raw.extent.as_ref(), ("extent", "an act"), way, bench)?;
    bench.word(&way.key("extent"), words::EXTENTS, written)
}

fn measure(raw: &RawRecord, way: &Way, bench: &mut Bench) -> Option<Event> {
    if let Some(adopted_on) = &raw.adopted_on {
        let when = crate::load::raw::RawWhen::Text(Cow::Borrowed(adopted_on));
        bench.when(&way.key("adopted_on"), &when)?;
    }
    let extent = extent(raw, way, bench)?;
    let (title, adopted_on) = (kept(raw.title.as_deref()), kept(raw.adopted_on.as_deref()));
    Some(Event::Measure { extent, title, adopted_on })
}

fn ended(raw: &RawRecord, withdrawn: bool, way: &Way, bench: &mut Bench) -> Option<Event> {
    let written = needed(raw.outcome.as_ref(), ("outcome", "the end of a case"), way, bench);
    let outcome = written.and_then(|written| bench.word(&way.key("outcome"), words::OUTCOMES, written));
    let step = step(raw, way, bench);
    Some(Event::Ended { withdrawn, step: step?, outcome: outcome? })
}

fn step(raw: &RawRecord, way: &Way, bench: &mut Bench) -> Option<Step> {
    let kind = needed(raw.kind.as_ref(), ("kind", "a step of a procedure"), way, bench)?;
    let kind = bench.word(&way.key("kind"), words::CASE_KINDS, kind);
    let procedure = match &raw.procedure {
        Some(written) => Some(bench.word(&way.key("procedure"), words::PROCEDURES, &written.0)?),
        None => None,
    };
    let case = raw.case.as_deref().map(CaseNumber::canonical);
    let until = bench.maybe_day(&way.key("until"), raw.until.as_deref());
    Some(Step { case: kept(case), procedure, kind: kind?, until })
}

/// A key that an event of this sort cannot do without.
fn needed<'r>(value: Option<&'r Cow<str>>, (key, of): (&str, &str), way: &Way, bench: &mut Bench) -> Option<&'r str> {
    if value.is_none() {
        let message = format!("\"{key}\" is missing: {of} needs it");
        bench.desk.raise(Raised::error("missing-key", &way.place(), message));
    }
    value.map(|value| &**value)
}
