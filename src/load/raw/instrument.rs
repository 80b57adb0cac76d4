//! `instruments/*.json`, key by key.

use serde::Deserialize;

use super::OneOrMany;
use super::alternatives::TextOrNumber;
use super::object::{given_object, given_object_or_null, given_objects, object, objects};
use super::plain::{given, given_whole};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawInstrument {
    #[serde(rename = "$schema", default, deserialize_with = "given")]
    pub(crate) schema: Option<String>,
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) celex: Vec<String>,
    #[serde(default)]
    pub(crate) eli: Vec<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) cets: Option<TextOrNumber>,
    #[serde(default)]
    pub(crate) aliases: Vec<String>,
    pub(crate) kind: String,
    #[serde(default, deserialize_with = "given")]
    pub(crate) stub: Option<bool>,
    pub(crate) title: String,
    #[serde(default, deserialize_with = "given")]
    pub(crate) short_title: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) family: Option<String>,
    #[serde(default, deserialize_with = "given_whole")]
    pub(crate) objective: Option<u8>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) addressee: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) legal_base: Option<String>,
    pub(crate) pillar: String,
    pub(crate) adopted: String,
    #[serde(default, deserialize_with = "given_object")]
    pub(crate) published: Option<RawPublished>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) in_force: Option<String>,
    #[serde(default, deserialize_with = "given_object")]
    pub(crate) entry_into_force_for_state: Option<RawClause>,
    #[serde(deserialize_with = "object")]
    pub(crate) binds: RawBinds,
    #[serde(default, deserialize_with = "given")]
    pub(crate) enforceable_from: Option<String>,
    #[serde(default, deserialize_with = "objects")]
    pub(crate) ended: Vec<RawEnd>,
    #[serde(default, deserialize_with = "given_objects")]
    pub(crate) relations: Option<Vec<RawRelation>>,
    #[serde(deserialize_with = "objects")]
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
    #[serde(rename = "in", default, deserialize_with = "given")]
    pub(crate) place: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawClause {
    #[serde(default, deserialize_with = "given_whole")]
    pub(crate) months: Option<u32>,
    #[serde(default, deserialize_with = "given_whole")]
    pub(crate) days: Option<u32>,
    #[serde(default, deserialize_with = "given_whole")]
    pub(crate) plus_days: Option<u32>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) then: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) month_end: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawBinds {
    pub(crate) group: String,
    #[serde(default, deserialize_with = "objects")]
    pub(crate) except: Vec<RawException>,
    #[serde(default, deserialize_with = "objects")]
    pub(crate) also: Vec<RawException>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawException {
    pub(crate) state: String,
    #[serde(default, deserialize_with = "given")]
    pub(crate) from: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) to: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) basis: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) source: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) international_law: Option<bool>,
    /// `null` is an own period that is not known; a missing key keeps the act's.
    #[serde(default, deserialize_with = "given_object_or_null")]
    pub(crate) deadline: Option<Option<RawDeadline>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawEnd {
    pub(crate) how: String,
    pub(crate) from: String,
    #[serde(default, deserialize_with = "given")]
    pub(crate) by: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) effect: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) known_from: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) effects_until: Option<String>,
    #[serde(default)]
    pub(crate) except: Vec<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) only: Option<Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawObligation {
    pub(crate) id: String,
    #[serde(default, deserialize_with = "given")]
    pub(crate) article: Option<TextOrNumber>,
    pub(crate) kind: String,
    pub(crate) duty: String,
    #[serde(default, deserialize_with = "given")]
    pub(crate) owed_by: Option<OneOrMany>,
    pub(crate) title: String,
    #[serde(default, deserialize_with = "given")]
    pub(crate) from: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) added_by: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) headline: Option<bool>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) communicates: Option<bool>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) implied_by: Option<Vec<String>>,
    #[serde(default, deserialize_with = "given_object")]
    pub(crate) binds: Option<RawBinds>,
    #[serde(default, deserialize_with = "given_object")]
    pub(crate) deadline: Option<RawDeadline>,
    #[serde(default, deserialize_with = "objects")]
    pub(crate) corrected: Vec<RawCorrection>,
    pub(crate) fulfilled_by: Vec<String>,
    pub(crate) undone_by: Vec<String>,
    #[serde(default, deserialize_with = "given_object")]
    pub(crate) silence: Option<RawSilence>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawDeadline {
    #[serde(default, deserialize_with = "given")]
    pub(crate) by: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) before: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) passed_by: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) within: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) from: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) at: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) wording: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) article: Option<TextOrNumber>,
    #[serde(default, deserialize_with = "given_objects")]
    pub(crate) corrected: Option<Vec<RawCorrection>>,
    #[serde(default, deserialize_with = "given_objects")]
    pub(crate) changed: Option<Vec<RawChange>>,
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
    #[serde(default, deserialize_with = "given")]
    pub(crate) by: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) before: Option<String>,
    pub(crate) known_from: String,
    #[serde(rename = "in", default, deserialize_with = "given")]
    pub(crate) place: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) source: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawSilence {
    pub(crate) means: String,
    #[serde(default, deserialize_with = "given_objects")]
    pub(crate) registers: Option<Vec<RawRegister>>,
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
    Entry(#[serde(deserialize_with = "object")] RawNotModelledEntry),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawNotModelledEntry {
    #[serde(default, deserialize_with = "given")]
    pub(crate) article: Option<TextOrNumber>,
    pub(crate) text: String,
    #[serde(default, deserialize_with = "given")]
    pub(crate) reason: Option<String>,
}
