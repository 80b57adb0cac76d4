//! The order of states in pictures.

use crate::law::Actor;
use crate::report::text::states::protocol_place;

/// A state in a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartState {
    /// `EL`.
    pub code: String,
    /// `Greece`.
    pub name: String,
}

impl ChartState {
    pub(super) fn of(actor: &Actor) -> ChartState {
        ChartState { code: actor.code.to_string(), name: actor.name.to_string() }
    }
}

/// The place of a state among others; those that are no members come behind, by code.
pub(super) fn place(code: &str) -> (usize, &str) {
    (protocol_place(code), code)
}
