//! How help is laid out: a command's own options in full, the common ones in one paragraph. Completions and manual pages
//! are made from the same commands.

use super::Arguments;
use super::words::{any_format, format_of};
use crate::render::{Format, PICTURE_FORMATS};
use clap::{Arg, Command, CommandFactory};
use std::ffi::OsString;

/// The command whose help describes the common options; it does nothing else.
pub const COMMON: &str = "common";

/// The command line as it is read, and as its help shows it.
pub fn command() -> Command {
    laid_out(|_| true)
}

/// The command line as these words are read by it: of commands that are not among them no option and no help is asked for.
pub fn command_for(typed: &[OsString]) -> Command {
    laid_out(|name| typed.iter().any(|word| word == name))
}

/// The command line, and of these commands what their help shows.
fn laid_out(is_asked: impl Fn(&str) -> bool) -> Command {
    let bare = Arguments::command();
    let common: Vec<Arg> = bare.get_arguments().filter(|arg| arg.is_global_set()).cloned().collect();
    let described = Command::new(COMMON)
        .about("The options that every command takes")
        .override_usage("acquis COMMAND [OPTIONS]")
        .hide(true)
        .arg_required_else_help(true)
        .args(common.clone());
    bare.mut_args(|arg| if arg.is_global_set() { arg.hide(true) } else { arg })
        .mut_subcommands(|own| if is_asked(own.get_name()) { lay_out(own, &common) } else { own })
        .subcommand(described)
        .after_help(format!("{}\n\n{}", paragraph("", &common), super::EXAMPLES))
        .after_long_help(format!("{}\n\n{}\n\n{}", paragraph("", &common), super::EXAMPLES, super::EXIT_CODES))
}

/// A command with its formats among its own options, and the paragraph before its examples.
fn lay_out(own: Command, common: &[Arg]) -> Command {
    let name = own.get_name().to_owned();
    let mut own = own;
    for arg in common.iter().filter(|arg| shown_options(&name).contains(&arg.get_id().as_str())) {
        own = own.arg(arg.clone().help_heading(None::<&str>));
    }
    if let Some(format) = common.iter().find(|arg| arg.get_id() == "format") {
        own = own.arg(with_formats(format.clone(), &name).help_heading(None::<&str>));
    }
    let paragraph = paragraph(&name, common);
    add_paragraph(own, &paragraph).mut_subcommands(|task| add_paragraph(task, &paragraph))
}

/// The command with the paragraph before its examples.
fn add_paragraph(own: Command, paragraph: &str) -> Command {
    let after = match own.get_after_help() {
        Some(examples) => format!("{paragraph}\n\n{examples}"),
        None => paragraph.to_owned(),
    };
    own.after_help(after)
}

fn with_formats(arg: Arg, command: &str) -> Arg {
    match formats(command) {
        [] => arg.hide(true).value_parser(any_format),
        formats if !formats.contains(&Format::Table) => {
            arg.help("Form of the result [default: by the ending of FILE]").value_parser(format_of(formats))
        }
        formats => arg.value_parser(format_of(formats)),
    }
}

/// The formats that a command has; none where it prints a text as it is.
fn formats(command: &str) -> &'static [Format] {
    use Format::{Csv, Docx, Html, Ics, Json, Jsonl, Junit, Markdown, Parquet, Sarif, Table, Xlsx};
    match command {
        "gaps" => &[Table, Json, Csv, Markdown, Jsonl, Sarif, Junit, Xlsx, Docx],
        "compare" | "check" => &[Table, Json, Csv, Markdown, Jsonl, Sarif, Junit, Xlsx, Parquet],
        "timelines" => &[Table, Json, Csv, Markdown, Jsonl, Parquet],
        "scoreboard" => &[Table, Json, Csv, Markdown, Xlsx, Docx],
        "actions" | "recommend" | "infringements" | "list" => &[Table, Json, Csv, Markdown, Xlsx],
        "deadlines" => &[Table, Json, Csv, Markdown, Ics, Xlsx],
        "report" => &[Html, Xlsx, Docx, Markdown],
        "chart" => &PICTURE_FORMATS,
        "init" | "new" | "query" | "record" | "source" | "schema" | "completions" | "man" => &[],
        _ => &[Table, Json, Csv, Markdown],
    }
}

/// The common options that a command shows among its own.
fn shown_options(command: &str) -> &'static [&'static str] {
    match command {
        "check" | "diff" => &["fail_on", "strict"],
        _ => &[],
    }
}

/// The common options that change nothing for a command.
pub fn ignored_flags(command: &str) -> Vec<&'static str> {
    let of_questions = [
        "on",
        "as_of",
        "known_as_of",
        "instrument",
        "family",
        "state",
        "all_states",
        "strict",
        "no_strict",
        "fail_on",
        "assume",
        "assume_none",
    ];
    let of_data = ["data", "rules", "config", "format", "jobs", "limits"];
    let mut ignored = match command {
        "rules" | "validate" | "test" | "new" => of_questions.to_vec(),
        "query" => [&of_questions[..], &["rules", "format", "jobs"]].concat(),
        "record" | "source" => except(&["as_of"], &[&of_questions[..], &["rules", "format", "jobs"]].concat()),
        "import" => except(&["as_of", "instrument"], &[&of_questions[..], &["rules"]].concat()),
        "timelines" => ["all_states", "fail_on"].to_vec(),
        "infringements" => ["all_states", "strict", "no_strict", "fail_on"].to_vec(),
        _ if formats(command).is_empty() => [&of_questions[..], &of_data].concat(),
        _ => Vec::new(),
    };
    if !formats(command).contains(&Format::Json) {
        ignored.push("compact");
    }
    ignored
}

/// The flags without those that the command does use.
fn except(used: &[&str], flags: &[&'static str]) -> Vec<&'static str> {
    flags.iter().copied().filter(|flag| !used.contains(flag)).collect()
}

/// The common options of a command by name, those aside that it shows itself.
fn paragraph(command: &str, common: &[Arg]) -> String {
    let left_out =
        [&ignored_flags(command)[..], shown_options(command), if command.is_empty() { &[] } else { &["format"] }]
            .concat();
    let named = common.iter().filter(|arg| !left_out.contains(&arg.get_id().as_str()));
    let names: Vec<String> = named.filter_map(|arg| arg.get_long()).map(|long| format!("--{long}")).collect();
    format!("Common options, described by `acquis help {COMMON}`: {}", names.join(", "))
}
