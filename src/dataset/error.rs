//! Why the library gives no answer.

use std::convert::Infallible;

use crate::load::{Problem, Rejected};
use crate::time::{DateError, Day};

/// Why there is no answer. With `?` it fits any function that returns `Box<dyn Error>`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Data or decision tables are invalid; its source is the first problem, and [`Error::problems`] gives each.
    #[error(transparent)]
    Rejected(#[from] Rejected),
    /// The text is no id of a finding.
    #[error("\"{0}\" names no finding: write STATE/INSTRUMENT/OBLIGATION, as in AT/budapest/ratification")]
    Id(String),
    /// Nothing in the data has this id.
    #[error("unknown {what} \"{id}\"{}", suggested(.suggestion.as_deref()))]
    Unknown {
        /// State, instrument or obligation.
        what: &'static str,
        /// The id.
        id: String,
        /// The id that was probably meant.
        suggestion: Option<String>,
    },
    /// The duty is owed by other actors.
    #[error("{duty} is not owed by {actor} but by {owed_by}")]
    NotOwed {
        /// `INSTRUMENT/OBLIGATION`.
        duty: String,
        /// Code of the state or institution that was named.
        actor: String,
        /// The actors that owe the duty.
        owed_by: String,
    },
    /// The text is no day.
    #[error(transparent)]
    Day(#[from] DateError),
    /// Two days are compared in the wrong order.
    #[error("the first day, {first}, is after the second, {second}: name the earlier one first")]
    Order {
        /// The day named first.
        first: Day,
        /// The day named second.
        second: Day,
    },
    /// The assumption cannot be.
    #[error("\"{assumption}\": {message}{}", in_brackets(.help.as_deref()))]
    Assumption {
        /// The assumption.
        assumption: String,
        /// What is wrong with it.
        message: String,
        /// What to do.
        help: Option<String>,
    },
}

impl Error {
    /// What is wrong with data and decision tables, each with file, line and column; nothing for other errors.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        let rejected = match self {
            Error::Rejected(rejected) => Some(rejected),
            _ => None,
        };
        rejected.into_iter().flat_map(Rejected::problems)
    }
}

impl From<Infallible> for Error {
    fn from(never: Infallible) -> Error {
        match never {}
    }
}

fn suggested(id: Option<&str>) -> String {
    id.map_or(String::new(), |id| format!(": did you mean \"{id}\"?"))
}

fn in_brackets(help: Option<&str>) -> String {
    help.map_or(String::new(), |help| format!(" ({help})"))
}
