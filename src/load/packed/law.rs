//! Instruments and sources in the packed form.

use super::form::{Damaged, Packed, PackedText, fields, put_number, taken_text, variants, words};
use crate::law::{
    Address, Binds, Change, Confidence, Correction, Deadline, Delivery, Duty, Effect, End, Ending, EventKind,
    Exception, Extent, Group, Instrument, InstrumentIx, InstrumentKind, Kind, Nature, NotModelled, Obligation,
    ObligationIx, OwnPeriod, Passage, Pillar, Register, Relation, RelationKind, Silence, Source, SourceIx, SourceKind,
    Start, Statement, Tally, Tells, Urging,
};

/// Places in lists are written as their numbers.
macro_rules! places {
    ($($name:ident),+) => {
        $(impl Packed for $name {
            fn put(&self, out: &mut String) {
                self.0.put(out);
            }

            fn take(from: &mut PackedText) -> Result<Self, Damaged> {
                Packed::take(from).map($name)
            }
        })+
    };
}

places!(InstrumentIx, ObligationIx, SourceIx);

words!(
    Confidence,
    Duty,
    Effect,
    Ending,
    EventKind,
    Extent,
    Group,
    InstrumentKind,
    Kind,
    Pillar,
    RelationKind,
    SourceKind,
    Start
);

fields! {
    Source { id, title, reference, kind, published, continuous, through, address, note, urges, states }
    Address { official, read_at, read_on }
    Urging {
        id, objective, addressee, locator, text, also, due, obligations, covers, outcomes, not_evaluable,
    }
    Passage { objective, locator }
    Delivery { on, dropped, title, source, reference, extent, confidence, note }
    Statement { id, locator, text, register, objective, addressee, not_evaluable, cases_from, tells }
    Tells { about, on, done_by, complete, count }
    Tally { done, of }
    Instrument {
        id, celex, eli, cets, aliases, kind, stub, title, short_title, family, objective, addressee, legal_base, pillar,
        adopted, adopted_in_year, published, published_in, in_force, nature, binds, ended, relations, obligations,
        not_modelled, sources,
    }
    Binds { group, except, also }
    Exception { state, during, basis, source, own_period, international_law }
    End { how, from, by, effect, known_from, effects_until, except, only }
    Relation { kind, instrument }
    NotModelled { article, text, reason }
    Obligation {
        id, article, kind, duty, title, deadline, wording, deadline_article, corrected, changed, from, added_by,
        headline, communicates, implied_by, binds, owed_by, fulfilled_by, undone_by, silence,
    }
    Correction { deadline, known_from }
    Change { by, known_from, act }
    Register { source, through }
}

variants! {
    Nature { 0 = UnionAct { enforceable_from }, 1 = Treaty { clause } }
    OwnPeriod { 0 = Open, 1 = Known(deadline) }
    Silence { 0 = Unknown, 1 = NotDone(registers) }
    Deadline {
        0 = By(day),
        1 = Before(day),
        2 = PassedBy(day),
        3 = Within(period, start),
        4 = AtEntryIntoForceForState,
    }
}
