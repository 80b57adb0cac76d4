//! What changed in the year before the day, change by change: for readers that subscribe to a site.

use super::change::{Direction, FindingChange, changes};
use super::run::Run;
use super::survey::Survey;
use crate::engine::{Choice, Question, Selection, Timeline};
use crate::law::Corpus;
use crate::time::Day;
use std::collections::BTreeMap;

/// What changed in the year before the day.
#[derive(Debug)]
pub struct Feed {
    /// Of what it speaks.
    pub title: String,
    /// The day of the run.
    pub updated: Day,
    /// Which clock: `then` or `today`. The two give different feeds.
    pub clock: &'static str,
    /// Whose changes: the states and acts looked at, by their ids.
    pub scope: String,
    /// The changes, the latest first.
    pub entries: Vec<FeedEntry>,
}

/// One change of one finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedEntry {
    /// `AT/budapest/ratification`.
    pub finding: String,
    /// The code of the state.
    pub state: String,
    /// The duty: `budapest/ratification`.
    pub duty: String,
    /// The day from which it holds.
    pub on: Day,
    /// What changed, in one line.
    pub title: String,
    /// Why.
    pub because: Vec<String>,
}

/// Questions whose verdict changed, by the day from which it did.
type ChangedOn<'a> = BTreeMap<Day, Vec<Question<'a>>>;

impl Feed {
    /// The changes of verdict of a selection. Where the run judges by what was known on its day, each change is judged by
    /// what was known on its own; else by all that the run knows.
    pub fn new(run: &Run, selection: &Selection, all_states: bool) -> Feed {
        let is_then = run.is_known_then();
        let mut entries = Vec::new();
        for (day, questions) in changed(run, selection, all_states, is_then).into_iter().rev() {
            entries.extend(on_day(run, day, &questions, is_then));
        }
        let clock = if is_then { "then" } else { "today" };
        let title = format!("What states did, and did not do, in the year before {}", run.as_of);
        let codes: Vec<&str> = run.actors(&selection.actors, all_states).iter().map(|actor| &*actor.code).collect();
        let acts = selection.instruments.named().join(" ");
        Feed { title, updated: run.as_of, clock, scope: format!("{} / {acts}", codes.join(" ")), entries }
    }
}

/// On which days of the year which verdicts changed.
fn changed<'a>(run: &Run<'a>, selection: &Selection, all_states: bool, is_then: bool) -> ChangedOn<'a> {
    let begin = run.as_of.minus_months(12);
    let actors = run.actors(&selection.actors, all_states);
    let mut found = ChangedOn::new();
    for question in run.engine.questions(&selection.of(&actors)) {
        let verdicts: Vec<_> = if is_then {
            let segments = run.engine.known_then(&question, run.as_of);
            segments.into_iter().map(|segment| (segment.from, segment.judgement.verdict)).collect()
        } else {
            let timeline = Timeline::new(&question, run.engine.rules);
            timeline.segments().iter().map(|segment| (segment.from, segment.judgement.verdict)).collect()
        };
        for ((_, before), (from, after)) in verdicts.iter().zip(verdicts.iter().skip(1)) {
            if before != after && begin < *from && *from <= run.as_of {
                found.entry(*from).or_default().push(question);
            }
        }
    }
    found
}

/// What changed from the day before to a day, and why.
fn on_day<'a>(run: &Run<'a>, day: Day, questions: &[Question<'a>], is_then: bool) -> Vec<FeedEntry> {
    let names = |name: &dyn Fn(&Question) -> String| Choice::Only(questions.iter().map(name).collect());
    let selection = Selection {
        actors: names(&|one| one.actor.code.to_string()),
        instruments: names(&|one| one.instrument.id.to_string()),
        obligations: names(&|one| format!("{}/{}", one.instrument.id, one.obligation.id)),
    };
    let [before, after] = [day.previous(), day].map(|day| {
        let mut run = *run;
        run.as_of = day;
        run.engine.known_as_of = if is_then { Some(day) } else { run.engine.known_as_of };
        let (scope, findings) = run.survey(&selection, true);
        Survey::new(&run, scope, &findings)
    });
    let all = changes(&before, &after);
    all.iter().filter_map(|change| entry(run.engine.corpus, day, change)).collect()
}

/// The entry of a change of verdict.
fn entry(corpus: &Corpus, day: Day, change: &FindingChange) -> Option<FeedEntry> {
    let (before, after) = (change.before?, change.after?);
    if before.verdict == after.verdict {
        return None;
    }
    let [state, instrument, obligation] = after.parts();
    let act = corpus.instrument(corpus.find_instrument(instrument)?)?;
    let duty = act.obligations.iter().find(|one| *one.id == *obligation)?;
    let actor = corpus.find_actor(state)?;
    let way = match change.direction {
        Direction::Worse => " (worse)",
        Direction::Better => " (better)",
        _ => "",
    };
    Some(FeedEntry {
        finding: change.id.to_owned(),
        state: state.to_owned(),
        duty: format!("{instrument}/{obligation}"),
        on: day,
        title: format!(
            "{}: {}, {}: {} after {}{way}",
            actor.name, act.short_title, duty.title, after.verdict, before.verdict
        ),
        because: change.causes.iter().map(|cause| cause.text.clone()).collect(),
    })
}
