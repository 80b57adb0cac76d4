//! Opening the data: embedded or `--data`, judged by their own rules, the embedded ones or those of `--rules`. Problems
//! are told on stderr; with an error among them nothing is evaluated.

use std::path::Path;

use super::arguments::Common;
use super::exit::Failure;
use super::problems;
use super::voice::Voice;
use crate::law::Corpus;
use crate::load::{self, Loaded, Problem, RuleTexts};
use crate::rules::{Indicators, RuleError, Rules};

/// Everything a question can be put to.
#[derive(Debug)]
pub struct House {
    /// Law, states, sources.
    pub corpus: Corpus,
    /// The proved decision tables.
    pub rules: Rules,
    /// SHA-256 over the tables.
    pub rules_digest: String,
}

/// Opens data and rules. With embedded data and the code of one state, the other states stay closed.
///
/// # Errors
/// Data or rules are invalid; every problem has been told.
pub fn open(common: &Common, voice: Voice, state: Option<&str>) -> Result<House, Failure> {
    let (corpus, own_rules) = match &common.data {
        None => (embedded(voice, state)?, None),
        Some(directory) => directory_corpus(directory, voice).map(|(corpus, rules)| (corpus, Some(rules)))?,
    };
    let texts = match (&common.rules, own_rules) {
        (Some(directory), _) => rules_in(directory, voice)?,
        (None, Some(own)) => own,
        (None, None) => load::embedded_rules(),
    };
    let rules = parsed(&texts, voice)?;
    let (instruments, states, sources) = (corpus.instruments.len(), corpus.actors.len(), corpus.sources.len());
    voice.note(&format!("read {instruments} instruments, {states} states and institutions, {sources} sources"));
    Ok(House { corpus, rules, rules_digest: texts.digest })
}

/// The decision tables alone, as text.
///
/// # Errors
/// They cannot be read; every problem has been told.
pub fn rule_texts(common: &Common, voice: Voice) -> Result<RuleTexts, Failure> {
    match (&common.rules, &common.data) {
        (Some(directory), _) => rules_in(directory, voice),
        (None, Some(data)) if data.join("rules").is_dir() => rules_in(data, voice),
        _ => Ok(load::embedded_rules()),
    }
}

/// The decision tables, proved.
///
/// # Errors
/// A table is missing, cannot be read, or leaves a combination without an answer; every problem has been told.
pub fn parsed(texts: &RuleTexts, voice: Voice) -> Result<Rules, Failure> {
    let missing: Vec<&str> = ["verdict", "severity"].into_iter().filter(|name| texts.get(name).is_none()).collect();
    if let (Some(verdict), Some(severity)) = (texts.get("verdict"), texts.get("severity")) {
        let wrong = texts.get(Indicators::TABLE).and_then(|text| Indicators::parse(text).err());
        return match (Rules::parse(verdict, severity), wrong) {
            (Ok(rules), None) => Ok(rules),
            (rules, wrong) => {
                Err(told(&[rules.err(), wrong].into_iter().flatten().flatten().collect::<Vec<_>>(), voice))
            }
        };
    }
    for name in &missing {
        voice.problem(&format!("rules/{name}.json: the table is missing"));
    }
    Err(invalid(missing.len(), "decision tables"))
}

/// The indicators of the scoreboard: those of the rules in use, or the embedded ones where these have none.
///
/// # Errors
/// They cannot be read, or contradict each other; every problem has been told.
pub fn indicators(common: &Common, voice: Voice) -> Result<Indicators, Failure> {
    let texts = rule_texts(common, voice)?;
    let embedded = load::embedded_rules();
    let text = texts.get(Indicators::TABLE).or(embedded.get(Indicators::TABLE)).unwrap_or_default();
    Indicators::parse(text).map_err(|errors| told(&errors, voice))
}

/// Tells what is wrong with decision tables.
fn told(errors: &[RuleError], voice: Voice) -> Failure {
    errors.iter().for_each(|error| voice.problem(&error.to_string()));
    invalid(errors.len(), "decision tables")
}

fn embedded(voice: Voice, state: Option<&str>) -> Result<Corpus, Failure> {
    let refused = |problems: Vec<Problem>| refused(&problems, voice);
    if let Some(code) = state.and_then(eu_code) {
        let corpus = load::embedded(Some(&[&code])).map_err(refused)?;
        if corpus.find_actor(&code).is_some() {
            return Ok(corpus);
        }
    }
    load::embedded(None).map_err(refused)
}

/// The code under which the data keep a state, if what was typed is a code and not a name.
fn eu_code(typed: &str) -> Option<String> {
    let code = typed.trim().to_uppercase();
    match code.as_str() {
        "GB" => Some("UK".to_owned()),
        "GR" => Some("EL".to_owned()),
        _ => (code.len() == 2 && code.chars().all(|char| char.is_ascii_uppercase())).then_some(code),
    }
}

fn directory_corpus(directory: &Path, voice: Voice) -> Result<(Corpus, RuleTexts), Failure> {
    let Loaded { corpus, rules_texts, problems } = load::directory(directory);
    if problems.iter().any(Problem::is_error) {
        return Err(refused(&problems, voice));
    }
    warn(&problems, directory, voice);
    Ok((corpus, rules_texts))
}

fn rules_in(directory: &Path, voice: Voice) -> Result<RuleTexts, Failure> {
    load::rules_in(directory).map_err(|problems| refused(&problems, voice))
}

/// Tells every problem and how many errors there are.
pub fn refused(problems: &[Problem], voice: Voice) -> Failure {
    problems::tell(problems, voice);
    invalid(problems.iter().filter(|problem| problem.is_error()).count(), "data")
}

fn invalid(errors: usize, place: &str) -> Failure {
    let noun = if errors == 1 { "error" } else { "errors" };
    Failure::Invalid(format!("{errors} {noun} in the {place}: nothing was evaluated"))
}

/// Warnings are counted, or told in full when verbose.
fn warn(problems: &[Problem], directory: &Path, voice: Voice) {
    if voice.verbose {
        problems::tell(problems, voice);
    } else if !problems.is_empty() {
        let noun = if problems.len() == 1 { "warning" } else { "warnings" };
        let directory = directory.display();
        voice.warn(&format!("{} {noun} in the data: acquis validate {directory} shows them", problems.len()));
    }
}
