//! The naive evaluator's view of sources and records, and of the two clocks: what is known, what a record is about, what it
//! says.

use super::*;

/// A record with its possible days, both ends included.
pub(super) struct Record<'a> {
    pub(super) value: &'a Value,
    pub(super) first: Day,
    pub(super) last: Day,
    /// Is it open whether it fulfils in full or in part?
    pub(super) unsaid: bool,
}

impl<'a> Question<'a> {
    // ---- Sources

    fn seed(&self, id: &str) -> &'a Value {
        self.corpus.seed_at.get(id).map_or(&Value::Null, |n| &self.corpus.seeds[*n])
    }

    /// A source without an exact publication day is known from its last possible day.
    pub(super) fn published(&self, source: &str) -> Option<Day> {
        span(&self.seed(source)["published"]).1
    }

    /// The last day that a copy of a register kept up day by day covers.
    pub(super) fn covers_until(&self, source: &str) -> Option<Day> {
        day(self.seed(source), "through").filter(|_| self.is_continuous(source))
    }

    pub(super) fn is_continuous(&self, source: &str) -> bool {
        self.seed(source)["continuous"] == true
    }

    /// Up to when each complete list says no: a continuous register says at K what had happened by K, another one counts
    /// once it is published. Known before the act was adopted, none says anything.
    pub(super) fn lists(&self) -> Vec<Day> {
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
        let too_early = self.known.is_some_and(|k| day(self.act, "adopted").is_some_and(|adopted| k < adopted));
        let says_no = text(silence, "means") == "not-done" && !too_early;
        items(silence, "registers").iter().filter(|_| says_no).filter_map(through).collect()
    }

    /// The latest of them. No register known: silence says nothing.
    pub(super) fn register_through(&self) -> Option<Day> {
        self.lists().into_iter().max()
    }

    // ---- Records

    /// All records of the state about the act, known or not.
    fn all_records(&self) -> impl Iterator<Item = &'a Value> + use<'a> {
        let key = (self.code.to_owned(), text(self.act, "id").to_owned());
        let all = items(self.file, "records");
        self.corpus.records_at.get(&key).into_iter().flatten().map(|n| &all[*n])
    }

    pub(super) fn my_records(&self) -> impl Iterator<Item = &'a Value> + use<'a, '_> {
        self.all_records().filter(move |r| self.is_known(r))
    }

    /// Known: its source was published by K; of a register kept up day by day, its own last possible day has come (the
    /// entry into force of a successor state: the day of its deposit). A retracted record counts for a K before the
    /// day it was retracted.
    fn is_known(&self, record: &Value) -> bool {
        let Some(k) = self.known else { return record["retracted"].is_null() };
        if day(&record["retracted"], "on").is_some_and(|retracted| retracted <= k) {
            return false;
        }
        let source = text(record, "source");
        let known_from =
            if self.is_continuous(source) { Some(self.registered_on(record)) } else { self.published(source) };
        known_from.is_some_and(|d| d <= k)
    }

    fn registered_on(&self, record: &Value) -> Day {
        let is_succession = |r: &&Value| text(r, "event") == "ratification" && text(r, "consent") == "succession";
        let deposit = self.all_records().filter(|_| text(record, "event") == "in-force-for-state").find(is_succession);
        self.possible_days(deposit.unwrap_or(record)).1
    }

    /// The possible days of a record. A missing `by` ends with the source's last possible publication day.
    /// OPEN: a missing `after` begins with the adoption of the act, but for what may be older than the act (a law, a
    /// body, a system in operation): those may go back to 1950. Nothing else trims: a year stays a whole year, even
    /// if its source was published in July.
    pub(super) fn possible_days(&self, record: &Value) -> (Day, Day) {
        let (first, last) = span(&record["on"]);
        let last = last.or(self.published(text(record, "source"))).unwrap_or(ymd(2100, 12, 31));
        let may_be_older = ["measure", "operational", "authorised", "designated"].contains(&text(record, "event"));
        let adopted = day(self.act, "adopted").filter(|a| !may_be_older && *a <= last);
        let first = first.or(adopted).unwrap_or(ymd(1950, 1, 1));
        (first, last.max(first))
    }

    // ---- What a record is about

    /// Without `obligations` an act speaks to every obligation whose lists name its event; a finding, a step or a
    /// deferral to all; but a step of a non-communication case to the duties to transpose and to communicate alone, and
    /// a closing to the duties of which the steps of its case speak. OPEN: a closing of a case without a known step
    /// speaks as a step would.
    pub(super) fn speaks_to_us(&self, record: &Value) -> bool {
        let named = items(record, "obligations");
        if !named.is_empty() {
            return named.contains(&self.duty["id"]);
        }
        if CLOSINGS.contains(&text(record, "event")) {
            let case = case_of(record);
            let is_step = |r: &&Value| STAGES.contains(&text(r, "event")) && case_of(r) == case;
            // what the Commission closed does not depend on who asks: steps not yet known count too
            let stands = |r: &&Value| r["retracted"].is_null();
            let mut steps = self.all_records().filter(is_step).filter(stands).peekable();
            if steps.peek().is_some() {
                return steps.any(|step| self.speaks_to_us(step));
            }
        }
        let to_transpose = text(self.duty, "kind") == "transpose" || self.duty["communicates"] == true;
        text(record, "kind") != "non-communication" || to_transpose
    }

    pub(super) fn is_act(&self, record: &Value) -> bool {
        let event = text(record, "event");
        let named = |list| items(self.duty, list).iter().any(|e| e == event);
        self.speaks_to_us(record) && (named("fulfilled_by") || named("undone_by"))
    }

    pub(super) fn fulfils(&self, record: &Value) -> bool {
        self.is_act(record) && items(self.duty, "fulfilled_by").iter().any(|e| e == text(record, "event"))
    }

    // ---- What it says

    /// What the record says, if what it leaves unsaid was in full or in part.
    pub(super) fn meanings(&self, record: &Value, full: bool) -> Vec<What> {
        let event = text(record, "event");
        let mut says = match event {
            // Who is a party is a matter of the whole treaty, so `obligations` does not narrow it.
            "ratification" if self.needs_party() && text(record, "consent") == "succession" => {
                vec![What::Succession(day(record, "succeeds_on"))]
            }
            "ratification" if self.needs_party() => vec![What::Deposit],
            "in-force-for-state" if self.needs_party() => vec![What::InForceForState],
            "denunciation" if self.needs_party() => vec![What::Denounced],
            _ => vec![],
        };
        if self.speaks_to_us(record) {
            says.extend(self.says_of_done(event, record, full));
        } else if self.is_letter_before_our_judgment(event, record) {
            says.push(What::Letter);
        }
        says
    }

    /// What fulfils, what undoes, findings, and the steps of a non-communication case. Signature, reservation,
    /// declaration and letters of bad application prove nothing; a moot closing neither.
    fn says_of_done(&self, event: &str, record: &Value, full: bool) -> Option<What> {
        let named_in = |list| items(self.duty, list).iter().any(|e| e == event);
        let non_communication = text(record, "kind") == "non-communication";
        match event {
            _ if named_in("fulfilled_by") => {
                let full = if leaves_extent_open(record) { full } else { text(record, "extent") != "partial" };
                Some(What::Act { full, amends: record["amends"] == true })
            }
            _ if named_in("undone_by") => Some(What::Undone),
            "observed" => {
                let done = match text(record, "status") {
                    "done" => Done::Yes,
                    "partly" => Done::Partly,
                    _ => Done::No,
                };
                Some(What::Found { done, pending: record["pending"] == true })
            }
            "deferral" => day(record, "until").map(What::Deferral),
            _ if !non_communication => None,
            _ if CLOSINGS.contains(&event) => Some(match text(record, "outcome") {
                "moot" => What::Moot,
                "complied" => What::Closed { presumed: false },
                _ => What::Closed { presumed: true },
            }),
            "judgment" | "penalty" => Some(What::Judged),
            _ if STAGES.contains(&event) => Some(What::Step),
            _ => None,
        }
    }

    /// A letter or an opinion that does not speak of this duty still sets the period of which the judgment speaks.
    fn is_letter_before_our_judgment(&self, event: &str, record: &Value) -> bool {
        let is_ours = |r: &Value| {
            ["judgment", "penalty"].contains(&text(r, "event"))
                && text(r, "kind") == "non-communication"
                && case_of(r) == case_of(record)
                && self.speaks_to_us(r)
        };
        ["formal-notice", "reasoned-opinion"].contains(&event) && self.my_records().any(is_ours)
    }
}

/// `notified` and `measure` have no default extent; other acts are always in full.
pub(super) fn leaves_extent_open(record: &Value) -> bool {
    let has_extent = ["notified", "measure"].contains(&text(record, "event"));
    text(record, "extent") == "unsaid" || (has_extent && record["extent"].is_null())
}

/// The case of a step, in the spelling of [`canonical_case`]. Steps without `case` share one case.
pub(super) fn case_of(record: &Value) -> &str {
    text(record, "case")
}

/// The case's canonical number, `INFR(2013)0204`, whatever its spelling.
pub(super) fn canonical_case(printed: &str) -> String {
    let letters: String = printed.chars().filter(|c| c.is_ascii_alphabetic()).collect();
    let numbers: Vec<&str> = printed.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty()).collect();
    match numbers[..] {
        [year, number] if year.len() == 4 && number.len() <= 4 && ["", "INFR"].contains(&&*letters.to_uppercase()) => {
            format!("INFR({year}){number:0>4}")
        }
        _ => printed.to_owned(),
    }
}
