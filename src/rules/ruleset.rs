//! All decision tables together: read, proved, and asked for a verdict and its severity.

use super::columns::Judged;
use super::error::{RuleError, RuleLocation, RuleProblem};
use super::facts::{Facts, Severity, Verdict};
use super::proof::{TableProof, verify};
use super::remedy::Remedy;
use super::table::{Table, TableOutcome};

/// The tables that judge: total, unambiguous, without dead rows. [`Rules::parse`] proves it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Rules {
    /// From the facts of one world to its verdict.
    pub verdict: Table<Verdict>,
    /// From the facts and the verdict to how much it matters.
    pub severity: Table<Severity>,
    /// From a finding to what is recommended.
    pub recommendation: Table<Remedy>,
    /// What the proof of each table has covered, in the order of [`Self::TABLES`]; `None` where they were read as
    /// [`Rules::proved_before`].
    pub proofs: Option<[TableProof; 3]>,
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
        let verdict = read(Verdict::TABLE, &text, Table::parse, &mut errors);
        let severity = read(Severity::TABLE, &text, Table::parse, &mut errors);
        let recommendation = read(Remedy::TABLE, &text, Table::parse, &mut errors);
        match (verdict, severity, recommendation) {
            (Some((verdict, of_verdict)), Some((severity, of_severity)), Some((recommendation, of_recommendation))) => {
                let proofs = Some([of_verdict, of_severity, of_recommendation]);
                Ok(Self { verdict, severity, recommendation, proofs })
            }
            _ => Err(errors),
        }
    }

    /// Reads every table as [`Rules::parse`] does, without the proof: for tables that were proved before, as the embedded
    /// ones are by the tests and by `acquis rules verify`. A proof at each start would cost more than a question.
    ///
    /// # Errors
    /// Every problem of all texts.
    pub fn proved_before<'t>(text: impl Fn(&str) -> Option<&'t str>) -> Result<Self, Vec<RuleError>> {
        let mut errors = Vec::new();
        let verdict = read(Verdict::TABLE, &text, Table::read, &mut errors);
        let severity = read(Severity::TABLE, &text, Table::read, &mut errors);
        let recommendation = read(Remedy::TABLE, &text, Table::read, &mut errors);
        match (verdict, severity, recommendation) {
            (Some(verdict), Some(severity), Some(recommendation)) => {
                Ok(Self { verdict, severity, recommendation, proofs: None })
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

/// What `parse` makes of the text that this name leads to; what is wrong with it is added to the errors.
fn read<'t, T>(
    table: &'static str,
    text: &impl Fn(&str) -> Option<&'t str>,
    parse: impl Fn(&str) -> Result<T, Vec<RuleError>>,
    errors: &mut Vec<RuleError>,
) -> Option<T> {
    let missing =
        || vec![RuleError { table, location: RuleLocation::whole_file(), row: None, problem: RuleProblem::Missing }];
    text(table).ok_or_else(missing).and_then(parse).map_err(|found| errors.extend(found)).ok()
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
