//! The dossier: everything that the page shows, on every day and by both clocks. Not here: how it looks.

mod data;

pub use data::{
    About, ActData, BulletData, DayNumber, Dossier, DueData, DutyData, GroundData, MarkData, Open, PlayData,
    RecommendationData, Recommended, RecordData, SourceData, StateData, Times,
};
