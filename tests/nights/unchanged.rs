//! Nights on which nothing can have changed: what the baseline says without an evaluation is what an evaluation says, byte
//! for byte, night after night, up to the day before something may differ; and every change of data, tables, flags, waivers,
//! scope or program is evaluated.

use acquis::engine::{Choice, Question, Selection, Timeline};
use acquis::load::Waiver;
use acquis::render::{self, Format, Look};
use acquis::report::survey::{Digest, Snapshot, Snapshots, Survey};
use acquis::report::{Check, CheckQuery, FailOn, Held, Run};
use acquis::rules::{Severity, Verdict};
use acquis::time::Day;
use serde_json::json;

use super::small::{self, NIGHTS, event};
use super::world::{World, day, files_of, round_tripped};

const PARTIAL: FailOn = FailOn::Verdict(Verdict::Partial);

/// What the next run is asked, with a baseline to be written.
fn query<'a>(before: Option<&'a Survey>, waivers: Option<&'a [Waiver]>, level: FailOn) -> CheckQuery<'a> {
    CheckQuery { level, new_only: true, before, waivers, strict: true, is_kept: true }
}

fn evaluated<'a>(world: &'a World, run: Run<'a>, query: CheckQuery<'a>) -> Check<'a> {
    let (scope, chosen) = run.scope(&world.asked, false);
    Check::of_questions(run, (scope, &run.engine.questions(&chosen)), query, Held::Printed)
}

fn unchanged<'a>(world: &'a World, run: Run<'a>, query: CheckQuery<'a>) -> Option<Check<'a>> {
    Check::unchanged(run, &run.scope(&world.asked, false).0, query)
}

/// All that a user gets of a check: four formats, the exit code, the counts of the log, the baseline that is left.
fn output(check: &Check) -> Vec<Vec<u8>> {
    let look = Look { width: 120, colour: false, strict: true, to_file: true, compact: false };
    let mut all: Vec<Vec<u8>> = Vec::new();
    for format in [Format::Table, Format::Json, Format::Csv, Format::Markdown] {
        let mut bytes = Vec::new();
        render::write(check, format, look, &mut bytes).unwrap();
        all.push(bytes);
    }
    let mut baseline = Vec::new();
    render::baseline(check.baseline(), &mut baseline).unwrap();
    all.push(baseline);
    let counts = (check.evaluated(), check.states(), check.reached(), check.waived(), check.gone(), check.statuses());
    all.push(format!("{} {} {counts:?}", check.fails(), check.is_incomplete()).into_bytes());
    all
}

fn waiver(finding: &str, until: Option<&str>) -> Waiver {
    Waiver {
        finding: finding.into(),
        reason: "being negotiated".into(),
        owner: "unit A".into(),
        until: until.map(day),
        line: 1,
        names_nothing: None,
    }
}

/// The first day on which any finding of a baseline may differ.
fn first_next(survey: &Survey) -> Day {
    survey.findings.iter().filter_map(|one| one.next).min().unwrap()
}

/// Lives through so many nights after a first one and gives how many of them were not evaluated.
fn nights(world: &World, first: Day, count: i32, waivers: Option<&[Waiver]>) -> usize {
    let before = round_tripped(evaluated(world, world.run(first), query(None, waivers, PARTIAL)).baseline());
    let next = first_next(&before);
    let ends = waivers.unwrap_or_default().iter().filter_map(|one| one.until).map(Day::next);
    let boundary = ends.filter(|end| *end > first).chain([next]).min().unwrap();
    let mut skipped = 0;
    // the night itself again, some nights after it, those around the boundary
    let around = [boundary.previous(), boundary, boundary.next()];
    let levels = [PARTIAL, FailOn::Never, FailOn::Severity(Severity::Low)];
    for (today, level) in (0..count).map(|days| first.plus_days(days)).chain(around).zip(levels.into_iter().cycle()) {
        let (run, query) = (world.run(today), query(Some(&before), waivers, level));
        // the states that are members may differ on a day on which no finding does
        let is_same_scope = before.scope.as_ref() == Some(&run.scope(&world.asked, false).0);
        let short = unchanged(world, run, query);
        assert_eq!(short.is_some(), is_same_scope && today < boundary, "{first} on {today}, boundary {boundary}");
        let Some(short) = short else { continue };
        assert!(output(&short) == output(&evaluated(world, run, query)), "{first} on {today}: another output");
        skipped += 1;
    }
    skipped
}

#[test]
fn what_the_baseline_says_without_an_evaluation_is_what_an_evaluation_says() {
    let mut world = World::shipped();
    let waivers = [
        waiver("*/budapest", None),
        waiver("EL/*/*", Some("2011-11-30")),
        waiver("SE/data-retention", Some("2012-02-10")),
        waiver("DE/prum/dna", Some("2010-01-01")),
    ];
    let states = world.actors();
    let mut skipped = 0;
    for (turn, first) in ["2010-06-01", "2011-11-25", "2013-04-06", "2013-06-29", "2020-01-30"].into_iter().enumerate()
    {
        let some: Vec<String> = states.iter().skip(turn).step_by(8).cloned().collect();
        world.asked = Selection { actors: Choice::Only(some), ..Selection::default() };
        skipped += nights(&world, day(first), 4, None);
        skipped += nights(&world, day(first), 4, Some(&waivers));
    }
    assert!(skipped > 15, "only {skipped} nights were not evaluated");
}

#[test]
fn a_member_more_is_evaluated() {
    let mut world = World::shipped();
    world.asked = Selection { instruments: Choice::one("budapest"), ..Selection::default() };
    assert!(nights(&world, day("2013-06-29"), 4, None) > 0);
}

/// A finding as a baseline has it, without the count of days.
fn stand<'a>(run: &Run<'a>, snapshots: &Snapshots<'a>, asked: (&Question<'a>, &Timeline), today: Day) -> Snapshot {
    let finding = run.engine.finding(asked.0, asked.1, today).unwrap();
    Snapshot { basis: Some(snapshots.basis(&finding)), days_overdue: None, ..snapshots.bare(&finding) }
}

#[test]
fn before_its_next_day_no_finding_differs() {
    let mut world = World::shipped();
    let (mut days_looked_at, mut differing) = (0, 0);
    for code in world.actors().into_iter().step_by(3) {
        world.asked = Selection { actors: Choice::Only(vec![code]), ..Selection::default() };
        let run = world.run(day("2013-01-01"));
        let questions = run.engine.questions(&world.asked);
        let timelines = run.engine.timelines(&questions);
        let snapshots = Snapshots::new(run);
        for (question, timeline) in questions.iter().zip(&timelines) {
            let mut today = day("2008-01-01");
            while today < day("2016-01-01") {
                let now = stand(&run, &snapshots, (question, timeline), today);
                let next = run.engine.answer_and_next_change(question, today).unwrap().1;
                let next = next.unwrap_or(day("2016-01-01"));
                assert!(next > today);
                // the first days after, the middle, and the last day before
                let middle = today.plus_days(next.minus(today) / 2);
                for other in [today.next(), middle, next.previous()].into_iter().filter(|one| *one < next) {
                    assert_eq!(now, stand(&run, &snapshots, (question, timeline), other), "{today} and {other}");
                    days_looked_at += 1;
                }
                differing += usize::from(now != stand(&run, &snapshots, (question, timeline), next));
                today = next;
            }
        }
    }
    assert!(days_looked_at > 5_000 && differing > 500, "{days_looked_at} days, {differing} changes");
}

/// The small corpus on the first of its nights, with what was asked, and the baseline that it left.
fn first_night(waivers: Option<&[Waiver]>) -> (World, Survey) {
    let world = World::new(&small::files());
    let survey = round_tripped(evaluated(&world, world.run(day(NIGHTS[0])), query(None, waivers, PARTIAL)).baseline());
    (world, survey)
}

/// Is the second night of this world evaluated?
fn is_evaluated(world: &World, before: &Survey, waivers: Option<&[Waiver]>) -> bool {
    unchanged(world, world.run(day(NIGHTS[1])), query(Some(before), waivers, PARTIAL)).is_none()
}

#[test]
fn what_changed_beside_the_day_is_evaluated() {
    let waivers = [waiver("AT/act/whole", None)];
    let (world, before) = first_night(Some(&waivers));
    assert!(!is_evaluated(&world, &before, Some(&waivers)), "the same on the next night");
    let edited = |edit: &dyn Fn(&mut super::world::Files)| {
        let mut files = small::files();
        edit(&mut files);
        is_evaluated(&World::new(&files), &before, Some(&waivers))
    };
    assert!(!edited(&|_| {}));
    assert!(edited(&|files| {
        let record = event("annulled-nationally", "2010-11-01");
        files.get_mut("member-states/BE.json").unwrap()["records"].as_array_mut().unwrap().push(record);
    }));
    assert!(edited(&|files| files.get_mut("instruments/act.json").unwrap()["title"] = json!("Another act")));
    assert!(edited(&|files| {
        let table = files_of(&["rules"]).remove("rules/severity.json").unwrap();
        let mut text = table.to_string();
        text = text.replacen("\"because\":\"", "\"because\":\"In other words: ", 1);
        files.insert("rules/severity.json".into(), serde_json::from_str(&text).unwrap());
    }));
    let others = [
        vec![],
        vec![waiver("AT/act", None)],
        vec![waiver("AT/act/whole", Some("2010-12-31"))],
        vec![Waiver { owner: "unit B".into(), ..waiver("AT/act/whole", None) }],
        vec![waivers[0].clone(), waiver("BE/act", None)],
    ];
    for other in &others {
        assert!(is_evaluated(&world, &before, Some(other)), "{other:?}");
    }
    assert!(is_evaluated(&world, &before, None));
    let mut narrower = World::new(&small::files());
    narrower.asked = Selection::default().about("AT");
    assert!(is_evaluated(&narrower, &before, Some(&waivers)));
}

#[test]
fn a_baseline_that_differs_or_says_less_is_evaluated() {
    let waivers = [waiver("AT/act/whole", None)];
    let (world, sound) = first_night(Some(&waivers));
    let with = |edit: &dyn Fn(&mut Survey)| {
        let mut before = sound.clone();
        edit(&mut before);
        is_evaluated(&world, &before, Some(&waivers))
    };
    assert!(!with(&|_| {}));
    assert!(with(&|before| before.findings[0].next = None), "of a version that did not say");
    assert!(with(&|before| before.findings[1].next = Some(day(NIGHTS[1]))), "it may differ on the night");
    assert!(!with(&|before| before.findings[1].next = Some(day(NIGHTS[2]))), "it may differ the night after");
    assert!(with(&|before| before.tool.version += "-next"));
    assert!(with(&|before| before.build = "0123456789abcdef".to_owned()), "another build of this version");
    assert!(with(&|before| before.build.clear()), "of a version that did not say");
    assert!(with(&|before| before.corpus.rows.clear()));
    assert!(with(&|before| before.corpus.rules_digest += "0"));
    assert!(with(&|before| before.corpus.digest = None));
    assert!(with(&|before| before.scope = None));
    assert!(with(&|before| before.assumed = vec!["AT did it".into()]));
    assert!(with(&|before| before.known_as_of = Some(day(NIGHTS[0]))));
    assert!(with(&|before| before.waivers = Digest::NONE));
    assert!(with(&|before| before.schema = "acquis/findings/1".into()));
    assert!(with(&|before| before.findings[0].basis.as_mut().unwrap().way -= 1));
    assert!(with(&|before| before.findings[0].basis = None));
    let mut without_bases = sound.clone();
    without_bases.findings.iter_mut().for_each(|one| one.basis = None);
    let read = CheckQuery { is_kept: false, ..query(Some(&without_bases), Some(&waivers), PARTIAL) };
    assert!(unchanged(&world, world.run(day(NIGHTS[1])), read).is_some(), "a baseline that is left as it is");
    assert!(with(&|before| before.as_of = day(NIGHTS[2])), "a night before the baseline");
    let whole = CheckQuery { new_only: false, ..query(Some(&sound), Some(&waivers), PARTIAL) };
    assert!(unchanged(&world, world.run(day(NIGHTS[1])), whole).is_none(), "a full report is evaluated");
    let mut known = world.run(day(NIGHTS[1]));
    known.engine.known_as_of = Some(known.as_of);
    assert!(unchanged(&world, known, query(Some(&sound), Some(&waivers), PARTIAL)).is_none(), "another clock");
}
