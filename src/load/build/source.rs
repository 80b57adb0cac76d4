//! Builds a source document.

use super::bench::{Bench, kept};
use super::words;
use crate::law::{Address, Source, Statement, Urging};
use crate::load::raw::{RawSource, RawStatement, RawUrging};
use crate::load::way::Way;

/// The source that a file describes.
pub(crate) fn source(raw: RawSource, bench: &mut Bench) -> Option<Source> {
    let top = &Way::Top;
    let kind = bench.word(&top.key("kind"), words::SOURCE_KINDS, &raw.kind);
    let published = bench.when(&top.key("published"), &raw.published);
    let read_on = bench.maybe_day(&top.key("read_on"), raw.read_on.as_deref());
    Some(Source {
        id: raw.id.into(),
        title: raw.title.into(),
        reference: kept(raw.reference),
        kind: kind?,
        published: published?,
        continuous: raw.continuous,
        address: Address { official: kept(raw.official), read_at: kept(raw.read_at), read_on },
        note: kept(raw.note),
        urges: raw.urges.into_iter().map(urging).collect(),
        states: raw.states.into_iter().map(statement).collect(),
    })
}

fn urging(raw: RawUrging) -> Urging {
    Urging {
        id: raw.id.into(),
        objective: raw.objective,
        addressee: raw.addressee.into(),
        locator: raw.locator.into(),
        text: raw.text.into(),
        obligations: super::bench::all_kept(raw.obligations),
    }
}

fn statement(raw: RawStatement) -> Statement {
    Statement { id: raw.id.into(), locator: raw.locator.into(), text: raw.text.into(), register: kept(raw.register) }
}
