//! `--assume` and `--assume-none`: what is typed becomes assumptions of one run. Here names are looked up; whether a fact
//! can be is asked where data are asked it (`load`).

pub mod typed;

use super::arguments::Common;
use super::exit::Failure;
use super::streams::stderr::Log;
use crate::law::{Actor, Corpus, Instrument, Obligation};
use crate::load::{Assumption, Remark};
use crate::open;
use typed::{AssumptionTarget, TypedFact};

/// Leaves out and adds what a run assumes. What is left out comes first, so that both together replace what is recorded.
///
/// # Errors
/// A name means nothing, or an assumption cannot be.
pub fn apply(common: &Common, log: Log, corpus: &mut Corpus) -> Result<(), Failure> {
    let facts = common.assume.iter().map(|text| read_fact(corpus, text, log)).collect::<Result<Vec<_>, _>>()?;
    for text in &common.assume_none {
        leave_out(text, log, corpus)?;
    }
    let odd = open::assume(corpus, &facts).map_err(|refused| refuse(common, log, &refused))?;
    odd.iter().for_each(|remark| log.warn(&describe(common, remark)));
    Ok(())
}

/// Warns of each assumption about what the command does not show.
pub fn warn_of_hidden_assumptions(
    common: &Common,
    log: Log,
    corpus: &Corpus,
    is_shown: impl Fn(&Actor, &Instrument) -> bool,
) {
    let facts = common.assume.iter().filter_map(|text| Some((text, TypedFact::read(corpus, text).ok()?.about)));
    let nones = common.assume_none.iter().filter_map(|text| Some((text, AssumptionTarget::read(corpus, text).ok()?)));
    for (text, about) in facts.chain(nones) {
        if !is_shown(about.actor, about.instrument) {
            let (state, act) = (&about.actor.code, &about.instrument.id);
            log.warn(&format!("assumed \"{text}\", but nothing of {state} under {act} is shown here"));
        }
    }
}

fn read_fact(corpus: &Corpus, text: &str, log: Log) -> Result<Assumption, Failure> {
    let fact = TypedFact::read(corpus, text).map_err(|failure| with_flag("--assume", text, failure))?;
    fact.about.remark.iter().for_each(|remark| log.remark(remark));
    check_owed(&fact.about).map_err(|failure| with_flag("--assume", text, failure))?;
    Ok(fact.assumption())
}

fn leave_out(text: &str, log: Log, corpus: &mut Corpus) -> Result<(), Failure> {
    let what = AssumptionTarget::read(corpus, text).map_err(|failure| with_flag("--assume-none", text, failure))?;
    what.remark.iter().for_each(|remark| log.remark(remark));
    let named = what.named();
    let (code, act) = (what.actor.code.clone(), what.instrument.id.clone());
    let only = what.obligation.map(|one| one.id.clone());
    if open::leave_out(corpus, &code, &act, only.as_deref()) == 0 {
        log.warn(&format!("--assume-none \"{text}\": nothing is on record of {named}"));
    }
    Ok(())
}

/// Refuses an assumption about a duty that the state does not owe.
fn check_owed(about: &AssumptionTarget) -> Result<(), Failure> {
    let is_meant = |one: &&Obligation| about.obligation.is_none_or(|only| only.id == one.id);
    if about.instrument.obligations.iter().filter(is_meant).any(|one| about.actor.owes(one)) {
        return Ok(());
    }
    Err(Failure::usage(format!("{} is owed by others than {}", about.act(), about.actor.name), None))
}

/// A failure, with the assumption that it is about.
fn with_flag(flag: &str, text: &str, failure: Failure) -> Failure {
    match failure {
        Failure::Usage { message, help } => Failure::usage(format!("{flag} \"{text}\": {message}"), help),
        other => other,
    }
}

/// Reports all that is wrong; the first of it is the failure.
fn refuse(common: &Common, log: Log, refused: &[Remark]) -> Failure {
    let rest = refused.iter().skip(1);
    rest.for_each(|remark| log.refuse(&describe(common, remark)));
    let first = refused.first();
    let message = first.map_or("the assumptions cannot be".to_owned(), |remark| describe(common, remark));
    Failure::usage(message, first.and_then(|remark| remark.help.clone()))
}

fn describe(common: &Common, remark: &Remark) -> String {
    match remark.number.and_then(|number| common.assume.get(number)) {
        Some(text) => format!("--assume \"{text}\": {}", remark.message),
        None => format!("with what is assumed: {}", remark.message),
    }
}
