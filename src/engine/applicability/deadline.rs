//! By when a state must act: the act's deadline as corrected and changed, the state's own period, what is known of it only
//! as an upper bound, and the first day on which the state is bound. Last good days, included.

use crate::engine::Question;
use crate::law::{Change, Correction, Deadline, Exception, Group, Instrument, Limit, OwnPeriod, Start};
use crate::time::{Day, Interval, end_of_period};

/// How much is known of the time within which to act.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum TimeLimit {
    /// There is none.
    None,
    /// The last good day.
    Fixed(Limit),
    /// Only that it ended on this day at the latest.
    PassedBy(Limit),
    /// There is one, but nobody knows when it ends.
    Open,
}

impl TimeLimit {
    /// The last good day, or the day by which it was over.
    pub fn limit(self) -> Option<Limit> {
        match self {
            TimeLimit::Fixed(limit) | TimeLimit::PassedBy(limit) => Some(limit),
            TimeLimit::None | TimeLimit::Open => None,
        }
    }

    /// Is it unknown on this day whether the time limit has passed?
    pub fn is_open(self, day: Day) -> bool {
        match self {
            TimeLimit::Open => true,
            TimeLimit::PassedBy(limit) => !limit.has_passed(day),
            TimeLimit::None | TimeLimit::Fixed(_) => false,
        }
    }
}

/// An uninterrupted time for which the state is bound, and the periods that follow from it.
#[derive(Debug, Clone, PartialEq)]
pub struct BoundInterval {
    /// The time, half-open.
    pub during: Interval,
    /// Each from an as-of day on: the first from the beginning, later ones from the day on which an act moved the deadline.
    time_limits: Vec<(Day, TimeLimit, DeadlineOrigin)>,
}

impl BoundInterval {
    /// The periods of a time for which the state is bound, each from the day on which it begins to hold.
    pub fn new(question: &Question, during: Interval) -> BoundInterval {
        let mut days = vec![Day::MIN];
        days.extend(changes(question).map(|change| change.known_from));
        days.extend(own_additions(question).flat_map(|one| [Some(one.during.from()), one.during.to()]).flatten());
        days.sort_unstable();
        days.dedup();
        let time_limits = days.into_iter().map(|day| {
            let (time_limit, step) = time_limit_on(question, during.from(), day);
            (day, time_limit, step)
        });
        BoundInterval { during, time_limits: time_limits.collect() }
    }

    /// Days from which another period holds.
    pub fn changes(&self) -> impl Iterator<Item = Day> {
        self.time_limits.iter().map(|(from, ..)| *from)
    }

    /// The period that holds on an as-of day, and how it came about.
    pub fn on(&self, day: Day) -> (TimeLimit, DeadlineOrigin) {
        let current = self.time_limits.iter().rfind(|(from, ..)| *from <= day);
        current.map_or((TimeLimit::None, DeadlineOrigin::Act), |(_, time_limit, step)| (*time_limit, *step))
    }

    /// Every last good day.
    pub fn limits(&self) -> impl Iterator<Item = Limit> {
        self.time_limits.iter().filter_map(|(_, time_limit, _)| time_limit.limit())
    }
}

/// How a deadline for a state came about, for the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeadlineOrigin {
    /// As the act prints it.
    Act,
    /// The day on which the state became bound.
    BecameBound,
    /// Put off by a deferral.
    Deferred,
    /// Moved by an amending act.
    Changed,
    /// The state's own period.
    Own,
}

/// The latest correction of the deadline that was known at the knowledge date.
pub fn correction<'a>(question: &Question<'a>) -> Option<&'a Correction> {
    let known = |known_from: Day| question.known_as_of.is_none_or(|known| known_from <= known);
    let corrected = question.obligation.corrected.iter().filter(|correction| known(correction.known_from));
    corrected.max_by_key(|correction| correction.known_from)
}

/// The acts known at the knowledge date that moved the deadline, in the order in which they did.
fn changes<'a>(question: &Question<'a>) -> impl Iterator<Item = &'a Change> + use<'a> {
    let known_as_of = question.known_as_of;
    let known = move |change: &&Change| known_as_of.is_none_or(|known| change.known_from <= known);
    question.obligation.changed.iter().filter(known)
}

/// The act that moved the deadline that holds on a day, if one did.
pub fn change_on<'a>(question: &Question<'a>, day: Day) -> Option<&'a Change> {
    changes(question).filter(|change| change.known_from <= day).last()
}

/// The additions that bind the state and give it a period of its own, for a duty of members that has a deadline.
fn own_additions<'a>(question: &Question<'a>) -> impl Iterator<Item = &'a Exception> + use<'a> {
    let binds = question.instrument.binds_of(question.obligation);
    let applies = question.obligation.deadline.is_some() && binds.group == Group::MemberStates;
    let code = &question.actor.code;
    binds.also.iter().filter(move |one| applies && one.state == *code && one.own_period.is_some())
}

/// The period that holds on an as-of day for a state that is bound from `from` on: the later of the deadline and that
/// first day (accession, late opt-in, return). A state that is bound only on or after an upper bound has until the day on
/// which it is bound, exactly.
fn time_limit_on(question: &Question, from: Day, day: Day) -> (TimeLimit, DeadlineOrigin) {
    let from = bound_by_treaty(question).map_or(from, |begun| from.max(begun));
    let own = own_additions(question).find(|one| one.during.contains(day)).and_then(|one| one.own_period.as_ref());
    let (time_limit, step) = match (own, change_on(question, day)) {
        // a period that nobody has read makes nobody late (decision 12)
        (Some(OwnPeriod::Open), _) => (TimeLimit::Open, DeadlineOrigin::Own),
        (Some(OwnPeriod::Known(own)), _) => (time_limit_of(question.instrument, own, from), DeadlineOrigin::Own),
        // an act that stops the clock holds from its own day on and takes precedence over a corrigendum (decision 12)
        (None, Some(change)) => (TimeLimit::Fixed(Limit(change.by)), DeadlineOrigin::Changed),
        (None, None) => {
            let deadline = deadline_of(question);
            (
                deadline.map_or(TimeLimit::None, |deadline| time_limit_of(question.instrument, deadline, from)),
                DeadlineOrigin::Act,
            )
        }
    };
    match time_limit {
        // nobody is late before being bound; the first day on which the state is bound is itself still good
        TimeLimit::Fixed(limit) if limit < Limit(from) => (TimeLimit::Fixed(Limit(from)), DeadlineOrigin::BecameBound),
        TimeLimit::PassedBy(limit) if limit <= Limit(from) => {
            (TimeLimit::Fixed(Limit(from)), DeadlineOrigin::BecameBound)
        }
        other => (other, step),
    }
}

/// Entry into force of the treaty by which a duty binds members as such: nobody is bound by it before. A party has a day of
/// its own.
fn bound_by_treaty(question: &Question) -> Option<Day> {
    let is_of_members = question.instrument.binds_of(question.obligation).group == Group::MemberStates;
    let is_at_entry = deadline_of(question) == Some(&Deadline::AtEntryIntoForceForState);
    question.instrument.in_force.filter(|_| is_of_members && is_at_entry)
}

/// The deadline that the act sets, as corrected by what was known at the knowledge date.
pub fn deadline_of<'a>(question: &Question<'a>) -> Option<&'a Deadline> {
    let corrected = correction(question).map(|correction| &correction.deadline);
    corrected.or(question.obligation.deadline.as_ref())
}

/// The last good day that the act sets for all alike; `None` without a deadline, and where each state has its own.
pub fn common_limit(question: &Question) -> Option<Limit> {
    match deadline_of(question)? {
        // each state has its own day
        Deadline::AtEntryIntoForceForState => None,
        deadline => time_limit_of(question.instrument, deadline, Day::MIN).limit(),
    }
}

/// The period that a deadline gives to a state that is bound from `from` on.
fn time_limit_of(instrument: &Instrument, deadline: &Deadline, from: Day) -> TimeLimit {
    match deadline {
        Deadline::By(day) => TimeLimit::Fixed(Limit(*day)),
        Deadline::PassedBy(day) => TimeLimit::PassedBy(Limit(*day)),
        Deadline::Before(day) => TimeLimit::Fixed(Limit(day.previous())),
        Deadline::AtEntryIntoForceForState => TimeLimit::Fixed(Limit(from)),
        Deadline::Within(within, start) => {
            let event = match start {
                Start::InForce => instrument.in_force,
                Start::Adopted => Some(instrument.adopted),
                Start::Published => instrument.published,
                // since when it is bound is not said, so nobody knows when the period ends
                Start::Bound if from == Day::MIN => return TimeLimit::Open,
                Start::Bound => Some(from),
            };
            event.map_or(TimeLimit::None, |event| TimeLimit::Fixed(Limit(end_of_period(event, within))))
        }
    }
}
