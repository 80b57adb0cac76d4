//! The words of the data format for closed lists, each with the value it stands for.

use crate::law::{
    CaseKind, Confidence, Consent, Done, Duty, Effect, Ending, Extent, Group, InstrumentKind, Kind, Outcome, Pillar,
    Procedure, SourceKind, Stage, Start,
};
use crate::time::MonthEnd;

/// A closed list: word and value.
pub(super) type Words<T> = &'static [(&'static str, T)];

pub(super) const INSTRUMENT_KINDS: Words<InstrumentKind> = &[
    ("directive", InstrumentKind::Directive),
    ("framework-decision", InstrumentKind::FrameworkDecision),
    ("decision", InstrumentKind::Decision),
    ("regulation", InstrumentKind::Regulation),
    ("convention", InstrumentKind::Convention),
    ("protocol", InstrumentKind::Protocol),
];

pub(super) const PILLARS: Words<Pillar> =
    &[("first", Pillar::First), ("third", Pillar::Third), ("union", Pillar::Union), ("none", Pillar::None)];

pub(super) const GROUPS: Words<Group> = &[("member-states", Group::MemberStates), ("parties", Group::Parties)];

pub(super) const DUTIES: Words<Duty> = &[("binding", Duty::Binding), ("encouraged", Duty::Encouraged)];

pub(super) const KINDS: Words<Kind> = &[
    ("transpose", Kind::Transpose),
    ("notify", Kind::Notify),
    ("implement", Kind::Implement),
    ("operate", Kind::Operate),
    ("designate", Kind::Designate),
    ("ratify", Kind::Ratify),
    ("report", Kind::Report),
];

pub(super) const STARTS: Words<Start> =
    &[("in-force", Start::InForce), ("adopted", Start::Adopted), ("published", Start::Published)];

/// Where an own period may begin besides.
pub(super) const OWN_STARTS: Words<Start> = &[
    ("bound", Start::Bound),
    ("in-force", Start::InForce),
    ("adopted", Start::Adopted),
    ("published", Start::Published),
];

pub(super) const MONTH_ENDS: Words<MonthEnd> = &[("clamp", MonthEnd::Clamp), ("next-day", MonthEnd::NextDay)];

pub(super) const ENDINGS: Words<Ending> =
    &[("repealed", Ending::Repealed), ("replaced", Ending::Replaced), ("void", Ending::Void)];

pub(super) const EFFECTS: Words<Effect> = &[("ex-nunc", Effect::ExNunc), ("ex-tunc", Effect::ExTunc)];

pub(super) const EXTENTS: Words<Extent> =
    &[("full", Extent::Full), ("partial", Extent::Partial), ("unsaid", Extent::Unsaid)];

pub(super) const CONSENTS: Words<Consent> = &[
    ("ratification", Consent::Ratification),
    ("acceptance", Consent::Acceptance),
    ("approval", Consent::Approval),
    ("accession", Consent::Accession),
    ("definitive-signature", Consent::DefinitiveSignature),
    ("formal-confirmation", Consent::FormalConfirmation),
    ("succession", Consent::Succession),
];

pub(super) const STATUSES: Words<Done> = &[("done", Done::Done), ("partly", Done::Partly), ("not-done", Done::NotDone)];

pub(super) const STAGES: Words<Stage> = &[
    ("formal-notice", Stage::FormalNotice),
    ("reasoned-opinion", Stage::ReasonedOpinion),
    ("referral", Stage::Referral),
    ("judgment", Stage::Judgment),
    ("penalty", Stage::Penalty),
];

pub(super) const PROCEDURES: Words<Procedure> =
    &[("258", Procedure::Art258), ("260(2)", Procedure::Art260_2), ("260(3)", Procedure::Art260_3)];

pub(super) const CASE_KINDS: Words<CaseKind> = &[
    ("non-communication", CaseKind::NonCommunication),
    ("non-conformity", CaseKind::NonConformity),
    ("bad-application", CaseKind::BadApplication),
];

pub(super) const OUTCOMES: Words<Outcome> =
    &[("complied", Outcome::Complied), ("moot", Outcome::Moot), ("unsaid", Outcome::Unsaid)];

pub(super) const CONFIDENCES: Words<Confidence> = &[("read", Confidence::Read), ("recalled", Confidence::Recalled)];

pub(super) const SOURCE_KINDS: Words<SourceKind> = &[
    ("official-journal", SourceKind::OfficialJournal),
    ("court", SourceKind::Court),
    ("depositary", SourceKind::Depositary),
    ("register", SourceKind::Register),
    ("commission", SourceKind::Commission),
    ("council", SourceKind::Council),
    ("national-gazette", SourceKind::NationalGazette),
    ("parliament", SourceKind::Parliament),
    ("agency", SourceKind::Agency),
    ("academic", SourceKind::Academic),
    ("press", SourceKind::Press),
];
