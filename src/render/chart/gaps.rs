//! Gaps over time: an area by the clock asked for, a thin line by the other one, and the deadlines below.

use super::frame::{DrawingSheet, MARGIN, SMALL, text, text_up_to};
use super::measure::{brief, cut, width};
use super::palette::{LINE, RED, SECOND, TEXT};
use super::svg::{SvgNode, group, line, path, rect, title};
use super::time::{TimeScale, over};
use crate::report::chart::{ChartMark, GapCurve, GapsChart};
use crate::time::Day;

const WIDTH: f64 = 920.0;
const HEIGHT: f64 = 240.0;
const NUMBERS: f64 = 28.0;
const LANE: f64 = 16.0;
/// Names of deadlines stand in so many lanes at most; the others have a triangle alone.
const MOST_LANES: usize = 8;
const LONGEST_MARK: f64 = 420.0;
const OTHER: &str = "#5c6873";
const SOLID: &str = "0.82";
const FAINT: &str = "0.35";

/// Draws the curve.
pub(super) fn draw(chart: &GapsChart) -> SvgNode {
    let mut sheet = DrawingSheet::new(WIDTH, &chart.frame);
    let scale = TimeScale::new(chart.axis, MARGIN + NUMBERS, WIDTH - MARGIN);
    let key = key(chart, sheet.y());
    sheet.add(22.0, key);
    let top = sheet.y() + 20.0;
    let plot = Plot { chart, scale, top, floor: top + HEIGHT, most: most(chart) };
    let mut nodes = plot.ground();
    nodes.extend(plot.curves());
    sheet.add(HEIGHT + 20.0 + 24.0, nodes);
    let marks = DeadlineMarks::place(&chart.marks, &scale);
    let height = 18.0 + marks.lanes as f64 * LANE;
    let drawn = marks.draw(plot.floor, sheet.y());
    sheet.add(height, drawn);
    sheet.add(0.0, scale.cursor(chart.frame.on, top - 6.0, top - 14.0, plot.floor));
    sheet.finish(&chart.frame)
}

/// What the area and the line are.
fn key(chart: &GapsChart, y: f64) -> Vec<SvgNode> {
    let (area, other) = (&chart.chosen.label, &chart.other.label);
    let second = MARGIN + 23.0 + width(area, SMALL) + 20.0;
    let third = second + 23.0 + width(other, SMALL) + 20.0;
    let words = [(MARGIN, area.as_str()), (second, other), (third, "deadline")];
    let samples = [
        rect(MARGIN, y + 3.0, 18.0, 12.0).set("fill", RED).set("fill-opacity", SOLID),
        line((second, y + 9.0), (second + 18.0, y + 9.0), OTHER).set("stroke-width", "1.3"),
        path(format!("M{:.1} {:.1}h9l-4.5 8z", third + 5.0, y + 5.0), RED),
    ];
    let words = words.map(|(x, said)| text(x + 23.0, y + 13.0, SMALL, said).set("fill", SECOND));
    samples.into_iter().chain(words).collect()
}

/// The top of the scale: a little more than the highest number.
fn most(chart: &GapsChart) -> usize {
    let curves = [&chart.chosen, &chart.other].into_iter();
    let peak = curves.filter_map(|curve| curve.most(chart.axis.to)).map(|(_, count)| count).max();
    let step = step(peak.unwrap_or(0).max(1));
    peak.unwrap_or(0).max(1).div_ceil(step) * step
}

/// The distance of the numbers at the left.
fn step(most: usize) -> usize {
    let steps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000];
    steps.into_iter().find(|step| most / step <= 6).unwrap_or(10_000)
}

struct Plot<'c> {
    chart: &'c GapsChart,
    scale: TimeScale,
    top: f64,
    floor: f64,
    most: usize,
}

impl Plot<'_> {
    fn y(&self, count: usize) -> f64 {
        self.floor - count as f64 / self.most as f64 * (self.floor - self.top)
    }

    /// Numbers, years, and what is ahead.
    fn ground(&self) -> Vec<SvgNode> {
        let (left, right) = (self.scale.left(), self.scale.right());
        let ahead = self.scale.x(self.chart.axis.known_until.next());
        let mut nodes = vec![rect(ahead, self.top, right - ahead, self.floor - self.top).set("fill", "#e9ebee")];
        nodes.extend(self.scale.years(self.floor + 16.0, (self.top, self.floor), None));
        for count in (0..=self.most).step_by(step(self.most)) {
            nodes.push(line((left, self.y(count)), (right, self.y(count)), LINE));
            nodes.push(text_up_to(left - 6.0, self.y(count) + 4.0, SMALL, &count.to_string()).set("fill", SECOND));
        }
        let is_wide = right - ahead > width("ahead", SMALL) + 6.0;
        let label = text_up_to(right - 3.0, self.top + 14.0, SMALL, "ahead").set("fill", SECOND);
        nodes.extend(is_wide.then_some(label));
        nodes
    }

    /// The area, faint after the day asked for, the line of the other clock, and the floor.
    fn curves(&self) -> Vec<SvgNode> {
        let (left, right) = (self.scale.left(), self.scale.right());
        let (cut, end) = (self.chart.frame.on.next(), self.chart.axis.to.next());
        let area = |from: Day, to: Day, opacity: &str| {
            let course = self.course(&self.chart.chosen, from, to);
            let area = path(format!("M{:.1} {:.1}{course}V{:.1}Z", self.scale.x(from), self.floor, self.floor), RED);
            (from < to).then(|| area.set("fill-opacity", opacity))
        };
        let start = self.chart.axis.from;
        let areas = [area(start, cut.min(end), SOLID), area(cut.max(start), end, FAINT)];
        let other = format!("M{left:.1} {:.1}{}", self.floor, self.course(&self.chart.other, start, end));
        let other = path(other, "none").set("stroke", OTHER).set("stroke-width", "1.3");
        let floor = line((left, self.floor), (right, self.floor), TEXT);
        areas.into_iter().flatten().chain([other, floor]).collect()
    }

    /// From change to change, as steps, between two days.
    fn course(&self, curve: &GapCurve, from: Day, to: Day) -> String {
        let mut course = format!("V{:.1}", self.y(curve.on(from)));
        for (day, count) in curve.changes.iter().filter(|(day, _)| from < *day && *day < to) {
            course += &format!("H{:.1}V{:.1}", self.scale.x(*day), self.y(*count));
        }
        course + &format!("H{:.1}", self.scale.x(to))
    }
}

/// Deadlines below the years, their names in lanes where they do not meet.
struct DeadlineMarks {
    lanes: usize,
    placed: Vec<PlacedMark>,
}

/// A deadline: where it is, in which lane its name stands, if in any, and what it says.
struct PlacedMark {
    x: f64,
    lane: Option<usize>,
    is_left: bool,
    shown: String,
    said: String,
}

impl DeadlineMarks {
    fn place(marks: &[ChartMark], scale: &TimeScale) -> DeadlineMarks {
        let mut ends: Vec<f64> = Vec::new();
        let mut placed = Vec::new();
        for mark in marks.iter().filter(|mark| scale.shows(mark.on)) {
            let said = mark.in_full();
            let shown = cut(&said, SMALL, LONGEST_MARK);
            let x = scale.x(mark.on.next());
            let room = width(&shown, SMALL);
            let is_left = x + 8.0 + room > scale.right();
            let (from, to) = if is_left { (x - 8.0 - room, x) } else { (x - 5.0, x + 8.0 + room) };
            let free = ends.iter().position(|end| *end + 8.0 < from);
            let lane = free.or((ends.len() < MOST_LANES).then_some(ends.len()));
            if let Some(lane) = lane {
                ends.resize(ends.len().max(lane + 1), f64::NEG_INFINITY);
                ends.iter_mut().skip(lane).take(1).for_each(|end| *end = to);
            }
            placed.push(PlacedMark { x, lane, is_left, shown, said });
        }
        DeadlineMarks { lanes: ends.len(), placed }
    }

    fn draw(&self, floor: f64, y: f64) -> Vec<SvgNode> {
        let (mut nodes, mut flags) = (Vec::new(), Vec::new());
        for mark in &self.placed {
            let top = y + mark.lane.unwrap_or(0) as f64 * LANE;
            let stem = line((mark.x, floor), (mark.x, top), RED).set("stroke-dasharray", "2 2").set("opacity", "0.5");
            let flag = path(format!("M{:.1} {top:.1}h9l-4.5 8z", mark.x - 4.5), RED);
            let label = if mark.is_left {
                text_up_to(mark.x - 8.0, top + 8.5, SMALL, &mark.shown)
            } else {
                text(mark.x + 8.0, top + 8.5, SMALL, &mark.shown)
            };
            let label = mark.lane.map(|_| over(label).set("fill", SECOND).set("unicode-bidi", "isolate"));
            nodes.push(stem);
            flags.push(group().with([title(&brief(&mark.said)), flag].into_iter().chain(label)));
        }
        nodes.extend(flags);
        nodes
    }
}
