//! The scoreboard: indicators per state and over all, in the manner of the Commission's Single Market Scoreboard.
//!
//! Lives here: what is shown of which states. Counting is in `acts`, reckoning in `figures`, the JSON contract in `data`,
//! the page in `views`; the other layout, of the JHA scoreboards, in `jha_layout`.

mod acts;
mod data;
mod denominator;
mod figures;
mod jha_layout;
mod months;
mod register;
mod views;
mod workbook;

pub use acts::{CutOffs, Transposition};
pub use jha_layout::JhaLayout;

use super::run::Run;
use crate::engine::{Engine, Finding, Selection, Timeline};
use crate::law::{Actor, Instrument};
use crate::rules::{Better, Bound, Force, Indicators};
use crate::time::Day;
use acts::{ActScore, Picked};
use denominator::Denominator;
use figures::{ActCounts, Figure, figures, of_state, places};
use register::{CaseRegister, case_register};
use std::collections::{BTreeMap, BTreeSet};

/// The dates that are asked for besides the as-of day, which is the deadline cut-off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Editions {
    /// This edition.
    pub now: CutOffs,
    /// The one it is compared with.
    pub previous: Option<CutOffs>,
}

impl Editions {
    /// The edition with these cut-offs, compared with one whose deadline cut-off was `previous` and whose notification
    /// cut-off came as many days after it.
    pub fn new(deadline: Day, notification: Day, previous: Option<Day>) -> Editions {
        let days = notification.minus(deadline);
        let cut = |deadline: Day| CutOffs { deadline, notification: deadline.plus_days(days) };
        Editions { now: CutOffs { deadline, notification }, previous: previous.map(cut) }
    }
}

/// One state's line.
struct StateScore<'a> {
    actor: &'a Actor,
    /// A Member State on the deadline cut-off; others are shown and left out of the sums.
    is_member: bool,
    tally: ActCounts,
    before: Option<ActCounts>,
    figures: Vec<Figure>,
    place: Option<usize>,
}

impl StateScore<'_> {
    /// A member of whose acts enough is known. Over a few known acts of many a rank would reward silence.
    fn can_be_ranked(&self) -> bool {
        self.is_member && self.tally.is_rankable()
    }
}

/// An act of which nothing counts, and why.
struct UncountedAct<'a> {
    instrument: &'a Instrument,
    reason: String,
}

/// The scoreboard.
pub struct Scoreboard<'a> {
    run: Run<'a>,
    indicators: &'a Indicators,
    /// The obligations that are named, of acts of which not all are.
    named: Vec<String>,
    /// Is there an act of which no single obligation is named, so that the rule of the table holds?
    counts_by_table: bool,
    editions: Editions,
    /// The register of cases that conformity rests on, or the one that goes furthest.
    cases: Option<CaseRegister<'a>>,
    scores: Vec<ActScore<'a>>,
    /// Of which acts the figures are shares.
    denominator: Denominator,
    states: Vec<StateScore<'a>>,
    overall: ActCounts,
    overall_before: Option<ActCounts>,
    overall_figures: Vec<Figure>,
    left_out: Vec<UncountedAct<'a>>,
    findings: Vec<Finding<'a>>,
    /// Does the page say how it is reckoned?
    method: bool,
}

impl<'a> Scoreboard<'a> {
    /// The scoreboard of the states named in the selection, or else of those that are members on the as-of day, or with
    /// `all_states` of later and former members and associates too.
    pub fn new(
        run: Run<'a>,
        indicators: &'a Indicators,
        selection: &Selection,
        editions: Editions,
        all_states: bool,
    ) -> Scoreboard<'a> {
        let actors = run.states(&selection.actors, all_states);
        let picked = Picked::new(&run.engine, &selection.of(&actors), &indicators.counted);
        let now = ScoredEdition { cut: editions.now, scores: picked.scores(editions.now) };
        let before = editions.previous.map(|cut| ScoredEdition { cut, scores: picked.scores(cut) });
        let cases = case_register(&run.engine, editions.now.notification);
        let long_overdue = indicators.long_overdue_months;
        let tallies = Tallies { now: &now, before: before.as_ref(), long_overdue, engine: &run.engine };
        let mut states: Vec<StateScore> = actors.into_iter().map(|actor| tallies.line(actor, indicators)).collect();
        rank(&mut states, indicators);
        let (overall, overall_before) = tallies.of(|actor| actor.is_member(editions.now.deadline));
        let (named, counts_by_table) = named_alone(&run, selection);
        Scoreboard {
            run,
            indicators,
            named,
            counts_by_table,
            editions,
            cases,
            states,
            overall,
            overall_before,
            overall_figures: figures(indicators, &overall, overall_before.as_ref()),
            left_out: left_out(&run, selection, &picked, &now),
            findings: findings(&run, &picked, &now),
            denominator: Denominator::of(&now.scores, &run.engine),
            scores: now.scores,
            method: false,
        }
    }

    /// The scoreboard with a page that says what counts, and how the figures are reckoned.
    #[must_use]
    pub fn with_method(self, method: bool) -> Scoreboard<'a> {
        Scoreboard { method, ..self }
    }

    /// The findings of the obligations that count, on the notification cut-off.
    pub fn findings(&self) -> &[Finding<'a>] {
        &self.findings
    }
}

/// The acts as they stood on one pair of cut-offs.
struct ScoredEdition<'a> {
    cut: CutOffs,
    scores: Vec<ActScore<'a>>,
}

impl<'a> ScoredEdition<'a> {
    fn of(&self, wanted: impl Fn(&Actor) -> bool) -> Vec<&ActScore<'a>> {
        self.scores.iter().filter(|score| wanted(score.actor)).collect()
    }
}

/// Counts for some of the states, now and before.
struct Tallies<'e, 'a> {
    now: &'e ScoredEdition<'a>,
    before: Option<&'e ScoredEdition<'a>>,
    long_overdue: u32,
    engine: &'e Engine<'a>,
}

impl<'a> Tallies<'_, 'a> {
    /// One state's line, not yet ranked.
    fn line(&self, actor: &'a Actor, indicators: &Indicators) -> StateScore<'a> {
        let (tally, before) = self.of(|one| one.code == actor.code);
        let figures = of_state(indicators, &tally, before.as_ref());
        let is_member = actor.is_member(self.now.cut.deadline);
        StateScore { actor, is_member, tally, before, figures, place: None }
    }

    fn of(&self, wanted: impl Fn(&Actor) -> bool) -> (ActCounts, Option<ActCounts>) {
        let tally = |scores: &[&ActScore], cut: CutOffs| {
            let mut counted = ActCounts::of(scores.iter().copied(), cut.deadline, self.long_overdue);
            counted.has_register = case_register(self.engine, cut.notification).is_some_and(|one| one.reaches);
            counted
        };
        let now = self.now.of(&wanted);
        let counted = tally(&now, self.now.cut);
        let Some(edition) = self.before else { return (counted, None) };
        let before = edition.of(&wanted);
        (counted.following(&now, &before), Some(tally(&before, edition.cut)))
    }
}

/// Members of whose acts not less than half are known are ranked by the indicator that the table names.
fn rank(states: &mut [StateScore], indicators: &Indicators) {
    let column = indicators.all.iter().position(|indicator| indicator.id == indicators.rank_by);
    let value = |state: &StateScore| {
        column.and_then(|column| state.figures.get(column)?.value).filter(|_| state.can_be_ranked())
    };
    let is_reversed = indicators.get(&indicators.rank_by).is_some_and(|one| one.formula.better() == Better::More);
    let places = places(&states.iter().map(value).collect::<Vec<_>>(), is_reversed);
    for (state, place) in states.iter_mut().zip(places) {
        state.place = place;
    }
}

/// The obligations that are named in the place of what the table says, and whether any act is left to the table.
fn named_alone(run: &Run, selection: &Selection) -> (Vec<String>, bool) {
    let is_wanted = |act: &&Instrument| selection.instruments.takes(&act.id);
    let (alone, others): (Vec<&Instrument>, Vec<&Instrument>) =
        run.engine.corpus.instruments.iter().filter(is_wanted).partition(|act| acts::is_named_alone(act, selection));
    let alone: BTreeSet<&str> = alone.iter().map(|act| &*act.id).collect();
    let of = |id: &&String| id.split_once('/').is_some_and(|(own, _)| alone.contains(own));
    let mut named: Vec<String> = selection.obligations.named().iter().filter(of).cloned().collect();
    named.sort_unstable();
    named.dedup();
    (named, !others.is_empty())
}

/// The acts of which nothing counts, and why.
fn left_out<'a>(
    run: &Run<'a>,
    selection: &Selection,
    picked: &Picked<'a>,
    now: &ScoredEdition,
) -> Vec<UncountedAct<'a>> {
    let is_wanted = |instrument: &&Instrument| selection.instruments.takes(&instrument.id);
    let acts = run.engine.corpus.instruments.iter().filter(is_wanted);
    let scored: BTreeSet<&str> = now.scores.iter().map(|score| &*score.instrument.id).collect();
    let absent = acts.filter(|act| !scored.contains(&*act.id));
    let mut timelines: BTreeMap<&str, Vec<&Timeline>> = BTreeMap::new();
    for (question, timeline) in picked.questions.iter().filter(|(one, _)| !scored.contains(&*one.instrument.id)) {
        timelines.entry(&question.instrument.id).or_default().push(timeline);
    }
    let of = |act: &Instrument| timelines.get(&*act.id).map_or(&[][..], Vec::as_slice);
    absent.map(|instrument| UncountedAct { instrument, reason: reason(instrument, of(instrument), now.cut) }).collect()
}

fn reason(instrument: &Instrument, own: &[&Timeline], cut: CutOffs) -> String {
    let then = |wanted: fn(Bound, Force) -> bool| {
        let judgements = own.iter().filter_map(|timeline| timeline.on(cut.deadline));
        judgements.filter(|segment| wanted(segment.judgement.bound, segment.judgement.force)).count()
    };
    let ended_in_hindsight = || instrument.ended.iter().any(|end| end.known_from.is_some_and(|day| day > cut.deadline));
    if own.is_empty() {
        "no obligation of it counts".to_owned()
    } else if then(|_, force| force == Force::Void) > 0 && ended_in_hindsight() {
        format!("void, as was known only later; --known-as-of {} counts it", cut.notification)
    } else if then(|_, force| matches!(force, Force::Void | Force::Ended)) > 0 {
        "it has ended".to_owned()
    } else if then(|bound, force| bound == Bound::Yes && force == Force::InForce) > 0 {
        "its deadline has not passed".to_owned()
    } else if then(|_, force| force == Force::InForce) > 0 {
        "it binds none of the states shown".to_owned()
    } else {
        "it was not in force".to_owned()
    }
}

fn findings<'a>(run: &Run<'a>, picked: &Picked<'a>, now: &ScoredEdition) -> Vec<Finding<'a>> {
    let scored = now
        .scores
        .iter()
        .flat_map(|score| score.duties.iter().map(|(duty, _)| (&*score.actor.code, &*score.instrument.id, &*duty.id)));
    let scored: BTreeSet<(&str, &str, &str)> = scored.collect();
    let questions = picked.questions.iter();
    let counted =
        questions.filter(|(one, _)| scored.contains(&(&*one.actor.code, &*one.instrument.id, &*one.obligation.id)));
    counted.filter_map(|(question, timeline)| run.engine.finding(question, timeline, now.cut.notification)).collect()
}
