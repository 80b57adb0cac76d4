//! What the parts of a run cost on 1,000 generated acts with three duties each, 27 states and 54,000 records: loading, evaluation, the
//! survey with its digests, and rendering. Whole commands beside other engines are measured by `benches/peers/run`.

#![allow(clippy::unwrap_used, missing_docs)]

use acquis::engine::{Engine, Selection};
use acquis::law::Corpus;
use acquis::load;
use acquis::render::{self, Format, Look};
use acquis::report::survey::Survey;
use acquis::report::{Comparison, Grouping, RecommendationList, Report, Run};
use acquis::rules::Rules;
use acquis::time::Day;
use divan::{Bencher, black_box};
use std::io::{Write, sink};
use std::sync::OnceLock;

const ACTS: usize = 1_000;
const STATES: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU", "IE", "IT", "LT", "LU", "LV",
    "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

fn main() {
    divan::main();
}

/// A directive of the year 2005 or later.
fn act(number: usize) -> String {
    let (year, serial) = (2005 + number % 10, number / 10 + 1);
    let duty = |id: &str, article: usize, kind: &str, done: &str| {
        format!(
            r#"{{"id": "{id}", "article": "{article}", "kind": "{kind}", "duty": "binding", "title": "Duty {article}",
            "deadline": {{"by": "{}-06-{:02}", "wording": "by this day", "article": "20"}}, "fulfilled_by": [{done}],
            "undone_by": [], "silence": {{"means": "unknown"}}}}"#,
            year + 2,
            1 + number % 28
        )
    };
    format!(
        r#"{{"$schema": "../schemas/instrument.schema.json", "id": "directive-{number:04}", "kind": "directive",
        "title": "Directive number {serial} of a generated corpus of {year}", "short_title": "Act {number}",
        "family": "information-exchange", "objective": 1, "legal_base": "Art. 83 TFEU", "pillar": "first",
        "adopted": "{year}-02-01", "published": {{"on": "{year}-02-11", "in": "OJ L 1, p. 1"}}, "in_force": "{year}-03-03",
        "binds": {{"group": "member-states", "except": [], "also": []}}, "enforceable_from": "{year}-03-03", "ended": [],
        "obligations": [{}, {}, {}], "not_modelled": [], "sources": ["generated"]}}"#,
        duty("transposition", 2, "transpose", r#""notified", "measure""#),
        duty("report", 3, "report", r#""notified""#),
        duty("contact-point", 4, "designate", r#""designated""#)
    )
}

/// The records of a state about an act: a measure on an uncertain day, and a contact point.
fn records(state: usize, number: usize) -> String {
    let (year, month) = (2006 + (number + state) % 9, 1 + (number * 7 + state) % 12);
    let extent = if (number + state).is_multiple_of(5) { "partial" } else { "full" };
    let head = format!(r#""instrument": "directive-{number:04}", "source": "generated", "confidence": "read""#);
    format!(
        r#"{{{head}, "obligations": ["transposition"], "event": "measure", "on": "{year}-{month:02}", "extent": "{extent}"}},
        {{{head}, "obligations": ["contact-point"], "event": "designated", "on": "{year}-{month:02}-15"}}"#
    )
}

fn files() -> Vec<(String, Vec<u8>)> {
    let acts = (0..ACTS).map(|number| (format!("instruments/directive-{number:04}.json"), act(number)));
    let states = STATES.iter().enumerate().map(|(place, code)| {
        let records: Vec<String> = (0..ACTS).map(|number| records(place, number)).collect();
        let text = format!(
            r#"{{"$schema": "../schemas/member-state.schema.json", "code": "{code}", "iso": "{code}", "iso3": "X{code}",
            "name": "State {code}", "membership": [{{"from": "1995-01-01"}}], "records": [{}]}}"#,
            records.join(",\n")
        );
        (format!("member-states/{code}.json"), text)
    });
    let source = r#"{"$schema": "../schemas/seed.schema.json", "id": "generated", "title": "A generated source", "reference": "G 1",
        "kind": "commission", "published": "2024-01-01", "official": "https://example.org/", "urges": [], "states": []}"#;
    let all = acts.chain(states).chain([("seeds/generated.json".to_owned(), source.to_owned())]);
    all.map(|(path, text)| (path, text.into_bytes())).collect()
}

/// What is loaded once for everything but loading.
fn loaded() -> &'static (Corpus, Rules) {
    static LOADED: OnceLock<(Corpus, Rules)> = OnceLock::new();
    LOADED.get_or_init(|| {
        let loaded = load::texts(files());
        let rules = Rules::parse(|name| loaded.rules_texts.get(name)).unwrap();
        assert_eq!((loaded.corpus.instruments.len(), loaded.corpus.actors.len()), (ACTS, STATES.len()));
        (loaded.corpus, rules)
    })
}

fn run() -> Run<'static> {
    let (corpus, rules) = loaded();
    let engine = Engine { corpus, rules, known_as_of: None };
    Run { engine, as_of: Day::from_ymd(2014, 11, 25).unwrap(), rules_digest: "" }
}

fn compared() -> &'static Comparison<'static> {
    static COMPARED: OnceLock<Comparison> = OnceLock::new();
    COMPARED.get_or_init(|| Comparison::new(run(), &Selection::default(), Grouping::default(), true))
}

fn rendered(bencher: Bencher, report: &impl Report, format: Format) {
    let look = Look { width: 100, colour: false, strict: false, compact: false, to_file: true };
    bencher.bench_local(|| {
        let mut out: Box<dyn Write> = Box::new(sink());
        render::write(black_box(report), format, look, &mut out).unwrap();
    });
}

#[divan::bench]
fn loading(bencher: Bencher) {
    bencher.with_inputs(files).bench_local_values(|files| load::texts(files).corpus.instruments.len());
}

#[divan::bench]
fn evaluation_of_one_day(bencher: Bencher) {
    let run = run();
    bencher.bench_local(|| run.survey(black_box(&Selection::default()), true).1.len());
}

#[divan::bench]
fn survey_with_digests(bencher: Bencher) {
    let run = run();
    let (scope, findings) = run.survey(&Selection::default(), true);
    bencher.bench_local(|| Survey::new(&run, scope.clone(), black_box(&findings)).findings.len());
}

#[divan::bench]
fn recommendations(bencher: Bencher) {
    let findings = run().survey(&Selection::default(), true).1;
    bencher.bench_local(|| acquis::report::recommendations(&run(), black_box(&findings)).len());
}

#[divan::bench]
fn rendering_json(bencher: Bencher) {
    rendered(bencher, compared(), Format::Json);
}

#[divan::bench]
fn rendering_json_lines(bencher: Bencher) {
    rendered(bencher, compared(), Format::Jsonl);
}

#[divan::bench]
fn rendering_a_table(bencher: Bencher) {
    rendered(bencher, compared(), Format::Table);
}

#[divan::bench]
fn rendering_recommendations(bencher: Bencher) {
    rendered(bencher, &RecommendationList::new(run(), &Selection::default(), true), Format::Table);
}
