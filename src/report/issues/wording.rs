//! An issue in words: a headline for a list, the reasons below it, the duties of which issues speak.

use super::{About, Issue, Issues};
use crate::engine::{Finding, Relevance};
use crate::law::Record;
use crate::report::text::citation::article_of;
use crate::report::text::facts::facts_in_one_line;
use crate::report::text::labels;
use crate::report::text::reasons::because;
use std::collections::BTreeMap;

/// An issue in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueText {
    /// Who, what, under which article, since when, on which day: one line.
    pub headline: String,
    /// What was found, when and by which source.
    pub fact: Option<String>,
    /// Why, in sentences.
    pub because: Vec<String>,
}

impl IssueText {
    /// Headline and fact in one line.
    pub fn line(&self) -> String {
        self.fact.as_ref().map_or_else(|| self.headline.clone(), |fact| format!("{}: {fact}", self.headline))
    }
}

/// A duty of which issues speak: what a pipeline takes for the rule, because it stays when another row decides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyOf {
    /// `INSTRUMENT/OBLIGATION`.
    pub id: String,
    /// Act, article and title of the duty.
    pub short: String,
    /// Article and title of the duty, with the whole title of the act.
    pub full: String,
}

impl Issues<'_> {
    /// The issue in words.
    pub fn describe(&self, issue: &Issue) -> IssueText {
        match &issue.about {
            About::Finding(finding) => {
                let reasons = because(&self.run, finding);
                IssueText {
                    headline: headline(finding),
                    fact: Some(facts_in_one_line(&self.run, &reasons)),
                    because: reasons.iter().map(|reason| reason.with_ids(&self.run)).collect(),
                }
            }
            About::Notice(notice) => IssueText { headline: notice.message.clone(), fact: None, because: Vec::new() },
        }
    }

    /// The duties of which these issues speak, by id.
    pub fn duties<'i>(&self, issues: impl IntoIterator<Item = &'i Issue<'i>>) -> Vec<DutyOf> {
        let mut duties = BTreeMap::new();
        for issue in issues {
            if let About::Finding(finding) = &issue.about {
                let (act, duty) = (finding.instrument, finding.obligation);
                duties.entry((&*act.id, &*duty.id)).or_insert_with(|| {
                    let article = in_act(&duty.article);
                    DutyOf {
                        id: duty_id(finding),
                        short: format!("{}{article}: {}", act.short_title, duty.title),
                        full: format!("{}{article}, of: {}", duty.title, act.title),
                    }
                });
            }
        }
        duties.into_values().collect()
    }
}

/// `INSTRUMENT/OBLIGATION`.
pub(super) fn duty_id(finding: &Finding) -> String {
    format!("{}/{}", finding.instrument.id, finding.obligation.id)
}

/// `, Art. 2-6`, or nothing.
fn in_act(article: &str) -> String {
    let article = article_of(article);
    if article.is_empty() { article } else { format!(", {article}") }
}

/// `Austria: overdue: Prüm Decisions, Art. 2-6: title; due 2011-08-26, 91 days; as of 2011-11-25`.
fn headline(finding: &Finding) -> String {
    let article = in_act(&finding.obligation.article);
    let due = finding.judgement.limit.map_or(String::new(), |limit| format!("; due {}", limit.0));
    let days = finding.days_overdue().map_or(String::new(), |days| format!(", {}", labels::days(days)));
    format!(
        "{}: {}: {}{article}: {}{due}{days}; as of {}",
        finding.actor.name,
        finding.judgement.verdict.as_str(),
        finding.instrument.short_title,
        finding.obligation.title,
        finding.on
    )
}

/// The record that decides a finding: the one that says what is done, or else what began or proves the gap.
pub(super) fn deciding<'a>(finding: &Finding<'a>) -> Option<&'a Record> {
    const BEST_FIRST: [Relevance; 5] =
        [Relevance::Decides, Relevance::BeganGap, Relevance::HoldsGap, Relevance::ProvesEarlier, Relevance::FoundLater];
    let records = finding.actor.records_of(finding.question.instrument_ix);
    let last = |wanted: Relevance| {
        finding.grounds.records.iter().filter(|(_, proof)| *proof == wanted).map(|(at, _)| *at).max()
    };
    let own = BEST_FIRST.into_iter().find_map(last).and_then(|at| records.get(at));
    let implied = finding.grounds.implied.iter().max_by_key(|one| std::cmp::Reverse(one.proof));
    own.or_else(|| implied.and_then(|one| finding.actor.records_of(one.instrument_ix).get(one.record)))
}
