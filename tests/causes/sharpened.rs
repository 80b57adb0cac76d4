//! What the sharpened evidence brought into the digests: keys of records, moved deadlines, duties that prove others,
//! letters that set a period, registers of cases.

use super::digests::{ACT, STATE, basis, changed, digests, of_duty, of_record, sample};
use super::world::edited;
use serde_json::{Value, json};

#[test]
fn what_moves_a_deadline_and_what_proves_a_duty_is_in_the_digest_of_the_law() {
    let moved = json!([{"by": "2012-12-31", "known_from": "2011-04-01", "act": "Directive 2011/1"}]);
    assert_eq!(of_duty(|duty| duty["deadline"]["changed"] = moved.clone()), ["law"]);
    let renamed = |act: &str| {
        let mut moved = moved.clone();
        moved[0]["act"] = json!(act);
        digests(edited(sample(), ACT, |one| one["obligations"][0]["deadline"]["changed"] = moved), "XA/act/whole")
    };
    assert_eq!(renamed("Directive 2011/1"), renamed("Directive 2011/2"), "the name of the act explains alone");
    let communicates = |act: &mut Value| act["obligations"][1]["communicates"] = json!(true);
    assert_eq!(changed(ACT, "XA/act/listed", communicates), ["law", "answers"]);
    let implied = changed(ACT, "XA/act/whole", |act| act["obligations"][0]["implied_by"] = json!(["listed"]));
    assert_eq!(implied, ["law", "answers", "bond", "silence"]);
    assert_eq!(of_duty(|duty| duty["headline"] = json!(true)), [""; 0]);
}

#[test]
fn the_period_of_a_state_of_its_own_is_in_the_digest_of_its_bond() {
    let also = |deadline: Option<Value>| {
        let mut entry = json!({"state": "XA", "from": "2012-01-01", "basis": "an agreement", "source": "gazette"});
        if let Some(deadline) = deadline {
            entry["deadline"] = deadline;
        }
        basis(edited(sample(), ACT, |act| act["binds"]["also"] = json!([entry])), "XA/act/whole").bond
    };
    let bonds = [also(None), also(Some(Value::Null)), also(Some(json!({"within": "P2Y", "from": "bound"})))];
    assert!(bonds.iter().enumerate().all(|(place, one)| !bonds[..place].contains(one)), "{bonds:?}");
}

#[test]
fn the_new_keys_of_records_are_in_their_digests() {
    assert_eq!(of_record(|record| record["amends"] = json!(true)), ["records"]);
    assert_eq!(of_record(|record| record["extent"] = json!("unsaid")), ["records"]);
    let of_event = |event: Value, key: &str, value: Value| {
        let with = |event: Value| edited(sample(), STATE, |state| state["records"][0] = event);
        let record = |mut event: Value| {
            for (key, value) in
                [("instrument", "act"), ("on", "2011-04-01"), ("source", "gazette"), ("confidence", "read")]
            {
                event[key] = json!(value);
            }
            event
        };
        let mut other = event.clone();
        other[key] = value;
        assert_ne!(digests(with(record(event)), "XA/act/whole"), digests(with(record(other)), "XA/act/whole"), "{key}");
    };
    of_event(json!({"event": "observed", "status": "not-done"}), "pending", json!(true));
    let judgment = json!({"event": "judgment", "kind": "non-communication", "procedure": "258", "case": "1"});
    of_event(judgment, "until", json!("2011-03-01"));
    let closed = json!({"event": "closed", "kind": "non-communication", "case": "1", "outcome": "complied"});
    of_event(closed, "outcome", json!("unsaid"));
}

#[test]
fn how_far_a_register_of_cases_reaches_is_in_the_digest_of_silence() {
    let register = |through: &str| {
        let mut files = edited(sample(), STATE, |state| state["records"][2]["source"] = json!("gazette"));
        files = edited(files, "seeds/gazette.json", |seed| {
            (seed["continuous"], seed["through"]) = (json!(true), json!(through));
        });
        basis(files, "XA/act/whole").silence
    };
    assert_ne!(register("2011-05-01"), register("2011-05-02"));
}

#[test]
fn records_of_duties_that_imply_this_one_are_considered_as_theirs() {
    let implied = edited(sample(), ACT, |act| act["obligations"][0]["implied_by"] = json!(["listed", "pact/point"]));
    let designated = |files| {
        edited(files, STATE, |state| {
            let records = state["records"].as_array_mut().unwrap();
            records.push(json!({"instrument": "pact", "event": "designated", "on": "2011-04-02", "source": "gazette", "confidence": "read"}));
        })
    };
    let considered = |files| basis(designated(files), "XA/act/whole").records;
    let own = considered(sample()).len();
    let all = considered(implied);
    let others: Vec<_> = all.iter().filter(|one| one.of.is_some()).collect();
    assert_eq!(all.len(), own + others.len());
    let [point] = others.as_slice() else { panic!("{others:#?}") };
    assert_eq!(point.in_words(), "pact/point: designated 2011-04-02 (gazette)");
}

#[test]
fn a_letter_that_only_sets_the_period_of_a_judgment_is_considered() {
    let with = |until: Option<&str>| {
        let files = edited(sample(), STATE, |state| {
            let step = |event: &str, on: &str, duty: &str| {
                json!({"instrument": "act", "event": event, "on": on, "kind": "non-communication", "procedure": "258",
                    "case": "2", "source": "gazette", "confidence": "read", "obligations": [duty]})
            };
            let mut opinion = step("reasoned-opinion", "2011-02-01", "listed");
            if let Some(until) = until {
                opinion["until"] = json!(until);
            }
            state["records"].as_array_mut().unwrap().extend([opinion, step("judgment", "2011-06-01", "whole")]);
        });
        basis(files, "XA/act/whole").records
    };
    let (plain, set) = (with(None), with(Some("2011-03-15")));
    let letter = plain.iter().find(|one| one.event == "reasoned-opinion").unwrap();
    assert_eq!(letter.of.as_deref(), Some("act"));
    assert!(!letter.is_procedural(), "no step about this duty");
    assert_ne!(plain, set, "its period judges");
}
