//! One case kept beside the rules, and a file of them.

use serde_json::Value;

use crate::rules::error::RuleLocation;
use crate::rules::read::RawWanted;

/// The cases of one file, all about one table.
#[derive(Debug, Clone)]
pub struct RuleCases {
    /// The table they are about.
    pub table: String,
    /// The cases, in the order of the file.
    pub cases: Vec<RuleCase>,
}

/// One case.
#[derive(Debug, Clone)]
pub struct RuleCase {
    /// What it shows, in a few words; unique in its file.
    pub name: String,
    /// Which outcomes the table must give, sorted.
    pub expect: Vec<String>,
    /// Which rows must give them, in the order of the table; empty leaves it open.
    pub rows: Vec<String>,
    /// Why, in words that a lawyer can read.
    pub because: String,
    pub(super) given: Vec<(String, RawWanted)>,
    /// Where it stands among the cases of its file.
    pub(super) place: usize,
    pub(super) listed: WordList,
    pub(super) listed_rows: WordList,
}

/// Why a case cannot be tried, and where in its file that is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}{message}", case.as_ref().map_or(String::new(), |name| format!("case `{name}`: ")))]
pub struct CaseError {
    /// The case, where the problem is inside one.
    pub case: Option<String>,
    /// The place in the file.
    pub location: RuleLocation,
    /// What is wrong.
    pub message: String,
}

impl RuleCase {
    /// The JSON Pointer to a part of the case.
    pub(super) fn pointer(&self, rest: &str) -> String {
        format!("/cases/{}/{rest}", self.place)
    }

    pub(super) fn error(&self, location: RuleLocation, message: String) -> CaseError {
        CaseError { case: Some(self.name.clone()), location, message }
    }
}

/// One word, or a list of them, in the order of the file.
#[derive(Debug, Clone, Default)]
pub(super) struct WordList {
    pub(super) words: Vec<String>,
    is_list: bool,
}

impl WordList {
    /// `None` where it is neither.
    pub(super) fn of(value: &Value) -> Option<WordList> {
        let word = |value: &Value| value.as_str().map(str::to_owned);
        match value {
            Value::Array(words) => {
                Some(WordList { words: words.iter().map(word).collect::<Option<_>>()?, is_list: true })
            }
            one => Some(WordList { words: vec![word(one)?], is_list: false }),
        }
    }

    /// The way to a word of it, from the case on.
    pub(super) fn pointer(&self, key: &str, word: &str) -> String {
        match self.words.iter().position(|one| one == word).filter(|_| self.is_list) {
            Some(place) => format!("{key}/{place}"),
            None => key.to_owned(),
        }
    }
}
