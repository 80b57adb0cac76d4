//! The forms in which days, uncertain days and periods may be written.
//!
//! Here lives the one strict reading of such texts, for data files, imports and the command line alike. Not here: the
//! JSON around them (`load`), and any leniency: what is not written in full and in order is refused, not guessed.

use std::str::FromStr;

use super::{DateError, Day, Period, UncertainDay};

/// The months by name.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The years that written dates may name.
const YEARS: std::ops::RangeInclusive<i32> = 1950..=2100;

impl Day {
    /// Which day does this text name? Only `YYYY-MM-DD` is read, from 1950-01-01 to 2100-12-31, both included.
    ///
    /// ```
    /// use acquis::time::{DateError, Day};
    /// assert!(matches!(Day::parse("2011-2-3"), Err(DateError::Form(_))));
    /// assert!(matches!(Day::parse("2011-02-30"), Err(DateError::NoSuchDay(_))));
    /// assert_eq!(Day::parse("9999-12-31"), Err(DateError::OpenEnd));
    /// ```
    ///
    /// # Errors
    /// Another form, a day that the calendar lacks, a day outside the bounds, and the two days that EU metadata
    /// write for "open end" (9999-12-31) and "no date known" (1001-01-01).
    pub fn parse(text: &str) -> Result<Day, DateError> {
        let (year, month, day) = written_parts(text).ok_or_else(|| DateError::Form(text.to_owned()))?;
        match (year, month, day) {
            (9999, 12, 31) => Err(DateError::OpenEnd),
            (1001, 1, 1) => Err(DateError::NoDateKnown),
            _ if !YEARS.contains(&year) => Err(DateError::OutOfRange(text.to_owned())),
            _ => Day::from_ymd(year, month, day).ok_or_else(|| DateError::NoSuchDay(text.to_owned())),
        }
    }

    /// Which day does this text name, in the years 1 to 9999? For what the program wrote itself: thresholds of the rules
    /// and periods of acts lead beyond the days that data may name.
    ///
    /// ```
    /// use acquis::time::Day;
    /// let day = Day::parse("2100-12-31")?.plus_days(1096);
    /// assert_eq!(Day::parse_computed(&day.to_string()), Ok(day));
    /// assert!(Day::parse(&day.to_string()).is_err());
    /// # Ok::<(), acquis::time::DateError>(())
    /// ```
    ///
    /// # Errors
    /// Another form, and a day that the calendar lacks.
    pub fn parse_computed(text: &str) -> Result<Day, DateError> {
        let (year, month, day) = written_parts(text).ok_or_else(|| DateError::Form(text.to_owned()))?;
        Day::from_ymd(year, month, day).ok_or_else(|| DateError::NoSuchDay(text.to_owned()))
    }

    /// Is the day within the days that data and the command line may name?
    #[must_use]
    pub fn is_in_bounds(self) -> bool {
        YEARS.contains(&self.year())
    }
}

impl FromStr for Day {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Day, DateError> {
        Day::parse(text)
    }
}

impl UncertainDay {
    /// Which days does this text allow? A day `2011-11-25`, a month `2013-07` or a year `2008`.
    ///
    /// Bounds are no text: see [`UncertainDay::between`].
    ///
    /// ```
    /// use acquis::time::UncertainDay;
    /// let year = UncertainDay::parse("2008")?;
    /// assert_eq!(year.last().minus(year.first()), 365); // 366 possible days
    /// # Ok::<(), acquis::time::DateError>(())
    /// ```
    ///
    /// # Errors
    /// Any other form, a month or day that the calendar lacks, and whatever [`Day::parse`] refuses (before 1950,
    /// after 2100).
    pub fn parse(text: &str) -> Result<UncertainDay, DateError> {
        match text.split('-').count() {
            1 => day_in(text, "-01-01").map(UncertainDay::year),
            2 => day_in(text, "-01").map(UncertainDay::month),
            _ => day_in(text, "").map(UncertainDay::day),
        }
    }
}

impl Period {
    /// How long is the period that this text names? ISO 8601: `P1Y`, `P18M`, `P1Y6M`, `P90D`, or weeks alone, `P3W`.
    ///
    /// ```
    /// use acquis::time::Period;
    /// assert_eq!(Period::parse("P18M")?.months, 18);
    /// assert!(Period::parse("P1.5M").is_err()); // parts of months are not read
    /// # Ok::<(), acquis::time::DateError>(())
    /// ```
    ///
    /// # Errors
    /// Anything else: hours, fractions, signs, lower case, another order of units, weeks beside other units, no unit.
    pub fn parse(text: &str) -> Result<Period, DateError> {
        read(text).ok_or_else(|| DateError::PeriodForm(text.to_owned()))
    }
}

/// Reads a day whose text was written in full or only in its first part; an error shows what was written.
fn day_in(written: &str, completed_by: &str) -> Result<Day, DateError> {
    Day::parse(&format!("{written}{completed_by}")).map_err(|error| match error {
        DateError::Form(_) => DateError::UncertainForm(written.to_owned()),
        DateError::NoSuchDay(_) => DateError::NoSuchDay(written.to_owned()),
        DateError::OutOfRange(_) => DateError::OutOfRange(written.to_owned()),
        other => other,
    })
}

/// The number written with exactly so many decimal digits, and nothing else.
fn digits(text: &str, width: usize) -> Option<u32> {
    let regular = text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit());
    if regular { text.parse().ok() } else { None }
}

fn written_parts(text: &str) -> Option<(i32, u32, u32)> {
    let mut parts = text.split('-');
    let year = digits(parts.next()?, 4)?;
    let month = digits(parts.next()?, 2)?;
    let day = digits(parts.next()?, 2)?;
    match parts.next() {
        Some(_) => None,
        None => Some((i32::try_from(year).ok()?, month, day)),
    }
}

/// Most digits of a number in a period.
const LONGEST: usize = 5;

/// The units of a period in the only order in which they may follow each other.
fn read(text: &str) -> Option<Period> {
    let rest = text.strip_prefix('P').filter(|rest| !rest.is_empty())?;
    let (weeks, rest) = take(rest, 'W')?;
    if weeks.is_some() && !rest.is_empty() {
        return None;
    }
    let (years, rest) = take(rest, 'Y')?;
    let (months, rest) = take(rest, 'M')?;
    let (days, rest) = take(rest, 'D')?;
    rest.is_empty().then_some(Period {
        years: years.unwrap_or(0),
        months: months.unwrap_or(0),
        weeks: weeks.unwrap_or(0),
        days: days.unwrap_or(0),
    })
}

/// Takes `<number><unit>` off the front, if the text goes on with this unit; `None` if the number is none.
fn take(text: &str, unit: char) -> Option<(Option<u32>, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, behind) = text.split_at(end);
    match behind.strip_prefix(unit) {
        Some(rest) => Some((Some(digits(number, number.len()).filter(|_| number.len() <= LONGEST)?), rest)),
        None => Some((None, text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_strict_form_is_read() {
        for wrong in "|2011|2011-2-3|24-01-01| 2011-02-03|2011-02-03 |2011/02/03|2011-02-03-|+011-02-03|\
                      02011-02-03|2011-02-0é|２011-02-03|20110203|2011-02-03T00:00"
            .split('|')
        {
            assert_eq!(Day::parse(wrong), Err(DateError::Form(wrong.into())));
        }
    }

    #[test]
    fn bounds_are_included() {
        for good in ["1950-01-01", "2100-12-31"] {
            assert_eq!(Day::parse(good).map(|day| day.to_string()), Ok(good.to_owned()));
        }
        for wrong in "1949-12-31|2101-01-01|0000-01-01|1001-01-02|9999-12-30".split('|') {
            assert_eq!(Day::parse(wrong), Err(DateError::OutOfRange(wrong.into())));
        }
        assert_eq!(Day::parse("1001-01-01"), Err(DateError::NoDateKnown));
        assert_eq!(Day::parse("2100-02-29"), Err(DateError::NoSuchDay("2100-02-29".into())));
    }

    #[test]
    fn an_error_shows_what_was_written() {
        let error = |text: &str| UncertainDay::parse(text);
        assert_eq!(error("2013-13"), Err(DateError::NoSuchDay("2013-13".into())));
        assert_eq!(error("1949"), Err(DateError::OutOfRange("1949".into())));
        assert_eq!(error("9999-12-31"), Err(DateError::OpenEnd));
        for wrong in "|13|2013-7|201|2013-|2013-07-|2013/07|2013-7-01|2013-0é".split('|') {
            assert_eq!(error(wrong), Err(DateError::UncertainForm(wrong.into())));
        }
    }

    #[test]
    fn whole_units_in_order_are_read_and_nothing_else() {
        let mixed = Period { years: 1, months: 6, weeks: 0, days: 10 };
        assert_eq!(Period::parse("P1Y6M10D"), Ok(mixed));
        assert_eq!(Period::parse("P3W").map(|period| period.weeks), Ok(3));
        for wrong in
            "|P|1Y|p1y|P1|PY|PT1H|P1.5M|P-1D|P+1D|P1W2D|P1Y1W|P1D1Y|P1Y1Y| P1Y|P1Y |P99999999999D|P1Ä".split('|')
        {
            assert_eq!(Period::parse(wrong), Err(DateError::PeriodForm(wrong.into())));
        }
    }
}
