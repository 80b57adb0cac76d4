//! The reader of identifiers: what people write for acts and states, made comparable and taken apart, and the instrument or
//! state of a corpus that is meant by it. Not here: infringement cases, which have [`CaseNumber`](super::CaseNumber).

mod act;
mod celex;
mod find;
mod normalize;
mod number;
mod state;
mod vocabulary;

pub use act::ActName;
pub use celex::Celex;
pub use find::{NameMatch, find_instrument, find_state, numbers_of, spellings};
pub use normalize::{normalize, plain, words};
pub use number::{ActNumber, Order};
pub use state::{eu_code, state_keys, state_names, state_of};
pub use vocabulary::Domain;
