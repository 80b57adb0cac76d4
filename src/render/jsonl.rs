//! Issues as lines of JSON: one finding per line, each complete in itself, and a closing line that counts them. Written as
//! a stream: what comes out early can be read early.

use std::io::{self, Write};

use super::json;
use crate::report::{Intervals, Issue, Issues, Streamed};

/// Writes a line for each issue, then the counts.
pub(super) fn write(issues: &Issues, out: &mut dyn Write) -> io::Result<()> {
    let headers = issues.headers();
    let listed: Vec<&Issue> = issues.listed().collect();
    let lines = Streamed::new(&listed, |issue: &&Issue| issues.line(issue, &headers));
    lines.each_written(|line, to| json::write_line(&line, to), |lines| out.write_all(lines))?;
    out.write_all(&json::line(&issues.closing())?)
}

/// Writes a line for each interval; nothing closes them, so that files of several runs can be put together.
pub(super) fn write_intervals(intervals: &Intervals, out: &mut dyn Write) -> io::Result<()> {
    intervals.each(|row| out.write_all(&json::line(&intervals.line(row))?))
}
