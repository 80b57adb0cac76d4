//! Deadlines as the act prints them, and the last good day that follows from them.

use crate::time::{Day, Period};
use crate::vocabulary::vocabulary;

/// The last day on which an act is still in time (inclusive). Not to be confused with an as-of date, which is a plain day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Limit(pub Day);

impl Limit {
    /// Has the deadline passed on this day? The last good day itself is still in time.
    ///
    /// ```
    /// use acquis::{law::Limit, time::Day};
    /// let saturday = Day::parse("2013-04-06").unwrap(); // Art. 22 of Directive 2011/36/EU; not extended to Monday
    /// assert!(!Limit(saturday).has_passed(saturday));
    /// assert!(Limit(saturday).has_passed(saturday.next()));
    /// ```
    pub fn has_passed(self, on: Day) -> bool {
        // a period ends with the expiry of the last hour of its last day (Regulation 1182/71, Art. 3(2))
        on > self.0
    }

    /// The first day on which an act is late: the day after the last good day.
    pub fn first_late_day(self) -> Day {
        self.0.next()
    }
}

vocabulary! {
    /// The event from which a period runs.
    Start, "start of a period" {
        /// Entry into force (or taking effect) of the act.
        InForce = "in-force",
        /// Adoption.
        Adopted = "adopted",
        /// Publication in the Official Journal.
        Published = "published",
        /// The first day on which the state is bound: of an own period alone.
        Bound = "bound",
    }
}

/// When a duty falls due. A printed date is data and is never recomputed.
#[derive(Debug, Clone, PartialEq)]
pub enum Deadline {
    /// "by", "at the latest", "no later than": the day itself is still good (Regulation 1182/71, Art. 5).
    By(Day),
    /// "before": the last good day is the day before.
    Before(Day),
    /// Only an upper bound is known (a first letter of formal notice): past from the day after on, open up to then.
    PassedBy(Day),
    /// A period from an event: same date in the last month, clamped to its end, no weekend extension.
    Within(Period, Start),
    /// The day on which the treaty enters into force for the state.
    AtEntryIntoForceForState,
}

/// A deadline that a corrigendum put in the place of the printed one.
#[derive(Debug, Clone, PartialEq)]
pub struct Correction {
    /// The right deadline; it holds for every as-of day.
    pub deadline: Deadline,
    /// Publication of the corrigendum: who asks as of earlier knowledge sees the old date.
    pub known_from: Day,
}

/// A deadline that an amending act moved ("stop the clock"). The old one holds for as-of days before `known_from`.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The new last good day.
    pub by: Day,
    /// The first as-of day for which it holds; not known at a knowledge date before it.
    pub known_from: Day,
    /// The amending act.
    pub act: Box<str>,
}
