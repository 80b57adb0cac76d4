//! How much is known under an instrument, so that a reader sees the white spots before relying on a table.

use crate::engine::{Finding, Selection};
use crate::law::{Confidence, Corpus, Instrument, Record};
use crate::report::run::Run;
use crate::rules::Verdict;
use crate::time::Day;
use std::collections::{BTreeMap, BTreeSet};

/// What stands behind the findings under one instrument on the as-of day.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Records under it, of all states and institutions, as far as they were known.
    pub records: usize,
    /// How many of them were read in their source.
    pub read: usize,
    /// The latest day by which evidence under it could be read: a publication, or the last entry of a register. Of a source
    /// without a day of its own the day is the first on which it can have been published.
    pub newest: Option<Day>,
    /// States of which something is asked under it on the day, duty or encouragement.
    pub bound: usize,
    /// Those of them of which some finding on a headline duty is known.
    pub known: usize,
    /// Those of them without any record.
    pub without_record: Vec<String>,
}

impl Coverage {
    /// The coverage of every instrument selected, by id.
    pub fn of_all<'a>(run: &Run<'a>, selection: &Selection) -> BTreeMap<&'a str, Coverage> {
        let (_, findings) = run.survey(selection, false);
        let mut by_act: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
        for finding in findings.iter().filter(|one| !one.actor.is_institution()) {
            by_act.entry(&finding.instrument.id).or_default().push(finding);
        }
        let acts = run.engine.corpus.instruments.iter().filter(|act| selection.instruments.takes(&act.id));
        let of = |act: &'a Instrument| {
            let findings = by_act.get(&*act.id).map_or(&[][..], Vec::as_slice);
            (&*act.id, Coverage::of(run, act, findings))
        };
        acts.map(of).collect()
    }

    fn of(run: &Run, act: &Instrument, findings: &[&Finding]) -> Coverage {
        let corpus = run.engine.corpus;
        let records: Vec<(&str, &Record)> = known_records(run, act).collect();
        let owed = findings.iter().filter(|one| !one.judgement.verdict.is_outside());
        let bound: BTreeSet<&str> = owed.clone().map(|one| &*one.actor.code).collect();
        let headline: BTreeSet<&str> = act.headline_duties().iter().map(|duty| &*duty.id).collect();
        let known = owed.filter(|one| one.judgement.verdict != Verdict::Unknown);
        let known = known.filter(|one| headline.is_empty() || headline.contains(&*one.obligation.id));
        let known: BTreeSet<&str> = known.map(|one| &*one.actor.code).collect();
        let recorded: BTreeSet<&str> = records.iter().map(|(code, _)| *code).collect();
        Coverage {
            records: records.len(),
            read: records.iter().filter(|(_, one)| one.confidence == Confidence::Read).count(),
            newest: records.iter().filter_map(|(_, one)| readable_by(corpus, one)).max(),
            bound: bound.len(),
            known: known.len(),
            without_record: bound.difference(&recorded).map(|code| (*code).to_owned()).collect(),
        }
    }
}

fn known_records<'a>(run: &Run<'a>, act: &Instrument) -> impl Iterator<Item = (&'a str, &'a Record)> {
    let corpus = run.engine.corpus;
    let known = run.engine.known_as_of;
    let place = corpus.find_instrument(&act.id);
    let all = corpus.actors.iter().flat_map(move |actor| {
        let records = place.into_iter().flat_map(|ix| actor.records_of(ix));
        records.map(|record| (&*actor.code, record))
    });
    all.filter(move |(_, record)| !record.is_assumed() && corpus.is_known(record, known))
}

/// The day by which a record could be read at the earliest: of a register the last day of the entry, else the publication,
/// and never before what it tells.
fn readable_by(corpus: &Corpus, record: &Record) -> Option<Day> {
    let source = corpus.source(record.source)?;
    if source.continuous {
        return Some(corpus.last_possible_day(record)).filter(|day| !day.is_end_of_time());
    }
    let published = &source.published;
    let day = if published.is_vague() { published.first().max(record.on.first()) } else { published.last() };
    Some(day).filter(|day| !day.is_end_of_time())
}
