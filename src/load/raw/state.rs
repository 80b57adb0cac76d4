//! `member-states/*.json`, key by key. Records are by far the most numerous thing in a corpus: their texts are borrowed
//! from the file.

use std::borrow::Cow;

use serde::Deserialize;

use super::{RawWhen, TextOrNumber};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawActor<'a> {
    #[serde(rename = "$schema", default)]
    pub(crate) _schema: String,
    pub(crate) code: String,
    pub(crate) iso: Option<String>,
    pub(crate) iso3: Option<String>,
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) names: Vec<String>,
    #[serde(default)]
    pub(crate) membership: Vec<RawMembership>,
    #[serde(default, borrow)]
    pub(crate) records: Vec<RawRecord<'a>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawMembership {
    pub(crate) from: String,
    pub(crate) to: Option<String>,
    pub(crate) union_law_to: Option<String>,
    pub(crate) basis: Option<String>,
    pub(crate) source: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawRecord<'a> {
    #[serde(borrow)]
    pub(crate) instrument: Cow<'a, str>,
    pub(crate) obligations: Option<Vec<String>>,
    #[serde(borrow)]
    pub(crate) event: Cow<'a, str>,
    #[serde(borrow)]
    pub(crate) status: Option<Cow<'a, str>>,
    #[serde(default)]
    pub(crate) pending: bool,
    #[serde(borrow)]
    pub(crate) extent: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(crate) consent: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(crate) succeeds_on: Option<Cow<'a, str>>,
    #[serde(default)]
    pub(crate) amends: bool,
    #[serde(borrow)]
    pub(crate) on: RawWhen<'a>,
    #[serde(borrow)]
    pub(crate) until: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(crate) case: Option<Cow<'a, str>>,
    pub(crate) procedure: Option<TextOrNumber>,
    #[serde(borrow)]
    pub(crate) kind: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(crate) department: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(crate) outcome: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(crate) title: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(crate) adopted_on: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(crate) source: Cow<'a, str>,
    #[serde(borrow)]
    pub(crate) locator: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(crate) confidence: Option<Cow<'a, str>>,
    #[serde(borrow)]
    pub(crate) note: Option<Cow<'a, str>>,
    pub(crate) retracted: Option<RawRetraction>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawRetraction {
    pub(crate) on: String,
    pub(crate) reason: String,
}
