//! One check per way of reckoning: reads the fields of a vector, asks `acquis::time`, compares.
//!
//! Fields are `key=value`, separated by semicolons; an expected value without a key is the one answer. Not here: which
//! class of vectors goes to which check, and the vectors themselves.

use acquis::time::{
    Day, Interval, MonthEnd, Period, TreatyClause, backwards, day_of_publication, end_of_period, extended,
    inclusive_end, last_good_day_before, last_good_day_by, twentieth_day_following,
};

/// What every check returns: nothing, or what is wrong.
pub type Outcome = Result<(), String>;
/// Takes the input and the expected fields of a vector.
pub type Check = fn(&str, &str) -> Outcome;

const BUDAPEST: TreatyClause = TreatyClause::MonthsThenFirstOfNextMonth { months: 3, month_end: MonthEnd::Clamp };
const MUTUAL_ASSISTANCE: TreatyClause = TreatyClause::Days { days: 90 };
const TREATY_OFFICE: TreatyClause = TreatyClause::MonthsPlusDays { months: 3, days: 1, month_end: MonthEnd::Clamp };
const GAZETTE: TreatyClause = TreatyClause::MonthsPlusDays { months: 3, days: 0, month_end: MonthEnd::Clamp };

fn field<'a>(fields: &'a str, key: &str) -> Option<&'a str> {
    fields.split(';').find_map(|field| field.strip_prefix(key)?.strip_prefix('='))
}

fn need<'a>(fields: &'a str, key: &str) -> Result<&'a str, String> {
    field(fields, key).ok_or_else(|| format!("no field {key} in {fields}"))
}

fn day(fields: &str, key: &str) -> Result<Day, String> {
    Day::parse(need(fields, key)?).map_err(|error| error.to_string())
}

fn period(fields: &str) -> Result<Period, String> {
    Period::parse(need(fields, "period")?).map_err(|error| error.to_string())
}

/// The answer that has no key.
fn answer(expected: &str) -> Result<Day, String> {
    let first = expected.split(';').next().unwrap_or_default();
    Day::parse(first).map_err(|error| error.to_string())
}

fn same(found: Day, expected: Day) -> Outcome {
    hold(found == expected, || format!("reckoned {found}, expected {expected}"))
}

fn hold(holds: bool, otherwise: impl Fn() -> String) -> Outcome {
    if holds { Ok(()) } else { Err(otherwise()) }
}

fn differ(found: Day, wrong: Day) -> Outcome {
    hold(found != wrong, || format!("reckoned {found}, which is the known mistake"))
}

pub fn period_forwards(input: &str, expected: &str) -> Outcome {
    same(end_of_period(day(input, "event")?, &period(input)?), answer(expected)?)
}

pub fn period_backwards(input: &str, expected: &str) -> Outcome {
    same(backwards(day(input, "event")?, &period(input)?), answer(expected)?)
}

pub fn period_extended(input: &str, expected: &str) -> Outcome {
    let nominal = end_of_period(day(input, "event")?, &period(input)?);
    same(nominal, day(expected, "nominal")?)?;
    same(extended(nominal, &|_| false), day(expected, "extended")?)
}

/// Counting from the day after the event gives exactly the known mistake; counting rightly does not.
pub fn day_after_is_wrong(input: &str, expected: &str) -> Outcome {
    let (event, period) = (day(input, "event")?, period(input)?);
    let wrong = day(expected, "wrong")?;
    let mut mistaken = end_of_period(event.next(), &period);
    if field(input, "extended").is_some() {
        mistaken = extended(mistaken, &|_| false);
    }
    same(mistaken, wrong)?;
    let right = end_of_period(event, &period);
    differ(right, wrong)?;
    match field(expected, "right") {
        Some(_) => same(right, day(expected, "right")?),
        None => Ok(()),
    }
}

/// A printed day stays the last good one although the rule for periods would move it.
pub fn printed_on_a_weekend(input: &str, expected: &str) -> Outcome {
    let last = last_good_day_by(day(input, "by")?);
    same(last, day(expected, "last")?)?;
    differ(last, extended(last, &|_| false))?;
    match field(expected, "first_late") {
        Some(_) => same(last.next(), day(expected, "first_late")?),
        None => Ok(()),
    }
}

pub fn printed_before(input: &str, expected: &str) -> Outcome {
    let last = last_good_day_before(day(input, "before")?);
    same(last, day(expected, "last")?)?;
    same(last.next(), day(expected, "first_late")?)
}

/// The sources differ on the word; both readings come out.
pub fn before_or_by(input: &str, expected: &str) -> Outcome {
    let text = last_good_day_before(day(input, "before")?);
    same(text.next(), day(expected, "first_late_text")?)?;
    let metadata = last_good_day_by(day(input, "by")?);
    same(metadata.next(), day(expected, "first_late_metadata")?)
}

pub fn days_late(input: &str, expected: &str) -> Outcome {
    let late = day(input, "notified")?.minus(last_good_day_by(day(input, "by")?)).max(0);
    hold(need(expected, "days_late")? == late.to_string(), || format!("{late} days late"))
}

pub fn twentieth_day(input: &str, expected: &str) -> Outcome {
    let in_force = twentieth_day_following(day(input, "published")?);
    same(in_force, answer(expected)?)?;
    match field(expected, "wrong") {
        Some(_) => differ(in_force, day(expected, "wrong")?),
        None => Ok(()),
    }
}

pub fn on_publication(input: &str, expected: &str) -> Outcome {
    same(day_of_publication(day(input, "published")?), answer(expected)?)
}

pub fn press_is_a_day_off(input: &str, expected: &str) -> Outcome {
    twentieth_day(input, expected)?;
    differ(answer(expected)?, day(input, "press")?)
}

/// Only the entry into force is reckoned; the date of application is data, and another day.
pub fn application_is_later(input: &str, expected: &str) -> Outcome {
    let in_force = twentieth_day_following(day(input, "published")?);
    same(in_force, day(expected, "in_force")?)?;
    let applies = day(expected, "applies")?;
    hold(applies > in_force, || format!("applies on {applies}, in force on {in_force}"))
}

/// The formula that looks right for the act does not give the day that the act prints.
pub fn formula_misses(input: &str, expected: &str) -> Outcome {
    let formula = end_of_period(day(input, "event")?, &period(input)?);
    same(formula, day(expected, "wrong")?)?;
    differ(formula, day(expected, "printed")?)
}

pub fn overdue_for_long(input: &str, expected: &str) -> Outcome {
    let threshold = Period::parse(need(input, "threshold")?).map_err(|error| error.to_string())?;
    let from = end_of_period(day(input, "last")?, &threshold);
    let long = day(input, "as_of")? >= from;
    hold(expected == long.to_string(), || format!("long overdue from {from}"))
}

pub fn last_day_of_validity(input: &str, expected: &str) -> Outcome {
    let last = day(input, "last_day")?;
    let to = inclusive_end(last);
    same(to, answer(expected)?)?;
    let validity = Interval::new(last, Some(to)).map_err(|error| error.to_string())?;
    hold(validity.contains(last) && !validity.contains(to), || format!("not up to {last}"))
}

/// An end of validity equal to the entry into force marks a void act: no day is left, not one.
pub fn void_from_the_start(input: &str, expected: &str) -> Outcome {
    let in_force = day(input, "in_force")?;
    same(day(input, "last_day")?, in_force)?;
    let void = Interval::void(in_force);
    hold(expected == "empty" && void.is_empty(), || "a day is left".to_owned())
}

pub fn budapest(input: &str, expected: &str) -> Outcome {
    same(in_force(BUDAPEST, input)?, answer(expected)?)
}

pub fn mutual_assistance(input: &str, expected: &str) -> Outcome {
    same(in_force(MUTUAL_ASSISTANCE, input)?, answer(expected)?)
}

/// As the depositary counts; where a gazette counts otherwise, both come out.
pub fn transfer_of_proceedings(input: &str, expected: &str) -> Outcome {
    let counted = in_force(TREATY_OFFICE, input)?;
    if field(expected, "gazette").is_none() {
        return same(counted, answer(expected)?);
    }
    same(counted, day(expected, "depositary")?)?;
    same(in_force(GAZETTE, input)?, day(expected, "gazette")?)
}

fn in_force(clause: TreatyClause, input: &str) -> Result<Day, String> {
    let treaty = match field(input, "treaty_in_force") {
        Some(_) => Some(day(input, "treaty_in_force")?),
        None => None,
    };
    Ok(clause.in_force_for_state(day(input, "deposit")?, treaty))
}
