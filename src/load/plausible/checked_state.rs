//! What is known of one state while its file is checked, and where in the file a record stands.

use crate::law::{Actor, EventKind, Instrument, ObligationIx, Record};
use crate::load::build::Links;
use crate::load::json_path::{JsonPath, PathStep};

/// A state with its records, each with its place in the file.
pub(crate) struct CheckedState<'a> {
    pub(crate) actor: &'a Actor,
    pub(crate) records: &'a [(usize, Record)],
    pub(crate) links: &'a Links<'a>,
    /// Could all of the file be read?
    pub(crate) is_whole: bool,
}

impl CheckedState<'_> {
    /// The records that stand under sound law, each with its instrument.
    pub(super) fn sound_records(&self) -> impl Iterator<Item = (usize, &Record, &Instrument)> {
        let judged = |record: &Record| {
            record.retracted.is_none() && !self.links.instruments_with_errors.contains(&record.instrument)
        };
        let all = self.records.iter().filter(move |(_, record)| judged(record));
        all.filter_map(|(number, record)| Some((*number, record, self.links.corpus.instrument(record.instrument)?)))
    }
}

/// The place of a key of a record.
pub(super) fn at(number: usize, key: &str) -> JsonPath {
    JsonPath(vec![PathStep::Key("records".into()), PathStep::Item(number), PathStep::Key(key.into())])
}

/// Does an obligation list an event as what fulfils or undoes it?
pub(super) fn is_listed(event: EventKind, obligation: ObligationIx, of: &Instrument) -> bool {
    let found = of.obligations.get(usize::from(obligation.0));
    found.is_some_and(|duty| duty.fulfilled_by.contains(&event) || duty.undone_by.contains(&event))
}

/// Does an event concern every obligation, whatever its lists say?
pub(super) fn reaches_all(event: EventKind) -> bool {
    event.is_procedural() || matches!(event, EventKind::Observed | EventKind::Deferral)
}
