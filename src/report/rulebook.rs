//! The decision tables as tables, and what was proved about them.

use super::card::{Card, Ledger, Value};
use crate::rules::{Outcome, Rules, Table, verify};

/// Rules with the digest of their files.
pub struct Rulebook<'a> {
    /// The tables.
    pub rules: &'a Rules,
    /// SHA-256 over their files, hexadecimal.
    pub digest: &'a str,
}

impl Rulebook<'_> {
    /// The names of the tables.
    pub const TABLES: [&'static str; 2] = ["verdict", "severity"];

    /// One table, or all of them, row by row.
    pub fn rows(&self, name: Option<&str>) -> Card {
        let is_wanted = |ledger: &Ledger| name.is_none_or(|name| name == ledger.name);
        let tables = [rows("verdict", &self.rules.verdict), rows("severity", &self.rules.severity)];
        let ledgers: Vec<Ledger> = tables.into_iter().filter(is_wanted).collect();
        let title =
            format!("decision tables: {}", ledgers.iter().map(|ledger| ledger.name).collect::<Vec<_>>().join(", "));
        let main = name.and_then(|name| Self::TABLES.into_iter().find(|known| *known == name)).unwrap_or("verdict");
        Card::of_rules(self.digest, "acquis/rules/1", "tables", title).with(Vec::new(), ledgers).mainly(main)
    }

    /// What was proved: each table has exactly one answer for every combination of facts, and no dead row.
    pub fn proof(&self) -> Card {
        let rows = [proof(&self.rules.verdict), proof(&self.rules.severity)];
        let columns = &["table", "hit_policy", "rows", "combinations", "told_apart"];
        let ledger = Ledger::new("proofs", columns, rows);
        let title = "every combination of facts has exactly one answer, and every row gives one".to_owned();
        Card::of_rules(self.digest, "acquis/rules/1", "proof", title).with(Vec::new(), vec![ledger]).mainly("proofs")
    }
}

fn rows<O: Outcome + ToString>(name: &'static str, table: &Table<O>) -> Ledger {
    let rows = table.rows().iter().map(|row| {
        vec![
            Value::text(&row.id),
            Value::texts(&row.when),
            Value::text(row.then),
            Value::maybe(row.source.as_deref()),
            Value::text(&row.because),
        ]
    });
    Ledger::new(name, &["id", "when", "then", "source", "because"], rows)
}

fn proof<O: Outcome>(table: &Table<O>) -> Vec<Value> {
    // A table that is not proved never comes here; should one, its counts stay empty.
    let proved = verify(table).ok();
    let count = |count: Option<u64>| count.map_or(Value::Empty, Value::Count);
    vec![
        Value::text(table.name()),
        Value::text(table.hit_policy()),
        Value::Count(table.rows().len() as u64),
        count(proved.map(|proof| proof.combinations)),
        count(proved.map(|proof| proof.told_apart)),
    ]
}
