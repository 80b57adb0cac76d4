//! Style and script of the page, as they stand in it, and the hashes by which its policy admits them and nothing else.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("page.css");

/// The parts of the script in the order in which they need each other.
const PARTS: [&str; 20] = [
    include_str!("script/dom.js"),
    include_str!("script/dates.js"),
    include_str!("script/words.js"),
    include_str!("script/data.js"),
    include_str!("script/page.js"),
    include_str!("script/timebar.js"),
    include_str!("script/charts.js"),
    include_str!("script/snapshot.js"),
    include_str!("script/matrix.js"),
    include_str!("script/gridkeys.js"),
    include_str!("script/map.js"),
    include_str!("script/overview.js"),
    include_str!("script/reasons.js"),
    include_str!("script/act.js"),
    include_str!("script/gantt.js"),
    include_str!("script/country.js"),
    include_str!("script/programme.js"),
    include_str!("script/sources.js"),
    include_str!("script/find.js"),
    include_str!("script/start.js"),
];

/// A text in the page, and its hash for the policy.
#[derive(Debug)]
pub(super) struct HashedText {
    /// The text between the tags.
    pub text: String,
    /// `sha256-…`
    pub hash: String,
}

impl HashedText {
    fn new(text: String) -> HashedText {
        let hash = format!("sha256-{}", STANDARD.encode(Sha256::digest(text.as_bytes())));
        HashedText { text, hash }
    }
}

/// The style, without comments and indents.
pub(super) fn style() -> HashedText {
    // Before the first comment all is style; of each later part, what stands behind the end of its comment.
    let code = STYLE.split("/*").enumerate().map(|(number, part)| match part.split_once("*/") {
        Some((_, after)) if number > 0 => after,
        _ => part,
    });
    let code: String = code.collect();
    let lines = code.lines().map(str::trim).filter(|line| !line.is_empty());
    HashedText::new(lines.fold("\n".to_owned(), with_line))
}

/// The script, without indents and comments that fill a line.
pub(super) fn script() -> HashedText {
    let mut text = "\n(()=>{\"use strict\";\n".to_owned();
    for part in PARTS {
        let mut is_in_comment = false;
        for line in part.lines().map(str::trim) {
            let begins_comment = line.starts_with("/*") && !line.contains("*/");
            if !is_in_comment && !begins_comment && !is_comment(line) {
                text = with_line(text, line);
            }
            is_in_comment = (is_in_comment || begins_comment) && !line.ends_with("*/");
        }
    }
    HashedText::new(with_line(text, "})();"))
}

/// A comment and nothing behind it, or nothing at all. `/** @type {Day} */ let day;` is code.
fn is_comment(line: &str) -> bool {
    line.is_empty() || line.starts_with("//") || (line.starts_with("/*") && line.ends_with("*/"))
}

fn with_line(mut text: String, line: &str) -> String {
    text.push_str(line);
    text.push('\n');
    text
}
