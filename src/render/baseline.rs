//! A survey as the baseline of a later run: compact JSON, one finding per line, so that two baselines can be compared by eye.

use std::io::{self, Write};

use crate::report::survey::Survey;

/// Writes a baseline.
///
/// # Errors
/// Whatever the writer refuses.
pub fn baseline(survey: &Survey, out: &mut dyn Write) -> io::Result<()> {
    let content = Some(survey.content()?);
    let head = serde_json::to_string(&Survey { content, ..survey.without_findings() })?;
    let (head, tail) = head.rsplit_once(']').unwrap_or((&head, "}"));
    out.write_all(head.as_bytes())?;
    for (number, finding) in survey.findings.iter().enumerate() {
        out.write_all(if number == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, finding)?;
    }
    writeln!(out, "\n]{tail}")
}
