//! The lists "To add something" of ARCHITECTURE.md are true: each names by an example which files mention that example, and
//! this file looks for it. A list without files says that nothing in `src/`, `schemas/` or `rules/` is touched.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Where an example is looked for; files of tests and comments do not count.
const SEARCHED: [&str; 3] = ["src", "schemas", "rules"];

/// What can be added: how its list begins, and the words by which its example is known.
const ADDITIONS: [(&str, &[&str]); 18] = [
    ("An instrument", &["swedish-initiative"]),
    ("A key of an instrument", &["relations"]),
    ("A relation between instruments", &["BuildsOn", "\"builds-on\""]),
    ("A state", &["Luxembourg"]),
    ("A record", &["at-bgbl-i-2009-132"]),
    ("A bullet that a source urges", &["iss-report-2011"]),
    ("A rule", &["deadline-passed-not-done"]),
    ("An indicator", &["incompleteness-rate"]),
    (
        "A table",
        &[
            "Remedy",
            "rules.recommendation",
            "recommendation_table",
            "\"severity\", \"recommendation\"",
            "\"name\": \"recommendation\"",
            "\"table\": \"recommendation\"",
        ],
    ),
    ("A fact that rules may see", &["Bill", "bill:", "\"bill\""]),
    ("An event", &["Designated", "\"designated\""]),
    ("A key of a duty", &["implied_by"]),
    ("A check of data", &["list-contradicted", "contradicted(state"]),
    ("A kind of official file", &["national_measures", "NationalMeasures"]),
    ("A setting", &["jobs"]),
    ("A flag that is no setting", &["compact"]),
    ("An output format", &["Junit", "junit", "testsuites"]),
    ("A command", &["History", "HistoryArguments", "history::run", "mod history", "\"history\""]),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files_under(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files_under(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// The text without comments and without the unit tests at its end.
fn code(path: &Path) -> String {
    // neither tests nor fonts
    let is_code = !path.ends_with("tests.rs") && path.extension().is_none_or(|ending| ending != "ttf");
    if !is_code {
        return String::new();
    }
    let text = fs::read_to_string(path).unwrap();
    let program = text.split("#[cfg(test)]\nmod ").next().unwrap();
    program.lines().filter(|line| !line.trim_start().starts_with("//")).map(|line| format!("{line}\n")).collect()
}

/// Does the word stand in the text, not as a part of a longer one?
fn mentions(text: &str, word: &str) -> bool {
    let is_letter = |letter: Option<char>| letter.is_some_and(|letter| letter.is_alphanumeric() || letter == '_');
    text.match_indices(word).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        !(is_letter(word.chars().next()) && is_letter(before)
            || is_letter(word.chars().next_back()) && is_letter(after))
    })
}

/// The files that mention one of the words, as paths from the root.
fn mentioning(words: &[&str]) -> BTreeSet<String> {
    let mut all = Vec::new();
    SEARCHED.iter().for_each(|folder| files_under(&root().join(folder), &mut all));
    let hits = all.iter().filter(|path| {
        let text = code(path);
        words.iter().any(|word| mentions(&text, word))
    });
    hits.map(|path| path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/")).collect()
}

fn architecture() -> String {
    fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap()
}

/// The list of an addition, from its title to the next one.
fn list(text: &str, title: &str) -> String {
    let opening = format!("- **{title}**");
    let at = text.find(&opening).unwrap_or_else(|| panic!("ARCHITECTURE.md has no list \"{title}\""));
    let rest = &text[at + opening.len()..];
    let end = ["\n- **", "\n\n"].iter().filter_map(|close| rest.find(close)).min().unwrap_or(rest.len());
    rest[..end].replace("\n  ", " ")
}

/// What stands in backticks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

/// The files that a list names for its example, and what is wrong with how it names them.
fn named(list: &str) -> BTreeSet<String> {
    let Some((_, files)) = list.split_once("for example ") else { return BTreeSet::new() };
    // the sentence ends with the last of the files
    let sentence = files.split(". ").next().unwrap();
    let is_searched = |path: &&str| SEARCHED.iter().any(|folder| path.starts_with(&format!("{folder}/")));
    quoted(sentence).filter(is_searched).map(str::to_owned).collect()
}

#[test]
fn each_list_names_the_files_that_mention_its_example() {
    let text = architecture();
    let mut wrong = Vec::new();
    for (title, words) in ADDITIONS {
        let (named, found) = (named(&list(&text, title)), mentioning(words));
        let missing =
            found.difference(&named).map(|path| format!("{title}: {path} mentions {words:?} and is not named"));
        wrong.extend(missing);
        let idle =
            named.difference(&found).map(|path| format!("{title}: {path} is named and mentions none of {words:?}"));
        wrong.extend(idle);
    }
    assert!(wrong.is_empty(), "the lists of ARCHITECTURE.md are not true:\n{}", wrong.join("\n"));
}

/// The paths in `a/{b,c}.rs` written out.
fn written_out(path: &str) -> Vec<String> {
    match path.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?))) {
        Some((before, (choices, after))) => choices.split(',').map(|one| format!("{before}{one}{after}")).collect(),
        None => vec![path.to_owned()],
    }
}

/// The pages that name files of this repository.
fn pages() -> Vec<PathBuf> {
    let mut pages =
        ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/guide.md"].map(|page| root().join(page)).to_vec();
    files_under(&root().join("docs/decisions"), &mut pages);
    pages
}

#[test]
fn every_file_that_is_named_exists() {
    let endings = [".rs", ".json", ".txt", ".md", ".toml", "/"];
    let is_path = |path: &&str| {
        path.contains('/')
            && !path.contains(' ')
            && !path.starts_with('/')
            && endings.iter().any(|end| path.ends_with(end))
    };
    let mut gone = Vec::new();
    let mut seen = 0;
    for page in pages() {
        let text = fs::read_to_string(&page).unwrap();
        let prose: String = text.split("```").step_by(2).collect();
        for path in quoted(&prose).filter(is_path).flat_map(written_out) {
            seen += 1;
            // capitals stand for what is to be filled in
            let is_pattern = path.contains('*') || ["ID", "CODE", "NAME"].iter().any(|open| path.contains(open));
            if !is_pattern && !root().join(&path).exists() && !root().join("src").join(&path).exists() {
                gone.push(format!("{}: {path}", page.file_name().unwrap().to_string_lossy()));
            }
        }
    }
    assert!(seen > 50, "only {seen} paths were found");
    assert!(gone.is_empty(), "pages name files that there are not:\n{}", gone.join("\n"));
}
