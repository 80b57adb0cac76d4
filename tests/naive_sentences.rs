//! The page on evidence, deadlines and treaties, sentence by sentence: one small world for each, asked of the engine and
//! of the naive evaluator alike.

mod world;

use serde_json::json;
use world::{list_through, world};

#[test]
fn an_extent_left_unsaid_is_open() {
    let unsaid = world(json!([{"event": "notified", "extent": "unsaid", "on": "2009-06-01"}]));
    assert_eq!(unsaid.law("2009-07-01"), "pending");
    assert_eq!(unsaid.law("2010-01-02"), "possible-gap");
    let closed = world(json!([{"event": "notified", "extent": "unsaid", "on": "2009-06-01"},
        {"event": "closed", "outcome": "unsaid", "case": "a", "on": "2011-01-01"}]));
    assert_eq!(closed.law("2011-01-01"), "met unsure presumed");
}

#[test]
fn a_judgment_speaks_of_the_end_of_the_period_and_undoes_nothing_later() {
    let steps = json!([{"event": "notified", "extent": "full", "on": "2010-03-01"},
        {"event": "reasoned-opinion", "case": "a", "on": "2010-10-01"},
        {"event": "notified", "extent": "full", "on": "2011-06-01"},
        {"event": "judgment", "case": "a", "procedure": "258", "on": "2012-05-01"}]);
    let late = world(steps);
    assert_eq!(late.law("2010-02-28"), "overdue 58");
    assert_eq!(late.law("2010-03-01"), "partial 59", "a record stood: partly");
    assert_eq!(late.law("2011-05-31"), "partial 515");
    assert_eq!(late.law("2011-06-01"), "met-late late");
    assert_eq!(late.law("2012-05-01"), "met-late late", "it undoes no later act");
}

#[test]
fn a_judgment_beats_a_finding_in_its_period_alone() {
    let found = |on: &str| {
        world(json!([{"event": "observed", "status": "done", "on": on},
            {"event": "judgment", "case": "a", "until": "2011-01-01", "on": "2012-01-01"}]))
    };
    assert_eq!(found("2010-06-01").law("2010-12-01"), "overdue 334");
    assert_eq!(found("2010-06-01").law("2011-02-01"), "overdue 396");
    assert_eq!(found("2011-06-01").law("2011-06-01"), "met-late late");
    assert_eq!(found("2011-06-01").law("2011-02-01"), "possible-gap");
}

#[test]
fn a_second_judgment_speaks_of_the_letter() {
    let letters = world(json!([{"event": "reasoned-opinion", "case": "a", "on": "2010-06-01"},
        {"event": "notified", "extent": "full", "on": "2011-01-01"},
        {"event": "formal-notice", "case": "a", "procedure": "260(2)", "until": "2010-12-01", "on": "2010-11-01"},
        {"event": "penalty", "case": "a", "procedure": "260(2)", "on": "2013-01-01"}]));
    assert_eq!(letters.law("2010-12-31"), "overdue 364");
    assert_eq!(letters.law("2011-01-01"), "met-late late");
}

#[test]
fn an_amending_act_leaves_the_days_before_it_open() {
    let mut late = world(json!([{"event": "notified", "extent": "full", "amends": true, "on": "2012-01-01"}]));
    assert_eq!(late.law("2009-12-01"), "pending");
    assert_eq!(late.law("2011-01-01"), "possible-gap");
    assert_eq!(late.law("2012-01-01"), "met unsure");
    late.silence = list_through("2010-02-01");
    assert_eq!(late.law("2010-02-01"), "overdue 31");
    assert_eq!(late.law("2012-01-01"), "met-late late");
    let early = world(json!([{"event": "notified", "extent": "full", "amends": true, "on": "2009-06-01"}]));
    assert_eq!(early.law("2011-01-01"), "met in-time");
    let stale = world(json!([{"event": "observed", "status": "not-done", "on": "2010-02-01"},
        {"event": "notified", "extent": "full", "amends": true, "on": "2018-01-01"}]));
    assert_eq!(stale.law("2012-01-01"), "overdue 730");
    assert_eq!(stale.law("2017-01-01"), "possible-gap");
    assert_eq!(stale.law("2018-01-01"), "met-late late");
}

#[test]
fn steps_keep_fresh_while_the_register_says_that_the_case_is_open() {
    let open =
        |source: &str| world(json!([{"event": "formal-notice", "case": "a", "source": source, "on": "2010-06-01"}]));
    assert_eq!(open("cases").law("2018-12-31"), "overdue 3286", "1095 days after the register's last day");
    assert_eq!(open("cases").law("2019-01-01"), "possible-gap");
    assert_eq!(open("report").law("2013-06-01"), "possible-gap");
    let moot = world(json!([{"event": "formal-notice", "case": "a", "source": "cases", "on": "2010-06-01"},
        {"event": "closed", "outcome": "moot", "case": "a", "source": "cases", "on": "2012-01-02"}]));
    assert_eq!(moot.law("2014-12-31"), "overdue 1825");
    assert_eq!(moot.law("2015-01-01"), "possible-gap");
}

#[test]
fn a_bill_is_stale_after_a_year() {
    let bill = world(json!([{"event": "observed", "status": "not-done", "pending": true, "on": "2010-02-01"}]));
    assert_eq!(bill.law("2011-02-01"), "overdue 396");
    assert_eq!(bill.law("2011-02-02"), "possible-gap");
}

#[test]
fn an_open_deadline() {
    let mut world = world(json!([{"event": "notified", "extent": "full", "on": "2009-06-01"}]));
    world.deadline = json!({"passed_by": "2010-01-01"});
    assert_eq!(world.law("2009-01-01"), "unknown open at-least");
    assert_eq!(world.law("2009-06-01"), "met unsure open at-least");
    assert_eq!(world.law("2011-01-01"), "met unsure at-least");
    world.records = vec![json!({"event": "observed", "status": "not-done", "on": "2010-02-01"})];
    assert_eq!(world.law("2010-02-01"), "overdue 31 at-least");
    world.records.push(json!({"event": "deferral", "on": "2009-01-01", "until": "2010-01-15"}));
    assert_eq!(world.law("2010-02-01"), "overdue 17");
    world.from = "2010-01-10";
    world.records.pop();
    assert_eq!(world.law("2010-02-01"), "overdue 22");
}

#[test]
fn an_associate_has_its_own_period() {
    let mut world = world(json!([{"event": "observed", "status": "not-done", "on": "2013-05-01"}]));
    world.also = json!([{"state": "CH", "from": "2011-01-01", "deadline": {"within": "P2Y", "from": "bound"}}]);
    assert_eq!(world.says("CH/act/law", "2013-01-01"), "pending");
    assert_eq!(world.says("CH/act/law", "2013-05-01"), "overdue 120");
    world.also = json!([{"state": "CH", "from": "2011-01-01", "deadline": null}]);
    assert_eq!(world.says("CH/act/law", "2013-05-01"), "unknown open");
    world.also = json!([{"state": "CH", "from": "2011-01-01"}]);
    assert_eq!(world.says("CH/act/law", "2013-05-01"), "overdue 851");
}

#[test]
fn a_changed_deadline_holds_from_its_day() {
    let mut world = world(json!([{"event": "observed", "status": "not-done", "on": "2012-05-01"}]));
    world.deadline = json!({"by": "2010-01-01", "corrected": [{"by": "2010-01-05", "known_from": "2009-01-01"}],
        "changed": [{"by": "2012-01-01", "known_from": "2010-03-01", "act": "a later directive"}]});
    assert_eq!(world.law("2010-02-28"), "overdue 54");
    assert_eq!(world.law("2010-03-01"), "pending");
    assert_eq!(world.law("2012-05-01"), "overdue 121");
}

#[test]
fn another_duty_proves_this_one() {
    let mut world =
        world(json!([{"event": "observed", "status": "not-done", "obligations": ["operation"], "on": "2010-02-01"},
        {"event": "notified", "extent": "full", "on": "2010-06-01"},
        {"event": "annulled-nationally", "obligations": ["law"], "on": "2011-01-01"}]));
    assert_eq!(world.says("AT/act/operation", "2010-04-01"), "possible-gap");
    assert_eq!(world.says("AT/act/operation", "2012-01-01"), "met-late late");
    world.records = vec![json!({"instrument": "pact", "event": "designated", "on": "2009-01-01"})];
    assert_eq!(world.says("AT/act/abroad", "2011-01-01"), "met in-time presumed");
}

#[test]
fn a_list_shows_that_what_is_found_later_was_done_later() {
    let mut world = world(json!([{"event": "observed", "status": "done", "on": "2012-01-01"}]));
    world.silence = list_through("2011-01-01");
    assert_eq!(world.law("2011-01-01"), "overdue 365");
    assert_eq!(world.law("2011-06-01"), "possible-gap");
    assert_eq!(world.law("2012-01-01"), "met-late late");
    world.records =
        vec![json!({"event": "notified", "extent": "full", "on": {"after": "2009-06-30", "by": "2011-12-31"}})];
    assert_eq!(world.law("2011-01-01"), "overdue 365", "possible days on the list fall away");
    assert_eq!(world.law("2011-12-31"), "met-late late");
}

#[test]
fn a_full_act_and_a_negative_finding_on_one_day_do_not_restart_a_gap() {
    let world = world(json!([{"event": "notified", "extent": "full", "on": "2011-01-01"},
        {"event": "observed", "status": "partly", "on": "2011-01-01"}]));
    assert_eq!(world.law("2011-01-01"), "partial 365");
}

#[test]
fn records_from_before_accession_count_from_it() {
    let mut world = world(json!([{"event": "notified", "extent": "full", "on": "2010-06-01"},
        {"event": "annulled-nationally", "on": "2011-05-01"}]));
    world.from = "2011-05-01";
    assert_eq!(world.law("2011-05-02"), "overdue 1", "what was done before is undone on the day of accession");
    world.records.pop();
    assert_eq!(world.law("2011-05-02"), "met in-time");
}

#[test]
fn a_successor_is_bound_before_its_deposit() {
    let succession = world(json!([{"instrument": "pact", "event": "ratification", "consent": "succession",
        "succeeds_on": "1997-01-01", "on": "1998-05-01"}]));
    assert_eq!(succession.says("AT/pact/point", "1996-12-31"), "not-bound");
    assert_eq!(succession.says("AT/pact/point", "1997-01-01"), "pending");
    assert_eq!(succession.says("AT/pact/point", "1997-01-02"), "unknown");
    let month_end = world(json!([{"instrument": "pact", "event": "ratification", "on": "2000-11-30"}]));
    assert_eq!(month_end.says("AT/pact/point", "2001-02-28"), "not-bound");
    assert_eq!(month_end.says("AT/pact/point", "2001-03-01"), "pending");
}

#[test]
fn a_step_that_names_no_duty_speaks_of_transposition_alone() {
    let world = world(json!([{"event": "formal-notice", "case": "a", "on": "2010-02-01"},
        {"event": "closed", "outcome": "complied", "case": "a", "on": "2010-09-01"}]));
    assert_eq!(world.law("2010-02-01"), "overdue 31");
    assert_eq!(world.law("2010-09-01"), "met-late late");
    assert_eq!(world.says("AT/act/operation", "2010-02-01"), "unknown");
    assert_eq!(world.says("AT/act/operation", "2010-09-01"), "met unsure", "implied by the closing");
}
