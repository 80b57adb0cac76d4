//! What the other clock would show: the same day, judged by what was known on it.

use super::page::{Block, Cell, Tone};
use super::run::{Counts, Run};
use crate::engine::{Engine, Finding, Timeline};
use crate::rules::Verdict;
use crate::time::Day;

/// The verdict of the same question as known on another day.
pub fn verdict_as_known(run: &Run, finding: &Finding, known_as_of: Option<Day>) -> Option<Verdict> {
    let question = crate::engine::Question { known_as_of, ..finding.question };
    Timeline::new(&question, run.engine.rules).on(run.as_of).map(|segment| segment.judgement.verdict)
}

/// A line for each instrument that has ended only in hindsight: what those who asked on the day were told.
pub fn note(run: &Run, findings: &[Finding]) -> Vec<Block> {
    if run.engine.known_as_of.is_some() {
        return Vec::new();
    }
    let hindsight = |finding: &&Finding| {
        finding.judgement.verdict == Verdict::Ended
            && finding.instrument.ended.iter().any(|end| end.known_from.is_some_and(|known| known > run.as_of))
    };
    let ended: Vec<&Finding> = findings.iter().filter(hindsight).collect();
    let mut ids: Vec<&str> = ended.iter().map(|finding| &*finding.instrument.id).collect();
    ids.sort_unstable();
    ids.dedup();
    let line = |id: &&str| {
        let own: Vec<&Finding> = ended.iter().copied().filter(|finding| &*finding.instrument.id == *id).collect();
        let (day, then) = (run.as_of, then(run, &own));
        let text = format!("{id}: ended only in hindsight; as known on {day} (--on {day}): {then}");
        Block::Text(Cell::toned(text, Tone::Open))
    };
    ids.iter().map(line).collect()
}

/// What was known then: obligation by obligation for one state, counted for several.
fn then(run: &Run, own: &[&Finding]) -> String {
    let one_state = own.windows(2).all(|pair| match pair {
        [one, other] => one.actor.code == other.actor.code,
        _ => true,
    });
    if one_state {
        let told = own.iter().filter_map(|finding| {
            let verdict = verdict_as_known(run, finding, Some(run.as_of))?;
            Some(format!("{} {}", finding.obligation.id, verdict.as_str()))
        });
        return told.collect::<Vec<_>>().join(", ");
    }
    let engine = Engine { known_as_of: Some(run.as_of), ..run.engine };
    let questions: Vec<_> = own
        .iter()
        .map(|finding| crate::engine::Question { known_as_of: engine.known_as_of, ..finding.question })
        .collect();
    let timelines = engine.timelines(&questions);
    let verdicts = timelines.iter().filter_map(|timeline| timeline.on(run.as_of)).map(|one| one.judgement.verdict);
    Counts::of_verdicts(verdicts).parts()
}
