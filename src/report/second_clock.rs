//! What the other clock would show: the same day, judged by what was known on it.

use super::page::{Block, Cell, Tone};
use super::run::Run;
use crate::engine::{Engine, Finding, Question, Timeline};
use crate::rules::Verdict;
use crate::time::Day;

/// The verdict of the same question as known on another day.
pub fn verdict_as_known(run: &Run, finding: &Finding, known_as_of: Option<Day>) -> Option<Verdict> {
    let engine = Engine { known_as_of, ..run.engine };
    let question: Question = engine.question(&finding.actor.code, &finding.instrument.id, &finding.obligation.id)?;
    Timeline::new(&question, run.engine.rules).on(run.as_of).map(|segment| segment.judgement.verdict)
}

/// A line for each instrument that has ended only in hindsight: what those who asked on the day were told.
pub fn note(run: &Run, findings: &[Finding]) -> Vec<Block> {
    if run.engine.known_as_of.is_some() {
        return Vec::new();
    }
    let mut lines = Vec::new();
    for chunk in findings.chunk_by(|one, other| one.instrument.id == other.instrument.id) {
        let hindsight = |finding: &&Finding| {
            finding.judgement.verdict == Verdict::Ended
                && finding.instrument.ended.iter().any(|end| end.known_from.is_some_and(|known| known > run.as_of))
        };
        let told: Vec<String> = chunk
            .iter()
            .filter(hindsight)
            .filter_map(|finding| {
                let verdict = verdict_as_known(run, finding, Some(run.as_of))?;
                Some(format!("{} {}", finding.obligation.id, verdict.as_str()))
            })
            .collect();
        if let (false, Some(first)) = (told.is_empty(), chunk.first()) {
            let text = format!(
                "{}: ended only in hindsight; as known on {} (--known-as-of {}): {}",
                first.instrument.id,
                run.as_of,
                run.as_of,
                told.join(", ")
            );
            lines.push(Block::Text(Cell::toned(text, Tone::Open)));
        }
    }
    lines
}
