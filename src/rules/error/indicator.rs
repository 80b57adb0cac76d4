//! What can be wrong with an indicator, named so that its author can put it right.

/// What is wrong with an indicator.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IndicatorProblem {
    /// The formula names no way of computing, or several.
    #[error(
        "the formula is one of {{\"percentage\": .., \"of\": ..}}, {{\"average\": .., \"of\": ..}}, {{\"count\": ..}}, {{\"change\": ..}}"
    )]
    Formula,
    /// The numerator is no part of the denominator.
    #[error("`{part}` cannot be reckoned of `{of}`; {hint}")]
    NoPart {
        /// The numerator.
        part: &'static str,
        /// The denominator.
        of: &'static str,
        /// What it is a part of.
        hint: String,
    },
    /// A change of something else than what is outstanding.
    #[error("`{0}` has no change: only `outstanding` is followed from date to date")]
    NoChange(&'static str),
    /// A limit with more than four decimal places.
    #[error("the limit {0} has more than four decimal places")]
    TooFine(String),
    /// A limit that no figure comes near.
    #[error("the limit {0} is out of range; it lies between -{MOST} and {MOST}", MOST = crate::rules::amount::MOST)]
    OutOfRange(String),
    /// A fraction as a limit for a number of acts.
    #[error("the limit {0} is compared with a number of acts, which is whole")]
    NotWhole(String),
    /// A light or a target without any limit.
    #[error("{0} has no limit; write one such as \"at-most\": 1.0")]
    NoLimit(String),
    /// A light or a target that no value reaches.
    #[error("no value can be {0}")]
    NothingFits(String),
    /// Two lights for one value.
    #[error("{0} and {1} overlap: a value has one light")]
    Overlap(String, String),
    /// A value without a light.
    #[error("no light answers between {0} and {1}")]
    Hole(String, String),
    /// A value beyond all lights.
    #[error("no light answers {0} {1}")]
    OpenEnd(&'static str, String),
    /// A higher value with a better light.
    #[error("{0} contradicts {1}: more is worse, so the light cannot become better")]
    Improves(String, String),
    /// A higher value with a worse light, where more is better.
    #[error("{0} contradicts {1}: more is better, so the light cannot become worse")]
    Worsens(String, String),
    /// Lights on a figure that is neither good nor bad.
    #[error("lights on {0}: more of it is neither better nor worse")]
    Undirected(String),
    /// A light or a target outside of all values.
    #[error("no value can be {what}: {reach}")]
    Beyond {
        /// The light or the target.
        what: String,
        /// The range of the values.
        reach: String,
    },
    /// One light twice.
    #[error("the light {0} is given twice")]
    Twice(&'static str),
    /// A target that can be met without the best light.
    #[error("the target {target} contradicts the lights: what meets it must be {best}")]
    Target {
        /// The target.
        target: String,
        /// The best light.
        best: String,
    },
    /// The ranking is by something that is no indicator, a change, or neither good nor bad.
    #[error(
        "states cannot be ranked by `{0}`: name an indicator of each state that is no change, and of which less or more is better"
    )]
    Rank(String),
    /// A number of months that is none.
    #[error("long overdue begins after 1 to 600 months, not {0}")]
    Months(i64),
    /// Two indicators under one heading.
    #[error("two indicators have the label \"{0}\"")]
    Label(String),
    /// An id that is the name of another column.
    #[error("`{0}` is the name of another column of the scoreboard")]
    FactColumn(String),
    /// A list that lists nothing.
    #[error("`{0}` is empty")]
    Empty(&'static str),
}
