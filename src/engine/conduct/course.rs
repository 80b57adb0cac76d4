//! The evaluation of the evidence of one world, in its order, into spans between which nothing changes. Each branch is one
//! sentence about what a record proves for the days after it and, as the first of its kind, before it. Not here: of which
//! day a judgment speaks (`judgments`).

use super::spans::{ConductContext, ConductSpan, DatedEvidence, DoneSince};
use crate::engine::evidence::Meaning;
use crate::law::{Extent, FoundStatus};
use crate::rules::Done;
use crate::time::Day;

/// The spans of one world, from the beginning of time on, and the acts that began a run.
pub fn conduct(mut order: Vec<DatedEvidence>, context: ConductContext) -> (Vec<ConductSpan>, Vec<DatedEvidence>) {
    // of two acts of one day the one that stands by itself comes before the one that amends, whatever the order of records
    order.sort_unstable_by_key(|one| (one.day, one.meaning.rank(), one.amends, one.place));
    let order: Vec<DatedEvidence> = order.into_iter().map(|one| one.counted(context)).collect();
    let mut course = Course::before_everything(first_evidence(&order).as_ref(), context);
    for one in &order {
        course.apply(one);
    }
    (course.spans, course.begun)
}

/// The evidence that decides about the days before all evidence. A closing gives way to a full notification of its day,
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

/// The last day of the lists without the state that count before all evidence. Where an earlier law was there it came
/// after the last such list (decision 11).
fn list_before(first: Option<&DatedEvidence>, context: ConductContext) -> Option<Day> {
    match first {
        Some(first) if first.earlier_law => first.after_list,
        _ => context.registers,
    }
}

/// The span before the first evidence: a fulfilment or a negative finding says that it was not done; a finding that it
/// is done, or an undoing, says nothing, so silence decides.
///
/// An act that amends proves it only in the world in which no earlier law was there; in the other the earlier law was
/// there all the time for which no list contradicts it.
fn span_before_everything(first: Option<&DatedEvidence>, list: Option<Day>) -> ConductSpan {
    let earlier = first.filter(|one| one.earlier_law);
    let proved_by = first.filter(|one| proves_not_done_before(one.meaning) && !one.earlier_law).map(|one| one.place);
    let (done, proved_until) = match (proved_by, list, earlier.map(|one| one.meaning)) {
        // who fulfils, or is found wanting, had not fulfilled before: proved for every earlier day
        (Some(_), ..) => (Done::No, None),
        // an earlier law that this one leaves in part was no more than a part
        (None, Some(_), Some(Meaning::Fulfilled(Extent::Partial))) => (Done::No, None),
        // a complete list without the state proves it up to its last day, and it stays so until something else is known
        (None, Some(through), _) => (Done::No, Some(through)),
        // no record and no list: silence is never a breach nor compliance (decision 11)
        (None, None, None) => (Done::Unknown, None),
        // in the world with an earlier law that law had been there all the time, since when is not known
        (None, None, Some(Meaning::Fulfilled(Extent::Full))) => (Done::Yes, None),
        (None, None, Some(_)) => (Done::Partly, None),
    };
    let whole = earlier.filter(|one| one.meaning == Meaning::Fulfilled(Extent::Full));
    ConductSpan {
        done_since: earlier.filter(|_| done == Done::Yes).map(|one| DoneSince { first: None, last: one.day }),
        proved_until,
        // the earlier law can have been there from the day after the list on, if it was one in full
        perhaps_from: list.map(Day::next).filter(|first| whole.is_some_and(|one| *first < one.day)),
        proved_by,
        stands: earlier.is_some() && done != Done::No,
        ..ConductSpan::new(Day::MIN, done)
    }
}

/// The state of affairs while the evidence is evaluated piece by piece.
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
    /// The state of affairs before all evidence.
    fn before_everything(first: Option<&DatedEvidence>, context: ConductContext) -> Course {
        let list = list_before(first, context);
        let now = span_before_everything(first, list);
        // what later evidence proves of these days does not depend on a list
        let contrary = if now.proved_by.is_none() { list } else { None };
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

    /// Applies one piece of evidence: what it proves for the days from its own on, and for those before it.
    fn apply(&mut self, one: &DatedEvidence) {
        let DatedEvidence { day, place, .. } = *one;
        match one.meaning {
            Meaning::Fulfilled(Extent::Full) => self.fulfilled(one),
            Meaning::Fulfilled(Extent::Partial | Extent::Unsaid) => self.fulfilled_in_part(one),
            Meaning::Undone => self.undone(one),
            // a closing is the finding of the Commission that the state has complied (decision 4)
            Meaning::Closed | Meaning::Implied | Meaning::Found(FoundStatus::Done) => self.found_done(day, place),
            Meaning::Found(FoundStatus::Partly) => self.found_wanting(one, Done::Partly),
            Meaning::Found(FoundStatus::NotDone) => self.found_wanting(one, Done::No),
            Meaning::StillOpen => self.still_open(one),
            Meaning::NotCommunicated | Meaning::Judged => {
                self.open_until = self.open_until.max(one.open_until);
                // each step is the finding of its day that nothing, or nothing complete, was notified (design, section 6)
                let found = if self.stands { Done::Partly } else { Done::No };
                self.found_wanting(one, found);
            }
            // they move the deadline or bind the state; nothing is done by them
            Meaning::Deferred(_) | Meaning::Deposited | Meaning::Succeeded(_) | Meaning::SetsPeriod => {}
        }
    }

    fn fulfilled(&mut self, one: &DatedEvidence) {
        let DatedEvidence { day, place, .. } = *one;
        // the world in which an unrecorded law came before: this act does not begin the run (decision 11)
        if one.earlier_law && self.is_before_everything() {
            return self.amended(one);
        }
        let contrary = self.last_contrary_day(day);
        (self.stands, self.silent) = (true, false);
        // a further full act begins no new run; one on the day of a finding fixes since when it is done
        if self.now.done == Done::Yes && (one.amends || self.found_on != Some(day)) {
            return self.stands_from(day);
        }
        self.begun.push(*one);
        // undone and done again on one day does not end the run (design, section 6)
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

    /// The register shows the case as open: what it found does not become stale before the register ends.
    fn still_open(&mut self, one: &DatedEvidence) {
        // what was done after the step ends this: the register is about the case, not about the duty (decision 11)
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

    /// The act amends a law of which nothing is recorded but that it was wanting: the law was there some day after, so
    /// this act does not refresh the earlier evidence, and does not make it late by itself.
    fn amended_later(&mut self, one: &DatedEvidence, contrary: Option<Day>) {
        // while an undoing or a partial law proves the gap on every day, the run cannot have begun before this act
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
        // a part does not undo the whole
        if self.now.done == Done::Yes {
            return self.stands_from(one.day);
        }
        // a text that only amends says nothing about the days before it (decision 11)
        if !one.amends {
            self.prove_the_days_before(one.day, one.place);
        }
        // two partial acts do not add up: the gap stands until a full one, a closing or a finding
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
        // nothing is known before it, so an undoing of uncertain day can have begun the gap on its first possible day
        if let Some(span) = self.spans.last_mut().filter(|_| is_first && one.earliest < day) {
            span.undone_from = Some(one.earliest);
        }
        // what was undone had been done, also where no record says so; an undoing of what was only partial starts no
        // new gap
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
        // a finding says by when it was done, and the run has begun earlier already (decision 4)
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
        // without contrary evidence the days before stay unknown, unless the finding itself is in time (decision 4)
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
            // two findings of one day: the negative one counts as the later, and the gap begins with it
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
            done_since: Some(done_since),
            decided_by: Some(place),
            stands: self.stands,
            regressions: self.regressions,
            ..ConductSpan::new(day, Done::Yes)
        });
    }

    fn become_wanting(&mut self, one: &DatedEvidence, done: Done, lost: Option<(Day, usize)>) {
        let DatedEvidence { day, place, .. } = *one;
        let registers = self.context.registers.filter(|_| self.silent);
        let others = registers.max(self.open_until);
        // an undoing and a partial law prove the gap on every day until it is done again; a finding proves its own day
        // only
        let proved_until = if self.held_by.is_some() { None } else { Some(day).max(others) };
        let found_today = self.contrary == Some(day) && self.now.done != Done::Yes && !self.now.bill;
        // a draft explains the gap only where nothing but the finding that shows it proves the last day (design,
        // section 6)
        let bill = one.pending && proved_until == Some(day) && others != Some(day) && !found_today;
        self.contrary = Some(day);
        self.begin(ConductSpan {
            lost,
            held_by: self.held_by,
            proved_until,
            decided_by: Some(place),
            bill,
            stands: self.stands,
            regressions: self.regressions,
            ..ConductSpan::new(day, done)
        });
    }

    /// An act, or a negative finding, proves that it was not (fully) done on the days before it.
    fn prove_the_days_before(&mut self, day: Day, place: usize) {
        for (back, span) in self.spans.iter_mut().rev().enumerate() {
            // what a register shows of an open case divides a span; the evidence that decides about it stays the same
            let is_present = span.decided_by == self.now.decided_by;
            // evidence of this day has just replaced the present span
            let was_present = back == 1 && self.now.from == day && span.perhaps_from.is_some();
            let is_gap = matches!(span.done, Done::No | Done::Partly | Done::Undone);
            if (is_present || was_present) && span.from < day && is_gap {
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
