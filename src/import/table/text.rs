//! Bytes to text: which encoding a file has, by its mark, by what it declares, or by what its bytes can be.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::import::RowProblem;

/// The text of a file. Lines end with `\n` alone, whatever they end with in the file.
///
/// # Errors
/// `binary-file`, `mixed-encoding` where letters of the text are UTF-8 and some bytes are not, `broken-encoding`.
pub(super) fn decode(bytes: &[u8]) -> Result<String, RowProblem> {
    let text = decode_bytes(bytes)?;
    if text.contains('\0') {
        return Err(binary());
    }
    if text.contains('\r') {
        return Ok(text.replace("\r\n", "\n").replace('\r', "\n"));
    }
    Ok(text.into_owned())
}

fn decode_bytes(bytes: &[u8]) -> Result<Cow<'_, str>, RowProblem> {
    if let Some((marked, length)) = Encoding::for_bom(bytes) {
        return whole(marked, bytes.get(length..).unwrap_or_default());
    }
    if let Some(wide) = wide(bytes) {
        return whole(wide, bytes);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Cow::Borrowed(text)),
        Err(error) => narrow(bytes, error.valid_up_to()),
    }
}

/// The text in this encoding, if all of it can be read.
fn whole<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Result<Cow<'a, str>, RowProblem> {
    match encoding.decode_without_bom_handling(bytes) {
        (text, false) => Ok(text),
        (text, true) => {
            let line = text.split('\u{FFFD}').next().map_or(0, lines);
            let message = format!("line {line}: the text is not {}, as its beginning says", encoding.name());
            Err(RowProblem::new("broken-encoding", message).help("save the file as UTF-8"))
        }
    }
}

/// UTF-16 without a mark: every second byte of Latin text is zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..bytes.len().min(1_000))?;
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), sample.len() / 2);
    let is_even = bytes.len().is_multiple_of(2);
    match (even * 10, odd * 10) {
        _ if !is_even || pairs < 2 => None,
        (0, odd) if odd >= pairs * 4 => Some(UTF_16LE),
        (even, 0) if even >= pairs * 4 => Some(UTF_16BE),
        _ => None,
    }
}

/// Text with one byte a letter: as the file declares it, or Windows-1252, in which every byte is a letter.
fn narrow(bytes: &[u8], valid_up_to: usize) -> Result<Cow<'_, str>, RowProblem> {
    if bytes.contains(&0) {
        return Err(binary());
    }
    let declared = declared(bytes).filter(|declared| *declared != UTF_8);
    if let Some(encoding) = declared {
        return whole(encoding, bytes);
    }
    // where words of several bytes are right, the file was meant as UTF-8 and was damaged: no guess can repair it
    let lossy = String::from_utf8_lossy(bytes);
    let broken = lossy.matches('\u{FFFD}').count();
    let sound = lossy.chars().filter(|char| !char.is_ascii()).count() - broken;
    if sound > broken || lossy.contains(is_european) {
        let line = lines(&String::from_utf8_lossy(bytes.get(..valid_up_to).unwrap_or_default()));
        let message = format!("line {line}: this byte is not UTF-8, and letters elsewhere in the file are");
        return Err(RowProblem::new("mixed-encoding", message).help("save the file as UTF-8, and check that line"));
    }
    whole(WINDOWS_1252, bytes)
}

/// A letter of an official language. Not all letters: `É»` in Windows-1252 has the bytes of one that nobody writes.
fn is_european(char: char) -> bool {
    let is_in_use =
        matches!(char, '\u{c0}'..='\u{17f}' | '\u{218}'..='\u{21b}' | '\u{386}'..='\u{3ce}' | '\u{400}'..='\u{45f}');
    char.is_alphabetic() && is_in_use
}

/// The encoding that XML (`encoding="ISO-8859-1"`) or a page (`charset=...`) declares at its beginning.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(2_000))?;
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let is_markup = head.trim_start().starts_with('<');
    let label = ["encoding=", "charset="].iter().find_map(|key| head.split_once(key).map(|(_, rest)| rest))?;
    let label = label.trim_start_matches(['"', '\'']);
    let end = label.find(|char: char| !(char.is_ascii_alphanumeric() || "-_:".contains(char)))?;
    Encoding::for_label(label.get(..end)?.as_bytes()).filter(|_| is_markup)
}

/// The number of the line that this text ends in.
fn lines(before: &str) -> usize {
    before.matches('\n').count() + 1
}

fn binary() -> RowProblem {
    RowProblem::new("binary-file", "the file is no text: it has zero bytes")
        .help("expected: CSV, XLSX, a saved HTML page, XML or JSON")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_recognised() {
        let text = "Zustand;Österreich\n";
        let (wide, _, _) = (text.encode_utf16(), 0, 0);
        let wide: Vec<u16> = wide.collect();
        let little: Vec<u8> = wide.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = wide.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        for bytes in [
            text.as_bytes().to_vec(),
            [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            [b"\xFF\xFE", little.as_slice()].concat(),
            [b"\xFE\xFF", big.as_slice()].concat(),
            little,
            big,
            b"Zustand;\xD6sterreich\r\n".to_vec(),
            b"Zustand;\xD6sterreich\r".to_vec(),
        ] {
            assert_eq!(decode(&bytes).unwrap(), text, "{bytes:x?}");
        }
        assert_eq!(decode(b"\x93a\x94 \x80").unwrap(), "\u{201c}a\u{201d} \u{20ac}");
        let declared = b"<?xml version=\"1.0\" encoding=\"ISO-8859-2\"?><a>\xB1</a>";
        assert!(decode(declared).unwrap().contains('ą'));
    }

    #[test]
    fn one_letter_in_utf_8_beside_another_encoding_is_refused() {
        let problem = decode(b"a;MOV\xC3\x89\nb;caf\xE9 x\xE9 y\xE9\n").unwrap_err();
        assert_eq!(problem.code, "mixed-encoding");
        assert!(problem.message.starts_with("line 2: "), "{problem:?}");
        assert_eq!(decode(b"caf\xE9\n\xCE\x95\xCE\xBB").unwrap_err().code, "mixed-encoding");
        // letters of Windows-1252 before its quotes and spaces that do not break
        for (bytes, text) in [
            (b"\x84Spa\xDF\x93".as_slice(), "\u{201e}Spaß\u{201c}"),
            (b"\xABCAF\xC9\xBB", "«CAFÉ»"),
            (b"UNIT\xC9\xA0: \xE9", "UNITÉ\u{a0}: é"),
        ] {
            assert_eq!(decode(bytes).unwrap(), text);
        }
    }

    #[test]
    fn what_cannot_be_text_is_refused() {
        for (bytes, code) in [
            (b"a\0b;c\0\0".as_slice(), "binary-file"),
            ("ä;ö;ü\né".as_bytes().iter().chain(b"\xE4").copied().collect::<Vec<u8>>().leak(), "mixed-encoding"),
            (b"\xEF\xBB\xBFa\n\xE4", "broken-encoding"),
            (b"\xFF\xFEa", "broken-encoding"),
        ] {
            assert_eq!(decode(bytes).unwrap_err().code, code, "{bytes:x?}");
        }
        let problem = decode("ä;ö;ü\né".as_bytes().iter().chain(b"\xE4").copied().collect::<Vec<u8>>().leak());
        assert!(problem.unwrap_err().message.starts_with("line 2: "));
    }
}
