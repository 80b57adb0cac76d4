//! Files that hold many instruments, sources or records, each on a line of its own (`instruments/stubs.jsonl`,
//! `member-states/AT.jsonl`): a hundred thousand acts need not be a hundred thousand files. What holds of a file and its name
//! holds of a line and its `id`.

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

/// The id of what stands on a line; empty if it has none that can be read.
pub(crate) fn id_on(text: &str) -> &str {
    serde_json::from_str::<IdOnLine>(text).map_or("", |named| named.id)
}

/// The lines of a text, without those that are blank.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = ObjectLine<'_>> {
    let mut start = 0;
    let each = text.split_inclusive('\n').map(move |whole| {
        let line = (start, whole.trim_end_matches(['\n', '\r']));
        start += whole.len();
        line
    });
    let said = each.filter(|(_, text)| !text.trim().is_empty()).enumerate();
    said.map(|(number, (start, text))| ObjectLine { start, text, number })
}

/// The lines of a text, each with how many lines of any kind are above it.
pub(crate) fn with_place(text: &str) -> impl Iterator<Item = (ObjectLine<'_>, usize)> {
    let (mut above, mut at) = (0, 0);
    lines(text).map(move |line| {
        above += text.get(at..line.start).map_or(0, |skipped| skipped.matches('\n').count());
        at = line.start;
        (line, above)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_know_where_they_begin() {
        let text = "{\"id\": \"a\"}\r\n\n  \n{\"id\": 1}\n{\"é\": \"é\", \"id\": \"b\"}";
        let found: Vec<_> = lines(text).map(|line| (line.start, line.number, id_on(line.text))).collect();
        assert_eq!(found, [(0, 0, "a"), (17, 1, ""), (27, 2, "b")]);
        assert_eq!(lines("").count(), 0);
    }
}
