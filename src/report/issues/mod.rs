//! Findings as issues: what a pipeline takes one by one (jsonl, sarif, junit). The same data for every command that lists
//! findings; whoever knows a baseline or waivers adds to each what they say about it.
//!
//! An issue is small and words nothing: a large comparison holds all of them, and each is worded when it is written.

mod line;
mod wording;

use super::change::Cause;
use super::contract::{Header, Status, Summary, Totals};
use super::run::{Counts, Run};
use super::survey::Laws;
use super::text::labels::rule_id;
use crate::engine::Finding;
use crate::load::{SourceLocation, SourceMap, Waiver};
use crate::rules::{Severity, Verdict};
use crate::time::Day;

pub use line::{Closing, Headers, Line};
pub use wording::{DutyOf, IssueText};

/// An issue that rests on no finding: a waiver that has expired, a run that evaluated nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Stable from run to run.
    pub id: String,
    /// What sort of notice it is, as `waiver/expired`.
    pub rule: &'static str,
    /// What the sort means, in a sentence.
    pub rule_text: &'static str,
    /// What it asks of its reader.
    pub kind: IssueKind,
    /// How grave it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
}

/// What an issue is about.
#[derive(Clone)]
pub enum About<'a> {
    /// A finding, whatever its verdict.
    Finding(&'a Finding<'a>),
    /// Something beside the findings.
    Notice(Box<Notice>),
}

/// One finding or notice, with what baseline and waivers say about it.
#[derive(Clone)]
pub struct Issue<'a> {
    /// What it is about.
    pub about: About<'a>,
    /// How it stands beside the baseline, where there is one.
    pub status: Option<Status>,
    /// Is it among those that the report prints? JUnit counts the others too.
    pub is_listed: bool,
    /// Why it differs from before.
    pub causes: Vec<Cause>,
    /// The waiver that covers it.
    pub waiver: Option<&'a Waiver>,
}

/// What an issue asks of its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IssueKind {
    /// Something is missing: partial, overdue, and every notice.
    Fail,
    /// Something may be missing.
    Review,
    /// Nobody knows.
    Open,
    /// Nothing is missing: met, pending, encouraged.
    Pass,
    /// Outside the duty.
    NotApplicable,
}

/// The issues of a report.
pub struct Issues<'a> {
    /// The command, for names of runs.
    pub command: &'static str,
    /// The issues, in the order of state, instrument, obligation.
    pub list: Vec<Issue<'a>>,
    /// Were waivers read? Then each issue says that it is covered by one, or by none.
    pub has_waivers: bool,
    run: Run<'a>,
    evaluated: Counts,
    laws: Laws,
    sites: SourceMap,
}

impl<'a> From<&'a Finding<'a>> for Issue<'a> {
    fn from(finding: &'a Finding<'a>) -> Issue<'a> {
        Issue { about: About::Finding(finding), status: None, is_listed: true, causes: Vec::new(), waiver: None }
    }
}

impl From<Notice> for Issue<'_> {
    fn from(notice: Notice) -> Self {
        Issue {
            about: About::Notice(Box::new(notice)),
            status: None,
            is_listed: true,
            causes: Vec::new(),
            waiver: None,
        }
    }
}

impl Issue<'_> {
    /// Stable from run to run: the finding's id, or the notice's.
    pub fn id(&self) -> String {
        match &self.about {
            About::Finding(finding) => finding.id(),
            About::Notice(notice) => notice.id.clone(),
        }
    }

    /// The verdict's word, or `notice`.
    pub fn verdict(&self) -> &'static str {
        match &self.about {
            About::Finding(finding) => finding.judgement.verdict.as_str(),
            About::Notice(_) => "notice",
        }
    }

    /// How grave it is.
    pub fn severity(&self) -> Severity {
        match &self.about {
            About::Finding(finding) => finding.judgement.severity,
            About::Notice(notice) => notice.severity,
        }
    }

    /// What it asks of its reader.
    pub fn kind(&self) -> IssueKind {
        let finding = match &self.about {
            About::Finding(finding) => finding,
            About::Notice(notice) => return notice.kind,
        };
        match finding.judgement.verdict {
            Verdict::Partial | Verdict::Overdue => IssueKind::Fail,
            Verdict::PossibleGap => IssueKind::Review,
            Verdict::Unknown => IssueKind::Open,
            Verdict::Met | Verdict::MetLate | Verdict::Pending | Verdict::Encouraged => IssueKind::Pass,
            Verdict::NotBound | Verdict::NotInForce | Verdict::Ended => IssueKind::NotApplicable,
        }
    }
}

/// A list that is empty because nothing was looked at must not pass for one without gaps.
fn nothing(run: &Run) -> Notice {
    Notice {
        id: "run/nothing-evaluated".to_owned(),
        rule: "run/nothing-evaluated",
        rule_text: "no duty of a state falls under what was asked for",
        kind: IssueKind::Review,
        severity: Severity::Info,
        message: format!("nothing was evaluated as of {}", run.as_of),
    }
}

impl<'a> Issues<'a> {
    /// The issues that these findings are, out of those evaluated.
    pub fn new(
        command: &'static str,
        run: Run<'a>,
        printed: impl IntoIterator<Item = &'a Finding<'a>>,
        evaluated: &Counts,
    ) -> Issues<'a> {
        let mut list: Vec<Issue> = printed.into_iter().map(Issue::from).collect();
        list.extend((evaluated.total() == 0).then(|| nothing(&run)).map(Issue::from));
        let sites = SourceMap::of(run.engine.corpus);
        let laws = Laws::new(run.engine.corpus);
        Issues { command, list, has_waivers: false, run, evaluated: evaluated.clone(), laws, sites }
    }

    /// What the report prints.
    pub fn listed(&self) -> impl Iterator<Item = &Issue<'a>> {
        self.list.iter().filter(|issue| issue.is_listed)
    }

    /// What every output of ours begins with, under this name.
    pub fn header(&self, schema: &'static str) -> Header {
        Header::new(&self.run, schema)
    }

    /// The day judged.
    pub fn as_of(&self) -> Day {
        self.run.as_of
    }

    /// As-of day, knowledge date, version and digests in one line, and the counts in another.
    pub fn sentences(&self) -> [String; 2] {
        [self.run.sentence(), self.evaluated.sentence()]
    }

    /// The directory of the data as it was named; `None` for those in the binary.
    pub fn directory(&self) -> Option<&std::path::Path> {
        self.run.engine.corpus.directory.as_deref()
    }

    /// Counts of what is listed, and their denominators.
    pub fn totals(&self) -> (Summary, Totals) {
        let findings = self.listed().filter_map(|issue| match issue.about {
            About::Finding(finding) => Some(finding),
            About::Notice(_) => None,
        });
        let printed = Counts::of(findings);
        let totals = Totals {
            evaluated: self.evaluated.total(),
            printed: printed.total(),
            recalled: self.evaluated.recalled,
            presumed: self.evaluated.presumed,
            assumed: self.run.resting_on_assumed(&self.evaluated),
        };
        (Summary(printed), totals)
    }

    /// The duty it speaks of, as `INSTRUMENT/OBLIGATION`; `None` for a notice.
    pub fn duty(&self, issue: &Issue) -> Option<String> {
        match &issue.about {
            About::Finding(finding) => Some(wording::duty_id(finding)),
            About::Notice(_) => None,
        }
    }

    /// The row of a table that decided it.
    pub fn rule(&self, issue: &Issue) -> String {
        match &issue.about {
            About::Finding(finding) => rule_id(&self.run, finding),
            About::Notice(notice) => notice.rule.to_owned(),
        }
    }

    /// Where it stands in the data: first what decides it, the record or else the obligation; then the obligation, where
    /// that is not it.
    pub fn sites(&self, issue: &Issue) -> Vec<SourceLocation> {
        let About::Finding(finding) = &issue.about else { return Vec::new() };
        let record = wording::deciding(finding).and_then(|record| self.sites.record(&finding.actor.code, record));
        let obligation = self.sites.obligation(&finding.instrument.id, &finding.obligation.id);
        record.into_iter().chain([obligation]).collect()
    }
}
