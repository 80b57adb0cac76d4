//! Findings as rows: those of one act that stand alike and rest on one case, or on the same facts, are one row.

use super::cases::case_of;
use crate::engine::Finding;
use crate::report::page::{Cell, Sheet, Tone};
use crate::report::run::Run;
use crate::report::text::facts::{FoundFact, facts};
use crate::report::text::marks::Marks;
use crate::rules::Verdict;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// More names than this are counted where they are not all asked for.
const NAMED: usize = 3;

/// Findings that are one row.
pub struct GapRow<'f, 'a> {
    pub findings: Vec<&'f Finding<'a>>,
    case: Option<Option<&'a str>>,
    /// Those of each finding.
    facts: Vec<Vec<FoundFact>>,
}

/// A table of a section: gaps by severity and delay, all else by the day on which it falls due, then by id. Where not all
/// names are asked for, those of a row with many duties are counted.
pub fn table(run: &Run, section: Vec<&Finding>, all_named: bool) -> Sheet {
    let mut sheet = Sheet::with(&["verdict", "obligation", "due", "days", "found, by whom, source"]);
    for row in rows(run, section) {
        let Some(first) = row.findings.first() else { continue };
        let verdict = first.judgement.verdict;
        sheet.rows.push(vec![
            Cell::toned(Marks::on_all(verdict.as_str(), &row.findings), Tone::from(verdict)),
            Cell::plain(row.names(all_named)),
            Cell::plain(row.due()),
            Cell::plain(row.days()),
            Cell::plain(row.facts_in_words(all_named)),
        ]);
    }
    sheet.without_empty_columns()
}

/// The rows of a section, in the order of the table.
pub fn rows<'f, 'a>(run: &Run<'a>, mut section: Vec<&'f Finding<'a>>) -> Vec<GapRow<'f, 'a>> {
    section.sort_by_key(|finding| {
        let judgement = &finding.judgement;
        (Reverse(judgement.severity), Reverse(finding.days_overdue()), judgement.limit)
    });
    let mut rows: Vec<GapRow> = Vec::new();
    // of one act only a few rows have the same verdict
    let mut places: BTreeMap<(&str, Verdict), Vec<usize>> = BTreeMap::new();
    for finding in section {
        let (case, own) = (case_of(finding), facts(run, finding));
        let alike = places.entry((&finding.instrument.id, finding.judgement.verdict)).or_default();
        let taking = alike.iter().find(|place| rows.get(**place).is_some_and(|row| row.takes(case, &own)));
        match taking.and_then(|place| rows.get_mut(*place)) {
            Some(row) => {
                row.findings.push(finding);
                row.facts.push(own);
            }
            None => {
                alike.push(rows.len());
                rows.push(GapRow { findings: vec![finding], case, facts: vec![own] });
            }
        }
    }
    rows
}

impl<'f, 'a> GapRow<'f, 'a> {
    /// All of these as one row, however they differ.
    pub fn joined(run: &Run<'a>, findings: Vec<&'f Finding<'a>>) -> GapRow<'f, 'a> {
        let facts = findings.iter().map(|finding| facts(run, finding)).collect();
        GapRow { findings, case: None, facts }
    }

    /// Does a finding of the act and of the verdict belong here?
    fn takes(&self, case: Option<Option<&'a str>>, facts: &[FoundFact]) -> bool {
        let words = |facts: &[FoundFact]| facts.iter().map(FoundFact::in_words).collect::<Vec<_>>();
        self.case == case && (case.is_some() || self.facts.first().is_some_and(|own| words(own) == words(facts)))
    }

    /// The ids of the duties, sorted.
    pub fn ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.findings.iter().map(|finding| &*finding.obligation.id).collect();
        ids.sort_unstable();
        ids
    }

    /// The facts in one line.
    fn facts_in_words(&self, all_named: bool) -> String {
        let parts = self.facts_found(all_named);
        parts.iter().map(|(whose, fact)| format!("{whose}{}", fact.in_words())).collect::<Vec<_>>().join("; ")
    }

    /// The facts, each once, in the words that hold for most of its duties, behind whose they are. One that is not found of
    /// all duties of the row names its own, and comes before what is common.
    pub fn facts_found(&self, all_named: bool) -> Vec<(String, &FoundFact)> {
        let mut all: Vec<(Vec<&FoundFact>, Vec<&str>)> = Vec::new();
        for (finding, own) in self.findings.iter().zip(&self.facts) {
            for fact in own {
                let known = all.iter_mut().find(|(known, _)| known.first().is_some_and(|first| first.is_same(fact)));
                match known {
                    Some((alike, ids)) => {
                        alike.push(fact);
                        ids.push(&finding.obligation.id);
                    }
                    None => all.push((vec![fact], vec![&finding.obligation.id])),
                }
            }
        }
        all.sort_by_key(|(_, ids)| ids.len() == self.findings.len());
        all.iter().filter_map(|(facts, ids)| Some((self.whose(ids, all_named), usual(facts)?))).collect()
    }

    /// `dna: `; `all but notification: `; `internet, storage and 2 more: `; nothing where it is all of them.
    fn whose(&self, ids: &[&str], all_named: bool) -> String {
        let mut own = ids.to_vec();
        own.sort_unstable();
        let others: Vec<&str> = self.ids().into_iter().filter(|id| !own.contains(id)).collect();
        match own.as_slice() {
            _ if others.is_empty() => String::new(),
            many if all_named || many.len() <= NAMED => format!("{}: ", many.join(", ")),
            _ if others.len() <= NAMED => format!("all but {}: ", others.join(", ")),
            many => format!(
                "{} and {} more: ",
                many.iter().take(NAMED - 1).copied().collect::<Vec<_>>().join(", "),
                many.len() - NAMED + 1
            ),
        }
    }

    /// `prum/dna`; `prum: dna, fingerprints (2)`; `anti-trafficking: transposition and 13 more`.
    fn names(&self, all: bool) -> String {
        let act = self.findings.first().map_or("", |first| &*first.instrument.id);
        match self.ids().as_slice() {
            [only] => format!("{act}/{only}"),
            many if all || many.len() <= NAMED => format!("{act}: {} ({})", many.join(", "), many.len()),
            many => format!("{act}: {} and {} more", self.headline().unwrap_or_default(), many.len() - 1),
        }
    }

    /// The duty that stands for the act, or else the first.
    pub fn headline(&self) -> Option<&str> {
        let has = |id: &str| self.findings.iter().any(|finding| *finding.obligation.id == *id);
        let act = self.findings.first()?.instrument;
        let own = act.headline_duties().into_iter().map(|duty| &*duty.id).find(|id| has(id));
        own.or(self.ids().first().copied())
    }

    pub fn due(&self) -> String {
        let mut limits: Vec<_> =
            self.findings.iter().filter_map(|one| Some((one.judgement.limit?, one.judgement.at_least))).collect();
        limits.sort_unstable();
        limits.dedup();
        let day = |(limit, at_least): &(crate::law::Limit, bool)| {
            format!("{}{}", if *at_least { "passed by " } else { "" }, limit.0)
        };
        range(&limits.iter().map(day).collect::<Vec<_>>())
    }

    pub fn days(&self) -> String {
        let mut days: Vec<i32> = self.findings.iter().filter_map(|finding| finding.days_overdue()).collect();
        days.sort_unstable();
        days.dedup();
        let least = if self.findings.iter().any(|finding| finding.judgement.at_least) { "at least " } else { "" };
        let days: Vec<String> = days.iter().map(ToString::to_string).collect();
        if days.is_empty() { String::new() } else { format!("{least}{}", range(&days)) }
    }
}

/// The words that most facts use; of as many, the first.
fn usual<'f>(facts: &[&'f FoundFact]) -> Option<&'f FoundFact> {
    let times = |one: &FoundFact| facts.iter().filter(|other| other.in_words() == one.in_words()).count();
    facts.iter().rev().copied().max_by_key(|one| times(one))
}

/// `a`; `a to z`.
fn range(sorted: &[String]) -> String {
    match sorted {
        [] => String::new(),
        [only] => only.clone(),
        [first, .., last] => format!("{first} to {last}"),
    }
}
