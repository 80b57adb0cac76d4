//! What every report offers, whichever format is asked for. Each report implements it beside what it is about.

use super::calendar::Calendar;
use super::contract::DataWriter;
use super::document::Document;
use super::intervals::{IntervalPart, Intervals};
use super::issues::Issues;
use super::page::{Page, Sheet};
use super::workbook::Workbook;
use serde::Serialize;
use std::io;

/// What every report offers, whichever format is asked for.
pub trait Report {
    /// For people: headings, paragraphs, tables.
    fn page(&self) -> Page;
    /// The columns for which the page is laid out, where it is for no more than so many.
    fn columns(&self) -> Option<usize> {
        None
    }
    /// For spreadsheets and scripts: one flat table, canonical identifiers, ISO days.
    fn sheet(&self) -> Sheet;
    /// For programs: the JSON contract.
    fn data(&self) -> impl Serialize;
    /// Hands its data to a writer; a list in them that may be long is handed apart, to be worded and written on all processors.
    ///
    /// # Errors
    /// Those of the writer.
    fn write_data(&self, to: impl DataWriter) -> io::Result<()> {
        to.whole(&self.data())
    }
    /// For pipelines: findings one by one; `None` where a report lists none.
    fn issues(&self) -> Option<Issues<'_>> {
        None
    }
    /// What intervals are among its forms? To make them only to know would take as long as to write them.
    fn interval_part(&self) -> IntervalPart {
        IntervalPart::None
    }
    /// For warehouses: one row per finding and stretch of days; `None` where the report has none.
    fn intervals(&self) -> Option<Intervals<'_>> {
        None
    }
    /// For calendar programs, where the report has days to come.
    fn calendar(&self) -> Option<Calendar> {
        None
    }
    /// For people who edit and print it, where the report has such a form.
    fn document(&self) -> Option<Document> {
        None
    }
    /// Is there a workbook? To make one only to know would take as long as to write it.
    fn has_workbook(&self) -> bool {
        false
    }
    /// For people who sort, filter and calculate: sheets with real days and numbers.
    fn workbook(&self) -> Option<Workbook> {
        None
    }
}
