//! Days as official files print them. The layout of a file says in which order day and month stand: nothing is guessed. Not
//! here: uncertain days, and the one form of our own data ([`Day::parse`]).

use crate::import::RowProblem;
use crate::time::{Day, MONTHS};

/// The order in which a file prints days in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayOrder {
    /// `dd/mm/yyyy`, `dd.mm.yyyy`, `dd-mm-yyyy`.
    DayFirst,
    /// `mm/dd/yyyy`.
    MonthFirst,
    /// The file prints no such days: they are refused.
    Named,
}

/// Reads a day: ISO (`2000-12-12`, also with a time after it), with the name of the month in English (`12 Dec 2000`,
/// `December 12, 2000`), or in figures in the order of the file.
///
/// ```
/// use acquis::import::days::{DayOrder, read_day};
/// let read = |text, order| read_day(text, order).map(|day| day.to_string()).map_err(|problem| problem.code);
/// assert_eq!(read("12 Dec 2000", DayOrder::Named).as_deref(), Ok("2000-12-12"));
/// assert_eq!(read("04/03/2001", DayOrder::DayFirst).as_deref(), Ok("2001-03-04"));
/// // whoever does not know the order does not guess it
/// assert_eq!(read("04/03/2001", DayOrder::Named), Err("not-a-date"));
/// assert_eq!(read("1001-01-01", DayOrder::Named), Err("placeholder-date"));
/// ```
///
/// # Errors
/// `not-a-date`, `placeholder-date` for days that registers write where they know none, `day-out-of-range` before 1950 or
/// after 2100.
pub fn read_day(text: &str, order: DayOrder) -> Result<Day, RowProblem> {
    let text = text.trim();
    let parts = iso(text).or_else(|| named(text)).or_else(|| figures(text, order));
    let Some((year, month, day)) = parts else { return Err(not_a_date(text, order)) };
    if is_placeholder(year, month, day) {
        let message = format!("{text} stands for a day that is not known");
        return Err(RowProblem::new("placeholder-date", message).help("write the day, or leave the row out"));
    }
    let found = Day::from_ymd(year, month, day).ok_or_else(|| no_such_day(text, order))?;
    if !found.is_in_bounds() {
        let message = format!("{text} is before 1950 or after 2100");
        return Err(RowProblem::new("day-out-of-range", message).help("check the year"));
    }
    Ok(found)
}

/// Days that stand for none: the least and the greatest of databases, and the zero of spreadsheets.
fn is_placeholder(year: i32, month: u32, day: u32) -> bool {
    let zero_of_sheets = [(1899, 12, 30), (1899, 12, 31), (1900, 1, 0), (1900, 1, 1), (1904, 1, 1)];
    matches!(year, 0 | 1 | 1000 | 1001 | 9999)
        || zero_of_sheets.contains(&(year, month, day))
        || (month, day) == (0, 0) && year < 1950
}

fn not_a_date(text: &str, order: DayOrder) -> RowProblem {
    let cut: String = text.chars().take(80).collect();
    let help = match order {
        _ if is_serial(text) => {
            "this looks like a spreadsheet's number for a day: format the cell as a date, and save the file again"
        }
        DayOrder::DayFirst => "write the day as YYYY-MM-DD, or as dd/mm/yyyy as this kind of file does",
        DayOrder::MonthFirst => "write the day as YYYY-MM-DD, or as mm/dd/yyyy as this kind of file does",
        DayOrder::Named => "write the day as YYYY-MM-DD, or with the name of its month: 12 Dec 2000",
    };
    RowProblem::new("not-a-date", format!("\"{cut}\" is no day")).help(help)
}

/// Days as spreadsheets count them, with or without a time: 20000 is in 1954, 60000 in 2064.
fn is_serial(text: &str) -> bool {
    let (days, time) = text.split_once('.').unwrap_or((text, ""));
    let is_number = days.len() == 5 && [days, time].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    is_number && days.parse().is_ok_and(|days: u32| (20_000..=60_000).contains(&days))
}

fn no_such_day(text: &str, order: DayOrder) -> RowProblem {
    let mut problem = not_a_date(text, order);
    problem.message = format!("the calendar has no day {text}");
    problem
}

type DateParts = (i32, u32, u32);

/// `2000-12-12`, `2000-12-12T00:00:00Z`, `2000-12-12 00:00:00`, `2000-12-12+01:00`: a time of day changes no day.
fn iso(text: &str) -> Option<DateParts> {
    let (day, time) = text.split_at_checked(10)?;
    let is_time = |time: &str| time.bytes().all(|byte| byte.is_ascii_digit() || b"T:.+-Z ".contains(&byte));
    let (year, rest) = day.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    let is_whole = (year.len(), month.len(), day.len()) == (4, 2, 2) && is_time(time);
    let parts = (digits(year)?, digits(month)?, digits(day)?);
    is_whole.then_some((i32::try_from(parts.0).ok()?, parts.1, parts.2))
}

/// `12 Dec 2000`, `12 December 2000`, `1st March 2001`, `12-Dec-2000`, `December 12, 2000`.
fn named(text: &str) -> Option<DateParts> {
    let words: Vec<&str> = text.split([' ', '\u{a0}', ',', '-', '.']).filter(|word| !word.is_empty()).collect();
    let [first, second, year] = words.as_slice() else { return None };
    let year = digits(year).filter(|_| year.len() == 4)?;
    let (month, day) = match (month(first), month(second)) {
        (None, Some(month)) => (month, *first),
        (Some(month), None) => (month, *second),
        _ => return None,
    };
    let ordinals = ["st", "nd", "rd", "th"];
    let day = ordinals.iter().find_map(|ending| day.strip_suffix(ending)).unwrap_or(day);
    Some((i32::try_from(year).ok()?, month, digits(day).filter(|_| day.len() <= 2)?))
}

/// `12/12/2000`, `12.12.2000`, `12-12-2000` in the order of the file.
fn figures(text: &str, order: DayOrder) -> Option<DateParts> {
    let parts: Vec<&str> = text.split(['/', '.', '-']).collect();
    let [first, second, year] = parts.as_slice() else { return None };
    let is_short = |part: &str| matches!(part.len(), 1 | 2);
    if year.len() != 4 || !is_short(first) || !is_short(second) {
        return None;
    }
    let (day, month) = match order {
        DayOrder::DayFirst => (first, second),
        DayOrder::MonthFirst => (second, first),
        DayOrder::Named => return None,
    };
    Some((i32::try_from(digits(year)?).ok()?, digits(month)?, digits(day)?))
}

fn digits(text: &str) -> Option<u32> {
    let is_number = !text.is_empty() && text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_number)
}

/// The month of an English name or of its first letters.
fn month(word: &str) -> Option<u32> {
    let lower = word.to_ascii_lowercase();
    let is_meant = |month: &&str| lower.len() >= 3 && month.to_ascii_lowercase().starts_with(&lower);
    let place = MONTHS.iter().position(is_meant).or_else(|| (lower == "sept").then_some(8))?;
    u32::try_from(place + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use DayOrder::{DayFirst, MonthFirst, Named};

    #[test]
    fn the_forms_of_official_files_are_read() {
        for (text, order, day) in [
            ("2000-12-03", Named, "2000-12-03"),
            ("2000-12-03T00:00:00", Named, "2000-12-03"),
            (" 2000-12-03 00:00:00 ", DayFirst, "2000-12-03"),
            ("3 Dec 2000", Named, "2000-12-03"),
            ("03 December 2000", Named, "2000-12-03"),
            ("December 3, 2000", Named, "2000-12-03"),
            ("3\u{a0}Sept. 2000", Named, "2000-09-03"),
            ("03-DEC-2000", Named, "2000-12-03"),
            ("3rd May 2000", Named, "2000-05-03"),
            ("03/12/2000", DayFirst, "2000-12-03"),
            ("3.12.2000", DayFirst, "2000-12-03"),
            ("12/03/2000", MonthFirst, "2000-12-03"),
            ("29 Feb 2004", Named, "2004-02-29"),
        ] {
            assert_eq!(read_day(text, order).unwrap().to_string(), day, "{text}");
        }
    }

    #[test]
    fn the_number_of_a_spreadsheet_is_named_as_such() {
        for (text, is_number) in [
            ("37218", true),
            ("37218.5", true),
            ("20000", true),
            ("19999", false),
            ("60001", false),
            ("37218 a", false),
        ] {
            let problem = read_day(text, DayFirst).unwrap_err();
            assert_eq!(problem.code, "not-a-date");
            assert_eq!(problem.help.unwrap().contains("spreadsheet"), is_number, "{text}");
        }
    }

    #[test]
    fn what_is_no_day_is_refused_with_its_code() {
        for (text, order, code) in [
            ("1001-01-01", Named, "placeholder-date"),
            ("9999-12-31", Named, "placeholder-date"),
            ("0001-01-01T00:00:00", Named, "placeholder-date"),
            ("1900-01-01", Named, "placeholder-date"),
            ("01/01/1900", DayFirst, "placeholder-date"),
            ("0000-00-00", Named, "placeholder-date"),
            ("1949-12-31", Named, "day-out-of-range"),
            ("2101-01-01", Named, "day-out-of-range"),
            ("03/12/2000", Named, "not-a-date"),
            ("03/13/2000", DayFirst, "not-a-date"),
            ("13/03/2000", MonthFirst, "not-a-date"),
            ("30 Feb 2000", Named, "not-a-date"),
            ("2001-02-29", Named, "not-a-date"),
            ("3 Dec 00", Named, "not-a-date"),
            ("Dec 2000", Named, "not-a-date"),
            ("2000", Named, "not-a-date"),
            ("2000-1-2", Named, "not-a-date"),
            ("Ma 3 2000", Named, "not-a-date"),
            ("", Named, "not-a-date"),
            ("é000-12-03 ü", Named, "not-a-date"),
            ("3/12/00", DayFirst, "not-a-date"),
        ] {
            assert_eq!(read_day(text, order).unwrap_err().code, code, "{text}");
        }
    }
}
