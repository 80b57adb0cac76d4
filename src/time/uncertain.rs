//! A day that the source names only roughly: a month, a year, or bounds.
//!
//! Here lives the set of possible days together with the form in which it was written. Not here: the choice of one of
//! them (the engine judges each possible order of things), and any rounding: there is none.

use std::fmt;

use super::{DateError, Day};

/// On which day, as far as the source says? Never rounded: "2013-07" is any of 31 days, not the first.
///
/// Uncertain days have no order, because two uncertain days that overlap can stand in either order; sort by
/// `(first(), last())` where only a fixed sequence is wanted. Two values are equal if they were written alike;
/// whether they allow the same days is asked with [`UncertainDay::same_days_as`].
///
/// ```
/// use acquis::time::{Day, UncertainDay};
/// let july = UncertainDay::parse("2013-07")?;
/// let limit = Day::parse("2013-07-15")?;
/// assert!(july.possibly_by(limit) && !july.certainly_by(limit));
/// assert_eq!(july.exact(), None);
/// # Ok::<(), acquis::time::DateError>(())
/// ```
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub struct UncertainDay {
    first: Day,
    last: Day,
    form: Form,
}

#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
enum Form {
    Day,
    Month,
    Year,
    Bounds,
}

impl UncertainDay {
    /// The event is known to have happened on this very day.
    #[must_use]
    pub fn day(day: Day) -> UncertainDay {
        UncertainDay { first: day, last: day, form: Form::Day }
    }

    /// Any day of the month that starts on `first`.
    pub(super) fn month(first: Day) -> UncertainDay {
        let last = first.first_of_next_month().previous();
        UncertainDay { first, last, form: Form::Month }
    }

    /// Any day of the year that starts on `first`.
    pub(super) fn year(first: Day) -> UncertainDay {
        let last = first.plus_years(1).previous();
        UncertainDay { first, last, form: Form::Year }
    }

    /// Which days are after `after` (itself excluded) and up to `by` (itself included)?
    ///
    /// A missing end is [`Day::MIN`] or [`Day::MAX`]; with both missing any day is possible.
    ///
    /// ```
    /// use acquis::time::{Day, UncertainDay};
    /// let report = Day::parse("2013-10-17")?;
    /// let known = UncertainDay::between(Some(report.previous()), Some(report))?;
    /// assert_eq!(known.exact(), Some(report));
    /// assert!(UncertainDay::between(Some(report), Some(report)).is_err());
    /// # Ok::<(), acquis::time::DateError>(())
    /// ```
    ///
    /// # Errors
    /// The bounds leave no possible day.
    pub fn between(after: Option<Day>, by: Option<Day>) -> Result<UncertainDay, DateError> {
        let first = after.map_or(Day::MIN, Day::next);
        let last = by.unwrap_or(Day::MAX);
        if first > last || after == Some(Day::MAX) || by == Some(Day::MIN) {
            return Err(DateError::NoPossibleDay { after, by });
        }
        Ok(UncertainDay { first, last, form: Form::Bounds })
    }

    /// Which is the first possible day? [`Day::MIN`] if nothing is known.
    #[must_use]
    pub fn first(&self) -> Day {
        self.first
    }

    /// Which is the last possible day? [`Day::MAX`] if nothing is known.
    #[must_use]
    pub fn last(&self) -> Day {
        self.last
    }

    /// Which day is it, if only one is possible? `None` as soon as there are two.
    #[must_use]
    pub fn exact(&self) -> Option<Day> {
        (self.first == self.last).then_some(self.first)
    }

    /// Can the uncertain day be this day?
    #[must_use]
    pub fn may_be(&self, day: Day) -> bool {
        self.first <= day && day <= self.last
    }

    /// Is the uncertain day certainly no later than `day`, whichever possible day it was?
    #[must_use]
    pub fn certainly_by(&self, day: Day) -> bool {
        self.last <= day
    }

    /// Can the uncertain day be no later than `day`? Yes from the first possible day on.
    #[must_use]
    pub fn possibly_by(&self, day: Day) -> bool {
        self.first <= day
    }

    /// Do more than twelve months lie between the first and the last possible day?
    #[must_use]
    pub fn is_vague(&self) -> bool {
        self.first < self.last.minus_months(12)
    }

    /// Is there a day that both can have been, so that they can stand in either order?
    #[must_use]
    pub fn overlaps(&self, other: &UncertainDay) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// Do both allow the same days, however they were written?
    #[must_use]
    pub fn same_days_as(&self, other: &UncertainDay) -> bool {
        self.first == other.first && self.last == other.last
    }
}

impl From<Day> for UncertainDay {
    fn from(day: Day) -> UncertainDay {
        UncertainDay::day(day)
    }
}

impl fmt::Display for UncertainDay {
    /// Writes it as it was written; of bounds the possible days, both ends included: `2011-01-01..2012-06-30`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = self.first.to_naive();
        let text = match self.form {
            Form::Day => self.first.to_string(),
            Form::Month => day.format("%Y-%m").to_string(),
            Form::Year => day.format("%Y").to_string(),
            Form::Bounds if self.first == self.last => self.first.to_string(),
            Form::Bounds => match (self.first, self.last) {
                (Day::MIN, Day::MAX) => "day not known".to_owned(),
                (Day::MIN, last) => format!("by {last}"),
                (first, Day::MAX) => format!("after {}", first.previous()),
                (first, last) => format!("{first}..{last}"),
            },
        };
        f.pad(&text)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at a wrong constant")]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn ends(text: &str) -> (String, String) {
        let read = UncertainDay::parse(text).unwrap();
        assert_eq!(read.to_string(), text);
        (read.first().to_string(), read.last().to_string())
    }

    #[test]
    fn months_and_years_keep_all_their_days() {
        assert_eq!(ends("2012-02"), ("2012-02-01".into(), "2012-02-29".into()));
        assert_eq!(ends("2008"), ("2008-01-01".into(), "2008-12-31".into()));
        assert_eq!(ends("2100-12"), ("2100-12-01".into(), "2100-12-31".into()));
        assert_eq!(ends("2011-11-25"), ("2011-11-25".into(), "2011-11-25".into()));
    }

    #[test]
    fn bounds_show_their_possible_days() {
        let shown = |after: Option<&str>, by: Option<&str>| {
            UncertainDay::between(after.map(day), by.map(day)).unwrap().to_string()
        };
        assert_eq!(shown(Some("2010-12-31"), Some("2012-06-30")), "2011-01-01..2012-06-30");
        assert_eq!(shown(None, Some("2013-10-17")), "by 2013-10-17");
        assert_eq!(shown(Some("2010-01-01"), None), "after 2010-01-01");
        assert_eq!(shown(Some("2010-01-01"), Some("2010-01-02")), "2010-01-02");
        assert_eq!(shown(None, None), "day not known");
    }

    #[test]
    fn one_common_day_is_an_overlap() {
        let (july, year) = (UncertainDay::parse("2013-07").unwrap(), UncertainDay::parse("2013").unwrap());
        let from_the_last = UncertainDay::between(Some(day("2013-07-30")), None).unwrap();
        let after = UncertainDay::between(Some(day("2013-07-31")), None).unwrap();
        for (one, other, expected) in
            [(july, year, true), (july, from_the_last, true), (july, after, false), (after, after, true)]
        {
            assert_eq!((one.overlaps(&other), other.overlaps(&one)), (expected, expected), "{one}, {other}");
        }
    }

    #[test]
    fn equal_sets_may_be_written_differently() {
        let month = UncertainDay::parse("2013-07").unwrap();
        let bounds = UncertainDay::between(Some(day("2013-06-30")), Some(day("2013-07-31"))).unwrap();
        assert!(month != bounds && month.same_days_as(&bounds) && month.overlaps(&bounds));
        assert!(UncertainDay::between(Some(Day::MAX), None).is_err());
    }
}
