//! The naive evaluator's worlds: every choice of a day and an extent for each record that leaves them open.

use super::*;

/// A record on one of its possible days, in full or in part.
#[derive(Clone, Copy)]
pub(super) struct Chosen<'a> {
    pub(super) record: &'a Value,
    pub(super) on: Day,
    pub(super) full: bool,
}

impl<'a> Question<'a> {
    /// The records that say something about this duty, or about one that proves it.
    pub(super) fn records(&self) -> Vec<Record<'a>> {
        let mut records: Vec<Record<'a>> = Vec::new();
        for question in self.with_those_that_prove_it() {
            for value in question.my_records().filter(|r| !question.meanings(r, true).is_empty()) {
                let (first, last) = question.days_left(value);
                match records.iter_mut().find(|r| std::ptr::eq(r.value, value)) {
                    Some(known) => known.first = known.first.max(first),
                    None => records.push(Record { value, first, last, unsaid: question.leaves_open(value) }),
                }
                if let Some(known) = records.iter_mut().find(|r| std::ptr::eq(r.value, value)) {
                    known.unsaid |= question.leaves_open(value);
                }
            }
        }
        self.one_of_a_kind(records)
    }

    fn leaves_open(&self, record: &Value) -> bool {
        self.fulfils(record) && leaves_extent_open(record)
    }

    /// The possible days of a record but for those of a fulfilment that a complete list excludes (unless another act
    /// is wholly on or before its last day: then the list is contradicted).
    fn days_left(&self, record: &'a Value) -> (Day, Day) {
        let (first, last) = self.possible_days(record);
        if first == last || !self.fulfils(record) {
            return (first, last);
        }
        let others = || self.my_records().filter(|r| !std::ptr::eq(*r, record) && self.is_act(r));
        let contradicted = |through: Day| others().any(|r| self.possible_days(r).1 <= through);
        let excluded = self.lists().into_iter().filter(|through| *through < last && !contradicted(*through)).max();
        (excluded.map_or(first, |through| first.max(plus(through, 1))), last)
    }

    /// Records of one kind on one span are one.
    fn one_of_a_kind(&self, records: Vec<Record<'a>>) -> Vec<Record<'a>> {
        let questions = self.with_those_that_prove_it();
        let kind = |r: &Record<'a>| {
            let says: Vec<_> = questions
                .iter()
                .filter(|q| text(r.value, "instrument") == text(q.act, "id"))
                .map(|q| (q.meanings(r.value, true), q.meanings(r.value, false)))
                .collect();
            let step = ["event", "procedure", "until"].map(|key| text(r.value, key));
            let source = self.is_continuous(text(r.value, "source"));
            format!("{} {says:?} {step:?} {} {source}", text(r.value, "instrument"), case_of(r.value))
        };
        let mut seen = BTreeSet::new();
        let is_free = |r: &Record<'a>| r.first < r.last || r.unsaid;
        records.into_iter().filter(|r| !is_free(r) || seen.insert((r.first, r.last, kind(r)))).collect()
    }

    pub(super) fn choices(&self, records: &[Record<'a>]) -> Vec<Vec<Chosen<'a>>> {
        let days = self.days_to_try(records);
        let each = |(record, days): (&Record<'a>, Vec<Day>)| {
            let extents: &[bool] = if record.unsaid { &[true, false] } else { &[true] };
            let choose = |on: Day| extents.iter().map(move |full| Chosen { record: record.value, on, full: *full });
            days.into_iter().flat_map(choose).collect()
        };
        records.iter().zip(days).map(each).collect()
    }

    /// The days to try for each record. Moving an uncertain day to the right changes nothing until it meets a date that
    /// it is compared with, or another uncertain day; so each world is like one in which every uncertain day stands
    /// close before (or on) such a date, as many days before as there are uncertain days that may stand between. Being
    /// the rightmost, these worlds also have the latest due day and the latest start of a gap.
    fn days_to_try(&self, records: &[Record<'a>]) -> Vec<Vec<Day>> {
        if records.iter().all(|r| r.first == r.last) {
            return records.iter().map(|r| vec![r.first]).collect();
        }
        let dates = self.dates_that_matter(records);
        let overlaps = |r: &Record<'a>| {
            records.iter().filter(|o| o.first < o.last && o.first <= r.last && r.first <= o.last).count()
        };
        let try_days = |r: &Record<'a>| -> Vec<Day> {
            let reach = overlaps(r) as i64;
            let crosses = |d: Day| self.needs_party() && self.entry_into_force_passes_a_date(d, &dates);
            let close = |d: Day| dates.iter().any(|m| (0..=reach).contains(&(*m - d).num_days()));
            let sets_a_period = |d: Day| sets_a_period(r.value) && closes_a_period(d, &dates, reach);
            let worth =
                |d: &Day| r.first == r.last || self.corpus.every_day || close(*d) || crosses(*d) || sets_a_period(*d);
            r.first.iter_days().take_while(|d| *d <= r.last).filter(worth).collect()
        };
        records.iter().map(try_days).collect()
    }

    /// Every date that a record's day is ever compared with.
    fn dates_that_matter(&self, records: &[Record<'a>]) -> BTreeSet<Day> {
        let stale = [STALE_AFTER_DAYS, STALE_BILL_AFTER_DAYS].map(|days| plus(self.on, -days));
        let mut dates = BTreeSet::from(stale);
        dates.insert(self.on);
        for question in self.with_those_that_prove_it() {
            dates.insert(question.bound_since(&[]));
            dates.extend(question.first_bound(&[]));
            dates.extend(question.lists());
            dates.extend(question.end_known_from());
            dates.extend(question.act_deadlines().into_iter().flat_map(|due| [due, plus(due, 1)]));
        }
        for r in records {
            dates.insert(r.last);
            dates.extend(day(r.value, "until"));
            // a successor is bound from this day, never before the treaty itself
            let succeeds_on = day(r.value, "succeeds_on");
            dates.extend(succeeds_on.zip(day(self.act, "in_force")).map(|(day, treaty)| day.max(treaty)));
            if sets_a_period(r.value) {
                dates.extend([r.first, r.last].into_iter().filter_map(|d| d.checked_add_months(Months::new(2))));
            }
            if self.needs_party() && text(r.value, "event") == "ratification" {
                dates.extend([r.first, r.last].into_iter().filter_map(|d| self.computed_in_force(d)));
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
}

fn sets_a_period(record: &Value) -> bool {
    ["formal-notice", "reasoned-opinion"].contains(&text(record, "event")) && record["until"].is_null()
}

/// Does the period of two months end close before a date that matters?
fn closes_a_period(letter: Day, dates: &BTreeSet<Day>, reach: i64) -> bool {
    let end = letter.checked_add_months(Months::new(2)).expect("a day within the calendar");
    dates.iter().any(|m| (0..=reach).contains(&(*m - end).num_days()))
}

/// Every combination of a day and an extent for each record.
pub(super) fn each_world<'a>(
    choices: &[Vec<Chosen<'a>>],
    chosen: &mut Vec<Chosen<'a>>,
    visit: &mut dyn FnMut(&[Chosen<'a>]),
) {
    let Some((these, rest)) = choices.split_first() else { return visit(chosen) };
    for choice in these {
        chosen.push(*choice);
        each_world(rest, chosen, visit);
        chosen.pop();
    }
}
