//! Builds a state or institution with its records.

use super::bench::{Bench, all_kept, kept};
use super::links::eu_code;
use super::record;
use crate::law::{Actor, Membership, Record};
use crate::load::build::way::Way;
use crate::load::raised::Raised;
use crate::load::raw::{RawActor, RawMembership};
use crate::time::Day;

/// The state that a file describes. `numbers` holds the place of each record in the file, where some were left out
/// before; the records come with these places, in the order of the file, for whoever has something to say about them.
pub(crate) fn actor(raw: RawActor, numbers: Option<&[usize]>, bench: &mut Bench) -> (Actor, Vec<(usize, Record)>) {
    let (top, mut records) = (Way::Top, Vec::with_capacity(raw.records.len()));
    let way = top.key("records");
    for (at, raw) in raw.records.iter().enumerate() {
        let number = numbers.and_then(|numbers| numbers.get(at)).copied().unwrap_or(at);
        let place = u32::try_from(number).ok();
        let built = record::record(raw, &way.item(number), bench).map(|record| Record { place, ..record });
        records.extend(built.map(|record| (number, record)));
    }
    if let Some(eu) = eu_code(&raw.code) {
        let message = format!("\"{}\" is not the Union's code of {}", raw.code, raw.name);
        let raised = Raised::error("unknown-state", &top.key("code").place(), message);
        bench.desk.raise(raised.help(format!("write \"{eu}\", and \"iso\": \"{}\"", raw.code)));
    }
    let membership = memberships(&raw.membership, bench);
    let mut actor = Actor::new(raw.code.into(), raw.name.into(), membership, Vec::new());
    actor.iso = kept(raw.iso);
    actor.iso3 = kept(raw.iso3);
    actor.names = all_kept(raw.names);
    (actor, records)
}

fn memberships(list: &[RawMembership], bench: &mut Bench) -> Vec<Membership> {
    let top = Way::Top;
    let way = top.key("membership");
    let each = list.iter().enumerate();
    each.filter_map(|(number, raw)| membership(raw, &way.item(number), bench)).collect()
}

fn membership(raw: &RawMembership, way: &Way, bench: &mut Bench) -> Option<Membership> {
    let union_law_to = bench.maybe_day(&way.key("union_law_to"), raw.union_law_to.as_deref());
    if let Some(id) = &raw.source {
        bench.source(&way.key("source"), id);
    }
    let during = bench.interval(way, Some(&raw.from), raw.to.as_deref())?;
    if let Some(bound_to) = union_law_to {
        bound_after_leaving((during.to(), bound_to), &way.key("union_law_to"), bench);
    }
    Some(Membership { during, union_law_to, basis: raw.basis.as_deref().unwrap_or_default().into() })
}

/// Union law goes on binding a state only after it has left (Withdrawal Agreement, Art. 126-127): never without an end
/// of membership, never to a day before it.
fn bound_after_leaving((left, bound_to): (Option<Day>, Day), way: &Way, bench: &mut Bench) {
    let (code, message) = match left {
        Some(left) if bound_to >= left => return,
        Some(left) => ("union-law-ends-early", format!("\"union_law_to\" {bound_to} lies before \"to\" {left}")),
        None => ("union-law-without-end", "\"union_law_to\" without \"to\": the membership has no end".to_owned()),
    };
    let help = "Union law binds a member; union_law_to says until when it binds a state that has left";
    bench.desk.raise(Raised::error(code, &way.place(), message).help(help));
}
