//! The Member States as Council papers show them: their order, and their places on a map of equal tiles.

/// The states in protocol order (Interinstitutional Style Guide, 7.1.1: by the names in their own languages), the former
/// member last, each with its column and row on a map of equal tiles that keeps neighbours together.
const PLACES: [(&str, u8, u8); 28] = [
    ("BE", 2, 3),
    ("BG", 5, 6),
    ("CZ", 3, 4),
    ("DK", 3, 1),
    ("DE", 3, 3),
    ("EE", 5, 1),
    ("IE", 0, 2),
    ("EL", 5, 7),
    ("ES", 1, 5),
    ("FR", 1, 4),
    ("HR", 4, 6),
    ("IT", 2, 6),
    ("CY", 6, 7),
    ("LV", 5, 2),
    ("LT", 5, 3),
    ("LU", 2, 4),
    ("HU", 4, 5),
    ("MT", 2, 7),
    ("NL", 2, 2),
    ("AT", 3, 5),
    ("PL", 4, 3),
    ("PT", 0, 5),
    ("RO", 5, 5),
    ("SI", 3, 6),
    ("SK", 4, 4),
    ("FI", 5, 0),
    ("SE", 4, 0),
    ("UK", 1, 2),
];

/// Where a state stands in protocol order; behind all for those that never were members.
pub fn protocol_place(code: &str) -> usize {
    PLACES.iter().position(|(known, ..)| *known == code).unwrap_or(PLACES.len())
}

/// Column and row of a state on the map; `None` for those that never were members.
pub fn tile(code: &str) -> Option<(u8, u8)> {
    PLACES.iter().find(|(known, ..)| *known == code).map(|(_, column, row)| (*column, *row))
}
