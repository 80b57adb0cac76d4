//! Whether a register lists the infringement cases of a day. Where none does, that no case is on record says nothing, and
//! a figure over cases would flatter.

use crate::engine::Engine;
use crate::law::Source;
use crate::rules::{Formula, Measure};
use crate::time::Day;

/// A register of cases, with its last day as known at the knowledge date.
#[derive(Debug, Clone, Copy)]
pub struct CaseRegister<'a> {
    /// The document.
    pub source: &'a Source,
    /// The last day that it covers.
    pub through: Day,
    /// Does it cover the day that is asked?
    pub reaches: bool,
}

/// The register of cases that covers a day, or else the one that goes furthest; `None` where there is none.
pub fn case_register<'a>(engine: &Engine<'a>, day: Day) -> Option<CaseRegister<'a>> {
    let registers = engine.corpus.sources.iter().filter_map(|source| {
        let (from, through) = source.cases_known(engine.known_as_of)?;
        let reaches = from <= day && day <= through;
        Some(CaseRegister { source, through, reaches })
    });
    registers.max_by_key(|one| (one.reaches, one.through))
}

/// Does a formula count cases?
pub fn rests_on_cases(formula: Formula) -> bool {
    match formula {
        Formula::Percentage(part, of) | Formula::Average(part, of) => [part, of].contains(&Measure::Contested),
        Formula::Count(measure) | Formula::Change(measure) => measure == Measure::Contested,
    }
}
