//! Duties that fall due: binding, not done as far as is known, the last good day within the window.
//!
//! A duty on which no source speaks falls due like one that is known not to be done: unknown is not no, and not yes.

use super::entry::{Certainty, DeadlineEntry, DeadlineKind};
use super::{Asked, Horizon, rests_on_uncertain_bond, rests_on_vague_bond};
use crate::engine::{Finding, Question, Timeline, change_on, common_limit};
use crate::law::{Duty, Limit};
use crate::report::text::citation::article_of;
use crate::report::text::marks::Marks;
use crate::report::text::reasons::{Reason, Topic, because};
use crate::rules::Verdict;
use crate::time::Day;
use std::collections::BTreeSet;

/// What falls due of a duty: what is pending on the as-of day, and what the law brings within the window (entry into
/// force, accession) and makes due in it.
pub fn due<'a>(view: &Horizon<'a>, asked: &Asked<'a>) -> Vec<DeadlineEntry<'a>> {
    if asked.question.obligation.duty != Duty::Binding {
        return Vec::new();
    }
    let mut seen = vec![asked.now.clone()];
    seen.extend(begun(view, asked));
    seen.iter().filter_map(|finding| entry(view, asked, finding)).collect()
}

/// The findings with which the duty becomes pending after the as-of day. What was done and is undone later is no such
/// beginning: on the as-of day it is done.
fn begun<'a>(view: &Horizon<'a>, asked: &Asked<'a>) -> Vec<Finding<'a>> {
    let changes = view.changes(&asked.timeline).filter(|(before, after)| {
        let was_open = !matches!(before.judgement.verdict, Verdict::Pending | Verdict::Met | Verdict::MetLate);
        after.from > view.run.as_of && was_open && after.judgement.verdict == Verdict::Pending
    });
    let then = changes.filter_map(|(_, after)| view.run.engine.finding(&asked.question, &asked.timeline, after.from));
    then.filter(|finding| view.is_foreseen(finding)).collect()
}

fn entry<'a>(view: &Horizon<'a>, asked: &Asked<'a>, finding: &Finding<'a>) -> Option<DeadlineEntry<'a>> {
    let Limit(day) = finding.judgement.limit.filter(|_| finding.judgement.verdict == Verdict::Pending)?;
    let then = asked.timeline.on(day)?.judgement.verdict;
    if !view.contains(day) || then.is_outside() {
        return None;
    }
    let obligation = asked.question.obligation;
    let is_shown = |reason: &Reason| matches!(reason.topic, Topic::Deadline | Topic::Ground | Topic::Conduct);
    let mut because: Vec<Reason> = because(&view.run, finding).into_iter().filter(is_shown).collect();
    because.extend(in_hindsight(then));
    let certainty = if rests_on_uncertain_bond(finding) { Certainty::Uncertain } else { Certainty::Exact };
    because.extend((certainty == Certainty::Uncertain).then(uncertain_bond));
    Some(DeadlineEntry {
        day,
        kind: DeadlineKind::Due,
        certainty,
        actor: asked.question.actor,
        instrument: asked.question.instrument,
        obligations: vec![&obligation.id],
        is_of_obligation: true,
        case: None,
        rank: 1 + reached(&asked.timeline, day),
        is_common: certainty == Certainty::Exact && common_day(&asked.question, view.run.as_of) == Some(day),
        article: Some(article_of(obligation.deadline_article.as_deref().unwrap_or(&obligation.article))),
        what: obligation.title.to_string(),
        because,
        marks: Marks::of(finding),
        is_vague: rests_on_vague_bond(finding),
    })
}

/// The last good day of the act itself, as it stands on a day: what the states have that got no other one.
fn common_day(question: &Question, on: Day) -> Option<Day> {
    let moved = change_on(question, on).map(|change| change.by);
    moved.or_else(|| common_limit(question).map(|Limit(day)| day))
}

/// What later records say of a day that is ahead: they change nothing about what is due as seen from the as-of day.
fn in_hindsight(then: Verdict) -> Option<Reason> {
    let is_done = matches!(then, Verdict::Met | Verdict::MetLate);
    let text = "as later records show, it was done by then (--known-as-of leaves out what was not known)";
    is_done.then(|| Reason::new(Topic::Conduct, text.to_owned()))
}

/// The days of some records leave more than one possibility.
pub(super) fn uncertain_bond() -> Reason {
    let text = "the day of a record on which this rests is not known exactly: another day is possible";
    Reason::new(Topic::Bond, text.to_owned())
}

/// How many last good days of the duty were reached before this one, over all time: a second accession brings a second.
fn reached(timeline: &Timeline, day: Day) -> usize {
    let segments = timeline.segments();
    let ends = segments.iter().skip(1).map(|next| next.from).chain([Day::MAX]);
    let limits = segments.iter().zip(ends).filter_map(|(segment, end)| {
        let Limit(limit) = segment.judgement.limit?;
        (segment.from <= limit && limit < end && limit < day).then_some(limit)
    });
    limits.collect::<BTreeSet<Day>>().len()
}
