//! Night after night: what `acquis check` says of each night is what a plain comparison of the findings of two days says,
//! each change once, with its cause. Here over a year of the shipped data; in `nights/edits.rs` over a corpus that is
//! edited between two nights.

mod bounds;
mod edits;
mod plain;
mod small;
mod unchanged;
mod world;

use std::collections::BTreeMap;

use acquis::engine::{Choice, Selection};
use acquis::report::change::{Cause, CauseKind, changes};
use acquis::report::survey::Survey;
use acquis::time::Day;

use plain::{Stand, Stands};
use world::{World, day, round_tripped};

/// What one night said: which findings changed why, and which way they went.
struct Night {
    causes: BTreeMap<String, Vec<Cause>>,
    stands: Stands,
    survey: Survey,
}

/// One night: what is said is compared with what a plain comparison of yesterday's findings with today's says.
fn night(world: &World, today: Day, known: Option<Day>, yesterday: &Night) -> Night {
    let (check, read) = (world.check(today, known, Some(&yesterday.survey)), &yesterday.survey);
    let stands = plain::stands(&check);
    let changed = plain::changed(&yesterday.stands, &stands);
    let reported = changes(read, check.baseline());
    let causes: BTreeMap<String, Vec<Cause>> =
        reported.iter().map(|change| (change.id.to_owned(), change.causes.clone())).collect();
    assert_eq!(causes.len(), reported.len(), "{today}: a finding is reported twice");
    assert_eq!(causes.keys().cloned().collect::<Vec<_>>(), changed, "{today}, known {known:?}");
    for (finding, item) in check.judged() {
        let by_diff = causes.get(&finding.id()).map_or(&[][..], Vec::as_slice);
        assert_eq!(item.causes, by_diff, "{today}: check and diff differ over {}", finding.id());
    }
    let statuses = plain::statuses(&yesterday.stands, &stands);
    let said: BTreeMap<&str, usize> = check.statuses().unwrap();
    assert_eq!(said, statuses, "{today}");
    let counted = |stands: &Stands| stands.values().filter(|one| one.counts()).count();
    let (before, after) = (counted(&yesterday.stands), counted(&stands));
    assert_eq!(after + said["resolved"], before + said["new"], "{today}: new and resolved do not add up");
    assert_eq!(after, said["new"] + said["worse"] + said["better"] + said["unchanged"], "{today}");
    Night { causes, stands, survey: round_tripped(check.baseline()) }
}

fn first_night(world: &World, today: Day, known: Option<Day>) -> Night {
    let check = world.check(today, known, None);
    let is_silent = check.judged().all(|(_, item)| item.status.is_none() && item.causes.is_empty());
    assert!(is_silent, "without an earlier report nothing is said of it");
    Night { causes: BTreeMap::new(), stands: plain::stands(&check), survey: round_tripped(check.baseline()) }
}

/// What each cause claims is looked up where it can be seen: in the day, in the two findings, in the data.
fn is_borne_out(world: &World, cause: &Cause, today: Day, [then, now]: [Option<&Stand>; 2]) -> bool {
    let record = cause.record.as_ref();
    let may_be_today = record
        .is_some_and(|one| one.first.is_none_or(|first| first <= today) && one.last.is_none_or(|last| last >= today));
    // a later source finds it done and does not say since when
    let lies_ahead = record.is_some_and(|one| one.first.is_some_and(|first| first > today));
    let published_today = || record.and_then(|one| world.published(&one.source)) == Some(today);
    match cause.kind {
        CauseKind::DeadlinePassed => cause.on == Some(today.previous()) && now.and_then(|now| now.due) == cause.on,
        CauseKind::StateActed | CauseKind::CommissionActed | CauseKind::CourtActed => may_be_today,
        CauseKind::SourceFound => may_be_today || (lies_ahead && now.is_some_and(|now| now.may_be_done())),
        CauseKind::LawChanged => cause.on == Some(today),
        CauseKind::BondChanged => then.is_none() || now.is_none() || cause.on == Some(today) || may_be_today,
        CauseKind::RecordAdded => published_today(),
        // each night the register shows the case as open for one day more, and so its last step holds a day longer
        CauseKind::RegisterChanged => {
            let (Some(then), Some(now)) = (then, now) else { return false };
            let longer = Stand { until: then.until.map(Day::next), ..then.clone() };
            longer == *now && now.stages[0].is_some()
        }
        CauseKind::SourceStale => now.and_then(|now| now.since) == Some(today),
        CauseKind::ThresholdPassed => {
            let (Some(then), Some(now)) = (then, now) else { return false };
            then.verdict == now.verdict && then.severity != now.severity
        }
        _ => false,
    }
}

/// The acts that live through the whole year; the others take turns, some weeks each.
const WHOLE_YEAR: [&str; 5] = ["anti-trafficking", "budapest", "data-retention", "prum", "swedish-initiative"];
/// So many nights is one turn.
const TURN: i32 = 12;

/// A year of every second state, from the first or the second on, and of Croatia, which joins in it: of five acts, and of
/// the others five at a time in turns; gives how often each cause was reported.
fn year(known: fn(Day) -> Option<Day>, skipped: usize) -> BTreeMap<CauseKind, usize> {
    let mut world = World::shipped();
    let states = world
        .actors()
        .into_iter()
        .enumerate()
        .filter(|(place, code)| place % 2 == skipped || code == "HR")
        .map(|(_, code)| code);
    let states = Choice::Only(states.collect());
    let (first, last) = (day("2012-12-31"), day("2013-12-31"));
    let others: Vec<String> = world.acts().into_iter().filter(|id| !WHOLE_YEAR.contains(&id.as_str())).collect();
    let chosen = |acts: Vec<String>| Selection {
        actors: states.clone(),
        instruments: Choice::Only(acts),
        ..Selection::default()
    };
    world.asked = chosen(WHOLE_YEAR.map(str::to_owned).to_vec());
    let mut kinds = nights(&world, known, (first, last));
    for (turn, acts) in others.chunks(WHOLE_YEAR.len()).enumerate() {
        world.asked = chosen(acts.to_vec());
        let from = first.plus_days(i32::try_from(turn).unwrap() * TURN % last.minus(first));
        for (kind, count) in nights(&world, known, (from, from.plus_days(TURN).min(last))) {
            *kinds.entry(kind).or_insert(0) += count;
        }
    }
    kinds
}

/// Lives through these nights.
fn nights(world: &World, known: fn(Day) -> Option<Day>, (mut today, last): (Day, Day)) -> BTreeMap<CauseKind, usize> {
    let mut yesterday = first_night(world, today, known(today));
    let (first, mut kinds, mut changed) = (yesterday.stands.clone(), BTreeMap::new(), Vec::new());
    let mut untrue = Vec::new();
    while today < last {
        today = today.next();
        let tonight = night(world, today, known(today), &yesterday);
        for (id, causes) in &tonight.causes {
            assert!(!causes.is_empty(), "{today}: {id} has no cause");
            let sides = [yesterday.stands.get(id), tonight.stands.get(id)];
            for cause in causes {
                if !is_borne_out(world, cause, today, sides) {
                    untrue.push(format!("{today}: {id}: {cause:?}\n{sides:?}"));
                }
                *kinds.entry(cause.kind).or_insert(0) += 1;
            }
        }
        if !tonight.causes.is_empty() {
            let again = night(world, today, known(today), &tonight);
            assert!(again.causes.is_empty(), "{today}: a second run on one night says it again");
        }
        changed.extend(tonight.causes.keys().cloned());
        yesterday = tonight;
    }
    assert!(untrue.is_empty(), "{} causes that nothing bears out\n{}", untrue.len(), untrue.join("\n"));
    for id in plain::changed(&first, &yesterday.stands) {
        assert!(changed.contains(&id), "{id} is other than a year ago, and no night said so");
    }
    kinds
}

#[test]
fn a_year_of_nights_reports_each_change_once_with_its_cause() {
    let kinds = year(|_| None, 0);
    for kind in [
        CauseKind::DeadlinePassed,
        CauseKind::StateActed,
        CauseKind::CommissionActed,
        CauseKind::SourceFound,
        CauseKind::BondChanged,
        CauseKind::ThresholdPassed,
    ] {
        assert!(kinds.contains_key(&kind), "{kind} never occurred: {kinds:?}");
    }
    assert!(!kinds.contains_key(&CauseKind::RecordAdded), "{kinds:?}");
}

#[test]
#[ignore = "every act through every night of a year: half an hour"]
fn so_does_a_year_of_all_acts() {
    let world = World::shipped();
    nights(&world, |_| None, (day("2012-12-31"), day("2013-12-31")));
    nights(&world, Some, (day("2012-12-31"), day("2013-12-31")));
}

#[test]
fn so_does_a_year_in_which_each_night_knows_what_was_published_by_then() {
    let kinds = year(Some, 1);
    for kind in [CauseKind::DeadlinePassed, CauseKind::RecordAdded, CauseKind::BondChanged] {
        assert!(kinds.contains_key(&kind), "{kind} never occurred: {kinds:?}");
    }
}

#[test]
fn a_change_is_reported_after_nights_without_a_run_too() {
    let world = World::shipped();
    let mut last = first_night(&world, day("2012-12-31"), None);
    for today in ["2013-04-20", "2013-05-30", "2013-07-15", "2013-10-01", "2014-06-01", "2016-01-01"] {
        last = night(&world, day(today), None, &last);
        let causes = last.causes.values().flatten();
        let dark: Vec<_> = causes.filter(|cause| cause.kind == CauseKind::NotRecorded).collect();
        assert!(!last.causes.is_empty() && dark.is_empty(), "{today}: {dark:?}");
    }
}
