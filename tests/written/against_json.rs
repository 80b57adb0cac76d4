//! What a page says is what the JSON of the same run says: letters of a matrix, rows of gaps, rows of lists. That a page is
//! written as it is, `markdown` and `terminal` prove.

use std::collections::BTreeMap;

use acquis::engine::Selection;
use acquis::law::Actor;
use acquis::report::{Block, Comparison, Detail, Gaps, Grouping, Report, Run, Sheet};
use serde_json::Value;

use crate::support::LETTERS;

/// What asks nothing of a state.
const OUTSIDE: [&str; 3] = ["ended", "not-in-force", "not-bound"];

fn findings(report: &impl Report) -> BTreeMap<String, Value> {
    let said = serde_json::to_value(report.data()).unwrap();
    let all = said["findings"].as_array().unwrap().iter();
    all.map(|one| (one["id"].as_str().unwrap().to_owned(), one.clone())).collect()
}

fn word<'v>(finding: &'v Value, key: &str) -> &'v str {
    finding[key].as_str().unwrap_or_default()
}

/// Each finding on a duty that somebody owes has its letter: in the row of its state, in the column with the number of its duty,
/// under the heading of its act.
pub fn assert_letters(run: Run) {
    let report = Comparison::new(run, &Selection::default(), Grouping::Obligation, true);
    let said = findings(&report);
    let mut read = 0;
    for blocks in report.page().blocks.windows(3) {
        let [Block::Heading(act), Block::Table(sheet), Block::Text(names)] = blocks else { continue };
        let duties: Vec<&str> = names.text.split(", ").map(|name| name.split_once(' ').unwrap().1).collect();
        for row in &sheet.rows {
            for (cell, duty) in row[1..].iter().zip(&duties) {
                let Some(finding) = said.get(&format!("{}/{act}/{duty}", row[0].text)) else {
                    assert!(["", "·"].contains(&&*cell.text), "{} of {act}/{duty}: {cell:?}", row[0].text);
                    continue;
                };
                let verdict = LETTERS.iter().find(|(verdict, _)| *verdict == word(finding, "verdict")).unwrap();
                let is_unsure = verdict.0 == "met" && word(finding, "when") == "unsure";
                assert_eq!(cell.text, if is_unsure { "m" } else { verdict.1 }, "{finding:#}");
                read += usize::from(!OUTSIDE.contains(&verdict.0));
            }
        }
    }
    let wanted = said.values().filter(|one| !OUTSIDE.contains(&word(one, "verdict"))).count();
    assert_eq!(read, wanted, "a letter for each finding that is not outside");
}

/// Each finding of a state stands in the row of its verdict that names its duty, with its deadline.
pub fn assert_gaps(run: Run, actor: &Actor) {
    let report = Gaps::new(run, actor, &Selection::default(), Detail::All);
    let page = report.page();
    let tables: Vec<&Sheet> = page
        .blocks
        .iter()
        .filter_map(|block| if let Block::Table(sheet) = block { Some(sheet) } else { None })
        .collect();
    for finding in findings(&report).values() {
        let (act, duty) = (word(finding, "instrument"), word(finding, "obligation"));
        let names = |cell: &str| {
            let own = cell.strip_prefix(act).unwrap_or_default();
            own == format!("/{duty}") || own.split([' ', ',', ':']).any(|name| name == duty)
        };
        let is_of_rows = |sheet: &&&Sheet| sheet.columns.first().is_some_and(|name| name == "verdict");
        let mut rows =
            tables.iter().filter(is_of_rows).flat_map(|sheet| sheet.rows.iter().map(|row| (&sheet.columns, row)));
        if word(finding, "verdict") == "unknown" {
            let unknown = tables.iter().filter(|sheet| sheet.columns.last().is_some_and(|name| name == "obligations"));
            let mut rows = unknown.flat_map(|sheet| &sheet.rows);
            let found = rows.any(|row| row[0].text == act && row[2].text.split(", ").any(|name| name == duty));
            assert!(found, "no row says that {act}/{duty} is not known");
            continue;
        }
        let row = rows
            .find(|(_, row)| row[0].text.split(',').next() == Some(word(finding, "verdict")) && names(&row[1].text));
        let (columns, row) = row.unwrap_or_else(|| panic!("no row names {finding:#}"));
        let due = columns.iter().position(|name| name == "due").map_or("", |place| &row[place].text);
        assert!(
            word(finding, "due").is_empty() || due.contains(word(finding, "due")) || due.contains(" to "),
            "{due}: {finding:#}"
        );
    }
}

/// The rows of a list on a page hold the cells of its flat table, which CSV and JSON hold too.
pub fn assert_list(report: &impl Report) {
    let (page, flat) = (report.page(), report.sheet());
    let rows = serde_json::to_value(report.data()).unwrap();
    let lists = rows.as_object().unwrap().values().filter_map(Value::as_array);
    let listed = lists.map(Vec::len).max().unwrap_or_default();
    let tables: Vec<&Sheet> = page
        .blocks
        .iter()
        .filter_map(|block| if let Block::Table(sheet) = block { Some(sheet) } else { None })
        .collect();
    let [table] = tables[..] else { panic!("{} tables", tables.len()) };
    assert!(
        table.rows.len() == flat.rows.len() && flat.rows.len() == listed && listed > 0,
        "{listed} of {}",
        flat.rows.len()
    );
    let common: Vec<(usize, usize)> = (0..table.columns.len())
        .filter_map(|place| Some((place, flat.columns.iter().position(|name| *name == table.columns[place])?)))
        .collect();
    assert!(common.len() > 2, "{:?} and {:?}", table.columns, flat.columns);
    let is_count = |column: &str| ["states_without_record", "numbers", "owed_by"].contains(&column);
    for (shown, said) in table.rows.iter().zip(&flat.rows) {
        for (place, own) in common.iter().filter(|(_, own)| !is_count(&flat.columns[*own])) {
            assert_eq!(shown[*place].text, said[*own].text, "{}", flat.columns[*own]);
        }
    }
}
