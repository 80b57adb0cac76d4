//! Verdicts by number, as the data block has them, and what a cell of the matrix makes of one or of several.

use crate::report::dossier::GroundData;

pub(super) const OVERDUE: u8 = 0;
pub(super) const PARTIAL: u8 = 1;
pub(super) const POSSIBLE: u8 = 2;
pub(super) const URGED: u8 = 3;
pub(super) const PENDING: u8 = 4;
pub(super) const UNKNOWN: u8 = 5;
pub(super) const LATE: u8 = 6;
pub(super) const MET: u8 = 7;
pub(super) const OUTSIDE: u8 = 8;
pub(super) const NOT_YET: u8 = 9;
pub(super) const ENDED: u8 = 10;
/// Met, on a day that is not known.
pub(super) const UNSURE: u8 = 11;
/// Met, and of another duty of the row it is not known; after it the same for what is late and for what is unsure.
const MIXED: u8 = 12;

/// Flag of a ground: met on a day that is not known.
const DAY_NOT_KNOWN: u8 = 1;

const CLASSES: [&str; 15] = [
    "overdue",
    "partial",
    "possible",
    "urged",
    "pending",
    "unknown",
    "late",
    "met",
    "outside",
    "not-yet",
    "ended",
    "met unsure",
    "met mixed",
    "late mixed",
    "met unsure mixed",
];

/// What a cell shows: a verdict, or what stands for several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CellCode(u8);

impl CellCode {
    /// Before a duty is in force.
    pub(super) const NOT_YET: CellCode = CellCode(NOT_YET);

    /// The cell of a verdict by its number.
    pub(super) fn of_verdict(verdict: u8) -> CellCode {
        CellCode(verdict)
    }

    /// The cell of a finding.
    pub(super) fn of_ground(ground: &GroundData) -> CellCode {
        if ground.0 == MET && ground.6 & DAY_NOT_KNOWN != 0 { CellCode(UNSURE) } else { CellCode(ground.0) }
    }

    /// The cell of several duties: the gravest. What is unknown counts for less than what is met, and marks it.
    pub(super) fn of_all(codes: impl Iterator<Item = CellCode>) -> CellCode {
        let (mut gravest, mut unknown, mut unsure) = (ENDED, false, false);
        for CellCode(code) in codes {
            match code {
                UNKNOWN => unknown = true,
                UNSURE => unsure = true,
                code => gravest = gravest.min(code),
            }
        }
        CellCode(match (gravest, unknown, unsure) {
            (OUTSIDE.., true, true) => MIXED + 2,
            (OUTSIDE.., false, true) => UNSURE,
            (MET, true, _) => MIXED,
            (LATE, true, _) => MIXED + 1,
            (OUTSIDE.., true, _) => UNKNOWN,
            (gravest, ..) => gravest,
        })
    }

    /// The verdict in it, 0 to 10.
    pub(super) fn verdict(self) -> u8 {
        match self.0 {
            UNSURE => MET,
            code if code == MIXED + 1 => LATE,
            MIXED.. => MET,
            verdict => verdict,
        }
    }

    /// Class in the style.
    pub(super) fn class(self) -> &'static str {
        CLASSES.get(usize::from(self.0)).copied().unwrap_or_default()
    }

    /// Is something of it not known, beside what is met?
    pub(super) fn is_mixed(self) -> bool {
        self.0 >= MIXED
    }

    /// The number of its word and letter, 0 to 11.
    pub(super) fn word(self) -> u8 {
        match self.0 {
            UNSURE => UNSURE,
            code if code == MIXED + 2 => UNSURE,
            _ => self.verdict(),
        }
    }

    /// Is there a duty in play: something that is met or not?
    pub(super) fn is_in_play(self) -> bool {
        self.verdict() <= MET
    }
}

/// How many states have each verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct VerdictCounts([usize; 11]);

impl VerdictCounts {
    /// One more.
    pub(super) fn add(&mut self, verdict: u8) {
        if let Some(count) = self.0.get_mut(usize::from(verdict)) {
            *count += 1;
        }
    }

    /// One less.
    pub(super) fn take(&mut self, verdict: u8) {
        if let Some(count) = self.0.get_mut(usize::from(verdict)) {
            *count = count.saturating_sub(1);
        }
    }

    /// All of both.
    pub(super) fn plus(self, other: VerdictCounts) -> VerdictCounts {
        let mut sum = self;
        sum.0.iter_mut().zip(other.0).for_each(|(count, more)| *count += more);
        sum
    }

    /// How many have it?
    pub(super) fn of(&self, verdict: u8) -> usize {
        self.0.get(usize::from(verdict)).copied().unwrap_or_default()
    }

    /// How many are in gap?
    pub(super) fn gaps(&self) -> usize {
        self.of(OVERDUE) + self.of(PARTIAL)
    }

    /// How many are met, in time or late?
    pub(super) fn met(&self) -> usize {
        self.of(MET) + self.of(LATE)
    }

    /// How many are in play?
    pub(super) fn in_play(&self) -> usize {
        (OVERDUE..=MET).map(|verdict| self.of(verdict)).sum()
    }
}

impl FromIterator<CellCode> for VerdictCounts {
    fn from_iter<I: IntoIterator<Item = CellCode>>(codes: I) -> VerdictCounts {
        let mut counts = VerdictCounts::default();
        codes.into_iter().for_each(|code| counts.add(code.verdict()));
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class_of(codes: &[u8]) -> &'static str {
        CellCode::of_all(codes.iter().map(|code| CellCode(*code))).class()
    }

    #[test]
    fn the_gravest_stands_for_all_and_what_is_unknown_marks_what_is_met() {
        assert_eq!(class_of(&[MET, PARTIAL, OVERDUE, UNKNOWN]), "overdue");
        assert_eq!(class_of(&[PENDING, UNKNOWN, MET]), "pending");
        assert_eq!(class_of(&[MET, UNKNOWN]), "met mixed");
        assert_eq!(class_of(&[LATE, MET, UNKNOWN]), "late mixed");
        assert_eq!(class_of(&[UNSURE, UNKNOWN, OUTSIDE]), "met unsure mixed");
        assert_eq!(class_of(&[UNSURE, MET]), "met");
        assert_eq!(class_of(&[UNSURE, ENDED]), "met unsure");
        assert_eq!(class_of(&[UNKNOWN, OUTSIDE, ENDED]), "unknown");
        assert_eq!(class_of(&[OUTSIDE, ENDED]), "outside");
    }
}
