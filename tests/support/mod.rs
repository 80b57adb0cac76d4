//! What several tests need, one place each: the program run as a user runs it, the shipped data and tables read once, the
//! schemas compiled once, files written anew with `ACQUIS_BLESS=1`, model acts. What one file alone needs stands there.
#![allow(dead_code, unused_imports, reason = "each test binary uses its own part")]

mod bless;
pub mod model;
mod program;
mod random;
mod schemas;
mod shipped;
pub mod xlsx;

pub use bless::{assert_current, is_blessed};
pub use program::{
    FIVE, Ran, acquis, change, command, disturbing, edit, five, five_acts, json, json_once, own_corpus, printed, ran,
    refused, run, share, small_corpus,
};
pub use random::kept;
pub use schemas::{assert_valid, errors, schema, validator};
pub use shipped::{DAYS, corpus, day, engine, files, package, parsed, rules, run_of, tables, texts_in, values};

/// The letter of each verdict in a table, the gravest first, as the README lists them; `unsure` is done, perhaps late.
pub const LETTERS: [(&str, &str); 12] = [
    ("overdue", "O"),
    ("partial", "P"),
    ("possible-gap", "G"),
    ("pending", "W"),
    ("encouraged", "E"),
    ("unknown", "?"),
    ("met-late", "L"),
    ("unsure", "m"),
    ("met", "M"),
    ("ended", "x"),
    ("not-in-force", "n"),
    ("not-bound", "-"),
];
