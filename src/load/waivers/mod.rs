//! A waiver: a known gap for which a named person is responsible. How a file of them is read stands in `file`.

#[cfg(feature = "cli")]
mod file;

#[cfg(feature = "cli")]
pub use file::{report, waivers, waivers_in};

use crate::time::Day;

/// A known gap for which a named person is responsible.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// `STATE/INSTRUMENT/OBLIGATION`; `*` stands for any word, and what is left out at the end for any too.
    pub finding: String,
    /// Why it is waived.
    pub reason: String,
    /// Who answers for it.
    pub owner: String,
    /// The last day on which it holds; `None`: until it is taken out.
    pub until: Option<Day>,
    /// Line of the file on which it begins, from 1.
    pub line: usize,
    /// Why it can never serve, where it was held against the data and what it names is not there.
    pub names_nothing: Option<String>,
}

impl Waiver {
    /// Does the waiver name this finding?
    ///
    /// ```
    /// # use acquis::load::Waiver;
    /// # let waiver = |finding: &str| Waiver { finding: finding.into(), reason: "r".into(), owner: "o".into(), until: None, line: 1, names_nothing: None };
    /// assert!(waiver("AT/prum/*").names("AT/prum/dna"));
    /// assert!(waiver("*/data-retention").names("SE/data-retention/internet"));
    /// assert!(!waiver("AT/prum/dna").names("AT/prum/dna-contact-point"));
    /// ```
    pub fn names(&self, id: &str) -> bool {
        let mut words = id.split('/');
        let fits = |pattern: &str| words.next().is_some_and(|word| pattern == "*" || pattern == word);
        self.finding.split('/').all(fits)
    }

    /// Has its last day passed?
    pub fn has_run_out(&self, on: Day) -> bool {
        self.until.is_some_and(|until| until < on)
    }
}
