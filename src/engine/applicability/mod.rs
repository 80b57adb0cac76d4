//! Where a state stands towards the law, before anything it did is looked at: does the act stand, and is the state bound?
//! By when it must act is reckoned in `deadline`. Exact days only: in a world every deposit has its day.

mod deadline;

pub use deadline::{BoundInterval, DeadlineOrigin, TimeLimit, change_on, common_limit, correction, deadline_of};

use super::Question;
use super::evidence::{EvidenceItem, Meaning, is_known};
use super::worlds::Choice;
use crate::law::{Effect, End, EventKind, Exception, Group, Limit, Nature};
use crate::rules::{Bound, Force};
use crate::time::{Day, Interval, subtract, union};

/// The law's side of a question, in one world.
#[derive(Debug, Clone, Default)]
pub struct Applicability {
    /// When the state is bound.
    pub intervals: Vec<BoundInterval>,
    /// Days on which force, bond or deadline may change.
    pub changes: Vec<Day>,
    /// Deferrals: from which day, until when.
    deferrals: Vec<(Day, Day)>,
}

/// Force, bond and deadline on one day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LegalPosition {
    /// Does the act stand?
    pub force: Force,
    /// Is the state bound?
    pub bound: Bound,
    /// The time within which to act.
    pub time_limit: TimeLimit,
    /// How it came about.
    pub deadline_origin: DeadlineOrigin,
}

impl Applicability {
    /// The law's side in this world.
    pub fn new(question: &Question, evidence: &[EvidenceItem], world: &[Choice]) -> Applicability {
        let during = match question.instrument.binds_of(question.obligation).group {
            _ if !question.obligation.owed_by.is_empty() => always(),
            Group::MemberStates => addressed(question),
            Group::Parties => party(question, evidence, world),
        };
        let intervals: Vec<BoundInterval> =
            during.into_iter().map(|during| BoundInterval::new(question, during)).collect();
        let deferrals = deferrals(evidence, world);
        let mut changes = force_changes(question);
        changes.extend(deferrals.iter().map(|(from, _)| *from));
        for interval in &intervals {
            changes.extend([Some(interval.during.from()), interval.during.to()].into_iter().flatten());
            changes.extend(interval.changes());
        }
        let mut applicability = Applicability { intervals, changes, deferrals };
        let late: Vec<Day> = applicability.limits().map(Limit::first_late_day).collect();
        applicability.changes.extend(late);
        applicability
    }

    /// The first day on which the duty binds the state: earlier records count from it.
    pub fn bound_from(&self) -> Option<Day> {
        self.intervals.first().map(|first| first.during.from())
    }

    /// Every last good day, of the times for which the state is bound and of the deferrals.
    pub fn limits(&self) -> impl Iterator<Item = Limit> {
        let from = self.intervals.iter().map(|interval| Limit(interval.during.from()));
        let deferred = self.deferrals.iter().map(|(_, until)| Limit(*until));
        let deferred = deferred.flat_map(move |until| from.clone().map(move |from| until.max(from)));
        self.intervals.iter().flat_map(BoundInterval::limits).chain(deferred)
    }

    /// Force, bond and deadline on a day.
    pub fn on(&self, question: &Question, day: Day) -> LegalPosition {
        let force = force(question, day);
        let Some(interval) = self.intervals.iter().find(|interval| interval.during.contains(day)) else {
            let bound = not_bound(question, day);
            return LegalPosition { force, bound, time_limit: TimeLimit::None, deadline_origin: DeadlineOrigin::Act };
        };
        let (time_limit, deadline_origin) = self.time_limit(interval, day);
        LegalPosition { force, bound: Bound::Yes, time_limit, deadline_origin }
    }

    /// The last good day as it stood on a day, also where the state was bound only before it.
    // OPEN: of a judgment without a letter on record, given between two times of being bound, the law was not read; the
    // deadline of the earlier time is taken.
    pub fn limit_by(&self, day: Day) -> Option<Limit> {
        let interval = self.intervals.iter().rfind(|interval| interval.during.from() <= day)?;
        self.time_limit(interval, day).0.limit()
    }

    fn time_limit(&self, interval: &BoundInterval, day: Day) -> (TimeLimit, DeadlineOrigin) {
        let (time_limit, step) = interval.on(day);
        let deferred = self.deferrals.iter().filter(|(from, _)| *from <= day).map(|(_, until)| Limit(*until)).max();
        let Some(deferred) = deferred else { return (time_limit, step) };
        match time_limit {
            // It never shortens; where the period is not known exactly, it is what fixes it.
            TimeLimit::Fixed(limit) if deferred <= limit => (time_limit, step),
            TimeLimit::None => (time_limit, step),
            _ => (TimeLimit::Fixed(deferred.max(Limit(interval.during.from()))), DeadlineOrigin::Deferred),
        }
    }
}

/// From which day each deferral counts, and until when it puts the deadline off.
fn deferrals(evidence: &[EvidenceItem], world: &[Choice]) -> Vec<(Day, Day)> {
    let mut deferrals = Vec::new();
    for (piece, choice) in evidence.iter().zip(world) {
        if let Meaning::Deferred(until) = piece.meaning {
            deferrals.push((choice.day, until));
        }
    }
    deferrals
}

fn always() -> Vec<Interval> {
    Interval::new(Day::MIN, None).into_iter().collect()
}

/// When the act addresses the state as a member: membership (for Union acts as long as Union law binds), what is
/// added, less what is excepted.
fn addressed(question: &Question) -> Vec<Interval> {
    let is_treaty = question.instrument.is_treaty();
    let mut times: Vec<Interval> = Vec::with_capacity(2);
    for one in &question.actor.membership {
        let end = if is_treaty { one.during.to() } else { one.union_law_to.or(one.during.to()) };
        times.extend(Interval::new(one.during.from(), end));
    }
    let binds = question.instrument.binds_of(question.obligation);
    times.extend(of_state(&binds.also, question));
    if times.len() > 1 {
        times = union(times);
    }
    if of_state(&binds.except, question).next().is_none() {
        return times;
    }
    subtract(&times, &union(of_state(&binds.except, question).collect()))
}

/// The times of the state asked about.
fn of_state<'a>(exceptions: &'a [Exception], question: &Question<'a>) -> impl Iterator<Item = Interval> + use<'a> {
    let actor = question.actor;
    exceptions.iter().filter(|one| *one.state == *actor.code).map(|one| one.during)
}

/// When the treaty is in force for the state: a recorded day wins over the one computed from the deposit.
fn party(question: &Question, evidence: &[EvidenceItem], world: &[Choice]) -> Vec<Interval> {
    let left = Denunciations(known_days(question, EventKind::Denunciation));
    let recorded = known_days(question, EventKind::InForceForState);
    let mut times: Vec<(Day, Option<Day>)> = recorded.iter().map(|day| (*day, left.first_after(*day))).collect();
    for (piece, choice) in evidence.iter().zip(world) {
        let entry = match piece.meaning {
            // what a depositary or a gazette prints prevails over the clause, of this deposit and not of an earlier one
            Meaning::Deposited if !recorded.iter().any(|day| left.leave_open(piece.first, *day)) => {
                computed_entry(question, choice.day).map(|day| (day, left.first_after(day)))
            }
            // a successor is bound from the day recorded, which may lie before its notification
            Meaning::Succeeded(from) if !recorded.iter().any(|day| left.are_of_one_time(*day, choice.day)) => {
                succession(question, from).map(|day| (day, left.first_after(choice.day)))
            }
            _ => None,
        };
        // who leaves before the entry into force never was a party
        let stays = |day: Day| left.first_after(choice.day).is_none_or(|left| day < left);
        times.extend(entry.filter(|(day, _)| stays(*day)));
    }
    union(times.into_iter().filter_map(|(day, left)| Interval::new(day, left).ok()).collect())
}

/// The exact days of the records of this event that are known.
fn known_days(question: &Question, event: EventKind) -> Vec<Day> {
    let records = question.records().iter().filter(|record| record.event.kind() == event);
    records.filter(|record| is_known(question, record)).filter_map(|record| record.on.exact()).collect()
}

/// The days on which a state left a treaty: the first days outside.
struct Denunciations(Vec<Day>);

impl Denunciations {
    fn first_after(&self, day: Day) -> Option<Day> {
        self.0.iter().copied().filter(|left| *left > day).min()
    }

    /// Does an entry into force follow a deposit without a denunciation in between?
    fn leave_open(&self, deposit: Day, entry: Day) -> bool {
        deposit <= entry && self.first_after(deposit).is_none_or(|left| entry < left)
    }

    /// Do both days lie in one time between denunciations?
    fn are_of_one_time(&self, one: Day, other: Day) -> bool {
        let count = |day: Day| self.0.iter().filter(|left| **left <= day).count();
        count(one) == count(other)
    }
}

/// The day on which the treaty enters into force for a state that deposited on this day.
pub fn computed_entry(question: &Question, deposit: Day) -> Option<Day> {
    let Nature::Treaty { clause: Some(clause) } = &question.instrument.nature else { return None };
    let own = question.instrument.in_force?;
    Some(clause.in_force_for_state(deposit, Some(own)))
}

/// The day from which a treaty is in force for a successor state: never before the treaty itself.
fn succession(question: &Question, succeeds_on: Option<Day>) -> Option<Day> {
    Some(succeeds_on?.max(question.instrument.in_force?))
}

fn not_bound(question: &Question, day: Day) -> Bound {
    let binds = question.instrument.binds_of(question.obligation);
    if binds.group == Group::Parties {
        return Bound::NotParty;
    }
    if of_state(&binds.except, question).any(|time| time.contains(day)) {
        return Bound::OptedOut;
    }
    let is_added = binds.also.iter().any(|one| *one.state == *question.actor.code);
    // a state that never was a member and is never added is not addressed; one that is on another day is no member yet
    if question.actor.membership.is_empty() && !is_added { Bound::NotAddressed } else { Bound::NotMember }
}

/// Whose force begins with the opening for signature: what a treaty is said to ask of members is an encouragement, and
/// stands whether or not the treaty is in force.
fn stands_from_opening(question: &Question) -> bool {
    question.instrument.is_treaty() && question.instrument.binds_of(question.obligation).group == Group::MemberStates
}

fn force_changes(question: &Question) -> Vec<Day> {
    let mut changes = Vec::with_capacity(12);
    changes.push(question.instrument.adopted);
    changes.extend(question.instrument.in_force);
    changes.extend(question.obligation.from);
    for end in &question.instrument.ended {
        changes.extend([Some(end.from), end.effects_until].into_iter().flatten());
    }
    changes.extend(membership_changes(question));
    changes
}

/// Days on which the reason for not being bound may change.
fn membership_changes<'a>(question: &Question<'a>) -> impl Iterator<Item = Day> + use<'a> {
    let binds = question.instrument.binds_of(question.obligation);
    let times = of_state(&binds.except, question);
    times.flat_map(|time| [Some(time.from()), time.to()]).flatten()
}

fn force(question: &Question, day: Day) -> Force {
    let instrument = question.instrument;
    if day < instrument.adopted {
        return Force::NotAdopted;
    }
    if ends_on(question, day).any(|end| end.effect == Effect::ExTunc) {
        return Force::Void;
    }
    let begun = stands_from_opening(question) || instrument.in_force.is_some_and(|from| day >= from);
    if !begun {
        return Force::NotInForce;
    }
    if question.obligation.from.is_some_and(|from| day < from) {
        return Force::NotAdded;
    }
    if ends_on(question, day).next().is_some() {
        return Force::Ended;
    }
    Force::InForce
}

/// The ends of the act that count on a day: the first that does decides.
pub fn ends_on<'a>(question: &Question<'a>, day: Day) -> impl Iterator<Item = &'a End> {
    let question = *question;
    let begun = move |end: &&End| end.effect == Effect::ExTunc || day >= end.from;
    question.instrument.ended.iter().filter(move |end| is_an_end(&question, end, day)).filter(begun)
}

/// Does this end count: known by then, for this state, and its effects not maintained on the day?
fn is_an_end(question: &Question, end: &End, day: Day) -> bool {
    let known = match (question.known_as_of, end.known_from) {
        (Some(known), Some(known_from)) => known_from <= known,
        _ => true,
    };
    known && end.concerns(&question.actor.code) && end.effects_until.is_none_or(|until| day >= until)
}
