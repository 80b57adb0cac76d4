//! The order of states in pictures.

use crate::law::Actor;

/// The Union's protocol order: by the name of each state in its own language (Interinstitutional Style Guide, 7.1.1); the
/// United Kingdom last, as it stood until it left.
const PROTOCOL: [&str; 28] = [
    "BE", "BG", "CZ", "DK", "DE", "EE", "IE", "EL", "ES", "FR", "HR", "IT", "CY", "LV", "LT", "LU", "HU", "MT", "NL",
    "AT", "PL", "PT", "RO", "SI", "SK", "FI", "SE", "UK",
];

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
    (PROTOCOL.iter().position(|known| *known == code).unwrap_or(PROTOCOL.len()), code)
}
