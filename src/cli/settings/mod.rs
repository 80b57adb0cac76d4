//! The settings in force: what flags, environment and the file `acquis.toml` say, in this order, and where each value
//! comes from. What a name of a state or instrument means is the business of `names`.

mod environment;
mod file;
mod keys;
mod layer;

use super::arguments::Common;
use super::exit::Failure;
use super::names;
use super::streams::stderr::Log;
use crate::law::Corpus;
use crate::load::Problem;
use std::path::{Path, PathBuf};

pub use environment::log_format;
pub use file::ConfigFile;
pub use keys::{KEYS, Key};
pub use layer::{Layer, Origin, Setting};

/// The settings of a run.
#[derive(Debug, Default)]
pub struct Settings {
    layer: Layer,
    file: Option<Setting<ConfigFile>>,
}

/// Names that were tried and of which at least one means nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct TriedNames<'a> {
    /// Names of states.
    pub states: &'a [String],
    /// Names of instruments or obligations.
    pub instruments: &'a [String],
    /// Names of families.
    pub families: &'a [String],
}

impl Settings {
    /// Settles what is in force: flags before the environment, the environment before the file.
    ///
    /// # Errors
    /// A variable or the file says what cannot be; every problem of the file has been reported.
    pub fn new(common: &Common, log: Log) -> Result<Settings, Failure> {
        let file = match environment::config(common.config.as_ref()) {
            Some(named) => Some(Setting { value: file::read_named(&named, log)?, origin: named.origin }),
            None => file::find(log)?.map(|value| Setting { value, origin: Origin::Default }),
        };
        let of_file = file.as_ref().map(|file| file.value.layer.clone()).unwrap_or_default();
        environment::strays().iter().for_each(|stray| log.warn(stray));
        let layer = Layer::of_flags(common).over(environment::layer()?).over(of_file);
        Ok(Settings { layer, file })
    }

    /// What the flags say, for commands that read nothing else.
    pub fn of_flags(common: &Common) -> Settings {
        Settings { layer: Layer::of_flags(common), file: None }
    }

    /// Puts what is in force in the place of the flags.
    pub fn fill(&self, common: &mut Common) {
        let layer = &self.layer;
        let path = |setting: &Option<Setting<PathBuf>>| setting.as_ref().map(|setting| setting.value.clone());
        let list = |setting: &Option<Setting<Vec<String>>>| setting.iter().flat_map(|one| one.value.clone()).collect();
        common.data = path(&layer.data);
        common.rules = path(&layer.rules);
        common.state = list(&layer.states);
        // one of the two that is typed takes precedence over the other one that is only set
        let is_only_set = |typed: bool, other: bool| other && !typed;
        let (acts, families) = (self.are_instruments_typed(), self.are_families_typed());
        common.instrument = if is_only_set(acts, families) { Vec::new() } else { list(&layer.instruments) };
        common.family = if is_only_set(families, acts) { Vec::new() } else { list(&layer.families) };
        common.fail_on = layer.fail_on.as_ref().map(|setting| setting.value);
        common.strict = layer.strict.as_ref().is_some_and(|setting| setting.value);
        common.jobs = layer.jobs.as_ref().map(|setting| setting.value);
        common.limits = layer.limits.as_ref().map(|setting| setting.value);
        common.log_format = layer.log_format.as_ref().map(|setting| setting.value);
    }

    /// Everything in force that somebody said.
    pub fn layer(&self) -> &Layer {
        &self.layer
    }

    /// Known gaps, if a file of them is set; the flag `--waivers` takes precedence.
    pub fn waivers(&self, flag: Option<&Path>) -> Option<Setting<PathBuf>> {
        Setting::of_flag("--waivers", flag.map(Path::to_owned)).or_else(|| self.layer.waivers.clone())
    }

    /// The report of an earlier run to compare with, if one is set; the flag `--baseline` takes precedence.
    pub fn baseline(&self, flag: Option<&Path>) -> Option<Setting<PathBuf>> {
        Setting::of_flag("--baseline", flag.map(Path::to_owned)).or_else(|| self.layer.baseline.clone())
    }

    /// The file that was read, and who named it.
    pub fn file(&self) -> Option<(&Path, &Origin)> {
        self.file.as_ref().map(|file| (file.value.path.as_path(), &file.origin))
    }

    /// Were these states typed, and not only set as a habit?
    pub fn are_states_typed(&self) -> bool {
        self.layer.states.as_ref().is_some_and(Setting::is_typed)
    }

    /// Were these instruments typed, and not only set as a habit?
    pub fn are_instruments_typed(&self) -> bool {
        self.layer.instruments.as_ref().is_some_and(Setting::is_typed)
    }

    /// Were these families typed, and not only set as a habit?
    pub fn are_families_typed(&self) -> bool {
        self.layer.families.as_ref().is_some_and(Setting::is_typed)
    }

    /// Where the states come from, in words, unless they were typed.
    pub fn states_set_by(&self) -> Option<String> {
        let setting = self.layer.states.as_ref().filter(|setting| !setting.value.is_empty())?;
        (!self.are_states_typed()).then(|| setting.origin.to_string())
    }

    /// The failure over a name that means nothing, with the place where it is set if it was not typed.
    pub fn locate_failure(&self, corpus: &Corpus, tried: TriedNames, failure: Failure, log: Log) -> Failure {
        let mut problems: Vec<Problem> = Vec::new();
        for (setting, name, failed) in self.set_names_without_meaning(corpus, tried) {
            match (&setting.origin, failed, &self.file) {
                (Origin::Environment(variable), Failure::Usage { message, help }, _) => {
                    return Failure::usage(format!("{variable}: {message}"), help);
                }
                (Origin::File { .. }, Failure::Usage { message, help }, Some(file)) => {
                    problems.extend(file.value.wrong_name(name, message, help));
                }
                _ => {}
            }
        }
        if problems.is_empty() { failure } else { file::refuse(&problems, log) }
    }

    /// The names among those tried that are set and mean nothing, each with its setting and what is wrong.
    fn set_names_without_meaning<'a>(
        &'a self,
        corpus: &Corpus,
        tried: TriedNames<'a>,
    ) -> Vec<(&'a Setting<Vec<String>>, &'a str, Failure)> {
        let mut found = Vec::new();
        if let Some(setting) = &self.layer.states {
            for name in tried.states.iter().filter(|name| setting.value.contains(name)) {
                let failed = names::selection(corpus, std::slice::from_ref(name), &[]).err();
                found.extend(failed.map(|failed| (setting, name.as_str(), failed)));
            }
        }
        if let Some(setting) = &self.layer.instruments {
            for name in tried.instruments.iter().filter(|name| setting.value.contains(name)) {
                let failed = names::selection(corpus, &[], std::slice::from_ref(name)).err();
                found.extend(failed.map(|failed| (setting, name.as_str(), failed)));
            }
        }
        if let Some(setting) = &self.layer.families {
            for name in tried.families.iter().filter(|name| setting.value.contains(name)) {
                let failed = names::of_families(corpus, std::slice::from_ref(name)).err();
                found.extend(failed.map(|failed| (setting, name.as_str(), failed)));
            }
        }
        found
    }
}
