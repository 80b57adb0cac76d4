//! What a decision table can see: its columns, and a case packed into bits so that a row is tested in one operation.
//!
//! Lives here: the layout of the bits and the two kinds of case, [`Facts`] for the verdict and [`Judged`] for what
//! builds on a verdict. Not here: what a row demands (`condition`), nor what it answers (`table`).

use super::facts::{Bill, Bound, DayCount, Done, Due, Duty, Enforcement, Facts, Force, Kind, Verdict, When};
use super::remedy::{Exposure, Undoing};

/// Which fact a condition may name, and the words it may take; each word has one bit of its own.
#[derive(Debug, Clone, Copy)]
pub struct FactColumn {
    /// How tables name the fact.
    pub name: &'static str,
    /// The words it may take, in their order.
    pub words: &'static [&'static str],
    shift: u32,
}

impl FactColumn {
    const fn first(name: &'static str, words: &'static [&'static str]) -> Self {
        Self { name, words, shift: 0 }
    }

    const fn then(self, name: &'static str, words: &'static [&'static str]) -> Self {
        Self { name, words, shift: self.shift + self.words.len() as u32 }
    }

    /// The bit of the value at `position` in `words`.
    pub(super) const fn bit(&self, position: u32) -> u64 {
        1 << (self.shift + position)
    }

    /// The bits of all its values.
    pub(super) const fn all_bits(&self) -> u64 {
        ((1 << self.words.len()) - 1) << self.shift
    }
}

const FORCE: FactColumn = FactColumn::first("force", &Force::WORDS);
const BOUND: FactColumn = FORCE.then("bound", &Bound::WORDS);
pub(super) const DUTY: FactColumn = BOUND.then("duty", &Duty::WORDS);
pub(super) const KIND: FactColumn = DUTY.then("kind", &Kind::WORDS);
pub(super) const DUE: FactColumn = KIND.then("due", &Due::WORDS);
pub(super) const DONE: FactColumn = DUE.then("done", &Done::WORDS);
pub(super) const WHEN: FactColumn = DONE.then("when", &When::WORDS);
pub(super) const ENFORCEMENT: FactColumn = WHEN.then("enforcement", &Enforcement::WORDS);
const BILL: FactColumn = ENFORCEMENT.then("bill", &Bill::WORDS);
pub(super) const VERDICT: FactColumn = BILL.then("verdict", &Verdict::WORDS);
pub(super) const LOST: FactColumn = VERDICT.then("lost", &Undoing::WORDS);
pub(super) const EXPOSURE: FactColumn = LOST.then("exposure", &Exposure::WORDS);
/// The confidence of a finding. An assumption is judged as if it had been read, so tables have no word for it.
pub(super) const CONFIDENCE: FactColumn = EXPOSURE.then("confidence", &["read", "recalled"]);

/// A case about which a table can be asked: one that gives its bits and its counts of days.
pub trait TableInput {
    /// The columns that a table over such cases may name.
    const COLUMNS: &'static [FactColumn];

    /// The case as bits: exactly one for each column.
    fn bits(&self) -> u64;

    /// The counts of days, in the order of [`DayCount::ALL`].
    fn days(&self) -> [i32; DayCount::ALL.len()];
}

impl TableInput for Facts {
    const COLUMNS: &'static [FactColumn] = &[FORCE, BOUND, DUTY, KIND, DUE, DONE, WHEN, ENFORCEMENT, BILL];

    fn bits(&self) -> u64 {
        FORCE.bit(self.force as u32)
            | BOUND.bit(self.bound as u32)
            | DUTY.bit(self.duty as u32)
            | KIND.bit(self.kind as u32)
            | DUE.bit(self.due as u32)
            | DONE.bit(self.done as u32)
            | WHEN.bit(self.when as u32)
            | ENFORCEMENT.bit(self.enforcement as u32)
            | BILL.bit(self.bill as u32)
    }

    fn days(&self) -> [i32; DayCount::ALL.len()] {
        DayCount::ALL.map(|count| Facts::days(self, count))
    }
}

/// A case with its verdict: what the severity table sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Judged {
    /// The facts as they were judged.
    pub facts: Facts,
    /// What the verdict table, or the combination of several worlds, made of them.
    pub verdict: Verdict,
}

impl TableInput for Judged {
    const COLUMNS: &'static [FactColumn] = &[FORCE, BOUND, DUTY, KIND, DUE, DONE, WHEN, ENFORCEMENT, BILL, VERDICT];

    fn bits(&self) -> u64 {
        self.facts.bits() | VERDICT.bit(self.verdict as u32)
    }

    fn days(&self) -> [i32; DayCount::ALL.len()] {
        TableInput::days(&self.facts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_share_no_bit_and_fit_into_one_word() {
        let mut taken = 0_u64;
        for column in Judged::COLUMNS.iter().chain(&[LOST, EXPOSURE, CONFIDENCE]) {
            assert_eq!(taken & column.all_bits(), 0, "{} overlaps", column.name);
            taken |= column.all_bits();
        }
        assert_eq!(taken.count_ones(), 62);
    }

    #[test]
    fn a_case_has_one_bit_for_each_column() {
        let facts = Facts {
            force: Force::Void,
            bound: Bound::NotParty,
            duty: Duty::Encouraged,
            kind: Kind::Report,
            due: Due::Passed,
            done: Done::Unknown,
            when: When::None,
            enforcement: Enforcement::Penalty,
            bill: Bill::Yes,
            days_overdue: 1,
            days_to_due: 2,
            evidence_age_days: 3,
            regressions: 4,
        };
        let judged = Judged { facts, verdict: Verdict::Ended };
        for column in Judged::COLUMNS {
            assert_eq!((judged.bits() & column.all_bits()).count_ones(), 1, "{}", column.name);
        }
        assert_eq!(judged.days(), [1, 2, 3, 4]);
    }
}
