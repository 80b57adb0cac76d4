//! What the page shows first: the dossier on its opening day, by the clock it is opened with.

use crate::report::dossier::{ActData, DayNumber, Dossier, DutyData, GroundData, StateData};

use super::code::{CellCode, VerdictCounts};

/// More acts than these: one line per act.
const ACTS_UNFOLDED: usize = 10;

/// A timeline: first days and grounds.
type DecodedLine = Vec<(DayNumber, usize)>;

/// A duty with its number.
#[derive(Debug, Clone, Copy)]
pub(super) struct DutyRow<'a> {
    /// Number.
    pub number: usize,
    /// Itself.
    pub data: &'a DutyData,
    /// Act.
    pub act: &'a ActData,
}

/// The dossier on its opening day.
#[derive(Debug)]
pub(super) struct ShownDossier<'a> {
    /// All of it.
    pub dossier: &'a Dossier,
    /// The headline duties in the order of rows.
    pub headlines: Vec<DutyRow<'a>>,
    lines: Vec<DecodedLine>,
    codes: Vec<CellCode>,
}

impl<'a> ShownDossier<'a> {
    /// Decodes the timelines.
    pub(super) fn new(dossier: &'a Dossier) -> ShownDossier<'a> {
        let lines = dossier.lines.iter().map(|line| decoded(line)).collect();
        let codes = dossier.grounds.iter().map(CellCode::of_ground).collect();
        let mut shown = ShownDossier { dossier, headlines: Vec::new(), lines, codes };
        shown.headlines = shown.duties().filter(|duty| duty.data.headline).collect();
        shown
    }

    /// All duties in the order of rows.
    pub(super) fn duties(&self) -> impl Iterator<Item = DutyRow<'a>> + use<'a> {
        let dossier = self.dossier;
        let rows = dossier.duties.iter().enumerate();
        rows.filter_map(|(number, data)| Some(DutyRow { number, data, act: dossier.acts.get(data.act)? }))
    }

    /// The day shown.
    pub(super) fn on(&self) -> DayNumber {
        self.dossier.open.on
    }

    /// Is it shown as it was known then, or as it is known today?
    pub(super) fn is_known_then(&self) -> bool {
        self.dossier.open.clock == "then"
    }

    /// Is there one line per act?
    pub(super) fn is_folded(&self) -> bool {
        self.dossier.acts.len() > ACTS_UNFOLDED
    }

    /// The numbers of the states.
    pub(super) fn states(&self) -> impl Iterator<Item = (usize, &'a StateData)> + use<'a> {
        self.dossier.states.iter().enumerate()
    }

    /// 0 for a past day, 1 for the day of the run, 2 for a later one.
    pub(super) fn tense(&self) -> usize {
        match self.on().cmp(&self.dossier.open.today) {
            std::cmp::Ordering::Less => 0,
            std::cmp::Ordering::Equal => 1,
            std::cmp::Ordering::Greater => 2,
        }
    }

    /// The timeline of a state and a duty, by one of the clocks; nothing where the duty never concerns the state.
    pub(super) fn line(&self, known_then: bool, state: usize, duty: usize) -> &[(DayNumber, usize)] {
        let numbers = if known_then { &self.dossier.then } else { &self.dossier.today };
        let number = state.checked_mul(self.dossier.duties.len()).and_then(|first| numbers.get(first + duty));
        let line = number.and_then(|number| self.lines.get(usize::try_from(*number).ok()?));
        line.map_or(&[], Vec::as_slice)
    }

    /// The number of the ground that holds on the day shown.
    fn ground_number(&self, state: usize, duty: usize) -> Option<usize> {
        let line = self.line(self.is_known_then(), state, duty);
        let begun = line.partition_point(|(from, _)| *from <= self.on());
        line.get(begun.checked_sub(1)?).map(|(_, ground)| *ground)
    }

    /// The finding on the day shown.
    pub(super) fn ground(&self, state: usize, duty: usize) -> Option<&'a GroundData> {
        self.dossier.grounds.get(self.ground_number(state, duty)?)
    }

    /// The cell of a finding by its number.
    pub(super) fn code_of(&self, ground: usize) -> CellCode {
        self.codes.get(ground).copied().unwrap_or(CellCode::NOT_YET)
    }

    /// The cell of a state and a duty.
    pub(super) fn code(&self, state: usize, duty: usize) -> CellCode {
        self.ground_number(state, duty).map_or(CellCode::NOT_YET, |ground| self.code_of(ground))
    }

    /// The cell of a state and the duties of a row.
    pub(super) fn row_code(&self, state: usize, duties: &[DutyRow]) -> CellCode {
        match duties {
            [duty] => self.code(state, duty.number),
            several => CellCode::of_all(several.iter().map(|duty| self.code(state, duty.number))),
        }
    }

    /// The headline duties of a state by verdict.
    pub(super) fn counts_of_state(&self, state: usize) -> VerdictCounts {
        self.headlines.iter().map(|duty| self.code(state, duty.number)).collect()
    }

    /// The states by verdict on a duty.
    pub(super) fn counts_of_duty(&self, duty: usize) -> VerdictCounts {
        self.states().map(|(state, _)| self.code(state, duty)).collect()
    }

    /// Is the state a member, or bound by Union law, on the day shown?
    pub(super) fn is_member(&self, state: &StateData) -> bool {
        let on = self.on();
        state.member.iter().any(|(from, until)| *from <= on && until.is_none_or(|until| on < until))
    }
}

/// Base 36: first day, ground, step, ground and so on.
fn decoded(text: &str) -> DecodedLine {
    let numbers: Vec<i32> = text.split(' ').filter_map(|part| i32::from_str_radix(part, 36).ok()).collect();
    let mut day: DayNumber = 0;
    let pairs = numbers.chunks_exact(2).filter_map(|pair| {
        let [step, ground] = pair else { return None };
        day = day.saturating_add(*step);
        Some((day, usize::try_from(*ground).ok()?))
    });
    pairs.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_steps_in_base_36() {
        assert_eq!(decoded("-z 0 10 1a"), [(-35, 0), (1, 46)]);
        assert_eq!(decoded(""), []);
    }
}
