//! All evidence of one finding: every record known about the duty and about those that imply it, and why each counts.

use crate::engine::{Finding, Question, Relevance, implying, speaks_to};
use crate::law::{Confidence, Record};
use crate::report::page::{Cell, Sheet, Tone};
use crate::report::run::Run;
use crate::report::text::citation::{address, cite};
use crate::report::text::labels::confidence;
use crate::report::text::reasons::{case_of_record, counts};
use crate::report::text::record::{describe_dated, event_in_words, relevance};
use crate::rules::Verdict;
use serde::Serialize;

/// One record, and what it has to do with the finding.
pub(super) struct EvidenceLine<'a> {
    record: &'a Record,
    /// Why it counts, if it does.
    counts: Option<Relevance>,
    /// Whether there is a gap is open.
    is_open: bool,
    /// The duty of which it speaks, where that is one that implies the duty asked about.
    duty: Option<String>,
}

/// One record for JSON.
#[derive(Serialize)]
pub(super) struct EvidenceRow {
    counts: &'static str,
    event: &'static str,
    on: String,
    text: String,
    /// The duty that implies the one asked about, where it speaks of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    duty: Option<String>,
    case: Option<String>,
    /// The department in charge, where the record names it.
    #[serde(skip_serializing_if = "Option::is_none")]
    department: Option<String>,
    confidence: &'static str,
    source: String,
    locator: Option<String>,
    address: Option<String>,
    note: Option<String>,
}

/// Every record known about the duty, and about those that imply it, in the order of days.
pub(super) fn evidence<'a>(finding: &Finding<'a>) -> Vec<EvidenceLine<'a>> {
    let (question, grounds) = (&finding.question, &finding.grounds);
    let is_open = finding.judgement.verdict == Verdict::PossibleGap;
    let mut all = known_of((question, is_open), &|place| counts(finding, place));
    for other in implying(question) {
        let proofs = grounds
            .implied
            .iter()
            .filter(|one| (one.instrument_ix, one.obligation_ix) == (other.instrument_ix, other.obligation_ix));
        let counts = |place: usize| proofs.clone().find(|one| one.record == place).map(|one| one.proof);
        let duty = format!("{}/{}", other.instrument.id, other.obligation.id);
        let is_listed = |record: &Record| all.iter().any(|one| std::ptr::eq(one.record, record));
        let fresh: Vec<EvidenceLine> = known_of((&other, is_open), &counts)
            .into_iter()
            .filter(|one| one.counts.is_some() || !is_listed(one.record))
            .collect();
        all.extend(fresh.into_iter().map(|one| EvidenceLine { duty: Some(duty.clone()), ..one }));
    }
    all.sort_by_key(|one| (one.record.on.first(), one.record.on.last(), one.duty.is_some()));
    all
}

/// The known records that speak to a duty, or set the period of a judgment about it.
fn known_of<'a>(
    (question, is_open): (&Question<'a>, bool),
    counts: &dyn Fn(usize) -> Option<Relevance>,
) -> Vec<EvidenceLine<'a>> {
    let known = |record: &Record| question.corpus.is_known(record, question.known_as_of);
    let all = question.actor.records_of(question.instrument_ix).iter().enumerate();
    let shown =
        all.filter(|(place, record)| counts(*place).is_some() || (speaks_to(question, record) && known(record)));
    shown.map(|(place, record)| EvidenceLine { record, counts: counts(place), is_open, duty: None }).collect()
}

impl EvidenceLine<'_> {
    /// For JSON.
    pub fn piece(&self, run: &Run) -> EvidenceRow {
        let EvidenceLine { record, counts, is_open, duty } = self;
        let source = run.engine.corpus.source(record.source);
        EvidenceRow {
            counts: relevance(*counts, *is_open),
            event: record.event.kind().as_str(),
            on: record.on.to_string(),
            text: describe_dated(record),
            duty: duty.clone(),
            case: case_of_record(record),
            department: department(record).map(str::to_owned),
            confidence: confidence(record.confidence),
            source: source.map_or(String::new(), |source| source.id.to_string()),
            locator: record.locator.as_ref().map(|text| text.to_string()),
            address: source.and_then(address),
            note: record.note.as_ref().map(|text| text.to_string()),
        }
    }

    /// For CSV, after the id of the finding.
    pub fn texts(&self, run: &Run) -> [String; 9] {
        let piece = self.piece(run);
        [
            piece.counts.to_owned(),
            piece.event.to_owned(),
            piece.on,
            piece.confidence.to_owned(),
            piece.source,
            piece.locator.unwrap_or_default(),
            piece.address.unwrap_or_default(),
            piece.note.unwrap_or_default(),
            piece.duty.unwrap_or_default(),
        ]
    }

    fn row(&self, run: &Run) -> Vec<Cell> {
        let record = self.record;
        let source = run.engine.corpus.source(record.source);
        let cited = source.map_or(String::new(), |source| cite(source, record.locator.as_deref()));
        let recalled = if record.confidence == Confidence::Recalled { " (recalled, not read there)" } else { "" };
        let tone = if self.counts.is_some() { Tone::Strong } else { Tone::Plain };
        let note = record.note.as_ref().map_or(String::new(), |note| format!(". Note: {note}"));
        let duty = self.duty.as_ref().map_or(String::new(), |duty| format!("{duty}: "));
        let what: Vec<String> = [
            Some(event_in_words(&record.event)),
            case_of_record(record),
            department(record).map(|name| format!("department {name}")),
        ]
        .into_iter()
        .flatten()
        .collect();
        vec![
            Cell::toned(record.on.to_string(), tone),
            Cell::toned(format!("{duty}{}", what.join(", ")), tone),
            Cell::plain(relevance(self.counts, self.is_open)),
            Cell::plain(format!("{cited}{recalled}{note}")),
        ]
    }
}

/// The department of the Commission in charge of the case, where the record names it.
fn department(record: &Record) -> Option<&str> {
    record.step()?.department.as_deref()
}

/// For people.
pub(super) fn table(run: &Run, all: &[EvidenceLine]) -> Sheet {
    let mut sheet = Sheet::with(&["on", "what happened", "counts", "source"]);
    sheet.rows.extend(all.iter().map(|one| one.row(run)));
    sheet
}
