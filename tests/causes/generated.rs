//! Generated pairs of corpora: every change has a cause and knows it; what alone was edited is what is named; nothing
//! edited on one day is no change; and two reports written and read back say the same.

use super::world::{World, regraded, rules_with};
use crate::random::law::{deadline, ended, interval, silence};
use crate::random::records::record;
use crate::random::{self, as_day, corpus, date};
use acquis::engine::Selection;
use acquis::load::{self, RuleTexts};
use acquis::render;
use acquis::report::change::{CauseKind, FindingChange, changes};
use acquis::report::survey::{Survey, read};
use acquis::report::{Comparison, Grouping, Report};
use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::{Value, json};

/// One thing that differs in the later corpus.
#[derive(Debug, Clone)]
pub enum Edit {
    Nothing,
    RecordAdded(Value),
    RecordRemoved(usize),
    RecordChanged(usize, Value),
    RecordRetracted(usize),
    Deadline(Value),
    InForce,
    Ended(Value),
    Fulfilling,
    Exception(Value),
    Membership(NaiveDate),
    Silence(Value),
    Rules(usize),
    Titles,
    MoreFiles,
}

pub fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        1 => Just(Edit::Nothing),
        4 => record().prop_map(Edit::RecordAdded),
        2 => (0usize..8).prop_map(Edit::RecordRemoved),
        3 => ((0usize..8), record()).prop_map(|(place, value)| Edit::RecordChanged(place, value)),
        2 => (0usize..8).prop_map(Edit::RecordRetracted),
        2 => deadline().prop_map(Edit::Deadline),
        1 => Just(Edit::InForce),
        2 => ended().prop_map(Edit::Ended),
        1 => Just(Edit::Fulfilling),
        2 => interval("AT").prop_map(Edit::Exception),
        1 => date().prop_map(Edit::Membership),
        2 => silence().prop_map(Edit::Silence),
        2 => (0usize..4).prop_map(Edit::Rules),
        1 => Just(Edit::Titles),
        1 => Just(Edit::MoreFiles),
    ]
}

impl Edit {
    /// The corpus and the rules after it.
    pub fn of(&self, corpus: &random::Corpus) -> (random::Corpus, RuleTexts) {
        let (mut instruments, mut states, mut seeds) = corpus.clone();
        let act = &mut instruments[0];
        match self {
            Edit::Deadline(value) => act["obligations"][0]["deadline"] = value.clone(),
            Edit::InForce => act["in_force"] = json!("2010-01-01"),
            Edit::Ended(value) => act["ended"] = value.clone(),
            Edit::Fulfilling => act["obligations"][0]["fulfilled_by"] = json!(["measure"]),
            Edit::Exception(value) => act["binds"]["except"] = json!([value]),
            Edit::Silence(value) => act["obligations"][0]["silence"] = value.clone(),
            Edit::Titles => {
                (act["title"], act["obligations"][0]["title"]) = (json!("Another title"), json!("in other words"));
                seeds[0]["title"] = json!("another");
            }
            Edit::MoreFiles => {
                let mut first = seeds[0].clone();
                first["id"] = json!("a-first");
                seeds.push(first);
                let mut further = act.clone();
                further["id"] = json!("aa");
                further["celex"] = json!([]);
                instruments.push(further);
            }
            Edit::Membership(from) => states[0]["membership"][0]["from"] = json!(from.to_string()),
            _ => self.edit_records(states[0]["records"].as_array_mut().unwrap()),
        }
        ((instruments, states, seeds), self.rules())
    }

    fn edit_records(&self, records: &mut Vec<Value>) {
        match self {
            Edit::RecordAdded(value) => records.insert(records.len() / 2, value.clone()),
            Edit::RecordRemoved(place) if *place < records.len() => drop(records.remove(*place)),
            Edit::RecordChanged(place, value) if *place < records.len() => records[*place] = value.clone(),
            Edit::RecordRetracted(place) if *place < records.len() => {
                records[*place]["retracted"] = json!({"on": "2011-01-01", "reason": "a misreading"});
            }
            _ => {}
        }
    }

    fn rules(&self) -> RuleTexts {
        let severity = |row: &str| rules_with("severity", row, |row| row["then"] = json!("medium"));
        match self {
            Edit::Rules(0) => severity("newly-overdue"),
            Edit::Rules(1) => rules_with("verdict", "done-after-deadline", |row| row["then"] = json!("met")),
            Edit::Rules(2) => severity("gap-not-established"),
            Edit::Rules(_) => {
                let sooner =
                    rules_with("severity", "newly-overdue", |row| row["when"]["days_overdue"]["under"] = json!(90));
                regraded(sooner, "severity", "overdue-for-months", |row| {
                    row["when"]["days_overdue"]["at-least"] = json!(90);
                })
            }
            _ => load::embedded_rules(),
        }
    }

    /// What it alone can be the cause of. An end that spares other states than before is, for these, an exception that is
    /// new or gone.
    fn kinds(&self, before: &random::Corpus) -> &'static [CauseKind] {
        let spared = |ended: &Value| ended[0].get("except").filter(|list| **list != json!([])).cloned();
        match self {
            Edit::Ended(value) if spared(value) != spared(&before.0[0]["ended"]) => {
                &[CauseKind::LawChanged, CauseKind::BondChanged]
            }
            Edit::Nothing | Edit::Titles => &[],
            Edit::RecordAdded(_) => &[CauseKind::RecordAdded],
            Edit::RecordRemoved(_) | Edit::RecordRetracted(_) => &[CauseKind::RecordWithdrawn],
            Edit::RecordChanged(..) => {
                &[CauseKind::RecordAdded, CauseKind::RecordCorrected, CauseKind::RecordWithdrawn]
            }
            Edit::Deadline(_) | Edit::InForce | Edit::Ended(_) | Edit::Fulfilling | Edit::MoreFiles => {
                &[CauseKind::LawChanged]
            }
            Edit::Exception(_) | Edit::Membership(_) => &[CauseKind::BondChanged],
            Edit::Silence(_) => &[CauseKind::RegisterChanged],
            Edit::Rules(_) => &[CauseKind::RuleChanged],
        }
    }
}

/// What passing time alone can be the cause of: no edit, no rule, no register.
const OF_TIME: [CauseKind; 9] = [
    CauseKind::DeadlinePassed,
    CauseKind::StateActed,
    CauseKind::CommissionActed,
    CauseKind::CourtActed,
    CauseKind::SourceFound,
    CauseKind::LawChanged,
    CauseKind::BondChanged,
    CauseKind::SourceStale,
    CauseKind::ThresholdPassed,
];

pub fn world(corpus: &random::Corpus, rules: &RuleTexts) -> Option<World> {
    let loaded = load::texts(random::files(corpus));
    (!loaded.has_errors()).then(|| World::new(random::files(corpus), rules))
}

/// A change in words, for comparison.
fn describe(change: &FindingChange) -> String {
    format!("{} {:?} {:?}", change.id, change.direction, change.causes)
}

fn describe_all(before: &Survey, after: &Survey) -> Vec<String> {
    changes(before, after).iter().map(describe).collect()
}

/// The survey as a baseline, read back.
fn through_baseline(survey: &Survey) -> Survey {
    let mut text = Vec::new();
    render::baseline(survey, &mut text).unwrap();
    read(&String::from_utf8(text).unwrap()).unwrap()
}

/// The report of `compare` of the same day, read back.
fn through_report(world: &World, survey: &Survey) -> Survey {
    let run = world.run(survey.as_of, survey.known_as_of);
    let comparison = Comparison::new(run, &Selection::default(), Grouping::Instrument, true);
    read(&serde_json::to_string(&comparison.data()).unwrap()).unwrap()
}

proptest! {
    #![proptest_config(crate::support::kept(400))]

    #[test]
    fn on_one_day_only_what_was_edited_is_named(
        first in corpus(), edit in edit(), days in prop::collection::vec(date(), 1..6), known in prop::option::of(date())
    ) {
        let (second, rules) = edit.of(&first);
        let worlds = (world(&first, &load::embedded_rules()), world(&second, &rules));
        let (Some(before), Some(after)) = worlds else { return Ok(()) };
        for date in days {
            let [then, now] = [&before, &after].map(|world| world.survey(as_day(date), known.map(as_day)));
            for change in changes(&then, &now) {
                prop_assert!(!change.causes.is_empty(), "{} on {}", change.id, date);
                for cause in &change.causes {
                    prop_assert!(edit.kinds(&first).contains(&cause.kind), "{} on {date}: {:?}\n{:#?}\n{:#?}", change.id, cause, change.before, change.after);
                }
            }
            let back: Vec<String> = changes(&now, &then).iter().map(|one| one.id.to_owned()).collect();
            let there: Vec<String> = changes(&then, &now).iter().map(|one| one.id.to_owned()).collect();
            prop_assert_eq!(there, back);
        }
    }

    #[test]
    fn between_two_days_what_passes_with_time_is_named(
        first in corpus(), one in date(), length in prop_oneof![1u64..3, 1u64..1500], known in prop::option::of(date())
    ) {
        let Some(world) = world(&first, &load::embedded_rules()) else { return Ok(()) };
        let known = known.map(as_day);
        let [then, now] = [one, one + chrono::Days::new(length)].map(|day| world.survey(as_day(day), known));
        for change in changes(&then, &now) {
            prop_assert!(!change.causes.is_empty(), "{}", change.id);
            for cause in &change.causes {
                prop_assert!(OF_TIME.contains(&cause.kind), "{}: {:?}\n{:#?}\n{:#?}", change.id, cause, change.before, change.after);
            }
        }
    }

    #[test]
    fn with_other_knowledge_what_became_known_is_named(first in corpus(), on in date(), known in (date(), date())) {
        let Some(world) = world(&first, &load::embedded_rules()) else { return Ok(()) };
        let [then, now] = [known.0, known.1].map(|known| world.survey(as_day(on), Some(as_day(known))));
        let kinds = [CauseKind::RecordAdded, CauseKind::RecordCorrected, CauseKind::RecordWithdrawn,
            CauseKind::LawChanged, CauseKind::RegisterChanged];
        for change in changes(&then, &now) {
            prop_assert!(!change.causes.is_empty(), "{}", change.id);
            for cause in &change.causes {
                prop_assert!(kinds.contains(&cause.kind), "{}: {:?}", change.id, cause);
                let is_forward = known.0 <= known.1;
                prop_assert!(!is_forward || cause.kind != CauseKind::RecordWithdrawn, "nothing here is retracted: {cause:?}");
            }
        }
    }

    #[test]
    fn whatever_differs_a_cause_is_known_and_reports_say_the_same(
        first in corpus(), edit in edit(), days in (date(), date()), known in prop::option::of((date(), date()))
    ) {
        let (second, rules) = edit.of(&first);
        let worlds = (world(&first, &load::embedded_rules()), world(&second, &rules));
        let (Some(before), Some(after)) = worlds else { return Ok(()) };
        let (from, to) = (days.0.min(days.1), days.0.max(days.1));
        let then = before.survey(as_day(from), known.map(|known| as_day(known.0)));
        let now = after.survey(as_day(to), known.map(|known| as_day(known.1)));
        let all = changes(&then, &now);
        for change in &all {
            prop_assert!(!change.causes.is_empty(), "{}", change.id);
            let is_known = change.causes.iter().all(|cause| cause.kind != CauseKind::NotRecorded);
            prop_assert!(is_known, "{:#?}", change);
        }
        let described: Vec<String> = all.iter().map(describe).collect();
        prop_assert_eq!(&described, &describe_all(&through_baseline(&then), &through_baseline(&now)));
        prop_assert_eq!(&described, &describe_all(&through_report(&before, &then), &through_report(&after, &now)));
        prop_assert_eq!(&described, &describe_all(&through_baseline(&then), &now));
        prop_assert!(changes(&then, &then).is_empty());
    }
}
