//! Whatever is written can be read again, whatever its days: facts, deadlines and nights at the bounds of what may be
//! written, from which thresholds and periods lead beyond them.

use super::small;
use super::world::{World, day, round_tripped};
use acquis::engine::Selection;
use acquis::render::{self, Format, Look};
use acquis::report::survey::{self, Survey};
use acquis::report::{Comparison, Grouping};
use acquis::time::Day;
use serde_json::{Value, json};

/// The bounds, a neighbour, a day between, and one from which three years lead beyond.
const DAYS: [&str; 5] = ["1950-01-01", "2010-09-01", "2098-01-01", "2100-12-30", "2100-12-31"];

/// The small corpus with Belgium's record, the deadline and a deferral of Austria on these days.
fn world(record: &str, by: &str, until: &str) -> World {
    let mut files = small::files();
    let known = "1950-01-01";
    for (id, source) in files.iter_mut().filter(|(path, _)| path.starts_with("seeds/")) {
        source["published"] = json!(if id.contains("later") { "2100-12-31" } else { known });
    }
    let act = files.get_mut("instruments/act.json").unwrap();
    for (key, value) in [("adopted", json!(known)), ("in_force", json!(known)), ("enforceable_from", json!(known))] {
        act[key] = value;
    }
    act["published"]["on"] = json!(known);
    act["obligations"][0]["deadline"]["by"] = json!(by);
    act["obligations"][0]["silence"] = json!({"means": "unknown"});
    for code in ["AT", "BE"] {
        files.get_mut(&format!("member-states/{code}.json")).unwrap()["membership"][0]["from"] = json!(known);
    }
    let at = |event: &str, on: &str, more: Value| {
        let mut record = small::event(event, on);
        record["source"] = json!("later-gazette");
        for (key, value) in more.as_object().unwrap() {
            record[key] = value.clone();
        }
        record
    };
    files.get_mut("member-states/BE.json").unwrap()["records"] =
        json!([at("notified", record, json!({"extent": "full"}))]);
    let austria =
        [at("deferral", known, json!({"until": until})), at("observed", record, json!({"status": "not-done"}))];
    files.get_mut("member-states/AT.json").unwrap()["records"] = json!(austria);
    World::new(&files)
}

/// The JSON of a comparison, as it is written for `diff`.
fn compared(world: &World, today: Day) -> String {
    let run = world.run(today);
    let report = Comparison::new(run, &Selection::default(), Grouping::Instrument, false);
    let mut out = Vec::new();
    render::write(
        &report,
        Format::Json,
        Look { width: 100, colour: false, strict: false, compact: false, to_file: false },
        &mut out,
    )
    .unwrap();
    String::from_utf8(out).unwrap()
}

#[test]
fn what_is_written_at_the_bounds_can_be_read_again() {
    let mut beyond = 0;
    for record in DAYS {
        for (by, until) in DAYS.into_iter().zip(DAYS.into_iter().rev()) {
            let world = world(record, by, until);
            for today in DAYS.map(day) {
                let written = world.check(today, None, None).baseline().clone();
                assert_eq!(round_tripped(&written), written, "{record} {by} {until} on {today}");
                let read = survey::read(&compared(&world, today)).unwrap();
                let spans = |survey: &Survey| -> Vec<_> {
                    survey.findings.iter().map(|one| (one.id.clone(), one.due, one.since, one.until)).collect()
                };
                assert_eq!(spans(&read), spans(&written), "{record} {by} {until} on {today}");
                let days = written.findings.iter().flat_map(|one| [one.due, one.since, one.until]).flatten();
                beyond += days.filter(|one| Day::parse(&one.to_string()).is_err()).count();
            }
        }
    }
    assert!(beyond > 50, "no day beyond the bounds was written: nothing was tried");
}
