//! The steps that are attributed to no act: those of other sources and of cases that the file does not name stay, those of its
//! cases are what it says now.

use std::collections::{BTreeMap, BTreeSet};

use super::coverage::{FileCoverage, MANY};
use crate::law::CaseNumber;
use crate::load::UnattributedStep;

/// The steps after an import: of its cases (state and number) a file says everything from its first day on, and up to its last
/// one where it is older than what is on record.
pub(super) fn merge(
    known: BTreeSet<UnattributedStep>,
    new: BTreeSet<UnattributedStep>,
    source: &str,
    coverage: &FileCoverage,
) -> BTreeSet<UnattributedStep> {
    let is_replaced = |step: &UnattributedStep| {
        let case = step.case.as_deref().map(CaseNumber::canonical);
        let lies = (step.event.as_deref(), step.on.as_str());
        step.source == source && case.is_some_and(|case| coverage.covers_step((&step.state, &case), lies))
    };
    let mut missing: BTreeMap<Option<String>, usize> = BTreeMap::new();
    for step in known.iter().filter(|step| is_replaced(step) && !coverage.has(step.event.as_deref())) {
        *missing.entry(step.event.clone()).or_default() += 1;
    }
    let is_filtered = |step: &UnattributedStep| missing.get(&step.event).is_some_and(|count| *count >= MANY);
    let is_kept = |step: &UnattributedStep| !is_replaced(step) || is_filtered(step);
    let mut all: BTreeSet<UnattributedStep> = known.iter().filter(|step| is_kept(step)).cloned().collect();
    all.extend(new);
    all
}

/// The file of these steps, one a line, in their order.
pub(super) fn write(steps: &BTreeSet<UnattributedStep>) -> String {
    let lines = steps.iter().filter_map(|step| serde_json::to_string(step).ok());
    lines.map(|line| line + "\n").collect()
}
