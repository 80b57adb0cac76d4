//! How many gaps of headline duties there were over time, by both clocks, and when deadlines passed.

use super::clock::ChartClock;
use super::frame::{ChartAxis, ChartFrame, ChartMark, ChartText, tense};
use super::strip::Strip;
use super::words::{act_name, brief, gaps};
use crate::engine::{Finding, Question, Selection, common_limit};
use crate::report::run::Run;
use crate::report::text::dates::{long_date, short_date};
use crate::report::text::labels::duty_label;
use crate::rules::Verdict;
use crate::time::Day;
use std::collections::BTreeMap;

/// Gaps over time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapsChart {
    /// What stands around it.
    pub frame: ChartFrame,
    /// The time shown.
    pub axis: ChartAxis,
    /// By the clock asked for.
    pub chosen: GapCurve,
    /// By the other clock.
    pub other: GapCurve,
    /// Deadlines, by day.
    pub marks: Vec<ChartMark>,
}

/// Gaps by one clock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapCurve {
    /// `known then`.
    pub label: String,
    /// The days on which the number changes, and the number from then on; before the first it is 0.
    pub changes: Vec<(Day, usize)>,
}

impl GapCurve {
    /// How many gaps there were on a day.
    pub fn on(&self, day: Day) -> usize {
        self.changes.iter().rev().find(|(from, _)| *from <= day).map_or(0, |(_, count)| *count)
    }

    /// The highest number up to a day, and the first day that had it.
    pub fn most(&self, until: Day) -> Option<(Day, usize)> {
        let until = self.changes.iter().copied().filter(|(day, _)| *day <= until);
        until.rev().max_by_key(|(_, count)| *count)
    }

    fn of(label: String, strips: &[Strip]) -> GapCurve {
        let mut steps: BTreeMap<Day, isize> = BTreeMap::new();
        for span in strips.iter().flat_map(|strip| &strip.spans).filter(|span| span.letter.verdict.is_gap()) {
            *steps.entry(span.from).or_default() += 1;
            span.until.into_iter().for_each(|until| *steps.entry(until).or_default() -= 1);
        }
        let mut count = 0_isize;
        let mut changes = Vec::new();
        for (day, step) in steps.into_iter().filter(|(_, step)| *step != 0) {
            count += step;
            changes.push((day, usize::try_from(count).unwrap_or_default()));
        }
        GapCurve { label, changes }
    }
}

impl GapsChart {
    /// Gaps of headline duties, of the states of the selection or else of all that ever were members.
    pub fn new<'a>(run: &Run<'a>, selection: &Selection, all_states: bool, found: &[Finding<'a>]) -> GapsChart {
        let mut questions = run.engine.questions(selection);
        questions.retain(|one| is_counted(one, selection, all_states));
        let clock = ChartClock::of(run);
        let curve = |clock: ChartClock| {
            let strips: Vec<Strip> = questions.iter().map(|question| Strip::new(run, question, clock)).collect();
            (GapCurve::of(clock.label(), &strips), strips)
        };
        let (chosen, strips) = curve(clock);
        let (other, _) = curve(clock.other());
        let marks = marks(&questions);
        let due: Vec<Day> = marks.iter().map(|mark| mark.on).collect();
        let axis = ChartAxis::over(run, strips.iter().filter_map(Strip::begins), &due, Day::MAX);
        let description = "The area is the number of gaps of duties that stand for their act, on each day by the clock asked \
                           for; the thin line is the other clock; red triangles are deadlines, the black line the day asked for.";
        let headline: Vec<Finding> = found.iter().filter(|one| is_headline_of(&one.question)).cloned().collect();
        let frame = ChartFrame::new(run, sentence(run, &headline, &chosen, &other), description, &headline);
        GapsChart { frame, axis, chosen, other, marks }
    }
}

fn is_headline_of(question: &Question) -> bool {
    question.instrument.headline_duties().iter().any(|duty| duty.id == question.obligation.id)
}

fn is_counted(question: &Question, selection: &Selection, all_states: bool) -> bool {
    let is_shown = !selection.actors.is_all() || all_states || !question.actor.membership.is_empty();
    is_shown && is_headline_of(question)
}

/// The deadlines that all states share: one mark for all duties of an act that fall due on a day.
fn marks(questions: &[Question]) -> Vec<ChartMark> {
    let mut due: BTreeMap<(Day, usize), (&str, Vec<String>)> = BTreeMap::new();
    for question in questions {
        let Some(on) = common_limit(question).map(|limit| limit.0).filter(|day| !day.is_end_of_time()) else {
            continue;
        };
        let place = (on, question.instrument_ix.0 as usize);
        let (_, labels) = due.entry(place).or_insert_with(|| (act_name(question.instrument), Vec::new()));
        let label = duty_label(question.obligation);
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    let mark = |((on, _), (act, labels)): ((Day, usize), (&str, Vec<String>))| ChartMark {
        on,
        text: format!("{}: {}", brief(act), labels.join(", ")),
    };
    due.into_iter().map(mark).collect()
}

fn sentence(run: &Run, found: &[Finding], chosen: &GapCurve, other: &GapCurve) -> Vec<ChartText> {
    let now = found.iter().filter(|one| one.judgement.verdict.is_gap()).count();
    let (were, known) = (tense(run, "were", "are"), ChartClock::of(run).in_words());
    let mut parts = vec![ChartText::plain(format!("On {} there {} ", long_date(run.as_of), singular(were, now)))];
    parts.push(if now == 0 { ChartText::strong("no known gaps") } else { ChartText::gap(gaps(now)) });
    parts.push(ChartText::plain(format!(" of duties that stand for their act, {known}")));
    if other.on(run.as_of) != now {
        parts.push(ChartText::plain(format!(" ({} {})", other.on(run.as_of), other.label)));
    }
    parts.push(ChartText::plain(". "));
    if let Some((day, count)) = chosen.most(run.as_of).filter(|(_, count)| *count > now) {
        parts.push(ChartText::faint(format!("The most until then were {count}, from {} on. ", short_date(day))));
    }
    let unknown = found.iter().filter(|one| one.judgement.verdict == Verdict::Unknown).count();
    parts.push(ChartText::faint(format!("{unknown} of {} duties {were} not known.", judged(found))));
    parts
}

fn singular(were: &'static str, count: usize) -> &'static str {
    match (were, count) {
        ("were", 1) => "was",
        (_, 1) => "is",
        _ => were,
    }
}

fn judged(found: &[Finding]) -> usize {
    found.iter().filter(|one| !one.judgement.verdict.is_outside()).count()
}
