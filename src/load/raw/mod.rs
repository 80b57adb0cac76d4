//! The JSON as it stands in the files, key by key. Nothing here is checked or linked, and nothing here leaves this
//! floor: `build` turns it into the types of `law`.

mod alternatives;
mod instrument;
mod object;
mod plain;
mod source;
mod state;

pub(super) use alternatives::{OneOrMany, RawWhen, TextOrNumber};
pub(super) use instrument::{
    RawBinds, RawChange, RawClause, RawCorrection, RawDeadline, RawEnd, RawException, RawInstrument, RawNotModelled,
    RawObligation, RawRelation, RawSilence,
};
pub(super) use object::ObjectOf;
pub(super) use plain::RawText;
pub(super) use source::{RawDelivery, RawSource, RawStatement, RawUrging};
pub(super) use state::{RawActor, RawActorAlone, RawMembership, RawRecord, RawRetraction};
