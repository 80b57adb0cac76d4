//! What was known then: the engine's product agrees with a query for the day, by what was known on that day.

use crate::support;
use acquis::engine::{Engine, KnownSegment, Question, Selection, Timeline};
use acquis::time::Day;

/// What is known after it is not asked about.
fn until() -> Day {
    Day::parse("2026-11-28").unwrap()
}

/// What a query for the day answers, both clocks on it.
fn asked(engine: &Engine, question: &Question, day: Day) -> acquis::engine::Judgement {
    let known = Question { known_as_of: Some(day.min(until())), ..*question };
    Timeline::new(&known, engine.rules).on(day).unwrap().judgement
}

fn answered(segments: &[KnownSegment], day: Day) -> acquis::engine::Judgement {
    segments[segments.partition_point(|segment| segment.from <= day) - 1].judgement
}

fn differences(engine: &Engine, days: impl Fn(&Question, usize, &[KnownSegment]) -> Vec<Day>) -> Vec<String> {
    let mut found = Vec::new();
    for (turn, question) in engine.questions(&Selection::default()).into_iter().enumerate() {
        let segments = engine.known_then(&question, until());
        for day in days(&question, turn, &segments) {
            let (asked, answered) = (asked(engine, &question, day), answered(&segments, day));
            if asked != answered {
                let duty = format!("{}/{}/{}", question.actor.code, question.instrument.id, question.obligation.id);
                found.push(format!("{duty} on {day}\n  query   {asked:?}\n  product {answered:?}"));
            }
        }
    }
    found
}

fn assert_none(found: &[String]) {
    assert!(found.is_empty(), "{} differ; the first:\n{}", found.len(), found[..found.len().min(5)].join("\n"));
}

/// 200 days of 2001-2026 that look random and are the same in every run.
fn scattered_days() -> Vec<Day> {
    let first = Day::parse("2001-01-01").unwrap();
    let count = until().minus(first);
    let mut state = 20_111_125_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        first.plus_days(i32::try_from((state >> 33) % u64::try_from(count).unwrap()).unwrap())
    };
    std::iter::repeat_with(&mut next).take(200).collect()
}

#[test]
fn on_the_days_of_change_on_those_before_and_on_scattered_days() {
    let engine = support::engine(None);
    let scattered = scattered_days();
    let found = differences(&engine, |question, turn, segments| {
        let changes = segments.iter().skip(1).flat_map(|segment| [segment.from.previous(), segment.from]);
        let days: Vec<Day> = changes.chain(scattered.iter().copied()).collect();
        support::share(&days, &question.instrument.id, turn).copied().collect()
    });
    assert_none(&found);
}

#[test]
#[ignore = "every day of 26 years: some minutes in a release build"]
fn on_every_day_from_2001_to_2026() {
    let engine = support::engine(None);
    let first = Day::parse("2001-01-01").unwrap();
    let last = Day::parse("2026-12-31").unwrap();
    let every: Vec<Day> = (0..=last.minus(first)).map(|count| first.plus_days(count)).collect();
    assert_none(&differences(&engine, |_, _, _| every.clone()));
}

#[test]
fn nine_states_had_not_ratified_budapest_on_the_day_of_the_second_report() {
    let engine = support::engine(None);
    let day = Day::parse("2011-11-25").unwrap();
    let mut encouraged: Vec<String> = Vec::new();
    for question in engine.questions(&Selection::default()) {
        let is_asked = &*question.instrument.id == "budapest" && &*question.obligation.id == "ratification";
        let judged = is_asked.then(|| answered(&engine.known_then(&question, until()), day));
        if judged.is_some_and(|judged| judged.verdict == acquis::rules::Verdict::Encouraged) {
            encouraged.push(question.actor.code.to_string());
        }
    }
    encouraged.sort();
    assert_eq!(encouraged, ["AT", "BE", "CZ", "EL", "IE", "LU", "MT", "PL", "SE"]);
}
