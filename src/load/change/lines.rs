//! What a command changes, object by object, wherever each stands: one in a file of its own, or one on a line of a file of many,
//! which is changed on its line while the other lines stay as they are, byte for byte.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use serde_json::Value;

use crate::load::canonical::{CanonicalForm, LineKey};
use crate::load::data_file::Folder;
use crate::load::read::lines;

/// What a command changes in a corpus.
#[derive(Debug, Clone, Default)]
pub struct DraftChange {
    /// Objects that are new or say something else, by the file that each has or would have of its own
    /// (`instruments/prum.json`), wherever it stands. Of a state without its records on lines.
    pub objects: BTreeMap<String, String>,
    /// Records on lines, by the code of the state.
    pub records: BTreeMap<String, LineChanges>,
    /// Does what is new go to files of one object per line, also where there are none yet?
    pub on_lines: bool,
}

impl DraftChange {
    /// Does nothing change?
    pub fn is_empty(&self) -> bool {
        self.objects.is_empty() && self.records.is_empty()
    }

    /// Does the object change, or a record of the state that it is?
    pub(super) fn concerns(&self, object: &str) -> bool {
        let state = match Folder::split(object) {
            Some((Folder::MemberStates, code)) => self.records.contains_key(code),
            _ => false,
        };
        state || self.objects.contains_key(object)
    }
}

/// What changes in a file that holds one object per line.
#[derive(Debug, Clone, Default)]
pub struct LineChanges {
    /// What stands on lines now, by their number: blank lines are not counted.
    pub changed: BTreeMap<usize, String>,
    /// What is new.
    pub new: Vec<String>,
}

/// Where an object stands, or is to stand.
pub(super) enum ObjectPlace {
    /// In a file of its own.
    File,
    /// On the line of this number in a file of many.
    Line(String, usize),
    /// On a new line of a file of many.
    NewLine(&'static str),
}

/// The file of many to which a new object of a folder goes.
pub(super) fn file_of_new(object: &str) -> Option<&'static str> {
    match Folder::split(object)?.0 {
        Folder::Instruments => Some("instruments/stubs.jsonl"),
        Folder::Seeds => Some("seeds/sources.jsonl"),
        Folder::MemberStates | Folder::Rules => None,
    }
}

/// The instruments and sources that stand on lines, by the file that each would have of its own.
#[derive(Debug, Default)]
pub(super) struct ObjectsOnLines(HashMap<String, LinePlace>);

/// A line: its file, its number, and its bytes.
#[derive(Debug)]
pub(super) struct LinePlace {
    pub(super) path: String,
    pub(super) number: usize,
    pub(super) bytes: Range<usize>,
}

impl ObjectsOnLines {
    /// Those of these files.
    pub(super) fn of<'t>(files: impl Iterator<Item = (&'t str, &'t str)>) -> ObjectsOnLines {
        let mut found = HashMap::new();
        for (path, text) in files {
            let folder = Folder::of_lines(path).filter(|folder| *folder != Folder::MemberStates);
            let lines = folder.into_iter().flat_map(|folder| lines::lines(text).map(move |line| (folder, line)));
            for (folder, line) in lines {
                let object = format!("{}/{}.json", folder.name(), lines::id_on(line.text));
                let bytes = line.start..line.start + line.text.len();
                found.insert(object, LinePlace { path: path.to_owned(), number: line.number, bytes });
            }
        }
        ObjectsOnLines(found)
    }

    /// Where an object stands.
    pub(super) fn find(&self, object: &str) -> Option<&LinePlace> {
        self.0.get(object)
    }
}

/// How changed objects are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// As they are, to be checked; new lines come last.
    AsSaid,
    /// In the canonical form; new lines come where their order has them.
    Canonical,
}

/// The text of a file of many with its changes.
pub(super) fn with_changes((path, text): (&str, &str), changes: &LineChanges, how: Written) -> String {
    let Some(folder) = Folder::of_lines(path) else { return text.to_owned() };
    let lines = LineWriter { form: CanonicalForm::of_lines(folder), how };
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut new: Vec<(LineKey, String)> = changes.new.iter().map(|new| lines.line(new)).collect();
    if how == Written::Canonical {
        new.sort();
    }
    let mut new = new.into_iter().peekable();
    let (mut written, mut at) = (String::with_capacity(text.len()), 0);
    for line in lines::lines(text) {
        written.push_str(text.get(at..line.start).unwrap_or_default());
        if how == Written::Canonical && new.peek().is_some() {
            let key = lines.key(line.text);
            while let Some((_, before)) = new.next_if(|(own, _)| *own < key) {
                written.extend([&before, end]);
            }
        }
        match changes.changed.get(&line.number) {
            Some(changed) => written.push_str(&lines.line(changed).1),
            None => written.push_str(line.text),
        }
        at = line.start + line.text.len();
    }
    written.push_str(text.get(at..).unwrap_or_default());
    if new.peek().is_some() && !written.is_empty() && !written.ends_with('\n') {
        written.push_str(end);
    }
    new.for_each(|(_, last)| written.extend([&last, end]));
    written
}

struct LineWriter {
    form: CanonicalForm,
    how: Written,
}

impl LineWriter {
    /// An object in the room of one line, and by what it is ordered.
    fn line(&self, text: &str) -> (LineKey, String) {
        let Ok(value) = serde_json::from_str::<Value>(text) else { return (LineKey::default(), text.to_owned()) };
        let key = self.form.key(&value);
        let value = if self.how == Written::Canonical { self.form.ordered(value) } else { value };
        (key, value.to_string())
    }

    fn key(&self, text: &str) -> LineKey {
        serde_json::from_str::<Value>(text).map_or_else(|_| LineKey::default(), |value| self.form.key(&value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_changed_stays_byte_for_byte() {
        let text = "{\"id\": \"b\",  \"x\":1}\r\n\r\n {\"id\":\"d\"} \r\n{\"id\":\"f\"}";
        let changes = LineChanges {
            changed: BTreeMap::from([(1, "{\"id\":\n \"d\", \"y\": 2}".to_owned())]),
            new: ["{\"id\":\"g\"}", "{\"id\":\"a\"}", "{\"id\":\"e\"}"].map(str::to_owned).to_vec(),
        };
        let written = |how| with_changes(("seeds/all.jsonl", text), &changes, how);
        assert_eq!(
            written(Written::Canonical),
            "{\"id\":\"a\"}\r\n{\"id\": \"b\",  \"x\":1}\r\n\r\n{\"id\":\"d\",\"y\":2}\r\n{\"id\":\"e\"}\r\n{\"id\":\"f\"}\r\n{\"id\":\"g\"}\r\n"
        );
        assert!(
            written(Written::AsSaid)
                .ends_with("{\"id\":\"f\"}\r\n{\"id\":\"g\"}\r\n{\"id\":\"a\"}\r\n{\"id\":\"e\"}\r\n")
        );
        assert_eq!(with_changes(("seeds/all.jsonl", text), &LineChanges::default(), Written::Canonical), text);
    }
}
