//! The naive evaluator: a second, deliberately simple implementation, written without sight of the engine, as an oracle
//! for it. It reads the JSON itself, asks about one day, tries
//! every possible order of things one by one, and shares no code with `src/`. No timelines, no rule tables, no speed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod conduct;
mod json;
mod law;

use conduct::*;
use json::*;

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

    #[allow(clippy::too_many_arguments, reason = "the question as it is asked")]
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

    // ---- Sources, records and the two clocks

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

    // ---- Worlds

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
}
