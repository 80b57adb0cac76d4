//! Where a state stands towards the law, before anything it did is looked at: does the act stand, and is the state bound?
//! By when it must act is reckoned in `deadline`. Exact days only: in a world every deposit has its day.

mod deadline;

pub use deadline::{BoundInterval, DeadlineOrigin, TimeLimit, change_on, common_limit, correction, deadline_of};

use super::Question;
use super::evidence::{EvidenceItem, Meaning, is_known};
use super::worlds::Choice;
use crate::law::{Effect, End, Event, Exception, Group, Limit, Nature};
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
        let deferrals: Vec<(Day, Day)> = evidence
            .iter()
            .zip(world)
            .filter_map(|(piece, choice)| match piece.meaning {
                Meaning::Deferred(until) => Some((choice.day, until)),
                _ => None,
            })
            .collect();
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
    let records = question.records();
    let on = |wanted: fn(&Event) -> bool| -> Vec<Day> {
        let known = records.iter().filter(|record| is_known(question, record));
        known.filter(|record| wanted(&record.event)).filter_map(|record| record.on.exact()).collect()
    };
    let left = on(|event| matches!(event, Event::Denunciation));
    let left_after = |day: Day| left.iter().copied().filter(|left| *left > day).min();
    let recorded = on(|event| matches!(event, Event::InForceForState));
    let mut times: Vec<(Day, Option<Day>)> = recorded.iter().map(|day| (*day, left_after(*day))).collect();
    let left_by = |day: Day| left.iter().filter(|left| **left <= day).count();
    let one_time = |entered: Day, deposit: Day| left_by(entered) == left_by(deposit);
    for (piece, choice) in evidence.iter().zip(world) {
        let follows = |day: &Day| piece.first <= *day && left_after(piece.first).is_none_or(|left| *day < left);
        // who leaves before the entry into force never was a party
        let stays = |day: &Day| left_after(choice.day).is_none_or(|left| *day < left);
        match piece.meaning {
            Meaning::Deposited if !recorded.iter().any(follows) => {
                times.extend(computed_entry(question, choice.day).filter(stays).map(|day| (day, left_after(day))));
            }
            // A successor is bound from the day recorded, which may lie before its notification.
            Meaning::Succeeded(from) if !recorded.iter().any(|day| one_time(*day, choice.day)) => {
                let entry = succession(question, from).filter(stays);
                times.extend(entry.map(|day| (day, left_after(choice.day))));
            }
            _ => {}
        }
    }
    union(times.into_iter().filter_map(|(day, left)| Interval::new(day, left).ok()).collect())
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
    let excepted = of_state(&binds.except, question).any(|time| time.contains(day));
    let mine = |one: &Exception| *one.state == *question.actor.code;
    match (excepted, question.actor.membership.is_empty() && !binds.also.iter().any(mine)) {
        (true, _) => Bound::OptedOut,
        (false, true) => Bound::NotAddressed,
        (false, false) => Bound::NotMember,
    }
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
