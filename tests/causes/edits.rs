//! Signed cases over small corpora and over edited data: what was added, corrected, withdrawn, and the ways in which the
//! law, the bond, a register or a rule can differ.

use super::model::{self, files, found, measure, step};
use super::world::{Case, Files, On, World, edited, regraded, rules_with, shipped_files, try_case};
use acquis::load::{RuleTexts, embedded_rules, rules_in};
use serde_json::{Value, json};
use std::path::Path;

fn world(files: Files) -> World {
    World::new(files, &embedded_rules())
}

/// Two corpora on one day.
fn edit(before: Files, after: Files, case: &Case) {
    try_case(&world(before), &world(after), case);
}

/// One corpus on two days.
fn nights(records: &[Value], case: &Case) {
    let world = world(files(records));
    try_case(&world, &world, case);
}

const SLOVAK: &str = "member-states/SK.json";

/// The Slovak record of Act No 204/2013, in force on 1 August 2013.
fn slovak(edit: impl FnOnce(&mut Vec<Value>, usize)) -> Files {
    edited(shipped_files(), SLOVAK, |state| {
        let records = state["records"].as_array_mut().unwrap();
        let place = records.iter().position(|record| record["source"] == "sk-act-204-2013").unwrap();
        edit(records, place);
    })
}

fn slovak_case(causes: &'static [(&'static str, &'static str)], expect: [&'static str; 2]) -> Case {
    let on = On("2013-08-01", None);
    let because =
        "in force on 1 August 2013; without it, the letter of 29 May and the finding of 17 October leave it open";
    Case { id: "SK/anti-trafficking/transposition", from: on, to: on, expect, causes, because }
}

#[test]
fn a_record_added() {
    let without = slovak(|records, place| drop(records.remove(place)));
    let causes = &[("record-added", "newly recorded: national measure (Zákon č. 204/2013 Z. z.) in force 2013-08-01")];
    edit(without, slovak(|_, _| {}), &slovak_case(causes, ["possible-gap", "met-late"]));
}

#[test]
fn a_record_withdrawn() {
    let retracted = slovak(|records, place| {
        records[place]["retracted"] = json!({"on": "2020-01-01", "reason": "a misreading"});
    });
    let causes = &[("record-withdrawn", "no longer counted: national measure (Zákon č. 204/2013 Z. z.)")];
    edit(slovak(|_, _| {}), retracted, &slovak_case(causes, ["met-late", "possible-gap"]));
}

#[test]
fn a_record_corrected() {
    let moved = slovak(|records, place| records[place]["on"] = json!("2013-08-02"));
    let causes = &[("record-corrected", "in force 2013-08-02 (sk-act-204-2013); it said: national measure")];
    edit(slovak(|_, _| {}), moved, &slovak_case(causes, ["met-late", "overdue"]));
}

#[test]
fn a_title_a_note_a_place_in_the_source_changes_nothing() {
    let renamed = slovak(|records, place| {
        let record = &mut records[place];
        (record["title"], record["note"], record["locator"]) = (json!("A law"), json!("A note"), json!("p. 1"));
    });
    edit(slovak(|_, _| {}), renamed, &slovak_case(&[], ["met-late", "met-late"]));
}

fn act_case(expect: [&'static str; 2], causes: &'static [(&'static str, &'static str)], on: &'static str) -> Case {
    let on = On(on, None);
    Case { id: "XA/act/whole", from: on, to: on, expect, causes, because: "the model act is due on 31 December 2010" }
}

fn act_with(edit: impl FnOnce(&mut Value)) -> Files {
    edited(files(&[found("not-done", "2012-03-01")]), "instruments/act.json", edit)
}

#[test]
fn the_law_is_recorded_otherwise() {
    let before = || files(&[found("not-done", "2012-03-01")]);
    let later = act_with(|act| act["obligations"][0]["deadline"] = json!({"by": "2012-12-31"}));
    let causes = &[("law-changed", "the last good day is 2012-12-31 in the data, it was 2010-12-31")];
    edit(before(), later, &act_case(["overdue", "pending"], causes, "2012-01-01"));
    let repealed = act_with(|act| act["ended"] = json!([{"how": "repealed", "from": "2011-12-01"}]));
    let causes = &[("law-changed", "repealed or replaced in the data")];
    edit(before(), repealed, &act_case(["overdue", "ended"], causes, "2012-01-01"));
    let widened = act_with(|act| act["obligations"][0]["fulfilled_by"] = json!(["notified", "measure", "designated"]));
    edit(before(), widened, &act_case(["overdue", "overdue"], &[], "2012-01-01"));
}

#[test]
fn the_bond_is_recorded_otherwise() {
    let except = act_with(|act| {
        act["binds"]["except"] =
            json!([{"state": "XA", "from": "2011-01-01", "basis": "a protocol", "source": "gazette"}]);
    });
    let causes = &[("bond-changed", "outside by an exception in the data")];
    edit(files(&[found("not-done", "2012-03-01")]), except, &act_case(["overdue", "not-bound"], causes, "2012-01-01"));
    let left = edited(files(&[]), "member-states/XA.json", |state| state["membership"][0]["to"] = json!("2011-07-01"));
    let causes = &[("bond-changed", "no Member State")];
    edit(files(&[]), left, &act_case(["unknown", "not-bound"], causes, "2012-01-01"));
}

#[test]
fn a_register_reaches_further() {
    let further = edited(files(&[]), "instruments/act.json", |act| {
        act["obligations"][1]["silence"]["registers"][0]["through"] = json!("2011-12-31");
    });
    let case = |on, expect, causes| Case { id: "XA/act/listed", ..act_case(expect, causes, on) };
    let causes = &[("register-changed", "reaches further")];
    edit(files(&[]), further, &case("2014-06-30", ["possible-gap", "overdue"], causes));
}

#[test]
fn a_register_grows_stale() {
    // 30 June 2011 and 1095 days: 29 June 2014, for 2012 has a 29 February
    let case = |from, to, expect, causes| Case {
        id: "XA/act/listed",
        from: On(from, None),
        to: On(to, None),
        ..act_case(expect, causes, from)
    };
    nights(&[], &case("2014-06-28", "2014-06-29", ["overdue", "overdue"], &[]));
    let causes = &[("source-stale", "of 2011-06-30")];
    nights(&[], &case("2014-06-29", "2014-06-30", ["overdue", "possible-gap"], causes));
}

#[test]
fn proceedings_can_be_brought_from_a_day_on() {
    let records =
        [found("not-done", "2010-06-01"), found("not-done", "2015-06-01"), step("formal-notice", "2014-11-01")];
    let case = |from, to, causes| Case {
        from: On(from, None),
        to: On(to, None),
        because: "Protocol (No 36), Art. 10: no proceedings over the former third pillar before 1 December 2014",
        ..act_case(["overdue", "overdue"], causes, from)
    };
    nights(&records, &case("2014-11-29", "2014-11-30", &[]));
    let causes = &[("law-changed", "can bring proceedings under the act by now")];
    nights(&records, &case("2014-11-30", "2014-12-01", causes));
}

#[test]
fn a_step_counts_from_its_last_possible_day() {
    let mut uncertain = step("reasoned-opinion", "2015-03");
    uncertain["case"] = json!("2");
    let records = [
        found("not-done", "2010-06-01"),
        found("not-done", "2015-06-01"),
        step("formal-notice", "2015-03-10"),
        uncertain,
    ];
    let case = |from, to, causes| Case {
        from: On(from, None),
        to: On(to, None),
        ..act_case(["overdue", "overdue"], causes, from)
    };
    nights(&records, &case("2015-02-28", "2015-03-10", &[("commission-acted", "formal notice 2015-03-10")]));
    let causes = &[("commission-acted", "reasoned opinion on a day from 2015-03-01 to 2015-03-31")];
    nights(&records, &case("2015-03-10", "2015-03-31", causes));
}

#[test]
fn a_second_finding_is_not_the_cause_of_a_threshold() {
    let records = [found("not-done", "2011-02-01"), found("not-done", "2011-06-30")];
    let case = |from, to, causes| Case {
        from: On(from, None),
        to: On(to, None),
        because: "1 January 2011 is day 1, 2 July day 183; the finding of 30 June says what was known",
        ..act_case(["overdue", "overdue"], causes, from)
    };
    nights(&records, &case("2011-06-29", "2011-07-02", &[("threshold-passed", "183 days overdue")]));
    nights(&records, &case("2011-06-29", "2011-07-01", &[]));
}

#[test]
fn a_day_that_is_uncertain_all_the_while_is_no_event() {
    let records = [json!({"event": "observed", "status": "not-done", "on": "2011"})];
    let case =
        |from, to, expect, causes| Case { from: On(from, None), to: On(to, None), ..act_case(expect, causes, from) };
    let causes = &[("threshold-passed", "183 days")];
    nights(&records, &case("2011-07-01", "2011-07-02", ["overdue", "overdue"], causes));
    let causes = &[("source-found", "on a day from 2011-01-01 to 2011-12-31"), ("deadline-passed", "2010-12-31")];
    nights(&records, &case("2010-12-31", "2011-01-01", ["pending", "overdue"], causes));
}

#[test]
fn on_one_day_nothing_happens_between() {
    // the finding of August ends the possible gap sooner; the measure, uncertain on that day, is what it was
    let uncertain = json!({"event": "measure", "extent": "full", "on": {"after": "2011-03-01", "by": "2011-09-01"}, "title": "Model law"});
    let after = files(&[uncertain.clone(), found("done", "2011-08-01")]);
    let causes = &[("record-added", "found done 2011-08-01")];
    edit(files(&[uncertain]), after, &act_case(["possible-gap", "possible-gap"], causes, "2011-06-01"));
}

#[test]
fn law_gone_and_come_back_between_two_days_is_bond() {
    let outside = act_with(|act| {
        act["binds"]["except"] = json!([{"state": "XA", "from": "2009-06-01", "to": "2009-09-01", "basis": "a protocol", "source": "gazette"}]);
    });
    let case = Case {
        from: On("2009-05-01", None),
        to: On("2009-10-01", None),
        because: "not bound from June to August; bound again under the same deadline",
        ..act_case(["pending", "pending"], &[("bond-changed", "in between")], "2009-05-01")
    };
    let world = world(outside);
    try_case(&world, &world, &case);
}

#[test]
fn a_deferral_and_an_undoing_are_acts_of_the_state() {
    let records = [
        json!({"event": "deferral", "on": "2010-06-01", "until": "2011-06-30"}),
        measure("2011-03-01"),
        json!({"event": "repealed-nationally", "on": "2012-03-01"}),
    ];
    let case =
        |from, to, expect, causes| Case { from: On(from, None), to: On(to, None), ..act_case(expect, causes, from) };
    let causes = &[("state-acted", "put off until 2011-06-30 by a declaration of 2010-06-01")];
    nights(&records, &case("2010-05-31", "2010-06-01", ["pending", "pending"], causes));
    let causes = &[("state-acted", "national law repealed 2012-03-01")];
    nights(&records, &case("2012-02-29", "2012-03-01", ["met", "overdue"], causes));
}

#[test]
fn what_was_undone_and_done_again_between_two_days_is_reported_in_full() {
    let annulled = json!({"event": "annulled-nationally", "on": "2011-03-01"});
    let records = [measure("2010-03-01"), annulled, measure("2011-06-01")];
    let causes = &[
        ("court-acted", "national law annulled 2011-03-01"),
        ("state-acted", "(Model law) in force 2011-06-01"),
        ("deadline-passed", "2010-12-31"),
    ];
    let case = act_case(["met", "met-late"], causes, "2010-12-31");
    nights(&records, &Case { to: On("2011-12-31", None), ..case });
}

#[test]
fn a_treaty_binds_by_the_deposit_before() {
    let records = [
        json!({"instrument": "pact", "event": "ratification", "on": "2011-02-10"}),
        json!({"instrument": "pact", "event": "denunciation", "on": "2013-05-01"}),
    ];
    let case = |from, to, expect, causes| Case {
        id: "XA/pact/point",
        from: On(from, None),
        to: On(to, None),
        because: "three months after the deposit of 10 February, then the first of the next month",
        ..act_case(expect, causes, from)
    };
    nights(
        &records,
        &case("2011-05-31", "2011-06-01", ["not-bound", "pending"], &[("bond-changed", "the state is bound")]),
    );
    let causes = &[("state-acted", "denunciation 2013-05-01"), ("bond-changed", "not in force for the state")];
    nights(&records, &case("2013-04-30", "2013-05-01", ["unknown", "not-bound"], causes));
}

#[test]
fn the_rules_are_others() {
    let tables = |before: &RuleTexts, after: &RuleTexts, files: fn() -> Files, case: &Case| {
        try_case(&World::new(files(), before), &World::new(files(), after), case);
    };
    let overlay = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/overlays/unchallenged-notification");
    let on = On("2011-11-25", Some("2011-11-25"));
    let case = Case {
        id: "BE/data-retention/notification",
        from: on,
        to: on,
        expect: ["partial", "possible-gap"],
        causes: &[("rule-changed", "verdict/partial-notification-never-challenged")],
        because: "the added row: a partial notification that nobody challenged for four years",
    };
    tables(&embedded_rules(), &rules_in(&overlay).unwrap(), shipped_files, &case);
    let sooner = rules_with("severity", "newly-overdue", |row| row["when"]["days_overdue"]["under"] = json!(90));
    let sooner = regraded(sooner, "severity", "overdue-for-months", |row| {
        row["when"]["days_overdue"]["at-least"] = json!(90);
    });
    let records = || files(&[found("not-done", "2011-12-01")]);
    let causes = &[("rule-changed", "severity/newly-overdue, severity/overdue-for-months")];
    tables(&embedded_rules(), &sooner, records, &act_case(["overdue", "overdue"], causes, "2011-04-30"));
}

#[test]
fn a_state_or_a_duty_that_is_new_in_the_data() {
    let on = On("2011-06-01", None);
    let case = |id, expect, causes| Case { id, from: on, to: on, expect, causes, because: "it was not in the data" };
    let mut more = files(&[]);
    more.push((
        "member-states/XB.json".to_owned(),
        model::state(&[]).to_string().replace("XA", "XB").replace("Model", "Other").into_bytes(),
    ));
    let causes = &[("bond-changed", "the state is new in the data")];
    edit(files(&[]), more, &case("XB/act/whole", ["none", "unknown"], causes));
    let without = edited(files(&[]), "instruments/act.json", |act| {
        drop(act["obligations"].as_array_mut().unwrap().remove(1));
    });
    let causes = &[("law-changed", "the duty is no longer in the data")];
    edit(files(&[]), without, &case("XA/act/listed", ["overdue", "none"], causes));
}

#[test]
fn a_step_about_a_duty_that_implies_this_one_brings_its_register_with_it() {
    let with = |records: &[Value]| {
        let implied = edited(files(records), "instruments/act.json", |act| {
            let listed = &mut act["obligations"][1];
            (listed["implied_by"], listed["silence"]) = (json!(["whole"]), json!({"means": "unknown"}));
        });
        edited(implied, "seeds/gazette.json", |seed| seed["through"] = json!("2016-06-30"))
    };
    let passed = json!({"event": "measure", "extent": "full", "on": {"after": "2010-06-01", "by": "2015-12-31"},
        "title": "Model law"});
    let judged = json!({"event": "judgment", "on": "2015-02-01", "kind": "non-communication", "procedure": "258",
        "case": "1", "obligations": ["whole"]});
    let case = Case {
        id: "XA/act/listed",
        because: "the law may be older than the judgment, which found that it was not enough (Art. 260(1) TFEU); the register \
            that shows the case is known by the judgment alone",
        ..act_case(["met", "unknown"], &[("record-added", "act/whole: judgment 2015-02-01")], "2016-01-01")
    };
    edit(with(std::slice::from_ref(&passed)), with(&[passed, judged]), &case);
}

#[test]
fn a_step_that_makes_another_count_is_the_one_that_is_new() {
    let of_case = |event: &str, on: &str| json!({"event": event, "on": on, "kind": "non-communication", "procedure": "258", "case": "1"});
    let (mut closed, mut first, mut second) = (
        of_case("closed", "2011-05-01"),
        of_case("formal-notice", "2011-02-01"),
        of_case("reasoned-opinion", "2011-03-01"),
    );
    closed["outcome"] = json!("complied");
    (first["obligations"], second["obligations"]) = (json!(["whole"]), json!(["listed"]));
    let case = Case {
        id: "XA/act/listed",
        because: "a case ends for the duties that its steps name: the opinion is new, the closing was recorded before",
        ..act_case(["overdue", "met-late"], &[("record-added", "reasoned opinion 2011-03-01")], "2012-01-01")
    };
    edit(files(&[first.clone(), closed.clone()]), files(&[first, second, closed]), &case);
}
