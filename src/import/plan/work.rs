//! One import while it is planned: rows, the records that they propose, and what each check refused so far.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::coverage::FileCoverage;
use super::input::{ImportOptions, InputFile};
use super::merge::{Addition, StateChange};
use super::outcome::{RowOutcome, RowVerdict};
use super::state_records::{StateRecords, text};
use super::verify;
use crate::import::{ActOf, NewAct, NewState, Proposal, RowProblem};
use crate::law::Source;
use crate::load::{CorpusDraft, DraftChange, DraftDefect, UnattributedStep};

/// One import while it is planned.
pub(super) struct Work<'a> {
    pub(super) draft: &'a CorpusDraft,
    pub(super) options: &'a ImportOptions,
    pub(super) files: Vec<InputFile>,
    pub(super) rows: Vec<RowOutcome>,
    pub(super) additions: Vec<Addition>,
    /// Steps without an act, each with its row.
    pub(super) steps: Vec<(usize, UnattributedStep)>,
    /// Acts whose facts rows give, by CELEX number.
    pub(super) acts: BTreeMap<String, BTreeSet<usize>>,
    pub(super) new_acts: BTreeMap<String, NewAct>,
    pub(super) new_states: BTreeMap<String, NewState>,
    pub(super) coverage: FileCoverage,
    pub(super) states: BTreeMap<String, StateRecords>,
    /// How many additions are on record already.
    pub(super) known: usize,
    /// Additions that a check refused, or found to repeat others.
    pub(super) refused: BTreeMap<usize, (RowProblem, bool)>,
    pub(super) refused_acts: BTreeMap<String, RowProblem>,
    pub(super) changes: BTreeMap<String, StateChange>,
    pub(super) unusual: Vec<(usize, RowProblem)>,
    /// Additions that are not made, because something stands in their place.
    pub(super) left: Vec<(usize, RowProblem)>,
    /// Additions that take the place of what a weaker source says.
    pub(super) weaker: Vec<(usize, RowProblem)>,
    pub(super) change: DraftChange,
    pub(super) others: Vec<DraftDefect>,
}

impl<'a> Work<'a> {
    pub(super) fn of(draft: &'a CorpusDraft, mut files: Vec<InputFile>, options: &'a ImportOptions) -> Work<'a> {
        let mut work = Work {
            draft,
            options,
            rows: Vec::new(),
            additions: Vec::new(),
            steps: Vec::new(),
            acts: BTreeMap::new(),
            new_acts: BTreeMap::new(),
            new_states: BTreeMap::new(),
            coverage: FileCoverage::default(),
            states: BTreeMap::new(),
            known: 0,
            refused: BTreeMap::new(),
            refused_acts: BTreeMap::new(),
            changes: BTreeMap::new(),
            unusual: Vec::new(),
            left: Vec::new(),
            weaker: Vec::new(),
            change: DraftChange::default(),
            others: Vec::new(),
            files: Vec::new(),
        };
        for (number, file) in files.iter_mut().enumerate() {
            let acts = std::mem::take(&mut file.read.acts);
            work.new_acts.extend(acts.into_iter().map(|act| (act.celex.clone(), act)));
            let states = std::mem::take(&mut file.read.states);
            work.new_states.extend(states.into_iter().map(|state| (state.code.clone(), state)));
            for row in &mut file.read.rows {
                let place = work.rows.len();
                let verdict = if row.warnings.is_empty() { RowVerdict::Accepted } else { RowVerdict::Warned };
                let (cells, problems) = (std::mem::take(&mut row.cells), std::mem::take(&mut row.warnings));
                work.rows.push(RowOutcome { file: number, line: row.line, verdict, problems, cells });
                match std::mem::replace(&mut row.says, Ok(Vec::new())) {
                    Ok(proposals) => proposals.into_iter().for_each(|one| work.propose(place, one)),
                    Err(problem) => work.refuse(place, problem),
                }
            }
        }
        work.files = files;
        work.coverage.until = work.last_day_of_older_register();
        work.refuse_acts_that_stand();
        let of_steps = work.steps.iter().map(|(_, step)| &step.state);
        let states: BTreeSet<String> = work.additions.iter().map(|one| &one.state).chain(of_steps).cloned().collect();
        for state in states {
            let records = work.read_state(&state);
            work.states.insert(state, records);
        }
        work
    }

    /// The last day of a register of cases that ends before what is on record of it: an extract, or an older copy.
    fn last_day_of_older_register(&self) -> Option<String> {
        let source = self.draft.corpus.find_source(self.options.source.as_deref()?);
        let (_, covered) = source.and_then(|ix| self.draft.corpus.source(ix)).and_then(Source::cases)?;
        let through = self.files.iter().filter_map(|file| file.read.through.clone()).max()?;
        (through < covered.to_string()).then_some(through)
    }

    fn read_state(&self, code: &str) -> StateRecords {
        let lines = self.draft.records_on_lines(code);
        match (self.draft.text(&verify::state_path(code)), self.new_states.get(code)) {
            (Some(text), _) => StateRecords::read(text, lines),
            (None, Some(new)) => StateRecords::none(verify::new_state(new), lines.is_some()),
            (None, None) => StateRecords::default(),
        }
    }

    pub(super) fn refuse(&mut self, row: usize, problem: RowProblem) {
        if let Some(row) = self.rows.get_mut(row) {
            row.refuse(problem);
        }
    }

    pub(super) fn warn(&mut self, row: usize, problem: RowProblem) {
        if let Some(row) = self.rows.get_mut(row) {
            row.warn(problem);
        }
    }

    fn propose(&mut self, row: usize, proposal: Proposal) {
        let record = match proposal {
            Proposal::Record(record) => record,
            Proposal::Step(step) => {
                if let Some(problem) = self.wrong_step(&step) {
                    return self.refuse(row, problem);
                }
                step.event.iter().for_each(|event| self.coverage.note_event(event));
                if let Some(case) = &step.case {
                    self.coverage.note_case(&step.state, case, &step.on);
                }
                self.warn_of_day_ahead(row, &step.on);
                return self.steps.push((row, *step));
            }
            Proposal::Act(celex) => {
                self.acts.entry(celex).or_default().insert(row);
                return;
            }
        };
        let is_new = self.draft.corpus.find_actor(&record.state).is_none();
        if is_new && !(self.options.create_states && self.new_states.contains_key(&record.state)) {
            let problem = RowProblem::new("unknown-state", format!("there is no state {} in the data", record.state));
            return self.refuse(row, problem.help("--create-states adds it"));
        }
        let instrument = match &record.act {
            ActOf::Known(id) => id.clone(),
            ActOf::New(celex) => match self.new_acts.get(celex) {
                Some(act) => act.id.clone(),
                None => {
                    let problem = RowProblem::new("unknown-instrument", format!("there is no instrument {celex}"));
                    return self.refuse(row, problem);
                }
            },
        };
        if let ActOf::New(celex) = record.act {
            self.acts.entry(celex).or_default();
        }
        let mut entry = Map::new();
        entry.insert("instrument".to_owned(), Value::from(instrument));
        entry.extend(record.entry);
        if let Some(source) = &self.options.source {
            entry.entry("source").or_insert_with(|| Value::from(source.as_str()));
        }
        if self.options.is_read {
            entry.entry("confidence").or_insert_with(|| Value::from("read"));
        }
        self.coverage.note(&record.state, &entry);
        let can_lie_ahead = matches!(text(&entry, "event"), Some("in-force-for-state" | "denunciation"));
        if !can_lie_ahead {
            self.warn_of_day_ahead(row, text(&entry, "on").unwrap_or_default());
        }
        self.additions.push(Addition { row, state: record.state, entry, otherwise: record.otherwise });
    }

    /// Why a step could not be read again after it was kept.
    pub(super) fn wrong_step(&self, step: &UnattributedStep) -> Option<RowProblem> {
        let DraftDefect { code, message, help, .. } = self.draft.check_step(step)?;
        Some(RowProblem { code, message: format!("a step is kept without an act, and cannot be: {message}"), help })
    }

    /// What a file says of a day after that of the import has not happened: a digit may be wrong.
    fn warn_of_day_ahead(&mut self, row: usize, on: &str) {
        if on > self.options.day.to_string().as_str() {
            let message = format!("{on} lies after the day of the import, {}", self.options.day);
            self.warn(row, RowProblem::new("day-ahead", message).help("check the year"));
        }
    }
}
