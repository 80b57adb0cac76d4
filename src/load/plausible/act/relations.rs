//! What an instrument says that it does to others (`relations`): each must exist, none is the instrument itself or named
//! twice with one word, and none replaces, directly or through others, what replaces it.

use std::collections::BTreeSet;

use crate::law::{Corpus, Instrument, RelationKind};
use crate::load::build::Links;
use crate::load::defect::{Defect, DefectLocation, Defects};
use crate::load::json_path::PathRef;

/// Looks through the relations of one instrument.
pub(super) fn links(act: &Instrument, links: &Links, defects: &mut Defects) {
    let top = PathRef::Top;
    let list = top.key("relations");
    for (number, relation) in act.relations.iter().enumerate() {
        let item = list.item(number);
        let place = item.key("instrument");
        if let Err(Some(defect)) = links.instrument(&place, &relation.instrument) {
            defects.add(*defect);
        }
        let first = act.relations.iter().take(number).position(|earlier| earlier == relation);
        if let Some(first) = first {
            let message = format!("{} {} {} twice", act.id, labelled(relation.kind), relation.instrument);
            let defect = Defect::error("relation-twice", &place.to_path(), message);
            defects.add(defect.also(DefectLocation::Value(list.item(first).to_path()), "the first time"));
        } else if relation.instrument == act.id {
            defects.error(
                "related-to-itself",
                &place.to_path(),
                format!("{} cannot stand in relation to itself", act.id),
            );
        } else if relation.kind == RelationKind::Replaces
            && is_first_of_circle(&act.id, &relation.instrument, links.corpus)
        {
            let message = format!("{} replaces {}, which replaces it in turn", act.id, relation.instrument);
            let defect = Defect::error("circle-of-replacements", &place.to_path(), message);
            defects.add(defect.help("the later act replaces the earlier one: take out the relation back"));
        }
    }
}

fn labelled(kind: RelationKind) -> &'static str {
    if kind == RelationKind::BuildsOn { "builds on" } else { kind.as_str() }
}

/// Does the act that is replaced replace this one in turn, and is this one the first of the circle, so that each is
/// reported once?
fn is_first_of_circle(act: &str, replaced: &str, corpus: &Corpus) -> bool {
    let mut onwards = all_replaced(replaced, corpus);
    onwards.insert(replaced);
    let mut circle = onwards.iter().filter(|one| all_replaced(one, corpus).contains(act));
    onwards.contains(act) && circle.all(|one| act <= *one)
}

/// What an instrument replaces, directly or through others.
fn all_replaced<'a>(id: &'a str, corpus: &'a Corpus) -> BTreeSet<&'a str> {
    let (mut found, mut open) = (BTreeSet::new(), vec![id]);
    while let Some(next) = open.pop() {
        let act = corpus.find_instrument(next).and_then(|ix| corpus.instrument(ix));
        let replaces = act.into_iter().flat_map(|act| &act.relations).filter(|one| one.kind == RelationKind::Replaces);
        open.extend(replaces.map(|one| &*one.instrument).filter(|id| found.insert(*id)));
    }
    found
}
