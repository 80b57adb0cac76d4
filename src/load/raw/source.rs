//! `seeds/*.json`, key by key.

use serde::Deserialize;

use super::RawWhen;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawSource<'a> {
    #[serde(rename = "$schema", default)]
    pub(crate) _schema: String,
    pub(crate) id: String,
    pub(crate) title: String,
    pub(crate) reference: Option<String>,
    pub(crate) kind: String,
    #[serde(borrow)]
    pub(crate) published: RawWhen<'a>,
    #[serde(default)]
    pub(crate) continuous: bool,
    pub(crate) through: Option<String>,
    pub(crate) official: Option<String>,
    pub(crate) read_at: Option<String>,
    pub(crate) read_on: Option<String>,
    pub(crate) note: Option<String>,
    #[serde(default)]
    pub(crate) urges: Vec<RawUrging<'a>>,
    #[serde(default)]
    pub(crate) states: Vec<RawStatement<'a>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawUrging<'a> {
    pub(crate) id: String,
    pub(crate) objective: Option<u8>,
    pub(crate) addressee: String,
    pub(crate) locator: String,
    #[serde(default)]
    pub(crate) also: Vec<RawPassage>,
    pub(crate) text: String,
    pub(crate) due: Option<String>,
    #[serde(default)]
    pub(crate) obligations: Vec<String>,
    #[serde(default)]
    pub(crate) covers: Vec<String>,
    #[serde(default, borrow)]
    pub(crate) outcomes: Vec<RawDelivery<'a>>,
    pub(crate) not_evaluable: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawPassage {
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
    pub(crate) source: Option<String>,
    #[serde(default)]
    pub(crate) dropped: bool,
    pub(crate) extent: Option<String>,
    pub(crate) confidence: String,
    pub(crate) note: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawStatement<'a> {
    pub(crate) id: String,
    pub(crate) objective: Option<u8>,
    pub(crate) addressee: Option<String>,
    pub(crate) locator: String,
    pub(crate) text: String,
    pub(crate) register: Option<String>,
    pub(crate) cases_from: Option<String>,
    #[serde(default)]
    pub(crate) about: Vec<String>,
    #[serde(borrow)]
    pub(crate) on: Option<RawWhen<'a>>,
    #[serde(default)]
    pub(crate) done_by: Vec<String>,
    #[serde(default)]
    pub(crate) complete: bool,
    pub(crate) count: Option<RawTally>,
    pub(crate) not_evaluable: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawTally {
    pub(crate) done: u16,
    pub(crate) of: u16,
}
