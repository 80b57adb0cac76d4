//! Loads a corpus with the full check and evaluates everything in it: `cargo run --release --example evaluate -- DIR`.
//! Prints how long each part took; for measuring, together with `large_corpus`.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use acquis::engine::{Engine, Selection};
use acquis::load;
use acquis::rules::Rules;
use std::path::Path;
use std::time::Instant;

fn main() {
    let dir = std::env::args().nth(1).unwrap();
    let start = Instant::now();
    let loaded = load::directory(Path::new(&dir));
    println!("{} problems, loaded in {:?}", loaded.problems.len(), start.elapsed());
    let tables = &loaded.rules_texts;
    let rules = Rules::parse(|name| tables.get(name)).unwrap();
    let start = Instant::now();
    let engine = Engine { corpus: &loaded.corpus, rules: &rules, known_as_of: None };
    let questions = engine.questions(&Selection::default());
    let asked = start.elapsed();
    let timelines = engine.timelines(&questions);
    let segments: usize = timelines.iter().map(|timeline| timeline.segments().len()).sum();
    println!("{} timelines, {segments} segments in {:?} (questions {asked:?})", timelines.len(), start.elapsed());
}
