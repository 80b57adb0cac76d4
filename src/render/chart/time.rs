//! Time on a picture: where a day lies, the years below or above, strips of verdicts, deadlines, the day asked for.

use super::frame::{SMALL, text, text_up_to};
use super::measure::{bold_width, width};
use super::palette::{CARD, LINE, RED, SECOND, TEXT, band, ink, word};
use super::svg::{SvgNode, group, line, path, rect};
use crate::report::chart::{ChartAxis, ChartSpan, Strip, short_date};
use crate::report::text::marks::VerdictLetter;
use crate::rules::Verdict;
use crate::time::Day;

/// How much a year's number needs.
const YEAR_ROOM: f64 = 52.0;
const FAINT: &str = "0.4";

/// Days from left to right.
#[derive(Debug, Clone, Copy)]
pub(super) struct TimeScale {
    axis: ChartAxis,
    left: f64,
    right: f64,
}

impl TimeScale {
    pub(super) fn new(axis: ChartAxis, left: f64, right: f64) -> TimeScale {
        TimeScale { axis, left, right }
    }

    /// Where a day begins; what lies outside comes to the edge.
    pub(super) fn x(&self, day: Day) -> f64 {
        let (from, to) = (self.axis.from, self.axis.to);
        let day = day.clamp(from, to);
        let all = f64::from(to.minus(from).max(1));
        self.left + f64::from(day.minus(from)) / all * (self.right - self.left)
    }

    pub(super) fn shows(&self, day: Day) -> bool {
        self.axis.shows(day)
    }

    pub(super) fn left(&self) -> f64 {
        self.left
    }

    pub(super) fn right(&self) -> f64 {
        self.right
    }

    /// Numbers of years at a height, and lines from there down; no number where the date of a day stands.
    pub(super) fn years(&self, base: f64, (top, foot): (f64, f64), beside: Option<Day>) -> Vec<SvgNode> {
        let taken = beside.map(|on| self.date_at(on));
        let (first, last) = (self.axis.from.year(), self.axis.to.year());
        let room = ((self.right - self.left) / YEAR_ROOM).floor().max(2.0);
        let steps = [1_i32, 2, 3, 4, 5, 6, 8, 10, 20, 50];
        let step = steps.into_iter().find(|step| f64::from(last - first) / f64::from(*step) <= room).unwrap_or(50);
        let mut nodes = Vec::new();
        for year in (first..=last).step_by(step.unsigned_abs() as usize) {
            let Some(day) = Day::from_ymd(year, 1, 1).filter(|day| self.axis.shows(*day)) else { continue };
            let x = self.x(day);
            nodes.push(line((x, top), (x, foot), LINE));
            let is_free = taken.as_ref().is_none_or(|date| x + 18.0 < date.left || date.right < x - 18.0);
            if x < self.right - 14.0 && is_free {
                let label = text(x, base, SMALL, &year.to_string()).set("fill", SECOND);
                nodes.push(if x < self.left + 14.0 { label } else { label.set("text-anchor", "middle") });
            }
        }
        nodes
    }

    /// The strip of a duty: bright up to the day asked for, faint after it; what is outside leaves a gap, what has ended a
    /// dotted line.
    pub(super) fn strip(&self, strip: &Strip, on: Day, (y, height): (f64, f64), has_words: bool) -> Vec<SvgNode> {
        let mut nodes = Vec::new();
        for span in &strip.spans {
            let end = span.until.unwrap_or(self.axis.to).min(self.axis.to.next());
            let is_seen = span.is_in_play() || span.letter.verdict == Verdict::Ended;
            if !is_seen || end <= self.axis.from || span.from >= end {
                continue;
            }
            let parts = SpanParts { scale: self, span, end, y, height };
            nodes.extend(parts.draw(on, has_words));
        }
        nodes
    }

    /// A red flag above a height, and a line down from it.
    pub(super) fn flag(&self, day: Day, top: f64, foot: f64) -> Vec<SvgNode> {
        if !self.axis.shows(day) {
            return Vec::new();
        }
        // a deadline is over when its last good day is
        let x = self.x(day.next());
        let stem = line((x, top), (x, foot), RED).set("stroke-width", "1.4");
        vec![stem, path(format!("M{:.1} {:.1}h9l-4.5 7z", x - 4.5, top - 3.0), RED)]
    }

    /// The day asked for, with its date at a height.
    pub(super) fn cursor(&self, on: Day, base: f64, top: f64, foot: f64) -> Vec<SvgNode> {
        let x = self.x(on.next());
        let date = self.date_at(on);
        let label = text(date.left, base, SMALL, &date.said).set("font-weight", "700");
        let label = if date.right < x { text_up_to(date.right, base, SMALL, &date.said) } else { label };
        let label = over(label).set("font-weight", "700");
        vec![line((x, top), (x, foot), TEXT).set("stroke-width", "1.8"), label]
    }

    /// Where the date of a day stands: to the right of its line, or to the left where there is no room.
    fn date_at(&self, on: Day) -> DateAt {
        let (x, said) = (self.x(on.next()), short_date(on));
        let room = bold_width(&said, SMALL);
        let left = if x + 5.0 + room > self.right { x - 5.0 - room } else { x + 5.0 };
        DateAt { left, right: left + room, said }
    }
}

struct DateAt {
    left: f64,
    right: f64,
    said: String,
}

/// The text with a white edge, so that it can be read over lines.
pub(super) fn over(text: SvgNode) -> SvgNode {
    text.set("paint-order", "stroke").set("stroke", CARD).set("stroke-width", "3").set("stroke-linejoin", "round")
}

/// One stretch of a strip.
struct SpanParts<'s> {
    scale: &'s TimeScale,
    span: &'s ChartSpan,
    end: Day,
    y: f64,
    height: f64,
}

impl SpanParts<'_> {
    fn draw(&self, on: Day, has_words: bool) -> Vec<SvgNode> {
        let cut = on.next();
        let solid = (self.span.from, self.end.min(cut));
        let faint = (self.span.from.max(cut), self.end);
        let mut nodes = Vec::new();
        nodes.extend(self.part(solid, false));
        nodes.extend(self.part(faint, true));
        if has_words {
            nodes.extend(self.word(solid, false).or_else(|| self.word(faint, true)));
        }
        nodes
    }

    fn part(&self, (from, to): (Day, Day), is_faint: bool) -> Option<SvgNode> {
        let (left, right) = (self.scale.x(from), self.scale.x(to));
        if to <= from || right - left <= 0.0 {
            return None;
        }
        let node = band_of(self.span.letter, (left, right), (self.y, self.height));
        Some(if is_faint { node.set("opacity", FAINT) } else { node })
    }

    /// The verdict as a word, where there is room.
    fn word(&self, (from, to): (Day, Day), is_faint: bool) -> Option<SvgNode> {
        let letter = self.span.letter;
        let said = word(letter);
        let (left, right) = (self.scale.x(from), self.scale.x(to));
        if to <= from || letter.verdict == Verdict::Unknown || right - left < width(&said, SMALL) + 12.0 {
            return None;
        }
        let colour = if is_faint { SECOND } else { ink(letter.verdict) };
        let base = self.y + self.height / 2.0 + 4.0;
        let text = text(left + 6.0, base, SMALL, &said).set("fill", colour);
        let is_on_line = letter.verdict == Verdict::Ended;
        let ground = rect(left + 3.0, self.y, width(&said, SMALL) + 5.0, self.height).set("fill", CARD);
        Some(group().with(is_on_line.then_some(ground).into_iter().chain([text])))
    }
}

/// A stretch of one verdict between two places.
pub(super) fn band_of(letter: VerdictLetter, (left, right): (f64, f64), (y, height): (f64, f64)) -> SvgNode {
    if letter.verdict == Verdict::Ended {
        let middle = y + height / 2.0;
        return line((left, middle), (right, middle), SECOND).set("stroke-dasharray", "2 2");
    }
    let shape = rect(left, y, right - left, height).set("rx", "1.5").set("fill", band(letter.verdict));
    if letter.verdict == Verdict::PossibleGap {
        return shape.set("stroke", "#c2500f").set("stroke-width", "1").set("stroke-dasharray", "3 2");
    }
    shape
}
