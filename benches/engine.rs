//! What evaluation costs: the shipped corpus whole, one state, and a large generated corpus (evaluation alone).

#![allow(clippy::unwrap_used, missing_docs)]

use acquis::engine::{Choice, Engine, Selection};
use acquis::law::Corpus;
use acquis::load;
use acquis::rules::Rules;
use acquis::time::Day;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

fn rules() -> Rules {
    let tables = load::embedded_rules();
    Rules::parse(|name| tables.get(name)).unwrap()
}

fn evaluate(corpus: &Corpus, rules: &Rules, selection: &Selection) -> usize {
    let engine = Engine { corpus, rules, known_as_of: None };
    let questions = engine.questions(selection);
    engine.timelines(&questions).iter().map(|timeline| timeline.segments().len()).sum()
}

#[divan::bench]
fn load_embedded_all(bencher: Bencher) {
    bencher.bench(|| load::embedded(black_box(None)).unwrap());
}

#[divan::bench]
fn load_embedded_one_state(bencher: Bencher) {
    bencher.bench(|| load::embedded(black_box(Some(&["AT"]))).unwrap());
}

#[divan::bench]
fn parse_and_prove_rules(bencher: Bencher) {
    bencher.bench(rules);
}

#[divan::bench]
fn all_states_obligations_and_dates(bencher: Bencher) {
    let (corpus, rules) = (load::embedded(None).unwrap(), rules());
    bencher.bench(|| evaluate(black_box(&corpus), &rules, &Selection::default()));
}

/// Compared with `all_states_obligations_and_dates`: what the second clock costs.
#[divan::bench]
fn all_as_known_on_each_day(bencher: Bencher) {
    let (corpus, rules) = (load::embedded(None).unwrap(), rules());
    let engine = Engine { corpus: &corpus, rules: &rules, known_as_of: None };
    let questions = engine.questions(&Selection::default());
    let until = Day::from_ymd(2026, 11, 28).unwrap();
    bencher.bench(|| questions.iter().map(|one| engine.known_then(black_box(one), until).len()).sum::<usize>());
}

#[divan::bench]
fn findings_of_one_state_on_a_day(bencher: Bencher) {
    let (corpus, rules) = (load::embedded(None).unwrap(), rules());
    let selection = Selection { actors: Choice::one("AT"), ..Selection::default() };
    let engine = Engine { corpus: &corpus, rules: &rules, known_as_of: None };
    bencher.bench(|| engine.findings(black_box(&selection), Day::from_ymd(2011, 11, 25).unwrap()).len());
}

/// The shipped files of a folder.
fn shipped(folder: &str) -> Vec<(String, Vec<u8>)> {
    let directory = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap());
    let named = files.map(|file| (format!("{folder}/{}", file.file_name().to_string_lossy()), file.path()));
    named.map(|(name, path)| (name, std::fs::read(path).unwrap())).collect()
}

/// One duty with so many records of one year, whose days may stand in any order: a finding costs at most a millisecond.
fn uncertain(records: usize) -> Corpus {
    let event = |at: usize| match at % 5 {
        0 => r#""event": "measure", "extent": "full""#,
        1 => r#""event": "annulled-nationally""#,
        2 => r#""event": "observed", "status": "not-done""#,
        3 => r#""event": "measure", "extent": "unsaid""#,
        _ => r#""event": "observed", "status": "done""#,
    };
    let record = |at: usize| {
        let on = format!(r#"{{"after": "2008-01-{:02}", "by": "2008-12-{:02}"}}"#, at + 1, at + 1);
        format!(
            r#"{{"instrument": "data-retention", "obligations": ["telephony"], {}, "on": {on}, "source": "sec-2011-593", "confidence": "read"}}"#,
            event(at)
        )
    };
    let records: Vec<String> = (0..records).map(record).collect();
    let state = format!(
        r#"{{"$schema": "../schemas/member-state.schema.json", "code": "AT", "iso": "AT", "iso3": "AUT", "name": "Austria",
        "membership": [{{"from": "1995-01-01"}}], "records": [{}]}}"#,
        records.join(",")
    );
    let mut files: Vec<(String, Vec<u8>)> = ["instruments", "seeds"].into_iter().flat_map(shipped).collect();
    files.push(("member-states/AT.json".to_owned(), state.into_bytes()));
    let loaded = load::texts(files);
    assert_eq!(loaded.corpus.find_actor("AT").map(|actor| actor.records().len()), Some(records.len()));
    loaded.corpus
}

#[divan::bench(args = [1, 2, 3, 4, 6, 8, 12])]
fn a_finding_with_so_many_uncertain_records(bencher: Bencher, records: usize) {
    let (corpus, rules) = (uncertain(records), rules());
    let engine = Engine { corpus: &corpus, rules: &rules, known_as_of: None };
    let question = engine.question("AT", "data-retention", "telephony").unwrap();
    bencher.bench(|| engine.timelines(black_box(&[question])).len());
}

/// The finding of the shipped data that takes longest to evaluate.
#[divan::bench]
fn the_slowest_shipped_finding(bencher: Bencher) {
    let (corpus, rules) = (load::embedded(None).unwrap(), rules());
    let engine = Engine { corpus: &corpus, rules: &rules, known_as_of: None };
    let questions = engine.questions(&Selection::default());
    let cost = |question: &acquis::engine::Question| {
        let start = std::time::Instant::now();
        black_box(engine.timelines(&[*question]));
        start.elapsed()
    };
    let slowest = *questions.iter().max_by_key(|question| cost(question)).unwrap();
    bencher.bench(|| engine.timelines(black_box(&[slowest])).len());
}
