//! Which values of a closed list the data may name, key by key. How a value is spelt is said where it is declared (`law`,
//! `time`).

use crate::law::{
    CaseKind, Confidence, Consent, Duty, Effect, Ending, Extent, FoundStatus, Group, InstrumentKind, Kind, Outcome,
    Pillar, Procedure, SourceKind, Stage, Start,
};
use crate::time::MonthEnd;

/// The values that a key allows.
pub(super) type Words<T> = &'static [T];

pub(super) const INSTRUMENT_KINDS: Words<InstrumentKind> = &InstrumentKind::ALL;

pub(super) const PILLARS: Words<Pillar> = &Pillar::ALL;

pub(super) const GROUPS: Words<Group> = &Group::ALL;

pub(super) const DUTIES: Words<Duty> = &Duty::ALL;

pub(super) const KINDS: Words<Kind> = &Kind::ALL;

pub(super) const STARTS: Words<Start> = &[Start::InForce, Start::Adopted, Start::Published];

/// Where an own period may begin besides.
pub(super) const OWN_STARTS: Words<Start> = &Start::ALL;

pub(super) const MONTH_ENDS: Words<MonthEnd> = &MonthEnd::ALL;

pub(super) const ENDINGS: Words<Ending> = &Ending::ALL;

pub(super) const EFFECTS: Words<Effect> = &Effect::ALL;

pub(super) const EXTENTS: Words<Extent> = &Extent::ALL;

pub(super) const CONSENTS: Words<Consent> = &Consent::ALL;

pub(super) const STATUSES: Words<FoundStatus> = &FoundStatus::ALL;

pub(super) const STAGES: Words<Stage> = &Stage::ALL;

pub(super) const PROCEDURES: Words<Procedure> = &Procedure::ALL;

pub(super) const CASE_KINDS: Words<CaseKind> = &CaseKind::ALL;

pub(super) const OUTCOMES: Words<Outcome> = &Outcome::ALL;

pub(super) const CONFIDENCES: Words<Confidence> = &[Confidence::Read, Confidence::Recalled];

pub(super) const SOURCE_KINDS: Words<SourceKind> = &SourceKind::ALL;
