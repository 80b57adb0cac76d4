//! The years of which the data say anything, and whether a register covers what is asked.

use super::{CaseMeasure, Infringements};
use crate::time::Day;

/// The first and the last day of a year.
pub(super) fn year(number: i32) -> Option<(Day, Day)> {
    Some((Day::from_ymd(number, 1, 1)?, Day::from_ymd(number, 12, 31)?))
}

impl Infringements<'_> {
    /// Does one register cover all days of a year?
    pub(super) fn covers_year(&self, number: i32) -> bool {
        year(number).is_some_and(|(first, last)| last <= self.run.as_of && self.covers(first, last))
    }

    /// Is what is asked wholly covered by one register?
    pub(super) fn is_covered(&self) -> bool {
        match self.query.measure {
            CaseMeasure::Opened(year) => self.covers_year(year),
            CaseMeasure::OpenOn(day) => self.covers(day, day),
            CaseMeasure::Yearly => self.years().into_iter().all(|year| self.covers_year(year)),
        }
    }

    fn covers(&self, first: Day, last: Day) -> bool {
        self.periods
            .iter()
            .any(|period| period.from <= first && last <= period.through && !self.parts.contains(&*period.source.id))
    }

    /// The years of which the data say anything, up to the as-of day: those of the registers and of the cases on record.
    pub(super) fn years(&self) -> Vec<i32> {
        let registers = self.periods.iter().flat_map(|period| [period.from, period.through.min(self.run.as_of)]);
        let steps = self.cases.iter().flat_map(|one| [Some(one.first_step), one.first_letter, one.first_end]);
        let all: Vec<i32> = registers.chain(steps.flatten()).map(Day::year).collect();
        match (all.iter().min(), all.iter().max()) {
            (Some(first), Some(last)) => (*first..=*last).collect(),
            _ => Vec::new(),
        }
    }

    /// The day on which open cases of a year are counted: its last, or the as-of day where that is earlier.
    pub(super) fn end_of(&self, number: i32) -> Day {
        year(number).map_or(self.run.as_of, |(_, last)| last.min(self.run.as_of))
    }
}
