//! The naive evaluator's view of what was done: the evidence of one world, taken in order.

use super::*;

impl<'a> Question<'a> {
    /// What stood on the day asked for, once per possible completion day; and, where the first evidence is an act that
    /// only amends, once more with an earlier law of an unknown day.
    pub(super) fn standings(&self, evidence: &[Evidence], limit: Limit, open_until: Option<Day>) -> Vec<Standing> {
        let judged = evidence.iter().filter(|e| e.what == What::Judged).map(|e| e.on).max();
        // What a judgment beats: any finding done between the deadline and the day of which it speaks.
        let beaten =
            |e: &Evidence| limit.day().is_some_and(|due| due < e.on) && judged.is_some_and(|until| e.on <= until);
        let evidence: Vec<_> = evidence.iter().filter(|e| !(e.what.finds_done() && beaten(e))).copied().collect();
        let fold = Fold { question: self, limit, open_until, judged };
        let mut standings = fold.standings(&evidence, None);
        match evidence.first() {
            Some(Evidence { on, what: What::Act { full: true, amends: true }, .. }) => {
                standings.extend(fold.standings(&evidence, Some(self.earlier_law(*on))));
            }
            // OPEN: the earlier law reached no further than the act that amends it says.
            Some(Evidence { on, what: What::Act { full: false, amends: true }, .. }) if self.on < *on => {
                standings.push(Standing { done: Done::Partly, proved_until: Some(self.on), ..Standing::silent(None) });
            }
            _ => {}
        }
        standings
    }

    /// The first possible day of an earlier law: after the complete lists, unless the act itself contradicts them.
    fn earlier_law(&self, amended_on: Day) -> EarlierLaw {
        EarlierLaw { first: self.lists().into_iter().filter(|through| *through < amended_on).max().map(|d| plus(d, 1)) }
    }

    /// A completion day is only ever compared with the day asked for and the due day: one of each side will do.
    fn completion_days(&self, first: Day, last: Day, due: Option<Day>) -> Vec<Day> {
        let close = |d: Day| d == self.on || d == plus(self.on, 1) || due.is_some_and(|u| d == u || d == plus(u, 1));
        let worth = |d: &Day| self.corpus.every_day || *d == first || *d == last || close(*d);
        first.iter_days().take_while(|d| *d <= last).filter(worth).collect()
    }
}

/// A world in which a law of unknown day stood before the act that only amends it; its first possible day, if known.
#[derive(Clone, Copy)]
struct EarlierLaw {
    first: Option<Day>,
}

/// How the evidence of one world is taken.
struct Fold<'q, 'a> {
    question: &'q Question<'a>,
    limit: Limit,
    /// Up to when an open case says that its last step still holds.
    open_until: Option<Day>,
    /// The last day of which a judgment speaks.
    judged: Option<Day>,
}

impl Fold<'_, '_> {
    fn standings(&self, evidence: &[Evidence], earlier: Option<EarlierLaw>) -> Vec<Standing> {
        let on = self.question.on;
        let mut now = Standing::silent(self.question.register_through());
        for (n, e) in evidence.iter().enumerate().filter(|(_, e)| e.on <= on) {
            match earlier {
                Some(law) if n == 0 => now.take_amendment(e.on, law.first),
                _ => now.take(*e),
            }
        }
        if self.judged.is_some_and(|until| on <= until) && self.limit.has_passed(on) {
            return vec![now.judged_to_be_a_gap(on)];
        }
        let next = evidence.iter().find(|e| on < e.on);
        if let (Some(law), Some(amendment), false) = (earlier, next, now.any_evidence) {
            return self.before_the_amendment(now, amendment.on, law);
        }
        self.prove(&mut now, next);
        let found_later = next.filter(|e| e.what.finds_done()).map(|e| (now.first_possible_day(e.on), e.on));
        match (now.done, found_later) {
            (Done::Yes, _) => self.completed(&now, now.since),
            (_, Some(days)) => self.completed(&now, days),
            _ => vec![now],
        }
    }

    /// What the next evidence proves about the days before itself, and up to when the gap is proved. An act that only
    /// amends refreshes no age.
    fn prove(&self, now: &mut Standing, next: Option<&Evidence>) {
        let on = self.question.on;
        let is_first = !now.any_evidence;
        let says_not_done = |e: &Evidence| match e.what {
            What::Act { amends, .. } => is_first || !amends,
            what => what.is_negative(),
        };
        let next_says_not_done = next.is_some_and(says_not_done);
        if next_says_not_done && is_first {
            now.done = Done::No; // as the first evidence it says that it was not done before
        }
        let others = now.silent_until().max(self.open_until);
        let proved_by_all_that_follows = next_says_not_done || now.gap_is_proved;
        now.only_a_bill &= !proved_by_all_that_follows && now.last_contrary.min(Some(on)) > others.min(Some(on));
        now.proved_until = match proved_by_all_that_follows {
            true => Some(on),
            false => now.last_contrary.max(others).map(|d| d.min(on)),
        };
    }

    /// Before an act that only amends, an earlier law may have stood since any day after the complete lists.
    fn before_the_amendment(&self, now: Standing, amended_on: Day, law: EarlierLaw) -> Vec<Standing> {
        let on = self.question.on;
        let now = Standing { proved_until: now.silent_until().map(|d| d.min(on)), ..now };
        match law.first {
            None => vec![Standing { done: Done::Yes, since: (None, on), ..now }],
            Some(_) => self.completed(&now, (law.first, amended_on)),
        }
    }

    fn completed(&self, now: &Standing, days: (Option<Day>, Day)) -> Vec<Standing> {
        let (Some(first), last) = days else { return vec![now.clone()] };
        let days = self.question.completion_days(first, last, self.limit.day());
        days.into_iter().map(|d| now.completed_on(d, self.question.on)).collect()
    }
}

/// What stands after some evidence, in one world.
#[derive(Debug, Clone)]
pub(super) struct Standing {
    pub(super) done: Done,
    /// The possible first days of the present run of done; no first one: unknown.
    since: (Option<Day>, Day),
    /// The day on which what was done came undone.
    pub(super) gap_from: Option<Day>,
    /// The last day of evidence against done.
    last_contrary: Option<Day>,
    /// The last day up to the one asked for on which the gap is proved.
    pub(super) proved_until: Option<Day>,
    /// Nothing but findings of a bill on its way prove that day.
    pub(super) only_a_bill: bool,
    /// An undoing or a partial law proves the gap on every day until it is done again.
    gap_is_proved: bool,
    any_evidence: bool,
    any_act: bool,
    /// A record that fulfils, in full or in part, and was not undone since.
    record_stands: bool,
    /// A run that ended, and on which day: done again on that day it goes on.
    broken: Option<(Day, (Option<Day>, Day))>,
    /// The day of the last evidence, how things stood the day before, and whether a full act is of that day.
    today: Option<(Day, Done, Option<Day>)>,
    full_act_today: bool,
    register: Option<Day>,
}

impl Standing {
    /// No record yet: a register's silence says no, other silence says nothing.
    fn silent(register: Option<Day>) -> Self {
        Standing {
            done: if register.is_some() { Done::No } else { Done::Unknown },
            since: (None, Day::MIN),
            gap_from: None,
            last_contrary: None,
            proved_until: None,
            only_a_bill: false,
            gap_is_proved: false,
            any_evidence: false,
            any_act: false,
            record_stands: false,
            broken: None,
            today: None,
            full_act_today: false,
            register,
        }
    }

    /// The latest evidence wins, whoever gives it.
    fn take(&mut self, evidence: Evidence) {
        let on = evidence.on;
        self.begin(on);
        match evidence.what {
            What::Act { full: true, amends } => {
                // An act that only amends never makes late by itself, but for what is proved to be a gap until it.
                let proves_before = !amends || self.gap_is_proved || !self.any_evidence;
                self.be_done((if proves_before { Some(on) } else { self.first_possible_day(on) }, on), on);
                self.full_act_today = true;
            }
            What::Act { full: false, .. } => self.be_partly_done_by_law(on),
            What::Undone => self.be_undone(on),
            // A step is a finding not-done, or partly where a record that fulfils stands.
            What::Step if self.record_stands => self.be_found(Done::Partly, on, false),
            What::Step => self.be_found(Done::No, on, false),
            What::Judged => self.be_judged(on),
            What::Found { done, pending } if done != Done::Yes => self.be_found(done, on, pending),
            _ => self.be_done((self.first_possible_day(on), on), on),
        }
        self.note(evidence.what);
    }

    fn begin(&mut self, on: Day) {
        if self.today.is_none_or(|(day, ..)| day != on) {
            self.today = Some((on, self.done, self.gap_from));
            self.full_act_today = false;
        }
    }

    fn note(&mut self, what: What) {
        self.any_evidence = true;
        self.any_act |= what.is_fulfilling() || what == What::Undone;
        self.record_stands = what.is_fulfilling() || (self.record_stands && what != What::Undone);
    }

    /// The act that amends, in a world with an earlier law: done by that day, not since when.
    fn take_amendment(&mut self, on: Day, first: Option<Day>) {
        self.begin(on);
        self.be_done((first, on), on);
        self.note(What::Act { full: true, amends: true });
    }

    /// Done already: the run goes on. Undone and done again on one day does not end it (OPEN: by a finding neither).
    fn be_done(&mut self, since: (Option<Day>, Day), on: Day) {
        if self.done != Done::Yes {
            self.since = self.broken.filter(|(d, _)| *d == on).map_or(since, |(_, run)| run);
        }
        (self.done, self.gap_from, self.last_contrary, self.gap_is_proved) = (Done::Yes, None, None, false);
    }

    /// A partial one: partly, unless already done.
    fn be_partly_done_by_law(&mut self, on: Day) {
        if self.done != Done::Yes {
            (self.done, self.last_contrary, self.gap_is_proved) = (Done::Partly, Some(on), true);
        }
    }

    /// An undoing after done, or as the first evidence, starts the present gap; of what was only partial it does not.
    fn be_undone(&mut self, on: Day) {
        if self.done == Done::Yes {
            self.broken = Some((on, self.since));
        }
        if self.done == Done::Yes || !self.any_evidence {
            self.gap_from = Some(on);
        }
        (self.done, self.last_contrary, self.gap_is_proved) = (Done::Undone, Some(on), true);
    }

    /// A negative finding after done starts the present gap; but with a full act of the same day it does not restart a
    /// gap that was open the day before.
    fn be_found(&mut self, status: Done, on: Day, pending: bool) {
        if self.done == Done::Yes {
            self.gap_from = match self.today {
                Some((_, before, gap_from)) if self.full_act_today && before != Done::Yes => gap_from,
                _ => Some(on),
            };
        }
        self.only_a_bill = pending && (self.only_a_bill || self.last_contrary != Some(on));
        (self.done, self.last_contrary) = (status, Some(on));
    }

    /// The day of which a judgment speaks: the gap is proved on every day since the deadline.
    fn be_judged(&mut self, on: Day) {
        self.be_found(if self.record_stands { Done::Partly } else { Done::No }, on, false);
        self.gap_from = None;
    }

    /// A day of which a judgment speaks, whatever other evidence says.
    fn judged_to_be_a_gap(&self, on: Day) -> Self {
        let mut world = self.clone();
        world.be_judged(on);
        Standing { proved_until: Some(on), ..world }
    }

    /// The registers count beside findings while no act is recorded (OPEN: up to the day in question; an act of a later
    /// day does not break the silence before it).
    fn silent_until(&self) -> Option<Day> {
        self.register.filter(|_| !self.any_act)
    }

    /// A finding done proves done by that day: its first possible day is the day after the last contrary evidence, a
    /// register's silence included; without contrary evidence it is unknown.
    fn first_possible_day(&self, found_on: Day) -> Option<Day> {
        let contrary = self.last_contrary.max(self.silent_until());
        contrary.map(|c| plus(c, 1).min(found_on))
    }

    /// The evidence in the world where what a finding proves was completed on that day.
    fn completed_on(&self, completed: Day, on: Day) -> Self {
        let mut world = self.clone();
        if completed <= on {
            (world.done, world.since) = (Done::Yes, (Some(completed), completed));
        }
        world
    }

    /// In time or late is judged by the start of the present run; done by the due day, it was in time whenever it was;
    /// done on an unknown day, or up to a day that is only an upper bound, it is not known which.
    pub(super) fn when(&self, limit: Limit) -> Option<&'static str> {
        let due = match limit {
            Limit::None => return None,
            Limit::Open => return Some("unsure"),
            Limit::By(due) | Limit::PassedBy(due) => due,
        };
        Some(match self.since {
            (_, last) if last <= due && limit == Limit::By(due) => "in-time",
            (_, last) if last <= due => "unsure",
            (None, _) => "unsure",
            _ => "late",
        })
    }
}
