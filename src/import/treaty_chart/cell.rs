//! A cell of a chart: a day, with the mark that says in which form the state consented, and footnotes.

use crate::import::RowProblem;
use crate::import::days::{DayOrder, read_day};
use crate::time::Day;

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MarkedDay {
    /// The day.
    pub(super) on: Day,
    /// `a`, `AA`, `Accession`; empty if there is none.
    pub(super) mark: String,
}

/// Reads `12 Dec 2000 a`, `12 Dec 2000AA 3`, `04/03/2001 a`, `Accession: June 4, 2001`; nothing for an empty cell.
///
/// # Errors
/// What [`read_day`] refuses, and `bracketed-day`: brackets refer to a footnote by which the day does not stand.
pub(super) fn read(text: &str, order: DayOrder) -> Result<Option<MarkedDay>, RowProblem> {
    let text = text.split_whitespace().collect::<Vec<&str>>().join(" ");
    if text.is_empty() || ["-", "--", "\u{2013}", "\u{2014}"].contains(&text.as_str()) {
        return Ok(None);
    }
    if text.starts_with('[') {
        let message = format!("the day stands in brackets: {text}");
        let help = "a footnote of the chart says why (withdrawn, replaced); read it, then write the day without brackets, \
                    or leave the cell empty";
        return Err(RowProblem::new("bracketed-day", message).help(help));
    }
    let (word, rest) = text.split_once(':').filter(|(word, _)| is_words(word)).unwrap_or(("", &text));
    let rest = rest.trim();
    let end = end_of_day(rest);
    let (day, tail) = rest.split_at_checked(end).unwrap_or((rest, ""));
    let on = read_day(day, order)?;
    let tail = mark(tail).ok_or_else(|| unknown_text(&text))?;
    let mark = if word.is_empty() { tail } else { word.trim().to_owned() };
    Ok(Some(MarkedDay { on, mark }))
}

fn is_words(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().all(|char| char.is_alphabetic() || char.is_whitespace())
}

/// Where the day ends: after its year of four digits; an ISO day begins with the year, and a time may follow.
fn end_of_day(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let is_year = |at: usize| (at..at + 4).all(is_digit) && !is_digit(at + 4) && !(at > 0 && is_digit(at - 1));
    let Some(year) = (0..bytes.len()).find(|at| is_year(*at)) else { return text.len() };
    if year > 0 {
        return year + 4;
    }
    let is_of_day = |at: &usize| bytes.get(*at).is_some_and(|byte| byte.is_ascii_digit() || b"-:.T+Z".contains(byte));
    (0..bytes.len()).find(|at| !is_of_day(at)).unwrap_or(bytes.len())
}

/// The mark after a day; numbers are footnotes. `None` if more is written than a mark.
fn mark(tail: &str) -> Option<String> {
    let is_between = |char: char| char.is_whitespace() || ",;()[]".contains(char);
    let words = tail.split(is_between).filter(|word| !word.is_empty());
    let is_note = |word: &str| word.chars().all(|char| char.is_numeric() || char == '*');
    let letters = |word: &str| word.trim_matches(|char: char| char.is_numeric() || char == '*').to_owned();
    let marks: Vec<String> = words.filter(|word| !is_note(word)).map(letters).collect();
    match marks.as_slice() {
        [] => Some(String::new()),
        [mark] if mark.len() <= 20 && mark.chars().all(char::is_alphabetic) => Some(mark.clone()),
        _ => None,
    }
}

fn unknown_text(text: &str) -> RowProblem {
    let cut: String = text.chars().take(80).collect();
    RowProblem::new("not-a-date", format!("\"{cut}\" is more than a day and a mark"))
        .help("leave in the cell the day, and the letter that the chart explains")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_with_marks_and_footnotes_are_read() {
        for (text, order, day, mark) in [
            ("12 Dec 2000", DayOrder::Named, "2000-12-12", ""),
            ("12 Dec\t 2000 a", DayOrder::Named, "2000-12-12", "a"),
            ("12 Dec 2000AA", DayOrder::Named, "2000-12-12", "AA"),
            ("12 Dec 2000 A 5", DayOrder::Named, "2000-12-12", "A"),
            ("12 Dec 2000 5 d", DayOrder::Named, "2000-12-12", "d"),
            ("12 Dec 2000 d (3)", DayOrder::Named, "2000-12-12", "d"),
            ("04/03/2001 a", DayOrder::DayFirst, "2001-03-04", "a"),
            ("04/03/2001 (Su)", DayOrder::DayFirst, "2001-03-04", "Su"),
            ("2001-03-04T00:00:00", DayOrder::DayFirst, "2001-03-04", ""),
            ("2001-03-04 s", DayOrder::DayFirst, "2001-03-04", "s"),
            ("Accession: June 4, 2001", DayOrder::Named, "2001-06-04", "Accession"),
            ("Accession : November 4, 2003", DayOrder::Named, "2003-11-04", "Accession"),
            (
                "Declaration of Continued Application: June 4, 2001",
                DayOrder::Named,
                "2001-06-04",
                "Declaration of Continued Application",
            ),
        ] {
            let found = read(text, order).unwrap().unwrap();
            assert_eq!((found.on.to_string().as_str(), found.mark.as_str()), (day, mark), "{text}");
        }
        assert_eq!(read(" - ", DayOrder::Named).unwrap(), None);
        for (text, code) in [
            ("[20 Jan 2021 A]", "bracketed-day"),
            ("12 Dec 2000 see note", "not-a-date"),
            ("yes", "not-a-date"),
            ("13/13/2001 a", "not-a-date"),
            ("1001-01-01 a", "placeholder-date"),
        ] {
            assert_eq!(read(text, DayOrder::DayFirst).unwrap_err().code, code, "{text}");
        }
    }
}
