//! Cells of a table that other programs open: the guard before a text that a spreadsheet would take for a day, a number,
//! a truth value or a formula, and how it is taken off again. Both are here, so that they cannot drift apart.
//!
//! The guard is an apostrophe at the beginning. Which columns hold texts and which values is for the caller to know.

use std::borrow::Cow;

/// The text with the guard before it where a spreadsheet would read something else in it.
///
/// A text that begins with apostrophes before something of that kind takes one more: `unguarded` gives back what went in,
/// whatever it was.
pub(crate) fn guarded(text: &str) -> Cow<'_, str> {
    match is_misread(text) {
        true => Cow::Owned(format!("'{text}")),
        false => Cow::Borrowed(text),
    }
}

/// The text as it was before [`guarded`]. An apostrophe that is no guard stays.
// The reader of tables of records takes it off; the tests hold the two together until there is one.
#[cfg_attr(not(test), allow(dead_code, reason = "for reading tables back"))]
pub(crate) fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').filter(|text| is_misread(text)).unwrap_or(cell)
}

/// Is it a value that every program writes back as it reads it: an ISO day, a number in its shortest form but for
/// decimals, `true`, `false`?
pub(crate) fn is_value(text: &str) -> bool {
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let number = text.strip_prefix('-').unwrap_or(text);
    let (whole, places) = number.split_once('.').unwrap_or((number, "0"));
    let is_short = whole == "0" || !whole.starts_with('0');
    let is_number = text.len() <= 15 && is_digits(whole) && is_digits(places) && is_short;
    is_number || matches!(text, "true" | "false") || is_iso_day(text)
}

fn is_iso_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    lengths == [4, 2, 2] && parts.concat().bytes().all(|byte| byte.is_ascii_digit())
}

fn is_misread(text: &str) -> bool {
    let text = text.trim_start_matches('\'');
    is_formula(text) || is_reckoned(text)
}

/// After any spaces, `=`, `+`, `-` or `@`, their full-width forms included, with something behind it; or a tab or a
/// carriage return at the beginning.
fn is_formula(text: &str) -> bool {
    let begins = text.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
    text.starts_with(['\t', '\r']) || (begins && text.trim() != "-")
}

/// Would it be read as a number, a day, a time, a fraction, an amount or a truth value, in some language? Digits, the
/// signs that stand between and around them, and the few words that belong to numbers and days; nothing else.
fn is_reckoned(text: &str) -> bool {
    let text = text.trim();
    if is_truth(text) {
        return true;
    }
    let text = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(text);
    let mut has_digit = false;
    for run in text.split_inclusive(|char: char| !char.is_alphabetic()) {
        let word = run.trim_end_matches(|char: char| !char.is_alphabetic());
        let sign = run.get(word.len()..).unwrap_or_default();
        let is_before_digit = sign.starts_with(|char: char| char.is_ascii_digit());
        let is_known = word.is_empty()
            || is_month(word)
            || (has_digit && is_of_numbers(word))
            || (!is_before_digit && ROMAN.contains(&word));
        let is_sign = |char: char| char.is_ascii_digit() || SIGNS.contains(char);
        if !is_known || !sign.chars().all(is_sign) {
            return false;
        }
        has_digit |= is_before_digit;
    }
    has_digit && !text.contains("..")
}

/// What stands between and around the digits of numbers, days, times and amounts.
const SIGNS: &str = " \u{A0}\u{2009}\u{202F}-/.,:'’%€$£¥+";

/// The months in the languages in which the Commission works; a spreadsheet takes their beginnings too.
const MONTHS: [&str; 36] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
    "januar",
    "jänner",
    "februar",
    "märz",
    "juni",
    "juli",
    "oktober",
    "dezember",
    "fevrier",
    "aout",
    "decembre",
    "maerz",
];

/// Months as they stand in days: `2.III.2013`.
const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

/// A month, or at least three letters of it.
fn is_month(word: &str) -> bool {
    let word = word.to_lowercase();
    word.chars().count() >= 3 && MONTHS.iter().any(|month| month.starts_with(&word))
}

/// What may follow digits: an exponent, an hour, half of the day, the time of a day in ISO 8601.
fn is_of_numbers(word: &str) -> bool {
    ["e", "h", "am", "pm", "t", "z"].contains(&word.to_lowercase().as_str())
}

fn is_truth(text: &str) -> bool {
    ["true", "false", "wahr", "falsch", "vrai", "faux"].contains(&text.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const MISREAD: [&str; 57] = [
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
    ];
    const READ_AS_TEXT: [&str; 29] = [
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
    }

    proptest! {
        #[test]
        fn the_guard_comes_off_again(text in "('{0,3})(\\PC{0,12}|[-=+@0-9 ./e'\t\r]{0,8}|TRUE|2 mai 2013)") {
            let cell = guarded(&text);
            prop_assert_eq!(unguarded(&cell), text.as_str());
            prop_assert!(cell.starts_with('\'') || !is_misread(&cell));
        }
    }
}
