//! The law and what states did, as data: instruments, obligations, deadlines, who is bound, states, records, sources.
//! Not here: judging, and reading from disk: `load` builds these types, `engine` judges them.

mod assumed;
mod binding;
mod case_number;
mod corpus;
mod deadline;
mod duty;
mod event;
mod instrument;
pub mod names;
mod record;
mod shard;
mod source;
mod state;

pub use assumed::{Assumed, LeftOut};
pub use binding::{Binds, Exception, Group, OwnPeriod};
pub use case_number::CaseNumber;
pub use corpus::Corpus;
pub use deadline::{Change, Correction, Deadline, Limit, Start};
pub use duty::{Duty, Kind};
pub use event::{CaseKind, Consent, Event, EventKind, Extent, FoundStatus, Outcome, Procedure, Stage, Step};
pub use instrument::{
    Effect, End, Ending, Instrument, InstrumentIx, InstrumentKind, Nature, NotModelled, Obligation, ObligationIx,
    Pillar, Register, Relation, RelationKind, Silence,
};
pub use record::{Record, Retraction, link_closings};
pub use shard::Shard;
pub use source::{
    Address, Confidence, Delivery, Passage, Source, SourceIx, SourceKind, Statement, Tally, Tells, Urging,
};
pub use state::{Actor, Membership};
