//! The duties of one state under one act, by both clocks: their courses, what is recommended, what falls due beside them.

use super::course::Course;
use super::dues::{AnnouncedDue, dues};
use super::knowledge::Knowledge;
use super::recommended::{RecommendedFrom, recommended};
use super::records::RecordKey;
use crate::engine::Question;
use crate::law::{Actor, Instrument};
use crate::report::run::Run;
use crate::time::Day;

/// One of each clock.
#[derive(Debug, Clone, Default)]
pub(super) struct ByClock<T> {
    /// As known on each day itself.
    pub(super) then: T,
    /// As known today.
    pub(super) today: T,
}

impl<T> ByClock<T> {
    /// What comes of each.
    pub(super) fn each<U>(self, mut of: impl FnMut(T) -> U) -> ByClock<U> {
        ByClock { then: of(self.then), today: of(self.today) }
    }
}

/// What is the same for everything in the block: the run, the clocks, and the days of the time bar.
#[derive(Clone, Copy)]
pub(super) struct Frame<'a> {
    pub(super) run: Run<'a>,
    pub(super) today: Day,
    /// What is known at most, for the clock of today.
    pub(super) known_as_of: Option<Day>,
    pub(super) first: Day,
    pub(super) last: Day,
}

impl Frame<'_> {
    /// The two clocks.
    pub(super) fn clocks(&self) -> ByClock<Knowledge> {
        ByClock { then: Knowledge::Then { today: self.today }, today: Knowledge::Now { known_as_of: self.known_as_of } }
    }

    /// Those of the days that are on the time bar, in order, its first day before them.
    pub(super) fn days(&self, mut days: Vec<Day>) -> Vec<Day> {
        days.push(self.first);
        days.retain(|day| self.first <= *day && *day <= self.last);
        days.sort_unstable();
        days.dedup();
        days
    }
}

impl<'a> DutyOfState<'a> {
    /// The course by one clock.
    pub(super) fn course(&self, knowledge: Knowledge) -> &Course<'a> {
        match knowledge {
            Knowledge::Then { .. } => &self.courses.then,
            Knowledge::Now { .. } => &self.courses.today,
        }
    }
}

/// One duty of a state.
pub(super) struct DutyOfState<'a> {
    pub(super) question: Question<'a>,
    /// Is it a row of the page? What else there is serves the programme.
    pub(super) is_row: bool,
    pub(super) records: Vec<RecordKey>,
    pub(super) courses: ByClock<Course<'a>>,
}

/// The duties of a state under one act.
pub(super) struct StateDuties<'a> {
    pub(super) duties: Vec<DutyOfState<'a>>,
    pub(super) recommended: ByClock<Vec<RecommendedFrom>>,
    pub(super) dues: ByClock<Vec<AnnouncedDue>>,
}

impl<'a> StateDuties<'a> {
    /// Are they duties of this state?
    pub(super) fn is_of(&self, actor: &Actor) -> bool {
        self.duties.first().is_some_and(|duty| duty.question.actor.code == actor.code)
    }

    /// The act.
    pub(super) fn instrument(&self) -> Option<&'a Instrument> {
        self.duties.first().map(|duty| duty.question.instrument)
    }

    /// Everything that comes of these questions of one state under one act; each with whether it is a row.
    pub(super) fn new(frame: &Frame<'a>, questions: &[(Question<'a>, bool)]) -> StateDuties<'a> {
        let mut duties: Vec<DutyOfState> = Vec::with_capacity(questions.len());
        for (question, is_row) in questions {
            let records = RecordKey::all_of(question);
            let course = |knowledge| Course::new(&frame.run, question, knowledge, &records, frame.last);
            let courses = frame.clocks().each(course);
            duties.push(DutyOfState { question: *question, is_row: *is_row, records, courses });
        }
        let rows = || duties.iter().filter(|duty| duty.is_row);
        let clocks = frame.clocks();
        let recommended = ByClock {
            then: recommended(
                frame,
                clocks.then,
                &rows().map(|duty| (duty.question, &duty.courses.then)).collect::<Vec<_>>(),
            ),
            today: recommended(
                frame,
                clocks.today,
                &rows().map(|duty| (duty.question, &duty.courses.today)).collect::<Vec<_>>(),
            ),
        };
        let mut rows: Vec<&mut DutyOfState> = duties.iter_mut().filter(|duty| duty.is_row).collect();
        let then = dues(frame, clocks.then, rows.iter_mut().map(|duty| &mut duty.courses.then).collect());
        let today = dues(frame, clocks.today, rows.iter_mut().map(|duty| &mut duty.courses.today).collect());
        StateDuties { duties, recommended, dues: ByClock { then, today } }
    }
}
