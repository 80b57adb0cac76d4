//! The assessment of a question: the evidence, and what it means in each possible world. A world has the law's side
//! (whether the state was bound, and by when it had to act) and the state's side (what was done when), for the duty
//! asked about and for those that imply it. Not here: what the rules make of it (`timeline`).

use std::sync::Arc;

use super::Question;
use super::alternative::Alternative;
use super::applicability::{Applicability, computed_entry};
use super::approximate;
use super::conduct::{
    ConductContext, DatedEvidence, JudgedFailure, MONTHS_TO_COMPLY, conduct, end_of_failure, is_moot,
};
use super::evidence::{EvidenceItem, Meaning, end_known_from, evidence, registers};
use super::implied::{RelevantDuty, duties, proofs};
use super::infringements::{self, Stages};
use super::worlds::{FreeChoice, World, worlds};
use crate::law::Limit;
use crate::time::Day;

/// How many days are collected at most for one uncertain deposit.
const MOST_ENTRY_STEPS: usize = 2000;

/// The evidence of a question, and what it means in each world.
#[derive(Debug)]
pub(super) struct Assessment {
    /// What concerns the duty or one that implies it, by duty.
    pub evidence: Vec<EvidenceItem>,
    /// The place of the duty asked about among those that count: the last.
    pub own: usize,
    /// Each possible order of things.
    pub alternatives: Vec<Alternative>,
    /// There were too many worlds to try one by one.
    pub approximate: bool,
    /// Something in it is presumed.
    pub presumes: bool,
    /// How far the open infringement cases had come, over time.
    pub stages: Vec<Stages>,
    /// First day on which the instrument can be enforced; `None`: never.
    pub enforceable_from: Option<Day>,
}

impl Assessment {
    /// Assesses with all that is known, and what is presumed from it.
    pub fn new(question: &Question) -> Assessment {
        Assessment::built(question, true)
    }

    /// Assesses without what is only presumed: closings of which no source says why, and what rests on another act alone.
    pub fn proved(question: &Question) -> Assessment {
        Assessment::built(question, false)
    }

    fn built(question: &Question, presumed: bool) -> Assessment {
        let duties = duties(question, presumed);
        let own = duties.len() - 1;
        let evidence = all_evidence(&duties, own, presumed);
        // what rests on another act alone is presumed (decision 13)
        let rests_on_others = duties.iter().any(|duty| duty.question.instrument_ix != question.instrument_ix);
        let inputs: Vec<DutyInputs> =
            duties.iter().enumerate().map(|(at, duty)| DutyInputs::new(duty, at, &evidence)).collect();
        let worlds = worlds(&evidence, &fixed_days(&evidence, &inputs));
        let approximate = worlds.is_none();
        let alternatives = match worlds {
            Some(worlds) => worlds.iter().map(|world| alternative(&inputs, world)).collect(),
            None => approximate::alternatives(question, (&evidence, own), context(question)),
        };
        Assessment {
            presumes: rests_on_others || evidence.iter().any(|piece| piece.presumed),
            evidence,
            own,
            alternatives,
            approximate,
            stages: infringements::stages(question),
            enforceable_from: infringements::enforceable_from(question),
        }
    }
}

/// What concerns the duties, duty after duty.
fn all_evidence(duties: &[RelevantDuty], own: usize, presumed: bool) -> Vec<EvidenceItem> {
    let each = duties.iter().enumerate();
    let mut evidence = kept_apart(each.flat_map(|(at, duty)| evidence(&duty.question, at)).collect());
    evidence.retain(|piece| presumed || !piece.presumed);
    let judged = evidence.iter().filter(|one| one.meaning == Meaning::Judged);
    let judged: Vec<usize> = judged.map(|one| one.duty).collect();
    // by when another duty was due matters only where the Court judged it: otherwise its fulfilment alone counts here
    evidence.retain(|one| one.duty == own || one.meaning.is_about_conduct() || judged.contains(&one.duty));
    evidence
}

/// Records of one uncertain span that are one for a duty stay apart where another duty takes only some of them: what one
/// record says of two duties it says on one day (decision 13), and the others need not be of that day.
fn kept_apart(mut evidence: Vec<EvidenceItem>) -> Vec<EvidenceItem> {
    while let Some(at) = evidence.iter().position(|piece| evidence.iter().any(|other| takes_some(other, piece))) {
        let whole = evidence.remove(at);
        let each = whole.records().map(|record| EvidenceItem { record, alike: Vec::new(), ..whole.clone() });
        evidence.splice(at..at, each);
    }
    evidence
}

/// Does evidence of another duty hold some of the records of a piece, and not all of them?
fn takes_some(other: &EvidenceItem, piece: &EvidenceItem) -> bool {
    let is_of_another = other.duty != piece.duty && other.instrument == piece.instrument;
    let shared = || other.records().filter(|one| piece.records().any(|own| own == *one)).count();
    !piece.alike.is_empty() && is_of_another && (1..piece.records().count()).contains(&shared())
}

/// What is the same of one duty in every world.
struct DutyInputs<'a> {
    duty: &'a RelevantDuty<'a>,
    /// What concerns the duty.
    pieces: &'a [EvidenceItem],
    /// The place of the first of these among all evidence.
    start: usize,
    context: ConductContext,
    /// The law's side, where no deposit and no deferral leaves it open.
    certain: Option<Arc<Applicability>>,
}

impl<'a> DutyInputs<'a> {
    fn new(duty: &'a RelevantDuty<'a>, at: usize, evidence: &'a [EvidenceItem]) -> DutyInputs<'a> {
        let start = evidence.partition_point(|piece| piece.duty < at);
        let end = evidence.partition_point(|piece| piece.duty <= at);
        let pieces = evidence.get(start..end).unwrap_or_default();
        let certain = certain_applicability(&duty.question, pieces).map(Arc::new);
        DutyInputs { duty, pieces, start, context: context(&duty.question), certain }
    }

    /// The duty in one world; `proved` is what each duty before it proves there.
    fn in_world(&self, world: &World, proved: &[Vec<DatedEvidence>], is_own: bool) -> DutyInWorld {
        let question = &self.duty.question;
        let choices = world.get(self.start..self.start + self.pieces.len()).unwrap_or_default();
        let certain = self.certain.clone();
        let applicability = certain.unwrap_or_else(|| Arc::new(Applicability::new(question, self.pieces, choices)));
        // whether the other act binds the state does not matter: its records count from their own days (decision 13)
        let bound_from = applicability.bound_from().filter(|_| is_own);
        let context = ConductContext { bound_from, ..self.context };
        let mut order = dated_evidence(question, (self.pieces, choices), self.start, &applicability);
        for implied in self.duty.implied_by.iter().filter_map(|other| proved.get(*other)).flatten() {
            // a finding of the same day about this duty takes precedence (decision 13)
            if !order.iter().any(|own| own.takes_precedence_over(implied)) {
                order.push(*implied);
            }
        }
        order.retain(|one| one.meaning.is_about_conduct() && !is_moot(one, context));
        let failures = failures(&order, context);
        DutyInWorld { applicability, context, order, failures }
    }
}

/// What is given of one duty in one world.
struct DutyInWorld {
    applicability: Arc<Applicability>,
    context: ConductContext,
    order: Vec<DatedEvidence>,
    failures: Vec<JudgedFailure>,
}

impl DutyInWorld {
    /// What the world comes to for the duty asked about.
    fn alternative(self) -> Alternative {
        let (spans, _) = conduct(self.order, self.context);
        Alternative { applicability: self.applicability, spans, failures: self.failures }
    }

    /// What its fulfilment proves of other duties. What a judgment overrides for it proves nothing of them (decision 13).
    fn proofs(mut self) -> Vec<DatedEvidence> {
        let (_, mut begun) = conduct(self.order.clone(), self.context);
        let order = std::mem::take(&mut self.order);
        let order: Vec<DatedEvidence> = order.into_iter().filter(|one| !self.is_overridden(one)).collect();
        begun.retain(|one| !self.is_overridden(one));
        proofs(&order, begun)
    }

    /// Is the evidence on a day for which the Court found that the duty was not fulfilled?
    fn is_overridden(&self, one: &DatedEvidence) -> bool {
        self.failures.iter().any(|failure| {
            let late = self.applicability.limit_by(failure.until).map(Limit::first_late_day);
            late.is_some_and(|late| (late..=failure.until).contains(&one.day))
        })
    }
}

/// What one world comes to.
fn alternative(inputs: &[DutyInputs], world: &World) -> Alternative {
    // there is always the duty asked about, after those that imply it
    let Some((own, implying)) = inputs.split_last() else { return Alternative::default() };
    let mut proved: Vec<Vec<DatedEvidence>> = Vec::with_capacity(implying.len());
    for duty in implying {
        let proofs = duty.in_world(world, &proved, false).proofs();
        proved.push(proofs);
    }
    own.in_world(world, &proved, true).alternative()
}

/// The law's side, if it is the same in every world.
fn certain_applicability(question: &Question, pieces: &[EvidenceItem]) -> Option<Applicability> {
    let of_law = |piece: &&EvidenceItem| {
        matches!(piece.meaning, Meaning::Deferred(_) | Meaning::Deposited | Meaning::Succeeded(_))
    };
    let pieces: Vec<EvidenceItem> = pieces.iter().filter(of_law).cloned().collect();
    if !pieces.iter().all(EvidenceItem::is_exact) {
        return None;
    }
    let world: World = pieces.iter().map(|piece| FreeChoice::on(piece, piece.first)).collect();
    Some(Applicability::new(question, &pieces, &world))
}

fn context(question: &Question) -> ConductContext {
    ConductContext {
        registers: registers(question).map(|(_, through)| through).max(),
        end_known: end_known_from(question),
        bound_from: None,
    }
}

/// Days at which a choice of a day for an uncertain record can change its meaning.
fn fixed_days(evidence: &[EvidenceItem], inputs: &[DutyInputs]) -> Vec<Day> {
    let mut fixed: Vec<Day> = Vec::new();
    if evidence.iter().all(EvidenceItem::is_exact) {
        return fixed;
    }
    for DutyInputs { duty, pieces, context, .. } in inputs {
        fixed.extend(context.registers.map(Day::next));
        fixed.extend(context.end_known);
        for of in [|piece: &EvidenceItem| piece.first, |piece: &EvidenceItem| piece.last] {
            let world: World = pieces.iter().map(|piece| FreeChoice::on(piece, of(piece))).collect();
            fixed.extend(Applicability::new(&duty.question, pieces, &world).changes);
        }
        let deposits = pieces.iter().filter(|piece| piece.meaning == Meaning::Deposited && !piece.is_exact());
        fixed.extend(deposits.flat_map(|piece| entry_steps(&duty.question, piece)));
    }
    if evidence.iter().any(|piece| piece.meaning == Meaning::Judged) {
        // the period that a letter sets ends two months after it where its own is not recorded, and of its end a judgment
        // speaks: on which day the letter is dated matters to everything two months later
        let mut days = fixed.clone();
        days.extend(evidence.iter().flat_map(|piece| [piece.first, piece.last.next()]));
        for day in days {
            let before = day.minus_months(MONTHS_TO_COMPLY);
            fixed.extend([before, before.next()]);
        }
    }
    fixed
}

/// The evidence of a duty on its days in a world; a judgment on the last day of the failure that it found.
fn dated_evidence(
    question: &Question,
    (pieces, choices): (&[EvidenceItem], &[FreeChoice]),
    start: usize,
    applicability: &Applicability,
) -> Vec<DatedEvidence> {
    let list_before = |day: Day| registers(question).map(|(_, through)| through).filter(|through| *through < day).max();
    let mut dated = Vec::with_capacity(pieces.len());
    let mut still_open = Vec::new();
    for (place, (piece, choice)) in (start..).zip(pieces.iter().zip(choices)) {
        let one = DatedEvidence {
            day: choice.day,
            earliest: piece.first,
            meaning: match piece.meaning {
                Meaning::Fulfilled(_) => Meaning::Fulfilled(choice.extent),
                other => other,
            },
            place,
            after_list: if choice.earlier_law { list_before(choice.day) } else { None },
            amends: piece.amends,
            earlier_law: choice.earlier_law,
            pending: piece.pending,
            open_until: piece.open_until,
        };
        if piece.meaning != Meaning::Judged {
            dated.push(one);
            continue;
        }
        let day = end_of_failure(question, (pieces, choices), (piece, choice.day), applicability);
        dated.push(DatedEvidence { day, earliest: day, open_until: None, ..one });
        // that the register shows the case as open is known from the judgment's own day on, not from that of the failure
        if piece.open_until.is_some() {
            still_open.push(DatedEvidence { meaning: Meaning::StillOpen, ..one });
        }
    }
    dated.extend(still_open);
    dated
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
    while day <= piece.last && steps.len() < MOST_ENTRY_STEPS {
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
