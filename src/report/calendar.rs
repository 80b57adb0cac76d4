//! A calendar as plain data: entries that last one day. Deliberately not here: what falls due (`deadlines`), and how a
//! calendar program reads it (`render`).

use crate::time::Day;

/// A calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// What it is called where it is shown. It depends on no date, so that a later edition bears the same name.
    pub name: String,
    /// What it rests on.
    pub about: String,
    /// The day on which its entries are taken to have been written; later editions supersede earlier ones.
    pub written_on: Day,
    /// The entries; at least one.
    pub events: Vec<CalendarEvent>,
}

/// An entry that lasts for one whole day. All texts are untrusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarEvent {
    /// Who it is, whatever its day: a deadline that moves keeps it. In a calendar of one state `STATE.ACT.DUTY.KIND`; in one
    /// of several states a day that the law sets for all alike is `ACT.DUTY.KIND`, whoever still has it to come, and a day
    /// to which a state comes by itself (accession, own period, deferral, deposit, evidence) remains that state's own.
    pub uid: String,
    /// The day.
    pub on: Day,
    /// Is the day no more than likely?
    pub is_tentative: bool,
    /// One line.
    pub summary: String,
    /// The whole text.
    pub description: String,
    /// Words to filter by.
    pub categories: Vec<String>,
    /// Days before its day on which the reader is reminded.
    pub alarm: Option<u32>,
}
