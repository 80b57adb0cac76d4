//! What a judgement rests on: the records and registers that decide it on a day, in every world that is possible.

use super::alternative::Alternative;
use super::applicability::DeadlineOrigin;
use super::assessment::Assessment;
use super::conduct::ConductSpan;
use super::evidence::{Meaning, is_known, registers};
use super::implied;
use super::timeline::Assessed;
use super::{Judgement, Question, Timeline};
use crate::law::{Confidence, Event, Group, InstrumentIx, ObligationIx, Record, SourceIx};
use crate::rules::{Done, Rules, Verdict};
use crate::time::Day;

/// Why a record counts on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relevance {
    /// The record brought the state under the treaty, or out of it.
    Binds,
    /// The record moved the deadline.
    Defers,
    /// The record ended what was done: the present gap begins with it.
    BeganGap,
    /// An undoing or a partial law: it proves the gap on every day until it is done again.
    HoldsGap,
    /// The record says what is done on the day.
    Decides,
    /// The record came later and proves what was not done before it.
    ProvesEarlier,
    /// The record came later and found it done, without saying since when.
    FoundLater,
}

/// A record about another duty whose fulfilment proves this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Implied {
    /// The other duty's instrument ...
    pub instrument_ix: InstrumentIx,
    /// ... and the duty itself.
    pub obligation_ix: ObligationIx,
    /// Place among the actor's records of that instrument.
    pub record: usize,
    /// Why it counts.
    pub proof: Relevance,
}

/// What a judgement rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grounds {
    /// Records, by their place among the actor's records of the instrument, and why they count.
    pub records: Box<[(usize, Relevance)]>,
    /// Records about duties that imply this one.
    pub implied: Box<[Implied]>,
    /// Registers whose silence counts, and the last day for which each does.
    pub registers: Box<[(SourceIx, Day)]>,
    /// Is there no evidence at all?
    pub silence: bool,
    /// How many possible orders of uncertain days there are.
    pub worlds: usize,
    /// The weakest confidence of the records that count, `Assumed` also where a record that would count is left out of
    /// this run; `None` where nothing counts but silence.
    pub confidence: Option<Confidence>,
    /// Was any record that counts not read in its source?
    pub recalled: bool,
    /// Done, and the verdict would differ without what is presumed.
    pub presumed: bool,
    /// Too many worlds to try one by one: the judgement claims no more than all of them together would.
    pub approximate: bool,
    /// How many records about it, or about a duty that implies it, are left out of this run.
    pub left_out: usize,
}

impl Grounds {
    /// The grounds of the judgement that holds on a day; `None` if none does.
    pub fn new(question: &Question, rules: &Rules, timeline: &Timeline, day: Day) -> Option<Grounds> {
        let judgement = &timeline.on(day)?.judgement;
        Some(Grounds::of(question, rules, (&timeline.assessed, judgement), day))
    }

    /// The grounds of a judgement that holds on a day. Outside the duty nothing that was done counts, only what binds.
    pub(super) fn of(
        question: &Question,
        rules: &Rules,
        (assessed, judgement): (&Assessed, &Judgement),
        day: Day,
    ) -> Grounds {
        let assessment = &assessed.assessment;
        let outside = judgement.verdict.is_outside();
        let mut found = CollectedGrounds::new(bonds(question, assessment, day, judgement));
        if !outside {
            found.collect(question, assessment, day);
        }
        found.records.sort_unstable();
        // a record that counts for several reasons counts for the first of them, in the order of `Relevance`
        found.records.dedup_by_key(|(record, _)| *record);
        let implied = implied_records(question, found.others);
        let only_bonds = found.records.iter().all(|(_, why)| *why == Relevance::Binds) && implied.is_empty();
        let silence = found.unknown && only_bonds;
        let confidences = confidences(question, &found.records, &implied);
        let left_out = left_out(question);
        let confirms = |(_, through): &(SourceIx, Day)| found.silent || judgement.proved_until == Some(*through);
        Grounds {
            registers: registers(question).filter(confirms).filter(|_| !outside).collect(),
            silence,
            worlds: assessment.alternatives.len(),
            confidence: if left_out > 0 { Some(Confidence::Assumed) } else { weakest(&confidences, silence) },
            recalled: confidences.contains(&Confidence::Recalled),
            implied: implied.into(),
            presumed: assessment.presumes && is_presumed(question, rules, (assessed, judgement.verdict), day),
            approximate: assessment.approximate,
            left_out,
            records: found.records.into(),
        }
    }
}

/// How each record that counts came into the data.
fn confidences(question: &Question, own: &[(usize, Relevance)], implied: &[Implied]) -> Vec<Confidence> {
    let own = own.iter().filter_map(|(place, _)| question.records().get(*place));
    let others = implied.iter().filter_map(|one| question.actor.records_of(one.instrument_ix).get(one.record));
    own.chain(others).map(|record| record.confidence).collect()
}

/// The weakest of them; `Read` where nothing weaker counts, unless nothing but silence does.
fn weakest(confidences: &[Confidence], silence: bool) -> Option<Confidence> {
    let weaker = confidences.iter().copied().max().filter(|weakest| *weakest > Confidence::Read);
    weaker.or((!silence).then_some(Confidence::Read))
}

/// What was gathered so far.
struct CollectedGrounds {
    records: Vec<(usize, Relevance)>,
    /// Of other duties: the duty, the record, why it counts.
    others: Vec<(usize, usize, Relevance)>,
    silent: bool,
    unknown: bool,
}

impl CollectedGrounds {
    fn new(records: Vec<(usize, Relevance)>) -> CollectedGrounds {
        CollectedGrounds { records, others: Vec::new(), silent: false, unknown: false }
    }

    /// Collects what decides on the day in each world.
    fn collect(&mut self, question: &Question, assessment: &Assessment, day: Day) {
        for alternative in &assessment.alternatives {
            let position = alternative.applicability.on(question, day);
            if let Some(span) = alternative.span_on(day, &position) {
                self.add(assessment, alternative, &span, day);
            }
        }
    }

    fn add(&mut self, case: &Assessment, alternative: &Alternative, span: &ConductSpan, day: Day) {
        let later = alternative.spans.iter().find(|later| later.from > span.from).and_then(|later| later.decided_by);
        let places = [
            (span.lost.map(|(_, place)| place), Relevance::BeganGap),
            (span.held_by, Relevance::HoldsGap),
            (span.decided_by, Relevance::Decides),
            (span.proved_by, Relevance::ProvesEarlier),
            (later.filter(|_| span.perhaps_from.is_some_and(|first| first <= day)), Relevance::FoundLater),
        ];
        for (place, proof) in places {
            let Some(piece) = place.and_then(|place| case.evidence.get(place)) else { continue };
            for record in piece.records() {
                if piece.duty == case.own {
                    self.records.push((record, proof));
                } else {
                    self.others.push((piece.duty, record, proof));
                }
            }
        }
        // nothing but the registers, or nothing at all, says what is done
        let is_bare = span.decided_by.is_none() && span.proved_by.is_none();
        self.silent |= is_bare && span.done == Done::No;
        self.unknown |= is_bare && span.done == Done::Unknown;
    }
}

/// The records of other duties, each duty found again by its place.
fn implied_records(question: &Question, mut others: Vec<(usize, usize, Relevance)>) -> Vec<Implied> {
    if others.is_empty() {
        return Vec::new();
    }
    others.sort_unstable();
    others.dedup_by_key(|(duty, record, _)| (*duty, *record));
    let duties = implied::duties(question, true);
    let found = others.into_iter().filter_map(|(duty, record, proof)| {
        let question = duties.get(duty)?.question;
        Some(Implied { instrument_ix: question.instrument_ix, obligation_ix: question.obligation_ix, record, proof })
    });
    found.collect()
}

/// Is the duty done, and would the verdict differ without what is presumed?
fn is_presumed(question: &Question, rules: &Rules, (assessed, verdict): (&Assessed, Verdict), day: Day) -> bool {
    let is_met = matches!(verdict, Verdict::Met | Verdict::MetLate);
    is_met && assessed.proved(question, rules, day).map(|proved| proved.verdict) != Some(verdict)
}

/// How many records known by then, and left out of this run, would concern the obligation or one that implies it.
fn left_out(question: &Question) -> usize {
    let (corpus, actor) = (question.corpus, &question.actor.code);
    if corpus.assumed.left_out.is_empty() {
        return 0;
    }
    let duties = implied::duties(question, true);
    let missing = duties.iter().map(|duty| &duty.question).flat_map(|one| {
        let (duty, act) = ((one.obligation_ix, one.obligation), (one.instrument_ix, one.instrument));
        corpus.assumed.missing(actor, duty, act)
    });
    let mut known: Vec<&Record> = missing.filter(|record| corpus.is_known(record, question.known_as_of)).collect();
    // one record may concern several of them
    known.sort_unstable_by_key(|record| std::ptr::from_ref(*record));
    known.dedup_by(|one, other| std::ptr::eq(*one, *other));
    known.len()
}

/// Records that bind the state by the day, or move its deadline.
fn bonds(question: &Question, case: &Assessment, day: Day, judgement: &Judgement) -> Vec<(usize, Relevance)> {
    let mut bonds = Vec::new();
    for piece in case.evidence.iter().filter(|piece| piece.duty == case.own) {
        match piece.meaning {
            // a successor is bound from its succession on, which may be before the deposit
            Meaning::Succeeded(Some(from)) if from <= day => bonds.push((piece.record, Relevance::Binds)),
            // what can only have happened later binds nobody yet
            _ if piece.first > day => {}
            Meaning::Deferred(_) if judgement.deadline_origin == DeadlineOrigin::Deferred => {
                bonds.push((piece.record, Relevance::Defers))
            }
            Meaning::Deposited | Meaning::Succeeded(_) => bonds.push((piece.record, Relevance::Binds)),
            _ => {}
        }
    }
    if question.instrument.binds_of(question.obligation).group == Group::Parties {
        let records = question.records().iter().enumerate();
        let binding = records.filter(|(_, record)| {
            matches!(record.event, Event::InForceForState | Event::Denunciation)
                && record.on.first() <= day
                && is_known(question, record)
        });
        bonds.extend(binding.map(|(place, _)| (place, Relevance::Binds)));
    }
    bonds
}
