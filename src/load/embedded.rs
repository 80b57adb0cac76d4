//! The files inside the binary: data, tables, cases, schemas. How they are written out stands in `write`.

use super::data_file::{Body, DataFile, Folder};
use super::defect::Defects;

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The embedded files to be built: all law and sources, and of the states those that are asked for.
pub(super) fn files(select: Option<&[&str]>) -> Vec<DataFile<'static>> {
    let all =
        FILES.iter().filter_map(|(path, text)| Folder::split(path).map(|(folder, stem)| (*path, *text, folder, stem)));
    all.filter(|(_, _, folder, stem)| {
        *folder != Folder::MemberStates || select.is_none_or(|codes| codes.contains(stem))
    })
    .map(|(path, text, folder, stem)| DataFile {
        path,
        folder,
        stem,
        line: None,
        body: Body::Text(text),
        defects: Defects::default(),
    })
    .collect()
}

/// The embedded data in their packed form, if it was made from the files that are embedded.
pub(super) fn packed() -> Option<&'static str> {
    PACKED.and_then(|(head, text)| text.get(head..))
}

/// SHA-256 over the embedded data, and over the embedded decision tables, as they were when the program was built.
pub fn embedded_digests() -> (&'static str, &'static str) {
    (DATA_DIGEST, RULES_DIGEST)
}

/// SHA-256 over the source of the program as it was when it was built: two builds of one version may judge differently.
pub fn source_digest() -> &'static str {
    SOURCE_DIGEST
}

/// The text of the embedded file at this path.
pub(super) fn text(path: &str) -> Option<&'static str> {
    FILES.iter().find(|(known, _)| *known == path).map(|(_, text)| *text)
}

/// The embedded files of one folder: stem, path and text.
pub(super) fn folder(name: Folder) -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    // there are a thousand files in other folders
    let there = FILES.iter().filter(move |(path, _)| path.starts_with(name.name()));
    there.filter_map(move |(path, text)| match Folder::split(path) {
        Some((folder, stem)) if folder == name => Some((stem, *path, *text)),
        _ => None,
    })
}

/// The embedded files of cases kept beside the rules: path and text.
pub(super) fn rule_cases() -> impl Iterator<Item = (&'static str, &'static str)> {
    FILES.iter().filter(|(path, _)| path.starts_with(CASES)).copied()
}

/// Where the cases are kept, beside the rules.
pub(super) const CASES: &str = "rules/cases/";

/// The JSON Schema of this name, of data or of output: one of [`schema_names`].
pub fn schema(name: &str) -> Option<&'static str> {
    text(&format!("schemas/{name}.schema.json"))
}

/// The names that [`schema`] knows.
pub fn schema_names() -> impl Iterator<Item = &'static str> {
    FILES.iter().filter_map(|(path, _)| path.strip_prefix("schemas/")?.strip_suffix(".schema.json"))
}
