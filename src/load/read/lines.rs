//! Files that hold many instruments or sources, each on a line of its own (`instruments/stubs.jsonl`): a hundred thousand acts
//! need not be a hundred thousand files. What holds of a file and its name holds of a line and its `id`.

use serde::Deserialize;

use super::position;
use crate::load::data_file::ObjectLine;
use crate::load::defect::DefectLocation;

/// The byte of the file at which a location on one of its lines begins.
pub(crate) fn byte_of(line: &ObjectLine, location: &DefectLocation) -> DefectLocation {
    DefectLocation::Byte(line.start + position::start_of(line.text, location))
}

#[derive(Deserialize)]
struct IdOnLine<'t> {
    id: &'t str,
}

/// The lines of a text, without those that are blank.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = ObjectLine<'_>> {
    let mut start = 0;
    let each = text.split_inclusive('\n').map(move |whole| {
        let line = (start, whole.trim_end_matches(['\n', '\r']));
        start += whole.len();
        line
    });
    each.filter(|(_, text)| !text.trim().is_empty()).map(|(start, text)| {
        let id = serde_json::from_str::<IdOnLine>(text).map_or("", |named| named.id);
        ObjectLine { start, text, id }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_where_they_begin() {
        let text = "{\"id\": \"a\"}\r\n\n  \n{\"id\": 1}\n{\"é\": \"é\", \"id\": \"b\"}";
        let found: Vec<_> = lines(text).map(|line| (line.start, line.id, &text[line.start..line.start + 1])).collect();
        assert_eq!(found, [(0, "a", "{"), (17, "", "{"), (27, "b", "{")]);
        assert_eq!(lines("").count(), 0);
    }
}
