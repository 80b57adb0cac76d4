//! Untrusted text made harmless. Titles, notes and names come from files that anybody may have written: a control
//! character could clear a terminal, an override of direction could turn a sentence round.

use std::borrow::Cow;

/// What stands in the place of a character that must not be printed.
const REPLACEMENT: char = '\u{FFFD}';

/// The text on one line, without anything that a terminal or a reader could be fooled by.
///
/// Tabs and ends of line become spaces; control characters (C0, C1, DEL), marks and overrides of direction, invisible
/// characters and the private characters that `layout` works with become U+FFFD.
pub(super) fn harmless(text: &str) -> Cow<'_, str> {
    if text.chars().all(|char| !is_space(char) && !is_harmful(char)) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(harmless_char).collect())
}

fn harmless_char(char: char) -> char {
    match char {
        char if is_space(char) => ' ',
        char if is_harmful(char) => REPLACEMENT,
        char => char,
    }
}

/// Does it end a line or move to a stop?
fn is_space(char: char) -> bool {
    matches!(char, '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Must it not reach a terminal as it is?
pub(super) fn is_harmful(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}')
        || matches!(char, '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{E000}'..='\u{F8FF}')
        || matches!(char, '\u{2028}' | '\u{2029}' | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_not_copied() {
        assert!(matches!(harmless("Ratify the Convention – Prüm, Ελλάδα"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_moves_a_terminal_is_replaced() {
        assert_eq!(harmless("a\u{1b}[2Jb"), "a\u{FFFD}[2Jb");
        assert_eq!(harmless("a\u{9b}2Jb\u{7f}"), "a\u{FFFD}2Jb\u{FFFD}");
        assert_eq!(harmless("one\ntwo\tthree\r"), "one two three ");
        assert_eq!(harmless("not \u{202E}bound\u{2066}"), "not \u{FFFD}bound\u{FFFD}");
    }
}
