//! All decision tables together: read, proved, and asked for a verdict and its severity.

use super::columns::Judged;
use super::error::{RuleError, RuleLocation, RuleProblem};
use super::facts::{Facts, Severity, Verdict};
use super::proof::{TableProof, verify};
use super::remedy::Remedy;
use super::table::{Table, TableOutcome};

/// The tables that judge, each of them proved: total, unambiguous, without dead rows.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Rules {
    /// From the facts of one world to its verdict.
    pub verdict: Table<Verdict>,
    /// From the facts and the verdict to how much it matters.
    pub severity: Table<Severity>,
    /// From a finding to what is recommended.
    pub recommendation: Table<Remedy>,
    /// What the proof of each table has covered, in the order of [`Self::TABLES`].
    pub proofs: [TableProof; 3],
}

impl Rules {
    /// The id of every row, with the name of its table.
    pub fn row_ids(&self) -> Vec<(&'static str, &str)> {
        fn of<O: TableOutcome>(table: &Table<O>) -> impl Iterator<Item = (&'static str, &str)> {
            table.rows().iter().map(|row| (O::TABLE, row.id.as_str()))
        }
        of(&self.verdict).chain(of(&self.severity)).chain(of(&self.recommendation)).collect()
    }

    /// The names of the tables, each that of its file.
    pub const TABLES: [&'static str; 3] = [Verdict::TABLE, Severity::TABLE, Remedy::TABLE];

    /// Reads every table from the text that its name leads to, and proves it. A further table is one more line here.
    ///
    /// # Errors
    /// Every problem of all: a table that is missing, words that are in no list (with the nearest right one),
    /// combinations that no row answers, rows that answer together, rows that are never reached.
    pub fn parse<'t>(text: impl Fn(&str) -> Option<&'t str>) -> Result<Self, Vec<RuleError>> {
        let mut errors = Vec::new();
        let verdict = read_and_prove(&text, &mut errors);
        let severity = read_and_prove(&text, &mut errors);
        let recommendation = read_and_prove(&text, &mut errors);
        match (verdict, severity, recommendation) {
            (Some((verdict, of_verdict)), Some((severity, of_severity)), Some((recommendation, of_recommendation))) => {
                Ok(Self { verdict, severity, recommendation, proofs: [of_verdict, of_severity, of_recommendation] })
            }
            _ => Err(errors),
        }
    }

    /// What the verdict is in one world, and which row of [`Self::verdict`] gives it.
    ///
    /// An encouragement is never late, not even where it names a day:
    ///
    /// ```
    /// use acquis::rules::{Bill, Bound, Done, Due, Duty, Enforcement, Facts, Force, Kind, Rules, Verdict, When};
    /// # fn main() -> Result<(), Vec<acquis::rules::RuleError>> {
    /// let texts = acquis::load::embedded_rules();
    /// let rules = Rules::parse(|name| texts.get(name))?;
    /// let facts = Facts {
    ///     force: Force::InForce, bound: Bound::Yes, duty: Duty::Encouraged, kind: Kind::Ratify,
    ///     due: Due::Passed, done: Done::No, when: When::None, enforcement: Enforcement::None, bill: Bill::No,
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
        // a proved table always answers; without an answer nothing is known
        hit.unwrap_or((Verdict::Unknown, usize::MAX))
    }

    /// How much a verdict matters. The row behind it: `rules.severity.hit(&Judged { facts, verdict })`.
    #[must_use]
    pub fn severity(&self, facts: &Facts, verdict: Verdict) -> Severity {
        let hit = self.severity.hit(&Judged { facts: *facts, verdict });
        // a proved table always answers
        hit.map_or(Severity::Info, |row| row.then)
    }
}

/// The table that the text of its name holds, proved; what is wrong with it is added to the errors.
fn read_and_prove<'t, O: TableOutcome>(
    text: &impl Fn(&str) -> Option<&'t str>,
    errors: &mut Vec<RuleError>,
) -> Option<(Table<O>, TableProof)> {
    let missing = || {
        let location = RuleLocation::whole_file();
        vec![RuleError { table: O::TABLE, location, row: None, problem: RuleProblem::Missing }]
    };
    let table = text(O::TABLE).ok_or_else(missing).and_then(Table::parse);
    table.map_err(|found| errors.extend(found)).ok()
}

impl<O: TableOutcome> Table<O> {
    /// Reads a table and proves it: every combination of facts has its answer (one only, unless it collects), and every
    /// row gives one.
    ///
    /// # Errors
    /// The errors of [`Table::read`], or, where the text is sound, those of [`verify()`].
    pub fn parse(json: &str) -> Result<(Self, TableProof), Vec<RuleError>> {
        let table = Self::read(json)?;
        let proof = verify(&table)?;
        Ok((table, proof))
    }
}
