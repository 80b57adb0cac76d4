//! An issue as one line of JSON (`acquis/finding/1`, `acquis/notice/1`), and the line that closes a stream
//! (`acquis/summary/1`). Each line carries the dates and digests itself, so that lines may be filtered, cut, sorted and
//! joined with those of other nights.

use super::{About, Issue, Issues};
use crate::report::change::Cause;
use crate::report::contract::{Header, Status, Summary, Totals, WaiverData};
use crate::report::findings::FindingData;
use crate::rules::Severity;
use serde::Serialize;

/// One line: header, finding, and what baseline and waivers say.
#[derive(Debug, Serialize)]
pub struct Line<'i> {
    #[serde(flatten)]
    header: &'i Header,
    #[serde(flatten)]
    what: LineSubject<'i>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Status>,
    #[serde(skip_serializing_if = "<[Cause]>::is_empty")]
    causes: &'i [Cause],
    #[serde(skip_serializing_if = "Option::is_none")]
    waiver: Option<WaiverData>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum LineSubject<'i> {
    Finding(Box<FindingData<'i>>),
    Notice { id: &'i str, severity: Severity, rule: &'static str, because: [&'i str; 1] },
}

/// The last line: what was counted, out of what. A stream without it was cut off.
#[derive(Debug, Serialize)]
pub struct Closing {
    #[serde(flatten)]
    header: Header,
    summary: Summary,
    totals: Totals,
}

/// The headers that the lines of one stream share.
#[derive(Debug)]
pub struct Headers {
    finding: Header,
    notice: Header,
}

impl<'a> Issues<'a> {
    /// What the lines begin with.
    pub fn headers(&self) -> Headers {
        Headers { finding: self.header("acquis/finding/1"), notice: self.header("acquis/notice/1") }
    }

    /// One issue as a line.
    pub fn line<'i>(&self, issue: &'i Issue<'a>, headers: &'i Headers) -> Line<'i>
    where
        'a: 'i,
    {
        let (header, what) = match &issue.about {
            About::Finding(finding) => {
                (&headers.finding, LineSubject::Finding(Box::new(FindingData::new(&self.run, finding, &self.laws))))
            }
            About::Notice(notice) => {
                let because = [notice.message.as_str()];
                let (id, severity, rule) = (notice.id.as_str(), notice.severity, notice.rule);
                (&headers.notice, LineSubject::Notice { id, severity, rule, because })
            }
        };
        Line { header, what, status: issue.status, causes: &issue.causes, waiver: issue.waiver.map(WaiverData::from) }
    }

    /// The line that closes a stream.
    pub fn closing(&self) -> Closing {
        let (summary, totals) = self.totals();
        Closing { header: self.header("acquis/summary/1"), summary, totals }
    }
}
