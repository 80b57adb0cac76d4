//! Bounds the number of worlds: too many uncertain days that may stand in any order cannot be judged one by one.

use super::{Dossier, at, bears_on};
use crate::law::{InstrumentIx, ObligationIx, Record};
use crate::load::raised::{Desk, Raised};
use crate::time::Day;

/// How many uncertain records of one state and obligation may overlap on one day.
const MOST: usize = 4;

/// Too many uncertain records bearing on one obligation whose possible days overlap.
pub(super) fn too_many(dossier: &Dossier, desk: &mut Desk) {
    let uncertain: Vec<(usize, &Record)> = dossier
        .standing()
        .filter(|(_, record, _)| record.on.exact().is_none())
        .map(|(number, record, _)| (number, record))
        .collect();
    let mut instruments: Vec<InstrumentIx> = uncertain.iter().map(|(_, record)| record.instrument).collect();
    instruments.sort_unstable();
    instruments.dedup();
    for instrument in instruments {
        let some: Vec<_> = uncertain.iter().filter(|(_, record)| record.instrument == instrument).copied().collect();
        if some.len() > MOST {
            of_instrument(&some, dossier, desk);
        }
    }
}

fn of_instrument(uncertain: &[(usize, &Record)], dossier: &Dossier, desk: &mut Desk) {
    let first = uncertain.first().and_then(|(_, record)| dossier.links.corpus.instrument(record.instrument));
    let Some(instrument) = first else { return };
    for (number, duty) in instrument.obligations.iter().enumerate() {
        let Ok(number) = u16::try_from(number) else { return };
        let bearing = uncertain.iter().filter(|(_, record)| bears_on(record, ObligationIx(number), instrument));
        let days: Vec<(usize, Day, Day)> = bearing
            .map(|(number, record)| (*number, record.on.first(), dossier.links.corpus.last_possible_day(record)))
            .collect();
        let crowd = days.iter().find(|(_, day, _)| together(&days, *day) > MOST);
        if let Some((last, day, _)) = crowd {
            let count = together(&days, *day);
            let message = format!("{count} uncertain records about {}/{} overlap", instrument.id, duty.id);
            let raised = Raised::error("too-many-uncertain-records", &at(*last, "on"), message);
            desk.raise(raised.help(format!("at most {MOST} may: narrow some dates, or name \"obligations\"")));
        }
    }
}

fn together(days: &[(usize, Day, Day)], day: Day) -> usize {
    days.iter().filter(|(_, first, last)| *first <= day && day <= *last).count()
}
