//! The dossier: everything that the page shows, on every day and by both clocks. Not here: how it looks.

mod block;
mod code;
mod columns;
mod course;
mod data;
mod dues;
mod ground;
mod knowledge;
mod marks;
mod programme;
mod recommended;
mod records;
mod rows;
mod sources;
mod state_duties;

pub use data::{
    ActData, BulletData, DayNumber, Dossier, DossierVersions, DueData, DutyData, GroundData, MarkData, Open, PlayData,
    RecommendationData, Recommended, RecordData, SourceData, StateData, Times,
};

use super::run::Run;
use crate::engine::Selection;
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

impl Dossier {
    /// Everything for every day, opened on the days of the run: by the clock of what was known then, where the run knows what
    /// was known on its own day.
    pub fn new(run: &Run, query: &DossierQuery) -> Dossier {
        block::dossier(run, query)
    }
}
