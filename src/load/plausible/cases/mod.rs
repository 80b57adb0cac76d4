//! The order of things in an infringement procedure: what closes was opened, a judgment follows a letter, one case has
//! one reproach.

use std::collections::BTreeMap;

mod against_act;

use super::checked_state::{CheckedState, at};
use crate::law::{Event, EventKind, InstrumentIx, Procedure, Record, Step};
use crate::load::defect::{Defect, DefectLocation, Defects};

/// A step or closing with its place in the file.
struct CaseStep<'a> {
    number: usize,
    record: &'a Record,
    step: &'a Step,
}

/// Looks through each step, and through each case: the steps of one instrument under one number; those without a number
/// are one case.
pub(super) fn cases(state: &CheckedState, defects: &mut Defects) {
    against_act::steps(state, defects);
    let mut cases: BTreeMap<(InstrumentIx, Option<&str>), Vec<CaseStep>> = BTreeMap::new();
    for (number, record, _) in state.sound_records() {
        if let Event::Procedural(_, step) | Event::Ended { step, .. } = &record.event {
            let case = cases.entry((record.instrument, step.case.as_deref())).or_default();
            case.push(CaseStep { number, record, step });
        }
    }
    for case in cases.values() {
        closed_without_step(case, defects);
        judgment_before_letter(case, defects);
        later_before_letter(case, defects);
        kind_changes(case, defects);
        case.iter().for_each(|step| failure_after_judgment(step, defects));
    }
}

/// A failure that lasted beyond the judgment that found it: no court finds what is still to come.
fn failure_after_judgment(step: &CaseStep, defects: &mut Defects) {
    let judges = matches!(step.record.event.kind(), EventKind::Judgment | EventKind::Penalty);
    let Some(until) = step.step.until.filter(|until| judges && *until > step.record.on.last()) else { return };
    let message = format!(
        "{} of {} cannot find a failure that lasted until {until}",
        step.record.event.kind().as_str(),
        step.record.on
    );
    let defect = Defect::warning("failure-after-judgment", &at(step.number, "until"), message);
    defects
        .add(defect.help("until is the last day of the failure that the Court found; the judgment's own day counts"));
}

/// A closing of a case in which nothing can have happened before.
fn closed_without_step(case: &[CaseStep], defects: &mut Defects) {
    let steps = case.iter().filter(|step| matches!(step.record.event, Event::Procedural(..)));
    let first = steps.map(|step| step.record.on.first()).min();
    for end in case.iter().filter(|step| matches!(step.record.event, Event::Ended { .. })) {
        if first.is_none_or(|first| first > end.record.on.last()) {
            let event = end.record.event.kind().as_str();
            let message = format!("{event} on {}, but {} has no earlier step", end.record.on, end.named());
            let defect = Defect::warning("closed-without-step", &at(end.number, "event"), message);
            defects.add(defect.help("record the letter that opened it, or check \"case\""));
        }
    }
}

/// The first letter of formal notice of each round.
struct FirstLetters<'a> {
    first: Option<&'a CaseStep<'a>>,
    second: Option<&'a CaseStep<'a>>,
}

fn first_letters<'a>(case: &'a [CaseStep<'a>]) -> FirstLetters<'a> {
    let of = |is_second: bool| {
        let letters = case.iter().filter(|step| step.record.event.kind() == EventKind::FormalNotice);
        letters.filter(|letter| letter.is_second() == is_second).min_by_key(|letter| letter.record.on.first())
    };
    FirstLetters { first: of(false), second: of(true) }
}

impl<'a> FirstLetters<'a> {
    /// The first letter of the round to which a step belongs.
    fn of(&self, step: &CaseStep) -> Option<&'a CaseStep<'a>> {
        if step.is_second() { self.second } else { self.first }
    }
}

/// A judgment before every letter of formal notice of the same round: the Court is seised last (Art. 258 TFEU), and a
/// letter under Art. 260(2) rightly follows a judgment under Art. 258.
fn judgment_before_letter(case: &[CaseStep], defects: &mut Defects) {
    let letters = first_letters(case);
    for judgment in case.iter().filter(|step| step.record.event.kind() == EventKind::Judgment) {
        let Some(first) = letters.of(judgment) else { continue };
        if first.record.on.first() > judgment.record.on.last() {
            let (on, letter_on) = (judgment.record.on, first.record.on);
            let message = format!("judgment on {on}, before the formal notice of {} on {letter_on}", judgment.named());
            let defect = Defect::warning("judgment-before-formal-notice", &at(judgment.number, "on"), message);
            defects.add(defect.also(DefectLocation::Value(at(first.number, "on")), "the formal notice"));
        }
    }
}

/// A reasoned opinion or a referral before every letter of the same round: the state first has the opportunity to submit
/// its observations (Art. 258 TFEU).
fn later_before_letter(case: &[CaseStep], defects: &mut Defects) {
    let letters = first_letters(case);
    let later = |step: &&CaseStep| matches!(step.record.event.kind(), EventKind::ReasonedOpinion | EventKind::Referral);
    for step in case.iter().filter(later) {
        let Some(first) = letters.of(step) else { continue };
        if first.record.on.first() > step.record.on.last() {
            let (event, on) = (step.record.event.kind().as_str(), step.record.on);
            let letter_on = first.record.on;
            let message = format!("{event} on {on}, before the formal notice of {} on {letter_on}", step.named());
            let defect = Defect::warning("step-before-formal-notice", &at(step.number, "on"), message);
            defects.add(defect.also(DefectLocation::Value(at(first.number, "on")), "the formal notice"));
        }
    }
}

/// A step whose reproach differs from that of the first step of its case.
fn kind_changes(case: &[CaseStep], defects: &mut Defects) {
    let Some(first) = case.iter().min_by_key(|step| (step.record.on.first(), step.number)) else { return };
    for other in case.iter().filter(|step| step.step.kind != first.step.kind) {
        let (was, is) = (first.step.kind, other.step.kind);
        let message = format!("{} is about {was}, this step of it about {is}", other.named());
        let defect = Defect::warning("case-changes-kind", &at(other.number, "kind"), message);
        let defect = defect.help("two reproaches are two cases: give each its number in \"case\"");
        defects.add(defect.also(DefectLocation::Value(at(first.number, "kind")), "the first step"));
    }
}

impl CaseStep<'_> {
    /// Is the step one of the second round, against a judgment that was not complied with?
    fn is_second(&self) -> bool {
        self.step.procedure == Some(Procedure::Art260_2)
    }

    fn named(&self) -> String {
        self.step.case.as_deref().map_or("the case without number".to_owned(), |case| format!("case {case}"))
    }
}
