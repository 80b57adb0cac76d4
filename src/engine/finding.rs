//! Entry point of the engine: questions, their timelines, and the finding that holds on a day.

use super::selection::{NameSet, Selection};
use super::timeline::{AroundDay, Assessed, BoundSince};
use super::{Grounds, Judgement, KnownSegment, Question, Timeline, implying, known_then};
use crate::law::{Actor, Confidence, Corpus, Event, Instrument, InstrumentIx, ObligationIx, Record};
use crate::parallel::*;
use crate::rules::{Bound, Judged, Rules};
use crate::time::Day;
use std::ops::Deref;

/// Corpus, rules and knowledge date: all that verdicts depend on.
#[derive(Clone, Copy)]
pub struct Engine<'a> {
    /// Law, states, sources.
    pub corpus: &'a Corpus,
    /// Decision tables.
    pub rules: &'a Rules,
    /// Only what sources published by this day say.
    pub known_as_of: Option<Day>,
}

/// What holds for one (state, obligation) on one day. Who, which instrument and which obligation are those of the question.
#[derive(Clone)]
pub struct Finding<'a> {
    /// The question it answers.
    pub question: Question<'a>,
    /// What holds.
    pub judgement: Judgement,
    /// The facts by which the severity was read from its table, as they stood on the first day since which the finding
    /// is what it is.
    pub graded: Option<Judged>,
    /// First day of the uninterrupted time for which the state is bound; `None` where it is not.
    pub bound_since: Option<BoundSince>,
    /// The day asked about.
    pub on: Day,
    /// First day of the present verdict; `None` if it has no beginning.
    pub since: Option<Day>,
    /// First day of the next verdict; `None` if none is known.
    pub until: Option<Day>,
    /// What it rests on.
    pub grounds: Grounds,
}

impl<'a> Deref for Finding<'a> {
    type Target = Question<'a>;

    fn deref(&self) -> &Question<'a> {
        &self.question
    }
}

impl Finding<'_> {
    /// `AT/budapest/ratification`.
    pub fn id(&self) -> String {
        format!("{}/{}/{}", self.actor.code, self.instrument.id, self.obligation.id)
    }

    /// `budapest/ratification`.
    pub fn duty(&self) -> String {
        format!("{}/{}", self.instrument.id, self.obligation.id)
    }

    /// Does the finding rest on what the run assumes?
    pub fn is_assumed(&self) -> bool {
        self.grounds.confidence == Some(Confidence::Assumed)
    }

    /// Days of the present gap up to and including the day asked about; the first day after the deadline is 1.
    pub fn days_overdue(&self) -> Option<i32> {
        self.judgement.gap_since(self.on).map(|from| self.on.minus(from).saturating_add(1))
    }

    /// The last day for which evidence proves a negative verdict, where that is before the day asked about.
    pub fn last_confirmed(&self) -> Option<Day> {
        self.judgement.proved_until
    }
}

impl<'a> Engine<'a> {
    /// Every question of a selection, in the order of state, instrument, obligation.
    pub fn questions(&self, selection: &Selection) -> Vec<Question<'a>> {
        let (instruments, obligations) = (selection.instruments.name_set(), selection.obligations.name_set());
        let all = (0..).map(InstrumentIx).zip(&self.corpus.instruments);
        let acts: Vec<_> = all.filter(|(_, act)| instruments.takes(&act.id)).collect();
        let mut questions = Vec::new();
        for actor in self.corpus.actors.iter().filter(|actor| selection.actors.takes(&actor.code)) {
            for (instrument_ix, instrument) in &acts {
                self.questions_of(actor, (*instrument_ix, instrument), &obligations, &mut questions);
            }
        }
        questions
    }

    fn questions_of(
        &self,
        actor: &'a Actor,
        (instrument_ix, instrument): (InstrumentIx, &'a Instrument),
        chosen: &NameSet,
        questions: &mut Vec<Question<'a>>,
    ) {
        let start = questions.len();
        for (obligation_ix, obligation) in (0..=u16::MAX).map(ObligationIx).zip(&instrument.obligations) {
            if actor.owes(obligation) && chosen.takes_named(|| format!("{}/{}", instrument.id, obligation.id)) {
                questions.push(Question {
                    corpus: self.corpus,
                    actor,
                    instrument,
                    instrument_ix,
                    obligation,
                    obligation_ix,
                    known_as_of: self.known_as_of,
                });
            }
        }
        if let Some(own) = questions.get_mut(start..) {
            own.sort_by(|one, other| one.obligation.id.cmp(&other.obligation.id));
        }
    }

    /// One question, by ids.
    pub fn question(&self, actor: &str, instrument: &str, obligation: &str) -> Option<Question<'a>> {
        let actor = self.corpus.find_actor(actor)?;
        let instrument_ix = self.corpus.find_instrument(instrument)?;
        let obligation_ix = self.corpus.find_obligation(instrument_ix, obligation)?;
        let obligation = self.corpus.obligation(instrument_ix, obligation_ix).filter(|duty| actor.owes(duty))?;
        Some(Question {
            corpus: self.corpus,
            actor,
            instrument: self.corpus.instrument(instrument_ix)?,
            instrument_ix,
            obligation,
            obligation_ix,
            known_as_of: self.known_as_of,
        })
    }

    /// The timeline of each question, in their order.
    pub fn timelines(&self, questions: &[Question<'a>]) -> Vec<Timeline> {
        if questions.len() < WORTH_THREADS {
            return questions.iter().map(|question| Timeline::new(question, self.rules)).collect();
        }
        questions.par_iter().with_min_len(1024).map(|question| Timeline::new(question, self.rules)).collect()
    }

    /// What held on each day as known on that day; of days after `until` what was known by `until`. Whatever is known as of
    /// the question itself does not count.
    pub fn known_then(&self, question: &Question<'a>, until: Day) -> Vec<KnownSegment> {
        known_then(question, self.rules, until)
    }

    /// What holds on a day.
    pub fn finding(&self, question: &Question<'a>, timeline: &Timeline, on: Day) -> Option<Finding<'a>> {
        Some(self.found(question, &timeline.assessed, timeline.around(on)?, on))
    }

    /// What holds on a day, where no more of the timeline is asked: no more than is needed is judged, and nothing kept.
    pub fn answer(&self, question: &Question<'a>, on: Day) -> Option<Finding<'a>> {
        let assessed = Assessed::new(question);
        Some(self.found(question, &assessed, assessed.around(question, self.rules, on)?, on))
    }

    /// What holds on a day, with the first day after it on which the finding, or anything that it rests on, may differ, but for the number
    /// of days of a gap; `None` if no such day is known. It may be an earlier day than that, never a later one.
    pub fn answer_and_next_change(&self, question: &Question<'a>, on: Day) -> Option<(Finding<'a>, Option<Day>)> {
        let assessed = Assessed::new(question);
        let finding = self.found(question, &assessed, assessed.around(question, self.rules, on)?, on);
        // such a gap is a day old on each day until it is known to be older
        let mut next = finding.judgement.is_new.then(|| on.next());
        self.each_day_of_findings(question, &assessed, |day| {
            if day > on && day < Day::MAX && next.is_none_or(|next| day < next) {
                next = Some(day);
            }
        });
        Some((finding, next))
    }

    /// What is judged on a day, without its grounds.
    pub fn judgement(&self, question: &Question<'a>, on: Day) -> Option<Judgement> {
        Assessed::new(question).judgement(question, self.rules, on)
    }

    fn found(&self, question: &Question<'a>, assessed: &Assessed, around: AroundDay, on: Day) -> Finding<'a> {
        let AroundDay { segment, since, until } = around;
        let mut grounds = Grounds::of(question, self.rules, (assessed, &segment.judgement), on);
        if rests_on_assumed(question, self.rules, assessed, (on, until)) {
            grounds.confidence = Some(Confidence::Assumed);
        }
        let (judgement, graded) = (segment.judgement, segment.graded);
        let bound_since = if judgement.bound == Bound::Yes { assessed.bound_since(on) } else { None };
        Finding { question: *question, judgement, graded, bound_since, on, since, until, grounds }
    }

    /// Days on which the finding or anything that it rests on may differ from the day before, in order. Between two of them
    /// all that a finding says is the same, but for the days counted up to the day asked about.
    pub fn days_of_findings(&self, question: &Question<'a>, timeline: &Timeline) -> Vec<Day> {
        let mut days = Vec::new();
        self.each_day_of_findings(question, &timeline.assessed, |day| days.push(day));
        days.sort_unstable();
        days.dedup();
        days
    }

    fn each_day_of_findings(&self, question: &Question<'a>, assessed: &Assessed, mut tell: impl FnMut(Day)) {
        assessed.each_change(question, self.rules, &mut tell);
        // from its day on a record binds, or is a step that is assumed, whether it changes a verdict or not
        for record in question.records() {
            let last = self.corpus.last_possible_day(record);
            [record.on.first(), record.on.last(), last, last.next()].into_iter().for_each(&mut tell);
            if let Event::Ratification { succeeds_on, .. } = record.event {
                succeeds_on.into_iter().for_each(&mut tell);
            }
        }
    }

    /// Every finding of a selection on a day, in the order of state, instrument, obligation.
    pub fn findings(&self, selection: &Selection, on: Day) -> Vec<Finding<'a>> {
        let questions = self.questions(selection);
        let finding = |question: &Question<'a>| self.answer(question, on);
        if questions.len() < WORTH_THREADS {
            return questions.iter().filter_map(finding).collect();
        }
        questions.par_iter().with_min_len(1024).filter_map(finding).collect()
    }
}

/// Does more than the verdict rest on what a run assumes: the stage of a case, or the first day of the next verdict?
fn rests_on_assumed(question: &Question, rules: &Rules, assessed: &Assessed, (on, until): (Day, Option<Day>)) -> bool {
    if question.corpus.assumed.is_empty() {
        return false;
    }
    let has_assumed = |act| question.actor.records_of(act).iter().any(Record::is_assumed);
    // an assumption about neither this duty's act nor one whose fulfilment proves it changes nothing here
    if !has_assumed(question.instrument_ix) && !implying(question).iter().any(|duty| has_assumed(duty.instrument_ix)) {
        return false;
    }
    let is_assumed_step = |record: &Record| {
        record.is_assumed()
            && record.event.kind().is_procedural()
            && record.on.last() <= on
            && record.concerns(question.obligation_ix, question.obligation)
    };
    // a step changes the stage that is shown, even where it changes no verdict
    if question.records().iter().any(is_assumed_step) {
        return true;
    }
    // the day until which the verdict holds is shown too
    until.is_some_and(|day| {
        let next = assessed.judgement(question, rules, day);
        let grounds = next.map(|next| Grounds::of(question, rules, (assessed, &next), day));
        grounds.is_some_and(|grounds| grounds.confidence == Some(Confidence::Assumed))
    })
}
