//! One file on its way to the model: the folder that holds it, its text, and what is wrong with it so far.

use serde::Deserialize;
use serde_json::Value;

use super::defect::{Defect, Defects};
use super::json_path::{JsonPath, PathStep};

/// The folder of a corpus that holds the dated cases.
pub(crate) const CASES: &str = "cases";

/// The folder of a corpus that holds the steps of cases that are attributed to no act.
pub(crate) const PROCEDURES: &str = "procedures";

/// The folder of a corpus that says where its data were imported from.
pub(crate) const IMPORTS: &str = "imports";

/// The folders of a corpus that hold its data and tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Folder {
    Instruments,
    MemberStates,
    Rules,
    Seeds,
}

impl Folder {
    pub(crate) const ALL: [Folder; 4] = [Folder::Instruments, Folder::MemberStates, Folder::Rules, Folder::Seeds];

    /// The folders without which there is nothing to evaluate.
    pub(crate) const DATA: [Folder; 3] = [Folder::Instruments, Folder::MemberStates, Folder::Seeds];

    /// The names of all folders of a corpus that are read, those beside its data too.
    pub(crate) fn names() -> impl Iterator<Item = &'static str> {
        Folder::ALL.into_iter().map(Folder::name).chain([CASES, PROCEDURES, IMPORTS])
    }

    /// The name of the folder.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Folder::Instruments => "instruments",
            Folder::MemberStates => "member-states",
            Folder::Rules => "rules",
            Folder::Seeds => "seeds",
        }
    }

    /// The folder of a file that is read, which holds one object, or one per line.
    pub(crate) fn of(path: &str) -> Option<Folder> {
        Folder::split(path).map(|(folder, _)| folder).or_else(|| Folder::of_lines(path))
    }

    /// The folder of a file `folder/name.jsonl`, which holds one object per line; `None` for other files.
    pub(crate) fn of_lines(path: &str) -> Option<Folder> {
        Folder::split_lines(path).map(|(folder, _)| folder)
    }

    /// Folder and name of a file `folder/name.jsonl`: of instruments or sources, or of records of the state of this code.
    pub(crate) fn split_lines(path: &str) -> Option<(Folder, &str)> {
        let (folder, file) = path.split_once('/')?;
        let name = file.strip_suffix(".jsonl").filter(|name| !name.contains('/') && !name.starts_with('.'))?;
        let found = Folder::DATA.into_iter().find(|known| known.name() == folder && !name.is_empty());
        found.map(|folder| (folder, name))
    }

    /// Folder and stem of a path `folder/stem.json`.
    pub(crate) fn split(path: &str) -> Option<(Folder, &str)> {
        let (folder, file) = path.split_once('/')?;
        let stem = file.strip_suffix(".json").filter(|stem| !stem.contains('/'))?;
        Folder::ALL.into_iter().find(|known| known.name() == folder).map(|folder| (folder, stem))
    }
}

/// How thoroughly the data are checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Checking {
    /// The data are part of the program, and its tests check them.
    Trusted,
    /// The data are of unknown quality.
    Full,
    /// This program has checked the same bytes before. Records are left out.
    WithoutRecords,
}

/// What can be built from a file.
#[derive(Debug)]
pub(crate) enum Body<'t> {
    /// Nothing: it is broken.
    Broken,
    /// What its text holds, if the text is accepted.
    Unasked(&'t str),
    /// All of it.
    Text(&'t str),
    /// What is left of a file with errors, and the places of the records that are left.
    Part(Value, Vec<usize>),
}

/// A line that says something.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ObjectLine<'t> {
    /// The byte of the text at which it begins.
    pub(crate) start: usize,
    pub(crate) text: &'t str,
    /// How many lines that are not blank stand before it.
    pub(crate) number: usize,
}

/// The place among the records of a state at which those begin that stand on lines beside its file: the line of number 3 is
/// at this place and three. No file of a state holds as many.
pub(crate) const FIRST_ON_LINES: usize = 1 << 31;

/// One file being built.
#[derive(Debug)]
pub(crate) struct DataFile<'t> {
    pub(crate) path: &'t str,
    pub(crate) folder: Folder,
    pub(crate) stem: &'t str,
    /// Where it stands in a file that holds one object per line; `None` if it is the file.
    pub(crate) line: Option<ObjectLine<'t>>,
    pub(crate) body: Body<'t>,
    pub(crate) defects: Defects,
}

impl DataFile<'_> {
    /// Does it stand on a line of a file of records?
    pub(crate) fn is_record(&self) -> bool {
        self.line.is_some() && self.folder == Folder::MemberStates
    }

    /// Notes a defect where the file is not named after the id that it holds.
    pub(crate) fn check_name(&mut self, id: &str, key: &str) {
        let place = JsonPath::top().key(key);
        if self.line.is_some() {
            if self.stem.is_empty() {
                self.defects.error(
                    "escaped-id",
                    &place,
                    format!("the id \"{id}\" of a line is written with an escape"),
                );
            }
        } else if id != self.stem {
            let message = format!("the file is named \"{}.json\", but its {key} is \"{id}\"", self.stem);
            let defect = Defect::error("file-name-mismatch", &place, message);
            self.defects.add(defect.help(format!("name the file \"{id}.json\"")));
        }
    }

    /// The file in its typed form, by the text alone. A failure means that no schema was run before, or that it is too lenient.
    pub(crate) fn raw<'b, T: Deserialize<'b>>(&'b self) -> Option<Result<T, Box<Defect>>> {
        match &self.body {
            Body::Broken => None,
            // the way to a failure costs time, so it is looked for only when there is one
            Body::Unasked(text) | Body::Text(text) => Some(serde_json::from_str(text).or_else(|_| {
                let mut reader = serde_json::Deserializer::from_str(text);
                serde_path_to_error::deserialize(&mut reader).map_err(|error| Box::new(mismatch(&error)))
            })),
            // what is left may lack a key or have a wrong type, which the schema has reported already
            Body::Part(value, _) => T::deserialize(value).ok().map(Ok),
        }
    }

    /// The text of the file; `None` if it is broken, or only a part of it is left.
    pub(crate) fn text(&self) -> Option<&str> {
        match self.body {
            Body::Unasked(text) | Body::Text(text) => Some(text),
            Body::Broken | Body::Part(..) => None,
        }
    }

    /// The places of the records that are left, where some were taken out.
    pub(crate) fn numbers(&self) -> Option<&[usize]> {
        match &self.body {
            Body::Part(_, numbers) => Some(numbers),
            _ => None,
        }
    }
}

fn mismatch(error: &serde_path_to_error::Error<serde_json::Error>) -> Defect {
    use serde_path_to_error::Segment;
    let steps = error.path().iter().filter_map(|segment| match segment {
        Segment::Seq { index } => Some(PathStep::Item(*index)),
        Segment::Map { key } => Some(PathStep::Key(key.clone())),
        Segment::Enum { .. } | Segment::Unknown => None,
    });
    let place = steps.fold(JsonPath::top(), JsonPath::then);
    let said = error.inner().to_string().replace('`', "\"");
    let said = said.split(" at line ").next().unwrap_or_default();
    Defect::error("wrong-shape", &place, said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_data_stand_on_lines() {
        assert_eq!(Folder::split_lines("instruments/stubs.jsonl"), Some((Folder::Instruments, "stubs")));
        assert_eq!(Folder::of_lines("seeds/a.jsonl"), Some(Folder::Seeds));
        assert_eq!(Folder::split_lines("member-states/AT.jsonl"), Some((Folder::MemberStates, "AT")));
        let others = ["rules/a.jsonl", "instruments/a/b.jsonl", "instruments/.jsonl", "a.jsonl"];
        assert_eq!(others.map(Folder::of_lines), [None; 4]);
    }
}
