//! Periods, and the last day of them, under Regulation (EEC, Euratom) No 1182/71.
//!
//! Lives here: the computation of the end of a period from an event and of the last good day of a printed date. Not
//! here: hours, periods in working days and the minimum of two working days (Article 3(5)), which no instrument here
//! needs; the lists of holidays (the caller brings those of the state or institution where the act is to be done,
//! Article 2); and treaties (they have their own clauses, see `entry_into_force`). For acts under the former Title VI
//! TEU the Regulation is used by analogy only (Article 1).
//!
//! A date that an act prints is never recomputed from a period: drafters use more than one formula.
// OPEN: Article 3(2)(b), 3(3), the exception in 3(4) and 5(2) are cited as recalled; the OJ text was not re-read.

use chrono::Weekday;

use super::Day;

/// How long does a period last, in calendar years, months, weeks and days?
///
/// Without a day to start from it has no length: three months can be longer or shorter than 90 days. So periods
/// have no order.
///
/// ```compile_fail
/// use acquis::time::Period;
/// let longer = |one: Period, other: Period| one > other;
/// ```
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub struct Period {
    /// Calendar years.
    pub years: u32,
    /// Calendar months; 18 are not turned into a year and six months.
    pub months: u32,
    /// Weeks of seven days.
    pub weeks: u32,
    /// Days; holidays, Saturdays and Sundays count (Article 3(3)).
    pub days: u32,
}

impl Period {
    /// Months and years as one number of months, to be added at once.
    fn all_months(&self) -> u32 {
        self.years.saturating_mul(12).saturating_add(self.months)
    }

    /// Weeks and days as one number of days.
    fn all_days(&self) -> i32 {
        let days = self.weeks.saturating_mul(7).saturating_add(self.days);
        i32::try_from(days).unwrap_or(i32::MAX)
    }
}

/// On which day does a period end that runs from an event? With the last hour of the day returned: it is in time.
///
/// Source: Regulation 1182/71, Article 3(1) second subparagraph (the day of the event is not counted) and Article
/// 3(2)(b) and (c): days end with the n-th day after the event; weeks, months and years on the same weekday or date
/// as the day of the event itself (C-171/03 Toeters; 152/85 Misset), or on the month's last day where the date is
/// missing. Not yet extended for weekends: see [`extended`].
///
/// Mixed units: years and months at once, then weeks and days. The article does not say so.
///
/// ```
/// use acquis::time::{Day, Period, end_of_period};
/// let event = Day::parse("1998-03-12")?;
/// // Not 3 April: that the event's day is not counted adds no day.
/// assert_eq!(end_of_period(event, &Period::parse("P3W")?).to_string(), "1998-04-02");
/// # Ok::<(), acquis::time::DateError>(())
/// ```
// OPEN: the order of mixed units (P1M10D) rests on no text read; the printed deadlines "two years and a day" fit it.
#[must_use]
pub fn end_of_period(event: Day, period: &Period) -> Day {
    event.plus_months(period.all_months()).plus_days(period.all_days())
}

/// On which day does a period really end, if its last day is a Saturday, Sunday or public holiday? On the next
/// working day, with its last hour.
///
/// Source: Regulation 1182/71, Article 3(4) first subparagraph. Only for periods that run forwards from an event and
/// are not in hours. Never for a date that is printed in an act (Articles 4 and 5 set Article 3(4) aside for them;
/// 139/73 Münch: a stated final date is no period), and never for entry into force. Whether it extends "within two
/// years of entry into force" no court has said: the nominal day stays the answer there and this one is information.
///
/// `holidays` answers for one state or institution (Article 2); with `&|_| false` only weekends count. If it knows no
/// working day at all, the answer is [`Day::MAX`].
///
/// ```
/// use acquis::time::{Day, extended};
/// let saturday = Day::parse("2011-12-10")?;
/// assert_eq!(extended(saturday, &|_| false).to_string(), "2011-12-12");
/// // As a printed date, Saturday 6 April 2013 stays the last good day: this function is not asked.
/// # Ok::<(), acquis::time::DateError>(())
/// ```
#[must_use]
pub fn extended(end: Day, holidays: &dyn Fn(Day) -> bool) -> Day {
    let mut day = end;
    while !day.is_end_of_time() && (is_weekend(day) || holidays(day)) {
        day = day.next();
    }
    day
}

/// On which day does a period start that is counted back from an event? The n-th day before; same weekday or date.
///
/// Source: Regulation 1182/71, Article 3(1) and (2), read backwards, and Article 3(4) second subparagraph: a period
/// counted retroactively is not extended, so a Saturday stays a Saturday. A missing date becomes the month's last.
///
/// ```
/// use acquis::time::{Day, Period, backwards};
/// let event = Day::parse("2011-12-25")?;
/// let saturday = backwards(event, &Period::parse("P15D")?);
/// assert_eq!(saturday.to_string(), "2011-12-10");
/// # Ok::<(), acquis::time::DateError>(())
/// ```
#[must_use]
pub fn backwards(event: Day, period: &Period) -> Day {
    event.minus_months(period.all_months()).plus_days(-period.all_days())
}

/// Which is the last day in time under "by", "no later than", "at the latest"? The printed day itself.
///
/// Source: Regulation 1182/71, Article 5(2) (to the day's last hour); no extension for weekends (Article 5(1), 139/73
/// Münch). The first day too late is the next one, a Sunday or not.
///
/// ```
/// use acquis::time::{Day, last_good_day_by};
/// // The limit of Directive 2011/36/EU, a Saturday: not moved to Monday.
/// let printed = Day::parse("2013-04-06")?;
/// assert_eq!(last_good_day_by(printed), printed);
/// # Ok::<(), acquis::time::DateError>(())
/// ```
#[must_use]
pub fn last_good_day_by(printed: Day) -> Day {
    printed
}

/// Which is the last day in time under "before"? The day before the printed one.
///
/// Source: the wording excludes the day named, as in Article 11(1) of Framework Decision 2006/960/JHA as corrected.
///
/// ```
/// use acquis::time::{Day, last_good_day_before};
/// let printed = Day::parse("2008-12-19")?;
/// assert_eq!(last_good_day_before(printed).to_string(), "2008-12-18");
/// # Ok::<(), acquis::time::DateError>(())
/// ```
#[must_use]
pub fn last_good_day_before(printed: Day) -> Day {
    printed.previous()
}

fn is_weekend(day: Day) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at a wrong constant")]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn period(text: &str) -> Period {
        Period::parse(text).unwrap()
    }

    #[test]
    fn years_and_months_are_added_at_once() {
        let end = end_of_period(day("2011-08-31"), &period("P1Y6M"));
        assert_eq!(end, day("2013-02-28"));
    }

    #[test]
    fn a_holiday_behind_a_weekend_extends_further() {
        let boxing_day = day("2011-12-26");
        let end = extended(day("2011-12-24"), &|day| day == boxing_day);
        assert_eq!(end, day("2011-12-27"));
        assert_eq!(extended(day("2011-12-23"), &|_| false), day("2011-12-23"));
    }

    #[test]
    fn nothing_overflows() {
        let huge = Period { years: u32::MAX, months: u32::MAX, weeks: u32::MAX, days: u32::MAX };
        assert_eq!(end_of_period(day("2011-11-25"), &huge), Day::MAX);
        assert_eq!(backwards(day("2011-11-25"), &huge), Day::MIN);
        assert_eq!(extended(day("2100-12-31"), &|_| true), Day::MAX);
    }
}
