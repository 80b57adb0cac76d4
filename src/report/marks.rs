//! How a verdict is marked in tables: what may have been done late is not shown as done in time, and what is presumed is
//! said.

use crate::engine::Finding;
use crate::rules::{Verdict, When};

/// Is it done, and not known whether in time?
pub fn is_unsure(finding: &Finding) -> bool {
    finding.judgement.verdict == Verdict::Met && finding.judgement.when == When::Unsure
}

/// The verdict with its marks, for a table: `met`, `met, unsure`, `overdue, recalled`, `met-late, presumed`.
pub fn marked(finding: &Finding) -> String {
    let unsure = if is_unsure(finding) { ", unsure" } else { "" };
    let recalled = if finding.grounds.recalled { ", recalled" } else { "" };
    let presumed = if finding.grounds.presumed { ", presumed" } else { "" };
    format!("{}{unsure}{recalled}{presumed}", finding.judgement.verdict.as_str())
}

/// A verdict as a matrix shows it: `m` is done, in time or late not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letter {
    /// One letter.
    pub sign: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// The verdict.
    pub verdict: Verdict,
}

/// Every letter, the gravest first.
pub const LETTERS: [Letter; 12] = [
    letter("O", "overdue", Verdict::Overdue),
    letter("P", "partial", Verdict::Partial),
    letter("G", "possible-gap", Verdict::PossibleGap),
    letter("W", "pending", Verdict::Pending),
    letter("E", "encouraged", Verdict::Encouraged),
    letter("?", "unknown", Verdict::Unknown),
    letter("L", "met-late", Verdict::MetLate),
    UNSURE,
    letter("M", "met", Verdict::Met),
    letter("x", "ended", Verdict::Ended),
    letter("n", "not-in-force", Verdict::NotInForce),
    letter("-", "not-bound", Verdict::NotBound),
];

/// The letter of what is done, in time or late not known.
pub const UNSURE: Letter = letter("m", "met, in time or late not known", Verdict::Met);

const fn letter(sign: &'static str, meaning: &'static str, verdict: Verdict) -> Letter {
    Letter { sign, meaning, verdict }
}

/// The letter of a finding.
pub fn letter_of(finding: &Finding) -> Letter {
    if is_unsure(finding) {
        return UNSURE;
    }
    let own = LETTERS.into_iter().find(|one| *one != UNSURE && one.verdict == finding.judgement.verdict);
    own.unwrap_or(UNSURE)
}
