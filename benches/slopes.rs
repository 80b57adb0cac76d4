//! How the time of reading foreign data grows with their size: measured at two sizes, as the power of the size. One is linear,
//! two is quadratic; above one and a half it fails. Not part of the gate: a busy machine would decide it.

#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs, reason = "a measurement prints what it measured")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use acquis::load;

/// How much larger the larger one is.
const TIMES: u32 = 8;
/// The least of so many runs counts.
const RUNS: usize = 5;
const STEEPEST: f64 = 1.5;

fn object(inner: &str) -> String {
    format!("{{\"$schema\": \"../schemas/member-state.schema.json\", {inner}}}")
}

fn many(count: u32, one: impl Fn(u32) -> String) -> String {
    (0..count).map(one).collect::<Vec<_>>().join(",")
}

/// The content of a file of this size.
type Made = fn(u32) -> String;

/// Contents of one file of a state, each with its name.
const CONTENTS: [(&str, Made); 5] = [
    ("unknown keys", |size| format!("{{{}}}", many(size, |n| format!("\"k{n}\":1")))),
    ("one key again and again", |size| format!("{{{}}}", many(size, |_| "\"name\":1".to_owned()))),
    ("keys of one line each", |size| format!("{{{}}}", many(size, |n| format!("\n\"k{n}\":1")))),
    ("broken records", |size| {
        object(&format!("\"code\":\"AT\",\"records\":[{}]", many(size, |n| format!("{{\"x\":{n}}}"))))
    }),
    ("copies of a record", |size| {
        let one = "{\"instrument\":\"act\",\"event\":\"measure\",\"on\":\"2012-01-01\",\"source\":\"x\"}";
        object(&format!("\"code\":\"AT\",\"name\":\"Austria\",\"records\":[{}]", many(size, |_| one.to_owned())))
    }),
];

fn least(text: &str) -> Duration {
    let run = || {
        let files = vec![("member-states/AT.json".to_owned(), text.as_bytes().to_vec())];
        let started = Instant::now();
        black_box(load::texts(files));
        started.elapsed()
    };
    (0..RUNS).map(|_| run()).min().unwrap()
}

fn main() {
    const SMALL: u32 = 5_000;
    let mut steep = Vec::new();
    for (what, content) in CONTENTS {
        let [small, large] = [SMALL, SMALL * TIMES].map(|size| least(&content(size)));
        let slope = (large.as_secs_f64() / small.as_secs_f64()).ln() / f64::from(TIMES).ln();
        println!("{what}: {small:?} at {SMALL}, {large:?} at {TIMES} times as many: power {slope:.2}");
        if slope > STEEPEST {
            steep.push(what);
        }
    }
    assert!(steep.is_empty(), "steeper than linear: {steep:?}");
}
