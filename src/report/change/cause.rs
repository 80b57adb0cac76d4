//! What can be the cause of a change, and how it is worded. How causes are found is in `causes`.

use crate::report::contract::iso;
use crate::report::survey::KnownRecord;
use crate::time::Day;
use crate::vocabulary::vocabulary;
use serde::Serialize;

vocabulary! {
    /// What sort of thing changed a finding.
    CauseKind, "cause" {
        /// The last good day went by.
        DeadlinePassed = "deadline-passed",
        /// The state did or undid something.
        StateActed = "state-acted",
        /// The Commission took a step, or closed a case.
        CommissionActed = "commission-acted",
        /// A court decided: the Court of Justice, or a national court that struck a law down.
        CourtActed = "court-acted",
        /// A source found what was done.
        SourceFound = "source-found",
        /// The act began or ceased to stand, or what is recorded of it differs.
        LawChanged = "law-changed",
        /// The state became bound or free: accession, withdrawal, opt-out, entry into force of a treaty for it.
        BondChanged = "bond-changed",
        /// A record was added: it concerns days that had been judged already.
        RecordAdded = "record-added",
        /// A record says something else than before.
        RecordCorrected = "record-corrected",
        /// A record no longer counts.
        RecordWithdrawn = "record-withdrawn",
        /// A register reaches further, or another one counts.
        RegisterChanged = "register-changed",
        /// A decision table was changed.
        RuleChanged = "rule-changed",
        /// The evidence proves the former verdict only up to a day that is too far back now.
        SourceStale = "source-stale",
        /// Time went by, over a threshold of the rules.
        ThresholdPassed = "threshold-passed",
        /// The two reports do not look at the same states and acts.
        ScopeChanged = "scope-changed",
        /// The two reports are of different versions of the program, and nothing else differs.
        ProgramChanged = "program-changed",
        /// A record was assumed, or left out, for one run.
        Assumed = "assumed",
        /// A waiver ran out or was taken out of its file.
        WaiverEnded = "waiver-ended",
        /// The earlier report does not carry what a comparison needs.
        NotRecorded = "not-recorded",
    }
}

/// One cause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cause {
    /// What sort.
    pub kind: CauseKind,
    /// In words.
    pub text: String,
    /// On which day it took place, where it has one.
    #[serde(with = "iso::day_or_null")]
    pub on: Option<Day>,
    /// The record that is it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<KnownRecord>,
}

impl Cause {
    /// A cause without a day.
    pub fn new(kind: CauseKind, text: impl Into<String>) -> Cause {
        Cause { kind, text: text.into(), on: None, record: None }
    }

    /// The cause with the day on which it took place.
    pub(super) fn on(self, day: Option<Day>) -> Cause {
        Cause { on: day, ..self }
    }

    /// A record that is the cause; its day, where it is certain, is that of the cause.
    pub(super) fn of(kind: CauseKind, text: String, record: &KnownRecord) -> Cause {
        let kind = if record.is_assumed() { CauseKind::Assumed } else { kind };
        Cause { kind, text, on: record.first.filter(|_| record.first == record.last), record: Some(record.clone()) }
    }
}

/// The cause cannot be found: the earlier report does not say enough.
pub(super) fn not_recorded() -> Cause {
    Cause::new(CauseKind::NotRecorded, "the earlier report does not carry what its findings rest on")
}
