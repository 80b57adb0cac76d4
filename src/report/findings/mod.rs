//! The JSON contract `acquis/findings/1`: additive within its version, the same bytes for the same input.

use super::change::Cause;
use super::contract::{DataWriter, Header, PartWriter, Status, Streamed, Summary, Totals, WaiverData};
use super::hindsight::{UnknownAct, unknown_acts};
use super::page::Sheet;
use super::remedies::RecommendedSteps;
use super::run::{Counts, Run};
use super::scope::Scope;
use super::survey::{Laws, rows};
use crate::engine::Finding;
use serde::{Serialize, Serializer};
use std::io;

mod finding;
mod workbook;

pub use finding::FindingData;

/// Everything a script gets.
#[derive(Serialize)]
pub struct FindingsReport<'a> {
    #[serde(flatten)]
    head: Head,
    findings: Worded<'a>,
    recommendations: RecommendedSteps<'a, 'a>,
}

/// What comes before the findings.
#[derive(Serialize)]
struct Head {
    #[serde(flatten)]
    header: Header,
    scope: Scope,
    summary: Summary,
    totals: Totals,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unknown_acts: Vec<UnknownAct>,
}

/// What comes after them.
#[derive(Serialize)]
struct Tail<'r, T> {
    #[serde(flatten)]
    more: &'r T,
}

/// What a check adds to a finding.
#[derive(Debug, Clone, Default, Serialize)]
pub struct CheckMark {
    /// How it stands to the earlier report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Why it differs from before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub causes: Vec<Cause>,
    /// Who answers for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiver: Option<WaiverData>,
}

/// The findings, in the order of state, instrument, obligation. They are worded while they are written: those of a large
/// comparison would fill the memory.
struct Worded<'a> {
    run: Run<'a>,
    laws: Laws,
    printed: Vec<Printed<'a>>,
}

/// A finding, and what a check adds to it.
type Printed<'a> = (&'a Finding<'a>, Option<CheckMark>);

impl<'a> Worded<'a> {
    fn word(&self, (finding, mark): &Printed<'a>) -> FindingData<'a> {
        let mut data = FindingData::new(&self.run, finding, &self.laws);
        data.mark = mark.clone();
        data
    }

    fn streamed<'w>(&'w self) -> Streamed<'w, Printed<'a>, impl Fn(&'w Printed<'a>) -> FindingData<'a> + Sync> {
        Streamed::new(&self.printed, |one| self.word(one))
    }
}

impl Serialize for Worded<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.streamed().serialize(to)
    }
}

impl<'a> FindingsReport<'a> {
    /// The contract for the findings printed, out of those evaluated.
    pub fn new(run: &Run<'a>, scope: Scope, printed: Vec<&'a Finding<'a>>, evaluated: &Counts) -> FindingsReport<'a> {
        let head = Head {
            header: Header::new(run, "acquis/findings/1").with_rows(rows(run.engine.rules)),
            unknown_acts: unknown_acts(run.engine.corpus, &scope.chosen_instruments(), run.engine.known_as_of),
            scope,
            summary: Summary(Counts::of(printed.iter().copied())),
            totals: Totals {
                evaluated: evaluated.total(),
                printed: printed.len(),
                recalled: evaluated.recalled,
                presumed: evaluated.presumed,
                assumed: run.resting_on_assumed(evaluated),
            },
        };
        FindingsReport {
            head,
            findings: Worded {
                run: *run,
                laws: Laws::new(run.engine.corpus),
                printed: printed.into_iter().map(|finding| (finding, None)).collect(),
            },
            recommendations: RecommendedSteps::new(run, &[]),
        }
    }

    /// The report with what a check found out, in the order of the findings.
    pub fn marked(mut self, marks: Vec<CheckMark>) -> FindingsReport<'a> {
        for (one, mark) in self.findings.printed.iter_mut().zip(marks) {
            one.1 = Some(mark);
        }
        self
    }

    /// The report with what is recommended.
    pub fn recommending(self, recommendations: RecommendedSteps<'a, 'a>) -> FindingsReport<'a> {
        FindingsReport { recommendations, ..self }
    }

    /// Hands the report to a writer, the findings apart, with more keys at the end.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(&self, more: &impl Serialize, to: impl DataWriter) -> io::Result<()> {
        let mut object = to.begin()?;
        object.keys(&self.head)?;
        object.list("findings", self.findings.streamed())?;
        object.list("recommendations", self.recommendations.worded())?;
        object.keys(&Tail { more })?;
        object.end()
    }

    /// The findings as a flat table: canonical identifiers, ISO days.
    pub fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::with(&[
            "id",
            "state",
            "instrument",
            "obligation",
            "article",
            "duty",
            "verdict",
            "when",
            "severity",
            "due",
            "days_overdue",
            "since",
            "until",
            "enforcement",
            "contested",
            "confidence",
            "last_confirmed",
            "rule",
            "because",
            "sources",
            "as_of",
            "known_as_of",
            "headline",
            "at_least",
            "due_open",
            "presumed",
            "approximate",
        ]);
        let dates = self.head.header.dates();
        let Ok(()) = self.findings.streamed().each(|finding| {
            sheet.rows.push(finding.row(&dates));
            Ok::<(), std::convert::Infallible>(())
        });
        self.head.header.assuming(sheet)
    }
}
