//! The data block of the dossier says on every day what a query for that day says, by both clocks: verdicts with what was
//! computed for them, reasons word for word, recommendations, the programme, what falls due.

use crate::support::{self, corpus, day, engine, rules, run_of, tables};
use acquis::engine::{Engine, Finding, Question, Selection, Timeline};
use acquis::law::Actor;
use acquis::report::dossier::{Dossier, DossierQuery};
use acquis::report::text::citation::names_behind;
use acquis::report::text::reasons::{Topic, because};
use acquis::report::{Actions, ActionsQuery, Deadlines, Report, Run, Within, recommendations};
use acquis::time::Day;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::LazyLock;

const TODAY: &str = "2026-11-28";
const VERDICTS: [&str; 11] = [
    "overdue",
    "partial",
    "possible-gap",
    "encouraged",
    "pending",
    "unknown",
    "met-late",
    "met",
    "not-bound",
    "not-in-force",
    "ended",
];

fn query(all_states: bool) -> DossierQuery {
    DossierQuery { selection: Selection::default(), all_states, today: day(TODAY), view: None, state: None }
}

/// The block of all shipped data, associates included.
fn block() -> &'static Value {
    static BLOCK: LazyLock<Value> = LazyLock::new(|| {
        let run = run_of("2011-11-25", Some("2011-11-25"));
        serde_json::to_value(Dossier::new(&run, &query(true))).unwrap()
    });
    &BLOCK
}

#[derive(Clone, Copy, PartialEq)]
enum Clock {
    Then,
    Today,
}

impl Clock {
    fn key(self) -> &'static str {
        if self == Clock::Then { "then" } else { "today" }
    }

    /// The run that a user would ask for.
    fn run(self, on: Day) -> Run<'static> {
        let known_as_of = (self == Clock::Then).then(|| on.min(day(TODAY)));
        Run { engine: Engine { known_as_of, ..engine(None) }, as_of: on, rules_digest: &tables().digest }
    }
}

/// What a line holds on a day.
fn value_at(line: &str, on: Day) -> Option<usize> {
    let number = on.minus(day("2001-01-01"));
    let numbers: Vec<i32> =
        line.split(' ').filter(|one| !one.is_empty()).map(|one| i32::from_str_radix(one, 36).unwrap()).collect();
    let (mut from, mut held) = (0, None);
    for (place, pair) in numbers.chunks(2).enumerate() {
        assert!(place == 0 || pair[0] > 0, "a step leads nowhere: {line}");
        from += pair[0];
        if from <= number {
            held = Some(usize::try_from(pair[1]).unwrap());
        }
    }
    held
}

/// `count` days of the years 2001 to 2026, always the same ones.
fn some_days(count: u32, seed: u32) -> Vec<Day> {
    let mut state = seed;
    let next = |_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        day("2001-01-01").plus_days(i32::try_from((state >> 8) % 9_463).unwrap())
    };
    (0..count).map(next).collect()
}

fn states() -> Vec<&'static Actor> {
    let codes = block()["states"].as_array().unwrap().iter();
    codes.map(|one| corpus().find_actor(one["code"].as_str().unwrap()).unwrap()).collect()
}

/// The id of the act of a duty.
fn act_of(duty: &Value) -> &'static str {
    block()["acts"][usize::try_from(duty["act"].as_u64().unwrap()).unwrap()]["id"].as_str().unwrap()
}

/// The question of each pair, with its place in the block.
fn pairs() -> Vec<(usize, Question<'static>)> {
    let duties = block()["duties"].as_array().unwrap();
    let mut pairs = Vec::new();
    for (state, actor) in states().iter().enumerate() {
        for (place, duty) in duties.iter().enumerate() {
            let question = engine(None).question(&actor.code, act_of(duty), duty["id"].as_str().unwrap()).unwrap();
            pairs.push((state * duties.len() + place, question));
        }
    }
    pairs
}

/// The ground of a pair on a day; `None` before its line begins.
fn ground(clock: Clock, pair: usize, on: Day) -> Option<&'static Value> {
    let line = usize::try_from(block()[clock.key()][pair].as_i64().unwrap()).ok()?;
    let held = value_at(block()["lines"][line].as_str().unwrap(), on)?;
    Some(&block()["grounds"][held])
}

fn number(on: Option<Day>) -> Value {
    json!(on.filter(|on| !on.is_end_of_time()).map(|on| on.minus(day("2001-01-01"))))
}

/// The texts of a ground, filled in for a day.
fn texts(ground: &Value, on: Day) -> BTreeSet<String> {
    let numbers = ground[7].as_array().unwrap().iter();
    let text = |number: &Value| block()["texts"][usize::try_from(number.as_u64().unwrap()).unwrap()].as_str().unwrap();
    numbers.map(|number| text(number).replace("{on}", &on.to_string())).collect()
}

/// The reasons as a query for the day words them, without the count of days that moves with the day.
fn worded(run: &Run, finding: &Finding) -> BTreeSet<String> {
    let reasons = because(run, finding).into_iter();
    let worded = reasons.map(|reason| {
        let is_confirmation = reason.text.starts_with("last confirmed ");
        let text = if is_confirmation { reason.text.split(',').next().unwrap() } else { &reason.text };
        let cited = names_behind(corpus(), &reason.sources, text);
        if reason.topic == Topic::Deadline { text.to_owned() } else { format!("{text}{cited}") }
    });
    worded.collect()
}

/// Compares the block with a query for the day; says what differs.
fn difference(clock: Clock, pair: usize, question: &Question<'static>, on: Day) -> Option<String> {
    let run = clock.run(on);
    let question = Question { known_as_of: run.engine.known_as_of, ..*question };
    let timeline = Timeline::new(&question, rules());
    let finding = run.engine.finding(&question, &timeline, on).unwrap();
    let judgement = &finding.judgement;
    let verdict = judgement.verdict.as_str();
    let Some(ground) = ground(clock, pair, on) else {
        let differs = verdict != "not-in-force";
        return differs.then(|| format!("{} {on} {}: {verdict}, and nothing in the block", finding.id(), clock.key()));
    };
    let flags = ground[6].as_u64().unwrap();
    let shown = json!([
        VERDICTS[usize::try_from(ground[0].as_u64().unwrap()).unwrap()],
        ground[1],
        ground[2],
        ground[4].as_u64() > Some(0),
        flags & 2 > 0,
        flags & 4 > 0,
        flags & 8 > 0,
        flags & 16 > 0
    ]);
    let severity = block()["severities"][usize::try_from(ground[3].as_u64().unwrap()).unwrap()].clone();
    let asked = json!([
        verdict,
        number(judgement.limit.map(|limit| limit.0)),
        number(judgement.gap_from),
        judgement.enforcement.is_some(),
        finding.grounds.recalled,
        finding.grounds.presumed,
        finding.grounds.approximate,
        judgement.at_least
    ]);
    let (own, direct) = (texts(ground, on), worded(&run, &finding));
    let differs = shown != asked || severity != judgement.severity.as_str() || own != direct;
    differs.then(|| {
        format!(
            "{} {on} {}:\n  {shown} {severity}\n  {asked} {}\n  {own:?}\n  {direct:?}",
            finding.id(),
            clock.key(),
            judgement.severity.as_str()
        )
    })
}

fn agree(days: &[Day], clocks: &[Clock]) {
    let pairs = pairs();
    let threads = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    let parts: Vec<_> = pairs.chunks(pairs.len().div_ceil(threads)).collect();
    let wrong: Vec<String> = std::thread::scope(|scope| {
        let of = |part: &[(usize, Question<'static>)]| {
            let each = part.iter().flat_map(|pair| {
                let own = support::share(days, &pair.1.instrument.id, pair.0);
                own.map(move |on| (pair, *on))
            });
            let each = each.flat_map(|(pair, on)| clocks.iter().map(move |clock| (*clock, pair, on)));
            each.filter_map(|(clock, (place, question), on)| difference(clock, *place, question, on))
                .collect::<Vec<_>>()
        };
        let handles: Vec<_> = parts.iter().map(|part| scope.spawn(move || of(part))).collect();
        handles.into_iter().flat_map(|handle| handle.join().unwrap()).collect()
    });
    let shown = wrong.iter().take(12).cloned().collect::<Vec<_>>().join("\n");
    assert!(wrong.is_empty(), "{} differ:\n{shown}", wrong.len());
}

#[test]
fn on_any_day_the_block_says_what_a_query_says() {
    let mut days = some_days(38, 11);
    days.extend([day("2011-11-25"), day("2027-06-01")]);
    agree(&days, &[Clock::Then, Clock::Today]);
}

#[test]
#[ignore = "thousands of days"]
fn on_very_many_days_the_block_says_what_a_query_says() {
    agree(&some_days(1_000, 2_026), &[Clock::Then, Clock::Today]);
}

#[test]
#[ignore = "every day on which a line changes, the day before and the day after"]
fn on_each_change_the_block_says_what_a_query_says() {
    let mut wrong = Vec::new();
    for (place, question) in pairs() {
        for clock in [Clock::Then, Clock::Today] {
            let Ok(line) = usize::try_from(block()[clock.key()][place].as_i64().unwrap()) else { continue };
            let line = block()["lines"][line].as_str().unwrap();
            let mut at = day("2001-01-01");
            for step in line.split(' ').step_by(2) {
                at = at.plus_days(i32::from_str_radix(step, 36).unwrap());
                let days = [at.previous(), at, at.next()];
                wrong.extend(days.iter().filter_map(|on| difference(clock, place, &question, *on)));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} differ:\n{}",
        wrong.len(),
        wrong.iter().take(12).cloned().collect::<Vec<_>>().join("\n")
    );
}

#[test]
fn on_the_day_of_the_first_report_nine_states_are_urged_to_ratify() {
    let duties = block()["duties"].as_array().unwrap();
    let is_it = |duty: &Value| duty["id"] == "ratification" && act_of(duty) == "budapest";
    let place = duties.iter().position(is_it).unwrap();
    let urged: Vec<&str> = states()
        .iter()
        .enumerate()
        .filter(|(state, _)| {
            ground(Clock::Then, state * duties.len() + place, day("2011-11-25")).is_some_and(|ground| ground[0] == 3)
        })
        .map(|(_, actor)| &*actor.code)
        .collect();
    // COM(2011) 790, footnote 10, in the protocol order
    assert_eq!(urged, ["BE", "CZ", "IE", "EL", "LU", "MT", "AT", "PL", "SE"]);
}

#[test]
fn a_record_is_hidden_until_it_is_known() {
    let mut seen = 0;
    for record in block()["records"].as_array().unwrap() {
        let source = &block()["sources"][usize::try_from(record["source"].as_u64().unwrap()).unwrap()];
        let ix = corpus().find_source(source["id"].as_str().unwrap()).unwrap();
        let source = corpus().source(ix).unwrap();
        if !source.continuous {
            seen += 1;
            assert_eq!(record["known"], number(Some(source.published.last())), "{record}");
        }
    }
    assert!(seen > 100);
}

/// Text and list of everything recommended to a state on a day.
fn recommended(clock: Clock, state: usize, on: Day) -> Vec<(u64, String)> {
    let line = block()["recommended"][clock.key()][state].as_str().unwrap();
    let list = value_at(line, on).unwrap();
    let numbers = block()["recommendationLists"][list].as_array().unwrap().iter();
    let one = |number: &Value| &block()["recommendations"][usize::try_from(number.as_u64().unwrap()).unwrap()];
    numbers.map(one).map(|one| (one["urgency"].as_u64().unwrap(), one["text"].as_str().unwrap().to_owned())).collect()
}

#[test]
fn recommendations_are_those_of_the_day() {
    for on in some_days(2, 5).into_iter().chain([day("2011-11-25")]) {
        for clock in [Clock::Then, Clock::Today] {
            let run = clock.run(on);
            let actors = states();
            let findings = run.findings(&Selection::default().of(&actors));
            let all = recommendations(&run, &findings);
            for (place, actor) in actors.iter().enumerate() {
                let own = all.iter().filter(|one| *one.state == *actor.code);
                let direct: Vec<(u64, String)> = own
                    .map(|one| {
                        let urgencies = ["at-once", "soon", "in-time", "when-convenient"];
                        let urgency = urgencies.iter().position(|known| *known == one.urgency).unwrap();
                        let text = one.marks_shown().behind(one.lasting.as_ref().unwrap_or(&one.text));
                        let text = format!("{}{}", text[..1].to_uppercase(), &text[1..]);
                        (u64::try_from(urgency).unwrap(), text)
                    })
                    .collect();
                assert_eq!(recommended(clock, place, on), direct, "{} on {on}, {}", actor.code, clock.key());
            }
        }
    }
}

#[test]
fn no_recommendation_counts_days() {
    let all = block()["recommendations"].as_array().unwrap();
    assert!(all.len() > 50, "every state has one on some day: {}", all.len());
    for one in all {
        assert!(!one["text"].as_str().unwrap().contains("days old"), "{one}");
    }
}

#[test]
fn the_programme_stands_as_on_the_day() {
    let codes = |list: &Value| -> Vec<String> {
        let names = block()["states"].as_array().unwrap();
        let mut codes: Vec<String> = list
            .as_array()
            .unwrap()
            .iter()
            .map(|place| names[usize::try_from(place.as_u64().unwrap()).unwrap()]["code"].as_str().unwrap().to_owned())
            .collect();
        codes.sort();
        codes
    };
    for on in some_days(2, 3).into_iter().chain(["2011-11-25", "2014-06-30"].map(day)) {
        for clock in [Clock::Then, Clock::Today] {
            let query = ActionsQuery { all_states: true, ..ActionsQuery::default() };
            let direct = serde_json::to_value(Actions::new(clock.run(on), query).data()).unwrap();
            let entries = direct["entries"].as_array().unwrap();
            let programme = block()["programme"].as_array().unwrap();
            let there = programme
                .iter()
                .filter_map(|bullet| Some((bullet, value_at(bullet[clock.key()].as_str().unwrap(), on)?)));
            let there: Vec<(&Value, &Value)> = there.map(|(bullet, play)| (bullet, &block()["plays"][play])).collect();
            assert_eq!(there.len(), entries.len(), "{on}");
            for (bullet, play) in there {
                let entry = entries.iter().find(|entry| entry["id"] == bullet["id"]).unwrap();
                assert_eq!(play["because"], entry["because"], "{} on {on}, {}", bullet["id"], clock.key());
                let states = &entry["states"];
                for (key, other) in
                    [("done", "done"), ("partly", "partly"), ("notDone", "not_done"), ("unknown", "unknown")]
                {
                    let asked: Vec<&str> = states[other]
                        .as_array()
                        .map_or(Vec::new(), |all| all.iter().map(|one| one.as_str().unwrap()).collect());
                    assert_eq!(codes(&play[key]), asked, "{} on {on}, {}", bullet["id"], clock.key());
                }
            }
        }
    }
}

#[test]
fn what_falls_due_beside_duties_is_announced_as_on_the_day() {
    for on in some_days(1, 8).into_iter().chain(["2011-11-25"].map(day)) {
        for clock in [Clock::Then, Clock::Today] {
            let deadlines = Deadlines::new(clock.run(on), &Selection::default(), Within::parse("100y").unwrap(), true);
            let direct = serde_json::to_value(deadlines.data()).unwrap();
            let codes: Vec<&str> = states().iter().map(|actor| &*actor.code).collect();
            let is_moving = |one: &Value| one["what"].as_str().unwrap().ends_with(&format!("last confirmed {on}"));
            let asked = direct["deadlines"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|one| one["kind"] != "due" && codes.contains(&one["state"].as_str().unwrap()));
            let asked: BTreeSet<(String, String, String)> = asked
                .filter(|one| clock == Clock::Today || !is_moving(one))
                .map(|one| {
                    (
                        number(Some(day(one["on"].as_str().unwrap()))),
                        one["state"].as_str().unwrap().to_owned(),
                        one["what"].as_str().unwrap().to_owned(),
                    )
                })
                .map(|(on, state, what)| (on.to_string(), state, what))
                .collect();
            let at = number(Some(on)).as_i64().unwrap();
            let is_announced = |due: &&Value| {
                due[clock.key()]
                    .as_array()
                    .unwrap()
                    .iter()
                    .any(|time| time[0].as_i64().unwrap() <= at && at < time[1].as_i64().unwrap())
            };
            let shown = block()["dues"].as_array().unwrap().iter().filter(is_announced);
            let shown: BTreeSet<(String, String, String)> = shown
                .map(|due| {
                    (
                        due["on"].to_string(),
                        codes[usize::try_from(due["state"].as_u64().unwrap()).unwrap()].to_owned(),
                        due["text"].as_str().unwrap().to_owned(),
                    )
                })
                .collect();
            assert_eq!(shown, asked, "{on}, {}", clock.key());
        }
    }
}

#[test]
fn the_same_data_give_the_same_block() {
    let run = run_of("2011-11-25", Some("2011-11-25"));
    assert_eq!(block(), &serde_json::to_value(Dossier::new(&run, &query(true))).unwrap());
}

#[test]
fn marks_are_few_and_name_what_mattered() {
    let marks = block()["marks"].as_array().unwrap();
    let has =
        |on: &str, kind: &str| marks.iter().any(|mark| mark["on"] == number(Some(day(on))) && mark["kind"] == kind);
    assert!(marks.len() <= 72);
    for (on, kind) in [
        ("2011-08-26", "deadline"),
        ("2013-04-06", "deadline"),
        ("2014-04-08", "judgment"),
        ("2004-05-01", "accession"),
        ("2013-07-01", "accession"),
        ("2020-02-01", "accession"),
        ("2011-11-25", "report"),
        ("2024-10-17", "deadline"),
        ("2026-11-23", "deadline"),
    ] {
        assert!(has(on, kind), "{on} {kind}");
    }
}
