//! One run of the program: its flags settled, its data opened. Commands ask it for what they need and hand it what they
//! found.

use super::arguments::Common;
use super::clock;
use super::corpus::{self, House};
use super::exit::{Exit, Failure};
use super::fail_on::{FailOn, judge};
use super::names;
use super::output::Output;
use super::voice::Voice;
use crate::engine::{Engine, Finding, Selection};
use crate::law::Corpus;
use crate::render::Report;
use crate::report::Run;
use crate::time::Day;

/// The settled flags.
#[derive(Debug)]
pub struct Session {
    /// As they were typed.
    pub common: Common,
    /// The day judged.
    pub as_of: Day,
    /// Where the result goes.
    pub output: Output,
    /// What is said beside it.
    pub voice: Voice,
}

impl Session {
    /// Settles what the flags leave open: today, format, colours.
    ///
    /// # Errors
    /// The ending of the output file names no format.
    pub fn new(common: Common, voice: Voice) -> Result<Session, Failure> {
        let output = Output::new(common.output.clone(), common.format, common.color)?.strict(common.strict);
        let as_of = common.as_of.unwrap_or_else(clock::today);
        Ok(Session { common, as_of, output, voice })
    }

    /// Opens law, states, sources and rules.
    ///
    /// # Errors
    /// They are invalid; every problem has been told.
    pub fn open(&self) -> Result<House, Failure> {
        corpus::open(&self.common, self.voice, None)
    }

    /// The same, where one state is enough.
    ///
    /// # Errors
    /// They are invalid; every problem has been told.
    pub fn open_for(&self, state: &str) -> Result<House, Failure> {
        corpus::open(&self.common, self.voice, Some(state))
    }

    /// The run that reports are made of.
    pub fn run<'a>(&self, house: &'a House) -> Run<'a> {
        let engine = Engine { corpus: &house.corpus, rules: &house.rules, known_as_of: self.common.known_as_of };
        Run { engine, as_of: self.as_of, rules_digest: &house.rules_digest }
    }

    /// What `--instrument` and `--state` select, with these states beside those.
    ///
    /// # Errors
    /// A name means nothing.
    pub fn selection(&self, corpus: &Corpus, states: &[String]) -> Result<Selection, Failure> {
        let states: Vec<String> = self.common.state.iter().chain(states).cloned().collect();
        names::selection(corpus, &states, &self.common.instrument)
    }

    /// What `--instrument` selects, with one more instrument or obligation beside it.
    ///
    /// # Errors
    /// A name means nothing.
    pub fn instruments(&self, corpus: &Corpus, more: Option<&str>) -> Result<Selection, Failure> {
        let typed: Vec<String> = self.common.instrument.iter().cloned().chain(more.map(str::to_owned)).collect();
        names::selection(corpus, &[], &typed)
    }

    /// Writes a report.
    ///
    /// # Errors
    /// The disk or the directory refuses.
    pub fn write(&self, report: &impl Report) -> Result<(), Failure> {
        self.output.report(report)
    }

    /// The exit code that findings ask for.
    pub fn judge(&self, findings: &[Finding]) -> Exit {
        judge(findings, self.common.fail_on.unwrap_or(FailOn::Never), self.common.strict)
    }
}
