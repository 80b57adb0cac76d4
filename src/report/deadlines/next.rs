//! The next day on which anything falls due: a duty that is not done, or the reply to a letter.

use super::entry::{Certainty, DeadlineEntry, DeadlineKind};
use super::{Horizon, Within};
use crate::engine::Selection;
use crate::report::run::Run;
use crate::time::Day;

/// How far ahead is looked for it.
const AHEAD: &str = "100y";

/// A day, and what falls due on it.
pub struct Next {
    /// The day.
    pub day: Day,
    /// What falls due, each in a few words.
    pub what: Vec<String>,
}

/// The first day from the as-of day on, as seen from it; `None` where nothing is known to fall due. What a later act adds
/// is not foreseen.
pub fn next(run: &Run, selection: &Selection) -> Option<Next> {
    let through = Within::parse(AHEAD).ok()?.last_day(run.as_of);
    let view = Horizon { run: *run, through };
    let mut entries = view.entries(&view.asked(run.engine.questions(selection)));
    let stands = |id: &&str, entry: &DeadlineEntry| {
        let duty = entry.instrument.obligations.iter().find(|duty| *duty.id == **id);
        duty.is_some_and(|duty| duty.from.is_none_or(|from| from <= run.as_of))
    };
    entries.retain(|entry| {
        matches!(entry.kind, DeadlineKind::Due | DeadlineKind::Reply)
            && !entry.is_vague
            && entry.obligations.iter().all(|id| stands(id, entry))
    });
    let day = entries.first()?.day;
    entries.retain(|entry| entry.day == day);
    let of_act = entries.chunk_by(|one, other| {
        (one.kind, &one.instrument.id, one.case) == (other.kind, &other.instrument.id, other.case)
    });
    Some(Next { day, what: of_act.map(in_words).collect() })
}

/// `Anti-Trafficking Directive, 14 duties`; `reply to the reasoned opinion of ..., Data Retention Directive`.
fn in_words(alike: &[DeadlineEntry]) -> String {
    let Some(first) = alike.first() else { return String::new() };
    let act = &first.instrument.short_title;
    let unsure = match first.certainty {
        Certainty::Exact => String::new(),
        unsure => format!(" ({} day)", unsure.as_str()),
    };
    let what = match (first.kind, alike) {
        (DeadlineKind::Reply, _) => format!("{act}: {}", first.what),
        (_, [only]) => format!("{act}: {}", only.what),
        (_, many) => format!("{act}: {} duties", many.len()),
    };
    format!("{what}{unsure}")
}
