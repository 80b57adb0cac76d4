//! When a duty binds the state: as a member, by an addition, as a party to a treaty. Half-open intervals. Not here: by
//! when it must act (`deadline`).

use crate::engine::Question;
use crate::engine::evidence::{EvidenceItem, Meaning, is_known};
use crate::engine::worlds::FreeChoice;
use crate::law::{EventKind, Exception, Group, Nature, Pillar};
use crate::rules::Bound;
use crate::time::{Day, Interval, subtract, union};

/// When the duty binds the actor, in one world.
pub(super) fn bound_intervals(question: &Question, evidence: &[EvidenceItem], world: &[FreeChoice]) -> Vec<Interval> {
    // an institution owes its duties whichever states are members
    if !question.obligation.owed_by.is_empty() {
        return always();
    }
    match question.instrument.binds_of(question.obligation).group {
        Group::MemberStates => addressed(question),
        Group::Parties => party(question, evidence, world),
    }
}

fn always() -> Vec<Interval> {
    Interval::new(Day::MIN, None).into_iter().collect()
}

/// When the act addresses the state as a member: membership (for Union acts as long as Union law binds), what is
/// added, less what is excepted.
fn addressed(question: &Question) -> Vec<Interval> {
    let is_union_law = !question.instrument.is_treaty() && question.instrument.pillar != Pillar::None;
    let mut times: Vec<Interval> = Vec::with_capacity(2);
    for one in &question.actor.membership {
        // Union acts, and systems under them, bind a former member as long as the withdrawal agreement says
        // (Art. 126-127); what addresses members under a treaty, or without any act, ends with membership
        let end = one.union_law_to.filter(|_| is_union_law).or(one.during.to());
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

/// What adds the state to the addressees on a day: an opt-in under a protocol, an association agreement.
pub fn added<'a>(question: &Question<'a>, day: Day) -> impl Iterator<Item = &'a Exception> + use<'a> {
    let code = &question.actor.code;
    let binds = question.instrument.binds_of(question.obligation);
    let applies = binds.group == Group::MemberStates;
    binds.also.iter().filter(move |one| applies && one.state == *code && one.during.contains(day))
}

/// When the treaty is in force for the state: a recorded day takes precedence over the one computed from the deposit.
fn party(question: &Question, evidence: &[EvidenceItem], world: &[FreeChoice]) -> Vec<Interval> {
    let left = Denunciations(known_days(question, EventKind::Denunciation));
    let recorded = known_days(question, EventKind::InForceForState);
    let mut times: Vec<(Day, Option<Day>)> = recorded.iter().map(|day| (*day, left.first_after(*day))).collect();
    for (piece, choice) in evidence.iter().zip(world) {
        let entry = match piece.meaning {
            // what a depositary or a gazette prints prevails over the clause, of this deposit and not of an earlier one
            Meaning::Deposited if !recorded.iter().any(|day| left.leave_open(piece.first, *day)) => {
                computed_entry(question, choice.day).map(|day| (day, left.first_after(day)))
            }
            // a successor is bound from the day recorded, which may be before its notification
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

    /// Is no denunciation between the two days?
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

/// Why the state is not bound on a day on which it is not.
pub(super) fn not_bound(question: &Question, day: Day) -> Bound {
    let binds = question.instrument.binds_of(question.obligation);
    // under a treaty membership explains nothing
    // OPEN: where no deposit is known, and no list of all parties says that there was none, whether the state is bound is
    // unknown rather than no; the tables have no word for it. So it is before a deposit was published, by the second clock.
    if binds.group == Group::Parties {
        return Bound::NotParty;
    }
    // an exception takes precedence over membership and every addition
    if of_state(&binds.except, question).any(|time| time.contains(day)) {
        return Bound::OptedOut;
    }
    let is_added = binds.also.iter().any(|one| *one.state == *question.actor.code);
    // a state that never was a member and is never added is not addressed; one that is on another day is no member yet
    if question.actor.membership.is_empty() && !is_added { Bound::NotAddressed } else { Bound::NotMember }
}

/// Days on which the reason for not being bound may change.
pub(super) fn membership_changes<'a>(question: &Question<'a>) -> impl Iterator<Item = Day> + use<'a> {
    let binds = question.instrument.binds_of(question.obligation);
    let times = of_state(&binds.except, question);
    times.flat_map(|time| [Some(time.from()), time.to()]).flatten()
}
