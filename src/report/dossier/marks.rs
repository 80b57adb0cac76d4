//! The marks on the time bar: last good days, judgments, accessions and exits, reports that urge, adoptions. Where there would
//! be too many, those that say least are left out first.

use super::code::{number_of, plain};
use super::columns::in_text;
use super::data::{DutyData, MarkData};
use super::query::Frame;
use super::rows::Rows;
use crate::law::{Actor, Ending, Event, InstrumentIx, SourceKind, Stage};
use crate::report::text::labels::{capitalised, inside};
use crate::time::Day;
use std::collections::BTreeMap;

/// So many marks fit on the bar.
const MOST: usize = 72;

/// Up to so many states are named where they join or leave on one day.
const NAMED: usize = 2;

/// The marks, by day.
pub(super) fn marks(frame: &Frame, rows: &Rows, duties: &[DutyData], columns: &[&Actor]) -> Vec<MarkData> {
    let (void, replaced) = ends(rows).into_iter().partition(|mark: &MarkData| mark.kind == "judgment");
    let by_weight: [Vec<MarkData>; 7] = [
        void,
        reports(frame),
        accessions(columns),
        deadlines(rows, duties),
        judgments(rows, columns),
        replaced,
        adoptions(rows),
    ];
    let is_on_bar = |mark: &MarkData| number_of(frame.first) <= mark.on && mark.on <= number_of(frame.last);
    let mut all: Vec<MarkData> = by_weight.into_iter().flatten().filter(is_on_bar).take(MOST).collect();
    all.sort_by(|one, other| (one.on, one.kind, &one.text).cmp(&(other.on, other.kind, &other.text)));
    all.dedup();
    all
}

fn mark(on: Day, kind: &'static str, text: &str) -> MarkData {
    MarkData { on: number_of(on), kind, text: plain(text) }
}

/// The days on which the end of an act became known.
fn ends(rows: &Rows) -> Vec<MarkData> {
    let mut all = Vec::new();
    for (act, _) in &rows.acts {
        for end in act.ended.iter().filter(|end| end.only.is_empty()) {
            let by = end.by.as_ref().map_or(String::new(), |by| format!(" ({by})"));
            let (kind, how) = match end.how {
                Ending::Void => ("judgment", "void"),
                Ending::Repealed => ("adoption", "repealed"),
                Ending::Replaced => ("adoption", "replaced"),
            };
            all.push(mark(end.known_from.unwrap_or(end.from), kind, &format!("{} {how}{by}", act.short_title)));
        }
    }
    all
}

/// The documents of institutions that urge.
fn reports(frame: &Frame) -> Vec<MarkData> {
    let is_report = |kind: SourceKind| !matches!(kind, SourceKind::Academic | SourceKind::Press);
    let sources = frame.run.engine.corpus.sources.iter();
    let urging = sources.filter(|source| !source.urges.is_empty() && is_report(source.kind));
    urging.map(|source| mark(source.published.last(), "report", source.name())).collect()
}

/// Who joined and who left, together where it was on one day.
fn accessions(columns: &[&Actor]) -> Vec<MarkData> {
    let mut joined: BTreeMap<(Day, bool), Vec<String>> = BTreeMap::new();
    for actor in columns {
        for one in &actor.membership {
            joined.entry((one.during.from(), true)).or_default().push(in_text(&actor.name));
            if let Some(to) = one.during.to() {
                joined.entry((to, false)).or_default().push(in_text(&actor.name));
            }
        }
    }
    let all = joined.into_iter().map(|((day, accedes), names)| {
        let verb = match (accedes, names.len()) {
            (true, 1) => "accedes",
            (true, _) => "accede",
            (false, 1) => "leaves",
            (false, _) => "leave",
        };
        let who = if names.len() > NAMED { format!("{} states", names.len()) } else { names.join(" and ") };
        mark(day, "accession", &capitalised(&format!("{who} {verb}")))
    });
    all.collect()
}

/// The last good days of headline duties, one mark for a day.
fn deadlines(rows: &Rows, duties: &[DutyData]) -> Vec<MarkData> {
    let mut days: BTreeMap<(usize, i32), Vec<&str>> = BTreeMap::new();
    for duty in duties.iter().filter(|duty| duty.headline) {
        if let Some(due) = duty.due {
            days.entry((duty.act, due)).or_default().push(&duty.label);
        }
    }
    let several = |act: usize| days.keys().filter(|(known, _)| *known == act).count() > 1;
    let mut named: BTreeMap<i32, Vec<String>> = BTreeMap::new();
    for ((act, due), labels) in &days {
        let name = rows.acts.get(*act).map_or("", |(act, _)| &*act.short_title);
        let labels: Vec<String> = labels.iter().map(|label| inside(label)).collect();
        let which = if several(*act) { format!(", {}", labels.join(", ")) } else { String::new() };
        named.entry(*due).or_default().push(format!("{name}{which}"));
    }
    let text = |names: Vec<String>| match names.as_slice() {
        [only] => format!("Deadline: {only}"),
        several => format!("Deadlines: {}", several.join("; ")),
    };
    named.into_iter().map(|(on, names)| MarkData { on, kind: "deadline", text: plain(&text(names)) }).collect()
}

/// The first judgment on a state's failure under each act, and every penalty.
fn judgments(rows: &Rows, columns: &[&Actor]) -> Vec<MarkData> {
    let mut all = Vec::new();
    for (place, (act, _)) in rows.acts.iter().enumerate() {
        let ix = rows.duties.iter().find(|(_, of)| *of == place).map(|(key, _)| key.instrument_ix);
        let mut steps: Vec<(Day, Stage, String)> = ix.into_iter().flat_map(|ix| judged(columns, ix)).collect();
        steps.sort();
        let first = steps.iter().find(|(_, stage, _)| *stage == Stage::Judgment).cloned();
        steps.retain(|(_, stage, _)| *stage == Stage::Penalty);
        for (day, stage, who) in first.into_iter().chain(steps) {
            let what = if stage == Stage::Penalty { "penalty" } else { "first judgment" };
            all.push(mark(day, "judgment", &format!("{}: {what}, {who}", act.short_title)));
        }
    }
    all
}

/// Judgments and penalties under an act, each with state and case.
fn judged(columns: &[&Actor], ix: InstrumentIx) -> Vec<(Day, Stage, String)> {
    let mut all = Vec::new();
    for actor in columns {
        for record in actor.records_of(ix).iter().filter(|record| record.retracted.is_none()) {
            let (Event::Procedural(stage @ (Stage::Judgment | Stage::Penalty), step), Some(day)) =
                (&record.event, record.on.exact())
            else {
                continue;
            };
            let case = step.case.as_ref().map_or(String::new(), |case| format!(" ({case})"));
            all.push((day, *stage, format!("{}{case}", actor.name)));
        }
    }
    all.sort();
    all.dedup();
    all
}

fn adoptions(rows: &Rows) -> Vec<MarkData> {
    let what = |is_treaty: bool| if is_treaty { "opened for signature" } else { "adopted" };
    // a year has no mark of a day
    let all = rows.acts.iter().filter(|(act, _)| !act.adopted_in_year);
    all.map(|(act, _)| mark(act.adopted, "adoption", &format!("{} {}", act.short_title, what(act.is_treaty()))))
        .collect()
}
