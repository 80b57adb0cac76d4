//! What one possible world comes to: the law's side and the state's side of it. Not here: how it is computed (`assessment`,
//! `approximate`).

use std::sync::Arc;

use super::applicability::{Applicability, LegalPosition};
use super::conduct::{ConductSpan, JudgedFailure};
use crate::time::Day;

/// One world.
#[derive(Debug, Default)]
pub(super) struct Alternative {
    /// The law's side.
    pub applicability: Arc<Applicability>,
    /// The state's side.
    pub spans: Vec<ConductSpan>,
    /// What the Court found.
    pub failures: Vec<JudgedFailure>,
}

impl Alternative {
    /// What is known to be done on a day on which the law applies to the state like this.
    pub fn span_on(&self, day: Day, position: &LegalPosition) -> Option<ConductSpan> {
        let after = self.spans.partition_point(|span| span.from <= day);
        let span = *self.spans.get(after.checked_sub(1)?)?;
        let Some(limit) = position.time_limit.limit() else { return Some(span) };
        Some(self.failures.iter().fold(span, |span, failure| span.as_judged(*failure, limit, day)))
    }
}
