//! What the other clock would show: the same day, judged by what was known on it.

use super::page::{Block, Cell, Tone};
use super::run::{Counts, Run};
use crate::engine::{Choice, Finding};
use crate::law::{Corpus, Instrument};
use crate::rules::Verdict;
use crate::time::Day;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The verdict of the same question as known on another day.
pub fn verdict_as_known(run: &Run, finding: &Finding, known_as_of: Option<Day>) -> Option<Verdict> {
    let question = crate::engine::Question { known_as_of, ..finding.question };
    run.engine.judgement(&question, run.as_of).map(|judgement| judgement.verdict)
}

/// An act of which nothing was known by the knowledge date: its first source, and the first of what states did under it, are
/// later.
#[derive(Debug, Clone, Serialize)]
pub struct UnknownAct {
    /// The id of the act.
    pub instrument: String,
    first_source: String,
    #[serde(skip)]
    known: Day,
    #[serde(skip)]
    adopted: Day,
}

/// Those of which it is worth saying: where there are many, an act adopted after the day asked about is left out.
pub fn worth_saying(acts: Vec<UnknownAct>, as_of: Day) -> Vec<UnknownAct> {
    let are_few = acts.len() <= SINGLY;
    acts.into_iter().filter(|act| are_few || act.adopted <= as_of).collect()
}

/// So many acts are named one by one; of more the first are named together.
const SINGLY: usize = 3;
/// So many are named together.
const TOGETHER: usize = 12;

/// What is said of acts of which nothing was known. Where there are many, an act that was adopted after the day asked about
/// is left out: that nobody knew of it surprises nobody.
pub fn unknown_in_words(acts: &[UnknownAct], as_of: Day) -> Vec<String> {
    let there: Vec<UnknownAct> = worth_saying(acts.to_vec(), as_of);
    match there.as_slice() {
        [] => Vec::new(),
        few if few.len() <= SINGLY => few.iter().map(ToString::to_string).collect(),
        [first, ..] => {
            let named = there.iter().take(TOGETHER);
            let named: Vec<String> = named.map(|act| format!("{} ({})", act.instrument, act.first_source)).collect();
            let more = there.len().saturating_sub(TOGETHER);
            let more = if more == 0 { String::new() } else { format!(" and {more} more") };
            let (count, known) = (there.len(), first.known);
            vec![format!("nothing was known by {known} of {count} acts (first source): {}{more}", named.join(", "))]
        }
    }
}

impl fmt::Display for UnknownAct {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let UnknownAct { instrument, first_source, known, .. } = self;
        write!(f, "{instrument}: nothing was known of it by {known}: its first source is of {first_source}")
    }
}

/// So many days back a duty has fallen due lately.
const LATELY: i32 = 180;

/// Did the duty fall due lately, without a word of any source on what was done?
pub fn is_lately_due(finding: &Finding, as_of: Day) -> bool {
    let ago = finding.judgement.limit.map(|limit| as_of.minus(limit.0));
    finding.judgement.verdict == Verdict::Unknown && ago.is_some_and(|days| (1..=LATELY).contains(&days))
}

/// What fell due in the days before and is not known to be done, an act and a day together: nobody else reminds of it.
pub fn lately_due(findings: &[Finding], as_of: Day) -> Option<Block> {
    let mut days: BTreeMap<(Day, &str), BTreeSet<&str>> = BTreeMap::new();
    for finding in findings.iter().filter(|one| is_lately_due(one, as_of)) {
        let Some(limit) = finding.judgement.limit else { continue };
        days.entry((limit.0, &finding.instrument.id)).or_default().insert(&finding.actor.code);
    }
    let said = |((day, act), states): (&(Day, &str), &BTreeSet<&str>)| match states.first() {
        Some(only) if states.len() == 1 => format!("{act} {day} ({only})"),
        _ => format!("{act} {day} ({} states)", states.len()),
    };
    let all: Vec<String> = days.iter().map(said).collect();
    let text =
        format!("fell due in the {LATELY} days before, and no source says whether it was done: {}", all.join(", "));
    (!all.is_empty()).then(|| Block::Text(Cell::toned(text, Tone::Open)))
}

/// Why nothing is judged where nothing that was asked for has a duty: what each act or system says of itself.
pub fn not_judged(corpus: &Corpus, wanted: &Choice) -> Vec<Block> {
    let chosen = corpus.instruments.iter().filter(|act| !wanted.is_all() && wanted.takes(&act.id));
    let silent = chosen.filter(|act| act.obligations.is_empty());
    let line = |act: &Instrument| {
        let reason =
            act.not_modelled.first().and_then(|one| one.reason.as_deref()).unwrap_or("no duty of it is in the data.");
        Block::Text(Cell::plain(format!("{} is not judged: {reason} acquis show {}", act.short_title, act.id)))
    };
    silent.map(line).collect()
}

/// Those of the acts chosen of which nothing was known.
pub fn unknown_acts(corpus: &Corpus, wanted: &Choice, known_as_of: Option<Day>) -> Vec<UnknownAct> {
    let Some(known) = known_as_of else { return Vec::new() };
    // what asks nothing that is judged surprises nobody
    let asked = corpus.instruments.iter().filter(|act| wanted.takes(&act.id) && !act.obligations.is_empty());
    let unknown = |act: &Instrument| {
        let first = first_source(corpus, act).filter(|first| known < *first)?;
        Some(UnknownAct {
            instrument: act.id.to_string(),
            first_source: first.to_string(),
            known,
            adopted: act.adopted,
        })
    };
    asked.filter_map(unknown).collect()
}

/// The day by which the first of its sources was published, or of those of records under it. Of its own sources, one that
/// is older than the act, as an agreement with others that it serves, says nothing of it before its adoption; a register
/// that is kept up day by day reports it from then on.
fn first_source(corpus: &Corpus, act: &Instrument) -> Option<Day> {
    let cited = act.sources.iter().filter_map(|ix| corpus.source(*ix));
    let cited =
        cited.map(|source| if source.continuous { act.adopted } else { source.published.last().max(act.adopted) });
    let ix = corpus.find_instrument(&act.id)?;
    let records = corpus.actors.iter().flat_map(|actor| actor.records_of(ix));
    let recorded = records.filter_map(|record| match corpus.source(record.source)? {
        source if source.continuous => Some(corpus.last_possible_day(record)),
        source => Some(source.published.last()),
    });
    let all = cited.chain(act.published.map(|day| day.max(act.adopted))).chain(recorded);
    all.min().filter(|first| !first.is_end_of_time())
}

/// A line for each instrument that was not known yet or, without a knowledge date, has ended only in hindsight: what those
/// who asked on the day were answered.
pub fn note<'f, 'a: 'f>(run: &Run, findings: impl IntoIterator<Item = &'f Finding<'a>>) -> Vec<Block> {
    if run.engine.known_as_of.is_some() {
        let mut unknown = unknown_acts(run.engine.corpus, &Choice::All, run.engine.known_as_of);
        let asked: BTreeSet<&str> = findings.into_iter().map(|finding| &*finding.instrument.id).collect();
        unknown.retain(|one| asked.contains(&*one.instrument));
        let lines = unknown_in_words(&unknown, run.as_of).into_iter();
        return lines.map(|line| Block::Text(Cell::toned(line, Tone::Open))).collect();
    }
    let hindsight = |finding: &&Finding| {
        finding.judgement.verdict == Verdict::Ended
            && finding.instrument.ended.iter().any(|end| end.known_from.is_some_and(|known| known > run.as_of))
    };
    let ended: Vec<&Finding> = findings.into_iter().filter(hindsight).collect();
    let mut ids: Vec<&str> = ended.iter().map(|finding| &*finding.instrument.id).collect();
    ids.sort_unstable();
    ids.dedup();
    let line = |id: &&str| {
        let own: Vec<&Finding> = ended.iter().copied().filter(|finding| &*finding.instrument.id == *id).collect();
        let (day, then) = (run.as_of, then(run, &own));
        let text = format!("{id}: ended only in hindsight; as known on {day} (--on {day}): {then}");
        Block::Text(Cell::toned(text, Tone::Open))
    };
    ids.iter().map(line).collect()
}

/// What was known then: obligation by obligation for one state, counted for several.
fn then(run: &Run, own: &[&Finding]) -> String {
    let one_state = own.windows(2).all(|pair| match pair {
        [one, other] => one.actor.code == other.actor.code,
        _ => true,
    });
    if one_state {
        let verdicts = own.iter().filter_map(|finding| {
            let verdict = verdict_as_known(run, finding, Some(run.as_of))?;
            Some(format!("{} {}", finding.obligation.id, verdict.as_str()))
        });
        return verdicts.collect::<Vec<_>>().join(", ");
    }
    let verdicts = own.iter().filter_map(|finding| verdict_as_known(run, finding, Some(run.as_of)));
    Counts::of_verdicts(verdicts).parts()
}
