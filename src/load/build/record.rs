//! Builds one record.

use super::builder::{Builder, kept};
use super::event;
use crate::law::{CaseNumber, Confidence, InstrumentIx, ObligationIx, Record, Retraction, SourceIx};
use crate::load::defect::Defect;
use crate::load::json_path::PathRef;
use crate::load::raw::{RawRecord, RawRetraction};

/// The record that an entry of a state's file, or a line beside it, describes.
pub(crate) fn record(raw: &RawRecord, path: &PathRef, builder: &mut Builder) -> Option<Record> {
    let source = builder.source(&path.key("source"), &raw.source);
    case_spelling(raw.case.as_deref(), &path.key("case"), builder);
    fact(raw, source, path, builder)
}

/// The record that an assumption describes: it cites no document.
pub(crate) fn assumed(raw: &RawRecord, path: &PathRef, builder: &mut Builder) -> Option<Record> {
    let record = fact(raw, Some(SourceIx::ASSUMED), path, builder)?;
    Some(Record { confidence: Confidence::Assumed, ..record })
}

fn fact(raw: &RawRecord, source: Option<SourceIx>, path: &PathRef, builder: &mut Builder) -> Option<Record> {
    let found = builder.links.instrument(&path.key("instrument"), &raw.instrument);
    let instrument = builder.linked(found);
    let obligations = match (&raw.obligations, instrument) {
        (Some(ids), Some(instrument)) => obligations(ids, instrument, path, builder).map(Some),
        _ => Some(None),
    };
    let event = event::event(raw, path, builder);
    let on = builder.when(&path.key("on"), &raw.on);
    let confidence = (raw.confidence.as_deref(), Confidence::Recalled);
    let confidence = builder.word_or(&path.key("confidence"), &[Confidence::Read, Confidence::Recalled], confidence);
    let retracted = match &raw.retracted {
        Some(raw) => retraction(raw, &path.key("retracted"), builder).map(Some),
        None => Some(None),
    };
    // only here may a part be missing: before, each part is read, so that one defect hides no other
    Some(Record {
        instrument: instrument?,
        obligations: obligations?,
        // known only when all records of the state are read
        of_case: None,
        event: event?,
        on: on?,
        amends: raw.amends.unwrap_or_default(),
        source: source?,
        locator: kept(raw.locator.as_deref()),
        confidence: confidence?,
        note: kept(raw.note.as_deref()),
        retracted: retracted?,
        place: None,
    })
}

/// A case number in another spelling than the register's: it is read, and `--fix` writes it as the register does. What
/// is none at all stays a name of its own.
fn case_spelling(written: Option<&str>, path: &PathRef, builder: &mut Builder) {
    let Some(written) = written else { return };
    let defect = match CaseNumber::known(written) {
        Some(case) if case == written => return,
        Some(case) => {
            let message = format!("case {case} in another spelling");
            let help = format!("write \"{case}\", or let acquis validate --fix do it");
            Defect::warning("case-number-spelling", &path.to_path(), message).help(help)
        }
        None => {
            let message = format!("\"{written}\" is no number of a case that is known here");
            let help = "write it as INFR(2013)0204, or as C-189/09 before the Court";
            Defect::warning("unknown-case-number", &path.to_path(), message).help(help)
        }
    };
    builder.defects.add(defect);
}

fn obligations(ids: &[String], of: InstrumentIx, path: &PathRef, builder: &mut Builder) -> Option<Vec<ObligationIx>> {
    let path = path.key("obligations");
    let mut list = Vec::with_capacity(ids.len());
    for (number, id) in ids.iter().enumerate() {
        let found = builder.links.obligation(&path.item(number), of, id);
        list.extend(builder.linked(found));
    }
    // a record about fewer duties than written would be a different fact
    (list.len() == ids.len()).then_some(list)
}

fn retraction(raw: &RawRetraction, path: &PathRef, builder: &mut Builder) -> Option<Retraction> {
    let on = builder.day(&path.key("on"), &raw.on)?;
    Some(Retraction { on, reason: raw.reason.as_str().into() })
}
