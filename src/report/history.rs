//! How it came about: every change of verdict of a state, in the order of days.

use super::because::happened;
use super::page::{Block, Cell, Page, Sheet, Tone};
use super::run::Run;
use crate::engine::{Engine, Question, Segment, Selection, Timeline};
use crate::law::Actor;
use crate::rules::{DayCount, Rules, Verdict};
use crate::time::Day;
use serde::Serialize;

/// The changes of a state's verdicts.
#[derive(Serialize)]
pub struct History {
    schema: &'static str,
    state: String,
    as_of: String,
    known_as_of: Option<String>,
    corpus: String,
    changes: Vec<Change>,
    #[serde(skip)]
    title: String,
    #[serde(skip)]
    footer: String,
}

/// One change.
#[derive(Serialize)]
struct Change {
    on: String,
    id: String,
    from: Option<&'static str>,
    to: &'static str,
    due: Option<String>,
    because: Vec<String>,
    #[serde(skip)]
    verdict: Verdict,
    #[serde(skip)]
    day: Day,
}

impl History {
    /// Every change of verdict of an actor, narrowed by the selection's instruments and obligations. The as-of day does
    /// not cut the history: what is known to come is shown too.
    pub fn new(run: Run, actor: &Actor, selection: &Selection) -> History {
        let selection = Selection { actors: vec![actor.code.to_string()], ..selection.clone() };
        let engine: Engine = run.engine;
        let mut changes = Vec::new();
        for question in engine.questions(&selection) {
            let timeline = Timeline::new(&question, engine.rules);
            changes.extend(changes_of(&question, engine.rules, &timeline));
        }
        changes.sort_by(|one: &Change, other| (one.day, &one.id).cmp(&(other.day, &other.id)));
        History {
            schema: "acquis/history/1",
            state: actor.code.to_string(),
            as_of: run.as_of.to_string(),
            known_as_of: engine.known_as_of.map(|day| day.to_string()),
            corpus: format!("sha256:{}", engine.corpus.digest),
            changes,
            title: format!("{} ({}): every change of verdict", actor.name, actor.code),
            footer: run.sentence(),
        }
    }

    /// For CSV.
    pub fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::with(&["on", "id", "from", "to", "due", "because"]);
        for change in &self.changes {
            let texts = [
                change.on.clone(),
                change.id.clone(),
                change.from.unwrap_or_default().to_owned(),
                change.to.to_owned(),
                change.due.clone().unwrap_or_default(),
                change.because.join("; "),
            ];
            sheet.rows.push(texts.into_iter().map(Cell::plain).collect());
        }
        sheet
    }

    /// For people.
    pub fn page(&self) -> Page {
        let mut sheet = Sheet::with(&["on", "obligation", "verdict", "because"]);
        for change in &self.changes {
            let obligation = change.id.split_once('/').map_or(change.id.as_str(), |(_, rest)| rest);
            sheet.rows.push(vec![
                Cell::plain(&change.on),
                Cell::plain(obligation),
                Cell::toned(change.to, Tone::from(change.verdict)),
                Cell::plain(change.because.join("; ")),
            ]);
        }
        let blocks = vec![
            Block::Table(sheet),
            Block::Text(Cell::plain(format!("{} changes", self.changes.len()))),
            Block::Text(Cell::toned(&self.footer, Tone::Faint)),
        ];
        Page { title: self.title.clone(), blocks }
    }
}

fn changes_of(question: &Question, rules: &Rules, timeline: &Timeline) -> Vec<Change> {
    let segments = timeline.segments();
    let pairs = segments.iter().zip(segments.iter().skip(1));
    let changes = pairs.filter(|(before, after)| before.judgement.verdict != after.judgement.verdict);
    changes.map(|(before, after)| change(question, rules, before, after)).collect()
}

fn change(question: &Question, rules: &Rules, before: &Segment, after: &Segment) -> Change {
    let id = format!("{}/{}/{}", question.actor.code, question.instrument.id, question.obligation.id);
    Change {
        on: after.from.to_string(),
        id,
        from: Some(before.judgement.verdict.as_str()),
        to: after.judgement.verdict.as_str(),
        due: after.judgement.limit.map(|limit| limit.0.to_string()),
        because: causes(question, rules, before, after),
        verdict: after.judgement.verdict,
        day: after.from,
    }
}

/// What happened on the day of the change: the law's dates, the state's membership, the deadline, the records.
fn causes(question: &Question, rules: &Rules, before: &Segment, after: &Segment) -> Vec<String> {
    let day = after.from;
    let instrument = question.instrument;
    let mut causes = Vec::new();
    if instrument.adopted == day {
        causes.push("adopted".to_owned());
    }
    if instrument.in_force == Some(day) {
        causes.push("in force".to_owned());
    }
    if before.judgement.bound != after.judgement.bound {
        causes.push(format!("bound: {}", after.judgement.bound.as_str()));
    }
    if before.judgement.limit.is_some_and(|limit| limit.first_late_day() == day) {
        causes.push("the deadline passed".to_owned());
    }
    if before.judgement.force != after.judgement.force && causes.is_empty() {
        causes.push(format!("the act: {}", after.judgement.force.as_str()));
    }
    causes.extend(records_on(question, day));
    if causes.is_empty() {
        causes.push(undated(rules, after));
    }
    causes
}

fn records_on<'a>(question: &Question<'a>, day: Day) -> impl Iterator<Item = String> + 'a {
    let (corpus, known) = (question.corpus, question.known_as_of);
    let ix = question.obligation_ix;
    let records = question.actor.records_of(question.instrument_ix).iter();
    let speaks = move |record: &&crate::law::Record| {
        record.obligations.as_ref().is_none_or(|named| named.contains(&ix)) && corpus.is_known(record, known)
    };
    let is_of = move |record: &&crate::law::Record| record.on.first() == day || corpus.last_possible_day(record) == day;
    records.filter(speaks).filter(is_of).map(|record| format!("{} {}", happened(&record.event), record.on))
}

/// A change that no dated fact of the day explains: the evidence grew old, or what a later source found done may be
/// done from this day on.
fn undated(rules: &Rules, after: &Segment) -> String {
    let is_old = |proved: Day| rules.verdict.thresholds(DayCount::EvidenceAgeDays).contains(&after.from.minus(proved));
    match after.judgement.proved_until {
        Some(proved) if is_old(proved) => format!("last confirmed {proved}: the evidence has grown old"),
        _ => "from this day on it depends on days that are not known exactly".to_owned(),
    }
}
