//! Whether the act stands and binds the state, and on what legal ground: as a reason on the day, as an entry of a history
//! (`*_from`), as the cause of a change (`*_that_holds`); which of the provisions that a rule cites are those of this state.

use super::reason::{Reason, Topic};
use crate::engine::{BoundSince, Finding, Question, added, ends_on};
use crate::law::{Effect, End, Ending, Exception, Group, Pillar};
use crate::report::run::Run;
use crate::rules::{Bound, Force};
use crate::time::Day;

/// Provisions that bind Member States alone.
const OF_MEMBERS: [&str; 3] = ["Art. 288 TFEU", "Art. 4(3) TEU", THIRD_PILLAR];
const THIRD_PILLAR: &str = "Art. 34(2)(b) and (c) TEU before Lisbon, with Protocol (No 36), Art. 9";

fn of_bond(text: String) -> Reason {
    Reason::new(Topic::Bond, text)
}

/// Why the state is not bound.
pub fn not_bound(finding: &Finding) -> Vec<Reason> {
    let (state, day) = (&finding.actor.name, finding.on);
    if matches!(finding.judgement.bound, Bound::NotMember | Bound::NotAddressed)
        && let Some(reason) = added_at_another_time(finding)
    {
        return vec![reason];
    }
    let own = match finding.judgement.bound {
        Bound::OptedOut => {
            let binds = finding.instrument.binds_of(finding.obligation);
            let mine = |one: &&Exception| *one.state == *finding.actor.code && one.during.contains(day);
            return binds.except.iter().filter(mine).map(excepted).collect();
        }
        Bound::NotParty => {
            Reason::on_day(Topic::Bond, day, |on| format!("the treaty is not in force for {state} on {on}"))
        }
        Bound::NotAddressed => of_bond(format!("it is addressed to others than {state}")),
        Bound::NotMember | Bound::Yes => {
            Reason::on_day(Topic::Bond, day, |on| format!("{state} is not a Member State on {on}"))
        }
    };
    vec![own]
}

/// What added the state to the addressees up to a day gone by, or adds it from a later day on.
fn added_at_another_time(finding: &Finding) -> Option<Reason> {
    let binds = finding.instrument.binds_of(finding.obligation);
    let mine = || binds.also.iter().filter(|one| *one.state == *finding.actor.code);
    let past = mine().filter_map(|one| Some((one.during.to().filter(|to| *to <= finding.on)?, one)));
    if let Some((to, one)) = past.max_by_key(|(to, _)| *to) {
        return Some(of_bond(format!("bound until {}: {}", to.previous(), one.basis)).citing(one.source));
    }
    let later = mine().filter(|one| one.during.from() > finding.on).min_by_key(|one| one.during.from())?;
    Some(of_bond(format!("bound only from {} on: {}", later.during.from(), later.basis)).citing(later.source))
}

fn excepted(exception: &Exception) -> Reason {
    let until = exception.during.to().map_or(String::new(), |to| format!(" until {}", to.previous()));
    let basis = if exception.basis.is_empty() { String::new() } else { format!(": {}", exception.basis) };
    of_bond(format!("not bound{until}{basis}")).citing(exception.source)
}

/// Is the state bound: `yes`, `no`, or `perhaps` where the day of its consent is so uncertain that it may not be?
pub fn is_bound_in_words(finding: &Finding) -> &'static str {
    match finding.bound_since {
        _ if finding.judgement.bound != Bound::Yes => "no",
        Some(BoundSince { last: None, .. }) => "perhaps",
        _ => "yes",
    }
}

/// Why the state is bound: by what adds it to the addressees, where something does; else as a party, or as a member.
pub fn is_bound(finding: &Finding) -> Vec<Reason> {
    if !finding.obligation.owed_by.is_empty() {
        return vec![of_bond(format!("owed by the {}", finding.actor.name))];
    }
    if finding.instrument.binds_of(finding.obligation).group == Group::Parties {
        return vec![party(finding)];
    }
    let added: Vec<Reason> = added(&finding.question, finding.on).map(by_basis).collect();
    if added.is_empty() { member(finding) } else { added }
}

fn by_basis(one: &Exception) -> Reason {
    of_bond(one.basis.to_string()).citing(one.source)
}

fn member(finding: &Finding) -> Vec<Reason> {
    let day = finding.on;
    let times = finding.actor.membership.iter().filter_map(|one| {
        let (from, basis) = (one.during.from(), &one.basis);
        let text = match one.union_law_to {
            _ if one.during.contains(day) => format!("Member State since {from} ({basis})"),
            Some(to) if from <= day && day < to => format!(
                "no longer a Member State, but Union law binds until {} (Withdrawal Agreement, Art. 126-127)",
                to.previous()
            ),
            _ => return None,
        };
        Some(of_bond(text))
    });
    times.collect()
}

/// Since when the treaty binds, by record or reckoning.
fn party(finding: &Finding) -> Reason {
    let name = &finding.actor.name;
    of_bond(match finding.bound_since {
        None => format!("the treaty is in force for {name}"),
        Some(BoundSince { first, last: None }) => {
            format!(
                "the treaty may be in force for {name}, since {first} at the earliest: its consent has no exact day"
            )
        }
        Some(BoundSince { first, last: Some(last) }) if first < last => {
            format!("the treaty is in force for {name} since a day from {first} to {last}")
        }
        Some(BoundSince { first, .. }) => format!("the treaty is in force for {name} since {first}"),
    })
}

/// Is it a Union act that binds the state by an agreement, not as a member?
fn is_associate(finding: &Finding) -> bool {
    let states = finding.obligation.owed_by.is_empty() && !finding.instrument.is_treaty();
    states && added(&finding.question, finding.on).next().is_some() && member(finding).is_empty()
}

/// Which of the provisions that a rule cites, separated by `; `, hold for this finding: those on treaties under a treaty,
/// those on Union law under a Union act, and of these those on the former third pillar, if there are any, under an act of
/// it. An associate is bound by its agreement, which is named in their place.
pub fn provisions(run: &Run, finding: &Finding, source: &str) -> Option<String> {
    const OF_THIRD: &str = "former third pillar: ";
    let (treaties, all): (Vec<&str>, Vec<&str>) =
        source.split("; ").partition(|part| part.starts_with("treaties: ") || part.starts_with("VCLT "));
    let (third, other): (Vec<&str>, Vec<&str>) = all.iter().partition(|part| part.starts_with(OF_THIRD));
    let is_third = finding.instrument.pillar == Pillar::Third && !third.is_empty();
    let union = if is_third { third } else { other };
    let bare = |part: &&str| part.trim_start_matches("treaties: ").trim_start_matches(OF_THIRD).to_owned();
    let of_treaty = finding.instrument.is_treaty();
    let own: Vec<&str> = match (of_treaty, treaties.is_empty(), union.is_empty()) {
        (true, false, _) | (false, _, true) => treaties,
        // of Union law only who is a member matters under a treaty
        (true, true, _) => union.into_iter().filter(|part| part.ends_with(" TEU")).collect(),
        (false, _, false) => union,
    };
    let mut parts: Vec<String> = own.iter().map(bare).collect();
    if is_associate(finding) && parts.iter().any(|part| OF_MEMBERS.contains(&part.as_str())) {
        parts.retain(|part| !OF_MEMBERS.contains(&part.as_str()));
        let agreements = added(&finding.question, finding.on).filter_map(|one| one.source);
        parts.extend(agreements.filter_map(|ix| run.engine.corpus.source(ix)).map(|one| one.name().to_owned()));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// Why the act does not stand.
pub fn force(finding: &Finding) -> Vec<Reason> {
    let instrument = finding.instrument;
    let text = match finding.judgement.force {
        Force::NotAdopted => format!("adopted only {}", instrument.adoption_in_words()),
        Force::NotAdded => not_added(&finding.question),
        Force::NotInForce => match instrument.in_force {
            Some(from) => format!("in force only from {from} on"),
            None => "not in force".to_owned(),
        },
        _ => {
            let ends = ends_on(&finding.question, finding.on);
            return ends.map(|end| of_bond(ended(end))).collect();
        }
    };
    vec![of_bond(text)]
}

/// That the act is a stub, and what that means.
pub(super) fn of_stub(finding: &Finding) -> Option<Reason> {
    let act = finding.instrument;
    let text = || format!("{} is {}", act.id, crate::report::text::labels::STUB);
    act.stub.then(|| Reason::new(Topic::Bond, text()))
}

/// From when the duty exists, and by which act.
pub fn not_added(question: &Question) -> String {
    let from = question.obligation.from.map_or("later".to_owned(), |from| format!("from {from} on"));
    match &question.obligation.added_by {
        Some(act) => format!("this duty exists only {from}: added by {act}"),
        None => format!("this duty exists only {from}"),
    }
}

/// An end of an act in words.
pub fn ended(end: &End) -> String {
    let how = match (end.how, end.effect) {
        (Ending::Void, Effect::ExTunc) => "void from the beginning",
        (Ending::Void, Effect::ExNunc) => "void",
        (Ending::Repealed, _) => "repealed",
        (Ending::Replaced, _) => "replaced",
    };
    let by = end.by.as_ref().map_or(String::new(), |by| format!(" by {by}"));
    let known = end.known_from.map_or(String::new(), |day| format!(", known since {day}"));
    let from = if end.effect == Effect::ExTunc { String::new() } else { format!(" with effect from {}", end.from) };
    format!("{how}{by}{from}{known}")
}

/// What happened to the act or the duty on the first day of a new force.
pub fn force_from(question: &Question, force: Force, day: Day) -> Vec<String> {
    match force {
        Force::NotAdopted | Force::NotInForce => vec![adopted(question)],
        Force::NotAdded => vec![format!("the act is in force; {}", not_added(question))],
        Force::InForce if question.obligation.from == Some(day) => {
            let by = question.obligation.added_by.as_ref().map_or(String::new(), |act| format!(": added by {act}"));
            vec![format!("the duty begins{by}")]
        }
        Force::InForce if question.instrument.adopted == day => vec![adopted(question)],
        Force::InForce => vec!["in force".to_owned()],
        Force::Ended | Force::Void => ends_on(question, day).map(ended).collect(),
    }
}

/// The adoption as an event; of a stub whose year alone is known the event may lie anywhere in that year.
fn adopted(question: &Question) -> String {
    let act = question.instrument;
    if act.adopted_in_year { format!("adopted {}", act.adoption_in_words()) } else { "adopted".to_owned() }
}

/// Why the state is bound from a day on, or no longer.
pub fn bond_from(question: &Question, bound: Bound, day: Day) -> String {
    let mut memberships = question.actor.membership.iter();
    let mine = |one: &&Exception| *one.state == *question.actor.code && one.during.contains(day);
    let binds = question.instrument.binds_of(question.obligation);
    match bound {
        Bound::Yes => match added(question, day).next() {
            Some(one) => format!("bound: {}", one.basis),
            None if memberships.any(|one| one.during.from() == day) => "accession".to_owned(),
            None => "bound from this day on".to_owned(),
        },
        Bound::OptedOut => match binds.except.iter().find(mine) {
            Some(one) => format!("not bound: {}", one.basis),
            None => "not bound".to_owned(),
        },
        Bound::NotMember => "not a Member State".to_owned(),
        Bound::NotAddressed => "addressed to others".to_owned(),
        Bound::NotParty => "the treaty is not in force for the state".to_owned(),
    }
}

/// The force in a sentence, where two reports differ in it.
pub fn force_that_holds(force: Force) -> &'static str {
    match force {
        Force::NotAdopted => "the act is not adopted",
        Force::NotInForce => "the act is not in force, or the duty has not begun",
        Force::NotAdded => "the duty has not been added to the act",
        Force::InForce => "the act is in force, and the duty has begun",
        Force::Ended => "the act has ended: it was repealed or replaced",
        Force::Void => "the act is void",
    }
}

/// The bond in a sentence, where two reports differ in it. An encouragement binds nobody: it addresses.
pub fn bond_that_holds(bound: Bound, encouraged: bool) -> &'static str {
    match bound {
        Bound::Yes if encouraged => "the state is among those whom the encouragement addresses",
        Bound::Yes => "the state is bound",
        Bound::NotMember if encouraged => "the state is no Member State, and the encouragement addresses Member States",
        Bound::NotAddressed if encouraged => "the encouragement is not addressed to the state",
        Bound::NotMember => "the state is no Member State, and Union law does not bind it",
        Bound::NotAddressed => "the act is not addressed to the state",
        Bound::OptedOut => "the state is outside by an exception",
        Bound::NotParty => "the treaty is not in force for the state",
    }
}
