//! What can be wrong with data, as a reader sees it: a named defect at a place in a file. How it is found lives in the
//! other files of this floor, how it is drawn in `render`.

use std::error::Error;
use std::fmt;
use std::ops::Range;

/// How many problems of one file are listed.
const LISTED: usize = 100;

/// Does the defect keep the corpus from being evaluated?
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ProblemSeverity {
    /// Nothing is evaluated.
    Error,
    /// Worth a look; evaluation goes on.
    Warning,
}

/// The few lines of a file around a defect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// Number of the first line shown (1-based).
    pub first_line: usize,
    /// The lines.
    pub text: String,
    /// The bytes of `text` that are wrong.
    pub span: Range<usize>,
}

/// A second place that the defect is about, such as the first of two equal keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Path of the file, most often that of the problem itself.
    pub file: String,
    /// Line (1-based).
    pub line: usize,
    /// Column in characters (1-based).
    pub column: usize,
    /// What stands there.
    pub label: String,
    /// The lines around it.
    pub excerpt: Option<Excerpt>,
}

/// One defect in the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Error or warning.
    pub severity: ProblemSeverity,
    /// Name of the defect, in kebab-case; scripts may rely on it.
    pub code: &'static str,
    /// Path relative to the data directory, with `/`.
    pub file: String,
    /// Line (1-based); 0 where the defect is the file or directory itself.
    pub line: usize,
    /// Column in characters (1-based); 0 with line 0.
    pub column: usize,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    /// The lines around it.
    pub excerpt: Option<Excerpt>,
    /// A second place.
    pub related: Option<Related>,
    /// How many defects it stands for: more than one at the end of a list that was cut short.
    pub defects: usize,
}

impl Related {
    /// Where it is: `file:line:column`.
    pub fn place(&self) -> String {
        format!("{}:{}:{}", self.file, self.line.max(1), self.column.max(1))
    }
}

impl Problem {
    /// A defect of a file or directory as a whole.
    pub(crate) fn of_file(code: &'static str, file: &str, message: String) -> Problem {
        Problem {
            severity: ProblemSeverity::Error,
            code,
            file: file.to_owned(),
            line: 0,
            column: 0,
            message,
            help: None,
            excerpt: None,
            related: None,
            defects: 1,
        }
    }

    /// What is said in its place and that of those after it, where a list is cut short.
    fn and_more(self, defects: usize) -> Problem {
        let noun = if self.is_error() { "error" } else { "warning" };
        let plural = if defects == 1 { "" } else { "s" };
        let message = format!("and {defects} more {noun}{plural} in this file, from here on");
        Problem { code: "more-problems", message, help: None, excerpt: None, related: None, defects, ..self }
    }

    /// A defect of a file or directory as a whole that does not forbid evaluation.
    pub(super) fn warning_of_file(code: &'static str, file: &str, message: String) -> Problem {
        Problem { severity: ProblemSeverity::Warning, ..Problem::of_file(code, file, message) }
    }

    /// The problem with a hint on what to do.
    pub(crate) fn with_help(mut self, help: impl Into<String>) -> Problem {
        self.help = Some(help.into());
        self
    }

    /// Does the problem keep the corpus from being evaluated?
    pub fn is_error(&self) -> bool {
        self.severity == ProblemSeverity::Error
    }

    /// Where it is: `file:line:column`.
    pub fn place(&self) -> String {
        format!("{}:{}:{}", self.file, self.line.max(1), self.column.max(1))
    }
}

/// Place, what is wrong and what to do, on one line.
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place(), self.message)?;
        match &self.help {
            Some(help) => write!(f, " ({help})"),
            None => Ok(()),
        }
    }
}

impl Error for Problem {}

/// Why nothing can be evaluated: every problem of data, decision tables and cases, warnings too.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rejected {
    /// Problems of instruments, states and sources.
    pub data: Vec<Problem>,
    /// Problems of the decision tables.
    pub rules: Vec<Problem>,
    /// Problems of the cases kept beside the tables.
    pub cases: Vec<Problem>,
    /// Problems of the dated cases.
    pub dated: Vec<Problem>,
}

impl Rejected {
    /// Every problem with its place: those of data, tables, cases, in this order.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        [&self.data, &self.rules, &self.cases, &self.dated].into_iter().flatten()
    }
}

impl fmt::Display for Rejected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let groups = [
            (&self.data, "data"),
            (&self.rules, "decision tables"),
            (&self.cases, "cases of the tables"),
            (&self.dated, "dated cases"),
        ];
        let counted = groups.map(|(problems, place)| (count(problems, ProblemSeverity::Error), place));
        let mut parts = Vec::new();
        for (errors, place) in counted.into_iter().filter(|(errors, _)| *errors > 0) {
            let noun = if errors == 1 { "error" } else { "errors" };
            parts.push(format!("{errors} {noun} in the {place}"));
        }
        write!(f, "{}: nothing was evaluated", parts.join(", "))
    }
}

impl Error for Rejected {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.problems().find(|problem| problem.is_error()).map(|problem| problem as _)
    }
}

/// The first hundred defects of a file as problems; the others, from the first of them on, as one.
pub(crate) fn listed<T>(defects: Vec<T>, problem: impl FnMut(T) -> Problem) -> Vec<Problem> {
    let left_out = defects.len().saturating_sub(LISTED);
    let mut problems: Vec<Problem> = defects.into_iter().take(LISTED + 1).map(problem).collect();
    if let Some(last) = problems.pop_if(|_| left_out > 0) {
        problems.push(last.and_more(left_out));
    }
    problems
}

/// How many errors, or warnings, are these?
pub fn count(problems: &[Problem], severity: ProblemSeverity) -> usize {
    problems.iter().filter(|problem| problem.severity == severity).map(|problem| problem.defects).sum()
}

/// Puts problems in their order: first those of whole files and folders, which may explain the others; then file,
/// line, column, code.
pub(super) fn sort(problems: &mut Vec<Problem>) {
    problems.sort_by(|a, b| {
        let key = |one: &Problem| (one.line != 0, one.line, one.column, one.code);
        let (a_key, b_key) = (key(a), key(b));
        a_key.0.cmp(&b_key.0).then_with(|| (&a.file, a_key, &a.message).cmp(&(&b.file, b_key, &b.message)))
    });
    problems.dedup();
}
