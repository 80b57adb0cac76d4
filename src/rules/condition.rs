//! What a row demands: sets of words and spans of days, readable and compiled.
//!
//! Lives here: conditions as they are shown, and the test they compile to. Not here: how they are read from JSON
//! (`read`, `compile`). There is no expression language: a row is a plain "and" over its facts.

use std::fmt;

use super::columns::FactColumn;
use super::facts::DayCount;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// How a condition compares a number of days with its threshold.
    ComparisonOperator, "comparison" {
        /// More than the threshold.
        Over = "over",
        /// The threshold or more.
        AtLeast = "at-least",
        /// Less than the threshold.
        Under = "under",
        /// The threshold or less.
        AtMost = "at-most",
    }
}

/// A span of days, both ends in; an open end is the end of the integers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The least number of days that fits.
    pub min: i32,
    /// The greatest number of days that fits.
    pub max: i32,
}

impl Span {
    /// Every number of days.
    pub const ANY: Self = Self { min: i32::MIN, max: i32::MAX };

    /// Is a number of days within the span?
    #[must_use]
    pub const fn holds(self, days: i32) -> bool {
        self.min <= days && days <= self.max
    }

    /// Is some number of days within both spans?
    pub(super) const fn meets(self, other: Self) -> bool {
        self.min <= other.max && other.min <= self.max
    }

    /// The days within both spans; `None` where there are none.
    pub(super) fn both(self, other: Self) -> Option<Self> {
        self.meets(other).then(|| Self { min: self.min.max(other.min), max: self.max.min(other.max) })
    }

    /// The first value after each of its ends: where a case enters the span and where it has left it.
    pub(super) fn flips(self) -> impl Iterator<Item = i32> {
        let enters = (self.min != i32::MIN).then_some(self.min);
        let leaves = self.max.checked_add(1);
        enters.into_iter().chain(leaves)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.min, self.max) {
            (i32::MIN, i32::MAX) => f.write_str("any"),
            (i32::MIN, max) => write!(f, "{max} or fewer"),
            (min, i32::MAX) => write!(f, "{min} or more"),
            (min, max) if min == max => write!(f, "{min}"),
            (min, max) => write!(f, "{min} to {max}"),
        }
    }
}

/// What a condition wants of its fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WantedFact {
    /// One of these words.
    OneOf(Vec<&'static str>),
    /// A number of days in this span.
    Days(Span),
}

/// One condition of a row: a fact and what it must be. Reads as `done no or undone`, `days_overdue 183 or more`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The name of the fact.
    pub fact: &'static str,
    /// What it must be.
    pub wanted: WantedFact,
}

impl fmt::Display for WantedFact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OneOf(words) => f.write_str(&either(words)),
            Self::Days(span) => write!(f, "{span}"),
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.fact, self.wanted)
    }
}

/// The words as a phrase: `a`, `a or b`, `a, b or c`.
pub(super) fn either(words: &[&str]) -> String {
    list(words, "or")
}

/// The words as a phrase, the last of them joined by `and` or `or`.
pub(super) fn list(words: &[&str], last_joined_by: &str) -> String {
    match words.split_last() {
        None => String::new(),
        Some((last, [])) => (*last).to_owned(),
        Some((last, before)) => format!("{} {last_joined_by} {last}", before.join(", ")),
    }
}

/// The conditions of a row, compiled: the bits that rule it out, and one span for each count of days.
#[derive(Debug, Clone, Copy)]
pub(super) struct Test {
    refused: u64,
    spans: [Span; DayCount::ALL.len()],
}

impl Test {
    /// The test that every case passes.
    pub(super) const ANY: Self = Self { refused: 0, spans: [Span::ANY; DayCount::ALL.len()] };

    /// Demands that the fact in `column` is one of the values whose bits are `wanted`.
    pub(super) const fn demand_words(&mut self, column: &FactColumn, wanted: u64) {
        self.refused |= column.all_bits() & !wanted;
    }

    /// Demands that a count of days is within `span`.
    pub(super) fn demand_days(&mut self, count: DayCount, span: Span) {
        if let Some(slot) = self.spans.get_mut(count as usize) {
            *slot = span;
        }
    }

    /// Does a case, given as bits and days, fit the row?
    pub(super) fn fits(&self, bits: u64, days: &[i32; DayCount::ALL.len()]) -> bool {
        self.fits_bits(bits) && self.spans.iter().zip(days).all(|(span, days)| span.holds(*days))
    }

    /// Does the row allow these values, whatever the counts of days are?
    pub(super) const fn fits_bits(&self, bits: u64) -> bool {
        bits & self.refused == 0
    }

    /// Does the row allow one of these values of a column?
    pub(super) const fn leaves(&self, bits: u64, column: &FactColumn) -> bool {
        bits & column.all_bits() & !self.refused != 0
    }

    /// The span that the row demands of a count of days.
    pub(super) fn span(&self, count: DayCount) -> Span {
        self.spans.get(count as usize).copied().unwrap_or(Span::ANY)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_flips_where_it_is_entered_and_after_it_is_left() {
        assert_eq!(Span { min: 183, max: 729 }.flips().collect::<Vec<_>>(), [183, 730]);
        assert_eq!(Span { min: 1096, max: i32::MAX }.flips().collect::<Vec<_>>(), [1096]);
        assert_eq!(Span::ANY.flips().count(), 0);
    }

    #[test]
    fn conditions_read_as_phrases() {
        let done = Condition { fact: "done", wanted: WantedFact::OneOf(vec!["no", "partly", "undone"]) };
        assert_eq!(done.to_string(), "done no, partly or undone");
        let age = Condition { fact: "evidence_age_days", wanted: WantedFact::Days(Span { min: 1096, max: i32::MAX }) };
        assert_eq!(age.to_string(), "evidence_age_days 1096 or more");
        assert_eq!(Span { min: 183, max: 729 }.to_string(), "183 to 729");
        assert_eq!(Span { min: i32::MIN, max: 182 }.to_string(), "182 or fewer");
    }
}
