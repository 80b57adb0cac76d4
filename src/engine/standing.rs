//! Where a state stands towards the law, before anything it did is looked at: does the act stand, is the state bound,
//! and by when must it act? Exact days only: in a world every deposit has its day.

use super::Question;
use super::evidence::{Evidence, Says};
use super::worlds::World;
use crate::law::{Correction, Deadline, Effect, End, Event, Exception, Group, Limit, Nature, Start};
use crate::rules::{Bound, Force};
use crate::time::{Day, Interval, end_of_period, subtract, union};

/// An uninterrupted time for which the state is bound, and the last good day that follows from it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spell {
    /// The time, half-open.
    pub during: Interval,
    /// The act's deadline, or the first day of the spell if that is later (accession, late opt-in, return).
    pub limit: Option<Limit>,
    /// Which of the two it is.
    pub due_step: DueStep,
}

impl Spell {
    fn new(question: &Question, during: Interval) -> Spell {
        let act = act_limit(question, during.from());
        let limit = act.map(|limit| limit.max(Limit(during.from())));
        Spell { during, limit, due_step: if limit == act { DueStep::Act } else { DueStep::BecameBound } }
    }
}

/// How a deadline for a state came about, for the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueStep {
    /// As the act prints it.
    Act,
    /// The day on which the state became bound.
    BecameBound,
    /// Put off by a deferral.
    Deferred,
}

/// The law's side of a question, in one world.
#[derive(Debug, Clone)]
pub struct Standing {
    /// When the state is bound.
    pub spells: Vec<Spell>,
    /// Days on which force, bond or deadline may change.
    pub changes: Vec<Day>,
    /// Deferrals: from which day, until when.
    deferrals: Vec<(Day, Day)>,
}

/// Force, bond and deadline on one day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stand {
    /// Does the act stand?
    pub force: Force,
    /// Is the state bound?
    pub bound: Bound,
    /// Last good day.
    pub limit: Option<Limit>,
    /// How it came about.
    pub due_step: DueStep,
}

impl Standing {
    /// The law's side in this world.
    pub fn new(question: &Question, evidence: &[Evidence], world: &World) -> Standing {
        let during = match question.instrument.binds_of(question.obligation).group {
            _ if !question.obligation.owed_by.is_empty() => always(),
            Group::MemberStates => addressed(question),
            Group::Parties => party(question, evidence, world),
        };
        let spells: Vec<Spell> = during.into_iter().map(|during| Spell::new(question, during)).collect();
        let deferrals: Vec<(Day, Day)> = evidence
            .iter()
            .zip(world)
            .filter_map(|(piece, day)| if let Says::Deferred(until) = piece.says { Some((*day, until)) } else { None })
            .collect();
        let mut changes = force_changes(question);
        changes.extend(deferrals.iter().map(|(from, _)| *from));
        for spell in &spells {
            changes.extend([Some(spell.during.from()), spell.during.to()].into_iter().flatten());
        }
        let deferred = deferrals.iter().map(|(_, until)| Limit(*until));
        changes.extend(spells.iter().filter_map(|spell| spell.limit).chain(deferred).map(Limit::first_late_day));
        Standing { spells, changes, deferrals }
    }

    /// Every last good day, of the spells and of the deferrals.
    pub fn limits(&self) -> impl Iterator<Item = Limit> {
        let deferred = self.deferrals.iter().map(|(_, until)| Limit(*until));
        self.spells.iter().filter_map(|spell| spell.limit).chain(deferred)
    }

    /// Force, bond and deadline on a day.
    pub fn on(&self, question: &Question, day: Day) -> Stand {
        let force = force(question, day);
        let Some(spell) = self.spells.iter().find(|spell| spell.during.contains(day)) else {
            return Stand { force, bound: not_bound(question, day), limit: None, due_step: DueStep::Act };
        };
        let mut stand = Stand { force, bound: Bound::Yes, limit: spell.limit, due_step: spell.due_step };
        let deferred = self.deferrals.iter().filter(|(from, _)| *from <= day).map(|(_, until)| Limit(*until)).max();
        if deferred > stand.limit && stand.limit.is_some() {
            (stand.limit, stand.due_step) = (deferred, DueStep::Deferred);
        }
        stand
    }
}

fn always() -> Vec<Interval> {
    Interval::new(Day::MIN, None).into_iter().collect()
}

/// The latest correction of the deadline that was known at the knowledge date.
pub fn correction<'a>(question: &Question<'a>) -> Option<&'a Correction> {
    let known = |known_from: Day| question.known_as_of.is_none_or(|known| known_from <= known);
    let corrected = question.obligation.corrected.iter().filter(|correction| known(correction.known_from));
    corrected.max_by_key(|correction| correction.known_from)
}

/// The deadline that the act sets, as corrected by what was known at the knowledge date.
pub fn deadline_of<'a>(question: &Question<'a>) -> Option<&'a Deadline> {
    let corrected = correction(question).map(|correction| &correction.deadline);
    corrected.or(question.obligation.deadline.as_ref())
}

/// The last good day that the act sets for all alike; `None` without a deadline, and where each state has its own.
pub fn common_limit(question: &Question) -> Option<Limit> {
    match deadline_of(question)? {
        Deadline::AtEntryIntoForceForState => None,
        _ => act_limit(question, Day::MIN),
    }
}

/// The last good day that the act sets for a state that is bound from `from` on.
fn act_limit(question: &Question, from: Day) -> Option<Limit> {
    match deadline_of(question)? {
        Deadline::By(day) | Deadline::PassedBy(day) => Some(Limit(*day)),
        Deadline::Before(day) => Some(Limit(day.previous())),
        Deadline::AtEntryIntoForceForState => Some(Limit(from)),
        Deadline::Within(period, start) => {
            let event = match start {
                Start::InForce => question.instrument.in_force?,
                Start::Adopted => question.instrument.adopted,
                Start::Published => question.instrument.published?,
                Start::Bound => from,
            };
            Some(Limit(end_of_period(event, period)))
        }
    }
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
fn party(question: &Question, evidence: &[Evidence], world: &World) -> Vec<Interval> {
    let records = question.actor.records_of(question.instrument_ix);
    let on = |wanted: fn(&Event) -> bool| -> Vec<Day> {
        let known = records.iter().filter(|record| question.corpus.is_known(record, question.known_as_of));
        known.filter(|record| wanted(&record.event)).filter_map(|record| record.on.exact()).collect()
    };
    let left = on(|event| matches!(event, Event::Denunciation));
    let left_after = |day: Day| left.iter().copied().filter(|left| *left > day).min();
    let recorded = on(|event| matches!(event, Event::InForceForState));
    let mut entered = recorded.clone();
    for (piece, deposit) in evidence.iter().zip(world).filter(|(piece, _)| piece.says == Says::Deposited) {
        let follows = |day: &Day| piece.first <= *day && left_after(piece.first).is_none_or(|left| *day < left);
        if !recorded.iter().any(follows) {
            entered.extend(computed_entry(question, *deposit));
        }
    }
    union(entered.into_iter().filter_map(|day| Interval::new(day, left_after(day)).ok()).collect())
}

/// The day on which the treaty enters into force for a state that deposited on this day.
pub fn computed_entry(question: &Question, deposit: Day) -> Option<Day> {
    let Nature::Treaty { clause: Some(clause) } = &question.instrument.nature else { return None };
    let own = question.instrument.in_force?;
    Some(clause.in_force_for_state(deposit, Some(own)))
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
    if !begun || question.obligation.from.is_some_and(|from| day < from) {
        return Force::NotInForce;
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
    let here = !end.except.iter().any(|state| **state == *question.actor.code);
    known && here && end.effects_until.is_none_or(|until| day >= until)
}
