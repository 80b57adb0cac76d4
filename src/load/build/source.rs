//! Builds a source document.

use super::bench::{Bench, all_kept, kept};
use super::words;
use crate::law::{Address, Delivery, Extent, Passage, Source, Statement, Tally, Tells, Urging};
use crate::load::build::way::Way;
use crate::load::raised::Raised;
use crate::load::raw::{RawDelivery, RawSource, RawStatement, RawUrging};

/// How much of a commitment an outcome is; that a document leaves it open cannot be said of one.
const SHARES: words::Words<Extent> = &[Extent::Full, Extent::Partial];

/// The source that a file describes.
pub(crate) fn source(raw: RawSource, bench: &mut Bench) -> Option<Source> {
    let top = &Way::Top;
    let kind = bench.word(&top.key("kind"), words::SOURCE_KINDS, &raw.kind);
    let published = bench.when(&top.key("published"), &raw.published);
    let through = bench.maybe_day(&top.key("through"), raw.through.as_deref());
    let read_on = bench.maybe_day(&top.key("read_on"), raw.read_on.as_deref());
    if raw.id == Source::ASSUMED {
        let message = format!("no document can be called \"{}\"", Source::ASSUMED);
        let raised = Raised::error("reserved-id", &top.key("id").place(), message);
        bench.desk.raise(raised.help("it stands for what a run assumes (--assume)"));
    }
    let (urges, states) = (top.key("urges"), top.key("states"));
    let urged = raw.urges.into_iter().enumerate();
    let urged = urged.map(|(number, one)| urging(one, &urges.item(number), bench)).collect();
    let stated = raw.states.into_iter().enumerate();
    let stated = stated.map(|(number, one)| statement(one, &states.item(number), bench)).collect();
    Some(Source {
        id: raw.id.into(),
        title: raw.title.into(),
        reference: kept(raw.reference),
        kind: kind?,
        published: published?,
        continuous: raw.continuous,
        through,
        address: Address { official: kept(raw.official), read_at: kept(raw.read_at), read_on },
        note: kept(raw.note),
        urges: urged,
        states: stated,
    })
}

fn urging(raw: RawUrging, way: &Way, bench: &mut Bench) -> Urging {
    let due = bench.maybe_day(&way.key("due"), raw.due.as_deref());
    let list = way.key("outcomes");
    let each = raw.outcomes.into_iter().enumerate();
    let outcomes = each.filter_map(|(number, one)| delivery(one, &list.item(number), bench)).collect();
    let also = raw.also.into_iter().map(|one| Passage { objective: one.objective, locator: one.locator.into() });
    Urging {
        id: raw.id.into(),
        objective: raw.objective,
        addressee: raw.addressee.into(),
        locator: raw.locator.into(),
        text: raw.text.into(),
        also: also.collect(),
        due,
        obligations: all_kept(raw.obligations),
        covers: all_kept(raw.covers),
        outcomes,
        not_evaluable: kept(raw.not_evaluable),
    }
}

fn delivery(raw: RawDelivery, way: &Way, bench: &mut Bench) -> Option<Delivery> {
    let on = bench.when(&way.key("on"), &raw.on);
    let extent = bench.word_or(&way.key("extent"), SHARES, (raw.extent.as_deref(), Extent::Full));
    let confidence = bench.word(&way.key("confidence"), words::CONFIDENCES, &raw.confidence);
    Some(Delivery {
        on: on?,
        dropped: raw.dropped,
        title: raw.title.into(),
        source: kept(raw.source),
        reference: raw.reference.into(),
        extent: extent?,
        confidence: confidence?,
        note: kept(raw.note),
    })
}

fn statement(raw: RawStatement, way: &Way, bench: &mut Bench) -> Statement {
    let on = raw.on.as_ref().and_then(|on| bench.when(&way.key("on"), on));
    let cases_from = bench.maybe_day(&way.key("cases_from"), raw.cases_from.as_deref());
    let named = way.key("done_by");
    for (number, code) in raw.done_by.iter().enumerate() {
        bench.state(&named.item(number), code);
    }
    let tells = Tells {
        about: all_kept(raw.about),
        on,
        done_by: all_kept(raw.done_by),
        complete: raw.complete,
        count: raw.count.map(|count| Tally { done: count.done, of: count.of }),
    };
    Statement {
        id: raw.id.into(),
        locator: raw.locator.into(),
        text: raw.text.into(),
        register: kept(raw.register),
        objective: raw.objective,
        addressee: kept(raw.addressee),
        not_evaluable: kept(raw.not_evaluable),
        cases_from,
        tells,
    }
}
