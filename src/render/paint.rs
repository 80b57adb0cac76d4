//! Tones as ANSI colours. Colour never says anything that a word does not say too.

use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use crate::report::Tone;

/// The text in the colour of a tone, or as it is where there is to be no colour.
pub(super) fn paint(text: &str, tone: Tone, colour: bool) -> String {
    let style = style(tone);
    if !colour || text.is_empty() || style.is_plain() {
        return text.to_owned();
    }
    let mut painted = String::with_capacity(text.len() + 12);
    // Writing to a string cannot fail.
    let _ = write!(painted, "{}{text}{}", style.render(), style.render_reset());
    painted
}

fn style(tone: Tone) -> Style {
    let coloured = |colour: AnsiColor| Style::new().fg_color(Some(colour.into()));
    match tone {
        Tone::Plain => Style::new(),
        Tone::Good => coloured(AnsiColor::Green),
        Tone::Open => coloured(AnsiColor::Yellow),
        Tone::Bad => coloured(AnsiColor::Red).bold(),
        Tone::Unknown => coloured(AnsiColor::Magenta),
        Tone::Faint => Style::new().dimmed(),
        Tone::Strong => Style::new().bold(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_tones_are_painted_and_only_when_asked() {
        assert_eq!(paint("overdue", Tone::Bad, false), "overdue");
        assert_eq!(paint("overdue", Tone::Plain, true), "overdue");
        assert_eq!(paint("overdue", Tone::Bad, true), "\u{1b}[1m\u{1b}[31moverdue\u{1b}[0m");
    }
}
