//! Records of a state that an act never binds: they change nothing, and most often stand under the wrong act or state.

use std::collections::BTreeMap;

use super::checked_state::{CheckedState, at};
use crate::law::{Actor, Binds, Exception, Group, Instrument, Record};
use crate::load::defect::{Defect, Defects};
use crate::time::{Interval, intersect, subtract, union};

/// One warning for each Union act under which a state has records although no duty of it ever binds the state. Under a
/// treaty a signatory that is no party has lawful records.
pub(super) fn never(state: &CheckedState, defects: &mut Defects) {
    // an institution owes what names it; of a file read in part the membership may be missing
    if state.actor.is_institution() || !state.is_whole {
        return;
    }
    let mut acts: BTreeMap<_, (&Instrument, Vec<(usize, &Record)>)> = BTreeMap::new();
    for (number, record, act) in state.sound_records().filter(|(_, _, act)| !act.is_treaty()) {
        acts.entry(record.instrument).or_insert((act, Vec::new())).1.push((number, record));
    }
    for (act, records) in acts.values().filter(|(act, _)| !is_ever_bound(state.actor, act)) {
        let Some((first, _)) = records.first() else { continue };
        let count = match records.len() {
            1 => String::new(),
            many => format!(" ({many} records)"),
        };
        let message = format!("{} never binds {}{count}", act.id, state.actor.name);
        let defect = Defect::warning("record-of-state-never-bound", &at(*first, "instrument"), message);
        defects.add(defect.help("check the instrument, the state, and \"binds\" of the instrument"));
    }
}

fn is_ever_bound(actor: &Actor, act: &Instrument) -> bool {
    let in_force = time_in_force(actor, act);
    let duties = act.obligations.iter().filter(|duty| duty.owed_by.is_empty()).map(|duty| act.binds_of(duty));
    let is_bound =
        // any state can accede to a treaty as far as is known here
        |binds: &Binds| binds.group == Group::Parties || !intersect(&bound(actor, binds), &in_force).is_empty();
    duties.chain([&act.binds]).any(is_bound)
}

/// The time for which the act stands for the state.
fn time_in_force(actor: &Actor, act: &Instrument) -> Vec<Interval> {
    let ends = act.ended.iter().filter(|end| end.concerns(&actor.code));
    // a void act stood until that was known
    let last = ends.map(|end| [end.effects_until, end.known_from, Some(end.from)].into_iter().flatten().max()).min();
    let last = last.flatten();
    Interval::new(act.adopted, last).into_iter().collect()
}

/// The time for which the state is addressed.
fn bound(actor: &Actor, binds: &Binds) -> Vec<Interval> {
    let of = |list: &[Exception]| -> Vec<Interval> {
        list.iter().filter(|one| one.state == actor.code).map(|one| one.during).collect()
    };
    let mut times = of(&binds.also);
    if binds.group == Group::MemberStates {
        times.extend(actor.membership.iter().filter_map(|one| {
            let to = one.union_law_to.or(one.during.to());
            Interval::new(one.during.from(), to).ok()
        }));
    }
    subtract(&union(times), &of(&binds.except))
}
