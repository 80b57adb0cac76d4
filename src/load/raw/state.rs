//! `member-states/*.json`, key by key. Records are by far the most numerous thing in a corpus: their texts are borrowed
//! from the file.

use serde::Deserialize;

use super::object::{given_object, objects};
use super::plain::{RawText, given};
use super::{RawWhen, TextOrNumber};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawActor<'a> {
    #[serde(rename = "$schema", default, deserialize_with = "given")]
    pub(crate) schema: Option<String>,
    pub(crate) code: String,
    #[serde(default, deserialize_with = "given")]
    pub(crate) iso: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) iso3: Option<String>,
    pub(crate) name: String,
    #[serde(default)]
    pub(crate) names: Vec<String>,
    #[serde(default, deserialize_with = "objects")]
    pub(crate) membership: Vec<RawMembership>,
    #[serde(default, borrow, deserialize_with = "objects")]
    pub(crate) records: Vec<RawRecord<'a>>,
}

/// A state of which the records are not read.
#[derive(Debug, Deserialize)]
pub(crate) struct RawActorAlone {
    code: String,
    iso: Option<String>,
    iso3: Option<String>,
    name: String,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    membership: Vec<RawMembership>,
}

impl From<RawActorAlone> for RawActor<'_> {
    fn from(RawActorAlone { code, iso, iso3, name, names, membership }: RawActorAlone) -> Self {
        RawActor { schema: None, code, iso, iso3, name, names, membership, records: Vec::new() }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawMembership {
    pub(crate) from: String,
    #[serde(default, deserialize_with = "given")]
    pub(crate) to: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) union_law_to: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) basis: Option<String>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) source: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawRecord<'a> {
    #[serde(borrow)]
    pub(crate) instrument: RawText<'a>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) obligations: Option<Vec<String>>,
    #[serde(borrow)]
    pub(crate) event: RawText<'a>,
    #[serde(default, borrow, deserialize_with = "given")]
    pub(crate) status: Option<RawText<'a>>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) pending: Option<bool>,
    #[serde(default, borrow, deserialize_with = "given")]
    pub(crate) extent: Option<RawText<'a>>,
    #[serde(default, borrow, deserialize_with = "given")]
    pub(crate) consent: Option<RawText<'a>>,
    #[serde(default, borrow, deserialize_with = "given")]
    pub(crate) succeeds_on: Option<RawText<'a>>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) amends: Option<bool>,
    #[serde(borrow)]
    pub(crate) on: RawWhen<'a>,
    #[serde(default, borrow, deserialize_with = "given")]
    pub(crate) until: Option<RawText<'a>>,
    #[serde(default, borrow, deserialize_with = "given")]
    pub(crate) case: Option<RawText<'a>>,
    #[serde(default, deserialize_with = "given")]
    pub(crate) procedure: Option<TextOrNumber>,
    #[serde(default, borrow, deserialize_with = "given")]
    pub(crate) kind: Option<RawText<'a>>,
    #[serde(default, borrow, deserialize_with = "given")]
    pub(crate) department: Option<RawText<'a>>,
    #[serde(default, borrow, deserialize_with = "given")]
    pub(crate) outcome: Option<RawText<'a>>,
    #[serde(default, borrow, deserialize_with = "given")]
    pub(crate) title: Option<RawText<'a>>,
    #[serde(default, borrow, deserialize_with = "given")]
    pub(crate) adopted_on: Option<RawText<'a>>,
    #[serde(borrow)]
    pub(crate) source: RawText<'a>,
    #[serde(default, borrow, deserialize_with = "given")]
    pub(crate) locator: Option<RawText<'a>>,
    #[serde(default, borrow, deserialize_with = "given")]
    pub(crate) confidence: Option<RawText<'a>>,
    #[serde(default, borrow, deserialize_with = "given")]
    pub(crate) note: Option<RawText<'a>>,
    #[serde(default, deserialize_with = "given_object")]
    pub(crate) retracted: Option<RawRetraction>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RawRetraction {
    pub(crate) on: String,
    pub(crate) reason: String,
}
