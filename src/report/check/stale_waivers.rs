//! Waivers: which finding each takes out of the count, and which have run out or serve nothing.

use super::waiver_names::WaiverNames;
use super::{CheckQuery, FailOn, Scope, Survey};
use crate::load::Waiver;
use crate::report::scope::Shown;
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

/// Waivers that have run out, and those that serve nothing. Whether one serves anything can only be said of what was
/// looked at: a run over some states or acts leaves the waivers of the others alone, and one without a level all. That one
/// names nothing holds whatever is looked at.
pub(super) fn stale<'a>(
    query: &CheckQuery<'a>,
    names: &WaiverNames<'a>,
    scope: &Scope,
    after: &Survey,
) -> Vec<StaleWaiver<'a>> {
    if query.level == FailOn::Never {
        return Vec::new();
    }
    let whole = scope.shown != Shown::Named && scope.instruments.is_empty() && scope.obligations.is_empty();
    let mut uses = vec![Use::default(); names.waivers.len()];
    for one in after.findings.iter().filter(|_| !names.waivers.is_empty()) {
        let serves = query.level.is_reached_by(one.verdict, one.severity);
        for place in names.naming(&one.id) {
            if let Some(known) = uses.get_mut(place) {
                known.seen = true;
                known.serves |= serves;
            }
        }
    }
    let state = |(waiver, Use { seen, serves }): (&'a Waiver, Use)| {
        if waiver.names_nothing.is_some() {
            return Some(StaleWaiver { waiver, why: Staleness::NamesNothing });
        }
        if waiver.has_run_out(after.as_of) && (seen || whole) {
            return Some(StaleWaiver { waiver, why: Staleness::Expired });
        }
        (!serves && (seen || whole)).then_some(StaleWaiver { waiver, why: Staleness::Unused })
    };
    names.waivers.iter().zip(uses).filter_map(state).collect()
}

/// What a waiver names of what is looked at.
#[derive(Clone, Copy, Default)]
struct Use {
    /// Is there any finding that it names?
    seen: bool,
    /// Is any of them at or above the level?
    serves: bool,
}
