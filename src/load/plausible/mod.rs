//! Is what the files say possible together? One small function per defect. Whether a file is readable at all and its
//! links lead somewhere was asked before; what the facts mean for a duty is asked in `engine`.

mod accession;
mod act;
mod bound;
mod cases;
mod lists;
mod membership;
mod names;
mod programme;
mod published;
mod repeated;
mod sources;
mod treaty;

use super::build::Links;
use super::mend;
use super::piece::{Folder, Piece};
use super::raised::{Desk, Place, Step};
use crate::law::{Actor, Corpus, EventKind, Instrument, ObligationIx, Record};

/// A state with its records, each with its place in the file.
pub(super) struct Dossier<'a> {
    pub(super) actor: &'a Actor,
    pub(super) records: &'a [(usize, Record)],
    pub(super) links: &'a Links<'a>,
    /// Could all of the file be read?
    pub(super) is_whole: bool,
}

impl Dossier<'_> {
    /// The records that stand under sound law, each with its instrument.
    fn standing(&self) -> impl Iterator<Item = (usize, &Record, &Instrument)> {
        let judged = |record: &Record| record.retracted.is_none() && !self.links.shaky.contains(&record.instrument);
        let all = self.records.iter().filter(move |(_, record)| judged(record));
        all.filter_map(|(number, record)| Some((*number, record, self.links.corpus.instrument(record.instrument)?)))
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
        sources::after_publication((number, record), dossier.links.corpus, desk);
        treaty::inexact(number, record, desk);
        treaty::deferral_backwards(number, record, desk);
    }
    treaty::consent_and_force(dossier, desk);
    cases::cases(dossier, desk);
    bound::never(dossier, desk);
    lists::contradicted(dossier, desk);
}

/// Looks through what can be said only when all states are read.
pub(super) fn together(pieces: &mut [Piece], corpus: &Corpus) {
    names::actors(&corpus.actors, pieces);
    published::inexact(corpus, pieces);
}

/// Looks through law and sources.
pub(super) fn corpus(pieces: &mut [Piece], links: &Links) {
    let names = names::Names::of(links.corpus);
    for piece in pieces.iter_mut() {
        let mut desk = Desk::default();
        match piece.folder {
            Folder::Instruments => {
                let found = links.corpus.find_instrument(piece.stem).and_then(|ix| links.corpus.instrument(ix));
                found.into_iter().for_each(|instrument| act::act(instrument, &names, links, &mut desk));
            }
            Folder::Seeds => {
                let found = links.corpus.find_source(piece.stem).and_then(|ix| links.corpus.source(ix));
                found.into_iter().for_each(|source| {
                    sources::links(source, links, &mut desk);
                    programme::source(source, links, &mut desk);
                });
            }
            Folder::MemberStates | Folder::Rules => {}
        }
        mend::add_new(&mut piece.desk, desk.raised);
    }
}

/// The place of a key of a record.
fn at(number: usize, key: &str) -> Place {
    Place(vec![Step::Key("records".into()), Step::Item(number), Step::Key(key.into())])
}

fn is_listed(event: EventKind, obligation: ObligationIx, of: &Instrument) -> bool {
    let found = of.obligations.get(usize::from(obligation.0));
    found.is_some_and(|duty| duty.fulfilled_by.contains(&event) || duty.undone_by.contains(&event))
}

/// Does an event speak to every obligation, whatever its lists say?
fn reaches_all(event: EventKind) -> bool {
    event.is_procedural() || matches!(event, EventKind::Observed | EventKind::Deferral)
}
