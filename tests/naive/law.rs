//! The naive evaluator's view of the law: who is bound and since when, is there a duty at all, by when.

use super::*;

impl<'a> Question<'a> {
    // ---- Who is bound, and since when

    pub(super) fn is_treaty(&self) -> bool {
        ["convention", "protocol"].contains(&text(self.act, "kind"))
    }

    /// An obligation may override `binds` (OPEN: key by key; what it leaves out is the act's).
    pub(super) fn binds(&self, key: &str) -> &'a Value {
        self.duty["binds"].get(key).unwrap_or(&self.act["binds"][key])
    }

    pub(super) fn addresses_parties(&self) -> bool {
        self.binds("group") == "parties"
    }

    pub(super) fn needs_party(&self) -> bool {
        self.addresses_parties() || text(&self.duty["deadline"], "at") == "in-force-for-state"
    }

    pub(super) fn intervals_of(&self, list: &str) -> Vec<Interval> {
        let mine = items_of(self.binds(list)).iter().filter(|e| text(e, "state") == self.code);
        mine.map(|e| (day(e, "from"), day(e, "to"))).collect()
    }

    /// Union acts, and systems under them, bind a state that has left until `union_law_to`; what a treaty, or a commitment
    /// under no act, asks of member states ends with `to`. OPEN: distinguished by the kind of the instrument, not by the duty.
    pub(super) fn membership(&self) -> Vec<Interval> {
        let is_treaty = ["convention", "protocol"].contains(&text(self.act, "kind"));
        let is_act = !is_treaty && text(self.act, "pillar") != "none";
        let end = |m| day(m, "union_law_to").filter(|_| is_act).or(day(m, "to"));
        items(self.file, "membership").iter().map(|m| (day(m, "from"), end(m))).collect()
    }

    pub(super) fn owed_by(&self) -> &'a [Value] {
        let owed = &self.duty["owed_by"];
        if owed.is_string() { std::slice::from_ref(owed) } else { items_of(owed) }
    }

    /// A duty of the Commission or the Council binds it alone; a treaty's duties bind its parties, member or not,
    /// `except` or not; all else binds member states and `also`, and `except` beats `also`.
    pub(super) fn is_bound(&self, on: Day, party: &[Interval]) -> bool {
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
    pub(super) fn bound_since(&self, party: &[Interval]) -> Day {
        self.starts(party).into_iter().filter(|start| *start <= self.on).max().unwrap_or(ymd(1950, 1, 1))
    }

    /// The first day on which the duty ever binds it; none, if it is bound from all time.
    pub(super) fn first_bound(&self, party: &[Interval]) -> Option<Day> {
        self.starts(party).into_iter().min().filter(|_| !self.is_bound(ymd(1950, 1, 1), party))
    }

    fn starts(&self, party: &[Interval]) -> Vec<Day> {
        let all = [self.membership(), self.intervals_of("except"), self.intervals_of("also"), party.to_vec()].concat();
        let edges = all.iter().flat_map(|(from, to)| [*from, *to]).flatten();
        edges.filter(|e| self.is_bound(*e, party) && !self.is_bound(plus(*e, -1), party)).collect()
    }

    /// When the treaty was in force for the state: from the recorded day, else from the day computed from the deposit
    /// (of a succession: from `succeeds_on`), until a denunciation takes effect; after that a new deposit begins a new
    /// time.
    pub(super) fn party_times(&self, world: &[Chosen<'a>]) -> Vec<Interval> {
        if !self.needs_party() {
            return vec![];
        }
        let said: Vec<(Day, What)> = self.said(world).map(|(chosen, what)| (chosen.on, what)).collect();
        let days = |w: What| said.iter().filter(move |(_, what)| *what == w).map(|(d, _)| *d);
        let ends: BTreeSet<Option<Day>> = days(What::Denounced).map(Some).collect();
        let mut times = vec![];
        let mut begin = None;
        for end in ends.into_iter().chain([None]) {
            let here = |d: &Day| covers(&[(begin, end)], *d);
            let consents =
                said.iter().filter(|(d, what)| here(d) && matches!(what, What::Deposit | What::Succession(_)));
            let computed = || match consents.min()? {
                (_, What::Succession(succeeds_on)) => Some((*succeeds_on)?.max(day(self.act, "in_force")?)),
                (deposit, _) => self.computed_in_force(*deposit),
            };
            let start = days(What::InForceForState).filter(here).min().or_else(computed);
            times.extend(start.map(|s| (Some(s), end)));
            begin = end;
        }
        times
    }

    /// The treaty's own clause, never before the treaty's own `in_force`. No clause or not in force: never. Whether a
    /// month from the 31st ends on the 30th or on the 1st is the depositary's practice.
    pub(super) fn computed_in_force(&self, deposit: Day) -> Option<Day> {
        let clause = self.act.get("entry_into_force_for_state")?;
        let number = |key: &str| clause[key].as_i64().unwrap_or(0);
        let same_date = deposit.checked_add_months(Months::new(number("months") as u32))?;
        let is_cut = same_date.day() != deposit.day() && text(clause, "month_end") == "next-day";
        let after = plus(same_date, i64::from(is_cut) + number("days") + number("plus_days"));
        let then = if text(clause, "then") == "first-of-next-month" { first_of_next_month(after) } else { after };
        Some(then.max(day(self.act, "in_force")?))
    }

    // ---- Is there a duty at all?

    /// Order of the negatives: not adopted, not bound, void, not in force, not added, ended.
    pub(super) fn outside_the_duty(&self, party: &[Interval]) -> Option<&'static str> {
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
    pub(super) fn is_in_force(&self) -> bool {
        let from_opening = self.is_treaty() && text(self.duty, "duty") == "encouraged" && !self.addresses_parties();
        let start = day(self.act, if from_opening { "adopted" } else { "in_force" });
        let own = day(self.duty, "from");
        start.is_some_and(|s| s <= self.on) && own.is_none_or(|s| s <= self.on)
    }

    /// The ends that concern this state.
    pub(super) fn ends(&self) -> impl Iterator<Item = &'a Value> + use<'a, '_> {
        items(self.act, "ended").iter().filter(|e| {
            let lists = |key: &str| items(e, key).iter().any(|s| s == self.code);
            !lists("except") && (e["only"].is_null() || lists("only"))
        })
    }

    /// Void ex tunc applies to all days once it is known at K; other ends from their day; none before `effects_until`
    /// (OPEN: whatever the end; and a void act without `effect` is void ex tunc).
    pub(super) fn has_ended(&self, which: impl Fn(&Value) -> bool) -> bool {
        self.ends().filter(|e| which(e) && self.law_is_known(e)).any(|e| {
            let ex_tunc = text(e, "effect") == "ex-tunc" || (e["effect"].is_null() && text(e, "how") == "void");
            let begun = ex_tunc || day(e, "from").is_none_or(|from| from <= self.on);
            begun && day(e, "effects_until").is_none_or(|until| until <= self.on)
        })
    }

    /// The law is not filtered by K, except where it says `known_from`.
    pub(super) fn law_is_known(&self, law: &Value) -> bool {
        self.known.is_none_or(|k| day(law, "known_from").is_none_or(|from| from <= k))
    }

    /// The first day on which the end of the act was known, whatever K is. OPEN: without `known_from`, its `from`.
    pub(super) fn end_known_from(&self) -> Option<Day> {
        self.ends().filter_map(|e| day(e, "known_from").or(day(e, "from"))).min()
    }

    // ---- By when

    /// The later of the act's deadline and the first day bound; a deferral counts from its `on`, and never shortens, but
    /// fixes a deadline that is open. A state bound on or after an upper bound has until the day on which it is bound.
    pub(super) fn limit(&self, world: &[Chosen<'a>], party: &[Interval]) -> Limit {
        let bound = self.bound_since(party);
        let until = |(chosen, what): (&Chosen<'a>, What)| match what {
            What::Deferral(until) if chosen.on <= self.on => Some(until),
            _ => None,
        };
        let deferred = self.said(world).filter_map(until).max();
        match (self.act_deadline(party), deferred) {
            (Limit::By(by), until) => Limit::By(by.max(bound).max(until.unwrap_or(by))),
            (Limit::Open | Limit::PassedBy(_), Some(until)) => Limit::By(until.max(bound)),
            (Limit::PassedBy(by), None) if by <= bound => Limit::By(bound),
            (other, _) => other,
        }
    }

    /// The deadline printed for the state: its own period, or the act's; a change that has come beats a correction, and
    /// the latest corrected one known at K holds for every as-of day.
    pub(super) fn act_deadline(&self, party: &[Interval]) -> Limit {
        let printed = match (self.duty.get("deadline"), self.own_period()) {
            (None, _) => return Limit::None,
            (_, Some(Value::Null)) => return Limit::Open,
            (_, Some(own)) => own,
            (Some(printed), None) => printed,
        };
        // a corrigendum stands with the deadline or with the duty; a state's own period it does not touch
        let of_duty = if self.own_period().is_none() { items(self.duty, "corrected") } else { &[] };
        let corrected = items(printed, "corrected").iter().chain(of_duty).filter(|c| self.law_is_known(c));
        let corrected = corrected.max_by_key(|c| day(c, "known_from"));
        let has_come = |c: &&Value| day(c, "known_from").is_none_or(|from| from <= self.on);
        let changes = items(printed, "changed").iter().filter(has_come).filter(|c| self.law_is_known(c));
        let changed = changes.max_by_key(|c| day(c, "known_from"));
        let deadline = changed.or(corrected).unwrap_or(printed);
        self.last_good_day(deadline, party)
    }

    /// Every day that a deadline of the act may have.
    pub(super) fn act_deadlines(&self) -> Vec<Day> {
        let entries = items_of(self.binds("also")).iter().map(|entry| &entry["deadline"]);
        let printed: Vec<&'a Value> = entries.chain(self.duty.get("deadline")).collect();
        let variants = printed.iter().flat_map(|p| items(p, "changed").iter().chain(items(p, "corrected")).chain([*p]));
        let variants = variants.chain(items(self.duty, "corrected"));
        variants.filter(|d| d.is_object()).filter_map(|d| self.last_good_day(d, &[]).day()).collect()
    }

    /// An associate's or late addressee's own period (null: not known).
    fn own_period(&self) -> Option<&'a Value> {
        let mine = items_of(self.binds("also")).iter().filter(|e| text(e, "state") == self.code);
        let now = mine.filter(|e| covers(&[(day(e, "from"), day(e, "to"))], self.on));
        now.filter(|_| !self.addresses_parties()).find_map(|e| e.get("deadline"))
    }

    fn last_good_day(&self, deadline: &Value, party: &[Interval]) -> Limit {
        if let Some(by) = day(deadline, "by") {
            return Limit::By(by); // that day included
        }
        if let Some(before) = day(deadline, "before") {
            return Limit::By(plus(before, -1));
        }
        if let Some(by) = day(deadline, "passed_by") {
            return Limit::PassedBy(by);
        }
        if !deadline["at"].is_null() {
            // OPEN: for a state that is not yet a party, its next start.
            let running = without_overlaps(party).into_iter().filter(|(_, to)| to.is_none_or(|to| self.on < to));
            return running.filter_map(|(from, _)| from).min().map_or(Limit::None, Limit::By);
        }
        let anchor = match text(deadline, "from") {
            "in-force" => day(self.act, "in_force"),
            "adopted" => day(self.act, "adopted"),
            "bound" => Some(self.bound_since(party)),
            _ => day(&self.act["published"], "on"),
        };
        let end = anchor.and_then(|anchor| add_period(anchor, text(deadline, "within")));
        end.map_or(Limit::None, Limit::By)
    }
}

/// Times that overlap or follow each other without a day between them are one.
fn without_overlaps(intervals: &[Interval]) -> Vec<Interval> {
    let mut sorted = intervals.to_vec();
    sorted.sort();
    let mut whole: Vec<Interval> = vec![];
    for (from, to) in sorted {
        match whole.last_mut() {
            Some((_, end)) if end.is_none_or(|end| from.is_none_or(|from| from <= end)) => {
                *end = end.zip(to).map(|(end, to)| end.max(to));
            }
            _ => whole.push((from, to)),
        }
    }
    whole
}

fn covers(intervals: &[Interval], on: Day) -> bool {
    intervals.iter().any(|(from, to)| from.is_none_or(|f| f <= on) && to.is_none_or(|t| on < t))
}
