//! The program as a user meets it: exit codes, names, formats, output, bad input. What the verdicts are is tried in
//! `tests/cases.rs`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod faults;
mod support;

mod cli {
    mod assume;
    mod bad_input;
    mod baselines;
    mod browser;
    mod check;
    mod clock;
    mod compare;
    mod config;
    mod dates;
    mod diff;
    mod exit_codes;
    mod families;
    mod formats;
    mod help;
    pub mod imports;
    mod infringements;
    mod jsonl;
    mod junit;
    mod killed;
    mod maintainer;
    mod names;
    mod official_script;
    mod operations;
    mod output;
    mod pages;
    mod part_of_data;
    mod queries;
    mod quiet_nights;
    mod reasons;
    pub mod record;
    mod records;
    mod sarif;
    mod scoreboard;
    mod site;
    mod spreadsheets;
    mod streams;
    mod stubs;
    mod terminals;
    mod waivers;
    mod workbooks;
}
