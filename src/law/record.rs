//! One dated fact about one state and one instrument. It cannot exist without a source.

use crate::law::{Event, EventKind, InstrumentIx, Obligation, ObligationIx, SourceIx};
use crate::time::{Day, UncertainDay};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// How a fact came into the data. It changes no verdict, only what is reported about it.
    Confidence, "confidence" {
        /// Found in the cited source.
        Read = "read",
        /// Not yet read there.
        Recalled = "recalled",
        /// Found nowhere: assumed for one run. Data cannot say so.
        Assumed = "assumed",
    }
}

/// A record that proved wrong keeps its place; it still counts for knowledge before this day.
#[derive(Debug, Clone)]
pub struct Retraction {
    /// The day from which it no longer counts.
    pub on: Day,
    /// Why.
    pub reason: Box<str>,
}

/// One dated fact.
#[derive(Debug, Clone)]
pub struct Record {
    /// The act or treaty.
    pub instrument: InstrumentIx,
    /// The obligations named; `None` leaves it to the event's own reach.
    pub obligations: Option<Vec<ObligationIx>>,
    /// What happened.
    pub event: Event,
    /// When: the set of its possible days.
    pub on: UncertainDay,
    /// Does the text only amend or re-enact an earlier one? Then it says nothing about the days before it.
    pub amends: bool,
    /// The document that proves it.
    pub source: SourceIx,
    /// Where in the document.
    pub locator: Option<Box<str>>,
    /// Read there or recalled.
    pub confidence: Confidence,
    /// What a reader should know, such as what another source says.
    pub note: Option<Box<str>>,
    /// Set when it proved wrong.
    pub retracted: Option<Retraction>,
    /// Its place in the list of records of its file, counted from 0; `None` where it stands in none.
    pub place: Option<u32>,
}

impl Record {
    /// Does it speak to an obligation of its instrument? Named obligations decide; without them an act speaks to those
    /// whose lists name its event, and a finding, a step or a deferral to all.
    pub fn speaks_to(&self, ix: ObligationIx, obligation: &Obligation) -> bool {
        let kind = self.event.kind();
        match &self.obligations {
            Some(named) => named.contains(&ix),
            None => {
                obligation.fulfilled_by.contains(&kind)
                    || obligation.undone_by.contains(&kind)
                    || kind.is_procedural()
                    || matches!(kind, EventKind::Observed | EventKind::Deferral)
            }
        }
    }
}
