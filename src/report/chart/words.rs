//! Words of pictures: how long something lasts, names short enough for a row.

use crate::law::{Instrument, Kind, Obligation};
use crate::report::text::labels::{counted, days};

/// Days of a year, and of a month, on average.
const YEAR: f64 = 365.25;
const MONTH: f64 = 30.44;
/// A name inside a sentence is not longer.
const LONGEST_NAME: usize = 60;

/// `61 days`, `2.8 years`: how long something lasted.
pub fn lasting(count: i32) -> String {
    if count < 731 { days(count) } else { format!("{:.1} years", f64::from(count) / YEAR) }
}

/// `in 12 days`, `in 16 months`, `in 3 years`.
pub fn ahead(count: i32) -> String {
    if count < 62 {
        format!("in {}", days(count))
    } else if count < 731 {
        format!("in {:.0} months", f64::from(count) / MONTH)
    } else {
        format!("in {:.0} years", f64::from(count) / YEAR)
    }
}

/// `1 gap`, `6 gaps`.
pub fn gaps(count: usize) -> String {
    counted(count as u64, "gap", "gaps")
}

/// `Prüm Decisions`; never empty.
pub fn act_name(act: &Instrument) -> &str {
    if act.short_title.is_empty() { &act.id } else { &act.short_title }
}

/// The name, cut where it would fill a sentence.
pub fn brief(name: &str) -> String {
    if name.chars().count() <= LONGEST_NAME {
        return name.to_owned();
    }
    name.chars().take(LONGEST_NAME - 1).chain(['…']).collect()
}

/// What a state that was only urged has not done: `ratified the Budapest Convention`; `None` where the duty has no such word.
pub fn participle(act: &Instrument, duty: &Obligation) -> Option<String> {
    (duty.kind == Kind::Ratify).then(|| format!("ratified the {}", brief(act_name(act))))
}
