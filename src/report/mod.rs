//! Data arranged for a reader: one country's gaps, states beside each other, why a finding holds, how it came about.
//! Each report is data (`serde`, for JSON), a flat table (for CSV) and a [`Page`] (for people); how it looks is
//! `render`'s business.

mod because;
mod compare;
mod contract;
mod explain;
mod gaps;
mod history;
mod page;
mod run;
mod second_clock;

pub use compare::{Comparison, Grouping};
pub use contract::{FindingData, FindingsReport, Totals};
pub use explain::Explanation;
pub use gaps::Gaps;
pub use history::History;
pub use page::{Block, Cell, Page, Sheet, Tone};
pub use run::{Counts, Run};
