//! How far the states have got with one encouragement: each is done, partly, not done, not known, or outside.

use super::inputs::ProgrammeInputs;
use crate::engine::Finding;
use crate::law::{Actor, Source, Statement, Urging};
use crate::rules::Verdict;
use crate::time::{Day, UncertainDay};
use serde::Serialize;
use std::collections::BTreeMap;

/// Where one state stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StateOfDuty {
    /// Everything needed that binds it is done, and nothing linked is known not to be.
    Done,
    /// Something is known to be done, wholly or in part, and something known not to be.
    Partly,
    /// Something is known not to be done, and nothing known to be.
    NotDone,
    /// Neither is shown.
    Unknown,
    /// Nothing linked binds it.
    Outside,
}

/// The states by standing. Those outside are no part of the denominator, and unknown is never counted as done.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub(super) struct States {
    /// The denominator.
    pub(super) bound: usize,
    pub(super) done: Vec<String>,
    pub(super) partly: Vec<String>,
    pub(super) not_done: Vec<String>,
    pub(super) unknown: Vec<String>,
    pub(super) outside: Vec<String>,
    /// The verdicts that put them outside.
    pub(super) outside_because: Vec<&'static str>,
    /// Of those done: where a duty counts as done on a presumption alone, such as a case closed without a reason.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) presumed: Vec<String>,
    /// Of those done: the further duties linked, beside the headline ones, of which it is not known whether they are.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) unknown_besides: BTreeMap<String, Vec<String>>,
    /// Those that have done it, of those bound; null where nobody is bound.
    pub(super) share: Option<f64>,
}

impl States {
    fn of<'a>(actors: &[&'a Actor], standing: impl Fn(&'a Actor) -> StateOfDuty) -> States {
        let mut states = States::default();
        for &actor in actors {
            let list = match standing(actor) {
                StateOfDuty::Done => &mut states.done,
                StateOfDuty::Partly => &mut states.partly,
                StateOfDuty::NotDone => &mut states.not_done,
                StateOfDuty::Unknown => &mut states.unknown,
                StateOfDuty::Outside => &mut states.outside,
            };
            list.push(actor.code.to_string());
        }
        states.bound = actors.len() - states.outside.len();
        states.share = (states.bound > 0).then(|| states.done.len() as f64 / states.bound as f64);
        states
    }

    /// `18 of 27`.
    pub(super) fn tally(&self) -> String {
        format!("{} of {}", self.done.len(), self.bound)
    }
}

/// The states by what they owe, as known now, and as known on the day asked where that differs because an act has
/// since proved void.
pub(super) fn by_obligations(inputs: &ProgrammeInputs, urging: &Urging) -> (States, Option<States>) {
    let of = |findings: &[Finding]| {
        let states = States::of(&inputs.actors, |actor| by_findings(&linked(findings, urging, actor)));
        let unknown_besides = unknown_besides(findings, urging, &states.done);
        let presumed = presumed(findings, urging, &states.done);
        States { outside_because: why_outside(findings, urging, &states), presumed, unknown_besides, ..states }
    };
    let now = of(&inputs.findings);
    let is_hindsight = |finding: &Finding| finding.judgement.verdict == Verdict::Ended && is_linked(finding, urging);
    let then = inputs.findings.iter().any(is_hindsight).then(|| of(&inputs.of_the_day));
    (now.clone(), then.filter(|then| !inputs.of_the_day.is_empty() && *then != now))
}

fn why_outside(findings: &[Finding], urging: &Urging, states: &States) -> Vec<&'static str> {
    let outside =
        |one: &&Finding| is_linked(one, urging) && states.outside.iter().any(|code| **code == *one.actor.code);
    let mut words: Vec<&str> = findings.iter().filter(outside).map(|one| one.judgement.verdict.as_str()).collect();
    words.sort_unstable();
    words.dedup();
    words
}

pub(super) fn is_linked(finding: &Finding, urging: &Urging) -> bool {
    let is = |link: &str| link.split_once('/') == Some((&*finding.instrument.id, &*finding.obligation.id));
    urging.obligations.iter().any(|link| is(link))
}

fn linked<'f, 'a>(findings: &'f [Finding<'a>], urging: &Urging, actor: &Actor) -> Vec<&'f Finding<'a>> {
    findings.iter().filter(|finding| finding.actor.code == actor.code && is_linked(finding, urging)).collect()
}

/// One state's standing by what is linked and binds it. Where duties are marked as standing for their act (the three
/// categories of data of Prüm), these are needed; the others count only as far as they are known.
fn by_findings(findings: &[&Finding]) -> StateOfDuty {
    let bound: Vec<&Finding> = findings.iter().copied().filter(|one| is_bound(one)).collect();
    let (mut done, mut some, mut not, mut open) = (0, 0, 0, 0);
    for &finding in &bound {
        done += usize::from(is_done(finding));
        some += usize::from(finding.judgement.verdict == Verdict::Partial);
        not += usize::from(is_known_open(finding));
        open += usize::from(!is_done(finding) && is_needed(finding, &bound));
    }
    match () {
        () if bound.is_empty() => StateOfDuty::Outside,
        () if open == 0 && not == 0 => StateOfDuty::Done,
        () if not > 0 && done + some > 0 => StateOfDuty::Partly,
        () if not > 0 => StateOfDuty::NotDone,
        () => StateOfDuty::Unknown,
    }
}

fn is_bound(finding: &Finding) -> bool {
    !finding.judgement.verdict.is_outside()
}

fn is_done(finding: &Finding) -> bool {
    matches!(finding.judgement.verdict, Verdict::Met | Verdict::MetLate)
}

/// Does it stand for its act, or no other linked duty of the act either?
fn is_needed(finding: &Finding, bound: &[&Finding]) -> bool {
    let mut of_the_act = bound.iter().filter(|one| one.instrument.id == finding.instrument.id);
    finding.obligation.headline || !of_the_act.any(|one| one.obligation.headline)
}

/// The states that are done of which a linked duty is presumed to be.
fn presumed(findings: &[Finding], urging: &Urging, done: &[String]) -> Vec<String> {
    let is_presumed = |code: &&String| {
        let own = findings.iter().filter(|one| *one.actor.code == ***code && is_linked(one, urging));
        own.filter(|one| is_done(one)).any(|one| one.grounds.presumed)
    };
    done.iter().filter(is_presumed).cloned().collect()
}

/// What is linked, binds the states that are done, and is not known to be done or not.
fn unknown_besides(findings: &[Finding], urging: &Urging, done: &[String]) -> BTreeMap<String, Vec<String>> {
    let mut besides: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let linked = findings.iter().filter(|one| is_linked(one, urging) && is_bound(one) && !is_done(one));
    for finding in linked.filter(|one| done.iter().any(|code| **code == *one.actor.code)) {
        let duty = format!("{}/{}", finding.instrument.id, finding.obligation.id);
        besides.entry(finding.actor.code.to_string()).or_default().push(duty);
    }
    besides
}

/// Is it known not to be (fully) done? A duty whose deadline is ahead is only where some evidence says so.
fn is_known_open(finding: &Finding) -> bool {
    match finding.judgement.verdict {
        Verdict::Partial | Verdict::Overdue | Verdict::Encouraged => true,
        Verdict::Pending => !finding.grounds.silence,
        _ => false,
    }
}

/// What a source states about an urging, with the day that it concerns.
#[derive(Clone, Copy)]
pub(super) struct DatedStatement<'a> {
    pub(super) source: &'a Source,
    pub(super) statement: &'a Statement,
    pub(super) on: UncertainDay,
}

/// Every statement about an urging up to the day asked, by sources known by then, in the order of days.
pub(super) fn find_statements<'a>(inputs: &ProgrammeInputs<'a>, urging: &Urging) -> Vec<DatedStatement<'a>> {
    let sources = inputs.run.engine.corpus.sources.iter();
    let all = sources.flat_map(|source| source.states.iter().map(move |statement| (source, statement)));
    let about = all.filter(|(_, statement)| statement.tells.about.contains(&urging.id));
    let dated = about.map(|(source, statement)| {
        let on = statement.tells.on.unwrap_or(source.published);
        DatedStatement { source, statement, on }
    });
    let mut statements: Vec<DatedStatement> = dated.filter(|one| one.is_known(inputs.run.engine.known_as_of)).collect();
    statements.sort_by(|one, other| (one.on.last(), &one.statement.id).cmp(&(other.on.last(), &other.statement.id)));
    statements
}

impl DatedStatement<'_> {
    fn is_known(&self, known_as_of: Option<Day>) -> bool {
        let from = if self.source.continuous { self.on.last() } else { self.source.published.last() };
        known_as_of.is_none_or(|known| from <= known)
    }

    fn names(&self, actor: &Actor) -> bool {
        self.statement.tells.done_by.contains(&actor.code)
    }
}

/// The states by what sources state about them; only members are addressed.
pub(super) fn by_statements(inputs: &ProgrammeInputs, statements: &[DatedStatement]) -> States {
    let day = inputs.run.as_of;
    States::of(&inputs.actors, |actor| {
        if actor.is_member(day) { by_lists(statements, actor, day) } else { StateOfDuty::Outside }
    })
}

/// Named by the day: done. Named for a day that may still be ahead: not known. Otherwise not done where a complete list
/// of a day on which it was a member leaves it out; such a list says no before its day and goes on saying so after it.
fn by_lists(statements: &[DatedStatement], actor: &Actor, day: Day) -> StateOfDuty {
    let naming = || statements.iter().filter(|one| one.names(actor));
    let leaves_out =
        |one: &DatedStatement| one.statement.tells.complete && !one.names(actor) && actor.is_member(one.on.last());
    match () {
        () if naming().any(|one| one.on.certainly_by(day)) => StateOfDuty::Done,
        () if naming().any(|one| one.on.possibly_by(day)) => StateOfDuty::Unknown,
        () if statements.iter().any(leaves_out) => StateOfDuty::NotDone,
        () => StateOfDuty::Unknown,
    }
}
