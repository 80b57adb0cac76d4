//! Intervals say on every day what a query for the day says: no hole, no overlap, no row longer than what it says; and the
//! parts into which acts are divided make the whole.

use std::collections::{BTreeMap, BTreeSet};

use acquis::engine::{Choice, Engine, Finding, Selection, Timeline};
use acquis::law::Shard;
use acquis::law::Stage;
use acquis::report::{IntervalRow, Intervals, Run};
use acquis::rules::When;
use acquis::time::Day;
use serde_json::Value;

use crate::support::{DAYS, corpus, day, engine, printed, run, run_of};

/// What a row says of the days that it is about.
type Said = (String, String, Option<&'static str>, String, Option<Day>, Option<String>, Option<String>, [bool; 2]);

fn of_row(row: &IntervalRow) -> Said {
    (
        row.verdict.to_string(),
        row.rule.to_owned(),
        row.when,
        row.severity.to_string(),
        row.due,
        row.enforcement.map(str::to_owned),
        row.confidence.map(str::to_owned),
        [row.headline, row.shown_by_default],
    )
}

fn of_finding(engine: &Engine, finding: &Finding) -> Said {
    let judgement = &finding.judgement;
    let row = judgement.rule.map(|row| &engine.rules.verdict.rows()[usize::from(row)].id);
    let due = judgement.limit.map(|limit| limit.0).filter(|due| !due.is_end_of_time());
    let headline = finding.instrument.headline_duties().iter().any(|duty| duty.id == finding.obligation.id);
    (
        judgement.verdict.to_string(),
        row.map_or("worlds/gap-in-some".to_owned(), |id| format!("verdict/{id}")),
        Some(judgement.when.as_str()).filter(|_| judgement.when != When::None),
        judgement.severity.to_string(),
        due,
        judgement.enforcement.map(|stage| Stage::as_str(stage).to_owned()),
        finding.grounds.confidence.map(|one| one.as_str().to_owned()),
        [headline, !finding.actor.is_institution() && finding.actor.is_under_union_law(finding.on)],
    )
}

/// Rows of one question.
struct OfQuestion {
    days: Vec<(Day, Option<Day>)>,
    said: Vec<Said>,
}

fn intervals(run: &Run<'static>) -> BTreeMap<String, OfQuestion> {
    let mut found: BTreeMap<String, OfQuestion> = BTreeMap::new();
    let asked = run.engine.questions(&Selection::default());
    let each: Result<(), ()> = Intervals::of_questions(run, asked).each(|row| {
        let id = format!("{}/{}/{}", row.state, row.instrument, row.obligation);
        let of = found.entry(id).or_insert_with(|| OfQuestion { days: Vec::new(), said: Vec::new() });
        of.days.push((row.from, row.to));
        of.said.push(of_row(&row));
        Ok(())
    });
    each.unwrap();
    found
}

impl OfQuestion {
    fn on(&self, on: Day) -> &Said {
        let holds: Vec<usize> = (0..self.days.len())
            .filter(|at| self.days[*at].0 <= on && self.days[*at].1.is_none_or(|to| on < to))
            .collect();
        assert_eq!(holds.len(), 1, "{on}: {:?}", self.days);
        &self.said[holds[0]]
    }
}

/// Whatever the rows say on their first and last days, on twenty days and on days between is what a query says.
fn agrees(run: Run<'static>, step: usize) {
    let engine = run.engine;
    let found = intervals(&run);
    let questions = engine.questions(&Selection::default());
    assert_eq!(found.len(), questions.len());
    for (number, question) in questions.iter().enumerate().step_by(step) {
        let id = format!("{}/{}/{}", question.actor.code, question.instrument.id, question.obligation.id);
        let rows = &found[&id];
        let timeline = Timeline::new(question, engine.rules);
        let mut days: BTreeSet<Day> = DAYS.iter().map(|text| day(text)).collect();
        days.extend(rows.days.iter().flat_map(|(from, to)| [Some(*from), to.map(Day::previous)]).flatten());
        // scattered days, others for each question
        days.extend((0..24).map(|year| day("2003-01-01").plus_days(365 * year + (number * 37 % 365) as i32)));
        for on in days {
            let finding = engine.finding(question, &timeline, on).unwrap();
            assert_eq!(rows.on(on), &of_finding(&engine, &finding), "{id} on {on}");
        }
    }
}

#[test]
fn rows_say_what_a_query_for_the_day_says() {
    agrees(run_of("2026-11-29", None), 5);
}

#[test]
fn rows_say_it_of_what_was_known_on_a_day_too() {
    agrees(run_of("2011-11-25", Some("2011-11-25")), 23);
    agrees(run_of("2016-01-01", Some("2016-01-01")), 29);
}

#[test]
#[ignore = "every day of 27 years takes minutes"]
fn rows_say_it_on_every_day() {
    let run = run_of("2026-11-29", None);
    let found = intervals(&run);
    for question in run.engine.questions(&Selection::default()) {
        let id = format!("{}/{}/{}", question.actor.code, question.instrument.id, question.obligation.id);
        let timeline = Timeline::new(&question, run.engine.rules);
        for on in (0..365 * 27).map(|days| day("2000-01-01").plus_days(days)) {
            let finding = run.engine.finding(&question, &timeline, on).unwrap();
            assert_eq!(found[&id].on(on), &of_finding(&run.engine, &finding), "{id} on {on}");
        }
    }
}

#[test]
fn rows_of_one_finding_neither_overlap_nor_leave_a_hole_and_differ() {
    for (id, rows) in intervals(&run_of("2026-11-29", None)) {
        assert_eq!(rows.days[0].0, day("1950-01-01"), "{id}");
        assert_eq!(rows.days.last().unwrap().1, None, "{id}");
        for (one, next) in rows.days.iter().zip(&rows.days[1..]) {
            assert_eq!(one.1, Some(next.0), "{id}");
            assert!(one.0 < next.0, "{id}");
        }
        for (one, next) in rows.said.iter().zip(&rows.said[1..]) {
            assert_ne!(one, next, "{id}");
        }
    }
}

#[test]
fn an_act_is_in_one_part_and_a_part_is_asked_for_its_acts_alone() {
    let engine = engine(None);
    for of in [1, 2, 7] {
        let parts: Vec<Shard> = (1..=of).map(|number| Shard::new(number, of).unwrap()).collect();
        for act in &corpus().instruments {
            assert_eq!(parts.iter().filter(|part| part.takes(&act.id)).count(), 1, "{}", act.id);
        }
        let asked = |shard| engine.questions(&Selection::default().in_shard(shard)).len();
        let each: Vec<usize> = parts.iter().map(|part| asked(Some(*part))).collect();
        assert_eq!(each.iter().sum::<usize>(), asked(None), "{each:?}");
        assert!(each.iter().all(|one| *one > 0), "{each:?}");
    }
    let named = Selection { instruments: Choice::one("prum"), ..Selection::default() };
    let with_prum = Shard::new(2, 7);
    assert_eq!(engine.questions(&named.clone().in_shard(with_prum)).len(), engine.questions(&named).len());
    assert_eq!(engine.questions(&named.in_shard(Shard::new(1, 7))).len(), 0);
}

fn sorted(lines: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut lines: Vec<String> = lines.into_iter().collect();
    lines.sort();
    lines
}

/// The lines of a form that is written line by line: all but those that say what the run looked at.
fn lines(text: &str) -> Vec<String> {
    text.lines().filter(|line| !line.starts_with("{\"schema\":\"acquis/summary/")).map(str::to_owned).collect()
}

/// The items of a list of a report.
fn listed(text: &str, list: &str) -> Vec<String> {
    let report: Value = serde_json::from_str(text).unwrap();
    report[list].as_array().unwrap().iter().map(Value::to_string).collect()
}

#[test]
fn the_parts_make_the_whole() {
    let day = ["--as-of", "2011-11-25"];
    let commands: [(&[&str], &str, &str); 8] = [
        (&["timelines", "AT", "UK", "NO", "COM"], "csv", ""),
        (&["timelines", "SE", "--known-as-of", "2011-11-25"], "jsonl", ""),
        (&["timelines", "BE"], "json", "intervals"),
        (&["compare", "AT", "SE", "UK"], "jsonl", ""),
        (&["compare", "AT", "SE", "UK"], "csv", ""),
        (&["compare", "DE", "--all-states"], "json", "findings"),
        (&["recommend", "RO", "EL", "SE"], "json", "recommendations"),
        (&["recommend", "RO", "EL", "SE"], "csv", ""),
    ];
    for (command, format, list) in commands {
        let asked = [command, if command[0] == "timelines" { &[] } else { &day }, &["--format", format]].concat();
        let items = |text: &str| if list.is_empty() { lines(text) } else { listed(text, list) };
        let whole = items(&printed(&asked));
        assert!(whole.len() > 10, "{asked:?}: {}", whole.len());
        for of in [1, 2, 7] {
            let part = |number| printed(&[&asked[..], &["--quiet", "--shard", &format!("{number}/{of}")]].concat());
            let parts: Vec<String> = (1..=of).flat_map(|number| items(&part(number))).collect();
            // the names of the columns stand in each part
            let names = if format == "csv" { of - 1 } else { 0 };
            assert_eq!(parts.len(), whole.len() + names, "{asked:?} in {of}");
            let (parts, whole): (BTreeSet<_>, BTreeSet<_>) =
                (parts.into_iter().collect(), whole.iter().cloned().collect());
            assert_eq!(sorted(parts), sorted(whole), "{asked:?} in {of}");
        }
    }
}

/// Else the test above shows nothing about acts that prove duties of others.
#[test]
fn some_duty_of_austria_is_proved_by_an_act_of_another_part() {
    let parts: Vec<Shard> = (1..=7).filter_map(|number| Shard::new(number, 7)).collect();
    let part = |act: &str| parts.iter().position(|part| part.takes(act));
    let questions = engine(None).questions(&Selection::default().about("AT"));
    let is_apart = |question: &&acquis::engine::Question| {
        let implying = acquis::engine::implying(question);
        implying.iter().any(|other| part(&other.instrument.id) != part(&question.instrument.id))
    };
    assert!(questions.iter().any(|question| is_apart(&question)));
}

#[test]
fn parts_are_refused_where_they_make_no_whole() {
    let part = ["--shard", "1/2"];
    for (command, format) in [("compare", "table"), ("compare", "md"), ("compare", "xlsx"), ("compare", "sarif")] {
        let refused = run(&[&[command, "--format", format][..], &part].concat());
        assert_eq!(refused.code, 2, "{command} {format}: {}", refused.stdout);
        assert!(refused.stderr.contains("cannot be put together"), "{}", refused.stderr);
    }
    assert_eq!(run(&["compare", "--layout", "matrix", "--format", "csv", "--shard", "1/2"]).code, 2);
    assert_eq!(run(&["recommend", "--shard", "1/2"]).code, 2);
    for command in ["check", "gaps", "scoreboard", "diff", "history", "actions"] {
        let refused = run(&[&[command][..], &part].concat());
        assert_eq!(refused.code, 2, "{command}");
    }
    for wrong in ["0/2", "3/2", "1", "1/0", "x/2"] {
        assert_eq!(run(&["timelines", "--shard", wrong]).code, 2, "{wrong}");
    }
}

#[test]
#[cfg(not(feature = "parquet"))]
fn a_program_without_columns_says_so_before_it_evaluates() {
    for typed in [&["-o", "x.parquet"][..], &["--format", "parquet"], &["-o", "x.out", "--format", "parquet"]] {
        for command in ["timelines", "compare", "check"] {
            let refused = run(&[&[command][..], typed].concat());
            assert_eq!((refused.code, &*refused.stdout), (2, ""), "{command} {typed:?}");
            assert!(refused.stderr.contains("built without the feature parquet"), "{}", refused.stderr);
            assert!(refused.stderr.contains("--features parquet"), "{}", refused.stderr);
        }
    }
}

/// What is assumed marks a finding from other days on than those on which its verdict changes.
#[test]
fn rows_say_what_a_query_says_of_what_is_assumed() {
    let cases: [(&str, &str, &str, &[&str]); 2] = [
        (
            "IE",
            "budapest",
            "IE budapest ratification 2027-01-15",
            &["2025-10-07", "2027-01-14", "2027-01-15", "2027-04-30", "2027-05-01", "2027-05-02", "2031-01-01"],
        ),
        (
            "DE",
            "anti-trafficking",
            "DE anti-trafficking formal-notice 2016-03 kind=non-conformity case=INFR(2016)1",
            &["2016-02-29", "2016-03-01", "2016-03-31", "2016-04-01", "2020-01-01"],
        ),
    ];
    for (state, act, fact, days) in cases {
        let asked = [state, "--instrument", act, "--assume", fact, "--format", "json", "--quiet"];
        let intervals = listed(&printed(&[&["timelines"], &asked[..]].concat()), "intervals");
        let intervals: Vec<Value> = intervals.iter().map(|text| serde_json::from_str(text).unwrap()).collect();
        for on in days {
            let text = printed(&[&["compare"], &asked[..], &["--as-of", on]].concat());
            let report: Value = serde_json::from_str(&text).unwrap();
            let findings = report["findings"].as_array().unwrap();
            assert!(!findings.is_empty());
            for finding in findings {
                let holds = intervals.iter().find(|row| {
                    row["obligation"] == finding["obligation"]
                        && row["from"].as_str().unwrap() <= *on
                        && row["to"].as_str().is_none_or(|to| *on < to)
                });
                let row = holds.unwrap();
                for column in ["verdict", "when", "severity", "due", "enforcement", "rule", "headline"] {
                    assert_eq!(row[column], finding[column], "{column} of {} on {on}", finding["id"]);
                }
                assert_eq!(row["confidence"], finding["evidence"]["confidence"], "{} on {on}", finding["id"]);
            }
        }
    }
}
