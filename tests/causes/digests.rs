//! The digests in every report: pinned, so that whoever changes what is hashed notices and raises `WAY`; each
//! field that judges changes its digest, what only explains changes none, nor does where things stand in the corpus.

use super::model::{files, measure};
use super::world::{Files, World, day, edited};
use acquis::load::embedded_rules;
use acquis::report::survey::Basis;
use serde_json::{Value, json};

pub const ACT: &str = "instruments/act.json";
pub const STATE: &str = "member-states/XA.json";

pub fn sample() -> Files {
    let mut records =
        vec![measure("2010-05-01"), json!({"instrument": "pact", "event": "ratification", "on": "2011-02-10"})];
    records[0]["obligations"] = json!(["whole"]);
    records.push(json!({"event": "formal-notice", "on": "2011-03", "kind": "non-communication", "procedure": "258", "case": "1"}));
    files(&records)
}

pub fn basis(files: Files, id: &str) -> Basis {
    let world = World::new(files, &embedded_rules());
    let survey = world.survey(day("2011-06-15"), None);
    *survey.find(id).unwrap().basis.clone().unwrap()
}

/// Way, law, answers, bond, silence, and the records.
pub fn digests(files: Files, id: &str) -> Vec<String> {
    let basis = basis(files, id);
    let mut all = vec![basis.way.to_string()];
    all.extend([basis.law, basis.answers, basis.bond, basis.silence].map(|digest| digest.to_string()));
    all.extend(basis.records.iter().map(|record| record.id.to_string()));
    all
}

#[test]
fn the_way_of_reckoning_is_pinned() {
    // Other digits here mean that reports of before and after are not comparable: raise WAY in fingerprint.rs.
    let expected = [
        (
            "XA/act/whole",
            vec![
                "4",
                "cc206e7300d8651d",
                "de060ea36f4f9d57",
                "7ac1a850fe8ae5ed",
                "",
                "ff608d90e8b99d3a",
                "a389e035bac9d1b1",
            ],
        ),
        (
            "XA/act/listed",
            vec![
                "4",
                "72eafbb82da89cbd",
                "d46e61641988c88d",
                "7ac1a850fe8ae5ed",
                "7e2a56cb9d61a145",
                "a389e035bac9d1b1",
            ],
        ),
        (
            "XA/pact/point",
            vec!["4", "439453d9bbe267a0", "d46e61641988c88d", "7ac1a850fe8ae5ed", "", "923c1c6f74b81aa2"],
        ),
    ];
    let found = expected.clone().map(|(id, _)| (id, digests(sample(), id)));
    let expected = expected.map(|(id, digests)| (id, digests.into_iter().map(str::to_owned).collect::<Vec<_>>()));
    assert_eq!(found, expected);
}

/// The parts of a basis that an edit changes: `law`, `bond`, `silence`, `records`.
pub fn changed(path: &str, id: &str, edit: impl FnOnce(&mut Value)) -> Vec<&'static str> {
    let (then, now) = (basis(sample(), id), basis(edited(sample(), path, edit), id));
    let ids = |basis: &Basis| basis.records.iter().map(|record| record.id).collect::<Vec<_>>();
    let parts = [
        ("law", then.law != now.law),
        ("answers", then.answers != now.answers),
        ("bond", then.bond != now.bond),
        ("silence", then.silence != now.silence),
        ("records", ids(&then) != ids(&now)),
    ];
    parts.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
}

pub fn of_duty(edit: impl FnOnce(&mut Value)) -> Vec<&'static str> {
    changed(ACT, "XA/act/whole", |act| edit(&mut act["obligations"][0]))
}

pub fn of_record(edit: impl FnOnce(&mut Value)) -> Vec<&'static str> {
    changed(STATE, "XA/act/whole", |state| edit(&mut state["records"][0]))
}

#[test]
fn every_field_of_the_law_that_judges_is_in_its_digest() {
    let of_act = |edit: fn(&mut Value)| changed(ACT, "XA/act/whole", edit);
    assert_eq!(of_act(|act| act["in_force"] = json!("2009-02-02")), ["law"]);
    assert_eq!(of_act(|act| act["adopted"] = json!("2009-01-02")), ["law"]);
    assert_eq!(of_act(|act| act["published"] = json!({"on": "2009-01-20", "in": "OJ L 1"})), ["law"]);
    assert_eq!(of_act(|act| act["enforceable_from"] = json!("2014-12-02")), ["law"]);
    let ended = |end: Value| changed(ACT, "XA/act/whole", |act| act["ended"] = json!([end]));
    assert_eq!(ended(json!({"how": "repealed", "from": "2012-01-01"})), ["law"]);
    let void = |known: &str, until: &str| {
        let end = json!({"how": "void", "from": "2009-02-01", "effect": "ex-tunc", "known_from": known, "effects_until": until});
        digests(edited(sample(), ACT, |act| act["ended"] = json!([end])), "XA/act/whole")
    };
    assert_ne!(void("2012-01-01", "2012-06-01"), void("2012-01-02", "2012-06-01"), "from when closings prove nothing");
    assert_ne!(void("2012-01-01", "2012-06-01"), void("2012-01-01", "2012-06-02"), "maintained effects");
    assert_eq!(of_duty(|duty| duty["kind"] = json!("implement")), ["law", "answers"]);
    assert_eq!(of_duty(|duty| duty["duty"] = json!("encouraged")), ["law"]);
    assert_eq!(of_duty(|duty| duty["deadline"] = json!({"before": "2010-12-31"})), ["law"]);
    let corrected = json!([{"by": "2011-01-31", "known_from": "2010-01-01"}]);
    assert_eq!(of_duty(|duty| duty["deadline"]["corrected"] = corrected), ["law"]);
    assert_eq!(of_duty(|duty| duty["from"] = json!("2010-01-01")), ["law"]);
    assert_eq!(of_duty(|duty| duty["fulfilled_by"] = json!(["measure"])), ["law", "answers"]);
    assert_eq!(of_duty(|duty| duty["undone_by"] = json!(["annulled-nationally"])), ["law", "answers"]);
    let clause = json!({"months": 2, "then": "first-of-next-month"});
    let of_pact = |edit| changed("instruments/pact.json", "XA/pact/point", edit);
    assert_eq!(of_pact(|pact: &mut Value| pact["entry_into_force_for_state"] = clause), ["law"]);
}

#[test]
fn what_makes_the_bond_and_what_silence_says_have_their_digests() {
    let exception = |list: &str, state: &str| {
        changed(ACT, "XA/act/whole", |act| {
            act["binds"][list] =
                json!([{"state": state, "from": "2012-01-01", "basis": "a protocol", "source": "gazette"}]);
        })
    };
    assert_eq!(exception("except", "XA"), ["bond"]);
    assert_eq!(exception("also", "XA"), ["bond"]);
    let member = |key: &str, on: &str| changed(STATE, "XA/act/whole", |state| state["membership"][0][key] = json!(on));
    assert_eq!(member("from", "1996-01-01"), ["bond"]);
    assert_eq!(member("to", "2020-01-01"), ["bond"]);
    let listed =
        |edit: fn(&mut Value)| changed(ACT, "XA/act/listed", |act| edit(&mut act["obligations"][1]["silence"]));
    assert_eq!(listed(|silence| silence["registers"][0]["through"] = json!("2011-07-01")), ["silence"]);
    assert_eq!(listed(|silence| *silence = json!({"means": "unknown"})), ["silence"]);
}

#[test]
fn every_field_of_a_record_that_judges_is_in_its_digest() {
    assert_eq!(of_record(|record| record["on"] = json!("2010-05-02")), ["records"]);
    assert_eq!(of_record(|record| record["on"] = json!("2010-05")), ["records"]);
    assert_eq!(of_record(|record| record["source"] = json!("report")), ["records"]);
    assert_eq!(of_record(|record| record["confidence"] = json!("recalled")), ["records"]);
    assert_eq!(of_record(|record| record["extent"] = json!("partial")), ["records"]);
    assert_eq!(of_record(|record| drop(record.as_object_mut().unwrap().remove("obligations"))), ["records"]);
    let of_step =
        |key: &str, value: &str| changed(STATE, "XA/act/whole", |state| state["records"][2][key] = json!(value));
    assert_eq!(of_step("kind", "non-conformity"), ["records"]);
    assert_eq!(of_step("case", "2"), ["records"]);
    assert_eq!(of_step("event", "reasoned-opinion"), ["records"]);
}

#[test]
fn what_only_explains_is_in_no_digest() {
    let none: [&str; 0] = [];
    assert_eq!(changed(ACT, "XA/act/whole", |act| act["title"] = json!("Another title")), none);
    assert_eq!(changed(ACT, "XA/act/whole", |act| act["short_title"] = json!("Act")), none);
    assert_eq!(of_duty(|duty| duty["title"] = json!("Do it")), none);
    assert_eq!(of_duty(|duty| duty["article"] = json!("1(1)")), none);
    assert_eq!(of_duty(|duty| duty["deadline"]["wording"] = json!("by the end of 2010")), none);
    assert_eq!(changed(STATE, "XA/act/whole", |state| state["name"] = json!("A state")), none);
    assert_eq!(changed(STATE, "XA/act/whole", |state| state["membership"][0]["basis"] = json!("accession")), none);
    assert_eq!(of_record(|record| record["title"] = json!("Another law")), none);
    assert_eq!(of_record(|record| record["adopted_on"] = json!("2010-04-01")), none);
    assert_eq!(of_record(|record| record["note"] = json!("Another source says otherwise")), none);
    assert_eq!(of_record(|record| record["locator"] = json!("p. 3")), none);
    assert_eq!(changed("seeds/gazette.json", "XA/act/whole", |seed| seed["title"] = json!("A gazette")), none);
}

#[test]
fn an_exception_of_another_state_is_not_of_this_one() {
    let mut both = sample();
    let mut other: Value = serde_json::from_slice(&both.iter().find(|(path, _)| path == STATE).unwrap().1).unwrap();
    (other["code"], other["name"], other["records"]) = (json!("XB"), json!("Other state"), json!([]));
    both.push(("member-states/XB.json".to_owned(), other.to_string().into_bytes()));
    let except = edited(both, ACT, |act| {
        act["binds"]["except"] =
            json!([{"state": "XB", "from": "2012-01-01", "basis": "a protocol", "source": "gazette"}]);
    });
    assert_eq!(digests(except, "XA/act/whole"), digests(sample(), "XA/act/whole"));
}

#[test]
fn where_things_stand_in_the_corpus_is_in_no_digest() {
    // Sources, instruments and states are numbered in the order of their ids, so what comes first moves all others.
    let mut more = sample();
    let copy = |path: &str, key: &str, id: &str| {
        let text = &sample().into_iter().find(|(known, _)| known == path).unwrap().1;
        let mut value: Value = serde_json::from_slice(text).unwrap();
        value[key] = json!(id);
        value
    };
    let (source, act, mut state) =
        (copy("seeds/gazette.json", "id", "a-first"), copy(ACT, "id", "aa"), copy(STATE, "code", "AA"));
    (state["name"], state["records"]) = (json!("Other state"), json!([]));
    for (path, value) in
        [("seeds/a-first.json", source), ("instruments/aa.json", act), ("member-states/AA.json", state)]
    {
        more.push((path.to_owned(), value.to_string().into_bytes()));
    }
    let moved = edited(more, ACT, |act| {
        let duties = act["obligations"].as_array_mut().unwrap();
        let mut first = duties[0].clone();
        first["id"] = json!("another");
        duties.insert(0, first);
    });
    for id in ["XA/act/whole", "XA/act/listed", "XA/pact/point"] {
        assert_eq!(digests(moved.clone(), id), digests(sample(), id), "{id}");
    }
}
