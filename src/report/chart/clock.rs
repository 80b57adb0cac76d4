//! What was known when a picture's past was judged: on each day what was known on that day itself, or everywhere the same.

use crate::engine::{Judgement, Question, Timeline};
use crate::report::run::Run;
use crate::time::Day;

/// By what knowledge the days of a picture are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartClock {
    /// Each day by what was known on it: "known then".
    EachDay,
    /// All days by what was known by this one; `None`: by all that the data say.
    Fixed(Option<Day>),
}

impl ChartClock {
    /// The clock that a run asks for: a knowledge date that is the as-of day stands for the days before it too.
    pub fn of(run: &Run) -> ChartClock {
        if run.is_known_then() { ChartClock::EachDay } else { ChartClock::Fixed(run.engine.known_as_of) }
    }

    /// The clock to compare with.
    pub fn other(self) -> ChartClock {
        match self {
            ChartClock::EachDay => ChartClock::Fixed(None),
            ChartClock::Fixed(_) => ChartClock::EachDay,
        }
    }

    /// Behind a day: "as known on that day".
    pub fn in_words(self) -> String {
        match self {
            ChartClock::EachDay => "as known on that day".to_owned(),
            ChartClock::Fixed(None) => "as known today".to_owned(),
            ChartClock::Fixed(Some(known)) => format!("as known on {known}"),
        }
    }

    /// Beside a line: "known then".
    pub fn label(self) -> String {
        match self {
            ChartClock::EachDay => "known then".to_owned(),
            ChartClock::Fixed(None) => "known today".to_owned(),
            ChartClock::Fixed(Some(known)) => format!("known on {known}"),
        }
    }

    /// What holds from which day on, in order, the beginning of time first.
    pub(super) fn judgements<'a>(self, run: &Run<'a>, question: &Question<'a>) -> Vec<(Day, Judgement)> {
        match self {
            ChartClock::EachDay => {
                let known = run.engine.known_then(question, horizon(run));
                known.into_iter().map(|segment| (segment.from, segment.judgement)).collect()
            }
            ChartClock::Fixed(known_as_of) => {
                let timeline = Timeline::new(&Question { known_as_of, ..*question }, run.engine.rules);
                timeline.segments().iter().map(|segment| (segment.from, segment.judgement)).collect()
            }
        }
    }
}

/// The last day of which something is known: that of the newest source, or the day asked for. What comes after it is ahead.
///
/// No clock is asked: the same data and the same day give the same picture.
pub(super) fn horizon(run: &Run) -> Day {
    let published = run.engine.corpus.sources.iter().map(|source| source.published.first());
    published.filter(|day| !day.is_end_of_time()).chain([run.as_of]).max().unwrap_or(run.as_of)
}
