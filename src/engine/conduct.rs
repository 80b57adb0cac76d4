//! What a state did, in one world: the evidence in its order folded into spans between which nothing changes. Each
//! branch is one sentence about what a record proves for the days after it and, as the first of its kind, before it.

use super::evidence::{Evidence, Says};
use super::worlds::World;
use crate::law::{Done as Found, Extent};
use crate::rules::Done;
use crate::time::Day;

/// Days between which what is known to be done does not change.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Span {
    /// First day.
    pub from: Day,
    /// What is done.
    pub done: Done,
    /// Done: when the uninterrupted run began.
    pub run: Option<Run>,
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
    /// How often what was done has been undone by an act, up to the span itself. A negative finding undoes nothing.
    pub regressions: i32,
}

/// When an uninterrupted run of being done began.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Run {
    /// Earliest possible day; `None` if no source says since when.
    pub first: Option<Day>,
    /// Latest possible day.
    pub last: Day,
}

/// What is given besides the evidence itself.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// Last day for which registers say that nothing was done; `None` if silence says nothing.
    pub registers: Option<Day>,
    /// From this day on the closing of a case no longer proves compliance.
    pub end_known: Option<Day>,
}

/// The spans of one world, from the beginning of time on.
pub fn conduct(evidence: &[Evidence], world: &World, setting: Setting) -> Vec<Span> {
    let mut order: Vec<Dated> = evidence
        .iter()
        .zip(world)
        .enumerate()
        .filter(|(_, (piece, day))| piece.says.is_about_conduct() && !is_moot(piece.says, **day, setting))
        .map(|(place, (piece, day))| (*day, piece.says.rank(), place, piece.says))
        .collect();
    order.sort_unstable_by_key(|(day, rank, place, _)| (*day, *rank, *place));
    let mut course = Course::before_everything(first_evidence(&order), setting);
    for (day, _, place, says) in order {
        course.take(day, place, says);
    }
    course.spans
}

type Dated = (Day, u8, usize, Says);

/// The evidence that speaks about the days before all evidence. A closing gives way to a full notification of its day,
/// which fixes since when it is done.
fn first_evidence(order: &[Dated]) -> Option<(usize, Says)> {
    let (day, _, place, says) = *order.first()?;
    let mut next = order.iter().filter(|(other, _, _, said)| *other == day && *said != Says::Closed);
    match next.find(|(.., said)| *said != Says::Fulfilled(Extent::Partial)) {
        Some((_, _, place, said @ Says::Fulfilled(_))) if says == Says::Closed => Some((*place, *said)),
        _ => Some((place, says)),
    }
}

fn is_moot(says: Says, day: Day, setting: Setting) -> bool {
    says == Says::Closed && setting.end_known.is_some_and(|known| day >= known)
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
    /// How often what was done has been undone.
    regressions: i32,
}

impl Course {
    /// Before the first evidence: a fulfilment or a negative finding says that it was not done; a finding that it is
    /// done, or an undoing, says nothing, so silence decides.
    fn before_everything(first: Option<(usize, Says)>, setting: Setting) -> Course {
        let proved_by = first.filter(|(_, says)| proves_not_done_before(*says)).map(|(place, _)| place);
        let (done, proved_until) = match (proved_by, setting.registers) {
            (Some(_), _) => (Done::No, None),
            (None, Some(through)) => (Done::No, Some(through)),
            (None, None) => (Done::Unknown, None),
        };
        let now = Span {
            from: Day::MIN,
            done,
            run: None,
            lost: None,
            held_by: None,
            proved_until,
            perhaps_from: None,
            decided_by: None,
            proved_by,
            regressions: 0,
        };
        let contrary = if proved_by.is_none() { setting.registers } else { None };
        let (stands, silent) = (false, true);
        let (held_by, undone, found_on, regressions) = (None, None, None, 0);
        Course { spans: vec![now], now, setting, stands, held_by, silent, contrary, undone, found_on, regressions }
    }

    fn take(&mut self, day: Day, place: usize, says: Says) {
        match says {
            Says::Fulfilled(Extent::Full) => self.fulfilled(day, place),
            Says::Fulfilled(Extent::Partial | Extent::Unsaid) => self.fulfilled_in_part(day, place),
            Says::Undone => self.undone(day, place),
            Says::Closed | Says::Found(Found::Done) => self.found_done(day, place),
            Says::Found(Found::Partly) => self.found_wanting(day, place, Done::Partly),
            Says::Found(Found::NotDone) => self.found_wanting(day, place, Done::No),
            Says::NotCommunicated => {
                let found = if self.stands { Done::Partly } else { Done::No };
                self.found_wanting(day, place, found);
            }
            Says::Deferred(_) | Says::Deposited => {}
        }
    }

    fn fulfilled(&mut self, day: Day, place: usize) {
        (self.stands, self.silent) = (true, false);
        if self.now.done == Done::Yes && self.found_on != Some(day) {
            return;
        }
        self.prove_the_days_before(day, place);
        let taken_up = self.undone.filter(|(undone_on, _)| *undone_on == day);
        self.regressions -= i32::from(taken_up.is_some());
        let run = taken_up.and_then(|(_, run)| run).unwrap_or(Run { first: Some(day), last: day });
        self.become_done(day, place, run);
        self.found_on = None;
    }

    fn fulfilled_in_part(&mut self, day: Day, place: usize) {
        (self.stands, self.silent) = (true, false);
        if self.now.done == Done::Yes {
            return;
        }
        self.prove_the_days_before(day, place);
        self.held_by = Some(place);
        self.become_wanting(day, place, Done::Partly, self.now.lost);
    }

    fn undone(&mut self, day: Day, place: usize) {
        let is_first = self.spans.len() == 1 && self.now.decided_by.is_none();
        let lost = self.now.done == Done::Yes || is_first;
        if self.now.done == Done::Yes {
            self.undone = Some((day, self.now.run));
        }
        self.regressions += i32::from(lost);
        (self.stands, self.silent, self.held_by) = (false, false, Some(place));
        self.become_wanting(day, place, Done::Undone, if lost { Some((day, place)) } else { self.now.lost });
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

    fn found_wanting(&mut self, day: Day, place: usize, found: Done) {
        if !matches!(self.now.done, Done::Yes | Done::Unknown) {
            self.prove_the_days_before(day, place);
        }
        let lost = if self.now.done == Done::Yes { Some((day, place)) } else { self.now.lost };
        self.become_wanting(day, place, found, lost);
    }

    fn last_contrary_day(&self, day: Day) -> Option<Day> {
        let registers = self.setting.registers.filter(|_| self.silent).map(|through| through.min(day.previous()));
        self.contrary.max(registers)
    }

    fn become_done(&mut self, day: Day, place: usize, run: Run) {
        self.held_by = None;
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
            regressions: self.regressions,
        });
    }

    fn become_wanting(&mut self, day: Day, place: usize, done: Done, lost: Option<(Day, usize)>) {
        self.contrary = Some(day);
        let registers = self.setting.registers.filter(|_| self.silent);
        let proved_until = if self.held_by.is_some() { None } else { Some(day).max(registers) };
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
            regressions: self.regressions,
        });
    }

    /// An act, or a negative finding, proves that it was not (fully) done on the days before it.
    fn prove_the_days_before(&mut self, day: Day, place: usize) {
        for span in self.spans.iter_mut().rev().take(2) {
            let reaches_it = span.from == self.now.from || (self.now.from == day && span.perhaps_from.is_some());
            if reaches_it && span.from < day && matches!(span.done, Done::No | Done::Partly | Done::Undone) {
                span.proved_until = None;
                span.perhaps_from = None;
                span.proved_by = Some(place);
            }
        }
    }

    fn perhaps_from(&mut self, first: Day) {
        if let Some(span) = self.spans.last_mut() {
            span.perhaps_from = Some(first);
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
    !matches!(says, Says::Closed | Says::Undone | Says::Found(Found::Done))
}
