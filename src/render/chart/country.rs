//! One state: a strip per duty with its deadline, and the steps of cases below it.

use super::frame::{DrawingSheet, MARGIN, NORMAL, SMALL, text, text_up_to};
use super::key::step;
use super::measure::{BOLD, brief, cut, width};
use super::palette::{SECOND, cell, word};
use super::svg::{SvgNode, group, title};
use super::time::{TimeScale, over};
use crate::report::chart::{CountryAct, CountryChart, DutyStrip};
use crate::time::Day;

const WIDTH: f64 = 920.0;
const STRIP: f64 = 16.0;
const ROW: f64 = 24.0;
const LANE: f64 = 20.0;
const ACT: f64 = 26.0;
const LEAST_NAMES: f64 = 110.0;
const MOST_NAMES: f64 = 220.0;
/// Two circles of steps do not touch at this distance.
const APART: f64 = 16.0;

/// Draws the course.
pub(super) fn draw(chart: &CountryChart) -> SvgNode {
    let mut sheet = DrawingSheet::new(WIDTH, &chart.frame);
    let duties = || chart.acts.iter().flat_map(|act| &act.duties);
    let names = duties().map(|one| width(&one.label, NORMAL)).fold(LEAST_NAMES, f64::max).min(MOST_NAMES);
    let scale = TimeScale::new(chart.axis, MARGIN + names + 38.0, WIDTH - MARGIN);
    let on = chart.frame.on;
    let top = sheet.y() + 36.0;
    let height: f64 = chart.acts.iter().map(act_height).sum();
    sheet.add(36.0, scale.years(top - 24.0, (top - 18.0, top + height + 4.0), None));
    let mut counts = Vec::new();
    for act in &chart.acts {
        let y = sheet.y();
        let (name, count) = act_heading(act, y);
        let mut nodes = vec![name];
        counts.push(count);
        let mut below = y + ACT;
        for duty in &act.duties {
            nodes.push(duty_row(duty, &scale, on, below));
            below += duty_height(duty);
        }
        sheet.add(act_height(act), nodes);
    }
    sheet.add(14.0, scale.cursor(on, top - 6.0, top - 17.0, top + height + 4.0));
    sheet.add(0.0, counts);
    sheet.add_bands(duties().flat_map(|one| &one.strip.spans), &chart.signs());
    sheet.finish(&chart.frame)
}

fn duty_height(duty: &DutyStrip) -> f64 {
    if duty.steps.is_empty() { ROW } else { ROW + LANE }
}

fn act_height(act: &CountryAct) -> f64 {
    ACT + act.duties.iter().map(duty_height).sum::<f64>()
}

/// The name of an act, and how its duties stand.
fn act_heading(act: &CountryAct, y: f64) -> (SvgNode, SvgNode) {
    let counts = cut(&act.counts, SMALL, 420.0);
    let room = WIDTH - 2.0 * MARGIN - width(&counts, SMALL) - 20.0;
    let name = text(MARGIN, y + 18.0, NORMAL, &cut(&act.name, NORMAL * BOLD, room)).set("font-weight", "700");
    let counts = over(text_up_to(WIDTH - MARGIN, y + 18.0, SMALL, &counts)).set("fill", SECOND);
    (name.set("unicode-bidi", "isolate"), counts)
}

fn duty_row(duty: &DutyStrip, scale: &TimeScale, on: Day, y: f64) -> SvgNode {
    let said = title(&format!("{}: {}", brief(&duty.title), word(duty.letter)));
    let room = scale.left() - 38.0 - MARGIN;
    let label = text(MARGIN, y + 13.0, NORMAL, &cut(&duty.label, NORMAL, room)).set("unicode-bidi", "isolate");
    let letter = cell(duty.letter, (scale.left() - 28.0, y - 1.0), (18.0, 18.0), "");
    let letter = group().at("font-size", SMALL + 0.5).with([letter]);
    let strip = scale.strip(&duty.strip, on, (y, STRIP), true);
    let flag = duty.due.into_iter().flat_map(|due| scale.flag(due, y - 3.0, y + STRIP));
    let parts = [said, label, letter].into_iter().chain(strip).chain(flag).chain(steps(duty, scale, y + STRIP + 12.0));
    group().with(parts)
}

/// Steps by day; where circles would touch they are moved apart.
fn steps(duty: &DutyStrip, scale: &TimeScale, y: f64) -> Vec<SvgNode> {
    let mut last = f64::NEG_INFINITY;
    let mut nodes = Vec::new();
    for one in duty.steps.iter().filter(|one| scale.shows(one.on)) {
        let day = scale.x(one.on);
        let x = day.max(last + APART);
        last = x;
        let node = group().with([title(&brief(&one.text)), step((day, x), y, one.sign)]);
        nodes.push(if one.is_faint { node.set("opacity", "0.4") } else { node });
    }
    nodes
}
