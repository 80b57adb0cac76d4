//! An issue in words: a headline for a list, the reasons below it, the rules that were used.

use std::collections::BTreeMap;

use super::{About, Issue, Issues};
use crate::engine::{Finding, Proof};
use crate::law::Record;
use crate::report::because::{because, found};
use crate::report::contract::rule_id;
use crate::report::explain::article_of;

/// An issue in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Who, what, under which article, since when, on which day: one line.
    pub headline: String,
    /// What was found, when and by which source.
    pub fact: Option<String>,
    /// Why, in sentences.
    pub because: Vec<String>,
}

impl Told {
    /// Headline and fact in one line.
    pub fn line(&self) -> String {
        self.fact.as_ref().map_or_else(|| self.headline.clone(), |fact| format!("{}: {fact}", self.headline))
    }
}

/// A rule that decided an issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleUsed {
    /// `verdict/ROW`.
    pub id: String,
    /// What it says.
    pub because: String,
    /// The articles and judgments that it rests on, where it names any.
    pub rests_on: Option<String>,
}

impl Issues<'_> {
    /// The issue in words.
    pub fn told(&self, issue: &Issue) -> Told {
        match &issue.about {
            About::Finding(finding) => {
                let reasons = because(&self.run, finding);
                Told {
                    headline: headline(finding),
                    fact: Some(found(&self.run, &reasons)),
                    because: reasons.iter().map(|reason| reason.cited(&self.run)).collect(),
                }
            }
            About::Notice(notice) => Told { headline: notice.message.clone(), fact: None, because: Vec::new() },
        }
    }

    /// The rules behind these issues, by id.
    pub fn rules<'i>(&self, issues: impl IntoIterator<Item = &'i Issue<'i>>) -> Vec<RuleUsed> {
        let mut rows = BTreeMap::new();
        let mut notices = BTreeMap::new();
        for issue in issues {
            match &issue.about {
                // rows are told apart by their number: an id is worded for each of them, not for each issue
                About::Finding(finding) => drop(rows.entry(finding.judgement.rule).or_insert(*finding)),
                About::Notice(notice) => drop(notices.insert(notice.rule, notice.rule_text)),
            }
        }
        let of_table = rows.values().map(|finding| self.used(finding));
        let of_notices = notices.into_iter().map(|(id, text)| RuleUsed {
            id: id.to_owned(),
            because: text.to_owned(),
            rests_on: None,
        });
        let mut used: Vec<RuleUsed> = of_table.chain(of_notices).collect();
        used.sort_by(|one, other| one.id.cmp(&other.id));
        used
    }

    fn used(&self, finding: &Finding) -> RuleUsed {
        let row = finding.judgement.rule.and_then(|row| self.run.engine.rules.verdict.row(row.into()));
        let because = match row {
            Some(row) => row.because.clone(),
            None => {
                "records leave several orders of things, or several readings, possible: in some there is a gap, in others \
                 none"
                    .to_owned()
            }
        };
        RuleUsed { id: rule_id(&self.run, finding), because, rests_on: row.and_then(|row| row.source.clone()) }
    }
}

/// `Austria: overdue: Prüm Decisions, Art. 2-6: title; due 2011-08-26, 91 days; as of 2011-11-25`.
fn headline(finding: &Finding) -> String {
    let article = article_of(&finding.obligation.article);
    let article = if article.is_empty() { String::new() } else { format!(", {article}") };
    let due = finding.judgement.limit.map_or(String::new(), |limit| format!("; due {}", limit.0));
    let days = finding.days_overdue().map_or(String::new(), |days| {
        let noun = if days == 1 { "day" } else { "days" };
        format!(", {days} {noun}")
    });
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
    const BEST_FIRST: [Proof; 5] =
        [Proof::Decides, Proof::BeganGap, Proof::HoldsGap, Proof::ProvesEarlier, Proof::FoundLater];
    let records = finding.actor.records_of(finding.question.instrument_ix);
    let last =
        |wanted: Proof| finding.grounds.records.iter().filter(|(_, proof)| *proof == wanted).map(|(at, _)| *at).max();
    let own = BEST_FIRST.into_iter().find_map(last).and_then(|at| records.get(at));
    let implied = finding.grounds.implied.iter().max_by_key(|one| std::cmp::Reverse(one.proof));
    own.or_else(|| implied.and_then(|one| finding.actor.records_of(one.instrument_ix).get(one.record)))
}
