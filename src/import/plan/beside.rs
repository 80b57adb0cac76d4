//! What an import writes beside the records of states: new acts, and the last day that a register covers.

use std::collections::BTreeSet;

use serde_json::Value;

use super::outcome::RowVerdict;
use super::provenance;
use super::work::Work;
use crate::import::RowProblem;
use crate::law::{Actor, CaseNumber};

impl Work<'_> {
    /// A new act that cannot be takes what is recorded under it along.
    pub(super) fn refuse_file(&mut self, path: &str, problem: &RowProblem) {
        let id = path.trim_start_matches("instruments/").trim_end_matches(".json");
        let under = self.additions.iter().enumerate();
        let under = under.filter(|(_, one)| one.entry.get("instrument").and_then(Value::as_str) == Some(id));
        let places: Vec<usize> = under.map(|(place, _)| place).collect();
        places.into_iter().for_each(|place| self.refuse_addition(place, problem.clone()));
        let celex = self.new_acts.values().find(|act| act.id == id).map(|act| act.celex.clone());
        self.refused_acts.extend(celex.map(|celex| (celex, problem.clone())));
    }

    /// An instrument that somebody wrote is never replaced by a stub, whichever number it is found by.
    pub(super) fn refuse_acts_that_stand(&mut self) {
        let standing = self.new_acts.values().filter_map(|act| {
            let ix = self.draft.corpus.find_instrument(&act.id)?;
            self.draft.corpus.instrument(ix).filter(|known| !known.stub)?;
            let message = format!("{} is an instrument of the data, and is not called {} there", act.id, act.celex);
            let help = format!("add {} to its numbers (celex)", act.celex);
            Some((format!("instruments/{}.json", act.id), RowProblem::new("other-act", message).help(help)))
        });
        for (path, problem) in standing.collect::<Vec<_>>() {
            self.refuse_file(&path, &problem);
        }
    }

    /// The sources of an act: of a stub those on record, and the one of this import.
    pub(super) fn sources_of(&self, id: &str) -> Vec<String> {
        let known = self.draft.corpus.find_instrument(id).and_then(|ix| self.draft.corpus.instrument(ix));
        let known = known.into_iter().flat_map(|known| &known.sources).filter_map(|ix| self.draft.corpus.source(*ix));
        let mut all: Vec<String> = known.map(|source| source.id.to_string()).collect();
        all.extend(self.options.source.clone().filter(|source| !all.contains(source)));
        all
    }

    /// The files of new acts under which something is recorded, or of which rows give the facts.
    pub(super) fn write_acts(&mut self) {
        let added = self.changes.values().flat_map(|change| &change.added);
        let used: BTreeSet<&str> = added
            .filter_map(|place| self.additions.get(*place))
            .filter_map(|one| one.entry.get("instrument").and_then(Value::as_str))
            .collect();
        for (celex, rows) in &self.acts {
            let Some(act) = self.new_acts.get(celex) else { continue };
            let is_wanted = !rows.is_empty() || used.contains(act.id.as_str());
            if is_wanted && !self.refused_acts.contains_key(celex) {
                let mut file = act.file.clone();
                file.entry("sources").or_insert_with(|| Value::from(self.sources_of(&act.id)));
                let path = format!("instruments/{}.json", act.id);
                self.change.objects.insert(path, Value::Object(file).to_string());
            }
        }
    }

    /// Do the files hold all that they have to say? Not where a row was refused or the file is a part.
    pub(super) fn is_whole(&self) -> bool {
        // a step that cannot be a record is kept, so nothing of it is missing
        let is_lost = |place: &usize| self.additions.get(*place).is_some_and(|one| one.otherwise.is_none());
        let has_refused = self.refused.keys().any(is_lost);
        let has_refused = has_refused || self.rows.iter().any(|row| row.verdict == RowVerdict::Refused);
        !has_refused && self.options.source.is_some() && !self.files.iter().any(|file| file.is_part)
    }

    /// Is it a whole edition of the register, and no extract: does it name every case that is on record of it?
    pub(super) fn is_edition(&self, source: &str) -> bool {
        let corpus = &self.draft.corpus;
        let Some(ix) = corpus.find_source(source).filter(|_| self.is_whole()) else { return false };
        let covered = corpus.source(ix).and_then(|source| source.through).map(|day| day.to_string());
        // what begins after the last day that is covered leaves days between them
        let is_continued =
            self.coverage.from.as_ref().zip(covered.as_ref()).is_none_or(|(from, covered)| from <= covered);
        let is_named =
            |state: &Actor, case: &str| self.coverage.cases.contains(&(state.code.to_string(), case.to_owned()));
        is_continued
            && corpus.actors.iter().all(|actor| {
                let own = actor.records().iter().filter(|record| record.source == ix && record.retracted.is_none());
                let mut cases = own.filter_map(|record| record.step()?.case.as_deref());
                cases.all(|case| is_named(actor, &CaseNumber::canonical(case)))
            })
    }

    /// The source of a register that reaches further now.
    pub(super) fn write_through(&mut self) {
        let Some(source) = self.options.source.as_deref().filter(|source| self.is_edition(source)) else { return };
        let through = self.files.iter().filter_map(|file| file.read.through.as_deref()).max();
        // nothing is covered that has not come yet
        let through = through.filter(|through| *through <= self.options.day.to_string().as_str());
        let path = format!("seeds/{source}.json");
        let seed = self.draft.object(&path);
        if let Some(text) = seed.zip(through).and_then(|(seed, through)| provenance::with_through(seed, through)) {
            self.change.objects.insert(path, text);
        }
    }
}
