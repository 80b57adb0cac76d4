//! `acquis recommend [STATE...]`: what states are encouraged to do next.

use crate::cli::arguments::RecommendArguments;
use crate::cli::exit::CommandResult;
use crate::cli::session::{PartOfData, Session};
use crate::render::Format;
use crate::report::RecommendationList;

/// Prints the recommendations alone. They are no gaps and fail no run: only the findings behind them can, if asked.
///
/// # Errors
/// A name means nothing, the data are invalid, or the result cannot be written.
pub fn run(session: &Session, arguments: &RecommendArguments) -> CommandResult {
    if arguments.shard.is_some() {
        session.refuse_parts(&[Format::Json, Format::Csv], false)?;
    }
    let opened = session.open_for(PartOfData { shard: arguments.shard, ..PartOfData::default() })?;
    let selection = session.selection(&opened.corpus, &arguments.states)?.in_shard(arguments.shard);
    let (run, all_states) = (session.run(&opened), session.common.all_states);
    let advice = match session.output.format() {
        Format::Xlsx => RecommendationList::new(run, &selection, all_states),
        _ => RecommendationList::without_findings(run, &selection, all_states),
    };
    session.write(&advice)?;
    Ok(session.judge_all(advice.judged()))
}
