//! What the wording of a deadline says, compared with the deadline: the day that it prints, "by" or "before", and a
//! period in words. A printed day is never recomputed; a formula in words may cross-check it.

use crate::law::{Deadline, Instrument, Obligation, Start};
use crate::load::defect::{Defect, Defects};
use crate::load::json_path::JsonPath;
use crate::time::{Day, MONTHS, Period, end_of_period};

/// Words before a day that say whether it is still good itself.
const STILL_GOOD: [&str; 11] = [
    "by",
    "by no later than",
    "no later than",
    "not later than",
    "at the latest by",
    "at the latest on",
    "at latest by",
    "on or before",
    "until",
    "by the latest on",
    "by the latest",
];

/// Looks at the wording of one deadline.
pub(super) fn deadline(act: &Instrument, duty: &Obligation, place: &JsonPath, defects: &mut Defects) {
    let (Some(wording), Some(deadline)) = (&duty.wording, &duty.deadline) else { return };
    let wording = wording.to_lowercase();
    let printed: Vec<(Day, bool)> =
        days(&wording).filter_map(|(at, day)| Some((day, sense(wording.get(..at)?)?))).collect();
    match printed.first() {
        Some(first) => day_against(*first, &printed, duty, place, defects),
        None => formula_against(&wording, deadline, (act, duty), place, defects),
    }
}

/// The last good day of a deadline that is a day.
pub(crate) fn last_good(deadline: &Deadline) -> Option<Day> {
    match deadline {
        Deadline::By(day) => Some(*day),
        Deadline::Before(day) => Some(day.previous()),
        _ => None,
    }
}

/// Is the day that stands after these words still good? `None` where they do not say.
fn sense(before: &str) -> Option<bool> {
    let before = before.trim_end();
    let ends = |word: &str| {
        let rest = before.strip_suffix(word);
        rest.is_some_and(|rest| !rest.ends_with(|letter: char| letter.is_alphanumeric()))
    };
    if STILL_GOOD.iter().any(|word| ends(word)) {
        return Some(true);
    }
    ends("before").then_some(false)
}

/// None of the days in the wording is the deadline, as it is printed or as it was corrected.
fn day_against(
    first: (Day, bool),
    printed: &[(Day, bool)],
    duty: &Obligation,
    place: &JsonPath,
    defects: &mut Defects,
) {
    let corrected = duty.corrected.iter().map(|correction| &correction.deadline);
    let changed = duty.changed.iter().map(|change| change.by);
    let meant: Vec<Day> = duty.deadline.iter().chain(corrected).filter_map(last_good).chain(changed).collect();
    let good = |(day, is_good): &(Day, bool)| if *is_good { *day } else { day.previous() };
    if meant.is_empty() || printed.iter().any(|day| meant.contains(&good(day))) {
        return;
    }
    let (day, is_good) = first;
    let word = if is_good { "by" } else { "before" };
    let last = meant.iter().map(Day::to_string).collect::<Vec<_>>().join(" or ");
    let message = format!("the wording says {word} {day}, but the last good day of the deadline is {last}");
    defects.error("deadline-against-wording", &place.key("wording"), message);
}

/// A period in words that ends on a different day. Drafters count in more than one way, so one day more or less is
/// accepted.
fn formula_against(
    wording: &str,
    deadline: &Deadline,
    (act, duty): (&Instrument, &Obligation),
    place: &JsonPath,
    defects: &mut Defects,
) {
    // the period of a treaty, or of a duty that came later, runs from an event that is not one of the act itself
    if act.is_treaty() || duty.from.is_some() {
        return;
    }
    let start = |from: Start| match from {
        Start::InForce => act.in_force,
        Start::Adopted => Some(act.adopted),
        Start::Published => act.published,
        Start::Bound => None,
    };
    let Some((period, from)) = formula(wording) else { return };
    let Some(computed) = start(from).map(|day| end_of_period(day, &period)) else { return };
    let last = match deadline {
        Deadline::Within(period, from) => start(*from).map(|day| end_of_period(day, period)),
        other => last_good(other),
    };
    let Some(last) = last.filter(|last| last.minus(computed).abs() > 1) else { return };
    let message = format!("the period in the wording ends on {computed}, the deadline on {last}");
    let defect = Defect::warning("deadline-against-formula", &place.key("wording"), message);
    defects.add(defect.help("check the day, and \"in_force\", \"adopted\" and \"published\" of the act"));
}

/// A period of one unit from an event of the act itself: "within three years of the decision taking effect".
fn formula(wording: &str) -> Option<(Period, Start)> {
    const EVENTS: [(&str, Start); 6] = [
        ("taking effect", Start::InForce),
        ("entry into force", Start::InForce),
        ("entering into force", Start::InForce),
        ("adoption", Start::Adopted),
        ("publication", Start::Published),
        ("coming into force", Start::InForce),
    ];
    const OWN: [&str; 14] = [
        "of",
        "after",
        "from",
        "following",
        "the",
        "this",
        "its",
        "date",
        "day",
        "framework",
        "decision",
        "directive",
        "regulation",
        "act",
    ];
    let openings = ["within ", "no later than ", "not later than "];
    let rest = openings.iter().find_map(|opening| wording.split_once(opening)).map(|(_, rest)| rest)?;
    let mut words = rest.splitn(3, ' ');
    let (count, unit, rest) = (count(words.next()?)?, words.next()?, words.next()?);
    let period = period(count, unit)?;
    let named: Vec<_> = EVENTS.iter().filter_map(|(event, start)| Some((rest.split_once(event)?, *start))).collect();
    let [((before, after), start)] = named.as_slice() else { return None };
    // the entry into force of a different act is not known here
    let is_own = before.split_whitespace().all(|word| OWN.contains(&word.trim_end_matches("'s")));
    let is_whole = after.trim().is_empty() || after.starts_with(['.', ',', ';', ')']) || after.starts_with(" of this ");
    (is_own && is_whole).then_some((period, *start))
}

fn period(count: u32, unit: &str) -> Option<Period> {
    let zero = Period { years: 0, months: 0, weeks: 0, days: 0 };
    match unit {
        "year" | "years" => Some(Period { years: count, ..zero }),
        "month" | "months" => Some(Period { months: count, ..zero }),
        "week" | "weeks" => Some(Period { weeks: count, ..zero }),
        "day" | "days" => Some(Period { days: count, ..zero }),
        _ => None,
    }
}

fn count(word: &str) -> Option<u32> {
    const WORDS: [&str; 13] =
        ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    match word {
        "a" | "an" => Some(1),
        "eighteen" => Some(18),
        "twenty-four" => Some(24),
        "thirty" => Some(30),
        _ => WORDS.iter().position(|known| *known == word).and_then(|at| u32::try_from(at).ok()).or(word.parse().ok()),
    }
}

/// The days that a lower-case text prints ("6 april 2013"), each with the place where it begins.
pub(super) fn days(text: &str) -> impl Iterator<Item = (usize, Day)> {
    let starts = text.char_indices().filter(|(at, letter)| {
        let opens = text.get(..*at).is_none_or(|before| !before.ends_with(|c: char| c.is_alphanumeric() || c == '.'));
        letter.is_ascii_digit() && opens
    });
    starts.filter_map(|(at, _)| Some((at, day(text.get(at..)?)?)))
}

/// The day that a text begins with.
fn day(text: &str) -> Option<Day> {
    let mut words = text.split_whitespace();
    let number = words.next()?.parse().ok()?;
    let month = words.next()?;
    let month = MONTHS.iter().position(|known| known.to_ascii_lowercase() == month)?;
    let year = words.next()?.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()?;
    Day::from_ymd(year, u32::try_from(month).ok()? + 1, number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn days_are_found_with_their_sense() {
        let text = "before 19 december 2006 (as first printed); by no later than 15 march 2009, oj l 75, 15.3.2007";
        let found: Vec<_> = days(text).map(|(at, day)| (day, sense(text.get(..at).unwrap()))).collect();
        assert_eq!(found, [(day("2006-12-19"), Some(false)), (day("2009-03-15"), Some(true))]);
        assert_eq!(sense("two years of "), None);
        assert_eq!(sense("on or before "), Some(true));
        assert_eq!(sense("nearby "), None);
    }

    #[test]
    fn formulas_from_events_of_the_act_itself_are_read() {
        for (wording, expected) in [
            ("within three years of the decision taking effect", Some(((3, 0, 0, 0), Start::InForce))),
            ("no later than 2 years after its adoption", Some(((2, 0, 0, 0), Start::Adopted))),
            ("within two years of the entry into force of this directive", Some(((2, 0, 0, 0), Start::InForce))),
            ("not later than six months after its adoption, by decision", Some(((0, 6, 0, 0), Start::Adopted))),
            ("no later than a year from its publication.", Some(((1, 0, 0, 0), Start::Published))),
            ("within eighteen months of taking effect; then yearly", Some(((0, 18, 0, 0), Start::InForce))),
            ("within six weeks of its entry into force", Some(((0, 0, 6, 0), Start::InForce))),
            ("within a week of its entry into force", Some(((0, 0, 1, 0), Start::InForce))),
            ("within 90 days of its entry into force", Some(((0, 0, 0, 90), Start::InForce))),
            ("within one day of its entry into force", Some(((0, 0, 0, 1), Start::InForce))),
            // of another act, of two events, without a number or a unit, without a word that opens it
            ("within one year of decision 2008/615/jha taking effect", None),
            ("within one year of the entry into force of directive 2011/36/eu", None),
            ("within one year of its adoption or entry into force", None),
            ("within reasonable time of its adoption", None),
            ("within two decades of its adoption", None),
            ("two years after its adoption", None),
        ] {
            let read = formula(wording);
            let read = read.map(|(period, start)| ((period.years, period.months, period.weeks, period.days), start));
            assert_eq!(read, expected, "{wording}");
        }
    }
}
