//! Too many worlds to try one by one: for each stretch between two days on which anything can happen, all states of
//! fulfilment that may hold there. It never claims more than all worlds together would, and often less.

use std::rc::Rc;

use super::Question;
use super::case::{Alternative, bound_from};
use super::conduct::{Dated, Run, Setting, Span, is_moot};
use super::evidence::{Evidence, Says};
use super::standing::Standing;
use super::worlds::{Choice, World};
use crate::law::{Done as Found, Extent, Limit};
use crate::rules::Done;
use crate::time::Day;

/// How many orders of deposits and deferrals are tried: each on its first or its last day.
const MOST_BONDS: u32 = 4;

/// Alternatives that together hold every state of fulfilment that is possible on a day.
pub(super) fn alternatives(
    question: &Question,
    (evidence, own): (&[Evidence], usize),
    setting: Setting,
) -> Vec<Alternative> {
    let mut all = Vec::new();
    for standing in standings(question, evidence, own).into_iter().map(Rc::new) {
        let stretches = Stretches::new((evidence, own), setting, &standing);
        let spans: Vec<Vec<Span>> = stretches.cuts.iter().map(|day| stretches.states(*day)).collect();
        let most = spans.iter().map(Vec::len).max().unwrap_or(1).max(1);
        all.extend((0..most).map(|at| Alternative {
            standing: Rc::clone(&standing),
            failures: Vec::new(),
            spans: spans.iter().filter_map(|states| states.get(at % states.len().max(1)).copied()).collect(),
        }));
    }
    all
}

/// The law's side with each deposit and deferral on its first and on its last day.
fn standings(question: &Question, evidence: &[Evidence], own: usize) -> Vec<Standing> {
    let of_bond = |piece: &Evidence| matches!(piece.says, Says::Deferred(_) | Says::Deposited);
    let own = evidence.iter().filter(|piece| piece.duty == own);
    let own: Vec<Evidence> = own.cloned().collect();
    let free = own.iter().filter(|piece| of_bond(piece) && !piece.is_exact()).count();
    let most = 1u32 << u32::try_from(free).unwrap_or(MOST_BONDS).min(MOST_BONDS);
    let world = |late: u32| -> World {
        let mut place = 0;
        let day = |piece: &Evidence| {
            let is_free = of_bond(piece) && !piece.is_exact();
            place += u32::from(is_free);
            let is_late = is_free && late >> ((place - 1) % MOST_BONDS) & 1 == 1;
            Choice::on(piece, if is_late { piece.last } else { piece.first })
        };
        own.iter().map(day).collect()
    };
    (0..most).map(|late| Standing::new(question, &own, &world(late))).collect()
}

/// One piece with its possible days.
struct Piece {
    first: Day,
    last: Day,
    place: usize,
    says: Says,
    amends: bool,
    /// It can turn out to prove nothing.
    may_be_moot: bool,
}

impl Piece {
    /// Does it take the place of what was before, whatever that was? A part does not undo the whole.
    fn overrides(&self) -> bool {
        !self.may_be_moot && !matches!(self.says, Says::Fulfilled(Extent::Partial | Extent::Unsaid) | Says::Implied)
    }
}

struct Stretches {
    pieces: Vec<Piece>,
    cuts: Vec<Day>,
    setting: Setting,
    /// A judgment may prove the gap on these days, both included.
    failure: Option<(Day, Day, usize)>,
}

impl Stretches {
    fn new((evidence, own): (&[Evidence], usize), setting: Setting, standing: &Standing) -> Stretches {
        let bound = bound_from(standing).unwrap_or(Day::MIN);
        let pieces: Vec<Piece> =
            evidence.iter().enumerate().filter_map(|(at, one)| piece(at, one, own, setting)).collect();
        let pieces: Vec<Piece> = pieces
            .into_iter()
            .map(|piece| Piece { first: piece.first.max(bound), last: piece.last.max(bound), ..piece })
            .collect();
        let mut cuts: Vec<Day> = pieces.iter().flat_map(|piece| [piece.first, piece.last, piece.last.next()]).collect();
        cuts.extend([Some(Day::MIN), setting.registers.map(Day::next)].into_iter().flatten());
        let judged = pieces.iter().filter(|piece| piece.says == Says::Judged);
        let failure = judged.max_by_key(|piece| piece.last).and_then(|piece| {
            let late = standing.limits().map(Limit::first_late_day).min()?;
            Some((late, piece.last, piece.place))
        });
        cuts.extend(failure.iter().flat_map(|(from, until, _)| [*from, until.next()]));
        cuts.sort_unstable();
        cuts.dedup();
        Stretches { pieces, cuts, setting, failure }
    }

    /// Every state that may hold from a cut to the next.
    fn states(&self, day: Day) -> Vec<Span> {
        let happened = |piece: &&Piece| piece.first <= day;
        let is_over = |piece: &Piece, by: &Piece| by.overrides() && by.last <= day && by.first > piece.last;
        let counting: Vec<&Piece> = self
            .pieces
            .iter()
            .filter(happened)
            .filter(|piece| !self.pieces.iter().any(|by| is_over(piece, by)))
            .collect();
        let mut states: Vec<Span> = Vec::new();
        if !self.pieces.iter().any(|piece| piece.overrides() && piece.last <= day) {
            states.extend(self.before_everything(day));
        }
        for piece in &counting {
            states.extend(self.after(piece, day, &counting));
        }
        if let Some((_, _, place)) = self.failure.filter(|(from, until, _)| *from <= day && day <= *until) {
            states.extend([Done::No, Done::Partly].map(|done| Span { proved_by: Some(place), ..bare(day, done) }));
        }
        states
    }

    fn before_everything(&self, day: Day) -> Vec<Span> {
        let proves = |piece: &Piece| {
            !matches!(piece.says, Says::Closed | Says::Undone | Says::Implied | Says::Found(Found::Done))
        };
        let mut states = Vec::new();
        if self.setting.registers.is_some() || self.pieces.iter().any(proves) {
            let by_list = !self.pieces.iter().any(proves);
            states.push(Span { proved_until: self.setting.registers.filter(|_| by_list), ..bare(day, Done::No) });
        }
        if self.setting.registers.is_none() && (self.pieces.is_empty() || !self.pieces.iter().all(proves)) {
            states.push(bare(day, Done::Unknown));
        }
        if self.pieces.iter().any(|piece| piece.amends) {
            states.push(Span { run: Some(Run { first: None, last: day }), ..bare(day, Done::Yes) });
        }
        states
    }

    fn after(&self, piece: &Piece, day: Day, counting: &[&Piece]) -> Vec<Span> {
        let decided = |done: Done| Span { decided_by: Some(piece.place), ..bare(day, done) };
        let earliest = counting.iter().map(|one| one.first).min().unwrap_or(piece.first);
        let is_act = matches!(piece.says, Says::Fulfilled(_)) && !piece.amends;
        let first =
            Some(earliest).filter(|_| is_act && counting.iter().all(|one| one.says != Says::Found(Found::Done)));
        let run = Some(Run { first, last: piece.last.max(day) });
        let done = Span { run, ..decided(Done::Yes) };
        // what was done may have been lost on any day up to this one: the fewest days count
        let wanting = |done: Done| Span {
            lost: Some((piece.last.min(day), piece.place)),
            undone_from: Some(day).filter(|day| *day < piece.last),
            proved_until: Some(piece.first).filter(|_| !matches!(piece.says, Says::Undone | Says::Fulfilled(_))),
            ..decided(done)
        };
        match piece.says {
            Says::Fulfilled(Extent::Full) | Says::Closed | Says::Implied | Says::Found(Found::Done) => vec![done],
            Says::Fulfilled(Extent::Unsaid) => vec![done, wanting(Done::Partly)],
            Says::Fulfilled(Extent::Partial) | Says::Found(Found::Partly) => vec![wanting(Done::Partly)],
            Says::Undone => vec![wanting(Done::Undone)],
            Says::Found(Found::NotDone) => vec![wanting(Done::No)],
            _ => vec![wanting(Done::No), wanting(Done::Partly)],
        }
    }
}

/// A piece as it counts here; what another duty proves counts as found done.
fn piece(place: usize, one: &Evidence, own: usize, setting: Setting) -> Option<Piece> {
    let is_other = one.duty != own;
    let proves =
        matches!(one.says, Says::Closed | Says::Found(Found::Done) | Says::Fulfilled(Extent::Full | Extent::Unsaid));
    if !one.says.is_about_conduct() || (is_other && !proves) {
        return None;
    }
    let on = |day: Day| Dated {
        day,
        earliest: day,
        says: one.says,
        place,
        after_list: None,
        amends: one.amends,
        earlier_law: false,
        pending: one.pending,
        open_until: None,
    };
    if is_moot(&on(one.first), setting) {
        return None;
    }
    Some(Piece {
        first: one.first,
        last: one.last,
        place,
        says: if is_other { Says::Implied } else { one.says },
        amends: one.amends,
        may_be_moot: is_moot(&on(one.last), setting),
    })
}

fn bare(from: Day, done: Done) -> Span {
    Span {
        from,
        done,
        run: None,
        lost: None,
        held_by: None,
        proved_until: None,
        perhaps_from: None,
        decided_by: None,
        proved_by: None,
        undone_from: None,
        bill: false,
        stands: false,
        regressions: 0,
    }
}
