//! Words of pictures: days as people write them, names of duties short enough for a row.

use crate::law::{Instrument, Kind, Obligation};
use crate::report::text::labels::{counted, days};
use crate::time::Day;
use chrono::Datelike;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Days of a year, and of a month, on average.
const YEAR: f64 = 365.25;
const MONTH: f64 = 30.44;
/// A name inside a sentence is not longer.
const LONGEST_NAME: usize = 60;

/// `25 November 2011`.
pub fn long_date(day: Day) -> String {
    written(day, usize::MAX)
}

/// `25 Nov 2011`.
pub fn short_date(day: Day) -> String {
    written(day, 3)
}

fn written(day: Day, letters: usize) -> String {
    if day.is_end_of_time() {
        return day.to_string();
    }
    let date = day.to_naive();
    let month: String =
        MONTHS.get(date.month0() as usize).into_iter().flat_map(|name| name.chars().take(letters)).collect();
    format!("{} {month} {}", date.day(), date.year())
}

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

/// The duty in a word or two, from its id, as its title spells it: `dna` of "Open the DNA files" is "DNA".
pub fn duty_label(duty: &Obligation) -> String {
    let spelled = |word: &str| {
        let parts = duty.title.split(|letter: char| !letter.is_alphanumeric());
        let same = parts.filter(|part| part.eq_ignore_ascii_case(word));
        let own = same.max_by_key(|part| part.chars().filter(|letter| letter.is_uppercase()).count());
        own.filter(|own| own.chars().skip(1).any(char::is_uppercase)).unwrap_or(word).to_owned()
    };
    let label = duty.id.split('-').map(spelled).collect::<Vec<_>>().join(" ");
    let mut letters = label.chars();
    letters.next().map_or(label.clone(), |first| first.to_uppercase().chain(letters).collect())
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
