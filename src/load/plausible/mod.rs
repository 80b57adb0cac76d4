//! Is what the files say possible together? One small function per defect. Whether a file is readable at all and its
//! links lead somewhere was asked before; what the facts mean for a duty is asked in `engine`.

mod accession;
mod act;
mod bound;
mod cases;
mod checked_state;
mod lists;
mod names;
mod programme;
mod published;
mod repeated;
mod sources;
mod treaty;

use super::build::Links;
use super::data_file::{DataFile, Folder};
use super::defect::Defects;
use super::salvage;
use crate::law::Corpus;
pub(super) use checked_state::CheckedState;

/// Looks through the file of a state.
pub(super) fn actor(state: &CheckedState, defects: &mut Defects) {
    accession::overlapping(state.actor, defects);
    repeated::duplicates(state, defects);
    repeated::contradictions(state, defects);
    for (number, record, instrument) in state.sound_records() {
        accession::before_act(number, record, instrument, defects);
        accession::before_membership((number, record), instrument, state.actor, defects);
        accession::without_effect(number, record, instrument, defects);
        sources::after_publication((number, record), state.links.corpus, defects);
        treaty::inexact(number, record, defects);
        treaty::deferral_backwards(number, record, defects);
    }
    treaty::consent_and_force(state, defects);
    cases::cases(state, defects);
    bound::never(state, defects);
    lists::contradicted(state, defects);
}

/// Looks through what can be said only when all states are read.
pub(super) fn together(files: &mut [DataFile], corpus: &Corpus) {
    names::actors(&corpus.actors, files);
    published::inexact(corpus, files);
}

/// Looks through law and sources.
pub(super) fn corpus(files: &mut [DataFile], links: &Links) {
    let names = names::NamesGiven::of(links.corpus);
    let urged = programme::Urged::of(links.corpus);
    for file in files.iter_mut() {
        let mut defects = Defects::default();
        match file.folder {
            Folder::Instruments => {
                let found = links.corpus.find_instrument(file.stem).and_then(|ix| links.corpus.instrument(ix));
                found.into_iter().for_each(|instrument| act::act(instrument, &names, links, &mut defects));
            }
            Folder::Seeds => {
                let found = links.corpus.find_source(file.stem).and_then(|ix| links.corpus.source(ix));
                found.into_iter().for_each(|source| {
                    sources::links(source, links, &mut defects);
                    programme::source(source, &urged, links, &mut defects);
                });
            }
            Folder::MemberStates | Folder::Rules => {}
        }
        salvage::add_new(&mut file.defects, defects.list);
    }
}
