//! A copy of the package in which the drawn changes stand beside what they change; which one counts is asked at run time.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::points::{self, Change, Point};

/// The places whose changes are drawn.
const PLACES: [&str; 5] = ["src/time", "src/law", "src/rules", "src/engine", "src/load/plausible"];

/// A drawn change; its number is its place in the list, from 1.
#[derive(Clone, Debug)]
pub struct Mutant {
    pub file: String,
    pub point: Point,
}

/// What every crate of the copy asks.
const ASKED: &str = r#"
//! Which change counts, and which were reached.
use std::io::Write as _;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

static CHOSEN: OnceLock<(usize, Option<std::ffi::OsString>)> = OnceLock::new();
static REACHED: [AtomicBool; 4096] = [const { AtomicBool::new(false) }; 4096];

#[allow(clippy::all)]
pub(crate) fn on(number: usize) -> bool {
    let (chosen, reached) = CHOSEN.get_or_init(|| {
        let chosen = std::env::var("MUTANT").ok().and_then(|number| number.parse().ok()).unwrap_or(0);
        (chosen, std::env::var_os("MUTANTS_REACHED"))
    });
    if let Some(path) = reached
        && !REACHED[number].swap(true, Ordering::Relaxed)
        && let Ok(mut file) = std::fs::OpenOptions::new().append(true).create(true).open(path)
    {
        let _ = file.write_all(format!("{number}\n").as_bytes());
    }
    *chosen == number
}
"#;

/// The sources of a package in which changes are looked for.
pub fn sources(package: &Path) -> Vec<String> {
    let is_source = |path: &&String| {
        PLACES.iter().any(|place| path.starts_with(place))
            && path.ends_with(".rs")
            && !path.contains("/tests/")
            && !path.ends_with("tests.rs")
    };
    tracked(package).iter().filter(is_source).cloned().collect()
}

pub fn tracked(package: &Path) -> Vec<String> {
    let output = Command::new("git").args(["ls-files"]).current_dir(package).output().expect("git runs");
    String::from_utf8(output.stdout).expect("names are text").lines().map(str::to_owned).collect()
}

/// All changes of the sources, in the order of the files.
pub fn all(package: &Path) -> Vec<Mutant> {
    let of_file = |file: String| {
        let text = fs::read_to_string(package.join(&file)).expect("a source can be read");
        points::of(&text).into_iter().map(move |point| Mutant { file: file.clone(), point })
    };
    sources(package).into_iter().flat_map(of_file).collect()
}

/// Those of `list`: "name<TAB>file<TAB>expression<TAB>what it is instead", one a line. The expression stands once in the file.
pub fn known(package: &Path, list: &str) -> Vec<Mutant> {
    let of_line = |line: &str| {
        let [name, file, old, new] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("four columns: {line}") };
        let text = fs::read_to_string(package.join(file)).expect("a source can be read");
        let places: Vec<usize> = text.match_indices(old).map(|(at, _)| at).collect();
        let [start] = places[..] else { panic!("{file} has {} times: {old}", places.len()) };
        let (range, line) = (start..start + old.len(), text[..start].lines().count());
        Mutant {
            file: file.to_owned(),
            point: Point { range, line, change: Change::Instead(new.to_owned()), told: name.to_owned() },
        }
    };
    list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(of_line).collect()
}

/// Writes the copy with these changes; those whose number is in `refused` are left out.
pub fn write(
    package: &Path,
    copy: &Path,
    mutants: &[Mutant],
    refused: &BTreeSet<usize>,
) -> BTreeMap<String, Vec<(std::ops::Range<usize>, usize)>> {
    let mut of_file: BTreeMap<&str, Vec<(usize, &Point)>> = BTreeMap::new();
    for (index, mutant) in mutants.iter().enumerate().filter(|(index, _)| !refused.contains(&(index + 1))) {
        of_file.entry(&mutant.file).or_default().push((index + 1, &mutant.point));
    }
    let mut places = BTreeMap::new();
    for file in tracked(package) {
        let bytes = match of_file.get_mut(file.as_str()) {
            Some(points) => {
                let text = fs::read_to_string(package.join(&file)).expect("a source can be read");
                let (changed, ranges) = changed(&text, points);
                places.insert(file.clone(), ranges);
                changed.into_bytes()
            }
            None if file == "src/lib.rs" => {
                let mut text = fs::read_to_string(package.join(&file)).expect("the library can be read");
                text.push_str("\nmod mutant;\n");
                text.into_bytes()
            }
            None => fs::read(package.join(&file)).expect("a file can be read"),
        };
        let path: PathBuf = copy.join(&file);
        fs::create_dir_all(path.parent().expect("it has one")).expect("a directory can be made");
        let is_same = fs::read(&path).is_ok_and(|old| old == bytes);
        if !is_same {
            fs::write(&path, bytes).expect("a file can be written");
            copy_permissions(&package.join(&file), &path);
        }
    }
    let asked = copy.join("src/mutant.rs");
    if fs::read(&asked).is_ok_and(|old| old == ASKED.as_bytes()) {
        return places;
    }
    fs::write(asked, ASKED).expect("a file can be written");
    places
}

fn copy_permissions(from: &Path, to: &Path) {
    let permissions = fs::metadata(from).expect("it is there").permissions();
    fs::set_permissions(to, permissions).expect("permissions can be set");
}

/// The text with all changes in it, and which bytes belong to which.
fn changed(text: &str, points: &mut [(usize, &Point)]) -> (String, Vec<(std::ops::Range<usize>, usize)>) {
    points.sort_by_key(|(number, point)| (point.range.start, std::cmp::Reverse(point.range.end), *number));
    let (mut out, mut ranges, mut at) = (String::new(), Vec::new(), 0);
    let mut open: Vec<(usize, &'static str, usize, usize)> = Vec::new();
    let mut rest = points.iter().peekable();
    loop {
        let next_open = rest.peek().map(|(_, point)| point.range.start);
        let next_close = open.last().map(|(end, ..)| *end);
        let (place, closes) = match (next_open, next_close) {
            (None, None) => break,
            (Some(start), Some(end)) if start < end => (start, false),
            (Some(start), None) => (start, false),
            (_, Some(end)) => (end, true),
        };
        out.push_str(&text[at..place]);
        at = place;
        if closes {
            if let Some((_, closing, number, began)) = open.pop() {
                out.push_str(closing);
                ranges.push((began..out.len(), number));
            }
            continue;
        }
        let Some((number, point)) = rest.next() else { break };
        let (began, asked) = (out.len(), format!("crate::mutant::on({number})"));
        match &point.change {
            Change::Return(value) => {
                out.push_str(&format!(" if {asked} {{ return {value}; }}"));
                ranges.push((began..out.len(), *number));
            }
            Change::Skipped => {
                out.push_str(&format!(" if !{asked}"));
                ranges.push((began..out.len(), *number));
            }
            Change::Without => {
                out.push_str(&format!("if !{asked} {{ "));
                open.push((point.range.end, " }", *number, began));
            }
            Change::Instead(other) => {
                out.push_str(&format!("(if {asked} {{ {other} }} else {{ "));
                open.push((point.range.end, " })", *number, began));
            }
        }
    }
    out.push_str(&text[at..]);
    (out, ranges)
}
