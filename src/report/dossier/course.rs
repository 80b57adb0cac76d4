//! The course of one pair by one clock: the days from which another finding holds, or another reason for it; exact to the
//! day, since each day on which either can change is looked at.

use super::ground::PlainGround;
use super::knowledge::{Knowledge, KnownTimeline, days_of_words};
use super::records::RecordKey;
use crate::engine::{Engine, Finding, Grounds, Question};
use crate::report::run::Run;
use crate::time::Day;

/// What holds from a day on.
pub(super) struct Piece<'a> {
    pub(super) from: Day,
    pub(super) ground: PlainGround,
    /// The finding of that day.
    pub(super) finding: Finding<'a>,
}

/// The course of one pair by one clock.
pub(super) struct DutyCourse<'a> {
    pub(super) pieces: Vec<Piece<'a>>,
    /// The timelines that it was read from.
    pub(super) timelines: Vec<KnownTimeline<'a>>,
}

impl<'a> DutyCourse<'a> {
    /// The course of a question up to a last day.
    pub(super) fn new(
        run: &Run<'a>,
        question: &Question<'a>,
        knowledge: Knowledge,
        records: &[RecordKey],
        last: Day,
    ) -> DutyCourse<'a> {
        let words = days_of_words(question);
        let timelines = knowledge.timelines(question, run.engine.rules);
        let mut pieces: Vec<Piece> = Vec::new();
        let ends = timelines.iter().skip(1).map(|next| next.from).chain([last.next()]);
        for (known, end) in timelines.iter().zip(ends) {
            let is_inside = |day: &&Day| known.from < **day && **day < end;
            let mut days = known.timeline.days_of_change(&known.question, run.engine.rules);
            days.extend(&words);
            if let Knowledge::Then { today } = knowledge {
                days.push(today.next());
            }
            days.sort_unstable();
            days.dedup();
            let from = [known.from];
            let days = from.iter().chain(days.iter().filter(is_inside));
            let mut before: Option<Finding> = None;
            for day in days {
                let Some(finding) = run.engine.finding(&known.question, &known.timeline, *day) else { continue };
                let is_new = before.as_ref().is_none_or(|before| !is_same(before, &finding));
                if is_new || words.binary_search(day).is_ok() || *day == known.from || is_after(knowledge, *day) {
                    add(&mut pieces, run_on(run, knowledge, *day), known, records);
                }
                before = Some(finding);
            }
        }
        DutyCourse { pieces, timelines }
    }

    /// The finding that holds on a day, as of that day.
    pub(super) fn finding_on(&self, day: Day, knowledge: Knowledge) -> Option<Finding<'a>> {
        let after = self.pieces.partition_point(|piece| piece.from <= day);
        let piece = self.pieces.get(after.checked_sub(1)?)?;
        let mut finding = piece.finding.clone();
        finding.on = day;
        finding.question.known_as_of = knowledge.on(day);
        Some(finding)
    }
}

/// The first day after today, from which on the register is read as of today.
fn is_after(knowledge: Knowledge, day: Day) -> bool {
    matches!(knowledge, Knowledge::Then { today } if day == today.next())
}

/// The run as it would be on a day.
pub(super) fn run_on<'a>(run: &Run<'a>, knowledge: Knowledge, day: Day) -> Run<'a> {
    Run { engine: Engine { known_as_of: knowledge.on(day), ..run.engine }, as_of: day, ..*run }
}

/// Adds what holds from the run's day on, if anything of it is new.
fn add<'a>(pieces: &mut Vec<Piece<'a>>, run: Run<'a>, known: &KnownTimeline<'a>, records: &[RecordKey]) {
    // the texts name the knowledge date itself, not the one that stands for it
    let question = Question { known_as_of: run.engine.known_as_of, ..known.question };
    let Some(finding) = run.engine.finding(&question, &known.timeline, run.as_of) else { return };
    let ground = PlainGround::new(&run, &finding, records);
    let is_known = pieces.last().is_some_and(|last| last.ground == ground && is_same(&last.finding, &finding));
    if !is_known {
        pieces.push(Piece { from: run.as_of, ground, finding });
    }
}

/// Do two findings of one question differ in their days alone?
fn is_same(one: &Finding, other: &Finding) -> bool {
    let registers = |grounds: &Grounds| grounds.registers.iter().map(|(source, _)| *source).collect::<Vec<_>>();
    let (own, others) = (&one.grounds, &other.grounds);
    one.judgement == other.judgement
        && own.records == others.records
        && own.implied == others.implied
        && registers(own) == registers(others)
        && (own.silence, own.confidence, own.recalled, own.presumed, own.approximate, own.left_out)
            == (
                others.silence,
                others.confidence,
                others.recalled,
                others.presumed,
                others.approximate,
                others.left_out,
            )
}
