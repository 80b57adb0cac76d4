//! What a scoreboard may say where little is known: no conformity without a register of cases for the day, no rank over
//! less than half of the acts, one line where nobody can be ranked.

use crate::support::five;
use crate::support::model::Model;
use serde_json::{Value, json};

/// Two acts that AT transposed in time; a case of non-conformity over one of them, opened on 10 January 2013.
fn contested() -> Model {
    let case = json!({"case": "INFR(2012)1", "procedure": "258", "kind": "non-conformity"});
    let model = Model::default().act("a", "2010-01-01").act("b", "2010-01-01").state("AT");
    let model = model.notified("a", "2009-01-01").notified("b", "2009-01-01");
    model.record("a", "formal-notice", "2013-01-10", case)
}

fn conformity(board: &Value) -> Value {
    let figure = &board["states"][0]["figures"]["conformity-deficit"];
    assert_eq!(figure["value"].is_null(), figure["part"].is_null());
    figure["value"].clone()
}

/// The copy of the Commission's register ends on 29 April 2020: on that day it still covers, on the next it does not, and
/// an open case on record proves no share of the whole.
#[test]
fn conformity_needs_a_register_of_cases_that_covers_the_day() {
    let on = |model: Model, day: &str| conformity(&model.board("2013-10-31", day, None));
    assert_eq!(on(contested(), "2013-11-10"), Value::Null, "no register at all");
    let listed = || contested().cases("2002-01-01", "2020-04-29");
    assert_eq!((on(listed(), "2020-04-29"), on(listed(), "2020-04-30")), (json!(50.0), Value::Null));
    let late = || contested().cases("2013-11-10", "2020-04-29");
    assert_eq!((on(late(), "2013-11-09"), on(late(), "2013-11-10")), (Value::Null, json!(50.0)));
    let board = listed().board("2013-10-31", "2020-04-30", None);
    assert_eq!(board["cases"], json!({"register": "journal", "through": "2020-04-29", "reaches": false}));
    assert_eq!(board["states"][0]["counts"]["contested"], 1, "what is on record is still counted");
    assert_eq!(board["overall"]["figures"]["conformity-deficit"]["value"], Value::Null);
    assert_eq!(contested().board("2013-10-31", "2013-11-10", None)["cases"], Value::Null);
}

/// A register kept up day by day says on the knowledge date what had been decided by then, and nothing of later days.
#[test]
fn a_register_covers_no_day_after_the_knowledge_date() {
    let listed = contested().cases("2002-01-01", "2020-04-29");
    let known = |known: &str| conformity(&listed.known_board("2013-10-31", "2013-11-10", None, Some(known)));
    assert_eq!((known("2013-11-09"), known("2013-11-10")), (Value::Null, json!(50.0)));
}

/// The shipped register on its last day and the day after.
#[test]
fn conformity_of_the_shipped_data_ends_with_the_register() {
    let figure = |day: &str| {
        let board = shipped(&["--as-of", day, "--format", "json"]);
        let board: Value = serde_json::from_str(&board).unwrap();
        board["overall"]["figures"]["conformity-deficit"]["value"].clone()
    };
    assert_eq!((figure("2020-04-29"), figure("2020-04-30")), (json!(0.0), Value::Null));
    let page = shipped(&["--as-of", "2020-04-30", "--format", "md"]);
    assert!(page.contains("conformity n/a: no register of cases covers 2020-04-30"), "{page}");
}

/// Of two acts one known is half, and ranked; of three one is less than half, and not.
#[test]
fn no_rank_on_less_than_half_of_the_acts_known() {
    let model = |acts: usize| {
        let ids = ["a", "b", "c"];
        let model = ids.iter().take(acts).fold(Model::default(), |model, id| model.act(id, "2012-01-01"));
        let model = model.state("AT").notified("a", "2011-01-01").state("BE");
        ids.iter().take(acts).fold(model, |model, id| model.notified(id, "2020-01-01"))
    };
    let ranks = |acts: usize| {
        let board = model(acts).board("2013-10-31", "2013-10-31", None);
        (board["states"][0]["rank"].clone(), board["states"][1]["rank"].clone())
    };
    assert_eq!((ranks(1), ranks(2)), ((json!(1), json!(2)), (json!(1), json!(2))));
    assert_eq!(ranks(3), (Value::Null, json!(1)), "who is silent is not ranked before who is known to be late");
    let board = model(3).board("2013-10-31", "2013-10-31", None);
    let deficit = &board["states"][0]["figures"]["transposition-deficit"];
    assert_eq!((&deficit["value"], &deficit["of"]), (&json!(0.0), &json!(1)), "the figure stays, with its denominator");
    assert_eq!(deficit["light"], Value::Null, "but no light");
    assert_eq!(
        model(2).board("2013-10-31", "2013-10-31", None)["states"][0]["figures"]["transposition-deficit"]["light"],
        "green"
    );
}

fn shipped(arguments: &[&str]) -> String {
    five::printed(&[&["scoreboard"], arguments].concat())
}

/// Before 18 December 2006 none of the acts was due; all lines would be empty.
#[test]
fn one_line_where_nobody_can_be_ranked() {
    let page = shipped(&["--as-of", "2006-12-18", "--format", "md"]);
    let line = "nobody can be ranked on 2006-12-18: nothing is due for any Member State shown";
    assert!(page.contains(line) && page.contains("25 states without a gap on record have no line here"), "{page}");
    assert!(!page.contains("| AT") && page.contains("all 25"), "{page}");
    let ranked = shipped(&["--as-of", "2013-10-31", "--notified-by", "2013-11-10", "--format", "md"]);
    assert!(!ranked.contains("nobody can be ranked") && ranked.contains("| AT"), "{ranked}");
    assert!(ranked.contains("not ranked, since less than half of what is due is known: DK"), "{ranked}");
    let csv = shipped(&["--as-of", "2006-12-18", "--format", "csv"]);
    assert_eq!(csv.lines().count(), 1 + 25 + 1, "csv has a line for each state, and one for all");
    let one = shipped(&["--as-of", "2006-12-18", "--state", "AT", "--format", "md"]);
    assert!(one.contains("| AT") && one.contains("nobody can be ranked"), "who asks for one state sees it");
}
