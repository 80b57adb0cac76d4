//! Data arranged for a reader: one country's gaps, states side by side, why a finding holds, how it came about.
//! Each report is data (`serde`, for JSON), a flat table (for CSV) and a [`Page`] (for people); how it looks is
//! `render`'s business.

mod actions;
mod annex;
mod calendar;
pub mod change;
pub mod chart;
pub mod check;
mod compare;
mod configuration;
mod contract;
#[cfg(feature = "check")]
mod dated;
mod deadlines;
mod diff;
mod document;
pub mod dossier;
mod explain;
mod facts;
mod feed;
mod findings;
mod gaps;
mod hindsight;
mod history;
#[cfg(feature = "import")]
mod import;
#[cfg(feature = "import")]
mod infringements;
mod intervals;
mod issues;
mod list;
mod output;
mod page;
mod recommend;
mod remedies;
mod rulebook;
mod run;
pub mod scope;
mod scoreboard;
mod show;
pub mod survey;
pub mod text;
mod timelines;
mod validation;
mod workbook;

pub use actions::{Actions, ActionsData, ActionsQuery, Play};
pub use annex::{sources, summary, workbook};
pub use calendar::{Calendar, CalendarEvent};
pub use check::{Check, CheckQuery, FailOn, Held};
pub use compare::{CompareLayout, Comparison, Grouping};
pub use configuration::{Configuration, SettingRow, SettingsFile};
pub use contract::{DataWriter, PartWriter, Recommendation, Status, Streamed, Tool, Totals, UrgedBy};
#[cfg(feature = "check")]
pub use dated::{Answers, DatedTrials, Difference, answers, difference};
pub use deadlines::{Deadlines, Within};
pub use diff::{Diff, RecordChange, record_changes};
pub use document::{Document, DocumentPart, Grid, Phrase, Sentence, SourceNote};
pub use explain::{Explanation, Explanations};
pub use facts::{FactSheet, FactTable, FactValue};
pub use feed::{Feed, FeedEntry};
pub use findings::{FindingData, FindingsReport};
pub use gaps::{Detail, Gaps, Note};
pub use hindsight::{UnknownAct, unknown_acts, unknown_in_words};
pub use history::History;
#[cfg(feature = "import")]
pub use import::{ImportReport, ImportedFileData};
#[cfg(feature = "import")]
pub use infringements::{CaseGrouping, CaseMeasure, CaseQuery, Infringements};
pub use intervals::{IntervalLine, IntervalPart, IntervalRow, Intervals};
pub use issues::{About, Closing, DutyOf, Headers, Issue, IssueKind, IssueText, Issues, Line, Notice};
pub use list::Listing;
pub use output::Report;
pub use page::{Block, Cell, Page, Sheet, Tone};
pub use recommend::RecommendationList;
pub use remedies::recommendations;
pub use rulebook::{Rulebook, Trials};
pub use run::{Counts, Run, short};
pub use scoreboard::{CutOffs, Editions, JhaLayout, Scoreboard, Transposition};
pub use show::{instrument_sheet, obligation_sheet, source_sheet, state_sheet};
pub use timelines::Timelines;
pub use validation::Validation;
pub use workbook::{ColumnKind, WorkCell, WorkColumn, WorkSheet, Workbook};
