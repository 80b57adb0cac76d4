//! Values as they are typed: days, and words out of closed lists.

use crate::cli::streams::stderr::LogFormat;
use crate::law::CaseKind;
use crate::render::Format;
use crate::report::{CaseGrouping, CompareLayout, FailOn, Grouping, Within};
use crate::time::Day;
use clap::builder::{PossibleValuesParser, TypedValueParser};

/// A day, as YYYY-MM-DD.
pub(super) fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).map_err(|error| error.to_string())
}

/// A length of time: 180d, 26w, 6m, 1y.
pub(super) fn within(text: &str) -> Result<Within, String> {
    Within::parse(text)
}

/// A number of days or weeks, in days: a month has no fixed length, and a calendar counts back from the entry.
pub(super) fn alarm(text: &str) -> Result<u32, String> {
    const MOST: u32 = 3_650;
    let form = || format!("\"{text}\" is no time before a day: write 14d or 2w, at most {MOST}d");
    let (number, days) = match (text.strip_suffix('d'), text.strip_suffix('w')) {
        (Some(number), _) => (number, 1),
        (_, Some(number)) => (number, 7),
        _ => return Err(form()),
    };
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let count = number.parse::<u32>().ok().filter(|_| is_number).and_then(|count| count.checked_mul(days));
    count.filter(|days| *days <= MOST).ok_or_else(form)
}

/// Reads one of a list of words, and offers the list and "a similar value exists".
fn one_of<T: Copy + Send + Sync + 'static>(words: &'static [(T, &'static str)]) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(words.iter().map(|(_, word)| *word)).try_map(|word| {
        words.iter().find(|(_, known)| *known == word).map(|(value, _)| *value).ok_or("not in the list")
    })
}

pub(super) fn format() -> impl TypedValueParser<Value = Format> {
    one_of(&Format::ALL)
}

/// One of these formats.
pub(super) fn format_of(formats: &[Format]) -> impl TypedValueParser<Value = Format> {
    let names = Format::ALL.iter().filter(|(format, _)| formats.contains(format)).map(|(_, name)| *name);
    PossibleValuesParser::new(names).try_map(|name| Format::parse(&name).ok_or("not in the list"))
}

/// A format, where none is offered.
pub(super) fn any_format(name: &str) -> Result<Format, String> {
    Format::parse(name).ok_or_else(|| "no such format".to_owned())
}

pub(super) fn fail_on() -> impl TypedValueParser<Value = FailOn> {
    one_of(&FailOn::ALL)
}

pub(super) fn log_format() -> impl TypedValueParser<Value = LogFormat> {
    one_of(&LogFormat::ALL)
}

/// A number of threads, 0 for as many as there are cores.
pub fn jobs(text: &str) -> Result<usize, String> {
    const MOST: usize = 256;
    text.parse().ok().filter(|jobs| *jobs <= MOST).ok_or_else(|| format!("write a number from 0 to {MOST}"))
}

pub(super) fn grouping() -> impl TypedValueParser<Value = Grouping> {
    const GROUPINGS: [(Grouping, &str); 5] = [
        (Grouping::Headline, "headline"),
        (Grouping::Instrument, "instrument"),
        (Grouping::Obligation, "obligation"),
        (Grouping::Objective, "objective"),
        (Grouping::Family, "family"),
    ];
    one_of(&GROUPINGS)
}

pub(super) fn layout() -> impl TypedValueParser<Value = CompareLayout> {
    one_of(&[(CompareLayout::Flat, "flat"), (CompareLayout::Matrix, "matrix")])
}

pub(super) fn case_grouping() -> impl TypedValueParser<Value = CaseGrouping> {
    const GROUPINGS: [(CaseGrouping, &str); 5] = [
        (CaseGrouping::State, "state"),
        (CaseGrouping::Year, "year"),
        (CaseGrouping::Act, "act"),
        (CaseGrouping::Kind, "kind"),
        (CaseGrouping::Department, "department"),
    ];
    one_of(&GROUPINGS)
}

pub(super) fn case_kind() -> impl TypedValueParser<Value = CaseKind> {
    const KINDS: [(CaseKind, &str); 3] = [
        (CaseKind::NonCommunication, CaseKind::NonCommunication.as_str()),
        (CaseKind::NonConformity, CaseKind::NonConformity.as_str()),
        (CaseKind::BadApplication, CaseKind::BadApplication.as_str()),
    ];
    one_of(&KINDS)
}
