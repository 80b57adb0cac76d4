//! `acquis scoreboard`: formats, dates, selection, exit codes. What the figures are is tried in `tests/scoreboard.rs`.

use crate::support::five::{json, printed, refused, run};
use crate::support::{edit, own_corpus};

const NOVEMBER: [&str; 6] = ["--as-of", "2013-10-31", "--notified-by", "2013-11-10", "--previous", "2013-04-30"];

fn board(more: &[&str]) -> String {
    printed(&[&["scoreboard"], &NOVEMBER[..], more].concat())
}

#[test]
fn the_page_names_dates_denominators_and_what_counts() {
    let page = board(&["--method"]).split_whitespace().collect::<Vec<_>>().join(" ");
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
fn the_method_is_explained_on_demand() {
    let (short, long) = (board(&[]), board(&["--method"]));
    let line = "counted: anti-trafficking/transposition, swedish-initiative/transposition; not counted: budapest, \
                data-retention, prum; --method says why";
    let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(flat(&short).contains(line), "{short}");
    for part in ["100 x outstanding", "green at most", "European Council", "What counts", "count neither as done"] {
        assert!(!flat(&short).contains(part) && flat(&long).contains(part), "{part}: {short}");
    }
    assert!(short.contains("not ranked, since less than half of what is due is known: DK MT"), "{short}");
    assert_eq!(board(&["--format", "json"]), board(&["--method", "--format", "json"]), "JSON has it always");
    assert!(refused(2, &["scoreboard", "--layout", "table2", "--method"]).contains("table2 has no formulas"));
}

#[test]
fn every_format_and_both_layouts_are_written() {
    for layout in ["indicators", "table2"] {
        for (format, part) in [("csv", "as_of,notified_by"), ("md", "| --- |"), ("json", "\"acquis/scoreboard/1\"")] {
            let dates = ["scoreboard", "--as-of", "2013-10-31", "--notified-by", "2013-11-10"];
            let page = printed(&[&dates[..], &["--layout", layout, "--format", format]].concat());
            assert!(page.contains(part), "{layout} {format}: {page}");
        }
    }
    let csv = board(&["--format", "csv"]);
    assert!(!csv.contains("'-"), "no number is taken for a formula");
    let (head, all) = (csv.lines().next().unwrap(), csv.lines().last().unwrap());
    let cell = |name: &str| all.split(',').nth(head.split(',').position(|one| one == name).unwrap()).unwrap();
    assert_eq!((cell("outstanding-change"), cell("outstanding-change-light")), ("-8", "green"));
}

#[test]
fn table2_has_the_columns_that_working_parties_know() {
    let ask = ["scoreboard", "--layout", "table2", "--instrument", "anti-trafficking", "--as-of", "2013-10-31"];
    let page = printed(&ask);
    let head = "instrument         deadline       reports             communication of    application";
    let first: Vec<&str> = page.lines().nth(2).unwrap().split_whitespace().collect();
    assert_eq!(first, head.split_whitespace().collect::<Vec<_>>(), "{page}");
    let data = json(&["scoreboard", "--layout", "table2", "--instrument", "2011/36/EU", "--as-of", "2013-11-10"]);
    let row = &data["rows"][0];
    assert_eq!((&row["instrument"], &row["deadline"]), (&"anti-trafficking".into(), &"by 2013-04-06".into()));
    assert_eq!(row["due"], "2013-04-06");
    let days: Vec<&str> = data["rows"].as_array().unwrap().iter().filter_map(|row| row["due"].as_str()).collect();
    assert!(days.len() > 1 && days.is_sorted(), "{days:?}");
    let duties = row["obligations"].as_array().unwrap();
    let transposition = duties.iter().find(|one| one["obligation"] == "transposition").unwrap();
    assert_eq!(transposition["groups"]["in-part"], serde_json::json!(["BE", "SI"]));
    assert_eq!(transposition["groups"]["not-done"], serde_json::json!(["CY", "DE", "ES", "IT", "LU", "NL"]));
    // a law whose extent is not said may have come into force on the day on which the case was closed
    assert_eq!(transposition["groups"]["not-known"], serde_json::json!(["MT"]));
    assert_eq!((&transposition["column"], &transposition["bound"]), (&"application".into(), &27.into()));
    let report = &data["rows"][1]["obligations"][0];
    assert_eq!((&report["column"], &report["groups"]["not-due-yet"]), (&"reports".into(), &serde_json::json!(["COM"])));
}

#[test]
fn table2_has_the_deadline_by_which_the_engine_judged() {
    // The corrigendum of OJ L 75, 15.3.2007, p. 26 put 2008 in the place of the 2006 first printed.
    let due = |day: &str| {
        let ask = ["scoreboard", "AT", "--layout", "table2", "--instrument", "swedish-initiative", "--as-of", day];
        let board = json(&[&ask[..], &["--known-as-of", day]].concat());
        let rows = board["rows"].as_array().unwrap().clone();
        let duty = |row: &serde_json::Value| {
            row["obligations"].as_array().unwrap().iter().any(|one| one["obligation"] == "transposition")
        };
        let row = rows.iter().find(|row| duty(row)).unwrap().clone();
        let explained = json(&["explain", "AT/swedish-initiative/transposition", "--as-of", day, "--known-as-of", day]);
        assert_eq!(row["due"], explained["findings"][0]["due"]);
        (row["due"].as_str().unwrap().to_owned(), row["deadline"].as_str().unwrap().to_owned())
    };
    let printed = ("2006-12-18".to_owned(), "before 2006-12-19 (last good day 2006-12-18)".to_owned());
    let corrected = ("2008-12-18".to_owned(), "before 2008-12-19 (last good day 2008-12-18)".to_owned());
    assert_eq!((due("2007-03-14"), due("2007-03-15")), (printed, corrected));
}

#[test]
fn table2_is_compared_with_nothing_and_institutions_are_no_states() {
    let message = refused(2, &["scoreboard", "--layout", "table2", "--previous", "2011-01-01"]);
    assert!(message.contains("--layout table2 is compared with no previous date"), "{message}");
    let message = refused(2, &["scoreboard", "AT", "COM"]);
    assert!(message.contains("COM is no state: a scoreboard counts states"), "{message}");
    let message = refused(2, &["actions", "--state", "CONSIL"]);
    assert!(message.contains("CONSIL is no state") && message.contains("--addressee"), "{message}");
    assert!(printed(&["recommend", "COM", "AT", "SE"]).contains("to 2 states and 1 institution, answering"));
    assert!(printed(&["recommend", "COM"]).contains("to 1 institution, answering"));
}

#[test]
fn states_are_ranked_by_what_is_better_and_not_by_what_is_less() {
    let rules = tempfile::tempdir().unwrap();
    let table = std::fs::read_to_string("rules/indicators.json").unwrap();
    let table = table
        .replace("\"percentage\": \"outstanding\"", "\"percentage\": \"transposed\"")
        .replace("\"green\", \"at-most\": 1.0", "\"green\", \"at-least\": 99")
        .replace("\"red\", \"over\": 1.0", "\"red\", \"under\": 99")
        .replace("\"at-most\": 1.0, \"source\"", "\"at-least\": 99, \"source\"")
        .replace("\"at-most\": 0.5, \"source\"", "\"at-least\": 99.5, \"source\"");
    std::fs::write(rules.path().join("indicators.json"), table).unwrap();
    let ask = ["scoreboard", "AT", "DE", "--as-of", "2013-10-31", "--rules", rules.path().to_str().unwrap()];
    let board = json(&ask);
    let light = |state: usize| {
        let state = &board["states"][state];
        (state["rank"].as_u64(), state["figures"]["transposition-deficit"]["light"].as_str().unwrap().to_owned())
    };
    assert_eq!((light(0), light(1)), ((Some(1), "green".to_owned()), (Some(2), "red".to_owned())));
}

#[test]
fn single_obligations_that_are_named_count() {
    let named = ["scoreboard", "--instrument", "prum/dna", "--as-of", "2011-11-25"];
    let data = json(&named);
    assert_eq!(data["counted"]["obligations"], serde_json::json!(["prum/dna"]));
    assert_eq!(
        (&data["counted"]["kind"], &data["counted"]["named"]),
        (&serde_json::json!([]), &serde_json::json!(["prum/dna"]))
    );
    assert_eq!(data["counted"]["because"], "what is named counts, in the place of whole acts: prum/dna");
    let both = json(&[&named[..], &["--instrument", "data-retention"]].concat());
    let because = both["counted"]["because"].as_str().unwrap();
    assert!(because.starts_with("of some acts what is named counts: prum/dna; of the others: an act is"), "{because}");
    assert_eq!(both["counted"]["kind"], serde_json::json!(["transpose"]));
    assert_eq!(data["overall"]["counts"]["due"], 27);
    let whole = json(&["scoreboard", "--instrument", "prum", "--as-of", "2011-11-25"]);
    assert_eq!(whole["overall"]["counts"]["due"], 0);
    assert_eq!(whole["overall"]["figures"]["transposition-deficit"]["value"], serde_json::Value::Null);
    assert_eq!(whole["left_out"][0]["reason"], "no obligation of it counts");
}

#[test]
fn states_that_are_no_members_are_shown_and_in_no_sum() {
    // no source states the associates' own periods: nothing is due of them, unless a corpus says by when
    let own = own_corpus();
    let no_period = "\"source\": \"agreement-1999-iceland-norway\",\n        \"deadline\": null";
    let period = "\"source\": \"agreement-1999-iceland-norway\",\n        \"deadline\": {\"by\": \"2009-12-31\"}";
    edit(&own, "instruments/swedish-initiative.json", no_period, period);
    let own = ["--data", own.path().to_str().unwrap()];
    for (name, code, data, due) in [("Norway", "NO", &[][..], 0), ("Iceland", "IS", &own, 1)] {
        let data = json(&[&["scoreboard", "BE", name, "--as-of", "2013-10-31"][..], data].concat());
        assert_eq!(data["overall"]["states"], 1);
        assert_eq!(data["overall"]["counts"]["due"], 2);
        let associate = &data["states"][1];
        assert_eq!(
            (&associate["state"], &associate["member"], &associate["rank"]),
            (&code.into(), &false.into(), &serde_json::Value::Null)
        );
        assert_eq!(associate["counts"]["due"], due, "{name}");
        assert_eq!(
            associate["figures"]["incompleteness-rate"]["part"],
            serde_json::Value::Null,
            "no state alone has it"
        );
        assert!(data["overall"]["figures"]["incompleteness-rate"]["part"].is_u64());
    }
    let page = printed(&["scoreboard", "BE", "Norway", "--as-of", "2013-10-31"]);
    let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(page.contains("1 of the states shown was no Member State and is in no sum"), "{page}");
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
        let message = refused(3, &[command, &["--data", data]].concat());
        assert!(
            message.contains(
                "rules/indicators.json:22:17: error[rule-broken]: row `transposition-deficit`: no light answers"
            ),
            "{message}"
        );
    }
    std::fs::remove_file(corpus.path().join("rules/indicators.json")).unwrap();
    printed(&["scoreboard", "--data", data, "--as-of", "2013-10-31"]);
}
