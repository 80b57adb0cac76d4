//! The day on which an EU act, or a treaty for one state, enters into force.
//!
//! Here live the clauses as arithmetic. Not here: which clause an act has (data), a date that the act, the Official
//! Journal or the depositary prints (data, and it prevails), acts that take effect on notification (the day of
//! notification is data), and the number of consents a treaty needs (floor `law`).
//!
//! No clause here is moved by a weekend: Regulation 1182/71, Article 4(1), sets Article 3(4) and (5) aside for entry
//! into force, and treaties have their own final clauses.

use super::Day;
use crate::vocabulary::vocabulary;
use chrono::Datelike;

/// When does an act enter into force on the twentieth day following its publication? 20 days after it.
///
/// Source: Article 297(1) and (2) TFEU, formerly Article 254 EC (the default); for Title VI TEU acts only where the
/// act says so. The day of publication is day 0; in force from the first hour of the day returned (Regulation
/// 1182/71, Article 4(2)).
///
/// ```
/// use acquis::time::{Day, twentieth_day_following};
/// let published = Day::parse("2008-02-10")?;
/// assert_eq!(twentieth_day_following(published).to_string(), "2008-03-01");
/// # Ok::<(), acquis::time::DateError>(())
/// ```
#[must_use]
pub fn twentieth_day_following(published: Day) -> Day {
    nth_day_following(published, 20)
}

/// When does an act enter into force on the day of its publication? On that day, from its first hour.
///
/// Source: the act's own clause (Article 297(1) TFEU: "on the date specified in them").
///
/// ```
/// use acquis::time::{Day, day_of_publication};
/// // Directive 2011/93/EU: published and in force on one Saturday.
/// let published = Day::parse("2011-12-17")?;
/// assert_eq!(day_of_publication(published), published);
/// # Ok::<(), acquis::time::DateError>(())
/// ```
#[must_use]
pub fn day_of_publication(published: Day) -> Day {
    published
}

/// When does an act enter into force on the day following its publication? On the next day, weekend or not.
///
/// Source: the act's own clause (Article 297(1) TFEU).
///
/// ```
/// use acquis::time::{Day, day_following};
/// let friday = Day::parse("2011-12-30")?;
/// assert_eq!(day_following(friday).to_string(), "2011-12-31");
/// # Ok::<(), acquis::time::DateError>(())
/// ```
#[must_use]
pub fn day_following(published: Day) -> Day {
    nth_day_following(published, 1)
}

/// When does an act enter into force on the n-th day following its publication? The day of publication is day 0.
///
/// Source: the act's own clause (Article 297(1) TFEU).
///
/// ```
/// use acquis::time::{Day, nth_day_following};
/// let published = Day::parse("2012-02-28")?;
/// assert_eq!(nth_day_following(published, 3).to_string(), "2012-03-02");
/// # Ok::<(), acquis::time::DateError>(())
/// ```
#[must_use]
pub fn nth_day_following(published: Day, n: u32) -> Day {
    published.plus_days(i32::try_from(n).unwrap_or(i32::MAX))
}

vocabulary! {
    /// Where do so many months from the 31st end, if the last month has no such day? The depositary's practice decides.
    #[derive(Default)]
    MonthEnd, "month end" {
        /// On the month's last day: the Council of Europe.
        #[default]
        Clamp = "clamp",
        /// On the first day of the next month: WIPO, the United Nations.
        NextDay = "next-day",
    }
}

impl MonthEnd {
    /// So many calendar months after a day.
    ///
    /// ```
    /// use acquis::time::{Day, MonthEnd};
    /// let deposit = Day::parse("2008-03-31")?;
    /// assert_eq!(MonthEnd::Clamp.after(deposit, 3).to_string(), "2008-06-30");
    /// assert_eq!(MonthEnd::NextDay.after(deposit, 3).to_string(), "2008-07-01");
    /// # Ok::<(), acquis::time::DateError>(())
    /// ```
    #[must_use]
    pub fn after(self, day: Day, months: u32) -> Day {
        let ends = day.plus_months(months);
        let is_clamped = ends.to_naive().day() != day.to_naive().day();
        if self == MonthEnd::NextDay && is_clamped { ends.next() } else { ends }
    }
}

/// How does a treaty count from a state's consent (deposit or notification) to its being in force for that state?
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub enum TreatyClause {
    /// The first day of the month that follows the expiry of so many months: Budapest Convention (CETS 185),
    /// Article 36(3) and (4), three months.
    MonthsThenFirstOfNextMonth {
        /// Calendar months from the deposit.
        months: u32,
        /// Where they end, if the last month is too short.
        month_end: MonthEnd,
    },
    /// So many days after: EU Convention on mutual assistance of 29 May 2000, Article 27, 90 days.
    Days {
        /// Days from the notification, which is day 0.
        days: u32,
    },
    /// So many months after, and so many days more: European Convention on the transfer of proceedings (ETS 73),
    /// Article 38, as the Council of Europe's Treaty Office counts its three months (and one day).
    // OPEN: a Czech gazette counts three months without the day more (deposit 1992-04-15, effect 1992-07-15); the
    // depositary's practice is followed, and a date printed by the depositary prevails over both.
    MonthsPlusDays {
        /// Calendar months from the deposit.
        months: u32,
        /// Where they end, if the last month is too short.
        month_end: MonthEnd,
        /// Days to add after that.
        days: u32,
    },
}

impl TreatyClause {
    /// From which day is the treaty in force for a state? From the first hour of the day returned.
    ///
    /// Never before the treaty itself: a state that consented early waits for `treaty_in_force`. With `None` only the
    /// state's own computed day is returned; ask so only where the treaty is known to be in force already, since the
    /// consent of one state does not bring a treaty into force.
    ///
    /// ```
    /// use acquis::time::{Day, MonthEnd, TreatyClause};
    /// let budapest = TreatyClause::MonthsThenFirstOfNextMonth { months: 3, month_end: MonthEnd::Clamp };
    /// let since = Day::parse("2004-07-01")?;
    /// // Three months from 1 March expire on 1 June: the month that follows is July.
    /// let deposit = Day::parse("2012-03-01")?;
    /// let in_force = budapest.in_force_for_state(deposit, Some(since));
    /// assert_eq!(in_force.to_string(), "2012-07-01");
    /// // Croatia, the first to ratify, waited for the Convention.
    /// let croatia = Day::parse("2002-10-17")?;
    /// assert_eq!(budapest.in_force_for_state(croatia, Some(since)), since);
    /// # Ok::<(), acquis::time::DateError>(())
    /// ```
    #[must_use]
    pub fn in_force_for_state(&self, deposit: Day, treaty_in_force: Option<Day>) -> Day {
        let own = match *self {
            TreatyClause::MonthsThenFirstOfNextMonth { months, month_end } => {
                month_end.after(deposit, months).first_of_next_month()
            }
            TreatyClause::Days { days } => nth_day_following(deposit, days),
            TreatyClause::MonthsPlusDays { months, days, month_end } => {
                nth_day_following(month_end.after(deposit, months), days)
            }
        };
        treaty_in_force.map_or(own, |treaty| own.max(treaty))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at a wrong constant")]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn publication_is_day_zero() {
        let published = day("2008-12-23");
        assert_eq!(twentieth_day_following(published), day("2009-01-12"));
        assert_eq!(day_of_publication(published), published);
        assert_eq!(day_following(published), day("2008-12-24"));
    }

    #[test]
    fn a_missing_date_clamps_before_the_month_that_follows() {
        let budapest = TreatyClause::MonthsThenFirstOfNextMonth { months: 3, month_end: MonthEnd::Clamp };
        let in_force = budapest.in_force_for_state(day("2012-11-30"), None);
        assert_eq!(in_force, day("2013-03-01"));
    }

    #[test]
    fn the_treaty_office_counts_a_day_more() {
        let transfer = TreatyClause::MonthsPlusDays { months: 3, days: 1, month_end: MonthEnd::Clamp };
        let in_force = transfer.in_force_for_state(day("2004-03-30"), None);
        assert_eq!(in_force, day("2004-07-01"));
    }
}
