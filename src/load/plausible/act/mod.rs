//! Law that contradicts itself: dates out of order, treaty words in a Union act, obligations with one name.

mod celex;
mod implied;
mod relations;
pub(super) mod wording;

use super::names::{self, NamesGiven};
use crate::law::{Corpus, Deadline, Group, Instrument, Obligation, Silence};
use crate::load::build::Links;
use crate::load::defect::{Defect, DefectLocation, Defects};
use crate::load::json_path::JsonPath;

/// Looks through an instrument.
pub(super) fn act(act: &Instrument, names: &NamesGiven, links: &Links, defects: &mut Defects) {
    let corpus = links.corpus;
    celex::act(act, defects);
    names::instrument(act, names, defects);
    in_force_before_adoption(act, defects);
    effects_before_end(act, defects);
    relations::links(act, links, defects);
    if !act.is_treaty() && act.binds.group == Group::Parties {
        parties_of_union_act(&JsonPath::top().key("binds").key("group"), defects);
    }
    let list = JsonPath::top().key("obligations");
    for (number, duty) in act.obligations.iter().enumerate() {
        let place = list.item(number);
        repeated(act, (number, duty), &list, defects);
        deadline(act, duty, &place.key("deadline"), defects);
        wording::deadline(act, duty, &place.key("deadline"), defects);
        implied::links(act, (number, duty), links, defects);
        register_ahead_of_itself(duty, corpus, &place.key("silence").key("registers"), defects);
        let own = duty.binds.as_ref().map(|binds| binds.group);
        if !act.is_treaty() && own == Some(Group::Parties) {
            parties_of_union_act(&place.key("binds").key("group"), defects);
        }
    }
}

fn in_force_before_adoption(act: &Instrument, defects: &mut Defects) {
    if let Some(in_force) = act.in_force.filter(|in_force| *in_force < act.adopted) {
        let message = format!("in force on {in_force}, before its adoption {}", act.adoption_in_words());
        defects.error("in-force-before-adoption", &JsonPath::top().key("in_force"), message);
    }
}

/// Effects that were maintained to a day before the act ended: nothing was maintained.
fn effects_before_end(act: &Instrument, defects: &mut Defects) {
    let list = JsonPath::top().key("ended");
    for (number, end) in act.ended.iter().enumerate() {
        if let Some(until) = end.effects_until.filter(|until| *until < end.from) {
            let message = format!("effects maintained until {until}, before the end itself on {}", end.from);
            defects.add(Defect::warning("effects-end-before-act", &list.item(number).key("effects_until"), message));
        }
    }
}

/// A list that was printed once is complete at most up to its publication.
fn register_ahead_of_itself(duty: &Obligation, corpus: &Corpus, list: &JsonPath, defects: &mut Defects) {
    let Silence::NotDone(registers) = &duty.silence else { return };
    for (number, register) in registers.iter().enumerate() {
        let printed = corpus.source(register.source).filter(|source| !source.continuous);
        let Some(source) = printed.filter(|source| register.through > source.published.last()) else { continue };
        let (id, through, published) = (&source.id, register.through, source.published);
        let message = format!("complete through {through}, but {id} was published {published}");
        let defect = Defect::warning("register-after-publication", &list.item(number).key("through"), message);
        defects.add(defect.help("end it with the publication, or say \"continuous\": true of the source"));
    }
}

fn parties_of_union_act(place: &JsonPath, defects: &mut Defects) {
    let defect = Defect::error("parties-of-union-act", place, "an act of the Union has no parties");
    defects.add(defect.help("write member-states, with except and also"));
}

fn repeated(act: &Instrument, (number, duty): (usize, &Obligation), list: &JsonPath, defects: &mut Defects) {
    let first = act.obligations.iter().take(number).position(|earlier| earlier.id == duty.id);
    if let Some(first) = first {
        let message = format!("there are two obligations \"{}\"", duty.id);
        let defect = Defect::error("duplicate-obligation", &list.item(number).key("id"), message);
        defects.add(defect.also(DefectLocation::Value(list.item(first).key("id")), "the other one"));
    }
}

fn deadline(act: &Instrument, duty: &Obligation, place: &JsonPath, defects: &mut Defects) {
    if duty.deadline == Some(Deadline::AtEntryIntoForceForState) && !act.is_treaty() {
        let message = "an act of the Union enters into force for all states at once";
        defects.error("treaty-deadline-in-union-act", &place.key("at"), message);
    }
    // a misprint that was corrected stays in the data as it was printed
    let printed = duty.deadline.as_ref().filter(|_| duty.corrected.is_empty());
    let corrected = duty.corrected.iter().map(|correction| &correction.deadline);
    let last_days = printed.into_iter().chain(corrected).filter_map(wording::last_good);
    let changed = duty.changed.iter().map(|change| change.by);
    let early = last_days.chain(changed).find(|last| *last < act.adopted);
    if let Some(last) = early {
        let message = format!("the last good day {last} lies before the adoption {}", act.adoption_in_words());
        defects.error("deadline-before-adoption", place, message);
    }
}
