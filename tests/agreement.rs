//! The engine agrees with a second, deliberately simple implementation: on the shipped data for every state, obligation
//! and month from 2001 to 2026, on either clock, and on random corpora.

use crate::naive;
use crate::support::{self, values};

use acquis::engine::{Engine, Selection};
use acquis::time::Day;
use chrono::NaiveDate;
use serde_json::{Value, json};

const MOST_FREE_CHOICES: usize = 8;
/// Each duty of each state is asked about on every so many-th day alone, each on other days than the next one: together
/// they cover every day, in the time that a sixth of the acts would take.
const PARTS: usize = 10;

/// One answer in words, so that a difference reads well.
fn describe(
    verdict: &str,
    when: Option<&str>,
    due: Option<String>,
    days: Option<i64>,
    stages: [Option<&str>; 2],
) -> String {
    format!("{verdict} {when:?} due {due:?} days {days:?} enforcement {:?} contested {:?}", stages[0], stages[1])
}

/// Is the day of a deposit not known within a year? The engine leaves such days out (`OPEN` in `engine/worlds.rs`).
fn has_vague_bond(code: &str, act: &str) -> bool {
    let (corpus, actor) = (support::corpus(), support::corpus().find_actor(code).unwrap());
    let records = corpus.find_instrument(act).map_or(&[][..], |ix| actor.records_of(ix));
    records.iter().any(|record| {
        let is_deposit = matches!(record.event, acquis::law::Event::Ratification { .. });
        is_deposit && record.on.first() < record.on.last().minus_months(12)
    })
}

fn compare(
    engine: &Engine,
    naive: &naive::Corpus,
    (days, parts): (&[NaiveDate], usize),
    known: Option<NaiveDate>,
) -> Vec<String> {
    let mut differences = Vec::new();
    let questions = engine.questions(&Selection::default());
    for (place, (question, timeline)) in questions.iter().zip(engine.timelines(&questions)).enumerate() {
        let (code, act, duty) = (&question.actor.code, &question.instrument.id, &question.obligation.id);
        if naive.free_choices(code, act, duty, known) > MOST_FREE_CHOICES {
            continue; // the engine then judges without trying all, and never claims more
        }
        if has_vague_bond(code, act) {
            continue;
        }
        let days: Vec<NaiveDate> = days.iter().copied().skip(place % parts).step_by(parts).collect();
        let judged_days = naive.judge_days(code, act, duty, &days, known);
        for (date, judged) in days.iter().zip(judged_days) {
            let day = Day::parse(&date.to_string()).unwrap();
            let judgement = &timeline.on(day).unwrap().judgement;
            let stage =
                |stage: Option<acquis::law::Stage>| stage.map(|stage| naive::in_kebab_case(&format!("{stage:?}")));
            let (enforcement, contested) = (stage(judgement.enforcement), stage(judgement.contested));
            let ours = describe(
                judgement.verdict.as_str(),
                Some(judgement.when.as_str()).filter(|when| *when != "none"),
                judgement.limit.map(|limit| limit.0.to_string()),
                judgement.gap_from.map(|from| i64::from(day.minus(from) + 1)),
                [enforcement.as_deref(), contested.as_deref()],
            );
            let theirs = describe(
                &judged.verdict,
                judged.when.as_deref(),
                judged.due.map(|due| due.to_string()),
                judged.days_overdue,
                [judged.enforcement.as_deref(), judged.contested.as_deref()],
            );
            if ours != theirs {
                differences
                    .push(format!("{code}/{act}/{duty} on {date} known {known:?}\n  engine {ours}\n  naive  {theirs}"));
            }
        }
    }
    differences
}

#[test]
fn on_the_shipped_data_in_every_month() {
    agrees_in_every_month(PARTS);
}

#[test]
#[ignore = "every duty of every state in every month: an hour"]
fn on_the_shipped_data_in_every_month_of_every_duty() {
    agrees_in_every_month(1);
}

fn agrees_in_every_month(parts: usize) {
    let naive = naive::Corpus::new(values("instruments"), values("member-states"), values("seeds"));
    let months: Vec<NaiveDate> = (2001..=2026)
        .flat_map(|year| {
            (1..=12)
                .map(move |month| NaiveDate::from_ymd_opt(year, month, 1 + (year as u32 * 7 + month * 5) % 28).unwrap())
        })
        .collect();
    let mut differences = Vec::new();
    for known_day in [None, Some("2011-11-25"), Some("2014-06-30")] {
        let known: Option<NaiveDate> = known_day.map(|day| day.parse().unwrap());
        let engine = support::engine(known_day);
        let days: Vec<NaiveDate> =
            if known.is_none() { months.clone() } else { months.iter().copied().step_by(5).collect() };
        differences.extend(compare(&engine, &naive, (&days, parts), known));
    }
    assert!(
        differences.is_empty(),
        "{} differences, the first:\n{}",
        differences.len(),
        differences[..differences.len().min(12)].join("\n")
    );
}

/// The keys of the JSON contract by which one finding is compared. What is left out is false or null.
fn printed(finding: &Value) -> Value {
    let flag = |value: &Value| value == &Value::Bool(true);
    json!({
        "verdict": finding["verdict"], "when": finding["when"], "due": finding["due"],
        "days_overdue": finding["days_overdue"], "enforcement": finding["enforcement"],
        "contested": finding["contested"], "presumed": flag(&finding["evidence"]["presumed"]),
        "due_open": flag(&finding["due_open"]), "at_least": flag(&finding["at_least"]),
    })
}

/// What the binary prints says the same, what is presumed, open or only an upper bound included; each finding on one of
/// the days.
#[test]
fn the_printed_findings_say_the_same() {
    let naive = naive::Corpus::new(values("instruments"), values("member-states"), values("seeds"));
    let mut differences = Vec::new();
    let days = ["2008-12-31", "2011-11-25", "2013-05-06", "2016-09-30", "2020-06-15"];
    for (turn, on) in days.iter().copied().enumerate() {
        let report = support::json(&["compare", "--all-states", "--as-of", on]);
        let findings = report["findings"].as_array().unwrap();
        assert!(findings.len() > 100, "only {} findings", findings.len());
        let own = findings.iter().enumerate().filter(|(place, _)| place % days.len() == turn);
        let own = own.map(|(_, finding)| finding);
        for finding in own.filter(|finding| finding["evidence"]["approximate"] != true) {
            let [code, act, duty] = ["state", "instrument", "obligation"].map(|key| finding[key].as_str().unwrap());
            if naive.free_choices(code, act, duty, None) > MOST_FREE_CHOICES || has_vague_bond(code, act) {
                continue;
            }
            let judged = naive.judge(code, act, duty, on.parse().unwrap(), None);
            let theirs = json!({
                "verdict": judged.verdict, "when": judged.when, "due": judged.due.map(|due| due.to_string()),
                "days_overdue": judged.days_overdue, "enforcement": judged.enforcement,
                "contested": judged.contested, "presumed": judged.presumed, "due_open": judged.due_open,
                "at_least": judged.at_least,
            });
            let ours = printed(finding);
            if ours != theirs {
                differences.push(format!("{code}/{act}/{duty} on {on}\n  printed {ours}\n  naive   {theirs}"));
            }
        }
    }
    let first = &differences[..differences.len().min(12)];
    assert!(differences.is_empty(), "{} differences, the first:\n{}", differences.len(), first.join("\n"));
}
