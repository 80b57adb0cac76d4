//! What variables of the environment say. An empty one says nothing: a job that passes on what it was not given sets
//! nothing.

use super::keys::{CONFIG, KEYS};
use super::layer::{Layer, Origin, Setting};
use crate::cli::arguments::jobs;
use crate::cli::exit::Failure;
use crate::cli::names::{near, nearest};
use crate::cli::streams::stderr::LogFormat;
use crate::report::FailOn;
use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

/// What the environment says.
///
/// # Errors
/// A variable says what cannot be.
pub fn layer() -> Result<Layer, Failure> {
    Ok(Layer {
        data: path("ACQUIS_DATA"),
        rules: path("ACQUIS_RULES"),
        states: value("ACQUIS_STATES", |text| Ok(list(text)))?,
        instruments: value("ACQUIS_INSTRUMENTS", |text| Ok(list(text)))?,
        families: value("ACQUIS_FAMILIES", |text| Ok(list(text)))?,
        fail_on: value("ACQUIS_FAIL_ON", |text| word(&FailOn::ALL, text))?,
        strict: value("ACQUIS_STRICT", |text| word(&SWITCHES, text))?,
        waivers: path("ACQUIS_WAIVERS"),
        baseline: path("ACQUIS_BASELINE"),
        jobs: value("ACQUIS_JOBS", |text| jobs(text).map_err(Some))?,
        limits: value("ACQUIS_LIMITS", |text| text.parse().map_err(Some))?,
        log_format: value("ACQUIS_LOG_FORMAT", |text| word(&LogFormat::ALL, text))?,
    })
}

/// The file that is named, by flag or environment.
pub fn config(flag: Option<&PathBuf>) -> Option<Setting<PathBuf>> {
    Setting::of_flag("--config", flag.cloned()).or_else(|| path(CONFIG))
}

/// The form of what is said, before anything else is settled: a flag, else the environment.
///
/// # Errors
/// The variable says what cannot be.
pub fn log_format(flag: Option<LogFormat>) -> Result<LogFormat, Failure> {
    if let Some(form) = flag {
        return Ok(form);
    }
    let set = value("ACQUIS_LOG_FORMAT", |text| word(&LogFormat::ALL, text))?;
    Ok(set.map(|setting| setting.value).unwrap_or_default())
}

/// Variables that are probably meant for us and that nobody reads, such as ACQUIS_FAILON.
pub fn strays() -> Vec<String> {
    let known: Vec<&str> = KEYS.iter().map(|key| key.variable).chain([CONFIG]).collect();
    let names = env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    let mut unknown: Vec<String> = names.filter(|name| !known.contains(&name.as_str())).collect();
    unknown.sort();
    let words: Vec<&str> = known.iter().filter_map(|name| name.strip_prefix(PREFIX)).collect();
    let mut strays = Vec::new();
    for name in &unknown {
        let word = name.strip_prefix(PREFIX);
        if let Some(meant) = word.and_then(|word| near(word, words.iter().map(|known| (*known, *known)))) {
            strays.push(format!("{name} is set but is not read: did you mean {PREFIX}{meant}?"));
        }
    }
    strays
}

const PREFIX: &str = "ACQUIS_";
const SWITCHES: [(bool, &str); 4] = [(true, "true"), (false, "false"), (true, "1"), (false, "0")];

fn variable(name: &'static str) -> Option<OsString> {
    env::var_os(name).filter(|text| !text.is_empty())
}

fn path(name: &'static str) -> Option<Setting<PathBuf>> {
    variable(name).map(|text| Setting { value: PathBuf::from(text), origin: Origin::Environment(name) })
}

fn value<T>(
    name: &'static str,
    read: impl Fn(&str) -> Result<T, Option<String>>,
) -> Result<Option<Setting<T>>, Failure> {
    let Some(text) = variable(name) else { return Ok(None) };
    let text = text.into_string().map_err(|_| Failure::usage(format!("{name} is no valid text"), None))?;
    match read(text.trim()) {
        Ok(value) => Ok(Some(Setting { value, origin: Origin::Environment(name) })),
        Err(help) => Err(Failure::usage(format!("{name} cannot be \"{text}\""), help)),
    }
}

fn word<T: Copy>(words: &[(T, &'static str)], text: &str) -> Result<T, Option<String>> {
    let known: Vec<&str> = words.iter().map(|(_, word)| *word).collect();
    let found = words.iter().find(|(_, word)| *word == text).map(|(value, _)| *value);
    found.ok_or_else(|| Some(nearest(text, &known).unwrap_or_else(|| format!("it may be {}", known.join(", ")))))
}

/// Names between commas.
fn list(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
