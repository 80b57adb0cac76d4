//! Entries into force and ends to come: of an act, of a treaty for a state, of a single duty; by accession and by
//! leaving. One entry for all binding duties of an act that change with it.

use super::duties::uncertain_bond;
use super::entry::{Certainty, DeadlineEntry, DeadlineKind};
use super::{Asked, Horizon, rests_on_uncertain_bond, rests_on_vague_bond};
use crate::engine::{Finding, Relevance, Segment, ends_on};
use crate::law::{Duty, End, Nature};
use crate::report::text::labels::clause;
use crate::report::text::marks::Marks;
use crate::report::text::reasons::{Reason, Topic, bond_from, ended, own_text};
use crate::report::text::record::describe;
use crate::rules::{Bound, Force};
use crate::time::Day;

/// The entries into force and the ends within the window under one act.
pub fn of_act<'a>(view: &Horizon<'a>, of_act: &[&Asked<'a>]) -> Vec<DeadlineEntry<'a>> {
    let mut entries: Vec<DeadlineEntry> = Vec::new();
    for asked in of_act.iter().filter(|asked| asked.question.obligation.duty == Duty::Binding) {
        for fresh in of_duty(view, asked) {
            let alike = |known: &&mut DeadlineEntry| {
                !fresh.is_of_obligation
                    && !known.is_of_obligation
                    && (known.kind, known.day, known.rank) == (fresh.kind, fresh.day, fresh.rank)
            };
            match entries.iter_mut().find(alike) {
                Some(known) => known.obligations.extend(fresh.obligations),
                None => entries.push(fresh),
            }
        }
    }
    entries
}

fn of_duty<'a>(view: &Horizon<'a>, asked: &Asked<'a>) -> Vec<DeadlineEntry<'a>> {
    let changes = view.changes(&asked.timeline);
    changes.filter_map(|(before, after)| entry(view, asked, before, after)).collect()
}

fn kind_of(before: &Segment, after: &Segment) -> Option<DeadlineKind> {
    match (before.judgement.verdict.is_outside(), after.judgement.verdict.is_outside()) {
        (true, false) => Some(DeadlineKind::InForce),
        (false, true) => Some(DeadlineKind::End),
        _ => None,
    }
}

fn entry<'a>(view: &Horizon<'a>, asked: &Asked<'a>, before: &Segment, after: &Segment) -> Option<DeadlineEntry<'a>> {
    let (question, kind) = (&asked.question, kind_of(before, after)?);
    let then = view.run.engine.finding(question, &asked.timeline, after.from)?;
    let (what, because) = match kind {
        DeadlineKind::InForce if view.is_foreseen(&then) && view.is_change_of_bond_foreseen(&then) => {
            begins(view, before, &then)
        }
        DeadlineKind::End => ends(view, &then)?,
        _ => return None,
    };
    let segments = asked.timeline.segments();
    let earlier = segments.iter().zip(segments.iter().skip(1)).filter(|(_, next)| next.from <= after.from);
    let is_own = question.obligation.binds.is_some() || question.obligation.from == Some(after.from);
    let is_uncertain = rests_on_uncertain_bond(&then);
    Some(DeadlineEntry {
        day: after.from,
        kind,
        certainty: if is_uncertain { Certainty::Uncertain } else { Certainty::Exact },
        actor: question.actor,
        instrument: question.instrument,
        obligations: vec![&question.obligation.id],
        is_of_obligation: is_own,
        case: None,
        rank: earlier.filter(|(one, next)| kind_of(one, next) == Some(kind)).count(),
        is_common: !is_uncertain && is_common(kind, before, &then),
        article: basis(&then),
        what,
        because: because.into_iter().chain(is_uncertain.then(uncertain_bond)).collect(),
        marks: Marks::of(&then).without_unsure(),
        is_vague: is_uncertain && rests_on_vague_bond(&then),
    })
}

/// Is it the day on which the act or the duty begins for all, or the first end of the act that is one for all?
fn is_common(kind: DeadlineKind, before: &Segment, then: &Finding) -> bool {
    match kind {
        DeadlineKind::InForce => {
            let from = then.obligation.from.max(then.instrument.in_force);
            before.judgement.bound == Bound::Yes && from == Some(then.on)
        }
        _ => {
            let first = then.instrument.ended.iter().find(|end| end.only.is_empty());
            matches!(then.judgement.force, Force::Ended | Force::Void)
                && ends_on(&then.question, then.on).all(|end| first.is_some_and(|first| std::ptr::eq(end, first)))
        }
    }
}

/// The provision by which a treaty comes into force for a state.
fn basis(then: &Finding) -> Option<String> {
    then.instrument.is_treaty().then(|| "Art. 24 VCLT".to_owned())
}

fn reason(text: String) -> Reason {
    Reason::new(Topic::Bond, text)
}

/// What comes into force, and why on this day.
fn begins<'a>(view: &Horizon<'a>, before: &Segment, then: &Finding<'a>) -> (String, Vec<Reason>) {
    let (act, state) = (&then.instrument.short_title, &then.actor.name);
    if before.judgement.bound == Bound::NotParty {
        return (format!("{act}: in force for {state}"), deposit(then));
    }
    if before.judgement.bound != Bound::Yes {
        return (format!("{act}: binds {state}"), vec![reason(bond_from(&then.question, Bound::Yes, then.on))]);
    }
    let why = |day: Day| {
        let text = format!("first day on which it stands: {day}");
        vec![Reason::new(Topic::Bond, text).citing(own_text(&view.run, then))]
    };
    match then.obligation.from {
        Some(from) if from == then.on => {
            let added = then.obligation.added_by.as_ref().map(|act| reason(format!("added by {act}")));
            (format!("{act}: a duty begins: {}", then.obligation.title), why(from).into_iter().chain(added).collect())
        }
        _ => (format!("{act}: in force"), why(then.on)),
    }
}

/// The consent deposited, the day recorded, the clause.
fn deposit(then: &Finding) -> Vec<Reason> {
    let records = then.actor.records_of(then.question.instrument_ix);
    let bonds = then.grounds.records.iter().filter(|(_, proof)| *proof == Relevance::Binds);
    let mut because = Vec::new();
    for (place, proof) in bonds {
        if let Some(record) = records.get(*place) {
            because.push(Reason::new(Topic::Bond, describe(record, *proof)).citing([record.source]));
        }
    }
    if let Nature::Treaty { clause: Some(own) } = &then.instrument.nature {
        because.push(reason(format!("by its clause: {}", clause(*own))));
    }
    because
}

/// What ends, and why; nothing, if that became known only after the as-of day.
fn ends(view: &Horizon, then: &Finding) -> Option<(String, Vec<Reason>)> {
    let act = &then.instrument.short_title;
    if matches!(then.judgement.force, Force::Ended | Force::Void) {
        let ends = ends_on(&then.question, then.on);
        let foreseen_from = |end: &End| {
            let published = || end.by.as_ref().and_then(|by| view.publication(then.instrument, by));
            end.known_from.or_else(published)
        };
        let known = ends.filter(|end| foreseen_from(end).is_none_or(|known| known <= view.run.as_of));
        let because: Vec<Reason> = known.map(|end| reason(ended(end))).collect();
        return (!because.is_empty()).then(|| (format!("{act}: ends"), because));
    }
    if !view.is_change_of_bond_foreseen(then) {
        return None;
    }
    let why = bond_from(&then.question, then.judgement.bound, then.on);
    Some((format!("{act}: no longer binds {}", then.actor.name), vec![reason(why)]))
}
