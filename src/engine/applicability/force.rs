//! Whether an act stands on a day: adopted, in force, the duty added, not ended. Not here: whether it binds the state
//! (`bond`).

use crate::engine::Question;
use crate::law::{Duty, Effect, End, Group};
use crate::rules::Force;
use crate::time::Day;

/// Does the force of the duty begin with the opening of a treaty for signature? What members are encouraged to do about a
/// treaty stands whether or not it is in force; what binds them, although listed state by state, begins with the treaty.
fn stands_from_opening(question: &Question) -> bool {
    question.instrument.is_treaty()
        && question.obligation.duty == Duty::Encouraged
        && question.instrument.binds_of(question.obligation).group == Group::MemberStates
}

/// Days on which force may change: first days of what begins then, and first days no longer in force.
pub(super) fn force_changes(question: &Question) -> Vec<Day> {
    let mut changes = Vec::with_capacity(12);
    changes.push(question.instrument.adopted);
    changes.extend(question.instrument.in_force);
    changes.extend(question.obligation.from);
    for end in &question.instrument.ended {
        changes.extend([Some(end.from), end.effects_until].into_iter().flatten());
    }
    changes
}

/// Does the act stand on the day? The order is that of what takes precedence: a void act never was in force.
pub(super) fn force(question: &Question, day: Day) -> Force {
    let instrument = question.instrument;
    if day < instrument.adopted {
        return Force::NotAdopted;
    }
    // void from the beginning (Art. 264 TFEU; for a preliminary ruling Art. 267): also on days before the judgment, unless
    // its effects are maintained (decision 2)
    if ends_on(question, day).any(|end| end.effect == Effect::ExTunc) {
        return Force::Void;
    }
    let begun = stands_from_opening(question)
        || instrument.may_be_in_force_from_adoption()
        || instrument.in_force.is_some_and(|from| day >= from);
    if !begun {
        return Force::NotInForce;
    }
    // the act stands, the duty came later (decision 12)
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
    // who asks as known before the judgment sees the act as it stood then (decision 2)
    let known = match (question.known_as_of, end.known_from) {
        (Some(known), Some(known_from)) => known_from <= known,
        _ => true,
    };
    known && end.concerns(&question.actor.code) && end.effects_until.is_none_or(|until| day >= until)
}
