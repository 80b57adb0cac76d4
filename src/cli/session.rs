//! One run of the program: its flags settled, its data opened. Commands ask it for what they need and hand it what they
//! found.

use super::arguments::Common;
use super::clock::{self, Doubt, Stopwatch};
use super::exit::{Exit, Failure, judge};
use super::inputs::Inputs;
use super::output::Output;
use super::settings::{Settings, TriedNames};
use super::streams::stderr::Log;
use super::{assume, names, opening, threads};
use crate::engine::{Engine, Finding, Selection};
use crate::law::{Actor, Corpus, Shard};
use crate::load::{Limits, Needed};
use crate::open::Opened;
use crate::render::Format;
use crate::report::{self, Document, FailOn, Report, Run};
use crate::rules::{Severity, Verdict};
use crate::text::harmless;
use crate::time::Day;
use std::mem::ManuallyDrop;
use std::path::Path;

/// Data that are kept until the process ends: to give back a large corpus piece by piece takes longer than to end.
pub type HeldData = ManuallyDrop<Opened>;

/// What a command asks about, as it was typed: of the data the part that it needs.
#[derive(Debug, Clone, Copy, Default)]
pub struct PartOfData<'t> {
    /// One state.
    pub state: Option<&'t str>,
    /// An act or a duty, beside those of `--instrument`.
    pub act: Option<&'t str>,
    /// A part of all acts.
    pub shard: Option<Shard>,
}

/// The settled flags.
#[derive(Debug)]
pub struct Session {
    /// As they are in force: typed, or set in the environment or the file.
    pub common: Common,
    /// Where those values come from.
    pub settings: Settings,
    /// The day judged.
    pub as_of: Day,
    /// Where the result goes.
    pub output: Output,
    /// What is said beside it.
    pub log: Log,
    inputs: Inputs,
    watch: Stopwatch,
}

impl Session {
    /// Settles what the flags leave open: settings, today, format, colours, threads.
    ///
    /// # Errors
    /// The ending of the output file names no format, or the result would take the place of data, rules or settings.
    pub fn new(mut common: Common, settings: Settings, log: Log) -> Result<Session, Failure> {
        let watch = Stopwatch::start();
        settings.fill(&mut common);
        if common.on.is_some() && (common.as_of.is_some() || common.known_as_of.is_some()) {
            // the parser compares flags before the command with each other, and those after it, but not across
            let message = "the argument '--on <DATE>' cannot be used with '--as-of <DATE>' or '--known-as-of <DATE>'";
            return Err(Failure::usage(message, "--on sets both".to_owned()));
        }
        common.as_of = common.on.or(common.as_of);
        common.known_as_of = common.on.or(common.known_as_of);
        let output = Output::new(common.output.clone(), common.format, common.color)?;
        let output = output.strict(common.strict).compact(common.compact);
        let as_of = common.as_of.unwrap_or_else(clock::today);
        let inputs = Inputs::of(&common, &settings);
        output.protect_inputs(&inputs)?;
        threads::start(common.jobs.unwrap_or_default(), log);
        common.limits.into_iter().for_each(Limits::set);
        if let Some((file, _)) = settings.file() {
            log.note(&format!("settings from {}", file.display()));
        }
        Ok(Session { common, settings, as_of, output, log, inputs, watch })
    }

    /// Files, and directories of corpora, that this command reads besides: the result must not take their place.
    ///
    /// # Errors
    /// It would.
    pub fn protect_inputs<'p>(&self, more: impl IntoIterator<Item = &'p Path>) -> Result<(), Failure> {
        let mut inputs = Inputs::default();
        more.into_iter().for_each(|path| inputs.add(path));
        self.output.protect_inputs(&inputs)
    }

    /// Refuses a form of which the parts of several runs do not make the whole, as a page with counts.
    ///
    /// # Errors
    /// The format asked for is none of these, or its layout is one of counts.
    pub fn refuse_parts(&self, formats: &[Format], is_of_counts: bool) -> Result<(), Failure> {
        let format = self.output.format();
        if formats.contains(&format) && !is_of_counts {
            return Ok(());
        }
        let names: Vec<&str> = formats.iter().map(|format| format.name()).collect();
        let layout = if is_of_counts { " of letters" } else { "" };
        let message = format!("--shard: parts in the form {}{layout} cannot be put together", format.name());
        Err(Failure::usage(message, format!("use --format {}", names.join("|"))))
    }

    /// The line about files that are written. What was asked for is done: that the line cannot be printed is a warning.
    pub fn confirm(&self, line: &str) {
        if let Err(failure) = self.output.text(format!("{}\n", harmless(line)).as_bytes()) {
            self.log.warn(&failure.to_string());
        }
    }

    /// What every command of this run reads: data, decision tables, settings.
    pub fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    /// Opens law, states, sources and rules, and supposes what `--assume` and `--assume-none` say.
    ///
    /// # Errors
    /// They are invalid, and every problem has been reported; or an assumption is refused.
    pub fn open(&self) -> Result<HeldData, Failure> {
        let opened = self.open_with_assumptions(Needed::default())?;
        self.check_clock(&opened.corpus)?;
        Ok(HeldData::new(opened))
    }

    /// Opens law, states, sources and rules for a script that nobody watches: a day of the clock that cannot be today's is
    /// refused. Of data with the digest named the records are left out (see [`Needed::without_records_if`]).
    ///
    /// # Errors
    /// The clock is wrong; or those of [`Session::open`].
    pub fn open_by_day(&self, without_records_if: Option<String>) -> Result<HeldData, Failure> {
        let opened = self.open_with_assumptions(Needed { without_records_if, ..Needed::default() })?;
        self.require_clock(&opened.corpus)?;
        Ok(HeldData::new(opened))
    }

    /// Refuses a day of the clock that cannot be today's, where it is written down or nobody watches.
    ///
    /// # Errors
    /// It cannot be, and no day was typed.
    pub fn require_clock(&self, corpus: &Corpus) -> Result<(), Failure> {
        match self.doubt(corpus) {
            Some(doubt) => Err(Failure::usage(doubt.to_string(), clock::CURE.to_owned())),
            None => Ok(()),
        }
    }

    /// Warns of a day of the clock that is before the data.
    ///
    /// # Errors
    /// It is out of bounds, as a day that was typed must not be.
    pub fn check_clock(&self, corpus: &Corpus) -> Result<(), Failure> {
        match self.doubt(corpus) {
            Some(doubt @ Doubt::OutOfBounds(_)) => Err(Failure::usage(doubt.to_string(), clock::CURE.to_owned())),
            Some(doubt) => {
                self.log.warn(&format!("{doubt}: {}", clock::CURE));
                Ok(())
            }
            None => Ok(()),
        }
    }

    fn doubt(&self, corpus: &Corpus) -> Option<Doubt> {
        self.common.as_of.is_none().then(|| clock::doubt(self.as_of, corpus)).flatten()
    }

    fn open_with_assumptions(&self, needed: Needed) -> Result<Opened, Failure> {
        let mut opened = self.read_data(needed)?;
        assume::apply(&self.common, self.log, &mut opened.corpus)?;
        Ok(opened)
    }

    /// Opens what is needed for one state, or for all, and for the instruments that were typed: of the others the files stay
    /// closed, and what is wrong with them is not found. Assumptions may name any of them, so with them all are opened.
    ///
    /// # Errors
    /// They are invalid; every problem has been reported.
    pub fn open_for(&self, asked: PartOfData) -> Result<HeldData, Failure> {
        if !(self.common.assume.is_empty() && self.common.assume_none.is_empty()) {
            return self.open();
        }
        let states = asked.state.and_then(opening::code_in_data).map(|code| vec![code]);
        let instruments = self.typed_acts(asked.act);
        // whether a family has acts is a question about all
        let shard = asked.shard.filter(|_| self.common.family.is_empty());
        let opened = self.read_data(Needed { states, instruments, shard, ..Needed::default() })?;
        self.check_clock(&opened.corpus)?;
        Ok(HeldData::new(opened))
    }

    /// The ids of the acts that are asked about, as far as ids were typed; `None` where the question is about all.
    fn typed_acts(&self, only: Option<&str>) -> Option<Vec<String>> {
        let act = |typed: &String| typed.split_once('/').map_or(typed.as_str(), |(act, _)| act).to_owned();
        let typed: Vec<String> = self.named_instruments(only).iter().map(act).collect();
        (self.common.family.is_empty() && !typed.is_empty()).then_some(typed)
    }

    /// What `--instrument` names, with one more instrument or obligation beside it; that one alone, where the others are only
    /// set.
    fn named_instruments(&self, more: Option<&str>) -> Vec<String> {
        let is_with_others = more.is_none() || self.settings.are_instruments_typed();
        let others = if is_with_others { self.common.instrument.as_slice() } else { &[] };
        others.iter().cloned().chain(more.map(str::to_owned)).collect()
    }

    fn read_data(&self, needed: Needed) -> Result<Opened, Failure> {
        let opened = opening::open(&self.common, self.log, needed)?;
        self.lap("read", "read_ms");
        Ok(opened)
    }

    /// The run that reports are made of.
    pub fn run<'a>(&self, opened: &'a Opened) -> Run<'a> {
        let engine = Engine { corpus: &opened.corpus, rules: &opened.rules, known_as_of: self.common.known_as_of };
        Run { engine, as_of: self.as_of, rules_digest: &opened.rules_digest }
    }

    /// What is selected: instruments, and states that were typed, here or with `--state`. Without one typed, those that
    /// are set.
    ///
    /// # Errors
    /// A name means nothing.
    pub fn selection(&self, corpus: &Corpus, states: &[String]) -> Result<Selection, Failure> {
        self.selection_of(corpus, states, self.common.all_states)
    }

    /// What is selected, for a report that shows later and former members and associated states too, or not.
    ///
    /// # Errors
    /// A name means nothing.
    pub fn selection_of(&self, corpus: &Corpus, states: &[String], all_states: bool) -> Result<Selection, Failure> {
        let also =
            if states.is_empty() || self.settings.are_states_typed() { self.common.state.as_slice() } else { &[] };
        let selection = self.resolve(corpus, &[also, states].concat(), &self.common.instrument, &self.common.family)?;
        self.warn_of_assumptions_hidden_by(corpus, &selection, all_states);
        self.warn_of_unknown_acts(corpus, &selection);
        Ok(selection)
    }

    /// Warns of acts of which nothing was known by the knowledge date.
    pub fn warn_of_unknown_acts(&self, corpus: &Corpus, selection: &Selection) {
        self.unknown_acts(corpus, selection).iter().for_each(|one| self.log.warn(one));
    }

    /// A line for each act of which nothing was known by the knowledge date.
    pub fn unknown_acts(&self, corpus: &Corpus, selection: &Selection) -> Vec<String> {
        let unknown = report::unknown_acts(corpus, &selection.instruments, self.common.known_as_of);
        report::unknown_in_words(&unknown, self.as_of)
    }

    /// Warns of assumptions about what this selection does not show.
    pub fn warn_of_hidden_assumptions(&self, corpus: &Corpus, selection: &Selection) {
        self.warn_of_assumptions_hidden_by(corpus, selection, self.common.all_states);
    }

    fn warn_of_assumptions_hidden_by(&self, corpus: &Corpus, selection: &Selection, all_states: bool) {
        assume::warn_of_hidden_assumptions(&self.common, self.log, corpus, |actor, instrument| {
            self.is_shown(selection, actor, all_states) && selection.instruments.takes(&instrument.id)
        });
    }

    /// Does a report of this selection show the state or institution?
    fn is_shown(&self, selection: &Selection, actor: &Actor, all_states: bool) -> bool {
        if selection.actors.is_all() {
            all_states || actor.is_institution() || actor.is_under_union_law(self.as_of)
        } else {
            selection.actors.takes(&actor.code)
        }
    }

    /// What was typed selects, whatever is set: for lists of what there is. A state and an act can be typed without their
    /// flags too.
    ///
    /// # Errors
    /// A name means nothing.
    pub fn typed_selection(
        &self,
        corpus: &Corpus,
        state: Option<&str>,
        act: Option<&str>,
    ) -> Result<Selection, Failure> {
        let states = if self.settings.are_states_typed() { self.common.state.as_slice() } else { &[] };
        let instruments = if self.settings.are_instruments_typed() { self.common.instrument.as_slice() } else { &[] };
        let families = if self.settings.are_families_typed() { self.common.family.as_slice() } else { &[] };
        let with = |typed: &[String], more: Option<&str>| -> Vec<String> {
            typed.iter().cloned().chain(more.map(str::to_owned)).collect()
        };
        self.resolve(corpus, &with(states, state), &with(instruments, act), families)
    }

    /// What `--instrument` selects, with one more instrument or obligation beside it; that one alone, where the others
    /// are only set.
    ///
    /// # Errors
    /// A name means nothing.
    pub fn instruments(&self, corpus: &Corpus, more: Option<&str>) -> Result<Selection, Failure> {
        let is_with_families = more.is_none() || self.settings.are_families_typed();
        let families = if is_with_families { self.common.family.as_slice() } else { &[] };
        self.resolve(corpus, &[], &self.named_instruments(more), families)
    }

    fn resolve(
        &self,
        corpus: &Corpus,
        states: &[String],
        instruments: &[String],
        families: &[String],
    ) -> Result<Selection, Failure> {
        let tried = TriedNames { states, instruments, families };
        let located = |failure| self.settings.locate_failure(corpus, tried, failure, self.log);
        let of_families = names::of_families(corpus, families).map_err(located)?;
        let acts = [instruments, &of_families].concat();
        let (selection, remarks) = names::selection(corpus, states, &acts).map_err(located)?;
        remarks.iter().for_each(|remark| self.log.remark(remark));
        Ok(selection)
    }

    /// The one state that is asked about: typed in its place or with `--state`, else the one that is set; `command` is
    /// what was typed before it.
    ///
    /// # Errors
    /// None is named, or several are.
    pub fn one_state<'a>(&'a self, command: &str, typed: &'a Option<String>) -> Result<&'a str, Failure> {
        match (typed, self.settings.states_set_by()) {
            (Some(state), Some(_)) => Ok(state),
            (None, Some(by)) if self.common.state.len() > 1 => {
                let message = format!("no state is named, and {} are set ({by})", self.common.state.len());
                Err(Failure::usage(message, format!("name one: acquis {command} AT")))
            }
            _ => names::one_state(command, typed, &self.common.state),
        }
    }

    /// The state or institution of this name.
    ///
    /// # Errors
    /// The name means nothing.
    pub fn actor<'a>(&self, corpus: &'a Corpus, typed: &str) -> Result<&'a Actor, Failure> {
        let states = &[typed.to_owned()];
        let located = |failure| {
            self.settings.locate_failure(corpus, TriedNames { states, ..TriedNames::default() }, failure, self.log)
        };
        names::actor(corpus, typed).map_err(located)
    }

    /// Writes a report.
    ///
    /// # Errors
    /// The disk or the directory refuses.
    pub fn write(&self, report: &impl Report) -> Result<(), Failure> {
        self.deliver(report).map(drop)
    }

    /// Writes a report, and says whether all of it was taken: a reader of stdout may stop early.
    ///
    /// # Errors
    /// The disk or the directory refuses.
    pub fn deliver(&self, report: &impl Report) -> Result<bool, Failure> {
        self.lap("evaluated", "evaluated_ms");
        let whole = self.output.report(report)?;
        self.lap("written", "written_ms");
        Ok(whole)
    }

    /// Writes a document.
    ///
    /// # Errors
    /// The disk or the directory refuses.
    pub fn write_document(&self, document: &Document) -> Result<(), Failure> {
        self.lap("evaluated", "evaluated_ms");
        self.output.document(document)?;
        self.lap("written", "written_ms");
        Ok(())
    }

    /// Notes how long it took since the last time, if verbose.
    fn lap(&self, what: &str, key: &str) {
        let thousandths = (self.watch.lap().as_secs_f64() * 10_000.0).round() / 10.0;
        let fields = serde_json::Map::from_iter([(key.to_owned(), serde_json::json!(thousandths))]);
        self.log.note_with(&format!("{what} in {thousandths:.1} ms"), fields);
    }

    /// Warns if nothing was evaluated: what is empty must not pass for what is done.
    pub fn warn_of_nothing(&self, evaluated: usize) {
        if evaluated == 0 {
            let day = self.as_of;
            self.log.warn(&format!("nothing was evaluated: no duty of a state falls under what is asked for on {day}"));
        }
    }

    /// The exit code that findings ask for.
    pub fn judge(&self, findings: &[Finding]) -> Exit {
        self.judge_all(findings.iter().map(|one| (one.judgement.verdict, one.judgement.severity)))
    }

    /// The exit code that verdicts and severities ask for.
    pub fn judge_all(&self, judged: impl ExactSizeIterator<Item = (Verdict, Severity)>) -> Exit {
        self.warn_of_nothing(judged.len());
        judge(judged, self.common.fail_on.unwrap_or(FailOn::Never), self.common.strict)
    }
}
