//! What must hold for any day, period or set of intervals, each against a deliberately simple second reckoning.
//!
//! Here the calendar is walked day by day and sets are compared day by day. Not here: examples from practice.

use acquis::time::{
    Day, Interval, MonthEnd, Period, TreatyClause, UncertainDay, backwards, end_of_period, extended, intersect,
    subtract, union,
};
use chrono::{Datelike, Weekday};
use proptest::prelude::*;

/// 1950-01-01 as days before 1970-01-01.
const FIRST: i32 = -7_305;
/// 2100-12-31 as days after 1970-01-01.
const LAST: i32 = 47_846;

fn epoch() -> Day {
    Day::from_ymd(1970, 1, 1).unwrap()
}

fn any_day() -> impl Strategy<Value = Day> {
    (FIRST..=LAST).prop_map(|days| epoch().plus_days(days))
}

fn days_in_month(year: i32, month: u32) -> u32 {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Intervals on a stretch of forty days, some open, some empty.
fn some_intervals() -> impl Strategy<Value = Vec<Interval>> {
    let one = (0..40i32, proptest::option::of(0..15i32)).prop_map(|(from, length)| {
        let from = epoch().plus_days(from);
        Interval::new(from, length.map(|length| from.plus_days(length))).unwrap()
    });
    proptest::collection::vec(one, 0..6)
}

fn in_any(intervals: &[Interval], day: Day) -> bool {
    intervals.iter().any(|interval| interval.contains(day))
}

/// In order, never empty, never touching.
fn is_tidy(intervals: &[Interval]) -> bool {
    let apart = |pair: &[Interval]| match pair {
        [one, next] => one.to().is_some_and(|to| to < next.from()),
        _ => true,
    };
    intervals.windows(2).all(apart) && !intervals.iter().any(Interval::is_empty)
}

#[test]
fn the_whole_range_agrees_with_a_calendar_walked_day_by_day() {
    let mut expected = epoch().plus_days(FIRST);
    for year in 1950..=2100 {
        for month in 1..=12 {
            for number in 1..=days_in_month(year, month) {
                let text = format!("{year:04}-{month:02}-{number:02}");
                assert_eq!(Day::parse(&text), Ok(expected));
                assert_eq!(expected.to_string(), text);
                expected = expected.next();
            }
            let missing = format!("{year:04}-{month:02}-{:02}", days_in_month(year, month) + 1);
            assert!(Day::parse(&missing).is_err(), "{missing}");
        }
    }
    assert_eq!(expected.previous(), epoch().plus_days(LAST));
}

proptest! {
    #![proptest_config(crate::support::kept(256))]

    #[test]
    fn whatever_is_read_is_written_alike(text in "[0-9 +-]{0,11}|[12][0-9]{3}(-[01][0-9](-[0-3][0-9])?)?|\\PC*") {
        if let Ok(day) = Day::parse(&text) {
            prop_assert_eq!(day.to_string(), text.clone());
        }
        if let Ok(day) = UncertainDay::parse(&text) {
            prop_assert_eq!(day.to_string(), text.clone());
            prop_assert!(day.first() <= day.last());
        }
        let _ = Period::parse(&text);
    }

    #[test]
    fn steps_lead_back(day in any_day(), steps in -20_000..20_000i32) {
        prop_assert_eq!(day.plus_days(steps).minus(day), steps);
        prop_assert_eq!(day.plus_days(steps).plus_days(-steps), day);
        prop_assert_eq!(day.next().previous(), day);
    }

    #[test]
    fn no_step_overflows(day in any_day(), days in any::<i32>(), months in any::<u32>()) {
        for start in [day, Day::MIN, Day::MAX] {
            for end in [start.plus_days(days), start.plus_months(months), start.plus_years(months)] {
                prop_assert!(Day::MIN <= end && end <= Day::MAX);
                prop_assert!(!end.to_string().is_empty());
                let _ = (end.minus(start), end.weekday(), end.year(), end.first_of_next_month());
            }
            prop_assert!(start.minus_months(months) <= start);
        }
    }

    #[test]
    fn months_keep_the_number_or_clamp(day in any_day(), months in 0..600u32) {
        let (before, after) = (day.to_naive(), day.plus_months(months).to_naive());
        let index = |day: chrono::NaiveDate| i64::from(day.year()) * 12 + i64::from(day.month());
        prop_assert_eq!(index(after) - index(before), i64::from(months));
        let longest = days_in_month(after.year(), after.month());
        prop_assert_eq!(after.day(), before.day().min(longest));
    }

    #[test]
    fn weeks_keep_the_weekday_and_count_back(day in any_day(), weeks in 0..200u32, days in 0..400u32) {
        let weeks = Period { years: 0, months: 0, weeks, days: 0 };
        prop_assert_eq!(end_of_period(day, &weeks).weekday(), day.weekday());
        let days = Period { days, ..weeks };
        prop_assert_eq!(backwards(end_of_period(day, &days), &days), day);
    }

    #[test]
    fn an_extension_ends_on_the_very_next_working_day(end in any_day(), holiday in 0..10i32) {
        let free = |day: Day| day.minus(epoch()).rem_euclid(10) == holiday;
        let rest = |day: Day| matches!(day.weekday(), Weekday::Sat | Weekday::Sun) || free(day);
        let mut expected = end;
        while rest(expected) {
            expected = expected.next();
        }
        prop_assert_eq!(extended(end, &free), expected);
    }

    #[test]
    fn budapest_starts_on_a_first_and_never_early(deposit in any_day(), treaty in any_day(), months in 0..24u32) {
        let clause = TreatyClause::MonthsThenFirstOfNextMonth { months, month_end: MonthEnd::Clamp };
        let own = clause.in_force_for_state(deposit, None);
        prop_assert_eq!(own.to_naive().day(), 1);
        prop_assert!(own > deposit.plus_months(months));
        prop_assert!(own.minus(deposit.plus_months(months)) <= 31);
        prop_assert_eq!(clause.in_force_for_state(deposit, Some(treaty)), own.max(treaty));
    }

    #[test]
    fn bounds_hold_exactly_the_days_between(after in any_day(), length in -3..50i32) {
        let by = after.plus_days(length);
        match UncertainDay::between(Some(after), Some(by)) {
            Err(_) => prop_assert!(length < 1),
            Ok(uncertain) => {
                prop_assert_eq!(uncertain.last().minus(uncertain.first()), length - 1);
                prop_assert!(!uncertain.may_be(after) && uncertain.may_be(by));
                prop_assert_eq!(uncertain.exact().is_some(), length == 1);
            }
        }
    }

    #[test]
    fn sets_agree_with_looking_day_by_day(left in some_intervals(), right in some_intervals()) {
        let both = union(left.iter().chain(&right).copied().collect());
        let rest = subtract(&left, &right);
        let shared = intersect(&left, &right);
        prop_assert!(is_tidy(&both) && is_tidy(&rest) && is_tidy(&shared));
        let looked_at = (-2..60).map(|days| epoch().plus_days(days)).chain([Day::MIN, Day::MAX]);
        for day in looked_at {
            let (in_left, in_right) = (in_any(&left, day), in_any(&right, day));
            prop_assert_eq!(in_any(&both, day), in_left || in_right);
            prop_assert_eq!(in_any(&rest, day), in_left && !in_right);
            prop_assert_eq!(in_any(&shared, day), in_left && in_right);
        }
    }
}
