//! The random law: a directive of five duties and a treaty of two.

use super::*;
use proptest::sample::select;

/// An exact deadline (with a change or a correction of it), a period, or only an upper bound.
pub fn deadline() -> impl Strategy<Value = Value> {
    let corrected = prop::option::weighted(0.3, (select(vec!["by", "before"]), exact()));
    let exactly =
        (select(vec!["by", "by", "before"]), exact(), corrected, prop::option::weighted(0.3, (exact(), exact())));
    let exactly = exactly.prop_map(|(word, day, corrected, changed)| {
        let mut deadline = json!({ word: day });
        if let Some((word, day)) = corrected {
            deadline["corrected"] = json!([{ word: day, "known_from": "2010-03-01" }]);
        }
        if let Some((day, known_from)) = changed.filter(|_| word == "by") {
            deadline["changed"] = json!([{"by": day, "known_from": known_from, "act": "an amending act"}]);
        }
        deadline
    });
    prop_oneof![
        5 => exactly,
        1 => Just(json!({"within": "P18M", "from": "in-force"})),
        2 => exact().prop_map(|day| json!({"passed_by": day})),
    ]
}

pub fn silence() -> impl Strategy<Value = Value> {
    let list = || {
        (exact(), select(vec!["early", "chart", "cases"]))
            .prop_map(|(through, source)| json!({"source": source, "through": through}))
    };
    prop_oneof![
        Just(json!({"means": "unknown"})),
        vec(list(), 1..3).prop_map(|registers| json!({"means": "not-done", "registers": registers})),
    ]
}

pub fn ended() -> impl Strategy<Value = Value> {
    prop_oneof![
        8 => Just(json!([])),
        1 => (exact(), select(vec![json!([]), json!(["CH"])]))
            .prop_map(|(from, except)| json!([{"how": "repealed", "from": from, "except": except}])),
        1 => (exact(), exact()).prop_map(|(from, known)| {
            json!([{"how": "void", "from": from, "effect": "ex-tunc", "known_from": known}])
        }),
    ]
}

pub fn interval(state: &'static str) -> impl Strategy<Value = Value> {
    (date(), 1u64..1200).prop_map(move |(from, length)| {
        json!({"state": state, "from": from.to_string(), "to": (from + Days::new(length)).to_string(), "basis": "a protocol"})
    })
}

/// A state added, with the act's period, its own, or one that is not known.
fn added(entry: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    let own = prop_oneof![
        Just(None),
        Just(Some(Value::Null)),
        Just(Some(json!({"within": "P2Y", "from": "bound"}))),
        exact().prop_map(|day| Some(json!({"by": day}))),
    ];
    (entry, own).prop_map(|(mut entry, own)| {
        if let Some(own) = own {
            // a period that runs from the first day needs one
            if own["from"] == "bound" && entry["from"].is_null() {
                entry["from"] = json!("1999-01-01");
            }
            entry["deadline"] = own;
        }
        entry
    })
}

/// The associate and perhaps a late addressee.
fn also() -> impl Strategy<Value = Vec<Value>> {
    let associate = prop_oneof![
        3 => exact().prop_map(|from| json!({"state": "CH", "from": from, "basis": "an association"})),
        1 => interval("CH"),
        3 => Just(json!({"state": "CH", "basis": "an association"})),
    ];
    let late = prop::option::weighted(0.2, interval("AT"));
    (added(associate), late).prop_map(|(associate, late)| std::iter::once(associate).chain(late).collect())
}

#[derive(Debug)]
struct Terms {
    deadlines: [Value; 3],
    silences: [Value; 2],
    added_from: Value,
    later_is_proved: bool,
}

pub(super) fn act() -> impl Strategy<Value = Value> {
    let terms = ([deadline(), deadline(), deadline()], [silence(), silence()], exact(), any::<bool>());
    let terms = terms.prop_map(|(deadlines, silences, added_from, later_is_proved)| Terms {
        deadlines,
        silences,
        added_from,
        later_is_proved,
    });
    (terms, ended(), vec(interval("AT"), 0..2), also()).prop_map(|(terms, ended, except, also)| {
        json!({"$schema": "../schemas/instrument.schema.json", "id": "act", "celex": ["32008L0001"], "aliases": [],
            "kind": "directive", "title": "An act", "short_title": "Act", "legal_base": "Art. 114", "pillar": "first",
            "adopted": "2008-03-01", "published": {"on": "2008-04-01", "in": "OJ L 1"}, "in_force": "2008-04-21",
            "binds": {"group": "member-states", "except": except, "also": also}, "enforceable_from": "2009-12-01",
            "ended": ended, "obligations": duties(terms), "not_modelled": [], "sources": ["late"]})
    })
}

/// To transpose, to communicate, something urged, something in operation that other duties prove, something added later.
fn duties(terms: Terms) -> Vec<Value> {
    let [by_then, in_operation, later] = terms.deadlines;
    let [transposed, operating] = terms.silences;
    let mut added = json!({"id": "later", "article": "10a", "kind": "implement", "duty": "binding", "title": "added later",
        "from": terms.added_from, "added_by": "Art. 1 of an amending act", "deadline": later,
        "fulfilled_by": ["measure"], "undone_by": ["annulled-nationally"], "silence": {"means": "unknown"}});
    if terms.later_is_proved {
        added["implied_by"] = json!(["proved"]);
    }
    vec![
        json!({"id": "whole", "article": "10", "kind": "transpose", "duty": "binding", "headline": true, "title": "transpose",
            "deadline": by_then, "fulfilled_by": ["notified", "measure"], "undone_by": ["annulled-nationally"],
            "silence": transposed}),
        json!({"id": "reported", "article": "10(2)", "kind": "notify", "duty": "binding", "communicates": true,
            "title": "communicate the measures", "deadline": by_then, "fulfilled_by": ["notified"], "undone_by": [],
            "silence": {"means": "unknown"}}),
        json!({"id": "urged", "article": "11", "kind": "implement", "duty": "encouraged", "title": "urged",
            "fulfilled_by": ["measure"], "undone_by": ["annulled-nationally"], "silence": {"means": "unknown"}}),
        json!({"id": "proved", "article": "12", "kind": "operate", "duty": "binding", "title": "in operation",
            "deadline": in_operation, "fulfilled_by": ["operational", "authorised"], "undone_by": ["suspended"],
            "implied_by": ["whole", "pact/point"], "silence": operating}),
        added,
    ]
}

pub(super) fn pact() -> impl Strategy<Value = Value> {
    let clause = select(vec![
        json!({"months": 3, "then": "first-of-next-month"}),
        json!({"months": 3, "month_end": "next-day"}),
        json!({"months": 3, "month_end": "clamp", "plus_days": 1}),
        json!({"days": 90}),
    ]);
    clause.prop_map(|clause| {
        let ratify = json!({"id": "ratify", "article": "1", "kind": "ratify", "duty": "encouraged", "title": "ratify",
            "binds": {"group": "member-states"}, "fulfilled_by": ["ratification"], "undone_by": ["denunciation"],
            "silence": {"means": "not-done", "registers": [{"source": "chart", "through": "2012-01-01"}]}});
        let point = json!({"id": "point", "article": "2", "kind": "designate", "duty": "binding", "title": "a contact point",
            "deadline": {"at": "in-force-for-state"}, "fulfilled_by": ["designated"], "undone_by": [], "silence": {"means": "unknown"}});
        json!({"$schema": "../schemas/instrument.schema.json", "id": "pact", "celex": [], "aliases": ["CETS 1"],
            "kind": "convention", "title": "A treaty", "short_title": "Pact", "pillar": "none", "adopted": "2008-02-01",
            "in_force": "2009-07-01", "entry_into_force_for_state": clause, "binds": {"group": "parties"},
            "ended": [], "obligations": [ratify, point], "not_modelled": [], "sources": ["chart"]})
    })
}
