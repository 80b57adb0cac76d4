//! The proof that a table has an answer, and one only, for every case there can be.
//!
//! Lives here: the search through all combinations of values and of bands of days, with nothing left out: combinations
//! that cannot occur in life (late, yet no deadline) must have their answer too, so that no list of impossible cases
//! has to be believed. Not here: whether the answers are right in law, which the cases in `tests/` say.

use std::collections::{BTreeSet, HashSet};

use super::block::FactBlock;
use super::grid::{FactGrid, RowSet};
use crate::rules::error::{RuleError, RuleLocation, RuleProblem};
use crate::rules::table::{HitPolicy, Table, TableOutcome};

/// No more holes and shared cases than these are listed of each; they tend to have one cause.
const SHOWN: usize = 10;

/// What a proof has covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableProof {
    /// The rows of the table, none of them dead.
    pub rows: usize,
    /// The combinations of all facts, each count of days in its bands; every one has exactly one answer.
    pub combinations: u64,
    /// The combinations that the rows distinguish, which were tried.
    pub distinguished: u64,
}

/// Whether a table is total, unambiguous and without dead rows.
///
/// # Errors
/// Each combination that no row answers; under `unique`, each pair of rows with the combination that both answer; under
/// `first`, each row that is never reached, with rows before it that leave it nothing; under `collect`, each pair that
/// gives one remedy twice or sets "nothing" beside a remedy. (Under `unique` and `collect` no row can be dead: whatever it
/// fits, it answers, or shares.)
pub fn verify<O: TableOutcome>(table: &Table<O>) -> Result<TableProof, Vec<RuleError>> {
    let grid = FactGrid::of(table);
    let id = |row: usize| table.row(row).map(|row| row.id.clone());
    let mut walk =
        ProofWalk { grid: &grid, path: Vec::new(), seen: HashSet::new(), reached: BTreeSet::new(), holes: Vec::new() };
    walk.step(grid.all_rows(), 0);
    let mut errors: Vec<RuleError> = Vec::new();
    let mut report = |location, row, problem| errors.push(RuleError { table: O::TABLE, location, row, problem });
    for hole in &walk.holes {
        report(RuleLocation::Key("/rows".to_owned()), None, RuleProblem::Hole(hole.combination(&grid)));
    }
    match table.hit_policy() {
        HitPolicy::First => {
            for dead in (0..grid.rows).filter(|row| !walk.reached.contains(row)) {
                let shadowed_by = shadows(&grid, dead).into_iter().filter_map(id).collect();
                report(RuleLocation::id_of_row(dead), id(dead), RuleProblem::DeadRow { shadowed_by });
            }
        }
        policy => {
            for (row, problem) in overlaps(table, &grid, policy) {
                report(RuleLocation::id_of_row(row), None, problem);
            }
        }
    }
    if !errors.is_empty() {
        return Err(errors);
    }
    Ok(TableProof { rows: grid.rows, combinations: grid.combinations, distinguished: grid.folded() })
}

/// Pairs of rows that answer together: any under `unique`; under `collect` those that give one remedy, and those of
/// which one says that there is nothing to do. Each with its later row.
fn overlaps<O: TableOutcome>(table: &Table<O>, grid: &FactGrid, policy: HitPolicy) -> Vec<(usize, RuleProblem)> {
    let pairs = (0..grid.rows).flat_map(|one| (one + 1..grid.rows).map(move |other| (one, other)));
    let problem = |(one, other): (usize, usize)| {
        let (first, second) = (table.row(one)?, table.row(other)?);
        // two recommendations may stand together, unless one says twice the same or "nothing to do" beside something
        let is_same = first.then == second.then;
        let may_meet = policy == HitPolicy::Collect && !is_same && first.then.is_worded() && second.then.is_worded();
        let combination = FactBlock::shared(grid, one, other).filter(|_| !may_meet)?.combination(grid);
        let rows = vec![first.id.clone(), second.id.clone()];
        let problem = match policy {
            HitPolicy::Collect => RuleProblem::Clash { combination, rows, is_same },
            _ => RuleProblem::TwoHits { combination, rows },
        };
        Some((other, problem))
    };
    pairs.filter_map(problem).take(SHOWN).collect()
}

/// The search through the grid, fact by fact, with the rows that remain.
///
/// Where the same rows remain before the same fact, what follows is the same, so it is tried once; rows after one that
/// fits whatever is still to come cannot answer, and are dropped.
struct ProofWalk<'grid> {
    grid: &'grid FactGrid,
    path: Vec<usize>,
    seen: HashSet<(usize, RowSet)>,
    reached: BTreeSet<usize>,
    holes: Vec<FactBlock>,
}

impl ProofWalk<'_> {
    fn step(&mut self, remaining: &RowSet, depth: usize) {
        let Some(first) = remaining.first() else { return self.note_hole() };
        // the first row that remains asks nothing more: it answers every case from here on
        if self.grid.settled(depth).holds(first) {
            self.reached.insert(first);
            return;
        }
        let grid = self.grid;
        let remaining = &remaining.up_to_first_in(grid.settled(depth));
        if !self.seen.insert((depth, remaining.clone())) {
            return;
        }
        for (at, band) in grid.bands(depth).iter().enumerate() {
            self.path.push(at);
            self.step(&remaining.and(&band.rows), depth + 1);
            self.path.pop();
        }
    }

    /// Notes that no row is left, whatever the facts that are still open.
    fn note_hole(&mut self) {
        if self.holes.len() < SHOWN && !self.holes.iter().any(|hole| hole.holds(self.grid, &self.path)) {
            self.holes.push(FactBlock::hole(self.grid, &self.path));
        }
    }
}

/// The rows before a dead one that answer all its cases, as few as can be: each of them is needed.
fn shadows(grid: &FactGrid, dead: usize) -> Vec<usize> {
    let mut needed: Vec<usize> = (0..dead).collect();
    // taking out one row after the other leaves a smallest set, not always the smallest: enough to show the cause
    for row in 0..dead {
        let fewer: Vec<usize> = needed.iter().copied().filter(|other| *other != row).collect();
        let remaining = RowSet::of(grid.rows, |row| fewer.contains(&row));
        if leaves_nothing(grid, &remaining, dead, 0, &mut HashSet::new()) {
            needed = fewer;
        }
    }
    needed
}

/// Do the rows that remain answer every case that the dead row fits?
fn leaves_nothing(
    grid: &FactGrid,
    remaining: &RowSet,
    dead: usize,
    depth: usize,
    seen: &mut HashSet<(usize, RowSet)>,
) -> bool {
    if remaining.meets(grid.settled(depth)) || !seen.insert((depth, remaining.clone())) {
        return true;
    }
    let mut bands = grid.bands(depth).iter().filter(|band| band.rows.holds(dead));
    remaining.first().is_some()
        && bands.all(|band| leaves_nothing(grid, &remaining.and(&band.rows), dead, depth + 1, seen))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::rules::facts::Verdict;

    /// A verdict table of rows given as (id, conditions).
    fn table(policy: &str, rows: &[(&str, &str)]) -> Table<Verdict> {
        let row = |(id, when): &(&str, &str)| {
            format!("{{\"id\": \"{id}\", \"when\": {when}, \"then\": \"met\", \"because\": \"b\"}}")
        };
        let rows: Vec<String> = rows.iter().map(row).collect();
        let rows = rows.join(",\n");
        Table::read(&format!("{{\"name\": \"verdict\", \"hit_policy\": \"{policy}\", \"rows\": [{rows}]}}")).unwrap()
    }

    fn messages_of(table: &Table<Verdict>) -> Vec<String> {
        verify(table).err().unwrap_or_default().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_hole_is_named_with_all_its_values_and_days() {
        let broken = table(
            "first",
            &[
                ("binding-and-old", r#"{"duty": "binding", "evidence_age_days": {"over": 1095}}"#),
                ("encouraged", r#"{"duty": "encouraged"}"#),
            ],
        );
        assert_eq!(
            messages_of(&broken),
            ["rules/verdict.json: no row answers when duty is binding, evidence_age_days is 1095 or fewer"]
        );
        let broken = table("first", &[("only", r#"{"done": ["yes", "no"]}"#)]);
        assert_eq!(messages_of(&broken), ["rules/verdict.json: no row answers when done is partly, undone or unknown"]);
    }

    #[test]
    fn two_hits_are_an_error_under_unique_and_fine_under_first() {
        let rows = [("done", r#"{"done": "yes"}"#), ("late", r#"{"when": "late"}"#), ("else", "{}")];
        assert_eq!(messages_of(&table("first", &rows)), Vec::<String>::new());
        assert_eq!(
            messages_of(&table("unique", &rows)),
            [
                "rules/verdict.json: `done` and `late` both answer when done is yes, when is late; `unique` allows one",
                "rules/verdict.json: `done` and `else` both answer when done is yes; `unique` allows one",
                "rules/verdict.json: `late` and `else` both answer when when is late; `unique` allows one",
            ]
        );
    }

    #[test]
    fn a_dead_row_is_named_with_the_rows_that_shadow_it() {
        let broken = table(
            "first",
            &[
                ("no", r#"{"done": "no"}"#),
                ("some", r#"{"done": ["partly", "undone"]}"#),
                ("shadowed", r#"{"done": ["no", "undone"], "due": "passed"}"#),
                ("else", "{}"),
            ],
        );
        assert_eq!(
            messages_of(&broken),
            [
                "rules/verdict.json: row `shadowed`: is never reached: all that it fits is answered before it, by `no` and `some`"
            ]
        );
    }

    #[test]
    fn rows_that_shadow_nothing_are_not_named() {
        let broken = table(
            "first",
            &[
                ("done", r#"{"done": "yes"}"#),
                ("void", r#"{"force": "void"}"#),
                ("standing", r#"{"force": "in-force"}"#),
                ("shadowed", r#"{"force": ["void", "in-force"], "done": "no"}"#),
                ("else", "{}"),
            ],
        );
        assert_eq!(
            messages_of(&broken),
            [
                "rules/verdict.json: row `shadowed`: is never reached: all that it fits is answered before it, by `void` and `standing`"
            ]
        );
    }

    #[test]
    fn a_single_cell_leaves_one_hole_on_each_of_its_sides() {
        let only = r#"{"force": "void", "duty": "binding", "days_overdue": {"over": 1, "under": 9}}"#;
        let messages = messages_of(&table("first", &[("only", only)]));
        let sides = [
            "force is not-adopted, not-in-force, not-added, in-force or ended",
            "days_overdue is 1 or fewer or 9 or more",
            "duty is encouraged",
        ];
        assert_eq!(messages, sides.map(|side| format!("rules/verdict.json: no row answers when {side}")));
    }

    #[test]
    fn the_proof_counts_what_it_covered() {
        let proof = verify(&table(
            "unique",
            &[("a", r#"{"done": "yes"}"#), ("b", r#"{"done": ["no", "partly", "undone", "unknown"]}"#)],
        ));
        assert_eq!(
            proof,
            Ok(TableProof { rows: 2, combinations: 6 * 5 * 2 * 7 * 4 * 5 * 4 * 6 * 2, distinguished: 2 })
        );
    }
}
