//! What a state did, in one world: the evidence in its order folded into spans between which nothing changes. Each
//! branch is one sentence about what a record proves for the days after it and, as the first of its kind, before it.

mod judgments;
mod spans;

pub use judgments::{FailureEnd, end_of_failure, judged_days};
pub use spans::{Dated, Failure, Run, Setting, Span, is_moot};

use super::evidence::Says;
use crate::law::{Done as Found, Extent};
use crate::rules::Done;
use crate::time::Day;

/// The spans of one world, from the beginning of time on, and the acts that began a run.
pub fn conduct(mut order: Vec<Dated>, setting: Setting) -> (Vec<Span>, Vec<Dated>) {
    order.sort_unstable_by_key(|one| (one.day, one.says.rank(), one.place));
    let order: Vec<Dated> = order.into_iter().map(|one| one.counted(setting)).collect();
    let mut course = Course::before_everything(first_evidence(&order).as_ref(), setting);
    for one in &order {
        course.take(one);
    }
    (course.spans, course.begun)
}

/// The evidence that speaks about the days before all evidence. A closing gives way to a full notification of its day,
/// which fixes since when it is done.
fn first_evidence(order: &[Dated]) -> Option<Dated> {
    let first = *order.first()?;
    let mut next = order.iter().filter(|other| other.day == first.day && other.says != Says::Closed);
    match next.find(|other| other.says != Says::Fulfilled(Extent::Partial)) {
        // an act that only amends does not fix it
        Some(other) if first.says == Says::Closed && matches!(other.says, Says::Fulfilled(_)) && !other.amends => {
            Some(*other)
        }
        _ => Some(first),
    }
}

/// The state of affairs while the evidence is walked through.
struct Course {
    spans: Vec<Span>,
    now: Span,
    setting: Setting,
    /// A fulfilling record, full or partial, stands.
    stands: bool,
    /// The undoing or partial law that proves the gap until it is done again, by its place.
    held_by: Option<usize>,
    /// No record of an act yet: the registers count beside findings.
    silent: bool,
    /// Last day of contrary evidence.
    contrary: Option<Day>,
    /// A run that was undone on this day, to be taken up again if it is done again on the same day.
    undone: Option<(Day, Option<Run>)>,
    /// The day on which a finding, not an act, said that it is done.
    found_on: Option<Day>,
    /// The acts that began a run.
    begun: Vec<Dated>,
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
    fn before_everything(first: Option<&Dated>, setting: Setting) -> Course {
        let proves = |one: &&Dated| proves_not_done_before(one.says) && !one.earlier_law;
        let proved_by = first.filter(proves).map(|one| one.place);
        let earlier = first.filter(|one| one.earlier_law);
        let list = earlier.map_or(setting.registers, |one| one.after_list);
        let (done, proved_until) = match (proved_by, list, earlier.map(|one| one.says)) {
            (Some(_), ..) => (Done::No, None),
            // an earlier law that this one leaves in part was no more than a part
            (None, Some(_), Some(Says::Fulfilled(Extent::Partial))) => (Done::No, None),
            (None, Some(through), _) => (Done::No, Some(through)),
            (None, None, None) => (Done::Unknown, None),
            (None, None, Some(Says::Fulfilled(Extent::Full))) => (Done::Yes, None),
            (None, None, Some(_)) => (Done::Partly, None),
        };
        let run = earlier.filter(|_| done == Done::Yes).map(|one| Run { first: None, last: one.day });
        let perhaps_from = list.map(Day::next);
        let whole = earlier.filter(|one| one.says == Says::Fulfilled(Extent::Full));
        let now = Span {
            from: Day::MIN,
            done,
            run,
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
            setting,
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

    fn take(&mut self, one: &Dated) {
        let Dated { day, place, .. } = *one;
        match one.says {
            Says::Fulfilled(Extent::Full) => self.fulfilled(one),
            Says::Fulfilled(Extent::Partial | Extent::Unsaid) => self.fulfilled_in_part(one),
            Says::Undone => self.undone(one),
            Says::Closed | Says::Implied | Says::Found(Found::Done) => self.found_done(day, place),
            Says::Found(Found::Partly) => self.found_wanting(one, Done::Partly),
            Says::Found(Found::NotDone) => self.found_wanting(one, Done::No),
            Says::StillOpen => self.still_open(one),
            Says::NotCommunicated | Says::Judged => {
                self.open_until = self.open_until.max(one.open_until);
                let found = if self.stands { Done::Partly } else { Done::No };
                self.found_wanting(one, found);
            }
            Says::Deferred(_) | Says::Deposited | Says::Succeeded(_) | Says::SetsPeriod => {}
        }
    }

    fn fulfilled(&mut self, one: &Dated) {
        let Dated { day, place, .. } = *one;
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
        let run = taken_up.and_then(|(_, run)| run).unwrap_or(Run { first: Some(day), last: day });
        self.become_done(day, place, run);
        self.found_on = None;
    }

    /// The register shows the case as open: what it found does not grow old before the register ends.
    fn still_open(&mut self, one: &Dated) {
        let is_wanting = !matches!(self.now.done, Done::Yes | Done::Unknown);
        if let Some(proved) = self.now.proved_until.filter(|proved| is_wanting && Some(*proved) < one.open_until) {
            self.open_until = self.open_until.max(one.open_until);
            let proved_until = Some(proved).max(one.open_until);
            self.begin(Span { from: one.day, proved_until, bill: false, ..self.now });
        }
    }

    fn is_before_everything(&self) -> bool {
        self.spans.len() == 1 && self.now.decided_by.is_none()
    }

    /// The first evidence amends a law that had been there: it was done on an unknown day, after the lists that say no.
    fn amended(&mut self, one: &Dated) {
        self.begun.push(*one);
        (self.stands, self.silent) = (true, false);
        self.become_done(one.day, one.place, Run { first: one.after_list.map(Day::next), last: one.day });
    }

    /// It amends a law of which nothing is recorded but that it was wanting: the law was there some day after, so this act
    /// does not refresh the earlier evidence, and does not make it late by itself.
    fn amended_later(&mut self, one: &Dated, contrary: Option<Day>) {
        let after = contrary.filter(|_| self.held_by.is_none()).map(|day| day.next().min(one.day));
        let first = after.unwrap_or(one.day);
        let is_first = self.is_before_everything();
        if is_first || self.held_by.is_some() {
            self.prove_the_days_before(one.day, one.place);
        }
        let run = Run { first: Some(if is_first { one.day } else { first }), last: one.day };
        self.become_done(one.day, one.place, run);
        self.found_on = None;
    }

    fn fulfilled_in_part(&mut self, one: &Dated) {
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
            self.begin(Span { from: day, stands: true, ..self.now });
        }
    }

    fn undone(&mut self, one: &Dated) {
        let Dated { day, place, .. } = *one;
        let is_first = self.is_before_everything();
        if let Some(span) = self.spans.last_mut().filter(|_| is_first && one.earliest < day) {
            span.undone_from = Some(one.earliest);
        }
        let lost = self.now.done == Done::Yes || is_first;
        if self.now.done == Done::Yes {
            self.undone = Some((day, self.now.run));
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
        if let Some((undone_on, Some(run))) = self.undone
            && undone_on == day
        {
            self.regressions -= 1;
            return self.become_done(day, place, run);
        }
        let Some(contrary) = self.last_contrary_day(day) else {
            return self.become_done(day, place, Run { first: None, last: day });
        };
        let first = contrary.next().min(day);
        if first < day {
            self.perhaps_from(first);
        }
        self.become_done(day, place, Run { first: Some(first), last: day });
    }

    fn found_wanting(&mut self, one: &Dated, found: Done) {
        let Dated { day, place, .. } = *one;
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
        let registers = self.setting.registers.filter(|_| self.silent).map(|through| through.min(day.previous()));
        // that a case stays open does not show that nothing was done: a notification comes long before a closing
        self.contrary.max(registers)
    }

    fn become_done(&mut self, day: Day, place: usize, run: Run) {
        (self.held_by, self.open_until) = (None, None);
        self.begin(Span {
            from: day,
            done: Done::Yes,
            run: Some(run),
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

    fn become_wanting(&mut self, one: &Dated, done: Done, lost: Option<(Day, usize)>) {
        let Dated { day, place, .. } = *one;
        let registers = self.setting.registers.filter(|_| self.silent);
        let others = registers.max(self.open_until);
        let proved_until = if self.held_by.is_some() { None } else { Some(day).max(others) };
        let found_today = self.contrary == Some(day) && self.now.done != Done::Yes && !self.now.bill;
        let bill = one.pending && proved_until == Some(day) && others != Some(day) && !found_today;
        self.contrary = Some(day);
        self.begin(Span {
            from: day,
            done,
            run: None,
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
    fn begin(&mut self, span: Span) {
        if self.spans.last().is_some_and(|last| last.from == span.from) {
            self.spans.pop();
        }
        self.now = span;
        self.spans.push(span);
    }
}

fn proves_not_done_before(says: Says) -> bool {
    !matches!(says, Says::Closed | Says::Undone | Says::Implied | Says::Found(Found::Done))
}
