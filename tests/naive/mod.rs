//! The naive evaluator: a second, deliberately simple implementation, written without sight of the engine, as an oracle
//! for it. It reads the JSON itself, asks about one day, tries
//! every possible order of things one by one, and shares no code with `src/`. No timelines, no rule tables, no speed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]
#![allow(dead_code, reason = "each test asks for its own part of the answer")]
#![allow(clippy::too_many_arguments, reason = "the question as it is asked")]

mod cases;
mod evidence;
mod json;
mod law;
mod records;
mod standing;
mod verdict;
mod worlds;

use evidence::*;
use json::*;
use records::*;
use standing::*;
use verdict::*;
use worlds::*;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

type Day = NaiveDate;
/// Half-open `[from, to)`.
type Interval = (Option<Day>, Option<Day>);

const STALE_AFTER_DAYS: i64 = 1095;
/// Where nothing but a finding of a bill on its way proves it.
const STALE_BILL_AFTER_DAYS: i64 = 365;
const STAGES: [&str; 5] = ["formal-notice", "reasoned-opinion", "referral", "judgment", "penalty"];
const CLOSINGS: [&str; 2] = ["closed", "withdrawn"];

pub struct Corpus {
    /// Try every possible day of an uncertain record (slow). The answers must not change; a test says so.
    every_day: bool,
    instruments: Vec<Value>,
    states: Vec<Value>,
    seeds: Vec<Value>,
    /// Where each source stands among the seeds, and each state's records of one act among its records.
    seed_at: BTreeMap<String, usize>,
    records_at: BTreeMap<(String, String), Vec<usize>>,
}

#[derive(Debug, PartialEq, Clone)]
pub struct Judged {
    pub verdict: String,
    pub when: Option<String>,
    pub due: Option<NaiveDate>,
    pub days_overdue: Option<i64>,
    pub enforcement: Option<String>,
    pub contested: Option<String>,
    /// Met or met-late, and something else without what is presumed.
    pub presumed: bool,
    /// The deadline is neither ahead nor passed.
    pub due_open: bool,
    /// `due` is an upper bound.
    pub at_least: bool,
}

/// What one record says about the obligation asked for. The order is that of one day: closing steps, what undoes,
/// what fulfils, findings, other steps (a finding before a non-closing step); a judgment beats all on its day.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Clone, Copy)]
enum What {
    Closed {
        presumed: bool,
    },
    Undone,
    Act {
        full: bool,
        amends: bool,
    },
    /// The fulfilment of another duty proves this one.
    Implied {
        presumed: bool,
    },
    Found {
        done: Done,
        pending: bool,
    },
    Step,
    Judged,
    // What follows proves nothing about done.
    Moot,
    Letter,
    Deferral(Day),
    Deposit,
    Succession(Option<Day>),
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

/// The last good day.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
enum Limit {
    /// No deadline.
    None,
    /// The period is not known.
    Open,
    /// Only an upper bound is known.
    PassedBy(Day),
    By(Day),
}

impl Limit {
    fn day(self) -> Option<Day> {
        match self {
            Limit::By(day) | Limit::PassedBy(day) => Some(day),
            _ => None,
        }
    }

    fn has_passed(self, on: Day) -> bool {
        self.day().is_some_and(|day| day < on)
    }

    fn is_open(self, on: Day) -> bool {
        match self {
            Limit::Open => true,
            Limit::PassedBy(day) => on <= day,
            _ => false,
        }
    }
}

/// The verdict of one world.
struct Finding {
    verdict: &'static str,
    when: Option<&'static str>,
    due: Option<Day>,
    days_overdue: Option<i64>,
    due_open: bool,
    at_least: bool,
}

impl Corpus {
    pub fn new(instruments: Vec<Value>, mut states: Vec<Value>, seeds: Vec<Value>) -> Self {
        let records = states.iter_mut().filter_map(|state| state["records"].as_array_mut()).flatten();
        for case in records.filter_map(|record| record.get_mut("case")) {
            *case = canonical_case(case.as_str().unwrap_or("")).into();
        }
        let seed_at = seeds.iter().enumerate().map(|(n, seed)| (text(seed, "id").to_owned(), n)).collect();
        let mut records_at: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for state in &states {
            for (n, record) in items(state, "records").iter().enumerate() {
                let key = (text(state, "code").to_owned(), text(record, "instrument").to_owned());
                records_at.entry(key).or_default().push(n);
            }
        }
        Corpus { every_day: false, instruments, states, seeds, seed_at, records_at }
    }

    pub fn trying_every_day(self) -> Self {
        Corpus { every_day: true, ..self }
    }

    pub fn judge(&self, state: &str, instrument: &str, obligation: &str, on: Day, known: Option<Day>) -> Judged {
        self.judge_days(state, instrument, obligation, &[on], known).remove(0)
    }

    /// One duty on several days: which records speak of it does not change with the day asked about.
    pub fn judge_days(
        &self,
        state: &str,
        instrument: &str,
        obligation: &str,
        days: &[Day],
        known: Option<Day>,
    ) -> Vec<Judged> {
        let question = self.question(state, instrument, obligation, ymd(2100, 1, 1), known);
        let records = question.records();
        days.iter().map(|on| question.at(*on).answer(&records)).collect()
    }

    /// How many combinations of days there are.
    pub fn day_choices(&self, state: &str, instrument: &str, obligation: &str, known: Option<Day>) -> i64 {
        let records = self.question(state, instrument, obligation, ymd(2100, 1, 1), known).records();
        records.iter().map(|r| (r.last - r.first).num_days() + 1).product()
    }

    /// How many days and extents are left open. Past eight the engine falls back to a judgement that claims less.
    pub fn free_choices(&self, state: &str, instrument: &str, obligation: &str, known: Option<Day>) -> usize {
        let records = self.question(state, instrument, obligation, ymd(2100, 1, 1), known).records();
        records.iter().map(|r| usize::from(r.first < r.last) + usize::from(r.unsaid)).sum()
    }

    fn question(&self, state: &str, instrument: &str, obligation: &str, on: Day, known: Option<Day>) -> Question<'_> {
        let act = find(&self.instruments, "id", instrument).expect("a known instrument");
        let duty = find(items(act, "obligations"), "id", obligation).expect("a known obligation");
        // A body without a file of its own (COM, CONSIL) has no membership and no records.
        let state =
            find(&self.states, "code", state).map_or((state.to_owned(), &Value::Null), |f| (state.to_owned(), f));
        Question { corpus: self, file: state.1, code: self.code(state.0), act, duty, on, known, presume: true }
    }

    /// The code as the corpus spells it, or the name of a body without a file.
    fn code(&self, code: String) -> &str {
        let known = self.states.iter().map(|s| text(s, "code")).chain(["COM", "CONSIL"]);
        known.into_iter().find(|c| *c == code).expect("a state or a body")
    }
}

/// `ReasonedOpinion` as `reasoned-opinion`.
pub fn in_kebab_case(name: &str) -> String {
    let mut kebab = String::new();
    for letter in name.chars() {
        if letter.is_uppercase() && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.extend(letter.to_lowercase());
    }
    kebab
}

/// One (state, obligation) on one day, as known on another.
#[derive(Clone, Copy)]
struct Question<'a> {
    corpus: &'a Corpus,
    code: &'a str,
    file: &'a Value,
    act: &'a Value,
    duty: &'a Value,
    on: Day,
    known: Option<Day>,
    /// Does what is only presumed count?
    presume: bool,
}

impl<'a> Question<'a> {
    fn at(self, on: Day) -> Self {
        Question { on, ..self }
    }

    fn answer(&self, records: &[Record<'a>]) -> Judged {
        let findings = self.findings(records);
        let (enforcement, contested) = self.open_stages();
        let verdict = combined_verdict(&findings);
        let is_met = verdict.starts_with("met");
        let met: BTreeSet<_> = findings.iter().filter(|f| f.verdict.starts_with("met")).map(|f| f.when).collect();
        let when = match (is_met, met.len()) {
            (false, _) => None,
            (true, 1) => met.first().copied().flatten(),
            (true, _) => Some("unsure"), // worlds differ: done on an unknown day
        };
        // Where worlds differ: the latest due day of those that are bound, the fewest days overdue.
        let gap = verdict == "overdue" || verdict == "partial";
        let without_presumption = Question { presume: false, ..*self };
        Judged {
            verdict: verdict.into(),
            when: when.map(Into::into),
            due: findings.iter().filter_map(|f| f.due).max(),
            days_overdue: findings.iter().filter_map(|f| f.days_overdue).min().filter(|_| gap),
            enforcement,
            contested,
            presumed: is_met && combined_verdict(&without_presumption.findings(records)) != verdict,
            due_open: findings.iter().any(|f| f.due_open),
            at_least: findings.iter().any(|f| f.at_least),
        }
    }

    fn findings(&self, records: &[Record<'a>]) -> Vec<Finding> {
        let mut findings = Vec::new();
        let choices = self.choices(records);
        each_world(&choices, &mut Vec::new(), &mut |world| findings.extend(self.judge_world(world)));
        findings
    }

    /// One world: outside the duty for a reason, or judged by what was done, once per possible completion day.
    fn judge_world(&self, world: &[Chosen<'a>]) -> Vec<Finding> {
        let party = self.party_times(world);
        if let Some(verdict) = self.outside_the_duty(&party) {
            let nothing =
                Finding { verdict, when: None, due: None, days_overdue: None, due_open: false, at_least: false };
            return vec![nothing];
        }
        let limit = self.limit(world, &party);
        let evidence = self.counted_from_accession(self.evidence(world), &party);
        let open_until = self.open_case_until(world, &evidence);
        let standings = self.standings(&evidence, limit, open_until);
        standings.into_iter().map(|standing| self.verdict(&standing, limit)).collect()
    }
}
