//! The open cases about the findings of one country, and how far each has come.

use crate::engine::{Finding, open_cases};
use crate::law::{Instrument, Record, Stage};
use crate::report::run::Run;
use crate::report::text::reasons::register_ended;
use crate::time::Day;
use std::collections::BTreeMap;

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
    let mut cases: BTreeMap<(&str, Option<&str>), OpenCaseFact> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.judgement.enforcement.is_some()) {
        for open in open_cases(&finding.question, finding.on) {
            let fresh = OpenCaseFact {
                instrument: finding.instrument,
                number: open.step.case.as_deref(),
                reached: open.stage,
                since: open.counts_from,
                record: open.record,
                duties: 1,
                register_ended: register_ended(run.engine.corpus, open.record, finding.on),
            };
            match cases.get_mut(&(&*fresh.instrument.id, fresh.number)) {
                None => drop(cases.insert((&fresh.instrument.id, fresh.number), fresh)),
                Some(known) if known.since < fresh.since => *known = OpenCaseFact { duties: known.duties + 1, ..fresh },
                Some(known) => known.duties += 1,
            }
        }
    }
    let mut cases: Vec<OpenCaseFact> = cases.into_values().collect();
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
