//! Builds one record.

use super::bench::{Bench, kept};
use super::{event, words};
use crate::law::{CaseNumber, Confidence, InstrumentIx, ObligationIx, Record, Retraction, SourceIx};
use crate::load::build::way::Way;
use crate::load::raised::Raised;
use crate::load::raw::{RawRecord, RawRetraction};

/// The record that an entry of a state's file describes.
pub(super) fn record(raw: &RawRecord, way: &Way, bench: &mut Bench) -> Option<Record> {
    let source = bench.source(&way.key("source"), &raw.source);
    case_spelling(raw.case.as_deref(), &way.key("case"), bench);
    fact(raw, source, way, bench)
}

/// The record that an assumption describes: it cites no document.
pub(crate) fn assumed(raw: &RawRecord, way: &Way, bench: &mut Bench) -> Option<Record> {
    let record = fact(raw, Some(SourceIx::ASSUMED), way, bench)?;
    Some(Record { confidence: Confidence::Assumed, ..record })
}

fn fact(raw: &RawRecord, source: Option<SourceIx>, way: &Way, bench: &mut Bench) -> Option<Record> {
    let found = bench.links.instrument(&way.key("instrument"), &raw.instrument);
    let instrument = bench.linked(found);
    let obligations = match (&raw.obligations, instrument) {
        (Some(ids), Some(instrument)) => obligations(ids, instrument, way, bench).map(Some),
        _ => Some(None),
    };
    let event = event::event(raw, way, bench);
    let on = bench.when(&way.key("on"), &raw.on);
    let confidence = (raw.confidence.as_deref(), Confidence::Recalled);
    let confidence = bench.word_or(&way.key("confidence"), words::CONFIDENCES, confidence);
    let retracted = match &raw.retracted {
        Some(raw) => retraction(raw, &way.key("retracted"), bench).map(Some),
        None => Some(None),
    };
    Some(Record {
        instrument: instrument?,
        obligations: obligations?,
        of_case: None,
        event: event?,
        on: on?,
        amends: raw.amends,
        source: source?,
        locator: kept(raw.locator.as_deref()),
        confidence: confidence?,
        note: kept(raw.note.as_deref()),
        retracted: retracted?,
        place: None,
    })
}

/// A case number in another spelling than the register's: it is read, and `--fix` writes it anew. What is none at all
/// stays a name of its own.
fn case_spelling(written: Option<&str>, way: &Way, bench: &mut Bench) {
    let Some(written) = written else { return };
    let raised = match CaseNumber::known(written) {
        Some(case) if case == written => return,
        Some(case) => {
            let message = format!("case {case} in another spelling");
            let help = format!("write \"{case}\", or let acquis validate --fix do it");
            Raised::warning("case-number-spelling", &way.place(), message).help(help)
        }
        None => {
            let message = format!("\"{written}\" is no number of a case that is known here");
            let help = "write it as INFR(2013)0204, or as C-189/09 before the Court";
            Raised::warning("unknown-case-number", &way.place(), message).help(help)
        }
    };
    bench.desk.raise(raised);
}

fn obligations(ids: &[String], of: InstrumentIx, way: &Way, bench: &mut Bench) -> Option<Vec<ObligationIx>> {
    let way = way.key("obligations");
    let mut list = Vec::with_capacity(ids.len());
    for (number, id) in ids.iter().enumerate() {
        let found = bench.links.obligation(&way.item(number), of, id);
        list.extend(bench.linked(found));
    }
    (list.len() == ids.len()).then_some(list)
}

fn retraction(raw: &RawRetraction, way: &Way, bench: &mut Bench) -> Option<Retraction> {
    let on = bench.day(&way.key("on"), &raw.on)?;
    Some(Retraction { on, reason: raw.reason.as_str().into() })
}
