//! The only place that asks which day it is, or how long something took. Everything else is handed the day.

use crate::law::Corpus;
use crate::time::Day;
use std::cell::Cell;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// Which day is it, in Coordinated Universal Time, so that no time zone changes an output?
///
/// A clock may say anything: whether the day can be right is asked elsewhere.
pub fn today() -> Day {
    let now = SystemTime::now();
    let seconds = match now.duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_secs()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_secs()).map_or(i64::MIN, |seconds| -seconds),
    };
    let days = seconds.div_euclid(86_400).clamp(i32::MIN.into(), i32::MAX.into());
    let epoch = Day::from_ymd(1970, 1, 1).unwrap_or(Day::MIN);
    epoch.plus_days(i32::try_from(days).unwrap_or_default())
}

/// Why the day of the clock cannot be today's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Doubt {
    /// No day of data or command line is outside these bounds.
    #[error("the clock says {0}, outside 1950-01-01 to 2100-12-31")]
    OutOfBounds(Day),
    /// Nobody can have read yet what is published later.
    #[error("the clock says {today}, before the newest source of the data ({source_id}, {published})")]
    BeforeNewestSource {
        /// What the clock says.
        today: Day,
        /// The source.
        source_id: String,
        /// The first day on which it can have been published.
        published: Day,
    },
}

/// What to do about it.
pub const CURE: &str = "set the clock, or name the day: --as-of DATE";

/// Can this day of the clock be today's, with these data at hand?
pub fn doubt(today: Day, corpus: &Corpus) -> Option<Doubt> {
    if !today.is_in_bounds() {
        return Some(Doubt::OutOfBounds(today));
    }
    let newest = corpus.sources.iter().max_by_key(|source| source.published.first())?;
    let published = newest.published.first();
    (today < published).then(|| Doubt::BeforeNewestSource { today, source_id: newest.id.to_string(), published })
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
