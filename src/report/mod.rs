//! Data arranged for a reader: one country's gaps, states beside each other, why a finding holds, how it came about.
//! Each report is data (`serde`, for JSON), a flat table (for CSV) and a [`Page`] (for people); how it looks is
//! `render`'s business.

mod actions;
mod advice;
mod because;
mod card;
pub mod change;
pub mod check;
mod compare;
mod contract;
#[cfg(feature = "check")]
mod dated;
mod deadlines;
mod explain;
mod gaps;
mod graded;
mod history;
mod iso;
mod issues;
mod list;
mod marks;
mod page;
mod rulebook;
mod run;
mod scoreboard;
mod second_clock;
mod show;
mod told;
mod words;

pub use actions::{Actions, ActionsData, ActionsQuery, Play};
pub use advice::{Advice, Recommendation, UrgedBy, recommendations};
pub use because::{Reason, RecordOf, Topic, because as reasons};
pub use card::{Card, Ledger, Value};
pub use change::{Diff, Laws};
pub use check::{Check, CheckQuery, FailOn, Status};
pub use compare::{Comparison, Grouping, Layout as CompareLayout};
pub use contract::{FindingData, FindingsReport, Totals, due, rule_id};
#[cfg(feature = "check")]
pub use dated::{Answers, DatedTrials, Difference, answers, difference};
pub use deadlines::{Calendar, Deadlines, Event, Within};
pub use explain::{Explanation, Explanations};
pub use gaps::{Extent, Gaps};
pub use history::History;
pub use issues::{About, Closing, DutyOf, Headers, Issue, Issues, Kind, Line, Notice, Streamed, Told};
pub use list::Listing;
pub use page::{Block, Cell, Page, Sheet, Tone};
pub use rulebook::{Rulebook, Trials};
pub use run::{Counts, Run, short};
pub use scoreboard::{CutOffs, Editions, Scoreboard, Standing, Table2};
pub use second_clock::{UnknownAct, unknown_acts};
pub use show::{instrument_card, obligation_card, source_card, state_card};
