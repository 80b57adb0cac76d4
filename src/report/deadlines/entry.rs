//! One thing to come, and what it is known by from one edition to the next.

use crate::law::{Actor, Instrument, SourceIx};
use crate::report::text::marks::Marks;
use crate::report::text::reasons::Reason;
use crate::time::Day;
use crate::vocabulary::vocabulary;
use serde::Serialize;

vocabulary! {
    /// What is to come.
    DeadlineKind, "kind" {
        /// The last good day of a binding duty that is not done.
        Due = "due",
        /// The last day for the reply to a letter of the Commission: the one on record, else the usual one.
        Reply = "reply",
        /// The first day on which an act, a treaty or a duty binds the state.
        InForce = "in-force",
        /// The first day on which it no longer does.
        End = "end",
        /// The first day on which the evidence of a gap is too old to prove it.
        Review = "review",
    }
}

vocabulary! {
    /// How sure the day is.
    Certainty, "certainty" {
        /// The day follows from the law and from days that are known exactly; of a reply, from the period on record.
        Exact = "exact",
        /// The usual period of two months, where none is on record; the letter itself sets it.
        Usual = "usual",
        /// The day rests on a record whose day is not known exactly.
        Uncertain = "uncertain",
    }
}

/// One thing to come.
#[derive(Debug, Clone)]
pub(super) struct DeadlineEntry<'a> {
    pub day: Day,
    pub kind: DeadlineKind,
    pub certainty: Certainty,
    pub actor: &'a Actor,
    pub instrument: &'a Instrument,
    /// Ids of the obligations that it concerns.
    pub obligations: Vec<&'a str>,
    /// Is it known by its (only) obligation, or by the instrument alone?
    pub is_of_obligation: bool,
    /// Number of the case.
    pub case: Option<&'a str>,
    /// Which of its kind it is on the whole timeline, from 1.
    pub rank: usize,
    /// Is it the day that the law itself sets for all alike, and not one to which the state comes by itself?
    pub is_common: bool,
    /// The provision on which the day rests.
    pub article: Option<String>,
    /// In one sentence.
    pub what: String,
    pub because: Vec<Reason>,
    /// What a reader should know of the records behind it.
    pub marks: Marks,
    /// Does the day rest on one that is not known within a year? Then it is no day to act by.
    pub is_vague: bool,
}

/// One thing to come, for the JSON contract.
#[derive(Debug, Clone, Serialize)]
pub(super) struct DeadlineData {
    pub on: String,
    pub days: i32,
    pub kind: &'static str,
    pub certainty: &'static str,
    pub state: String,
    pub instrument: String,
    pub findings: Vec<String>,
    pub article: Option<String>,
    pub case: Option<String>,
    pub what: String,
    pub because: Vec<String>,
    pub sources: Vec<String>,
    pub uid: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub recalled: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub presumed: bool,
}

impl<'a> DeadlineEntry<'a> {
    /// The order in which entries are shown.
    pub fn place(&self) -> (Day, &'a str, &'a str, DeadlineKind, &[&'a str], Option<&'a str>) {
        (self.day, &self.actor.code, &self.instrument.id, self.kind, &self.obligations, self.case)
    }

    /// What it is known by, whatever its day: state, instrument, obligation, kind; the case of a letter; and, where a
    /// thing comes round again (a second accession), the how-manieth it is.
    pub fn uid(&self) -> String {
        let case = self.case.map(encoded);
        let rank = (self.rank > 1).then(|| self.rank.to_string());
        self.named(Some(self.actor.code.to_string()), case.into_iter().chain(rank))
    }

    /// What it is known by among several states: the day of the law needs no state in its name, and has none, whichever
    /// states are shown; every other day is a state's own.
    pub fn uid_among_states(&self) -> String {
        if self.is_common { self.named(None, std::iter::empty()) } else { self.uid() }
    }

    fn named(&self, state: Option<String>, after: impl Iterator<Item = String>) -> String {
        let mut parts: Vec<String> = state.into_iter().chain([self.instrument.id.to_string()]).collect();
        let own = self.obligations.first().filter(|_| self.is_of_obligation);
        parts.extend(own.map(|id| (*id).to_owned()));
        parts.push(self.kind.as_str().to_owned());
        parts.extend(after);
        format!("{}@acquis", parts.join("."))
    }

    /// Ids of the findings that it concerns.
    pub fn findings(&self) -> Vec<String> {
        let prefix = format!("{}/{}", self.actor.code, self.instrument.id);
        self.obligations.iter().map(|id| format!("{prefix}/{id}")).collect()
    }

    /// Every source, once, in the order of ids.
    pub fn sources(&self) -> Vec<SourceIx> {
        let mut places: Vec<SourceIx> = self.because.iter().flat_map(|reason| reason.sources.iter().copied()).collect();
        places.sort_unstable();
        places.dedup();
        places
    }
}

/// A number as it stands, but for what could be taken for a part of the frame.
fn encoded(number: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'(' | b')' | b'/');
    number.bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}
