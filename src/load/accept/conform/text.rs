//! The forms of texts, as the patterns of the schemas have them.

use crate::load::raw::RawWhen;
use crate::text::is_blank;
use crate::time::Day;

/// Does the text say anything?
pub(super) fn is_filled(text: &str) -> bool {
    !is_blank(text)
}

/// An exact day of the calendar, 1950 to 2100.
pub(super) fn is_day(text: &str) -> bool {
    Day::parse(text).is_ok()
}

/// Digits where the form has `0`, else the same characters; the year from 1950 to 2100.
fn has_form(text: &str, form: &str) -> bool {
    let is_like = |(byte, like): (u8, u8)| if like == b'0' { byte.is_ascii_digit() } else { byte == like };
    let is_formed = text.len() == form.len() && text.bytes().zip(form.bytes()).all(is_like);
    is_formed && text.get(..4).is_some_and(|year| ("1950"..="2100").contains(&year))
}

/// A day, a month or a year, as far as it is written like one: whether there is such a day is asked when it is read.
pub(super) fn is_when(text: &str) -> bool {
    let part = |range, last: &str| text.get(range).is_none_or(|part| ("01"..=last).contains(&part));
    ["0000", "0000-00", "0000-00-00"].iter().any(|form| has_form(text, form)) && part(5..7, "12") && part(8..10, "31")
}

/// An exact day, or a year.
pub(super) fn is_adoption(text: &str) -> bool {
    ["0000", "0000-00-00"].iter().any(|form| has_form(text, form))
}

/// A date that may be uncertain: text, or bounds.
pub(super) fn is_date(date: &RawWhen) -> bool {
    match date {
        RawWhen::Text(text) => is_when(text),
        RawWhen::Bounds { after: None, by: None } => false,
        RawWhen::Bounds { after, by } => [after, by].into_iter().flatten().all(|day| is_day(day)),
    }
}

/// Lower-case letters, digits and single hyphens between them.
pub(super) fn is_id(text: &str) -> bool {
    let is_part = |part: &str| !part.is_empty() && part.bytes().all(is_letter_or_digit);
    text.split('-').all(is_part)
}

fn is_letter_or_digit(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit()
}

/// `instrument/obligation`.
pub(super) fn is_link(text: &str) -> bool {
    let is_part = |part: &str| !part.is_empty() && part.bytes().all(|byte| is_letter_or_digit(byte) || byte == b'-');
    text.split_once('/').is_some_and(|(act, duty)| is_part(act) && is_part(duty))
}

/// `obligation`, or `instrument/obligation`.
pub(super) fn is_link_or_id(text: &str) -> bool {
    text.split_once('/').map_or_else(|| is_id(text), |(act, duty)| is_id(act) && is_id(duty))
}

fn are_capitals(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// So many capital letters.
pub(super) fn is_code_of(length: usize, text: &str) -> bool {
    text.len() == length && are_capitals(text)
}

/// The code of a state or a territory.
pub(super) fn is_state(text: &str) -> bool {
    let is_part = |part: &str| {
        (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    };
    match text.split_once('-') {
        Some((state, part)) => is_code_of(2, state) && is_part(part),
        None => is_code_of(2, text) || is_code_of(4, text),
    }
}

/// The code of a state, a territory or an institution.
pub(super) fn is_actor(text: &str) -> bool {
    is_state(text) || is_institution(text)
}

/// The code of an institution.
pub(super) fn is_institution(text: &str) -> bool {
    matches!(text, "COM" | "CONSIL")
}

/// A CELEX number.
pub(super) fn is_celex(text: &str) -> bool {
    let is_rest = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || b"()/_-".contains(&byte);
    match text.as_bytes() {
        [sector, a, b, c, d, letter, rest @ ..] => {
            (sector.is_ascii_digit() || matches!(sector, b'C' | b'E'))
                && [a, b, c, d].iter().all(|digit| digit.is_ascii_digit())
                && letter.is_ascii_uppercase()
                && rest.iter().all(|byte| is_rest(*byte))
        }
        _ => false,
    }
}

/// An address of the web, in full and escaped.
pub(super) fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).unwrap_or_default();
    let (path, fragment) = rest.split_once('#').unwrap_or((rest, ""));
    !path.is_empty() && is_escaped(path) && is_escaped(fragment)
}

fn is_escaped(text: &str) -> bool {
    let mut parts = text.split('%');
    let is_plain =
        |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._~:/?@!$&'()*+,;=-".contains(&byte));
    let is_after_escape = |part: &str| {
        let (code, rest) = part.split_at_checked(2).unwrap_or_default();
        code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_hexdigit()) && is_plain(rest)
    };
    parts.next().is_some_and(is_plain) && parts.all(is_after_escape)
}
