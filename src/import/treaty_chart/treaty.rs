//! Which treaty a chart is about: by the number that it prints, or as the user says.

use crate::import::RowProblem;
use crate::import::days::{DayOrder, read_day};
use crate::import::names::Names;
use crate::law::Instrument;
use crate::law::names::{ActNumber, numbers_of};

/// The id of the treaty of these charts.
pub(super) fn find(printed: &[String], names: &Names, wanted: Option<&str>) -> Result<String, RowProblem> {
    let wanted = wanted.map(|written| names.act(written)).transpose()?;
    let numbers: Vec<u32> = printed.iter().filter_map(|text| cets(text)).collect();
    if let Some(other) = numbers.iter().find(|number| Some(*number) != numbers.first()) {
        let message = format!("the file holds charts of several treaties: CETS {}, CETS {other}", shown(&numbers));
        return Err(RowProblem::new("several-treaties", message).help("import one chart at a time"));
    }
    let found = match (numbers.first(), wanted) {
        (Some(number), Some(wanted)) => check(*number, wanted)?,
        (Some(number), None) => names.act(&format!("CETS {number}")).map_err(|_| unknown(*number))?,
        (None, wanted) => of_chapter(printed, names, wanted)?,
    };
    if !found.is_treaty() {
        let message = format!("{} is no treaty: no state signs or ratifies it", found.id);
        return Err(RowProblem::new("no-treaty", message).help("name the treaty with --instrument"));
    }
    Ok(found.id.to_string())
}

/// The treaty that was asked for, unless it has another number than the chart prints.
fn check(number: u32, wanted: &Instrument) -> Result<&Instrument, RowProblem> {
    let numbers = numbers_of(wanted);
    let mut series = numbers.iter().filter(|own| matches!(own, ActNumber::Treaty(_))).peekable();
    if series.peek().is_some() && !series.any(|own| *own == ActNumber::Treaty(number)) {
        return Err(other(&format!("CETS {number}"), wanted));
    }
    Ok(wanted)
}

/// The treaty of a chart of the United Nations, or the one that was asked for.
fn of_chapter<'a>(
    printed: &[String],
    names: &Names<'a>,
    wanted: Option<&'a Instrument>,
) -> Result<&'a Instrument, RowProblem> {
    let number = printed.iter().find_map(|text| chapter(text));
    let found = number.as_ref().and_then(|number| names.act(number).ok());
    match (found, wanted) {
        (Some(found), Some(wanted)) if found.id != wanted.id => Err(other(&number.unwrap_or_default(), wanted)),
        (Some(found), _) | (None, Some(found)) => Ok(found),
        (None, None) => {
            let message = "the chart prints no number of a treaty that the data have";
            Err(RowProblem::new("no-treaty", message).help("name the treaty with --instrument"))
        }
    }
}

fn unknown(number: u32) -> RowProblem {
    RowProblem::new("unknown-treaty", format!("the chart is that of CETS {number}, which the data do not have"))
        .help("add the treaty first: acquis new instrument ID")
}

fn other(number: &str, wanted: &Instrument) -> RowProblem {
    RowProblem::new("other-treaty", format!("the chart is that of {number}, and not of {}", wanted.id))
        .help("leave --instrument out, or check the file")
}

fn shown(numbers: &[u32]) -> String {
    numbers.first().map(u32::to_string).unwrap_or_default()
}

/// The number in the Council of Europe's series that is printed last above a table: `CETS No. 185`, `ETS No. 024`,
/// `Chart of signatures and ratifications of Treaty 185`.
fn cets(text: &str) -> Option<u32> {
    const SERIES: [&str; 6] = ["cets", "ets", "stce", "ste", "sev", "treaty"];
    let words: Vec<String> = tokens(text);
    let number = |at: usize| {
        let rest = words.iter().skip(at + 1).find(|word| !["no", "nr", "n", "number"].contains(&word.as_str()))?;
        rest.parse::<u32>().ok().filter(|number| rest.len() <= 3 && *number > 0)
    };
    let named = words.iter().enumerate().filter(|(_, word)| SERIES.contains(&word.as_str()));
    named.filter_map(|(at, _)| number(at)).next_back()
}

/// `CHAPTER XXVII 7. d`: `XXVII-7-d`, as the United Nations number their treaties.
fn chapter(text: &str) -> Option<String> {
    let words = tokens(text);
    let mut rest = words.iter().skip_while(|word| *word != "chapter").skip(1);
    let roman = rest.next().filter(|word| word.chars().all(|char| "ivxl".contains(char)))?;
    let mut rest = rest.skip_while(|word| !word.chars().all(|char| char.is_ascii_digit()));
    let number = rest.next()?;
    let letter = rest.next().filter(|word| word.len() == 1).map(|letter| format!("-{letter}")).unwrap_or_default();
    Some(format!("{}-{number}{letter}", roman.to_uppercase()))
}

fn tokens(text: &str) -> Vec<String> {
    let words = text.split(|char: char| !char.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}

/// `Status as of 27/08/2026`, `STATUS AS AT : 28-11-2025 09:15:40 EDT`: the last day of which the chart speaks.
pub(super) fn status_day(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split([' ', ':']).filter(|word| !word.is_empty()).collect();
    let is_start = |pair: &[&str]| matches!(pair, [first, second] if first.eq_ignore_ascii_case("as") && ["of", "at"].iter().any(|word| second.eq_ignore_ascii_case(word)));
    let at = words.windows(2).position(is_start)?;
    let one = words.get(at + 2).and_then(|word| read_day(word, DayOrder::DayFirst).ok());
    let three = || read_day(&words.get(at + 2..at + 5)?.join(" "), DayOrder::DayFirst).ok();
    one.or_else(three).map(|day| day.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_days_above_a_chart_are_read() {
        for (text, number) in [
            ("Convention on Cybercrime (ETS No. 185)", Some(185)),
            ("Treaty 005 Treaty 024 Chart of signatures and ratifications of Treaty 197", Some(197)),
            ("CETS n° 197", None),
            ("ETS 024 - Extradition", Some(24)),
            ("Treaty of 2001", None),
            ("", None),
        ] {
            assert_eq!(cets(text), number.or((text == "CETS n° 197").then_some(197)), "{text}");
        }
        assert_eq!(chapter("CHAPTER XVIII PENAL MATTERS 12. a Protocol").as_deref(), Some("XVIII-12-a"));
        assert_eq!(chapter("Chapter IV 9 Convention").as_deref(), Some("IV-9"));
        assert_eq!(status_day("Status as of 27/08/2026").as_deref(), Some("2026-08-27"));
        assert_eq!(status_day("STATUS AS AT : 28-11-2025 09:15:40 EDT").as_deref(), Some("2025-11-28"));
        assert_eq!(status_day("Status as of 3 March 2020 x").as_deref(), Some("2020-03-03"));
        assert_eq!(status_day("as of yesterday"), None);
    }
}
