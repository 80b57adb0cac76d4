//! What comes with a day to it beside the duties themselves, of one state under one act: for a reader who goes from day to
//! day and has the timelines at hand.

use super::{Asked, Horizon, changes, letters, review};
use crate::report::run::Run;
use crate::time::Day;

/// Replies, entries into force, ends and reviews to come as of the run's day, each with its day and in one sentence, by
/// day. How long ago evidence was confirmed that is confirmed anew on each day does not count.
pub fn beside_duties<'a>(run: Run<'a>, of_act: &[Asked<'a>]) -> Vec<(Day, String)> {
    let view = Horizon { run, through: Day::MAX };
    let adopted: Vec<&Asked> = of_act.iter().filter(|one| one.question.instrument.adopted <= run.as_of).collect();
    let is_old = |asked: &Asked, day: Day| {
        let proved = asked.timeline.on(day).and_then(|segment| segment.judgement.proved_until);
        !run.is_known_then() || proved.is_some_and(|proved| proved < run.as_of)
    };
    let mut entries = letters::replies(&view, &adopted);
    entries.extend(changes::of_act(&view, &adopted));
    for one in adopted {
        entries.extend(review::reviews(&view, one).into_iter().filter(|entry| is_old(one, entry.day)));
    }
    let sure = entries.into_iter().filter(|entry| !entry.is_vague);
    let mut all: Vec<(Day, String)> = sure.map(|entry| (entry.day, entry.what)).collect();
    all.sort();
    all.dedup();
    all
}
