//! By when, and how that day came about.

use super::reason::{Reason, Topic, own_text};
use crate::engine::{DeadlineOrigin, Finding, added, change_on, correction, deadline_of};
use crate::law::{Deadline, Exception, OwnPeriod, Start};
use crate::report::run::Run;
use crate::report::text::citation::article_of;
use crate::report::text::labels;

/// The last good day and how it came about; that it is not known, where it is not.
pub fn deadline<'a>(run: &Run<'a>, finding: &Finding<'a>) -> Option<Reason> {
    let state = &finding.actor.name;
    let judgement = &finding.judgement;
    let own = own_period(finding);
    let Some(due) = judgement.limit.map(|limit| limit.0) else {
        let text = format!("due on a day that is not known: {state} has a period of its own, and no source tells it");
        let open = judgement.open.then(|| Reason::new(Topic::Deadline, text));
        return open.map(|reason| reason.citing(own.and_then(|one| one.source)));
    };
    let text = match judgement.deadline_origin {
        DeadlineOrigin::Act if judgement.at_least => {
            format!("due on a day that is not known; passed by {due} at the latest{}", passed_by(finding))
        }
        DeadlineOrigin::Act => format!("due {due}{}", wording(finding)),
        DeadlineOrigin::BecameBound => format!("due {due}, the first day for which {state} is bound"),
        DeadlineOrigin::Deferred => format!("due {due}: put off by a declaration of {state}"),
        DeadlineOrigin::Changed => {
            let change = change_on(&finding.question, finding.on);
            let by = change.map_or(String::new(), |one| format!(" by {} from {} on", one.act, one.known_from));
            format!("due {due}, moved{by}")
        }
        DeadlineOrigin::Own => {
            let period = own.and_then(known_period).map_or(String::new(), |own| format!(", {}", labels::deadline(own)));
            let reason = Reason::new(Topic::Deadline, format!("due {due}: {state} has a period of its own{period}"));
            return Some(reason.citing(own.and_then(|one| one.source)));
        }
    };
    Some(Reason::new(Topic::Deadline, text).citing(own_text(run, finding)))
}

fn own_period<'a>(finding: &Finding<'a>) -> Option<&'a Exception> {
    added(&finding.question, finding.on).find(|one| one.own_period.is_some())
}

fn known_period(one: &Exception) -> Option<&Deadline> {
    match &one.own_period {
        Some(OwnPeriod::Known(own)) => Some(own),
        _ => None,
    }
}

/// Article and words of a deadline of which only an upper bound is known.
fn passed_by(finding: &Finding) -> String {
    with_article(finding, finding.obligation.wording.as_deref().unwrap_or_default())
}

/// The words after the article of the deadline, in brackets: what there is of both.
fn with_article(finding: &Finding, words: &str) -> String {
    let obligation = finding.obligation;
    let article = article_of(obligation.deadline_article.as_deref().unwrap_or(&obligation.article));
    match (article.as_str(), words) {
        ("", "") => String::new(),
        (only, "") | ("", only) => format!(" ({only})"),
        (article, words) => format!(" ({article}: {words})"),
    }
}

/// The printed words of a deadline, unless a corrigendum changed it.
fn wording(finding: &Finding) -> String {
    let obligation = finding.obligation;
    let printed = match (&obligation.wording, deadline_of(&finding.question)) {
        (Some(wording), _) if obligation.corrected.is_empty() => format!("\"{wording}\""),
        (_, Some(Deadline::Before(day))) => format!("before {day}"),
        (_, Some(Deadline::Within(_, Start::InForce))) => "counted from entry into force".to_owned(),
        (_, Some(Deadline::Within(_, Start::Adopted))) => "counted from adoption".to_owned(),
        (_, Some(Deadline::Within(_, Start::Published))) => "counted from publication".to_owned(),
        (_, Some(Deadline::AtEntryIntoForceForState)) => "the day of entry into force for the state".to_owned(),
        _ => "at the latest".to_owned(),
    };
    let corrected = correction(&finding.question);
    let by = corrected.map_or(String::new(), |one| format!(", as corrected by a corrigendum of {}", one.known_from));
    with_article(finding, &format!("{printed}{by}"))
}
