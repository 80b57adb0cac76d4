//! What goes beside the result: errors, warnings, notes, on stderr alone. What cannot be written there is no error.

use super::filter::Filtered;
use super::terminal::{is_coloured, width};
use crate::cli::exit::{Exit, Failure};
use crate::load::{Problem, Rejected};
use crate::render::json_line;
use crate::render::render_problem;
use crate::text::harmless;
use anstream::AutoStream;
use anstyle::{AnsiColor, Style};
use clap::ColorChoice;
use clap::builder::StyledStr;
use serde_json::{Map, Value, json};
use std::backtrace::{Backtrace, BacktraceStatus};
use std::io::{self, Write};
use std::panic;

/// The form of what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LogFormat {
    /// For people.
    #[default]
    Text,
    /// One JSON object per line, without colours and without a time: whoever keeps the log stamps it.
    Json,
}

impl LogFormat {
    /// Every form with its name.
    pub const ALL: [(LogFormat, &'static str); 2] = [(LogFormat::Text, "text"), (LogFormat::Json, "json")];

    /// The name of the form, as it is typed.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(form, _)| *form == self).map_or("", |(_, name)| name)
    }
}

/// How much is said, in which form and colours.
#[derive(Debug, Clone, Copy)]
pub struct Log {
    /// Errors only.
    pub quiet: bool,
    /// Notes too.
    pub verbose: bool,
    /// `--color`.
    pub color: ColorChoice,
    /// `--log-format`.
    pub form: LogFormat,
}

/// The last line of a run in a log: what was counted, and how it ended.
#[derive(Debug, Clone, Copy)]
pub struct RunSummary<'a> {
    /// The command, as it is typed.
    pub command: &'a str,
    /// Key for JSON, number, and the words that follow the number: `("evaluated", 1053, "findings evaluated")`.
    pub counts: &'a [(&'a str, usize, &'a str)],
    /// The exit code.
    pub exit: Exit,
}

impl RunSummary<'_> {
    fn text(&self) -> String {
        let counts: String = self.counts.iter().map(|(_, number, words)| format!("{number} {words}, ")).collect();
        format!("{}: {counts}exit {}", self.command, self.exit as u8)
    }

    fn fields(&self) -> Map<String, Value> {
        let mut fields = Map::from_iter([("command".to_owned(), json!(self.command))]);
        fields.extend(self.counts.iter().map(|(key, number, _)| ((*key).to_owned(), json!(number))));
        fields.insert("exit".to_owned(), json!(self.exit as u8));
        fields
    }
}

/// From now on a panic, of this program or of a crate, passes the filter: its words may quote anything. It is said in prose, also
/// beside lines of JSON.
pub fn report_panics() {
    let log = Log { quiet: false, verbose: false, color: ColorChoice::Auto, form: LogFormat::Text };
    panic::set_hook(Box::new(move |info| {
        let payload = info.payload();
        let said = payload.downcast_ref::<&str>().copied().or(payload.downcast_ref::<String>().map(String::as_str));
        let place = info.location().map_or(String::new(), |place| format!(" at {place}"));
        log.say("error", &format!("the program panicked{place}: {}", said.unwrap_or("without words")));
        let trace = Backtrace::capture();
        if trace.status() == BacktraceStatus::Captured {
            log.write_line(&trace.to_string());
        }
    }));
}

impl Log {
    /// Says why a command gave no result.
    pub fn failure(self, failure: &Failure) {
        let help = match failure {
            Failure::Usage { help, .. } => help.as_deref(),
            _ => None,
        };
        let fields = Map::from_iter([("exit".to_owned(), json!(failure.exit() as u8))]);
        self.advise("error", &failure.to_string(), help, fields);
    }

    /// Says that what was typed cannot be read, as JSON.
    pub fn unparsed(self, message: &str, help: &str) {
        let fields = Map::from_iter([("exit".to_owned(), json!(Exit::Usage as u8))]);
        self.advise("error", message, Some(help).filter(|help| !help.is_empty()), fields);
    }

    /// Says that what was typed cannot be read, in the words of the reader of the command line, which quotes it as it is.
    /// Colours are for words without any of their own.
    pub fn typed(self, said: &StyledStr) {
        self.write(&if self.is_coloured() { said.ansi().to_string() } else { said.to_string() });
    }

    /// Says that something is refused, before the failure that follows from it.
    pub fn refuse(self, text: &str) {
        self.say("error", text);
    }

    /// Warns, unless quiet.
    pub fn warn(self, text: &str) {
        if !self.quiet {
            self.say("warning", text);
        }
    }

    /// Remarks on what was typed, unless quiet.
    pub fn remark(self, text: &str) {
        if !self.quiet {
            self.say("note", text);
        }
    }

    /// Notes, if verbose.
    pub fn note(self, text: &str) {
        self.note_with(text, Map::new());
    }

    /// Notes, if verbose, with fields that only JSON shows.
    pub fn note_with(self, text: &str, fields: Map<String, Value>) {
        if self.verbose {
            self.advise("note", text, None, fields);
        }
    }

    /// Says what came of a run, unless quiet.
    pub fn summary(self, summary: &RunSummary) {
        match self.form {
            _ if self.quiet => {}
            LogFormat::Text => self.write_line(&harmless(&summary.text())),
            LogFormat::Json => self.write_object("info", &summary.text(), summary.fields()),
        }
    }

    /// Reports a problem with its place, its excerpt and what to do.
    pub fn report(self, problem: &Problem) {
        if self.form == LogFormat::Text {
            return self.write_line(&render_problem(problem, self.is_coloured(), width()));
        }
        let mut fields = Map::new();
        fields.insert("code".to_owned(), json!(problem.code));
        fields.insert("file".to_owned(), json!(problem.file));
        fields.insert("line".to_owned(), json!(problem.line.max(1)));
        fields.insert("column".to_owned(), json!(problem.column.max(1)));
        if let Some(help) = &problem.help {
            fields.insert("help".to_owned(), json!(help));
        }
        if let Some(related) = &problem.related {
            let related = json!({"line": related.line, "column": related.column, "message": related.label});
            fields.insert("related".to_owned(), related);
        }
        self.write_object(if problem.is_error() { "error" } else { "warning" }, &problem.message, fields);
    }

    /// Reports problems in files: errors always, warnings unless quiet.
    pub fn report_all(self, problems: &[Problem]) {
        for problem in problems.iter().filter(|problem| problem.is_error() || !self.quiet) {
            self.report(problem);
        }
    }

    /// Reports everything that is wrong with files, and answers that nothing was evaluated.
    pub fn reject(self, rejected: &Rejected) -> Failure {
        for problems in [&rejected.data, &rejected.rules, &rejected.cases, &rejected.dated] {
            self.report_all(problems);
        }
        Failure::Invalid(rejected.to_string())
    }

    /// Reports everything that is wrong with decision tables, and answers that nothing was evaluated.
    pub fn reject_rules(self, rules: Vec<Problem>) -> Failure {
        self.reject(&Rejected { rules, ..Rejected::default() })
    }

    /// Reports everything that is wrong with the cases of the tables, and answers that nothing was evaluated.
    pub fn reject_cases(self, cases: Vec<Problem>) -> Failure {
        self.reject(&Rejected { cases, ..Rejected::default() })
    }

    /// Are there colours on stderr?
    pub fn is_coloured(self) -> bool {
        is_coloured(self.color, &io::stderr())
    }

    fn say(self, word: &str, text: &str) {
        self.advise(word, text, None, Map::new());
    }

    fn advise(self, word: &str, text: &str, help: Option<&str>, mut fields: Map<String, Value>) {
        if self.form == LogFormat::Json {
            fields.extend(help.map(|help| ("help".to_owned(), json!(help))));
            return self.write_object(if word == "note" { "info" } else { word }, text, fields);
        }
        let colour = match word {
            "error" => AnsiColor::Red,
            "warning" => AnsiColor::Yellow,
            _ => AnsiColor::Cyan,
        };
        self.write_labelled(word, colour, text);
        if let Some(help) = help {
            self.write_labelled(" help", AnsiColor::Cyan, help);
        }
    }

    fn write_labelled(self, word: &str, colour: AnsiColor, text: &str) {
        let coloured = Style::new().fg_color(Some(colour.into())).bold();
        let style = if self.is_coloured() { coloured } else { Style::new() };
        self.write_line(&format!("{style}{word}{style:#}: {}", harmless(text)));
    }

    /// One JSON object on a line of its own. Its escapes keep line ends, controls and overrides of direction out.
    fn write_object(self, level: &str, message: &str, fields: Map<String, Value>) {
        let mut object = Map::new();
        object.insert("level".to_owned(), json!(level));
        object.insert("message".to_owned(), json!(message));
        object.extend(fields);
        let line = json_line(&object).unwrap_or_default();
        Log { color: ColorChoice::Never, ..self }.write(&String::from_utf8_lossy(&line));
    }

    fn write_line(self, text: &str) {
        self.write(&format!("{text}\n"));
    }

    /// Whatever is said comes through here, and through the filter.
    fn write(self, text: &str) {
        let is_coloured = self.is_coloured();
        let choice = if is_coloured { anstream::ColorChoice::AlwaysAnsi } else { anstream::ColorChoice::Never };
        let mut out = Filtered::new(AutoStream::new(io::stderr(), choice), is_coloured);
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.finish());
    }
}
