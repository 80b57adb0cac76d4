//! What becomes of one finding in a check.

use super::waiver_names::WaiverNames;
use super::{CheckQuery, FindingChange, Survey};
use crate::load::Waiver;
use crate::report::change::{Cause, CauseKind, change, gravity};
use crate::report::contract::Status;
use crate::report::survey::{Snapshot, SnapshotPairs};
use std::cmp::Ordering;

/// What becomes of one finding.
#[derive(Debug)]
pub struct Item<'a> {
    /// Is it at or above the level?
    pub reached: bool,
    /// How it stands to the earlier report; `None` without one, and where it counts on neither side.
    pub status: Option<Status>,
    /// Why it differs from before.
    pub causes: Vec<Cause>,
    /// Who answers for it.
    pub waiver: Option<&'a Waiver>,
}

/// What a finding is compared with: what the run is asked, and both surveys without their findings.
pub(super) struct CheckComparison<'a> {
    pub query: CheckQuery<'a>,
    pub names: WaiverNames<'a>,
    pub after: Survey,
}

impl<'a> CheckComparison<'a> {
    /// What becomes of a finding that was `then` in the earlier report.
    pub fn item(&self, then: Option<&Snapshot>, now: &Snapshot) -> Item<'a> {
        let query = &self.query;
        let reached = reaches(query, now);
        let waiver = if reached { self.names.waiver(&now.id, self.after.as_of) } else { None };
        let mut item = Item { reached, status: None, causes: Vec::new(), waiver };
        let Some(before) = query.before else { return item };
        item.status = match (counted(query, then), reached && waiver.is_none()) {
            (false, false) => None,
            (false, true) => Some(Status::New),
            (true, false) if waiver.is_some() => None,
            (true, false) => Some(Status::Resolved),
            (true, true) => then.map(|then| match gravity(now).cmp(&gravity(then)) {
                Ordering::Less => Status::Better,
                Ordering::Equal => Status::Unchanged,
                Ordering::Greater => Status::Worse,
            }),
        };
        item.causes = change(before, &self.after, then, Some(now)).map_or(Vec::new(), |change| change.causes);
        if item.status == Some(Status::New) && then.is_some_and(|then| then.waived && reaches(query, then)) {
            item.causes.insert(0, Cause::new(CauseKind::WaiverEnded, "its waiver has run out or is gone"));
        }
        item
    }
}

/// Did it count in the earlier report?
fn counted(query: &CheckQuery, then: Option<&Snapshot>) -> bool {
    then.is_some_and(|then| reaches(query, then) && !then.waived)
}

fn reaches(query: &CheckQuery, one: &Snapshot) -> bool {
    query.level.is_reached_by(one.verdict, one.severity)
}

/// What counted in the earlier report, is in the scope of this one, and is not in it any more.
pub(super) fn gone<'a>(query: &CheckQuery<'a>, before: &'a Survey, after: &Survey) -> Vec<FindingChange<'a>> {
    let lost = SnapshotPairs::new(&before.findings, &after.findings).filter(|(_, now)| now.is_none());
    let lost = lost.filter_map(|(then, _)| then);
    let counted = lost.filter(|then| counted(query, Some(then)));
    let changed = counted.filter_map(|then| change(before, after, Some(then), None));
    changed.filter(|one| one.causes.iter().all(|cause| cause.kind != CauseKind::ScopeChanged)).collect()
}
