//! The duties of one state under one act, by both clocks: their courses, what is recommended, what falls due beside them.

use super::course::DutyCourse;
use super::dues::{AnnouncedDue, dues};
use super::knowledge::{ByClock, Knowledge};
use super::query::Frame;
use super::recommended::{RecommendedFrom, recommended};
use super::records::RecordKey;
use crate::engine::Question;
use crate::law::{Actor, Instrument};

impl<'a> DutyOfState<'a> {
    /// The course by one clock.
    pub(super) fn course(&self, knowledge: Knowledge) -> &DutyCourse<'a> {
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
    pub(super) courses: ByClock<DutyCourse<'a>>,
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
            let course = |knowledge| DutyCourse::new(&frame.run, question, knowledge, &records, frame.last);
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
