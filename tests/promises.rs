//! What SECURITY.md and docs/assurance.md promise: each test that they name exists. That it tries what they say is for whoever
//! reads it.

use std::fs;

use crate::support::package;

/// The pages that name tests, and how many each names at least.
const PAGES: [(&str, usize); 2] = [("SECURITY.md", 20), ("docs/assurance.md", 40)];

/// The tests that a page names: file and name.
fn named(page: &str) -> Vec<(String, String)> {
    let text = fs::read_to_string(package().join(page)).unwrap();
    let quoted = text.split('`').skip(1).step_by(2);
    let pairs = quoted.filter_map(|words| words.split_once(".rs::"));
    pairs.map(|(file, name)| (format!("{file}.rs"), name.to_owned())).collect()
}

/// Does the file have a test of this name?
fn exists(file: &str, name: &str) -> bool {
    let text = fs::read_to_string(package().join(file)).unwrap_or_default();
    let Some((before, _)) = text.split_once(&format!("fn {name}(")) else { return false };
    let mut attributes = before.trim_end().lines().rev().map(str::trim).take_while(|line| line.starts_with('#'));
    attributes.any(|line| line == "#[test]")
}

#[test]
fn every_test_that_is_promised_exists() {
    for (page, least) in PAGES {
        let named = named(page);
        assert!(named.len() >= least, "{page} names {} tests", named.len());
        let missing: Vec<_> = named.iter().filter(|(file, name)| !exists(file, name)).collect();
        assert!(missing.is_empty(), "{page} names tests that do not exist: {missing:?}");
    }
}
