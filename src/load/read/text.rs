//! Bytes to text: byte order marks and invalid UTF-8.

use crate::load::defect::{Defect, DefectLocation, Defects};
use crate::text::without_mark;

/// The text of a file, without a byte order mark. After the first byte that is not UTF-8 nothing can be read: only the
/// sound part is kept, for the excerpt.
pub(crate) fn text(bytes: Vec<u8>, defects: &mut Defects) -> (String, bool) {
    let length = bytes.len();
    let bytes = without_mark(bytes);
    let mark = length - bytes.len();
    match String::from_utf8(bytes) {
        Ok(text) => (text, true),
        Err(error) => {
            let sound = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            defects.add(not_utf8(&bytes, sound, mark));
            let part = bytes.get(..sound).unwrap_or_default();
            (String::from_utf8_lossy(part).into_owned(), false)
        }
    }
}

/// `mark`: the bytes of the byte order mark, which count in the file and not in the text.
fn not_utf8(bytes: &[u8], sound: usize, mark: usize) -> Defect {
    let help = match bytes {
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => "it looks like UTF-16: save it as UTF-8",
        _ => "save it as UTF-8: letters with accents are two bytes there",
    };
    let wrong = bytes.get(sound).copied().unwrap_or_default();
    let message = format!("byte {} of the file (0x{wrong:02X}) is not UTF-8", mark + sound);
    Defect::error_at("invalid-utf8", DefectLocation::Byte(sound), message).help(help)
}
