//! Sheets that stand in a workbook beside those of its report: how many findings stand how, what they rest on, and what
//! every reader should know first.

mod about;
mod sources;
mod summary;

pub use about::workbook;
pub use sources::sources;
pub use summary::summary;
