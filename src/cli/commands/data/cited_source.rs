//! Which document the rows of an import come from.

use crate::cli::arguments::{ImportArguments, ImportKind};
use crate::cli::exit::Failure;
use crate::import::plan::InputFile;
use crate::import::{ActOf, Proposal};
use crate::law::{Corpus, Source};
use crate::text::harmless;

/// The source of the records as far as it is clear before the files are read: as it is said, or the only register of cases.
///
/// # Errors
/// There is no such source, or several can be meant.
pub fn early_source(corpus: &Corpus, arguments: &ImportArguments) -> Result<Option<String>, Failure> {
    if let Some(said) = &arguments.source {
        if corpus.find_source(said).is_some() {
            return Ok(Some(said.clone()));
        }
        let help = format!("acquis source add {} --reference TEXT --published DATE --official ADDRESS", harmless(said));
        return Err(Failure::usage(format!("there is no source \"{}\"", harmless(said)), help));
    }
    match arguments.kind {
        ImportKind::Infringements => {
            only_source(corpus.sources.iter().filter(|one| one.cases().is_some()).collect()).map(Some)
        }
        ImportKind::NationalMeasures | ImportKind::Acts => only_source(Vec::new()).map(Some),
        ImportKind::TreatyChart | ImportKind::Records => Ok(None),
    }
}

/// The source of the records: of a chart, the only one kept day by day that its treaty has. Records name their own.
///
/// # Errors
/// Several can be meant, or none.
pub fn source(
    corpus: &Corpus,
    early: Option<String>,
    files: &[InputFile],
    arguments: &ImportArguments,
) -> Result<Option<String>, Failure> {
    if early.is_some() || arguments.kind != ImportKind::TreatyChart {
        return Ok(early);
    }
    let mut found: Vec<&Source> = Vec::new();
    for id in files.iter().flat_map(acts_of) {
        let act = corpus.find_instrument(id).and_then(|ix| corpus.instrument(ix));
        let own = act.into_iter().flat_map(|act| &act.sources).filter_map(|ix| corpus.source(*ix));
        found.extend(own.filter(|one| one.continuous));
    }
    found.sort_by(|a, b| a.id.cmp(&b.id));
    found.dedup_by(|a, b| a.id == b.id);
    only_source(found).map(Some)
}

/// The instruments that the rows of a file are about.
fn acts_of(file: &InputFile) -> impl Iterator<Item = &str> {
    let proposals = file.read.rows.iter().filter_map(|row| row.says.as_ref().ok()).flatten();
    proposals.filter_map(|one| match one {
        Proposal::Record(record) => match &record.act {
            ActOf::Known(id) => Some(id.as_str()),
            ActOf::New(_) => None,
        },
        _ => None,
    })
}

fn only_source(found: Vec<&Source>) -> Result<String, Failure> {
    if let [one] = found.as_slice() {
        return Ok(one.id.to_string());
    }
    let ids: Vec<&str> = found.iter().map(|one| &*one.id).collect();
    let or = "acquis source add describes a new one";
    let help = if ids.is_empty() { or.to_owned() } else { format!("it can be {}; {or}", ids.join(", ")) };
    Err(Failure::usage("which source the file is, is not said: --source ID", help))
}
