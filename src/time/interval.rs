//! Half-open stretches of time, and sets of them.
//!
//! Here live intervals `[from, to)` and what can be done with several: union, intersection, difference. Not here: what
//! an interval stands for (membership, validity, bindingness), and intervals with uncertain ends.

use super::{DateError, Day};

/// From which day to which does something hold? Half-open: `from` is inside, `to` is the first day outside.
///
/// Without `to` the end is open. An interval may be empty (an act declared void has never held), but never ends
/// before it starts.
///
/// ```
/// use acquis::time::{Day, Interval};
/// let joined = Day::parse("1973-01-01")?;
/// let left = Day::parse("2020-02-01")?;
/// let membership = Interval::new(joined, Some(left))?;
/// assert!(membership.contains(left.previous()) && !membership.contains(left));
/// # Ok::<(), acquis::time::DateError>(())
/// ```
#[derive(Copy, Clone, PartialEq, Eq, Hash, Debug)]
pub struct Interval {
    from: Day,
    to: Option<Day>,
}

impl Interval {
    /// Which interval starts on `from` and is over on `to`? `to` itself is outside; `None` leaves the end open.
    ///
    /// [`Day::MAX`] as an end is the same as none. Equal days give an empty interval.
    ///
    /// # Errors
    /// `to` is before `from`.
    pub fn new(from: Day, to: Option<Day>) -> Result<Interval, DateError> {
        match to {
            Some(to) if to < from => Err(DateError::EndsBeforeStart { from, to }),
            _ => Ok(Interval { from, to: to.filter(|to| *to != Day::MAX) }),
        }
    }

    /// Which interval starts on `from` and has an open end?
    #[must_use]
    pub fn since(from: Day) -> Interval {
        Interval { from, to: None }
    }

    /// For how long has an act held that was declared void? For no day at all, whatever day it was published to
    /// enter into force on.
    ///
    /// EU metadata show such an act with an end of validity equal to its entry into force (Directive 2006/24/EC:
    /// 3 May 2006 and 3 May 2006); there [`inclusive_end`] would wrongly leave it one day.
    ///
    /// ```
    /// use acquis::time::{Day, Interval};
    /// let day = Day::parse("2006-05-03")?;
    /// assert!(!Interval::void(day).contains(day));
    /// # Ok::<(), acquis::time::DateError>(())
    /// ```
    #[must_use]
    pub fn void(in_force_on: Day) -> Interval {
        Interval { from: in_force_on, to: Some(in_force_on) }
    }

    /// Which is the first day inside (if any is)?
    #[must_use]
    pub fn from(&self) -> Day {
        self.from
    }

    /// Which is the first day no longer inside? `None` if the end is open.
    #[must_use]
    pub fn to(&self) -> Option<Day> {
        self.to
    }

    /// Is the day inside?
    #[must_use]
    pub fn contains(&self, day: Day) -> bool {
        self.from <= day && self.to.is_none_or(|to| day < to)
    }

    /// Is there no day inside?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.to == Some(self.from)
    }
}

/// On which day is something over whose last day is `last_day`? On the next one.
///
/// Source: EU metadata print an "end of validity" as an inclusive last day (Directive 2014/42/EU: 2024-05-21, while
/// the act replacing it runs from 2024-05-22). Not for an act declared void: see [`Interval::void`].
///
/// ```
/// use acquis::time::{Day, inclusive_end};
/// let printed = Day::parse("2024-05-21")?;
/// assert_eq!(inclusive_end(printed).to_string(), "2024-05-22");
/// # Ok::<(), acquis::time::DateError>(())
/// ```
#[must_use]
pub fn inclusive_end(last_day: Day) -> Day {
    last_day.next()
}

/// Which days are in at least one interval? In order, apart from each other; intervals that touch become one.
///
/// ```
/// use acquis::time::{Day, Interval, union};
/// let day = |text| Day::parse(text);
/// let first = Interval::new(day("2010-01-01")?, Some(day("2011-01-01")?))?;
/// let second = Interval::since(day("2011-01-01")?);
/// assert_eq!(union(vec![second, first]), [Interval::since(day("2010-01-01")?)]);
/// # Ok::<(), acquis::time::DateError>(())
/// ```
#[must_use]
pub fn union(mut intervals: Vec<Interval>) -> Vec<Interval> {
    intervals.retain(|interval| !interval.is_empty());
    intervals.sort_by_key(|interval| interval.from);
    let mut merged: Vec<Interval> = Vec::new();
    for next in intervals {
        match merged.last_mut() {
            Some(last) if last.to.is_none_or(|to| next.from <= to) => {
                last.to = later_end(last.to, next.to);
            }
            _ => merged.push(next),
        }
    }
    merged
}

/// Which days are in `intervals` and in none of `removed`? In order, apart from each other.
///
/// The end of a removed interval is the first day that is left again.
///
/// ```
/// use acquis::time::{Day, Interval, subtract};
/// let day = |text| Day::parse(text);
/// let bound = Interval::since(day("2009-08-26")?);
/// let outside = Interval::new(day("2014-12-01")?, Some(day("2016-05-21")?))?;
/// let left = subtract(&[bound], &[outside]);
/// assert_eq!(left.last(), Some(&Interval::since(day("2016-05-21")?)));
/// # Ok::<(), acquis::time::DateError>(())
/// ```
#[must_use]
pub fn subtract(intervals: &[Interval], removed: &[Interval]) -> Vec<Interval> {
    let holes = union(removed.to_vec());
    union(intervals.to_vec()).into_iter().flat_map(|interval| without(interval, &holes)).collect()
}

/// Which days are both in `left` and in `right`? In order, apart from each other.
///
/// ```
/// use acquis::time::{Day, Interval, intersect};
/// let day = Day::parse("2013-07-01")?;
/// let before = Interval::new(Day::MIN, Some(day))?;
/// assert!(intersect(&[before], &[Interval::since(day)]).is_empty()); // they touch, and share no day
/// # Ok::<(), acquis::time::DateError>(())
/// ```
#[must_use]
pub fn intersect(left: &[Interval], right: &[Interval]) -> Vec<Interval> {
    let outside_right = subtract(&[Interval::since(Day::MIN)], right);
    subtract(left, &outside_right)
}

/// What is left of one interval; the holes are in order and apart from each other.
fn without(interval: Interval, holes: &[Interval]) -> Vec<Interval> {
    let mut left = Vec::new();
    let mut start = Some(interval.from);
    for hole in holes {
        let Some(from) = start else { break };
        if hole.to.is_some_and(|to| to <= from) {
            continue;
        }
        if interval.to.is_some_and(|to| to <= hole.from) {
            break;
        }
        if from < hole.from {
            left.push(Interval { from, to: Some(hole.from) });
        }
        start = hole.to;
    }
    if let Some(from) = start
        && interval.to.is_none_or(|to| from < to)
    {
        left.push(Interval { from, to: interval.to });
    }
    left
}

fn later_end(one: Option<Day>, other: Option<Day>) -> Option<Day> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.max(other)),
        _ => None,
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
    fn an_interval_never_ends_before_it_starts() {
        let (from, to) = (day("2011-01-02"), day("2011-01-01"));
        let refused = Interval::new(from, Some(to));
        assert_eq!(refused, Err(DateError::EndsBeforeStart { from, to }));
        assert_eq!(
            refused.unwrap_err().to_string(),
            "the interval from 2011-01-02 would end on 2011-01-01, before it starts"
        );
    }

    #[test]
    fn an_end_at_the_end_of_time_is_open() {
        let from = day("2011-01-01");
        assert_eq!(Interval::new(from, Some(Day::MAX)), Ok(Interval::since(from)));
        assert!(Interval::since(from).contains(Day::MAX));
    }

    #[test]
    fn a_void_act_never_held() {
        let void = Interval::void(day("2006-05-03"));
        assert!(void.is_empty() && !void.contains(day("2006-05-03")));
        assert!(union(vec![void]).is_empty());
    }

    #[test]
    fn an_open_hole_takes_the_rest() {
        let bound = Interval::since(day("2009-08-26"));
        let left = subtract(&[bound], &[Interval::since(day("2014-12-01"))]);
        let until = Interval::new(day("2009-08-26"), Some(day("2014-12-01"))).unwrap();
        assert_eq!(left, [until]);
        assert_eq!(intersect(&[bound], &left), left);
    }
}
