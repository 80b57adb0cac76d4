//! Floor 6: files and tables opened together. Data (embedded or of a directory), the decision tables that belong to them,
//! and the cases kept beside the tables; problems of each with their places.
//!
//! Nothing here prints, exits or judges a state: `load` reads the files, `rules` proves the tables, and what cannot be
//! evaluated comes back as one [`Rejected`].

#[cfg(feature = "check")]
mod assumption;
mod cases;
mod tables;

use std::path::Path;

#[cfg(feature = "check")]
pub use assumption::{WrittenAssumption, assume, leave_out, words};
pub use cases::{CaseFiles, has_cases_alone};
pub use tables::{Tables, out_of_reach, overlaid, prove, rules_directories, settle};

use crate::law::Corpus;
use crate::load::{self, Problem, ProblemSeverity, Rejected, RuleTexts, count};
#[cfg(feature = "check")]
use crate::load::{Loaded, Needed};
use crate::rules::{Indicators, Rules};

/// Data and the tables that judge them, free of errors: everything that a question can be put to.
#[derive(Debug, Clone)]
pub struct Opened {
    /// Law, states, sources.
    pub corpus: Corpus,
    /// The decision tables, each proved here or, where it is embedded, before.
    pub rules: Rules,
    /// The indicators of the scoreboard.
    pub indicators: Indicators,
    /// SHA-256 over the tables, hexadecimal.
    pub rules_digest: String,
    /// What is unusual about the data.
    pub warnings: Vec<Problem>,
}

/// Data and tables as they were read, before it is known whether anything may be evaluated.
#[derive(Debug)]
pub struct Unchecked {
    /// What could be read of the data.
    pub corpus: Corpus,
    /// What is wrong with the data, and with the JSON of their own tables.
    pub problems: Vec<Problem>,
    /// The tables, or why they cannot be read.
    pub rules: Result<RuleTexts, Vec<Problem>>,
}

/// What the full check finds beside data and tables that are each in order.
#[derive(Debug, Default)]
pub struct Extras {
    /// Rows and remedies that nothing reaches.
    pub tables: Vec<Problem>,
    /// Cases of the tables that cannot be tried.
    pub cases: Vec<Problem>,
    /// Dated cases that cannot be read.
    pub dated: Vec<Problem>,
}

#[cfg(feature = "check")]
impl From<Loaded> for Unchecked {
    fn from(Loaded { corpus, rules_texts, problems }: Loaded) -> Unchecked {
        Unchecked { corpus, problems, rules: Ok(rules_texts) }
    }
}

impl Unchecked {
    /// The data and tables inside the program; with codes of states, the other states stay closed.
    pub fn embedded(states: Option<&[String]>) -> Unchecked {
        let some = states.and_then(|codes| {
            let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
            load::embedded(Some(&codes)).ok().filter(|some| codes.iter().all(|code| some.find_actor(code).is_some()))
        });
        let (corpus, problems) = match some.map_or_else(|| load::embedded(None), Ok) {
            Ok(corpus) => (corpus, Vec::new()),
            Err(rejected) => (Corpus::default(), rejected.data),
        };
        Unchecked { corpus, problems, rules: Ok(load::embedded_rules()) }
    }

    /// The data of a directory with their own tables; the tables that it does not hold are the embedded ones.
    #[cfg(feature = "check")]
    pub fn directory(directory: &Path) -> Unchecked {
        load::directory(directory).into()
    }

    /// What a run needs of the data of a directory, with their own tables.
    #[cfg(feature = "check")]
    pub fn part_of_directory(directory: &Path, needed: &Needed) -> Unchecked {
        load::part_of_directory(directory, needed).into()
    }

    /// These data with the tables of a directory of rules, which replace the tables of the data.
    #[must_use]
    pub fn with_rules(self, directory: Option<&Path>) -> Unchecked {
        let rules = match (directory, self.rules) {
            (Some(directory), Ok(own)) => load::rules_over(directory, own),
            (_, own) => own,
        };
        Unchecked { rules, ..self }
    }

    /// Reads the tables, proves those that are not embedded, and refuses all if anything is wrong.
    ///
    /// # Errors
    /// Data or tables are invalid.
    pub fn check(self) -> Result<Opened, Rejected> {
        self.finish(settle, |_, _| Extras::default())
    }

    /// Proves the tables, embedded ones too, and checks the files beside them, given the tables that could be read and, where
    /// they are sound, proved.
    ///
    /// # Errors
    /// Data, tables or files beside them are invalid.
    pub fn check_with(
        self,
        extras: impl FnOnce(Option<&RuleTexts>, Option<&Rules>) -> Extras,
    ) -> Result<Opened, Rejected> {
        self.finish(prove, extras)
    }

    /// Opens data and tables, where neither these nor the files beside them have an error.
    fn finish(
        self,
        tables: fn(&RuleTexts, &[Problem]) -> Result<Tables, Vec<Problem>>,
        extras: impl FnOnce(Option<&RuleTexts>, Option<&Rules>) -> Extras,
    ) -> Result<Opened, Rejected> {
        let proved = match &self.rules {
            Ok(texts) => tables(texts, &self.problems),
            Err(problems) => Err(problems.clone()),
        };
        let extras = extras(self.rules.as_ref().ok(), proved.as_ref().ok().map(|tables| &tables.rules));
        let is_sound = count(&self.problems, ProblemSeverity::Error) == 0
            && [&extras.tables, &extras.cases, &extras.dated].iter().all(|problems| problems.is_empty());
        match (proved, self.rules) {
            (Ok(Tables { rules, indicators }), Ok(texts)) if is_sound => {
                let (corpus, rules_digest) = (self.corpus, texts.digest);
                Ok(Opened { corpus, rules, indicators, rules_digest, warnings: self.problems })
            }
            (proved, _) => {
                let mut rules = proved.err().unwrap_or_default();
                rules.extend(extras.tables);
                Err(Rejected { data: self.problems, rules, cases: extras.cases, dated: extras.dated })
            }
        }
    }
}
