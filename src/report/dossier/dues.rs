//! What falls due beside duties: replies, entries into force, ends and reviews, each with the times in which it is announced.

use super::code::plain;
use super::course::{DutyCourse, run_on};
use super::knowledge::{Knowledge, days_of_words};
use super::query::Frame;
use crate::engine::Question;
use crate::report::deadlines::{Asked, beside_duties};
use crate::time::Day;
use std::collections::BTreeMap;

/// Something to come: its day, what it is, and from when to when it is announced, the second day excluded.
#[derive(Debug, Clone)]
pub(super) struct AnnouncedDue {
    pub(super) on: Day,
    pub(super) text: String,
    pub(super) times: Vec<(Day, Day)>,
}

/// What is announced of one state under one act. The timelines of the courses are used up.
pub(super) fn dues<'a>(
    frame: &Frame<'a>,
    knowledge: Knowledge,
    courses: Vec<&mut DutyCourse<'a>>,
) -> Vec<AnnouncedDue> {
    let mut days = Vec::new();
    let mut asked: Vec<Asked> = Vec::new();
    let mut ahead = Vec::new();
    for course in courses {
        let timelines = std::mem::take(&mut course.timelines);
        days.extend(course.pieces.iter().map(|piece| piece.from));
        days.extend(timelines.iter().map(|known| known.from));
        let mut timelines = timelines.into_iter().peekable();
        let (Some(first), Some(now)) = (timelines.next(), course.finding_on(frame.first, knowledge)) else { continue };
        days.extend(days_of_words(&first.question));
        days.extend(foreseen_from(&first.question));
        asked.push(Asked { question: first.question, timeline: first.timeline, now });
        ahead.push((&*course, timelines));
    }
    let days = frame.days(days);
    let ends = days.iter().skip(1).copied().chain([Day::MAX]);
    let mut announced: BTreeMap<(Day, String), Vec<(Day, Day)>> = BTreeMap::new();
    for (day, end) in days.iter().zip(ends) {
        for (one, (course, ahead)) in asked.iter_mut().zip(&mut ahead) {
            while let Some(next) = ahead.next_if(|known| known.from <= *day) {
                one.timeline = next.timeline;
            }
            one.question.known_as_of = knowledge.on(*day);
            one.now = course.finding_on(*day, knowledge).unwrap_or_else(|| one.now.clone());
        }
        for (on, text) in beside_duties(run_on(&frame.run, knowledge, *day), &asked) {
            announce(announced.entry((on, text)).or_default(), *day, end.min(on.next()));
        }
    }
    announced.into_iter().map(|((on, text), times)| AnnouncedDue { on, text: plain(&text), times }).collect()
}

/// Days from which a change of the law may be foreseen: a source of the act is published, the state has left.
fn foreseen_from(question: &Question) -> Vec<Day> {
    let sources = question.instrument.sources.iter().filter_map(|ix| question.corpus.source(*ix));
    let left = question.actor.membership.iter().filter_map(|one| one.during.to());
    sources.map(|source| source.published.last()).chain(left).collect()
}

/// Adds a time, or makes the last one longer.
fn announce(times: &mut Vec<(Day, Day)>, from: Day, to: Day) {
    match times.last_mut() {
        Some(last) if last.1 == from => last.1 = to,
        _ => times.push((from, to)),
    }
}
