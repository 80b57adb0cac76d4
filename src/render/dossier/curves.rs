//! A curve per headline duty: how many states have each verdict, over time, stacked. The script draws it anew at its size.

use std::fmt::Write;

use crate::report::dossier::DayNumber;

use super::code::{CellCode, LATE, MET, NOT_YET, OVERDUE, PARTIAL, PENDING, POSSIBLE, UNKNOWN, URGED, VerdictCounts};
use super::matrix::{one_decimal, share};
use super::shown::ShownDossier;
use super::words::{day, number_of};
use crate::time::Day;

/// From the floor to the top: what is met grows from below, gaps hang from the top, what is unknown is between.
const STACK: [u8; 8] = [MET, LATE, UNKNOWN, PENDING, URGED, POSSIBLE, PARTIAL, OVERDUE];

const WIDTH: f64 = 224.0;
const HEIGHT: f64 = 88.0;
/// Where the states begin.
const FLOOR: f64 = HEIGHT - 18.0;
/// Where they end if all are there.
const TOP: f64 = 9.0;
/// A year needs so much of the axis.
const YEAR_WIDTH: i32 = 52;

/// The states by verdict, from each day on which it changes.
type CountsOverTime = Vec<(DayNumber, VerdictCounts)>;

/// The time that a chart shows.
#[derive(Debug, Clone, Copy)]
struct CurveTime {
    from: DayNumber,
    to: DayNumber,
}

impl CurveTime {
    /// The whole years that a duty needs, by both clocks.
    fn of(shown: &ShownDossier, then: &CountsOverTime, today: &CountsOverTime) -> CurveTime {
        let open = &shown.dossier.open;
        let is_shown = |(_, counts): &&(DayNumber, VerdictCounts)| STACK.iter().any(|verdict| counts.of(*verdict) > 0);
        let begun = [then, today].into_iter().filter_map(|line| line.iter().find(is_shown)).map(|(day, _)| *day);
        let first = begun.fold(open.today, DayNumber::min);
        let from = open.from.max(new_year(day(first.saturating_sub(90)).year()));
        CurveTime { from, to: open.today.saturating_add(60).max(from.saturating_add(700)) }
    }

    fn has(self, day: DayNumber) -> bool {
        (self.from..=self.to).contains(&day)
    }

    fn x(self, day: DayNumber) -> f64 {
        let (from, to) = (f64::from(self.from), f64::from(self.to));
        (f64::from(day).clamp(from, to) - from) / (to - from) * WIDTH
    }

    /// Years, few enough for the width, each with its place.
    fn years(self) -> Vec<(i32, f64)> {
        let (first, last) = (day(self.from).year(), day(self.to).year());
        let room = (224 / YEAR_WIDTH).max(2);
        let fits = |step: &i32| (last - first) <= room * step;
        let step = [1, 2, 3, 4, 5, 6, 8, 10].into_iter().find(fits).unwrap_or(20);
        let numbers = (first..=last).step_by(step.unsigned_abs() as usize);
        let placed = numbers.map(|year| (year, new_year(year)));
        let inside = placed.filter(|(_, day)| *day >= self.from).map(|(year, day)| (year, self.x(day)));
        inside.filter(|(_, x)| *x <= WIDTH - 12.0).collect()
    }
}

/// The number of the first day of a year.
fn new_year(year: i32) -> DayNumber {
    Day::from_ymd(year, 1, 1).map_or(0, number_of)
}

/// The states by verdict over time.
fn counts_over_time(shown: &ShownDossier, known_then: bool, duty: usize) -> CountsOverTime {
    let mut changes: Vec<(DayNumber, usize, u8)> = Vec::new();
    for (state, _) in shown.states() {
        let line = shown.line(known_then, state, duty);
        changes.extend(line.iter().map(|(day, ground)| (*day, state, shown.code_of(*ground).verdict())));
    }
    changes.sort_by_key(|(day, ..)| *day);
    let mut present = vec![NOT_YET; shown.dossier.states.len()];
    let mut counts: VerdictCounts = present.iter().map(|_| CellCode::NOT_YET).collect();
    let mut made = CountsOverTime::new();
    for (day, state, verdict) in changes {
        let Some(own) = present.get_mut(state) else { continue };
        counts.take(std::mem::replace(own, verdict));
        counts.add(verdict);
        if made.last().is_some_and(|(last, _)| *last == day) {
            made.pop();
        }
        made.push((day, counts));
    }
    made
}

/// The curve of a duty as SVG. It holds numbers alone, and nothing from the data.
pub(super) fn curve(shown: &ShownDossier, duty: usize, due: Option<DayNumber>) -> String {
    let [then, today] = [true, false].map(|known_then| counts_over_time(shown, known_then, duty));
    let axis = CurveTime::of(shown, &then, &today);
    let mut svg = bands(if shown.is_known_then() { &then } else { &today }, shown.dossier.states.len(), axis);
    let mut add = |part: std::fmt::Arguments| svg.push_str(&part.to_string());
    add(format_args!(r#"<line class="floor" x1="0" x2="{WIDTH}" y1="{FLOOR}" y2="{FLOOR}"></line>"#));
    if let Some(due) = due.filter(|due| axis.has(*due)) {
        let (x, flag) = (one_decimal(axis.x(due)), one_decimal((axis.x(due) - 4.0).max(0.0)));
        add(format_args!(r#"<line class="due" x1="{x}" x2="{x}" y1="5" y2="{FLOOR}"></line>"#));
        add(format_args!(r#"<path class="flag" d="M{flag} 1h8l-4 7z"></path>"#));
    }
    for (year, x) in axis.years() {
        let anchor = if x < 14.0 { "start" } else { "middle" };
        let (x, y) = (one_decimal(x), HEIGHT - 5.0);
        add(format_args!(r#"<text class="axis" x="{x}" y="{y}" text-anchor="{anchor}">{year}</text>"#));
    }
    if axis.has(shown.on()) {
        let x = one_decimal(axis.x(shown.on()));
        add(format_args!(r#"<line class="cursor" y1="4" y2="{FLOOR}" transform="translate({x} 0)"></line>"#));
    }
    format!(
        r#"<svg class="chart" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true">{svg}</svg>"#
    )
}

/// A band per verdict: boxes per interval, joined.
fn bands(counts: &CountsOverTime, states: usize, axis: CurveTime) -> String {
    let mut below = vec![0; counts.len()];
    let height = |count: usize| one_decimal(FLOOR - share(count, states.max(1)) * (FLOOR - TOP));
    let mut svg = String::new();
    for verdict in STACK {
        let mut path = String::new();
        let ends = counts.iter().skip(1).map(|(day, _)| *day).chain([axis.to]);
        for (((day, counts), end), below) in counts.iter().zip(ends).zip(&mut below) {
            let count = counts.of(verdict);
            let (floor, top) = (height(*below), height(*below + count));
            *below += count;
            let (left, right) = (axis.x(*day), axis.x(end));
            if count > 0 && right > left {
                let (left, right) = (one_decimal(left), one_decimal(right));
                let _ = write!(path, "M{left} {floor}V{top}H{right}V{floor}Z");
            }
        }
        if !path.is_empty() {
            let class = CellCode::of_verdict(verdict).class();
            let _ = write!(svg, r#"<path class="f-{class}" d="{path}"></path>"#);
        }
    }
    svg
}
