//! A baseline read as it is written: its head in the first line, then one finding per line, then what it must hold. Lines
//! are read in turn, and parsed a bounded part of them at a time on all processors; the file is read once.

use super::content::{Content, ContentDigest};
use super::record::RecordSaid;
use super::snapshot::Snapshot;
use super::whole::Survey;
use crate::parallel::*;
use serde::Deserialize;
use std::collections::BTreeSet;
use std::io::{BufRead, Read};
use std::ops::Range;
use std::sync::Arc;

/// Longest line of a baseline: 16 MiB. What is longer is read as one document.
const LONGEST_LINE: u64 = 16 * 1024 * 1024;
/// So many bytes of lines are held at a time.
const PART: usize = 4 * 1024 * 1024;
/// So many lines are parsed by one processor at a time.
const LINES: usize = 256;
/// So many of the last records read are looked through for one that a finding shares with the findings before it.
const RECENT: usize = 24;

/// A baseline, and whether it is known to hold what it says that it must.
pub struct ReadByLine {
    /// What was read; what it must hold is in `content`.
    pub survey: Survey,
    /// What its lines hold, as they stand there.
    pub found: Content,
}

/// What follows the findings.
#[derive(Deserialize)]
struct SurveyTail {
    content: Content,
}

/// What is before the findings of a baseline, as it is written. `None`: the form differs, or something is wrong.
pub fn head(from: &mut impl BufRead) -> Option<Survey> {
    SurveyLines::default().read_head(from)
}

/// A baseline as it is written, each line read as `parse` does. `None`: the form differs, or something is wrong, which is
/// reported with its place when the text is read as one document.
pub fn by_line(from: &mut impl BufRead, parse: fn(&[u8]) -> Option<Snapshot>) -> Option<ReadByLine> {
    let mut part = SurveyLines::default();
    let mut survey = part.read_head(from)?;
    let mut digest = survey.head_digest().ok()?;
    let mut is_more = true;
    while is_more {
        part.clear();
        while is_more && part.bytes.len() < PART {
            is_more = part.read_line(from)?;
        }
        part.parse_into(parse, &mut survey.findings, &mut digest)?;
    }
    part.clear();
    let is_continued = part.read_line(from)?;
    let tail = part.text(0).filter(|_| !is_continued)?.strip_prefix(']')?;
    if tail != "}" {
        let SurveyTail { content } = serde_json::from_str(&format!("{{{}", tail.strip_prefix(',')?)).ok()?;
        // what stands in two places is reported when the text is read as one document
        if survey.content.replace(content).is_some() {
            return None;
        }
    }
    let is_at_end = from.fill_buf().ok()?.is_empty();
    is_at_end.then(|| ReadByLine { survey, found: digest.content() })
}

/// Some lines, one after the other in one buffer.
#[derive(Default)]
struct SurveyLines {
    bytes: Vec<u8>,
    lines: Vec<Range<usize>>,
}

impl SurveyLines {
    fn clear(&mut self) {
        self.bytes.clear();
        self.lines.clear();
    }

    /// Reads the first line.
    fn read_head(&mut self, from: &mut impl BufRead) -> Option<Survey> {
        let is_continued = self.read_line(from)?;
        let head = self.text(0).filter(|_| !is_continued)?.strip_suffix(r#""findings":["#)?;
        serde_json::from_str(&format!(r#"{head}"findings":[]}}"#)).ok()
    }

    /// Reads one more line, and says whether a comma shows that another one follows; the comma is left out. `None`: it
    /// cannot be read.
    fn read_line(&mut self, from: &mut impl BufRead) -> Option<bool> {
        let start = self.bytes.len();
        // a file without an end of line would be held whole
        from.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut self.bytes).ok()?;
        let line = self.bytes.get(start..)?.trim_ascii_end();
        let (line, is_more) = line.strip_suffix(b",").map_or((line, false), |line| (line, true));
        self.lines.push(start..start + line.len());
        Some(is_more)
    }

    fn line(&self, range: &Range<usize>) -> &[u8] {
        self.bytes.get(range.clone()).unwrap_or_default()
    }

    fn text(&self, number: usize) -> Option<&str> {
        std::str::from_utf8(self.line(self.lines.get(number)?)).ok()
    }

    /// Each line as a finding.
    fn parse_into(
        &self,
        parse: fn(&[u8]) -> Option<Snapshot>,
        findings: &mut Vec<Snapshot>,
        digest: &mut ContentDigest,
    ) -> Option<()> {
        self.lines.iter().for_each(|range| digest.add(self.line(range)));
        let parts: Vec<&[Range<usize>]> = self.lines.chunks(LINES).collect();
        let parsed: Vec<Option<Vec<Snapshot>>> = parts.par_iter().map(|part| self.parse(parse, part)).collect();
        for part in parsed {
            findings.append(&mut part?);
        }
        Some(())
    }

    fn parse(&self, parse: fn(&[u8]) -> Option<Snapshot>, lines: &[Range<usize>]) -> Option<Vec<Snapshot>> {
        let mut shared = SharedValues::default();
        let parsed = lines.iter().map(|range| {
            let mut finding = parse(self.line(range))?;
            shared.share(&mut finding);
            Some(finding)
        });
        parsed.collect()
    }
}

/// What findings have in common is held once: the row that decided, and a record about several duties of an act.
#[derive(Default)]
struct SharedValues {
    rules: BTreeSet<Arc<str>>,
    records: Vec<Arc<RecordSaid>>,
}

impl SharedValues {
    fn share(&mut self, finding: &mut Snapshot) {
        match self.rules.get(&finding.rule) {
            Some(known) => finding.rule = known.clone(),
            None => drop(self.rules.insert(finding.rule.clone())),
        }
        let Some(basis) = &mut finding.basis else { return };
        let excess = self.records.len().saturating_sub(RECENT);
        self.records.drain(..excess);
        for record in &mut basis.records {
            match self.records.iter().rev().find(|known| **known == record.said) {
                Some(known) => record.said = known.clone(),
                None => self.records.push(record.said.clone()),
            }
        }
    }
}
