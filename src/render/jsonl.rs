//! Issues as lines of JSON: one finding per line, each complete in itself, and a closing line that counts them. Written as
//! a stream: what comes out early can be read early.

use std::io::{self, Write};

use super::json;
use crate::report::{Issue, Issues, Streamed};

/// Writes a line for each issue, then the counts.
pub(super) fn write(issues: &Issues, out: &mut dyn Write) -> io::Result<()> {
    let headers = issues.headers();
    let line = |issue: &&Issue| json::line(&issues.line(issue, &headers));
    let listed: Vec<&Issue> = issues.listed().collect();
    Streamed::new(&listed, line).each(|line| out.write_all(&line?))?;
    out.write_all(&json::line(&issues.closing())?)
}
