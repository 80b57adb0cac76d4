//! Cases put together from their steps: those of records under acts, and those attributed to no act. A case is a state and a
//! number, under however many acts; steps without a number are one case per state, act and kind.

use crate::law::{CaseNumber, Event, Procedure, Record, Stage, Step};
use crate::load::UnattributedStep;
use crate::report::run::Run;
use crate::time::Day;
use std::collections::{BTreeMap, BTreeSet};

/// A case, as its steps known by the run's dates show it.
pub(super) struct InfringementCase {
    pub(super) state: String,
    /// Ids of the acts to which its steps are attributed; none: it is attributed to no act.
    pub(super) acts: BTreeSet<String>,
    /// What is reproached.
    pub(super) kind: Option<String>,
    pub(super) department: Option<String>,
    pub(super) first_step: Day,
    /// The first letter of formal notice under Art. 258 TFEU.
    pub(super) first_letter: Option<Day>,
    /// The first closing or withdrawal.
    pub(super) first_end: Option<Day>,
}

impl InfringementCase {
    /// Is its first letter of this year?
    pub(super) fn is_opened_in(&self, year: i32) -> bool {
        self.first_letter.is_some_and(|day| day.year() == year)
    }

    /// Was there a first letter on or before the day, and no closing or withdrawal by it? A closing on the day ends it.
    pub(super) fn is_open_on(&self, day: Day) -> bool {
        self.first_letter.is_some_and(|letter| letter <= day) && self.first_end.is_none_or(|end| end > day)
    }
}

/// By what the steps of one case are known to belong together.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum CaseIdentity {
    Number(String),
    /// Act or title, and kind, of steps without a number.
    Unnumbered(String, String),
}

/// What a step says, wherever it is kept.
struct SeenStep<'s> {
    on: Day,
    is_letter: bool,
    is_end: bool,
    act: Option<&'s str>,
    kind: Option<&'s str>,
    department: Option<&'s str>,
}

type Steps<'s> = BTreeMap<(&'s str, CaseIdentity), Vec<SeenStep<'s>>>;

/// Every case of which a step is known, in the order of states and numbers.
pub(super) fn cases(run: &Run, steps: &[UnattributedStep]) -> Vec<InfringementCase> {
    let mut all = Steps::new();
    for actor in &run.engine.corpus.actors {
        for record in actor.records() {
            add_record(run, &actor.code, record, &mut all);
        }
    }
    for step in steps {
        add_unattributed(run, step, &mut all);
    }
    all.into_iter().filter_map(|((state, _), steps)| case(state, steps)).collect()
}

fn add_record<'s>(run: &'s Run, state: &'s str, record: &'s Record, all: &mut Steps<'s>) {
    let corpus = run.engine.corpus;
    let Some(step) = record.step().filter(|_| corpus.is_known(record, run.engine.known_as_of)) else { return };
    // an uncertain step counts from its last possible day, as it does for the stage of a case
    let on = corpus.last_possible_day(record);
    if on > run.as_of {
        return;
    }
    let act = corpus.instrument(record.instrument).map(|act| &*act.id);
    let identity = match &step.case {
        Some(number) => CaseIdentity::Number(number.to_string()),
        None => CaseIdentity::Unnumbered(act.unwrap_or_default().to_owned(), step.kind.as_str().to_owned()),
    };
    let seen = SeenStep {
        on,
        is_letter: matches!(&record.event, Event::Procedural(Stage::FormalNotice, step) if is_under_258(step)),
        is_end: matches!(record.event, Event::Ended { .. }),
        act,
        kind: Some(step.kind.as_str()),
        department: step.department.as_deref(),
    };
    all.entry((state, identity)).or_default().push(seen);
}

/// Is the step taken under Art. 258 TFEU? So it is where the record does not say: a letter after a judgment says what it is.
fn is_under_258(step: &Step) -> bool {
    step.procedure.is_none_or(|procedure| procedure == Procedure::Art258)
}

fn add_unattributed<'s>(run: &Run, step: &'s UnattributedStep, all: &mut Steps<'s>) {
    let corpus = run.engine.corpus;
    let source = corpus.find_source(&step.source).and_then(|ix| corpus.source(ix));
    let (Ok(on), Some(source)) = (Day::parse(&step.on), source) else { return };
    let known_from = if source.continuous { on } else { source.published.last() };
    if on > run.as_of || run.engine.known_as_of.is_some_and(|known| known_from > known) {
        return;
    }
    let (kind, title) = (step.kind.as_deref(), step.celex.as_deref().or(step.title.as_deref()));
    let identity = match &step.case {
        Some(number) => CaseIdentity::Number(CaseNumber::canonical(number).to_string()),
        None => CaseIdentity::Unnumbered(title.unwrap_or_default().to_owned(), kind.unwrap_or_default().to_owned()),
    };
    let event = step.event.as_deref().unwrap_or_default();
    let is_under_258 = step.procedure.as_deref().is_none_or(|word| word == Procedure::Art258.as_str());
    let seen = SeenStep {
        on,
        is_letter: event == Stage::FormalNotice.as_str() && is_under_258,
        is_end: matches!(event, "closed" | "withdrawn"),
        act: None,
        kind,
        department: step.department.as_deref(),
    };
    all.entry((&step.state, identity)).or_default().push(seen);
}

/// The case of these steps. Kind and department are those of its first letter, else of the first step that names them.
fn case(state: &str, mut steps: Vec<SeenStep>) -> Option<InfringementCase> {
    steps.sort_by_key(|step| (step.on, !step.is_letter));
    let first = |wanted: fn(&SeenStep) -> bool| steps.iter().find(|step| wanted(step)).map(|step| step.on);
    let (first_step, first_letter) = (steps.first()?.on, first(|step| step.is_letter));
    let first_end = first(|step| step.is_end);
    let letters_first = || steps.iter().filter(|step| step.is_letter).chain(&steps);
    let kind = letters_first().find_map(|step| step.kind).map(str::to_owned);
    let department = letters_first().find_map(|step| step.department).map(str::to_owned);
    let acts = steps.iter().filter_map(|step| step.act).map(str::to_owned).collect();
    Some(InfringementCase { state: state.to_owned(), acts, kind, department, first_step, first_letter, first_end })
}
