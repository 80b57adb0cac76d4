//! Plain English: phrases and metaphors that occur in no text of the repository, and doc comments whose first line can be read
//! alone. What to write instead stands beside each phrase.

use std::fs;
use std::path::{Path, PathBuf};

/// Documents and data.
const DOCUMENTS: [&str; 16] = [
    "README.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "docs",
    "instruments",
    "member-states",
    "seeds",
    "cases",
    "rules",
    "schemas",
    ".ci",
    ".github",
    "packaging",
    "pyproject.toml",
];

/// Code, its comments and its messages.
const CODE: [&str; 6] = ["src", "tests", "benches", "examples", "build.rs", "Cargo.toml"];

/// A phrase that is not used, and what is written instead.
const PHRASES: [(&str, &str); 46] = [
    ("tells why", "shows why"),
    ("object a line", "one object per line"),
    ("is another", "differs"),
    ("be another", "differ"),
    ("told", "reported, said, notified"),
    ("tells of", "concerns, reports"),
    ("tell of", "concern, report"),
    ("tells by", "shows"),
    ("goes before", "takes precedence over"),
    ("lie over", "override"),
    ("lies over", "overrides"),
    ("lay over", "override"),
    ("laid over", "applied to, replacing"),
    ("lie in", "are in"),
    ("lies in", "is in"),
    ("lie there", "are there"),
    ("lies there", "is there"),
    ("lie beside", "are beside"),
    ("lies beside", "is beside"),
    ("has no say", "is ignored"),
    ("have no say", "are ignored"),
    ("heed", "respect"),
    ("heeds", "respects"),
    ("heeded", "respected"),
    ("passed over", "ignored"),
    ("passes over", "ignores"),
    ("wrong use", "usage error"),
    ("by halves", "in part; atomically"),
    ("proceedings lie", "proceedings are available"),
    ("a letter a", "one letter per"),
    ("a finding a", "one finding per"),
    ("a state a", "one state per"),
    ("one file a", "one file per"),
    ("one letter a", "one letter per"),
    ("one line a", "one line per"),
    ("one object a", "one object per"),
    ("to trust", "stable"),
    ("desk", "what it collects"),
    ("bench", "what it builds"),
    ("house", "the data, the corpus"),
    ("voice", "the output on stderr"),
    ("unheard", "ignored"),
    ("storyboard", "short sequence of steps"),
    ("mend", "repair, correct"),
    ("lost from sight", "no longer known"),
    ("beside each other", "side by side"),
];

/// Lawful uses: the end of a file's path, and the words around the phrase.
const EXCEPTIONS: [(&str, &str); 5] = [
    ("seeds/swd-2012-143.json", "House of Commons"),
    ("Cargo.toml", "[[bench]]"),
    ("benches/engine.rs", "bench"),
    ("benches/parts.rs", "bench"),
    ("CONTRIBUTING.md", "cargo bench"),
];

/// How the first line of a doc comment does not begin: in a list it stands without what was said before.
const OPENINGS: [&str; 7] = ["The same", "It ", "They ", "Its ", "Their ", "Them ", "He "];

/// Files that hold the phrases on purpose, or whose text is not ours.
const NOT_READ: [&str; 3] = ["tests/english.rs", "tests/sarif/sarif-schema-2.1.0.json", "src/law/names/states.txt"];

fn files(path: &Path, found: &mut Vec<PathBuf>) {
    if path.is_dir() {
        let mut entries: Vec<PathBuf> = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).collect();
        // packages of others
        entries.retain(|entry| !entry.ends_with("node_modules"));
        entries.sort();
        entries.iter().for_each(|entry| files(entry, found));
    } else if path.exists() && !NOT_READ.iter().any(|end| path.ends_with(end)) {
        found.push(path.to_owned());
    }
}

/// Every text below the paths, with its path from the root; what is not UTF-8 is no text.
fn texts(paths: &[&str]) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    paths.iter().for_each(|path| files(&root.join(path), &mut found));
    let text = |path: &PathBuf| {
        let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
        Some((name, fs::read_to_string(path).ok()?))
    };
    found.iter().filter_map(text).collect()
}

/// The text on one line, without the marks of comments and quotations, and where each of its lines begins.
fn flowing(text: &str) -> (String, Vec<usize>) {
    let mut flow = String::new();
    let mut starts = Vec::new();
    for line in text.lines() {
        starts.push(flow.len());
        let words = line.trim().trim_start_matches(['/', '!', '#', '>', '*']);
        flow += &words.split_whitespace().collect::<Vec<_>>().join(" ").to_ascii_lowercase();
        flow.push(' ');
    }
    (flow, starts)
}

/// Where the phrase stands as whole words.
fn places(flow: &str, phrase: &str) -> Vec<usize> {
    let is_part = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || "_-".contains(letter));
    let is_whole =
        |at: &usize| !is_part(flow[..*at].chars().next_back()) && !is_part(flow[at + phrase.len()..].chars().next());
    flow.match_indices(phrase).map(|(at, _)| at).filter(is_whole).collect()
}

/// Does a lawful use stand at this place?
fn is_excepted(name: &str, flow: &str, at: usize) -> bool {
    EXCEPTIONS.iter().filter(|(file, _)| name.ends_with(file)).any(|(_, words)| {
        let words = words.to_ascii_lowercase();
        flow.match_indices(&words).any(|(start, _)| (start..start + words.len()).contains(&at))
    })
}

fn found_phrases(paths: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for (name, text) in texts(paths) {
        let (flow, starts) = flowing(&text);
        for (phrase, better) in PHRASES {
            for at in places(&flow, phrase) {
                if !is_excepted(&name, &flow, at) {
                    let line = starts.partition_point(|start| *start <= at);
                    found.push(format!("{name}:{line}: \"{phrase}\" (write: {better})"));
                }
            }
        }
    }
    found
}

/// First lines of doc comments that begin with a word for something said before.
fn found_openings(paths: &[&str]) -> Vec<String> {
    let doc = |line: &str| ["/// ", "//! "].iter().find_map(|mark| line.trim().strip_prefix(mark).map(str::to_owned));
    let mut found = Vec::new();
    for (name, text) in texts(paths).into_iter().filter(|(name, _)| name.ends_with(".rs")) {
        let mut before = None;
        for (number, line) in text.lines().enumerate() {
            let now = doc(line);
            if let (None, Some(words)) = (&before, &now)
                && OPENINGS.iter().any(|opening| words.starts_with(opening))
            {
                found.push(format!("{name}:{}: {words}", number + 1));
            }
            before = now;
        }
    }
    found
}

#[test]
fn documents_and_data_are_in_plain_english() {
    let found = found_phrases(&DOCUMENTS);
    assert!(found.is_empty(), "{} phrases:\n{}", found.len(), found.join("\n"));
}

#[test]
fn code_comments_and_messages_are_in_plain_english() {
    let mut found = found_phrases(&CODE);
    found.extend(found_openings(&CODE));
    assert!(found.is_empty(), "{} phrases:\n{}", found.len(), found.join("\n"));
}
