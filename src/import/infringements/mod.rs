//! The Commission's decisions in infringement cases, as registers list them: the one of 2002 to 2020, with its column of acts, and
//! the layout of the public register, whose titles may name an act. Each row becomes a record of a state where its act is
//! proven, and a step that is kept but attributed to no act where it is not. A row is refused only where it cannot be placed at
//! all: without a state, without a day.
//!
//! What such a register proves is that the Commission decided so on that day. It does not say why a case was closed: `outcome`
//! is always `unsaid`. Not here: the counts of cases (`report`).

mod acts;
mod attribution;
mod decision;
mod words;

pub use words::{StageRead, read_kind, read_stage};

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value, json};

use self::acts::{ActLetters, Acts};
use self::attribution::{ActSaid, CaseActs, said_by_row};
use self::decision::Decision;
use super::table::{Columns, RawRow, RawTable};
use super::{ActOf, ImportRow, Proposal, ProposedRecord, RowProblem, RowsRead, StepOrigin};
use crate::law::names::find_state;
use crate::law::{Actor, CaseKind, Corpus, EventKind, Procedure};
use crate::load::UnattributedStep;
use crate::time::Day;

/// How a register of cases is read.
#[derive(Debug, Clone, Copy)]
pub struct CaseOptions<'a> {
    /// Id of its source document.
    pub source: &'a str,
    /// Are stubs made of acts that the data do not have?
    pub create_instruments: bool,
}

/// Reads a register of infringement cases: of all sheets those that have its columns.
///
/// # Errors
/// No sheet has them.
pub fn read(tables: &[RawTable], corpus: &Corpus, options: CaseOptions) -> Result<RowsRead, RowProblem> {
    let mut read = read_files(&[tables], corpus, options).map_err(|(_, problem)| problem)?;
    Ok(read.pop().unwrap_or_default())
}

/// Reads the files of one register together: the act of a case that one of them names holds for the decisions in the others.
/// The acts that are new stand with the first file.
///
/// # Errors
/// No sheet of a file has the columns of decisions: the place of that file, and what is wrong with it.
pub fn read_files(
    files: &[&[RawTable]],
    corpus: &Corpus,
    options: CaseOptions,
) -> Result<Vec<RowsRead>, (usize, RowProblem)> {
    let found = files.iter().enumerate().map(|(at, tables)| sheets(tables).map_err(|problem| (at, problem)));
    let found = found.collect::<Result<Vec<_>, _>>()?;
    let register = RegisterReading { corpus, options, acts: Acts::new(corpus) };
    let mut read = register.read(&found);
    for (read, sheets) in read.iter_mut().zip(&found) {
        read.unread = sheets.iter().flat_map(|(_, columns)| columns.unread()).map(str::to_owned).collect();
        read.header = sheets.first().map(|(_, columns)| columns.header().to_vec()).unwrap_or_default();
    }
    Ok(read)
}

/// A sheet of decisions, with the places of its columns.
type RegisterSheet<'t> = (&'t RawTable, Columns);

/// The sheets of a file that list decisions.
fn sheets(tables: &[RawTable]) -> Result<Vec<RegisterSheet<'_>>, RowProblem> {
    let mut found = Vec::new();
    let mut refused = RowProblem::new("no-table", "the file has no table");
    for table in tables {
        match decision::columns(table) {
            Ok(columns) => found.push((table, columns)),
            Err(problem) => refused = problem,
        }
    }
    if found.is_empty() { Err(refused) } else { Ok(found) }
}

/// A register while it is read.
struct RegisterReading<'a> {
    corpus: &'a Corpus,
    options: CaseOptions<'a>,
    acts: Acts<'a>,
}

/// A row, and what it says by itself.
struct RowSaid<'r> {
    row: &'r RawRow,
    width: Option<RowProblem>,
    decision: Result<(Decision<'r>, ActSaid), RowProblem>,
}

impl<'a> RegisterReading<'a> {
    fn read(&self, files: &[Vec<RegisterSheet<'_>>]) -> Vec<RowsRead> {
        let mut states: HashMap<&str, Option<&Actor>> = HashMap::new();
        let mut said = Vec::with_capacity(files.len());
        for sheets in files {
            let rows = sheets.iter().flat_map(|(table, columns)| columns.rows(table).map(move |row| (row, columns)));
            let of_file = rows.map(|(row, columns)| {
                let written = columns.get(row, "state");
                let state = *states.entry(written).or_insert_with(|| find_state(self.corpus, written));
                RowSaid { row, width: columns.check_width(row), decision: self.decision(row, columns, state) }
            });
            said.push(of_file.collect());
        }
        self.proposed(&said)
    }

    fn decision<'r>(
        &self,
        row: &'r RawRow,
        columns: &Columns,
        state: Option<&'r Actor>,
    ) -> Result<(Decision<'r>, ActSaid), RowProblem> {
        let state = state.filter(|actor| !actor.is_institution()).ok_or_else(|| no_state(columns.get(row, "state")))?;
        let decision = Decision::read(row, columns, &state.code)?;
        let said = said_by_row(&decision, &self.acts, self.options.create_instruments);
        Ok((decision, said))
    }

    /// Second look at all rows: what some rows of a case prove holds for the others, in whichever file they stand.
    fn proposed(&self, files: &[Vec<RowSaid<'_>>]) -> Vec<RowsRead> {
        let all = files.iter().flatten();
        let proven = all.filter_map(|one| one.decision.as_ref().ok().map(|(decision, said)| (decision, said)));
        let cases = CaseActs::new(&self.acts, proven);
        let mut earlier = EarlierRows::default();
        let mut read: Vec<RowsRead> = Vec::with_capacity(files.len());
        for rows in files {
            let days = rows.iter().filter_map(|one| one.decision.as_ref().ok().map(|(decision, _)| decision.day));
            let through = days.max().map(|day| day.to_string());
            let rows = rows.iter().map(|one| self.row(one, &cases, &mut earlier)).collect();
            read.push(RowsRead { rows, through, ..RowsRead::default() });
        }
        if let Some(first) = read.first_mut() {
            first.acts = earlier.letters.stubs();
        }
        read
    }

    /// What a row comes to, after the rows before it.
    fn row(&self, one: &RowSaid<'_>, cases: &CaseActs, earlier: &mut EarlierRows) -> ImportRow {
        let mut row = ImportRow {
            line: one.row.line,
            cells: one.row.cells.as_slice().into(),
            says: Ok(Vec::new()),
            warnings: one.width.iter().cloned().collect(),
        };
        let (decision, said) = match &one.decision {
            Ok(read) => read,
            Err(problem) => return ImportRow { says: Err(problem.clone()), ..row },
        };
        row.warnings.extend(decision.warnings());
        row.warnings.extend(self.membership(decision));
        if earlier.seen.insert(StepKey::of(decision)) {
            let act = cases.attribute(decision, said);
            row.warnings.extend(said.refuted().filter(|_| act.is_err()));
            row.says = Ok(vec![self.proposal(decision, act, &mut earlier.letters)]);
        } else {
            row.warnings.push(repeated());
        }
        row
    }

    /// A decision against a state that Union law did not bind on that day.
    fn membership(&self, decision: &Decision) -> Option<RowProblem> {
        let actor = self.corpus.find_actor(decision.state)?;
        let is_bound = actor.membership.iter().any(|one| {
            one.during.contains(decision.day)
                || one.union_law_to.is_some_and(|to| one.during.from() <= decision.day && decision.day < to)
        });
        (!is_bound).then(|| {
            let message = format!("{} was no Member State on {}", actor.name, decision.day);
            RowProblem::new("not-a-member", message).help("check the state and the day")
        })
    }

    fn proposal(&self, decision: &Decision, act: Result<ActOf, String>, letters: &mut ActLetters) -> Proposal {
        let step = |why: &str| self.unattributed(decision, why);
        let (stage, kind) = match (decision.stage, decision.kind) {
            (Some(stage), Some(kind)) => (stage, kind),
            (None, _) => return Proposal::Step(step("the register's word for the step is not known")),
            (_, None) => {
                return Proposal::Step(step("the register does not say in a known word what is reproached"));
            }
        };
        let act = match act {
            Ok(act) => act,
            Err(why) => return Proposal::Step(step(&why)),
        };
        if let ActOf::New(celex) = &act {
            let is_letter = stage.event == EventKind::FormalNotice && stage.procedure != Some(Procedure::Art260_2);
            letters.add(celex, decision.day, kind, is_letter);
        }
        let kept = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let otherwise = Some(Box::new(StepOrigin { celex: kept(decision.celex), title: kept(decision.title) }));
        Proposal::Record(ProposedRecord {
            state: decision.state.to_owned(),
            act,
            entry: entry(decision, stage, kind),
            otherwise,
        })
    }

    /// The decision as a step that is attributed to no act.
    fn unattributed(&self, decision: &Decision, why: &str) -> Box<UnattributedStep> {
        let kept = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let kind = decision.kind.map_or(decision.kind_written, |kind| kind.as_str());
        Box::new(UnattributedStep {
            state: decision.state.to_owned(),
            case: kept(&decision.case),
            on: decision.day.to_string(),
            event: decision.stage.map(|stage| stage.event.as_str().to_owned()),
            stage: kept(decision.stage_written).filter(|_| decision.stage.is_none()),
            procedure: decision.stage.and_then(|stage| stage.procedure).map(|procedure| procedure.as_str().to_owned()),
            kind: kept(kind),
            department: kept(decision.department),
            celex: kept(decision.celex),
            title: kept(decision.title),
            note: decision.note.clone(),
            source: self.options.source.to_owned(),
            why: why.to_owned(),
        })
    }
}

/// The decision as an entry of a state's file.
fn entry(decision: &Decision, stage: StageRead, kind: CaseKind) -> Map<String, Value> {
    let mut entry = Map::new();
    let mut put = |key: &str, value: &str| {
        if !value.is_empty() {
            entry.insert(key.to_owned(), json!(value));
        }
    };
    put("event", stage.event.as_str());
    put("on", &decision.day.to_string());
    put("case", &decision.case);
    put("procedure", stage.procedure.map_or("", |procedure| procedure.as_str()));
    put("kind", kind.as_str());
    if matches!(stage.event, EventKind::Closed | EventKind::Withdrawn) {
        // registers do not say why a case ended
        put("outcome", "unsaid");
    }
    put("department", decision.department);
    let title = Some(decision.title).filter(|title| !title.is_empty()).map(|title| format!("title: {title}"));
    let note: Vec<String> = decision.note.clone().into_iter().chain(title).collect();
    put("note", &note.join("; "));
    entry
}

/// What the rows of a register said before one of them.
#[derive(Default)]
struct EarlierRows {
    seen: HashSet<StepKey>,
    letters: ActLetters,
}

/// By what a step is the same as another one.
#[derive(PartialEq, Eq, Hash)]
struct StepKey {
    state: String,
    case: String,
    day: Day,
    stage: String,
    kind: String,
}

impl StepKey {
    fn of(decision: &Decision) -> StepKey {
        let stage = match decision.stage {
            Some(stage) => format!("{} {}", stage.event.as_str(), stage.procedure.map_or("", |one| one.as_str())),
            None => decision.stage_written.to_owned(),
        };
        let kind = decision.kind.map_or(decision.kind_written, |kind| kind.as_str()).to_owned();
        StepKey { state: decision.state.to_owned(), case: decision.case.clone(), day: decision.day, stage, kind }
    }
}

fn repeated() -> RowProblem {
    RowProblem::new("duplicate-row", "an earlier row says the same of the same case on the same day")
        .help("it is counted once")
}

fn no_state(written: &str) -> RowProblem {
    let message = match written {
        "" => "the row has no state".to_owned(),
        written => format!("\"{written}\" is no state of the data"),
    };
    RowProblem::new("unknown-state", message).help("write the code or the name of a Member State")
}

#[cfg(test)]
mod tests;
