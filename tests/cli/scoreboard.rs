//! `acquis scoreboard`: formats, dates, selection, exit codes. What the figures are is tried in `tests/scoreboard.rs`.

use super::{edit, own_corpus, printed, refused, run};

const NOVEMBER: [&str; 6] = ["--as-of", "2013-10-31", "--notified-by", "2013-11-10", "--previous", "2013-04-30"];

fn board(more: &[&str]) -> String {
    printed(&[&["scoreboard"], &NOVEMBER[..], more].concat())
}

fn json(arguments: &[&str]) -> serde_json::Value {
    serde_json::from_str(&printed(&[arguments, &["--format", "json"]].concat())).unwrap()
}

#[test]
fn the_page_names_dates_denominators_and_what_counts() {
    let page = board(&[]).split_whitespace().collect::<Vec<_>>().join(" ");
    for part in [
        "Scoreboard of 28 states: deadlines to 2013-10-31, notifications to 2013-11-10",
        "compared with deadlines to 2013-04-30, notifications to 2013-05-10",
        "counted: anti-trafficking/transposition, swedish-initiative/transposition",
        "not counted: prum (no obligation of it counts)",
        "--known-as-of 2013-11-10 counts it",
        "100 x outstanding / known",
        "55 findings:",
        "as of 2013-10-31, known as of: no limit; acquis",
    ] {
        assert!(page.contains(part), "{part} is missing in\n{page}");
    }
}

#[test]
fn every_format_and_both_layouts_are_written() {
    for layout in ["indicators", "table2"] {
        for (format, part) in [("csv", "as_of,notified_by"), ("md", "| --- |"), ("json", "\"acquis/scoreboard/1\"")] {
            let told = board(&["--layout", layout, "--format", format]);
            assert!(told.contains(part), "{layout} {format}: {told}");
        }
    }
    assert!(!board(&["--format", "csv"]).contains("'-"), "no number is taken for a formula");
}

#[test]
fn table2_has_the_columns_that_working_parties_know() {
    let page = board(&["--layout", "table2", "--instrument", "anti-trafficking"]);
    let head = "instrument         deadline       reports             communication of    application";
    let first: Vec<&str> = page.lines().nth(2).unwrap().split_whitespace().collect();
    assert_eq!(first, head.split_whitespace().collect::<Vec<_>>(), "{page}");
    let data = json(&["scoreboard", "--layout", "table2", "--instrument", "2011/36/EU", "--as-of", "2013-11-10"]);
    let row = &data["rows"][0];
    assert_eq!((&row["instrument"], &row["deadline"]), (&"anti-trafficking".into(), &"by 2013-04-06".into()));
    let duties = row["obligations"].as_array().unwrap();
    let transposition = duties.iter().find(|one| one["obligation"] == "transposition").unwrap();
    assert_eq!(transposition["groups"]["in-part"], serde_json::json!(["BE", "SI"]));
    assert_eq!(transposition["groups"]["not-done"], serde_json::json!(["CY", "DE", "ES", "IT", "LU", "MT", "NL"]));
    assert_eq!((&transposition["column"], &transposition["bound"]), (&"application".into(), &27.into()));
    let report = &data["rows"][1]["obligations"][0];
    assert_eq!((&report["column"], &report["groups"]["not-due-yet"]), (&"reports".into(), &serde_json::json!(["COM"])));
}

#[test]
fn single_obligations_that_are_named_count() {
    let named = ["scoreboard", "--instrument", "prum/dna", "--as-of", "2011-11-25"];
    let data = json(&named);
    assert_eq!(data["counted"]["obligations"], serde_json::json!(["prum/dna"]));
    assert_eq!(data["overall"]["counts"]["due"], 27);
    let whole = json(&["scoreboard", "--instrument", "prum", "--as-of", "2011-11-25"]);
    assert_eq!(whole["overall"]["counts"]["due"], 0);
    assert_eq!(whole["overall"]["figures"]["transposition-deficit"]["value"], serde_json::Value::Null);
    assert_eq!(whole["left_out"][0]["reason"], "no obligation of it counts");
}

#[test]
fn states_that_are_no_members_are_shown_and_in_no_sum() {
    let data = json(&["scoreboard", "BE", "Norway", "--as-of", "2013-10-31"]);
    assert_eq!(data["overall"]["states"], 1);
    assert_eq!(data["overall"]["counts"]["due"], 2);
    let norway = &data["states"][1];
    assert_eq!(
        (&norway["state"], &norway["member"], &norway["rank"]),
        (&"NO".into(), &false.into(), &serde_json::Value::Null)
    );
    assert_eq!(norway["counts"]["due"], 1);
}

#[test]
fn dates_in_no_order_are_refused() {
    let early = refused(2, &["scoreboard", "--as-of", "2013-10-31", "--notified-by", "2013-10-30"]);
    assert!(early.contains("--notified-by 2013-10-30 lies before the as-of day 2013-10-31"), "{early}");
    let late = refused(2, &["scoreboard", "--as-of", "2013-10-31", "--previous", "2013-10-31"]);
    assert!(late.contains("--previous 2013-10-31 lies not before"), "{late}");
}

#[test]
fn exit_codes_are_those_of_every_command() {
    let with = |more: &[&str]| run(&[&["scoreboard"], &NOVEMBER[..], more].concat()).code;
    assert_eq!((with(&[]), with(&["--fail-on", "partial"]), with(&["--strict"])), (0, 1, 4));
    assert_eq!(with(&["EL", "--fail-on", "partial", "--strict"]), 0);
}

#[test]
fn a_broken_table_of_indicators_stops_everything_that_reads_rules() {
    let corpus = own_corpus();
    edit(&corpus, "rules/indicators.json", "\"over\": 1.0", "\"over\": 2.0");
    let data = corpus.path().to_str().unwrap();
    for command in [&["scoreboard"][..], &["rules", "verify"], &["validate"], &["gaps", "AT"]] {
        let told = refused(3, &[command, &["--data", data]].concat());
        assert!(
            told.contains(
                "rules/indicators.json:18:7: error[rule-broken]: row `transposition-deficit`: no light answers"
            ),
            "{told}"
        );
    }
    std::fs::remove_file(corpus.path().join("rules/indicators.json")).unwrap();
    printed(&["scoreboard", "--data", data, "--as-of", "2013-10-31"]);
}
