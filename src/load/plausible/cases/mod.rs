//! The order of things in an infringement procedure: what closes was opened, a judgment follows a letter, one case has
//! one reproach.

use std::collections::BTreeMap;

mod against_act;

use super::{Dossier, at};
use crate::law::{Event, EventKind, InstrumentIx, Procedure, Record, Step};
use crate::load::raised::{Desk, Raised, Spot};

/// A step or closing with its place in the file.
struct Entry<'a> {
    number: usize,
    record: &'a Record,
    step: &'a Step,
}

/// Looks through each step, and through each case: the steps of one instrument under one number; those without a number are one case.
pub(super) fn cases(dossier: &Dossier, desk: &mut Desk) {
    against_act::steps(dossier, desk);
    let mut cases: BTreeMap<(InstrumentIx, Option<&str>), Vec<Entry>> = BTreeMap::new();
    for (number, record, _) in dossier.standing() {
        if let Event::Procedural(_, step) | Event::Ended { step, .. } = &record.event {
            let case = cases.entry((record.instrument, step.case.as_deref())).or_default();
            case.push(Entry { number, record, step });
        }
    }
    for case in cases.values() {
        closed_without_step(case, desk);
        judgment_before_letter(case, desk);
        later_before_letter(case, desk);
        kind_changes(case, desk);
        case.iter().for_each(|step| failure_after_judgment(step, desk));
    }
}

/// A failure that lasted beyond the judgment that found it: no court finds what is still to come.
fn failure_after_judgment(step: &Entry, desk: &mut Desk) {
    let judges = matches!(step.record.event.kind(), EventKind::Judgment | EventKind::Penalty);
    let Some(until) = step.step.until.filter(|until| judges && *until > step.record.on.last()) else { return };
    let message = format!(
        "{} of {} cannot find a failure that lasted until {until}",
        step.record.event.kind().as_str(),
        step.record.on
    );
    let raised = Raised::warning("failure-after-judgment", &at(step.number, "until"), message);
    desk.raise(raised.help("until is the last day of the failure that the Court found; the judgment's own day counts"));
}

/// A closing of a case in which nothing can have happened before.
fn closed_without_step(case: &[Entry], desk: &mut Desk) {
    let steps = case.iter().filter(|entry| matches!(entry.record.event, Event::Procedural(..)));
    let first = steps.map(|step| step.record.on.first()).min();
    for end in case.iter().filter(|entry| matches!(entry.record.event, Event::Ended { .. })) {
        if first.is_none_or(|first| first > end.record.on.last()) {
            let event = end.record.event.kind().as_str();
            let message = format!("{event} on {}, but {} has no earlier step", end.record.on, end.named());
            let raised = Raised::warning("closed-without-step", &at(end.number, "event"), message);
            desk.raise(raised.help("record the letter that opened it, or check \"case\""));
        }
    }
}

/// The first letter of formal notice of each round.
struct FirstLetters<'a> {
    first: Option<&'a Entry<'a>>,
    second: Option<&'a Entry<'a>>,
}

fn first_letters<'a>(case: &'a [Entry<'a>]) -> FirstLetters<'a> {
    let of = |is_second: bool| {
        let letters = case.iter().filter(|entry| entry.record.event.kind() == EventKind::FormalNotice);
        letters.filter(|letter| letter.is_second() == is_second).min_by_key(|letter| letter.record.on.first())
    };
    FirstLetters { first: of(false), second: of(true) }
}

impl<'a> FirstLetters<'a> {
    /// That of the round to which a step belongs.
    fn of(&self, step: &Entry) -> Option<&'a Entry<'a>> {
        if step.is_second() { self.second } else { self.first }
    }
}

/// A judgment before every letter of formal notice of the same round: the Court is seised last (Art. 258 TFEU), and a
/// letter under Art. 260(2) rightly follows a judgment under Art. 258.
fn judgment_before_letter(case: &[Entry], desk: &mut Desk) {
    let letters = first_letters(case);
    for judgment in case.iter().filter(|entry| entry.record.event.kind() == EventKind::Judgment) {
        let Some(first) = letters.of(judgment) else { continue };
        if first.record.on.first() > judgment.record.on.last() {
            let (on, letter_on) = (judgment.record.on, first.record.on);
            let message = format!("judgment on {on}, before the formal notice of {} on {letter_on}", judgment.named());
            let raised = Raised::warning("judgment-before-formal-notice", &at(judgment.number, "on"), message);
            desk.raise(raised.also(Spot::Value(at(first.number, "on")), "the formal notice"));
        }
    }
}

/// A reasoned opinion or a referral before every letter of the same round: the state is heard first (Art. 258 TFEU).
fn later_before_letter(case: &[Entry], desk: &mut Desk) {
    let letters = first_letters(case);
    let later = |entry: &&Entry| matches!(entry.record.event.kind(), EventKind::ReasonedOpinion | EventKind::Referral);
    for step in case.iter().filter(later) {
        let Some(first) = letters.of(step) else { continue };
        if first.record.on.first() > step.record.on.last() {
            let (event, on) = (step.record.event.kind().as_str(), step.record.on);
            let letter_on = first.record.on;
            let message = format!("{event} on {on}, before the formal notice of {} on {letter_on}", step.named());
            let raised = Raised::warning("step-before-formal-notice", &at(step.number, "on"), message);
            desk.raise(raised.also(Spot::Value(at(first.number, "on")), "the formal notice"));
        }
    }
}

/// A step that reproaches something else than the first step of its case.
fn kind_changes(case: &[Entry], desk: &mut Desk) {
    let Some(first) = case.iter().min_by_key(|entry| (entry.record.on.first(), entry.number)) else { return };
    for other in case.iter().filter(|entry| entry.step.kind != first.step.kind) {
        let (was, is) = (first.step.kind, other.step.kind);
        let message = format!("{} is about {was}, this step of it about {is}", other.named());
        let raised = Raised::warning("case-changes-kind", &at(other.number, "kind"), message);
        let raised = raised.help("two reproaches are two cases: give each its number in \"case\"");
        desk.raise(raised.also(Spot::Value(at(first.number, "kind")), "the first step"));
    }
}

impl Entry<'_> {
    /// Is it a step against a judgment that was not complied with?
    fn is_second(&self) -> bool {
        self.step.procedure == Some(Procedure::Art260_2)
    }

    fn named(&self) -> String {
        self.step.case.as_deref().map_or("the case without number".to_owned(), |case| format!("case {case}"))
    }
}
