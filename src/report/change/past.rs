//! An earlier report read as a survey: a baseline, or the JSON of any command that lists every finding. Hostile until
//! read: what is not a whole report of ours is refused, never taken for "no findings".

use super::survey::Survey;
use serde::Deserialize;

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

/// Reads a report.
///
/// # Errors
/// It is broken, of another kind or version, or not whole.
pub fn read(text: &str) -> Result<Survey, PastError> {
    let label: Label = serde_json::from_str(text).map_err(broken)?;
    match label.schema.as_deref() {
        Some("acquis/findings/1" | super::survey::BASELINE) => {}
        other => return Err(PastError::Foreign(other.unwrap_or("no schema").to_owned())),
    }
    let survey: Survey = serde_json::from_str(text).map_err(broken)?;
    if let Some(Totals { evaluated, printed }) = label.totals
        && (printed != evaluated || printed != survey.findings.len())
    {
        return Err(PastError::Partial { printed: survey.findings.len(), evaluated });
    }
    let mut pairs = survey.findings.iter().zip(survey.findings.iter().skip(1));
    if let Some((_, next)) = pairs.find(|(one, next)| one.parts() >= next.parts()) {
        return Err(PastError::Disordered(next.id.clone()));
    }
    if survey.findings.is_empty() { Err(PastError::Empty) } else { Ok(survey) }
}

fn broken(error: serde_json::Error) -> PastError {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default().to_owned();
    PastError::Broken { message, line: error.line(), column: error.column() }
}
