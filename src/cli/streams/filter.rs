//! The filter before a terminal. Every format and every message has made its texts harmless by itself, in its own way; what it
//! should have overlooked ends here. So it changes nothing of what is well-formed: JSON has escapes where it would see something.

use crate::text::{harmless_char, is_harmful};
use std::borrow::Cow;
use std::io::{self, Write};

/// The longest sequence that sets a colour.
const LONGEST_COLOUR: usize = 24;

/// Text on its way to a terminal: ends of line and tabs pass, colours where they are wanted, nothing else that a terminal obeys.
#[derive(Debug)]
pub struct Filtered<W: Write> {
    inner: W,
    is_coloured: bool,
    /// What cannot be judged before more of it is there.
    held: Vec<u8>,
}

impl<W: Write> Filtered<W> {
    /// A filter that lets sequences that set a colour pass, or not.
    pub fn new(inner: W, is_coloured: bool) -> Filtered<W> {
        Filtered { inner, is_coloured, held: Vec::new() }
    }

    /// Writes what was held back: it will not be completed.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn finish(mut self) -> io::Result<()> {
        let held = std::mem::take(&mut self.held);
        self.write_text(&String::from_utf8_lossy(&held))
    }

    /// Writes what is whole of what is held.
    fn write_held(&mut self) -> io::Result<()> {
        let mut held = std::mem::take(&mut self.held);
        self.held = held.split_off(held.len() - unfinished(&held));
        let written = self.write_text(&String::from_utf8_lossy(&held));
        if written.is_err() {
            // after an error nothing may be written later
            self.held.clear();
        }
        written
    }

    fn write_text(&mut self, text: &str) -> io::Result<()> {
        let mut rest = text;
        while let Some((at, char)) = first_judged(rest) {
            let (before, from) = rest.split_at(at);
            self.inner.write_all(before.as_bytes())?;
            let length = self.passing(from).max(char.len_utf8());
            let (own, after) = from.split_at(length);
            let passes = self.passing(from) > 0;
            let own = if passes { Cow::Borrowed(own) } else { Cow::Owned(harmless_char(char).to_string()) };
            self.inner.write_all(own.as_bytes())?;
            rest = after;
        }
        self.inner.write_all(rest.as_bytes())
    }

    /// How much of what begins here may pass: the end of a line, a colour.
    fn passing(&self, text: &str) -> usize {
        match text.strip_prefix("\u{1b}[") {
            None if text.starts_with("\r\n") => "\r\n".len(),
            Some(parameters) if self.is_coloured => {
                let numbers = parameters.trim_start_matches(|char: char| char.is_ascii_digit() || char == ';');
                let length = text.len() - numbers.len() + 1;
                if numbers.starts_with('m') && length <= LONGEST_COLOUR { length } else { 0 }
            }
            _ => 0,
        }
    }
}

impl<W: Write> Write for Filtered<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.held.is_empty() && bytes.iter().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t')) {
            self.inner.write_all(bytes)?;
        } else {
            self.held.extend_from_slice(bytes);
            self.write_held()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// What a terminal might obey, or a reader be deceived by.
fn is_judged(char: char) -> bool {
    is_harmful(char) && !matches!(char, '\n' | '\t')
}

/// The first character that is judged, and where it stands. Most bytes begin none and are not decoded.
fn first_judged(text: &str) -> Option<(usize, char)> {
    let mut from = 0;
    loop {
        let place = from + text.as_bytes().get(from..)?.iter().position(|byte| may_begin_judged(*byte))?;
        let char = text.get(place..)?.chars().next()?;
        if is_judged(char) {
            return Some((place, char));
        }
        from = place + char.len_utf8();
    }
}

/// Can a character that is judged begin with this byte? Letters of European, Asian and most other scripts do not.
fn may_begin_judged(byte: u8) -> bool {
    !matches!(byte, b' '..=b'~' | b'\n' | b'\t' | 0x80..=0xC1 | 0xC3..=0xD7 | 0xD9..=0xE0 | 0xE3..=0xED)
}

/// How many bytes at the end are the beginning of something: of a character, of the end of a line, of a colour.
fn unfinished(bytes: &[u8]) -> usize {
    let is_begun = |back: &usize| {
        let tail = bytes.get(bytes.len() - back..).unwrap_or_default();
        match tail {
            [b'\r'] => true,
            [0x1b, rest @ ..] => match rest {
                [] => true,
                [b'[', numbers @ ..] => numbers.iter().all(|byte| byte.is_ascii_digit() || *byte == b';'),
                _ => false,
            },
            [0xC2..=0xF4, ..] => std::str::from_utf8(tail).is_err_and(|error| error.error_len().is_none()),
            _ => false,
        }
    };
    (1..=bytes.len().min(LONGEST_COLOUR)).rev().find(is_begun).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filtered(parts: &[&[u8]], is_coloured: bool) -> String {
        let mut out = Vec::new();
        let mut filter = Filtered::new(&mut out, is_coloured);
        parts.iter().for_each(|part| filter.write_all(part).unwrap());
        filter.finish().unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn every_character_that_is_judged_begins_with_a_byte_that_is_looked_at() {
        let mut judged = 0;
        for char in (0..=u32::from(char::MAX)).filter_map(char::from_u32) {
            let mut bytes = [0; 4];
            let text = char.encode_utf8(&mut bytes);
            let expected = is_judged(char).then_some((0, char));
            assert_eq!(first_judged(text), expected, "{char:?}");
            judged += usize::from(expected.is_some());
        }
        assert!(judged > 6_400, "{judged}: the private use area alone has so many");
        assert_eq!(first_judged("Prüm – 10 €\u{202E}"), Some(("Prüm – 10 €".len(), '\u{202E}')));
    }

    #[test]
    fn what_a_terminal_obeys_is_replaced_and_what_is_text_passes() {
        for (text, said) in [
            ("one\ntwo\tthree\r\n", "one\ntwo\tthree\r\n"),
            ("ü 日本 👩‍⚖️ ─", "ü 日本 👩‍⚖️ ─"),
            ("a\u{1b}[2Jb\u{9b}c\u{7f}\u{7}", "a\u{fffd}[2Jb\u{fffd}c\u{fffd}\u{fffd}"),
            ("\u{202e}x\u{2066}\u{200f}\u{feff}\u{fffe}", "\u{fffd}x\u{fffd}\u{fffd}\u{fffd}\u{fffd}"),
            ("a\u{2028}b\u{85}c\rd\r", "a b c d "),
            ("\u{1b}]0;title\u{7}\u{1b}", "\u{fffd}]0;title\u{fffd}\u{fffd}"),
        ] {
            assert_eq!(filtered(&[text.as_bytes()], true), said, "{text:?}");
            assert_eq!(filtered(&[text.as_bytes()], false), said, "{text:?}");
        }
        assert_eq!(filtered(&[b"a\xff\x9b2Jb\xe2\x80"], true), "a\u{fffd}\u{fffd}2Jb\u{fffd}");
    }

    #[test]
    fn colours_pass_where_they_are_wanted() {
        let text = "\u{1b}[1m\u{1b}[31moverdue\u{1b}[0m \u{1b}[38;5;9mx\u{1b}[m";
        assert_eq!(filtered(&[text.as_bytes()], true), text);
        assert!(!filtered(&[text.as_bytes()], false).contains('\u{1b}'));
        let other = "\u{1b}[1A\u{1b}[1;2;3;4;5;6;7;8;9;10;11;12m\u{1b}[?25l\u{1b}[1mx";
        assert_eq!(filtered(&[other.as_bytes()], true).matches('\u{1b}').count(), 1);
    }

    #[test]
    fn wherever_a_text_is_cut_it_comes_out_the_same() {
        let text =
            "ü\r\n\u{1b}[31mé\u{1b}[0m\u{1b}[2J\r日\u{202e}\u{1b}[1;2;3;4;5;6;7;8;9;10;11;12;13m \u{1f469}\u{9b}";
        for is_coloured in [true, false] {
            let whole = filtered(&[text.as_bytes()], is_coloured);
            for at in 0..=text.len() {
                let (one, other) = text.as_bytes().split_at(at);
                assert_eq!(filtered(&[one, other], is_coloured), whole, "cut at {at}");
            }
            let bytes: Vec<&[u8]> = text.as_bytes().chunks(1).collect();
            assert_eq!(filtered(&bytes, is_coloured), whole);
        }
    }
}
