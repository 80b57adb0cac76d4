//! What a finding adds for the next step: who undid what was done, and which proceedings are available against a failure on
//! that day. Not here: what is recommended, which the table of recommendations says.

use super::combine::stage_fact;
use super::evidence::{Meaning, evidence};
use super::{Engine, Finding, Question, added, infringements};
use crate::law::{CaseKind, Confidence, Event, EventKind, InstrumentKind, Kind, Procedure, Stage, Step};
use crate::rules::{Exposure, Outlook, Undoing, Verdict};
use crate::time::Day;
use std::collections::BTreeMap;

impl<'a> Engine<'a> {
    /// A finding as the table of recommendations sees it.
    pub fn outlook(&self, finding: &Finding<'a>) -> Outlook {
        let (question, judgement) = (&finding.question, &finding.judgement);
        Outlook {
            verdict: judgement.verdict,
            duty: finding.obligation.duty,
            kind: finding.obligation.kind,
            enforcement: stage_fact(judgement.enforcement),
            lost: undoing(question, finding.on),
            exposure: exposure(self, finding),
            confidence: if finding.grounds.recalled { Confidence::Recalled } else { Confidence::Read },
            days_overdue: finding.days_overdue().unwrap_or(0),
            days_to_due: judgement.limit.map_or(0, |limit| limit.0.minus(finding.on).max(0)),
            evidence_age_days: finding.on.minus(last_contrary(finding).unwrap_or(finding.on)),
        }
    }
}

/// The last day on which evidence speaks for a gap: the one that proves it; where none is proved, the last step of the open
/// cases.
fn last_contrary(finding: &Finding) -> Option<Day> {
    if finding.judgement.verdict.is_outside() {
        return None;
    }
    let open = || infringements::open_cases(&finding.question, finding.on).into_iter().map(|one| one.counts_from).max();
    finding.judgement.proved_until.or_else(open)
}

/// Whether the last act on record by that day undid what was done. Findings are no acts: an annulled law stays annulled
/// when the Commission later writes that nothing was communicated. An uncertain act counts from its last possible day.
fn undoing(question: &Question, on: Day) -> Undoing {
    let acts = evidence(question, 0).into_iter().filter(|piece| piece.last <= on);
    let acts = acts.filter(|piece| matches!(piece.meaning, Meaning::Fulfilled(_) | Meaning::Undone));
    let last =
        acts.max_by_key(|piece| (piece.last, piece.meaning.rank())).filter(|piece| piece.meaning == Meaning::Undone);
    let record = last.and_then(|piece| question.records().get(piece.record));
    match record.map(|record| record.event.kind()) {
        None => Undoing::No,
        Some(EventKind::AnnulledNationally) => Undoing::Annulled,
        Some(EventKind::Suspended) => Undoing::Suspended,
        Some(_) => Undoing::Repealed,
    }
}

/// The first day of Art. 260(3) TFEU: the Treaty of Lisbon entered into force.
const LISBON: (i32, u32, u32) = (2009, 12, 1);

/// Which proceedings are available against a failure on the day asked about, the sharpest of them.
///
/// None under a treaty, against an institution or a state outside the Union, against a state that international law alone
/// binds (Protocol (No 22), Art. 4), before `enforceable_from` (Protocol (No
/// 36), Art. 10(1) and (3): the former third pillar until 1 December 2014, that day excluded), and while no failure can
/// be charged: the deadline has not passed, or it is done and no case is open. Art. 260(2) TFEU is available once a
/// judgment was given in a case that is still open. Art. 260(3) TFEU is available from 1 December 2009 on, and only for
/// failure to notify measures that transpose a directive adopted under a legislative procedure; a case brought under it
/// shows that it is available. The sanction is named "when" the Commission brings the case: to a case that is before
/// the Court without it, it cannot be added.
// OPEN: for failures before the end of the transition period the Commission could bring cases against the United Kingdom
// until the end of 2024 (Withdrawal Agreement, Art. 87(1), recalled); a finding of a later day says "not bound" and names none.
fn exposure(engine: &Engine, finding: &Finding) -> Exposure {
    let question = &finding.question;
    let enforceable = infringements::enforceable_from(question).is_some_and(|from| from <= finding.on);
    if !enforceable
        || added(question, finding.on).any(|one| one.international_law)
        || !question.actor.is_under_union_law(finding.on)
        || !can_be_charged(finding)
    {
        return Exposure::None;
    }
    let open = open_proceedings(question, finding.on);
    let lisbon = Day::from_ymd(LISBON.0, LISBON.1, LISBON.2).is_some_and(|lisbon| lisbon <= finding.on);
    match open {
        // a judgment that is not complied with: a second case over the same failure (Art. 260(2) TFEU)
        OpenProceedings { judged: true, .. } => Exposure::Art260_2,
        OpenProceedings { sanctions_asked: true, .. } => Exposure::Art260_3,
        // the Commission names the sanction when it brings the case: it cannot be added later (Art. 260(3) TFEU)
        OpenProceedings { referred: true, .. } => Exposure::Art258,
        // measures are there, and the open case is about what they say
        OpenProceedings { about_substance: true, about_notification: false, .. } if !is_a_gap(finding) => {
            Exposure::Art258
        }
        _ if lisbon && is_about_notification(question) && !is_notified(engine, question, finding.on) => {
            Exposure::Art260_3
        }
        _ => Exposure::Art258,
    }
}

fn is_a_gap(finding: &Finding) -> bool {
    matches!(finding.judgement.verdict, Verdict::Partial | Verdict::Overdue)
}

/// Past the deadline without proof that it is done, or with a case open.
fn can_be_charged(finding: &Finding) -> bool {
    let judgement = &finding.judgement;
    let has_passed = judgement.limit.is_some_and(|limit| limit.has_passed(finding.on));
    match judgement.verdict {
        Verdict::Partial | Verdict::Overdue | Verdict::PossibleGap => true,
        Verdict::Unknown => has_passed || judgement.enforcement.is_some(),
        // done, or not due: only a case that is still open can lead further
        Verdict::Met | Verdict::MetLate | Verdict::Pending => judgement.enforcement.is_some(),
        Verdict::Encouraged | Verdict::NotBound | Verdict::NotInForce | Verdict::Ended => false,
    }
}

/// Would the charge be that measures transposing a legislative directive were not notified? A directive of the Commission
/// is adopted under no legislative procedure (Art. 289 to 291 TFEU).
// OPEN: directives adopted before 1 December 2009 count by the institution that adopted them; whether an act of the
// Council alone of that time is a legislative one was not read, and the data hold none.
fn is_about_notification(question: &Question) -> bool {
    let instrument = question.instrument;
    let is_legislative = instrument.kind == InstrumentKind::Directive && !instrument.title.starts_with("Commission ");
    is_legislative && matches!(question.obligation.kind, Kind::Transpose | Kind::Notify)
}

/// Is everything notified that was to be notified with this duty? Then what is missing is a matter of substance, for
/// which Art. 260(3) TFEU is not available. A notification that a later act added goes with the duties of that act
/// alone: whether the changes of 2024 were notified says nothing of the measures due in 2013. An instrument without
/// such a duty leaves it open.
fn is_notified(engine: &Engine, question: &Question, on: Day) -> bool {
    let is_its_notification =
        |one: &Question| one.obligation.kind == Kind::Notify && one.obligation.from == question.obligation.from;
    let duties: Vec<Question> = question.of_same_act().filter(is_its_notification).collect();
    let is_done = |one: &Question| {
        let judgement = engine.judgement(one, on);
        judgement.is_some_and(|judgement| matches!(judgement.verdict, Verdict::Met | Verdict::MetLate))
    };
    !duties.is_empty() && duties.iter().all(is_done)
}

/// How far open cases have come, in what decides which proceedings are available.
#[derive(Debug, Clone, Copy, Default)]
struct OpenProceedings {
    /// A judgment was given, or the case runs under Art. 260(2).
    judged: bool,
    /// A case runs under Art. 260(3).
    sanctions_asked: bool,
    /// A case is before the Court.
    referred: bool,
    /// A case is about measures that were not notified.
    about_notification: bool,
    /// A case is about what the measures say, or how they are applied.
    about_substance: bool,
}

impl OpenProceedings {
    fn of_step(stage: Stage, step: &Step) -> OpenProceedings {
        OpenProceedings {
            judged: stage >= Stage::Judgment || step.procedure == Some(Procedure::Art260_2),
            sanctions_asked: step.procedure == Some(Procedure::Art260_3),
            referred: stage >= Stage::Referral,
            about_notification: step.kind == CaseKind::NonCommunication,
            about_substance: step.kind != CaseKind::NonCommunication,
        }
    }

    fn add(&mut self, other: OpenProceedings) {
        self.judged |= other.judged;
        self.sanctions_asked |= other.sanctions_asked;
        self.referred |= other.referred;
        self.about_notification |= other.about_notification;
        self.about_substance |= other.about_substance;
    }
}

/// What the cases that are open on a day have come to, all together.
fn open_proceedings(question: &Question, on: Day) -> OpenProceedings {
    let mut steps: Vec<_> = infringements::records(question).filter(|(day, _)| *day <= on).collect();
    // on one day a closing counts as before the other steps (design, section 6)
    steps.sort_by_key(|(day, record)| (*day, !matches!(record.event, Event::Ended { .. }), record.event.kind()));
    let mut open: BTreeMap<Option<&str>, OpenProceedings> = BTreeMap::new();
    for (_, record) in steps {
        match &record.event {
            Event::Procedural(stage, step) => {
                open.entry(step.case.as_deref()).or_default().add(OpenProceedings::of_step(*stage, step));
            }
            Event::Ended { step, .. } => {
                open.remove(&step.case.as_deref());
            }
            _ => {}
        }
    }
    let mut all = OpenProceedings::default();
    open.into_values().for_each(|one| all.add(one));
    all
}
