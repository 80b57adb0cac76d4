//! What one place says about each setting, and one place with another below it.

use crate::cli::arguments::Common;
use crate::cli::streams::stderr::LogFormat;
use crate::load::Limits;
use crate::report::FailOn;
use std::fmt;
use std::path::PathBuf;

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A flag.
    Flag(&'static str),
    /// A variable of the environment.
    Environment(&'static str),
    /// A line of the file.
    File {
        /// The file, as it was named.
        file: String,
        /// The line, counted from 1.
        line: usize,
    },
    /// Nobody said anything.
    Default,
}

impl Origin {
    /// The kind of origin, in one word.
    pub fn kind(&self) -> &'static str {
        match self {
            Origin::Flag(_) => "flag",
            Origin::Environment(_) => "environment",
            Origin::File { .. } => "file",
            Origin::Default => "default",
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, to: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Origin::Flag(flag) => write!(to, "flag {flag}"),
            Origin::Environment(variable) => write!(to, "environment {variable}"),
            Origin::File { file, line } => write!(to, "{file}:{line}"),
            Origin::Default => to.write_str("default"),
        }
    }
}

/// A value and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting<T> {
    /// The value.
    pub value: T,
    /// Who says so.
    pub origin: Origin,
}

impl<T> Setting<T> {
    /// The value of a flag, if it was typed.
    pub fn of_flag(flag: &'static str, value: Option<T>) -> Option<Setting<T>> {
        value.map(|value| Setting { value, origin: Origin::Flag(flag) })
    }

    /// Was it typed, and not only set as a habit?
    pub fn is_typed(&self) -> bool {
        matches!(self.origin, Origin::Flag(_))
    }
}

/// What one place says; `None` where it is silent.
#[derive(Debug, Clone, Default)]
pub struct Layer {
    /// `--data`.
    pub data: Option<Setting<PathBuf>>,
    /// `--rules`.
    pub rules: Option<Setting<PathBuf>>,
    /// `--state`; an empty list is every state that is a member.
    pub states: Option<Setting<Vec<String>>>,
    /// `--instrument`; an empty list is every one.
    pub instruments: Option<Setting<Vec<String>>>,
    /// `--family`; an empty list is every one.
    pub families: Option<Setting<Vec<String>>>,
    /// `--fail-on`.
    pub fail_on: Option<Setting<FailOn>>,
    /// `--strict`.
    pub strict: Option<Setting<bool>>,
    /// `--waivers`.
    pub waivers: Option<Setting<PathBuf>>,
    /// `--baseline`.
    pub baseline: Option<Setting<PathBuf>>,
    /// `--jobs`.
    pub jobs: Option<Setting<usize>>,
    /// `--limits`.
    pub limits: Option<Setting<Limits>>,
    /// `--log-format`.
    pub log_format: Option<Setting<LogFormat>>,
}

impl Layer {
    /// What was typed. `--all-states` without `--state` asks for states too: for all of them.
    pub fn of_flags(common: &Common) -> Layer {
        let list = |typed: &Vec<String>| (!typed.is_empty()).then(|| typed.clone());
        let all_states = Setting::of_flag("--all-states", common.all_states.then(Vec::new));
        let strict = Setting::of_flag("--strict", common.strict.then_some(true));
        Layer {
            data: Setting::of_flag("--data", common.data.clone()),
            rules: Setting::of_flag("--rules", common.rules.clone()),
            states: Setting::of_flag("--state", list(&common.state)).or(all_states),
            instruments: Setting::of_flag("--instrument", list(&common.instrument)),
            families: Setting::of_flag("--family", list(&common.family)),
            fail_on: Setting::of_flag("--fail-on", common.fail_on),
            strict: strict.or(Setting::of_flag("--no-strict", common.no_strict.then_some(false))),
            waivers: None,
            baseline: None,
            jobs: Setting::of_flag("--jobs", common.jobs),
            limits: Setting::of_flag("--limits", common.limits),
            log_format: Setting::of_flag("--log-format", common.log_format),
        }
    }

    /// This place where it says something, else the one below, value by value.
    pub fn over(self, below: Layer) -> Layer {
        Layer {
            data: self.data.or(below.data),
            rules: self.rules.or(below.rules),
            states: self.states.or(below.states),
            instruments: self.instruments.or(below.instruments),
            families: self.families.or(below.families),
            fail_on: self.fail_on.or(below.fail_on),
            strict: self.strict.or(below.strict),
            waivers: self.waivers.or(below.waivers),
            baseline: self.baseline.or(below.baseline),
            jobs: self.jobs.or(below.jobs),
            limits: self.limits.or(below.limits),
            log_format: self.log_format.or(below.log_format),
        }
    }
}
