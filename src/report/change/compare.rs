//! Two surveys compared: which findings changed, in which direction, and why.

use super::cause::{Cause, CauseKind, not_recorded};
use super::sides::Sides;
use crate::report::scope::{Shown, parts};
use crate::report::survey::{Snapshot, SnapshotPairs, Survey};
use crate::rules::{Enforcement, Severity, Verdict};
use crate::vocabulary::vocabulary;
use std::cmp::Ordering;

vocabulary! {
    /// Which way a finding went, in the order of `--fail-on`: what is done, pending, encouraged, unknown, possible-gap,
    /// partial, overdue; then by severity and stage. Neither to know less is to be better off, nor that a duty ends.
    Direction, "direction" {
        /// There was no such finding.
        New = "new",
        /// The finding is graver.
        Worse = "worse",
        /// No longer known: the evidence of the gap is too old.
        NoLongerKnown = "no-longer-known",
        /// As grave, and not the same; or the duty does not bind any more.
        Other = "other",
        /// The finding is less grave.
        Better = "better",
        /// There is no such finding any more.
        Gone = "gone",
    }
}

/// A finding that changed.
#[derive(Debug, Clone)]
pub struct FindingChange<'s> {
    /// `AT/budapest/ratification`.
    pub id: &'s str,
    /// What held.
    pub before: Option<&'s Snapshot>,
    /// What holds.
    pub after: Option<&'s Snapshot>,
    /// Which way it went.
    pub direction: Direction,
    /// Why, the weightiest first; never empty.
    pub causes: Vec<Cause>,
}

/// Every finding that differs in the later survey, in the order of state, instrument, obligation.
pub fn changes<'s>(before: &'s Survey, after: &'s Survey) -> Vec<FindingChange<'s>> {
    let pairs = SnapshotPairs::new(&before.findings, &after.findings);
    pairs.filter_map(|(then, now)| change(before, after, then, now)).collect()
}

/// What changed between two findings of one id, at least one of which is there.
pub fn change<'s>(
    before: &Survey,
    after: &Survey,
    then: Option<&'s Snapshot>,
    now: Option<&'s Snapshot>,
) -> Option<FindingChange<'s>> {
    let (id, direction, causes) = match (then, now) {
        (None, None) => return None,
        (Some(then), Some(now)) if then.stands_as(now) => return None,
        (Some(then), Some(now)) => {
            let causes = Sides { before: (before, then), after: (after, now) }.causes();
            (&now.id, direction(then, now, &causes), causes)
        }
        (None, Some(now)) => (&now.id, Direction::New, vec![appeared(before, after, now)]),
        (Some(then), None) => (&then.id, Direction::Gone, vec![vanished(before, after, then)]),
    };
    Some(FindingChange { id, before: then, after: now, direction, causes })
}

fn direction(then: &Snapshot, now: &Snapshot, causes: &[Cause]) -> Direction {
    let is_stale = causes.first().is_some_and(|cause| cause.kind == CauseKind::SourceStale);
    let has_ended = now.verdict.is_outside();
    match gravity(now).cmp(&gravity(then)) {
        Ordering::Greater => Direction::Worse,
        Ordering::Less if is_stale && now.verdict.is_open() => Direction::NoLongerKnown,
        Ordering::Less if !has_ended => Direction::Better,
        Ordering::Less | Ordering::Equal => Direction::Other,
    }
}

/// How grave a finding is, for comparison with itself.
pub fn gravity(one: &Snapshot) -> (usize, Severity, Option<Enforcement>, Option<Enforcement>) {
    const RISING: [&[Verdict]; 7] = [
        &[Verdict::Met, Verdict::MetLate, Verdict::NotBound, Verdict::NotInForce, Verdict::Ended],
        &[Verdict::Pending],
        &[Verdict::Encouraged],
        &[Verdict::Unknown],
        &[Verdict::PossibleGap],
        &[Verdict::Partial],
        &[Verdict::Overdue],
    ];
    let rank = RISING.iter().position(|step| step.contains(&one.verdict)).unwrap_or_default();
    (rank, one.severity, one.enforcement, one.contested)
}

/// Why there was no such finding.
fn appeared(before: &Survey, after: &Survey, now: &Snapshot) -> Cause {
    let texts = [
        "the state is shown because Union law binds it, which it did not before",
        "the duty is new in the data",
        "the state is new in the data",
    ];
    missing(before, after, &now.id, texts)
}

/// Why there is no such finding any more.
fn vanished(before: &Survey, after: &Survey, then: &Snapshot) -> Cause {
    let texts = [
        "the state is not shown because Union law does not bind it any more",
        "the duty is no longer in the data",
        "the state is no longer in the data",
    ];
    missing(after, before, &then.id, texts)
}

/// Why a finding of the one survey is not in the other: other states were asked for, the state is not a member, or the
/// data do not have it. What the lacking one looked at may tell all; where it does not, the other one must say too.
fn missing(lacking: &Survey, having: &Survey, id: &str, [member, duty, data]: [&str; 3]) -> Cause {
    let Some(looked) = &lacking.scope else { return not_recorded() };
    let [state, ..] = parts(id);
    let shows_state = looked.states.iter().any(|one| one == state);
    let outside = Cause::new(CauseKind::ScopeChanged, "the other report does not look at it");
    match (looked.has_act_of(id), shows_state, looked.shown, having.scope.as_ref().map(|scope| scope.shown)) {
        (false, ..) | (true, false, Shown::Named, _) => outside,
        (true, true, ..) => Cause::new(CauseKind::LawChanged, duty),
        (true, false, _, None) => not_recorded(),
        (true, false, Shown::Members, Some(Shown::Members)) => Cause::new(CauseKind::BondChanged, member),
        (true, false, Shown::All, Some(Shown::All)) => Cause::new(CauseKind::BondChanged, data),
        (true, false, ..) => outside,
    }
}
