//! The data block of the page: JSON that may stand in a script element, compressed where it is large.

use std::io::{self, Write};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::{Compression, GzBuilder};
use serde::Serialize;
use serde_json::ser::{CharEscape, CompactFormatter, Formatter, Serializer};

use crate::report::dossier::Dossier;
use crate::text::harmless_char;

use super::words::PageWords;

/// From this size on the block is compressed.
const LARGE: usize = 512 * 1024;

/// The block as it stands in the page.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct EmbeddedData {
    /// JSON, or gzip in base 64.
    pub text: String,
    /// Is it compressed?
    pub gzip: bool,
}

/// The dossier with the words that its script needs.
#[derive(Serialize)]
struct DataBlock<'a> {
    #[serde(flatten)]
    dossier: &'a Dossier,
    #[serde(flatten)]
    words: &'a PageWords,
}

/// The block of a dossier.
///
/// # Errors
/// It cannot be written as JSON.
pub(super) fn embedded(dossier: &Dossier, words: &PageWords) -> io::Result<EmbeddedData> {
    let json = script_safe(&DataBlock { dossier, words })?;
    if json.len() < LARGE {
        return Ok(EmbeddedData { text: String::from_utf8(json).map_err(io::Error::other)?, gzip: false });
    }
    // No time of writing and no name of a system: the same data give the same bytes.
    let mut encoder = GzBuilder::new().mtime(0).operating_system(255).write(Vec::new(), Compression::best());
    encoder.write_all(&json)?;
    Ok(EmbeddedData { text: STANDARD.encode(encoder.finish()?), gzip: true })
}

/// JSON without anything that ends a script element, in the same words as the markup shows.
fn script_safe(value: &impl Serialize) -> io::Result<Vec<u8>> {
    let mut out = Vec::new();
    value.serialize(&mut Serializer::with_formatter(&mut out, ForScript))?;
    Ok(out)
}

/// Writes `<` as an escape, and what could deceive a reader as templates write it.
struct ForScript;

impl Formatter for ForScript {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, char)) = rest.char_indices().find(|(_, char)| is_replaced(*char)) {
            let (before, after) = rest.split_at(at);
            out.write_all(before.as_bytes())?;
            write_replaced(out, char)?;
            rest = after.get(char.len_utf8()..).unwrap_or_default();
        }
        out.write_all(rest.as_bytes())
    }

    fn write_char_escape<W: ?Sized + Write>(&mut self, out: &mut W, escape: CharEscape) -> io::Result<()> {
        match escape {
            CharEscape::Tab | CharEscape::LineFeed | CharEscape::CarriageReturn => write_replaced(out, '\n'),
            CharEscape::Backspace | CharEscape::FormFeed => write_replaced(out, '\u{8}'),
            CharEscape::AsciiControl(byte) => write_replaced(out, char::from(byte)),
            quoted => CompactFormatter.write_char_escape(out, quoted),
        }
    }
}

fn is_replaced(char: char) -> bool {
    char == '<' || harmless_char(char) != char
}

fn write_replaced<W: ?Sized + Write>(out: &mut W, char: char) -> io::Result<()> {
    if char == '<' { out.write_all(b"\\u003c") } else { write!(out, "{}", harmless_char(char)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_script_and_nothing_deceives() {
        let value = serde_json::json!({"__proto__": "</script><!--]]>\u{2028}\u{202e}\n\u{1b}\u{8}\"\\ é👩‍⚖️"});
        let text = String::from_utf8(script_safe(&value).unwrap()).unwrap();
        assert_eq!(text, "{\"__proto__\":\"\\u003c/script>\\u003c!--]]> \u{fffd} \u{fffd}\u{fffd}\\\"\\\\ é👩‍⚖️\"}");
    }
}
