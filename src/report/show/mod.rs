//! The facts about one thing, as the data state them: an instrument, an obligation, a state, a source. What follows from
//! them is not said here: `explain` says it.

mod instrument;
mod obligation;
mod source;
mod state;

pub use instrument::instrument_sheet;
pub use obligation::obligation_sheet;
pub use source::source_sheet;
pub use state::state_sheet;

use super::facts::{FactSheet, FactTable, FactValue};
use super::run::Run;
use super::text::labels;
use crate::law::{Binds, Corpus, SourceIx};

fn fact_sheet(run: Run, kind: &'static str, title: String) -> FactSheet {
    FactSheet::new(run, "acquis/show/1", kind, title)
}

fn source_id(corpus: &Corpus, place: SourceIx) -> Option<&str> {
    corpus.source(place).map(|source| &*source.id)
}

/// States left out and added; `last_day` is the last day for which it holds.
fn exceptions(corpus: &Corpus, binds: &Binds) -> FactTable {
    let rows = labels::exceptions(binds).map(|(how, one)| {
        vec![
            FactValue::text(&one.state),
            FactValue::text(how),
            FactValue::maybe(labels::first_day(&one.during)),
            FactValue::maybe(labels::last_day(&one.during)),
            FactValue::text(&one.basis),
            FactValue::maybe(one.source.and_then(|place| source_id(corpus, place))),
            FactValue::maybe(one.own_period.as_ref().map(labels::own_period)),
        ]
    });
    FactTable::new("exceptions", &["state", "how", "from", "last_day", "basis", "source", "own_deadline"], rows)
}
