//! Duties and states: one letter per verdict, how many gaps each duty and each state has, and the sentence that answers.

use super::frame::{ChartFrame, ChartText, tense};
use super::states::{ChartState, place};
use super::words::{act_name, gaps, participle};
use crate::engine::{Finding, Selection};
use crate::law::Actor;
use crate::report::run::Run;
use crate::report::text::citation::article_of;
use crate::report::text::dates::long_date;
use crate::report::text::labels::duty_label;
use crate::report::text::labels::{counted, is_headline};
use crate::report::text::marks::{LETTERS, VerdictLetter, letter_of};
use crate::rules::Verdict;
use std::collections::BTreeSet;

/// Duties in rows, states in columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixChart {
    /// What stands around it.
    pub frame: ChartFrame,
    /// The columns, in protocol order.
    pub states: Vec<ChartState>,
    /// The rows, by objective.
    pub groups: Vec<MatrixGroup>,
    /// How many of the duties shown each state has not met.
    pub gaps: Vec<usize>,
}

/// The rows of one objective.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixGroup {
    /// `Objective 1`; `None` where there is one group only.
    pub heading: Option<String>,
    /// Acts and duties of the group.
    pub lines: Vec<MatrixLine>,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixLine {
    /// The act, or one of its duties.
    pub label: String,
    /// Both in full.
    pub title: String,
    /// Does it stand below the name of its act?
    pub is_below_act: bool,
    /// What holds for each state; none for the name of an act above its duties.
    pub cells: Vec<Option<VerdictLetter>>,
    /// `6 gaps`; empty without one.
    pub gaps: String,
    /// `1 ?`, `26 pending`.
    pub rest: String,
}

impl MatrixLine {
    /// How many states have which verdict.
    pub fn count(&self, is_counted: impl Fn(Verdict) -> bool) -> usize {
        self.cells.iter().flatten().filter(|letter| is_counted(letter.verdict)).count()
    }
}

impl MatrixChart {
    /// What `compare` shows of these findings: duties that stand for their act, and those that are named; without those that
    /// concern nobody on the day.
    pub fn new<'a>(run: &Run<'a>, selection: &Selection, actors: &[&'a Actor], found: &[Finding<'a>]) -> MatrixChart {
        let is_named = |one: &Finding| !selection.obligations.is_all() && selection.obligations.takes(&one.duty());
        let mut shown: Vec<Finding> = found.iter().filter(|one| is_headline(one) || is_named(one)).cloned().collect();
        let concern: BTreeSet<String> = shown.iter().filter(|one| concerns(one)).map(Finding::duty).collect();
        shown.retain(|one| concern.contains(&one.duty()));
        let mut actors = actors.to_vec();
        actors.sort_by_key(|actor| place(&actor.code));
        let groups = groups(&actors, &shown);
        let cells = || groups.iter().flat_map(|group| &group.lines).filter(|line| !line.cells.is_empty());
        let is_gap =
            |cell: Option<&Option<VerdictLetter>>| cell.is_some_and(|one| one.is_some_and(|one| one.verdict.is_gap()));
        let gaps: Vec<usize> =
            (0..actors.len()).map(|column| cells().filter(|line| is_gap(line.cells.get(column))).count()).collect();
        let sentence = sentence(run, &shown, &gaps);
        let description = "Duties in rows, states in columns, one letter per verdict; to the right the count of each row, \
                           below the gaps of each state, and the key.";
        let frame = ChartFrame::new(run, sentence, description, &shown);
        MatrixChart { frame, states: actors.into_iter().map(ChartState::of).collect(), groups, gaps }
    }

    /// The letters of the key: those that occur, the gravest first.
    pub fn letters(&self) -> Vec<VerdictLetter> {
        let occurs = |letter: &VerdictLetter| {
            let mut cells = self.groups.iter().flat_map(|group| &group.lines).flat_map(|line| &line.cells).flatten();
            cells.any(|cell| cell == letter)
        };
        LETTERS.into_iter().filter(occurs).collect()
    }
}

/// Does the duty concern the state on the day, or did it? A duty that is not yet there for anybody has no row.
fn concerns(finding: &Finding) -> bool {
    !matches!(finding.judgement.verdict, Verdict::NotInForce | Verdict::NotBound)
}

/// The rows in the order of `compare`: by objective, act and place in the act.
fn groups(actors: &[&Actor], shown: &[Finding]) -> Vec<MatrixGroup> {
    let mut duties: Vec<&Finding> = shown.iter().collect();
    duties.sort_by_key(|finding| {
        let at = finding.instrument.obligations.iter().position(|one| one.id == finding.obligation.id);
        (finding.instrument.objective.unwrap_or(u8::MAX), &finding.instrument.id, at)
    });
    duties.dedup_by_key(|finding| finding.duty());
    let mut groups: Vec<MatrixGroup> = Vec::new();
    for by_objective in duties.chunk_by(|one, next| one.instrument.objective == next.instrument.objective) {
        let mut lines = Vec::new();
        for of_act in by_objective.chunk_by(|one, next| one.instrument.id == next.instrument.id) {
            lines.extend(of_act.first().filter(|_| of_act.len() > 1).map(|first| heading_line(first)));
            lines.extend(of_act.iter().map(|duty| duty_line(actors, shown, duty, of_act.len() > 1)));
        }
        let objective = by_objective.first().and_then(|first| first.instrument.objective);
        let heading = objective.map_or("No objective".to_owned(), |number| format!("Objective {number}"));
        groups.push(MatrixGroup { heading: Some(heading), lines });
    }
    if let [only] = groups.as_mut_slice() {
        only.heading = None;
    }
    groups
}

fn heading_line(first: &Finding) -> MatrixLine {
    let (label, title) = (act_name(first.instrument).to_owned(), first.instrument.title.to_string());
    MatrixLine { label, title, is_below_act: false, cells: Vec::new(), gaps: String::new(), rest: String::new() }
}

fn duty_line(actors: &[&Actor], shown: &[Finding], duty: &Finding, is_below_act: bool) -> MatrixLine {
    let (act, obligation) = (duty.instrument, duty.obligation);
    let of_duty: Vec<&Finding> = shown.iter().filter(|one| one.duty() == duty.duty()).collect();
    let of_state = |actor: &&Actor| of_duty.iter().find(|one| one.actor.code == actor.code).map(|one| letter_of(one));
    let label = if is_below_act { duty_label(obligation) } else { act_name(act).to_owned() };
    let title = format!("{}: {} ({})", act_name(act), obligation.title, article_of(&obligation.article));
    let cells = actors.iter().map(of_state).collect();
    let line = MatrixLine { label, title, is_below_act, cells, gaps: String::new(), rest: String::new() };
    let (gaps, rest) = line_words(&line, duty);
    MatrixLine { gaps, rest, ..line }
}

/// Gaps first, then what is possible or urged; else what is pending, or else met; then what is not known.
fn line_words(line: &MatrixLine, duty: &Finding) -> (String, String) {
    let of = |verdict: Verdict| line.count(|one| one == verdict);
    let in_gap = line.count(Verdict::is_gap);
    let met = of(Verdict::Met) + of(Verdict::MetLate);
    let mut rest = Vec::new();
    rest.extend(Some(of(Verdict::PossibleGap)).filter(|count| *count > 0).map(|count| format!("{count} G")));
    let undone = if participle(duty.instrument, duty.obligation).is_some() { "not ratified" } else { "urged" };
    rest.extend(Some(of(Verdict::Encouraged)).filter(|count| *count > 0).map(|count| format!("{count} {undone}")));
    if in_gap == 0 && rest.is_empty() {
        let others = [(of(Verdict::Pending), "pending"), (met, "met")];
        rest.extend(others.iter().find(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")));
    }
    let unknown = of(Verdict::Unknown);
    rest.extend(Some(unknown).filter(|count| *count > 0).map(|count| format!("{count} ?")));
    if in_gap == 0 && rest.is_empty() {
        rest.push(if of(Verdict::Ended) > 0 { "ended".to_owned() } else { "–".to_owned() });
    }
    (if in_gap == 0 { String::new() } else { gaps(in_gap) }, rest.join(", "))
}

/// The sentence that answers: states with gaps, what was only urged, and how much is known.
fn sentence(run: &Run, shown: &[Finding], of_states: &[usize]) -> Vec<ChartText> {
    let all = of_states.len();
    let of = |verdict: Verdict| shown.iter().filter(|one| one.judgement.verdict == verdict).count();
    let day = format!("On {}, ", long_date(run.as_of));
    let judged = shown.iter().filter(|one| !one.judgement.verdict.is_outside()).count();
    if judged == 0 {
        return vec![ChartText::plain(format!("{day}none of these duties {} in force.", tense(run, "was", "is")))];
    }
    let (overdue, partial) = (of(Verdict::Overdue), of(Verdict::Partial));
    let with_gaps = of_states.iter().filter(|count| **count > 0).count();
    let states = if all == 1 { "state" } else { "states" };
    let had = tense(run, "had", if with_gaps == 1 { "has" } else { "have" });
    let mut parts = vec![ChartText::plain(day)];
    if overdue + partial == 0 {
        parts.push(ChartText::strong(format!("none of {all} {states}")));
        parts.push(ChartText::plain(format!(" {} a known gap", tense(run, "had", "has"))));
    } else {
        parts.push(ChartText::strong(format!("{with_gaps} of {all} {states}")));
        parts.push(ChartText::plain(format!(" {had} ")));
        parts.push(ChartText::gap(gaps(overdue + partial)));
        parts.push(ChartText::plain(match (overdue, partial) {
            (_, 0) => String::new(),
            (0, _) => " (in part)".to_owned(),
            _ => format!(" ({overdue} overdue, {partial} in part)"),
        }));
    }
    urged(run, shown, all, &mut parts);
    parts.push(ChartText::plain(". "));
    parts.push(ChartText::faint(knowledge(run, judged, of(Verdict::Unknown), of(Verdict::PossibleGap))));
    parts
}

/// What was only urged: named where it is one duty, counted where there are more.
fn urged(run: &Run, shown: &[Finding], all: usize, parts: &mut Vec<ChartText>) {
    let open: Vec<&Finding> = shown.iter().filter(|one| one.judgement.verdict == Verdict::Encouraged).collect();
    let Some(first) = open.first() else { return };
    let has = tense(run, "had", if open.len() == 1 { "has" } else { "have" });
    let is_one = open.iter().all(|one| one.duty() == first.duty());
    let done = participle(first.instrument, first.obligation).filter(|_| is_one);
    let Some(done) = done else {
        let steps = counted(open.len() as u64, "step", "steps");
        parts.push(ChartText::plain(format!(
            "; {steps} that {} only urged {has} not been taken",
            tense(run, "were", "are")
        )));
        return;
    };
    parts.push(ChartText::plain("; "));
    parts.push(ChartText::strong(format!("{} of {all}", open.len())));
    parts.push(ChartText::plain(format!(" {has} not {done}")));
}

fn knowledge(run: &Run, judged: usize, unknown: usize, possible: usize) -> String {
    let are = tense(run, "were", "are");
    let known = judged.saturating_sub(unknown + possible);
    let perhaps = match possible {
        0 => String::new(),
        1 => " 1 may be a gap".to_owned(),
        many => format!(" {many} may be gaps"),
    };
    let perhaps = if perhaps.is_empty() { perhaps } else { format!(",{perhaps}") };
    format!("Of {judged} duties in play, {known} {are} known{perhaps} and {unknown} {are} not known.")
}
