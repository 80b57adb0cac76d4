//! What the README shows is what the program prints. `ACQUIS_BLESS=1 cargo test readme::` writes the present output.

use std::fs;
use std::process::Command;

/// The arguments of a shown command, if it is one of ours.
fn arguments(line: &str) -> Option<&str> {
    line.strip_prefix("$ acquis ").or(line.strip_prefix("$ cargo run --release -- "))
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

#[test]
fn the_readme_shows_real_output() {
    let text = fs::read_to_string("README.md").unwrap();
    let mut current = String::new();
    let mut shown = 0;
    let mut blocks = text.split("```console\n");
    current += blocks.next().unwrap();
    for block in blocks {
        let (inside, after) = block.split_once("\n```").unwrap();
        let command = inside.lines().next().unwrap();
        let fresh = arguments(command).map(|arguments| format!("{command}\n{}", output(arguments).trim_end()));
        shown += usize::from(fresh.is_some());
        current += &format!("```console\n{}\n```{after}", fresh.as_deref().unwrap_or(inside));
    }
    assert!(shown >= 3, "the README shows only {shown} commands");
    if std::env::var_os("ACQUIS_BLESS").is_some() {
        fs::write("README.md", &current).unwrap();
    }
    assert!(
        current == text || std::env::var_os("ACQUIS_BLESS").is_some(),
        "README.md shows old output: ACQUIS_BLESS=1"
    );
}
