//! `seeds/*.json`, key by key.

use serde::Deserialize;

use super::RawWhen;
use super::object::{given_object, objects};
use super::plain::{given, given_whole, whole};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawSource<'a> {
    #[serde(rename = "$schema", default, deserialize_with = "given")]
    pub(crate) schema: Option<String>,
    pub(crate) id: String,
    pub(crate) title: String,
    #[serde(default, deserialize_with = "given")]
    pub(crate) reference: Option<String>,
    pub(crate) kind: String,
    #[serde(borrow)]
    pub(crate) published: RawWhen<'a>,
    #[serde(default)]
    pub(crate) continuous: bool,
    #[serde(default, deserialize_with = "given")]
    pub(crate) through: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) official: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) read_at: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) read_on: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) note: Option<String>,
    #[serde(default, deserialize_with = "objects")]
    pub(crate) urges: Vec<RawUrging<'a>>,
    #[serde(default, deserialize_with = "objects")]
    pub(crate) states: Vec<RawStatement<'a>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawUrging<'a> {
    pub(crate) id: String,
    #[serde(default, deserialize_with = "given_whole")]
    pub(crate) objective: Option<u8>,
    pub(crate) addressee: String,
    pub(crate) locator: String,
    #[serde(default, deserialize_with = "objects")]
    pub(crate) also: Vec<RawPassage>,
    pub(crate) text: String,
    #[serde(default, deserialize_with = "given")]
    pub(crate) due: Option<String>,
    #[serde(default)]
    pub(crate) obligations: Vec<String>,
    #[serde(default)]
    pub(crate) covers: Vec<String>,
    #[serde(default, borrow, deserialize_with = "objects")]
    pub(crate) outcomes: Vec<RawDelivery<'a>>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) not_evaluable: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawPassage {
    #[serde(deserialize_with = "whole")]
    pub(crate) objective: u8,
    pub(crate) locator: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawDelivery<'a> {
    #[serde(borrow)]
    pub(crate) on: RawWhen<'a>,
    pub(crate) title: String,
    pub(crate) reference: String,
    #[serde(default, deserialize_with = "given")]
    pub(crate) source: Option<String>,
    #[serde(default)]
    pub(crate) dropped: bool,
    #[serde(default, deserialize_with = "given")]
    pub(crate) extent: Option<String>,
    pub(crate) confidence: String,
    #[serde(default, deserialize_with = "given")]
    pub(crate) note: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawStatement<'a> {
    pub(crate) id: String,
    #[serde(default, deserialize_with = "given_whole")]
    pub(crate) objective: Option<u8>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) addressee: Option<String>,
    pub(crate) locator: String,
    pub(crate) text: String,
    #[serde(default, deserialize_with = "given")]
    pub(crate) register: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) cases_from: Option<String>,
    #[serde(default)]
    pub(crate) about: Vec<String>,
    #[serde(default, borrow, deserialize_with = "given")]
    pub(crate) on: Option<RawWhen<'a>>,
    #[serde(default)]
    pub(crate) done_by: Vec<String>,
    #[serde(default)]
    pub(crate) complete: bool,
    #[serde(default, deserialize_with = "given_object")]
    pub(crate) count: Option<RawTally>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) not_evaluable: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawTally {
    #[serde(deserialize_with = "whole")]
    pub(crate) done: u16,
    #[serde(deserialize_with = "whole")]
    pub(crate) of: u16,
}
