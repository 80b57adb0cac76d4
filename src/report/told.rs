//! Records told in words.

use super::contract::stage;
use crate::engine::Proof;
use crate::law::{Done, Event, Extent, Outcome, Record};

/// What follows whatever is no fact but an assumption of the run.
pub const ASSUMED: &str = " (assumed for this run)";

/// The mark of a record that is assumed; nothing for one that is on record.
pub fn mark(record: &Record) -> &'static str {
    if record.is_assumed() { ASSUMED } else { "" }
}

/// One record told as a reason.
pub fn told(record: &Record, proof: Proof) -> String {
    let (what, on) = (happened(&record.event), record.on);
    let is_finding = matches!(record.event, Event::Observed { .. } | Event::Procedural(..));
    let text = match proof {
        Proof::BeganGap => format!("the present gap began with: {what} {on}"),
        Proof::ProvesEarlier if is_finding => format!("still not done on {on} ({what})"),
        Proof::ProvesEarlier => format!("not done before {on} ({what})"),
        Proof::FoundLater => format!("{what} {on}, since when is not said"),
        Proof::Binds | Proof::Defers | Proof::HoldsGap | Proof::Decides => format!("{what} {on}"),
    };
    text + mark(record)
}

/// Why a record counts, for a table.
pub fn counted(counts: Option<Proof>) -> &'static str {
    match counts {
        Some(Proof::Decides) => "decides",
        Some(Proof::BeganGap) => "begins the gap",
        Some(Proof::HoldsGap) => "proves the gap",
        Some(Proof::ProvesEarlier) => "proves what was before it",
        Some(Proof::FoundLater) => "done by then",
        Some(Proof::Defers) => "moves the deadline",
        Some(Proof::Binds) => "binds",
        None => "",
    }
}

/// An event in words, to be followed by its day.
pub fn happened(event: &Event) -> String {
    let part = |extent: &Extent| match extent {
        Extent::Full => "",
        Extent::Partial => " in part",
        Extent::Unsaid => ", in full or in part,",
    };
    match event {
        Event::Ratification { .. } => "consent to be bound deposited".to_owned(),
        Event::InForceForState => "treaty in force for the state from".to_owned(),
        Event::Notified(extent) => format!("notified{}", part(extent)),
        Event::Measure { extent, title, .. } => {
            let title = title.as_ref().map_or(String::new(), |title| format!(" ({title})"));
            format!("national measure{}{title} in force", part(extent))
        }
        Event::AnnulledNationally => "national law annulled".to_owned(),
        Event::RepealedNationally => "national law repealed".to_owned(),
        Event::Deferral(until) => format!("put off until {until} by a declaration of"),
        Event::Observed { found, pending } => {
            let found = match found {
                Done::Done => "found done",
                Done::Partly => "found done in part",
                Done::NotDone => "found not done",
            };
            format!("{found}{}", if *pending { ", a draft on its way" } else { "" })
        }
        Event::Procedural(reached, _) => stage(*reached).replace('-', " "),
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
