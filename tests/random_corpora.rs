//! The engine agrees with the naive evaluator on random corpora: any mix of events, uncertain days, registers, ends,
//! exceptions and both clocks. What the generator makes need not be plausible; both must judge it alike.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod naive;
mod random;

use acquis::engine::{Engine, Selection};
use acquis::load;
use acquis::rules::Rules;
use proptest::collection::vec;
use proptest::prelude::*;
use random::{as_day, corpus, date};
use serde_json::Value;

/// While an undoing of an uncertain day can be the first evidence beside a register that says no, the gap may have begun
/// on the day asked about itself, whichever that is; the engine counts from the last day that matters to a verdict.
fn has_uncertain_undoing(states: &[Value]) -> bool {
    let records = states[0]["records"].as_array().unwrap();
    let is_exact = |record: &Value| record["on"].as_str().is_some_and(|text| text.len() == 10);
    records.iter().any(|record| record["event"] == "annulled-nationally" && !is_exact(record))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_engine_agrees_with_the_naive_evaluator(
        whole in corpus(), days in vec(date(), 1..8), known in prop::option::of(date())
    ) {
        let loaded = load::texts(random::files(&whole));
        let (instruments, states, seeds) = whole;
        let tables = load::embedded_rules();
        let rules = Rules::parse(|name| tables.get(name)).unwrap();
        let engine = Engine { corpus: &loaded.corpus, rules: &rules, known_as_of: known.map(as_day) };
        let naive = naive::Corpus::new(instruments, states.clone(), seeds);
        let questions = engine.questions(&Selection::default());
        prop_assert_eq!(questions.len(), 4, "nothing may be dropped: {:?}", loaded.problems);
        prop_assert_eq!(questions[0].actor.records().len(), states[0]["records"].as_array().unwrap().len());
        for (question, timeline) in questions.iter().zip(engine.timelines(&questions)) {
            for date in &days {
                let judgement = timeline.on(as_day(*date)).unwrap().judgement;
                let judged = naive.judge("AT", &question.instrument.id, &question.obligation.id, *date, known);
                let ours = (
                    judgement.verdict.as_str().to_owned(),
                    Some(judgement.when.as_str().to_owned()).filter(|when| when != "none"),
                    judgement.limit.map(|limit| limit.0.to_naive()),
                    judgement.gap_from.map(|from| i64::from(as_day(*date).minus(from) + 1)),
                );
                let days_overdue = if has_uncertain_undoing(&states) { ours.3 } else { judged.days_overdue };
                let theirs = (judged.verdict, judged.when, judged.due, days_overdue);
                prop_assert_eq!(ours, theirs, "{} on {} known {:?}", question.obligation.id, date, known);
            }
        }
    }
}
