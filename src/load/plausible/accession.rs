//! Times of membership that overlap; records that come too early: before the act existed, before the state could be
//! proceeded against; and records without effect. What a state did before its accession is lawful and counts from the
//! day on which it is bound.

use super::checked_state::{at, is_listed, reaches_all};
use crate::law::{Actor, EventKind, Instrument, ObligationIx, Record};
use crate::load::defect::{Defect, DefectLocation, Defects};
use crate::load::json_path::JsonPath;
use crate::time::Day;

/// Two times of membership that share a day.
pub(super) fn overlapping(actor: &Actor, defects: &mut Defects) {
    let place = |number| JsonPath::top().key("membership").item(number);
    for (number, later) in actor.membership.iter().enumerate() {
        let earlier = actor.membership.iter().take(number);
        let clash = earlier.enumerate().find(|(_, earlier)| {
            let (a, b) = (earlier.during, later.during);
            b.to().is_none_or(|to| a.from() < to) && a.to().is_none_or(|to| b.from() < to)
        });
        if let Some((first, _)) = clash {
            let message = "two times of membership overlap";
            let defect = Defect::error("overlapping-membership", &place(number), message);
            defects.add(defect.also(DefectLocation::Value(place(first)), "the other one"));
        }
    }
}

/// A treaty act, a step of a procedure, a deferral or a notification on days when the act did not exist. A national
/// measure may be older than the act that it comes to transpose.
pub(super) fn before_act(number: usize, record: &Record, instrument: &Instrument, defects: &mut Defects) {
    use EventKind as K;
    let event = record.event.kind();
    let is_treaty_act = matches!(
        event,
        K::Signature | K::Ratification | K::InForceForState | K::Reservation | K::Declaration | K::Denunciation
    );
    let needs_act = is_treaty_act || event.is_procedural() || matches!(event, K::Deferral | K::Notified);
    if !needs_act || record.on.last() >= instrument.adopted {
        return;
    }
    let (id, adopted) = (&instrument.id, instrument.adoption());
    let defect = match event {
        K::Ratification if instrument.is_treaty() => {
            let message = format!("ratification on {}, but {id} was opened for signature on {adopted}", record.on);
            Defect::error("ratification-before-opening", &at(number, "on"), message)
        }
        _ => {
            let message = format!("{} on {}, but {id} exists only since {adopted}", event.as_str(), record.on);
            Defect::error("record-before-act", &at(number, "on"), message)
        }
    };
    defects.add(defect.help("check the date and the instrument"));
}

/// A step against a state on days before Union law binds it: the Commission brings proceedings against Member States
/// alone (Art. 258 TFEU). What the state itself did by then is lawful: acts of accession ask for notification by that
/// day, deferrals are agreed before it, and the Commission reports on candidates.
pub(super) fn before_membership(
    (number, record): (usize, &Record),
    instrument: &Instrument,
    actor: &Actor,
    defects: &mut Defects,
) {
    let Some(since) = first_bound(actor, instrument) else { return };
    let event = record.event.kind();
    let is_lawful = instrument.is_treaty() || actor.is_institution() || !event.is_procedural();
    if is_lawful || record.on.last() >= since {
        return;
    }
    let message = format!("{} on {}, but Union law binds {} only from {since}", event.as_str(), record.on, actor.code);
    defects.error("record-before-accession", &at(number, "on"), message);
}

/// The first day of membership, or the first day on which the act binds a state that is none.
fn first_bound(actor: &Actor, instrument: &Instrument) -> Option<Day> {
    let member = actor.membership.iter().map(|membership| membership.during.from());
    let bindings = instrument.obligations.iter().map(|duty| instrument.binds_of(duty)).chain([&instrument.binds]);
    let also = bindings.flat_map(|binds| &binds.also).filter(|also| also.state == actor.code);
    member.chain(also.map(|also| also.during.from())).min()
}

/// An act that fulfils and undoes no obligation: it would change nothing, so the event or a list is most likely wrong.
pub(super) fn without_effect(number: usize, record: &Record, instrument: &Instrument, defects: &mut Defects) {
    use EventKind as K;
    let event = record.event.kind();
    let is_quiet = matches!(event, K::Signature | K::Reservation | K::Declaration);
    let is_consent = matches!(event, K::Ratification | K::InForceForState | K::Denunciation) && instrument.is_treaty();
    // these say something to the reader, or decide who is bound, though no list names them
    if is_quiet || is_consent || reaches_all(event) {
        return;
    }
    let all = || (0..instrument.obligations.len()).filter_map(|ix| u16::try_from(ix).ok()).map(ObligationIx);
    let useless = match &record.obligations {
        Some(named) => named.iter().find(|ix| !is_listed(event, **ix, instrument)).copied(),
        None => all().next().filter(|_| !all().any(|ix| is_listed(event, ix, instrument))),
    };
    let Some(useless) = useless.and_then(|ix| instrument.obligations.get(usize::from(ix.0))) else { return };
    let whom = if record.obligations.is_some() {
        format!("{}/{}", instrument.id, useless.id)
    } else {
        format!("any obligation of {}", instrument.id)
    };
    let message = format!("{} neither fulfils nor undoes {whom}", event.as_str());
    let defect = Defect::warning("event-without-effect", &at(number, "event"), message);
    defects.add(defect.help("check the event, or add it to \"fulfilled_by\" or \"undone_by\""));
}
