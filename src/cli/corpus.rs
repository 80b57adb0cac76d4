//! Opening the data: embedded or `--data`, judged by their own rules, the embedded ones or those of `--rules`. Problems
//! are told on stderr; with an error among them nothing is evaluated.

use super::arguments::Common;
use super::exit::Failure;
use super::problems;
use super::rule_errors::{self, Judges};
use super::stderr::Log;
use crate::law::Corpus;
use crate::load::{self, Loaded, Problem, ProblemSeverity, RuleTexts};
use crate::rules::{Indicators, Rules};
use std::path::{Path, PathBuf};

/// Everything a question can be put to.
#[derive(Debug)]
pub struct House {
    /// Law, states, sources.
    pub corpus: Corpus,
    /// The proved decision tables.
    pub rules: Rules,
    /// The indicators of the scoreboard.
    pub indicators: Indicators,
    /// SHA-256 over the tables.
    pub rules_digest: String,
}

/// Opens data and rules. With embedded data and the code of one state, the other states stay closed.
///
/// # Errors
/// Data or rules are invalid; every problem of both has been told.
pub fn open(common: &Common, log: Log, state: Option<&str>) -> Result<House, Failure> {
    let (corpus, own_rules, problems) = match &common.data {
        None => (embedded(log, state)?, load::embedded_rules(), Vec::new()),
        Some(directory) => {
            let Loaded { mut corpus, rules_texts, problems } = load::directory(directory);
            corpus.directory = corpus.directory.map(from_here);
            (corpus, rules_texts, problems)
        }
    };
    let read = Read { problems, rules: rules_of(common, own_rules) };
    let (Judges { rules, indicators }, rules_digest, problems) = read.sound(log)?;
    if let Some(directory) = &common.data {
        warn(&problems, directory, log);
    }
    let (instruments, states, sources) = (corpus.instruments.len(), corpus.actors.len(), corpus.sources.len());
    log.note(&format!("read {instruments} instruments, {states} states and institutions, {sources} sources"));
    Ok(House { corpus, rules, indicators, rules_digest })
}

/// The directory as it is reached from the working directory, links followed, where it lies in it; else as it was named.
fn from_here(directory: PathBuf) -> PathBuf {
    let here = std::env::current_dir().and_then(std::fs::canonicalize);
    match (here, std::fs::canonicalize(&directory)) {
        (Ok(here), Ok(there)) => there.strip_prefix(here).map_or(directory, Path::to_owned),
        _ => directory,
    }
}

/// What was read, before anything was told: the problems of the data, and the tables that go with them.
pub struct Read {
    /// What is wrong with the data, and with the JSON of their own tables.
    pub problems: Vec<Problem>,
    /// The tables, or why they cannot be read.
    pub rules: Result<RuleTexts, Vec<Problem>>,
}

/// What the full check finds beside data and tables that are each in order.
#[derive(Default)]
pub struct Beside {
    /// Rows and remedies that nothing reaches.
    pub tables: Vec<Problem>,
    /// Cases that cannot be tried.
    pub cases: Vec<Problem>,
    /// Dated cases that cannot be read.
    pub dated: Vec<Problem>,
}

impl Read {
    /// The proved tables, their digest, and the warnings.
    ///
    /// # Errors
    /// Data or tables are invalid; every problem of both has been told.
    pub fn sound(self, log: Log) -> Result<(Judges, String, Vec<Problem>), Failure> {
        self.sound_with(log, |_, _| Beside::default())
    }

    /// The same; what lies beside the tables is checked too, with the tables that could be read and, where they are sound,
    /// proved.
    ///
    /// # Errors
    /// Data, tables or what lies beside them is invalid; every problem of all has been told.
    pub fn sound_with(
        self,
        log: Log,
        beside: impl FnOnce(Option<&RuleTexts>, Option<&Rules>) -> Beside,
    ) -> Result<(Judges, String, Vec<Problem>), Failure> {
        let data = count(&self.problems);
        let proved = match &self.rules {
            Ok(texts) => rule_errors::proved(texts, &self.problems),
            Err(problems) => Err(problems.clone()),
        };
        let beside = beside(self.rules.as_ref().ok(), proved.as_ref().ok().map(|judges| &judges.rules));
        match (data + beside.tables.len() + beside.cases.len() + beside.dated.len(), proved, self.rules) {
            (0, Ok(judges), Ok(texts)) => Ok((judges, texts.digest, self.problems)),
            (_, proved, _) => {
                let mut of_rules = proved.err().unwrap_or_default();
                of_rules.extend(beside.tables);
                [&self.problems, &of_rules, &beside.cases, &beside.dated]
                    .iter()
                    .for_each(|all| problems::tell(all, log));
                Err(invalid([data, count(&of_rules), count(&beside.cases), count(&beside.dated)]))
            }
        }
    }
}

/// The tables of `--rules` over those that go with the data.
pub fn rules_of(common: &Common, own: RuleTexts) -> Result<RuleTexts, Vec<Problem>> {
    match common.rules.as_deref() {
        Some(directory) => load::rules_over(directory, own),
        None => Ok(own),
    }
}

/// The decision tables alone, as text: those of these directories, each over those before it and over the embedded ones.
///
/// # Errors
/// They cannot be read; every problem has been told.
pub fn rule_texts(directories: &[&Path], log: Log) -> Result<RuleTexts, Failure> {
    let over = |texts, directory: &&Path| load::rules_over(directory, texts);
    let texts = directories.iter().try_fold(load::embedded_rules(), over);
    texts.map_err(|problems| refused_rules(&problems, log))
}

/// The directories whose tables override the embedded ones: that of `--data` if it has any, then that of `--rules`.
pub fn rules_directories(common: &Common) -> Vec<&Path> {
    let data = common.data.as_deref().filter(|data| data.join("rules").is_dir());
    data.into_iter().chain(common.rules.as_deref()).collect()
}

/// Does a directory hold cases, and no table?
pub fn has_cases_alone(directory: &Path) -> bool {
    let has_cases = [directory.join("cases"), directory.join("rules/cases")].iter().any(|cases| cases.is_dir());
    let is_bare = |problems: &[Problem]| problems.iter().all(|problem| problem.code == "no-rules");
    has_cases && load::rules_in(directory).is_err_and(|problems| is_bare(&problems))
}

/// The decision tables and indicators, proved.
///
/// # Errors
/// A table cannot be read, or leaves a combination without an answer; every problem has been told.
pub fn parsed(texts: &RuleTexts, log: Log) -> Result<Judges, Failure> {
    rule_errors::proved(texts, &[]).map_err(|problems| refused_rules(&problems, log))
}

fn embedded(log: Log, state: Option<&str>) -> Result<Corpus, Failure> {
    let refused = |problems: Vec<Problem>| refused(&problems, log);
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

/// Tells every problem and how many errors there are.
pub fn refused(problems: &[Problem], log: Log) -> Failure {
    problems::tell(problems, log);
    invalid([count(problems), 0, 0, 0])
}

/// Tells every problem of cases and how many there are.
pub fn refused_cases(problems: &[Problem], log: Log) -> Failure {
    problems::tell(problems, log);
    invalid([0, 0, count(problems), 0])
}

/// Tells every problem of decision tables and how many there are.
pub fn refused_rules(problems: &[Problem], log: Log) -> Failure {
    problems::tell(problems, log);
    invalid([0, count(problems), 0, 0])
}

fn count(problems: &[Problem]) -> usize {
    load::count(problems, ProblemSeverity::Error)
}

fn invalid([data, rules, cases, dated]: [usize; 4]) -> Failure {
    let counted = |errors: usize, place: &str| {
        let noun = if errors == 1 { "error" } else { "errors" };
        (errors > 0).then(|| format!("{errors} {noun} in the {place}"))
    };
    let parts = [
        counted(data, "data"),
        counted(rules, "decision tables"),
        counted(cases, "cases of the tables"),
        counted(dated, "dated cases"),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    Failure::Invalid(format!("{}: nothing was evaluated", parts.join(", ")))
}

/// Warnings are counted, or told in full when verbose.
fn warn(problems: &[Problem], directory: &Path, log: Log) {
    if log.verbose {
        problems::tell(problems, log);
    } else if !problems.is_empty() {
        let warnings = load::count(problems, ProblemSeverity::Warning);
        let noun = if warnings == 1 { "warning" } else { "warnings" };
        let directory = directory.display();
        log.warn(&format!("{warnings} {noun} in the data: acquis validate {directory} shows them"));
    }
}
