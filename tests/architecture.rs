//! The house rules that a machine can check: floors, sizes, opening lines, what may print, exit or read the clock.

use std::fs;
use std::path::{Path, PathBuf};

/// Floors from the lowest up: what a module may import from `crate::` is what stands before it, itself included.
/// `vocabulary` (a macro), `text` (the filter of harmful characters), `guard` (cells of tables) and `parallel` (threads)
/// have no floor: all may use them, they use none;
/// `load` and `import` are blind to each other.
const FLOORS: [&str; 10] = ["time", "law", "load", "rules", "engine", "open", "report", "dataset", "render", "cli"];

/// Exceptions to the order above: (module, what it may not import although it stands lower).
const BLIND: [(&str, &str); 4] = [("rules", "load"), ("engine", "load"), ("open", "engine"), ("render", "dataset")];

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

fn imports(text: &str) -> Vec<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let paths = code.flat_map(|line| line.split("crate::").skip(1).map(str::to_owned).collect::<Vec<_>>());
    paths
        .map(|path| path.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap().to_owned())
        .collect()
}

#[test]
fn imports_point_downwards() {
    let floor = |name: &str| FLOORS.iter().position(|known| *known == name);
    let mut wrong = Vec::new();
    for (path, text) in all(&["src"]) {
        let own = module(&path);
        let ground = matches!(own.as_str(), "guard" | "parallel" | "text" | "vocabulary") && text.contains("crate::");
        wrong.extend(ground.then(|| format!("{}: {own} imports something", path.display())));
        let Some(height) = floor(&own) else { continue };
        for import in imports(&text) {
            let too_high = floor(&import).is_some_and(|other| other > height);
            if too_high || BLIND.contains(&(own.as_str(), import.as_str())) {
                wrong.push(format!("{}: {own} imports {import}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
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
fn folders_are_not_crowded() {
    let mut counts = std::collections::BTreeMap::new();
    for (path, _) in all(&["src"]) {
        *counts.entry(path.parent().unwrap().to_owned()).or_insert(0) += 1;
    }
    let crowded: Vec<_> = counts.iter().filter(|(_, count)| **count > MOST_FILES_IN_A_FOLDER).collect();
    assert!(crowded.is_empty(), "{crowded:?}");
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
        let code: String =
            text.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect();
        wrong.extend(
            forbidden.iter().filter(|word| code.contains(*word)).map(|word| format!("{}: {word}", path.display())),
        );
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
