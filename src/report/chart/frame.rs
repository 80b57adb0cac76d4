//! What stands around every picture: what it shows, the sentence that answers, the dates and versions at its foot.

use super::clock::{ChartClock, horizon};
use super::strip::Strip;
use crate::engine::Finding;
use crate::report::hindsight;
use crate::report::page::Block;
use crate::report::run::{Counts, Run};
use crate::report::text::dates::{long_date, short_date};
use crate::time::Day;

/// What every picture of verdicts must say.
const DISCLAIMER: &str = "No legal advice. A court alone finds a breach; this picture speaks of gaps, and of unknown where it does not know.";

/// How a part of a sentence strikes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stress {
    /// Like the rest.
    Plain,
    /// To be noticed.
    Strong,
    /// A gap.
    Gap,
    /// In the background.
    Faint,
}

/// A part of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartText {
    /// What it says. Untrusted.
    pub text: String,
    /// How it strikes.
    pub stress: Stress,
}

impl ChartText {
    pub(super) fn plain(text: impl Into<String>) -> ChartText {
        ChartText { text: text.into(), stress: Stress::Plain }
    }

    pub(super) fn strong(text: impl Into<String>) -> ChartText {
        ChartText { text: text.into(), stress: Stress::Strong }
    }

    pub(super) fn gap(text: impl Into<String>) -> ChartText {
        ChartText { text: text.into(), stress: Stress::Gap }
    }

    pub(super) fn faint(text: impl Into<String>) -> ChartText {
        ChartText { text: text.into(), stress: Stress::Faint }
    }
}

/// What stands around a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartFrame {
    /// Whom or what it is about; nothing where the sentence says it.
    pub name: Option<String>,
    /// A line below the name.
    pub about: Option<String>,
    /// The sentence that answers.
    pub sentence: Vec<ChartText>,
    /// What the picture shows, for those who do not see it.
    pub description: String,
    /// The day asked for.
    pub on: Day,
    /// Lines at the foot: what the picture counts, the dates, the versions.
    pub foot: Vec<String>,
}

impl ChartFrame {
    pub(super) fn new(run: &Run, sentence: Vec<ChartText>, description: &str, counted: &[Finding]) -> ChartFrame {
        let mut foot = notes(run, counted);
        foot.extend((!counted.is_empty()).then(|| Counts::of(counted).sentence()));
        let mut versions = run.sentence();
        if let Some(first) = versions.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        foot.push(versions);
        if ChartClock::of(run) == ChartClock::EachDay {
            foot.push("Known then: public by that day; registers kept up day by day count as known.".to_owned());
        }
        foot.push(DISCLAIMER.to_owned());
        let on = run.as_of;
        ChartFrame { name: None, about: None, sentence, description: description.to_owned(), on, foot }
    }

    pub(super) fn named(self, name: impl Into<String>, about: impl Into<String>) -> ChartFrame {
        ChartFrame { name: Some(name.into()), about: Some(about.into()), ..self }
    }

    /// The sentence as plain text.
    pub fn sentence_in_text(&self) -> String {
        self.sentence.iter().map(|part| part.text.as_str()).collect()
    }

    /// The title of the picture as a text: what it is about, then the sentence.
    pub fn title(&self) -> String {
        let name = self.name.as_ref().map_or(String::new(), |name| format!("{name}: "));
        format!("{name}{}", self.sentence_in_text())
    }
}

/// What the other clock would show where the answer differs.
fn notes(run: &Run, counted: &[Finding]) -> Vec<String> {
    let blocks = hindsight::note(run, counted).into_iter();
    blocks.filter_map(|block| if let Block::Text(cell) = block { Some(cell.text) } else { None }).collect()
}

/// The word for a day before the newest source, and for the others: `had` or `have`.
pub(super) fn tense(run: &Run, past: &'static str, present: &'static str) -> &'static str {
    if run.as_of < horizon(run) { past } else { present }
}

/// `on 25 November 2011, as known on that day`, and what is faint in the picture.
pub(super) fn dated(run: &Run) -> String {
    let later = tense(run, " · faint: what came later", "");
    format!("on {}, {}{later}", long_date(run.as_of), ChartClock::of(run).in_words())
}

/// The time that a picture shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChartAxis {
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
    /// What comes after it is ahead: nothing is known of it.
    pub known_until: Day,
}

impl ChartAxis {
    /// The time of these strips and deadlines, in whole years from the first; what has ended for all is not drawn out.
    pub(super) fn of<'s>(run: &Run, strips: impl Iterator<Item = &'s Strip> + Clone, due: &[Day]) -> ChartAxis {
        let begin = strips.clone().filter_map(Strip::begins);
        let end = strips.map(|strip| strip.ends().unwrap_or(Day::MAX)).max().unwrap_or(Day::MAX);
        ChartAxis::over(run, begin, due, end)
    }

    /// From the year in which the first of these days falls to a little after the end or the present, the asked day in it.
    pub(super) fn over(run: &Run, begin: impl Iterator<Item = Day>, due: &[Day], end: Day) -> ChartAxis {
        const MARGIN: i32 = 60;
        const LEAST: i32 = 700;
        const FARTHEST_AHEAD: i32 = 1461;
        let known_until = horizon(run);
        let due = || due.iter().copied();
        let begin = begin.chain(due()).filter(|day| !day.is_end_of_time());
        let first = begin.chain([run.as_of]).min().unwrap_or(run.as_of);
        let from = Day::from_ymd(first.plus_days(-90).year(), 1, 1).unwrap_or(first);
        let farthest = known_until.plus_days(FARTHEST_AHEAD);
        let end = end.min(known_until).max(run.as_of);
        let last = due().filter(|day| *day <= farthest).chain([end]).max().unwrap_or(end);
        ChartAxis { from, to: last.plus_days(MARGIN).max(from.plus_days(LEAST)), known_until }
    }

    /// Does the picture show the day?
    pub fn shows(&self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }
}

/// A day that is marked on the time of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartMark {
    /// The day.
    pub on: Day,
    /// What is due on it.
    pub text: String,
}

impl ChartMark {
    /// `15 Sep 2007: Data Retention Directive: Telephony`.
    pub fn in_full(&self) -> String {
        format!("{}: {}", short_date(self.on), self.text)
    }
}
