//! `acquis list systems`: systems and commitments, whom they address, how much is known, or why nothing is judged.

use super::coverage::Coverage;
use super::{instruments, listing};
use crate::engine::Selection;
use crate::law::Instrument;
use crate::report::Listing;
use crate::report::facts::{FactSheet, FactTable, FactValue};
use crate::report::run::Run;

impl Listing {
    /// Systems and commitments, those selected.
    pub fn systems(run: Run, selection: &Selection) -> FactSheet {
        let coverage = Coverage::of_all(&run, selection);
        let listed = instruments(run, selection).filter(|one| one.kind.is_system_or_commitment());
        let rows = listed.map(|one| {
            let covered = coverage.get(&*one.id).filter(|_| !one.obligations.is_empty());
            let count =
                |of: fn(&Coverage) -> usize| covered.map_or(FactValue::Empty, |one| FactValue::Count(of(one) as u64));
            vec![
                FactValue::text(&one.id),
                FactValue::text(one.kind.as_str()),
                FactValue::text(&one.short_title),
                FactValue::maybe(one.addressee.as_deref()),
                FactValue::Count(one.obligations.len() as u64),
                count(|one| one.known),
                count(|one| one.bound),
                FactValue::maybe(if covered.is_none_or(|one| one.bound == 0) { reason(one) } else { None }),
            ]
        });
        let columns = &["id", "kind", "name", "addressee", "duties", "states_known", "states_asked", "why_not_judged"];
        listing(run, "systems", FactTable::new("systems", columns, rows).hiding(&["kind"]))
    }
}

/// Why nothing of it is judged: what its file says of its first part.
fn reason(one: &Instrument) -> Option<&str> {
    one.not_modelled.iter().find_map(|part| part.reason.as_deref())
}
