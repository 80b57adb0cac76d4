//! Sources that could not know what they are cited for, and statements about obligations that there are not.

use super::checked_state::at;
use crate::law::{Corpus, EventKind, Record, Source, SourceKind};
use crate::load::build::Links;
use crate::load::defect::{Defect, Defects};
use crate::load::json_path::PathRef;

/// A record of days after its source was published. A register kept up day by day may go on, and a law that was
/// published says itself from when it holds.
pub(super) fn after_publication((number, record): (usize, &Record), corpus: &Corpus, defects: &mut Defects) {
    let Some(source) = corpus.source(record.source) else { return };
    let last = corpus.last_possible_day(record);
    let is_law = matches!(source.kind, SourceKind::NationalGazette | SourceKind::OfficialJournal);
    let takes_effect = matches!(
        record.event.kind(),
        EventKind::Measure
            | EventKind::RepealedNationally
            | EventKind::Designated
            | EventKind::Observed
            | EventKind::Authorised
    );
    if source.continuous || (is_law && takes_effect) || last <= source.published.last() {
        return;
    }
    let (id, published) = (&source.id, source.published);
    let message = match record.on.exact() {
        Some(on) => format!("{on} lies after the publication of {id} ({published})"),
        None => format!("{} may be as late as {last}, but {id} was published {published}", record.on),
    };
    let defect = Defect::warning("record-after-publication", &at(number, "on"), message);
    defects.add(defect.help("cite a later document, or bound the date with \"by\""));
}

/// What a source urges or keeps a register of must exist.
pub(super) fn links(source: &Source, links: &Links, defects: &mut Defects) {
    let top = PathRef::Top;
    let urges = top.key("urges");
    for (number, urging) in source.urges.iter().enumerate() {
        let item = urges.item(number);
        for (key, list) in [("obligations", &urging.obligations), ("covers", &urging.covers)] {
            let path = item.key(key);
            for (place, link) in list.iter().enumerate() {
                obligation(link, &path.item(place), links, defects);
            }
        }
    }
    let states = top.key("states");
    for (number, statement) in source.states.iter().enumerate() {
        if let Some(link) = &statement.register {
            obligation(link, &states.item(number).key("register"), links, defects);
        }
    }
}

/// What a link `instrument/obligation` names must exist.
pub(super) fn obligation(link: &str, path: &PathRef, links: &Links, defects: &mut Defects) {
    let (instrument, id) = link.split_once('/').unwrap_or((link, ""));
    let found = links.instrument(path, instrument).and_then(|ix| links.obligation(path, ix, id));
    if let Err(Some(defect)) = found {
        defects.add(*defect);
    }
}
