//! A finding that the table of recommendations answers, and those that one step would answer together.

use crate::engine::Finding;
use crate::rules::{Outlook, Remedy, RuleRow, Wording};

/// One finding and the row that answers it.
pub(super) struct Answered<'f, 'a> {
    pub(super) finding: &'f Finding<'a>,
    pub(super) outlook: Outlook,
    pub(super) row: &'a RuleRow<Remedy>,
    pub(super) wording: &'a Wording,
}

/// Findings of one state under one instrument that call for one remedy in the same words.
pub(super) type AnsweredGroup<'f, 'a> = Vec<Answered<'f, 'a>>;
