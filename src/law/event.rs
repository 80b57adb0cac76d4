//! What can happen: the closed list of events in a state's record.

use crate::time::Day;

/// How much of the duty a measure or a notification covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All of it.
    Full,
    /// Some of it; two partial ones do not add up to a full one.
    Partial,
    /// At least some of it; the source does not say whether it is all.
    Unsaid,
}

/// What a source found on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// The duty is done.
    Done,
    /// Part of it is done.
    Partly,
    /// Nothing is done.
    NotDone,
}

/// How a state expressed its consent to be bound (VCLT, Art. 2(1)(b)).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Consent {
    Ratification,
    Acceptance,
    Approval,
    Accession,
    DefinitiveSignature,
    FormalConfirmation,
    Succession,
}

/// A stage of an infringement procedure, rising.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Stage {
    FormalNotice,
    ReasonedOpinion,
    Referral,
    Judgment,
    Penalty,
}

/// Under which paragraph the Commission acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Procedure {
    /// Art. 258 TFEU (ex 226 EC).
    Art258,
    /// Art. 260(2) TFEU: a judgment was not complied with.
    Art260_2,
    /// Art. 260(3) TFEU: measures transposing a legislative directive were not notified.
    Art260_3,
}

/// What the Commission reproaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseKind {
    /// No (complete) measures were notified: each step is a finding about what is done.
    NonCommunication,
    /// Measures are there but wrong: the verdict stays, the finding is contested.
    NonConformity,
    /// The law is right, the practice is not: proves nothing about what is done.
    BadApplication,
}

/// Why a case ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The state complied.
    Complied,
    /// The object of the case fell away.
    Moot,
    /// The source does not say why; that the state complied is presumed.
    Unsaid,
}

/// What every step of an infringement procedure carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Number of the case; steps without one share one case per instrument.
    pub case: Option<Box<str>>,
    /// Legal basis.
    pub procedure: Option<Procedure>,
    /// Reproach.
    pub kind: CaseKind,
    /// On a reasoned opinion and a letter under Art. 260(2) the last day to comply; on a judgment or penalty the last day
    /// of the failure that the Court found.
    pub until: Option<Day>,
}

/// One thing that happened. Events, not statuses: what they mean for a duty is reckoned by the engine.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)]
pub enum Event {
    Signature,
    Ratification {
        consent: Consent,
        /// Of a succession: the day from which the state takes the place of its predecessor.
        succeeds_on: Option<Day>,
    },
    InForceForState,
    Reservation,
    Declaration,
    Denunciation,
    Notified(Extent),
    Measure {
        extent: Extent,
        title: Option<Box<str>>,
        adopted_on: Option<Box<str>>,
    },
    AnnulledNationally,
    RepealedNationally,
    /// Until when the duty is put off.
    Deferral(Day),
    Operational,
    Authorised,
    Suspended,
    Designated,
    /// A report owed by an institution was delivered.
    Reported,
    Observed {
        found: Done,
        /// The source shows a draft or a bill on its way.
        pending: bool,
    },
    Procedural(Stage, Step),
    /// `closed` or `withdrawn`.
    Ended {
        withdrawn: bool,
        step: Step,
        outcome: Outcome,
    },
}

/// The name of an event, as it stands in the data and in the lists `fulfilled_by` and `undone_by`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum EventKind {
    Signature,
    Ratification,
    InForceForState,
    Reservation,
    Declaration,
    Denunciation,
    Notified,
    Measure,
    AnnulledNationally,
    RepealedNationally,
    Deferral,
    Operational,
    Authorised,
    Suspended,
    Designated,
    Reported,
    Observed,
    FormalNotice,
    ReasonedOpinion,
    Referral,
    Judgment,
    Penalty,
    Closed,
    Withdrawn,
}

impl EventKind {
    /// Every event, in the order of the data format.
    pub const ALL: [(EventKind, &'static str); 24] = [
        (EventKind::Signature, "signature"),
        (EventKind::Ratification, "ratification"),
        (EventKind::InForceForState, "in-force-for-state"),
        (EventKind::Reservation, "reservation"),
        (EventKind::Declaration, "declaration"),
        (EventKind::Denunciation, "denunciation"),
        (EventKind::Notified, "notified"),
        (EventKind::Measure, "measure"),
        (EventKind::AnnulledNationally, "annulled-nationally"),
        (EventKind::RepealedNationally, "repealed-nationally"),
        (EventKind::Deferral, "deferral"),
        (EventKind::Operational, "operational"),
        (EventKind::Authorised, "authorised"),
        (EventKind::Suspended, "suspended"),
        (EventKind::Designated, "designated"),
        (EventKind::Reported, "reported"),
        (EventKind::Observed, "observed"),
        (EventKind::FormalNotice, "formal-notice"),
        (EventKind::ReasonedOpinion, "reasoned-opinion"),
        (EventKind::Referral, "referral"),
        (EventKind::Judgment, "judgment"),
        (EventKind::Penalty, "penalty"),
        (EventKind::Closed, "closed"),
        (EventKind::Withdrawn, "withdrawn"),
    ];

    /// The name in the data.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }

    /// The event of this name.
    pub fn parse(name: &str) -> Option<EventKind> {
        Self::ALL.iter().find(|(_, known)| *known == name).map(|(kind, _)| *kind)
    }

    /// Is it a step (or the end) of an infringement procedure?
    pub fn is_procedural(self) -> bool {
        self >= EventKind::FormalNotice
    }
}

impl Event {
    /// The event's name.
    pub fn kind(&self) -> EventKind {
        match self {
            Event::Signature => EventKind::Signature,
            Event::Ratification { .. } => EventKind::Ratification,
            Event::InForceForState => EventKind::InForceForState,
            Event::Reservation => EventKind::Reservation,
            Event::Declaration => EventKind::Declaration,
            Event::Denunciation => EventKind::Denunciation,
            Event::Notified(_) => EventKind::Notified,
            Event::Measure { .. } => EventKind::Measure,
            Event::AnnulledNationally => EventKind::AnnulledNationally,
            Event::RepealedNationally => EventKind::RepealedNationally,
            Event::Deferral(_) => EventKind::Deferral,
            Event::Operational => EventKind::Operational,
            Event::Authorised => EventKind::Authorised,
            Event::Suspended => EventKind::Suspended,
            Event::Designated => EventKind::Designated,
            Event::Reported => EventKind::Reported,
            Event::Observed { .. } => EventKind::Observed,
            Event::Procedural(Stage::FormalNotice, _) => EventKind::FormalNotice,
            Event::Procedural(Stage::ReasonedOpinion, _) => EventKind::ReasonedOpinion,
            Event::Procedural(Stage::Referral, _) => EventKind::Referral,
            Event::Procedural(Stage::Judgment, _) => EventKind::Judgment,
            Event::Procedural(Stage::Penalty, _) => EventKind::Penalty,
            Event::Ended { withdrawn: false, .. } => EventKind::Closed,
            Event::Ended { withdrawn: true, .. } => EventKind::Withdrawn,
        }
    }
}
