//! The table of indicators as it stands in its JSON file. Strict: an unknown key, a missing one and a key given twice are
//! refused.

use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::rules::read::Pairs;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawIndicators {
    #[serde(rename = "$schema")]
    _schema: Option<IgnoredAny>,
    pub(super) name: String,
    pub(super) note: Option<String>,
    pub(super) counted: RawCounted,
    pub(super) long_overdue: RawLongOverdue,
    pub(super) rank_by: String,
    pub(super) indicators: Vec<RawIndicator>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawCounted {
    pub(super) kind: Vec<String>,
    pub(super) fulfilled_by: Vec<String>,
    pub(super) source: Option<String>,
    pub(super) because: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawLongOverdue {
    pub(super) months: i64,
    pub(super) source: Option<String>,
    pub(super) because: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawIndicator {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) title: String,
    pub(super) formula: RawFormula,
    #[serde(default)]
    pub(super) lights: Vec<Pairs<RawLimit>>,
    #[serde(default)]
    pub(super) targets: Vec<Pairs<RawLimit>>,
    pub(super) source: Option<String>,
    pub(super) because: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFormula {
    pub(super) percentage: Option<String>,
    pub(super) average: Option<String>,
    pub(super) count: Option<String>,
    pub(super) change: Option<String>,
    pub(super) of: Option<String>,
}

/// A limit, or a word beside it.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum RawLimit {
    Number(f64),
    Word(String),
}
