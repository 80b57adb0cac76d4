//! One decision of the Commission, as a row of a register prints it: columns by their names in the layouts that are read, cells
//! to what they say. Not here: the act to which it belongs (`attribution`).

use super::words::{StageRead, read_kind, read_stage};
use crate::import::RowProblem;
use crate::import::days::{DayOrder, read_day};
use crate::import::table::{Columns, RawRow, RawTable, Wanted};
use crate::law::{CaseKind, CaseNumber};
use crate::time::Day;

/// The columns of the register of 2002 to 2020, and those of the Commission's public register, as its page and its interface
/// name them.
const COLUMNS: [Wanted; 15] = [
    Wanted::required("state", &["member_state_code", "member state", "memberstate", "country", "member_state"]),
    Wanted::required(
        "case",
        &["infr", "infringement number", "infringementnumber", "infringement nr", "case number", "reference", "number"],
    ),
    Wanted::required(
        "day",
        &["decision_date", "decision date", "decisiondate", "date", "decision day", "date of decision"],
    ),
    Wanted::optional(
        "stage",
        &["decision_stage_code", "decision type", "decisiontype", "type of decision", "decision"],
    ),
    Wanted::optional("stage_words", &["decision_stage"]),
    Wanted::optional("kind", &["case_type", "case type", "casetype", "type of infringement", "infringement type"]),
    Wanted::optional(
        "noncommunication",
        &["noncommunicationcase", "non-communication case", "non communication", "non-communication"],
    ),
    Wanted::optional("celex", &["celex number", "celex_number", "act"]),
    Wanted::optional("title", &["title of the case", "case title", "infringement title", "subject"]),
    Wanted::optional("department", &["department_code", "leaddg", "lead dg", "dg", "responsible department"]),
    Wanted::optional("additional", &["stage_additional"]),
    Wanted::optional("press_release", &["press release", "pressrelease", "press release reference"]),
    Wanted::optional("court_case", &["normalcuriareference", "court case", "curia reference", "case before the court"]),
    Wanted::optional("memo", &["memo reference"]),
    // the number in the column of CELEX numbers, without its kind
    Wanted::optional("directive_number", &[]),
];

/// The columns of a table, if it is one of decisions.
///
/// # Errors
/// A column is missing without which no decision can be placed.
pub(super) fn columns(table: &RawTable) -> Result<Columns, RowProblem> {
    let columns = Columns::find(table, &COLUMNS)?;
    if columns.has("stage") || columns.has("stage_words") {
        return Ok(columns);
    }
    let message = format!("no column says which decision it was; there are: {}", columns.header().join(", "));
    Err(RowProblem::new("missing-column", message).help("call it \"decision_stage_code\" or \"Decision type\""))
}

/// What a row says of a decision.
#[derive(Debug, Clone)]
pub(super) struct Decision<'a> {
    /// Code of the state.
    pub(super) state: &'a str,
    /// Number of the case in its one spelling; empty where the row has none.
    pub(super) case: String,
    /// Day of the decision.
    pub(super) day: Day,
    /// The step, where its word is known.
    pub(super) stage: Option<StageRead>,
    /// The step as the register writes it.
    pub(super) stage_written: &'a str,
    /// What is reproached, where its word is known.
    pub(super) kind: Option<CaseKind>,
    /// What is reproached, as the register writes it.
    pub(super) kind_written: &'a str,
    /// The act that the row names by its number.
    pub(super) celex: &'a str,
    /// Title of the case.
    pub(super) title: &'a str,
    /// Department in charge.
    pub(super) department: &'a str,
    /// What else the row says, in words.
    pub(super) note: Option<String>,
}

impl<'a> Decision<'a> {
    /// Reads a row; the state was found before.
    ///
    /// # Errors
    /// The row has no day, or no decision.
    pub(super) fn read(row: &'a RawRow, columns: &Columns, state: &'a str) -> Result<Decision<'a>, RowProblem> {
        let cell = |name| columns.get(row, name);
        let day = match cell("day") {
            "" => return Err(RowProblem::new("no-day", "the row has no day of the decision").help("write the day")),
            written => read_day(written, DayOrder::DayFirst)?,
        };
        let stage_written = cell("stage");
        let stage_written = if stage_written.is_empty() { cell("stage_words") } else { stage_written };
        let stage = read_stage(stage_written).or_else(|| read_stage(cell("stage_words")));
        // a step that says nothing could not be read again
        if stage.is_none() && stage_written.is_empty() {
            let message = "the row does not say which decision it was";
            return Err(RowProblem::new("no-decision", message).help("write the decision"));
        }
        let (kind, kind_written) = reproach(cell("kind"), cell("noncommunication"), cell("title"));
        let case = CaseNumber::canonical(cell("case"));
        let is_additional = stage.is_some_and(|stage| stage.is_additional) || is_set(cell("additional"));
        let note = note(is_additional, cell("press_release"), cell("memo"), cell("court_case"));
        Ok(Decision {
            state,
            case,
            day,
            stage,
            stage_written,
            kind,
            kind_written,
            celex: cell("celex"),
            title: cell("title"),
            department: cell("department"),
            note,
        })
    }

    /// The year of the number of the case.
    pub(super) fn case_year(&self) -> Option<u16> {
        CaseNumber::parse(&self.case).map(CaseNumber::year)
    }

    /// What is unusual about it, whichever act it concerns.
    pub(super) fn warnings(&self) -> Vec<RowProblem> {
        let mut all = Vec::new();
        if self.stage.is_none() {
            let message = format!("the decision \"{}\" is no step that is known here", self.stage_written);
            all.push(RowProblem::new("unknown-stage", message).help("it is kept with its word, and not judged"));
        }
        if self.kind.is_none() && !self.kind_written.is_empty() {
            let message = format!("\"{}\" is no kind of case that is known here", self.kind_written);
            all.push(RowProblem::new("unknown-kind", message).help("it is kept with its word, and not judged"));
        }
        match self.case_year() {
            None => {
                all.push(RowProblem::new("unknown-case-number", format!("\"{}\" is no number of a case", self.case)))
            }
            Some(year) if self.day.year() < i32::from(year) => {
                let message = format!("a decision of {} in case {}, which was registered later", self.day, self.case);
                all.push(RowProblem::new("step-before-case", message).help("check the day and the number of the case"));
            }
            Some(_) => {}
        }
        all
    }
}

/// What is reproached, and the register's word for it: by its own column, by that of cases of non-communication, or, where the
/// register has neither, by a title that says it.
fn reproach<'a>(word: &'a str, is_noncommunication: &'a str, title: &str) -> (Option<CaseKind>, &'a str) {
    const TITLES: [&str; 3] = ["non-communication", "non communication", "failure to communicate"];
    let lower = title.to_lowercase();
    let says_title = word.is_empty() && TITLES.iter().any(|words| lower.contains(words));
    if is_set(is_noncommunication) || says_title {
        return (Some(CaseKind::NonCommunication), word);
    }
    (read_kind(word), word)
}

/// `1`, `1.0`, `yes`, `true`.
fn is_set(cell: &str) -> bool {
    ["1", "1.0", "yes", "true", "y", "x"].iter().any(|word| word.eq_ignore_ascii_case(cell))
}

/// What has no key of its own.
fn note(is_additional: bool, press_release: &str, memo: &str, court_case: &str) -> Option<String> {
    let is_empty = |cell: &str| matches!(cell.to_ascii_lowercase().as_str(), "" | "0" | "0.0" | "no" | "false" | "-");
    let named = |what: &str, cell: &str| match cell {
        cell if is_empty(cell) => None,
        cell if is_set(cell) => Some(what.to_owned()),
        cell => Some(format!("{what} {cell}")),
    };
    let parts = [
        is_additional.then(|| "additional step of its kind".to_owned()),
        named("press release", press_release),
        named("memo", memo),
        named("before the Court", court_case),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}
