//! A finding that the table of recommendations answers, and those that one step would answer together.

use crate::engine::Finding;
use crate::rules::{Outlook, Remedy, RuleRow, Wording};

/// One finding and the row that answers it.
#[derive(Clone, Copy)]
pub(super) struct Answered<'f, 'a> {
    pub(super) finding: &'f Finding<'a>,
    pub(super) outlook: Outlook,
    pub(super) row: &'a RuleRow<Remedy>,
    pub(super) wording: &'a Wording,
}

/// Findings of one state under one instrument that call for one remedy in the same words.
pub(super) type AnsweredGroup<'f, 'a> = [Answered<'f, 'a>];

/// One step: what it answers, and of these the first of the most urgent.
pub struct RecommendedStep<'f, 'a> {
    pub(super) leading: Answered<'f, 'a>,
    pub(super) group: Box<AnsweredGroup<'f, 'a>>,
}

impl<'f, 'a> RecommendedStep<'f, 'a> {
    /// The step that answers a group; `None` if the group is empty.
    pub(super) fn new(group: Vec<Answered<'f, 'a>>) -> Option<RecommendedStep<'f, 'a>> {
        let most = group.iter().map(|answered| answered.wording.urgency).max()?;
        let leading = *group.iter().find(|answered| answered.wording.urgency == most)?;
        Some(RecommendedStep { leading, group: group.into() })
    }
}
