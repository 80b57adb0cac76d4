//! How many months an act has been outstanding, exactly.

use crate::rules::Amount;
use crate::time::Day;

/// A month of 28, 29, 30 or 31 days has a whole number of days' worth of these parts.
pub const PARTS: i64 = 377_580;

/// The months from one day to another, in parts: whole months by the calendar, then the days left as parts of the month
/// in which they fall. Two years by the calendar are 24 months, whatever their days.
pub fn between(from: Day, to: Day) -> i64 {
    if to <= from {
        return 0;
    }
    let mut whole = u32::try_from(to.minus(from) / 32).unwrap_or(0);
    while from.plus_months(whole + 1) <= to {
        whole += 1;
    }
    let (start, end) = (from.plus_months(whole), from.plus_months(whole + 1));
    let rest = i64::from(to.minus(start)) * PARTS / i64::from(end.minus(start).max(1));
    i64::from(whole) * PARTS + rest
}

/// The parts as a number of months.
pub fn amount(parts: i64) -> Option<Amount> {
    Amount::ratio(parts, PARTS)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn months(from: &str, to: &str) -> String {
        amount(between(Day::parse(from).unwrap(), Day::parse(to).unwrap())).unwrap().printed(4)
    }

    #[test]
    fn two_years_are_24_months_and_the_day_before_is_less() {
        assert_eq!(months("2011-10-31", "2013-10-31"), "24.0000");
        assert_eq!(months("2011-10-31", "2013-10-30"), "23.9677");
        assert_eq!(months("2012-02-29", "2014-02-28"), "24.0000");
    }

    #[test]
    fn days_left_are_parts_of_their_month() {
        // Six whole months to 6 October, then 25 of the 31 days to 6 November.
        assert_eq!(months("2013-04-06", "2013-10-31"), "6.8065");
        assert_eq!(months("2013-01-31", "2013-02-28"), "1.0000");
        assert_eq!(months("2013-01-31", "2013-01-31"), "0.0000");
        assert_eq!(months("2013-01-31", "2012-01-31"), "0.0000");
    }

    #[test]
    fn a_part_of_any_month_is_whole() {
        for length in [28, 29, 30, 31] {
            assert_eq!(PARTS % length, 0);
        }
    }
}
