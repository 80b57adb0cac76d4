//! Which identifiers there are to refer to, and what is said about one that there is not.

use std::collections::BTreeSet;

use crate::law::names::eu_code;
use crate::law::{Corpus, InstrumentIx, ObligationIx, SourceIx};
use crate::load::defect::Defect;
use crate::load::json_path::PathRef;
use crate::load::suggest;

/// Codes of the states that law may name although the corpus holds no file of theirs: members, former and future
/// ones, and the four associates.
const STATES: &str = "AT BE BG CH CY CZ DE DK EE EL ES FI FR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK UK";

/// A link that leads nowhere; `None` if its target's own file is broken, which is reported there.
pub(crate) type Refused = Option<Box<Defect>>;

/// What can be referred to. Files that could not be read are known by name, so that no defect is reported for references
/// to what stands there.
pub(crate) struct Links<'a> {
    pub(crate) corpus: &'a Corpus,
    /// Paths of all files, read or not, without their ending, and of folders that could not be read.
    pub(crate) stems: &'a BTreeSet<String>,
    /// Instruments whose own file has errors: links to what is missing there are no defects.
    pub(crate) instruments_with_errors: &'a BTreeSet<InstrumentIx>,
}

impl Links<'_> {
    /// The source of this id. A defect only if there is no file of that name.
    pub(crate) fn source(&self, path: &PathRef, id: &str) -> Result<SourceIx, Refused> {
        self.corpus.find_source(id).ok_or_else(|| {
            let known = self.corpus.sources.iter().map(|source| &*source.id);
            self.unknown(path, ("unknown-source", "source", "seeds"), id).map(|defect| {
                let help = suggest::did_you_mean(id, known);
                Box::new(defect.maybe_help(help.or_else(|| Some(format!("describe the document in seeds/{id}.json")))))
            })
        })
    }

    /// The instrument of this id.
    pub(crate) fn instrument(&self, path: &PathRef, id: &str) -> Result<InstrumentIx, Refused> {
        self.corpus.find_instrument(id).ok_or_else(|| {
            let known = self.corpus.instruments.iter().map(|instrument| &*instrument.id);
            self.unknown(path, ("unknown-instrument", "instrument", "instruments"), id)
                .map(|defect| Box::new(defect.maybe_help(suggest::did_you_mean(id, known))))
        })
    }

    /// The obligation of this id in an instrument.
    pub(crate) fn obligation(&self, path: &PathRef, of: InstrumentIx, id: &str) -> Result<ObligationIx, Refused> {
        self.corpus.find_obligation(of, id).ok_or_else(|| {
            if self.instruments_with_errors.contains(&of) {
                return None;
            }
            let instrument = self.corpus.instrument(of);
            let name = instrument.map_or("", |instrument| &*instrument.id);
            let known = instrument.into_iter().flat_map(|one| one.obligations.iter().map(|duty| &*duty.id));
            let message = format!("{name} has no obligation \"{id}\"");
            let defect = Defect::error("unknown-obligation", &path.to_path(), message);
            Some(Box::new(defect.maybe_help(suggest::did_you_mean(id, known))))
        })
    }

    /// The defect that the name of a state is, if law may not name it.
    pub(crate) fn unknown_state(&self, path: &PathRef, code: &str) -> Option<Defect> {
        if STATES.split(' ').any(|known| known == code) || self.may_be_there("member-states", code) {
            return None;
        }
        let defect = Defect::error("unknown-state", &path.to_path(), format!("there is no state \"{code}\""));
        let eu = eu_code(code).or_else(|| suggest::nearest(code, STATES.split(' ')));
        Some(defect.maybe_help(eu.map(|eu| format!("did you mean \"{eu}\"? (EU codes: EL, UK)"))))
    }

    fn unknown(&self, path: &PathRef, (code, noun, folder): (&'static str, &str, &str), id: &str) -> Option<Defect> {
        let is_missing = !self.may_be_there(folder, id);
        is_missing.then(|| Defect::error(code, &path.to_path(), format!("there is no {noun} \"{id}\"")))
    }

    /// Is a file there, read or not, or in a folder of which not everything could be read?
    fn may_be_there(&self, folder: &str, stem: &str) -> bool {
        self.stems.contains(&format!("{folder}/{stem}")) || [folder, "."].iter().any(|all| self.stems.contains(*all))
    }
}
