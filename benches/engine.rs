//! What evaluation costs: the shipped corpus whole, one state, and a large generated corpus (evaluation alone).

#![allow(clippy::unwrap_used, missing_docs)]

use acquis::engine::{Engine, Selection};
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

#[divan::bench]
fn findings_of_one_state_on_a_day(bencher: Bencher) {
    let (corpus, rules) = (load::embedded(None).unwrap(), rules());
    let selection = Selection { actors: vec!["AT".to_owned()], ..Selection::default() };
    let engine = Engine { corpus: &corpus, rules: &rules, known_as_of: None };
    bencher.bench(|| engine.findings(black_box(&selection), Day::from_ymd(2011, 11, 25).unwrap()).len());
}
