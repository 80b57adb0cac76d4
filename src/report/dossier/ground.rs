//! A finding without its days: the verdict, what was computed for it, its reasons in words, and the records that count.

use super::code::{number_if_named, plain};
use super::data::DayNumber;
use super::records::RecordKey;
use crate::engine::{Finding, Relevance};
use crate::law::Stage;
use crate::report::run::Run;
use crate::report::text::citation::names_behind;
use crate::report::text::labels::due;
use crate::report::text::marks::{GRAVEST_FIRST, is_unsure};
use crate::report::text::reasons::{Reason, Topic, because, counts};
use crate::rules::{Severity, Verdict};

/// A finding without its days, before its texts and records have numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PlainGround {
    pub(super) verdict: u8,
    pub(super) due: Option<DayNumber>,
    pub(super) gap: Option<DayNumber>,
    pub(super) severity: u8,
    pub(super) stage: u8,
    pub(super) contested: u8,
    pub(super) flags: u8,
    pub(super) texts: Vec<String>,
    pub(super) records: Vec<(RecordKey, u8)>,
}

impl PlainGround {
    /// The ground of a finding; `records` are those of the pair.
    pub(super) fn new(run: &Run, finding: &Finding, records: &[RecordKey]) -> PlainGround {
        let judgement = &finding.judgement;
        PlainGround {
            verdict: verdict(judgement.verdict),
            due: due(judgement).and_then(number_if_named),
            // a gap that can have begun on any day up to the one asked has no first day
            gap: judgement.gap_from.and_then(number_if_named),
            severity: place(&Severity::ALL, &judgement.severity),
            stage: stage(judgement.enforcement),
            contested: stage(judgement.contested),
            flags: flags(finding),
            texts: texts(run, finding),
            records: counting(finding, records),
        }
    }
}

/// The number of a verdict, the gravest first.
pub(super) fn verdict(verdict: Verdict) -> u8 {
    place(&GRAVEST_FIRST, &verdict)
}

fn place<T: PartialEq>(all: &[T], one: &T) -> u8 {
    all.iter().position(|known| known == one).and_then(|place| u8::try_from(place).ok()).unwrap_or_default()
}

/// 0 for none.
fn stage(stage: Option<Stage>) -> u8 {
    stage.map_or(0, |stage| place(&Stage::ALL, &stage) + 1)
}

fn flags(finding: &Finding) -> u8 {
    let grounds = &finding.grounds;
    let at_least = finding.judgement.at_least;
    let all =
        [is_unsure(finding), grounds.recalled, grounds.presumed, grounds.approximate, at_least, finding.is_assumed()];
    all.iter().rev().fold(0, |flags, holds| flags << 1 | u8::from(*holds))
}

/// The reasons, what decided first, each with the names of its sources.
fn texts(run: &Run, finding: &Finding) -> Vec<String> {
    let mut reasons = because(run, finding);
    reasons.sort_by_key(|reason| rank(reason.topic));
    reasons.iter().map(|reason| text(run, reason)).collect()
}

fn rank(topic: Topic) -> u8 {
    match topic {
        Topic::Rule => 0,
        Topic::Procedure => 1,
        Topic::Reach => 2,
        Topic::Conduct => 3,
        Topic::Bond => 4,
        Topic::Ground => 5,
        Topic::Deadline => 6,
    }
}

fn text(run: &Run, reason: &Reason) -> String {
    let text = reason.for_any_day();
    let cited = if reason.topic == Topic::Deadline {
        String::new()
    } else {
        names_behind(run.engine.corpus, &reason.sources, &text)
    };
    plain(&format!("{text}{cited}"))
}

/// The records that count, each with its role: 1 decides, 2 begins the gap.
fn counting(finding: &Finding, records: &[RecordKey]) -> Vec<(RecordKey, u8)> {
    let own = finding.question.instrument_ix;
    let mut all = Vec::new();
    for (place, _) in &finding.grounds.records {
        let role = if counts(finding, *place) == Some(Relevance::BeganGap) { 2 } else { 1 };
        all.extend(RecordKey::find(records, own, *place).map(|key| (key, role)));
    }
    let implied = finding.grounds.implied.iter();
    all.extend(implied.filter_map(|one| Some((RecordKey::find(records, one.instrument_ix, one.record)?, 1))));
    all.sort_unstable();
    all.dedup_by_key(|(key, _)| *key);
    all
}
