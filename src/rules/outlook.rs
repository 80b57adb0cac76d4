//! A finding as the table of recommendations sees it: the facts, with what matters for the next step.
//!
//! Not here: how the facts are found out (`engine`), and which remedy follows from them (`rules/recommendation.json`).

use super::columns::{self, FactColumn, TableInput};
use super::facts::{DayCount, Duty, Enforcement, Kind, Verdict};
use super::remedy::{Confidence, Exposure, Remedy, Undoing};
use super::table::TableOutcome;

/// A finding as the table of recommendations sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Outlook {
    /// The verdict, all worlds combined.
    pub verdict: Verdict,
    /// Whether the duty binds or is only urged.
    pub duty: Duty,
    /// What the duty asks for.
    pub kind: Kind,
    /// How far an open case has gone.
    pub enforcement: Enforcement,
    /// Whether the last act on record undid what was done.
    pub lost: Undoing,
    /// Which proceedings are available.
    pub exposure: Exposure,
    /// Whether the records behind it were read or are recalled; what a run assumes counts as read.
    pub confidence: Confidence,
    /// Days of the present gap.
    pub days_overdue: i32,
    /// Days left until the last good day.
    pub days_to_due: i32,
    /// Days since evidence last proved a negative verdict; where none is proved, since the last step of the open cases.
    pub evidence_age_days: i32,
}

impl TableInput for Outlook {
    const COLUMNS: &'static [FactColumn] = &[
        columns::DUTY,
        columns::KIND,
        columns::ENFORCEMENT,
        columns::VERDICT,
        columns::LOST,
        columns::EXPOSURE,
        columns::CONFIDENCE,
    ];

    fn bits(&self) -> u64 {
        columns::DUTY.bit(self.duty as u32)
            | columns::KIND.bit(self.kind as u32)
            | columns::ENFORCEMENT.bit(self.enforcement as u32)
            | columns::VERDICT.bit(self.verdict as u32)
            | columns::LOST.bit(self.lost as u32)
            | columns::EXPOSURE.bit(self.exposure as u32)
            | columns::CONFIDENCE.bit(u32::from(self.confidence == Confidence::Recalled))
    }

    fn days(&self) -> [i32; DayCount::ALL.len()] {
        // how often it was undone counts for the severity only: what to do next does not depend on it
        [self.days_overdue, self.days_to_due, self.evidence_age_days, 0]
    }
}

impl TableOutcome for Remedy {
    type TableInput = Outlook;
    const TABLE: &'static str = "recommendation";
    const OUTCOMES: &'static [&'static str] = &Self::WORDS;
    const COLLECTS: bool = true;

    fn from_word(word: &str) -> Option<Self> {
        Self::parse(word)
    }

    fn is_worded(self) -> bool {
        self != Self::Nothing
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_has_one_bit_for_each_column_and_its_days_in_the_order_of_the_counts() {
        let outlook = Outlook {
            verdict: Verdict::Ended,
            duty: Duty::Encouraged,
            kind: Kind::Report,
            enforcement: Enforcement::Penalty,
            lost: Undoing::Suspended,
            exposure: Exposure::Art260_2,
            confidence: Confidence::Recalled,
            days_overdue: 1,
            days_to_due: 2,
            evidence_age_days: 3,
        };
        for column in Outlook::COLUMNS {
            assert_eq!((outlook.bits() & column.all_bits()).count_ones(), 1, "{}", column.name);
        }
        assert_eq!(outlook.bits().count_ones() as usize, Outlook::COLUMNS.len());
        assert_eq!(outlook.days(), [1, 2, 3, 0]);
    }
}
