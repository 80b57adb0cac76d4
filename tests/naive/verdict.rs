//! The naive evaluator's verdict: of one world, and of all together.

use super::*;

impl<'a> Question<'a> {
    /// OPEN: an encouragement is never late, has no `when`, does not grow stale and is never pending, even with a
    /// deadline of its own.
    pub(super) fn verdict(&self, standing: &Standing, limit: Limit) -> Finding {
        let binding = text(self.duty, "duty") != "encouraged";
        let age = standing.proved_until.map_or(0, |d| (self.on - d).num_days());
        let stale_after = if standing.only_a_bill { STALE_BILL_AFTER_DAYS } else { STALE_AFTER_DAYS };
        let when = if standing.done == Done::Yes && binding { standing.when(limit) } else { None };
        let verdict = match standing.done {
            Done::Yes if when == Some("late") => "met-late",
            Done::Yes => "met",
            Done::Unknown if !binding => "unknown", // a silent encouragement
            _ if !binding => "encouraged",
            _ if limit.is_open(self.on) => "unknown",
            // OPEN: pending also where nothing is known, and where the day that sets the deadline has not come.
            _ if !limit.has_passed(self.on) => "pending",
            Done::Unknown => "unknown",
            _ if age > stale_after => "possible-gap",
            Done::Partly => "partial",
            Done::No | Done::Undone => "overdue",
        };
        // From the day after `due`, or from the day it was undone if that is later; both days count.
        let due = limit.day();
        let gap_from = due.map(|due| plus(due, 1).max(standing.gap_from.unwrap_or(due)));
        let days = gap_from.map(|from| (self.on - from).num_days() + 1);
        let days_overdue = days.filter(|_| verdict == "overdue" || verdict == "partial");
        let at_least = matches!(limit, Limit::PassedBy(_));
        Finding { verdict, when, due, days_overdue, due_open: limit.is_open(self.on), at_least }
    }
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
