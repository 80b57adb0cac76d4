//! Records in words.

use crate::engine::Relevance;
use crate::law::{CaseKind, Consent, Event, Extent, FoundStatus, Outcome, Record};
use crate::time::Day;

/// What follows whatever is no fact but an assumption of the run.
pub const ASSUMED: &str = " (assumed for this run)";

/// What is added to an act of which the source does not say the extent.
pub const UNSAID: &str = "; the source does not say whether it is all of it";

/// What comes before the record from which the days of a gap are counted.
pub const BEGAN: &str = "the present gap began with: ";

/// The mark of a record that is assumed; nothing for one that is on record.
pub fn mark(record: &Record) -> &'static str {
    if record.is_assumed() { ASSUMED } else { "" }
}

/// One record as a reason.
pub fn describe(record: &Record, proof: Relevance) -> String {
    let (what, on) = (event_without_extent(&record.event), record.on);
    let is_finding = matches!(record.event, Event::Observed { .. } | Event::Procedural(..));
    let text = match proof {
        // a finding or a letter only reports a gap that was there
        Relevance::BeganGap if is_finding => format!("the present gap began not later than: {what} {on}"),
        Relevance::BeganGap => format!("{BEGAN}{what} {on}"),
        Relevance::ProvesEarlier if on.exact().is_none() => {
            let still = if is_finding { "still not done" } else { "not done before" };
            format!("{still}: {what} {on}")
        }
        Relevance::ProvesEarlier if is_finding => format!("still not done on {on} ({what})"),
        Relevance::ProvesEarlier if record.event == Event::Authorised => {
            format!("not authorised before {on}; the day of the decision lies with the Council")
        }
        Relevance::ProvesEarlier => format!("not done before {on} ({what})"),
        Relevance::FoundLater => {
            format!("{}, since when is not said", presumption(record).unwrap_or(format!("{what} {on}")))
        }
        Relevance::Decides | Relevance::HoldsGap => {
            let unsaid = if extent(&record.event) == Extent::Unsaid { UNSAID } else { "" };
            format!("{}{unsaid}", presumption(record).unwrap_or(format!("{what} {on}")))
        }
        Relevance::Binds | Relevance::Defers => format!("{what} {on}"),
    };
    text + mark(record)
}

/// A closing of which no source says why: that the duty was done by then is presumed.
fn presumption(record: &Record) -> Option<String> {
    let Event::Ended { withdrawn, step, outcome: Outcome::Unsaid } = &record.event else { return None };
    let how = if *withdrawn { "withdrawn" } else { "closed" };
    let presumes = step.kind == CaseKind::NonCommunication;
    presumes.then(|| format!("presumed done: the case was {how} on {}, no reason given", record.on))
}

/// A record and its day, whatever it proves.
pub fn describe_dated(record: &Record) -> String {
    format!("{} {}{}", event_in_words(&record.event), record.on, mark(record))
}

/// Why a record counts, for a table. Where it is open whether there is a gap, no record proves one.
pub fn relevance(counts: Option<Relevance>, is_open: bool) -> &'static str {
    match counts {
        Some(Relevance::BeganGap | Relevance::HoldsGap) if is_open => "speaks for a gap",
        Some(Relevance::Decides) => "decides",
        Some(Relevance::BeganGap) => "begins the gap",
        Some(Relevance::HoldsGap) => "proves the gap",
        Some(Relevance::ProvesEarlier) => "proves what was before it",
        Some(Relevance::FoundLater) => "done by then",
        Some(Relevance::Defers) => "moves the deadline",
        Some(Relevance::Binds) => "binds",
        None => "",
    }
}

/// How much of the duty an act covers; all of it, where it is no act of transposition.
pub fn extent(event: &Event) -> Extent {
    match event {
        Event::Notified(extent) | Event::Measure { extent, .. } => *extent,
        _ => Extent::Full,
    }
}

/// An event in words, to be followed by its day.
pub fn event_in_words(event: &Event) -> String {
    let part = if extent(event) == Extent::Unsaid { ", in full or in part," } else { "" };
    word_event(event, part)
}

/// An event in words for a reason that says itself where the extent is not known.
fn event_without_extent(event: &Event) -> String {
    word_event(event, "")
}

/// A consent to be bound, to be followed by its day; a signature that binds of itself needs no deposit.
fn consent_in_words(consent: Consent, succeeds_on: Option<Day>) -> String {
    match (consent, succeeds_on) {
        (Consent::DefinitiveSignature, _) => "signed without reservation as to ratification".to_owned(),
        (Consent::Succession, Some(day)) => format!("succession with effect from {day} deposited"),
        (Consent::Succession, None) => "succession deposited".to_owned(),
        _ => "consent to be bound deposited".to_owned(),
    }
}

fn word_event(event: &Event, unsaid: &str) -> String {
    let part = if extent(event) == Extent::Partial { " in part" } else { unsaid };
    match event {
        Event::Ratification { consent, succeeds_on } => consent_in_words(*consent, *succeeds_on),
        Event::InForceForState => "treaty in force for the state from".to_owned(),
        Event::Notified(_) => format!("notified{part}"),
        Event::Measure { title, .. } => {
            let title = title.as_ref().map_or(String::new(), |title| format!(" ({title})"));
            format!("national measure{part}{title} in force")
        }
        Event::AnnulledNationally => "national law annulled".to_owned(),
        Event::RepealedNationally => "national law repealed".to_owned(),
        Event::Deferral(until) => format!("put off until {until} by a declaration of"),
        Event::Observed { found, pending } => {
            let found = match found {
                FoundStatus::Done => "found done",
                FoundStatus::Partly => "found done in part",
                FoundStatus::NotDone => "found not done",
            };
            format!("{found}{}", if *pending { ", a draft on its way" } else { "" })
        }
        Event::Procedural(reached, _) => reached.as_str().replace('-', " "),
        Event::Ended { withdrawn, outcome, .. } => {
            let how = if *withdrawn { "case withdrawn" } else { "case closed" };
            let why = match outcome {
                Outcome::Complied => "",
                Outcome::Moot => " as moot",
                Outcome::Unsaid => ", no reason given",
            };
            format!("{how}{why}")
        }
        other => other.kind().as_str().replace('-', " "),
    }
}
