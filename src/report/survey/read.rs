//! An earlier report read as a survey: a baseline, or the JSON of any command that lists every finding. Hostile until
//! read: what is not a whole report of ours is refused, never taken for "no findings".

use super::by_line::{self, ReadByLine, by_line};
use super::content::Content;
use super::snapshot::Snapshot;
use super::whole::{BASELINE, Survey};
use crate::text::MARK;
use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use std::cmp::Ordering;
use std::io::{self, BufRead, Cursor, Seek};

/// Why an earlier report cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EarlierReportError {
    /// The text is no JSON, or not of this shape.
    #[error("{message}")]
    Broken {
        /// What is wrong.
        message: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// The JSON is of something else, or of a later version.
    #[error("\"{0}\" is no report that can be compared: acquis/findings/1 and acquis/baseline/1 can")]
    Foreign(String),
    /// The report leaves findings out.
    #[error("it lists {printed} of {evaluated} findings; what it leaves out cannot be compared")]
    Partial {
        /// Findings listed.
        printed: usize,
        /// Findings evaluated.
        evaluated: usize,
    },
    /// The findings are out of order, or one stands twice.
    #[error("{0} stands twice or out of order")]
    Disordered(String),
    /// The report does not hold as many findings as it says.
    #[error("it says that it holds {said} findings, and {found} are there: it was cut or changed")]
    Cut {
        /// What it says.
        said: usize,
        /// What is there.
        found: usize,
    },
    /// The digest is not that of what it holds.
    #[error("its digest is not that of what it holds: it was changed after it was written")]
    Changed,
    /// The report lists no finding.
    #[error("it lists no finding at all")]
    Empty,
}

#[derive(Deserialize)]
struct Label {
    schema: Option<String>,
    totals: Option<StatedTotals>,
}

#[derive(Deserialize)]
struct StatedTotals {
    evaluated: usize,
    printed: usize,
}

/// Reads a report that is text already.
///
/// # Errors
/// It is broken, of another kind or version, or not whole.
pub fn read(text: &str) -> Result<Survey, EarlierReportError> {
    read_from(&mut Cursor::new(text))
}

/// Reads a report as it comes: a baseline line by line, whatever else is of another form as one document. No more of it is
/// held than its findings are.
///
/// # Errors
/// It cannot be read, is broken, of another kind or version, or not whole.
pub fn read_from(from: &mut (impl BufRead + Seek)) -> Result<Survey, EarlierReportError> {
    begin(from).map_err(unread)?;
    let parse = |line: &[u8]| serde_json::from_slice::<Snapshot>(line).ok();
    let by_line = by_line(from, parse).filter(|read| read.survey.schema == BASELINE);
    let (mut survey, found) = match by_line {
        Some(ReadByLine { survey, found }) => (survey, Some(found)),
        None => (document(from)?, None),
    };
    if let Some(next) = out_of_order(&survey) {
        return Err(EarlierReportError::Disordered(next.id.to_string()));
    }
    // an earlier report without findings would make every finding of tonight a new one
    if survey.findings.is_empty() {
        return Err(EarlierReportError::Empty);
    }
    // a baseline of a version that did not say what it holds can still be read
    match survey.content.take() {
        // the lines are those that were written: nothing has to be written again to compare
        Some(said) if found.as_ref() == Some(&said) => {}
        Some(said) => is_whole(&said, &survey)?,
        // this program always says it
        None if survey.build == Survey::this_build() => return Err(EarlierReportError::Changed),
        None => {}
    }
    Ok(survey)
}

/// What is before the findings of a baseline; `None` where the text is no baseline as it is written. The findings may be
/// broken all the same.
pub fn head_of(from: &mut (impl BufRead + Seek)) -> Option<Survey> {
    begin(from).ok()?;
    by_line::head(from).filter(|head| head.schema == BASELINE)
}

/// Reads a baseline without what its findings were computed from, where it is as it was written; anything else with it.
///
/// # Errors
/// Those of [`read_from`].
pub fn read_without_bases(from: &mut (impl BufRead + Seek)) -> Result<Survey, EarlierReportError> {
    let parse = |line: &[u8]| {
        serde_json::from_slice::<Snapshot<IgnoredAny>>(line).ok().map(Snapshot::<IgnoredAny>::without_basis)
    };
    begin(from).map_err(unread)?;
    let as_written = by_line(from, parse).filter(|read| read.survey.content.as_ref() == Some(&read.found));
    match as_written.map(|read| read.survey).filter(|survey| survey.schema == BASELINE) {
        Some(survey) if out_of_order(&survey).is_none() && !survey.findings.is_empty() => {
            Ok(Survey { content: None, ..survey })
        }
        _ => read_from(from),
    }
}

/// A report as one document, read twice: first what it is, then its findings.
fn document(from: &mut (impl BufRead + Seek)) -> Result<Survey, EarlierReportError> {
    let label: Label = parse(from)?;
    match label.schema.as_deref() {
        Some("acquis/findings/1" | BASELINE) => {}
        other => return Err(EarlierReportError::Foreign(other.unwrap_or("no schema").to_owned())),
    }
    let survey: Survey = parse(from)?;
    // what a report leaves out would look resolved
    if let Some(StatedTotals { evaluated, printed }) = label.totals
        && (printed != evaluated || printed != survey.findings.len())
    {
        return Err(EarlierReportError::Partial { printed: survey.findings.len(), evaluated });
    }
    Ok(survey)
}

/// The first finding that does not come after the one before it: findings are put side by side, which would miss it.
fn out_of_order(survey: &Survey) -> Option<&Snapshot> {
    let mut pairs = survey.findings.iter().zip(survey.findings.iter().skip(1));
    pairs.find(|(one, next)| one.order(next) != Ordering::Less).map(|(_, next)| next)
}

/// Is all there that the baseline says it holds, as it was written?
fn is_whole(said: &Content, survey: &Survey) -> Result<(), EarlierReportError> {
    if said.findings != survey.findings.len() {
        return Err(EarlierReportError::Cut { said: said.findings, found: survey.findings.len() });
    }
    match survey.content() {
        Ok(found) if found == *said => Ok(()),
        _ => Err(EarlierReportError::Changed),
    }
}

/// Parses a document from its beginning.
fn parse<T: DeserializeOwned>(from: &mut (impl BufRead + Seek)) -> Result<T, EarlierReportError> {
    begin(from).map_err(unread)?;
    serde_json::from_reader(from).map_err(broken)
}

/// Goes to the beginning, after the byte order mark if there is one.
fn begin(from: &mut (impl BufRead + Seek)) -> io::Result<()> {
    from.rewind()?;
    if from.fill_buf()?.starts_with(MARK) {
        from.consume(MARK.len());
    }
    Ok(())
}

fn unread(error: io::Error) -> EarlierReportError {
    broken(serde_json::Error::io(error))
}

fn broken(error: serde_json::Error) -> EarlierReportError {
    let message = error.to_string();
    // the place is a field of its own
    let message = match message.split(" at line ").next().unwrap_or_default() {
        "invalid unicode code point" => "this is not UTF-8".to_owned(),
        other => other.to_owned(),
    };
    EarlierReportError::Broken { message, line: error.line(), column: error.column().max(1) }
}
