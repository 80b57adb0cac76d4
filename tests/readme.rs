//! What the README and the guide show is what the program prints. `ACQUIS_BLESS=1 cargo test readme::` writes the present
//! output into them.

use std::fs;
use std::path::Path;
use std::process::Command;

/// Lines that the README has at most, and lines that each output in it has at most.
const README_LINES: usize = 200;
const README_OUTPUT_LINES: usize = 20;

/// The arguments of a shown command, if it is one of ours, and how many lines of its output are shown.
fn shown_command(line: &str) -> Option<(&str, usize)> {
    let command = line.strip_prefix("$ acquis ").or(line.strip_prefix("$ cargo run --release -- "))?;
    match command.split_once(" | head -") {
        Some((arguments, lines)) => Some((arguments, lines.parse().unwrap())),
        None => Some((command, usize::MAX)),
    }
}

fn output(arguments: &str) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_acquis"));
    // what stands in double quotes is one argument
    let parts = arguments.split('"').enumerate();
    let words = parts.flat_map(|(number, part)| match number % 2 {
        0 => part.split_whitespace().collect::<Vec<_>>(),
        _ => vec![part],
    });
    command.args(words).env("COLUMNS", "100").env("NO_COLOR", "1");
    let output = command.output().unwrap();
    // a check that finds gaps ends with 1, as it should
    let fine = if arguments.starts_with("check") { 0..=1 } else { 0..=0 };
    let code = output.status.code().unwrap();
    assert!(fine.contains(&code), "{arguments}: {code}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The text with the present output below each shown command, and how many lines each output has.
fn refreshed(text: &str) -> (String, Vec<usize>) {
    let mut blocks = text.split("```console\n");
    let mut current = blocks.next().unwrap().to_owned();
    let mut lengths = Vec::new();
    for block in blocks {
        let (inside, after) = block.split_once("\n```").unwrap();
        let command = inside.lines().next().unwrap();
        let mut shown = inside.to_owned();
        if let Some((arguments, most)) = shown_command(command) {
            let printed = output(arguments);
            let lines: Vec<&str> = printed.trim_end().lines().take(most).collect();
            shown = format!("{command}\n{}", lines.join("\n"));
            lengths.push(lines.len());
        }
        current += &format!("```console\n{shown}\n```{after}");
    }
    (current, lengths)
}

/// Compares a page with what its commands print, or writes the present output into it; answers how long each output is.
fn check_page(path: &str) -> Vec<usize> {
    let text = fs::read_to_string(path).unwrap();
    let (current, lengths) = refreshed(&text);
    if std::env::var_os("ACQUIS_BLESS").is_some() {
        fs::write(path, &current).unwrap();
        return lengths;
    }
    assert!(current == text, "{path} shows old output: ACQUIS_BLESS=1 cargo test readme::");
    lengths
}

#[test]
fn the_readme_is_short_and_shows_real_output() {
    let lengths = check_page("README.md");
    assert_eq!(lengths.len(), 2, "the README shows two commands");
    assert!(lengths.iter().all(|length| *length <= README_OUTPUT_LINES), "an output is too long: {lengths:?}");
    let lines = fs::read_to_string("README.md").unwrap().lines().count();
    assert!(lines <= README_LINES, "the README has {lines} lines");
}

#[test]
fn the_guide_shows_real_output() {
    assert!(check_page("docs/guide.md").len() >= 10, "the guide shows few commands");
}

/// The address that a heading has within its page: lower case, no punctuation, spaces as hyphens.
fn anchor(heading: &str) -> String {
    let kept = heading.chars().filter(|letter| letter.is_alphanumeric() || " -_".contains(*letter));
    kept.flat_map(char::to_lowercase).map(|letter| if letter == ' ' { '-' } else { letter }).collect()
}

/// The targets of the links of a page, outside blocks of code.
fn links(text: &str) -> Vec<String> {
    let prose: Vec<&str> = text.split("```").step_by(2).collect();
    let parts: Vec<&str> = prose.iter().flat_map(|part| part.split("](").skip(1)).collect();
    parts.into_iter().filter_map(|part| part.split_once(')')).map(|(target, _)| target.to_owned()).collect()
}

#[test]
fn links_between_pages_lead_somewhere() {
    let mut dead = Vec::new();
    let docs = ["assurance", "guide", "nightly", "official-data", "supply-chain", "warehouse"];
    let docs = docs.map(|name| format!("docs/{name}.md"));
    let root = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "SECURITY.md"].map(str::to_owned);
    for path in root.into_iter().chain(docs) {
        let folder = Path::new(&path).parent().unwrap();
        for link in links(&fs::read_to_string(&path).unwrap()) {
            if link.contains("://") {
                continue;
            }
            let (file, heading) = link.split_once('#').unwrap_or((&link, ""));
            let target = if file.is_empty() { Path::new(&path).to_owned() } else { folder.join(file) };
            if !target.exists() {
                dead.push(format!("{path}: {link}"));
            } else if !heading.is_empty() {
                let page = fs::read_to_string(&target).unwrap();
                let headings = page.lines().filter(|line| line.starts_with('#'));
                let found =
                    headings.map(|line| anchor(line.trim_start_matches('#').trim())).any(|known| known == heading);
                dead.extend((!found).then(|| format!("{path}: {link}")));
            }
        }
    }
    assert!(dead.is_empty(), "{}", dead.join("\n"));
}

#[test]
fn contributing_names_the_steps_of_the_gate() {
    // a packaged crate has no gate
    let Ok(gate) = fs::read_to_string(".ci/run") else { return };
    let (_, steps) = gate.split_once("\nsteps=(").unwrap();
    let steps: Vec<&str> = steps.split_once(')').unwrap().0.split_whitespace().collect();
    let text = fs::read_to_string("CONTRIBUTING.md").unwrap();
    let (_, table) = text.split_once("| step | what it checks |\n|---|---|\n").unwrap();
    let rows = table.lines().take_while(|line| line.starts_with('|'));
    let named: Vec<&str> = rows.map(|row| row.split('`').nth(1).unwrap()).collect();
    assert_eq!(named, steps);
}
