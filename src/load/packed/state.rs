//! States and their records in the packed form.

use super::form::{Damaged, Packed, PackedText, fields, put_number, taken_text, variants, words};
use crate::law::{
    Actor, CaseKind, Consent, Event, FoundStatus, Membership, Outcome, Procedure, Record, Retraction, Stage, Step,
};

impl Packed for Actor {
    fn put(&self, out: &mut String) {
        for name in [&self.code, &self.name] {
            name.put(out);
        }
        self.membership.put(out);
        self.iso.put(out);
        self.iso3.put(out);
        self.names.put(out);
        put_number(self.records().len() as u64, out);
        self.records().iter().for_each(|record| record.put(out));
    }

    fn take(from: &mut PackedText) -> Result<Actor, Damaged> {
        let (code, name, membership) = (Packed::take(from)?, Packed::take(from)?, Packed::take(from)?);
        let (iso, iso3, names) = (Packed::take(from)?, Packed::take(from)?, Packed::take(from)?);
        let mut actor = Actor::new(code, name, membership, Packed::take(from)?);
        (actor.iso, actor.iso3, actor.names) = (iso, iso3, names);
        Ok(actor)
    }
}

words!(CaseKind, Consent, FoundStatus, Outcome, Procedure, Stage);

fields! {
    Membership { during, union_law_to, basis }
    Record {
        instrument, obligations, of_case, event, on, amends, source, locator, confidence, note, retracted, place,
    }
    Retraction { on, reason }
    Step { case, procedure, kind, department, until }
}

variants! {
    Event {
        0 = Signature,
        1 = Ratification { consent, succeeds_on },
        2 = InForceForState,
        3 = Reservation,
        4 = Declaration,
        5 = Denunciation,
        6 = Notified(extent),
        7 = Measure { extent, title, adopted_on },
        8 = AnnulledNationally,
        9 = RepealedNationally,
        10 = Deferral(day),
        11 = Operational,
        12 = Authorised,
        13 = Suspended,
        14 = Designated,
        15 = Reported,
        16 = Observed { found, pending },
        17 = Procedural(stage, step),
        18 = Ended { withdrawn, step, outcome },
    }
}
