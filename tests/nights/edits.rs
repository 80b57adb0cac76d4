//! A corpus that is edited between two nights: exactly the findings that the edit touches are reported, with the cause that
//! the edit is, and the night after nothing is.

use serde_json::{Value, json};

use super::plain;
use super::small::{self, NIGHTS, event, notified};
use super::world::{Files, World, day, round_tripped};
use acquis::engine::{Choice, Selection};
use acquis::load::Waiver;
use acquis::report::Status;
use acquis::report::change::{CauseKind, changes};

/// What a night must say: finding, direction, cause.
type Said = &'static [(&'static str, &'static str, &'static str)];

fn records(files: &mut Files, state: &str, edit: impl FnOnce(&mut Vec<Value>)) {
    let file = files.get_mut(&format!("member-states/{state}.json")).unwrap();
    edit(file["records"].as_array_mut().unwrap());
}

fn act(files: &mut Files) -> &mut Value {
    files.get_mut("instruments/act.json").unwrap()
}

/// The one record of Belgium.
fn belgian(files: &mut Files, key: &str, value: Value) {
    records(files, "BE", |list| list[0][key] = value);
}

fn austrian(files: &mut Files, record: Value) {
    records(files, "AT", |list| list.push(record));
}

fn row<'f>(files: &'f mut Files, table: &str, id: &str) -> &'f mut Value {
    let rows = files.get_mut(&format!("rules/{table}.json")).unwrap()["rows"].as_array_mut().unwrap();
    rows.iter_mut().find(|row| row["id"] == id).unwrap()
}

/// Edits the small corpus between two nights and compares what is said, in three nights.
fn edited(said: Said, edit: impl FnOnce(&mut Files)) {
    let mut files = small::files();
    let before = World::new(&files);
    edit(&mut files);
    let after = World::new(&files);
    for (known, label) in [(None, "no limit"), (Some(day("2020-01-01")), "known by 2020")] {
        let [first, second, third] = NIGHTS.map(day);
        let start = before.check(first, known, None);
        let earlier = round_tripped(start.baseline());
        let tonight = after.check(second, known, Some(&earlier));
        let changed = changes(&earlier, tonight.baseline());
        let found: Vec<_> = changed
            .iter()
            .map(|one| {
                let causes: Vec<&str> = one.causes.iter().map(|cause| cause.kind.as_str()).collect();
                (one.id, one.direction.as_str(), causes.join(" "))
            })
            .collect();
        let wanted: Vec<_> = said.iter().map(|(id, way, cause)| (*id, *way, (*cause).to_owned())).collect();
        assert_eq!(found, wanted, "{label}");
        let ids: Vec<String> = said.iter().map(|(id, ..)| (*id).to_owned()).collect();
        assert_eq!(plain::changed(&plain::stands(&start), &plain::stands(&tonight)), ids, "{label}: compared plainly");
        let later = round_tripped(tonight.baseline());
        let next = after.check(third, known, Some(&later));
        assert!(changes(&later, next.baseline()).is_empty(), "{label}: reported again the night after");
        let quiet = next.judged().all(|(_, item)| matches!(item.status, None | Some(Status::Unchanged)));
        assert!(quiet && next.statuses().unwrap()["resolved"] == 0, "{label}: counted again the night after");
    }
}

#[test]
fn where_nothing_is_edited_nothing_is_said() {
    edited(&[], |_| {});
}

#[test]
fn a_title_or_a_note_judges_nothing() {
    edited(&[], |files| {
        act(files)["title"] = json!("An act of another name");
        belgian(files, "note", json!("seen again"));
        row(files, "severity", "newly-overdue")["because"] = json!("said in other words");
    });
}

#[test]
fn a_record_of_days_already_judged_was_added() {
    edited(&[("AT/act/whole", "better", "record-added")], |files| austrian(files, notified("2010-11-01")));
}

#[test]
fn a_record_of_tonight_is_somebody_who_acted() {
    edited(&[("AT/act/whole", "better", "state-acted")], |files| austrian(files, notified("2010-12-11")));
    edited(&[("AT/act/whole", "better", "source-found")], |files| {
        let mut found = event("observed", "2010-12-11");
        found["status"] = json!("partly");
        austrian(files, found);
    });
    edited(&[("BE/act/whole", "worse", "court-acted")], |files| {
        records(files, "BE", |list| list.push(event("annulled-nationally", "2010-12-11")));
    });
    edited(&[("AT/act/whole", "worse", "commission-acted")], |files| {
        let mut letter = event("formal-notice", "2010-12-11");
        (letter["case"], letter["procedure"], letter["kind"]) = (json!("1"), json!("258"), json!("non-communication"));
        austrian(files, letter);
    });
}

#[test]
fn a_record_was_corrected() {
    edited(&[("BE/act/whole", "other", "record-corrected")], |files| belgian(files, "on", json!("2010-10-20")));
    edited(&[("BE/act/whole", "other", "record-corrected")], |files| belgian(files, "on", json!("2010-08-30")));
    edited(&[("BE/act/whole", "worse", "record-corrected")], |files| belgian(files, "extent", json!("partial")));
    edited(&[("BE/act/whole", "other", "record-corrected")], |files| belgian(files, "confidence", json!("recalled")));
}

#[test]
fn a_record_was_retracted_or_taken_out() {
    edited(&[("BE/act/whole", "worse", "record-withdrawn")], |files| {
        belgian(files, "retracted", json!({"on": "2010-12-11", "reason": "of another state"}));
    });
    edited(&[("BE/act/whole", "worse", "record-withdrawn")], |files| records(files, "BE", Vec::clear));
}

#[test]
fn the_deadline_was_corrected_or_is_another() {
    edited(&[("AT/act/whole", "better", "law-changed"), ("BE/act/whole", "other", "law-changed")], |files| {
        let corrected = json!([{"by": "2011-04-01", "known_from": "2010-12-11"}]);
        act(files)["obligations"][0]["deadline"]["corrected"] = corrected;
    });
    edited(&[("AT/act/whole", "worse", "law-changed"), ("BE/act/whole", "other", "law-changed")], |files| {
        act(files)["obligations"][0]["deadline"]["by"] = json!("2010-05-01");
    });
}

#[test]
fn a_state_was_excepted() {
    edited(&[("AT/act/urged", "other", "bond-changed"), ("AT/act/whole", "other", "bond-changed")], |files| {
        act(files)["binds"]["except"] = json!([{"state": "AT", "from": "2008-04-21", "basis": "a protocol"}]);
    });
}

#[test]
fn the_act_ended() {
    let said: Said = &[
        ("AT/act/urged", "other", "law-changed"),
        ("AT/act/whole", "other", "law-changed"),
        ("BE/act/urged", "other", "law-changed"),
        ("BE/act/whole", "other", "law-changed"),
    ];
    edited(said, |files| act(files)["ended"] = json!([{"how": "repealed", "from": "2010-12-11"}]));
}

#[test]
fn a_row_was_changed() {
    edited(&[("AT/act/whole", "worse", "rule-changed")], |files| {
        row(files, "severity", "newly-overdue")["then"] = json!("high");
    });
    edited(&[("AT/act/whole", "better", "rule-changed")], |files| {
        row(files, "verdict", "deadline-passed-not-done")["then"] = json!("possible-gap");
    });
}

#[test]
fn the_row_that_was_changed_is_named() {
    let (before, mut files) = (World::new(&small::files()), small::files());
    row(&mut files, "severity", "newly-overdue")["then"] = json!("high");
    let after = World::new(&files);
    let earlier = before.check(day(NIGHTS[0]), None, None).baseline().clone();
    let tonight = after.check(day(NIGHTS[1]), None, Some(&earlier));
    let changed = changes(&earlier, tonight.baseline());
    assert!(changed[0].causes[0].text.contains("severity/newly-overdue"), "{:?}", changed[0].causes);
}

#[test]
fn a_register_reaches_less_far() {
    edited(&[("AT/act/whole", "other", "register-changed")], |files| {
        act(files)["obligations"][0]["silence"]["registers"][0]["through"] = json!("2010-11-01");
    });
}

#[test]
fn a_duty_or_an_act_is_new_or_gone() {
    edited(&[("AT/act/more", "new", "law-changed"), ("BE/act/more", "new", "law-changed")], |files| {
        act(files)["obligations"].as_array_mut().unwrap().push(small::urged("more"));
    });
    edited(&[("AT/act/urged", "gone", "law-changed"), ("BE/act/urged", "gone", "law-changed")], |files| {
        act(files)["obligations"].as_array_mut().unwrap().pop();
    });
    let said: Said = &[
        ("AT/second/urged", "new", "law-changed"),
        ("AT/second/whole", "new", "law-changed"),
        ("BE/second/urged", "new", "law-changed"),
        ("BE/second/whole", "new", "law-changed"),
    ];
    edited(said, |files| drop(files.insert("instruments/second.json".into(), small::act("second"))));
}

#[test]
fn a_state_is_new_or_gone() {
    edited(&[("DE/act/urged", "new", "bond-changed"), ("DE/act/whole", "new", "bond-changed")], |files| {
        files.insert("member-states/DE.json".into(), small::state("DE", "DEU", "Germany", json!([])));
    });
    edited(&[("AT/act/urged", "gone", "bond-changed"), ("AT/act/whole", "gone", "bond-changed")], |files| {
        files.remove("member-states/AT.json");
    });
    edited(&[("AT/act/urged", "gone", "bond-changed"), ("AT/act/whole", "gone", "bond-changed")], |files| {
        files.get_mut("member-states/AT.json").unwrap()["membership"][0]["to"] = json!("2010-12-11");
    });
}

#[test]
fn two_edits_of_one_night_are_both_reported() {
    let said: Said = &[("AT/act/whole", "better", "record-added"), ("BE/act/whole", "worse", "record-withdrawn")];
    edited(said, |files| {
        austrian(files, notified("2010-11-01"));
        records(files, "BE", Vec::clear);
    });
}

/// What becomes of Austria's gap, waived on the first night, when the waivers of the second are these.
fn waived(second: &[Waiver]) -> (Option<Status>, Vec<CauseKind>, bool) {
    let world = World::new(&small::files());
    let first = [waiver(Some("2010-12-10"))];
    let earlier = round_tripped(world.waived(day(NIGHTS[0]), None, None, Some(&first)).baseline());
    let tonight = world.waived(day(NIGHTS[1]), None, Some(&earlier), Some(second));
    let (_, item) = tonight.judged().find(|(finding, _)| finding.id() == "AT/act/whole").unwrap();
    let later = round_tripped(tonight.baseline());
    let next = world.waived(day(NIGHTS[2]), None, Some(&later), Some(second));
    let (_, again) = next.judged().find(|(finding, _)| finding.id() == "AT/act/whole").unwrap();
    assert!(
        matches!(again.status, None | Some(Status::Unchanged)),
        "reported again the night after: {:?}",
        again.status
    );
    assert!(again.causes.is_empty());
    (item.status, item.causes.iter().map(|cause| cause.kind).collect(), tonight.fails())
}

fn waiver(until: Option<&str>) -> Waiver {
    let until = until.map(day);
    Waiver { finding: "AT/act".into(), reason: "known".into(), owner: "we".into(), until, line: 1, names_nothing: None }
}

#[test]
fn a_waiver_that_ran_out_or_was_taken_out_brings_its_finding_back_as_new() {
    let back = (Some(Status::New), vec![CauseKind::WaiverEnded], true);
    assert_eq!(waived(&[waiver(Some("2010-12-10"))]), back, "its last day was yesterday");
    assert_eq!(waived(&[]), back);
    assert_eq!(waived(&[waiver(Some("2010-12-12"))]), (None, vec![], false), "it was prolonged");
}

#[test]
fn a_duty_that_is_new_or_gone_under_a_named_act_is_one_that_was_looked_for() {
    let (small, mut files) = (World::new(&small::files()), small::files());
    act(&mut files)["obligations"].as_array_mut().unwrap().remove(0);
    records(&mut files, "BE", Vec::clear);
    let without = World::new(&files);
    let by_name = Selection {
        instruments: Choice::one("act"),
        obligations: Choice::Only(vec!["act/whole".into(), "act/urged".into()]),
        ..Selection::default()
    };
    let left = Selection { obligations: Choice::one("act/urged"), ..by_name.clone() };
    let (with, without) = ((&small, &by_name), (&without, &left));
    for ((before, asked), (after, asked_now), way) in [(with, without, "gone"), (without, with, "new")] {
        let earlier = before.narrowed(day(NIGHTS[0]), asked, None).baseline().clone();
        let tonight = after.narrowed(day(NIGHTS[1]), asked_now, Some(&earlier));
        let named: Vec<_> = changes(&earlier, tonight.baseline())
            .iter()
            .map(|one| (one.id.to_owned(), one.direction.as_str(), one.causes[0].kind))
            .collect();
        let both = ["AT/act/whole", "BE/act/whole"].map(|id| (id.to_owned(), way, CauseKind::LawChanged));
        assert_eq!(named, both, "{way}");
        assert_eq!(tonight.statuses().unwrap()["resolved"], usize::from(way == "gone"), "Austria's gap");
    }
}
