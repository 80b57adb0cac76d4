//! The naive evaluator: a second, deliberately simple implementation of `design.md` sections 3 to 7 and 9, written
//! from the specification alone, as an oracle for the engine. It reads the JSON itself, asks about one day, tries
//! every possible order of things one by one, and shares no code with `src/`. No timelines, no rule tables, no speed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use chrono::{Datelike, Days, Months, NaiveDate};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

type Day = NaiveDate;
/// Half-open `[from, to)`.
type Interval = (Option<Day>, Option<Day>);
/// One choice of a day for every record.
type World = Vec<(Day, What)>;

/// Try every possible day of an uncertain record (slow). The answers must not change; a test says so.
const EVERY_DAY: bool = false;
const STALE_AFTER_DAYS: i64 = 1095;
const STAGES: [&str; 5] = ["formal-notice", "reasoned-opinion", "referral", "judgment", "penalty"];

pub struct Corpus {
    instruments: Vec<Value>,
    states: Vec<Value>,
    seeds: Vec<Value>,
}

#[derive(Debug, PartialEq, Clone)]
pub struct Judged {
    pub verdict: String,
    pub when: Option<String>,
    pub due: Option<NaiveDate>,
    pub days_overdue: Option<i64>,
    pub enforcement: Option<String>,
    pub contested: Option<String>,
}

/// What one record says about the obligation asked for. The order is that of one day: closing steps, what undoes,
/// what fulfils, findings, other steps (a finding before a non-closing step).
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Clone, Copy)]
enum What {
    Closed,
    Undone,
    Partial,
    Full,
    Found(Done),
    Step,
    Deferral(Day),
    Deposit,
    InForceForState,
    Denounced,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Clone, Copy)]
enum Done {
    No,
    Partly,
    Yes,
    Undone,
    Unknown,
}

/// A record with its possible days, both ends included.
struct Record {
    first: Day,
    last: Day,
    says: Vec<What>,
}

/// The verdict of one world.
struct Finding {
    verdict: &'static str,
    when: Option<&'static str>,
    due: Option<Day>,
    days_overdue: Option<i64>,
}

impl Corpus {
    pub fn new(instruments: Vec<Value>, states: Vec<Value>, seeds: Vec<Value>) -> Self {
        Corpus { instruments, states, seeds }
    }

    pub fn judge(&self, state: &str, instrument: &str, obligation: &str, on: Day, known: Option<Day>) -> Judged {
        let act = find(&self.instruments, "id", instrument).expect("a known instrument");
        let duty = find(items(act, "obligations"), "id", obligation).expect("a known obligation");
        // A body without a file of its own (COM, CONSIL) has no membership and no records.
        let file = find(&self.states, "code", state).unwrap_or(&Value::Null);
        Question { corpus: self, code: state, file, act, duty, on, known }.answer()
    }
}

/// One (state, obligation) on one day, as known on another.
struct Question<'a> {
    corpus: &'a Corpus,
    code: &'a str,
    file: &'a Value,
    act: &'a Value,
    duty: &'a Value,
    on: Day,
    known: Option<Day>,
}

impl<'a> Question<'a> {
    fn answer(&self) -> Judged {
        let mut findings = Vec::new();
        let records = self.records();
        let choices: Vec<_> = self.days_to_try(&records).into_iter().zip(records.iter().map(|r| &r.says)).collect();
        each_world(&choices, &mut Vec::new(), &mut |world| findings.extend(self.judge_world(world)));
        let (enforcement, contested) = self.open_stages();
        let verdict = combined_verdict(&findings);
        let met: BTreeSet<_> = findings.iter().filter(|f| f.verdict.starts_with("met")).map(|f| f.when).collect();
        let when = match (verdict.starts_with("met"), met.len()) {
            (false, _) => None,
            (true, 1) => met.first().copied().flatten(),
            (true, _) => Some("unsure"), // worlds differ: done on an unknown day
        };
        // Where worlds differ: the latest due day of those that are bound, the fewest days overdue.
        let gap = verdict == "overdue" || verdict == "partial";
        let days_overdue = findings.iter().filter_map(|f| f.days_overdue).min().filter(|_| gap);
        let due = findings.iter().filter_map(|f| f.due).max();
        Judged { verdict: verdict.into(), when: when.map(Into::into), due, days_overdue, enforcement, contested }
    }

    // ---- Sources, records and the two clocks (sections 3 and 5)

    fn seed(&self, id: &str) -> &'a Value {
        find(&self.corpus.seeds, "id", id).unwrap_or(&Value::Null)
    }

    /// A source without an exact publication day is known from its last possible day.
    fn published(&self, source: &str) -> Option<Day> {
        span(&self.seed(source)["published"]).1
    }

    fn is_continuous(&self, source: &str) -> bool {
        self.seed(source)["continuous"] == true
    }

    fn my_records(&self) -> impl Iterator<Item = &'a Value> + use<'a, '_> {
        let id = text(self.act, "id");
        items(self.file, "records").iter().filter(move |r| text(r, "instrument") == id && self.is_known(r))
    }

    /// Known: its source was published by K; of a register kept up day by day, its own last possible day has come.
    /// A retracted record counts for a K before the day it was retracted.
    fn is_known(&self, record: &Value) -> bool {
        let Some(k) = self.known else { return record["retracted"].is_null() };
        if day(&record["retracted"], "on").is_some_and(|retracted| retracted <= k) {
            return false;
        }
        let source = text(record, "source");
        let known_from =
            if self.is_continuous(source) { Some(self.possible_days(record).1) } else { self.published(source) };
        known_from.is_some_and(|d| d <= k)
    }

    /// The possible days of a record. A missing `by` ends with the source's last possible publication day.
    /// OPEN: a missing `after` begins with the adoption of the act, but for what may be older than the act (a law, a
    /// body, a system in operation): those may go back to 1950. Nothing else trims: a year stays a whole year, even
    /// if its source was published in July.
    fn possible_days(&self, record: &Value) -> (Day, Day) {
        let (first, last) = span(&record["on"]);
        let last = last.or(self.published(text(record, "source"))).unwrap_or(ymd(2100, 12, 31));
        let may_be_older = ["measure", "operational", "authorised", "designated"].contains(&text(record, "event"));
        let adopted = day(self.act, "adopted").filter(|a| !may_be_older && *a <= last);
        let first = first.or(adopted).unwrap_or(ymd(1950, 1, 1));
        (first, last.max(first))
    }

    fn records(&self) -> Vec<Record> {
        let read = |r: &Value| {
            let (first, last) = self.possible_days(r);
            Record { first, last, says: self.meanings(r) }
        };
        self.my_records().map(read).filter(|r| !r.says.is_empty()).collect()
    }

    /// Without `obligations` an act speaks to every obligation whose lists name its event; a finding, a step or a
    /// deferral to all.
    fn speaks_to_us(&self, record: &Value) -> bool {
        let named = items(record, "obligations");
        named.is_empty() || named.contains(&self.duty["id"])
    }

    fn meanings(&self, record: &Value) -> Vec<What> {
        let event = text(record, "event");
        let mut says = match event {
            // Who is a party is a matter of the whole treaty, so `obligations` does not narrow it.
            "ratification" if self.needs_party() => vec![What::Deposit],
            "in-force-for-state" if self.needs_party() => vec![What::InForceForState],
            "denunciation" if self.needs_party() => vec![What::Denounced],
            _ => vec![],
        };
        if self.speaks_to_us(record) {
            says.extend(self.says_of_done(event, record));
        }
        says
    }

    /// What fulfils, what undoes, findings, and the steps of a non-communication case. Signature, reservation,
    /// declaration, letters of bad application and penalties prove nothing; a moot closing neither.
    fn says_of_done(&self, event: &str, record: &Value) -> Option<What> {
        let named_in = |list| items(self.duty, list).iter().any(|e| e == event);
        let non_communication = text(record, "kind") == "non-communication";
        match event {
            _ if named_in("fulfilled_by") && text(record, "extent") == "partial" => Some(What::Partial),
            _ if named_in("fulfilled_by") => Some(What::Full),
            _ if named_in("undone_by") => Some(What::Undone),
            "observed" => Some(What::Found(match text(record, "status") {
                "done" => Done::Yes,
                "partly" => Done::Partly,
                _ => Done::No,
            })),
            "deferral" => day(record, "until").map(What::Deferral),
            "closed" | "withdrawn" if non_communication && text(record, "outcome") != "moot" => Some(What::Closed),
            "formal-notice" | "reasoned-opinion" | "referral" | "judgment" if non_communication => Some(What::Step),
            _ => None,
        }
    }

    /// Up to when silence says no: the latest `through` of the registers known at K; a continuous register says at K
    /// what had happened by K, another one counts once it is published. No register known: silence says nothing.
    fn register_through(&self) -> Option<Day> {
        let silence = &self.duty["silence"];
        let through = |register: &Value| {
            let (source, through) = (text(register, "source"), day(register, "through"));
            let through = through.or(self.published(source));
            match self.known {
                None => through,
                Some(k) if self.is_continuous(source) => through.map(|t| t.min(k)),
                Some(k) => through.filter(|_| self.published(source).is_some_and(|p| p <= k)),
            }
        };
        let says_no = text(silence, "means") == "not-done";
        items(silence, "registers").iter().filter(|_| says_no).filter_map(through).max()
    }

    // ---- Worlds (section 3)

    /// The days to try for each record. Moving an uncertain day to the right changes nothing until it meets a date that
    /// it is compared with, or another uncertain day; so each world is like one in which every uncertain day stands
    /// close before (or on) such a date, as many days before as there are uncertain days that may stand between. Being
    /// the rightmost, these worlds also have the latest due day and the latest start of a gap.
    fn days_to_try(&self, records: &[Record]) -> Vec<Vec<Day>> {
        let dates = self.dates_that_matter(records);
        let overlaps =
            |r: &Record| records.iter().filter(|o| o.first < o.last && o.first <= r.last && r.first <= o.last).count();
        let try_days = |r: &Record| -> Vec<Day> {
            let reach = overlaps(r) as i64;
            let crosses = |d: Day| self.needs_party() && self.entry_into_force_passes_a_date(d, &dates);
            let close = |d: Day| dates.iter().any(|m| (0..=reach).contains(&(*m - d).num_days()));
            let worth = |d: &Day| EVERY_DAY || close(*d) || crosses(*d);
            r.first.iter_days().take_while(|d| *d <= r.last).filter(worth).collect()
        };
        records.iter().map(try_days).collect()
    }

    /// Every date that a record's day is ever compared with.
    fn dates_that_matter(&self, records: &[Record]) -> BTreeSet<Day> {
        let mut dates = BTreeSet::from([self.on, plus(self.on, -STALE_AFTER_DAYS), self.bound_since(&[])]);
        dates.extend(self.register_through());
        dates.extend(self.end_known_from());
        dates.extend(self.act_deadline(&[]));
        for r in records {
            dates.insert(r.last);
            for what in &r.says {
                match what {
                    What::Deferral(until) => dates.extend([*until]),
                    What::Deposit => {
                        dates.extend([r.first, r.last].into_iter().filter_map(|d| self.computed_in_force(d)))
                    }
                    _ => {}
                }
            }
        }
        dates
    }

    /// Is this the last deposit day that leads to an entry into force before (or on) a date that matters?
    fn entry_into_force_passes_a_date(&self, deposit: Day, dates: &BTreeSet<Day>) -> bool {
        match (self.computed_in_force(deposit), self.computed_in_force(plus(deposit, 1))) {
            (Some(a), Some(b)) => dates.iter().any(|m| (a <= *m && *m < b) || (a < *m && *m <= b)),
            _ => false,
        }
    }

    /// One world: outside the duty for a reason, or judged by what was done, once per possible completion day.
    fn judge_world(&self, world: &World) -> Vec<Finding> {
        let party = self.party_times(world);
        if let Some(verdict) = self.outside_the_duty(&party) {
            return vec![Finding { verdict, when: None, due: None, days_overdue: None }];
        }
        let due = self.due(world, &party);
        let register = self.register_through();
        self.standings(self.evidence(world), register, due).into_iter().map(|s| self.verdict(&s, due)).collect()
    }

    // ---- Who is bound, and since when (sections 4 and 5)

    fn is_treaty(&self) -> bool {
        ["convention", "protocol"].contains(&text(self.act, "kind"))
    }

    /// An obligation may override `binds` (OPEN: key by key; what it leaves out is the act's).
    fn binds(&self, key: &str) -> &'a Value {
        self.duty["binds"].get(key).unwrap_or(&self.act["binds"][key])
    }

    fn addresses_parties(&self) -> bool {
        self.binds("group") == "parties"
    }

    fn needs_party(&self) -> bool {
        self.addresses_parties() || text(&self.duty["deadline"], "at") == "in-force-for-state"
    }

    fn intervals_of(&self, list: &str) -> Vec<Interval> {
        let mine = items_of(self.binds(list)).iter().filter(|e| text(e, "state") == self.code);
        mine.map(|e| (day(e, "from"), day(e, "to"))).collect()
    }

    /// Union acts bind a state that has left until `union_law_to`; what a treaty asks of member states ends with `to`.
    /// OPEN: told apart by the kind of the instrument, not by the duty.
    fn membership(&self) -> Vec<Interval> {
        let end = |m| day(m, "union_law_to").filter(|_| !self.is_treaty()).or(day(m, "to"));
        items(self.file, "membership").iter().map(|m| (day(m, "from"), end(m))).collect()
    }

    fn owed_by(&self) -> &'a [Value] {
        let owed = &self.duty["owed_by"];
        if owed.is_string() { std::slice::from_ref(owed) } else { items_of(owed) }
    }

    /// A duty of the Commission or the Council binds it alone; a treaty's duties bind its parties, member or not,
    /// `except` or not; all else binds member states and `also`, and `except` beats `also`.
    fn is_bound(&self, on: Day, party: &[Interval]) -> bool {
        if !self.owed_by().is_empty() {
            return self.owed_by().iter().any(|o| o == self.code);
        }
        if self.addresses_parties() {
            return covers(party, on);
        }
        !covers(&self.intervals_of("except"), on)
            && (covers(&self.membership(), on) || covers(&self.intervals_of("also"), on))
    }

    /// The first day of the uninterrupted time for which it is bound: being bound changes only where an interval
    /// begins or ends, so it is the latest such edge. (Not bound at all, or from all time: 1950.)
    fn bound_since(&self, party: &[Interval]) -> Day {
        let all = [self.membership(), self.intervals_of("except"), self.intervals_of("also"), party.to_vec()].concat();
        let edges = all.iter().flat_map(|(from, to)| [*from, *to]).flatten().filter(|e| *e <= self.on);
        let starts = edges.filter(|e| self.is_bound(*e, party) && !self.is_bound(plus(*e, -1), party));
        starts.max().unwrap_or(ymd(1950, 1, 1))
    }

    /// When the treaty was in force for the state: from the recorded day, else from the day computed from the deposit,
    /// until a denunciation takes effect; after that a new deposit begins a new time.
    fn party_times(&self, world: &World) -> Vec<Interval> {
        let days = |w| world.iter().filter(move |(_, what)| *what == w).map(|(d, _)| *d);
        let ends: BTreeSet<Option<Day>> = days(What::Denounced).map(Some).collect();
        let mut times = vec![];
        let mut begin = None;
        for end in ends.into_iter().chain([None]) {
            let here = |d: &Day| covers(&[(begin, end)], *d);
            let computed = || days(What::Deposit).filter(here).min().and_then(|d| self.computed_in_force(d));
            let start = days(What::InForceForState).filter(here).min().or_else(computed);
            times.extend(start.map(|s| (Some(s), end)));
            begin = end;
        }
        times
    }

    /// The treaty's own clause, never before the treaty's own `in_force`. No clause or not in force: never.
    fn computed_in_force(&self, deposit: Day) -> Option<Day> {
        let clause = self.act.get("entry_into_force_for_state")?;
        let number = |key: &str| clause[key].as_i64().unwrap_or(0);
        let after = deposit.checked_add_months(Months::new(number("months") as u32))?;
        let after = plus(after, number("days") + number("plus_days"));
        let then = if text(clause, "then") == "first-of-next-month" { first_of_next_month(after) } else { after };
        Some(then.max(day(self.act, "in_force")?))
    }

    // ---- Is there a duty at all? (sections 4 and 7)

    /// Order of the negatives: not adopted, not bound, void, not in force, ended.
    fn outside_the_duty(&self, party: &[Interval]) -> Option<&'static str> {
        if day(self.act, "adopted").is_none_or(|adopted| self.on < adopted) {
            Some("not-in-force")
        } else if !self.is_bound(self.on, party) {
            Some("not-bound")
        } else if self.has_ended(|end| text(end, "how") == "void") {
            Some("ended")
        } else if !self.is_in_force() {
            Some("not-in-force")
        } else if self.has_ended(|_| true) {
            Some("ended")
        } else {
            None
        }
    }

    /// In force from the act's day, and from the obligation's own `from`; an encouragement of member states under a
    /// treaty from the day the treaty was opened, whether or not the treaty is in force.
    fn is_in_force(&self) -> bool {
        let from_opening = self.is_treaty() && text(self.duty, "duty") == "encouraged" && !self.addresses_parties();
        let start = day(self.act, if from_opening { "adopted" } else { "in_force" });
        let own = day(self.duty, "from");
        start.is_some_and(|s| s <= self.on) && own.is_none_or(|s| s <= self.on)
    }

    /// The ends that concern this state.
    fn ends(&self) -> impl Iterator<Item = &'a Value> + use<'a, '_> {
        items(self.act, "ended").iter().filter(|e| !items(e, "except").iter().any(|s| s == self.code))
    }

    /// Void ex tunc applies to all days once it is known at K; other ends from their day; none before `effects_until`
    /// (OPEN: whatever the end; and a void act without `effect` is void ex tunc).
    fn has_ended(&self, which: impl Fn(&Value) -> bool) -> bool {
        self.ends().filter(|e| which(e) && self.law_is_known(e)).any(|e| {
            let ex_tunc = text(e, "effect") == "ex-tunc" || (e["effect"].is_null() && text(e, "how") == "void");
            let begun = ex_tunc || day(e, "from").is_none_or(|from| from <= self.on);
            begun && day(e, "effects_until").is_none_or(|until| until <= self.on)
        })
    }

    /// The law is not filtered by K, except where it says `known_from`.
    fn law_is_known(&self, law: &Value) -> bool {
        self.known.is_none_or(|k| day(law, "known_from").is_none_or(|from| from <= k))
    }

    /// The first day on which the end of the act was known, whatever K is. OPEN: without `known_from`, its `from`.
    fn end_known_from(&self) -> Option<Day> {
        self.ends().filter_map(|e| day(e, "known_from").or(day(e, "from"))).min()
    }

    // ---- By when (section 4)

    /// The later of the act's deadline and the first day bound; a deferral counts from its `on`, and never shortens.
    fn due(&self, world: &World, party: &[Interval]) -> Option<Day> {
        let own = self.act_deadline(party)?.max(self.bound_since(party));
        let moved = world.iter().filter(|(d, _)| *d <= self.on).filter_map(|(_, what)| match what {
            What::Deferral(until) => Some(*until),
            _ => None,
        });
        Some(moved.fold(own, Day::max))
    }

    /// The latest corrected deadline known at K holds for every as-of day.
    fn act_deadline(&self, party: &[Interval]) -> Option<Day> {
        let printed = self.duty.get("deadline")?;
        let known = items(printed, "corrected").iter().filter(|c| self.law_is_known(c));
        let latest = known.max_by_key(|c| day(c, "known_from"));
        self.last_good_day(latest.unwrap_or(printed), party)
    }

    fn last_good_day(&self, deadline: &Value, party: &[Interval]) -> Option<Day> {
        if let Some(by) = day(deadline, "by") {
            return Some(by); // that day included
        }
        if let Some(before) = day(deadline, "before") {
            return Some(plus(before, -1));
        }
        if !deadline["at"].is_null() {
            // OPEN: for a state that is not yet a party, its next start.
            let running = party.iter().filter(|(_, to)| to.is_none_or(|to| self.on < to));
            return running.filter_map(|(from, _)| *from).min();
        }
        let anchor = match text(deadline, "from") {
            "in-force" => day(self.act, "in_force"),
            "adopted" => day(self.act, "adopted"),
            _ => day(&self.act["published"], "on"),
        };
        add_period(anchor?, text(deadline, "within"))
    }

    // ---- What was done (section 6)

    /// The evidence of one world in order. A closing says nothing once the end of the act was known; and on the day
    /// of a full notification no other proof of done says since when.
    fn evidence(&self, world: &World) -> Vec<(Day, What)> {
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
    fn standings(&self, evidence: Vec<(Day, What)>, register: Option<Day>, due: Option<Day>) -> Vec<Standing> {
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
    fn completion_days(&self, first: Day, last: Day, due: Option<Day>) -> Vec<Day> {
        let close = |d: Day| d == self.on || d == plus(self.on, 1) || due.is_some_and(|u| d == u || d == plus(u, 1));
        let worth = |d: &Day| EVERY_DAY || *d == first || *d == last || close(*d);
        first.iter_days().take_while(|d| *d <= last).filter(worth).collect()
    }

    // ---- The verdict of one world (section 7)

    /// OPEN: an encouragement is never late, has no `when`, does not grow stale and is never pending, even with a
    /// deadline of its own.
    fn verdict(&self, standing: &Standing, due: Option<Day>) -> Finding {
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

    // ---- Enforcement (section 9)

    /// The highest stage of the open cases, and of the open non-conformity cases; each case at its latest step, each
    /// step from its last possible day; no enforcement before `enforceable_from`. Steps without `case` share one case.
    /// OPEN: whatever their `kind`; two steps of one case on one day: the higher stage is the later. Both answers stand
    /// beside every verdict, also not-bound and ended, and `contested` also before `enforceable_from`.
    fn open_stages(&self) -> (Option<String>, Option<String>) {
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
struct Standing {
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
    fn silent(register: Option<Day>) -> Self {
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
    fn take(&mut self, on: Day, what: What) {
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

    /// A negative finding after done starts the present gap.
    fn be_found(&mut self, status: Done, on: Day) {
        if self.done == Done::Yes {
            self.gap_from = Some(on);
        }
        (self.done, self.last_contrary) = (status, Some(on));
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

    /// The same, in the world where what a finding proves was completed on that day.
    fn completed_on(&self, completed: Day, on: Day) -> Self {
        let mut world = self.clone();
        if completed <= on {
            (world.done, world.since) = (Done::Yes, (Some(completed), completed));
        }
        world
    }

    /// In time or late is judged by the start of the present run; done by the due day, it was in time whenever it was.
    fn when(&self, due: Option<Day>) -> Option<&'static str> {
        let due = due?;
        Some(match self.since {
            (_, last) if last <= due => "in-time",
            (None, _) => "unsure",
            _ => "late",
        })
    }
}

fn is_fulfilling(what: What) -> bool {
    matches!(what, What::Full | What::Partial)
}

fn is_negative(what: What) -> bool {
    matches!(what, What::Step | What::Found(Done::No | Done::Partly))
}

/// A gap in every world is `overdue` (`partial` if partial in every world); a gap in some, or a stale one in any, is
/// `possible-gap`; with no gap in any, the first that occurs of a fixed order (OPEN: not-in-force and ended after it).
fn combined_verdict(worlds: &[Finding]) -> &'static str {
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

fn covers(intervals: &[Interval], on: Day) -> bool {
    intervals.iter().any(|(from, to)| from.is_none_or(|f| f <= on) && to.is_none_or(|t| on < t))
}

/// Every combination of a day for each record.
fn each_world(choices: &[(Vec<Day>, &Vec<What>)], chosen: &mut World, visit: &mut dyn FnMut(&World)) {
    let Some(((days, says), rest)) = choices.split_first() else { return visit(chosen) };
    for day in days {
        let before = chosen.len();
        chosen.extend(says.iter().map(|what| (*day, *what)));
        each_world(rest, chosen, visit);
        chosen.truncate(before);
    }
}

// ---- JSON and the calendar

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap_or("")
}

fn items_of(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn items<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    items_of(&value[key])
}

fn find<'a>(list: &'a [Value], key: &str, id: &str) -> Option<&'a Value> {
    list.iter().find(|v| text(v, key) == id)
}

fn day(value: &Value, key: &str) -> Option<Day> {
    value[key].as_str().map(|s| s.parse().unwrap_or_else(|_| panic!("not a day: {s}")))
}

fn ymd(year: i32, month: u32, day: u32) -> Day {
    Day::from_ymd_opt(year, month, day).expect("a day")
}

fn plus(day: Day, days: i64) -> Day {
    let moved = if days < 0 {
        day.checked_sub_days(Days::new(days.unsigned_abs()))
    } else {
        day.checked_add_days(Days::new(days as u64))
    };
    moved.expect("a day within the calendar")
}

fn first_of_next_month(day: Day) -> Day {
    ymd(day.year(), day.month(), 1).checked_add_months(Months::new(1)).expect("a month within the calendar")
}

/// The first and last possible day of a day, a month, a year, or bounds (`after` A: A+1; `by` B: B).
fn span(value: &Value) -> (Option<Day>, Option<Day>) {
    let Some(s) = value.as_str() else {
        return (day(value, "after").map(|d| plus(d, 1)), day(value, "by"));
    };
    let parse = |s: String| s.parse::<Day>().unwrap_or_else(|_| panic!("not a date: {s}"));
    let (first, last) = match s.len() {
        4 => (parse(format!("{s}-01-01")), parse(format!("{s}-12-31"))),
        7 => (parse(format!("{s}-01")), plus(first_of_next_month(parse(format!("{s}-01"))), -1)),
        _ => (parse(s.to_string()), parse(s.to_string())),
    };
    (Some(first), Some(last))
}

/// `P1Y6M10D`: all months at once, clamped to the month's end, then weeks and days.
fn add_period(anchor: Day, period: &str) -> Option<Day> {
    let (mut months, mut days, mut number) = (0, 0, 0);
    for c in period.strip_prefix('P')?.chars() {
        match c {
            'Y' => months += 12 * std::mem::take(&mut number),
            'M' => months += std::mem::take(&mut number),
            'W' => days += 7 * std::mem::take(&mut number),
            'D' => days += std::mem::take(&mut number),
            _ => number = number * 10 + c.to_digit(10)?,
        }
    }
    Some(plus(anchor.checked_add_months(Months::new(months))?, days.into()))
}
