//! `acquis compare [STATE...]`: states side by side.

use crate::cli::arguments::CompareArguments;
use crate::cli::exit::{CommandResult, Failure};
use crate::cli::names;
use crate::cli::session::{PartOfData, Session};
use crate::law::Corpus;
use crate::render::Format;
use crate::report::{CompareLayout, Comparison};
use std::mem::ManuallyDrop;

/// Prints a matrix of states and duties, instruments or objectives.
///
/// # Errors
/// `--layout` without csv, a name means nothing, the data are invalid, or the result cannot be written.
pub fn run(session: &Session, arguments: &CompareArguments) -> CommandResult {
    if arguments.layout.is_some() && session.output.format() != Format::Csv {
        return Err(Failure::usage("--layout is for csv alone", "use --format csv, or leave out --layout".to_owned()));
    }
    if arguments.shard.is_some() {
        let is_of_letters = arguments.layout == Some(CompareLayout::Matrix);
        session.refuse_parts(&[Format::Json, Format::Jsonl, Format::Parquet, Format::Csv], is_of_letters)?;
    }
    let opened = session.open_for(PartOfData { shard: arguments.shard, ..PartOfData::default() })?;
    let selection = session.selection(&opened.corpus, &arguments.states)?.in_shard(arguments.shard);
    let (run, named, all_states) = (session.run(&opened), duties(session, &opened.corpus), session.common.all_states);
    let comparison = match session.output.format() {
        Format::Table | Format::Markdown => Comparison::of_page(run, &selection, (arguments.by, named), all_states),
        _ => Comparison::new(run, &selection, arguments.by, all_states).naming(named),
    };
    // kept, as the data are, until the process ends
    let comparison = ManuallyDrop::new(
        comparison.laid_out(arguments.layout.unwrap_or_default()).with_idle(!session.common.instrument.is_empty()),
    );
    session.write(&*comparison)?;
    Ok(session.judge_all(comparison.judged()))
}

/// The duties that were named singly.
fn duties(session: &Session, corpus: &Corpus) -> Vec<String> {
    let named = session.common.instrument.iter().filter_map(|typed| names::act(corpus, typed).ok());
    named.filter_map(|act| Some(format!("{}/{}", act.instrument.id, act.obligation?.id))).collect()
}
