//! `instruments/*.json`, key by key.

use serde::{Deserialize, Deserializer};

use super::OneOrMany;
use super::alternatives::TextOrNumber;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawInstrument {
    #[serde(rename = "$schema", default)]
    pub(crate) _schema: String,
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) celex: OneOrMany,
    #[serde(default)]
    pub(crate) eli: OneOrMany,
    pub(crate) cets: Option<TextOrNumber>,
    #[serde(default)]
    pub(crate) aliases: Vec<String>,
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) stub: bool,
    pub(crate) title: String,
    pub(crate) short_title: Option<String>,
    pub(crate) family: Option<String>,
    pub(crate) objective: Option<u8>,
    pub(crate) addressee: Option<String>,
    pub(crate) legal_base: Option<String>,
    pub(crate) pillar: String,
    pub(crate) adopted: String,
    pub(crate) published: Option<RawPublished>,
    pub(crate) in_force: Option<String>,
    pub(crate) entry_into_force_for_state: Option<RawClause>,
    pub(crate) binds: RawBinds,
    pub(crate) enforceable_from: Option<String>,
    #[serde(default)]
    pub(crate) ended: Vec<RawEnd>,
    #[serde(default)]
    pub(crate) relations: Vec<RawRelation>,
    pub(crate) obligations: Vec<RawObligation>,
    #[serde(default)]
    pub(crate) not_modelled: Vec<RawNotModelled>,
    #[serde(default)]
    pub(crate) sources: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawRelation {
    pub(crate) kind: String,
    pub(crate) instrument: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawPublished {
    pub(crate) on: String,
    #[serde(rename = "in")]
    pub(crate) place: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawClause {
    pub(crate) months: Option<u32>,
    pub(crate) days: Option<u32>,
    pub(crate) plus_days: Option<u32>,
    pub(crate) then: Option<String>,
    pub(crate) month_end: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawBinds {
    pub(crate) group: String,
    #[serde(default)]
    pub(crate) except: Vec<RawException>,
    #[serde(default)]
    pub(crate) also: Vec<RawException>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawException {
    pub(crate) state: String,
    pub(crate) from: Option<String>,
    pub(crate) to: Option<String>,
    pub(crate) basis: Option<String>,
    pub(crate) source: Option<String>,
    #[serde(default)]
    pub(crate) international_law: bool,
    /// `null` is an own period that is not known; a missing key keeps the act's.
    #[serde(default, deserialize_with = "present")]
    pub(crate) deadline: Option<Option<RawDeadline>>,
}

fn present<'de, D: Deserializer<'de>>(reader: D) -> Result<Option<Option<RawDeadline>>, D::Error> {
    Option::deserialize(reader).map(Some)
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawEnd {
    pub(crate) how: String,
    pub(crate) from: String,
    pub(crate) by: Option<String>,
    pub(crate) effect: Option<String>,
    pub(crate) known_from: Option<String>,
    pub(crate) effects_until: Option<String>,
    #[serde(default)]
    pub(crate) except: Vec<String>,
    #[serde(default)]
    pub(crate) only: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawObligation {
    pub(crate) id: String,
    pub(crate) article: Option<TextOrNumber>,
    pub(crate) kind: String,
    pub(crate) duty: String,
    #[serde(default)]
    pub(crate) owed_by: OneOrMany,
    pub(crate) title: String,
    pub(crate) from: Option<String>,
    pub(crate) added_by: Option<String>,
    #[serde(default)]
    pub(crate) headline: bool,
    #[serde(default)]
    pub(crate) communicates: bool,
    #[serde(default)]
    pub(crate) implied_by: Vec<String>,
    pub(crate) binds: Option<RawBinds>,
    pub(crate) deadline: Option<RawDeadline>,
    #[serde(default)]
    pub(crate) corrected: Vec<RawCorrection>,
    pub(crate) fulfilled_by: Vec<String>,
    pub(crate) undone_by: Vec<String>,
    pub(crate) silence: Option<RawSilence>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawDeadline {
    pub(crate) by: Option<String>,
    pub(crate) before: Option<String>,
    pub(crate) passed_by: Option<String>,
    pub(crate) within: Option<String>,
    pub(crate) from: Option<String>,
    pub(crate) at: Option<String>,
    pub(crate) wording: Option<String>,
    pub(crate) article: Option<TextOrNumber>,
    #[serde(default)]
    pub(crate) corrected: Vec<RawCorrection>,
    #[serde(default)]
    pub(crate) changed: Vec<RawChange>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawChange {
    pub(crate) by: String,
    pub(crate) known_from: String,
    pub(crate) act: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawCorrection {
    pub(crate) by: Option<String>,
    pub(crate) before: Option<String>,
    pub(crate) known_from: String,
    #[serde(rename = "in")]
    pub(crate) _place: Option<String>,
    pub(crate) source: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawSilence {
    pub(crate) means: String,
    #[serde(default)]
    pub(crate) registers: Vec<RawRegister>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawRegister {
    pub(crate) source: String,
    pub(crate) through: String,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum RawNotModelled {
    Text(String),
    Entry(RawNotModelledEntry),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawNotModelledEntry {
    pub(crate) article: Option<TextOrNumber>,
    pub(crate) text: String,
    pub(crate) reason: Option<String>,
}
