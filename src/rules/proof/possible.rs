//! Which facts can come together, and with which verdict: the verdict table narrowed by how the engine computes facts.
//!
//! Lives here: what holds between facts. Each of these is an invariant of `engine` (`combine`, `enforcement`), which
//! `tests/rule_tables.rs` holds against the shipped data. Not here: which rows ask for what never comes together (`reach`).

use std::collections::HashSet;

use super::grid::{Axis, Band, FactGrid};
use crate::rules::columns::{self, Judged, TableInput};
use crate::rules::condition::{Span, WantedFact};
use crate::rules::facts::{DayCount, Done, Due, Enforcement, Facts, Verdict, When};
use crate::rules::outlook::Outlook;
use crate::rules::remedy::Exposure;
use crate::rules::table::Table;

/// Values that can come together: for each word of each column a bit, for each count a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Possible {
    pub(crate) bits: u64,
    pub(crate) spans: [Span; DayCount::ALL.len()],
}

/// No count is below zero.
const COUNTED: Span = Span { min: 0, max: i32::MAX };
const NONE: Span = Span { min: 0, max: 0 };
const SOME: Span = Span { min: 1, max: i32::MAX };

/// Everything that the verdict table distinguishes and that can be, with its verdict. A gap in some worlds only is a
/// possible gap, so that verdict goes with the facts of any gap.
pub(crate) fn of_verdicts(table: &Table<Verdict>) -> Vec<Possible> {
    let grid = FactGrid::of(table);
    let all = Facts::COLUMNS.iter().fold(0, |bits, column| bits | column.all_bits());
    let mut open = vec![(grid.all_rows().clone(), Possible { bits: all, spans: [COUNTED; DayCount::ALL.len()] })];
    for axis in &grid.axes {
        let wider = open.iter().flat_map(|(rows, so_far)| {
            let narrowed = |band: &Band| Some((rows.and(&band.rows), so_far.narrowed(axis, band)?));
            axis.bands.iter().filter_map(narrowed)
        });
        open = wider.collect();
    }
    let judged = open.into_iter().filter_map(|(rows, facts)| {
        let verdict = table.row(rows.first()?)?.then;
        // worlds can differ on a gap, and the combined verdict keeps the facts of the world that shows it
        let also = if verdict.is_gap() { columns::VERDICT.bit(Verdict::PossibleGap as u32) } else { 0 };
        Some(Possible { bits: facts.bits | columns::VERDICT.bit(verdict as u32) | also, ..facts })
    });
    let distinct: HashSet<Possible> = judged.flat_map(Possible::that_can_be).collect();
    distinct.into_iter().collect()
}

/// The combinations as the table of recommendations sees them: a finding without the facts of single worlds.
pub(crate) fn of_outlooks(judged: &[Possible]) -> Vec<Possible> {
    let own = Outlook::COLUMNS.iter().fold(0, |bits, column| bits | column.all_bits());
    let shared = Judged::COLUMNS.iter().fold(0, |bits, column| bits | column.all_bits());
    let mut distinct: HashSet<Possible> = HashSet::new();
    for facts in judged {
        for verdict in Verdict::ALL.into_iter().filter(|verdict| facts.has(columns::VERDICT.bit(*verdict as u32))) {
            let words = facts.bits & own & !columns::VERDICT.all_bits() | own & !shared;
            let bits = words | columns::VERDICT.bit(verdict as u32);
            let [_, _, age, _] = facts.spans;
            for with_case in [false, true] {
                let of_stage = columns::ENFORCEMENT.bit(Enforcement::None as u32);
                let left_out = if with_case { of_stage } else { columns::ENFORCEMENT.all_bits() & !of_stage };
                let spans = counts_of(verdict, age, with_case);
                let stages = proceedings(verdict, bits).map(|bits| bits & !left_out);
                let stages = stages.filter(|bits| bits & columns::ENFORCEMENT.all_bits() != 0);
                distinct.extend(stages.map(|bits| Possible { bits, spans }));
            }
        }
    }
    distinct.into_iter().collect()
}

impl Possible {
    const fn has(&self, bit: u64) -> bool {
        self.bits & bit != 0
    }

    /// The facts within a band; `None` if nothing is left.
    fn narrowed(&self, axis: &Axis, band: &Band) -> Option<Possible> {
        let mut facts = *self;
        match &band.values {
            WantedFact::OneOf(_) => {
                let kept = axis.bits(band).fold(0, |bits, bit| bits | bit);
                facts.bits &= !axis.all_bits() | kept;
            }
            WantedFact::Days(span) => {
                let slot = facts.spans.get_mut(DayCount::parse(axis.fact)? as usize)?;
                *slot = slot.both(*span)?;
            }
        }
        Some(facts)
    }

    /// The facts for each deadline and each state of fulfilment, as far as they go together.
    fn that_can_be(self) -> impl Iterator<Item = Possible> {
        let words = columns::DUE.all_bits() | columns::DONE.all_bits() | columns::WHEN.all_bits();
        let dones = Done::ALL.into_iter().flat_map(|done| When::ALL.map(|when| (done, when)));
        let all = dones.flat_map(|(done, when)| Due::ALL.map(|due| (due, done, when)));
        all.filter_map(move |(due, done, when)| {
            let bits = [columns::DUE.bit(due as u32), columns::DONE.bit(done as u32), columns::WHEN.bit(when as u32)];
            // only what is done can be in time or late
            if bits.iter().any(|bit| !self.has(*bit)) || (when != When::None && done != Done::Yes) {
                return None;
            }
            let [days_overdue, days_to_due, age, regressions] = self.spans;
            let is_wanting = !matches!(done, Done::Yes | Done::Unknown);
            // the first day after the deadline counts as one day overdue
            let late = if due == Due::Passed && is_wanting { SOME } else { NONE };
            let spans = [
                days_overdue.both(late)?,
                days_to_due.both(if due == Due::Ahead { COUNTED } else { NONE })?,
                age.both(if is_wanting { COUNTED } else { NONE })?,
                regressions,
            ];
            let chosen = bits.iter().fold(0, |all, bit| all | bit);
            Some(Possible { bits: self.bits & !words | chosen, spans })
        })
    }
}

/// The counts of a finding: only a gap is overdue, only what is owed and not late has days left, only what is owed has
/// evidence against it, or an open case, that becomes old.
fn counts_of(verdict: Verdict, age: Span, with_case: bool) -> [Span; DayCount::ALL.len()] {
    let is_outside = verdict.is_outside();
    let says_no_gap = matches!(verdict, Verdict::Met | Verdict::MetLate | Verdict::Unknown);
    let overdue = if verdict.is_gap() { SOME } else { NONE };
    let left = if verdict.is_gap() || is_outside { NONE } else { COUNTED };
    let age = match verdict {
        _ if is_outside || says_no_gap && !with_case => NONE,
        Verdict::Partial | Verdict::Overdue => age,
        // worlds may differ in what was proved last
        _ => COUNTED,
    };
    [overdue, left, age, NONE]
}

/// Exposure and stage: no proceedings are available against what is only urged or not owed, and against what is done or
/// not due only where a case is open.
fn proceedings(verdict: Verdict, bits: u64) -> impl Iterator<Item = u64> {
    let exposed = columns::EXPOSURE.all_bits() & !columns::EXPOSURE.bit(Exposure::None as u32);
    let closed = columns::ENFORCEMENT.bit(Enforcement::None as u32);
    let (unexposed, with_case) = (Some(bits & !exposed), Some(bits & !closed));
    let (one, other) = match verdict {
        Verdict::Encouraged | Verdict::NotBound | Verdict::NotInForce | Verdict::Ended => (unexposed, None),
        Verdict::Met | Verdict::MetLate | Verdict::Pending => (unexposed, with_case),
        Verdict::Partial | Verdict::Overdue | Verdict::PossibleGap | Verdict::Unknown => (Some(bits), None),
    };
    one.into_iter().chain(other)
}
