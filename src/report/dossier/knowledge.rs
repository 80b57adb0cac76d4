//! What is known on each day by one of the two clocks, and the days on which that or what it means may change.

use crate::engine::{Question, Timeline, editions, implying};
use crate::law::{Exception, Record, Silence};
use crate::rules::Rules;
use crate::time::Day;

/// One of each clock.
#[derive(Debug, Clone, Default)]
pub(super) struct ByClock<T> {
    /// As known on each day itself.
    pub(super) then: T,
    /// As known today.
    pub(super) today: T,
}

impl<T> ByClock<T> {
    /// What comes of each.
    pub(super) fn each<U>(self, mut of: impl FnMut(T) -> U) -> ByClock<U> {
        ByClock { then: of(self.then), today: of(self.today) }
    }
}

/// A clock of the page.
#[derive(Debug, Clone, Copy)]
pub(super) enum Knowledge {
    /// What was known on each day itself; of days after today what is known today.
    Then {
        /// The day of the run.
        today: Day,
    },
    /// What is known now, or by one day for all.
    Now {
        /// That day; `None`: no limit.
        known_as_of: Option<Day>,
    },
}

/// A timeline, and the first of the days for which it is asked.
pub(super) struct KnownTimeline<'a> {
    pub(super) from: Day,
    /// With a knowledge date that stands for all of them.
    pub(super) question: Question<'a>,
    pub(super) timeline: Timeline,
}

impl Knowledge {
    /// The knowledge date for a day.
    pub(super) fn on(self, day: Day) -> Option<Day> {
        match self {
            Knowledge::Then { today } => Some(day.min(today)),
            Knowledge::Now { known_as_of } => known_as_of,
        }
    }

    /// The timelines that hold one after the other.
    pub(super) fn timelines<'a>(self, question: &Question<'a>, rules: &Rules) -> Vec<KnownTimeline<'a>> {
        let one = |from: Day, known_as_of: Option<Day>| {
            let question = Question { known_as_of, ..*question };
            KnownTimeline { from, question, timeline: Timeline::new(&question, rules) }
        };
        match self {
            Knowledge::Now { known_as_of } => vec![one(Day::MIN, known_as_of)],
            Knowledge::Then { today } => {
                editions(question, today).into_iter().map(|known| one(known.from, Some(known.known_as_of))).collect()
            }
        }
    }
}

/// Days on which the words of a finding may change though the finding does not, beside those of the timeline: those of
/// records, of what they are cited from, of what binds the state, of the act.
pub(super) fn days_of_words(question: &Question) -> Vec<Day> {
    let mut days = days_of_bond(question);
    for one in implying(question).iter().chain([question]) {
        days.extend(one.records().iter().flat_map(|record| days_of_record(question, record)));
    }
    if let Silence::NotDone(registers) = &question.obligation.silence {
        days.extend(registers.iter().map(|register| register.through.next()));
    }
    days.sort_unstable();
    days.dedup();
    days
}

fn days_of_record(question: &Question, record: &Record) -> Vec<Day> {
    let corpus = question.corpus;
    let last = corpus.last_possible_day(record);
    let mut days = vec![record.on.first(), last, last.next()];
    if let Some(source) = corpus.source(record.source).filter(|source| source.continuous) {
        days.push(source.through.unwrap_or(source.published.last()).next());
    }
    days
}

/// Days on which what binds the state, or the act itself, may change.
pub(super) fn days_of_bond(question: &Question) -> Vec<Day> {
    let (act, duty) = (question.instrument, question.obligation);
    let mut days: Vec<Day> = [act.in_force, duty.from].into_iter().flatten().chain([act.adopted]).collect();
    for one in &question.actor.membership {
        days.extend([Some(one.during.from()), one.during.to(), one.union_law_to].into_iter().flatten());
    }
    let binds = act.binds_of(duty);
    let own = |one: &&Exception| one.state == question.actor.code;
    for one in binds.also.iter().chain(&binds.except).filter(own) {
        days.extend([Some(one.during.from()), one.during.to()].into_iter().flatten());
    }
    days.extend(act.ended.iter().flat_map(|end| [Some(end.from), end.known_from, end.effects_until]).flatten());
    days.extend(duty.changed.iter().map(|change| change.known_from));
    days
}
