//! Is what the files say possible together? One small function per defect. Whether a file is readable at all and its
//! links lead somewhere was asked before; what the facts mean for a duty is asked in `engine`.

mod accession;
mod law;
mod membership;
mod repeated;
mod sources;
mod treaty;
mod uncertain;

use super::build::Links;
use super::piece::{Folder, Piece};
use super::raised::{Desk, Place, Step};
use crate::law::{Actor, Corpus, EventKind, Instrument, ObligationIx, Record};

/// A state with its records, each with its place in the file.
pub(super) struct Dossier<'a> {
    pub(super) actor: &'a Actor,
    pub(super) records: &'a [(usize, Record)],
    pub(super) corpus: &'a Corpus,
}

impl Dossier<'_> {
    /// The records that stand, each with its instrument.
    fn standing(&self) -> impl Iterator<Item = (usize, &Record, &Instrument)> {
        let all = self.records.iter().filter(|(_, record)| record.retracted.is_none());
        all.filter_map(|(number, record)| Some((*number, record, self.corpus.instrument(record.instrument)?)))
    }
}

/// Looks through the file of a state.
pub(super) fn actor(dossier: &Dossier, desk: &mut Desk) {
    membership::overlapping(dossier.actor, desk);
    repeated::duplicates(dossier, desk);
    repeated::contradictions(dossier, desk);
    for (number, record, instrument) in dossier.standing() {
        accession::before_act(number, record, instrument, desk);
        accession::before_membership((number, record), instrument, dossier.actor, desk);
        accession::without_effect(number, record, instrument, desk);
        sources::after_publication((number, record), dossier.corpus, desk);
        treaty::inexact(number, record, desk);
        treaty::deferral_backwards(number, record, desk);
    }
    treaty::consent_and_force(dossier, desk);
    uncertain::too_many(dossier, desk);
}

/// Looks through law and sources.
pub(super) fn corpus(pieces: &mut [Piece], links: &Links) {
    for piece in pieces.iter_mut() {
        match piece.folder {
            Folder::Instruments => {
                let found = links.corpus.find_instrument(piece.stem).and_then(|ix| links.corpus.instrument(ix));
                found.into_iter().for_each(|instrument| law::instrument(instrument, &mut piece.desk));
            }
            Folder::Seeds => {
                let found = links.corpus.find_source(piece.stem).and_then(|ix| links.corpus.source(ix));
                found.into_iter().for_each(|source| sources::links(source, links, &mut piece.desk));
            }
            Folder::MemberStates | Folder::Rules => {}
        }
    }
}

/// The place of a key of a record.
fn at(number: usize, key: &str) -> Place {
    Place(vec![Step::Key("records".into()), Step::Item(number), Step::Key(key.into())])
}

/// Does a record bear on an obligation? An act does if the obligation's lists name it; a finding, a step or a deferral
/// does unless it names others.
fn bears_on(record: &Record, obligation: ObligationIx, of: &Instrument) -> bool {
    let named = record.obligations.as_ref().is_none_or(|list| list.contains(&obligation));
    named && (reaches_all(record.event.kind()) || is_listed(record.event.kind(), obligation, of))
}

fn is_listed(event: EventKind, obligation: ObligationIx, of: &Instrument) -> bool {
    let found = of.obligations.get(usize::from(obligation.0));
    found.is_some_and(|duty| duty.fulfilled_by.contains(&event) || duty.undone_by.contains(&event))
}

/// Does an event speak to every obligation, whatever its lists say?
fn reaches_all(event: EventKind) -> bool {
    event.is_procedural() || matches!(event, EventKind::Observed | EventKind::Deferral)
}
