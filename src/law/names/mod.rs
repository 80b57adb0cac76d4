//! One reader of identifiers: what people write for acts and states, made comparable and taken apart. Which instrument or
//! state of a corpus is meant by it is looked up elsewhere; infringement cases have [`CaseNumber`](super::CaseNumber).

mod act;
mod celex;
mod find;
mod number;
mod spelling;
mod state;
mod vocabulary;

pub use act::ActName;
pub use celex::Celex;
pub use find::{Meaning, find_instrument, find_state, numbers_of, spellings};
pub use number::{ActNumber, Order};
pub use spelling::{fold, plain, words};
pub use state::{state_keys, state_names, state_of};
pub use vocabulary::Domain;
