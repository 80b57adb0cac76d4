//! Cells of a table that other programs open: the guard before a text that they would take for a day, a number, a truth
//! value, an error, nothing at all or a formula, and how it is taken off again. Both are here, so that they cannot drift
//! apart.
//!
//! The guard is an apostrophe at the beginning. Which columns hold texts and which values is for the caller to know.

use std::borrow::Cow;

/// The text with the guard before it where a spreadsheet would read something else in it.
///
/// A text that begins with apostrophes before something of that kind takes one more: `unguarded` gives back what went in,
/// whatever it was.
pub(crate) fn guarded(text: &str) -> Cow<'_, str> {
    if is_misread(text) {
        return Cow::Owned(format!("'{text}"));
    }
    Cow::Borrowed(text)
}

/// The text as it was before [`guarded`]. An apostrophe that is no guard stays.
// The reader of tables of records takes it off; the tests hold the two together until there is one.
#[cfg_attr(not(test), allow(dead_code, reason = "for reading tables back"))]
pub(crate) fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|text| is_misread(text)).unwrap_or(cell)
}

/// Is the text a value that every program writes back as it reads it: an ISO day, a number in its shortest form but for
/// decimals, `true`, `false`?
pub(crate) fn is_value(text: &str) -> bool {
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.strip_prefix('-').unwrap_or(text);
    let (whole, places) = number.split_once('.').unwrap_or((number, "0"));
    let is_short = whole == "0" || !whole.starts_with('0');
    let is_number = text.len() <= 15 && is_digits(whole) && is_digits(places) && is_short;
    is_number || matches!(text, "true" | "false") || is_iso_day(text)
}

/// Is the text a word that programs read as a missing value, as pandas and R do? In a column of free texts it is a
/// text; of the words of a closed list none is meant so.
pub(crate) fn is_missing(text: &str) -> bool {
    MISSING.contains(&text.trim())
}

/// Is the text a whole day, and not a month or a year?
pub(crate) fn is_iso_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    lengths == [4, 2, 2] && parts.concat().bytes().all(|byte| byte.is_ascii_digit())
}

fn is_misread(text: &str) -> bool {
    let text = text.trim_start_matches('\'');
    is_formula(text) || is_reckoned(text) || is_missing(text) || is_error(text)
}

const MISSING: [&str; 10] = ["NULL", "null", "NaN", "nan", "None", "NA", "<NA>", "N/A", "n/a", "1.#IND"];

/// `#N/A`, `#REF!`, `#DIV/0!`, `#NAME?`, and what a later spreadsheet adds: capitals behind a number sign.
fn is_error(text: &str) -> bool {
    let text = text.trim();
    let name = text.strip_prefix('#').map(|rest| rest.trim_end_matches(['!', '?'])).unwrap_or_default();
    let is_of_name = |char: char| char.is_ascii_uppercase() || matches!(char, '/' | '0' | ' ' | '#' | '_');
    name.starts_with(|char: char| char.is_ascii_uppercase()) && name.chars().all(is_of_name)
}

/// After any spaces, `=`, `+`, `-` or `@`, their full-width forms included, with something behind it; or a tab or a
/// carriage return at the beginning.
fn is_formula(text: &str) -> bool {
    let begins = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    text.starts_with(['\t', '\r']) || (begins && text.trim() != "-")
}

/// Would the text be read as a number, a day, a time, a fraction, an amount or a truth value, in some language? Digits, the
/// signs that stand between and around them, and the few words that belong to numbers and days; nothing else.
fn is_reckoned(text: &str) -> bool {
    let text = text.trim();
    if is_truth(text) {
        return true;
    }
    let text = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(text);
    let (mut has_digit, mut has_month, mut is_apart) = (false, false, false);
    for run in text.split_inclusive(|char: char| !char.is_alphabetic()) {
        let word = run.trim_end_matches(|char: char| !char.is_alphabetic());
        let sign = run.get(word.len()..).unwrap_or_default();
        let is_before_digit = sign.starts_with(|char: char| char.is_ascii_digit());
        let is_a_month = is_month(word);
        let is_known = word.is_empty()
            || is_a_month
            || (has_digit && is_of_numbers(word))
            || (has_digit && is_apart && ["a", "p"].contains(&word.to_lowercase().as_str()))
            || (!is_before_digit && ROMAN.contains(&word));
        let is_sign = |char: char| char.is_ascii_digit() || SIGNS.contains(char);
        if !is_known || !sign.chars().all(is_sign) {
            return false;
        }
        has_digit |= is_before_digit;
        has_month |= is_a_month;
        is_apart = sign == " ";
    }
    // Beside a month there are a day and a year, and behind them at most a time.
    let numbers = text.split(|char: char| !char.is_ascii_digit()).filter(|part| !part.is_empty()).count();
    let is_of_day = !has_month || numbers <= 2 || text.contains(':');
    has_digit && is_of_day && !text.contains("..")
}

/// What stands between and around the digits of numbers, days, times and amounts.
const SIGNS: &str = " \u{A0}\u{2009}\u{202F}-/.,:'’%€$£¥+";

/// The months in the languages of the Union and of the EEA, in the forms that they have alone and in days, long and short:
/// from the Unicode CLDR 48. A spreadsheet takes their beginnings too.
const MONTHS: &str = include_str!("months.txt");

/// Months as they stand in days: `2.III.2013`.
const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

/// A month, or at least three letters of it.
fn is_month(word: &str) -> bool {
    let word = word.to_lowercase();
    word.chars().count() >= 3 && MONTHS.split_whitespace().any(|month| month.starts_with(&word))
}

/// What may follow digits: an exponent, an hour, half of the day, the time of a day in ISO 8601, and what leads to the
/// month in Spanish, Portuguese (`3 de maio`) and Maltese (`6 ta’ April`).
fn is_of_numbers(word: &str) -> bool {
    ["e", "h", "am", "pm", "t", "z", "de", "ta"].contains(&word.to_lowercase().as_str())
}

fn is_truth(text: &str) -> bool {
    ["true", "false", "wahr", "falsch", "vrai", "faux"].contains(&text.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MISREAD: [&str; 86] = [
        "2-6",
        "14-15",
        "-5",
        "3/4",
        "1e5",
        "1E+5",
        "32010E0123",
        "2011-36",
        "2011-11-25",
        "2013-07",
        "TRUE",
        "false",
        "Wahr",
        "36",
        "007",
        "5.10",
        "1,5",
        "1 000",
        "1.234,56",
        "12%",
        "€5",
        "5 €",
        "$5",
        "(5)",
        "10:30",
        "10:30 PM",
        "10h30",
        "2013-05-06T10:00Z",
        "III.2",
        "2.III.2013",
        "1 1/2",
        "1.5.2013",
        "25/11/2011",
        "6 April 2013",
        "Apr-13",
        "Sept. 2013",
        "2. Mai 2013",
        "6 avr. 2013",
        "1'000",
        "2011-11-25 10:30",
        "+32 2",
        "+1",
        "=1+1",
        "-1+2",
        "--1",
        "-.5",
        "-1 ",
        "-1e9",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "  =1",
        "＝1",
        "－1",
        "'36",
        "''=1",
        "=",
        "6 April 2013 10:30",
        "3 de maio de 2013",
        "6 ta’ April",
        "5 p",
        "5 a",
        "10 P",
        "4 luglio 2012",
        "lipiec 2011",
        "4 lipca 2012",
        "lip 2011",
        "6. dubna 2013",
        "2013. április 6",
        "6 ΑΠΡΙΛΊΟΥ 2013",
        "6 април 2013",
        "6 apr. 2013",
        "6 Aibreán 2013",
        "#N/A",
        "#REF!",
        "#DIV/0!",
        "#NAME?",
        "#N/A N/A",
        "#SPILL!",
        "NULL",
        "NaN",
        "None",
        "NA",
        "n/a",
        "mrt 2013",
        "6. huhtikuuta 2013",
    ];
    const READ_AS_TEXT: [&str; 40] = [
        "",
        "-",
        "AT/budapest/ratification",
        "a=b",
        "'quoted'",
        "'",
        "22(1)",
        "2(3), 4, 5-6, 8 as amended",
        "Art. 2-6",
        "CETS 185",
        "32011L0036",
        "2011/36/EU",
        "2–6",
        "2008-01-01..2009-10-07",
        "24 months",
        "O2 ?1",
        "E5",
        "x5",
        "II.3, bullet 3",
        "iss-2011/1/ms-1",
        "May",
        "Decision 12",
        "sec 3",
        "bullet 3",
        "no",
        "O",
        "?",
        "n",
        "met",
        "5a",
        "5 b",
        "none",
        "na",
        "No",
        "#",
        "#1",
        "#a",
        "#Nordic",
        "lipiec",
        "fra-2014-09-30",
    ];

    #[test]
    fn what_a_spreadsheet_misreads_is_guarded_and_everything_else_is_left() {
        for text in MISREAD {
            assert_eq!(guarded(text), format!("'{text}"));
        }
        for text in READ_AS_TEXT {
            assert_eq!(guarded(text), text);
        }
    }

    #[test]
    fn values_are_days_and_plain_numbers() {
        for value in ["0", "7", "-7", "-7.25", "0.0000", "100.0000", "2011-11-25", "true"] {
            assert!(is_value(value), "{value}");
        }
        for text in ["", "-", "007", "1e5", "2013-07", "+1", ".5", "5.", "1,5", "TRUE", "1234567890123456"] {
            assert!(!is_value(text), "{text}");
        }
        assert!(is_iso_day("2006-01-31") && !is_iso_day("2006-01") && !is_iso_day("2006"));
    }

    proptest! {
        #[test]
        fn the_guard_comes_off_again(text in "('{0,3})(\\PC{0,12}|[-=+@0-9 ./e'\t\r]{0,8}|TRUE|2 mai 2013|5 p|NULL|#REF!)") {
            let cell = guarded(&text);
            prop_assert_eq!(unguarded(&cell), text.as_str());
            prop_assert!(cell.starts_with('\'') || !is_misread(&cell));
        }
    }
}
