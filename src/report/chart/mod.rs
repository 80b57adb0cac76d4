//! Pictures as data, before any format: a matrix of verdicts, a strip per state, a state's course, gaps over time. Each
//! holds what is drawn and the sentence that answers. Not here: colours, places, widths (`render::chart`).

mod act;
mod clock;
mod country;
mod frame;
mod gaps;
mod matrix;
mod states;
mod strip;
mod words;

pub use crate::report::text::dates::short_date;
pub use act::{ActChart, DutyPanel, StateStrip};
pub use clock::ChartClock;
pub use country::{ChartStep, CountryAct, CountryChart, DutyStrip};
pub use frame::{ChartAxis, ChartFrame, ChartMark, ChartText, Stress};
pub use gaps::{GapCurve, GapsChart};
pub use matrix::{MatrixChart, MatrixGroup, MatrixLine};
pub use states::ChartState;
pub use strip::{ChartSpan, Strip};
pub use words::lasting;

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Picture {
    /// Duties and states.
    Matrix(MatrixChart),
    /// A strip per state.
    Act(ActChart),
    /// A strip per duty of one state.
    Country(CountryChart),
    /// Gaps over time.
    Gaps(GapsChart),
}

impl Picture {
    /// What stands around it.
    pub fn frame(&self) -> &ChartFrame {
        match self {
            Picture::Matrix(chart) => &chart.frame,
            Picture::Act(chart) => &chart.frame,
            Picture::Country(chart) => &chart.frame,
            Picture::Gaps(chart) => &chart.frame,
        }
    }
}
