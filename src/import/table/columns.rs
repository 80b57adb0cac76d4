//! The columns of a table: which row is the header, which column means what, and which rows hold data. Not here: what a cell
//! says (one module per kind of file).

use super::{RawRow, RawTable};
use crate::import::RowProblem;
use crate::law::names::normalize;
use crate::load::nearest_word;
use crate::text::is_blank;

/// Lines that can stand above the header: titles, notes, the name of a register.
const FARTHEST_HEADER: usize = 20;

/// A column that a kind of file has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Name by which its cells are asked for.
    pub name: &'static str,
    /// Further spellings; case, accents, spaces and punctuation do not count.
    pub also: &'static [&'static str],
    /// Is the file unreadable without it?
    pub required: bool,
}

impl Wanted {
    /// A column without which the file cannot be read.
    pub const fn required(name: &'static str, also: &'static [&'static str]) -> Wanted {
        Wanted { name, also, required: true }
    }

    /// A column that the file may lack.
    pub const fn optional(name: &'static str, also: &'static [&'static str]) -> Wanted {
        Wanted { name, also, required: false }
    }

    fn is_called(&self, cell: &str) -> bool {
        let cell = normalize(cell);
        !cell.is_empty() && std::iter::once(&self.name).chain(self.also).any(|name| normalize(name) == cell)
    }
}

/// Why a row below the header holds no data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoData {
    /// All cells are empty.
    Empty,
    /// The header once more, as on the next page of a print.
    Header,
    /// A sum of the rows above.
    Total,
}

/// The columns of one table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    header: Vec<String>,
    first_row: usize,
    places: Vec<(&'static str, usize)>,
}

/// A header, as far as it was recognised.
struct Candidate {
    columns: Columns,
    required: usize,
}

impl Columns {
    /// Finds the header among the first rows of the table, in one line or in two.
    ///
    /// # Errors
    /// A required column is missing, or one name stands above two columns that differ.
    pub fn find(table: &RawTable, wanted: &[Wanted]) -> Result<Columns, RowProblem> {
        let name = |cell: &str| wanted.iter().find(|one| one.is_called(cell)).map(|one| one.name);
        Columns::find_by(table, wanted, &name)
    }

    /// As [`Columns::find`], with a reader of headings of its own, for columns whose headings are not a closed list.
    ///
    /// # Errors
    /// As [`Columns::find`].
    pub fn find_by(
        table: &RawTable,
        wanted: &[Wanted],
        name: &dyn Fn(&str) -> Option<&'static str>,
    ) -> Result<Columns, RowProblem> {
        let mut best: Option<Candidate> = None;
        for candidate in candidates(table, wanted, name) {
            let rank = |one: &Candidate| (one.required, one.columns.places.len());
            if best.as_ref().is_none_or(|best| rank(best) < rank(&candidate)) {
                best = Some(candidate);
            }
        }
        let found = best.filter(|best| !best.columns.places.is_empty());
        let columns = found.map(|best| best.columns).ok_or_else(|| no_header(table, wanted))?;
        columns.check(table, wanted)?;
        Ok(columns)
    }

    /// The header as it stands in the file; of two lines, the one that says more, or both.
    pub fn header(&self) -> &[String] {
        &self.header
    }

    /// The headings that name no column that was asked for.
    pub fn unread(&self) -> Vec<&str> {
        let is_taken = |at: usize| self.places.iter().any(|(_, place)| *place == at);
        let headings = self.header.iter().enumerate().filter(|(at, cell)| !cell.is_empty() && !is_taken(*at));
        headings.map(|(_, cell)| cell.as_str()).collect()
    }

    /// Does the table have this column?
    pub fn has(&self, name: &str) -> bool {
        self.places_of(name).next().is_some()
    }

    /// The cell of this column; empty where the table lacks the column, the row is too short or the cell says nothing.
    pub fn get<'a>(&self, row: &'a RawRow, name: &str) -> &'a str {
        let mut cells = self.places_of(name).filter_map(|place| row.cells.get(place));
        cells.find(|cell| !is_blank(cell)).map_or("", String::as_str)
    }

    /// The rows that hold data.
    pub fn rows<'a>(&'a self, table: &'a RawTable) -> impl Iterator<Item = &'a RawRow> {
        table.rows.iter().skip(self.first_row).filter(|row| self.no_data(row).is_none())
    }

    /// The rows below the header that hold no data, each with the reason.
    pub fn skipped<'a>(&'a self, table: &'a RawTable) -> impl Iterator<Item = (&'a RawRow, NoData)> {
        let below = table.rows.iter().skip(self.first_row);
        below.filter_map(|row| self.no_data(row).map(|why| (row, why)))
    }

    /// What is unusual about the number of cells of a row: a delimiter that is not quoted, or a line that breaks off.
    pub fn check_width(&self, row: &RawRow) -> Option<RowProblem> {
        let (has, wants) = (row.cells.len(), self.header.len());
        let surplus = row.cells.iter().skip(wants).any(|cell| !cell.is_empty());
        if surplus {
            let message = format!("the row has {has} cells, and the header {wants}");
            let help = "a cell that contains the delimiter has to be quoted";
            return Some(RowProblem::new("too-many-cells", message).help(help));
        }
        (has < wants).then(|| {
            RowProblem::new("too-few-cells", format!("the row has {has} cells, and the header {wants}"))
                .help("the row may have been cut off; write empty cells for what is missing")
        })
    }

    fn no_data(&self, row: &RawRow) -> Option<NoData> {
        if row.cells.iter().all(String::is_empty) {
            return Some(NoData::Empty);
        }
        let is_heading = |(_, place): &(&str, usize)| row.cells.get(*place) == self.header.get(*place);
        if self.places.iter().all(is_heading) {
            return Some(NoData::Header);
        }
        is_total(row).then_some(NoData::Total)
    }

    fn places_of(&self, name: &str) -> impl Iterator<Item = usize> {
        self.places.iter().filter(move |(known, _)| *known == name).map(|(_, place)| *place)
    }

    /// All required columns are there, and no name stands above two columns that differ.
    fn check(&self, table: &RawTable, wanted: &[Wanted]) -> Result<(), RowProblem> {
        if let Some(missing) = wanted.iter().find(|one| one.required && !self.has(one.name)) {
            return Err(missing_column(missing, self));
        }
        for one in wanted {
            let places: Vec<usize> = self.places_of(one.name).collect();
            let [first, others @ ..] = places.as_slice() else { continue };
            let differs = |row: &&RawRow| {
                let first = row.cells.get(*first);
                let others = others.iter().filter_map(|other| row.cells.get(*other));
                others.into_iter().any(|cell| !cell.is_empty() && Some(cell) != first)
            };
            if let Some(row) = table.rows.iter().skip(self.first_row).find(differs) {
                let message = format!("two columns are called \"{}\", and differ in line {}", one.name, row.line);
                return Err(RowProblem::new("duplicate-column", message).help("rename or remove one of them"));
            }
        }
        Ok(())
    }
}

/// Every header that the first rows can be: each line alone, and together with the line above it.
fn candidates<'a>(
    table: &'a RawTable,
    wanted: &'a [Wanted],
    name: &'a dyn Fn(&str) -> Option<&'static str>,
) -> impl Iterator<Item = Candidate> + 'a {
    let rows = table.rows.iter().take(FARTHEST_HEADER).enumerate();
    rows.flat_map(move |(at, row)| {
        let above = at.checked_sub(1).and_then(|above| table.rows.get(above));
        let single = candidate(row.cells.clone(), at, wanted, name);
        let above = above.filter(|above| is_second_line(above, row, name));
        let pair = above.map(|above| candidate(joined(above, row, name), at, wanted, name));
        std::iter::once(single).chain(pair)
    })
}

fn candidate(
    header: Vec<String>,
    at: usize,
    wanted: &[Wanted],
    name: &dyn Fn(&str) -> Option<&'static str>,
) -> Candidate {
    let named = header.iter().enumerate().filter_map(|(place, cell)| Some((name(cell)?, place)));
    let places: Vec<(&'static str, usize)> = named.collect();
    let is_there = |one: &&Wanted| one.required && places.iter().any(|(known, _)| *known == one.name);
    let required = wanted.iter().filter(is_there).count();
    Candidate { columns: Columns { header, first_row: at + 1, places }, required }
}

/// Is this the lower line of a header of two? Each of its cells names a column, alone or together with the cell above, or is
/// one of several below a merged cell; a line of data has days, and names that are no headings.
fn is_second_line(above: &RawRow, below: &RawRow, name: &dyn Fn(&str) -> Option<&'static str>) -> bool {
    let upper = |place: usize| above.cells.get(place).map_or("", String::as_str);
    // a merged cell stands once with empty cells beside it, or repeats its text
    let is_merged = |place: usize| {
        let (here, left) = (upper(place), place.checked_sub(1).map_or("", upper));
        let begins = (0..place).any(|place| !upper(place).is_empty());
        if here.is_empty() { begins } else { here == left || here == upper(place + 1) }
    };
    let is_known = |place: usize, cell: &str| {
        name(cell).is_some() || name(&[upper(place), cell].join(" ")).is_some() || is_merged(place)
    };
    let mut cells = below.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty());
    let has_digit = below.cells.iter().any(|cell| cell.contains(|char: char| char.is_ascii_digit()));
    !has_digit && cells.all(|(place, cell)| is_known(place, cell))
}

/// Two lines of a header as one: of each column the heading that is known, or else both.
fn joined(above: &RawRow, below: &RawRow, name: &dyn Fn(&str) -> Option<&'static str>) -> Vec<String> {
    let width = above.cells.len().max(below.cells.len());
    let cell = |row: &RawRow, place: usize| row.cells.get(place).cloned().unwrap_or_default();
    let heading = |place: usize| {
        let (upper, lower) = (cell(above, place), cell(below, place));
        let both = [upper.as_str(), lower.as_str()].join(" ").trim().to_owned();
        // the narrower heading stands below; the one above covers several columns
        let known = [&lower, &both, &upper].into_iter().find(|text| name(text).is_some());
        known.unwrap_or(if upper == lower { &lower } else { &both }).clone()
    };
    (0..width).map(heading).collect()
}

/// Is the row a sum: `Total`, and beside it numbers alone? Also a sentence that begins so and has no cells beside it.
fn is_total(row: &RawRow) -> bool {
    let mut cells = row.cells.iter().filter(|cell| !cell.is_empty());
    let Some(first) = cells.next() else { return false };
    let lower = first.to_lowercase();
    let is_sum = ["total", "grand total", "subtotal", "sub-total", "sum"]
        .iter()
        .any(|word| lower.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)));
    // a merged cell repeats its text
    let is_number = |cell: &String| cell == first || !cell.contains(char::is_alphabetic) && !cell.contains('/');
    is_sum && cells.all(is_number)
}

fn missing_column(missing: &Wanted, columns: &Columns) -> RowProblem {
    let has: Vec<&str> = columns.header.iter().map(String::as_str).filter(|cell| !cell.is_empty()).collect();
    let message = format!("missing column {}; the file has: {}", spellings(missing), shown(&has));
    // a column that is in use as another one is not the one that is missing
    let free = columns.unread();
    let mut names = std::iter::once(missing.name).chain(missing.also.iter().copied());
    let near = names.find_map(|name| Some((name, nearest_word(name, free.iter().copied())?)));
    let help = match near {
        Some((name, near)) => format!("did you mean \"{near}\"? then rename it to \"{name}\""),
        None => format!("add the column \"{}\", or check that this is the right kind of file", missing.name),
    };
    RowProblem::new("missing-column", message).help(help)
}

/// `"day" (or "decision_date", "date")`: the name, and what official files call it.
fn spellings(wanted: &Wanted) -> String {
    let mut seen = vec![normalize(wanted.name)];
    let mut others = Vec::new();
    for other in wanted.also {
        let key = normalize(other);
        if !seen.contains(&key) {
            seen.push(key);
            others.push(format!("\"{other}\""));
        }
    }
    others.truncate(2);
    match others.as_slice() {
        [] => format!("\"{}\"", wanted.name),
        others => format!("\"{}\" (or {})", wanted.name, others.join(", ")),
    }
}

fn no_header(table: &RawTable, wanted: &[Wanted]) -> RowProblem {
    let mut rows = table.rows.iter().filter(|row| row.cells.iter().any(|cell| !cell.is_empty()));
    let required = wanted.iter().find(|one| one.required).or_else(|| wanted.first());
    match (rows.next(), required) {
        (Some(first), Some(missing)) => {
            missing_column(missing, &Columns { header: first.cells.clone(), ..Columns::default() })
        }
        _ => RowProblem::new("no-rows", "the table has no rows").help("check that the file was saved completely"),
    }
}

/// The first of the headings; a file that is no table has no end of them.
fn shown(cells: &[&str]) -> String {
    const MOST: usize = 30;
    let cut = |cell: &&str| cell.chars().take(60).collect::<String>();
    let mut shown: Vec<String> = cells.iter().take(MOST).map(cut).collect();
    if cells.len() > MOST {
        shown.push(format!("and {} more", cells.len() - MOST));
    }
    shown.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const WANTED: [Wanted; 3] = [
        Wanted::required("member_state", &["country"]),
        Wanted::required("decision_date", &["date of decision"]),
        Wanted::optional("title", &[]),
    ];

    fn table(lines: &[&str]) -> RawTable {
        let row = |(at, line): (usize, &&str)| RawRow {
            line: at + 1,
            cells: line.split('|').map(|cell| cell.trim().to_owned()).collect(),
        };
        RawTable { title: String::new(), rows: lines.iter().enumerate().map(row).collect() }
    }

    #[test]
    fn the_header_is_found_below_titles_and_in_two_lines() {
        for lines in [
            &["Decision_Date|Member State", "2015-01-02|AT"] as &[&str],
            &["Register of cases", "", "date of decision|COUNTRY|x", "2015-01-02|AT|1"],
            &["Decision||", "date|Member state|Title", "2015-01-02|AT|x"],
            &["Decision|Decision|Case", "date|type|country", "2015-01-02|x|AT"],
        ] {
            let table = table(lines);
            let columns = Columns::find(&table, &WANTED).unwrap();
            let rows: Vec<&RawRow> = columns.rows(&table).collect();
            assert_eq!(rows.len(), 1, "{lines:?}");
            assert_eq!(columns.get(rows[0], "decision_date"), "2015-01-02");
            assert_eq!(columns.get(rows[0], "member_state"), "AT");
        }
        let two = table(&["Country|Date of|Case", "|decision|Title", "AT|2015-01-02|x"]);
        let columns = Columns::find(&two, &WANTED).unwrap();
        assert_eq!(columns.header(), ["Country", "Date of decision", "Title"]);
        assert_eq!(columns.get(columns.rows(&two).next().unwrap(), "title"), "x");
    }

    #[test]
    fn a_renamed_column_is_named_with_what_the_file_has() {
        let renamed = table(&["member_state|decision_dates|title", "AT|2015-01-02|x"]);
        let problem = Columns::find(&renamed, &WANTED).unwrap_err();
        assert_eq!(problem.code, "missing-column");
        assert_eq!(
            problem.message,
            "missing column \"decision_date\" (or \"date of decision\"); the file has: member_state, decision_dates, title"
        );
        assert_eq!(problem.help.unwrap(), "did you mean \"decision_dates\"? then rename it to \"decision_date\"");
        assert_eq!(Columns::find(&table(&["", ""]), &WANTED).unwrap_err().code, "no-rows");
        assert_eq!(Columns::find(&table(&["a|b"]), &WANTED).unwrap_err().code, "missing-column");
    }

    #[test]
    fn a_row_of_data_is_no_second_line_of_a_header() {
        for lines in [
            &["Country|Date of decision|Remarks", "Austria|23/11/2001|Title", "Belgium|2015-01-02|x"] as &[&str],
            &["Country|Date of decision|Remarks", "Austria||Title", "Belgium|2015-01-02|x"],
            &["Remarks|Country|Date of decision", "Title|Austria|", "x|Belgium|2015-01-02"],
            &["Register|of|cases", "Country|Date of decision|Remarks", "Austria||Title", "Belgium|2015-01-02|x"],
            &["Date|Country|Date of decision|", "Austria|Belgium||Title", "Belgium|Belgium|2015-01-02|x"],
        ] {
            let table = table(lines);
            let columns = Columns::find(&table, &WANTED).unwrap();
            assert_eq!(columns.rows(&table).count(), 2, "{lines:?}");
            assert!(columns.header().iter().any(|cell| cell == "Date of decision"), "{lines:?}");
        }
    }

    #[test]
    fn what_is_missing_is_called_as_in_official_files_and_no_column_in_use_is_suggested() {
        const DAY: [Wanted; 3] = [
            Wanted::optional("title", &["date"]),
            Wanted::required("day", &["decision_date", "decision date", "dates", "date of decision"]),
            Wanted::required("member_state", &["country"]),
        ];
        let used = table(&["Country|Date|x", "AT|2015-01-02|x"]);
        let problem = Columns::find(&used, &DAY).unwrap_err();
        assert!(
            problem.message.starts_with("missing column \"day\" (or \"decision_date\", \"dates\"); the file has: ")
        );
        assert!(!problem.help.as_ref().unwrap().contains("did you mean"), "{problem:?}");
        let near = table(&["Country|decision_dat|x", "AT|2015-01-02|x"]);
        let problem = Columns::find(&near, &DAY).unwrap_err();
        assert_eq!(problem.help.unwrap(), "did you mean \"decision_dat\"? then rename it to \"decision_date\"");
    }

    #[test]
    fn columns_that_nobody_asks_for_are_known() {
        let table = table(&["country|decision_date||Remarks|Files", "AT|2015-01-02|x|y|z"]);
        assert_eq!(Columns::find(&table, &WANTED).unwrap().unread(), ["Remarks", "Files"]);
    }

    #[test]
    fn sums_empty_lines_and_repeated_headers_hold_no_data() {
        let table = table(&[
            "member_state|decision_date|title",
            "AT|2015-01-02|Total eclipse",
            "||",
            "member_state|decision_date|title",
            "Total|1 234|5,6 %",
            "Total number of steps: 3||",
            "Totaland|2015-01-02|x",
        ]);
        let columns = Columns::find(&table, &WANTED).unwrap();
        let lines: Vec<usize> = columns.rows(&table).map(|row| row.line).collect();
        assert_eq!(lines, [2, 7]);
        let skipped: Vec<(usize, NoData)> = columns.skipped(&table).map(|(row, why)| (row.line, why)).collect();
        let expected = [(3, NoData::Empty), (4, NoData::Header), (5, NoData::Total), (6, NoData::Total)];
        assert_eq!(skipped, expected);
    }

    #[test]
    fn one_name_above_two_columns_is_refused_if_they_differ() {
        let alike = table(&["country|decision_date|decision_date", "AT|2015-01-02|2015-01-02", "AT|2015-01-02|"]);
        assert!(Columns::find(&alike, &WANTED).is_ok());
        let differ = table(&["country|decision_date|date of decision", "AT|2015-01-02|2015-01-03"]);
        assert_eq!(Columns::find(&differ, &WANTED).unwrap_err().code, "duplicate-column");
    }

    #[test]
    fn rows_of_another_width_are_reported() {
        let table = table(&["country|decision_date", "AT|2015-01-02|x", "AT", "AT|2015-01-02|"]);
        let columns = Columns::find(&table, &WANTED).unwrap();
        let codes: Vec<Option<&str>> =
            columns.rows(&table).map(|row| columns.check_width(row).map(|found| found.code)).collect();
        assert_eq!(codes, [Some("too-many-cells"), Some("too-few-cells"), None]);
    }
}
