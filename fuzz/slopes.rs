//! How the time of each reader grows with its input: inputs of one size and of ten times that size, and the slope between
//! them on a scale of powers of ten. 1 is linear; what looks at each part again for each other part comes to 2.

use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use acquis::cli::readers;
use acquis::import::names::Names;
use acquis::import::{self, infringements, table, treaty_chart};
use acquis::load::{self, CaseTexts, RuleText, Theme};
use acquis::open::CaseFiles;
use acquis::report::survey;
use acquis::rules::{Indicators, Rules};
use cpu_time::ThreadTime;
use serde_json::{Value, json};

use crate::targets::imports::{self, Reading};
use crate::targets::{base, inputs, rows};

/// What a reader is given: of a size what it reads, and how it reads that.
struct Reader {
    name: String,
    make: Box<dyn Fn(usize) -> Vec<u8>>,
    read: Box<dyn Fn(&[u8])>,
}

/// A slope above this one is looked at.
const STEEP: f64 = 1.15;
/// An input of the first size takes so long at least: what a run does once counts for little then.
const LEAST: Duration = Duration::from_millis(8);

/// Measures the readers whose names hold one of these words, and prints a table; was one of them too steep?
pub fn measure(words: &[&str]) -> bool {
    println!("{:<36} {:>9} {:>10} {:>10} {:>7}", "reader", "parts", "ms", "ms of 10x", "slope");
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    pool.install(|| measure_here(words))
}

fn measure_here(words: &[&str]) -> bool {
    let mut is_steep = false;
    let wanted = |name: &str| words.is_empty() || words.iter().any(|word| name.contains(word));
    for reader in all().into_iter().filter(|reader| wanted(&reader.name)) {
        let mut parts = 32;
        while parts < 100_000 && time(&reader, parts, 3) < LEAST {
            parts *= 2;
        }
        let (short, long) = (time(&reader, parts, 7).as_secs_f64(), time(&reader, parts * 10, 5).as_secs_f64());
        let slope = (long / short).log10();
        println!("{:<36} {parts:>9} {:>10.2} {:>10.2} {slope:>7.2}", reader.name, short * 1e3, long * 1e3);
        if slope > STEEP {
            // memory is slower where there is more of it; what grows with the square goes on to do so
            let longest = time(&reader, parts * 100, 2).as_secs_f64();
            let slope = (longest / long).log10();
            let mark = if slope > STEEP { "  steep" } else { "" };
            println!("{:<36} {:>9} {:>10.2} {:>10.2} {slope:>7.2}{mark}", "", parts * 10, long * 1e3, longest * 1e3);
            is_steep |= slope > STEEP;
        }
    }
    is_steep
}

/// The time of the processor in the quickest of some runs, on one thread.
fn time(reader: &Reader, parts: usize, runs: usize) -> Duration {
    let input = (reader.make)(parts);
    let run = |_| {
        let started = ThreadTime::now();
        (reader.read)(black_box(&input));
        started.elapsed()
    };
    (0..runs).map(run).min().unwrap_or_default()
}

fn all() -> Vec<Reader> {
    [of_data(), of_rules(), of_reports(), of_tables(), of_imports()].into_iter().flatten().collect()
}

fn reader(name: &str, make: impl Fn(usize) -> String + 'static, read: impl Fn(&[u8]) + 'static) -> Reader {
    Reader { name: name.to_owned(), make: Box::new(move |parts| make(parts).into_bytes()), read: Box::new(read) }
}

fn each(parts: usize, one: impl Fn(usize) -> Value) -> Vec<Value> {
    (0..parts).map(one).collect()
}

fn on_lines(values: Vec<Value>) -> String {
    values.iter().map(|value| format!("{value}\n")).collect()
}

/// One day after the other.
fn day(number: usize) -> String {
    format!("{}-{:02}-{:02}", 2012 + number % 3, 1 + number / 3 % 12, 1 + number / 36 % 28)
}

/// Base file with a list of so many items.
fn listed(path: &str, list: &str, items: Vec<Value>) -> String {
    let (_, text) = base::FILES.iter().find(|(known, _)| *known == path).unwrap();
    let mut value: Value = serde_json::from_str(text).unwrap();
    value[list] = json!(items);
    value.to_string()
}

fn record(number: usize) -> Value {
    json!({"instrument": "act", "event": "measure", "extent": "partial", "title": format!("Act {number}"), "on": day(number),
        "source": "report", "confidence": "read"})
}

fn duty(number: usize) -> Value {
    json!({"id": format!("d{number}"), "article": "9", "kind": "transpose", "duty": "binding", "title": format!("Duty {number}"),
        "deadline": {"by": "2012-01-21"}, "fulfilled_by": ["notified", "measure"], "undone_by": [], "silence": {"means": "unknown"}})
}

fn act(number: usize) -> Value {
    let mut act: Value = serde_json::from_str(base::FILES[0].1).unwrap();
    act["id"] = json!(format!("a{number}"));
    act["title"] = json!(format!("Directive number {number}"));
    act
}

fn source(number: usize) -> Value {
    json!({"$schema": "../schemas/seed.schema.json", "id": format!("s{number}"), "title": format!("Source {number}"),
        "kind": "commission", "published": "2014-01-01"})
}

fn urged(number: usize) -> Value {
    json!({"id": format!("report/{number}"), "objective": 3, "addressee": "member-states", "locator": "p. 1", "text": "ratify",
        "obligations": ["treaty/ratification"]})
}

fn of_data() -> Vec<Reader> {
    let file = |name: &str, path: &'static str, make: fn(usize) -> String| {
        reader(name, make, move |input| drop(load::texts(base::with(path, input))))
    };
    let wrong = |number| {
        let mut record = record(number);
        record["extnt"] = json!("full");
        record
    };
    vec![
        file("instrument: duties", "instruments/act.json", |parts| {
            listed(
                "instruments/act.json",
                "obligations",
                [each(1, |_| json!({"id": "transposition"})), each(parts, duty)].concat(),
            )
        }),
        file("state: records", STATE, |parts| listed(STATE, "records", each(parts, record))),
        reader(
            "state: records with a defect",
            move |parts| listed(STATE, "records", each(parts, wrong)),
            |input| {
                drop(load::texts(base::with(STATE, input)));
            },
        ),
        reader(
            "state: canonical form",
            |parts| listed(STATE, "records", each(parts, record)),
            |input| {
                let text = std::str::from_utf8(input).unwrap();
                drop(load::canonical("member-states/AT.json", text));
            },
        ),
        file("seed: recommendations", "seeds/report.json", |parts| {
            listed("seeds/report.json", "urges", each(parts, urged))
        }),
        file("lines: records", "member-states/AT.jsonl", |parts| on_lines(each(parts, record))),
        file("lines: instruments", "instruments/stubs.jsonl", |parts| on_lines(each(parts, act))),
        file("lines: sources", "seeds/more.jsonl", |parts| on_lines(each(parts, source))),
        file("state: unknown keys", STATE, |parts| keys(parts, |number| format!("\"k{number}\":1"))),
        file("state: one key again and again", STATE, |parts| keys(parts, |_| "\"name\":1".to_owned())),
        file("state: a line for each key", STATE, |parts| keys(parts, |number| format!("\n\"k{number}\":1"))),
        file("state: records that are none", STATE, |parts| {
            listed(STATE, "records", each(parts, |number| json!({"x": number})))
        }),
        file("state: copies of a record", STATE, |parts| listed(STATE, "records", each(parts, |_| record(0)))),
    ]
}

const STATE: &str = "member-states/AT.json";

fn keys(parts: usize, key: impl Fn(usize) -> String) -> String {
    format!("{{{}}}", (0..parts).map(key).collect::<Vec<_>>().join(","))
}

fn of_rules() -> Vec<Reader> {
    let shipped = |name: &str| -> Value { serde_json::from_str(&load::embedded_rules().tables[name].text).unwrap() };
    let grown = move |name: &str, list: &str, parts: usize| {
        let mut table = shipped(name);
        let known = table[list].as_array().unwrap().clone();
        table[list] = json!(each(parts, |number| {
            let mut row = known[number % known.len()].clone();
            ["id", "label"].iter().for_each(|key| {
                if row.get(key).is_some() {
                    row[key] = json!(format!("r{number}"))
                }
            });
            row
        }));
        table.to_string()
    };
    let case = |number| {
        let text = std::fs::read_to_string(inputs::root().join("rules/cases/verdict.json")).unwrap();
        let mut file: Value = serde_json::from_str(&text).unwrap();
        file["cases"] = json!(each(number, |number| {
            let mut case = file["cases"][0].clone();
            case["name"] = json!(format!("case {number}"));
            case
        }));
        file.to_string()
    };
    let dated = |parts| {
        json!({"$schema": "../schemas/cases.schema.json", "theme": "theme", "cases": each(parts, |number| {
            json!({"name": format!("case {number}"), "given": "g", "ask": "AT/act/transposition", "as_of": day(number),
                "expect": {"verdict": "met"}, "because": "b"})
        })})
        .to_string()
    };
    vec![
        reader(
            "rule table",
            move |parts| grown("verdict", "rows", parts),
            |input| {
                let (text, shipped) = (std::str::from_utf8(input).unwrap(), load::embedded_rules());
                drop(Rules::proved_before(|name| if name == "verdict" { Some(text) } else { shipped.get(name) }));
            },
        ),
        reader(
            "indicators",
            move |parts| grown("indicators", "indicators", parts),
            |input| {
                drop(Indicators::parse(std::str::from_utf8(input).unwrap()));
            },
        ),
        reader("rule cases", case, |input| {
            let text = std::str::from_utf8(input).unwrap().to_owned();
            let file = RuleText { path: "rules/cases/verdict.json".to_owned(), text };
            let files = CaseFiles::read(CaseTexts::from([("verdict".to_owned(), file)]));
            drop(files.all_problems(base::rules()));
        }),
        reader("dated cases", dated, |input| drop(Theme::read("cases/theme.json", input.to_vec()))),
    ]
}

fn of_reports() -> Vec<Reader> {
    let findings = |of: fn() -> Vec<Vec<u8>>| {
        move |parts| {
            let mut file: Value = serde_json::from_slice(&of()[1]).unwrap();
            file.as_object_mut().unwrap().shift_remove("content");
            let known = file["findings"].as_array().unwrap().clone();
            file["findings"] = json!(each(parts, |number| {
                let mut finding = known[number % known.len()].clone();
                finding["obligation"] = json!(format!("d{number}"));
                finding
            }));
            file.to_string()
        }
    };
    let earlier = |input: &[u8]| drop(survey::read_from(&mut std::io::Cursor::new(input)));
    let waiver = |number| json!({"finding": format!("AT/act/d{number}"), "reason": "A bill", "owner": "J. Doe"});
    vec![
        reader("baseline", findings(inputs::baselines), earlier),
        reader("report", findings(inputs::reports), earlier),
        reader(
            "waivers",
            move |parts| json!({"$schema": "waivers.schema.json", "waivers": each(parts, waiver)}).to_string(),
            |input| {
                drop(load::waivers_in("waivers.json", input.to_vec()));
            },
        ),
        reader(
            "settings",
            |parts| format!("states = {}\n", json!(vec!["AT"; parts])),
            |input| {
                drop(readers::settings(Path::new("acquis.toml"), input.to_vec()));
            },
        ),
    ]
}

/// Header and rows of a kind of import.
type Kind = (&'static str, &'static [&'static str], fn(usize) -> Vec<String>);

const KINDS: [Kind; 5] = [
    ("treaty-chart", &["Party", "Signature", "Ratification", "Entry into force"], |number| {
        let party = ["Austria", "Croatia", "Denmark", "Chile"][number % 4];
        vec![party.to_owned(), day(number), day(number + 1), day(number + 2)]
    }),
    ("national-measures", &["nim", "celex", "country", "title", "notified", "adopted", "in_force"], |number| {
        let nim = format!("72010L0001AUT_{number}");
        [&nim, "32010L0001", "AUT", &format!("Gesetz {number}"), &day(number), "", ""].map(str::to_owned).to_vec()
    }),
    ("acts", &["celex", "title", "adopted", "in_force", "deadline", "end_of_validity"], |number| {
        let (year, serial) = (1970 + number % 50, 1 + number / 50);
        let celex = format!("3{year}L{serial:04}");
        let title = format!("Directive {year}/{serial}/EU");
        vec![
            celex,
            title,
            format!("{year}-01-05"),
            format!("{year}-02-01"),
            format!("{}-02-01", year + 2),
            String::new(),
        ]
    }),
    (
        "infringements",
        &["infr", "member_state_code", "department_code", "case_type", "celex", "decision_stage_code", "decision_date"],
        |number| {
            let case = format!("INFR({}){:04}", 2012 + number % 3, number / 3);
            let celex = if number.is_multiple_of(2) { "32010L0001" } else { "" };
            [&*case, "AT", "HOME", "noncommunication", celex, "LFN258", "2015-05-29"].map(str::to_owned).to_vec()
        },
    ),
    ("records", &["state", "instrument", "event", "on", "extent", "title", "source", "confidence"], |number| {
        let title = format!("Act {number}");
        ["AT", "act", "measure", &*day(number), "partial", &title, "report", "read"].map(str::to_owned).to_vec()
    }),
];

const FORMATS: [&str; 8] = ["CSV", "tabs", "JSON", "SPARQL", "page", "XML", "UTF-16", "workbook"];

/// A file of a kind, in one of the formats.
fn file((_, header, row): Kind, format: usize, parts: usize) -> Vec<u8> {
    let rows: Vec<Vec<String>> = (0..parts).map(row).collect();
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    rows::in_every_format(header, &rows).swap_remove(format)
}

/// Each format of a table, as the rows of a register.
fn of_tables() -> Vec<Reader> {
    let of_format = |(format, name): (usize, &&str)| Reader {
        name: format!("table: {name}"),
        make: Box::new(move |parts| file(KINDS[3], format, parts)),
        read: Box::new(|input| drop(table::read(input, "file"))),
    };
    FORMATS.iter().enumerate().map(of_format).collect()
}

/// Each import as a whole: the table, its rows, what they change, and the check of it.
fn of_imports() -> Vec<Reader> {
    let readings: [(&'static str, Box<Reading<'static>>); 5] = [
        ("chart", Box::new(|tables, corpus| treaty_chart::read(tables, &Names::of(corpus), &imports::chart()))),
        ("measures", Box::new(|tables, corpus| import::national_measures::read(tables, &Names::of(corpus), true))),
        ("journal", Box::new(|tables, corpus| import::acts::read(tables, &Names::of(corpus)))),
        ("register", Box::new(|tables, corpus| infringements::read(tables, corpus, imports::CASES))),
        ("", Box::new(|tables, corpus| import::records::read(tables, &Names::of(corpus), corpus))),
    ];
    let of_kind = |(kind, (source, read)): (Kind, (&'static str, Box<Reading<'static>>))| Reader {
        name: format!("import: {}", kind.0),
        make: Box::new(move |parts| file(kind, 0, parts)),
        read: Box::new(move |input| {
            let tables = table::read(input, "file").unwrap();
            let rows = read(&tables, base::corpus()).unwrap();
            drop(imports::planned(imports::office(), input, source, rows));
        }),
    };
    KINDS.into_iter().zip(readings).map(of_kind).collect()
}
