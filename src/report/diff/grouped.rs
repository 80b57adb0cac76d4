//! Many changes in few rows: those of one act that went from the same verdict to the same one, for the same sort of
//! cause and in the same states, are one row.

use super::{fields_that_differ, is_recalled};
use crate::report::change::{FindingChange, join_causes};
use crate::report::page::{Cell, Sheet, Tone};
use crate::report::scope::parts;
use crate::report::survey::Snapshot;
use std::collections::BTreeMap;

/// Act, verdict before, verdict after, sorts of causes.
type GroupKey = (String, String, String, String);

/// What one row shows.
#[derive(Default)]
struct GroupedRow<'c> {
    duties: Vec<&'c str>,
    changes: Vec<&'c FindingChange<'c>>,
}

/// The changes by act, duty and cause.
pub(super) fn table<'c>(changes: &[&'c FindingChange<'c>]) -> Sheet {
    let mut by_duty: BTreeMap<(GroupKey, &str), Vec<&'c FindingChange<'c>>> = BTreeMap::new();
    for change in changes {
        let [_, _, duty] = parts(change.id);
        by_duty.entry((kind(change), duty)).or_default().push(change);
    }
    let mut rows: BTreeMap<(GroupKey, Vec<&str>), GroupedRow> = BTreeMap::new();
    for ((kind, duty), own) in by_duty {
        let states = own.iter().map(|one| state(one)).collect();
        let row = rows.entry((kind, states)).or_default();
        row.duties.push(duty);
        row.changes.extend(own);
    }
    let mut sheet = Sheet::with(&["duties", "states", "before", "after", "because"]);
    sheet.rows = rows.into_iter().map(|((kind, states), row)| row.cells(kind, &states)).collect();
    sheet
}

fn state<'s>(change: &FindingChange<'s>) -> &'s str {
    let [state, ..] = parts(change.id);
    state
}

fn kind(change: &FindingChange) -> GroupKey {
    let [_, act, _] = parts(change.id);
    let word = |side: Option<&Snapshot>| side.map_or(String::new(), |one| one.verdict.as_str().to_owned());
    let kinds: Vec<&str> = change.causes.iter().map(|cause| cause.kind.as_str()).collect();
    let (before, mut after) = (word(change.before), word(change.after));
    if before == after {
        after += &format!(" (differs: {})", fields_that_differ(change).join(", "));
    }
    (act.to_owned(), before, after, kinds.join(", "))
}

impl GroupedRow<'_> {
    fn cells(&self, (act, before, after, kinds): GroupKey, states: &[&str]) -> Vec<Cell> {
        let all = &self.changes;
        let tone = all.iter().find_map(|one| one.after).map_or(Tone::Faint, |one| Tone::from(one.verdict));
        let marked = |word: &str, holds: fn(&Snapshot) -> bool| match all
            .iter()
            .filter(|one| one.after.is_some_and(holds))
            .count()
        {
            0 => String::new(),
            count if count == all.len() => format!(", {word}"),
            count => format!(", {word} ({count} of {})", all.len()),
        };
        let marks = marked("recalled", is_recalled) + &marked("presumed", |one| one.evidence.presumed);
        let names = match self.duties.as_slice() {
            [only] => format!("{act}/{only}"),
            several => format!("{act}: {} ({})", several.join(", "), several.len()),
        };
        let states = match states.len() {
            1 => states.join(""),
            count => format!("{} ({count})", states.join(", ")),
        };
        let mut texts: Vec<String> = all.iter().map(|one| join_causes(&one.causes)).collect();
        texts.dedup();
        let because = if let [only] = texts.as_slice() { only.clone() } else { kinds };
        vec![
            Cell::plain(names),
            Cell::plain(states),
            Cell::plain(before),
            Cell::toned(after + &marks, tone),
            Cell::plain(because),
        ]
    }
}
