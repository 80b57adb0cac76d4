//! How the block is written briefly: each thing once with a number, numbers in base 36, days counted from 2001-01-01.

use super::data::DayNumber;
use crate::report::text::dates::{short_date, short_month};
use crate::text::harmless;
use crate::time::{Day, UncertainDay};
use std::collections::HashMap;
use std::hash::Hash;

/// Things in the order in which they were first met, each once.
pub(super) struct Numbered<T> {
    all: Vec<T>,
    numbers: HashMap<T, usize>,
}

impl<T: Clone + Eq + Hash> Numbered<T> {
    /// Nothing yet.
    pub(super) fn new() -> Numbered<T> {
        Numbered { all: Vec::new(), numbers: HashMap::new() }
    }

    /// The number of a thing: a new one, where it was not met before.
    pub(super) fn number(&mut self, thing: T) -> usize {
        if let Some(number) = self.numbers.get(&thing) {
            return *number;
        }
        let number = self.all.len();
        self.all.push(thing.clone());
        self.numbers.insert(thing, number);
        number
    }

    /// All things, in the order of their numbers.
    pub(super) fn into_all(self) -> Vec<T> {
        self.all
    }
}

/// The day from which days are counted.
pub(super) fn first_day() -> Day {
    Day::from_ymd(2001, 1, 1).unwrap_or(Day::MIN)
}

/// The first day that data can name; the beginning of time counts as it.
fn first_named() -> Day {
    Day::from_ymd(1950, 1, 1).unwrap_or(Day::MIN)
}

/// The number of a day.
pub(super) fn number_of(day: Day) -> DayNumber {
    day.max(first_named()).minus(first_day())
}

/// The number of a day that can be named.
pub(super) fn number_if_named(day: Day) -> Option<DayNumber> {
    (!day.is_end_of_time()).then(|| number_of(day))
}

/// A line: first day, what holds from it on, the step to the next day, what holds then, and so on.
pub(super) fn line(pieces: &[(Day, usize)]) -> String {
    let mut last = 0;
    let mut numbers = Vec::with_capacity(pieces.len() * 2);
    for (day, what) in pieces {
        let day = number_of(*day);
        numbers.push(base_36(i64::from(day) - last));
        numbers.push(base_36(i64::try_from(*what).unwrap_or_default()));
        last = i64::from(day);
    }
    numbers.join(" ")
}

/// Numbers parted by blanks.
pub(super) fn list(numbers: &[usize]) -> String {
    let numbers = numbers.iter().map(|number| base_36(i64::try_from(*number).unwrap_or_default()));
    numbers.collect::<Vec<_>>().join(" ")
}

fn base_36(number: i64) -> String {
    let mut rest = number.unsigned_abs();
    let mut digits = Vec::new();
    loop {
        let digit = u32::try_from(rest % 36).unwrap_or_default();
        digits.push(char::from_digit(digit, 36).unwrap_or('0'));
        rest /= 36;
        if rest == 0 {
            break;
        }
    }
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}", digits.into_iter().rev().collect::<String>())
}

/// Pieces that say the same as the one before them are left out.
pub(super) fn merged<T: PartialEq>(pieces: impl IntoIterator<Item = (Day, T)>) -> Vec<(Day, T)> {
    let mut all: Vec<(Day, T)> = Vec::new();
    for (day, what) in pieces {
        if all.last().is_none_or(|(_, last)| *last != what) {
            all.push((day, what));
        }
    }
    all
}

/// A text from the data, without characters that could deceive a reader.
pub(super) fn plain(text: &str) -> String {
    harmless(text).into_owned()
}

/// `16 Jun 2011`; `Jun 2011`; `2011`; `by 17 Oct 2013`; `after 1 Jan 2010`; `1 Jan 2011 to 30 Jun 2012`.
pub(super) fn uncertain_in_words(on: &UncertainDay) -> String {
    let (first, last) = (on.first(), on.last());
    // a month and a year are written shorter than a day
    match (on.to_string().len(), first, last) {
        _ if on.exact().is_some() => short_date(first),
        (_, Day::MIN, Day::MAX) => "day not known".to_owned(),
        (_, Day::MIN, last) => format!("by {}", short_date(last)),
        (_, first, Day::MAX) => format!("after {}", short_date(first.previous())),
        (4, first, _) => first.year().to_string(),
        (7, first, _) => short_month(first),
        (_, first, last) => format!("{} to {}", short_date(first), short_date(last)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn lines_are_steps_in_base_36() {
        assert_eq!(line(&[(day("2000-12-31"), 35), (day("2001-02-06"), 36)]), "-1 z 11 10");
        assert_eq!(line(&[]), "");
        assert_eq!(list(&[0, 37, 1296]), "0 11 100");
    }

    #[test]
    fn days_are_written_as_they_were_meant() {
        let words = |text: &str| uncertain_in_words(&UncertainDay::parse(text).unwrap());
        assert_eq!(
            (words("2011-06-16"), words("2008-01"), words("2008")),
            ("16 Jun 2011".into(), "Jan 2008".into(), "2008".into())
        );
        let between = |after: Option<&str>, by: Option<&str>| {
            uncertain_in_words(&UncertainDay::between(after.map(day), by.map(day)).unwrap())
        };
        assert_eq!(between(None, Some("2013-10-17")), "by 17 Oct 2013");
        assert_eq!(between(Some("2010-01-01"), None), "after 1 Jan 2010");
        assert_eq!(between(Some("2010-12-31"), Some("2012-06-30")), "1 Jan 2011 to 30 Jun 2012");
    }
}
