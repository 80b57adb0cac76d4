//! Deadlines as entries of a calendar: plain data, no format.

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
    /// Its entries.
    pub events: Vec<Event>,
}

/// An entry that lasts for one whole day. All texts are untrusted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Who it is, whatever its day: a deadline that moves keeps it.
    pub uid: String,
    /// Its day.
    pub on: Day,
    /// Is the day no more than likely?
    pub is_tentative: bool,
    /// One line.
    pub summary: String,
    /// All that is to be said.
    pub description: String,
    /// Words to filter by.
    pub categories: Vec<String>,
}
