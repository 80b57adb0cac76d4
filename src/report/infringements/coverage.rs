//! Which days the registers of cases in the data cover: outside them a count is of what happens to be on record.

use crate::law::Source;
use crate::report::run::Run;
use crate::time::Day;

/// The days that a register of cases covers, as known on the knowledge date.
#[derive(Debug, Clone, Copy)]
pub(super) struct CasePeriod<'a> {
    pub(super) source: &'a Source,
    pub(super) from: Day,
    /// The last day, itself covered.
    pub(super) through: Day,
}

/// Those of every register of cases, in the order of ids.
pub(super) fn periods<'a>(run: &Run<'a>) -> Vec<CasePeriod<'a>> {
    let known_as_of = run.engine.known_as_of;
    let periods = run.engine.corpus.sources.iter().filter_map(|source| {
        let (from, through) = source.cases_known(known_as_of)?;
        (from <= through).then_some(CasePeriod { source, from, through })
    });
    periods.collect()
}
