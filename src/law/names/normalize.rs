//! Spellings made comparable: case, accents, width, kinds of space and dash do not count. Not here: what a name means
//! (`find`).

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The text in one width and one kind of dash, stroke and space, whichever keyboard, word processor or printed page it
/// comes from.
pub fn plain(text: &str) -> String {
    // most names are ASCII, and need no table of Unicode
    if text.is_ascii() {
        return text.replace(|char: char| char.is_ascii_whitespace(), " ");
    }
    text.nfkc().map(plain_char).collect()
}

/// The plain character for one of the same meaning.
fn plain_char(char: char) -> char {
    match char {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{AD}' | '\u{FE58}' => '-',
        '\u{2044}' | '\u{2215}' | '\u{29F8}' => '/',
        '\u{2018}' | '\u{2019}' | '\u{2BC}' => '\'',
        '\u{200B}' | '\u{FEFF}' => ' ',
        space if space.is_whitespace() => ' ',
        other => other,
    }
}

/// The spelling without case, accents and anything but letters, digits and strokes.
///
/// ```
/// use acquis::law::names::normalize;
/// assert_eq!(normalize("Prüm Decisions"), "prumdecisions");
/// assert_eq!(normalize("２０１１／３６／ＥＵ"), "2011/36/eu");
/// assert_eq!(normalize("ΕΛΛΆΔΑ"), normalize("Ελλάδα"));
/// ```
pub fn normalize(text: &str) -> String {
    if text.is_ascii() {
        let counts = text.bytes().filter(|byte| byte.is_ascii_alphanumeric() || *byte == b'/');
        return counts.map(|byte| byte.to_ascii_lowercase() as char).collect();
    }
    let mut normalized = String::with_capacity(text.len());
    for char in plain(text).chars().flat_map(char::to_lowercase).nfd() {
        match char {
            '/' => normalized.push('/'),
            // the end of a Greek word has a letter of its own
            'ς' => normalized.push('σ'),
            mark if is_combining_mark(mark) => {}
            letter if letter.is_alphanumeric() => match plain_letters(letter) {
                Some(letters) => normalized.push_str(letters),
                None => normalized.push(letter),
            },
            _ => {}
        }
    }
    normalized
}

/// Plain letters for a letter that is no letter with an accent, and so has no decomposition in Unicode.
fn plain_letters(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        _ => return None,
    })
}

/// The words of a name, each normalized: the parts between spaces, commas, brackets, hyphens and apostrophes.
pub fn words(text: &str) -> Vec<String> {
    let plain = plain(text);
    let parts = plain.split(|char: char| char.is_whitespace() || "(),;:-'\"[]".contains(char));
    parts.map(normalize).filter(|word| !word.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_differently_is_alike() {
        for (one, other) in [
            ("anti\u{2011}trafficking", "anti-trafficking"),
            ("Decision\u{a0}2008/615/JHA", "decision 2008/615/jha"),
            ("décision‑cadre", "DECISION-CADRE"),
            ("2011⁄36∕EU", "2011/36/eu"),
            ("Großbritannien", "GROSSBRITANNIEN"),
            ("İtalya", "italya"),
            ("Κύπρος", "ΚΥΠΡΟΣ"),
            ("Mađarska", "Madarska"),
        ] {
            assert_eq!(normalize(one), normalize(other), "{one}");
            assert_eq!(words(one), words(other), "{one}");
        }
        assert_eq!(words("Netherlands (Kingdom of the)"), ["netherlands", "kingdom", "of", "the"]);
        assert_eq!(words(" — "), Vec::<String>::new());
    }
}
