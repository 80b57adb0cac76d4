//! What a state is encouraged to do next, for a reader: alone, state by state, and as tables inside other reports. Not here: which
//! steps these are (`remedies`).

mod exposure;
mod views;
mod workbook;

pub use exposure::{exposure, proceedings};
pub use views::{RecommendationList, by_objective, part, table, urged};
pub use workbook::work_sheet;
