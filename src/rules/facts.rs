//! The facts that the rules judge, and the words they are judged with: closed enumerations, three counts of days and
//! one of undoings.
//!
//! Lives here: what each word means in law. Not here: how a fact is found out (the engine) and what follows from it
//! (the tables in `rules/*.json`). Every list is closed, so that a table can be proved by trying all of it; whoever adds
//! a word learns from the verification which tables have no answer for it.

use crate::law::Stage;
use crate::vocabulary::vocabulary;

pub use crate::law::{Duty, Kind};

vocabulary! {
    /// Whether the act stood in law on the day that is judged.
    Force, "state of the act" {
        /// Not yet adopted, or not yet opened for signature: there was no text to owe anything under.
        NotAdopted = "not-adopted",
        /// Adopted, but not yet in force or not yet taking effect (for a treaty: not yet in force at all).
        NotInForce = "not-in-force",
        /// In force, but the duty was added to it only later.
        NotAdded = "not-added",
        /// In force.
        InForce = "in-force",
        /// Repealed or replaced, from that day on.
        Ended = "ended",
        /// Annulled or declared invalid with effect for all time: as known today, it never was law.
        Void = "void",
    }
}

vocabulary! {
    /// Whether the state was among those that the act or the treaty binds, and if not, why not.
    Bound, "ground for being bound or not" {
        /// Bound, or addressed by the encouragement.
        Yes = "yes",
        /// Not (or no longer) a Member State on that day.
        NotMember = "not-member",
        /// A Member State, but not one of those to which the act is addressed.
        NotAddressed = "not-addressed",
        /// Outside by a protocol to the Treaties (No 21, No 22, No 36).
        OptedOut = "opted-out",
        /// The treaty is not in force for that state; a signature alone does not make a party.
        NotParty = "not-party",
    }
}

vocabulary! {
    /// Where the judged day stands to the last day for acting.
    Due, "position to the deadline" {
        /// There is no deadline.
        None = "none",
        /// There is one, but it is not known whether it has passed.
        Open = "open",
        /// The last day has not passed; the last day itself still counts as ahead.
        Ahead = "ahead",
        /// The last day has passed.
        Passed = "passed",
    }
}

vocabulary! {
    /// What the evidence says was done, in one world (one possible order of the uncertain days).
    Done, "state of fulfilment" {
        /// Shown not to be done.
        No = "no",
        /// Shown to be done in part.
        Partly = "partly",
        /// Shown to be done in full.
        Yes = "yes",
        /// Was done, and has since been annulled, repealed or suspended.
        Undone = "undone",
        /// No evidence either way. Never the same as `No`.
        Unknown = "unknown",
    }
}

vocabulary! {
    /// Whether what is done was done by the deadline, judged by the start of the present uninterrupted run.
    When, "timeliness" {
        /// Done on the last day or before.
        InTime = "in-time",
        /// Done after the last day.
        Late = "late",
        /// Done, but no source says since when.
        Unsure = "unsure",
        /// Nothing to judge: not done, or nothing to measure it against.
        None = "none",
    }
}

vocabulary! {
    /// The highest stage that an open case has reached, in rising order. Letters and opinions are the Commission's view;
    /// the Court alone finds a breach.
    Enforcement, "stage of enforcement" {
        /// No open case, or none possible (before `enforceable_from`, or under a treaty).
        None = "none",
        /// Letter of formal notice (Art. 258 TFEU, first paragraph; Art. 260(2) TFEU).
        FormalNotice = "formal-notice",
        /// Reasoned opinion (Art. 258 TFEU, first paragraph).
        ReasonedOpinion = "reasoned-opinion",
        /// Brought before the Court of Justice (Art. 258 TFEU, second paragraph).
        Referral = "referral",
        /// The Court has found a failure to fulfil an obligation (Art. 260(1) TFEU).
        Judgment = "judgment",
        /// The Court has imposed a lump sum or a penalty payment (Art. 260(2) and (3) TFEU).
        Penalty = "penalty",
    }
}

vocabulary! {
    /// Whether nothing but a finding that shows a draft or a bill on its way proves that it is not (fully) done.
    Bill, "draft on its way" {
        /// Something else proves it, or nothing does.
        No = "no",
        /// Nothing else proves it: drafts become law sooner than silence ends.
        Yes = "yes",
    }
}

vocabulary! {
    /// What the verdict table answers for one obligation of one state on one day.
    Verdict, "verdict" {
        /// Done, and not shown to be late.
        Met = "met",
        /// Done, after the deadline.
        MetLate = "met-late",
        /// Bound and not (fully) done; the deadline is ahead.
        Pending = "pending",
        /// A gap: binding, deadline passed, done in part.
        Partial = "partial",
        /// A gap: binding, deadline passed, not done or undone.
        Overdue = "overdue",
        /// The evidence leaves open whether there is a gap.
        PossibleGap = "possible-gap",
        /// Not done, and nothing but an encouragement asks for it.
        Encouraged = "encouraged",
        /// No evidence either way.
        Unknown = "unknown",
        /// The state is outside the duty.
        NotBound = "not-bound",
        /// The act was not adopted or not in force.
        NotInForce = "not-in-force",
        /// The act has ended, or is void.
        Ended = "ended",
    }
}

impl From<Stage> for Enforcement {
    fn from(stage: Stage) -> Enforcement {
        match stage {
            Stage::FormalNotice => Enforcement::FormalNotice,
            Stage::ReasonedOpinion => Enforcement::ReasonedOpinion,
            Stage::Referral => Enforcement::Referral,
            Stage::Judgment => Enforcement::Judgment,
            Stage::Penalty => Enforcement::Penalty,
        }
    }
}

impl Verdict {
    /// Whether the evidence leaves it open what holds: `unknown` or `possible-gap`.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Unknown | Self::PossibleGap)
    }

    /// Whether it is an established gap: `partial` or `overdue`, and neither `possible-gap` nor `encouraged`.
    #[must_use]
    pub const fn is_gap(self) -> bool {
        matches!(self, Self::Partial | Self::Overdue)
    }

    /// Whether nothing is asked: the duty does not bind, or there is none on the day.
    #[must_use]
    pub const fn is_outside(self) -> bool {
        matches!(self, Self::NotBound | Self::NotInForce | Self::Ended)
    }
}

vocabulary! {
    /// How much a finding matters, in rising order.
    Severity, "severity" {
        /// No gap is established, and none suspected.
        Info = "info",
        /// A gap of little weight or short delay, or a suspected one.
        Low = "low",
        /// A gap that should be planned for.
        Medium = "medium",
        /// A gap of long standing, or with a procedure opened.
        High = "high",
        /// A gap before the Court, or of long standing with a procedure opened.
        Critical = "critical",
    }
}

vocabulary! {
    /// The counts that a table may set thresholds on: days, and how often something was undone.
    DayCount, "count" {
        /// Days since the present gap began; the first day after the deadline is 1, and 0 means no delay.
        DaysOverdue = "days_overdue",
        /// Days left until the last good day; on that day itself 0.
        DaysToDue = "days_to_due",
        /// Days since evidence last proved what `done` says; 0 on the day it did.
        EvidenceAgeDays = "evidence_age_days",
        /// How often what was done had been undone by that day, the present time included; no count of days.
        Regressions = "regressions",
    }
}

/// Everything the rules may know about one obligation of one state on one day, in one world.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Facts {
    /// Whether the act stood in law.
    pub force: Force,
    /// Whether the state was bound, or why not.
    pub bound: Bound,
    /// Whether the duty binds or is only urged.
    pub duty: Duty,
    /// What the duty asks for.
    pub kind: Kind,
    /// Whether the deadline is ahead or has passed.
    pub due: Due,
    /// What was done.
    pub done: Done,
    /// Whether that was in time.
    pub when: When,
    /// How far an open case has gone.
    pub enforcement: Enforcement,
    /// Whether nothing but a draft on its way proves it.
    pub bill: Bill,
    /// See [`DayCount::DaysOverdue`].
    pub days_overdue: i32,
    /// See [`DayCount::DaysToDue`].
    pub days_to_due: i32,
    /// See [`DayCount::EvidenceAgeDays`].
    pub evidence_age_days: i32,
    /// See [`DayCount::Regressions`].
    pub regressions: i32,
}

impl Facts {
    /// What one of the four counts stands at.
    #[must_use]
    pub const fn days(&self, count: DayCount) -> i32 {
        match count {
            DayCount::DaysOverdue => self.days_overdue,
            DayCount::DaysToDue => self.days_to_due,
            DayCount::EvidenceAgeDays => self.evidence_age_days,
            DayCount::Regressions => self.regressions,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back_as_its_value_and_no_other_word_does() {
        for verdict in Verdict::ALL {
            assert_eq!(Verdict::parse(verdict.as_str()), Some(verdict));
        }
        assert_eq!(Verdict::parse("Met"), None);
        assert_eq!(Force::WORDS.len(), Force::ALL.len());
        assert!(serde_json::from_str::<Done>("\"perhaps\"").is_err());
        assert_eq!(serde_json::from_str::<Done>("\"undone\"").ok(), Some(Done::Undone));
    }

    #[test]
    fn stages_and_severities_rise() {
        assert!(Enforcement::FormalNotice < Enforcement::ReasonedOpinion);
        assert!(Enforcement::Judgment < Enforcement::Penalty);
        assert!(Severity::High < Severity::Critical);
    }

    #[test]
    fn only_partial_and_overdue_are_gaps() {
        let gaps: Vec<&str> = Verdict::ALL.into_iter().filter(|v| v.is_gap()).map(Verdict::as_str).collect();
        assert_eq!(gaps, ["partial", "overdue"]);
    }
}
