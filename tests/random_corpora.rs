//! The engine agrees with the naive evaluator on random corpora: any mix of events, uncertain days and extents, cases,
//! registers, ends, exceptions, deadlines and both clocks. What the generator makes need not be plausible; both must judge
//! it alike, as long as at most eight days and extents are left open: past that the engine judges without trying all.

use crate::support::rules;
use crate::{naive, random};

use acquis::engine::{Engine, Finding, Selection};
use acquis::load;
use proptest::collection::vec;
use proptest::prelude::*;
use random::{as_day, corpus, date};
use serde_json::Value;

const MOST_FREE_CHOICES: usize = 8;

/// A day to ask about: late enough for old evidence to have grown stale.
fn asked() -> impl Strategy<Value = chrono::NaiveDate> {
    prop_oneof![3 => date(), 1 => (2900u32..4400).prop_map(random::day)]
}

/// Everything that a finding says.
fn all_of(one: Finding) -> impl PartialEq + std::fmt::Debug {
    (one.id(), one.on, one.judgement, one.graded, one.bound_since, [one.since, one.until], one.grounds)
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().unwrap()
}

proptest! {
    #![proptest_config(crate::support::kept(1500))]

    #[test]
    fn the_engine_agrees_with_the_naive_evaluator(
        whole in corpus(), days in vec(asked(), 1..4), known in prop::option::of(date())
    ) {
        let loaded = load::texts(random::files(&whole));
        let (instruments, states, seeds) = whole;
        let engine = Engine { corpus: &loaded.corpus, rules: rules(), known_as_of: known.map(as_day) };
        let questions = engine.questions(&Selection::default());
        let duties: usize = instruments.iter().map(|act| list(act, "obligations").len()).sum();
        prop_assert_eq!(questions.len(), duties * states.len(), "nothing may be dropped: {:?}", loaded.problems);
        let naive = naive::Corpus::new(instruments, states.clone(), seeds);
        for (question, timeline) in questions.iter().zip(engine.timelines(&questions)) {
            let (code, act, duty) = (&question.actor.code, &question.instrument.id, &question.obligation.id);
            let state = states.iter().find(|state| state["code"] == **code).unwrap();
            prop_assert_eq!(question.actor.records().len(), list(state, "records").len(), "{:?}", loaded.problems);
            for date in &days {
                let (whole, alone) = (engine.finding(question, &timeline, as_day(*date)), engine.answer(question, as_day(*date)));
                prop_assert_eq!(whole.map(all_of), alone.map(all_of), "{}/{}/{} on {}", code, act, duty, date);
            }
            if naive.free_choices(code, act, duty, known) > MOST_FREE_CHOICES {
                continue;
            }
            let judged_days = naive.judge_days(code, act, duty, &days, known);
            for (date, judged) in days.iter().zip(judged_days) {
                let judgement = timeline.on(as_day(*date)).unwrap().judgement;
                let stage = |stage: Option<acquis::law::Stage>| stage.map(|stage| naive::in_kebab_case(&format!("{stage:?}")));
                let ours = (
                    judgement.verdict.as_str().to_owned(),
                    Some(judgement.when.as_str().to_owned()).filter(|when| when != "none"),
                    judgement.limit.map(|limit| limit.0.to_naive()),
                    judgement.gap_since(as_day(*date)).map(|from| i64::from(as_day(*date).minus(from) + 1)),
                    [stage(judgement.enforcement), stage(judgement.contested)],
                );
                let stages = [judged.enforcement, judged.contested];
                let theirs = (judged.verdict, judged.when, judged.due, judged.days_overdue, stages);
                let is_approximate = || engine.finding(question, &timeline, as_day(*date)).unwrap().grounds.approximate;
                if ours != theirs && !is_approximate() {
                    prop_assert_eq!(ours, theirs, "{}/{}/{} on {} known {:?}", code, act, duty, date, known);
                }
            }
        }
    }
}
proptest! {
    #![proptest_config(crate::support::kept(400))]

    /// The naive evaluator tries only some of the possible days of an uncertain record: those will do.
    #[test]
    fn trying_every_day_changes_nothing(whole in corpus(), day in asked(), known in prop::option::of(date())) {
        let (instruments, states, seeds) = whole;
        let some = naive::Corpus::new(instruments.clone(), states.clone(), seeds.clone());
        let every = naive::Corpus::new(instruments.clone(), states, seeds).trying_every_day();
        for state in ["AT", "CH"] {
            for act in &instruments {
                for duty in list(act, "obligations") {
                    let (act, duty) = (act["id"].as_str().unwrap(), duty["id"].as_str().unwrap());
                    if some.day_choices(state, act, duty, known) <= 1000 {
                        let of_some = some.judge(state, act, duty, day, known);
                        let of_every = every.judge(state, act, duty, day, known);
                        prop_assert_eq!(of_some, of_every, "{}/{}/{} on {} known {:?}", state, act, duty, day, known);
                    }
                }
            }
        }
    }
}
