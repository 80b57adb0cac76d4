//! What can be wrong with a decision table, named so that its author can put it right.
//!
//! Lives here: the problems and their wording. Not here: finding them (`read` and `compile` for the text, `verify` for
//! the logic).

mod indicator;

use std::fmt;

pub use indicator::IndicatorProblem;

use super::condition::{either, list};

/// Where in a JSON file something is wrong. Whoever has the text finds line and column by it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RuleLocation {
    /// Line and column at which the reader of JSON stopped, from 1: the column is that of the last byte read.
    Read(usize, usize),
    /// The key at the end of a JSON Pointer (RFC 6901), as `/rows/3/when/done`.
    Key(String),
    /// The value at the end of a JSON Pointer; the empty one is the whole file.
    Value(String),
}

impl RuleLocation {
    /// The whole file.
    pub(super) fn whole_file() -> Self {
        Self::Value(String::new())
    }

    /// The id of the row at this place.
    pub(super) fn id_of_row(row: usize) -> Self {
        Self::Value(format!("/rows/{row}/id"))
    }
}

/// One problem in one table: which table, where in it, which row where known, and what is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct RuleError {
    /// The name of the table.
    pub table: &'static str,
    /// Place in the file.
    pub location: RuleLocation,
    /// The id of the row, where the problem is inside one.
    pub row: Option<String>,
    /// What is wrong.
    pub problem: RuleProblem,
}

impl RuleError {
    /// What to do, where that is known.
    pub fn help(&self) -> Option<&'static str> {
        match &self.problem {
            RuleProblem::Hole(combination) if self.table == "verdict" => combination.rows_to_add(),
            _ => None,
        }
    }
}

impl fmt::Display for RuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rules/{}.json", self.table)?;
        if let RuleLocation::Read(line, _) = self.location {
            write!(f, ":{line}")?;
        }
        if let Some(row) = &self.row {
            write!(f, ": row `{}`", row.escape_debug())?;
        }
        write!(f, ": {}", self.problem)?;
        self.help().map_or(Ok(()), |help| write!(f, "; {help}"))
    }
}

/// A problem with its place in the file.
pub(super) type LocatedProblem = (RuleLocation, RuleProblem);

/// What is wrong with a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RuleProblem {
    /// The text is not JSON, or a key is missing, unknown or given twice.
    #[error("{0}")]
    Json(String),
    /// The file holds another table.
    #[error("the file holds the table `{found}`, where `{wanted}` is expected")]
    OtherTable {
        /// The name in the file.
        found: String,
        /// The name expected.
        wanted: &'static str,
    },
    /// The hit policy is reserved.
    #[error("the hit policy `collect` is reserved; use `unique` or `first`")]
    Reserved,
    /// There is no such table.
    #[error("the table is missing")]
    Missing,
    /// There is no row.
    #[error("the table has no rows")]
    NoRows,
    /// A second row has this id.
    #[error("two rows have this id")]
    DuplicateRow,
    /// The id is none.
    #[error("`{}` is no id: write lower-case letters, digits and hyphens", .0.escape_debug())]
    NoSlug(String),
    /// The id or the reason is empty.
    #[error("`{0}` is empty")]
    Empty(&'static str),
    /// A recommendation without its text or its urgency.
    #[error("`{0}` is missing: a recommendation says what to do, and how soon")]
    Unworded(&'static str),
    /// A text or an urgency where nothing is recommended.
    #[error("`text` and `urgency` do not belong here: only a row that recommends something has them")]
    NotWorded,
    /// A word that is not in its list.
    #[error("unknown {noun} `{word}`{hint}")]
    UnknownWord {
        /// What the word should have been: a fact, an outcome, a value of a fact ...
        noun: String,
        /// The word found.
        word: String,
        /// The nearest right word, or all of them.
        hint: Hint,
    },
    /// The fact stands twice in one row.
    #[error("the fact `{0}` is given twice")]
    RepeatedFact(&'static str),
    /// A value stands twice in one condition.
    #[error("`{fact}` lists `{word}` twice")]
    RepeatedWord {
        /// The fact.
        fact: &'static str,
        /// The value.
        word: &'static str,
    },
    /// A condition that nothing can fulfil.
    #[error("no value of `{0}` fits this condition")]
    NothingFits(&'static str),
    /// A count of days compared with words.
    #[error("`{0}` is a count; write a threshold such as {{\"at-least\": 183}}")]
    DaysWanted(&'static str),
    /// A fact of words compared with a number.
    #[error("`{fact}` is a word, not a count{hint}")]
    WordWanted {
        /// The fact.
        fact: &'static str,
        /// The words that the fact has.
        hint: Hint,
    },
    /// A threshold that no two days between 1950 and 2100 are apart.
    #[error("{days} days is out of range for `{fact}`; a threshold lies between -{limit} and {limit}")]
    OutOfRange {
        /// The fact.
        fact: &'static str,
        /// The number found.
        days: i64,
        /// The greatest number allowed.
        limit: i32,
    },
    /// A combination of facts that no row answers.
    #[error("no row answers when {0}")]
    Hole(Combination),
    /// A combination of facts that two rows answer, under `unique`.
    #[error("{} both answer when {combination}; `unique` allows one", quoted(rows))]
    TwoHits {
        /// The combination.
        combination: Combination,
        /// The two rows, by id.
        rows: Vec<String>,
    },
    /// Two rows that give one remedy, or one of which gives none, under `collect`.
    #[error("{} both answer when {combination}; {}", quoted(rows), clash(.is_same))]
    Clash {
        /// The combination.
        combination: Combination,
        /// The two rows, by id.
        rows: Vec<String>,
        /// Whether they give the same remedy; else one of them says that there is nothing to do.
        is_same: bool,
    },
    /// An outcome of the list that no row gives.
    #[error("no row gives `{0}`: it can never be reached")]
    NeverGiven(&'static str),
    /// A row that no finding can reach, because its conditions never come together.
    #[error("no finding reaches it: there is none when {0}")]
    NoFinding(Combination),
    /// An indicator that makes no sense.
    #[error(transparent)]
    Indicator(#[from] IndicatorProblem),
    /// A row that is never reached, under `first`.
    #[error("is never reached: all that it fits is answered before it, by {}", quoted(shadowed_by))]
    DeadRow {
        /// Rows before it that leave it nothing, by id; each of them is needed for that.
        shadowed_by: Vec<String>,
    },
}

/// Facts that belong together; a fact that is not named may take any value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Combination(pub Vec<(&'static str, String)>);

impl Combination {
    /// The rows that a verdict table of before open deadlines and added duties lacks.
    fn rows_to_add(&self) -> Option<&'static str> {
        let is = |fact: &str, word: &str| self.0.iter().any(|(name, value)| *name == fact && value == word);
        is("due", "open").then_some(concat!(
                r#"add {"id": "deadline-not-known", "when": {"due": "open", "done": ["no", "partly", "undone", "unknown"]}"#,
                r#", "then": "unknown", "because": "..."} and, after the row on acts not in force, "#,
                r#"{"id": "duty-not-yet-added", "when": {"force": "not-added"}, "then": "not-in-force", "because": "..."}"#
            ))
    }
}

impl fmt::Display for Combination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("the facts are whatever they are");
        }
        let named: Vec<String> = self.0.iter().map(|(fact, value)| format!("{fact} is {value}")).collect();
        f.write_str(&named.join(", "))
    }
}

/// What to write instead: the nearest right word, or, with none near, all of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hint {
    /// One right word is near.
    DidYouMean(&'static str),
    /// None is; these are right.
    OneOf(Vec<&'static str>),
}

impl Hint {
    /// The hint for a wrong word: a right one that it begins, or that is at most two slips (or a
    /// third of the word) away; else the list.
    pub(super) fn for_word(word: &str, right: impl IntoIterator<Item = &'static str>) -> Self {
        let right: Vec<&'static str> = right.into_iter().collect();
        let plain = |text: &str| text.to_lowercase().replace('_', "-");
        let wrong = plain(word);
        let distance = |candidate: &str| match plain(candidate) {
            right if wrong.len() > 2 && right.starts_with(&wrong) => 1,
            right => strsim::osa_distance(&wrong, &right),
        };
        let near = right.iter().map(|candidate| (distance(candidate), *candidate)).min_by_key(|(away, _)| *away);
        match near {
            Some((away, candidate)) if away <= 2.max(word.chars().count() / 3) => Self::DidYouMean(candidate),
            _ => Self::OneOf(right),
        }
    }
}

impl fmt::Display for Hint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DidYouMean(word) => write!(f, ", did you mean `{word}`?"),
            Self::OneOf(words) => write!(f, ", write {}", either(words)),
        }
    }
}

fn clash(is_same: &bool) -> &'static str {
    if *is_same {
        "they give the same remedy, which one row should give"
    } else {
        "one says that there is nothing to do, the other recommends something"
    }
}

fn quoted(ids: &[String]) -> String {
    let ids: Vec<String> = ids.iter().map(|id| format!("`{id}`")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    list(&ids, "and")
}
