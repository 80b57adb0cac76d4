//! The facts behind a finding: those of its reasons that say what was done, or how far a case has come, each with the
//! sources that say so. Where there are none, what the rule that decided says stands for them.

use super::citation::authors_behind;
use super::reasons::{OPEN_UNTIL, Reason, RecordOf, SILENCE, Topic, because};
use super::record::BEGAN;
use crate::engine::Finding;
use crate::law::{Record, SourceIx};
use crate::report::run::Run;

/// What stands where no source says anything.
pub const NO_SOURCE: &str = "no source";

/// One fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundFact {
    /// In words, with its day.
    pub text: String,
    /// Who says so, and where: ` (Commission, com-2012-732)`; empty where no document is cited.
    pub cited: String,
    /// The documents that say so.
    pub sources: Vec<SourceIx>,
    /// What it is about.
    pub topic: Topic,
}

impl FoundFact {
    /// `found not done 2012-12-07 (Commission, com-2012-732)`.
    pub fn in_words(&self) -> String {
        format!("{}{}", self.text, self.cited)
    }

    /// Is it the same fact, if of another duty? One duty can say of a record that its gap began with it.
    pub fn is_same(&self, other: &FoundFact) -> bool {
        (self.without_beginning(), &self.cited) == (other.without_beginning(), &other.cited)
    }

    fn without_beginning(&self) -> &str {
        self.text.strip_prefix(BEGAN).unwrap_or(&self.text)
    }
}

/// The facts in one line, with the ids of their sources, out of all reasons of a finding.
pub fn facts_in_one_line(run: &Run, reasons: &[Reason]) -> String {
    let facts = reasons.iter().filter(|reason| reason.is_fact());
    let facts: Vec<String> = facts.map(|reason| reason.with_ids(run)).collect();
    if facts.is_empty() { rule_of(reasons) } else { facts.join("; ") }
}

/// The facts one by one, each with who says so. What is reported of the duty itself is not repeated of one that implies it.
pub fn facts(run: &Run, finding: &Finding) -> Vec<FoundFact> {
    let reasons = because(run, finding);
    let own = own_records(finding, &reasons);
    let mut facts = Vec::new();
    for reason in reasons.iter().filter(|reason| reason.is_fact() && !repeats(finding, reason, &own)) {
        let text = if reason.text == SILENCE { NO_SOURCE.to_owned() } else { reason.text.clone() };
        let cited = authors_behind(run.engine.corpus, &reason.sources);
        facts.push(FoundFact { text, cited, sources: reason.sources.clone(), topic: reason.topic });
    }
    // the case says itself that its register ended, and when
    let says_end = |one: &FoundFact, day: &str| one.text.contains(&format!("open when the register ended ({day})"));
    let said: Vec<bool> = facts
        .iter()
        .map(|fact: &FoundFact| {
            fact.text.strip_prefix(OPEN_UNTIL).is_some_and(|day| facts.iter().any(|one| says_end(one, day)))
        })
        .collect();
    let mut keep = said.iter().map(|said| !said);
    facts.retain(|_| keep.next().unwrap_or(true));
    if facts.is_empty() {
        let text = rule_of(&reasons);
        facts.push(FoundFact { text, cited: String::new(), sources: Vec::new(), topic: Topic::Rule });
    }
    facts
}

/// The records of the duty itself that reasons report.
fn own_records<'a>(finding: &Finding<'a>, reasons: &[Reason]) -> Vec<&'a Record> {
    let own = reasons.iter().filter_map(|reason| reason.record).filter(|one| one.is_own);
    own.filter_map(|one| record_at(finding, one)).collect()
}

/// Does a reason about a duty that implies this one report an event that a record of the duty itself has reported?
fn repeats(finding: &Finding, reason: &Reason, own: &[&Record]) -> bool {
    let other = reason.record.filter(|one| !one.is_own).and_then(|one| record_at(finding, one));
    other.is_some_and(|other| {
        own.iter().any(|own| (own.source, own.on, &own.event) == (other.source, other.on, &other.event))
    })
}

fn record_at<'a>(finding: &Finding<'a>, one: RecordOf) -> Option<&'a Record> {
    finding.actor.records_of(one.instrument).get(one.place)
}

/// What the rule that decided says, which every finding has as its last reason.
fn rule_of(reasons: &[Reason]) -> String {
    let rule = reasons.iter().find(|reason| reason.topic == Topic::Rule);
    rule.map_or(String::new(), |reason| reason.text.clone())
}
