//! Waivers: which finding each takes out of the count, and which have run out or serve nothing.

use super::{CheckQuery, FailOn, Scope, Survey};
use crate::load::Waiver;
use crate::report::scope::Shown;
use crate::time::Day;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What is wrong with a waiver.
    Staleness, "state of a waiver" {
        /// The last day of the waiver has passed.
        Expired = "expired",
        /// What it names is there, and nothing of it is at or above the level.
        Unused = "unused",
        /// What it names is in no data.
        NamesNothing = "names-nothing",
    }
}

/// A waiver that somebody should look at.
#[derive(Debug, Clone)]
pub struct StaleWaiver<'a> {
    /// The waiver.
    pub waiver: &'a Waiver,
    /// What is wrong with it.
    pub why: Staleness,
}

impl StaleWaiver<'_> {
    /// `expired AT/prum/dna`: as it is known again in the next run.
    pub fn label(&self) -> String {
        format!("{} {}", self.why, self.waiver.finding)
    }

    /// What is wrong, in words.
    pub fn in_words(&self) -> String {
        match (self.why, self.waiver.until) {
            (Staleness::Expired, Some(until)) => format!("it held until {until}"),
            (Staleness::Expired, None) => "it has run out".to_owned(),
            (Staleness::NamesNothing, _) => self.waiver.names_nothing.clone().unwrap_or_default(),
            (Staleness::Unused, _) => "nothing that it names is at or above the level".to_owned(),
        }
    }
}

/// The waiver that takes a finding out of the count on a day: the first of the file that names it and has not run out.
pub(super) fn waiver<'a>(query: &CheckQuery<'a>, id: &str, on: Day) -> Option<&'a Waiver> {
    query.waivers?.iter().find(|one| one.names(id) && !one.has_run_out(on))
}

/// Waivers that have run out, and those that serve nothing. Whether one serves anything can only be said of what was
/// looked at: a run over some states or acts leaves the waivers of the others alone, and one without a level all. That one
/// names nothing holds whatever is looked at.
pub(super) fn stale<'a>(query: &CheckQuery<'a>, scope: &Scope, after: &Survey) -> Vec<StaleWaiver<'a>> {
    let waivers = query.waivers.unwrap_or_default();
    if query.level == FailOn::Never {
        return Vec::new();
    }
    let whole = scope.shown != Shown::Named && scope.instruments.is_empty() && scope.obligations.is_empty();
    let state = |waiver: &'a Waiver| {
        if waiver.names_nothing.is_some() {
            return Some(Staleness::NamesNothing);
        }
        let mut named = after.findings.iter().filter(|one| waiver.names(&one.id)).peekable();
        let seen = named.peek().is_some();
        if waiver.has_run_out(after.as_of) && (seen || whole) {
            return Some(Staleness::Expired);
        }
        let serves = named.any(|one| query.level.is_reached_by(one.verdict, one.severity));
        (!serves && (seen || whole)).then_some(Staleness::Unused)
    };
    waivers.iter().filter_map(|waiver| state(waiver).map(|why| StaleWaiver { waiver, why })).collect()
}
