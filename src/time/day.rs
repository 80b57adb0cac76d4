//! A civil day, and the steps from one day to another.
//!
//! Here lives calendar arithmetic without any law in it. Not here: the reading of texts (`written`), today (only the
//! command line asks for it), hours and time zones (a day is the civil day of the state or institution
//! concerned), days known only roughly (`uncertain`), and what an act makes of a day (`period`, `entry_into_force`).

use std::fmt;
use std::num::NonZeroU32;

use chrono::{Datelike, Months, NaiveDate, Weekday};

/// 1970-01-01, counted in days from 0000-12-31.
const EPOCH: i32 = 719_163;
/// 0001-01-01, the first day with a name of four digits.
const FIRST_NAMED: i32 = 1 - EPOCH;
/// 9999-12-31, the last day with a name of four digits.
const LAST_NAMED: i32 = 2_932_896;
/// Which civil day is meant: a day of the Gregorian calendar, without hour or time zone.
///
/// Either a named day (years 1 to 9999) or one of the two ends of time, [`Day::MIN`] and [`Day::MAX`]. No step
/// overflows: what would leave the named days ends at an end of time, and no step leads back from there.
///
/// ```
/// use acquis::time::Day;
/// let day = Day::parse("2012-02-29")?;
/// assert_eq!(day.plus_years(1).to_string(), "2013-02-28");
/// assert_eq!(Day::MAX.plus_days(-1), Day::MAX);
/// # Ok::<(), acquis::time::DateError>(())
/// ```
// Days since 1970-01-01, shifted so that none is 0: an `Option<Day>` takes four bytes, and there are many of them.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NonZeroU32);

/// What 1970-01-01 is stored as.
const SHIFT: u32 = 1 << 31;

impl Day {
    /// Before every day: the start that nobody knows.
    pub const MIN: Day = Day(NonZeroU32::MIN);
    /// After every day: the end that is open.
    pub const MAX: Day = Day(NonZeroU32::MAX);
    /// The first day that may be written, 1950-01-01 (see [`Day::parse`]): nothing earlier can be asked about.
    pub const FIRST_WRITTEN: Day = Day(NonZeroU32::MIN.saturating_add(SHIFT - 1 - 7_305));

    /// Which day has this year, month and number? `None` where the calendar has none, and outside the years 1 to 9999.
    ///
    /// For days that code knows; written data go through [`Day::parse`], which has narrower bounds.
    pub fn from_ymd(year: i32, month: u32, day: u32) -> Option<Day> {
        if !(1..=9999).contains(&year) {
            return None;
        }
        valid_naive(year, month, day).map(Day::of_naive)
    }

    /// Which day is so many days later (or earlier, if negative)? Day 0 is the day itself.
    #[must_use]
    pub fn plus_days(self, days: i32) -> Day {
        if self.is_end_of_time() {
            return self;
        }
        Day::bounded(i64::from(self.number()) + i64::from(days))
    }

    /// How many days are there between `earlier` and this day? The following day is 1 day away.
    ///
    /// Negative if `earlier` is in fact later; `i32::MAX` or `i32::MIN` if one of them is an end of time.
    #[must_use]
    pub fn minus(self, earlier: Day) -> i32 {
        if self == earlier {
            0
        } else if self == Day::MAX || earlier == Day::MIN {
            i32::MAX
        } else if self == Day::MIN || earlier == Day::MAX {
            i32::MIN
        } else {
            self.number().saturating_sub(earlier.number())
        }
    }

    /// Which day comes next?
    #[must_use]
    pub fn next(self) -> Day {
        self.plus_days(1)
    }

    /// Which day came just before?
    #[must_use]
    pub fn previous(self) -> Day {
        self.plus_days(-1)
    }

    /// Which day has the same number so many months later, or is the month's last if that number is missing?
    ///
    /// All months are added at once: steps of one month would lose the number on the way.
    ///
    /// ```
    /// use acquis::time::Day;
    /// let day = Day::parse("2011-12-31")?;
    /// assert_eq!(day.plus_months(3).to_string(), "2012-03-31");
    /// assert_eq!(day.plus_months(2).plus_months(1).to_string(), "2012-03-29");
    /// # Ok::<(), acquis::time::DateError>(())
    /// ```
    #[must_use]
    pub fn plus_months(self, months: u32) -> Day {
        self.stepped(|day| day.checked_add_months(Months::new(months)), Day::MAX)
    }

    /// Which day has the same number so many months earlier, or is the month's last if that number is missing?
    #[must_use]
    pub fn minus_months(self, months: u32) -> Day {
        self.stepped(|day| day.checked_sub_months(Months::new(months)), Day::MIN)
    }

    /// Which day has the same month and number so many years later? From 29 February it may be 28 February.
    #[must_use]
    pub fn plus_years(self, years: u32) -> Day {
        self.plus_months(years.saturating_mul(12))
    }

    /// Which is the first day of the month after this day's month?
    ///
    /// Also for a first of a month: from 1 June it is 1 July.
    #[must_use]
    pub fn first_of_next_month(self) -> Day {
        self.stepped(|day| day.with_day(1)?.checked_add_months(Months::new(1)), Day::MAX)
    }

    /// Which day of the week is it? An end of time has none; for it the answer means nothing.
    #[must_use]
    pub fn weekday(self) -> Weekday {
        self.to_naive().weekday()
    }

    /// Which year is it in? For an end of time, a year beyond all named ones (below 1 or above 9999).
    #[must_use]
    pub fn year(self) -> i32 {
        self.to_naive().year()
    }

    /// Which day is it for chrono? An end of time becomes chrono's own first or last day.
    #[must_use]
    pub fn to_naive(self) -> NaiveDate {
        let beyond = if self.number() < 0 { NaiveDate::MIN } else { NaiveDate::MAX };
        self.number().checked_add(EPOCH).and_then(NaiveDate::from_num_days_from_ce_opt).unwrap_or(beyond)
    }

    /// Is the day [`Day::MIN`] or [`Day::MAX`], and so none that could be written?
    #[must_use]
    pub fn is_end_of_time(self) -> bool {
        self == Day::MIN || self == Day::MAX
    }

    /// How many days after 1970-01-01 is it? Of an end of time, a number beyond those of all named days.
    #[must_use]
    pub fn number(self) -> i32 {
        (self.0.get() ^ SHIFT).cast_signed()
    }

    fn stepped(self, step: impl Fn(NaiveDate) -> Option<NaiveDate>, beyond: Day) -> Day {
        if self.is_end_of_time() {
            return self;
        }
        step(self.to_naive()).map_or(beyond, Day::of_naive)
    }

    /// The day of this number; no named day has that of the beginning of time.
    fn numbered(days: i32) -> Day {
        NonZeroU32::new(days.cast_unsigned() ^ SHIFT).map_or(Day::MIN, Day)
    }

    fn of_naive(day: NaiveDate) -> Day {
        Day::bounded(i64::from(day.num_days_from_ce()) - i64::from(EPOCH))
    }

    /// A named day as `YYYY-MM-DD`, digit by digit: reports write millions of days, and formatters read their pattern again
    /// for each.
    fn written(self) -> [u8; 10] {
        let day = self.to_naive();
        let (year, month, number) = (day.year().unsigned_abs(), day.month(), day.day());
        let digit = |value: u32| u8::try_from(value % 10).map_or(b'?', |digit| b'0' + digit);
        [
            digit(year / 1_000),
            digit(year / 100),
            digit(year / 10),
            digit(year),
            b'-',
            digit(month / 10),
            digit(month),
            b'-',
            digit(number / 10),
            digit(number),
        ]
    }

    fn bounded(days: i64) -> Day {
        match i32::try_from(days) {
            Ok(days) if (FIRST_NAMED..=LAST_NAMED).contains(&days) => Day::numbered(days),
            _ if days < 0 => Day::MIN,
            _ => Day::MAX,
        }
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Day {
    /// Writes `YYYY-MM-DD`; the ends of time are written in brackets and cannot be read back.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Day::MIN => f.pad("(before all days)"),
            Day::MAX => f.pad("(after all days)"),
            day => {
                let text = day.written();
                let text = std::str::from_utf8(&text).map_err(|_| fmt::Error)?;
                match (f.width(), f.precision()) {
                    (None, None) => f.write_str(text),
                    _ => f.pad(text),
                }
            }
        }
    }
}

fn valid_naive(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_1970_and_end_at_the_ends_of_time() {
        assert_eq!(Day::from_ymd(1970, 1, 1), Some(Day::numbered(0)));
        assert_eq!(Day::from_ymd(1, 1, 1), Some(Day::numbered(FIRST_NAMED)));
        assert_eq!(Day::from_ymd(9999, 12, 31), Some(Day::numbered(LAST_NAMED)));
        assert_eq!(Day::from_ymd(10_000, 1, 1), None);
        assert_eq!(Day::numbered(LAST_NAMED).next(), Day::MAX);
        assert_eq!(Day::numbered(LAST_NAMED).first_of_next_month(), Day::MAX);
        assert_eq!(Day::numbered(FIRST_NAMED).previous(), Day::MIN);
        assert_eq!(Day::numbered(0).minus(Day::MIN), i32::MAX);
        assert_eq!(Day::MIN.plus_years(u32::MAX), Day::MIN);
        for (day, written) in [
            (Day::numbered(FIRST_NAMED), "0001-01-01"),
            (Day::numbered(LAST_NAMED), "9999-12-31"),
            (Day::numbered(15_303), "2011-11-25"),
        ] {
            assert_eq!((day.to_string(), format!("{day:>12}")), (written.to_owned(), format!("  {written}")));
        }
    }

    #[test]
    fn days_are_ordered_by_their_numbers_and_one_that_may_be_missing_takes_no_more_room() {
        let days = [FIRST_NAMED, -1, 0, 1, LAST_NAMED].map(Day::numbered);
        let all = [&[Day::MIN][..], &days, &[Day::MAX]].concat();
        assert!(all.is_sorted_by(|one, next| one < next && one.number() < next.number()), "{all:?}");
        assert_eq!(days.map(Day::number), [FIRST_NAMED, -1, 0, 1, LAST_NAMED]);
        assert_eq!(size_of::<Option<Day>>(), size_of::<Day>());
    }
}
