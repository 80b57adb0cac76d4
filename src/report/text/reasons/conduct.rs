//! What was done, and what proves it: records of the duty and of those that imply it, registers, silence, the age of the
//! evidence.

use super::reason::{Reason, Topic};
use crate::engine::{FailureEnd, Finding, Implied, Question, Relevance, amends_the_unrecorded, judged_days};
use crate::law::{CaseKind, Event, Extent, Kind, Obligation, Record, Source, Stage};
use crate::report::run::Run;
use crate::report::text::citation::article_of;
use crate::report::text::labels;
use crate::report::text::record::{UNSAID, describe, describe_dated, extent};
use crate::rules::{Verdict, When};
use crate::time::Day;

/// How a reason begins that takes a case as open to the end of its register.
pub const OPEN_UNTIL: &str = "the register shows the case as open until ";

/// That there is nothing to go by.
pub const SILENCE: &str = "no record, and no complete list whose silence would count";

/// What was done, and what proves it.
pub fn conduct(run: &Run, finding: &Finding) -> Vec<Reason> {
    let mut reasons = own_records(finding);
    reasons.extend(finding.grounds.implied.iter().filter_map(|one| implied(finding, one)));
    reasons.extend(registers(run, finding));
    let of_conduct = |text: String| Reason::new(Topic::Conduct, text);
    if finding.grounds.silence {
        reasons.push(of_conduct(SILENCE.to_owned()));
    }
    reasons.extend(shown_open(finding));
    if let Some(confirmed) = finding.last_confirmed() {
        let age = labels::days(finding.on.minus(confirmed));
        let dated = of_conduct(format!("last confirmed {confirmed}, {age} before"));
        reasons.push(dated.lasting(format!("last confirmed {confirmed}")));
    }
    if finding.grounds.approximate {
        let text = "approximate: too many records are uncertain to try every order of them; no more is claimed than \
                    what holds in all of them";
        reasons.push(of_conduct(text.to_owned()));
    }
    reasons
}

fn own_records(finding: &Finding) -> Vec<Reason> {
    let records = finding.actor.records_of(finding.question.instrument_ix);
    let counting = finding
        .grounds
        .records
        .iter()
        .filter_map(|(place, _)| Some((*place, records.get(*place)?, counts(finding, *place)?)));
    let counting = counting.filter(|(_, record, proof)| !is_reported_as_procedure(finding, record, *proof));
    let reason = |(place, record, proof): (usize, &Record, Relevance)| {
        let text = judged(finding, place, record)
            .or_else(|| amending(finding, place, record, proof))
            .unwrap_or_else(|| describe(record, proof));
        let topic = if matches!(proof, Relevance::Binds | Relevance::Defers) { Topic::Ground } else { Topic::Conduct };
        Reason::new(topic, text).citing([record.source]).telling(finding.question.instrument_ix, place, true)
    };
    counting.map(reason).collect()
}

/// Why a record counts; the present gap began with one record at most, the one from which its days are counted.
pub fn counts(finding: &Finding, place: usize) -> Option<Relevance> {
    let (_, proof) = finding.grounds.records.iter().find(|(one, _)| *one == place)?;
    let is_other = *proof == Relevance::BeganGap && began_gap(finding) != Some(place);
    Some(if is_other { Relevance::HoldsGap } else { *proof })
}

/// The record from which the days of a gap are counted, by its place; none while it is open whether there is a gap.
fn began_gap(finding: &Finding) -> Option<usize> {
    let is_gap = matches!(finding.judgement.verdict, Verdict::Partial | Verdict::Overdue);
    let from = finding.judgement.gap_from.filter(|_| is_gap)?;
    let records = finding.actor.records_of(finding.question.instrument_ix);
    let began = finding.grounds.records.iter().filter(|(_, proof)| *proof == Relevance::BeganGap);
    let known = began.filter_map(|(place, _)| Some((*place, records.get(*place)?)));
    let can_be = known.filter(|(_, record)| {
        let is_law = matches!(record.event, Event::Measure { .. } | Event::Notified(_));
        !is_law && record.on.first() <= from && from <= record.on.last()
    });
    can_be.min_by_key(|(_, record)| record.on.last()).map(|(place, _)| place)
}

/// The step at which an open case stands is reported as such, not twice; what a judgment found is reported beside it.
fn is_reported_as_procedure(finding: &Finding, record: &Record, proof: Relevance) -> bool {
    let reached = finding.judgement.enforcement.filter(|reached| *reached < Stage::Judgment);
    matches!(proof, Relevance::Decides | Relevance::HoldsGap)
        && matches!(record.event, Event::Procedural(own, _) if Some(own) == reached)
}

/// What the Court found, and of which day it speaks.
fn judged(finding: &Finding, place: usize, record: &Record) -> Option<String> {
    let is_judgment = matches!(record.event, Event::Procedural(Stage::Judgment | Stage::Penalty, _));
    let days = if is_judgment { judged_days(&finding.question) } else { Vec::new() };
    let (_, day, end) = days.into_iter().find(|(known, ..)| *known == place)?;
    Some(found_by_the_court(record, day, end))
}

/// `the Court found it not done at the end of the period set in the reasoned opinion, 2011-11-28 (judgment 2012-11-29)`.
pub fn found_by_the_court(record: &Record, day: Day, end: FailureEnd) -> String {
    let until = match end {
        FailureEnd::Named => format!("up to {day}"),
        FailureEnd::SecondLetter => {
            format!("at the end of the period set in the letter after the first judgment, {day}")
        }
        FailureEnd::Opinion => format!("at the end of the period set in the reasoned opinion, {day}"),
        FailureEnd::Deadline => {
            format!("on {day}, the day after the deadline (no letter that sets a period is recorded)")
        }
        FailureEnd::Judgment => format!("on {day}"),
    };
    format!("the Court found it not done {until} ({})", describe_dated(record))
}

/// A text that only amends an earlier one, as the first evidence.
fn amending(finding: &Finding, place: usize, record: &Record, proof: Relevance) -> Option<String> {
    if !record.amends || !amends_the_unrecorded(&finding.question, place) {
        return None;
    }
    let amends = "the text only amends an earlier law of which nothing is recorded";
    let unsure = finding.judgement.when == When::Unsure;
    match proof {
        Relevance::ProvesEarlier | Relevance::FoundLater => {
            Some(format!("{}: {amends}, so the days before stay open", describe_dated(record)))
        }
        Relevance::Decides if unsure => {
            Some(format!("{}: {amends}, so since when it is done stays open", describe_dated(record)))
        }
        _ => None,
    }
}

/// A record about another duty, whose fulfilment presupposes this one.
fn implied(finding: &Finding, one: &Implied) -> Option<Reason> {
    let corpus = finding.question.corpus;
    let record = finding.actor.records_of(one.instrument_ix).get(one.record)?;
    let (instrument, duty) =
        (corpus.instrument(one.instrument_ix)?, corpus.obligation(one.instrument_ix, one.obligation_ix)?);
    let id = format!("{}/{}", instrument.id, duty.id);
    let since = if one.proof == Relevance::FoundLater { "; since when is not said" } else { "" };
    let other = one.instrument_ix != finding.question.instrument_ix;
    let text = if other {
        let presumed = "presumed, since it is done under another act";
        format!("{}{since}; {presumed}{}", presupposing(&id, duty.kind, record), articles(duty, finding))
    } else {
        format!("{}{since}", presupposing(&id, duty.kind, record))
    };
    Some(Reason::new(Topic::Conduct, text).citing([record.source]).telling(one.instrument_ix, one.record, false))
}

/// ` (Art. 27(1) there, Art. 18-23 here)`: the provisions by which one duty contains the other.
fn articles(there: &Obligation, here: &Finding) -> String {
    match (article_of(&there.article), article_of(&here.obligation.article)) {
        (there, _) if there.is_empty() => String::new(),
        (there, here) if here.is_empty() => format!(" ({there} there)"),
        (there, here) => format!(" ({there} there, {here} here)"),
    }
}

/// `prum/dna: operational 2009-05-01, which presupposes it`; a transposition contains it.
pub fn presupposing(duty: &str, kind: Kind, record: &Record) -> String {
    let how = if kind == Kind::Transpose { "contains" } else { "presupposes" };
    let unsaid = if extent(&record.event) == Extent::Unsaid { UNSAID } else { "" };
    format!("{duty}: {}, which {how} it{unsaid}", describe_dated(record))
}

fn registers(run: &Run, finding: &Finding) -> Vec<Reason> {
    let registers = &finding.grounds.registers;
    let furthest = registers.iter().map(|(_, through)| *through).max();
    let reasons = registers.iter().filter(|(_, through)| Some(*through) == furthest).map(|(source, through)| {
        let name = run.engine.corpus.source(*source).map_or("", Source::name);
        let without = if finding.grounds.left_out > 0 { "without what is left out, " } else { "" };
        let state = &finding.actor.name;
        let text = |through: &str| format!("{without}no entry for {state} in {name}, complete through {through}");
        // a register kept up day by day is complete through the day on which it is read
        let is_present = *through == finding.on && finding.question.known_as_of == Some(finding.on);
        let reason = if is_present {
            Reason::on_day(Topic::Conduct, *through, text)
        } else {
            Reason::new(Topic::Conduct, text(&through.to_string()))
        };
        reason.citing([*source])
    });
    reasons.collect()
}

/// That the last day proved is the one up to which a register shows the case as open.
fn shown_open(finding: &Finding) -> Option<Reason> {
    let confirmed = finding.last_confirmed()?;
    if finding.grounds.registers.iter().any(|(_, through)| *through == confirmed) {
        return None;
    }
    let record = open_on_register(&finding.question, confirmed)?;
    let text = format!("{OPEN_UNTIL}{confirmed}");
    Some(Reason::new(Topic::Conduct, text).citing([record.source]))
}

/// The step of a case which proves a day, itself later than the step, because its register showed the case as open on it.
pub fn open_on_register<'a>(question: &Question<'a>, proved: Day) -> Option<&'a Record> {
    let corpus = question.corpus;
    let is_it = |record: &&Record| {
        let is_step = matches!(&record.event, Event::Procedural(_, step) if step.kind == CaseKind::NonCommunication);
        let register = corpus.source(record.source).filter(|source| source.continuous && source.through.is_some());
        is_step
            && register.is_some_and(|source| source.through >= Some(proved))
            && record.concerns(question.obligation_ix, question.obligation)
            && corpus.is_known(record, question.known_as_of)
            && corpus.last_possible_day(record) < proved
    };
    let steps = question.actor.records_of(question.instrument_ix).iter().filter(is_it);
    let latest = steps.max_by_key(|record| corpus.last_possible_day(record))?;
    let is_close = |other: &Record| {
        let day = corpus.last_possible_day(other);
        other.concerns(question.obligation_ix, question.obligation)
            && corpus.is_known(other, question.known_as_of)
            && day > corpus.last_possible_day(latest)
            && day <= proved
    };
    // what came after the step and by that day ended its case, or proves the day itself
    let is_overtaken = question.actor.records_of(question.instrument_ix).iter().any(is_close);
    (!is_overtaken).then_some(latest)
}

/// Why in some readings there is a gap and in others none.
pub fn open_readings(finding: &Finding) -> &'static str {
    let records = finding.actor.records_of(finding.question.instrument_ix);
    let own: Vec<(usize, &Record)> =
        finding.grounds.records.iter().filter_map(|(place, _)| Some((*place, records.get(*place)?))).collect();
    let found_later = finding.grounds.records.iter().map(|(_, proof)| *proof);
    let mut found_later = found_later.chain(finding.grounds.implied.iter().map(|one| one.proof));
    if own.iter().any(|(place, record)| record.amends && amends_the_unrecorded(&finding.question, *place)) {
        return "if the law that is amended was there before, there is no gap; if it was not, there is one: nothing is \
                recorded of it";
    }
    if own.iter().any(|(_, record)| extent(&record.event) == Extent::Unsaid) {
        return "no source says whether all of it is done: if it is, there is no gap; if it is not, there is one";
    }
    if found_later.any(|proof| proof == Relevance::FoundLater) {
        return "a later source found it done without saying since when: on this day it may have been done already, or \
                not yet";
    }
    "the days of some records are uncertain: in some of the possible orders there is a gap, in others there is none"
}
