//! Of which day a judgment speaks: the end of the period that the Commission set, not the day on which it is given (Case
//! C-549/18: the failure is assessed at the end of the period in the reasoned opinion). Days included.

use crate::engine::Question;
use crate::engine::applicability::Applicability;
use crate::engine::evidence::{EvidenceItem, Meaning, evidence};
use crate::engine::worlds::Choice;
use crate::law::{CaseKind, Event, Procedure, Record, Stage, Step};
use crate::time::Day;

/// Usual length of the period, where the letter's own is not recorded.
const MONTHS_TO_COMPLY: u32 = 2;

/// What makes a day the last of the failure that a judgment proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureEnd {
    /// The Court named it.
    Named,
    /// The period in the letter after a first judgment (Art. 260(2) TFEU) ended on it.
    SecondLetter,
    /// The period in the reasoned opinion ended on it.
    Opinion,
    /// No letter is recorded: the day after the deadline.
    Deadline,
    /// Nothing is recorded: the day of the judgment.
    Judgment,
}

/// For the reader: of which day each judgment speaks and why, by the place of its record; every uncertain day taken at
/// its last.
pub fn judged_days(question: &Question) -> Vec<(usize, Day, FailureEnd)> {
    let pieces = evidence(question, 0);
    let world: Vec<Choice> = pieces.iter().map(|piece| Choice::on(piece, piece.last)).collect();
    let applicability = Applicability::new(question, &pieces, &world);
    let both: Vec<(&EvidenceItem, &Choice)> = pieces.iter().zip(&world).collect();
    let judgments = both.iter().filter(|(piece, _)| piece.meaning == Meaning::Judged);
    let told = judgments.map(|(piece, choice)| {
        let (day, end) = failure_end(question, &both, (piece, choice.day), &applicability);
        (piece.record, day, end)
    });
    told.collect()
}

/// The last day of the failure that a judgment or penalty proves. `pieces` are what speaks to its duty, each with its
/// choice in the world; `given` is the day of the judgment there.
///
/// The day that the Court itself named; else, after a first judgment, the end of the period in the latest letter under
/// Art. 260(2) TFEU; else that in the latest reasoned opinion; else the day after the deadline. Never after its own day.
pub fn end_of_failure(
    question: &Question,
    pieces: &[(&EvidenceItem, &Choice)],
    judgment: (&EvidenceItem, Day),
    applicability: &Applicability,
) -> Day {
    failure_end(question, pieces, judgment, applicability).0
}

fn failure_end(
    question: &Question,
    pieces: &[(&EvidenceItem, &Choice)],
    (judgment, given): (&EvidenceItem, Day),
    applicability: &Applicability,
) -> (Day, FailureEnd) {
    let Some((_, step)) = step_of(question, judgment) else { return (given, FailureEnd::Judgment) };
    if let Some(until) = step.until {
        return (until.min(given), FailureEnd::Named);
    }
    let letters = pieces.iter().filter(|(_, choice)| choice.day <= given);
    let letters: Vec<CommissionLetter> =
        letters.filter_map(|(piece, choice)| letter(question, piece, choice.day)).collect();
    let second = step.procedure == Some(Procedure::Art260_2);
    let second = letters.iter().filter(|one| second && one.stage == Stage::FormalNotice && one.is_second());
    let opinions = letters.iter().filter(|one| one.stage == Stage::ReasonedOpinion);
    let latest = latest(second, step).or_else(|| latest(opinions, step));
    let late = || applicability.limit_by(given).map(|limit| limit.first_late_day());
    let (day, end) = match (latest, late()) {
        (Some(letter), _) if letter.stage == Stage::ReasonedOpinion => (letter.period(), FailureEnd::Opinion),
        (Some(letter), _) => (letter.period(), FailureEnd::SecondLetter),
        (None, Some(late)) => (late, FailureEnd::Deadline),
        (None, None) => (given, FailureEnd::Judgment),
    };
    (day.min(given), end)
}

struct CommissionLetter<'a> {
    stage: Stage,
    step: &'a Step,
    on: Day,
}

impl CommissionLetter<'_> {
    /// The last day to comply.
    fn period(&self) -> Day {
        self.step.until.unwrap_or_else(|| self.on.plus_months(MONTHS_TO_COMPLY))
    }

    fn is_second(&self) -> bool {
        self.step.procedure == Some(Procedure::Art260_2)
    }
}

/// The latest letter of the same case.
fn latest<'a, 'b: 'a>(
    letters: impl Iterator<Item = &'a CommissionLetter<'b>>,
    step: &Step,
) -> Option<&'a CommissionLetter<'b>> {
    letters.filter(|letter| letter.step.case == step.case).max_by_key(|letter| letter.on)
}

fn letter<'a>(question: &Question<'a>, piece: &EvidenceItem, on: Day) -> Option<CommissionLetter<'a>> {
    let (stage, step) = step_of(question, piece)?;
    (step.kind == CaseKind::NonCommunication).then_some(CommissionLetter { stage, step, on })
}

fn step_of<'a>(question: &Question<'a>, piece: &EvidenceItem) -> Option<(Stage, &'a Step)> {
    let record: &Record = question.records().get(piece.record)?;
    if let Event::Procedural(stage, step) = &record.event { Some((*stage, step)) } else { None }
}
