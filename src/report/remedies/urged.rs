//! Which passages of which sources urge a step: those linked to its obligations, addressed to the state, published by
//! the day asked about and by the day of knowledge. Nobody is urged by a document that is still to be written.

use super::answered::{Answered, AnsweredGroup};
use crate::engine::Finding;
use crate::law::{Source, Urging};
use crate::report::contract::UrgedBy;
use crate::report::page::{Block, Cell};
use crate::report::run::Run;
use std::collections::BTreeMap;

/// The passages that are out on the day of a run, by the obligations that they urge.
pub(super) struct Passages<'a>(BTreeMap<&'a str, Vec<(&'a Source, &'a Urging)>>);

impl<'a> Passages<'a> {
    /// Of all sources.
    pub fn new(run: &Run<'a>) -> Passages<'a> {
        let mut by_obligation: BTreeMap<&str, Vec<(&Source, &Urging)>> = BTreeMap::new();
        for source in run.engine.corpus.sources.iter().filter(|source| is_out(run, source)) {
            for urging in &source.urges {
                for obligation in urging.obligations.iter().chain(&urging.covers) {
                    by_obligation.entry(obligation).or_default().push((source, urging));
                }
            }
        }
        Passages(by_obligation)
    }

    /// Every passage that urges an obligation of the group, the latest first; of one day the best kind of source first, then
    /// by id.
    pub fn urging(&self, group: &AnsweredGroup) -> Vec<UrgedBy> {
        let Some(first) = group.first() else { return Vec::new() };
        let linked = group.iter().filter_map(|one| self.0.get(link(one.finding).as_str())).flatten();
        let addressed = linked.filter(|(_, urging)| is_addressed(urging, first.finding));
        let mut passages: Vec<(&Source, &Urging)> = addressed.copied().collect();
        passages.sort_by_key(|(source, urging)| {
            (std::cmp::Reverse(source.published.last()), source.kind, &source.id, &urging.id)
        });
        // a passage that urges several obligations of the group is one
        passages.dedup_by(|(_, one), (_, other)| std::ptr::eq(*one, *other));
        let urged = passages.into_iter().map(|(source, urging)| UrgedBy {
            id: urging.id.to_string(),
            source: source.id.to_string(),
            locator: urging.locator.to_string(),
            objective: urging.objective,
            covers: covered(urging, group).map(|one| one.finding.id()).collect(),
        });
        urged.collect()
    }
}

/// The findings of the group whose obligations are urged.
fn covered<'g, 'f, 'a>(
    urging: &'g Urging,
    group: &'g AnsweredGroup<'f, 'a>,
) -> impl Iterator<Item = &'g Answered<'f, 'a>> {
    group.iter().filter(|one| urging.urges(&link(one.finding)))
}

/// Published by the day asked about, and known. A document without an exact day counts from its last possible one.
pub(super) fn is_out(run: &Run, source: &Source) -> bool {
    let published = source.published.last();
    published <= run.as_of && run.engine.known_as_of.is_none_or(|known| published <= known)
}

fn is_addressed(urging: &Urging, finding: &Finding) -> bool {
    match &*urging.addressee {
        "member-states" => finding.actor.is_member(finding.on),
        code => *code == *finding.actor.code,
    }
}

fn link(finding: &Finding) -> String {
    format!("{}/{}", finding.instrument.id, finding.obligation.id)
}

/// The ids of urgings that no obligation here answers, by sources published and known by then: they are judged from
/// statements alone and give no recommendation.
pub fn by_statements_only<'a>(run: &Run<'a>) -> Vec<&'a str> {
    let sources = run.engine.corpus.sources.iter().filter(|source| is_out(run, source));
    let urged = sources.flat_map(|source| &source.urges);
    let to_states = urged.filter(|urging| &*urging.addressee == "member-states" && urging.obligations.is_empty());
    to_states.filter(|urging| names_states(run, urging)).map(|urging| &*urging.id).collect()
}

/// Does any source name states that did it?
fn names_states(run: &Run, urging: &Urging) -> bool {
    let mut all = run.engine.corpus.sources.iter().flat_map(|source| &source.states);
    all.any(|one| one.tells.about.contains(&urging.id) && (one.tells.complete || !one.tells.done_by.is_empty()))
}

/// A line for the reader; nothing where nothing is urged beyond the obligations.
pub fn note_of_statements(ids: &[&str]) -> Option<Block> {
    let text = || format!("urged too, but judged from statements alone: {}; see acquis actions", ids.join(", "));
    (!ids.is_empty()).then(|| Block::Text(Cell::plain(text())))
}
