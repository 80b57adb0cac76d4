//! The naive evaluator's view of infringement cases: which are open, at which stage, and up to when that keeps evidence
//! fresh.

use super::*;

impl<'a> Question<'a> {
    /// The highest stage of the open cases, and of the open non-conformity cases; each case at its latest step, each
    /// step from its last possible day; no enforcement before `enforceable_from`. Steps without `case` share one case.
    /// OPEN: whatever their `kind`; two steps of one case on one day: the higher stage is the later. Both answers stand
    /// beside every verdict, also not-bound and ended, and `contested` also before `enforceable_from`.
    pub(super) fn open_stages(&self) -> (Option<String>, Option<String>) {
        let mut latest: BTreeMap<&str, (Day, usize, bool)> = BTreeMap::new();
        for r in self.my_records().filter(|r| self.speaks_to_us(r)) {
            let event = text(r, "event");
            let Some(stage) = stage_of(event).or(CLOSINGS.contains(&event).then_some(0)) else { continue };
            let step = (self.possible_days(r).1, stage, text(r, "kind") == "non-conformity");
            if step.0 <= self.on {
                let entry = latest.entry(case_of(r)).or_insert(step);
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

    /// While a non-communication case is open on the register's own word, its last step does not grow stale: the latest
    /// day, over all cases, up to which it holds. That is the earlier of the register's last day (at K: of K) and the day
    /// before the case was closed; a full act or a finding done after the step ends this.
    pub(super) fn open_case_until(&self, world: &[Chosen<'a>], evidence: &[Evidence]) -> Option<Day> {
        let mut cases: BTreeMap<&str, Vec<&Chosen<'a>>> = BTreeMap::new();
        let is_step = |what: What| matches!(what, What::Step | What::Judged | What::Moot | What::Closed { .. });
        for (chosen, _) in self.said(world).filter(|(_, what)| is_step(*what)) {
            cases.entry(case_of(chosen.record)).or_default().push(chosen);
        }
        cases.values().filter_map(|steps| self.holds_until(steps, evidence)).max()
    }

    fn holds_until(&self, steps: &[&Chosen<'a>], evidence: &[Evidence]) -> Option<Day> {
        let stage = |c: &Chosen<'a>| stage_of(text(c.record, "event"));
        let past = steps.iter().filter(|c| c.on <= self.on && stage(c).is_some());
        let last = past.max_by_key(|c| (c.on, stage(c)))?;
        let source = text(last.record, "source");
        let register = self.covers_until(source)?;
        let is_done = |e: &Evidence| e.what.finds_done() || matches!(e.what, What::Act { full: true, .. });
        if evidence.iter().any(|e| is_done(e) && last.on < e.dated && e.on <= self.on) {
            return None;
        }
        let closed = steps.iter().filter(|c| stage(c).is_none() && last.on < c.on).map(|c| plus(c.on, -1)).min();
        let until = [self.known, closed].into_iter().flatten().fold(register, Day::min);
        Some(until.max(last.on).min(self.on)).filter(|_| last.on <= until)
    }
}

fn stage_of(event: &str) -> Option<usize> {
    STAGES.iter().position(|s| *s == event).map(|n| n + 1)
}
