//! Builds a state or institution with its records.

use super::builder::{Builder, all_kept, kept};
use super::record;
use crate::law::names::eu_code;
use crate::law::{Actor, Membership, Record};
use crate::load::defect::Defect;
use crate::load::json_path::PathRef;
use crate::load::raw::{RawActor, RawMembership};
use crate::time::Day;

/// The state that a file describes. `numbers` holds the place of each record in the file, where some were left out
/// before; the records come with these places, in the order of the file, for the checks that report defects in them.
pub(crate) fn actor(raw: RawActor, numbers: Option<&[usize]>, builder: &mut Builder) -> (Actor, Vec<(usize, Record)>) {
    let (top, mut records) = (PathRef::Top, Vec::with_capacity(raw.records.len()));
    let path = top.key("records");
    for (at, raw) in raw.records.iter().enumerate() {
        let number = numbers.and_then(|numbers| numbers.get(at)).copied().unwrap_or(at);
        let place = u32::try_from(number).ok();
        let built = record::record(raw, &path.item(number), builder).map(|record| Record { place, ..record });
        records.extend(built.map(|record| (number, record)));
    }
    if let Some(eu) = eu_code(&raw.code) {
        let message = format!("\"{}\" is not the Union's code of {}", raw.code, raw.name);
        let defect = Defect::error("unknown-state", &top.key("code").to_path(), message);
        builder.defects.add(defect.help(format!("write \"{eu}\", and \"iso\": \"{}\"", raw.code)));
    }
    let membership = memberships(&raw.membership, builder);
    let mut actor = Actor::new(raw.code.into(), raw.name.into(), membership, Vec::new());
    actor.iso = kept(raw.iso);
    actor.iso3 = kept(raw.iso3);
    actor.names = all_kept(raw.names);
    (actor, records)
}

fn memberships(list: &[RawMembership], builder: &mut Builder) -> Vec<Membership> {
    let top = PathRef::Top;
    let path = top.key("membership");
    let each = list.iter().enumerate();
    each.filter_map(|(number, raw)| membership(raw, &path.item(number), builder)).collect()
}

fn membership(raw: &RawMembership, path: &PathRef, builder: &mut Builder) -> Option<Membership> {
    let union_law_to = builder.maybe_day(&path.key("union_law_to"), raw.union_law_to.as_deref());
    if let Some(id) = &raw.source {
        builder.source(&path.key("source"), id);
    }
    let during = builder.interval(path, Some(&raw.from), raw.to.as_deref())?;
    if let Some(bound_to) = union_law_to {
        bound_after_leaving((during.to(), bound_to), &path.key("union_law_to"), builder);
    }
    Some(Membership { during, union_law_to, basis: raw.basis.as_deref().unwrap_or_default().into() })
}

/// Union law goes on binding a state only after it has left (Withdrawal Agreement, Art. 126-127): never without an end
/// of membership, never to a day before it.
fn bound_after_leaving((left, bound_to): (Option<Day>, Day), path: &PathRef, builder: &mut Builder) {
    let (code, message) = match left {
        Some(left) if bound_to >= left => return,
        Some(left) => ("union-law-ends-early", format!("\"union_law_to\" {bound_to} lies before \"to\" {left}")),
        None => ("union-law-without-end", "\"union_law_to\" without \"to\": the membership has no end".to_owned()),
    };
    let help = "Union law binds a member; union_law_to says until when it binds a state that has left";
    builder.defects.add(Defect::error(code, &path.to_path(), message).help(help));
}
