//! One act: for each of its duties a strip per state, the shortest gap first.

use super::clock::ChartClock;
use super::frame::{ChartAxis, ChartFrame, ChartText, dated};
use super::states::{ChartState, place};
use super::strip::Strip;
use super::words::{act_name, gaps, participle};
use crate::engine::{Finding, Question, Selection, common_limit};
use crate::law::Obligation;
use crate::report::run::Run;
use crate::report::text::citation::article_of;
use crate::report::text::dates::short_date;
use crate::report::text::labels::counted;
use crate::report::text::labels::duty_label;
use crate::report::text::marks::VerdictLetter;
use crate::rules::Verdict;
use crate::time::Day;

/// The strips of an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActChart {
    /// What stands around it.
    pub frame: ChartFrame,
    /// The time shown.
    pub axis: ChartAxis,
    /// Duties of the act, each with the strips of states.
    pub panels: Vec<DutyPanel>,
}

/// The strips of a duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyPanel {
    /// `DNA, Art. 2-6, due 26 Aug 2011`.
    pub heading: String,
    /// The last good day, where it is the same for all.
    pub due: Option<Day>,
    /// The states.
    pub strips: Vec<StateStrip>,
}

/// The strip of a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateStrip {
    /// Whose.
    pub state: ChartState,
    /// What holds when.
    pub strip: Strip,
    /// The last good day of this state, where it is not that of all.
    pub own_due: Option<Day>,
    /// Days in gap up to the day asked for.
    pub days_in_gap: i32,
    /// What holds on the day asked for.
    pub letter: Option<VerdictLetter>,
}

impl ActChart {
    /// The strips of these duties of an act, for the states of the selection; found is what holds on the day.
    pub fn new<'a>(run: &Run<'a>, selection: &Selection, all_states: bool, found: &[Finding<'a>]) -> Option<ActChart> {
        let is_shown = |question: &Question| {
            let actor = question.actor;
            let owes_by_name = !question.obligation.owed_by.is_empty();
            !selection.actors.is_all() || all_states || owes_by_name || !actor.membership.is_empty()
        };
        let mut questions = run.engine.questions(selection);
        questions.retain(is_shown);
        let first = questions.first()?;
        let (act, mut duties) = (first.instrument, questions.iter().map(|one| one.obligation_ix).collect::<Vec<_>>());
        duties.sort_unstable();
        duties.dedup();
        let of_duty = |ix: &_| questions.iter().filter(|one| one.obligation_ix == *ix).copied().collect::<Vec<_>>();
        let panels: Vec<DutyPanel> = duties.iter().filter_map(|ix| panel(run, &of_duty(ix))).collect();
        let strips = || panels.iter().flat_map(|panel| &panel.strips);
        let due = panels.iter().filter_map(|panel| panel.due).chain(strips().filter_map(|one| one.own_due));
        let axis = ChartAxis::of(run, strips().map(|one| &one.strip), &due.collect::<Vec<_>>());
        let sentence = sentence(panels.len(), found);
        let description = "One strip per state, the shortest gap first; the deadline is a red line through all strips, the day \
                           asked for a black one; to the right the time in gap up to that day.";
        let about = about(run, &panels);
        let frame = ChartFrame::new(run, sentence, description, found).named(act_name(act), about);
        Some(ActChart { frame, axis, panels })
    }
}

fn about(run: &Run, panels: &[DutyPanel]) -> String {
    match panels {
        [only] => format!("{} · {}", only.heading, dated(run)),
        _ => dated(run),
    }
}

fn panel<'a>(run: &Run<'a>, questions: &[Question<'a>]) -> Option<DutyPanel> {
    let clock = ChartClock::of(run);
    let first = questions.first()?;
    let due = common_limit(first).map(|limit| limit.0).filter(|day| !day.is_end_of_time());
    let mut strips: Vec<StateStrip> = questions.iter().map(|question| state_strip(run, question, clock, due)).collect();
    strips.retain(|one| one.strip.begins().is_some());
    strips.sort_by(|one, other| order(one).cmp(&order(other)));
    Some(DutyPanel { heading: heading(first.obligation, due), due, strips })
}

fn state_strip<'a>(run: &Run<'a>, question: &Question<'a>, clock: ChartClock, due: Option<Day>) -> StateStrip {
    let strip = Strip::new(run, question, clock);
    StateStrip {
        state: ChartState::of(question.actor),
        own_due: strip.due(run.as_of).filter(|own| Some(*own) != due),
        days_in_gap: strip.days_in_gap(run.as_of),
        letter: strip.on(run.as_of),
        strip,
    }
}

/// The shortest gap first; among equal ones who met it first, then protocol order.
fn order(one: &StateStrip) -> (i32, Day, (usize, &str)) {
    (one.days_in_gap, one.strip.met_from().unwrap_or(Day::MAX), place(&one.state.code))
}

fn heading(duty: &Obligation, due: Option<Day>) -> String {
    let due = due.map_or(String::new(), |day| format!(", due {}", short_date(day)));
    format!("{}, {}{due}", duty_label(duty), article_of(&duty.article))
}

/// `2 gaps, 26 met (14 late), 1 unknown.`
fn sentence(duties: usize, found: &[Finding]) -> Vec<ChartText> {
    let of = |verdict: Verdict| found.iter().filter(|one| one.judgement.verdict == verdict).count();
    let in_gap = of(Verdict::Overdue) + of(Verdict::Partial);
    let mut parts = Vec::new();
    let push = |parts: &mut Vec<ChartText>, text: ChartText| {
        if !parts.is_empty() {
            parts.push(ChartText::plain(", "));
        }
        parts.push(text);
    };
    if in_gap > 0 {
        push(&mut parts, ChartText::gap(gaps(in_gap)));
    }
    let ratify = found.iter().find(|one| one.judgement.verdict == Verdict::Encouraged);
    let undone = ratify.and_then(|one| participle(one.instrument, one.obligation)).map_or("urged", |_| "not ratified");
    let (met, late) = (of(Verdict::Met) + of(Verdict::MetLate), of(Verdict::MetLate));
    let others = [
        (of(Verdict::PossibleGap), counted(of(Verdict::PossibleGap) as u64, "possible gap", "possible gaps")),
        (of(Verdict::Encouraged), format!("{} {undone}", of(Verdict::Encouraged))),
        (of(Verdict::Pending), format!("{} pending", of(Verdict::Pending))),
        (met, if late > 0 { format!("{met} met ({late} late)") } else { format!("{met} met") }),
    ];
    for (_, words) in others.into_iter().filter(|(count, _)| *count > 0) {
        push(&mut parts, ChartText::plain(words));
    }
    if of(Verdict::Unknown) > 0 {
        push(&mut parts, ChartText::faint(format!("{} unknown", of(Verdict::Unknown))));
    }
    if parts.is_empty() {
        parts.push(ChartText::plain("Nothing is asked on this day"));
    } else if duties > 1 {
        parts.insert(0, ChartText::plain(format!("{duties} duties: ")));
    }
    parts.push(ChartText::plain("."));
    parts
}
