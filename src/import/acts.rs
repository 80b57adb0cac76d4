//! Metadata of acts, as CELLAR hands them out: number, title, days, deadline, end of validity. They make instruments that say
//! that they are stubs; of an instrument that somebody wrote they change nothing, and differences are reported.
//!
//! Where an act has several days of one kind there is a row for each combination. Of its entries into force the first counts
//! (later ones are days of application), of its deadlines the first, of its ends the last (earlier ones are those of parts).

use std::collections::{BTreeMap, BTreeSet};

use super::days::{DayOrder, read_day};
use super::names::Names;
use super::stub::{StubDeadline, StubFacts, stub_with};
use super::table::{Columns, RawRow, RawTable, Wanted};
use super::{ImportRow, NewAct, Proposal, RowProblem, RowsRead};
use crate::law::{Deadline, Instrument};
use crate::time::Day;

/// The columns: variables of our own query first, then the names of the same things elsewhere.
const COLUMNS: [Wanted; 6] = [
    Wanted::required("celex", &["celex number", "celex_number", "celexnumber", "id_celex"]),
    Wanted::optional("title", &["expression_title", "act title"]),
    Wanted::optional("adopted", &["date_document", "date", "date of document", "work_date_document"]),
    Wanted::optional("in_force", &["date_entry_into_force", "entry_into_force", "dateforce", "date of effect", "eif"]),
    Wanted::optional(
        "deadline",
        &["date_transposition", "transposition", "datetranspos", "deadline for transposition", "date of transposition"],
    ),
    Wanted::optional("end_of_validity", &["date_end_of_validity", "dateendvalid", "end", "date of end of validity"]),
];

/// What all rows of an act say together.
#[derive(Debug, Default)]
struct ActRows {
    title: String,
    adopted: BTreeSet<Day>,
    in_force: BTreeSet<Day>,
    deadlines: BTreeSet<Day>,
    /// Last days of validity.
    ends: BTreeSet<Day>,
    /// Does a row say that there is no end?
    is_open: bool,
}

impl ActRows {
    /// Adds a row; placeholders are days that nobody knows.
    fn add(&mut self, row: &RawRow, columns: &Columns) -> Result<Vec<RowProblem>, RowProblem> {
        let mut warnings = Vec::new();
        let title = columns.get(row, "title");
        if self.title.is_empty() {
            self.title = title.to_owned();
        }
        let ends = columns.get(row, "end_of_validity");
        // the open end of the office is no day that is not known
        if ends.starts_with("9999-12-31") {
            self.is_open = true;
        }
        let named = [
            ("adopted", &mut self.adopted),
            ("in_force", &mut self.in_force),
            ("deadline", &mut self.deadlines),
            ("end_of_validity", &mut self.ends),
        ];
        for (name, days) in named {
            match columns.get(row, name) {
                "" => {}
                written if name == "end_of_validity" && written.starts_with("9999-12-31") => {}
                written => match read_day(written, DayOrder::DayFirst) {
                    Ok(day) => drop(days.insert(day)),
                    Err(problem) if problem.code == "placeholder-date" => {
                        warnings.push(RowProblem::new(problem.code, format!("{name}: {}", problem.message)));
                    }
                    Err(problem) => return Err(problem),
                },
            }
        }
        Ok(warnings)
    }

    /// The day of adoption.
    fn adopted(&self) -> Option<Day> {
        self.adopted.first().copied()
    }

    /// The first of these days that is not before the adoption.
    fn first_since_adoption(&self, days: &BTreeSet<Day>) -> Option<Day> {
        days.iter().copied().find(|day| self.adopted().is_none_or(|adopted| adopted <= *day))
    }

    /// The first day on which the act no longer stands: metadata give the last day of validity, included.
    fn ended(&self) -> Option<Day> {
        self.ends.last().filter(|_| !self.is_open).map(|last| last.next())
    }

    fn in_force(&self) -> Option<Day> {
        self.first_since_adoption(&self.in_force)
    }

    fn deadline(&self) -> Option<Day> {
        self.first_since_adoption(&self.deadlines)
    }

    /// What is unusual about the days.
    fn warnings(&self, celex: &str) -> Vec<RowProblem> {
        let mut all = Vec::new();
        let list = |days: &BTreeSet<Day>| days.iter().map(Day::to_string).collect::<Vec<_>>().join(", ");
        if self.deadlines.len() > 1 {
            let message = format!("{celex} has several deadlines: {}", list(&self.deadlines));
            all.push(RowProblem::new("several-deadlines", message).help("the first is taken"));
        }
        if self.adopted.len() > 1 {
            let message = format!("{celex} has several days of adoption: {}", list(&self.adopted));
            all.push(RowProblem::new("several-days", message).help("the first is taken"));
        }
        let early = self.in_force.iter().chain(&self.deadlines).find(|day| self.adopted() > Some(**day));
        if let (Some(early), Some(adopted)) = (early, self.adopted()) {
            let message = format!("{early} lies before the adoption of {celex} on {adopted}");
            all.push(RowProblem::new("date-before-act", message).help("it is left out"));
        }
        all
    }
}

/// Reads metadata of acts.
///
/// # Errors
/// The file has no column with the numbers of acts.
pub fn read(tables: &[RawTable], names: &Names) -> Result<RowsRead, RowProblem> {
    let mut read = RowsRead::default();
    let mut acts: BTreeMap<String, ActRows> = BTreeMap::new();
    let mut refused = RowProblem::new("no-table", "the file has no table");
    for table in tables {
        match Columns::find(table, &COLUMNS) {
            Ok(columns) => {
                if read.header.is_empty() {
                    read.header = columns.header().to_vec();
                }
                read.unread.extend(columns.unread().into_iter().map(str::to_owned));
                read.rows.extend(columns.rows(table).map(|row| row_read(row, &columns, &mut acts)));
            }
            Err(problem) => refused = problem,
        }
    }
    if read.header.is_empty() {
        return Err(refused);
    }
    // what an act is warned of stands with its first row
    for row in &mut read.rows {
        let Ok([Proposal::Act(celex)]) = row.says.as_deref() else { continue };
        let Some(said) = acts.get(celex) else { continue };
        row.warnings.extend(said.warnings(celex));
        match names.celex(celex) {
            Some(act) if !act.stub => row.warnings.extend(differences(said, act)),
            known => read.acts.extend(new_act(celex, said, known)),
        }
    }
    Ok(read)
}

fn row_read(row: &RawRow, columns: &Columns, acts: &mut BTreeMap<String, ActRows>) -> ImportRow {
    let mut read =
        ImportRow { line: row.line, cells: row.cells.as_slice().into(), says: Ok(Vec::new()), warnings: Vec::new() };
    read.warnings.extend(columns.check_width(row));
    let written = columns.get(row, "celex");
    let celex = written.rsplit('/').next().unwrap_or(written).to_ascii_uppercase();
    if stub_with(&celex, &StubFacts::default()).is_none() {
        let cut: String = written.chars().take(80).collect();
        let message =
            format!("\"{cut}\" is no CELEX number of a directive, a regulation, a decision or a framework decision");
        read.says = Err(RowProblem::new("not-an-act", message).help("write it as 32011L0036"));
        return read;
    }
    let is_first = !acts.contains_key(&celex);
    match acts.entry(celex.clone()).or_default().add(row, columns) {
        Ok(warnings) => read.warnings.extend(warnings),
        Err(problem) => {
            read.says = Err(problem);
            return read;
        }
    }
    if is_first {
        read.says = Ok(vec![Proposal::Act(celex)]);
    } else {
        read.warnings.push(RowProblem::new("further-row", format!("a further row of {celex}")));
    }
    read
}

/// The stub of an act that the data do not have, or have as a stub: what metadata do not say of it stays as it is.
fn new_act(celex: &str, said: &ActRows, known: Option<&Instrument>) -> Option<NewAct> {
    let own_title = known.filter(|known| known.title != known.short_title).map(|known| &*known.title);
    let own_deadline = known.and_then(|known| known.obligations.first()).and_then(|duty| duty.deadline.as_ref());
    let own_deadline = own_deadline.and_then(|deadline| match deadline {
        Deadline::By(day) => Some(StubDeadline::By(*day)),
        Deadline::PassedBy(day) => Some(StubDeadline::PassedBy(*day)),
        _ => None,
    });
    let facts = StubFacts {
        title: Some(said.title.as_str()).filter(|title| !title.is_empty()).or(own_title),
        adopted: said.adopted().or(known.filter(|known| !known.adopted_in_year).map(|known| known.adopted)),
        in_force: said.in_force().or(known.and_then(|known| known.in_force)),
        deadline: said.deadline().map(StubDeadline::By).or(own_deadline),
        ended: said.ended().map(|from| (from, None)),
    };
    stub_with(celex, &facts)
}

/// Where metadata and an instrument that somebody wrote differ.
fn differences(said: &ActRows, act: &Instrument) -> Vec<RowProblem> {
    let mut all = Vec::new();
    let mut differs = |code: &'static str, what: &str, theirs: String, ours: String| {
        let message = format!("{what} of {}: {theirs} here, {ours} in the data", act.id);
        all.push(RowProblem::new(code, message).help("the data are not changed"));
    };
    let words = |text: &str| text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    if !said.title.is_empty() && words(&said.title) != words(&act.title) {
        differs("other-title", "title", format!("\"{}\"", said.title), format!("\"{}\"", act.title));
    }
    if let Some(adopted) = said.adopted().filter(|adopted| *adopted != act.adopted) {
        differs("other-adoption", "adoption", adopted.to_string(), act.adoption());
    }
    if let (Some(theirs), Some(ours)) = (said.in_force(), act.in_force)
        && theirs != ours
    {
        differs("other-entry-into-force", "entry into force", theirs.to_string(), ours.to_string());
    }
    let deadlines = act.obligations.iter().filter_map(|duty| match duty.deadline.as_ref()? {
        Deadline::By(day) => Some(*day),
        Deadline::Before(day) => Some(day.previous()),
        _ => None,
    });
    let deadlines: BTreeSet<Day> = deadlines.collect();
    // metadata print the day of the act, which may stand there as `before`
    let is_ours = |day: &Day| deadlines.contains(day) || deadlines.contains(&day.previous());
    if let Some(day) = said.deadline().filter(|day| !deadlines.is_empty() && !is_ours(day)) {
        let ours: Vec<String> = deadlines.iter().map(Day::to_string).collect();
        differs("other-deadline", "deadline", day.to_string(), ours.join(", "));
    }
    let ends: Vec<Day> = act.ended.iter().map(|end| end.from).collect();
    match said.ended() {
        Some(from) if !ends.contains(&from) => {
            let ours = ends.first().map_or("no end".to_owned(), Day::to_string);
            differs("other-end", "first day after the end", from.to_string(), ours);
        }
        None if said.is_open && !ends.is_empty() => {
            differs(
                "other-end",
                "end",
                "none".to_owned(),
                ends.iter().map(Day::to_string).collect::<Vec<_>>().join(", "),
            );
        }
        _ => {}
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::embedded_checked;
    use serde_json::json;

    fn table(lines: &[&str]) -> RawTable {
        let rows = lines.iter().enumerate().map(|(at, line)| RawRow {
            line: at + 1,
            cells: line.split('|').map(|cell| cell.trim().to_owned()).collect(),
        });
        RawTable { title: String::new(), rows: rows.collect() }
    }

    fn read_rows(rows: &[&str]) -> RowsRead {
        let corpus = embedded_checked().corpus;
        let header = "celex | title | adopted | in_force | deadline | end_of_validity";
        let lines: Vec<&str> = std::iter::once(header).chain(rows.iter().copied()).collect();
        read(&[table(&lines)], &Names::of(&corpus)).unwrap()
    }

    fn codes(row: &ImportRow) -> Vec<&'static str> {
        row.warnings.iter().map(|warning| warning.code).collect()
    }

    #[test]
    fn an_act_becomes_a_stub_with_what_metadata_say() {
        let read = read_rows(&[
            "32004L0038 | Directive 2004/38/EC of 29 April 2004 | 2004-04-29 | 2004-04-30 | 2006-04-30 | 9999-12-31",
            "32001L0001 | | 2001-01-22 | 2001-02-10 | | 2012-06-30",
            "32003L0003 | | 2003-01-06 | 1001-01-01 | 2002-01-01 | ",
        ]);
        let [first, second, third] = read.acts.as_slice() else { panic!("three acts") };
        assert_eq!(first.file["obligations"][0]["deadline"], json!({"by": "2006-04-30"}));
        assert_eq!((first.file.get("ended"), &first.file["in_force"]), (None, &json!("2004-04-30")));
        // the last day of validity is still one
        assert_eq!(second.file["ended"][0]["from"], "2012-07-01");
        assert_eq!((third.file.get("in_force"), &third.file["obligations"]), (None, &json!([])));
        assert_eq!(codes(&read.rows[2]), ["placeholder-date", "date-before-act"]);
        assert_eq!(read.rows[0].says, Ok(vec![Proposal::Act("32004L0038".to_owned())]));
    }

    #[test]
    fn several_rows_are_one_act() {
        let read = read_rows(&[
            "32019L1937 | Directive (EU) 2019/1937 | 2019-10-23 | 2021-12-17 | 2023-12-17 | 2020-01-01",
            "32019L1937 | Directive (EU) 2019/1937 | 2019-10-23 | 2019-12-16 | 2021-12-17 | 9999-12-31",
        ]);
        let [act] = read.acts.as_slice() else { panic!("one act") };
        assert_eq!((&act.file["in_force"], act.file.get("ended")), (&json!("2019-12-16"), None));
        assert_eq!(act.file["obligations"][0]["deadline"], json!({"by": "2021-12-17"}));
        assert_eq!((codes(&read.rows[0]), codes(&read.rows[1])), (vec!["several-deadlines"], vec!["further-row"]));
        assert_eq!(read.rows[1].says, Ok(Vec::new()));
    }

    #[test]
    fn what_somebody_wrote_is_compared_and_not_changed() {
        let read = read_rows(&[
            "32011L0036 | Another title | 2011-04-06 | 2011-04-15 | 2013-04-06 | 2014-01-01",
            "02011L0036-20240714 | | | | | ",
            "62012CJ0293 | | | | | ",
            "32004L0038 | | yesterday | | | ",
        ]);
        assert!(read.acts.is_empty());
        assert_eq!(codes(&read.rows[0]), ["other-title", "other-adoption", "other-end"]);
        for (row, code) in [(1, "not-an-act"), (2, "not-an-act"), (3, "not-a-date")] {
            assert_eq!(read.rows[row].says.as_ref().unwrap_err().code, code);
        }
    }
}
