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
mod query;
mod recommended;
mod records;
mod rows;
mod state_duties;

pub use data::{
    ActData, BulletData, DayNumber, Dossier, DossierVersions, DueData, DutyData, GroundData, MarkData, Open, PlayData,
    RecommendationData, Recommended, RecordData, SourceData, StateData, Times,
};

pub use query::DossierQuery;

use super::run::Run;

impl Dossier {
    /// Everything for every day, opened on the days of the run: by the clock of what was known then, where the run knows what
    /// was known on its own day.
    pub fn new(run: &Run, query: &DossierQuery) -> Dossier {
        block::dossier(run, query)
    }
}
