//! `acquis explain FINDING...`: why.

use crate::cli::arguments::ExplainArguments;
use crate::cli::exit::{CommandResult, Failure};
use crate::cli::names;
use crate::cli::session::{PartOfData, Session};
use crate::engine::{Choice, Selection};
use crate::law::Corpus;
use crate::report::{Explanation, Explanations};

/// Explains one finding, or several.
///
/// # Errors
/// A name means nothing, the obligation is not that state's, the data are invalid, or the result cannot be written.
pub fn run(session: &Session, arguments: &ExplainArguments) -> CommandResult {
    let opened = match arguments.finding.as_slice() {
        [one] => session.open_for(PartOfData {
            state: Some(state_part(one)),
            act: one.split_once('/').map(|(_, duty)| duty),
            ..PartOfData::default()
        })?,
        _ => session.open()?,
    };
    let run = session.run(&opened);
    let mut all = Vec::new();
    for typed in join_words(&opened.corpus, &arguments.finding) {
        let (question, remark) = names::question(&run.engine, &typed)?;
        remark.iter().for_each(|remark| session.log.remark(remark));
        let shown = Selection { instruments: Choice::one(&*question.instrument.id), ..Selection::default() };
        session.warn_of_unknown_acts(&opened.corpus, &shown);
        session.warn_of_hidden_assumptions(&opened.corpus, &shown.about(&question.actor.code));
        let Some(explanation) = Explanation::new(run, question) else {
            return Err(Failure::usage(format!("nothing is known about {typed} on {}", session.as_of), None));
        };
        all.push(explanation);
    }
    let explanations = Explanations(all);
    session.write(&explanations)?;
    Ok(session.judge(&explanations.findings()))
}

/// The findings that are named, each in one piece or in several words: a word that begins with a state begins a finding,
/// and so does one after a finding that is named in full.
fn join_words(corpus: &Corpus, words: &[String]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for word in words {
        match all.last_mut() {
            Some(last) if names::find(corpus, state_part(word)).is_none() && !is_full(corpus, last, word) => {
                last.push('/');
                last.push_str(word);
            }
            _ => all.push(word.clone()),
        }
    }
    all
}

/// Is the finding named in full, or as long as one, so that the next word is no part of it?
fn is_full(corpus: &Corpus, finding: &str, next: &str) -> bool {
    let is_long = |typed: &str| typed.matches('/').count() > 1;
    names::is_finding(corpus, finding) || (is_long(finding) && is_long(next))
}

fn state_part(word: &str) -> &str {
    word.split_once('/').map_or(word, |(state, _)| state)
}
