//! Untrusted text made harmless, for every floor. Titles, notes, names and arguments may have been written by anybody: a
//! control character could clear a terminal, an override of direction could turn a sentence round.
//!
//! Deliberately not here: the escapes of a format (`render`), and what is refused in data (`load`).

use std::borrow::Cow;

/// What is written in the place of a character that must not be written.
const REPLACEMENT: char = '\u{FFFD}';

/// The text on one line, without characters that could deceive a terminal or a reader.
///
/// Tabs and ends of line become spaces; what [`is_harmful`] becomes U+FFFD.
pub(crate) fn harmless(text: &str) -> Cow<'_, str> {
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if is_plain || text.chars().all(|char| harmless_char(char) == char) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(harmless_char).collect())
}

/// The character, or what stands in its place on a line.
pub(crate) fn harmless_char(char: char) -> char {
    match char {
        '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => ' ',
        char if is_harmful(char) => REPLACEMENT,
        char => char,
    }
}

/// Is the character one that must not be written as it is? Control characters (C0 with tab and newline, DEL, C1), ends
/// of line, marks, overrides and isolates of direction, invisible characters, the private characters that
/// `render::layout` works with, and the 66 noncharacters of Unicode, which are never to be exchanged.
///
/// Joiners and selectors of variants are not: languages and emoji are written with them.
pub(crate) fn is_harmful(char: char) -> bool {
    char.is_control()
        || matches!(char, '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}')
        || matches!(char, '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{E000}'..='\u{F8FF}')
        || matches!(char, '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
        || is_noncharacter(char)
}

/// Does the text say nothing? White space and control characters only, or none at all. The schemas ask the same of a text, by
/// the pattern `[^\s\u0000-\u001f\u007f-\u009f\ufeff]`.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|char| char.is_whitespace() || char.is_control() || char == '\u{FEFF}')
}

/// U+FDD0 to U+FDEF, and the last two of each plane.
fn is_noncharacter(char: char) -> bool {
    matches!(char, '\u{FDD0}'..='\u{FDEF}') || u32::from(char) & 0xFFFE == 0xFFFE
}

/// The bytes of a UTF-8 file without the byte order mark that some editors put before them. Every file that is read comes
/// through here, so that the mark means the same in all: nothing. Columns are counted without it, as editors count them.
pub(crate) fn without_mark(mut bytes: Vec<u8>) -> Vec<u8> {
    if bytes.starts_with(MARK) {
        bytes.drain(..MARK.len());
    }
    bytes
}

/// The byte order mark of UTF-8.
pub(crate) const MARK: &[u8] = b"\xEF\xBB\xBF";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_mark_is_no_part_of_the_text() {
        for (bytes, text) in
            [("\u{FEFF}{}", "{}"), ("{}", "{}"), ("", ""), ("\u{FEFF}", ""), ("\u{FEFF}\u{FEFF}", "\u{FEFF}")]
        {
            assert_eq!(without_mark(bytes.into()), text.as_bytes(), "{bytes:?}");
        }
    }

    #[test]
    fn plain_text_is_not_copied() {
        assert!(matches!(harmless("Ratify the Convention – Prüm, Ελλάδα, 👩‍⚖️"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_moves_a_terminal_is_replaced() {
        assert_eq!(harmless("a\u{1b}[2Jb"), "a\u{FFFD}[2Jb");
        assert_eq!(harmless("a\u{9b}2Jb\u{7f}"), "a\u{FFFD}2Jb\u{FFFD}");
        assert_eq!(harmless("one\ntwo\tthree\r"), "one two three ");
        assert_eq!(harmless("not \u{202E}bound\u{2066}"), "not \u{FFFD}bound\u{FFFD}");
    }

    #[test]
    fn all_noncharacters_are_harmful_and_their_neighbours_are_not() {
        let count = ('\0'..=char::MAX).filter(|char| is_noncharacter(*char)).count();
        assert_eq!(count, 66, "as the Unicode Standard, 23.7, counts them");
        for char in ['\u{FFFE}', '\u{FFFF}', '\u{FDD0}', '\u{FDEF}', '\u{1FFFE}', '\u{10FFFF}'] {
            assert!(is_harmful(char), "{char:?}");
        }
        for char in ['\u{FDCF}', '\u{FDF0}', '\u{FFFD}', '\u{10000}', '\u{10FFFD}', 'ü', '\u{200D}', '\u{FE0F}'] {
            assert!(!is_harmful(char), "{char:?}");
        }
    }
}
