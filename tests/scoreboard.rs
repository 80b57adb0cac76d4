//! The scoreboard: cases worked out on paper (`scoreboard/*.json`: given, ask, expect, because), its thresholds on either
//! side of the boundary, and what a broken table of indicators is answered.

mod known;

use acquis::engine::{Choice, Selection};
use acquis::report::{Editions, Scoreboard};
use acquis::rules::{Amount, Indicators, Light, RuleError, RuleLocation};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::support::model::{Model, indicators};
use crate::support::{assert_valid, day, five_acts, run_of, schema, tables, validator};

/// A file of cases.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Theme {
    theme: String,
    cases: Vec<Case>,
}

/// One scoreboard on the shipped data.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    given: String,
    ask: Ask,
    expect: Value,
    because: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ask {
    as_of: String,
    notified_by: String,
    previous: Option<String>,
    known_as_of: Option<String>,
    #[serde(default)]
    states: Vec<String>,
}

/// The answer with states, acts and indicators under their names, so that a case can name them.
fn board(ask: &Ask) -> Value {
    let run = run_of(&ask.as_of, ask.known_as_of.as_deref());
    let editions = Editions::new(day(&ask.as_of), day(&ask.notified_by), ask.previous.as_deref().map(day));
    let selection =
        Selection { actors: Choice::unless_none(ask.states.clone()), instruments: five_acts(), ..Selection::default() };
    let table = indicators();
    let mut board = serde_json::to_value(Scoreboard::new(run, &table, &selection, editions, false)).unwrap();
    assert_valid("scoreboard", &board);
    let named = |list: &Value, key: &str| {
        let pairs = list.as_array().unwrap().iter().map(|one| (one[key].as_str().unwrap().to_owned(), one.clone()));
        Value::Object(pairs.collect())
    };
    for state in board["states"].as_array_mut().unwrap() {
        state["acts"] = named(&state["acts"], "instrument");
    }
    board["states"] = named(&board["states"], "state");
    board
}

/// Everything in which an answer differs from what is expected; numbers agree to four decimal places.
fn differences(place: &str, expected: &Value, actual: &Value, found: &mut Vec<String>) {
    match (expected, actual) {
        (Value::Object(keys), _) => {
            for (key, wanted) in keys {
                match actual.get(key) {
                    Some(actual) => differences(&format!("{place}/{key}"), wanted, actual, found),
                    None => found.push(format!("{place}: there is no \"{key}\"")),
                }
            }
        }
        (Value::Number(wanted), Value::Number(number))
            if (wanted.as_f64().unwrap() - number.as_f64().unwrap()).abs() < 0.000_06 => {}
        _ if expected == actual => {}
        _ => found.push(format!("{place}: expected {expected}, got {actual}")),
    }
}

#[test]
fn every_case_holds() {
    let mut count = 0;
    for entry in std::fs::read_dir("tests/scoreboard").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let theme: Theme = serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        assert_eq!(path.file_stem().unwrap().to_str(), Some(theme.theme.as_str()));
        for case in &theme.cases {
            assert!(!case.given.trim().is_empty() && !case.because.trim().is_empty(), "{}", case.name);
            assert!(case.expect.as_object().is_some_and(|keys| !keys.is_empty()), "{}", case.name);
            let mut found = Vec::new();
            differences("", &case.expect, &board(&case.ask), &mut found);
            assert!(found.is_empty(), "{}: {}\n{}", theme.theme, case.name, found.join("\n"));
            count += 1;
        }
    }
    assert!(count >= 3);
}

/// A state with so many acts due, of which the first few are not transposed.
fn with_outstanding(outstanding: usize, acts: usize) -> Value {
    let mut model = Model::default().state("AT");
    for number in 0..acts {
        let id = format!("act-{number}");
        let done = if number < outstanding { "2013-11-11" } else { "2012-01-01" };
        model = model.act(&id, "2012-10-31").notified(&id, done);
    }
    model.board("2013-10-31", "2013-11-10", None)["states"][0].clone()
}

#[test]
fn one_per_cent_is_green_and_what_only_prints_as_one_is_red() {
    let exact = &with_outstanding(1, 100)["figures"]["transposition-deficit"];
    assert_eq!((&exact["value"], &exact["light"]), (&json!(1.0), &json!("green")));
    let rounded = &with_outstanding(1, 96)["figures"]["transposition-deficit"];
    assert_eq!(Amount::ratio(100, 96).unwrap().printed(1), "1.0");
    assert_eq!((&rounded["part"], &rounded["of"], &rounded["light"]), (&json!(1), &json!(96), &json!("red")));
    let table = indicators();
    let light = |above| table.get("transposition-deficit").unwrap().light(Amount::ratio(above, 100).unwrap());
    assert_eq!(
        (light(0), light(100), light(101), light(104)),
        (Some(Light::Green), Some(Light::Green), Some(Light::Red), Some(Light::Red))
    );
}

#[test]
fn long_overdue_begins_on_the_day_two_years_later() {
    for (due, on, long) in [
        ("2011-10-31", "2013-10-31", 1),
        ("2011-10-31", "2013-10-30", 0),
        ("2012-02-29", "2014-02-28", 1),
        ("2012-02-29", "2014-02-27", 0),
    ] {
        let state = Model::default().act("late", due).state("AT").notified("late", "2020-01-01").board(on, on, None);
        let state = &state["states"][0];
        assert_eq!(state["counts"]["long_overdue"], long, "due {due}, on {on}");
        let light = if long == 0 { "green" } else { "red" };
        assert_eq!(state["figures"]["long-overdue"]["light"], light);
        assert_eq!(state["figures"]["average-delay"]["value"].as_f64().unwrap() >= 24.0, long == 1);
    }
}

#[test]
fn deadlines_count_to_the_first_date_and_notifications_to_the_second() {
    let at = |due: &str, notified: &str| {
        let model = Model::default().act("act", due).state("AT").notified("act", notified);
        let board = model.board("2013-10-31", "2013-11-10", None);
        board["states"][0]["acts"][0]["standing"].as_str().map(str::to_owned)
    };
    assert_eq!(at("2013-10-31", "2013-11-10").as_deref(), Some("transposed"));
    assert_eq!(at("2013-10-31", "2013-11-11").as_deref(), Some("outstanding"));
    assert_eq!(at("2013-11-01", "2013-11-11"), None, "due after the deadline cut-off");
    assert_eq!(at("2013-11-01", "2013-01-01"), None, "done long before, but not due");
    let same_day = |due: &str| {
        let model = Model::default().act("act", due).state("AT").notified("act", "2014-01-01");
        model.board("2013-10-31", "2013-10-31", None)["states"][0]["counts"]["due"].clone()
    };
    assert_eq!((same_day("2013-10-30"), same_day("2013-10-31")), (json!(1), json!(0)), "the last day is still good");
}

#[test]
fn unknown_is_neither_done_nor_missing() {
    let model = Model::default().act("a", "2012-01-01").act("b", "2012-01-01").state("AT").notified("a", "2011-01-01");
    let board = model.board("2013-10-31", "2013-10-31", Some("2012-10-31"));
    let state = &board["states"][0];
    assert_eq!(
        (&state["counts"]["due"], &state["counts"]["known"], &state["counts"]["unknown"]),
        (&json!(2), &json!(1), &json!(1))
    );
    assert_eq!(state["figures"]["transposition-deficit"]["of"], 1);
    assert_eq!(board["overall"]["figures"]["incompleteness-rate"]["of"], 1, "an act of which nothing is known");
    let silent =
        Model::default().act("a", "2012-01-01").state("AT").board("2013-10-31", "2013-10-31", Some("2012-10-31"));
    let state = &silent["states"][0];
    assert_eq!(state["rank"], Value::Null);
    for id in ["transposition-deficit", "average-delay", "long-overdue", "outstanding-change"] {
        let figure = &state["figures"][id];
        assert_eq!((&figure["value"], &figure["light"]), (&Value::Null, &Value::Null), "{id} over nothing known");
    }
}

#[test]
fn what_is_lost_from_sight_is_no_progress() {
    // A finding of 2010 grows stale in 2013: the act was outstanding, and is not known any more.
    let finding = json!({"status": "not-done"});
    let model = Model::default().act("a", "2009-01-01").act("b", "2009-01-01").state("AT");
    let model = model.record("a", "observed", "2010-06-01", finding).notified("b", "2008-01-01");
    let board = model.board("2013-10-31", "2013-10-31", Some("2012-10-31"));
    let state = &board["states"][0];
    assert_eq!((&state["counts_before"]["outstanding"], &state["counts"]["outstanding"]), (&json!(1), &json!(0)));
    assert_eq!(
        (&state["counts"]["unknown"], &state["counts"]["possible_gap"], &state["counts"]["lost_from_sight"]),
        (&json!(1), &json!(1), &json!(1))
    );
    let change = &state["figures"]["outstanding-change"];
    assert_eq!((&change["value"], &change["light"]), (&json!(0), &json!("yellow")));
}

#[test]
fn change_conformity_undoing_and_ranking() {
    let case = json!({"case": "INFR(2012)1", "procedure": "258", "kind": "non-conformity"});
    let model =
        Model::default().cases("2002-01-01", "2014-12-31").act("a", "2010-01-01").act("b", "2010-01-01").state("AT");
    let model =
        model.notified("a", "2009-01-01").notified("b", "2013-06-01").record("a", "formal-notice", "2013-01-10", case);
    let model =
        model.state("BE").notified("a", "2009-01-01").record("a", "annulled-nationally", "2013-07-31", json!({}));
    let model = model.notified("b", "2009-01-01").state("CZ").notified("a", "2009-01-01").notified("b", "2009-01-01");
    let board = model.board("2013-10-31", "2013-11-10", Some("2013-04-30"));
    let figure = |state: usize, id: &str, key: &str| board["states"][state]["figures"][id][key].clone();
    let change = |state| (figure(state, "outstanding-change", "value"), figure(state, "outstanding-change", "light"));
    assert_eq!(change(0), (json!(-1), json!("green")));
    assert_eq!(change(1), (json!(1), json!("red")));
    assert_eq!(change(2), (json!(0), json!("yellow")));
    assert_eq!(
        (figure(0, "conformity-deficit", "value"), figure(1, "conformity-deficit", "value")),
        (json!(50.0), json!(0.0))
    );
    assert_eq!(board["states"][1]["acts"][0]["overdue_since"], "2013-07-30", "not from the deadline: it had been done");
    assert_eq!(figure(1, "average-delay", "value").as_f64().unwrap().to_string()[..4], *"3.03");
    let ranks: Vec<&Value> = (0..3).map(|state| &board["states"][state]["rank"]).collect();
    assert_eq!(ranks, [&json!(1), &json!(3), &json!(1)]);
    assert_eq!(board["overall"]["figures"]["transposition-deficit"]["of"], 6);
}

/// What is wrong with the shipped table with one text in the place of another.
fn refused(old: &str, new: &str) -> Vec<RuleError> {
    let text = tables().get("indicators").unwrap().to_owned();
    assert!(text.contains(old), "{old}");
    Indicators::parse(&text.replacen(old, new, 1)).unwrap_err()
}

/// What is said of it.
fn said(old: &str, new: &str) -> String {
    refused(old, new).iter().map(|error| format!("{error}\n")).collect()
}

#[test]
fn an_error_names_the_value_that_is_wrong() {
    for (old, new, pointer) in [
        (r#""name": "indicators""#, r#""name": "verdict""#, "/name"),
        (r#""kind": ["transpose"]"#, r#""kind": ["transpoze"]"#, "/counted/kind/0"),
        (r#""months": 24"#, r#""months": 0"#, "/long_overdue/months"),
        (r#""rank_by": "transposition-deficit""#, r#""rank_by": "outstanding-change""#, "/rank_by"),
        (r#""id": "incompleteness-rate""#, r#""id": "state""#, "/indicators/5/id"),
        (r#"{ "light": "red", "over": 1.0 }"#, r#"{ "light": "red", "ovr": 1.0 }"#, "/indicators/0/lights/1"),
        (r#""at-most": 0.5"#, r#""at-most": 1.5"#, "/indicators/0/targets"),
        (r#""percentage": "outstanding", "of": "known""#, r#""count": "oustanding""#, "/indicators/0/formula"),
    ] {
        assert_eq!(refused(old, new)[0].location, RuleLocation::Value(pointer.to_owned()), "{new}");
    }
}

#[test]
fn a_broken_table_is_refused_with_its_place() {
    let green = r#"{ "light": "green", "at-most": 1.0 }"#;
    let red = r#"{ "light": "red", "over": 1.0 }"#;
    let deficit = "rules/indicators.json: row `transposition-deficit`: ";
    for (old, new, says) in [
        (
            red,
            r#"{ "light": "red", "at-least": 1.0 }"#,
            "green (at most 1) and red (at least 1) overlap: a value has one light",
        ),
        (red, r#"{ "light": "red", "over": 1.5 }"#, "no light answers between green (at most 1) and red (over 1.5)"),
        (red, r#"{ "light": "red", "over": 1.0, "at-most": 9 }"#, "no light answers above red (over 1 and at most 9)"),
        (red, r#"{ "light": "green", "over": 1.0 }"#, "the light green is given twice"),
        (red, r#"{ "light": "red" }"#, "light has no limit"),
        (red, r#"{ "light": "red", "over": 1.0, "over": 1.0 }"#, "`over` is given twice"),
        (green, r#"{ "light": "green", "at-most": 1.00001 }"#, "1.00001 has more than four decimal places"),
        (green, r#"{ "light": "grean", "at-most": 1.0 }"#, "unknown light `grean`, did you mean `green`?"),
        (green, r#"{ "light": "green", "atmost": 1.0 }"#, "unknown comparison `atmost`, did you mean `at-most`?"),
        (
            r#""percentage": "outstanding", "of": "known""#,
            r#""percentage": "outstanding", "of": "due""#,
            "`outstanding` cannot be reckoned of `due`; it is a part of `known`",
        ),
        (r#""percentage": "outstanding", "of": "known""#, r#""percentage": "outstanding""#, "the formula is one of"),
        (
            r#""percentage": "outstanding", "of": "known""#,
            r#""percentage": "oustanding", "of": "known""#,
            "did you mean `outstanding`?",
        ),
        (green, r#"{ "light": " ", "at-most": 1.0 }"#, "`light` is empty"),
        (r#""source": "European Council, 8 and 9 March 2007""#, r#""source": " ""#, "`source` is empty"),
        (r#""label": "deficit %""#, r#""label": "\u00a0""#, "`label` is empty"),
        (r#""title": "transposition deficit""#, r#""title": """#, "`title` is empty"),
    ] {
        let message = said(old, new);
        assert!(message.starts_with(deficit) && message.contains(says), "{new}: {message}");
    }
    let swapped = said(
        &format!("{green},\n        {red}"),
        r#"{ "light": "red", "at-most": 1.0 }, { "light": "green", "over": 1.0 }"#,
    );
    assert!(swapped.contains("green (over 1) contradicts red (at most 1): more is worse"), "{swapped}");
    assert!(said(r#""at-most": 0.5"#, r#""at-most": 1.5"#).contains("the target at most 1.5 contradicts the lights"));
    assert!(said(r#""at-least": 1 "#, r#""at-least": 0.5 "#).contains("0.5 is compared with a number of acts"));
    assert!(said(r#""at-least": 1 "#, r#""at-least": 2 "#).contains("between green (at most 0) and red (at least 2)"));
    assert!(
        said(r#""rank_by": "transposition-deficit""#, r#""rank_by": "outstanding-change""#)
            .contains("cannot be ranked by")
    );
    assert!(said(r#""change": "outstanding""#, r#""change": "unknown""#).contains("`unknown` has no change"));
    assert!(said(r#""months": 24"#, r#""months": 0"#).contains("1 to 600 months, not 0"));
    assert!(said(r#""kind": ["transpose"]"#, r#""kind": ["transpoze"]"#).contains("did you mean `transpose`?"));
    assert!(said(r#""id": "long-overdue""#, r#""id": "average-delay""#).contains("two rows have this id"));
    assert!(said(r#""rank_by""#, r#""rank-by""#).contains("unknown field `rank-by`"));
}

#[test]
fn a_mistyped_key_of_a_case_is_a_difference() {
    let mut found = Vec::new();
    differences("", &json!({"rnak": null}), &json!({"rank": null}), &mut found);
    assert_eq!(found, [": there is no \"rnak\""]);
}

/// The shipped table with the deficit reckoned otherwise, with these lights and without targets.
fn reckoned(formula: &str, lights: &str) -> Result<Indicators, String> {
    let mut table: Value = serde_json::from_str(tables().get("indicators").unwrap()).unwrap();
    let deficit = &mut table["indicators"][0];
    deficit["formula"] = serde_json::from_str(formula).unwrap();
    deficit["lights"] = serde_json::from_str(lights).unwrap();
    deficit["targets"] = json!([]);
    let parsed = Indicators::parse(&serde_json::to_string_pretty(&table).unwrap());
    parsed.map_err(|errors| errors.iter().map(|error| format!("{error}\n")).collect())
}

#[test]
fn of_what_is_done_more_is_better() {
    let (low, high) = (r#"{"light": "green", "at-most": 99}"#, r#"{"light": "red", "over": 99}"#);
    let inverse = format!("[{low}, {high}]");
    let right = r#"[{"light": "green", "at-least": 99}, {"light": "red", "under": 99}]"#;
    for (part, of) in [("transposed", "known"), ("transposed", "due"), ("known", "due")] {
        let formula = format!(r#"{{"percentage": "{part}", "of": "{of}"}}"#);
        assert!(reckoned(&formula, right).is_ok(), "{formula}");
        let said = reckoned(&formula, &inverse).unwrap_err();
        assert!(said.contains("red (over 99) contradicts green (at most 99): more is better"), "{said}");
    }
    let missing = r#"{"percentage": "outstanding", "of": "known"}"#;
    assert!(reckoned(missing, &inverse).is_ok());
    assert!(reckoned(missing, right).unwrap_err().contains("more is worse"));
}

#[test]
fn how_much_there_is_to_count_is_neither_good_nor_bad() {
    let lights = r#"[{"light": "green", "at-most": 1}, {"light": "red", "over": 1}]"#;
    for formula in [
        r#"{"count": "due"}"#,
        r#"{"count": "transposed"}"#,
        r#"{"count": "known"}"#,
        r#"{"percentage": "partial", "of": "outstanding"}"#,
    ] {
        let said = reckoned(formula, lights).unwrap_err();
        assert!(said.contains("is neither better nor worse"), "{formula}: {said}");
        assert!(reckoned(formula, "[]").unwrap_err().contains("cannot be ranked by"), "{formula}");
    }
}

#[test]
fn limits_are_where_values_can_be() {
    let percentage = r#"{"percentage": "outstanding", "of": "known"}"#;
    for (green, red, dead) in [
        ("at-most", "over", 100.0),
        ("at-most", "over", -1.0),
        ("under", "at-least", 0.0),
        ("under", "at-least", 100.5),
    ] {
        let lights = json!([{"light": "green", green: dead}, {"light": "red", red: dead}]).to_string();
        let said = reckoned(percentage, &lights).unwrap_err();
        assert!(said.contains("it lies between 0 and 100"), "{lights}: {said}");
    }
    let edge = r#"[{"light": "green", "under": 100}, {"light": "red", "at-least": 100}]"#;
    assert!(reckoned(percentage, edge).is_ok(), "a hundred itself is a value");
    let count = r#"[{"light": "green", "at-most": -1}, {"light": "red", "over": -1}]"#;
    assert!(reckoned(r#"{"count": "long-overdue"}"#, count).unwrap_err().contains("it is never below 0"));
    for far in ["1e308", "9007199254740993", "-1000000.5", "1000001"] {
        let said = said(r#""at-most": 0.5"#, &format!(r#""at-most": {far}"#));
        assert!(said.contains("is out of range; it lies between -1000000 and 1000000"), "{far}: {said}");
    }
    for (edge, contradiction) in [("1000000", "contradicts the lights"), ("-1000000", "no value can be")] {
        let said = said(r#""at-most": 0.5"#, &format!(r#""at-most": {edge}"#));
        assert!(said.contains(contradiction) && !said.contains("out of range"), "{edge}: {said}");
    }
    let target = said(r#""at-most": 0.5"#, r#""at-most": -0.5"#);
    assert!(target.contains("no value can be the target at most -0.5"), "{target}");
}

#[test]
fn ids_and_labels_name_columns_and_name_them_alone() {
    for (id, says) in [
        ("a b\\u001b", "is no id"),
        ("=cmd|x", "`=cmd|x` is no id"),
        ("Deficit", "`Deficit` is no id"),
        ("state", "`state` is the name of another column"),
        ("long-overdue-light", "is the name of another column"),
    ] {
        let message = said(r#""id": "incompleteness-rate""#, &format!("\"id\": \"{id}\""));
        assert!(message.starts_with("rules/indicators.json: ") && message.contains(says), "{id}: {message}");
        assert!(!message.contains('\u{1b}'), "{id}: {message}");
    }
    let message = said(r#""label": "change""#, r#""label": "long overdue""#);
    assert!(message.contains("two indicators have the label \"long overdue\""), "{message}");
}

#[test]
fn the_table_fits_its_schema_and_the_schema_its_words() {
    let (schema, validator) = (schema("indicators"), validator("indicators"));
    let table: Value = serde_json::from_str(tables().get("indicators").unwrap()).unwrap();
    assert!(validator.is_valid(&table));
    let words: Vec<&str> =
        schema["$defs"]["measure"]["enum"].as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect();
    let known: Vec<&str> = acquis::rules::Measure::WORDS.into_iter().filter(|word| *word != "months-overdue").collect();
    assert_eq!(words, known);
}
