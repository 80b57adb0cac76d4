//! The naive evaluator's evidence: what one world proves about done, in order, judgments and other duties included.

use super::*;

/// One piece of evidence: the day from which it counts, the day on which it happened, and what it says.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord, Clone, Copy)]
pub(super) struct Evidence {
    pub(super) on: Day,
    pub(super) dated: Day,
    pub(super) what: What,
}

impl What {
    pub(super) fn is_evidence(self) -> bool {
        self < What::Moot
    }

    /// Does it find that it is done, without saying since when?
    pub(super) fn finds_done(self) -> bool {
        matches!(self, What::Closed { .. } | What::Implied { .. } | What::Found { done: Done::Yes, .. })
    }

    pub(super) fn is_negative(self) -> bool {
        matches!(self, What::Step | What::Judged | What::Found { done: Done::No | Done::Partly, .. })
    }

    pub(super) fn is_fulfilling(self) -> bool {
        matches!(self, What::Act { .. })
    }

    fn is_presumed(self) -> bool {
        matches!(self, What::Closed { presumed: true } | What::Implied { presumed: true })
    }
}

impl<'a> Question<'a> {
    /// What the records of this act say in one world.
    pub(super) fn said<'w>(&self, world: &'w [Chosen<'a>]) -> impl Iterator<Item = (&'w Chosen<'a>, What)> {
        let id = text(self.act, "id");
        let question = *self;
        let mine = world.iter().filter(move |c| text(c.record, "instrument") == id);
        mine.flat_map(move |c| question.meanings(c.record, c.full).into_iter().map(move |what| (c, what)))
    }

    /// The evidence of one world in order. On the day of a full notification no other proof of done says since when, unless
    /// a negative finding of the day stands between them.
    pub(super) fn evidence(&self, world: &[Chosen<'a>]) -> Vec<Evidence> {
        let mut all = self.all_evidence(world);
        let is_full = |e: &&Evidence| e.what == What::Act { full: true, amends: false };
        let negative = |e: &&Evidence| all.iter().any(|other| other.dated == e.dated && other.what.is_negative());
        let fixed: BTreeSet<Day> = all.iter().filter(is_full).filter(|e| !negative(e)).map(|e| e.dated).collect();
        all.retain(|e| !(e.what.finds_done() && fixed.contains(&e.dated)));
        all
    }

    /// A closing says nothing once the end of the act was known; a finding about this duty takes precedence over what
    /// another duty proves of the same day.
    fn all_evidence(&self, world: &[Chosen<'a>]) -> Vec<Evidence> {
        let too_late = |d: Day| self.end_known_from().is_some_and(|end| end <= d);
        let mut own = Vec::new();
        for (chosen, what) in self.said(world).filter(|(_, what)| what.is_evidence()) {
            let dated = if what == What::Judged { self.judged_day(chosen, world) } else { chosen.on };
            let ignored = matches!(what, What::Closed { .. }) && too_late(chosen.on);
            if !ignored && (self.presume || !what.is_presumed()) {
                own.push(Evidence { on: dated, dated, what });
            }
        }
        let is_finding = |what: What| what.finds_done() || what.is_negative();
        let found = |d: Day| own.iter().any(|e| e.dated == d && is_finding(e.what));
        let implied: Vec<_> = self.implied(world).into_iter().filter(|e| !found(e.dated)).collect();
        let mut all: Vec<_> = own.into_iter().chain(implied).collect();
        all.retain(|e| self.presume || !e.what.is_presumed());
        all.sort();
        all
    }

    /// Records from before accession count from the day on which the state is bound, and keep their order.
    /// OPEN: so does whatever happened before the first day on which the duty binds the state.
    pub(super) fn counted_from_accession(&self, evidence: Vec<Evidence>, party: &[Interval]) -> Vec<Evidence> {
        let bound = self.first_bound(party);
        let counted = |e: Evidence| Evidence { on: bound.map_or(e.dated, |b| b.max(e.dated)), ..e };
        let mut evidence: Vec<_> = evidence.into_iter().map(counted).collect();
        evidence.sort();
        evidence
    }

    // ---- Judgments

    /// The day of which a judgment speaks: its own `until`; else the end of the period set in the reasoned opinion, for
    /// Art. 260(2) in the latest letter of that procedure; else the day after the deadline; never a day after its own.
    fn judged_day(&self, judgment: &Chosen<'a>, world: &[Chosen<'a>]) -> Day {
        let case = case_of(judgment.record);
        let latest = |event: &str, procedure: Option<&str>| {
            let in_case = |c: &&Chosen<'a>| {
                c.record["instrument"] == judgment.record["instrument"]
                    && case_of(c.record) == case
                    && c.on <= judgment.on
            };
            let asked = |c: &&Chosen<'a>| {
                text(c.record, "event") == event && procedure.is_none_or(|p| text(c.record, "procedure") == p)
            };
            let letter = world.iter().filter(in_case).filter(asked).max_by_key(|c| c.on)?;
            day(letter.record, "until").or(letter.on.checked_add_months(Months::new(2)))
        };
        let second = text(judgment.record, "procedure") == "260(2)";
        let period = || Some(()).filter(|()| second).and_then(|()| latest("formal-notice", Some("260(2)")));
        let after_deadline = || {
            let then = self.at(judgment.on);
            then.limit(world, &then.party_times(world)).day().map(|due| plus(due, 1))
        };
        let spoken_of = day(judgment.record, "until").or_else(period).or_else(|| latest("reasoned-opinion", None));
        spoken_of.or_else(after_deadline).unwrap_or(judgment.on).min(judgment.on)
    }

    // ---- Other duties that prove this one

    /// The duties whose fulfilment proves this one; is it one of another act?
    fn implied_by(&self) -> Vec<(Question<'a>, bool)> {
        let named = items(self.duty, "implied_by").iter().filter_map(Value::as_str);
        let other = |name: &str| {
            let (act, id) = match name.split_once('/') {
                Some((act, id)) => (find(&self.corpus.instruments, "id", act)?, id),
                None => (self.act, name),
            };
            let duty = find(items(act, "obligations"), "id", id)?;
            Some((Question { act, duty, ..*self }, text(act, "id") != text(self.act, "id")))
        };
        named.filter_map(other).collect()
    }

    /// This question and those about all duties that prove it, directly or not.
    pub(super) fn with_those_that_prove_it(&self) -> Vec<Question<'a>> {
        let others = self.implied_by().into_iter().flat_map(|(other, _)| other.with_those_that_prove_it());
        std::iter::once(*self).chain(others).collect()
    }

    fn implied(&self, world: &[Chosen<'a>]) -> Vec<Evidence> {
        let mut implied = Vec::new();
        for (other, of_another_act) in self.implied_by() {
            for (dated, presumed) in other.fulfilments(world) {
                let what = What::Implied { presumed: presumed || of_another_act };
                implied.push(Evidence { on: dated, dated, what });
            }
        }
        implied
    }

    /// Each first day of a fulfilment, and every finding done with its own day, whether or not it was done before; is it
    /// presumed? A judgment overrides what is between the deadline and the day of which it speaks.
    fn fulfilments(&self, world: &[Chosen<'a>]) -> Vec<(Day, bool)> {
        let evidence = self.all_evidence(world);
        let judged = evidence.iter().filter(|e| e.what == What::Judged).map(|e| e.dated);
        let windows: Vec<_> = judged
            .filter_map(|until| {
                let then = self.at(until);
                Some((then.limit(world, &then.party_times(world)).day()?, until))
            })
            .collect();
        let beaten = |d: Day| windows.iter().any(|(due, until)| *due < d && d <= *until);
        let (mut days, mut done) = (Vec::new(), false);
        for e in evidence.iter().filter(|e| !beaten(e.dated) || !(e.what.finds_done() || e.what.is_fulfilling())) {
            match e.what {
                What::Act { full: true, .. } if !done => days.push((e.dated, false)),
                what if what.finds_done() => days.push((e.dated, what.is_presumed())),
                _ => {}
            }
            let says_done = e.what.finds_done() || matches!(e.what, What::Act { full: true, .. });
            done = says_done || (done && matches!(e.what, What::Act { full: false, .. }));
        }
        days
    }
}
