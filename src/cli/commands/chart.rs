//! `acquis chart WHAT`: one picture alone.

use crate::cli::arguments::{Chart, ChartArguments};
use crate::cli::exit::{CommandResult, Failure};
use crate::cli::names;
use crate::cli::session::Session;
use crate::engine::{Choice, Finding, Selection};
use crate::render::{self, Format, PICTURE_FORMATS};
use crate::report::Run;
use crate::report::chart::{ActChart, CountryChart, GapsChart, MatrixChart, Picture};

/// Draws one picture.
///
/// # Errors
/// A name means nothing, the data are invalid, or the result cannot be written.
pub fn run(session: &Session, arguments: &ChartArguments) -> CommandResult {
    let format = format(session)?;
    let opened = session.open()?;
    let run = session.run(&opened);
    let (picture, findings) = match arguments.what {
        Chart::Country => country(session, &run, arguments)?,
        Chart::Act => act(session, &run, arguments)?,
        Chart::Matrix | Chart::Gaps => overview(session, &run, arguments)?,
    };
    let drawn = render::write_picture(&picture, format);
    let drawn = drawn.map_err(|error| Failure::Output(format!("cannot draw the picture: {error}")))?;
    session.output.text(&drawn)?;
    Ok(session.judge(&findings))
}

/// A picture is SVG where no format is named; a file whose ending says otherwise would mislead.
fn format(session: &Session) -> Result<Format, Failure> {
    let names_none =
        session.common.format.is_none() && session.common.output.as_ref().is_none_or(|file| file.extension().is_none());
    match session.output.format() {
        format if PICTURE_FORMATS.contains(&format) && format.is_built() => Ok(format),
        Format::Png => Err(Failure::usage(
            "this program was built without the feature png",
            "cargo install --path . --features png builds it; or name a file that ends in .svg".to_owned(),
        )),
        _ if names_none => Ok(Format::Svg),
        other => {
            let message = format!("a picture has no format {}", other.name());
            Err(Failure::usage(message, "name a file that ends in .svg, or use --format svg".to_owned()))
        }
    }
}

type Drawn<'a> = Result<(Picture, Vec<Finding<'a>>), Failure>;

fn overview<'a>(session: &Session, run: &Run<'a>, arguments: &ChartArguments) -> Drawn<'a> {
    if let Some(name) = &arguments.of {
        let help = "use --state or --instrument to select; or chart country STATE, chart act ACT".to_owned();
        return Err(Failure::usage(format!("this picture shows all states and takes no name: \"{name}\""), help));
    }
    let (corpus, all_states) = (run.engine.corpus, session.common.all_states);
    let selection = session.selection(corpus, &[])?;
    let (_, findings) = run.survey(&selection, all_states);
    let picture = if arguments.what == Chart::Gaps {
        Picture::Gaps(GapsChart::new(run, &selection, all_states, &findings))
    } else {
        let actors = run.actors(&selection.actors, all_states);
        Picture::Matrix(MatrixChart::new(run, &selection, &actors, &findings))
    };
    Ok((picture, findings))
}

fn act<'a>(session: &Session, run: &Run<'a>, arguments: &ChartArguments) -> Drawn<'a> {
    let corpus = run.engine.corpus;
    let help = "name one: acquis chart act prum/dna".to_owned();
    let typed = arguments.of.as_ref().ok_or_else(|| Failure::usage("no act is named", help))?;
    let named = names::act(corpus, typed)?;
    named.remark.iter().for_each(|remark| session.log.remark(remark));
    let duties = match named.obligation {
        Some(duty) => vec![duty],
        None => named.instrument.headline_duties(),
    };
    let duties = duties.iter().map(|duty| format!("{}/{}", named.instrument.id, duty.id)).collect();
    let selection = Selection {
        instruments: Choice::one(&*named.instrument.id),
        obligations: Choice::Only(duties),
        ..session.selection(corpus, &[])?
    };
    let all_states = session.common.all_states;
    let (_, findings) = run.survey(&selection, all_states);
    let chart = ActChart::new(run, &selection, all_states, &findings);
    let chart = chart.ok_or_else(|| nobody(typed))?;
    Ok((Picture::Act(chart), findings))
}

fn nobody(typed: &str) -> Failure {
    Failure::usage(format!("no state is asked for what {typed} asks"), "name another duty or other states".to_owned())
}

fn country<'a>(session: &Session, run: &Run<'a>, arguments: &ChartArguments) -> Drawn<'a> {
    let corpus = run.engine.corpus;
    let typed = session.one_state("chart country", &arguments.of)?;
    let actor = session.actor(corpus, typed)?;
    if actor.is_institution() {
        let help = format!("acquis gaps {} shows what it owes", actor.code);
        return Err(Failure::usage(format!("{} is no state, and no duty of it stands for its act", actor.code), help));
    }
    let selection = session.instruments(corpus, None)?.about(&actor.code);
    session.warn_of_hidden_assumptions(corpus, &selection);
    let findings = run.findings(&selection);
    Ok((Picture::Country(CountryChart::new(run, actor, &findings)), findings))
}
