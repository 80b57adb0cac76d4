//! What an indicator is: a measure, a formula, its lights and targets.

use super::range::Range;
use crate::law::{EventKind, Kind};
use crate::rules::amount::Amount;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What is counted, for one state or for all.
    Measure, "measure" {
        /// Acts that bind the state and whose deadline has passed.
        Due = "due",
        /// Of these, those of which it is known whether they are transposed.
        Known = "known",
        /// Transposed, in time or late.
        Transposed = "transposed",
        /// Not, or not fully, transposed.
        Outstanding = "outstanding",
        /// Outstanding, but transposed in part.
        Partial = "partial",
        /// Not known, or not certain.
        Unknown = "unknown",
        /// With an open case of non-conformity.
        Contested = "contested",
        /// Outstanding for two years or more.
        LongOverdue = "long-overdue",
        /// The months for which each act has been outstanding, added up.
        MonthsOverdue = "months-overdue",
        /// Acts due in at least one Member State.
        Acts = "acts",
        /// Of these, those known to be outstanding somewhere, or transposed everywhere.
        KnownActs = "known-acts",
        /// Outstanding in at least one Member State.
        IncompleteActs = "incomplete-acts",
    }
}

impl Measure {
    /// Is the figure one for all states together, and for none alone?
    #[must_use]
    pub const fn is_overall_only(self) -> bool {
        matches!(self, Self::Acts | Self::KnownActs | Self::IncompleteActs)
    }
}

vocabulary! {
    /// How a value strikes, from the best to the worst.
    Light, "light" {
        /// As it should be.
        Green = "green",
        /// Neither good nor bad.
        Yellow = "yellow",
        /// Not as it should be.
        Red = "red",
    }
}

/// Which values of an indicator are the better ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// The lower ones: what is counted is missing, late or unknown.
    Less,
    /// The higher ones: it is done, or known.
    More,
    /// Neither: it says how much there is to count.
    Neither,
}

/// How an indicator is computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Formula {
    /// A hundred times the part, over the whole.
    Percentage(Measure, Measure),
    /// A sum over a number.
    Average(Measure, Measure),
    /// A number.
    Count(Measure),
    /// A number less the same number on the previous date.
    Change(Measure),
}

impl Formula {
    /// Is its value a whole number?
    #[must_use]
    pub const fn is_whole(self) -> bool {
        matches!(self, Self::Count(_) | Self::Change(_))
    }

    /// Which values are better? The share of acts transposed or known is better the higher it is. How many acts are due,
    /// known or transposed depends on how many there are, and to have begun says nothing of what is outstanding: these are
    /// neither.
    #[must_use]
    pub const fn better(self) -> Better {
        match self {
            Self::Percentage(Measure::Transposed | Measure::Known | Measure::KnownActs, _) => Better::More,
            Self::Percentage(Measure::Partial, Measure::Outstanding) => Better::Neither,
            Self::Count(Measure::Due | Measure::Known | Measure::Transposed | Measure::Acts | Measure::KnownActs) => {
                Better::Neither
            }
            _ => Better::Less,
        }
    }

    /// The least and the greatest value that there can be; `None` where there is no end.
    #[must_use]
    pub const fn bounds(self) -> (Option<Amount>, Option<Amount>) {
        match self {
            Self::Percentage(..) => (Some(Amount::whole(0)), Some(Amount::whole(100))),
            Self::Average(..) | Self::Count(_) => (Some(Amount::whole(0)), None),
            Self::Change(_) => (None, None),
        }
    }

    /// Is the figure one for all states together, and for none alone?
    #[must_use]
    pub const fn is_overall_only(self) -> bool {
        let (Self::Percentage(part, _) | Self::Average(part, _) | Self::Count(part) | Self::Change(part)) = self;
        part.is_overall_only()
    }
}

impl std::fmt::Display for Formula {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Percentage(part, of) => write!(f, "100 x {part} / {of}"),
            Self::Average(sum, of) => write!(f, "{sum} / {of}"),
            Self::Count(measure) => write!(f, "{measure}"),
            Self::Change(measure) => write!(f, "{measure} less {measure} on the previous date"),
        }
    }
}

/// A value that was agreed on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The values that meet it.
    pub range: Range,
    /// Who set it, and when.
    pub source: String,
}

/// One indicator.
#[derive(Debug, Clone)]
pub struct Indicator {
    /// Identifier in data and output.
    pub id: String,
    /// Name above a column.
    pub label: String,
    /// Name in full.
    pub title: String,
    /// How the indicator is computed.
    pub formula: Formula,
    /// The light of each value; none if the indicator has no lights.
    pub lights: Vec<(Light, Range)>,
    /// What was agreed on.
    pub targets: Vec<Target>,
    /// The document that it rests on.
    pub source: Option<String>,
    /// What it says, in words that a lawyer can read.
    pub because: String,
}

impl Indicator {
    /// The light of a value, compared without rounding; `None` where the indicator has no lights.
    #[must_use]
    pub fn light(&self, value: Amount) -> Option<Light> {
        self.lights.iter().find(|(_, range)| range.holds(value)).map(|(light, _)| *light)
    }
}

/// Which obligations count.
#[derive(Debug, Clone)]
pub struct Counted {
    /// Of these kinds; always binding ones.
    pub kinds: Vec<Kind>,
    /// Fulfilled by one of these, among others.
    pub fulfilled_by: Vec<EventKind>,
    /// Why these.
    pub because: String,
    /// The document that it rests on.
    pub source: Option<String>,
}

/// The whole table.
#[derive(Debug, Clone)]
pub struct Indicators {
    /// What holds for all of it.
    pub note: Option<String>,
    /// Which obligations count.
    pub counted: Counted,
    /// After so many months by the calendar an act is long overdue.
    pub long_overdue_months: u32,
    /// Where that is said.
    pub long_overdue_source: Option<String>,
    /// How the months are counted, and why so many.
    pub long_overdue_because: String,
    /// The id of the indicator by which states are ranked, the best first.
    pub rank_by: String,
    /// The indicators, in the order of the file.
    pub all: Vec<Indicator>,
}

impl Indicators {
    /// The name of the table and of its file.
    pub const TABLE: &'static str = "indicators";

    /// The indicator of this id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Indicator> {
        self.all.iter().find(|indicator| indicator.id == id)
    }
}
