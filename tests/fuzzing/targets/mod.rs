//! What any input is tried on, one target per reader. A body reads the input as a user's file or words are read, and panics
//! where a promise is broken; else it says what came of it. Two programs run them: the harness beside this folder, on stable
//! and in every run of the tests, and the targets of cargo-fuzz (`fuzz/`). Only what the library offers is used here.

#![allow(dead_code, reason = "each target of cargo-fuzz uses its own part")]
#![allow(unexpected_cfgs, reason = "`fuzzing` is set by cargo-fuzz alone")]

pub mod base;
mod data;
pub mod imports;
pub mod inputs;
mod reports;
pub mod rows;
mod tables;
mod words;

use std::cell::Cell;

use acquis::load::{Problem, Related};
use acquis::render::render_problem;

/// A reader, real inputs for it, and what must hold of any.
pub struct Target {
    pub name: &'static str,
    /// Real files, cut to what is small: mutations start from these.
    pub inputs: fn() -> Vec<Vec<u8>>,
    pub body: fn(&[u8]) -> Outcome,
    /// Length at which changed inputs are cut.
    pub longest: usize,
}

/// What came of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    pub is_accepted: bool,
    /// What was read, or what is wrong: the same each time.
    pub said: String,
}

impl Outcome {
    fn accepted(said: impl Into<String>) -> Outcome {
        Outcome { is_accepted: true, said: said.into() }
    }

    fn refused(said: impl Into<String>) -> Outcome {
        Outcome { is_accepted: false, said: said.into() }
    }
}

const fn target(name: &'static str, inputs: fn() -> Vec<Vec<u8>>, body: fn(&[u8]) -> Outcome) -> Target {
    Target { name, inputs, body, longest: 6_000 }
}

/// A target for words, which are short.
const fn of_words(name: &'static str, inputs: fn() -> Vec<Vec<u8>>, body: fn(&[u8]) -> Outcome) -> Target {
    Target { longest: 90, ..target(name, inputs, body) }
}

pub const ALL: [Target; 22] = [
    target("instrument", inputs::instruments, data::instrument),
    target("state", inputs::states, data::state),
    target("seed", inputs::seeds, data::seed),
    target("lines", inputs::lines, data::lines),
    target("rule_table", inputs::rule_tables, tables::rule_table),
    target("rule_cases", inputs::rule_cases, tables::rule_cases),
    target("dated_cases", inputs::dated_cases, tables::dated_cases),
    target("waivers", inputs::waivers, reports::waivers),
    target("settings", inputs::settings, reports::settings),
    target("baseline", inputs::baselines, reports::baseline),
    target("report", inputs::reports, reports::report),
    target("command_line", inputs::command_lines, words::command_line),
    of_words("days", inputs::days, words::days),
    of_words("names", inputs::names, words::names),
    of_words("assumption", inputs::assumptions, words::assumption),
    target("table", rows::tables, imports::table_of_any_kind),
    target("workbook", rows::sheets, imports::workbook),
    target("treaty_chart", rows::treaty_charts, imports::treaty_chart),
    target("national_measures", rows::national_measures, imports::national_measures),
    target("acts", rows::acts, imports::acts),
    target("infringements", rows::infringements, imports::infringements),
    target("records", rows::records, imports::records),
];

/// The target of this name.
pub fn named(name: &str) -> &'static Target {
    ALL.iter().find(|target| target.name == name).unwrap_or_else(|| panic!("there is no target {name}"))
}

/// Tries an input twice: the same bytes come to the same.
pub fn run(name: &str, input: &[u8]) {
    let body = named(name).body;
    assert_eq!(body(input), body(input), "the same input was read in two ways");
}

thread_local!(static IS_THOROUGH: Cell<bool> = const { Cell::new(false) });

/// Tries an input with all that is otherwise tried on a part of them.
pub fn thoroughly(body: fn(&[u8]) -> Outcome, input: &[u8]) -> Outcome {
    IS_THOROUGH.set(true);
    let outcome = body(input);
    IS_THOROUGH.set(false);
    outcome
}

/// Is the input one of so many that are tried more thoroughly? The same each time; under cargo-fuzz all of them.
fn is_sampled(input: &[u8], one_in: u64) -> bool {
    let hash = input
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    cfg!(fuzzing) || IS_THOROUGH.get() || (hash >> 20) % one_in == 0
}

/// Every problem has a place that exists in the text, words, and can be drawn for a terminal without harm.
fn assert_placed(problems: &[Problem], path: &str, text: &str) {
    for problem in problems {
        assert!(!problem.message.is_empty() && !problem.file.is_empty() && problem.defects > 0, "{problem:?}");
        assert_eq!(problem.line == 0, problem.column == 0, "{problem:?}");
        if problem.file == path {
            assert_in_text((problem.line, problem.column), text, problem);
        }
        if let Some(related @ Related { line, column, .. }) = &problem.related {
            assert!(*line > 0 && !related.label.is_empty(), "{problem:?}");
            if related.file == path {
                assert_in_text((*line, *column), text, problem);
            }
        }
    }
    // to draw takes longer than to read
    if is_sampled(text.as_bytes(), 8) {
        problems.iter().take(20).for_each(assert_drawn);
    }
}

/// What is drawn for a terminal moves none.
fn assert_drawn(problem: &Problem) {
    let drawn = render_problem(problem, false, 80);
    let is_harmless = drawn.chars().all(|char| char == '\n' || !char.is_control());
    assert!(is_harmless, "{drawn:?} would move a terminal");
}

/// The place is one of the text, its end included.
fn assert_in_text((line, column): (usize, usize), text: &str, problem: &Problem) {
    if line > 0 {
        let found = text.split('\n').nth(line - 1);
        let is_there = found.is_some_and(|found| column <= found.chars().count() + 1);
        assert!(is_there, "{line}:{column} is not in the text: {problem:?}");
    }
}

/// White space and control characters alone say nothing.
fn is_blank(text: &str) -> bool {
    text.chars().all(|char| char.is_whitespace() || char.is_control() || char == '\u{feff}')
}

/// Does any of them forbid evaluation?
fn has_errors(problems: &[Problem]) -> bool {
    problems.iter().any(Problem::is_error)
}

fn listed(problems: &[Problem]) -> String {
    problems.iter().map(|problem| format!("{} {problem}\n", problem.code)).collect()
}
