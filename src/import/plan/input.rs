//! What an import is made of: files as they were read, and what the user said about them.

use crate::import::RowsRead;
use crate::time::Day;

/// One file to import, read.
#[derive(Debug)]
pub struct InputFile {
    /// Name, without directories.
    pub name: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// What it says.
    pub read: RowsRead,
    /// Is it a file of refused rows? What it does not have stands in the file that they come from.
    pub is_part: bool,
}

/// What is said about an import beside its files.
#[derive(Debug, Clone)]
pub struct ImportOptions {
    /// The source of every record; `None` where each row names its own.
    pub source: Option<String>,
    /// Was each row read in its source? A sheet of records says so itself, row by row.
    pub is_read: bool,
    /// The day of the import, on which records that prove wrong are retracted.
    pub day: Day,
    /// Are states that the data do not have added?
    pub create_states: bool,
    /// Does what is new go to files of one object per line, also where there are none yet?
    pub on_lines: bool,
    /// Is it one fact that somebody records, and no file that a source handed out? Then nothing else is touched.
    pub by_hand: bool,
    /// The record that one new fact replaces.
    pub replaces: Option<Replacement>,
}

/// A record that proved wrong.
#[derive(Debug, Clone)]
pub struct Replacement {
    /// Event of the record.
    pub event: String,
    /// Day of the record, as it is written.
    pub on: String,
    /// Why it is wrong.
    pub reason: String,
}
