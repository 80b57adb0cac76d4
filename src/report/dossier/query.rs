//! What a dossier is asked for, and what follows from it for all its parts: the clocks and the days of the time bar.

use super::knowledge::{ByClock, Knowledge};
use crate::engine::Selection;
use crate::report::run::Run;
use crate::time::Day;

/// What a dossier is asked for.
#[derive(Debug, Clone)]
pub struct DossierQuery {
    /// Which states are columns, and which acts and duties are rows.
    pub selection: Selection,
    /// Where no state is named: associates too, not only those that ever were members.
    pub all_states: bool,
    /// The day of the run: what is known on it is known today.
    pub today: Day,
    /// The view shown first.
    pub view: Option<&'static str>,
    /// The state shown first, by its code.
    pub state: Option<String>,
}

/// What is the same for everything in the block: the run, the clocks, and the days of the time bar.
#[derive(Clone, Copy)]
pub(super) struct Frame<'a> {
    pub(super) run: Run<'a>,
    pub(super) today: Day,
    /// What is known at most, for the clock of today.
    pub(super) known_as_of: Option<Day>,
    pub(super) first: Day,
    pub(super) last: Day,
}

impl Frame<'_> {
    /// The two clocks.
    pub(super) fn clocks(&self) -> ByClock<Knowledge> {
        ByClock { then: Knowledge::Then { today: self.today }, today: Knowledge::Now { known_as_of: self.known_as_of } }
    }

    /// Those of the days that are on the time bar, in order, its first day before them.
    pub(super) fn days(&self, mut days: Vec<Day>) -> Vec<Day> {
        days.push(self.first);
        days.retain(|day| self.first <= *day && *day <= self.last);
        days.sort_unstable();
        days.dedup();
        days
    }
}
