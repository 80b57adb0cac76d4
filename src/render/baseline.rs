//! A survey as the baseline of a later run: compact JSON, one finding per line, so that two baselines can be compared by eye.
//! What it holds is written after the findings, whose digest is made while they are written.

use std::io::{self, Write};

use crate::report::survey::Survey;

/// Writes a baseline.
///
/// # Errors
/// Whatever the writer refuses.
pub fn baseline(survey: &Survey, out: &mut dyn Write) -> io::Result<()> {
    let head = serde_json::to_string(&survey.head())?;
    out.write_all(head.strip_suffix("]}").unwrap_or(&head).as_bytes())?;
    let mut digest = survey.head_digest()?;
    let mut separator: &[u8] = b"\n";
    survey.each_written(|finding| {
        digest.add(finding);
        out.write_all(separator)?;
        separator = b",\n";
        out.write_all(finding)
    })?;
    writeln!(out, "\n],\"content\":{}}}", serde_json::to_string(&digest.content())?)
}
