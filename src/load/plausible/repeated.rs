//! Records that say the same thing twice, and findings that contradict each other.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use super::checked_state::{CheckedState, at};
use crate::law::{Event, Record};
use crate::load::defect::{Defect, DefectLocation, Defects};

/// One event recorded twice on the same days for the same obligations. A finding may be made by two sources on one day.
pub(super) fn duplicates(state: &CheckedState, defects: &mut Defects) {
    let mut counts: HashMap<_, usize> = HashMap::new();
    state.sound_records().for_each(|(_, record, _)| *counts.entry(outline(record)).or_default() += 1);
    let is_alone = |record: &Record| counts.get(&outline(record)) == Some(&1);
    let mut seen = BTreeMap::new();
    for (number, record, _) in state.sound_records().filter(|(_, record, _)| !is_alone(record)) {
        let first = *seen.entry(fact(record)).or_insert(number);
        if first != number {
            let message = format!("{} is recorded twice for {}", record.event.kind().as_str(), record.on);
            let defect = Defect::error("duplicate-record", &at(number, "event"), message);
            let defect = defect.help("keep the record with the better source, and name the other one in \"note\"");
            defects.add(defect.also(DefectLocation::Value(at(first, "event")), "it stands here first"));
        }
    }
}

/// What records that say the same have in common, and few others: comparing it takes less time than all that they say.
fn outline(record: &Record) -> impl Eq + Hash + use<> {
    (record.instrument, record.on.first(), record.on.last(), record.event.kind())
}

/// What a record says, whatever its source; of a finding the place too, and of a national measure its number.
fn fact(record: &Record) -> impl Ord + '_ {
    // one act happens once, but two sources, or two passages of one, can find one thing
    let is_finding = matches!(record.event, Event::Observed { .. });
    let place = is_finding.then_some((record.source, &record.locator));
    let measure = measure_number(record);
    let days = (record.on.first(), record.on.last());
    (record.instrument, days, sorted(record), place, measure, format!("{:?}", record.event))
}

/// The number in sector 7 of CELEX: two measures that were communicated on one day under one title, or none, are two.
fn measure_number(record: &Record) -> Option<&str> {
    let is_measure = matches!(record.event, Event::Notified { .. } | Event::Measure { .. });
    record.locator.as_deref().filter(|place| is_measure && place.starts_with('7') && place.contains('_'))
}

fn sorted(record: &Record) -> Option<Vec<u16>> {
    let mut list: Vec<u16> = record.obligations.as_ref()?.iter().map(|ix| ix.0).collect();
    list.sort_unstable();
    Some(list)
}

/// Two findings of the same days about the same obligation, of which one must be wrong.
pub(super) fn contradictions(state: &CheckedState, defects: &mut Defects) {
    let mut seen: BTreeMap<_, Vec<(usize, &Record)>> = BTreeMap::new();
    for (number, record, instrument) in state.sound_records() {
        if !matches!(record.event, Event::Observed { .. }) {
            continue;
        }
        let earlier = seen.entry((record.instrument, record.on.first(), record.on.last())).or_default();
        let clash = earlier.iter().find(|(_, other)| other.event != record.event && share_obligation(record, other));
        if let Some((first, _)) = clash {
            let message = format!("two findings about {} of {} contradict each other", instrument.id, record.on);
            let defect = Defect::error("contradictory-findings", &at(number, "status"), message);
            let defect = defect.help("keep what the better-ranked source found, and name the other one in \"note\"");
            defects.add(defect.also(DefectLocation::Value(at(*first, "status")), "the other finding"));
        }
        // of findings that say the same the first is enough: each further one would repeat its contradictions
        if !earlier.iter().any(|(_, other)| other.event == record.event && other.obligations == record.obligations) {
            earlier.push((number, record));
        }
    }
}

fn share_obligation(one: &Record, other: &Record) -> bool {
    match (&one.obligations, &other.obligations) {
        (Some(mine), Some(theirs)) => mine.iter().any(|ix| theirs.contains(ix)),
        // a finding that names no duty is about the whole act
        _ => true,
    }
}
