//! Gaps over time: an area by the clock asked for, a thin line by the other one, and the deadlines below.

use super::frame::{DrawingSheet, MARGIN, SMALL, text, text_up_to};
use super::measure::{brief, cut, width};
use super::palette::{CARD, LINE, RED, SECOND, TEXT};
use super::svg::{SvgNode, group, line, path, rect, title};
use super::time::TimeScale;
use crate::report::chart::{ChartMark, GapCurve, GapsChart, gaps_in_words};

const WIDTH: f64 = 920.0;
const HEIGHT: f64 = 240.0;
const NUMBERS: f64 = 28.0;
const LANE: f64 = 16.0;
/// Names of deadlines stand in so many lanes at most; the others have a triangle alone.
const MOST_LANES: usize = 8;
const LONGEST_MARK: f64 = 290.0;
const OTHER: &str = "#5c6873";

/// Draws the curve.
pub(super) fn draw(chart: &GapsChart) -> SvgNode {
    let mut sheet = DrawingSheet::new(WIDTH, &chart.frame);
    let scale = TimeScale::new(chart.axis, MARGIN + NUMBERS, WIDTH - MARGIN);
    let top = sheet.y() + 20.0;
    let plot = Plot { chart, scale, top, floor: top + HEIGHT, most: most(chart) };
    let mut nodes = plot.ground();
    nodes.extend(plot.curves());
    sheet.add(HEIGHT + 20.0 + 24.0, nodes);
    let marks = Marks::place(&chart.marks, &scale);
    let height = 18.0 + marks.lanes as f64 * LANE;
    let drawn = marks.draw(plot.floor, sheet.y());
    sheet.add(height, drawn);
    let names = scale.cursor(chart.frame.on, Some(top - 6.0), top - 14.0, plot.floor);
    sheet.add(4.0, names);
    sheet.finish(&chart.frame)
}

/// The top of the scale: a little more than the highest number.
fn most(chart: &GapsChart) -> usize {
    let peak = [&chart.chosen, &chart.other].into_iter().filter_map(GapCurve::most).map(|(_, count)| count).max();
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
        nodes.extend(self.scale.years(self.floor + 16.0, self.top, self.floor));
        for count in (0..=self.most).step_by(step(self.most)) {
            nodes.push(line((left, self.y(count)), (right, self.y(count)), LINE));
            nodes.push(text_up_to(left - 6.0, self.y(count) + 4.0, SMALL, &count.to_string()).set("fill", SECOND));
        }
        let is_wide = right - ahead > width("ahead", SMALL) + 6.0;
        let label = text_up_to(right - 3.0, self.top + 14.0, SMALL, "ahead").set("fill", SECOND);
        nodes.extend(is_wide.then_some(label));
        nodes
    }

    fn curves(&self) -> Vec<SvgNode> {
        let (left, right) = (self.scale.left(), self.scale.right());
        let area = format!("M{left:.1} {:.1}{}V{:.1}Z", self.floor, self.course(&self.chart.chosen), self.floor);
        let area = path(area, RED).set("fill-opacity", "0.82");
        let start = self.y(0);
        let other = format!("M{left:.1} {start:.1}{}", self.course(&self.chart.other));
        let other = path(other, "none").set("stroke", OTHER).set("stroke-width", "1.3");
        let floor = line((left, self.floor), (right, self.floor), TEXT);
        let names =
            [(&self.chart.chosen, RED), (&self.chart.other, OTHER)].map(|(curve, colour)| self.name(curve, colour));
        [area, other, floor].into_iter().chain(names.into_iter().flatten()).collect()
    }

    /// From change to change, as steps, up to the end of the time shown.
    fn course(&self, curve: &GapCurve) -> String {
        let mut course = String::new();
        for (day, count) in &curve.changes {
            course += &format!("H{:.1}V{:.1}", self.scale.x(*day), self.y(*count));
        }
        course + &format!("H{:.1}", self.scale.right())
    }

    /// The name of a curve above its highest place.
    fn name(&self, curve: &GapCurve, colour: &str) -> Option<SvgNode> {
        let (day, count) = curve.most().filter(|(_, count)| *count > 0)?;
        let said = format!("{}, {}", gaps_in_words(count), curve.label);
        let x = self.scale.x(day) + 4.0;
        let base = (self.y(count) - 5.0).max(self.top + 10.0);
        let is_right = x + width(&said, SMALL) > self.scale.right();
        let label = if is_right { text_up_to(x - 8.0, base, SMALL, &said) } else { text(x, base, SMALL, &said) };
        let halo = label.set("paint-order", "stroke").set("stroke", CARD).set("stroke-width", "3");
        Some(halo.set("fill", colour).set("font-weight", "600"))
    }
}

/// Deadlines below the years, their names in lanes where they do not meet.
struct Marks {
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

impl Marks {
    fn place(marks: &[ChartMark], scale: &TimeScale) -> Marks {
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
        Marks { lanes: ends.len(), placed }
    }

    fn draw(&self, floor: f64, y: f64) -> Vec<SvgNode> {
        let mut nodes: Vec<SvgNode> = Vec::new();
        for mark in &self.placed {
            let top = y + mark.lane.unwrap_or(0) as f64 * LANE;
            let stem = line((mark.x, floor), (mark.x, top), RED).set("stroke-dasharray", "2 2").set("opacity", "0.5");
            let flag = path(format!("M{:.1} {top:.1}h9l-4.5 8z", mark.x - 4.5), RED);
            let label = if mark.is_left {
                text_up_to(mark.x - 8.0, top + 8.5, SMALL, &mark.shown)
            } else {
                text(mark.x + 8.0, top + 8.5, SMALL, &mark.shown)
            };
            let label = mark.lane.map(|_| label.set("fill", SECOND).set("unicode-bidi", "isolate"));
            nodes.push(group().with([title(&brief(&mark.said)), stem, flag].into_iter().chain(label)));
        }
        nodes
    }
}
