//! Days as people write them in English.

use crate::time::{Day, MONTHS};
use chrono::Datelike;

/// The months in three letters.
pub const MONTHS_SHORT: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `25 November 2011`; the end of time as it is.
pub fn long_date(day: Day) -> String {
    written(day, &MONTHS)
}

/// `25 Nov 2011`; the end of time as it is.
pub fn short_date(day: Day) -> String {
    written(day, &MONTHS_SHORT)
}

/// `Nov 2011`.
pub fn short_month(day: Day) -> String {
    in_month(day, &MONTHS_SHORT)
}

fn written(day: Day, months: &[&str; 12]) -> String {
    if day.is_end_of_time() { day.to_string() } else { format!("{} {}", day.to_naive().day(), in_month(day, months)) }
}

fn in_month(day: Day, months: &[&str; 12]) -> String {
    let place = usize::try_from(day.to_naive().month0()).unwrap_or_default();
    format!("{} {}", months.get(place).unwrap_or(&""), day.year())
}
