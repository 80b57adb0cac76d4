//! Two days compared plainly: all that a reader sees of each finding, side by side. It shares no code with the
//! comparison in `src/report`.

use std::collections::BTreeMap;

use acquis::law::{Confidence, Stage};
use acquis::report::Check;
use acquis::rules::{Severity, Verdict, When};
use acquis::time::Day;

/// All that a reader sees of a finding, without counts of days.
#[derive(Debug, Clone, PartialEq)]
pub struct Stand {
    pub verdict: Verdict,
    pub when: When,
    pub severity: Severity,
    pub stages: [Option<Stage>; 2],
    pub due: Option<Day>,
    pub since: Option<Day>,
    pub until: Option<Day>,
    pub confidence: Option<Confidence>,
}

pub type Stands = BTreeMap<String, Stand>;

impl Stand {
    /// Is it at or above `partial`?
    pub fn counts(&self) -> bool {
        matches!(self.verdict, Verdict::Partial | Verdict::Overdue)
    }

    /// Does the evidence leave open whether it is done?
    pub fn may_be_done(&self) -> bool {
        matches!(self.verdict, Verdict::PossibleGap | Verdict::Unknown)
    }

    /// Of two that count: overdue is graver than partial, then severity and stages decide.
    fn weight(&self) -> (bool, Severity, [Option<Stage>; 2]) {
        (self.verdict == Verdict::Overdue, self.severity, self.stages)
    }
}

/// Every finding of a check.
pub fn stands(check: &Check) -> Stands {
    let stand = |one: &acquis::engine::Finding| Stand {
        verdict: one.judgement.verdict,
        when: one.judgement.when,
        severity: one.judgement.severity,
        stages: [one.judgement.enforcement, one.judgement.contested],
        due: one.judgement.limit.map(|limit| limit.0),
        since: one.since,
        until: one.until,
        confidence: one.grounds.confidence,
    };
    check.judged().map(|(finding, _)| (finding.id(), stand(finding))).collect()
}

/// The ids of what is other than before, or on one side alone; in the order of state, instrument, obligation.
pub fn changed(before: &Stands, after: &Stands) -> Vec<String> {
    let mut all: Vec<&String> = before.keys().chain(after.keys()).collect();
    all.sort();
    all.dedup();
    all.into_iter().filter(|id| before.get(*id) != after.get(*id)).cloned().collect()
}

/// How many findings count newly, no more, or both times and graver, less grave or alike.
pub fn statuses(before: &Stands, after: &Stands) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::from(["new", "worse", "better", "unchanged", "resolved"].map(|word| (word, 0)));
    let counting = |stands: &Stands| -> Vec<String> {
        stands.iter().filter(|(_, one)| one.counts()).map(|(id, _)| id.clone()).collect()
    };
    let (then, now) = (counting(before), counting(after));
    *counts.get_mut("resolved").unwrap() += then.iter().filter(|id| !now.contains(id)).count();
    for id in &now {
        let status = match (then.contains(id), before.get(id)) {
            (true, Some(one)) if after[id].weight() > one.weight() => "worse",
            (true, Some(one)) if after[id].weight() < one.weight() => "better",
            (true, _) => "unchanged",
            (false, _) => "new",
        };
        *counts.get_mut(status).unwrap() += 1;
    }
    counts
}
