//! Worlds: each possible order of things where days are uncertain. A verdict depends on days only through their order
//! among each other and to the fixed days of the case, so a few days stand for all: at both ends of each stretch
//! between two fixed days as many days as there are uncertain records that can fall into it.

use super::evidence::Evidence;
use crate::time::Day;

/// More combinations than this are not tried; see [`candidates`].
const MOST_WORLDS: usize = 1 << 16;

/// One choice of a day for every piece of evidence, in the order of the evidence.
pub type World = Vec<Day>;

/// All worlds that matter. `fixed` are the days, beside those of exact evidence, at which something in the case changes:
/// a choice on such a day can mean something else than one on the day before.
pub fn worlds(evidence: &[Evidence], fixed: &[Day]) -> Vec<World> {
    let exact: World = evidence.iter().map(|piece| piece.first).collect();
    if evidence.iter().all(Evidence::is_exact) {
        return vec![exact];
    }
    let mut worlds = vec![exact];
    for (place, days) in candidates(evidence, fixed) {
        worlds = worlds.iter().flat_map(|world| days.iter().map(move |day| with(world, place, *day))).collect();
    }
    worlds
}

fn with(world: &World, place: usize, day: Day) -> World {
    let mut chosen = world.clone();
    if let Some(slot) = chosen.get_mut(place) {
        *slot = day;
    }
    chosen
}

/// The days to try for each uncertain piece. When too many records overlap, fewer days of each stretch are tried, in the
/// end only the first and last possible day of each record.
// OPEN: the coarser grids can miss an order of three or more records inside one stretch; `load` refuses corpora in
// which so many overlap, so they are reached only by corpora built in memory.
fn candidates(evidence: &[Evidence], fixed: &[Day]) -> Vec<(usize, Vec<Day>)> {
    let mut cuts: Vec<Day> = fixed.to_vec();
    for piece in evidence {
        cuts.extend([piece.first, piece.last.next()]);
    }
    cuts.sort_unstable();
    cuts.dedup();
    let uncertain: Vec<(usize, &Evidence)> =
        evidence.iter().enumerate().filter(|(_, piece)| !piece.is_exact()).collect();
    for depth in [usize::MAX, 1] {
        let days: Vec<(usize, Vec<Day>)> =
            uncertain.iter().map(|(place, piece)| (*place, days_of(piece, &uncertain, &cuts, depth))).collect();
        let count = days.iter().try_fold(1usize, |count, (_, days)| count.checked_mul(days.len()));
        if count.is_some_and(|count| count <= MOST_WORLDS) {
            return days;
        }
    }
    let sixteen = uncertain.iter().enumerate();
    sixteen
        .map(|(rank, (place, piece))| {
            (*place, if rank < 16 { vec![piece.first, piece.last] } else { vec![piece.last] })
        })
        .collect()
}

fn days_of(piece: &Evidence, uncertain: &[(usize, &Evidence)], cuts: &[Day], depth: usize) -> Vec<Day> {
    let mut days = Vec::new();
    let inside = |day: Day| piece.first <= day && day <= piece.last;
    for (from, to) in cuts.iter().zip(cuts.iter().skip(1)) {
        if !inside(*from) {
            continue;
        }
        let rivals = uncertain.iter().filter(|(_, other)| other.first <= *from && *from <= other.last).count();
        for step in 0..rivals.min(depth) as i32 {
            days.extend(
                [from.plus_days(step), to.plus_days(-1 - step)].into_iter().filter(|day| from <= day && day < to),
            );
        }
    }
    days.sort_unstable();
    days.dedup();
    days
}
