//! The only place that asks which day it is, or how long something took. Everything else is told.

use std::cell::Cell;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::time::Day;

/// Which day is it, in Coordinated Universal Time, so that no time zone changes an output?
///
/// A clock set before 1970 is taken for 1970-01-01.
pub fn today() -> Day {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let days = i32::try_from(seconds / 86_400).unwrap_or(i32::MAX);
    Day::from_ymd(1970, 1, 1).map_or(Day::MIN, |epoch| epoch.plus_days(days))
}

/// How long a run took, from one mark to the next.
#[derive(Debug)]
pub struct Stopwatch(Cell<Instant>);

impl Stopwatch {
    /// Begins to run.
    pub fn start() -> Stopwatch {
        Stopwatch(Cell::new(Instant::now()))
    }

    /// The time since the start, or since the lap before.
    pub fn lap(&self) -> Duration {
        let now = Instant::now();
        now - self.0.replace(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn today_is_after_this_was_written() {
        assert!(today() > Day::parse("2025-01-01").unwrap() && today() < Day::MAX);
    }
}
