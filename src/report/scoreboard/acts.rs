//! Which obligations count, and where each act stands for each state: transposed, outstanding or not known.
//!
//! Lives here: counting days and acts. Not here: formulas and lights (`figures`), and how it is shown.

use crate::engine::{Engine, Judgement, Question, Selection, Timeline};
use crate::law::{Actor, Duty, Instrument, Obligation};
use crate::rules::indicators::Counted;
use crate::rules::{Bound, Force, Verdict};
use crate::time::Day;

/// The two dates of a scoreboard: acts count whose deadline lies on or before the first; what was done by the second
/// counts for them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CutOffs {
    /// The last deadline that counts; delays run up to this day.
    pub deadline: Day,
    /// The last day on which a notification, or any other evidence, still counts.
    pub notification: Day,
}

/// Where an act stands for a state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transposition {
    /// Each obligation that counts is done.
    Transposed,
    /// At least one is not, or not fully, done; something is.
    Partial,
    /// Nothing is done.
    Outstanding,
    /// No gap is established, and not everything is known to be done.
    Unknown,
}

impl Transposition {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Transposition::Transposed => "transposed",
            Transposition::Partial => "partial",
            Transposition::Outstanding => "outstanding",
            Transposition::Unknown => "unknown",
        }
    }
}

/// One act for one state.
pub struct ActScore<'a> {
    /// The state.
    pub actor: &'a Actor,
    /// The act.
    pub instrument: &'a Instrument,
    /// Where it stands.
    pub standing: Transposition,
    /// May the evidence, though not certain, show a gap?
    pub possible_gap: bool,
    /// Is a case of non-conformity open?
    pub contested: bool,
    /// Outstanding: the last day on which it was not yet, from which the delay runs.
    pub since: Option<Day>,
    /// The obligations that count, with the judgement that holds for each.
    pub duties: Vec<(&'a Obligation, Judgement)>,
}

/// Questions with their timelines, of obligations that count.
pub struct Picked<'a> {
    /// In the order of state, instrument, obligation.
    pub questions: Vec<(Question<'a>, Timeline)>,
}

impl<'a> Picked<'a> {
    /// The obligations of these states that count. Whoever names single obligations of an act counts these.
    pub fn new(engine: &Engine<'a>, selection: &Selection, counted: &Counted) -> Picked<'a> {
        let mut questions = engine.questions(selection);
        questions.retain(|question| counts(question.instrument, question.obligation, selection, counted));
        let timelines = engine.timelines(&questions);
        Picked { questions: questions.into_iter().zip(timelines).collect() }
    }

    /// Each act that is due for each state.
    pub fn scores(&self, cut: CutOffs) -> Vec<ActScore<'a>> {
        let same = |one: &(Question, Timeline), other: &(Question, Timeline)| {
            one.0.actor.code == other.0.actor.code && one.0.instrument.id == other.0.instrument.id
        };
        self.questions.chunk_by(same).filter_map(|act| score(act, cut)).collect()
    }
}

/// Does an obligation count: binding, owed by states, and named, or of the kind that the table says?
pub fn counts(instrument: &Instrument, obligation: &Obligation, selection: &Selection, counted: &Counted) -> bool {
    let is_a_duty = obligation.duty == Duty::Binding && obligation.owed_by.is_empty();
    let by_table = counted.kinds.contains(&obligation.kind)
        && obligation.fulfilled_by.iter().any(|event| counted.fulfilled_by.contains(event));
    is_a_duty && (is_named_alone(instrument, selection) || by_table)
}

/// Are single obligations of this act named, and not all?
pub fn is_named_alone(instrument: &Instrument, selection: &Selection) -> bool {
    let named = |one: &Obligation| selection.obligations.takes(&format!("{}/{}", instrument.id, one.id));
    !selection.obligations.is_all() && !instrument.obligations.iter().all(named)
}

fn score<'a>(act: &[(Question<'a>, Timeline)], cut: CutOffs) -> Option<ActScore<'a>> {
    let (question, _) = act.first()?;
    let due = act.iter().filter_map(|(question, timeline)| Some((question.obligation, judged(timeline, cut)?)));
    let duties: Vec<(&Obligation, Judgement)> = due.collect();
    let has = |wanted: fn(Verdict) -> bool| duties.iter().any(|(_, judgement)| wanted(judgement.verdict));
    let is_done = |verdict| matches!(verdict, Verdict::Met | Verdict::MetLate);
    let standing = match (has(Verdict::is_gap), has(|verdict| verdict == Verdict::Partial) || has(is_done)) {
        _ if duties.is_empty() => return None,
        (true, true) => Transposition::Partial,
        (true, false) => Transposition::Outstanding,
        (false, _) if duties.iter().all(|(_, judgement)| is_done(judgement.verdict)) => Transposition::Transposed,
        (false, _) => Transposition::Unknown,
    };
    let possible_gap = standing == Transposition::Unknown && has(|verdict| verdict == Verdict::PossibleGap);
    let gaps = duties.iter().filter_map(|(_, judgement)| judgement.gap_from);
    Some(ActScore {
        actor: question.actor,
        instrument: question.instrument,
        standing,
        possible_gap,
        contested: duties.iter().any(|(_, judgement)| judgement.contested.is_some()),
        since: gaps.min().map(Day::previous),
        duties,
    })
}

/// What holds on the notification cut-off for an obligation that binds on the deadline cut-off and is due by then. Where
/// the duty fell away in between, what held last under it.
pub fn judged(timeline: &Timeline, cut: CutOffs) -> Option<Judgement> {
    let then = timeline.on(cut.deadline)?.judgement;
    if then.bound != Bound::Yes || then.force != Force::InForce {
        return None;
    }
    let stands = |verdict: Verdict| !verdict.is_outside();
    let until = timeline.segments().iter().filter(|segment| segment.from <= cut.notification);
    let last = until.rev().map(|segment| segment.judgement).find(|judgement| stands(judgement.verdict))?;
    let is_due = |limit: crate::law::Limit| limit.0 <= cut.deadline && limit.has_passed(cut.notification);
    last.limit.is_some_and(is_due).then_some(last)
}
