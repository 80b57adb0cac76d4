//! Builds a source document.

use super::builder::{Builder, all_kept, kept};
use crate::law::{Address, Confidence, Delivery, Extent, Passage, Source, SourceKind, Statement, Tally, Tells, Urging};
use crate::load::defect::Defect;
use crate::load::json_path::PathRef;
use crate::load::raw::{RawDelivery, RawSource, RawStatement, RawUrging};

/// How much of a commitment an outcome is; that a document leaves it open cannot be said of one.
const SHARES: &[Extent] = &[Extent::Full, Extent::Partial];

/// The source that a file describes.
pub(crate) fn source(raw: RawSource, builder: &mut Builder) -> Option<Source> {
    let top = &PathRef::Top;
    let kind = builder.word(&top.key("kind"), &SourceKind::ALL, &raw.kind);
    let published = builder.when(&top.key("published"), &raw.published);
    let through = builder.maybe_day(&top.key("through"), raw.through.as_deref());
    let read_on = builder.maybe_day(&top.key("read_on"), raw.read_on.as_deref());
    if raw.id == Source::ASSUMED {
        let message = format!("no document can be called \"{}\"", Source::ASSUMED);
        let defect = Defect::error("reserved-id", &top.key("id").to_path(), message);
        builder.defects.add(defect.help("it stands for what a run assumes (--assume)"));
    }
    let (urges, states) = (top.key("urges"), top.key("states"));
    let urged = raw.urges.into_iter().enumerate();
    let urged = urged.map(|(number, one)| urging(one, &urges.item(number), builder)).collect();
    let stated = raw.states.into_iter().enumerate();
    let stated = stated.map(|(number, one)| statement(one, &states.item(number), builder)).collect();
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

fn urging(raw: RawUrging, path: &PathRef, builder: &mut Builder) -> Urging {
    let due = builder.maybe_day(&path.key("due"), raw.due.as_deref());
    let list = path.key("outcomes");
    let each = raw.outcomes.into_iter().enumerate();
    let outcomes = each.filter_map(|(number, one)| delivery(one, &list.item(number), builder)).collect();
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

fn delivery(raw: RawDelivery, path: &PathRef, builder: &mut Builder) -> Option<Delivery> {
    let on = builder.when(&path.key("on"), &raw.on);
    let extent = builder.word_or(&path.key("extent"), SHARES, (raw.extent.as_deref(), Extent::Full));
    let confidence = builder.word(&path.key("confidence"), &[Confidence::Read, Confidence::Recalled], &raw.confidence);
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

fn statement(raw: RawStatement, path: &PathRef, builder: &mut Builder) -> Statement {
    let on = raw.on.as_ref().and_then(|on| builder.when(&path.key("on"), on));
    let cases_from = builder.maybe_day(&path.key("cases_from"), raw.cases_from.as_deref());
    let named = path.key("done_by");
    for (number, code) in raw.done_by.iter().enumerate() {
        builder.state(&named.item(number), code);
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
