//! Replies to letters of the Commission: by the last day on record, else two months after the formal notice or the reasoned
//! opinion at which an open case stands. Two months are usual and no law: "within the period laid down by the Commission"
//! (Art. 258 TFEU, second paragraph), and the letter itself lays it down.

use super::entry::{Certainty, DeadlineEntry, DeadlineKind};
use super::{Asked, Horizon};
use crate::engine::{Finding, OpenInfringement, letters};
use crate::law::{Confidence, Procedure};
use crate::report::text::marks::Marks;
use crate::report::text::reasons::{Reason, Topic, open_case};
use crate::time::{Day, Period, end_of_period};

/// The usual period for a reply.
const USUAL: Period = Period { years: 0, months: 2, weeks: 0, days: 0 };

/// The last day for the reply: the one on record. Where none is, the usual one: the day of the letter is not counted
/// (Regulation 1182/71, Art. 3(1), by analogy), the last is included, and a Saturday is not moved.
fn reply_by(letter: &OpenInfringement) -> Day {
    letter.step.until.unwrap_or_else(|| end_of_period(letter.counts_from, &USUAL))
}

/// The last day for the reply to the latest letter that waits for one, and whether it is on record rather than usual.
pub fn reply_day(finding: &Finding) -> Option<(Day, bool)> {
    let latest = letters(&finding.question, finding.on).into_iter().max_by_key(|letter| letter.counts_from)?;
    Some((reply_by(&latest), latest.step.until.is_some()))
}

/// The replies that are due within the window under one act, one for each case.
pub fn replies<'a>(view: &Horizon<'a>, of_act: &[&Asked<'a>]) -> Vec<DeadlineEntry<'a>> {
    let mut open: Vec<(OpenInfringement<'a>, Vec<&Asked<'a>>)> = Vec::new();
    for asked in of_act.iter().filter(|asked| !asked.now.judgement.verdict.is_outside()) {
        for letter in letters(&asked.question, view.run.as_of) {
            match open.iter_mut().find(|(known, _)| known.step.case == letter.step.case) {
                None => open.push((letter, vec![asked])),
                Some((known, concerned)) if is_same(known, &letter) => concerned.push(asked),
                // The case went on, for a part of the obligations only: its latest letter is the one to be answered.
                Some(slot) if slot.0.counts_from < letter.counts_from => *slot = (letter, vec![asked]),
                Some(_) => {}
            }
        }
    }
    open.retain(|(letter, _)| view.contains(reply_by(letter)));
    open.iter().filter_map(|(letter, concerned)| entry(letter, concerned)).collect()
}

fn is_same(one: &OpenInfringement, other: &OpenInfringement) -> bool {
    (one.stage, one.counts_from) == (other.stage, other.counts_from)
}

fn entry<'a>(letter: &OpenInfringement<'a>, concerned: &[&Asked<'a>]) -> Option<DeadlineEntry<'a>> {
    let question = &concerned.first()?.question;
    let day = reply_by(letter);
    let name = letter.stage.as_str().replace('-', " ");
    let on = letter.record.on;
    let case = open_case(question.corpus, letter.record, letter.step, concerned.first()?.now.on);
    let number = letter.step.case.as_ref().map_or(String::new(), |number| format!(", case {number}"));
    let reason = |text: String| Reason::new(Topic::Procedure, text).citing([letter.record.source]);
    let mut because = vec![reason(format!("{case}: {name} {on}"))];
    let is_set = letter.step.until.is_some();
    if letter.record.on.exact().is_none() && !is_set {
        let text = format!("its day is not known exactly: counted from the last possible one, {}", letter.counts_from);
        because.push(reason(text));
    }
    because.push(reason(match letter.step.until {
        Some(until) => format!("last day to comply on record: {until}"),
        None => format!("two months after it: {day}; usual, not exact: the letter itself sets the period"),
    }));
    Some(DeadlineEntry {
        day,
        kind: DeadlineKind::Reply,
        certainty: if is_set { Certainty::Exact } else { Certainty::Usual },
        actor: question.actor,
        instrument: question.instrument,
        obligations: concerned.iter().map(|asked| &*asked.question.obligation.id).collect(),
        is_of_obligation: false,
        case: letter.step.case.as_deref(),
        rank: 1,
        is_common: false,
        article: Some(basis(letter.step.procedure).to_owned()),
        what: format!("Reply to the {name} of {on}{number}: {}", if is_set { "last day" } else { "usual last day" }),
        because,
        marks: Marks { recalled: letter.record.confidence == Confidence::Recalled, ..Marks::default() },
        is_vague: !is_set && on.is_vague(),
    })
}

fn basis(procedure: Option<Procedure>) -> &'static str {
    match procedure {
        None | Some(Procedure::Art258 | Procedure::Art260_3) => "Art. 258 TFEU",
        Some(Procedure::Art260_2) => "Art. 260(2) TFEU",
    }
}
