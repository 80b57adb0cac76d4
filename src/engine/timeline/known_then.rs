//! What was known then: the verdict at D as known at D, for every D. What is known changes on finitely many days: a source
//! is published, a register kept up day by day shows an event, a record is retracted, an end, a correction or a change of the
//! law becomes known. Between two of them one knowledge date stands for all days.

use super::Segment;
use crate::engine::assessment::Assessment;
use crate::engine::evidence::speaks_to;
use crate::engine::implied::duties;
use crate::engine::{Judgement, Question};
use crate::law::{Event, Record, Silence};
use crate::rules::Rules;
use crate::time::Day;

/// Days for which one knowledge date stands for what was known on each of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Edition {
    /// The first of the days; the last is the day before the next edition.
    pub from: Day,
    /// The knowledge date that stands for each of them.
    pub known_as_of: Day,
}

/// A judgement, and the first day for which it held when that day was the present.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KnownSegment {
    /// First day; the first segment begins with the beginning of time.
    pub from: Day,
    /// What held from then on, as known on each day itself.
    pub judgement: Judgement,
}

/// What held on each day as known on that day; of days after `until` what was known by `until`. Whatever is known as of the
/// question itself does not count.
pub fn known_then(question: &Question, rules: &Rules, until: Day) -> Vec<KnownSegment> {
    let mut segments: Vec<KnownSegment> = Vec::with_capacity(8);
    let editions = editions(question, until);
    let ends = editions.iter().skip(1).map(|next| Some(next.from)).chain([None]);
    for (edition, end) in editions.iter().zip(ends) {
        let known = Question { known_as_of: Some(edition.known_as_of), ..*question };
        for Segment { from, judgement, .. } in Assessment::new(&known).segments(&known, rules, (edition.from, end)) {
            if segments.last().is_none_or(|last| last.judgement != judgement) {
                segments.push(KnownSegment { from, judgement });
            }
        }
    }
    segments
}

/// The editions of what is known of a question, from the beginning of time on; the last one ends with `until`, and stands
/// for all later days.
pub fn editions(question: &Question, until: Day) -> Vec<Edition> {
    let mut days = vec![Day::MIN];
    for duty in duties(question, true) {
        days.extend(knowledge_changes(&duty.question));
    }
    days.retain(|day| *day <= until);
    days.sort_unstable();
    days.dedup();
    let lasts: Vec<Day> = days.iter().skip(1).map(|next| next.previous()).chain([until]).collect();
    days.into_iter().zip(lasts).map(|(from, known_as_of)| Edition { from, known_as_of }).collect()
}

/// Days on which what is known about one duty may change.
fn knowledge_changes(question: &Question) -> Vec<Day> {
    let (corpus, act, duty) = (question.corpus, question.instrument, question.obligation);
    let mut days = vec![act.adopted];
    days.extend(duty.corrected.iter().map(|correction| correction.known_from));
    days.extend(duty.changed.iter().map(|change| change.known_from));
    days.extend(act.ended.iter().filter(|end| end.concerns(&question.actor.code)).filter_map(|end| end.known_from));
    if let Silence::NotDone(registers) = &duty.silence {
        for register in registers {
            days.extend(
                corpus
                    .source(register.source)
                    .map(|source| if source.continuous { register.through.next() } else { source.published.last() }),
            );
        }
    }
    for record in question.records().iter().filter(|record| is_about(question, record)) {
        let last = corpus.last_possible_day(record);
        days.push(last);
        match corpus.source(record.source) {
            Some(source) if source.continuous => {
                days.extend(source.through.filter(|_| record.step().is_some()).map(Day::next));
            }
            Some(source) => days.push(source.published.last()),
            None => {}
        }
        days.extend(record.retracted.as_ref().map(|retraction| retraction.on));
    }
    days
}

/// May the record say something about the duty, about who is bound by it, or about the period of a judgment on it?
fn is_about(question: &Question, record: &Record) -> bool {
    let is_of_bond = matches!(record.event, Event::Ratification { .. } | Event::InForceForState | Event::Denunciation);
    is_of_bond || speaks_to(question, record)
}
