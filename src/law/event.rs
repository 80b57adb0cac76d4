//! What can happen: the closed list of events in a state's record.

use std::fmt;

use crate::time::Day;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// How much of the duty a measure or a notification covers.
    Extent, "extent" {
        /// All of it.
        Full = "full",
        /// Some of it; two partial ones do not add up to a full one.
        Partial = "partial",
        /// At least some of it; the source does not say whether it is all.
        Unsaid = "unsaid",
    }
}

vocabulary! {
    /// What a source found on a day.
    FoundStatus, "status found" {
        /// The duty is done.
        Done = "done",
        /// Part of it is done.
        Partly = "partly",
        /// Nothing is done.
        NotDone = "not-done",
    }
}

vocabulary! {
    /// How a state expressed its consent to be bound (VCLT, Art. 2(1)(b)).
    Consent, "form of consent" {
        /// By a signature that was subject to ratification (VCLT, Art. 14(1)).
        Ratification = "ratification",
        /// As ratification, in the form of an acceptance (VCLT, Art. 14(2)).
        Acceptance = "acceptance",
        /// As ratification, in the form of an approval (VCLT, Art. 14(2)).
        Approval = "approval",
        /// By a state that had not signed (VCLT, Art. 15).
        Accession = "accession",
        /// By a signature without reservation as to ratification (VCLT, Art. 12).
        DefinitiveSignature = "definitive-signature",
        /// By an international organisation, in the place of a ratification.
        FormalConfirmation = "formal-confirmation",
        /// By a successor state to what its predecessor had consented to.
        Succession = "succession",
    }
}

vocabulary! {
    /// A stage of an infringement procedure, rising.
    Stage, "stage of a procedure" {
        /// The letter by which the Commission gives the state the opportunity to submit its observations.
        FormalNotice = "formal-notice",
        /// The opinion that sets the period within which the state has to comply.
        ReasonedOpinion = "reasoned-opinion",
        /// The Commission brings the matter before the Court.
        Referral = "referral",
        /// The Court finds that the state failed to fulfil an obligation.
        Judgment = "judgment",
        /// The Court imposes a lump sum or a penalty payment (Art. 260(2) and (3) TFEU).
        Penalty = "penalty",
    }
}

vocabulary! {
    /// Under which paragraph the Commission acts.
    Procedure, "procedure" {
        /// Art. 258 TFEU (ex 226 EC).
        Art258 = "258",
        /// Art. 260(2) TFEU: a judgment was not complied with.
        Art260_2 = "260(2)",
        /// Art. 260(3) TFEU: measures transposing a legislative directive were not notified.
        Art260_3 = "260(3)",
    }
}

vocabulary! {
    /// What the Commission reproaches.
    CaseKind, "kind of case" {
        /// No (complete) measures were notified: each step is a finding about what is done.
        NonCommunication = "non-communication",
        /// Measures are there but wrong: the verdict stays, the finding is contested.
        NonConformity = "non-conformity",
        /// The law is right, the practice is not: proves nothing about what is done.
        BadApplication = "bad-application",
    }
}

vocabulary! {
    /// Why a case ended.
    Outcome, "outcome of a case" {
        /// The state complied.
        Complied = "complied",
        /// The object of the case fell away.
        Moot = "moot",
        /// The source does not say why; that the state complied is presumed.
        Unsaid = "unsaid",
    }
}

/// What every step of an infringement procedure carries.
#[derive(Clone, PartialEq, Eq)]
pub struct Step {
    /// Number of the case; steps without one share one case per instrument.
    pub case: Option<Box<str>>,
    /// Legal basis.
    pub procedure: Option<Procedure>,
    /// Reproach.
    pub kind: CaseKind,
    /// Department of the Commission in charge, as its register abbreviates it.
    pub department: Option<Box<str>>,
    /// On a reasoned opinion and a letter under Art. 260(2) the last day to comply; on a judgment or penalty the last day
    /// of the failure that the Court found.
    pub until: Option<Day>,
}

/// The department is left out: it judges nothing, so that neither a finding nor whether two records are one depends on it.
impl fmt::Debug for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Step { case, procedure, kind, department: _, until } = self;
        let mut shown = f.debug_struct("Step");
        shown.field("case", case).field("procedure", procedure).field("kind", kind).field("until", until).finish()
    }
}

/// One thing that happened. Events, not statuses: what they mean for a duty is found by the engine. Each has the name
/// of the same spelling in [`EventKind`], where it is explained.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A treaty was signed.
    Signature,
    /// Consent to be bound was deposited.
    Ratification {
        /// In which form.
        consent: Consent,
        /// Of a succession: the day from which the state takes the place of its predecessor.
        succeeds_on: Option<Day>,
    },
    /// A treaty entered into force for the state on this exact day.
    InForceForState,
    /// A reservation was made.
    Reservation,
    /// A declaration was made.
    Declaration,
    /// The state left a treaty: the exact day on which that takes effect is the first outside.
    Denunciation,
    /// Measures were notified, to this extent.
    Notified(Extent),
    /// A national measure entered into force.
    Measure {
        /// How much of the duty it covers.
        extent: Extent,
        /// The name of the measure.
        title: Option<Box<str>>,
        /// When it was adopted, as the data write it.
        adopted_on: Option<Box<str>>,
    },
    /// A national court annulled the measures.
    AnnulledNationally,
    /// The national legislature repealed the measures.
    RepealedNationally,
    /// The duty is put off until this day, itself still in time.
    Deferral(Day),
    /// A system or an exchange is running.
    Operational,
    /// An exchange was authorised.
    Authorised,
    /// A system or an exchange was stopped.
    Suspended,
    /// An authority or a contact point was named.
    Designated,
    /// A report owed by an institution was delivered.
    Reported,
    /// A source found on this day what was done.
    Observed {
        /// How much.
        found: FoundStatus,
        /// The source shows a draft or a bill on its way.
        pending: bool,
    },
    /// A step of an infringement procedure that reaches a stage.
    Procedural(Stage, Step),
    /// A case ended: the Commission closed it, or withdrew its action.
    Ended {
        /// Was the case withdrawn from the Court, rather than closed?
        withdrawn: bool,
        /// The case that ended.
        step: Step,
        /// Why.
        outcome: Outcome,
    },
}

vocabulary! {
    /// The name of an event, as it stands in the data and in the lists `fulfilled_by` and `undone_by`.
    EventKind, "event" {
        /// Signature of a treaty; alone it obliges only not to defeat the object of the treaty (VCLT, Art. 18).
        Signature = "signature",
        /// Consent to be bound by a treaty, in any of the forms of [`Consent`].
        Ratification = "ratification",
        /// A treaty entered into force for the state, as a depositary or a gazette prints it.
        InForceForState = "in-force-for-state",
        /// A reservation to a treaty (VCLT, Art. 2(1)(d)).
        Reservation = "reservation",
        /// A declaration on a treaty that excludes or changes no effect.
        Declaration = "declaration",
        /// The state left a treaty; the day is the one on which that takes effect.
        Denunciation = "denunciation",
        /// The state notified its national measures, or communicated what it was asked for.
        Notified = "notified",
        /// A national measure entered into force.
        Measure = "measure",
        /// A national court annulled the measures.
        AnnulledNationally = "annulled-nationally",
        /// The national legislature repealed the measures.
        RepealedNationally = "repealed-nationally",
        /// A deferral that the act allows was declared.
        Deferral = "deferral",
        /// The system or the exchange is running.
        Operational = "operational",
        /// The Council or the Commission authorised the exchange.
        Authorised = "authorised",
        /// The system or the exchange was stopped.
        Suspended = "suspended",
        /// An authority or a contact point was named.
        Designated = "designated",
        /// A report owed by an institution was delivered.
        Reported = "reported",
        /// A source found what was done on a day.
        Observed = "observed",
        /// A letter of formal notice.
        FormalNotice = "formal-notice",
        /// A reasoned opinion.
        ReasonedOpinion = "reasoned-opinion",
        /// A referral to the Court.
        Referral = "referral",
        /// A judgment that finds a failure.
        Judgment = "judgment",
        /// A lump sum or a penalty payment.
        Penalty = "penalty",
        /// The Commission closed the case.
        Closed = "closed",
        /// The Commission withdrew its action from the Court.
        Withdrawn = "withdrawn",
    }
}

impl EventKind {
    /// Is the event a step, or the end, of an infringement procedure?
    pub fn is_procedural(self) -> bool {
        // the variants are in this order: all from the formal notice on belong to the procedure
        self >= EventKind::FormalNotice
    }
}

impl Event {
    /// The name of the event.
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
