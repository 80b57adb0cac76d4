//! The naive evaluator's view of the facts: what was done, the verdict of one world, enforcement.

use super::*;

impl<'a> Question<'a> {
    // ---- What was done

    /// The evidence of one world in order. A closing says nothing once the end of the act was known; and on the day
    /// of a full notification no other proof of done says since when.
    pub(super) fn evidence(&self, world: &World) -> Vec<(Day, What)> {
        let about_done = |what: &What| *what <= What::Step;
        let too_late = |d: Day| self.end_known_from().is_some_and(|end| end <= d);
        let fixed = |d: Day| world.contains(&(d, What::Full));
        let counts = |(d, what): &&(Day, What)| match what {
            What::Closed => !too_late(*d) && !fixed(*d),
            What::Found(Done::Yes) => !fixed(*d),
            _ => about_done(what),
        };
        let mut evidence: Vec<_> = world.iter().filter(counts).copied().collect();
        evidence.sort();
        evidence
    }

    /// What stood on the day asked for: the fold of the evidence up to it, and what the next evidence proves about
    /// the days before itself. One standing for each possible completion day.
    pub(super) fn standings(
        &self,
        evidence: Vec<(Day, What)>,
        register: Option<Day>,
        due: Option<Day>,
    ) -> Vec<Standing> {
        let mut now = Standing::silent(register);
        evidence.iter().filter(|(d, _)| *d <= self.on).for_each(|(d, what)| now.take(*d, *what));
        let next = evidence.iter().find(|(d, _)| *d > self.on);
        let next_says_not_done = next.is_some_and(|(_, what)| is_negative(*what) || is_fulfilling(*what));
        if next_says_not_done && !now.any_evidence {
            now.done = Done::No; // as the first evidence it says that it was not done before
        }
        now.proved_until = match next_says_not_done || now.gap_is_proved {
            true => Some(self.on),
            false => now.last_contrary.max(now.silent_until()).map(|d| d.min(self.on)),
        };
        let open_days = match (now.done, next) {
            (Done::Yes, _) => now.since,
            (_, Some((found_on, What::Closed | What::Found(Done::Yes)))) => {
                (now.first_possible_day(*found_on), *found_on)
            }
            _ => return vec![now],
        };
        let (Some(first), last) = open_days else { return vec![now] };
        self.completion_days(first, last, due).into_iter().map(|d| now.completed_on(d, self.on)).collect()
    }

    /// A completion day is only ever compared with the day asked for and the due day: one of each side will do.
    pub(super) fn completion_days(&self, first: Day, last: Day, due: Option<Day>) -> Vec<Day> {
        let close = |d: Day| d == self.on || d == plus(self.on, 1) || due.is_some_and(|u| d == u || d == plus(u, 1));
        let worth = |d: &Day| EVERY_DAY || *d == first || *d == last || close(*d);
        first.iter_days().take_while(|d| *d <= last).filter(worth).collect()
    }

    // ---- The verdict of one world

    /// OPEN: an encouragement is never late, has no `when`, does not grow stale and is never pending, even with a
    /// deadline of its own.
    pub(super) fn verdict(&self, standing: &Standing, due: Option<Day>) -> Finding {
        let binding = text(self.duty, "duty") != "encouraged";
        let passed = due.is_some_and(|due| due < self.on);
        let age = standing.proved_until.map_or(0, |d| (self.on - d).num_days());
        let when = if standing.done == Done::Yes && binding { standing.when(due) } else { None };
        let verdict = match standing.done {
            Done::Yes if when == Some("late") => "met-late",
            Done::Yes => "met",
            Done::Unknown if !binding => "unknown", // a silent encouragement
            _ if !binding => "encouraged",
            // OPEN: pending also where nothing is known, and where the day that sets the deadline has not come.
            _ if !passed => "pending",
            Done::Unknown => "unknown",
            _ if age > STALE_AFTER_DAYS => "possible-gap",
            Done::Partly => "partial",
            Done::No | Done::Undone => "overdue",
        };
        // From the day after `due`, or from the day it was undone if that is later; both days count.
        let gap_from = due.map(|due| plus(due, 1).max(standing.gap_from.unwrap_or(due)));
        let days = gap_from.map(|from| (self.on - from).num_days() + 1);
        let days_overdue = days.filter(|_| verdict == "overdue" || verdict == "partial");
        Finding { verdict, when, due, days_overdue }
    }

    // ---- Enforcement

    /// The highest stage of the open cases, and of the open non-conformity cases; each case at its latest step, each
    /// step from its last possible day; no enforcement before `enforceable_from`. Steps without `case` share one case.
    /// OPEN: whatever their `kind`; two steps of one case on one day: the higher stage is the later. Both answers stand
    /// beside every verdict, also not-bound and ended, and `contested` also before `enforceable_from`.
    pub(super) fn open_stages(&self) -> (Option<String>, Option<String>) {
        let mut latest: BTreeMap<&str, (Day, usize, bool)> = BTreeMap::new();
        for r in self.my_records().filter(|r| self.speaks_to_us(r)) {
            let event = text(r, "event");
            let stage = STAGES.iter().position(|s| *s == event).map(|n| n + 1);
            let Some(stage) = stage.or(["closed", "withdrawn"].contains(&event).then_some(0)) else { continue };
            let step = (self.possible_days(r).1, stage, text(r, "kind") == "non-conformity");
            if step.0 <= self.on {
                let entry = latest.entry(text(r, "case")).or_insert(step);
                *entry = step.max(*entry);
            }
        }
        let highest = |only_contested: bool| {
            let open = latest.values().filter(|(_, stage, contested)| *stage > 0 && (*contested || !only_contested));
            open.map(|(_, stage, _)| *stage).max().map(|stage| STAGES[stage - 1].to_string())
        };
        let enforceable = day(self.act, "enforceable_from").is_none_or(|from| from <= self.on);
        (highest(false).filter(|_| enforceable), highest(true))
    }
}

/// What stands after some evidence, in one world.
#[derive(Debug, Clone)]
pub(super) struct Standing {
    done: Done,
    /// The possible first days of the present run of done; no first one: unknown.
    since: (Option<Day>, Day),
    /// The day on which what was done came undone.
    gap_from: Option<Day>,
    /// The last day of evidence against done.
    last_contrary: Option<Day>,
    /// The last day up to the one asked for on which the gap is proved.
    proved_until: Option<Day>,
    /// An undoing or a partial law proves the gap on every day until it is done again.
    gap_is_proved: bool,
    any_evidence: bool,
    any_act: bool,
    /// A record that fulfils, in full or in part, and was not undone since.
    record_stands: bool,
    /// A run that ended, and on which day: done again on that day it goes on.
    broken: Option<(Day, (Option<Day>, Day))>,
    register: Option<Day>,
}

impl Standing {
    /// No record yet: a register's silence says no, other silence says nothing.
    pub(super) fn silent(register: Option<Day>) -> Self {
        Standing {
            done: if register.is_some() { Done::No } else { Done::Unknown },
            since: (None, Day::MIN),
            gap_from: None,
            last_contrary: None,
            proved_until: None,
            gap_is_proved: false,
            any_evidence: false,
            any_act: false,
            record_stands: false,
            broken: None,
            register,
        }
    }

    /// The latest evidence wins, whoever gives it.
    pub(super) fn take(&mut self, on: Day, what: What) {
        match what {
            What::Full => self.be_done((Some(on), on), on),
            What::Partial => self.be_partly_done_by_law(on),
            What::Undone => self.be_undone(on),
            What::Closed | What::Found(Done::Yes) => self.be_done((self.first_possible_day(on), on), on),
            // A step is a finding not-done, or partly where a record that fulfils stands.
            What::Step if self.record_stands => self.be_found(Done::Partly, on),
            What::Step => self.be_found(Done::No, on),
            What::Found(status) => self.be_found(status, on),
            _ => {}
        }
        self.any_evidence = true;
        self.any_act |= is_fulfilling(what) || what == What::Undone;
        self.record_stands = is_fulfilling(what) || (self.record_stands && what != What::Undone);
    }

    /// Done already: the run goes on. Undone and done again on one day does not end it (OPEN: by a finding neither).
    pub(super) fn be_done(&mut self, since: (Option<Day>, Day), on: Day) {
        if self.done != Done::Yes {
            self.since = self.broken.filter(|(d, _)| *d == on).map_or(since, |(_, run)| run);
        }
        (self.done, self.gap_from, self.last_contrary, self.gap_is_proved) = (Done::Yes, None, None, false);
    }

    /// A partial one: partly, unless already done.
    pub(super) fn be_partly_done_by_law(&mut self, on: Day) {
        if self.done != Done::Yes {
            (self.done, self.last_contrary, self.gap_is_proved) = (Done::Partly, Some(on), true);
        }
    }

    /// An undoing after done, or as the first evidence, starts the present gap; of what was only partial it does not.
    pub(super) fn be_undone(&mut self, on: Day) {
        if self.done == Done::Yes {
            self.broken = Some((on, self.since));
        }
        if self.done == Done::Yes || !self.any_evidence {
            self.gap_from = Some(on);
        }
        (self.done, self.last_contrary, self.gap_is_proved) = (Done::Undone, Some(on), true);
    }

    /// A negative finding after done starts the present gap.
    pub(super) fn be_found(&mut self, status: Done, on: Day) {
        if self.done == Done::Yes {
            self.gap_from = Some(on);
        }
        (self.done, self.last_contrary) = (status, Some(on));
    }

    /// The registers count beside findings while no act is recorded (OPEN: up to the day in question; an act of a later
    /// day does not break the silence before it).
    pub(super) fn silent_until(&self) -> Option<Day> {
        self.register.filter(|_| !self.any_act)
    }

    /// A finding done proves done by that day: its first possible day is the day after the last contrary evidence, a
    /// register's silence included; without contrary evidence it is unknown.
    pub(super) fn first_possible_day(&self, found_on: Day) -> Option<Day> {
        let contrary = self.last_contrary.max(self.silent_until());
        contrary.map(|c| plus(c, 1).min(found_on))
    }

    /// The same, in the world where what a finding proves was completed on that day.
    pub(super) fn completed_on(&self, completed: Day, on: Day) -> Self {
        let mut world = self.clone();
        if completed <= on {
            (world.done, world.since) = (Done::Yes, (Some(completed), completed));
        }
        world
    }

    /// In time or late is judged by the start of the present run; done by the due day, it was in time whenever it was.
    pub(super) fn when(&self, due: Option<Day>) -> Option<&'static str> {
        let due = due?;
        Some(match self.since {
            (_, last) if last <= due => "in-time",
            (None, _) => "unsure",
            _ => "late",
        })
    }
}

pub(super) fn is_fulfilling(what: What) -> bool {
    matches!(what, What::Full | What::Partial)
}

pub(super) fn is_negative(what: What) -> bool {
    matches!(what, What::Step | What::Found(Done::No | Done::Partly))
}

/// A gap in every world is `overdue` (`partial` if partial in every world); a gap in some, or a stale one in any, is
/// `possible-gap`; with no gap in any, the first that occurs of a fixed order (OPEN: not-in-force and ended after it).
pub(super) fn combined_verdict(worlds: &[Finding]) -> &'static str {
    let all = |wanted: &[&str]| worlds.iter().all(|w| wanted.contains(&w.verdict));
    let some = |wanted: &[&str]| worlds.iter().any(|w| wanted.contains(&w.verdict));
    if all(&["partial"]) {
        "partial"
    } else if all(&["partial", "overdue"]) {
        "overdue"
    } else if some(&["partial", "overdue", "possible-gap"]) {
        "possible-gap"
    } else {
        let order = ["pending", "encouraged", "unknown", "met", "met-late", "not-bound", "not-in-force", "ended"];
        order.into_iter().find(|v| some(&[v])).expect("at least one world")
    }
}

pub(super) fn covers(intervals: &[Interval], on: Day) -> bool {
    intervals.iter().any(|(from, to)| from.is_none_or(|f| f <= on) && to.is_none_or(|t| on < t))
}

/// Every combination of a day for each record.
pub(super) fn each_world(choices: &[(Vec<Day>, &Vec<What>)], chosen: &mut World, visit: &mut dyn FnMut(&World)) {
    let Some(((days, says), rest)) = choices.split_first() else { return visit(chosen) };
    for day in days {
        let before = chosen.len();
        chosen.extend(says.iter().map(|what| (*day, *what)));
        each_world(rest, chosen, visit);
        chosen.truncate(before);
    }
}
