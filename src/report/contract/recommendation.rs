//! One recommended step, as the contract has it. Deliberately not here: which step follows from a finding (`recommend`).

use crate::report::text::marks::Marks;
use crate::rules::Urgency;
use serde::Serialize;

/// One step that is recommended to one state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recommendation<'a> {
    /// Code of the state or institution.
    pub state: &'a str,
    /// Objective of the Internal Security Strategy: that of the urging, else that of the instrument.
    pub objective: Option<u8>,
    /// What to do.
    pub text: String,
    /// What to do, worded for as long as it is recommended; `None`: the text counts no days.
    #[serde(skip)]
    pub lasting: Option<String>,
    /// Ids of the findings that it answers.
    #[serde(rename = "for")]
    pub answers: Vec<String>,
    /// The source that urges it; `None`: no source does.
    pub source: Option<String>,
    /// Where in that source.
    pub locator: Option<String>,
    /// Every urging of it, the latest first.
    pub urged_by: Vec<UrgedBy>,
    /// What sort of step it is.
    pub remedy: &'static str,
    /// How soon.
    pub urgency: &'static str,
    /// Which proceedings are available against a failure on that day; `None`: none.
    pub exposure: Option<&'static str>,
    /// The instrument.
    pub instrument: &'a str,
    /// The short title of the instrument.
    pub act: &'a str,
    /// The articles of the obligations.
    pub article: String,
    /// The row of the table, as `recommendation/ROW`.
    pub rule: String,
    /// Why, as the row says.
    pub because: &'a str,
    /// Does a finding that it answers rest on what the run assumes? Left out where none does.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub assumed: bool,
    /// Does one of them rest on a record that was not read in its source? Left out where none does.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub recalled: bool,
    /// Is one of them done only if a presumption holds? Left out where none is.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub presumed: bool,
}

impl Recommendation<'_> {
    /// What a reader should know of the findings behind it.
    pub fn marks(&self) -> Marks {
        Marks { unsure: false, recalled: self.recalled, presumed: self.presumed }
    }

    /// The marks that the text needs: one that asks to confirm what is only recalled says so itself.
    pub fn marks_shown(&self) -> Marks {
        let marks = self.marks();
        Marks { recalled: marks.recalled && !self.text.contains("recalled"), ..marks }
    }

    /// Is it to be done at once?
    pub fn is_at_once(&self) -> bool {
        self.urgency == Urgency::AtOnce.as_str()
    }
}

/// A passage of a source that urges a step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UrgedBy {
    /// The id of the passage, such as `iss-2011/3/ms-3`.
    pub id: String,
    /// The source.
    pub source: String,
    /// Where in it.
    pub locator: String,
    /// The objective under which it stands.
    pub objective: Option<u8>,
    /// Ids of the findings whose obligations it urges, of those that the step answers.
    pub covers: Vec<String>,
}
