//! Evidence that grows old: the day on which a gap turns into a possible one because nothing has confirmed it for too
//! long, and the sources to look at again. How long that is, the rules say.

use super::entry::{Certainty, DeadlineEntry, DeadlineKind};
use super::{Asked, Horizon};
use crate::engine::Judgement;
use crate::report::text::citation::article_of;
use crate::report::text::marks::Marks;
use crate::report::text::reasons::{Reason, Topic, because};
use crate::rules::{DayCount, Verdict};
use crate::time::Day;

/// The days within the window on which the evidence of a gap grows too old.
pub fn reviews<'a>(view: &Horizon<'a>, asked: &Asked<'a>) -> Vec<DeadlineEntry<'a>> {
    let turns = view
        .changes(&asked.timeline)
        .filter(|(before, after)| before.judgement.verdict.is_gap() && crosses_on(view, &after.judgement, after.from));
    turns.filter_map(|(before, after)| entry(view, asked, before.judgement.verdict, after.from)).collect()
}

/// Had the evidence of a possible gap grown too old before the as-of day?
pub fn is_stale(view: &Horizon, asked: &Asked) -> bool {
    let judgement = &asked.now.judgement;
    let first = thresholds(view).iter().min();
    let age = judgement.proved_until.map(|proved| view.run.as_of.minus(proved));
    judgement.verdict == Verdict::PossibleGap && matches!((age, first), (Some(age), Some(first)) if age > *first)
}

fn thresholds<'v>(view: &'v Horizon) -> &'v [i32] {
    view.run.engine.rules.verdict.thresholds(DayCount::EvidenceAgeDays)
}

/// Is it the age of the evidence that turned the verdict on this day? What was proved after the as-of day is not
/// foreseen.
fn crosses_on(view: &Horizon, after: &Judgement, day: Day) -> bool {
    let proved = after.proved_until.filter(|proved| *proved <= view.run.as_of);
    let is_at = |proved: Day| thresholds(view).contains(&day.minus(proved));
    after.verdict == Verdict::PossibleGap && after.rule.is_some() && proved.is_some_and(is_at)
}

fn entry<'a>(view: &Horizon<'a>, asked: &Asked<'a>, was: Verdict, day: Day) -> Option<DeadlineEntry<'a>> {
    let (question, engine) = (&asked.question, &view.run.engine);
    let before = engine.finding(question, &asked.timeline, day.previous())?;
    let then = engine.finding(question, &asked.timeline, day)?;
    let is_shown = |reason: &Reason| matches!(reason.topic, Topic::Ground | Topic::Conduct | Topic::Procedure);
    let mut because: Vec<Reason> = because(&view.run, &before).into_iter().filter(is_shown).collect();
    let rule = crate::report::text::reasons::rule(&view.run, &then);
    let text = format!("from {day} on {} instead of {}: {rule}", then.judgement.verdict.as_str(), was.as_str());
    because.push(Reason::new(Topic::Rule, text));
    Some(DeadlineEntry {
        day,
        kind: DeadlineKind::Review,
        certainty: Certainty::Exact,
        actor: question.actor,
        instrument: question.instrument,
        obligations: vec![&question.obligation.id],
        is_of_obligation: true,
        case: None,
        rank: 1,
        is_common: false,
        article: Some(article_of(&question.obligation.article)),
        what: format!("Look again at the evidence, last confirmed {}", then.last_confirmed()?),
        because,
        marks: Marks::of(&before),
        is_vague: false,
    })
}
