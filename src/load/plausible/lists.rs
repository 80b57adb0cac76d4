//! Lists whose silence is evidence, compared with what is recorded of a state: where an act is before the last day of
//! a list, the list cannot lack the state.

use std::collections::BTreeMap;

use super::checked_state::{CheckedState, at, is_listed};
use crate::law::{Instrument, InstrumentIx, Obligation, ObligationIx, Record, Silence};
use crate::load::defect::{Defect, DefectLocation, Defects};
use crate::time::Day;

/// An act of an uncertain day that a complete list would put after its last day, beside another act that is wholly
/// before it.
pub(super) fn contradicted(state: &CheckedState, defects: &mut Defects) {
    let mut of_act: BTreeMap<InstrumentIx, Vec<(usize, &Record)>> = BTreeMap::new();
    for (number, record, _) in state.sound_records() {
        of_act.entry(record.instrument).or_default().push((number, record));
    }
    for (number, record, act) in state.sound_records().filter(|(_, record, _)| record.on.exact().is_none()) {
        let numbered = act.obligations.iter().enumerate();
        let all = of_act.get(&record.instrument).map_or(&[][..], Vec::as_slice);
        let mut duties = numbered.filter_map(|(place, duty)| Some((ObligationIx(u16::try_from(place).ok()?), duty)));
        let Some((message, other)) = duties.find_map(|duty| clash(state, (number, record), duty, (act, all))) else {
            continue;
        };
        let defect = Defect::warning("list-contradicted", &at(number, "on"), message);
        let defect = defect.help("narrow this date, or end the list earlier: it is not used here");
        defects.add(defect.also(DefectLocation::Value(at(other, "on")), "the act before the last day of the list"));
    }
}

/// What contradicts the list of one duty, and the place of the other act.
fn clash(
    state: &CheckedState,
    (number, record): (usize, &Record),
    (ix, duty): (ObligationIx, &Obligation),
    (act, all): (&Instrument, &[(usize, &Record)]),
) -> Option<(String, usize)> {
    // only an act that fulfils would have put the state on the list
    let through = last_day(duty).filter(|_| speaks(record, ix, act) && fulfils(record, duty))?;
    let is_split = record.on.first() <= through && through < state.links.corpus.last_possible_day(record);
    let mut others = all.iter().filter(|(other, one)| is_split && *other != number && one.on.last() <= through);
    let (other, earlier) = others.find(|(_, one)| speaks(one, ix, act))?;
    let (list, event, on) = (format!("{}/{}", act.id, duty.id), earlier.event.kind().as_str(), earlier.on);
    let message = format!(
        "the list for {list} through {through} should lack the state, but {event} of {on} lies before that day"
    );
    Some((message, *other))
}

/// The last day of the longest list.
fn last_day(duty: &Obligation) -> Option<Day> {
    match &duty.silence {
        Silence::NotDone(registers) => registers.iter().map(|register| register.through).max(),
        Silence::Unknown => None,
    }
}

/// Is the record an act (no finding or step) about this duty?
fn speaks(record: &Record, ix: ObligationIx, act: &Instrument) -> bool {
    record.obligations.as_ref().is_none_or(|named| named.contains(&ix)) && is_listed(record.event.kind(), ix, act)
}

fn fulfils(record: &Record, duty: &Obligation) -> bool {
    duty.fulfilled_by.contains(&record.event.kind())
}
