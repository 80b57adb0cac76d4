//! The corpus inside the binary. How it is written out stands in `export`.

#[cfg(feature = "cli")]
mod export;
#[cfg(feature = "cli")]
mod skeleton;

#[cfg(feature = "cli")]
pub use export::write_embedded;
#[cfg(feature = "cli")]
pub use skeleton::{Kind, NotWritten, write_skeleton};

use super::piece::{Body, Folder, Piece};
use super::problem::Problem;
use super::raised::Desk;
use super::read::position;

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The embedded files as pieces: all law and sources, and of the states those that are asked for.
pub(super) fn pieces(select: Option<&[&str]>) -> Vec<Piece<'static>> {
    let all =
        FILES.iter().filter_map(|(path, text)| Folder::split(path).map(|(folder, stem)| (*path, *text, folder, stem)));
    all.filter(|(_, _, folder, stem)| {
        *folder != Folder::MemberStates || select.is_none_or(|codes| codes.contains(stem))
    })
    .map(|(path, text, folder, stem)| Piece { path, folder, stem, body: Body::Text(text), desk: Desk::default() })
    .collect()
}

/// What was found wrong with the pieces, each with its place.
pub(super) fn problems(pieces: Vec<Piece>) -> Vec<Problem> {
    let mut found = Vec::new();
    for piece in pieces.into_iter().filter(|piece| !piece.desk.raised.is_empty()) {
        found.extend(position::locate(piece.path, text(piece.path).unwrap_or_default(), piece.desk.raised));
    }
    found
}

/// SHA-256 over the embedded data, and over the embedded decision tables, as they were when the program was built.
pub fn embedded_digests() -> (&'static str, &'static str) {
    (DATA_DIGEST, RULES_DIGEST)
}

/// The text of the embedded file at this path.
pub(super) fn text(path: &str) -> Option<&'static str> {
    FILES.iter().find(|(known, _)| *known == path).map(|(_, text)| *text)
}

/// The embedded files of one folder: stem, path and text.
pub(super) fn folder(name: Folder) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    FILES.iter().filter_map(move |(path, text)| match Folder::split(path) {
        Some((folder, stem)) if folder == name => Some((stem, *path, *text)),
        _ => None,
    })
}

/// The embedded files of cases kept beside the rules: path and text.
pub(super) fn rule_cases() -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES.iter().filter(|(path, _)| path.starts_with(CASES)).copied()
}

/// Where the cases lie beside the rules.
pub(super) const CASES: &str = "rules/cases/";

/// The JSON Schema of this name: of data (`instrument`, `member-state`, `seed`, `rules`, `rule-cases`, `indicators`) or of
/// output (`findings`, `explanation`, `history`, `list`, `show`, `rulebook`, `validation`, `recommendations`, `actions`,
/// `scoreboard`, `changes`).
pub fn schema(name: &str) -> Option<&'static str> {
    let path = format!("schemas/{name}.schema.json");
    FILES.iter().find(|(known, _)| *known == path).map(|(_, text)| *text)
}

/// The names that [`schema`] knows.
pub fn schema_names() -> impl Iterator<Item = &'static str> {
    FILES.iter().filter_map(|(path, _)| path.strip_prefix("schemas/")?.strip_suffix(".schema.json"))
}
