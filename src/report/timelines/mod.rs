//! Every finding of every day: one row per (state, obligation) and stretch of days on which nothing about it changes.

use super::contract::Header;
use super::intervals::{IntervalPart, IntervalRow, Intervals};
use super::output::Report;
use super::page::{Block, Cell, Page, Sheet, Tone};
use super::run::Run;
use super::scope::{Scope, Shown};
use super::text::labels::counted;
use crate::engine::{Question, Selection};
use crate::time::Day;
use serde::Serialize;
use std::convert::Infallible;

/// The timelines of all states of a selection, whenever they are members.
pub struct Timelines<'a> {
    run: Run<'a>,
    scope: Scope,
    asked: Vec<Question<'a>>,
}

/// What a script gets.
#[derive(Serialize)]
struct TimelinesData<'t> {
    #[serde(flatten)]
    header: Header,
    scope: &'t Scope,
    intervals: Intervals<'t>,
}

impl<'a> Timelines<'a> {
    /// The timelines of the states named in the selection, or else of all: what is shown by default on a day is a column.
    pub fn new(run: Run<'a>, selection: &Selection) -> Timelines<'a> {
        let actors = run.actors(&selection.actors, true);
        let shown = if selection.actors.is_all() { Shown::All } else { Shown::Named };
        let scope = Scope::new(run.engine.corpus, &actors, selection, shown);
        Timelines { run, scope, asked: run.engine.questions(&selection.of(&actors)) }
    }

    /// How many (state, obligation) were asked about.
    pub fn asked(&self) -> usize {
        self.asked.len()
    }

    fn all(&self) -> Intervals<'_> {
        Intervals::of_questions(&self.run, self.asked.clone())
    }
}

impl Report for Timelines<'_> {
    fn page(&self) -> Page {
        let mut sheet =
            Sheet::with(&["from", "to", "finding", "verdict", "when", "severity", "due", "enforcement", "confidence"]);
        let Ok(()) = self.all().each(|row| {
            add(&mut sheet.rows, shown(&row));
            Ok::<(), Infallible>(())
        });
        let rows = counted(sheet.rows.len(), "interval", "intervals");
        let count = format!("{rows} of {}; to: the first day of the next one", counted(self.asked(), "duty", "duties"));
        let versions = Cell::toned(self.run.sentence(), Tone::Faint);
        let blocks = vec![Block::Table(sheet), Block::Text(Cell::plain(count)), Block::Text(versions)];
        Page { title: "What held from when on".to_owned(), blocks }
    }

    fn sheet(&self) -> Sheet {
        self.all().sheet()
    }

    fn data(&self) -> impl Serialize {
        let header = Header::new(&self.run, "acquis/timelines/1");
        TimelinesData { header, scope: &self.scope, intervals: self.all() }
    }

    fn interval_part(&self) -> IntervalPart {
        IntervalPart::Whole
    }

    fn intervals(&self) -> Option<Intervals<'_>> {
        Some(self.all())
    }
}

/// Adds a row, or lengthens the last one where a reader would see no difference between them.
fn add(rows: &mut Vec<Vec<Cell>>, new: Vec<Cell>) {
    match (rows.last_mut().map(Vec::as_mut_slice), new.as_slice()) {
        (Some([_, to, known @ ..]), [_, end, what @ ..]) if known == what => to.clone_from(end),
        _ => rows.push(new),
    }
}

/// A row for people, without what is the same in most.
fn shown(row: &IntervalRow) -> Vec<Cell> {
    let day = |day: Option<_>| Cell::plain(day.map_or(String::new(), |day: Day| day.to_string()));
    let word = |word: Option<&str>| Cell::plain(word.unwrap_or_default());
    vec![
        Cell::plain(row.from.to_string()),
        day(row.to),
        Cell::plain(format!("{}/{}/{}", row.state, row.instrument, row.obligation)),
        Cell::toned(row.verdict.as_str(), Tone::from(row.verdict)),
        word(row.when),
        Cell::plain(row.severity.as_str()),
        day(row.due),
        word(row.enforcement),
        word(row.confidence),
    ]
}
