//! What a recommendation is made of: the remedies there are, how urgent they can be, and what its text may name.
//!
//! Lives here: the closed lists. Not here: the finding that the table of recommendations judges (`outlook`), and which
//! remedy follows from it (`rules/recommendation.json`).

use crate::vocabulary::vocabulary;

pub use crate::law::Confidence;

vocabulary! {
    /// Whether the last act on record undid what was done, and who undid it.
    Undoing, "way in which it was undone" {
        /// Not undone, or something has taken its place since.
        No = "no",
        /// A national court annulled it.
        Annulled = "annulled",
        /// The legislature repealed it.
        Repealed = "repealed",
        /// Suspended.
        Suspended = "suspended",
    }
}

vocabulary! {
    /// The sharpest proceedings available against a failure on that day, rising. Where a later word applies, Art. 258
    /// TFEU is available too. Before 1 December 2009 the articles were 226 and 228 EC, and the third did not exist.
    Exposure, "exposure to enforcement" {
        /// None: a treaty, an act of the former third pillar before 1 December 2014, a deadline still ahead, no state.
        None = "none",
        /// Art. 258 TFEU: letter of formal notice, reasoned opinion, action before the Court.
        Art258 = "258",
        /// Art. 260(3) TFEU: financial sanctions already in the first judgment.
        Art260_3 = "260(3)",
        /// Art. 260(2) TFEU: a judgment was given and the case is still open, so financial sanctions may follow.
        Art260_2 = "260(2)",
    }
}

vocabulary! {
    /// What a state can be encouraged to do next.
    Remedy, "remedy" {
        /// Nothing is left to do, or nothing is owed.
        Nothing = "nothing",
        /// Consent to be bound by a treaty.
        Ratify = "ratify",
        /// Bring the requirements into national law.
        Transpose = "transpose",
        /// Add what is missing to what is there in part.
        Complete = "complete",
        /// Put something in the place of what was annulled, repealed or suspended.
        ReEnact = "re-enact",
        /// Carry out what the act requires otherwise than by a law.
        Implement = "implement",
        /// Have the missing exchanges running.
        Connect = "connect",
        /// Name an authority or a contact point.
        Designate = "designate",
        /// Notify what was done.
        Notify = "notify",
        /// Deliver a report.
        Report = "report",
        /// Answer the Commission.
        Reply = "reply",
        /// Pay what the Court imposed.
        Pay = "pay",
        /// Get ready for what falls due.
        Prepare = "prepare",
        /// Confirm a record that is only recalled, or evidence that has grown stale.
        Confirm = "confirm",
        /// Say what was done where no source does.
        Clarify = "clarify",
    }
}

impl Remedy {
    /// Whether following it carries out what the obligation asks, or shows that it was: then a source that urges the
    /// obligation urges this too. A source that urges a law urges no reply, no payment and no confirmation of a record.
    #[must_use]
    pub const fn answers_the_duty(self) -> bool {
        !matches!(self, Self::Nothing | Self::Reply | Self::Pay | Self::Confirm)
    }
}

vocabulary! {
    /// How soon a recommendation asks to be followed, rising.
    Urgency, "urgency" {
        /// Nothing depends on the day.
        WhenConvenient = "when-convenient",
        /// A deadline is ahead.
        InTime = "in-time",
        /// Late, or urged.
        Soon = "soon",
        /// Late and pursued by the Commission or pending before the Court.
        AtOnce = "at-once",
    }
}

/// What code fills into the text of a recommendation.
pub const PLACEHOLDERS: [&str; 5] = ["act", "article", "what", "due", "age"];

/// The names between braces in a text, in their order.
///
/// ```
/// use acquis::rules::placeholders;
/// assert_eq!(placeholders("ratify the {act} ({article})").collect::<Vec<_>>(), ["act", "article"]);
/// ```
pub fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).map(|rest| rest.split_once('}').map_or(rest, |(name, _)| name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exposure_and_urgency_rise() {
        assert!(Exposure::Art258 < Exposure::Art260_3 && Exposure::Art260_3 < Exposure::Art260_2);
        assert!(Urgency::InTime < Urgency::Soon && Urgency::Soon < Urgency::AtOnce);
    }
}
