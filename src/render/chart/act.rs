//! One act: a strip per state, the shortest gap first.

use super::frame::{DrawingSheet, MARGIN, NORMAL, SMALL, text, text_up_to};
use super::measure::{BOLD, brief, cut, width};
use super::palette::{RED, SECOND, word};
use super::svg::{SvgNode, group, line, title};
use super::time::TimeScale;
use crate::report::chart::{ActChart, DutyPanel, StateStrip, lasting};
use crate::time::Day;

const WIDTH: f64 = 920.0;
const ROW: f64 = 18.0;
const STRIP: f64 = 14.0;
const LEAST_NAMES: f64 = 80.0;
const MOST_NAMES: f64 = 150.0;
const TOTALS: f64 = 78.0;

/// Draws the strips.
pub(super) fn draw(chart: &ActChart) -> SvgNode {
    let mut sheet = DrawingSheet::new(WIDTH, &chart.frame);
    let strips = || chart.panels.iter().flat_map(|panel| &panel.strips);
    let names = strips().map(|one| width(&one.state.name, NORMAL)).fold(LEAST_NAMES, f64::max).min(MOST_NAMES);
    let scale = TimeScale::new(chart.axis, MARGIN + names + 10.0, WIDTH - MARGIN - TOTALS);
    for panel in &chart.panels {
        if chart.panels.len() > 1 {
            let heading = text(MARGIN, sheet.y() + 16.0, NORMAL, &cut(&panel.heading, NORMAL * BOLD, sheet.room()));
            sheet.add(24.0, [heading.set("font-weight", "600")]);
        }
        add_panel(&mut sheet, panel, &scale, chart.frame.on);
    }
    let spans = strips().flat_map(|one| &one.strip.spans);
    sheet.add_bands(spans, &[]);
    sheet.finish(&chart.frame)
}

fn add_panel(sheet: &mut DrawingSheet, panel: &DutyPanel, scale: &TimeScale, on: Day) {
    let top = sheet.y() + 22.0;
    let foot = top + panel.strips.len() as f64 * ROW + 4.0;
    let mut nodes = scale.years(top - 8.0, (top - 3.0, foot), Some(on));
    for (row, one) in panel.strips.iter().enumerate() {
        nodes.push(strip_row(one, scale, on, top + row as f64 * ROW));
    }
    nodes.extend(panel.due.into_iter().flat_map(|due| scale.flag(due, top - 4.0, foot)));
    nodes.extend(scale.cursor(on, top - 8.0, top - 5.0, foot));
    sheet.add(foot - sheet.y() + 12.0, nodes);
}

fn strip_row(one: &StateStrip, scale: &TimeScale, on: Day, y: f64) -> SvgNode {
    let room = scale.left() - MARGIN - 8.0;
    let days = if one.days_in_gap > 0 { lasting(one.days_in_gap) } else { "–".to_owned() };
    let held = one.letter.map_or(String::new(), |letter| format!(": {}", word(letter)));
    let said = title(&format!("{}{held}; in gap: {days}", brief(&one.state.name)));
    let name = text(MARGIN, y + 11.5, NORMAL, &cut(&one.state.name, NORMAL, room)).set("unicode-bidi", "isolate");
    let total = text_up_to(scale.right() + TOTALS, y + 11.5, NORMAL - 0.5, &days);
    let total = if one.days_in_gap > 0 {
        total.set("fill", RED).set("font-weight", "700")
    } else {
        total.set("fill", SECOND).at("font-size", SMALL)
    };
    let own = one.own_due.filter(|day| scale.shows(*day)).map(|day| {
        let x = scale.x(day.next());
        line((x, y), (x, y + STRIP), RED).set("stroke-width", "1.6")
    });
    let strip = scale.strip(&one.strip, on, (y, STRIP), false);
    group().with([said, name].into_iter().chain(strip).chain(own).chain([total]))
}
