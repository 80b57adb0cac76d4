//! The truth of causes: where a record is named, the later finding without it differs from that with it.

use super::generated::{Edit, world};
use super::world::{World, day};
use crate::random::records::record;
use crate::random::{as_day, corpus, date};
use acquis::law::{Actor, Record, Silence};
use acquis::load;
use acquis::report::change::{Cause, CauseKind, FindingChange, changes};
use acquis::report::survey::{Digest, Snapshot, Survey};
use proptest::prelude::*;

/// What is left out of the later corpus to see what comes of it: records of a state by their places, and with `silent`
/// what registers say by their silence.
#[derive(Clone, Default)]
struct Less {
    records: Vec<usize>,
    silent: bool,
}

/// One finding of a corpus with less in it.
fn with(world: &mut World, now: &Survey, id: &str, less: &Less) -> Snapshot {
    let code = id.split('/').next().unwrap();
    let place = world.corpus.actors.iter().position(|actor| &*actor.code == code).unwrap();
    let whole = world.corpus.actors[place].records().to_vec();
    let kept = whole.iter().enumerate().filter(|(number, _)| !less.records.contains(number));
    let fewer = kept.map(|(_, record)| record.clone()).collect();
    let laws = less.silent.then(|| world.corpus.instruments.clone());
    for duty in world.corpus.instruments.iter_mut().flat_map(|law| &mut law.obligations).filter(|_| less.silent) {
        duty.silence = Silence::Unknown;
    }
    replace(world, place, fewer);
    let found = world.snapshot(now.as_of, now.known_as_of, id).unwrap();
    if let Some(laws) = laws {
        world.corpus.instruments = laws;
    }
    replace(world, place, whole);
    found
}

/// The places of the records that the finding hears, that of the one named first.
fn places(world: &mut World, now: &Survey, change: &FindingChange, cause: &Cause) -> Vec<usize> {
    let named = cause.record.as_ref().unwrap();
    let considered = |one: &Snapshot| -> Vec<Digest> {
        one.basis.as_ref().unwrap().records.iter().map(|record| record.id).collect()
    };
    let count = |ids: &[Digest]| ids.iter().filter(|id| **id == named.id).count();
    let (code, all) = (change.id.split('/').next().unwrap(), considered(change.after.unwrap()));
    let whole = world.corpus.find_actor(code).unwrap().records().len();
    let mut found = Vec::new();
    for place in 0..whole {
        let ids = considered(&with(world, now, change.id, &Less { records: vec![place], silent: false }));
        match (ids.len() < all.len(), count(&ids) < count(&all)) {
            (true, true) => found.insert(0, place),
            (true, false) => found.push(place),
            _ => {}
        }
    }
    assert!(count(&all) > 0, "{} names a record that is not there: {cause:?}", change.id);
    found
}

/// Is it another finding: another verdict, or proved otherwise?
fn is_another(one: &Snapshot, other: &Snapshot) -> bool {
    let proof = |one: &Snapshot| (one.evidence.last_confirmed, one.days_overdue, one.rule.clone());
    !one.stands_as(other) || proof(one) != proof(other)
}

/// Does the record that is named make a difference? Where another record, or a register, says the same, it makes one
/// without that.
fn makes_a_difference(world: &mut World, now: &Survey, change: &FindingChange, cause: &Cause) -> bool {
    let places = places(world, now, change, cause);
    let (named, others) = places.split_first().unwrap();
    let mut contexts = vec![Less::default()];
    for silent in [false, true] {
        contexts.extend(others.iter().map(|other| Less { records: vec![*other], silent }));
        contexts.push(Less { records: others.to_vec(), silent });
    }
    contexts.into_iter().any(|without| {
        let mut less = without.clone();
        less.records.push(*named);
        is_another(&with(world, now, change.id, &less), &with(world, now, change.id, &without))
    })
}

fn replace(world: &mut World, place: usize, records: Vec<Record>) {
    let empty = Actor::new("".into(), "".into(), Vec::new(), Vec::new());
    let actor = std::mem::replace(&mut world.corpus.actors[place], empty);
    world.corpus.actors[place] = actor.with_records(records);
}

fn is_of_a_record(cause: &&Cause) -> bool {
    cause.record.is_some() && !matches!(cause.kind, CauseKind::RecordWithdrawn)
}

/// Tries every record that is named between two surveys of one world: those tried, and those without which all is the same.
fn tried(world: &mut World, then: &Survey, now: &Survey) -> (usize, Vec<String>) {
    let (mut count, mut idle) = (0, Vec::new());
    for change in changes(then, now).iter().filter(|change| change.before.is_some() && change.after.is_some()) {
        for cause in change.causes.iter().filter(is_of_a_record) {
            count += 1;
            if !makes_a_difference(world, now, change, cause) {
                idle.push(format!("{}: {cause:?}\nbefore {:#?}\nafter {:#?}", change.id, change.before, change.after));
            }
        }
    }
    (count, idle)
}

#[test]
fn each_record_named_in_the_year_2013_made_the_difference() {
    let mut world = World::shipped();
    let (mut count, mut idle) = (0, Vec::new());
    let mut then = world.survey(day("2012-12-31"), None);
    // ten steps of five weeks: many acts take as long as a few did week by week
    for _ in 0..10 {
        let now = world.survey(then.as_of.plus_days(36), None);
        let (tried, found) = tried(&mut world, &then, &now);
        count += tried;
        idle.extend(found);
        then = now;
    }
    assert!(count > 20, "{count} records named");
    assert!(idle.is_empty(), "{} of {count}\n{}", idle.len(), idle.join("\n"));
}

proptest! {
    #![proptest_config(crate::support::kept(300))]

    #[test]
    fn an_act_between_two_days_made_the_difference(first in corpus(), one in date(), length in 1u64..400) {
        let Some(mut world) = world(&first, &load::embedded_rules()) else { return Ok(()) };
        let [then, now] = [one, one + chrono::Days::new(length)].map(|day| world.survey(as_day(day), None));
        let (_, idle) = tried(&mut world, &then, &now);
        prop_assert!(idle.is_empty(), "{}", idle.join("\n"));
    }

    #[test]
    fn a_record_added_made_the_whole_difference(first in corpus(), more in record(), on in date()) {
        let (second, rules) = Edit::RecordAdded(more).of(&first);
        let worlds = (world(&first, &rules), world(&second, &rules));
        let (Some(before), Some(mut after)) = worlds else { return Ok(()) };
        let (then, now) = (before.survey(as_day(on), None), after.survey(as_day(on), None));
        for change in changes(&then, &now) {
            let [cause] = change.causes.as_slice() else { panic!("{:?}", change.causes) };
            prop_assert_eq!(cause.kind, CauseKind::RecordAdded);
            let place = places(&mut after, &now, &change, cause)[0];
            let other = with(&mut after, &now, change.id, &Less { records: vec![place], silent: false });
            prop_assert!(other.stands_as(change.before.unwrap()), "{}: {cause:?}", change.id);
        }
    }
}
