//! Which day a judgment is about: the end of the period that the Commission set, not the day on which it is given (Case
//! C-549/18: the failure is assessed at the end of the period in the reasoned opinion). Last days, included. Not here: what
//! a judgment proves on the days before it (`spans`).

use crate::engine::Question;
use crate::engine::applicability::Applicability;
use crate::engine::evidence::{EvidenceItem, Meaning, evidence};
use crate::engine::worlds::FreeChoice;
use crate::law::{CaseKind, Event, Procedure, Stage, Step};
use crate::time::Day;

/// Usual length of the period in months, where the letter's own is not recorded.
pub const MONTHS_TO_COMPLY: u32 = 2;

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

/// Which day each judgment is about and why, by the place of its record, for the reader; every uncertain day taken at its
/// last.
pub fn judged_days(question: &Question) -> Vec<(usize, Day, FailureEnd)> {
    let pieces = evidence(question, 0);
    let choices: Vec<FreeChoice> = pieces.iter().map(|piece| FreeChoice::on(piece, piece.last)).collect();
    let applicability = Applicability::new(question, &pieces, &choices);
    let mut judged = Vec::new();
    for (piece, choice) in pieces.iter().zip(&choices) {
        if piece.meaning == Meaning::Judged {
            let (day, end) = failure_end(question, (&pieces, &choices), (piece, choice.day), &applicability);
            judged.push((piece.record, day, end));
        }
    }
    judged
}

/// The last day of the failure that a judgment or penalty proves. `evidence` is what concerns its duty, each with its
/// choice in the world; `judgment` is the judgment and the day on which it is given there.
///
/// The day that the Court itself named; else, after a first judgment, the end of the period in the latest letter under
/// Art. 260(2) TFEU; else that in the latest reasoned opinion; else the day after the deadline. Never after its own day.
pub fn end_of_failure(
    question: &Question,
    evidence: (&[EvidenceItem], &[FreeChoice]),
    judgment: (&EvidenceItem, Day),
    applicability: &Applicability,
) -> Day {
    failure_end(question, evidence, judgment, applicability).0
}

fn failure_end(
    question: &Question,
    (pieces, choices): (&[EvidenceItem], &[FreeChoice]),
    (judgment, given): (&EvidenceItem, Day),
    applicability: &Applicability,
) -> (Day, FailureEnd) {
    let Some((_, step)) = step_of(question, judgment) else { return (given, FailureEnd::Judgment) };
    if let Some(until) = step.until {
        return (until.min(given), FailureEnd::Named);
    }
    // a letter or opinion after the judgment set no period that the Court could have judged
    let before = pieces.iter().zip(choices).filter(|(_, choice)| choice.day <= given);
    let mut letters: Vec<CommissionLetter> =
        before.filter_map(|(piece, choice)| letter(question, piece, choice.day)).collect();
    // the opinion is that of the case of the same number (decision 11)
    letters.retain(|letter| letter.step.case == step.case);
    let (day, end) = if let Some(second) = second_letter(&letters, step) {
        (second.last_day_to_comply(), FailureEnd::SecondLetter)
    } else if let Some(opinion) = latest(&letters, |letter| letter.stage == Stage::ReasonedOpinion) {
        (opinion.last_day_to_comply(), FailureEnd::Opinion)
    } else if let Some(limit) = applicability.limit_by(given) {
        (limit.first_late_day(), FailureEnd::Deadline)
    } else {
        (given, FailureEnd::Judgment)
    };
    (day.min(given), end)
}

/// A letter of formal notice or a reasoned opinion, and any other step, on its day in one world.
struct CommissionLetter<'a> {
    stage: Stage,
    step: &'a Step,
    on: Day,
}

impl CommissionLetter<'_> {
    fn last_day_to_comply(&self) -> Day {
        self.step.until.unwrap_or_else(|| self.on.plus_months(MONTHS_TO_COMPLY))
    }
}

/// The latest letter of formal notice under Art. 260(2) TFEU. That paragraph knows no reasoned opinion since Lisbon, so the
/// period is the letter's; only a judgment in the same procedure is about it.
fn second_letter<'a, 'b>(letters: &'a [CommissionLetter<'b>], judged: &Step) -> Option<&'a CommissionLetter<'b>> {
    if judged.procedure != Some(Procedure::Art260_2) {
        return None;
    }
    let is_second = |step: &Step| step.procedure == Some(Procedure::Art260_2);
    latest(letters, |letter| letter.stage == Stage::FormalNotice && is_second(letter.step))
}

fn latest<'a, 'b>(
    letters: &'a [CommissionLetter<'b>],
    is_wanted: impl Fn(&CommissionLetter) -> bool,
) -> Option<&'a CommissionLetter<'b>> {
    letters.iter().filter(|letter| is_wanted(letter)).max_by_key(|letter| letter.on)
}

fn letter<'a>(question: &Question<'a>, piece: &EvidenceItem, on: Day) -> Option<CommissionLetter<'a>> {
    let (stage, step) = step_of(question, piece)?;
    (step.kind == CaseKind::NonCommunication).then_some(CommissionLetter { stage, step, on })
}

fn step_of<'a>(question: &Question<'a>, piece: &EvidenceItem) -> Option<(Stage, &'a Step)> {
    let record = question.records().get(piece.record)?;
    if let Event::Procedural(stage, step) = &record.event { Some((*stage, step)) } else { None }
}
