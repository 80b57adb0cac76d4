//! What was found about a finding: the facts alone, each with who says so and in which source; the cases that are open.
//! Not here: what the rule that decided says, which `explain` shows.

use crate::engine::{Finding, open_cases};
use crate::law::{Instrument, Record, SourceIx, Stage};
use crate::report::run::Run;
use crate::report::text::labels::author;
use crate::report::text::reasons::{Reason, RecordOf, SILENCE, Topic, because, register_ended, rule};
use crate::report::text::record::BEGAN;
use crate::time::Day;

/// One fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundFact {
    /// In words, with its day.
    pub text: String,
    /// Who says so, and where: ` (Commission, com-2012-732)`; empty where no document is cited.
    pub cited: String,
}

impl FoundFact {
    /// `found not done 2012-12-07 (Commission, com-2012-732)`.
    pub fn in_words(&self) -> String {
        format!("{}{}", self.text, self.cited)
    }

    /// Is it the same fact, if of another duty? One duty can say of a record that its gap began with it.
    pub fn is_same(&self, other: &FoundFact) -> bool {
        let bare = |fact: &FoundFact| fact.text.strip_prefix(BEGAN).unwrap_or(&fact.text).to_owned();
        (bare(self), &self.cited) == (bare(other), &other.cited)
    }
}

/// The facts, in the order of `explain`; what is told of the duty itself is not told again of one that implies it.
pub fn facts(run: &Run, finding: &Finding) -> Vec<FoundFact> {
    let reasons = because(run, finding);
    let record = |one: &RecordOf| finding.actor.records_of(one.instrument).get(one.place);
    let told = reasons.iter().filter_map(|reason| reason.record);
    let own: Vec<&Record> = told.filter(|one| one.is_own).filter_map(|one| record(&one)).collect();
    let is_again = |reason: &Reason| {
        let other = reason.record.filter(|one| !one.is_own).and_then(|one| record(&one));
        let is_it =
            |own: &&Record, other: &Record| (own.source, own.on, &own.event) == (other.source, other.on, &other.event);
        other.is_some_and(|other| own.iter().any(|own| is_it(own, other)))
    };
    let reasons = reasons.iter().filter(|reason| !is_again(reason));
    let found = reasons.filter(|reason| matches!(reason.topic, Topic::Conduct | Topic::Procedure));
    let told = found.map(|reason| {
        let text = if reason.text == SILENCE { "no source".to_owned() } else { reason.text.clone() };
        FoundFact { text, cited: cited(run, &reason.sources) }
    });
    let facts: Vec<FoundFact> = told.collect();
    if facts.is_empty() { vec![FoundFact { text: rule(run, finding), cited: String::new() }] } else { facts }
}

/// ` (Commission, com-2012-732)`; nothing where no document is cited.
pub fn cited(run: &Run, sources: &[SourceIx]) -> String {
    let known = sources.iter().filter_map(|ix| run.engine.corpus.source(*ix)).filter(|source| !source.is_assumed());
    let told: Vec<String> = known.map(|source| format!("{}, {}", author(source.kind), source.id)).collect();
    if told.is_empty() { String::new() } else { format!(" ({})", told.join("; ")) }
}

/// A case that is open on the day asked about.
pub struct OpenCaseFact<'a> {
    /// The act that it is about.
    pub instrument: &'a Instrument,
    /// The number of the case, where one is recorded.
    pub number: Option<&'a str>,
    /// How far it has come.
    pub reached: Stage,
    /// The day of that step.
    pub since: Day,
    /// The step.
    pub record: &'a Record,
    /// How many duties it is about.
    pub duties: usize,
    /// The last day of its register, where that ended before the day asked about.
    pub register_ended: Option<Day>,
}

impl OpenCaseFact<'_> {
    /// `referral open (2011-04-06)`; where its register ended, nobody knows whether it still is.
    pub fn sentence(&self) -> String {
        let name = self.reached.as_str().replace('-', " ");
        match self.register_ended {
            Some(through) => format!("{name} ({}), open when its register ended ({through})", self.record.on),
            None => format!("{name} open ({})", self.record.on),
        }
    }
}

/// The open cases about these findings, the furthest first; one that has gone on for some duties alone stands at its
/// latest step.
pub fn cases<'a>(run: &Run<'a>, findings: &[&Finding<'a>]) -> Vec<OpenCaseFact<'a>> {
    let mut cases: Vec<OpenCaseFact> = Vec::new();
    for finding in findings.iter().filter(|finding| finding.judgement.enforcement.is_some()) {
        for open in open_cases(&finding.question, finding.on) {
            let number = open.step.case.as_deref();
            let is_it = |known: &&mut OpenCaseFact<'a>| {
                (&known.instrument.id, known.number) == (&finding.instrument.id, number)
            };
            let fresh = OpenCaseFact {
                instrument: finding.instrument,
                number,
                reached: open.stage,
                since: open.counts_from,
                record: open.record,
                duties: 1,
                register_ended: register_ended(run.engine.corpus, open.record, finding.on),
            };
            match cases.iter_mut().find(is_it) {
                None => cases.push(fresh),
                Some(known) if known.since < fresh.since => *known = OpenCaseFact { duties: known.duties + 1, ..fresh },
                Some(known) => known.duties += 1,
            }
        }
    }
    cases.sort_by_key(|case| (std::cmp::Reverse(case.reached), case.since, &case.instrument.id, case.number));
    cases
}

/// The number of the case in which a finding has come furthest: rows of one case are one row.
pub fn case_of<'a>(finding: &Finding<'a>) -> Option<Option<&'a str>> {
    finding.judgement.enforcement?;
    let furthest =
        open_cases(&finding.question, finding.on).into_iter().max_by_key(|open| (open.stage, open.counts_from));
    furthest.map(|open| open.step.case.as_deref())
}
