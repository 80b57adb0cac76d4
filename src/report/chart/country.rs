//! One state: for each duty that stands for its act when it was due and done, and the steps of cases.

use super::clock::ChartClock;
use super::frame::{ChartAxis, ChartFrame, ChartText, dated, tense};
use super::strip::Strip;
use super::words::{act_name, ahead, brief, gaps, participle};
use crate::engine::{Finding, Question};
use crate::law::{Actor, EventKind, Record};
use crate::report::run::{Counts, Run};
use crate::report::text::citation::article_of;
use crate::report::text::dates::short_date;
use crate::report::text::labels::duty_label;
use crate::report::text::labels::{due, is_headline};
use crate::report::text::marks::{VerdictLetter, letter_of};
use crate::report::text::record::describe_dated;
use crate::rules::Verdict;
use crate::time::Day;

/// The course of a state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountryChart {
    /// What stands around it.
    pub frame: ChartFrame,
    /// The time shown.
    pub axis: ChartAxis,
    /// The acts that ask something of it.
    pub acts: Vec<CountryAct>,
}

/// An act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CountryAct {
    /// What the act is called.
    pub name: String,
    /// `6 overdue, 1 pending, of 12 duties`.
    pub counts: String,
    /// The duties that stand for it.
    pub duties: Vec<DutyStrip>,
}

/// The strip of a duty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyStrip {
    /// In a word or two.
    pub label: String,
    /// In full.
    pub title: String,
    /// What holds on the day asked for.
    pub letter: VerdictLetter,
    /// What holds when.
    pub strip: Strip,
    /// The last good day.
    pub due: Option<Day>,
    /// Steps of cases, and what undid a law, by day.
    pub steps: Vec<ChartStep>,
}

/// A step of a case, or what undid a law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartStep {
    /// The first day on which it can have been.
    pub on: Day,
    /// `F` formal notice, `R` reasoned opinion, `C` referral to the Court, `J` judgment, `P` penalty, `×` law undone, `✓` closed.
    pub sign: &'static str,
    /// What it was, and when.
    pub text: String,
    /// Is it later than the day asked for, or not yet known on it?
    pub is_faint: bool,
}

/// Signs of steps with their words, in the order of a procedure.
pub const STEP_SIGNS: [(&str, &str); 7] = [
    ("F", "formal notice"),
    ("R", "reasoned opinion"),
    ("C", "referral to the Court"),
    ("J", "judgment"),
    ("P", "penalty"),
    ("×", "national law annulled or repealed"),
    ("✓", "case closed"),
];

fn sign(event: EventKind) -> Option<&'static str> {
    match event {
        EventKind::FormalNotice => Some("F"),
        EventKind::ReasonedOpinion => Some("R"),
        EventKind::Referral => Some("C"),
        EventKind::Judgment => Some("J"),
        EventKind::Penalty => Some("P"),
        EventKind::AnnulledNationally | EventKind::RepealedNationally => Some("×"),
        EventKind::Closed | EventKind::Withdrawn => Some("✓"),
        _ => None,
    }
}

impl CountryChart {
    /// The course of a state or institution; found are its findings on the day, about all duties.
    pub fn new<'a>(run: &Run<'a>, actor: &'a Actor, found: &[Finding<'a>]) -> CountryChart {
        let mut acts = Vec::new();
        for of_act in found.chunk_by(|one, next| one.instrument.id == next.instrument.id) {
            acts.extend(act(run, of_act));
        }
        acts.sort_by_key(|(objective, adopted, _)| (*objective, *adopted));
        let acts: Vec<CountryAct> = acts.into_iter().map(|(.., act)| act).collect();
        let strips = || acts.iter().flat_map(|act| &act.duties);
        let due: Vec<Day> = strips().filter_map(|one| one.due).collect();
        let axis = ChartAxis::of(run, strips().map(|one| &one.strip), &due);
        let description = "One strip per duty that stands for its act: a red flag marks the deadline, letters below the strip \
                           the steps of procedures, a black line the day asked for; what comes after it is faint.";
        let name = format!("{} ({})", actor.name, actor.code);
        let frame = ChartFrame::new(run, sentence(run, found), description, found).named(name, dated(run));
        CountryChart { frame, axis, acts }
    }

    /// The signs that occur, with their words.
    pub fn signs(&self) -> Vec<(&'static str, &'static str)> {
        let steps = || self.acts.iter().flat_map(|act| &act.duties).flat_map(|duty| &duty.steps);
        STEP_SIGNS.into_iter().filter(|(sign, _)| steps().any(|step| step.sign == *sign)).collect()
    }
}

/// An act with what it is sorted by, if it asks anything of the state at any time.
fn act<'a>(run: &Run<'a>, found: &[Finding<'a>]) -> Option<(u8, Day, CountryAct)> {
    let instrument = found.first()?.instrument;
    let mut headline: Vec<&Finding> = found.iter().filter(|one| is_headline(one)).collect();
    headline.sort_by_key(|one| one.question.obligation_ix);
    let strips = headline.into_iter().map(|finding| duty(run, finding));
    let duties: Vec<DutyStrip> = strips.filter(|one| one.strip.begins().is_some()).collect();
    let verdicts = found.iter().map(|one| one.judgement.verdict).filter(|verdict| !verdict.is_outside());
    let counts = Counts::of_verdicts(verdicts);
    let of = if counts.total() == 1 { "duty" } else { "duties" };
    let words =
        if counts.total() == 0 { String::new() } else { format!("{} · {} {of}", counts.parts(), counts.total()) };
    let act = CountryAct { name: act_name(instrument).to_owned(), counts: words, duties };
    (!act.duties.is_empty()).then(|| (instrument.objective.unwrap_or(u8::MAX), instrument.adopted, act))
}

fn duty<'a>(run: &Run<'a>, finding: &Finding<'a>) -> DutyStrip {
    let (act, duty) = (finding.instrument, finding.obligation);
    let strip = Strip::new(run, &finding.question, ChartClock::of(run));
    DutyStrip {
        label: duty_label(duty),
        title: format!("{}: {} ({})", act_name(act), duty.title, article_of(&duty.article)),
        letter: letter_of(finding),
        due: strip.due(run.as_of),
        strip,
        steps: steps(run, &finding.question),
    }
}

/// The steps of cases about a duty, by day; what proved wrong is left out, and so is what a fixed knowledge date hides.
fn steps(run: &Run, question: &Question) -> Vec<ChartStep> {
    let corpus = run.engine.corpus;
    let clock = ChartClock::of(run);
    let is_shown = |record: &&Record| {
        let is_visible = match clock {
            ChartClock::EachDay => true,
            ChartClock::Fixed(known) => corpus.is_known(record, known),
        };
        is_visible && record.retracted.is_none() && record.concerns(question.obligation_ix, question.obligation)
    };
    let known = if clock == ChartClock::EachDay { Some(run.as_of) } else { run.engine.known_as_of };
    let step = |record: &Record| {
        let on = record.on.first();
        let sign = sign(record.event.kind()).filter(|_| !on.is_end_of_time())?;
        let is_faint = on > run.as_of || !corpus.is_known(record, known);
        Some(ChartStep { on, sign, text: describe_dated(record), is_faint })
    };
    let mut steps: Vec<ChartStep> = question.records().iter().filter(is_shown).filter_map(step).collect();
    steps.sort_by(|one, other| (one.on, one.sign, &one.text).cmp(&(other.on, other.sign, &other.text)));
    steps.dedup_by(|one, other| (one.on, one.sign) == (other.on, other.sign));
    steps
}

/// `6 gaps among 22 duties; not ratified …, as it was urged to. Next due: … 11 of the 22 were not known.`
fn sentence(run: &Run, found: &[Finding]) -> Vec<ChartText> {
    let judged: Vec<&Finding> = found.iter().filter(|one| !one.judgement.verdict.is_outside()).collect();
    let of = |verdict: Verdict| judged.iter().filter(|one| one.judgement.verdict == verdict).count();
    let (all, are) = (judged.len(), tense(run, "were", "are"));
    let duties = if all == 1 { "duty" } else { "duties" };
    if all == 0 {
        return vec![ChartText::plain("Bound by none of these acts on this day.")];
    }
    let in_gap = of(Verdict::Overdue) + of(Verdict::Partial);
    let mut parts = vec![if in_gap > 0 { ChartText::gap(gaps(in_gap)) } else { ChartText::strong("No known gap") }];
    parts.push(ChartText::plain(format!(" among {all} {duties}")));
    let urged = judged.iter().filter(|one| one.judgement.verdict == Verdict::Encouraged);
    let undone: Vec<String> = urged.filter_map(|one| participle(one.instrument, one.obligation)).collect();
    if !undone.is_empty() {
        parts.push(ChartText::plain("; "));
        parts.push(ChartText::strong(format!("not {}", undone.join(", "))));
        parts.push(ChartText::plain(", as urged"));
    }
    parts.push(ChartText::plain(". "));
    if let Some((day, name)) = next_due(run, &judged) {
        parts.push(ChartText::plain(format!("Next duty due: {name}, ")));
        parts.push(ChartText::strong(short_date(day)));
        parts.push(ChartText::plain(format!(" ({}). ", ahead(day.minus(run.as_of)))));
    }
    let possible = match of(Verdict::PossibleGap) {
        0 => String::new(),
        1 => "1 may be a gap; ".to_owned(),
        many => format!("{many} may be gaps; "),
    };
    parts.push(ChartText::faint(format!("{possible}{} of the {all} {are} not known.", of(Verdict::Unknown))));
    parts
}

fn next_due(run: &Run, judged: &[&Finding]) -> Option<(Day, String)> {
    let pending = judged.iter().filter(|one| one.judgement.verdict == Verdict::Pending);
    let ahead = pending.filter_map(|one| Some((due(&one.judgement)?, brief(act_name(one.instrument)))));
    ahead.filter(|(day, _)| *day >= run.as_of).min()
}
