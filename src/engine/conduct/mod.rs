//! What a state did, in one world: the evidence in its order folded into spans between which nothing changes. Each
//! branch is one sentence about what a record proves for the days after it and, as the first of its kind, before it.

mod judgments;
mod spans;

pub use judgments::{FailureEnd, end_of_failure, judged_days};
pub use spans::{ConductContext, ConductSpan, DatedEvidence, DoneSince, JudgedFailure, is_moot};

use super::evidence::Meaning;
use crate::law::{Extent, FoundStatus};
use crate::rules::Done;
use crate::time::Day;

/// The spans of one world, from the beginning of time on, and the acts that began a run.
pub fn conduct(mut order: Vec<DatedEvidence>, context: ConductContext) -> (Vec<ConductSpan>, Vec<DatedEvidence>) {
    order.sort_unstable_by_key(|one| (one.day, one.meaning.rank(), one.place));
    let order: Vec<DatedEvidence> = order.into_iter().map(|one| one.counted(context)).collect();
    let mut course = Course::before_everything(first_evidence(&order).as_ref(), context);
    for one in &order {
        course.take(one);
    }
    (course.spans, course.begun)
}

/// The evidence that speaks about the days before all evidence. A closing gives way to a full notification of its day,
/// which fixes since when it is done.
fn first_evidence(order: &[DatedEvidence]) -> Option<DatedEvidence> {
    let first = *order.first()?;
    let mut next = order.iter().filter(|other| other.day == first.day && other.meaning != Meaning::Closed);
    match next.find(|other| other.meaning != Meaning::Fulfilled(Extent::Partial)) {
        // an act that only amends does not fix it
        Some(other)
            if first.meaning == Meaning::Closed && matches!(other.meaning, Meaning::Fulfilled(_)) && !other.amends =>
        {
            Some(*other)
        }
        _ => Some(first),
    }
}

/// The state of affairs while the evidence is walked through.
struct Course {
    spans: Vec<ConductSpan>,
    now: ConductSpan,
    context: ConductContext,
    /// A fulfilling record, full or partial, stands.
    stands: bool,
    /// The undoing or partial law that proves the gap until it is done again, by its place.
    held_by: Option<usize>,
    /// No record of an act yet: the registers count beside findings.
    silent: bool,
    /// Last day of contrary evidence.
    contrary: Option<Day>,
    /// A run that was undone on this day, to be taken up again if it is done again on the same day.
    undone: Option<(Day, Option<DoneSince>)>,
    /// The day on which a finding, not an act, said that it is done.
    found_on: Option<Day>,
    /// The acts that began a run.
    begun: Vec<DatedEvidence>,
    /// Until this day the register of an open case shows it as not done.
    open_until: Option<Day>,
    /// How often what was done has been undone.
    regressions: i32,
}

impl Course {
    /// Before the first evidence: a fulfilment or a negative finding says that it was not done; a finding that it is
    /// done, or an undoing, says nothing, so silence decides.
    ///
    /// An act that amends proves it only in the world in which no earlier law was there; in the other the earlier law was
    /// there all the time for which no list contradicts it.
    fn before_everything(first: Option<&DatedEvidence>, context: ConductContext) -> Course {
        let proves = |one: &&DatedEvidence| proves_not_done_before(one.meaning) && !one.earlier_law;
        let proved_by = first.filter(proves).map(|one| one.place);
        let earlier = first.filter(|one| one.earlier_law);
        let list = earlier.map_or(context.registers, |one| one.after_list);
        let (done, proved_until) = match (proved_by, list, earlier.map(|one| one.meaning)) {
            (Some(_), ..) => (Done::No, None),
            // an earlier law that this one leaves in part was no more than a part
            (None, Some(_), Some(Meaning::Fulfilled(Extent::Partial))) => (Done::No, None),
            (None, Some(through), _) => (Done::No, Some(through)),
            (None, None, None) => (Done::Unknown, None),
            (None, None, Some(Meaning::Fulfilled(Extent::Full))) => (Done::Yes, None),
            (None, None, Some(_)) => (Done::Partly, None),
        };
        let done_since = earlier.filter(|_| done == Done::Yes).map(|one| DoneSince { first: None, last: one.day });
        let perhaps_from = list.map(Day::next);
        let whole = earlier.filter(|one| one.meaning == Meaning::Fulfilled(Extent::Full));
        let now = ConductSpan {
            from: Day::MIN,
            done,
            done_since,
            lost: None,
            held_by: None,
            proved_until,
            perhaps_from: perhaps_from.filter(|first| whole.is_some_and(|one| *first < one.day)),
            decided_by: None,
            proved_by,
            undone_from: None,
            bill: false,
            stands: earlier.is_some() && done != Done::No,
            regressions: 0,
        };
        let contrary = if proved_by.is_none() { list } else { None };
        Course {
            spans: vec![now],
            now,
            context,
            stands: now.stands,
            held_by: None,
            silent: true,
            contrary,
            undone: None,
            found_on: None,
            begun: Vec::new(),
            open_until: None,
            regressions: 0,
        }
    }

    fn take(&mut self, one: &DatedEvidence) {
        let DatedEvidence { day, place, .. } = *one;
        match one.meaning {
            Meaning::Fulfilled(Extent::Full) => self.fulfilled(one),
            Meaning::Fulfilled(Extent::Partial | Extent::Unsaid) => self.fulfilled_in_part(one),
            Meaning::Undone => self.undone(one),
            Meaning::Closed | Meaning::Implied | Meaning::Found(FoundStatus::Done) => self.found_done(day, place),
            Meaning::Found(FoundStatus::Partly) => self.found_wanting(one, Done::Partly),
            Meaning::Found(FoundStatus::NotDone) => self.found_wanting(one, Done::No),
            Meaning::StillOpen => self.still_open(one),
            Meaning::NotCommunicated | Meaning::Judged => {
                self.open_until = self.open_until.max(one.open_until);
                let found = if self.stands { Done::Partly } else { Done::No };
                self.found_wanting(one, found);
            }
            Meaning::Deferred(_) | Meaning::Deposited | Meaning::Succeeded(_) | Meaning::SetsPeriod => {}
        }
    }

    fn fulfilled(&mut self, one: &DatedEvidence) {
        let DatedEvidence { day, place, .. } = *one;
        if one.earlier_law && self.is_before_everything() {
            return self.amended(one);
        }
        let contrary = self.last_contrary_day(day);
        (self.stands, self.silent) = (true, false);
        if self.now.done == Done::Yes && (one.amends || self.found_on != Some(day)) {
            return self.stands_from(day);
        }
        self.begun.push(*one);
        let taken_up = self.undone.filter(|(undone_on, _)| *undone_on == day);
        if one.amends && taken_up.is_none() {
            return self.amended_later(one, contrary);
        }
        self.prove_the_days_before(day, place);
        self.regressions -= i32::from(taken_up.is_some());
        let done_since =
            taken_up.and_then(|(_, done_since)| done_since).unwrap_or(DoneSince { first: Some(day), last: day });
        self.become_done(day, place, done_since);
        self.found_on = None;
    }

    /// The register shows the case as open: what it found does not grow old before the register ends.
    fn still_open(&mut self, one: &DatedEvidence) {
        let is_wanting = !matches!(self.now.done, Done::Yes | Done::Unknown);
        if let Some(proved) = self.now.proved_until.filter(|proved| is_wanting && Some(*proved) < one.open_until) {
            self.open_until = self.open_until.max(one.open_until);
            let proved_until = Some(proved).max(one.open_until);
            self.begin(ConductSpan { from: one.day, proved_until, bill: false, ..self.now });
        }
    }

    fn is_before_everything(&self) -> bool {
        self.spans.len() == 1 && self.now.decided_by.is_none()
    }

    /// The first evidence amends a law that had been there: it was done on an unknown day, after the lists that say no.
    fn amended(&mut self, one: &DatedEvidence) {
        self.begun.push(*one);
        (self.stands, self.silent) = (true, false);
        self.become_done(one.day, one.place, DoneSince { first: one.after_list.map(Day::next), last: one.day });
    }

    /// It amends a law of which nothing is recorded but that it was wanting: the law was there some day after, so this act
    /// does not refresh the earlier evidence, and does not make it late by itself.
    fn amended_later(&mut self, one: &DatedEvidence, contrary: Option<Day>) {
        let after = contrary.filter(|_| self.held_by.is_none()).map(|day| day.next().min(one.day));
        let first = after.unwrap_or(one.day);
        let is_first = self.is_before_everything();
        if is_first || self.held_by.is_some() {
            self.prove_the_days_before(one.day, one.place);
        }
        let done_since = DoneSince { first: Some(if is_first { one.day } else { first }), last: one.day };
        self.become_done(one.day, one.place, done_since);
        self.found_on = None;
    }

    fn fulfilled_in_part(&mut self, one: &DatedEvidence) {
        (self.stands, self.silent) = (true, false);
        if self.now.done == Done::Yes {
            return self.stands_from(one.day);
        }
        if !one.amends {
            self.prove_the_days_before(one.day, one.place);
        }
        self.held_by = Some(one.place);
        self.become_wanting(one, Done::Partly, self.now.lost);
    }

    /// A record stands beside what was found done.
    fn stands_from(&mut self, day: Day) {
        if !self.now.stands {
            self.begin(ConductSpan { from: day, stands: true, ..self.now });
        }
    }

    fn undone(&mut self, one: &DatedEvidence) {
        let DatedEvidence { day, place, .. } = *one;
        let is_first = self.is_before_everything();
        if let Some(span) = self.spans.last_mut().filter(|_| is_first && one.earliest < day) {
            span.undone_from = Some(one.earliest);
        }
        let lost = self.now.done == Done::Yes || is_first;
        if self.now.done == Done::Yes {
            self.undone = Some((day, self.now.done_since));
        }
        self.regressions += i32::from(lost);
        (self.stands, self.silent, self.held_by) = (false, false, Some(place));
        self.become_wanting(one, Done::Undone, if lost { Some((day, place)) } else { self.now.lost });
    }

    /// Found done: by that day, not since when. The first possible day is the one after the last contrary evidence.
    fn found_done(&mut self, day: Day, place: usize) {
        if self.now.done == Done::Yes {
            return;
        }
        self.found_on = Some(day);
        if let Some((undone_on, Some(done_since))) = self.undone
            && undone_on == day
        {
            self.regressions -= 1;
            return self.become_done(day, place, done_since);
        }
        let Some(contrary) = self.last_contrary_day(day) else {
            return self.become_done(day, place, DoneSince { first: None, last: day });
        };
        let first = contrary.next().min(day);
        if first < day {
            self.perhaps_from(first);
        }
        self.become_done(day, place, DoneSince { first: Some(first), last: day });
    }

    fn found_wanting(&mut self, one: &DatedEvidence, found: Done) {
        let DatedEvidence { day, place, .. } = *one;
        if !matches!(self.now.done, Done::Yes | Done::Unknown) {
            self.prove_the_days_before(day, place);
        }
        let lost = match self.now.done {
            Done::Yes if self.found_on == Some(day) => Some((day, place)),
            Done::Yes => self.open_the_day_before(day).unwrap_or(Some((day, place))),
            _ => self.now.lost,
        };
        self.become_wanting(one, found, lost);
    }

    /// A full act and a negative finding on one day do not restart a gap that was open the day before: since when it was
    /// open then.
    fn open_the_day_before(&self, day: Day) -> Option<Option<(Day, usize)>> {
        let before = self.spans.iter().rfind(|span| span.from < day)?;
        matches!(before.done, Done::No | Done::Partly | Done::Undone).then_some(before.lost)
    }

    fn last_contrary_day(&self, day: Day) -> Option<Day> {
        let registers = self.context.registers.filter(|_| self.silent).map(|through| through.min(day.previous()));
        // that a case stays open does not show that nothing was done: a notification comes long before a closing
        self.contrary.max(registers)
    }

    fn become_done(&mut self, day: Day, place: usize, done_since: DoneSince) {
        (self.held_by, self.open_until) = (None, None);
        self.begin(ConductSpan {
            from: day,
            done: Done::Yes,
            done_since: Some(done_since),
            lost: None,
            held_by: None,
            proved_until: None,
            perhaps_from: None,
            decided_by: Some(place),
            proved_by: None,
            undone_from: None,
            bill: false,
            stands: self.stands,
            regressions: self.regressions,
        });
    }

    fn become_wanting(&mut self, one: &DatedEvidence, done: Done, lost: Option<(Day, usize)>) {
        let DatedEvidence { day, place, .. } = *one;
        let registers = self.context.registers.filter(|_| self.silent);
        let others = registers.max(self.open_until);
        let proved_until = if self.held_by.is_some() { None } else { Some(day).max(others) };
        let found_today = self.contrary == Some(day) && self.now.done != Done::Yes && !self.now.bill;
        let bill = one.pending && proved_until == Some(day) && others != Some(day) && !found_today;
        self.contrary = Some(day);
        self.begin(ConductSpan {
            from: day,
            done,
            done_since: None,
            lost,
            held_by: self.held_by,
            proved_until,
            perhaps_from: None,
            decided_by: Some(place),
            proved_by: None,
            undone_from: None,
            bill,
            stands: self.stands,
            regressions: self.regressions,
        });
    }

    /// An act, or a negative finding, proves that it was not (fully) done on the days before it.
    fn prove_the_days_before(&mut self, day: Day, place: usize) {
        for span in self.spans.iter_mut().rev().take(2) {
            let reaches_it = span.from == self.now.from || (self.now.from == day && span.perhaps_from.is_some());
            if reaches_it && span.from < day && matches!(span.done, Done::No | Done::Partly | Done::Undone) {
                (span.proved_until, span.perhaps_from, span.bill) = (None, None, false);
                span.proved_by = Some(place);
            }
        }
    }

    fn perhaps_from(&mut self, first: Day) {
        for span in self.spans.iter_mut().rev() {
            span.perhaps_from = Some(first);
            if span.from <= first {
                return;
            }
        }
    }

    /// Starts a span; on the same day the later evidence takes the place of the earlier.
    fn begin(&mut self, span: ConductSpan) {
        if self.spans.last().is_some_and(|last| last.from == span.from) {
            self.spans.pop();
        }
        self.now = span;
        self.spans.push(span);
    }
}

fn proves_not_done_before(meaning: Meaning) -> bool {
    !matches!(meaning, Meaning::Closed | Meaning::Undone | Meaning::Implied | Meaning::Found(FoundStatus::Done))
}
