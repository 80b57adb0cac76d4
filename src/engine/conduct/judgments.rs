//! Of which day a judgment speaks: the end of the period that the Commission set, not the day on which it is given (Case
//! C-549/18: the failure is assessed at the end of the period in the reasoned opinion). Days included.

use crate::engine::Question;
use crate::engine::evidence::Evidence;
use crate::engine::standing::Standing;
use crate::engine::worlds::Choice;
use crate::law::{CaseKind, Event, Procedure, Record, Stage, Step};
use crate::time::Day;

/// Usual length of the period, where the letter's own is not recorded.
const MONTHS_TO_COMPLY: u32 = 2;

/// The last day of the failure that a judgment or penalty proves. `pieces` are what speaks to its duty, each with its
/// choice in the world; `given` is the day of the judgment there.
///
/// The day that the Court itself named; else, after a first judgment, the end of the period in the latest letter under
/// Art. 260(2) TFEU; else that in the latest reasoned opinion; else the day after the deadline. Never after its own day.
pub fn end_of_failure(
    question: &Question,
    pieces: &[(&Evidence, &Choice)],
    (judgment, given): (&Evidence, Day),
    standing: &Standing,
) -> Day {
    let Some((_, step)) = step_of(question, judgment) else { return given };
    if let Some(until) = step.until {
        return until.min(given);
    }
    let letters = pieces.iter().filter(|(_, choice)| choice.day <= given);
    let letters: Vec<Letter> = letters.filter_map(|(piece, choice)| letter(question, piece, choice.day)).collect();
    let second = step.procedure == Some(Procedure::Art260_2);
    let second = letters.iter().filter(|one| second && one.stage == Stage::FormalNotice && one.is_second());
    let opinions = letters.iter().filter(|one| one.stage == Stage::ReasonedOpinion);
    let latest = latest(second, step).or_else(|| latest(opinions, step));
    let period = latest.map(|letter| letter.step.until.unwrap_or_else(|| letter.on.plus_months(MONTHS_TO_COMPLY)));
    let late = || standing.limit_by(given).map(|limit| limit.first_late_day());
    period.or_else(late).unwrap_or(given).min(given)
}

struct Letter<'a> {
    stage: Stage,
    step: &'a Step,
    on: Day,
}

impl Letter<'_> {
    fn is_second(&self) -> bool {
        self.step.procedure == Some(Procedure::Art260_2)
    }
}

/// The latest letter of the same case.
fn latest<'a, 'b: 'a>(letters: impl Iterator<Item = &'a Letter<'b>>, step: &Step) -> Option<&'a Letter<'b>> {
    letters.filter(|letter| letter.step.case == step.case).max_by_key(|letter| letter.on)
}

fn letter<'a>(question: &Question<'a>, piece: &Evidence, on: Day) -> Option<Letter<'a>> {
    let (stage, step) = step_of(question, piece)?;
    (step.kind == CaseKind::NonCommunication).then_some(Letter { stage, step, on })
}

fn step_of<'a>(question: &Question<'a>, piece: &Evidence) -> Option<(Stage, &'a Step)> {
    let record: &Record = question.actor.records_of(question.instrument_ix).get(piece.record)?;
    if let Event::Procedural(stage, step) = &record.event { Some((*stage, step)) } else { None }
}
