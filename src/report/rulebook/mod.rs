//! The decision tables and the indicators as tables, and what was proved about them.

mod indicators;
mod trial;

use super::facts::{FactSheet, FactTable, FactValue};
use crate::rules::{HitPolicy, Indicators, Rules, Table, TableOutcome, TableProof};
pub use trial::Trials;

/// Rules with the digest of their files.
pub struct Rulebook<'a> {
    /// The tables.
    pub rules: &'a Rules,
    /// The indicators of the scoreboard.
    pub indicators: &'a Indicators,
    /// SHA-256 over their files, hexadecimal.
    pub digest: &'a str,
}

impl Rulebook<'_> {
    /// The names of all tables, in the order in which they are printed.
    pub fn names() -> impl Iterator<Item = &'static str> {
        Rules::TABLES.into_iter().chain([Indicators::TABLE])
    }

    /// One table, or all of them, row by row, each with its hit policy and what its file says about it as a whole.
    pub fn rows(&self, name: Option<&str>) -> FactSheet {
        let is_wanted = |one: &ShownTable| name.is_none_or(|name| name == one.fact_table.name);
        let indicators = indicators::shown(self.indicators);
        let Rules { verdict, severity, recommendation, .. } = self.rules;
        let tables = [shown(verdict, "verdict_table"), shown(severity, "severity_table")];
        let tables = tables.into_iter().chain([shown(recommendation, "recommendation_table"), indicators]);
        let (fact_tables, facts): (Vec<FactTable>, Vec<_>) =
            tables.filter(is_wanted).map(|one| (one.fact_table, one.facts)).unzip();
        let facts = facts.into_iter().flatten().collect();
        let title = format!(
            "decision tables: {}",
            fact_tables.iter().map(|fact_table| fact_table.name).collect::<Vec<_>>().join(", ")
        );
        let fact_sheet = FactSheet::of_rules(self.digest, "acquis/rules/1", "tables", title).with(facts, fact_tables);
        match name.and_then(|name| Self::names().find(|known| *known == name)) {
            Some(main) => fact_sheet.mainly(main),
            None => {
                let all = fact_sheet.all_lists();
                fact_sheet.flatly(all)
            }
        }
    }

    /// What was proved: each table answers every combination of facts, once only unless it collects, and has no dead row;
    /// and how many indicators, lights and targets were checked beside them.
    pub fn proof(&self) -> FactSheet {
        let Rules { verdict, severity, recommendation, proofs, .. } = self.rules;
        let rows = proofs.iter().flat_map(|[of_verdict, of_severity, of_recommendation]| {
            [proof(verdict, of_verdict), proof(severity, of_severity), proof(recommendation, of_recommendation)]
        });
        let columns = &["table", "hit_policy", "rows", "combinations", "told_apart"];
        let fact_table = FactTable::new("proofs", columns, rows);
        let fact_tables = vec![fact_table, indicators::checked(self.indicators)];
        let title =
            "every combination of facts has its answer, one only unless the table collects, and every row gives one"
                .to_owned();
        let fact_sheet =
            FactSheet::of_rules(self.digest, "acquis/rules/1", "proof", title).with(Vec::new(), fact_tables);
        let all = fact_sheet.all_lists();
        fact_sheet.flatly(all)
    }
}

/// One table with its head.
struct ShownTable {
    facts: Vec<(&'static str, FactValue)>,
    fact_table: FactTable,
}

fn shown<O: TableOutcome + ToString>(table: &Table<O>, label: &'static str) -> ShownTable {
    let is_worded = table.rows().iter().any(|row| row.wording.is_some());
    let rows = table.rows().iter().map(|row| {
        let wording = row.wording.as_ref();
        let text = is_worded.then(|| FactValue::maybe(wording.map(|wording| &wording.text)));
        let urgency = is_worded.then(|| FactValue::maybe(wording.map(|wording| wording.urgency)));
        let head = [FactValue::text(&row.id), FactValue::texts(&row.when), FactValue::text(row.then)];
        let tail = [FactValue::maybe(row.source.as_deref()), FactValue::text(&row.because)];
        head.into_iter().chain(text).chain(urgency).chain(tail).collect()
    });
    let columns: &[&str] = if is_worded {
        &["id", "when", "then", "text", "urgency", "source", "because"]
    } else {
        &["id", "when", "then", "source", "because"]
    };
    let policy = match table.hit_policy() {
        HitPolicy::Unique => "no two rows answer one case",
        HitPolicy::First => "the first row that fits answers",
        HitPolicy::Collect => "every row that fits answers",
    };
    let note = table.note().map_or(String::new(), |note| format!(" {note}"));
    let facts = vec![(label, FactValue::text(format!("{}: {policy}.{note}", table.hit_policy())))];
    ShownTable { facts, fact_table: FactTable::new(table.name(), columns, rows) }
}

fn proof<O: TableOutcome>(table: &Table<O>, proof: &TableProof) -> Vec<FactValue> {
    vec![
        FactValue::text(table.name()),
        FactValue::text(table.hit_policy()),
        FactValue::Count(proof.rows as u64),
        FactValue::Count(proof.combinations),
        FactValue::Count(proof.distinguished),
    ]
}
