//! JSON and the calendar for the naive evaluator.

use super::*;

pub(super) fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or("")
}

pub(super) fn items_of(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

pub(super) fn items<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    items_of(&value[key])
}

pub(super) fn find<'a>(list: &'a [Value], key: &str, id: &str) -> Option<&'a Value> {
    list.iter().find(|v| text(v, key) == id)
}

pub(super) fn day(value: &Value, key: &str) -> Option<Day> {
    value[key].as_str().map(date)
}

/// `2011-11-25`. Written out, since every question reads dozens of them.
fn date(text: &str) -> Day {
    let number = |digits: &[u8]| digits.iter().fold(0, |number, digit| 10 * number + u32::from(digit - b'0'));
    let is_date = text.len() == 10
        && text.bytes().enumerate().all(|(place, byte)| match place {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    assert!(is_date, "not a day: {text}");
    let digits = text.as_bytes();
    ymd(number(&digits[..4]) as i32, number(&digits[5..7]), number(&digits[8..]))
}

pub(super) fn ymd(year: i32, month: u32, day: u32) -> Day {
    Day::from_ymd_opt(year, month, day).expect("a day")
}

pub(super) fn plus(day: Day, days: i64) -> Day {
    let moved = if days < 0 {
        day.checked_sub_days(Days::new(days.unsigned_abs()))
    } else {
        day.checked_add_days(Days::new(days as u64))
    };
    moved.expect("a day within the calendar")
}

pub(super) fn first_of_next_month(day: Day) -> Day {
    ymd(day.year(), day.month(), 1).checked_add_months(Months::new(1)).expect("a month within the calendar")
}

/// The first and last possible day of a day, a month, a year, or bounds (`after` A: A+1; `by` B: B).
pub(super) fn span(value: &Value) -> (Option<Day>, Option<Day>) {
    let Some(s) = value.as_str() else {
        return (day(value, "after").map(|d| plus(d, 1)), day(value, "by"));
    };
    let (first, last) = match s.len() {
        4 => (date(&format!("{s}-01-01")), date(&format!("{s}-12-31"))),
        7 => (date(&format!("{s}-01")), plus(first_of_next_month(date(&format!("{s}-01"))), -1)),
        _ => (date(s), date(s)),
    };
    (Some(first), Some(last))
}

/// `P1Y6M10D`: all months at once, clamped to the month's end, then weeks and days.
pub(super) fn add_period(anchor: Day, period: &str) -> Option<Day> {
    let (mut months, mut days, mut number) = (0, 0, 0);
    for c in period.strip_prefix('P')?.chars() {
        match c {
            'Y' => months += 12 * std::mem::take(&mut number),
            'M' => months += std::mem::take(&mut number),
            'W' => days += 7 * std::mem::take(&mut number),
            'D' => days += std::mem::take(&mut number),
            _ => number = number * 10 + c.to_digit(10)?,
        }
    }
    Some(plus(anchor.checked_add_months(Months::new(months))?, days.into()))
}
