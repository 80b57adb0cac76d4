//! What can be wrong with a written date, a pair of dates, or a written period.
//!
//! Here live the named conditions and their wording. Not here: file, line and column, which only the loader knows.

use std::error::Error;
use std::fmt;

use super::Day;

/// Why a text or a pair of days is not a date, an interval or a period.
///
/// The variants that carry a text carry it as it was written.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum DateError {
    /// The text is not of the form `YYYY-MM-DD`.
    Form(String),
    /// The text is none of `YYYY-MM-DD`, `YYYY-MM`, `YYYY`.
    UncertainForm(String),
    /// The form is right, but the calendar has no such day or month (2011-02-30).
    NoSuchDay(String),
    /// The day exists, but is before 1950-01-01 or after 2100-12-31.
    OutOfRange(String),
    /// The text is 9999-12-31, by which EU metadata mean an open end.
    OpenEnd,
    /// The text is 1001-01-01, by which EU metadata mean that no date is known.
    NoDateKnown,
    /// The bounds leave no possible day.
    NoPossibleDay {
        /// The day after which the event happened.
        after: Option<Day>,
        /// The last day on which it can have happened.
        by: Option<Day>,
    },
    /// The interval would end before it starts.
    EndsBeforeStart {
        /// The first day inside.
        from: Day,
        /// The first day no longer inside.
        to: Day,
    },
    /// The text is not a duration in whole years, months, weeks or days.
    PeriodForm(String),
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            DateError::Form(text) => write!(f, "\"{text}\" is not a day: write YYYY-MM-DD"),
            DateError::UncertainForm(text) => {
                write!(f, "\"{text}\" is not a date: write YYYY-MM-DD, or YYYY-MM or YYYY where no more is known")
            }
            DateError::NoSuchDay(text) => write!(f, "the calendar has no {text}"),
            DateError::OutOfRange(text) => {
                write!(f, "{text} lies outside 1950-01-01 to 2100-12-31")
            }
            DateError::OpenEnd => f.write_str("9999-12-31 stands for an open end: leave an open end out"),
            DateError::NoDateKnown => f.write_str("1001-01-01 stands for a date not known: leave it out"),
            DateError::NoPossibleDay { after, by } => {
                f.write_str("no day is ")?;
                match after {
                    Some(after) => write!(f, "after {after}")?,
                    None => f.write_str("after an open start")?,
                }
                match by {
                    Some(by) => write!(f, " and by {by}"),
                    None => Ok(()),
                }
            }
            DateError::EndsBeforeStart { from, to } => {
                write!(f, "the interval from {from} would end on {to}, before it starts")
            }
            DateError::PeriodForm(text) => {
                write!(f, "\"{text}\" is not a period: write whole years, months and days (P1Y6M, P90D) or weeks (P3W)")
            }
        }
    }
}

impl Error for DateError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_say_what_to_do_in_lower_case_without_a_period() {
        let messages = [
            DateError::Form("24".into()),
            DateError::UncertainForm("24".into()),
            DateError::NoSuchDay("2011-02-30".into()),
            DateError::OutOfRange("1912-01-01".into()),
            DateError::OpenEnd,
            DateError::NoDateKnown,
            DateError::PeriodForm("P".into()),
        ]
        .map(|error| error.to_string());
        for message in &messages {
            assert!(!message.ends_with('.'), "{message}");
            assert!(!message.starts_with(char::is_uppercase), "{message}");
        }
        assert!(DateError::OpenEnd.to_string().contains("leave an open end out"));
    }
}
