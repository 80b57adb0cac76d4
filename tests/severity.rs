//! Severity, grounds, exposure and confidence as the engine reaches them over a model directive: the day on which something
//! changes them, and the day before. The tables alone are tried in `rule_tables.rs`.

use std::collections::BTreeSet;

use acquis::engine::{Engine, Question, Relevance, fulfilling_event, open_cases};
use acquis::law::{Confidence, Corpus, EventKind, Stage};
use acquis::load;
use acquis::rules::{Exposure, Severity};
use serde_json::{Value, json};

use crate::support::{self, day, rules};

/// A model directive due on 31 December 2010, and one state with these records about it.
fn files(records: &[Value]) -> Vec<(String, Vec<u8>)> {
    let obligation = |id: &str, kind: &str, undone_by: &[&str]| {
        json!({"id": id, "article": "1", "kind": kind, "duty": "binding", "title": "Do what the model act asks",
            "deadline": {"by": "2010-12-31"}, "fulfilled_by": ["notified", "measure"], "undone_by": undone_by,
            "silence": {"means": "unknown"}})
    };
    let undoing = ["annulled-nationally", "repealed-nationally", "suspended"];
    let mut notification = obligation("notification", "notify", &[]);
    notification["communicates"] = json!(true);
    let act = json!({"$schema": "../schemas/instrument.schema.json", "id": "model", "kind": "directive",
        "title": "Model act", "pillar": "union", "adopted": "2009-01-01", "in_force": "2009-02-01",
        "binds": {"group": "member-states"},
        "obligations": [obligation("transposition", "transpose", &undoing), notification],
        "sources": ["journal"]});
    let records: Vec<Value> = records
        .iter()
        .map(|record| {
            let mut record = record.clone();
            let more = json!({"instrument": "model", "source": "journal", "confidence": "read"});
            record.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            record
        })
        .collect();
    let state = json!({"$schema": "../schemas/member-state.schema.json", "code": "XA", "name": "Model state",
        "membership": [{"from": "1995-01-01"}], "records": records});
    let journal = json!({"$schema": "../schemas/seed.schema.json", "id": "journal", "title": "Model journal",
        "kind": "register", "published": "2000-01-01", "continuous": true});
    let file = |path: &str, value: &Value| (path.to_owned(), serde_json::to_vec(value).unwrap());
    vec![
        file("instruments/model.json", &act),
        file("member-states/XA.json", &state),
        file("seeds/journal.json", &journal),
    ]
}

/// Files without an error, read.
fn corpus(files: Vec<(String, Vec<u8>)>) -> Corpus {
    let loaded = load::texts(files);
    assert!(!loaded.has_errors(), "{:#?}", loaded.problems);
    loaded.corpus
}

/// The state and an obligation of the model, and the engine that answers.
fn asked<'a>(corpus: &'a Corpus, obligation: &str) -> (Engine<'a>, Question<'a>) {
    let engine = Engine { corpus, rules: rules(), known_as_of: None };
    let question = engine.question("XA", "model", obligation).unwrap();
    (engine, question)
}

/// The grades of an obligation on some days.
fn grades(records: &[Value], obligation: &str, days: &[&str]) -> Vec<Severity> {
    let corpus = corpus(files(records));
    let (engine, question) = asked(&corpus, obligation);
    let timeline = engine.timelines(&[question]).remove(0);
    days.iter().map(|on| timeline.on(day(on)).unwrap().judgement.severity).collect()
}

/// A record of one day; a measure covers the whole act.
fn on(event: &str, day: &str) -> Value {
    match event {
        "measure" => json!({"event": event, "on": day, "extent": "full"}),
        _ => json!({"event": event, "on": day}),
    }
}

fn step(event: &str, day: &str) -> Value {
    json!({"event": event, "on": day, "case": "INFR(2011)1", "procedure": "258", "kind": "non-communication"})
}

use Severity::{Critical, High, Info, Low, Medium};

#[test]
fn a_gap_grows_with_its_days() {
    // Day 1 is 1 January 2011, so day 183 is 2 July 2011 and day 730 is 30 December 2012.
    let late = [on("measure", "2014-01-01")];
    let days = [
        "2010-12-31",
        "2011-01-01",
        "2011-07-01",
        "2011-07-02",
        "2012-12-29",
        "2012-12-30",
        "2013-12-31",
        "2014-01-01",
    ];
    assert_eq!(grades(&late, "transposition", &days), [Info, Low, Low, Medium, Medium, High, High, Info]);
    // A missing notification weighs like the measures: Article 260(3) TFEU sanctions just that.
    assert_eq!(grades(&late, "notification", &days), [Info, Low, Low, Medium, Medium, High, High, Info]);
}

#[test]
fn a_step_raises_it_on_its_day() {
    let steps =
        [step("formal-notice", "2011-03-01"), step("reasoned-opinion", "2011-09-01"), step("referral", "2012-03-01")];
    let days = ["2011-02-28", "2011-03-01", "2011-08-31", "2011-09-01", "2012-02-29", "2012-03-01"];
    for obligation in ["transposition", "notification"] {
        assert_eq!(grades(&steps, obligation, &days), [Low, High, High, High, High, Critical], "{obligation}");
    }
    let notice = [step("formal-notice", "2011-03-01"), on("measure", "2014-01-01")];
    assert_eq!(grades(&notice, "transposition", &["2012-12-29", "2012-12-30"]), [High, Critical]);
}

#[test]
fn what_is_undone_a_second_time_weighs_one_grade_more() {
    let first = [on("measure", "2010-06-01"), on("annulled-nationally", "2011-06-01")];
    let twice = [&first[..], &[on("measure", "2012-06-01"), on("repealed-nationally", "2013-06-01")]].concat();
    // 183 days: 1 June is day 1, 30 November day 183. 730 days: 30 May two years later is day 729 over a leap day.
    let after_first = ["2011-05-31", "2011-06-01", "2011-11-29", "2011-11-30"];
    assert_eq!(grades(&twice, "transposition", &after_first), [Info, Low, Low, Medium]);
    let after_second = ["2013-05-31", "2013-06-01", "2013-11-29", "2013-11-30", "2015-05-30", "2015-05-31"];
    assert_eq!(grades(&twice, "transposition", &after_second), [Info, Medium, Medium, High, High, High]);
}

#[test]
fn an_undoing_that_is_made_good_on_its_day_and_a_finding_are_no_regression() {
    let same_day = [
        on("measure", "2010-06-01"),
        on("annulled-nationally", "2011-06-01"),
        on("measure", "2011-06-01"),
        on("annulled-nationally", "2012-06-01"),
    ];
    assert_eq!(grades(&same_day, "transposition", &["2011-06-01", "2012-05-31", "2012-06-01"]), [Info, Info, Low]);
    let finding = |status: &str, day: &str| json!({"event": "observed", "on": day, "status": status});
    let found = [
        on("measure", "2010-06-01"),
        finding("not-done", "2011-06-01"),
        finding("done", "2011-09-01"),
        on("suspended", "2012-06-01"),
    ];
    assert_eq!(grades(&found, "transposition", &["2011-06-01", "2012-06-01"]), [Low, Low]);
}

#[test]
fn an_undoing_as_the_first_evidence_counts() {
    let records = [on("repealed-nationally", "2011-06-01"), on("measure", "2012-01-01"), on("suspended", "2012-06-01")];
    assert_eq!(grades(&records, "transposition", &["2011-06-01", "2012-01-01", "2012-06-01"]), [Low, Info, Medium]);
}

#[test]
fn the_row_that_explains_a_grade_is_the_one_that_gave_it() {
    let engine = support::engine(None);
    for on in ["2009-03-16", "2011-11-25", "2014-12-01", "2026-11-21"] {
        for finding in engine.findings(&Default::default(), day(on)) {
            let row = finding.graded.and_then(|judged| rules().severity.hit(&judged)).unwrap();
            assert_eq!(row.then, finding.judgement.severity, "{} on {on}", finding.id());
        }
    }
}

#[test]
fn a_second_undoing_is_among_the_facts_of_the_grade() {
    let twice = [
        on("measure", "2010-06-01"),
        on("annulled-nationally", "2011-06-01"),
        on("measure", "2012-06-01"),
        on("repealed-nationally", "2013-06-01"),
    ];
    let loaded = load::texts(files(&twice));
    assert!(!loaded.has_errors(), "{:#?}", loaded.problems);
    let engine = Engine { corpus: &loaded.corpus, rules: rules(), known_as_of: None };
    for (on, undone, row) in [
        ("2011-05-31", 0, "done"),
        ("2011-06-01", 1, "newly-overdue"),
        ("2013-05-31", 1, "done"),
        ("2013-06-01", 2, "undone-again"),
        ("2013-11-30", 2, "undone-again-for-months"),
    ] {
        let question = engine.question("XA", "model", "transposition").unwrap();
        let timeline = engine.timelines(&[question]).remove(0);
        let finding = engine.finding(&question, &timeline, day(on)).unwrap();
        let judged = finding.graded.unwrap();
        let found = rules().severity.hit(&judged).map(|row| row.id.as_str());
        assert_eq!((judged.facts.regressions, found), (undone, Some(row)), "{on}");
    }
}

/// Every kind of event that fulfils a duty of the shipped acts can be assumed, as the event that fulfils it in full.
#[test]
fn each_kind_that_fulfils_a_duty_has_its_event() {
    let duties = support::corpus().instruments.iter().flat_map(|act| &act.obligations);
    let kinds: BTreeSet<EventKind> = duties.flat_map(|duty| duty.fulfilled_by.iter().copied()).collect();
    let events: Vec<Option<EventKind>> =
        kinds.iter().map(|kind| fulfilling_event(*kind).map(|event| event.kind())).collect();
    assert_eq!(events, kinds.iter().copied().map(Some).collect::<Vec<_>>());
    assert!(kinds.contains(&EventKind::Designated) && kinds.len() >= 7, "{kinds:?}");
}

/// A register may list the opinion before the letter that came first.
#[test]
fn the_latest_step_of_a_case_counts_in_any_order_of_records() {
    let steps = [step("formal-notice", "2011-02-01"), step("reasoned-opinion", "2011-09-01")];
    for records in [steps.clone(), [steps[1].clone(), steps[0].clone()]] {
        let corpus = corpus(files(&records));
        let (_, question) = asked(&corpus, "transposition");
        let stages = |on: &str| open_cases(&question, day(on)).iter().map(|open| open.stage).collect::<Vec<_>>();
        assert_eq!((stages("2011-01-31"), stages("2011-02-01")), (vec![], vec![Stage::FormalNotice]));
        assert_eq!(
            (stages("2011-08-31"), stages("2011-09-01")),
            (vec![Stage::FormalNotice], vec![Stage::ReasonedOpinion])
        );
    }
}

/// Only a directive adopted under a legislative procedure exposes to Article 260(3) TFEU; those of the Commission are not.
#[test]
fn a_directive_of_the_commission_is_not_exposed_to_sanctions_in_the_first_action() {
    for (title, expected) in [
        ("Directive 2009/1/EC of the European Parliament and of the Council on examples", Exposure::Art260_3),
        ("Directive 2009/1/EC on the rules of the Commission ", Exposure::Art260_3),
        ("Commission Directive 2009/1/EC on examples", Exposure::Art258),
    ] {
        let mut files = files(&[json!({"event": "observed", "on": "2011-02-01", "status": "not-done"})]);
        let text = String::from_utf8(files[0].1.clone()).unwrap();
        files[0].1 = text.replace("Model act", title).into_bytes();
        let corpus = corpus(files);
        let (engine, question) = asked(&corpus, "transposition");
        let finding = engine.answer(&question, day("2011-03-01")).unwrap();
        assert_eq!(engine.outlook(&finding).exposure, expected, "{title}");
    }
}

/// A register without the state ends on 31 December 2015; on 1 June 2016 it was found done. From the first day on which it may
/// have been done the later finding is among the grounds.
#[test]
fn what_is_found_later_is_a_ground_from_the_first_day_on_which_it_may_have_been_done() {
    let mut files = files(&[json!({"event": "observed", "on": "2016-06-01", "status": "done"})]);
    let text = String::from_utf8(files[0].1.clone()).unwrap();
    let silence = r#"{"means":"not-done","registers":[{"source":"journal","through":"2015-12-31"}]}"#;
    files[0].1 = text.replace(r#"{"means":"unknown"}"#, silence).into_bytes();
    let corpus = corpus(files);
    let (engine, question) = asked(&corpus, "transposition");
    let grounds = |on: &str| engine.answer(&question, day(on)).unwrap().grounds.records;
    assert_eq!(*grounds("2015-12-31"), []);
    assert_eq!(*grounds("2016-01-01"), [(0, Relevance::FoundLater)]);
    assert_eq!(*grounds("2016-06-01"), [(0, Relevance::Decides)]);
}

#[test]
fn union_law_binds_the_united_kingdom_longer_than_its_membership() {
    let uk = support::corpus().actors.iter().find(|actor| &*actor.code == "UK").unwrap();
    let on = |on: &str| (uk.is_member(day(on)), uk.is_under_union_law(day(on)));
    assert_eq!((on("1972-12-31"), on("1973-01-01")), ((false, false), (true, true)));
    assert_eq!((on("2020-01-31"), on("2020-02-01")), ((true, true), (false, true)));
    assert_eq!((on("2020-12-31"), on("2021-01-01")), ((false, true), (false, false)));
}

/// The state of the model with a change of its records.
fn changed(records: &[Value], change: impl Fn(&mut Value)) -> Vec<(String, Vec<u8>)> {
    let mut files = files(records);
    let mut state: Value = serde_json::from_slice(&files[1].1).unwrap();
    change(&mut state["records"]);
    files[1].1 = state.to_string().into_bytes();
    files
}

/// A finding is as certain as the weakest record on which it rests; one that does not count weakens nothing.
#[test]
fn the_weakest_record_that_counts_gives_the_confidence() {
    let records = [
        on("measure", "2010-06-01"),
        on("annulled-nationally", "2012-03-01"),
        json!({"event": "observed", "on": "2012-06-01", "status": "not-done"}),
    ];
    for (recalled, expected) in [
        (None, Confidence::Read),
        (Some(0), Confidence::Read),
        (Some(1), Confidence::Recalled),
        (Some(2), Confidence::Recalled),
    ] {
        let files = changed(&records, |records| {
            if let Some(place) = recalled {
                records[place]["confidence"] = json!("recalled");
            }
        });
        let corpus = corpus(files);
        let (engine, question) = asked(&corpus, "transposition");
        let grounds = engine.answer(&question, day("2012-07-01")).unwrap().grounds;
        assert_eq!(grounds.confidence, Some(expected), "{recalled:?}: {:?}", grounds.records);
    }
}

/// A yearbook of 2013 has a law of 2011: whoever did not know the day of its publication knew it from the last one on.
#[test]
fn a_source_of_a_year_is_known_from_its_last_day() {
    let mut files = changed(&[on("measure", "2011-02-01")], |records| records[0]["source"] = json!("yearbook"));
    let yearbook = json!({"$schema": "../schemas/seed.schema.json", "id": "yearbook", "title": "Model yearbook",
        "kind": "national-gazette", "published": "2013"});
    files.push(("seeds/yearbook.json".to_owned(), yearbook.to_string().into_bytes()));
    let corpus = corpus(files);
    let (engine, question) = asked(&corpus, "transposition");
    let segments = engine.known_then(&question, day("2014-12-31"));
    let said: Vec<_> = segments.iter().map(|one| (one.from.to_string(), one.judgement.verdict.as_str())).collect();
    let [.., (before, unknown), (from, late)] = said.as_slice() else { panic!("{said:?}") };
    assert_eq!((*unknown, from.as_str(), *late), ("unknown", "2013-12-31", "met-late"), "{before}: {said:?}");
}
