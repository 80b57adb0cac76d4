//! Too many worlds to try one by one: for each stretch between two days on which anything can happen, all states of
//! fulfilment that may hold there. It never claims more than all worlds together would, and often less.

use std::sync::Arc;

use super::Question;
use super::alternative::Alternative;
use super::applicability::Applicability;
use super::conduct::{ConductContext, ConductSpan, DatedEvidence, DoneSince, is_moot};
use super::evidence::{EvidenceItem, Meaning};
use super::worlds::{FreeChoice, World};
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
    for applicability in applicabilities(question, evidence, own).into_iter().map(Arc::new) {
        let stretches = PossibleStates::new((evidence, own), context, &applicability);
        let spans: Vec<Vec<ConductSpan>> = stretches.cuts.iter().map(|day| stretches.states(*day)).collect();
        let most = spans.iter().map(Vec::len).max().unwrap_or(1).max(1);
        all.extend((0..most).map(|at| Alternative {
            applicability: Arc::clone(&applicability),
            failures: Vec::new(),
            spans: spans.iter().filter_map(|states| states.get(at % states.len().max(1)).copied()).collect(),
        }));
    }
    all
}

/// The law's side with each deposit and deferral on its first and on its last day: each bit of `late` is one of them, and
/// where there are more of them than bits several share one.
fn applicabilities(question: &Question, evidence: &[EvidenceItem], own: usize) -> Vec<Applicability> {
    let is_free =
        |piece: &EvidenceItem| matches!(piece.meaning, Meaning::Deferred(_) | Meaning::Deposited) && !piece.is_exact();
    let own: Vec<EvidenceItem> = evidence.iter().filter(|piece| piece.duty == own).cloned().collect();
    let free = own.iter().filter(|piece| is_free(piece)).count();
    let most = 1u32 << u32::try_from(free).unwrap_or(MOST_BONDS).min(MOST_BONDS);
    let mut all = Vec::new();
    for late in 0..most {
        let mut world = World::with_capacity(own.len());
        let mut place = 0;
        for piece in &own {
            let mut day = piece.first;
            if is_free(piece) {
                let is_late = late >> (place % MOST_BONDS) & 1 == 1;
                day = if is_late { piece.last } else { piece.first };
                place += 1;
            }
            world.push(FreeChoice::on(piece, day));
        }
        all.push(Applicability::new(question, &own, &world));
    }
    all
}

/// One piece with its possible days.
struct EvidenceRange {
    first: Day,
    last: Day,
    place: usize,
    meaning: Meaning,
    amends: bool,
    /// Can the piece turn out to prove nothing?
    may_be_moot: bool,
}

impl EvidenceRange {
    /// Does the piece take the place of what was before, whatever that was? A part does not undo the whole.
    fn overrides(&self) -> bool {
        !self.may_be_moot
            && !matches!(self.meaning, Meaning::Fulfilled(Extent::Partial | Extent::Unsaid) | Meaning::Implied)
    }
}

/// The pieces of one duty, and the days between which the states that may hold are the same.
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
        let mut pieces: Vec<EvidenceRange> =
            evidence.iter().enumerate().filter_map(|(at, one)| piece(at, one, own, context)).collect();
        // records from before the first day of being bound count from it (decision 11)
        let bound = applicability.bound_from().unwrap_or(Day::MIN);
        for piece in &mut pieces {
            (piece.first, piece.last) = (piece.first.max(bound), piece.last.max(bound));
        }
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
        let counting: Vec<&EvidenceRange> =
            self.pieces.iter().filter(|piece| piece.first <= day && !self.is_over(piece, day)).collect();
        let mut states: Vec<ConductSpan> = Vec::new();
        if !self.pieces.iter().any(|piece| piece.overrides() && piece.last <= day) {
            states.extend(self.before_everything(day));
        }
        for piece in &counting {
            states.extend(self.after(piece, day, &counting));
        }
        if let Some((_, _, place)) = self.failure.filter(|(from, until, _)| *from <= day && day <= *until) {
            states.extend(
                [Done::No, Done::Partly]
                    .map(|done| ConductSpan { proved_by: Some(place), ..ConductSpan::new(day, done) }),
            );
        }
        states
    }

    /// Has a later piece certainly taken the place of this one by the day?
    fn is_over(&self, piece: &EvidenceRange, day: Day) -> bool {
        self.pieces.iter().any(|by| by.overrides() && by.last <= day && by.first > piece.last)
    }

    /// What may hold where no piece has certainly happened: what a later first record proves, the silence of the registers,
    /// nothing at all, or a law that an amending act presupposes.
    fn before_everything(&self, day: Day) -> Vec<ConductSpan> {
        let (any, all) =
            (self.pieces.iter().any(proves_not_done_before), self.pieces.iter().all(proves_not_done_before));
        let mut states = Vec::new();
        let registers = self.context.registers;
        if registers.is_some() || any {
            states.push(ConductSpan { proved_until: registers.filter(|_| !any), ..ConductSpan::new(day, Done::No) });
        }
        if registers.is_none() && (self.pieces.is_empty() || !all) {
            states.push(ConductSpan::new(day, Done::Unknown));
        }
        if self.pieces.iter().any(|piece| piece.amends) {
            states.push(ConductSpan {
                done_since: Some(DoneSince { first: None, last: day }),
                ..ConductSpan::new(day, Done::Yes)
            });
        }
        states
    }

    /// What may hold on a day once a piece has happened, if it is the last that did.
    fn after(&self, piece: &EvidenceRange, day: Day, counting: &[&EvidenceRange]) -> Vec<ConductSpan> {
        let decided = |done: Done| ConductSpan { decided_by: Some(piece.place), ..ConductSpan::new(day, done) };
        let earliest = counting.iter().map(|one| one.first).min().unwrap_or(piece.first);
        let is_act = matches!(piece.meaning, Meaning::Fulfilled(_)) && !piece.amends;
        // a finding says done by its day, not since when (decision 4)
        let is_found = counting.iter().any(|one| one.meaning == Meaning::Found(FoundStatus::Done));
        let first = if is_act && !is_found { Some(earliest) } else { None };
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

/// Would the piece, as the first evidence, say that the duty was not fulfilled before? The exceptions are those of
/// `conduct`.
fn proves_not_done_before(piece: &EvidenceRange) -> bool {
    !matches!(piece.meaning, Meaning::Closed | Meaning::Undone | Meaning::Implied | Meaning::Found(FoundStatus::Done))
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
