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

    /// Union acts bind a state that has left until `union_law_to`; what a treaty asks of member states ends with `to`.
    /// OPEN: told apart by the kind of the instrument, not by the duty.
    pub(super) fn membership(&self) -> Vec<Interval> {
        let end = |m| day(m, "union_law_to").filter(|_| !self.is_treaty()).or(day(m, "to"));
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
        let all = [self.membership(), self.intervals_of("except"), self.intervals_of("also"), party.to_vec()].concat();
        let edges = all.iter().flat_map(|(from, to)| [*from, *to]).flatten().filter(|e| *e <= self.on);
        let starts = edges.filter(|e| self.is_bound(*e, party) && !self.is_bound(plus(*e, -1), party));
        starts.max().unwrap_or(ymd(1950, 1, 1))
    }

    /// When the treaty was in force for the state: from the recorded day, else from the day computed from the deposit,
    /// until a denunciation takes effect; after that a new deposit begins a new time.
    pub(super) fn party_times(&self, world: &World) -> Vec<Interval> {
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
    pub(super) fn computed_in_force(&self, deposit: Day) -> Option<Day> {
        let clause = self.act.get("entry_into_force_for_state")?;
        let number = |key: &str| clause[key].as_i64().unwrap_or(0);
        let after = deposit.checked_add_months(Months::new(number("months") as u32))?;
        let after = plus(after, number("days") + number("plus_days"));
        let then = if text(clause, "then") == "first-of-next-month" { first_of_next_month(after) } else { after };
        Some(then.max(day(self.act, "in_force")?))
    }

    // ---- Is there a duty at all?

    /// Order of the negatives: not adopted, not bound, void, not in force, ended.
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
        items(self.act, "ended").iter().filter(|e| !items(e, "except").iter().any(|s| s == self.code))
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

    /// The later of the act's deadline and the first day bound; a deferral counts from its `on`, and never shortens.
    pub(super) fn due(&self, world: &World, party: &[Interval]) -> Option<Day> {
        let own = self.act_deadline(party)?.max(self.bound_since(party));
        let moved = world.iter().filter(|(d, _)| *d <= self.on).filter_map(|(_, what)| match what {
            What::Deferral(until) => Some(*until),
            _ => None,
        });
        Some(moved.fold(own, Day::max))
    }

    /// The latest corrected deadline known at K holds for every as-of day.
    pub(super) fn act_deadline(&self, party: &[Interval]) -> Option<Day> {
        let printed = self.duty.get("deadline")?;
        let known = items(printed, "corrected").iter().filter(|c| self.law_is_known(c));
        let latest = known.max_by_key(|c| day(c, "known_from"));
        self.last_good_day(latest.unwrap_or(printed), party)
    }

    pub(super) fn last_good_day(&self, deadline: &Value, party: &[Interval]) -> Option<Day> {
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
}
