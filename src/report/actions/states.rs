//! How far the states have got with one encouragement: each is done, partly, not done, not known, or outside.

use serde::Serialize;

use super::Desk;
use crate::engine::Finding;
use crate::law::{Actor, Source, Statement, Urging};
use crate::rules::Verdict;
use crate::time::{Day, UncertainDay};

/// Where one state stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    /// Everything linked that binds it is done.
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
    /// Those that have done it, of those bound; null where nobody is bound.
    pub(super) share: Option<f64>,
}

impl States {
    fn of<'a>(actors: &[&'a Actor], standing: impl Fn(&'a Actor) -> Standing) -> States {
        let mut states = States::default();
        for &actor in actors {
            let list = match standing(actor) {
                Standing::Done => &mut states.done,
                Standing::Partly => &mut states.partly,
                Standing::NotDone => &mut states.not_done,
                Standing::Unknown => &mut states.unknown,
                Standing::Outside => &mut states.outside,
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
pub(super) fn by_obligations(desk: &Desk, urging: &Urging) -> (States, Option<States>) {
    let of = |findings: &[Finding]| {
        let states = States::of(&desk.actors, |actor| by_findings(&linked(findings, urging, actor)));
        States { outside_because: why_outside(findings, urging, &states), ..states }
    };
    let now = of(&desk.findings);
    let is_hindsight = |finding: &Finding| finding.judgement.verdict == Verdict::Ended && is_linked(finding, urging);
    let then = desk.findings.iter().any(is_hindsight).then(|| of(&desk.of_the_day));
    (now.clone(), then.filter(|then| !desk.of_the_day.is_empty() && *then != now))
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

/// One state's standing by what is linked and binds it.
fn by_findings(findings: &[&Finding]) -> Standing {
    let (mut bound, mut done, mut some, mut not) = (0, 0, 0, 0);
    for finding in findings {
        let verdict = finding.judgement.verdict;
        bound += usize::from(!matches!(verdict, Verdict::NotBound | Verdict::NotInForce | Verdict::Ended));
        done += usize::from(matches!(verdict, Verdict::Met | Verdict::MetLate));
        some += usize::from(verdict == Verdict::Partial);
        not += usize::from(is_known_open(finding));
    }
    match () {
        () if bound == 0 => Standing::Outside,
        () if done == bound => Standing::Done,
        () if not > 0 && done + some > 0 => Standing::Partly,
        () if not > 0 => Standing::NotDone,
        () => Standing::Unknown,
    }
}

/// Is it known not to be (fully) done? A duty whose deadline is ahead is only where some evidence says so.
fn is_known_open(finding: &Finding) -> bool {
    match finding.judgement.verdict {
        Verdict::Partial | Verdict::Overdue | Verdict::Encouraged => true,
        Verdict::Pending => !finding.grounds.silence,
        _ => false,
    }
}

/// What a source states about an urging, with the day it tells of.
#[derive(Clone, Copy)]
pub(super) struct Told<'a> {
    pub(super) source: &'a Source,
    pub(super) statement: &'a Statement,
    pub(super) on: UncertainDay,
}

/// Everything told about an urging up to the day asked, by sources known by then, in the order of days.
pub(super) fn told<'a>(desk: &Desk<'a>, urging: &Urging) -> Vec<Told<'a>> {
    let sources = desk.run.engine.corpus.sources.iter();
    let all = sources.flat_map(|source| source.states.iter().map(move |statement| (source, statement)));
    let about = all.filter(|(_, statement)| statement.tells.about.contains(&urging.id));
    let dated = about.map(|(source, statement)| {
        let on = statement.tells.on.unwrap_or(source.published);
        Told { source, statement, on }
    });
    let mut told: Vec<Told> = dated.filter(|told| told.is_known(desk.run.engine.known_as_of)).collect();
    told.sort_by(|one, other| (one.on.last(), &one.statement.id).cmp(&(other.on.last(), &other.statement.id)));
    told
}

impl Told<'_> {
    fn is_known(&self, known_as_of: Option<Day>) -> bool {
        let from = if self.source.continuous { self.on.last() } else { self.source.published.last() };
        known_as_of.is_none_or(|known| from <= known)
    }

    fn names(&self, actor: &Actor) -> bool {
        self.statement.tells.done_by.contains(&actor.code)
    }
}

/// The states by what sources state about them; only members are addressed.
pub(super) fn by_statements(desk: &Desk, told: &[Told]) -> States {
    let day = desk.run.as_of;
    States::of(&desk.actors, |actor| match actor.is_member(day) {
        true => by_lists(told, actor, day),
        false => Standing::Outside,
    })
}

/// Named by the day: done. Named for a day that may still be ahead: not known. Otherwise not done where a complete list
/// of a day on which it was a member leaves it out; such a list says no before its day and goes on saying so after it.
fn by_lists(told: &[Told], actor: &Actor, day: Day) -> Standing {
    let naming = || told.iter().filter(|one| one.names(actor));
    let leaves_out = |one: &Told| one.statement.tells.complete && !one.names(actor) && actor.is_member(one.on.last());
    match () {
        () if naming().any(|one| one.on.certainly_by(day)) => Standing::Done,
        () if naming().any(|one| one.on.possibly_by(day)) => Standing::Unknown,
        () if told.iter().any(leaves_out) => Standing::NotDone,
        () => Standing::Unknown,
    }
}
