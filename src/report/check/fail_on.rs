//! From which finding on a script should stop: the level of `--fail-on`.

use crate::rules::{Severity, Verdict};

/// From which finding on a run fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailOn {
    /// From none.
    Never,
    /// From this verdict on, in the order encouraged, unknown, possible-gap, partial, overdue.
    Verdict(Verdict),
    /// From gaps, established or possible, of this severity on. What is only encouraged has no severity that counts.
    Severity(Severity),
}

/// The verdicts that can fail a run, rising.
const RISING: [Verdict; 5] =
    [Verdict::Encouraged, Verdict::Unknown, Verdict::PossibleGap, Verdict::Partial, Verdict::Overdue];

impl FailOn {
    /// Every level with its name, rising.
    pub const ALL: [(FailOn, &'static str); 11] = [
        (FailOn::Never, "never"),
        (FailOn::Verdict(Verdict::Encouraged), "encouraged"),
        (FailOn::Verdict(Verdict::Unknown), "unknown"),
        (FailOn::Verdict(Verdict::PossibleGap), "possible-gap"),
        (FailOn::Verdict(Verdict::Partial), "partial"),
        (FailOn::Verdict(Verdict::Overdue), "overdue"),
        (FailOn::Severity(Severity::Info), "info"),
        (FailOn::Severity(Severity::Low), "low"),
        (FailOn::Severity(Severity::Medium), "medium"),
        (FailOn::Severity(Severity::High), "high"),
        (FailOn::Severity(Severity::Critical), "critical"),
    ];

    /// The name on the command line.
    pub fn as_str(self) -> &'static str {
        Self::ALL.iter().find(|(level, _)| *level == self).map_or("", |(_, name)| name)
    }

    /// Is a finding with this verdict and severity at or above the level?
    pub fn is_reached_by(self, verdict: Verdict, severity: Severity) -> bool {
        let rank = |verdict: Verdict| RISING.iter().position(|one| *one == verdict);
        match self {
            FailOn::Never => false,
            FailOn::Verdict(level) => rank(verdict).is_some_and(|rank_of| Some(rank_of) >= rank(level)),
            FailOn::Severity(level) => rank(verdict) >= rank(Verdict::PossibleGap) && severity >= level,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_rise_and_what_is_done_fails_nothing() {
        let reaches = |level: &str, verdict: Verdict, severity: Severity| {
            let (level, _) = FailOn::ALL.into_iter().find(|(_, name)| *name == level).unwrap();
            level.is_reached_by(verdict, severity)
        };
        assert!(reaches("partial", Verdict::Overdue, Severity::Info));
        assert!(!reaches("overdue", Verdict::Partial, Severity::Critical));
        assert!(reaches("encouraged", Verdict::Unknown, Severity::Info));
        assert!(!reaches("unknown", Verdict::Encouraged, Severity::Info));
        for verdict in [Verdict::Met, Verdict::MetLate, Verdict::Pending, Verdict::NotBound, Verdict::Ended] {
            assert!(FailOn::ALL.iter().all(|(level, _)| !level.is_reached_by(verdict, Severity::Critical)));
        }
        assert!(reaches("high", Verdict::PossibleGap, Severity::High));
        assert!(!reaches("info", Verdict::Encouraged, Severity::Info), "encouragements fail only when asked");
        assert!(
            FailOn::ALL.iter().filter(|(level, _)| level.is_reached_by(Verdict::Overdue, Severity::Low)).count() == 7
        );
    }
}
