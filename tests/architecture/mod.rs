//! The rules of this repository that a machine can check: floors, sizes, opening lines, what may print, exit or read the clock.

use std::fs;
use std::path::{Path, PathBuf};

mod branches;
mod imports;
mod rings;

/// Floors from the lowest up: what a module may import from `crate::` is what stands before it, itself included.
/// `vocabulary` (a macro), `text` (the filter of harmful characters), `guard` (cells of tables) and `parallel` (threads)
/// have no floor: all may use them, they use none;
/// `rules` and `load` are blind to each other.
const FLOORS: [&str; 11] =
    ["time", "law", "load", "rules", "engine", "open", "import", "report", "dataset", "render", "cli"];

/// Exceptions to the order above: (module, what it may not import although it stands lower).
const BLIND: [(&str, &str); 7] = [
    ("rules", "load"),
    ("engine", "load"),
    ("open", "engine"),
    ("import", "rules"),
    ("import", "engine"),
    ("import", "open"),
    ("render", "dataset"),
];

/// The floors inside `report` from the lowest up. Whatever is not named is a report of its own, above all of them, and
/// reports take nothing from each other.
const REPORT_FLOORS: [&[&str]; 12] = [
    &["page", "calendar", "scope", "workbook"],
    &["document"],
    &["run"],
    &["text", "hindsight"],
    &["contract"],
    &["remedies"],
    &["survey"],
    &["change"],
    &["findings"],
    &["intervals", "issues", "annex"],
    &["output"],
    &["facts", "recommend", "deadlines", "actions"],
];

const HARD_FILE_LINES: usize = 450;
const HARD_FUNCTION_LINES: usize = 60;
const MOST_FILES_IN_A_FOLDER: usize = 16;

fn sources(under: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(under).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

fn all(folders: &[&str]) -> Vec<(PathBuf, String)> {
    let mut paths = Vec::new();
    for folder in folders {
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut paths);
    }
    assert!(paths.len() > 20, "the sources are not where they are looked for");
    paths.into_iter().map(|path| (path.clone(), fs::read_to_string(&path).unwrap())).collect()
}

fn module(path: &Path) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let first = path.strip_prefix(root).unwrap().components().next().unwrap();
    first.as_os_str().to_string_lossy().trim_end_matches(".rs").to_owned()
}

fn edges() -> imports::Edges {
    imports::edges(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &all(&["src"]))
}

/// `report/gaps -> report/text/marks`.
fn shown((from, to): &(imports::Module, imports::Module)) -> String {
    format!("{} -> {}", from.join("/"), to.join("/"))
}

/// The pairs of which the lower takes something from the higher; what has no floor is on none.
fn upwards(edges: &imports::Edges, floor: impl Fn(&imports::Module) -> Option<usize>) -> Vec<String> {
    let is_upward = |from: &imports::Module, to: &imports::Module| {
        floor(from).zip(floor(to)).is_some_and(|(from_floor, to_floor)| from_floor < to_floor)
    };
    edges.iter().filter(|(from, to)| is_upward(from, to)).map(shown).collect()
}

#[test]
fn imports_point_downwards() {
    let edges = edges();
    assert!(edges.len() > 1_000, "only {} imports were found", edges.len());
    let mut wrong = upwards(&edges, |module| FLOORS.iter().position(|known| *known == module[0]));
    let is_ground =
        |module: &imports::Module| matches!(module[0].as_str(), "guard" | "parallel" | "text" | "vocabulary");
    wrong.extend(edges.iter().filter(|(from, _)| is_ground(from)).map(shown));
    let is_blind =
        |(from, to): &&(imports::Module, imports::Module)| BLIND.contains(&(from[0].as_str(), to[0].as_str()));
    wrong.extend(edges.iter().filter(is_blind).map(shown));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_floors_inside_report_are_kept() {
    let of_reports = REPORT_FLOORS.len();
    let floor = |module: &imports::Module| {
        let room = module.get(1).filter(|_| module[0] == "report")?;
        Some(REPORT_FLOORS.iter().position(|floor| floor.contains(&room.as_str())).unwrap_or(of_reports))
    };
    let mut wrong = upwards(&edges(), floor);
    let reports = |(from, to): &&(imports::Module, imports::Module)| {
        floor(from) == Some(of_reports) && floor(to) == Some(of_reports) && from[1] != to[1]
    };
    wrong.extend(edges().iter().filter(reports).map(shown));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_files_form_a_ring() {
    let mut found = rings::of_files(&edges());
    found.extend(rings::of_siblings(&edges()));
    let shown: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert!(found.is_empty(), "{}", shown.join("\n"));
}

#[test]
fn a_ring_is_found_through_super_and_through_re_exports() {
    let file = |path: &str, text: &str| (PathBuf::from(path), text.to_owned());
    let files = [
        file("src/lib.rs", "pub mod a; pub mod b;"),
        file("src/a/mod.rs", "mod one; mod two; pub use one::One; pub use self::two::Two;"),
        file("src/a/one.rs", "use super::Two; pub struct One(Two);"),
        file("src/a/two.rs", "pub struct Two(Option<Box<super::One>>);"),
        file("src/b.rs", "use crate::a::One; pub fn b() -> Option<One> { None }"),
    ];
    let edges = imports::edges(Path::new("src"), &files);
    let pairs: Vec<String> = edges.iter().map(shown).collect();
    assert_eq!(pairs, ["a/one -> a/two", "a/two -> a/one", "b -> a/one"]);
    assert_eq!(rings::of_files(&edges).len(), 1);
    assert_eq!(rings::of_siblings(&edges).len(), 1);
}

#[test]
fn a_type_has_a_name_of_its_own() {
    let mut places = std::collections::BTreeMap::<String, Vec<String>>::new();
    for (path, text) in all(&["src"]) {
        for name in imports::types(&path, &text) {
            places.entry(name).or_default().push(path.display().to_string());
        }
    }
    let twice: Vec<String> =
        places.iter().filter(|(_, places)| places.len() > 1).map(|(name, at)| format!("{name}: {at:?}")).collect();
    assert!(twice.is_empty(), "{}", twice.join("\n"));
}

#[test]
fn the_floors_are_all_there() {
    for name in FLOORS {
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(name).join("mod.rs").exists(), "{name} is gone");
    }
}

#[test]
fn files_open_with_what_lives_in_them_and_are_not_too_long() {
    let mut wrong = Vec::new();
    for (path, text) in all(&["src", "tests", "benches"]) {
        if !text.starts_with("//!") {
            wrong.push(format!("{}: does not open with //!", path.display()));
        }
        if text.lines().count() > HARD_FILE_LINES {
            wrong.push(format!("{}: {} lines", path.display(), text.lines().count()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A function's lines, from its signature to the brace that closes it at the same indentation.
fn functions(text: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let code = line.trim_start();
        let is_function = ["fn ", "pub fn ", "pub(crate) fn ", "pub(super) fn ", "const fn ", "pub const fn "]
            .iter()
            .any(|opening| code.starts_with(opening));
        if !is_function {
            continue;
        }
        let indent = &line[..line.len() - code.len()];
        let close = format!("{indent}}}");
        if let Some(length) = lines[start..].iter().position(|line| *line == close) {
            found.push((code.to_owned(), length + 1));
        }
    }
    found
}

#[test]
fn functions_are_short() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (path, text) in all(&["src"]) {
        for (name, length) in functions(&text) {
            seen += 1;
            if length > HARD_FUNCTION_LINES {
                wrong.push(format!("{}: {length} lines: {name}", path.display()));
            }
        }
    }
    assert!(seen > 200, "only {seen} functions were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_question_of_yes_or_no_is_an_if() {
    assert_eq!(branches::matches_on_bool("fn a(b: bool) -> u8 { match b { true => 1, false => 0 } }"), 1);
    let wrong: Vec<String> = all(&["src"])
        .iter()
        .map(|(path, text)| (path, branches::matches_on_bool(text)))
        .filter(|(_, count)| *count > 0)
        .map(|(path, count)| format!("{}: {count} matches on a bool", path.display()))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn folders_are_not_crowded() {
    let mut counts = std::collections::BTreeMap::new();
    for (path, _) in all(&["src"]) {
        *counts.entry(path.parent().unwrap().to_owned()).or_insert(0) += 1;
    }
    let crowded: Vec<_> = counts.iter().filter(|(_, count)| **count > MOST_FILES_IN_A_FOLDER).collect();
    assert!(crowded.is_empty(), "{crowded:?}");
}

#[test]
fn nothing_opens_a_connection_or_starts_a_program() {
    let forbidden =
        ["std::net", "TcpStream", "UdpSocket", "ToSocketAddrs", "process::Command", "Command::new(\"", "::socket("];
    let mut wrong = Vec::new();
    for (path, text) in all(&["src"]) {
        wrong.extend(
            forbidden.iter().filter(|word| text.contains(*word)).map(|word| format!("{}: {word}", path.display())),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The code of a file, without its comments and its tests.
fn code(text: &str) -> String {
    let code = text.split("#[cfg(test)]").next().unwrap();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect()
}

/// What opens standard output or standard error, or writes there by itself.
const STREAMS: [&str; 13] = [
    "io::stdout",
    "io::stderr",
    "stdio::",
    "io::Stdout",
    "io::Stderr",
    "print!",
    "println!",
    "dbg!",
    "anstream",
    "indicatif",
    "ProgressBar",
    "set_hook",
    "/dev/tty",
];

/// `cli/streams` filters what it writes; nobody writes beside it. The filter stands in each of its ways out.
#[test]
fn one_module_opens_the_streams_and_filters_what_it_writes() {
    let streams = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/cli/streams");
    let (mut wrong, mut own) = (Vec::new(), 0);
    for (path, text) in all(&["src"]) {
        let code = code(&text);
        let found = STREAMS.iter().filter(|word| code.contains(*word));
        if path.starts_with(&streams) {
            own += found.count();
        } else {
            wrong.extend(found.map(|word| format!("{}: {word}", path.display())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(own >= 8, "of {} words {own} are found where they belong", STREAMS.len());
    for (file, ways, filter) in
        [("stdout.rs", 1, "Filtered::new("), ("stderr.rs", 1, "Filtered::new("), ("progress.rs", 1, "harmless(")]
    {
        let code = code(&fs::read_to_string(streams.join(file)).unwrap());
        assert_eq!(code.matches(filter).count(), ways, "{file}: the one way out goes through the filter");
    }
    let stderr = code(&fs::read_to_string(streams.join("stderr.rs")).unwrap());
    assert_eq!(stderr.matches("AutoStream::new(").count(), 1);
}

#[test]
fn only_the_command_line_prints_exits_or_reads_the_clock() {
    let forbidden =
        ["println!", "eprintln!", "process::exit", "Local::now", "Utc::now", "SystemTime", "Instant::now", "env::var"];
    let mut wrong = Vec::new();
    for (path, text) in all(&["src"]) {
        if matches!(module(&path).as_str(), "cli" | "main") {
            continue;
        }
        let code = code(&text);
        wrong.extend(
            forbidden.iter().filter(|word| code.contains(*word)).map(|word| format!("{}: {word}", path.display())),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
