//! Duties in rows, states in columns.

use super::frame::{DrawingSheet, MARGIN, NORMAL, SMALL, text};
use super::measure::{BOLD, brief, cut, width};
use super::palette::{LINE, RED, SECOND, band, cell, word};
use super::svg::{SvgNode, group, line, rect, title};
use crate::report::chart::{MatrixChart, MatrixLine};
use crate::report::text::marks::{GRAVEST_FIRST, VerdictLetter};

const CELL: f64 = 20.0;
const HEIGHT: f64 = 22.0;
const ROW: f64 = 24.0;
const BAR: f64 = 58.0;
const LEAST_NAMES: f64 = 150.0;
const MOST_NAMES: f64 = 300.0;
const LEAST_WIDTH: f64 = 640.0;
/// Draws the matrix.
pub(super) fn draw(chart: &MatrixChart) -> SvgNode {
    let grid = MatrixGrid::of(chart);
    let mut sheet = DrawingSheet::new(grid.width.max(LEAST_WIDTH), &chart.frame);
    sheet.add(ROW, grid.heads(chart, sheet.y()));
    for group in &chart.groups {
        if let Some(heading) = &group.heading {
            let heading = text(MARGIN, sheet.y() + 18.0, SMALL, &heading.to_uppercase());
            sheet.add(ROW, [heading.set("fill", SECOND).set("font-weight", "600").set("letter-spacing", "0.4")]);
        }
        for one in &group.lines {
            sheet.add(ROW, grid.row(chart, one, sheet.y()));
        }
    }
    sheet.add(34.0, grid.sums(chart, sheet.y() + 2.0));
    sheet.add_key(&chart.letters());
    sheet.finish(&chart.frame)
}

struct MatrixGrid {
    names: f64,
    cells: f64,
    width: f64,
}

impl MatrixGrid {
    fn of(chart: &MatrixChart) -> MatrixGrid {
        let lines = || chart.groups.iter().flat_map(|group| &group.lines);
        let name = |line: &MatrixLine| width(&line.label, NORMAL) * BOLD + indent(line);
        let names = lines().map(name).fold(LEAST_NAMES, f64::max).min(MOST_NAMES);
        let words = |line: &MatrixLine| width(&line.gaps, SMALL) * BOLD + width(&line.rest, SMALL) + 12.0;
        let words = lines().map(words).fold(60.0, f64::max);
        let cells = MARGIN + names + 12.0;
        let columns = chart.states.len() as f64 * CELL;
        MatrixGrid { names, cells, width: cells + columns + 12.0 + BAR + 8.0 + words + MARGIN }
    }

    fn x(&self, column: usize) -> f64 {
        self.cells + column as f64 * CELL
    }

    /// The codes of the states.
    fn heads(&self, chart: &MatrixChart, y: f64) -> Vec<SvgNode> {
        let head = |(column, state): (usize, &crate::report::chart::ChartState)| {
            let code = cut(&state.code, SMALL, CELL + 2.0);
            let code = text(self.x(column) + CELL / 2.0, y + 15.0, SMALL, &code).set("text-anchor", "middle");
            group().with([title(&brief(&state.name)), code])
        };
        let heads =
            group().set("fill", SECOND).set("font-weight", "600").with(chart.states.iter().enumerate().map(head));
        let states = if chart.states.len() == 1 { "state" } else { "states" };
        let count =
            text(self.x(chart.states.len()) + 12.0, y + 15.0, SMALL, &format!("{} {states}", chart.states.len()));
        vec![heads, count.set("fill", SECOND).set("font-weight", "600")]
    }

    fn row(&self, chart: &MatrixChart, one: &MatrixLine, y: f64) -> Vec<SvgNode> {
        let room = self.names - indent(one);
        let weight = if one.is_below_act { "400" } else { "600" };
        let label = cut(&one.label, NORMAL * 1.05, room);
        let label = text(MARGIN + indent(one), y + 16.0, NORMAL, &label).set("font-weight", weight);
        let mut nodes = vec![group().with([title(&brief(&one.title)), label.set("unicode-bidi", "isolate")])];
        let cell = |(column, letter): (usize, &Option<VerdictLetter>)| {
            let said = chart.states.get(column).map_or("", |state| state.name.as_str());
            let said = letter.map(|letter| format!("{}, {}: {}", brief(said), brief(&one.label), word(letter)));
            letter.map(|letter| {
                cell(letter, (self.x(column) + 0.5, y + 1.0), (CELL - 1.0, HEIGHT), &said.unwrap_or_default())
            })
        };
        nodes.push(group().at("font-size", 12.0).with(one.cells.iter().enumerate().filter_map(cell)));
        if !one.cells.is_empty() {
            nodes.extend(self.bar(chart, one, y));
        }
        nodes
    }

    /// The bar of a row and its words.
    fn bar(&self, chart: &MatrixChart, one: &MatrixLine, y: f64) -> Vec<SvgNode> {
        let left = self.x(chart.states.len()) + 12.0;
        let all = one.count(|verdict| !verdict.is_outside()).max(1) as f64;
        let mut x = left;
        let mut nodes = Vec::new();
        for verdict in GRAVEST_FIRST.into_iter().filter(|one| !one.is_outside()) {
            let own = one.count(|other| other == verdict) as f64 / all * BAR;
            nodes.extend((own > 0.0).then(|| rect(x, y + 7.0, own, 9.0).set("fill", band(verdict))));
            x += own;
        }
        let x = left + BAR + 8.0;
        let gaps = SvgNode::new("tspan").set("font-weight", "700").set("fill", RED).saying(&one.gaps);
        let comma = if one.gaps.is_empty() || one.rest.is_empty() { "" } else { ", " };
        let rest = SvgNode::new("tspan").set("fill", SECOND).saying(&format!("{comma}{}", one.rest));
        let words = SvgNode::new("text").at("x", x).at("y", y + 16.0).at("font-size", SMALL);
        nodes.push(words.with([gaps, rest]));
        nodes
    }

    /// The gaps of each state.
    fn sums(&self, chart: &MatrixChart, y: f64) -> Vec<SvgNode> {
        let right = self.x(chart.states.len());
        let mut nodes = vec![line((MARGIN, y), (right, y), LINE), text(MARGIN, y + 19.0, NORMAL, "Gaps per state")];
        for (column, count) in chart.gaps.iter().enumerate() {
            let middle = self.x(column) + CELL / 2.0;
            let (fill, ink, weight) = sum_colours(*count);
            let circle = SvgNode::new("circle").at("cx", middle).at("cy", y + 15.0).at("r", 9.5).set("fill", fill);
            nodes.extend((*count > 0).then_some(circle));
            let number = text(middle, y + 19.0, SMALL, &count.to_string()).set("text-anchor", "middle");
            nodes.push(number.set("fill", ink).set("font-weight", weight));
        }
        nodes
    }
}

fn indent(line: &MatrixLine) -> f64 {
    if line.is_below_act { 12.0 } else { 0.0 }
}

/// Fill, letter and weight of a number of gaps.
fn sum_colours(count: usize) -> (&'static str, &'static str, &'static str) {
    match count {
        0 => ("none", SECOND, "400"),
        1 => ("#f6c6b0", "#3a1206", "700"),
        2 => ("#e98a6c", "#2b0a03", "700"),
        3 => ("#c8453a", "#ffffff", "700"),
        _ => ("#8f161b", "#ffffff", "700"),
    }
}
