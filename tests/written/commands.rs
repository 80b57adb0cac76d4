//! Every command and every format that the program offers, each with what reads it back: what is added to the command line and
//! is not read back stops the test.

use std::any::TypeId;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use acquis::cli::readers;
use acquis::engine::Engine;
use acquis::load;
use acquis::render::Format;
use acquis::report::{
    Configuration, DatedTrials, FactSheet, Rulebook, SettingRow, SettingsFile, Tool, Trials, Validation,
};
use clap::Command;

use super::HOSTILE;
use super::forms::assert_read_back;
use crate::support::{model, package, rules};

/// Reports in formats.
type Forms = BTreeSet<(String, &'static str)>;

thread_local! {
    /// What was read back.
    static READ: RefCell<Forms> = const { RefCell::new(BTreeSet::new()) };
}

/// Notes that a report was read back in a format.
pub fn note(report: &str, format: Format) {
    READ.with_borrow_mut(|read| read.insert((report.to_owned(), format.name())));
}

/// What was read back since the last time.
fn taken() -> Forms {
    READ.take()
}

/// What reads back what a command writes.
#[derive(Clone, Copy, PartialEq)]
enum ReadBack {
    /// Each report over hostile corpora, `every_report_is_read_back`.
    Corpora,
    /// Reports about the program, `reports_about_tables_cases_and_settings_are_read_back`.
    Program,
    /// A test of its own.
    Test(&'static str),
    /// Nothing: help for people and shells, and the schemas, which `tests/schemas.rs` reads.
    Nobody,
}

use ReadBack::{Corpora, Nobody, Program, Test};

const WRITTEN_DATA: &str = "tests/written/data.rs::what_each_command_writes_is_read_again";
const BEGUN: &str = "tests/written/data.rs::a_corpus_as_it_is_begun_is_the_one_in_the_program";
const SKELETON: &str =
    "tests/cli/maintainer.rs::a_skeleton_has_one_line_for_each_open_field_and_none_once_it_is_filled_in";
const FIXED: &str = "tests/cli/bad_input.rs::fix_brings_the_canonical_form_and_leaves_broken_files_alone";
const COMMANDS: [(&str, ReadBack); 36] = [
    ("gaps", Corpora),
    ("compare", Corpora),
    ("check", Corpora),
    ("diff", Corpora),
    ("recommend", Corpora),
    ("actions", Corpora),
    ("scoreboard", Corpora),
    ("explain", Corpora),
    ("history", Corpora),
    ("timelines", Corpora),
    ("infringements", Corpora),
    ("deadlines", Corpora),
    ("report", Corpora),
    ("chart", Corpora),
    ("show", Corpora),
    ("list", Corpora),
    ("validate", Program),
    ("rules verify", Program),
    ("rules test", Program),
    ("rules show", Program),
    ("test", Program),
    ("config", Program),
    ("init", Test(BEGUN)),
    ("new", Test(SKELETON)),
    ("record", Test(WRITTEN_DATA)),
    ("source add", Test(WRITTEN_DATA)),
    ("import", Test(WRITTEN_DATA)),
    ("query national-measures", Nobody),
    ("query acts", Nobody),
    ("query treaty-chart", Nobody),
    ("query infringements", Nobody),
    ("schema", Nobody),
    ("completions", Nobody),
    ("man", Nobody),
    ("help", Nobody),
    ("common", Nobody),
];

/// Formats that a build may not have, or that are put together by the command alone, and the tests that read them.
const ELSEWHERE: [(&str, &str, &str); 5] = [
    ("compare", "parquet", "tests/columns.rs::a_comparison_and_a_check_write_the_intervals_of_their_findings"),
    ("check", "parquet", "tests/columns.rs::a_comparison_and_a_check_write_the_intervals_of_their_findings"),
    ("timelines", "parquet", "tests/columns.rs::on_twenty_days_the_rows_are_the_findings"),
    ("chart", "png", "tests/charts.rs::a_picture_in_pixels_has_twice_the_size_and_the_same_bytes_each_time"),
    ("report", "xlsx", "tests/cli/workbooks.rs::the_report_has_all_sheets_and_the_last_says_what_they_are"),
];

/// Arguments that name files or directories: those that are only read, and what reads what is written there.
const FILES: [(&str, Option<&str>); 19] = [
    ("config", None),
    ("data", None),
    ("rules", None),
    ("output", Some("tests/written.rs::every_report_is_read_back")),
    ("check baseline", Some(WRITTEN_DATA)),
    ("check waivers", None),
    ("diff reports", None),
    ("diff against", None),
    ("report site", Some("tests/cli/site.rs::every_page_is_there_and_leads_to_every_other")),
    ("validate directory", Some(FIXED)),
    ("init directory", Some(BEGUN)),
    ("new into", Some(SKELETON)),
    ("record into", Some(WRITTEN_DATA)),
    ("source add into", Some(WRITTEN_DATA)),
    ("import files", None),
    (
        "import refused",
        Some("tests/cli/imports/refused.rs::cells_that_a_program_would_run_are_harmless_there_and_come_back"),
    ),
    ("import into", Some(WRITTEN_DATA)),
    ("test directory", None),
    ("rules test directory", None),
];

/// The commands that do something, each with its words and the formats that it offers.
fn walk(command: &Command, words: &str, offered: &BTreeSet<String>, found: &mut BTreeMap<String, BTreeSet<String>>) {
    for own in command.get_subcommands() {
        let words = format!("{words} {}", own.get_name()).trim().to_owned();
        let format = own.get_arguments().find(|argument| argument.get_id() == "format" && !argument.is_hide_set());
        let values =
            format.map(|format| format.get_possible_values().iter().map(|one| one.get_name().to_owned()).collect());
        let offered = values.unwrap_or_else(|| offered.clone());
        if own.has_subcommands() && own.get_name() != "help" {
            walk(own, &words, &offered, found);
        } else {
            found.insert(words, offered);
        }
    }
}

/// What the command line offers.
fn offered() -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    walk(&readers::command(), "", &BTreeSet::new(), &mut found);
    found
}

/// The command of which a report is the result.
fn command_of(report: &str) -> &str {
    report.split(' ').next().unwrap_or(report)
}

/// Fails where a command offers a format in which its report was not read back since the last time.
pub fn assert_all_read() {
    assert_read(Corpora);
}

fn assert_read(by: ReadBack) {
    let (offered, read) = (offered(), taken());
    for (command, _) in COMMANDS.into_iter().filter(|(_, reader)| *reader == by) {
        for format in &offered[command] {
            let is_elsewhere = ELSEWHERE.iter().any(|(own, form, _)| (*own, *form) == (command, format));
            let is_read = read
                .iter()
                .any(|(report, form)| (command == report || command_of(report) == command) && form == format);
            assert!(is_read || is_elsewhere, "what {command} writes as {format} is not read back");
        }
    }
}

#[test]
fn every_command_and_every_file_has_its_reader() {
    let known: BTreeSet<String> = COMMANDS.iter().map(|(command, _)| (*command).to_owned()).collect();
    let mut offered: BTreeSet<String> = offered().into_keys().collect();
    offered.insert("help".to_owned());
    assert_eq!(known, offered, "a command without a reader, or a reader without a command");
    let mut files = BTreeSet::new();
    add_files(&readers::command(), "", &mut files);
    assert_eq!(FILES.iter().map(|(name, _)| (*name).to_owned()).collect::<BTreeSet<_>>(), files);
    let tests = COMMANDS.iter().filter_map(|(_, reader)| if let Test(test) = reader { Some(*test) } else { None });
    let tests = tests.chain(ELSEWHERE.iter().map(|(.., test)| *test)).chain(FILES.iter().filter_map(|(_, test)| *test));
    for test in tests {
        let (file, name) = test.split_once("::").unwrap();
        let text = fs::read_to_string(package().join(file)).unwrap();
        assert!(text.contains(&format!("fn {name}(")), "there is no {test}");
    }
}

/// The arguments that name a file or a directory, with the words of their command; those of all commands once.
fn add_files(command: &Command, words: &str, files: &mut BTreeSet<String>) {
    let is_path = |argument: &&clap::Arg| argument.get_value_parser().type_id() == TypeId::of::<PathBuf>();
    for argument in command.get_arguments().filter(is_path) {
        let is_own = words.is_empty() || !["output", "config", "data", "rules"].contains(&argument.get_id().as_str());
        if is_own {
            files.insert(format!("{words} {}", argument.get_id()).trim().to_owned());
        }
    }
    for own in command.get_subcommands() {
        add_files(own, format!("{words} {}", own.get_name()).trim(), files);
    }
}

#[test]
fn reports_about_tables_cases_and_settings_are_read_back() {
    taken();
    let indicators = model::indicators();
    let book = Rulebook { rules: rules(), indicators: &indicators, digest: "0123456789abcdef" };
    let sheets: [(&str, FactSheet); 3] = [
        ("rules show", book.rows(None)),
        ("rules verify", book.proof()),
        ("rules test", Trials::new(&book, &[]).unwrap_or_else(|_| panic!("no case, and one is wrong")).fact_sheet()),
    ];
    sheets.iter().for_each(|(name, sheet)| assert_read_back(name, sheet));
    let texts = HOSTILE.map(|text| format!("x{text}"));
    let loaded = super::corpus(&texts, &[], "2012-02-01");
    let themes = load::embedded_dated_cases().themes;
    let engine = Engine { corpus: &loaded.corpus, rules: rules(), known_as_of: None };
    let mut trials = DatedTrials::default();
    trials.add(engine, &themes[0], |_| true);
    assert!(trials.total() > 0);
    assert_read_back("test", &trials.fact_sheet(&loaded.corpus.digest, "rules"));
    for text in &texts {
        assert_read_back("validate", &validation(text));
        assert_read_back("config", &configuration(text));
    }
    assert_read(Program);
}

fn validation(text: &str) -> Validation {
    Validation {
        schema: "acquis/validate/1",
        data: text.to_owned(),
        instruments: 1,
        states: 2,
        sources: 3,
        rules: 4,
        embedded_rules: 5,
        rule_cases: 6,
        dated_cases: 7,
        records: 8,
        unattributed: 9,
        errors: 0,
        warnings: 1,
        digest: "0".repeat(64),
        rules_digest: "1".repeat(64),
        rewritten: vec![text.to_owned(), "x".to_owned()],
    }
}

fn configuration(text: &str) -> Configuration {
    let row = SettingRow {
        key: "states",
        value: serde_json::json!([text]),
        means: text.to_owned(),
        origin: "file",
        from: text.to_owned(),
        flag: "--state",
        variable: "ACQUIS_STATES",
    };
    let file = SettingsFile { path: text.to_owned(), named_by: text.to_owned() };
    Configuration { schema: "acquis/config/1", tool: Tool::this(), file: Some(file), settings: vec![row] }
}
