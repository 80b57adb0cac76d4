//! Builds whom an act or an obligation binds: a group, those left out, those added, and their own periods.

use super::builder::Builder;
use super::deadline::deadline;
use crate::law::{Binds, Exception, Group, OwnPeriod, Start};
use crate::load::json_path::PathRef;
use crate::load::raw::{RawBinds, RawException};

/// Whom a duty binds. The additions and exceptions that can be read are kept.
pub(super) fn binds(raw: &RawBinds, path: &PathRef, builder: &mut Builder) -> Option<Binds> {
    let group = builder.word(&path.key("group"), &Group::ALL, &raw.group);
    let except = exceptions(&raw.except, &path.key("except"), builder);
    let also = exceptions(&raw.also, &path.key("also"), builder);
    Some(Binds { group: group?, except, also })
}

fn exceptions(list: &[RawException], path: &PathRef, builder: &mut Builder) -> Vec<Exception> {
    let each = list.iter().enumerate();
    each.filter_map(|(number, raw)| exception(raw, &path.item(number), builder)).collect()
}

fn exception(raw: &RawException, path: &PathRef, builder: &mut Builder) -> Option<Exception> {
    builder.state(&path.key("state"), &raw.state);
    let source = raw.source.as_deref().and_then(|id| builder.source(&path.key("source"), id));
    let during = builder.interval(path, raw.from.as_deref(), raw.to.as_deref())?;
    let basis = raw.basis.as_deref().unwrap_or_default();
    let own_period = match &raw.deadline {
        None => None,
        // `"deadline": null` says that there is a period of which the end is not known (decision 12)
        Some(None) => Some(OwnPeriod::Open),
        Some(Some(own)) => Some(OwnPeriod::Known(deadline(own, &Start::ALL, &path.key("deadline"), builder)?)),
    };
    let international_law = raw.international_law.unwrap_or_default();
    Some(Exception {
        state: raw.state.as_str().into(),
        during,
        basis: basis.into(),
        source,
        own_period,
        international_law,
    })
}
