//! Too many worlds to try one by one: for each stretch between two days on which anything can happen, all states of
//! fulfilment that may hold there. It never claims more than all worlds together would, and often less.

use std::rc::Rc;

use super::Question;
use super::alternative::Alternative;
use super::applicability::Applicability;
use super::conduct::{ConductContext, ConductSpan, DatedEvidence, DoneSince, is_moot};
use super::evidence::{EvidenceItem, Meaning};
use super::worlds::{Choice, World};
use crate::law::{Extent, FoundStatus, Limit};
use crate::rules::Done;
use crate::time::Day;

/// How many orders of deposits and deferrals are tried: each on its first or its last day.
const MOST_BONDS: u32 = 4;

/// Alternatives that together hold every state of fulfilment that is possible on a day.
pub(super) fn alternatives(
    question: &Question,
    (evidence, own): (&[EvidenceItem], usize),
    context: ConductContext,
) -> Vec<Alternative> {
    let mut all = Vec::new();
    for applicability in applicabilities(question, evidence, own).into_iter().map(Rc::new) {
        let stretches = PossibleStates::new((evidence, own), context, &applicability);
        let spans: Vec<Vec<ConductSpan>> = stretches.cuts.iter().map(|day| stretches.states(*day)).collect();
        let most = spans.iter().map(Vec::len).max().unwrap_or(1).max(1);
        all.extend((0..most).map(|at| Alternative {
            applicability: Rc::clone(&applicability),
            failures: Vec::new(),
            spans: spans.iter().filter_map(|states| states.get(at % states.len().max(1)).copied()).collect(),
        }));
    }
    all
}

/// The law's side with each deposit and deferral on its first and on its last day.
fn applicabilities(question: &Question, evidence: &[EvidenceItem], own: usize) -> Vec<Applicability> {
    let of_bond = |piece: &EvidenceItem| matches!(piece.meaning, Meaning::Deferred(_) | Meaning::Deposited);
    let own = evidence.iter().filter(|piece| piece.duty == own);
    let own: Vec<EvidenceItem> = own.cloned().collect();
    let free = own.iter().filter(|piece| of_bond(piece) && !piece.is_exact()).count();
    let most = 1u32 << u32::try_from(free).unwrap_or(MOST_BONDS).min(MOST_BONDS);
    let world = |late: u32| -> World {
        let mut place = 0;
        let day = |piece: &EvidenceItem| {
            let is_free = of_bond(piece) && !piece.is_exact();
            place += u32::from(is_free);
            let is_late = is_free && late >> ((place - 1) % MOST_BONDS) & 1 == 1;
            Choice::on(piece, if is_late { piece.last } else { piece.first })
        };
        own.iter().map(day).collect()
    };
    (0..most).map(|late| Applicability::new(question, &own, &world(late))).collect()
}

/// One piece with its possible days.
struct EvidenceRange {
    first: Day,
    last: Day,
    place: usize,
    meaning: Meaning,
    amends: bool,
    /// It can turn out to prove nothing.
    may_be_moot: bool,
}

impl EvidenceRange {
    /// Does it take the place of what was before, whatever that was? A part does not undo the whole.
    fn overrides(&self) -> bool {
        !self.may_be_moot
            && !matches!(self.meaning, Meaning::Fulfilled(Extent::Partial | Extent::Unsaid) | Meaning::Implied)
    }
}

struct PossibleStates {
    pieces: Vec<EvidenceRange>,
    cuts: Vec<Day>,
    context: ConductContext,
    /// A judgment may prove the gap on these days, both included.
    failure: Option<(Day, Day, usize)>,
}

impl PossibleStates {
    fn new(
        (evidence, own): (&[EvidenceItem], usize),
        context: ConductContext,
        applicability: &Applicability,
    ) -> PossibleStates {
        let bound = applicability.bound_from().unwrap_or(Day::MIN);
        let pieces: Vec<EvidenceRange> =
            evidence.iter().enumerate().filter_map(|(at, one)| piece(at, one, own, context)).collect();
        let pieces: Vec<EvidenceRange> = pieces
            .into_iter()
            .map(|piece| EvidenceRange { first: piece.first.max(bound), last: piece.last.max(bound), ..piece })
            .collect();
        let mut cuts: Vec<Day> = pieces.iter().flat_map(|piece| [piece.first, piece.last, piece.last.next()]).collect();
        cuts.extend([Some(Day::MIN), context.registers.map(Day::next)].into_iter().flatten());
        let judged = pieces.iter().filter(|piece| piece.meaning == Meaning::Judged);
        let failure = judged.max_by_key(|piece| piece.last).and_then(|piece| {
            let late = applicability.limits().map(Limit::first_late_day).min()?;
            Some((late, piece.last, piece.place))
        });
        cuts.extend(failure.iter().flat_map(|(from, until, _)| [*from, until.next()]));
        cuts.sort_unstable();
        cuts.dedup();
        PossibleStates { pieces, cuts, context, failure }
    }

    /// Every state that may hold from a cut to the next.
    fn states(&self, day: Day) -> Vec<ConductSpan> {
        let happened = |piece: &&EvidenceRange| piece.first <= day;
        let is_over =
            |piece: &EvidenceRange, by: &EvidenceRange| by.overrides() && by.last <= day && by.first > piece.last;
        let counting: Vec<&EvidenceRange> = self
            .pieces
            .iter()
            .filter(happened)
            .filter(|piece| !self.pieces.iter().any(|by| is_over(piece, by)))
            .collect();
        let mut states: Vec<ConductSpan> = Vec::new();
        if !self.pieces.iter().any(|piece| piece.overrides() && piece.last <= day) {
            states.extend(self.before_everything(day));
        }
        for piece in &counting {
            states.extend(self.after(piece, day, &counting));
        }
        if let Some((_, _, place)) = self.failure.filter(|(from, until, _)| *from <= day && day <= *until) {
            states
                .extend([Done::No, Done::Partly].map(|done| ConductSpan { proved_by: Some(place), ..bare(day, done) }));
        }
        states
    }

    fn before_everything(&self, day: Day) -> Vec<ConductSpan> {
        let proves = |piece: &EvidenceRange| {
            !matches!(
                piece.meaning,
                Meaning::Closed | Meaning::Undone | Meaning::Implied | Meaning::Found(FoundStatus::Done)
            )
        };
        let mut states = Vec::new();
        if self.context.registers.is_some() || self.pieces.iter().any(proves) {
            let by_list = !self.pieces.iter().any(proves);
            states
                .push(ConductSpan { proved_until: self.context.registers.filter(|_| by_list), ..bare(day, Done::No) });
        }
        if self.context.registers.is_none() && (self.pieces.is_empty() || !self.pieces.iter().all(proves)) {
            states.push(bare(day, Done::Unknown));
        }
        if self.pieces.iter().any(|piece| piece.amends) {
            states.push(ConductSpan { done_since: Some(DoneSince { first: None, last: day }), ..bare(day, Done::Yes) });
        }
        states
    }

    fn after(&self, piece: &EvidenceRange, day: Day, counting: &[&EvidenceRange]) -> Vec<ConductSpan> {
        let decided = |done: Done| ConductSpan { decided_by: Some(piece.place), ..bare(day, done) };
        let earliest = counting.iter().map(|one| one.first).min().unwrap_or(piece.first);
        let is_act = matches!(piece.meaning, Meaning::Fulfilled(_)) && !piece.amends;
        let first = Some(earliest)
            .filter(|_| is_act && counting.iter().all(|one| one.meaning != Meaning::Found(FoundStatus::Done)));
        let done_since = Some(DoneSince { first, last: piece.last.max(day) });
        let done = ConductSpan { done_since, ..decided(Done::Yes) };
        // what was done may have been lost on any day up to this one: the fewest days count
        let wanting = |done: Done| ConductSpan {
            lost: Some((piece.last.min(day), piece.place)),
            undone_from: Some(day).filter(|day| *day < piece.last),
            proved_until: Some(piece.first)
                .filter(|_| !matches!(piece.meaning, Meaning::Undone | Meaning::Fulfilled(_))),
            ..decided(done)
        };
        match piece.meaning {
            Meaning::Fulfilled(Extent::Full)
            | Meaning::Closed
            | Meaning::Implied
            | Meaning::Found(FoundStatus::Done) => vec![done],
            Meaning::Fulfilled(Extent::Unsaid) => vec![done, wanting(Done::Partly)],
            Meaning::Fulfilled(Extent::Partial) | Meaning::Found(FoundStatus::Partly) => vec![wanting(Done::Partly)],
            Meaning::Undone => vec![wanting(Done::Undone)],
            Meaning::Found(FoundStatus::NotDone) => vec![wanting(Done::No)],
            _ => vec![wanting(Done::No), wanting(Done::Partly)],
        }
    }
}

/// A piece as it counts here; what another duty proves counts as found done.
fn piece(place: usize, one: &EvidenceItem, own: usize, context: ConductContext) -> Option<EvidenceRange> {
    let is_other = one.duty != own;
    let proves = matches!(
        one.meaning,
        Meaning::Closed | Meaning::Found(FoundStatus::Done) | Meaning::Fulfilled(Extent::Full | Extent::Unsaid)
    );
    if !one.meaning.is_about_conduct() || (is_other && !proves) {
        return None;
    }
    let on = |day: Day| DatedEvidence {
        day,
        earliest: day,
        meaning: one.meaning,
        place,
        after_list: None,
        amends: one.amends,
        earlier_law: false,
        pending: one.pending,
        open_until: None,
    };
    if is_moot(&on(one.first), context) {
        return None;
    }
    Some(EvidenceRange {
        first: one.first,
        last: one.last,
        place,
        meaning: if is_other { Meaning::Implied } else { one.meaning },
        amends: one.amends,
        may_be_moot: is_moot(&on(one.last), context),
    })
}

fn bare(from: Day, done: Done) -> ConductSpan {
    ConductSpan {
        from,
        done,
        done_since: None,
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
