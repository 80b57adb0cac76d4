//! How the law applies to a state, before anything it did is looked at: `force` says whether the act stands, `bond` whether
//! it binds the state, `deadline` by when the state must act, and `position` puts the three together over time. Exact days
//! only: in a world every deposit has its day.

mod bond;
mod deadline;
mod force;
mod position;

pub use bond::{added, computed_entry};
pub use deadline::{DeadlineOrigin, TimeLimit, change_on, common_limit, correction, deadline_of};
pub use force::ends_on;
pub use position::{Applicability, LawOnDay, LegalPosition};
