//! An earlier report read as a survey: a baseline, or the JSON of any command that lists every finding. Hostile until
//! read: what is not a whole report of ours is refused, never taken for "no findings".

use super::survey::{Content, Survey};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::io::{self, BufRead, Cursor, Seek};

/// Why an earlier report cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PastError {
    /// It is no JSON, or not of this shape.
    #[error("{message}")]
    Broken {
        /// What is wrong.
        message: String,
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// It is JSON of something else, or of a later version.
    #[error("\"{0}\" is no report that can be compared: acquis/findings/1 and acquis/baseline/1 can")]
    Foreign(String),
    /// It leaves findings out.
    #[error("it lists {printed} of {evaluated} findings; what it leaves out cannot be compared")]
    Partial {
        /// Findings listed.
        printed: usize,
        /// Findings evaluated.
        evaluated: usize,
    },
    /// Its findings are out of order, or one stands twice.
    #[error("{0} stands twice or out of order")]
    Disordered(String),
    /// It does not hold as many findings as it says.
    #[error("it says that it holds {said} findings, and {found} are there: it was cut or changed")]
    Cut {
        /// What it says.
        said: usize,
        /// What is there.
        found: usize,
    },
    /// Its digest is not that of what it holds.
    #[error("its digest is not that of what it holds: it was changed after it was written")]
    Changed,
    /// It lists none.
    #[error("it lists no finding at all")]
    Empty,
}

#[derive(Deserialize)]
struct Label {
    schema: Option<String>,
    totals: Option<Totals>,
}

#[derive(Deserialize)]
struct Totals {
    evaluated: usize,
    printed: usize,
}

/// Reads a report that is text already.
///
/// # Errors
/// It is broken, of another kind or version, or not whole.
pub fn read(text: &str) -> Result<Survey, PastError> {
    read_from(&mut Cursor::new(text))
}

/// Reads a report as it comes, twice: first what it is, then its findings. No more of it is held than they are.
///
/// # Errors
/// It cannot be read, is broken, of another kind or version, or not whole.
pub fn read_from(from: &mut (impl BufRead + Seek)) -> Result<Survey, PastError> {
    let label: Label = parse(from)?;
    match label.schema.as_deref() {
        Some("acquis/findings/1" | super::survey::BASELINE) => {}
        other => return Err(PastError::Foreign(other.unwrap_or("no schema").to_owned())),
    }
    let mut survey: Survey = parse(from)?;
    if let Some(Totals { evaluated, printed }) = label.totals
        && (printed != evaluated || printed != survey.findings.len())
    {
        return Err(PastError::Partial { printed: survey.findings.len(), evaluated });
    }
    let mut pairs = survey.findings.iter().zip(survey.findings.iter().skip(1));
    if let Some((_, next)) = pairs.find(|(one, next)| one.parts() >= next.parts()) {
        return Err(PastError::Disordered(next.id.clone()));
    }
    if survey.findings.is_empty() {
        return Err(PastError::Empty);
    }
    if let Some(said) = survey.content.take() {
        is_whole(&said, &survey)?;
    }
    Ok(survey)
}

/// Is all there that the baseline says it holds, as it was written?
fn is_whole(said: &Content, survey: &Survey) -> Result<(), PastError> {
    if said.findings != survey.findings.len() {
        return Err(PastError::Cut { said: said.findings, found: survey.findings.len() });
    }
    match survey.content() {
        Ok(found) if found == *said => Ok(()),
        _ => Err(PastError::Changed),
    }
}

/// Parses a document from its beginning; a byte order mark is passed over.
fn parse<T: DeserializeOwned>(from: &mut (impl BufRead + Seek)) -> Result<T, PastError> {
    from.rewind().map_err(unread)?;
    if from.fill_buf().map_err(unread)?.starts_with(b"\xef\xbb\xbf") {
        from.consume(3);
    }
    serde_json::from_reader(from).map_err(broken)
}

fn unread(error: io::Error) -> PastError {
    broken(serde_json::Error::io(error))
}

fn broken(error: serde_json::Error) -> PastError {
    let message = error.to_string();
    let message = match message.split(" at line ").next().unwrap_or_default() {
        "invalid unicode code point" => "this is not UTF-8".to_owned(),
        other => other.to_owned(),
    };
    PastError::Broken { message, line: error.line(), column: error.column().max(1) }
}
