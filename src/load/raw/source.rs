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
    pub(crate) official: Option<String>,
    pub(crate) read_at: Option<String>,
    pub(crate) read_on: Option<String>,
    pub(crate) note: Option<String>,
    #[serde(default)]
    pub(crate) urges: Vec<RawUrging>,
    #[serde(default)]
    pub(crate) states: Vec<RawStatement>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawUrging {
    pub(crate) id: String,
    pub(crate) objective: Option<u8>,
    pub(crate) addressee: String,
    pub(crate) locator: String,
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) obligations: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawStatement {
    pub(crate) id: String,
    pub(crate) locator: String,
    pub(crate) text: String,
    pub(crate) register: Option<String>,
}
