//! The table of indicators as a table: its formulas, lights and targets in words. Not here: any figure (`scoreboard`).

use super::ShownTable;
use crate::report::facts::{FactTable, FactValue};
use crate::rules::{Indicator, Indicators};

/// The table with what holds for all of it: which duties count, when an act is long overdue, by what states are ranked.
pub(super) fn shown(table: &Indicators) -> ShownTable {
    let counted = &table.counted;
    let (kinds, events) =
        (counted.kinds.iter().map(|one| one.as_str()), counted.fulfilled_by.iter().map(|one| one.as_str()));
    let (kinds, events) = (kinds.collect::<Vec<_>>().join(" or "), events.collect::<Vec<_>>().join(" or "));
    let which = format!("binding duties to {kinds} that this can fulfil: {events}");
    let long = format!("{} months", table.long_overdue_months);
    let facts = vec![
        ("indicators_table", FactValue::text(table.note.as_deref().unwrap_or("each indicator has one formula"))),
        ("indicators_counted", reasoned(&which, &counted.because, counted.source.as_deref())),
        ("indicators_long_overdue", reasoned(&long, &table.long_overdue_because, table.long_overdue_source.as_deref())),
        ("indicators_rank_by", FactValue::text(&table.rank_by)),
    ];
    let columns = &["id", "label", "title", "formula", "lights", "targets", "source", "because"];
    let fact_table = FactTable::new(Indicators::TABLE, columns, table.all.iter().map(row)).hiding(&["label", "title"]);
    ShownTable { facts, fact_table }
}

/// How much of it was checked: of each value there is one light, none is better for a worse value or beyond all values,
/// targets agree with them.
pub(super) fn checked(table: &Indicators) -> FactTable {
    let count = |each: fn(&Indicator) -> usize| FactValue::Count(table.all.iter().map(each).sum::<usize>() as u64);
    let row = vec![
        FactValue::text(Indicators::TABLE),
        count(|_| 1),
        count(|one| one.lights.len()),
        count(|one| one.targets.len()),
    ];
    FactTable::new("checked", &["table", "indicators", "lights", "targets"], [row])
}

fn row(one: &Indicator) -> Vec<FactValue> {
    let lights = one.lights.iter().map(|(light, range)| format!("{light}: {range}"));
    let targets = one.targets.iter().map(|target| format!("{} ({})", target.range, target.source));
    vec![
        FactValue::text(&one.id),
        FactValue::text(&one.label),
        FactValue::text(&one.title),
        FactValue::text(one.formula),
        FactValue::texts(lights),
        FactValue::texts(targets),
        FactValue::maybe(one.source.as_deref()),
        FactValue::text(&one.because),
    ]
}

/// `24 months: why (where it is said)`.
fn reasoned(what: &str, because: &str, source: Option<&str>) -> FactValue {
    let source = source.map_or(String::new(), |source| format!(" ({source})"));
    FactValue::text(format!("{what}: {because}{source}"))
}
