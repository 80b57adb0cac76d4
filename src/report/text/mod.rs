//! Words: dates, the labels of closed lists, records, reasons, facts, marks and citations. Each is worded here once, for every report.

pub mod citation;
pub mod dates;
pub mod facts;
pub mod labels;
pub mod marks;
pub mod notes;
pub mod reasons;
pub mod record;
pub mod room;
pub mod states;
