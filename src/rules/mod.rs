//! The judgement: decision tables over closed facts. The engine computes facts; the tables say what they mean.
//!
//! Lives here: reading, proving and applying the tables of `rules/*.json`. Deliberately not here: any expression
//! language (conditions are sets of words and thresholds of days), any date (the engine counts the days), and the
//! combination of several worlds. To change what is judged, edit a table; a fact that no table can name yet is added in
//! `facts` and `columns`.

mod block;
mod columns;
mod compile;
mod condition;
mod error;
pub mod facts;
mod grid;
pub mod indicators;
mod read;
pub mod table;
mod verify;

pub use columns::{Case, Column, Judged};
pub use condition::{Condition, Span, Wanted};
pub use error::{Combination, Hint, Problem, RuleError};
pub use facts::{Bound, DayCount, Done, Due, Duty, Enforcement, Facts, Force, Kind, Severity, Verdict, When};
pub use indicators::{Amount, Formula, Indicator, Indicators, Light, Measure};
pub use table::{HitPolicy, Outcome, Row, Table};
pub use verify::{Proof, verify};

/// The tables that judge, each of them proved: total, unambiguous, without dead rows.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Rules {
    /// From the facts of one world to its verdict.
    pub verdict: Table<Verdict>,
    /// From the facts and the verdict to how much it matters.
    pub severity: Table<Severity>,
}

impl Rules {
    /// Reads both tables and proves them.
    ///
    /// # Errors
    /// Every problem of both: words that are in no list (with the nearest right one), combinations that no row answers,
    /// rows that answer together, rows that are never reached.
    pub fn parse(verdict_json: &str, severity_json: &str) -> Result<Self, Vec<RuleError>> {
        match (Table::parse(verdict_json), Table::parse(severity_json)) {
            (Ok(verdict), Ok(severity)) => Ok(Self { verdict, severity }),
            (verdict, severity) => {
                let errors = [verdict.err(), severity.err()];
                Err(errors.into_iter().flatten().flatten().collect())
            }
        }
    }

    /// What the verdict is in one world, and which row of [`Self::verdict`] gives it.
    ///
    /// An encouragement is never late, not even where it names a day:
    ///
    /// ```
    /// use acquis::rules::{Bound, Done, Due, Duty, Enforcement, Facts, Force, Kind, Rules, Verdict, When};
    /// # fn main() -> Result<(), Vec<acquis::rules::RuleError>> {
    /// # let verdict_json = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/verdict.json"));
    /// # let severity_json = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/severity.json"));
    /// let rules = Rules::parse(verdict_json, severity_json)?;
    /// let facts = Facts {
    ///     force: Force::InForce, bound: Bound::Yes, duty: Duty::Encouraged, kind: Kind::Ratify,
    ///     due: Due::Passed, done: Done::No, when: When::None, enforcement: Enforcement::None,
    ///     days_overdue: 400, days_to_due: 0, evidence_age_days: 0, regressions: 0,
    /// };
    /// let (verdict, row) = rules.judge(&facts);
    /// assert_eq!(verdict, Verdict::Encouraged);
    /// assert_eq!(rules.verdict.row(row).map(|row| row.id.as_str()), Some("urged-but-not-done"));
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn judge(&self, facts: &Facts) -> (Verdict, usize) {
        let hit = self.verdict.position(facts).and_then(|at| Some((self.verdict.row(at)?.then, at)));
        // No proved table comes here; without an answer nothing is known.
        hit.unwrap_or((Verdict::Unknown, usize::MAX))
    }

    /// How much a verdict matters. The row behind it: `rules.severity.hit(&Judged { facts, verdict })`.
    #[must_use]
    pub fn severity(&self, facts: &Facts, verdict: Verdict) -> Severity {
        let hit = self.severity.hit(&Judged { facts: *facts, verdict });
        // No proved table comes here.
        hit.map_or(Severity::Info, |row| row.then)
    }
}

impl<O: Outcome> Table<O> {
    /// Reads a table and proves it: every combination of facts has exactly one answer, and every row gives one.
    ///
    /// # Errors
    /// Those of [`Table::read`], or, where the text is sound, those of [`verify()`].
    pub fn parse(json: &str) -> Result<Self, Vec<RuleError>> {
        let table = Self::read(json)?;
        match verify(&table) {
            Ok(_) => Ok(table),
            Err(errors) => Err(errors.into_iter().map(|error| error.located(json)).collect()),
        }
    }
}
