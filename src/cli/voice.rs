//! What is said beside the result: errors, warnings, notes, on stderr alone. A voice that cannot be heard is no error.

use std::io::{self, Write};

use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use clap::ColorChoice;

use super::exit::Failure;

/// How much is said, and in which colours.
#[derive(Debug, Clone, Copy)]
pub struct Voice {
    /// Errors only.
    pub quiet: bool,
    /// Notes too.
    pub verbose: bool,
    /// `--color`.
    pub color: ColorChoice,
}

impl Voice {
    /// Says why a command gave no result.
    pub fn failure(self, failure: &Failure) {
        self.say("error", AnsiColor::Red, &failure.to_string());
        if let Failure::Usage { help: Some(help), .. } = failure {
            self.say(" help", AnsiColor::Cyan, help);
        }
    }

    /// Warns, unless quiet.
    pub fn warn(self, text: &str) {
        if !self.quiet {
            self.say("warning", AnsiColor::Yellow, text);
        }
    }

    /// Notes, if verbose.
    pub fn note(self, text: &str) {
        if self.verbose {
            self.say("note", AnsiColor::Cyan, text);
        }
    }

    /// Prints a text that is ready.
    pub fn print(self, text: &str) {
        let _ = writeln!(self.stream(), "{text}");
    }

    /// Are there colours on stderr?
    pub fn is_coloured(self) -> bool {
        is_coloured(self.color, &io::stderr())
    }

    fn say(self, word: &str, colour: AnsiColor, text: &str) {
        let style = Style::new().fg_color(Some(colour.into())).bold();
        let _ = writeln!(self.stream(), "{style}{word}{style:#}: {}", harmless(text));
    }

    fn stream(self) -> AutoStream<io::Stderr> {
        let choice = if self.is_coloured() { anstream::ColorChoice::AlwaysAnsi } else { anstream::ColorChoice::Never };
        AutoStream::new(io::stderr(), choice)
    }
}

/// Are there to be colours on this stream? Under `auto`: on a terminal, unless NO_COLOR or TERM=dumb say no.
pub fn is_coloured(color: ColorChoice, stream: &impl anstream::stream::RawStream) -> bool {
    match color {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => AutoStream::choice(stream) != anstream::ColorChoice::Never,
    }
}

/// What was typed may be quoted, but moves no terminal.
fn harmless(text: &str) -> String {
    text.chars().map(|char| if char.is_control() { '\u{FFFD}' } else { char }).collect()
}
