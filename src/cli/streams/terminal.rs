//! The terminal: its width, and whether colours are wanted.

use anstream::AutoStream;
use clap::ColorChoice;
use std::io;

/// Columns where nothing says how many there are.
pub const USUAL_WIDTH: usize = 100;

/// COLUMNS, else the terminal's own width, else 100.
pub fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok()).filter(|columns| *columns > 0);
    columns.or_else(terminal_columns).unwrap_or(USUAL_WIDTH)
}

/// The columns of the terminal on stdout, else on stderr or stdin: before a pager stdout is a pipe. How many lines it has
/// does not matter, and some say none.
#[cfg(unix)]
fn terminal_columns() -> Option<usize> {
    use rustix::termios::{Winsize, tcgetwinsize};
    let columns = |size: Winsize| Some(usize::from(size.ws_col)).filter(|columns| *columns > 0);
    let sizes = [tcgetwinsize(io::stdout()), tcgetwinsize(io::stderr()), tcgetwinsize(io::stdin())];
    sizes.into_iter().flatten().find_map(columns)
}

#[cfg(not(unix))]
fn terminal_columns() -> Option<usize> {
    terminal_size::terminal_size().map(|(terminal_size::Width(width), _)| usize::from(width))
}

/// Are there to be colours on this stream? Under `auto`: on a terminal, unless NO_COLOR or TERM=dumb say no.
pub fn is_coloured(color: ColorChoice, stream: &impl anstream::stream::RawStream) -> bool {
    match color {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => AutoStream::choice(stream) != anstream::ColorChoice::Never,
    }
}
