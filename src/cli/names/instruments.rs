//! Which instrument or obligation is meant, and what is said where none is: a name or number of another kind is answered
//! with the act of that number, an ambiguous one with those that it fits.

use super::nearest::{near, nearest_id};
use crate::cli::exit::Failure;
use crate::law::names::{ActName, Domain, NameMatch, find_instrument, normalize, spellings};
use crate::law::{Corpus, Instrument, InstrumentKind, Obligation};

/// The instrument, and one of its obligations, that a name means.
#[derive(Clone)]
pub struct Act<'a> {
    /// The instrument.
    pub instrument: &'a Instrument,
    /// The obligation, where one is named.
    pub obligation: Option<&'a Obligation>,
    /// What to say of it: the number is that of an act that amends the instrument.
    pub remark: Option<String>,
}

/// The instrument of this name.
///
/// # Errors
/// No instrument in the data has it, several have, or the one that has it is of another kind than is written.
pub fn instrument<'a>(corpus: &'a Corpus, typed: &str) -> Result<Act<'a>, Failure> {
    let whole = |instrument, remark| Act { instrument, obligation: None, remark };
    match find_instrument(corpus, typed) {
        NameMatch::One(one) => Ok(whole(one, None)),
        NameMatch::Several(all) => Err(several(typed, &all)),
        NameMatch::OtherKind(all, name) => {
            let help = all.iter().map(|one| other_kind(one, &name)).collect::<Vec<_>>().join("; ");
            Err(Failure::usage(format!("unknown instrument \"{typed}\""), help))
        }
        NameMatch::Amending(act, all) => match all.as_slice() {
            [one] => {
                let (id, title) = (&one.id, &one.short_title);
                Ok(whole(one, Some(format!("{act} amends {id} ({title}): it is read as {id}"))))
            }
            several_amended => Err(several(typed, several_amended)),
        },
        NameMatch::AmendingOfOtherKind(act, all) => {
            let help = format!("did you mean {act}, which amends {}?", ids(&all));
            Err(Failure::usage(format!("unknown instrument \"{typed}\""), help))
        }
        NameMatch::Ending(act, all) => {
            let help = format!("{act} is no instrument here; it brought {} to an end", ids(&all));
            Err(Failure::usage(format!("unknown instrument \"{typed}\""), help))
        }
        NameMatch::OtherDocument(all) => {
            let each = all.iter().map(|one| format!("\"{}\" ({})", one.id, one.short_title));
            let meant = each.collect::<Vec<_>>().join(" or ");
            let help = format!("did you mean {meant}? \"{typed}\" is a different document with the same number");
            Err(Failure::usage(format!("unknown instrument \"{typed}\""), help))
        }
        NameMatch::Unknown => Err(unknown(corpus, typed)),
    }
}

/// The instrument of this name, or of `INSTRUMENT/OBLIGATION` both.
///
/// # Errors
/// The name means nothing.
pub fn act<'a>(corpus: &'a Corpus, typed: &str) -> Result<Act<'a>, Failure> {
    if let Some((act, _)) = exact_obligation(corpus, typed) {
        return Ok(act);
    }
    match instrument(corpus, typed) {
        Err(_) if can_end_in_obligation(typed) => obligation(corpus, typed).map(|(act, _)| act),
        found => found,
    }
}

/// The obligation named as `INSTRUMENT/OBLIGATION`, the instrument in any form.
///
/// # Errors
/// There is no such instrument, or it has no such obligation.
pub fn obligation<'a>(corpus: &'a Corpus, typed: &str) -> Result<(Act<'a>, &'a Obligation), Failure> {
    if let Some(found) = exact_obligation(corpus, typed) {
        return Ok(found);
    }
    match instrument(corpus, typed) {
        Ok(act) => {
            let message = format!("\"{typed}\" names an instrument, not one of its obligations");
            return Err(Failure::usage(message, choices(act.instrument)));
        }
        Err(failure) if !can_end_in_obligation(typed) => return Err(failure),
        Err(_) => {}
    }
    let Some((before, after)) = typed.rsplit_once('/') else { return Err(unknown(corpus, typed)) };
    let act = instrument(corpus, before)?;
    let wanted = normalize(after);
    if let Some(obligation) = act.instrument.obligations.iter().find(|one| normalize(&one.id) == wanted) {
        return Ok((Act { obligation: Some(obligation), ..act }, obligation));
    }
    let ids: Vec<&str> = act.instrument.obligations.iter().map(|one| &*one.id).collect();
    let help = match nearest_id(after, &ids) {
        Some(id) => format!("did you mean \"{id}\"?"),
        None => choices(act.instrument),
    };
    Err(Failure::usage(format!("{} has no obligation \"{after}\"", act.instrument.id), help))
}

/// The obligation whose two ids are written letter by letter, as most are: no name needs to be read for them.
fn exact_obligation<'a>(corpus: &'a Corpus, typed: &str) -> Option<(Act<'a>, &'a Obligation)> {
    let (before, after) = typed.rsplit_once('/')?;
    let instrument = corpus.find_instrument(before)?;
    let obligation = corpus.obligation(instrument, corpus.find_obligation(instrument, after)?)?;
    Some((Act { instrument: corpus.instrument(instrument)?, obligation: Some(obligation), remark: None }, obligation))
}

/// Spellings of every instrument, for "did you mean".
pub fn all_spellings(corpus: &Corpus) -> impl Iterator<Item = (&str, &Instrument)> {
    corpus.instruments.iter().flat_map(|one| spellings(one).map(move |spelling| (spelling, one)))
}

/// Can what stands after the last stroke be an obligation? Not where it is a part of a number.
fn can_end_in_obligation(typed: &str) -> bool {
    typed.contains('/') && ActName::read(typed).numbers.is_empty()
}

/// The obligations to choose from, or where to find them if there are many.
fn choices(instrument: &Instrument) -> String {
    if instrument.obligations.is_empty() {
        return format!("nothing of it is judged; acquis show {} says why", instrument.id);
    }
    if instrument.obligations.len() > 8 {
        return format!("acquis list obligations --instrument {} names them", instrument.id);
    }
    let names: Vec<String> = instrument.obligations.iter().map(|one| format!("{}/{}", instrument.id, one.id)).collect();
    format!("its obligations are {}", names.join(", "))
}

fn ids(all: &[&Instrument]) -> String {
    all.iter().map(|one| &*one.id).collect::<Vec<_>>().join(" and ")
}

fn several(typed: &str, all: &[&Instrument]) -> Failure {
    let each = all.iter().map(|one| format!("{} ({}, {})", one.id, noun(one.kind), one.short_title));
    let help = format!("write {}", each.collect::<Vec<_>>().join(" or "));
    Failure::usage(format!("\"{typed}\" names several instruments"), help)
}

/// Which act it might be instead, and why it was not taken for it.
fn other_kind(one: &Instrument, name: &ActName) -> String {
    let is_of_kind = [name.kind, name.numbered_as].into_iter().flatten().all(|kind| kind == one.kind);
    let why = match (is_of_kind, name.domain) {
        (false, _) | (_, None | Some(Domain::Union)) => format!("it is a {}", noun(one.kind)),
        (true, Some(Domain::Economic)) => "it is no act of the EEC".to_owned(),
        (true, Some(Domain::Atomic)) => "it is no act of Euratom".to_owned(),
        (true, Some(Domain::CoalAndSteel)) => "it is no act of the ECSC".to_owned(),
        (true, Some(Domain::JusticeAndHomeAffairs)) => "it is no act under JHA".to_owned(),
        (true, Some(Domain::Community)) => "it is no act of the Community, but under JHA".to_owned(),
        (true, Some(Domain::ForeignPolicy)) => "it is no act under CFSP".to_owned(),
    };
    format!("did you mean \"{}\" ({})? {why}", one.id, one.short_title)
}

fn noun(kind: InstrumentKind) -> &'static str {
    match kind {
        InstrumentKind::Directive => "directive",
        InstrumentKind::FrameworkDecision => "framework decision",
        InstrumentKind::Decision => "decision",
        InstrumentKind::Regulation => "regulation",
        InstrumentKind::Convention => "convention",
        InstrumentKind::Protocol => "protocol",
        InstrumentKind::System => "system",
        InstrumentKind::Commitment => "commitment",
    }
}

fn unknown(corpus: &Corpus, typed: &str) -> Failure {
    let guess = near(typed, all_spellings(corpus));
    let help = guess.map(|one| format!("did you mean \"{}\" ({})?", one.id, one.short_title));
    let help = help.unwrap_or_else(|| "acquis list instruments names them all".to_owned());
    Failure::usage(format!("unknown instrument \"{typed}\""), help)
}
