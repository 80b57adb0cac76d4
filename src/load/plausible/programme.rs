//! What sources urge and what is reported about it: links that lead nowhere, days that cannot be, figures that do not add
//! up, and bullets that nothing judges.

use std::collections::{BTreeMap, HashSet};

use crate::law::{Corpus, Delivery, Source, SourceKind, Statement, Urging};
use crate::load::build::Links;
use crate::load::defect::{Defect, Defects};
use crate::load::json_path::{JsonPath, PathRef};
use crate::load::suggest;
use crate::time::UncertainDay;

/// How many defects of a source at most are given the name that was probably meant.
const MOST_SUGGESTED: usize = 50;

/// What all sources urge, and what any of them reports on: to look through all for each would take too long.
pub(super) struct Urged<'c> {
    /// By id: the source that urges it first, and at which place.
    urgings: BTreeMap<&'c str, (&'c Source, usize)>,
    reported: HashSet<&'c str>,
}

impl<'c> Urged<'c> {
    pub(super) fn of(corpus: &'c Corpus) -> Urged<'c> {
        let mut urged = Urged { urgings: BTreeMap::new(), reported: HashSet::new() };
        for source in &corpus.sources {
            for (number, urging) in source.urges.iter().enumerate() {
                urged.urgings.entry(&*urging.id).or_insert((source, number));
            }
            urged.reported.extend(source.states.iter().flat_map(|statement| &statement.tells.about).map(|id| &**id));
        }
        urged
    }
}

/// Looks through what a source urges and states.
pub(super) fn source(source: &Source, urged: &Urged, links: &Links, defects: &mut Defects) {
    let top = PathRef::Top;
    let (urges, states) = (top.key("urges"), top.key("states"));
    for (number, urging) in source.urges.iter().enumerate() {
        let item = urges.item(number);
        repeated((source, number), urging, urged, &item, defects);
        due_before_publication(source, urging, &item, defects);
        unjudged(urging, urged, &item, defects);
        let outcomes = item.key("outcomes");
        for (number, delivery) in urging.outcomes.iter().enumerate() {
            proof(delivery, links, &outcomes.item(number), defects);
        }
    }
    for (number, statement) in source.states.iter().enumerate() {
        let item = states.item(number);
        about(statement, urged, &item, defects);
        if let Some(on) = &statement.tells.on {
            after_publication(on, source, &item.key("on").to_path(), defects);
        }
        figure(statement, &item, defects);
    }
}

fn repeated((source, number): (&Source, usize), urging: &Urging, urged: &Urged, path: &PathRef, defects: &mut Defects) {
    let Some((first, place)) = urged.urgings.get(&*urging.id) else { return };
    if (&first.id, *place) != (&source.id, number) {
        let message = format!("there are two urgings \"{}\"; the other stands in {}", urging.id, first.id);
        let defect = Defect::error("duplicate-urging", &path.key("id").to_path(), message);
        defects.add(defect.help("a bullet that is repeated is one urging: name the other places in \"also\""));
    }
}

fn due_before_publication(source: &Source, urging: &Urging, path: &PathRef, defects: &mut Defects) {
    if let Some(due) = urging.due.filter(|due| *due < source.published.first()) {
        let message = format!("due {due}, before its publication ({})", source.published);
        defects.add(Defect::warning("due-before-publication", &path.key("due").to_path(), message));
    }
}

/// A bullet for which there is neither a link nor a reason.
fn unjudged(urging: &Urging, urged: &Urged, path: &PathRef, defects: &mut Defects) {
    // a day due is judged by the outcomes, also while there is none
    let is_linked = !urging.obligations.is_empty() || !urging.outcomes.is_empty() || urging.due.is_some();
    if !is_linked && urging.not_evaluable.is_none() && !urged.reported.contains(&*urging.id) {
        let message = format!("nothing judges \"{}\"", urging.id);
        let defect = Defect::warning("unjudged-urging", &path.key("id").to_path(), message);
        defects.add(defect.help("link obligations, outcomes or a due day, or say in \"not_evaluable\" why not"));
    }
}

fn proof(delivery: &Delivery, links: &Links, path: &PathRef, defects: &mut Defects) {
    let Some(id) = &delivery.source else { return };
    match links.source(&path.key("source"), id) {
        Ok(ix) => {
            let cited = links.corpus.source(ix);
            cited
                .into_iter()
                .for_each(|cited| after_publication(&delivery.on, cited, &path.key("on").to_path(), defects));
        }
        Err(defect) => defect.into_iter().for_each(|one| defects.add(*one)),
    }
}

/// A day after the source that reports it. A register kept up day by day may go on, and a law says itself from when
/// it holds.
fn after_publication(on: &UncertainDay, source: &Source, place: &JsonPath, defects: &mut Defects) {
    let is_law = matches!(source.kind, SourceKind::NationalGazette | SourceKind::OfficialJournal);
    if source.continuous || is_law || on.last() <= source.published.last() {
        return;
    }
    let message = format!("{on} lies after the publication of {} ({})", source.id, source.published);
    let defect = Defect::warning("told-before-its-day", place, message);
    defects.add(defect.help("cite a later document, or bound the date with \"by\""));
}

fn about(statement: &Statement, urged: &Urged, path: &PathRef, defects: &mut Defects) {
    let list = path.key("about");
    for (number, id) in statement.tells.about.iter().enumerate() {
        if !urged.urgings.contains_key(&**id) {
            let message = format!("no source urges \"{id}\"");
            let defect = Defect::error("unknown-urging", &list.item(number).to_path(), message);
            // of many the first ones are shown
            let is_shown = defects.list.len() < MOST_SUGGESTED;
            let near = is_shown.then(|| suggest::did_you_mean(id, urged.urgings.keys().copied())).flatten();
            defects.add(defect.maybe_help(near));
        }
    }
}

fn figure(statement: &Statement, path: &PathRef, defects: &mut Defects) {
    let Some(count) = statement.tells.count.filter(|count| count.done > count.of) else { return };
    let message = format!("{} of {} cannot be", count.done, count.of);
    defects.add(Defect::error("count-above-whole", &path.key("count").key("done").to_path(), message));
}
