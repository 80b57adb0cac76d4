//! Bytes to text: byte order marks and invalid UTF-8.

use crate::load::raised::{Desk, Raised, Spot};

const UTF8_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The text of a file. A byte order mark is an error, but what follows it is read, to find what else is wrong. After
/// the first byte that is not UTF-8 nothing can be read: only the sound part is kept, for the excerpt.
pub(crate) fn text(bytes: Vec<u8>, desk: &mut Desk) -> (String, bool) {
    let bytes = match bytes.strip_prefix(UTF8_MARK) {
        Some(rest) => {
            let message = "the file begins with a byte order mark";
            desk.raise(
                Raised::error_at("byte-order-mark", Spot::Byte(0), message).help("save it as UTF-8 without a BOM"),
            );
            rest.to_vec()
        }
        None => bytes,
    };
    match String::from_utf8(bytes) {
        Ok(text) => (text, true),
        Err(error) => {
            let sound = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            desk.raise(not_utf8(&bytes, sound));
            let part = bytes.get(..sound).unwrap_or_default();
            (String::from_utf8_lossy(part).into_owned(), false)
        }
    }
}

fn not_utf8(bytes: &[u8], sound: usize) -> Raised {
    let help = match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "it looks like UTF-16: save it as UTF-8",
        _ => "save it as UTF-8: letters with accents are two bytes there",
    };
    let wrong = bytes.get(sound).copied().unwrap_or_default();
    let message = format!("byte {sound} of the file (0x{wrong:02X}) is not UTF-8");
    Raised::error_at("invalid-utf8", Spot::Byte(sound), message).help(help)
}
