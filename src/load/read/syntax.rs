//! What serde_json says about broken JSON, in words that say how to correct it; and a bound on nesting, checked before
//! anything recurses.

use crate::load::defect::{Defect, DefectLocation};

/// Levels of brackets that a file may open inside each other. Ours use six.
const DEEPEST: usize = 64;

/// Is the text nested too deeply to be read? Counts brackets outside strings.
pub(super) fn too_deep(text: &str) -> Option<Defect> {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match (in_string, byte) {
            (true, _) if escaped => escaped = false,
            (true, b'\\') => escaped = true,
            (_, b'"') => in_string = !in_string,
            (false, b'[' | b'{') => depth += 1,
            (false, b']' | b'}') => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            let message = format!("brackets are nested more than {DEEPEST} levels deep");
            return Some(Defect::error_at("nested-too-deeply", DefectLocation::Byte(at), message));
        }
    }
    None
}

/// The defect behind a message of serde_json.
pub(super) fn explain(text: &str, error: &serde_json::Error) -> Defect {
    let at = byte_of(text, error.line(), error.column());
    let said = error.to_string();
    let said = said.split(" at line ").next().unwrap_or(&said);
    if error.is_eof() {
        let (message, help) = if text.trim().is_empty() {
            ("the file is empty", "remove it, or write what it should hold")
        } else {
            ("the file ends too early", "a bracket or a quotation mark is not closed")
        };
        return Defect::error_at("broken-json", DefectLocation::Byte(text.len()), message).help(help);
    }
    let rest = text.get(at..).unwrap_or_default();
    let (message, help) = match said {
        "trailing characters" => ("something follows after the end of the JSON value".to_owned(), None),
        "trailing comma" => ("a comma stands before the closing bracket".to_owned(), Some("remove the comma")),
        "expected value" => ("a value is missing or malformed here".to_owned(), odd_value(rest)),
        "key must be a string" => ("a key in double quotes is expected here".to_owned(), odd_value(rest)),
        other => (other.replace('`', "\""), None),
    };
    Defect::error_at("broken-json", DefectLocation::Byte(at), message).maybe_help(help.map(str::to_owned))
}

fn odd_value(rest: &str) -> Option<&'static str> {
    const HELP: [(&[&str], &str); 5] = [
        (&["NaN", "Infinity", "-Infinity"], "JSON has no NaN and no infinity"),
        (&["//", "/*", "#"], "JSON has no comments: use a \"note\""),
        (&["'"], "strings stand in double quotes"),
        (&[","], "remove one comma"),
        (&["True", "False", "None"], "write true, false or null"),
    ];
    let is_meant = |beginnings: &[&str]| beginnings.iter().any(|beginning| rest.starts_with(beginning));
    HELP.into_iter().find(|(beginnings, _)| is_meant(beginnings)).map(|(_, help)| help)
}

/// The byte at a line and column as serde_json counts them: the column is that of the last byte read.
pub(crate) fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let mut at = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
