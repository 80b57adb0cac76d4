//! What is written can be read: every report in every format that it has, over corpora with hostile texts and days at every
//! bound, is read back by a reader of the format, and says the same.

mod against_json;
mod commands;
mod data;
mod documents;
mod dossier;
mod forms;
mod html;
mod markdown;
mod terminal;

use acquis::engine::{Choice, Engine, Selection};
use acquis::load::{self, Loaded};
use acquis::report::chart::{ActChart, CountryChart, GapsChart, MatrixChart, Picture};
use acquis::report::check::Held;
use acquis::report::survey::Survey;
use acquis::report::{
    Actions, ActionsQuery, CaseMeasure, CaseQuery, Check, CheckQuery, CompareLayout, Comparison, Deadlines, Detail,
    Diff, Editions, Explanation, Explanations, FailOn, Feed, Gaps, Grouping, History, Infringements, Listing, Note,
    RecommendationList, Run, Scoreboard, Timelines, Within, instrument_sheet, obligation_sheet, source_sheet,
    state_sheet,
};
use acquis::rules::Verdict;
use acquis::time::Day;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{kept, model, package, rules, texts_in};
use documents::assert_document;
use forms::{assert_baseline, assert_feed, assert_picture, assert_read_back};

/// What nobody would write, and somebody will.
const HOSTILE: [&str; 30] = [
    "=1+1",
    "'=1+1",
    "@SUM(A1)",
    "-2+3",
    "\t=1",
    "\"",
    "''",
    "\"\"\",",
    "|",
    "\\|",
    "`",
    "<script>alert(1)</script>",
    "]]>",
    "-->",
    "&lt;&#0;&amp;",
    "\n",
    "\r\n",
    "\r",
    "\u{b}\u{c}\u{1b}[2J\u{7f}\u{9b}",
    "\u{202e}thgir\u{2066}\u{200f}",
    "\u{2028}\u{2029}\u{85}",
    "\u{200b}\u{feff}\u{fffe}\u{10ffff}\u{e000}",
    "\u{1f469}\u{200d}\u{2696}\u{fe0f}\u{1f1ea}\u{1f1fa}",
    "_x000D_",
    "\\n\\,;:",
    "END:VEVENT\r\nBEGIN:VEVENT",
    "[a](javascript:x)",
    "2011-11-25",
    "  ",
    "NA",
];

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(HOSTILE.to_vec()).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
        1 => "[a-zé]{1,40}",
        1 => Just("very-long-word".repeat(40)),
    ];
    // a text says something
    prop::collection::vec(piece, 1..5).prop_map(|pieces| format!("x{}", pieces.concat()))
}

/// The bounds of what can be written, and what is beside them.
fn bound() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["1950-01-01", "1950-01-02", "2004-02-29", "2012-02-01", "2100-12-30", "2100-12-31"])
}

fn uncertain() -> impl Strategy<Value = Value> {
    prop_oneof![
        2 => bound().prop_map(|day| json!(day)),
        1 => prop::sample::select(vec!["1950", "2100", "2100-12", "1950-01"]).prop_map(|text| json!(text)),
        1 => prop::sample::select(vec!["2011-12-31", "2100-12-30"]).prop_map(|day| json!({"after": day})),
        1 => prop::sample::select(vec!["1950-01-02", "2100-12-31"]).prop_map(|day| json!({"by": day})),
        1 => Just(json!({"after": "1950-01-01", "by": "2100-12-31"})),
    ]
}

/// The small corpus of `tests/problems` with these texts in it, and records of these days.
fn corpus(texts: &[String], days: &[Value], deadline: &str) -> Loaded {
    let base = texts_in(&package().join("tests/problems/_base"), &["instruments", "member-states", "seeds"]);
    let text = |place: usize| json!(texts[place % texts.len()]);
    let events = ["notified", "measure", "formal-notice", "observed", "deferral", "annulled-nationally"];
    let files = base.into_iter().map(|(path, bytes)| {
        let mut file: Value = serde_json::from_slice(&bytes).unwrap();
        match path.as_str() {
            "member-states/AT.json" => {
                let records = days.iter().enumerate().map(|(place, day)| {
                    let event = events[place % events.len()];
                    let mut one = json!({"instrument": "act", "event": event, "on": day, "source": "report",
                        "confidence": "read", "note": text(place), "locator": text(place + 1)});
                    match event {
                        "notified" | "measure" => one["title"] = text(place + 2),
                        "formal-notice" => one["kind"] = json!("non-communication"),
                        "observed" => one["status"] = json!("not-done"),
                        "deferral" => one["until"] = json!("2100-12-31"),
                        _ => {}
                    }
                    one
                });
                file["name"] = text(0);
                let records: Vec<Value> = records.collect();
                file["records"].as_array_mut().unwrap().extend(records);
            }
            "instruments/act.json" => {
                file["short_title"] = text(1);
                file["title"] = text(2);
                file["obligations"][0]["title"] = text(3);
                file["obligations"][0]["deadline"] = json!({"by": deadline});
                file["obligations"][1]["title"] = text(0);
            }
            "instruments/treaty.json" => {
                file["title"] = text(1);
                file["family"] = text(2);
            }
            path if path.starts_with("seeds/") => {
                file["title"] = text(path.len());
                file["reference"] = text(path.len() + 1);
            }
            _ => file["name"] = text(3),
        }
        (path, file.to_string().into_bytes())
    });
    load::texts(files.collect())
}

/// Every report over a corpus on a day, each read back in all its formats.
fn every_report(run: Run) {
    let all = Selection::default();
    let corpus = run.engine.corpus;
    for grouping in [Grouping::Headline, Grouping::Instrument, Grouping::Obligation, Grouping::Family] {
        assert_read_back("compare", &Comparison::new(run, &all, grouping, true));
    }
    assert_read_back(
        "compare",
        &Comparison::new(run, &all, Grouping::Instrument, true).laid_out(CompareLayout::Matrix),
    );
    against_json::assert_letters(run);
    for actor in &corpus.actors {
        for detail in [Detail::Usual, Detail::All, Detail::Brief] {
            assert_read_back("gaps", &Gaps::new(run, actor, &all, detail));
        }
        against_json::assert_gaps(run, actor);
        assert_read_back("history", &History::new(run, actor, &all));
        assert_document("note", &Note::new(run, actor, &all).document());
        assert_read_back("show", &state_sheet(run, actor));
    }
    for within in ["0d", "180d", "100y"] {
        let within = Within::parse(within).unwrap();
        assert_read_back("deadlines", &Deadlines::new(run, &all, within, true).reminding(Some(3_650)));
    }
    assert_read_back("recommend", &RecommendationList::new(run, &all, true));
    let query = ActionsQuery { objective: None, addressee: None, selection: all.clone(), all_states: true };
    assert_read_back("actions", &Actions::new(run, query));
    assert_read_back("timelines", &Timelines::new(run, &all));
    for measure in [CaseMeasure::Yearly, CaseMeasure::OpenOn(run.as_of), CaseMeasure::Opened(run.as_of.year())] {
        let query = CaseQuery { measure, by: None, kind: None, departments: Vec::new() };
        assert_read_back("infringements", &Infringements::new(run, &all, query, (&[], Default::default())));
    }
    let indicators = model::indicators();
    let editions = Editions::new(run.as_of, run.as_of, Some(Day::FIRST_WRITTEN));
    assert_read_back("scoreboard", &Scoreboard::new(run, &indicators, &all, editions, true));
    let explained = run.engine.questions(&all).into_iter().filter_map(|question| Explanation::new(run, question));
    assert_read_back("explain", &Explanations(explained.collect()));
    every_list(run);
    every_picture(run);
    dossier::assert_dossier(run);
}

fn every_picture(run: Run) {
    let (all, corpus) = (Selection::default(), run.engine.corpus);
    let found = run.findings(&all);
    let actors: Vec<_> = corpus.actors.iter().collect();
    assert_picture(Picture::Matrix(MatrixChart::new(&run, &all, &actors, &found)));
    assert_picture(Picture::Gaps(GapsChart::new(&run, &all, true, &found)));
    actors.into_iter().for_each(|actor| assert_picture(Picture::Country(CountryChart::new(&run, actor, &found))));
    let act = ActChart::new(&run, &Selection { instruments: Choice::one("act"), ..Selection::default() }, true, &found);
    act.into_iter().for_each(|chart| assert_picture(Picture::Act(chart)));
}

fn every_list(run: Run) {
    let (all, corpus) = (Selection::default(), run.engine.corpus);
    let lists = [
        Listing::instruments(run, &all),
        Listing::states(run, &all),
        Listing::obligations(run, &all),
        Listing::sources(run),
    ];
    for list in &lists {
        assert_read_back("list", list);
        against_json::assert_list(list);
    }
    for act in &corpus.instruments {
        assert_read_back("show", &instrument_sheet(run, act));
        act.obligations.iter().for_each(|duty| assert_read_back("show", &obligation_sheet(run, act, duty)));
    }
    corpus.sources.iter().for_each(|source| assert_read_back("show", &source_sheet(run, source)));
    assert_feed(&Feed::new(&run, &all, true));
}

/// Baselines, and what is compared with them.
fn every_comparison(before: Run, after: Run) {
    let survey = |run: &Run| {
        let (scope, findings) = run.survey(&Selection::default(), true);
        Survey::new(run, scope, &findings)
    };
    let (then, now) = (survey(&before), survey(&after));
    let read = [&then, &now].map(assert_baseline);
    assert_read_back("diff", &Diff::new(&then, &now));
    assert_read_back("diff", &Diff::new(&read[0], &read[1]));
    let query = CheckQuery {
        level: FailOn::Verdict(Verdict::Encouraged),
        new_only: false,
        before: Some(&read[0]),
        waivers: None,
        strict: true,
        is_kept: true,
    };
    let (scope, chosen) = after.scope(&Selection::default(), true);
    let check = Check::of_questions(after, (scope, &after.engine.questions(&chosen)), query, Held::All);
    assert_read_back("check", &check.whole(true));
}

proptest! {
    #![proptest_config(kept(12))]

    #[test]
    fn every_report_is_read_back(
        texts in prop::collection::vec(hostile(), 4), days in prop::collection::vec(uncertain(), 0..5),
        deadline in bound(), on in [bound(), bound()], known in prop::option::of(bound())
    ) {
        let loaded = corpus(&texts, &days, deadline);
        let of_form = loaded.problems.iter().find(|one| one.is_error() && one.code.starts_with("wrong"));
        prop_assert!(of_form.is_none(), "{:?}", of_form);
        // what is implausible is still there, and is judged: a report of it must be sound all the same
        let engine = Engine { corpus: &loaded.corpus, rules: rules(), known_as_of: known.map(crate::support::day) };
        let mut runs = on.map(|on| Run { engine, as_of: crate::support::day(on), rules_digest: "rules" });
        runs.sort_by_key(|run| run.as_of);
        every_report(runs[0]);
        every_comparison(runs[0], runs[1]);
        commands::assert_all_read();
    }
}
