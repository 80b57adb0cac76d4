//! From raw JSON to the types of `law`: dates are read, words looked up, identifiers linked. What cannot be built is
//! left out and noted. Whether the facts are plausible together is asked in `plausible`.

mod actor;
mod binds;
mod builder;
mod deadline;
mod event;
mod instrument;
mod links;
mod obligation;
mod record;
mod source;

pub(super) use actor::actor;
pub(super) use builder::Builder;
pub(super) use instrument::instrument;
pub(super) use links::Links;
pub(super) use record::{assumed, record};
pub(super) use source::source;
