//! One duty of one state over time: which letter it has from which day to which, and how long it was in gap.

use super::clock::ChartClock;
use crate::engine::{Judgement, Question};
use crate::report::run::Run;
use crate::report::text::labels::due;
use crate::report::text::marks::{VerdictLetter, letter_of_judgement};
use crate::rules::Verdict;
use crate::time::Day;

/// A stretch of days with one letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChartSpan {
    /// First day.
    pub from: Day,
    /// First day after it; `None`: it does not end.
    pub until: Option<Day>,
    /// What holds.
    pub letter: VerdictLetter,
}

impl ChartSpan {
    /// Is something asked of the state?
    pub fn is_in_play(&self) -> bool {
        !self.letter.verdict.is_outside()
    }
}

/// One duty of one state over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strip {
    /// Stretches in order; the first begins with the beginning of time.
    pub spans: Vec<ChartSpan>,
    limits: Vec<(Day, Option<Day>)>,
}

impl Strip {
    pub(super) fn new<'a>(run: &Run<'a>, question: &Question<'a>, clock: ChartClock) -> Strip {
        let judgements = clock.judgements(run, question);
        let limits = judgements.iter().map(|(from, judgement)| (*from, due(judgement))).collect();
        Strip { spans: spans(&judgements), limits }
    }

    /// What holds on a day.
    pub fn on(&self, day: Day) -> Option<VerdictLetter> {
        self.spans.iter().rev().find(|span| span.from <= day).map(|span| span.letter)
    }

    /// First day on which something is asked of the state.
    pub(super) fn begins(&self) -> Option<Day> {
        self.spans.iter().find(|span| span.is_in_play()).map(|span| span.from)
    }

    /// First day after the last on which something is asked of the state; `None`: it is asked without end.
    pub(super) fn ends(&self) -> Option<Day> {
        self.spans.iter().rev().find(|span| span.is_in_play()).and_then(|span| span.until)
    }

    /// The first day on which it is met.
    pub(super) fn met_from(&self) -> Option<Day> {
        let is_met = |span: &&ChartSpan| matches!(span.letter.verdict, Verdict::Met | Verdict::MetLate);
        self.spans.iter().find(is_met).map(|span| span.from)
    }

    /// The last good day as it stands on a day, or else as it stood last or will stand first.
    pub(super) fn due(&self, on: Day) -> Option<Day> {
        let (past, ahead): (Vec<_>, Vec<_>) = self.limits.iter().partition(|(from, _)| *from <= on);
        past.iter().rev().chain(&ahead).find_map(|(_, limit)| *limit)
    }

    /// Days in gap up to a day, itself counted.
    pub(super) fn days_in_gap(&self, on: Day) -> i32 {
        let gaps = self.spans.iter().filter(|span| span.letter.verdict.is_gap() && span.from <= on);
        let days = gaps.map(|span| span.until.map_or(on.next(), |until| until.min(on.next())).minus(span.from));
        days.fold(0, i32::saturating_add)
    }
}

/// Stretches of one letter: a new reason alone leaves no seam.
fn spans(judgements: &[(Day, Judgement)]) -> Vec<ChartSpan> {
    let mut spans: Vec<ChartSpan> = Vec::new();
    for (from, judgement) in judgements {
        let letter = letter_of_judgement(judgement);
        match spans.last_mut() {
            Some(last) if last.letter == letter => {}
            last => {
                if let Some(last) = last {
                    last.until = Some(*from);
                }
                spans.push(ChartSpan { from: *from, until: None, letter });
            }
        }
    }
    spans
}
