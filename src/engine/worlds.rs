//! Worlds: each possible order of things where days are uncertain, and each reading where the extent of an act is unsaid or
//! an earlier law is presupposed. A verdict depends on days only through their order among each other and to the fixed
//! days of the case, so a few days stand for all: at both ends of each stretch between two fixed days as many days as
//! there are uncertain records that can fall into it, taken one after the other: a day left out between two of them would
//! be the same order again.
//!
// OPEN: where a duty falls due on the very day on which a treaty comes into force for the state, and that day is uncertain,
// each possible day is the last good one in one world and makes the duty pending on it alone; days left out are not tried, so
// the verdict is the one of the days around. A naive evaluation of every day says pending.

use std::collections::BTreeMap;

use super::Question;
use super::evidence::{EvidenceItem, Meaning, evidence};
use crate::law::{Extent, InstrumentIx};
use crate::time::Day;

/// How many days or readings may be free; beyond that all worlds are evaluated together (`approximate`).
const MOST_CHOICES: usize = 8;

/// How many worlds are tried one by one; beyond that, too, all are evaluated together.
// OPEN: near the limit a finding takes over two milliseconds (`benches/engine.rs`); grouping worlds that say the same
// from a day on would be cheaper and as exact.
const MOST_WORLDS: usize = 768;

/// What one world makes of a piece of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FreeChoice {
    /// The day of the record.
    pub day: Day,
    /// Of an act whose extent is unsaid: in full or in part. Of another act its own extent.
    pub extent: Extent,
    /// Of an act that amends: had an earlier law been there?
    pub earlier_law: bool,
}

impl FreeChoice {
    /// The choice for a piece on a day, where nothing else is open.
    pub fn on(piece: &EvidenceItem, day: Day) -> FreeChoice {
        // what is no act has no extent of its own; the value is not read
        let extent = if let Meaning::Fulfilled(extent) = piece.meaning { extent } else { Extent::Full };
        FreeChoice { day, extent, earlier_law: false }
    }
}

/// One choice for every piece of evidence, in the order of the evidence.
pub type World = Vec<FreeChoice>;

/// All worlds that matter; `None` if there are too many. `fixed` are the days, beside those of exact evidence, at which
/// something in the case changes: a choice on such a day can mean something else than one on the day before.
pub fn worlds(evidence: &[EvidenceItem], fixed: &[Day]) -> Option<Vec<World>> {
    let mut worlds: Vec<World> = vec![evidence.iter().map(|piece| FreeChoice::on(piece, piece.first)).collect()];
    let twins = twins(evidence);
    if free_choices(evidence, &twins) > MOST_CHOICES {
        return None;
    }
    let stretches = stretches(evidence, fixed);
    let mut to_come = evidence.iter().filter(|piece| !piece.is_exact()).count();
    for ((place, piece), twin) in evidence.iter().enumerate().zip(twins) {
        to_come -= usize::from(!piece.is_exact());
        let choices = choices(piece, evidence, &stretches, twin.is_some());
        if choices.len() < 2 && twin.is_none() {
            continue;
        }
        let so_far = evidence.get(..=place).unwrap_or_default();
        let mut next: Vec<World> = Vec::new();
        for (world, choice) in worlds.iter().flat_map(|world| choices.iter().map(move |choice| (world, *choice))) {
            let world = with(world, place, linked(choice, piece, twin.and_then(|twin| world.get(twin))));
            // a world whose gaps the records to come cannot fill is the same order as one without gaps (decision 14)
            if gaps(&stretches, so_far, &world) <= to_come {
                next.push(world);
            }
            if next.len() > MOST_WORLDS {
                return None;
            }
        }
        worlds = next;
    }
    Some(worlds)
}

/// For each piece the first before it in which one of its records concerns a different duty: what one record says it
/// says on one day in every world (decision 13).
fn twins(evidence: &[EvidenceItem]) -> Vec<Option<usize>> {
    let first_duty = evidence.first().map(|first| first.duty);
    if evidence.iter().all(|piece| Some(piece.duty) == first_duty) {
        return vec![None; evidence.len()];
    }
    let mut known: BTreeMap<(InstrumentIx, usize), Vec<(usize, usize)>> = BTreeMap::new();
    let mut twins = Vec::with_capacity(evidence.len());
    for (place, piece) in evidence.iter().enumerate() {
        let mut twin: Option<usize> = None;
        for record in piece.records() {
            let before = known.entry((piece.instrument, record)).or_default();
            let other = before.iter().find(|(_, duty)| *duty != piece.duty).map(|(place, _)| *place);
            twin = twin.into_iter().chain(other).min();
            before.push((place, piece.duty));
        }
        twins.push(twin);
    }
    twins
}

/// What one record says about two duties it says on one day, and in one extent.
fn linked(choice: FreeChoice, piece: &EvidenceItem, twin: Option<&FreeChoice>) -> FreeChoice {
    match twin {
        Some(twin) => FreeChoice { day: twin.day.max(piece.first).min(piece.last), extent: twin.extent, ..choice },
        None => choice,
    }
}

fn with(world: &World, place: usize, choice: FreeChoice) -> World {
    let mut chosen = world.clone();
    if let Some(slot) = chosen.get_mut(place) {
        *slot = choice;
    }
    chosen
}

/// How many days and readings are open. What is linked to a twin has no choice of its own.
fn free_choices(evidence: &[EvidenceItem], twins: &[Option<usize>]) -> usize {
    let mut free = 0;
    for (piece, twin) in evidence.iter().zip(twins) {
        free += usize::from(may_follow_a_law(piece, evidence));
        if twin.is_none() {
            free += usize::from(!piece.is_exact());
            free += usize::from(piece.meaning == Meaning::Fulfilled(Extent::Unsaid));
        }
    }
    free
}

/// May an act be the first evidence of its duty, and amend a law that is not recorded?
pub fn may_follow_a_law(piece: &EvidenceItem, evidence: &[EvidenceItem]) -> bool {
    let is_of_the_day = |other: &EvidenceItem| {
        let is_act = matches!(other.meaning, Meaning::Fulfilled(_)) && !other.amends;
        is_act && other.meaning.rank() <= piece.meaning.rank() && other.is_exact() && other.last == piece.first
    };
    let precedes = |other: &EvidenceItem| {
        let comes_before = other.last < piece.first || piece.is_exact() && is_of_the_day(other);
        other.duty == piece.duty && other.meaning.is_about_conduct() && comes_before
    };
    piece.amends && matches!(piece.meaning, Meaning::Fulfilled(_)) && !evidence.iter().any(precedes)
}

/// Does an act, by the place of its record, amend a law of which nothing is recorded? For the reader.
pub fn amends_the_unrecorded(question: &Question, record: usize) -> bool {
    let all = evidence(question, 0);
    let is_it = |piece: &&EvidenceItem| piece.record == record || piece.alike.contains(&record);
    all.iter().filter(is_it).any(|piece| may_follow_a_law(piece, &all))
}

fn choices(piece: &EvidenceItem, evidence: &[EvidenceItem], stretches: &[Stretch], is_linked: bool) -> Vec<FreeChoice> {
    let days = if piece.is_exact() || is_linked { vec![piece.first] } else { days_of(piece, stretches) };
    let extents: &[Extent] = match piece.meaning {
        // that a list names a measure does not mean that it is complete (decision 11): both readings are judged
        Meaning::Fulfilled(Extent::Unsaid) if !is_linked => &[Extent::Full, Extent::Partial],
        Meaning::Fulfilled(Extent::Partial) => &[Extent::Partial],
        _ => &[Extent::Full],
    };
    // the text presupposes a law that is not recorded: it had been there, or this one is the first (decision 11)
    let laws: &[bool] = if may_follow_a_law(piece, evidence) { &[false, true] } else { &[false] };
    let mut all = Vec::with_capacity(days.len() * extents.len() * laws.len());
    for day in days {
        for extent in extents {
            all.extend(laws.iter().map(|earlier_law| FreeChoice { day, extent: *extent, earlier_law: *earlier_law }));
        }
    }
    all
}

/// Days between which no choice of a day changes its meaning but by the order among the records that fall into it.
struct Stretch {
    from: Day,
    /// First day after.
    to: Day,
    /// How many uncertain records can fall into it.
    rivals: usize,
}

impl Stretch {
    /// As many days at its beginning and at its end as there are records that can fall into it.
    fn days(&self) -> Vec<Day> {
        let rivals = i32::try_from(self.rivals).unwrap_or(i32::MAX);
        let steps = (0..rivals).flat_map(|step| [self.from.plus_days(step), self.to.plus_days(-1 - step)]);
        let mut days: Vec<Day> = steps.filter(|day| self.from <= *day && *day < self.to).collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// The days left out between the beginning or the end and the records that stand next to it.
    fn gaps(&self, days: &[Day]) -> usize {
        let rivals = i32::try_from(self.rivals).unwrap_or(i32::MAX);
        if self.rivals < 2 || self.to.minus(self.from) < rivals.saturating_mul(2) {
            return 0;
        }
        let missing = |steps: &mut Vec<i32>| {
            steps.retain(|step| (0..rivals).contains(step));
            steps.sort_unstable();
            steps.dedup();
            let last = steps.last().and_then(|step| usize::try_from(*step).ok());
            last.map_or(0, |last| last + 1 - steps.len())
        };
        let mut after: Vec<i32> = days.iter().map(|day| day.minus(self.from)).collect();
        let mut before: Vec<i32> = days.iter().map(|day| self.to.minus(*day) - 1).collect();
        missing(&mut after) + missing(&mut before)
    }
}

/// What a world leaves out between records, in all stretches together.
fn gaps(stretches: &[Stretch], evidence: &[EvidenceItem], world: &World) -> usize {
    let uncertain = evidence.iter().zip(world).filter(|(piece, _)| !piece.is_exact());
    let days: Vec<Day> = uncertain.map(|(_, choice)| choice.day).collect();
    stretches.iter().map(|stretch| stretch.gaps(&days)).sum()
}

/// The stretches into which uncertain records can fall, in order.
fn stretches(evidence: &[EvidenceItem], fixed: &[Day]) -> Vec<Stretch> {
    let mut cuts: Vec<Day> = fixed.to_vec();
    cuts.extend(evidence.iter().flat_map(|piece| [piece.first, piece.last.next()]));
    cuts.sort_unstable();
    cuts.dedup();
    let uncertain: Vec<&EvidenceItem> = evidence.iter().filter(|piece| !piece.is_exact()).collect();
    let rivals = |from: Day| uncertain.iter().filter(|piece| piece.first <= from && from <= piece.last).count();
    let each = cuts.iter().zip(cuts.iter().skip(1));
    let stretches = each.map(|(from, to)| Stretch { from: *from, to: *to, rivals: rivals(*from) });
    stretches.filter(|stretch| stretch.rivals > 0).collect()
}

fn days_of(piece: &EvidenceItem, stretches: &[Stretch]) -> Vec<Day> {
    let inside = |stretch: &&Stretch| piece.first <= stretch.from && stretch.from <= piece.last;
    stretches.iter().filter(inside).flat_map(Stretch::days).collect()
}
