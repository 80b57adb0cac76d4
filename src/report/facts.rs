//! Facts as the data state them, without any verdict: labelled values and lists of like things. `show`, `list` and
//! `rules` are made of fact sheets.

use super::contract::{Digests, Tool};
use super::output::Report;
use super::page::{Block, Cell, Page, Sheet, Tone};
use super::run::{Run, versions};
use super::workbook::{ColumnKind, WorkCell, WorkSheet, Workbook};
use crate::guard::guarded;
use crate::time::Day;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

/// One value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactValue {
    /// There is none.
    Empty,
    /// A text, a word of a closed list, a day.
    Text(String),
    /// Several texts.
    Texts(Vec<String>),
    /// How many.
    Count(u64),
    /// Yes or no.
    Yes(bool),
}

impl FactValue {
    /// A text.
    pub fn text(text: impl ToString) -> FactValue {
        FactValue::Text(text.to_string())
    }

    /// A text, or nothing.
    pub fn maybe(text: Option<impl ToString>) -> FactValue {
        text.map_or(FactValue::Empty, FactValue::text)
    }

    /// Several texts.
    pub fn texts(texts: impl IntoIterator<Item = impl ToString>) -> FactValue {
        FactValue::Texts(texts.into_iter().map(|text| text.to_string()).collect())
    }

    /// As a cell of a table.
    fn shown(&self, between: &str) -> String {
        match self {
            FactValue::Empty => String::new(),
            FactValue::Text(text) => text.clone(),
            FactValue::Texts(texts) => texts.join(between),
            FactValue::Count(count) => count.to_string(),
            FactValue::Yes(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        }
    }
}

impl Serialize for FactValue {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            FactValue::Empty => to.serialize_none(),
            FactValue::Text(text) => to.serialize_str(text),
            FactValue::Texts(texts) => texts.serialize(to),
            FactValue::Count(count) => to.serialize_u64(*count),
            FactValue::Yes(yes) => to.serialize_bool(*yes),
        }
    }
}

/// Like things, one a row.
#[derive(Debug, Clone)]
pub struct FactTable {
    /// What they are, such as `obligations`.
    pub name: &'static str,
    /// Names of the columns.
    pub columns: &'static [&'static str],
    /// The rows, each as long as there are columns.
    pub rows: Vec<Vec<FactValue>>,
    /// Columns that only JSON and CSV show, because a page has no room for them.
    pub hidden: &'static [&'static str],
    /// Columns of several texts of which a page shows how many they are.
    pub counted: &'static [&'static str],
    /// What stands between several texts in a flat table.
    pub between: &'static str,
}

impl FactTable {
    /// Rows under columns.
    pub fn new(
        name: &'static str,
        columns: &'static [&'static str],
        rows: impl IntoIterator<Item = Vec<FactValue>>,
    ) -> FactTable {
        FactTable { name, columns, rows: rows.into_iter().collect(), hidden: &[], counted: &[], between: " " }
    }

    /// The table without these columns on a page, which has no room for them.
    pub fn hiding(mut self, hidden: &'static [&'static str]) -> FactTable {
        self.hidden = hidden;
        self
    }

    /// The table with the number of texts in these columns on a page, which has no room for them all.
    pub fn counting(mut self, counted: &'static [&'static str]) -> FactTable {
        self.counted = counted;
        self
    }

    /// The table with this between several texts of one cell, in CSV and workbooks.
    pub fn joining(mut self, between: &'static str) -> FactTable {
        self.between = between;
        self
    }

    /// The value as a page shows it in this column.
    fn on_page(&self, name: &str, value: &FactValue) -> String {
        match value {
            FactValue::Texts(texts) if self.counted.contains(&name) => texts.len().to_string(),
            _ => value.shown(", "),
        }
    }

    /// For CSV: every column.
    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::with(self.columns);
        sheet.rows = self
            .rows
            .iter()
            .map(|row| row.iter().map(|value| Cell::plain(value.shown(self.between))).collect())
            .collect();
        sheet
    }

    /// For people: columns with something in them.
    fn table(&self) -> Sheet {
        let is_shown = |place: usize, name: &str| {
            let mut values = self.rows.iter().filter_map(|row| row.get(place));
            let filled = values.any(|value| !self.on_page(name, value).is_empty());
            filled && !self.hidden.contains(&name)
        };
        let shown: Vec<bool> = self.columns.iter().enumerate().map(|(place, name)| is_shown(place, name)).collect();
        let names =
            self.columns.iter().zip(&shown).filter(|(_, shown)| **shown).map(|(name, _)| name.replace('_', " "));
        let cells = |row: &Vec<FactValue>| {
            let columns = self.columns.iter().zip(&shown);
            let values = row.iter().zip(columns).filter(|(_, (_, shown))| **shown);
            values.map(|(value, (name, _))| Cell::plain(self.on_page(name, value))).collect()
        };
        Sheet { columns: names.collect(), rows: self.rows.iter().map(cells).collect(), ..Sheet::default() }
    }
}

/// One row of a table with its column names, for JSON.
struct FactTableRow<'a>(&'a FactTable, &'a [FactValue]);

impl Serialize for FactTableRow<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.columns.iter().zip(self.1))
    }
}

/// Facts and tables under one title.
#[derive(Debug, Clone)]
pub struct FactSheet {
    /// Name of the JSON contract, such as `acquis/show/1`.
    pub schema: &'static str,
    /// What sort of thing it is about.
    pub kind: &'static str,
    /// First line of the page.
    pub title: String,
    /// Labelled values.
    pub facts: Vec<(&'static str, FactValue)>,
    /// Lists.
    pub fact_tables: Vec<FactTable>,
    /// The list that CSV shows; without one, the facts.
    main: Option<&'static str>,
    /// What CSV shows instead.
    flat: Option<Sheet>,
    /// Is the list that CSV shows a workbook too?
    is_workbook: bool,
    stamp: FactsHeader,
}

/// What every output carries.
#[derive(Debug, Clone)]
struct FactsHeader {
    as_of: Option<Day>,
    known_as_of: Option<Day>,
    digest: Option<String>,
    rules_digest: String,
    assumed: Vec<String>,
    sentence: String,
}

impl FactsHeader {
    fn without_day(data: Option<&str>, rules_digest: &str) -> FactsHeader {
        FactsHeader {
            as_of: None,
            known_as_of: None,
            digest: data.map(str::to_owned),
            rules_digest: rules_digest.to_owned(),
            assumed: Vec::new(),
            sentence: versions(data, rules_digest),
        }
    }
}

impl FactSheet {
    /// An empty sheet about what a run knows on its day.
    pub fn new(run: Run, schema: &'static str, kind: &'static str, title: String) -> FactSheet {
        let header = FactsHeader {
            as_of: Some(run.as_of),
            known_as_of: run.engine.known_as_of,
            digest: Some(run.engine.corpus.digest.clone()),
            rules_digest: run.rules_digest.to_owned(),
            assumed: run.assumed().to_vec(),
            sentence: run.sentence(),
        };
        FactSheet::empty(header, schema, kind, title)
    }

    /// An empty sheet about decision tables alone: no law, no states, no day.
    pub fn of_rules(rules_digest: &str, schema: &'static str, kind: &'static str, title: String) -> FactSheet {
        FactSheet::empty(FactsHeader::without_day(None, rules_digest), schema, kind, title)
    }

    /// An empty sheet about data and tables as a whole, whatever the day.
    pub fn without_day(digests: (&str, &str), schema: &'static str, kind: &'static str, title: String) -> FactSheet {
        FactSheet::empty(FactsHeader::without_day(Some(digests.0), digests.1), schema, kind, title)
    }

    fn empty(stamp: FactsHeader, schema: &'static str, kind: &'static str, title: String) -> FactSheet {
        FactSheet {
            schema,
            kind,
            title,
            facts: Vec::new(),
            fact_tables: Vec::new(),
            main: None,
            flat: None,
            is_workbook: false,
            stamp,
        }
    }

    /// The sheet with these facts and lists; CSV shows the facts.
    pub fn with(self, facts: Vec<(&'static str, FactValue)>, fact_tables: Vec<FactTable>) -> FactSheet {
        FactSheet { facts, fact_tables, ..self }
    }

    /// The sheet; CSV shows this list.
    pub fn mainly(self, main: &'static str) -> FactSheet {
        FactSheet { main: Some(main), ..self }
    }

    /// The sheet; CSV and workbooks show this list.
    pub fn as_workbook(self, main: &'static str) -> FactSheet {
        FactSheet { main: Some(main), is_workbook: true, ..self }
    }

    /// The sheet; CSV shows this table.
    pub fn flatly(self, flat: Sheet) -> FactSheet {
        FactSheet { flat: Some(flat), ..self }
    }

    /// All lists in one table, a column for each of theirs; the first, `table`, names the list unless the list has it.
    pub fn all_lists(&self) -> Sheet {
        let mut sheet = Sheet::with(&["table"]);
        for name in self.fact_tables.iter().flat_map(|fact_table| fact_table.columns) {
            if !sheet.columns.iter().any(|known| known == name) {
                sheet.columns.push((*name).to_owned());
            }
        }
        for fact_table in &self.fact_tables {
            let own = fact_table.sheet();
            let place = |name: &String| own.columns.iter().position(|own| own == name);
            let places: Vec<Option<usize>> = sheet.columns.iter().map(place).collect();
            sheet.rows.extend(own.rows.iter().map(|row| {
                let cell = |place: Option<usize>| place.and_then(|place| row.get(place)).cloned().unwrap_or_default();
                let mut cells: Vec<Cell> = places.iter().map(|place| cell(*place)).collect();
                if let Some(first) = cells.first_mut().filter(|first| first.text.is_empty()) {
                    *first = Cell::plain(fact_table.name);
                }
                cells
            }));
        }
        sheet
    }
}

impl Serialize for FactSheet {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("schema", self.schema)?;
        if let Some(as_of) = self.stamp.as_of {
            map.serialize_entry("as_of", &as_of.to_string())?;
            map.serialize_entry("known_as_of", &self.stamp.known_as_of.map(|day| day.to_string()))?;
        }
        map.serialize_entry("tool", &Tool::this())?;
        map.serialize_entry("corpus", &Digests::new(self.stamp.digest.as_deref(), &self.stamp.rules_digest))?;
        if !self.stamp.assumed.is_empty() {
            map.serialize_entry("assumed", &self.stamp.assumed)?;
        }
        map.serialize_entry("kind", self.kind)?;
        for (label, value) in &self.facts {
            map.serialize_entry(label, value)?;
        }
        for fact_table in &self.fact_tables {
            let entries: Vec<FactTableRow> = fact_table.rows.iter().map(|row| FactTableRow(fact_table, row)).collect();
            map.serialize_entry(fact_table.name, &entries)?;
        }
        map.end()
    }
}

impl Report for FactSheet {
    fn page(&self) -> Page {
        let mut page = Page { title: self.title.clone(), blocks: Vec::new() };
        let shown = self.facts.iter().map(|(label, value)| (label.replace('_', " "), Cell::plain(value.shown(", "))));
        let facts: Vec<(String, Cell)> = shown.filter(|(_, cell)| !cell.text.is_empty()).collect();
        if !facts.is_empty() {
            page.blocks.push(Block::Facts(facts));
        }
        let only = self.facts.is_empty() && self.fact_tables.len() == 1;
        for fact_table in self.fact_tables.iter().filter(|fact_table| only || !fact_table.rows.is_empty()) {
            if !only {
                page.blocks.push(Block::Heading(format!(
                    "{} ({})",
                    fact_table.name.replace('_', " "),
                    fact_table.rows.len()
                )));
            }
            page.blocks.push(Block::Table(fact_table.table()));
        }
        page.blocks.push(Block::Text(Cell::toned(&self.stamp.sentence, Tone::Faint)));
        page
    }

    fn sheet(&self) -> Sheet {
        if let Some(flat) = &self.flat {
            return flat.clone();
        }
        if let Some(fact_table) = self.fact_tables.iter().find(|fact_table| Some(fact_table.name) == self.main) {
            return fact_table.sheet().assuming(&self.stamp.assumed);
        }
        let mut sheet = Sheet::with(&["fact", "value"]);
        sheet.rows =
            self.facts.iter().map(|(label, value)| vec![Cell::plain(*label), Cell::plain(value.shown(" "))]).collect();
        sheet.assuming(&self.stamp.assumed)
    }

    fn data(&self) -> impl Serialize {
        self
    }

    fn has_workbook(&self) -> bool {
        self.is_workbook
    }

    fn workbook(&self) -> Option<Workbook> {
        let main = self.fact_tables.iter().find(|table| Some(table.name) == self.main).filter(|_| self.is_workbook)?;
        let flat = self.sheet();
        let mut sheet = WorkSheet::new(main.name, self.title.clone(), 1);
        for name in &flat.columns {
            sheet = sheet.column(name, ColumnKind::Text, 16);
        }
        // whoever saves a CSV of ours as a workbook keeps its guards, so that a reader takes them off there too: a text that
        // looks as if it had one gets one more
        let text = |cell: &Cell| {
            if cell.text.starts_with('\'') { guarded(&cell.text).into_owned() } else { cell.text.clone() }
        };
        sheet.rows = flat.rows.iter().map(|row| row.iter().map(|cell| WorkCell::text(text(cell))).collect()).collect();
        let foot = format!("{}. Computed by acquis, not legal advice.", self.stamp.sentence);
        let day = self.stamp.as_of.unwrap_or(Day::MIN);
        Some(Workbook { title: self.title.clone(), day, foot, sheets: vec![sheet] })
    }
}
