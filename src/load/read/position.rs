//! Where in a file a value stands. Used only when there is something to report: validity is decided elsewhere, this
//! parser is lenient and merely keeps byte ranges.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;

use jsonc_parser::ast::{Object, ObjectProp, Value as Node};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use crate::load::defect::{Defect, DefectLocation, Elsewhere};
use crate::load::json_path::{JsonPath, PathStep};
use crate::load::problem::{Excerpt, Problem, ProblemSeverity, Related, listed};

/// Lines shown before and after a defect.
const AROUND: usize = 1;
/// Longest excerpt, in bytes; a file of one enormous line is not shown.
const LONGEST: usize = 2_000;
/// Keys from which on an object is large.
const LARGE: usize = 32;

/// A stretch of a file: lines and columns from 1, columns in characters, the end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceRegion {
    /// First line.
    pub line: usize,
    /// First character on it.
    pub column: usize,
    /// Last line.
    pub end_line: usize,
    /// The character after the last one.
    pub end_column: usize,
}

/// The syntax tree with byte ranges.
pub(super) fn tree(text: &str) -> Option<Node<'_>> {
    parse_to_ast(text, &CollectOptions::default(), &ParseOptions::default()).ok()?.value
}

/// The defects of one file with their lines and columns, in the order of the text, errors first; a long list is cut short.
pub(crate) fn locate(file: &str, text: &str, defects: Vec<Defect>) -> Vec<Problem> {
    locate_with(file, text, defects, |_| None)
}

/// The defects of one file, and with them the places in other files that they name.
pub(crate) fn locate_with(
    file: &str,
    text: &str,
    defects: Vec<Defect>,
    other: impl Fn(&Elsewhere) -> Option<Related>,
) -> Vec<Problem> {
    let needs_tree = defects.iter().any(|one| !matches!(one.location, DefectLocation::Byte(_)));
    let tree = if needs_tree { tree(text) } else { None };
    let map = TextMap::new(text, tree.as_ref());
    let located = defects.into_iter().map(|one| (map.range(&one.location), one));
    let (mut errors, mut warnings): (Vec<_>, Vec<_>) =
        located.partition(|(_, one)| one.severity == ProblemSeverity::Error);
    let mut problems = Vec::new();
    for list in [&mut errors, &mut warnings] {
        list.sort_by(|(a_at, a), (b_at, b)| (a_at.start, a.code, &a.message).cmp(&(b_at.start, b.code, &b.message)));
        problems.extend(listed(std::mem::take(list), |(range, one)| {
            let elsewhere = one.elsewhere.as_ref().and_then(&other);
            let problem = map.problem(file, &range, one);
            Problem { related: elsewhere.or(problem.related), ..problem }
        }));
    }
    problems
}

/// The byte at which a location begins.
pub(crate) fn start_of(text: &str, location: &DefectLocation) -> usize {
    TextMap::new(text, tree(text).as_ref()).range(location).start
}

/// A second place, in a file other than that of the defect.
pub(crate) fn related(text: &str, elsewhere: &Elsewhere) -> Related {
    let tree = if matches!(elsewhere.location, DefectLocation::Byte(_)) { None } else { tree(text) };
    let map = TextMap::new(text, tree.as_ref());
    map.related(&elsewhere.file, &elsewhere.location, elsewhere.label.clone())
}

/// A defect at these bytes of a text, whatever language it is written in.
pub(crate) fn problem_at(
    (file, text): (&str, &str),
    bytes: Range<usize>,
    code: &'static str,
    message: String,
) -> Problem {
    let map = TextMap::new(text, None);
    let whole = |at: usize| (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let start = whole(bytes.start);
    let bytes = start..whole(bytes.end).max(start);
    let (line, column) = map.line_and_column(start);
    let excerpt = map.excerpt(&bytes);
    Problem { line, column, excerpt, ..Problem::of_file(code, file, message) }
}

/// At which line and column, both from 1, does the value begin to which a JSON Pointer (RFC 6901) leads?
///
/// Where the pointer leads to nothing, the nearest object around it answers.
///
/// ```
/// let text = "{\n  \"rows\": [\n    {\"id\": \"done\"}\n  ]\n}";
/// assert_eq!(acquis::load::position_of(text, "/rows/0/id"), (3, 12));
/// assert_eq!(acquis::load::position_of(text, ""), (1, 1));
/// ```
pub fn position_of(text: &str, pointer: &str) -> (usize, usize) {
    let tree = tree(text);
    let map = TextMap::new(text, tree.as_ref());
    map.line_and_column(map.range(&DefectLocation::Value(JsonPath::from_pointer(pointer))).start)
}

/// Where each item of a list at the top of a file stands, with its `id` if it has one; in the order of the file.
pub(crate) fn items(text: &str, list: &str) -> Vec<(Option<Box<str>>, SourceRegion)> {
    let tree = tree(text);
    let Some(Node::Object(top)) = &tree else { return Vec::new() };
    let Some(Node::Array(array)) = property(top, list).map(|found| &found.value) else { return Vec::new() };
    let mut counter = LineCounter { text, at: 0, line: 1, column: 1 };
    let each = array.elements.iter().map(|element| {
        let range = range_of(element);
        let (line, column) = counter.moved_to(range.start);
        let (end_line, end_column) = counter.moved_to(range.end);
        (id_of(element), SourceRegion { line, column, end_line, end_column })
    });
    each.collect()
}

fn id_of(node: &Node) -> Option<Box<str>> {
    match node {
        Node::Object(object) => match &property(object, "id")?.value {
            Node::StringLit(id) => Some(id.value.as_ref().into()),
            _ => None,
        },
        _ => None,
    }
}

/// A place that moves forward through a text, so that a file of one enormous line is read once.
struct LineCounter<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    column: usize,
}

impl LineCounter<'_> {
    /// Line and column of a byte that is not before the last one.
    fn moved_to(&mut self, byte: usize) -> (usize, usize) {
        for letter in self.text.get(self.at..byte).unwrap_or_default().chars() {
            (self.line, self.column) = if letter == '\n' { (self.line + 1, 1) } else { (self.line, self.column + 1) };
        }
        self.at = byte;
        (self.line, self.column)
    }
}

struct TextMap<'a> {
    text: &'a str,
    tree: Option<&'a Node<'a>>,
    lines: Vec<usize>,
    /// Of each large object that was looked into, by where it begins: its keys and their places.
    keys: RefCell<HashMap<usize, HashMap<&'a str, usize>>>,
}

impl<'a> TextMap<'a> {
    fn new(text: &'a str, tree: Option<&'a Node<'a>>) -> TextMap<'a> {
        TextMap { text, tree, lines: line_starts(text), keys: RefCell::default() }
    }

    /// The property of this name. So that many of one object are found in linear time, a large one is listed once.
    fn property(&self, object: &'a Object<'a>, name: &str) -> Option<&'a ObjectProp<'a>> {
        if object.properties.len() < LARGE {
            return property(object, name);
        }
        let mut keys = self.keys.borrow_mut();
        // of two equal keys the last one holds, as for serde_json
        let list = || object.properties.iter().enumerate().map(|(place, one)| (one.name.as_str(), place)).collect();
        let place = keys.entry(object.range.start).or_insert_with(list).get(name).copied()?;
        object.properties.get(place)
    }

    fn problem(&self, file: &str, range: &Range<usize>, defect: Defect) -> Problem {
        let (line, column) = self.line_and_column(range.start);
        let related = defect.also.map(|(location, label)| self.related(file, &location, label));
        Problem {
            severity: defect.severity,
            code: defect.code,
            file: file.to_owned(),
            line,
            column,
            message: defect.message,
            help: defect.help,
            excerpt: self.excerpt(range),
            related,
            defects: 1,
        }
    }

    fn related(&self, file: &str, location: &DefectLocation, label: String) -> Related {
        let range = self.range(location);
        let (line, column) = self.line_and_column(range.start);
        Related { file: file.to_owned(), line, column, label, excerpt: self.excerpt(&range) }
    }

    fn range(&self, location: &DefectLocation) -> Range<usize> {
        let top = || self.tree.map_or(0..0, range_of);
        match location {
            DefectLocation::Byte(at) => self.word_at((*at).min(self.text.len())),
            DefectLocation::Value(place) => self.follow(place).map_or_else(top, |found| found.value),
            DefectLocation::Key(place) => self.follow(place).map_or_else(top, |found| found.key),
        }
    }

    /// The way as far as it leads: of a missing value, the nearest object around it.
    fn follow(&self, place: &JsonPath) -> Option<FoundRanges> {
        let mut node = self.tree?;
        let mut key = range_of(node);
        for step in &place.0 {
            let next = match (step, node) {
                (PathStep::Key(name), Node::Object(object)) => self.property(object, name).map(|found| {
                    key = found.range.start..found.range.start + name.len() + 2;
                    &found.value
                }),
                (PathStep::Item(number), Node::Array(array)) => {
                    array.elements.get(*number).inspect(|element| key = range_of(element))
                }
                _ => None,
            };
            let Some(next) = next else { break };
            node = next;
        }
        Some(FoundRanges { key, value: range_of(node) })
    }

    /// From a byte to the end of the word that begins there.
    fn word_at(&self, at: usize) -> Range<usize> {
        let rest = self.text.get(at..).unwrap_or_default();
        let length = match rest.strip_prefix('"').and_then(|inside| inside.find(['"', '\n'])) {
            Some(inside) => inside + 2,
            None => rest.chars().next().filter(|letter| *letter != '\n').map_or(0, char::len_utf8),
        };
        at..(at + length).min(self.text.len())
    }

    fn line_and_column(&self, at: usize) -> (usize, usize) {
        let line = self.lines.partition_point(|start| *start <= at).max(1);
        let start = self.lines.get(line - 1).copied().unwrap_or(0);
        (line, self.text.get(start..at).map_or(1, |before| before.chars().count() + 1))
    }

    fn excerpt(&self, range: &Range<usize>) -> Option<Excerpt> {
        let (line, _) = self.line_and_column(range.start);
        let first_line = line.saturating_sub(AROUND).max(1);
        let start = self.lines.get(first_line - 1).copied()?;
        let end = self.lines.get(line + AROUND).copied().unwrap_or(self.text.len());
        let text = self.text.get(start..end)?.trim_end_matches(['\n', '\r']);
        if text.len() > LONGEST {
            return None;
        }
        let line_end = self.lines.get(line).map_or(self.text.len(), |next| next - 1);
        let last = range.end.min(line_end).max(range.start).min(start + text.len());
        let span = range.start.min(last) - start..last - start;
        Some(Excerpt { first_line, text: text.to_owned(), span })
    }
}

struct FoundRanges {
    key: Range<usize>,
    value: Range<usize>,
}

fn property<'a, 'b>(object: &'b Object<'a>, name: &str) -> Option<&'b ObjectProp<'a>> {
    // of two equal keys the last one holds, as for serde_json
    object.properties.iter().rev().find(|property| property.name.as_str() == name)
}

fn range_of(node: &Node) -> Range<usize> {
    use jsonc_parser::common::Ranged;
    node.start()..node.end()
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect()
}
