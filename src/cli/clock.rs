//! The only place that asks which day it is. Everything else is told.

use std::time::{SystemTime, UNIX_EPOCH};

use crate::time::Day;

/// Which day is it, in Coordinated Universal Time, so that no time zone changes an output?
///
/// A clock set before 1970 is taken for 1970-01-01.
pub fn today() -> Day {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let days = i32::try_from(seconds / 86_400).unwrap_or(i32::MAX);
    Day::from_ymd(1970, 1, 1).map_or(Day::MIN, |epoch| epoch.plus_days(days))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn today_is_after_this_was_written() {
        assert!(today() > Day::parse("2025-01-01").unwrap() && today() < Day::MAX);
    }
}
