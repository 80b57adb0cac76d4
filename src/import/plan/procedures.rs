//! The steps that are attributed to no act: those of other sources and of cases that the file does not name stay, those of its
//! cases are what it says now.

use std::collections::BTreeSet;

use super::coverage::FileCoverage;
use crate::law::CaseNumber;
use crate::load::UnattributedStep;

/// The lines of the file as it stands; a line that cannot be read is reported by the check of all data.
pub(super) fn read(text: &str) -> BTreeSet<UnattributedStep> {
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

/// The steps after an import: of its cases (state and number) a file says everything from its first day on, and up to its last
/// one where it is older than what is on record.
pub(super) fn merge(
    known: BTreeSet<UnattributedStep>,
    new: BTreeSet<UnattributedStep>,
    source: &str,
    coverage: &FileCoverage,
) -> BTreeSet<UnattributedStep> {
    let from = coverage.from.as_deref().unwrap_or_default();
    let is_later = |day: &str| coverage.until.as_deref().is_some_and(|until| day > until);
    let is_replaced = |step: &UnattributedStep| {
        let case = step.case.as_deref().map(CaseNumber::canonical);
        step.source == source
            && step.on.as_str() >= from
            && !is_later(&step.on)
            && case.is_some_and(|case| coverage.cases.contains(&(step.state.clone(), case)))
    };
    let mut all: BTreeSet<UnattributedStep> = known.into_iter().filter(|step| !is_replaced(step)).collect();
    all.extend(new);
    all
}

/// The file of these steps, one a line, in their order.
pub(super) fn write(steps: &BTreeSet<UnattributedStep>) -> String {
    let lines = steps.iter().filter_map(|step| serde_json::to_string(step).ok());
    lines.map(|line| line + "\n").collect()
}
