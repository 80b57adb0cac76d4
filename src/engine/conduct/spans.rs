//! What goes into and comes out of the evaluation of the evidence of one world: evidence on its days, and the spans
//! between which what is known to be done does not change. Not here: what each piece proves (`course`).

use crate::engine::evidence::Meaning;
use crate::law::Limit;
use crate::rules::Done;
use crate::time::Day;

/// Days between which what is known to be done does not change.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ConductSpan {
    /// First day.
    pub from: Day,
    /// What is done.
    pub done: Done,
    /// Done: when the uninterrupted run began.
    pub done_since: Option<DoneSince>,
    /// Not done any more: the day on which the present gap began, where that was an event and not the deadline, and the
    /// evidence of it, by its place.
    pub lost: Option<(Day, usize)>,
    /// The undoing or partial law that proves the gap on every day, by its place.
    pub held_by: Option<usize>,
    /// Not done: the last day for which evidence proves it; `None` proves it for the whole span.
    pub proved_until: Option<Day>,
    /// Found done at the end of the span, without saying since when: from this day on it can have been done already.
    pub perhaps_from: Option<Day>,
    /// The evidence that decides, by its place; `None`: the silence of the registers, or nothing at all.
    pub decided_by: Option<usize>,
    /// Later evidence that proves the span, by its place.
    pub proved_by: Option<usize>,
    /// Not done, and ended by an undoing on a day that is not known: from this day on the undoing can have happened
    /// already.
    pub undone_from: Option<Day>,
    /// Nothing but a finding that shows a draft on its way proves the last day.
    pub bill: bool,
    /// A fulfilling record, full or partial, stands.
    pub stands: bool,
    /// How often what was done has been undone by an act, up to the span itself. A negative finding undoes nothing.
    pub regressions: i32,
}

/// When an uninterrupted run of being done began.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DoneSince {
    /// Earliest possible day; `None` if no source says since when.
    pub first: Option<Day>,
    /// Latest possible day.
    pub last: Day,
}

/// What is given besides the evidence itself.
#[derive(Debug, Clone, Copy)]
pub struct ConductContext {
    /// Last day for which registers say that nothing was done; `None` if silence says nothing.
    pub registers: Option<Day>,
    /// From this day on the closing of a case no longer proves compliance.
    pub end_known: Option<Day>,
    /// First day on which the state is bound: what is recorded of before counts from then on.
    pub bound_from: Option<Day>,
}

/// A piece of evidence on its day in one world.
#[derive(Debug, Clone, Copy)]
pub struct DatedEvidence {
    /// The day chosen for the record.
    pub day: Day,
    /// The first day that it can have.
    pub earliest: Day,
    /// What it says.
    pub meaning: Meaning,
    /// Place in the evidence.
    pub place: usize,
    /// The last list without the state that ends before its day: an earlier law that it amends came after.
    pub after_list: Option<Day>,
    /// The text only amends an earlier one ...
    pub amends: bool,
    /// ... which had been there.
    pub earlier_law: bool,
    /// A draft is on its way.
    pub pending: bool,
    /// The register of the case shows it as open until this day.
    pub open_until: Option<Day>,
}

impl DatedEvidence {
    /// Is the piece a finding of the day of something that another duty implies? The finding about this duty takes
    /// precedence.
    pub fn takes_precedence_over(&self, implied: &DatedEvidence) -> bool {
        let finds =
            matches!(self.meaning, Meaning::Closed | Meaning::Found(_) | Meaning::NotCommunicated | Meaning::Judged);
        finds && self.day == implied.day
    }

    /// What counts from which day on: acts before accession are lawful (acts of accession ask for notification by that
    /// day), keep their order and count from the first day on which the state is bound.
    pub fn counted(self, context: ConductContext) -> DatedEvidence {
        let bound = context.bound_from.unwrap_or(Day::MIN);
        DatedEvidence { day: self.day.max(bound), earliest: self.earliest.max(bound), ..self }
    }
}

/// A closing on or after the day from which the end of the act was known proves nothing.
pub fn is_moot(one: &DatedEvidence, context: ConductContext) -> bool {
    one.meaning == Meaning::Closed && context.end_known.is_some_and(|known| one.day >= known)
}

/// What a judgment proves: the gap on the last day of the failure and on every day before it since the deadline. There
/// it takes precedence over all other evidence; a record that stood then makes it a gap in part. It says nothing about
/// later acts.
#[derive(Debug, Clone, Copy)]
pub struct JudgedFailure {
    /// Last day of the failure.
    pub until: Day,
    /// The judgment, by its place.
    pub place: usize,
}

impl ConductSpan {
    /// A span of which nothing but its first day and what is done is known.
    pub fn new(from: Day, done: Done) -> ConductSpan {
        ConductSpan {
            from,
            done,
            done_since: None,
            lost: None,
            held_by: None,
            proved_until: None,
            perhaps_from: None,
            decided_by: None,
            proved_by: None,
            undone_from: None,
            bill: false,
            stands: false,
            regressions: 0,
        }
    }

    /// The span on a day as the Court found it, where the deadline of that day ended with `limit`.
    pub fn as_judged(self, failure: JudgedFailure, limit: Limit, day: Day) -> ConductSpan {
        // what ended before the deadline of that day is no failure to meet it
        if !limit.has_passed(failure.until) {
            return self;
        }
        // what was not fully done was not lost by an undoing in between
        let lost = self.lost.filter(|(lost, _)| *lost > failure.until);
        // no failure before the deadline, and nothing is said about what was done after the end of the failure
        if !limit.has_passed(day) || day >= failure.until {
            return ConductSpan { lost, ..self };
        }
        let done = match self.done {
            // a record that stood then makes the gap one in part (decision 11)
            _ if self.stands => Done::Partly,
            Done::Undone => Done::Undone,
            _ => Done::No,
        };
        let (proved_until, perhaps_from, undone_from) = (None, None, None);
        let (done_since, bill, proved_by) = (None, false, Some(failure.place));
        ConductSpan { done, done_since, lost, proved_until, perhaps_from, undone_from, bill, proved_by, ..self }
    }
}
