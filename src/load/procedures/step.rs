//! A step of a case that is attributed to no act, as it is kept. What it can be is checked beside it (`line`).

use serde::{Deserialize, Serialize};

/// The file, relative to the directory of a corpus.
pub const UNATTRIBUTED: &str = "procedures/unattributed.jsonl";

/// One step of a case that is attributed to no act, as a line of the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UnattributedStep {
    /// Code of the state.
    pub state: String,
    /// Number of the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// Day of the decision.
    pub on: String,
    /// The event, where it is one that is known here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// The stage as the register writes it, where it is no event that is known here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<String>,
    /// 258, 260(2) or 260(3).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub procedure: Option<String>,
    /// What is reproached: a kind that is known here, or the register's own word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Department of the Commission in charge.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// The act that the register names, where that is not believed or not in the data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub celex: Option<String>,
    /// Title of the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What else the register says of the decision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Source document, seeds/ID.json.
    pub source: String,
    /// Why it is attributed to no act.
    pub why: String,
}
