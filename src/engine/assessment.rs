//! The case of a question: the evidence, and what it means in each possible world. A world has the law's side (whether the
//! state was bound, and by when it had to act) and the state's side (what was done when), for the duty asked about and for
//! those that imply it.

use std::ops::Range;
use std::rc::Rc;

use super::Question;
use super::alternative::Alternative;
use super::applicability::{Applicability, computed_entry};
use super::approximate;
use super::conduct::conduct;
use super::conduct::end_of_failure;
use super::conduct::{ConductContext, DatedEvidence, JudgedFailure, is_moot};
use super::evidence::{EvidenceItem, Meaning, end_known_from, evidence, registers};
use super::implied::{RelevantDuty, duties, proofs};
use super::infringements::{self, Stages};
use super::worlds::{Choice, World, worlds};
use crate::law::Limit;
use crate::time::Day;

/// The evidence of a question, and what it means in each world.
pub(super) struct Assessment {
    /// What speaks to the duty or to one that implies it, by duty.
    pub evidence: Vec<EvidenceItem>,
    /// The place of the duty asked about among those that count: the last.
    pub own: usize,
    /// Each possible order of things.
    pub alternatives: Vec<Alternative>,
    /// There were too many worlds to try one by one.
    pub approximate: bool,
    /// Something in it is presumed.
    pub presumes: bool,
    pub(super) stages: Vec<Stages>,
    pub(super) enforceable_from: Option<Day>,
}

impl Assessment {
    /// With all that is known, and what is presumed from it.
    pub fn new(question: &Question) -> Assessment {
        Assessment::built(question, true)
    }

    /// Without what is only presumed: closings of which no source says why, and what rests on another act alone.
    pub fn proved(question: &Question) -> Assessment {
        Assessment::built(question, false)
    }

    fn built(question: &Question, presumed: bool) -> Assessment {
        let duties = duties(question, presumed);
        let own = duties.len() - 1;
        let each = duties.iter().enumerate();
        let mut evidence: Vec<EvidenceItem> = each.flat_map(|(at, duty)| evidence(&duty.question, at)).collect();
        evidence.retain(|piece| presumed || !piece.presumed);
        // by when another duty was due matters only where the Court judged it
        let judged: Vec<usize> =
            evidence.iter().filter(|one| one.meaning == Meaning::Judged).map(|one| one.duty).collect();
        evidence.retain(|one| one.duty == own || one.meaning.is_about_conduct() || judged.contains(&one.duty));
        let presumes = evidence.iter().any(|piece| piece.presumed)
            || duties.iter().any(|duty| duty.question.instrument_ix != question.instrument_ix);
        let given = WorldInputs {
            contexts: duties.iter().map(|duty| context(&duty.question)).collect(),
            applicabilities: duties
                .iter()
                .enumerate()
                .map(|(at, duty)| certain_applicability(duty, at, &evidence))
                .collect(),
            parts: parts(&evidence, &duties),
            duties: &duties,
            evidence: &evidence,
        };
        let worlds = worlds(&evidence, &given.fixed_days());
        let approximate = worlds.is_none();
        let alternatives = match worlds {
            Some(worlds) => worlds.iter().map(|world| given.alternative(world)).collect(),
            None => approximate::alternatives(question, (&evidence, own), context(question)),
        };
        let (stages, enforceable_from) = (infringements::stages(question), infringements::enforceable_from(question));
        Assessment { evidence, own, alternatives, approximate, presumes, stages, enforceable_from }
    }
}

/// What is the same in every world.
struct WorldInputs<'a> {
    duties: &'a [RelevantDuty<'a>],
    evidence: &'a [EvidenceItem],
    /// For each duty what is given besides its evidence.
    contexts: Vec<ConductContext>,
    /// For each duty the law's side, where no deposit and no deferral leaves it open.
    applicabilities: Vec<Option<Rc<Applicability>>>,
    /// For each duty where its evidence lies.
    parts: Vec<Range<usize>>,
}

fn parts(evidence: &[EvidenceItem], duties: &[RelevantDuty]) -> Vec<Range<usize>> {
    let start = |duty: usize| evidence.partition_point(|piece| piece.duty < duty);
    (0..duties.len()).map(|duty| start(duty)..start(duty + 1)).collect()
}

/// The law's side, if it is the same in every world.
fn certain_applicability(duty: &RelevantDuty, at: usize, evidence: &[EvidenceItem]) -> Option<Rc<Applicability>> {
    let of_law = |piece: &&EvidenceItem| {
        matches!(piece.meaning, Meaning::Deferred(_) | Meaning::Deposited | Meaning::Succeeded(_))
    };
    let pieces: Vec<EvidenceItem> = evidence.iter().filter(|piece| piece.duty == at).filter(of_law).cloned().collect();
    if !pieces.iter().all(EvidenceItem::is_exact) {
        return None;
    }
    let world: World = pieces.iter().map(|piece| Choice::on(piece, piece.first)).collect();
    Some(Rc::new(Applicability::new(&duty.question, &pieces, &world)))
}

fn context(question: &Question) -> ConductContext {
    ConductContext {
        registers: registers(question).map(|(_, through)| through).max(),
        end_known: end_known_from(question),
        bound_from: None,
    }
}

impl WorldInputs<'_> {
    /// What one world comes to.
    fn alternative(&self, world: &World) -> Alternative {
        let mut proved: Vec<Vec<DatedEvidence>> = Vec::with_capacity(self.duties.len());
        let mut latest = None;
        for ((at, duty), part) in self.duties.iter().enumerate().zip(&self.parts) {
            let is_own = at + 1 == self.duties.len();
            let pieces = self.evidence.get(part.clone()).unwrap_or_default();
            let choices = world.get(part.clone()).unwrap_or_default();
            let certain = self.applicabilities.get(at).cloned().flatten();
            let applicability = certain.unwrap_or_else(|| Rc::new(Applicability::new(&duty.question, pieces, choices)));
            let mut context = self.contexts.get(at).copied().unwrap_or_else(|| context(&duty.question));
            context.bound_from = applicability.bound_from().filter(|_| is_own);
            let mut order = order(&duty.question, (pieces, choices), part.start, &applicability);
            let implied = duty.implied_by.iter().filter_map(|other| proved.get(*other)).flatten();
            let implied: Vec<DatedEvidence> =
                implied.filter(|one| !order.iter().any(|own| own.takes_precedence_over(one))).copied().collect();
            order.extend(implied);
            order.retain(|one| one.meaning.is_about_conduct() && !is_moot(one, context));
            let (spans, begun) = conduct(order.clone(), context);
            let failures = failures(&order, context);
            let is_judged = |one: &DatedEvidence| {
                failures.iter().any(|failure| {
                    let late = applicability.limit_by(failure.until).map(Limit::first_late_day);
                    late.is_some_and(|late| (late..=failure.until).contains(&one.day))
                })
            };
            if !is_own {
                order.retain(|one| !is_judged(one));
                let begun = begun.into_iter().filter(|one| !is_judged(one)).collect();
                proved.push(proofs(&order, begun));
            }
            latest = Some(Alternative { applicability, spans, failures });
        }
        // there is always the duty asked about
        latest.unwrap_or_default()
    }

    /// Days at which a choice of a day for an uncertain record can change its meaning.
    fn fixed_days(&self) -> Vec<Day> {
        if self.evidence.iter().all(EvidenceItem::is_exact) {
            return Vec::new();
        }
        let mut fixed: Vec<Day> = Vec::new();
        for ((duty, context), part) in self.duties.iter().zip(&self.contexts).zip(&self.parts) {
            let pieces = self.evidence.get(part.clone()).unwrap_or_default();
            fixed.extend(context.registers.map(Day::next));
            fixed.extend(context.end_known);
            for of in [|piece: &EvidenceItem| piece.first, |piece: &EvidenceItem| piece.last] {
                let world: World = pieces.iter().map(|piece| Choice::on(piece, of(piece))).collect();
                fixed.extend(Applicability::new(&duty.question, pieces, &world).changes);
            }
            let deposits = pieces.iter().filter(|piece| piece.meaning == Meaning::Deposited && !piece.is_exact());
            fixed.extend(deposits.flat_map(|piece| entry_steps(&duty.question, piece)));
        }
        if self.evidence.iter().any(|piece| piece.meaning == Meaning::Judged) {
            // a judgment speaks of a day two months after a letter: a letter's day matters to everything two months later
            let days =
                fixed.iter().copied().chain(self.evidence.iter().flat_map(|piece| [piece.first, piece.last.next()]));
            let before: Vec<Day> = days.flat_map(|day| [day.minus_months(2), day.minus_months(2).next()]).collect();
            fixed.extend(before);
        }
        fixed
    }
}

/// The evidence of a duty on its days in a world; a judgment on the last day of the failure that it found.
fn order(
    question: &Question,
    (pieces, choices): (&[EvidenceItem], &[Choice]),
    start: usize,
    applicability: &Applicability,
) -> Vec<DatedEvidence> {
    let both: Vec<(&EvidenceItem, &Choice)> = pieces.iter().zip(choices).collect();
    let list_before = |day: Day| registers(question).map(|(_, through)| through).filter(|through| *through < day).max();
    let dated = |(at, (piece, choice)): (usize, &(&EvidenceItem, &Choice))| {
        let judged = piece.meaning == Meaning::Judged;
        let day = if judged { end_of_failure(question, &both, (piece, choice.day), applicability) } else { choice.day };
        DatedEvidence {
            day,
            earliest: if judged { day } else { piece.first },
            meaning: if let Meaning::Fulfilled(_) = piece.meaning {
                Meaning::Fulfilled(choice.extent)
            } else {
                piece.meaning
            },
            place: start + at,
            after_list: if choice.earlier_law { list_before(day) } else { None },
            amends: piece.amends,
            earlier_law: choice.earlier_law,
            pending: piece.pending,
            open_until: piece.open_until.filter(|_| !judged),
        }
    };
    let mut order: Vec<DatedEvidence> = both.iter().enumerate().map(dated).collect();
    let judged = both
        .iter()
        .enumerate()
        .filter(|(_, (piece, _))| piece.meaning == Meaning::Judged && piece.open_until.is_some());
    let still_open = |(at, (piece, choice)): (usize, &(&EvidenceItem, &Choice))| {
        let dated = order.get(at).copied()?;
        let (day, open_until) = (choice.day, piece.open_until);
        Some(DatedEvidence { day, earliest: piece.first, meaning: Meaning::StillOpen, open_until, ..dated })
    };
    let still_open: Vec<DatedEvidence> = judged.filter_map(still_open).collect();
    order.extend(still_open);
    order
}

/// What the judgments of a world prove.
fn failures(order: &[DatedEvidence], context: ConductContext) -> Vec<JudgedFailure> {
    let judgments = order.iter().filter(|one| one.meaning == Meaning::Judged).map(|one| one.counted(context));
    judgments.map(|one| JudgedFailure { until: one.day, place: one.place }).collect()
}

/// Deposits, day by day, after which the computed entry into force moves on; and the entries themselves.
fn entry_steps(question: &Question, piece: &EvidenceItem) -> Vec<Day> {
    let mut steps = Vec::new();
    let mut last = computed_entry(question, piece.first);
    let mut day = piece.first;
    while day <= piece.last && steps.len() < 2000 {
        let entry = computed_entry(question, day);
        if entry != last || day == piece.first {
            steps.push(day);
            steps.extend(entry.map(|entry| [entry, entry.next()]).into_iter().flatten());
            last = entry;
        }
        day = day.next();
    }
    steps
}
