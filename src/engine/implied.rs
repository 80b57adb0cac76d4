//! The duties whose fulfilment proves the one asked about (`implied_by`), themselves and what implies them in turn; and
//! what each of them proves in one world. It proves fulfilment by a day and never a gap.

use super::Question;
use super::conduct::DatedEvidence;
use super::evidence::Meaning;
use crate::law::FoundStatus;

/// A duty that counts for a question.
#[derive(Clone)]
pub struct RelevantDuty<'a> {
    /// The question about it, for the same state and knowledge date.
    pub question: Question<'a>,
    /// The duties that imply it, by their places; all of them come before it.
    pub implied_by: Vec<usize>,
}

/// The duty asked about, last, after all that imply it. Links that lead nowhere and circles, which data are refused for,
/// end here without effect. `across`: do duties of other acts count (what rests on them alone is presumed)?
pub fn duties<'a>(question: &Question<'a>, across: bool) -> Vec<RelevantDuty<'a>> {
    let mut found = Vec::new();
    if question.obligation.implied_by.is_empty() {
        found.push(RelevantDuty { question: *question, implied_by: Vec::new() });
    } else {
        gather(question, across, &mut Vec::new(), &mut found);
    }
    found
}

/// For the reader: the duties whose fulfilment proves the one asked about, directly or through others.
pub fn implying<'a>(question: &Question<'a>) -> Vec<Question<'a>> {
    let mut all = duties(question, true);
    all.pop();
    all.into_iter().map(|duty| duty.question).collect()
}

/// Adds a duty after those that imply it, and says where it is.
fn gather<'a>(
    question: &Question<'a>,
    across: bool,
    path: &mut Vec<Question<'a>>,
    found: &mut Vec<RelevantDuty<'a>>,
) -> Option<usize> {
    let place = |question: &Question| (question.instrument_ix, question.obligation_ix);
    if let Some(known) = found.iter().position(|duty| place(&duty.question) == place(question)) {
        return Some(known);
    }
    // a circle would prove a duty by itself: the link has no effect (decision 13)
    if path.iter().any(|above| place(above) == place(question)) {
        return None;
    }
    path.push(*question);
    let mut implied_by = Vec::new();
    for link in &question.obligation.implied_by {
        let other = question.about(link).filter(|other| across || other.instrument_ix == question.instrument_ix);
        implied_by.extend(other.and_then(|other| gather(&other, across, path, found)));
    }
    path.pop();
    found.push(RelevantDuty { question: *question, implied_by });
    Some(found.len() - 1)
}

/// What the fulfilment of a duty proves in one world: each first day of a run that an act began (`begun`), and each finding
/// that it is done, with its own day. What undoes it later says nothing here.
pub fn proofs(order: &[DatedEvidence], begun: Vec<DatedEvidence>) -> Vec<DatedEvidence> {
    let means_done = |one: &&DatedEvidence| {
        matches!(one.meaning, Meaning::Closed | Meaning::Implied | Meaning::Found(FoundStatus::Done))
    };
    let all = begun.into_iter().chain(order.iter().filter(means_done).copied());
    let bare = |one: DatedEvidence| DatedEvidence {
        amends: false,
        earlier_law: false,
        pending: false,
        open_until: None,
        ..one
    };
    all.map(|one| DatedEvidence { meaning: Meaning::Implied, ..bare(one) }).collect()
}
