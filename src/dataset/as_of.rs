//! The two clocks of a question: the day judged, and the day by which sources must have been published.

use crate::time::Day;

/// On which day a finding is to hold, and what was known by which day.
///
/// A [`Day`] alone asks for that day with all that is known now:
///
/// ```
/// use acquis::{AsOf, time::Day};
/// # fn main() -> Result<(), acquis::Error> {
/// let day: Day = "2011-11-25".parse()?;
/// assert_eq!(AsOf::from(day).known_as_of(), None);
/// assert_eq!(AsOf::both(day).known_as_of(), Some(day));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AsOf {
    day: Day,
    known_as_of: Option<Day>,
}

impl AsOf {
    /// What held on a day, as it was known on that same day: both clocks, like `--on` of the command line.
    #[must_use]
    pub fn both(day: Day) -> AsOf {
        AsOf { day, known_as_of: Some(day) }
    }

    /// What held on a day, as far as sources published by another day say.
    #[must_use]
    pub fn known(day: Day, known_as_of: Day) -> AsOf {
        AsOf { day, known_as_of: Some(known_as_of) }
    }

    /// Which day is judged?
    #[must_use]
    pub fn day(self) -> Day {
        self.day
    }

    /// By which day must a source have been published? `None`: there is no limit.
    #[must_use]
    pub fn known_as_of(self) -> Option<Day> {
        self.known_as_of
    }
}

impl From<Day> for AsOf {
    fn from(day: Day) -> AsOf {
        AsOf { day, known_as_of: None }
    }
}
