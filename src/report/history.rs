//! How it came about: every change of verdict of a state, in the order of days.

use super::contract::{Header, Summary};
use super::hindsight;
use super::output::Report;
use super::page::{Block, Cell, Page, Sheet, Tone};
use super::run::{Counts, Run};
use super::text::labels::counted;
use super::text::marks::Marks;
use super::text::reasons::{bond_from, force_from, found_by_the_court, open_on_register, presupposing};
use super::text::record::{describe, describe_dated};
use crate::engine::{Finding, Question, Relevance, Segment, Selection, Timeline, implying, judged_days};
use crate::law::{Actor, Event, Record, Stage};
use crate::rules::{Bound, DayCount, Force, Rules, Verdict};
use crate::time::Day;
use serde::Serialize;

/// The changes of a state's verdicts.
#[derive(Serialize)]
pub struct History<'a> {
    #[serde(flatten)]
    header: Header,
    state: String,
    summary: Summary,
    #[serde(skip_serializing_if = "Option::is_none")]
    totals: Option<serde_json::Value>,
    changes: Vec<VerdictChange>,
    #[serde(skip)]
    run: Run<'a>,
    #[serde(skip)]
    actor: &'a Actor,
    #[serde(skip)]
    findings: Vec<Finding<'a>>,
}

/// One change.
#[derive(Serialize)]
struct VerdictChange {
    on: String,
    id: String,
    from: &'static str,
    to: &'static str,
    due: Option<String>,
    because: Vec<String>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    recalled: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    presumed: bool,
    /// The day for people: of an act of which only the year of adoption is known, the year.
    #[serde(skip)]
    shown_on: String,
    #[serde(skip)]
    marks: Marks,
    #[serde(skip)]
    verdict: Verdict,
    #[serde(skip)]
    day: Day,
}

impl<'a> History<'a> {
    /// Every change of verdict of an actor, narrowed by the selection's instruments and obligations. The as-of day does
    /// not cut the history: what is known to come is shown too; it is the day that the counts are taken on.
    pub fn new(run: Run<'a>, actor: &'a Actor, selection: &Selection) -> History<'a> {
        let selection = selection.about(&actor.code);
        let mut changes = Vec::new();
        for question in run.engine.questions(&selection) {
            let timeline = Timeline::new(&question, run.engine.rules);
            changes.extend(changes_of(&run, &question, &timeline));
        }
        changes.sort_by(|one: &VerdictChange, other| (one.day, &one.id).cmp(&(other.day, &other.id)));
        let findings = run.findings(&selection);
        History {
            header: Header::new(&run, "acquis/history/1"),
            state: actor.code.to_string(),
            summary: Summary(Counts::of(&findings)),
            totals: run.totals(&findings),
            changes,
            run,
            actor,
            findings,
        }
    }

    /// What holds on the as-of day.
    pub fn findings(&self) -> &[Finding<'a>] {
        &self.findings
    }
}

impl Report for History<'_> {
    fn page(&self) -> Page {
        let mut sheet = Sheet::with(&["on", "obligation", "verdict", "because"]);
        for change in &self.changes {
            let obligation = change.id.split_once('/').map_or(change.id.as_str(), |(_, rest)| rest);
            sheet.rows.push(vec![
                Cell::plain(&change.shown_on),
                Cell::plain(obligation),
                Cell::toned(change.marks.on(change.to), Tone::from(change.verdict)),
                Cell::plain(change.because.join("; ")),
            ]);
        }
        let known = self.run.engine.known_as_of.map_or(String::new(), |day| format!(", as known on {day}"));
        let title = format!("{} ({}): every change of verdict{known}", self.actor.name, self.actor.code);
        let mut blocks =
            vec![Block::Table(sheet), Block::Text(Cell::plain(counted(self.changes.len(), "change", "changes")))];
        blocks.extend(self.changes.iter().map(|change| change.marks).fold(Marks::default(), Marks::and).legend());
        blocks.extend(hindsight::note(&self.run, &self.findings));
        blocks.extend(self.run.footer(&Counts::of(&self.findings)));
        Page { title, blocks }
    }

    fn sheet(&self) -> Sheet {
        let mut sheet =
            Sheet::with(&["on", "id", "from", "to", "due", "because", "as_of", "known_as_of", "recalled", "presumed"]);
        for change in &self.changes {
            let texts = [
                change.on.clone(),
                change.id.clone(),
                change.from.to_owned(),
                change.to.to_owned(),
                change.due.clone().unwrap_or_default(),
                change.because.join("; "),
            ];
            let all = texts.into_iter().chain(self.header.dates()).chain(change.marks.flags());
            sheet.rows.push(all.map(Cell::plain).collect());
        }
        self.header.assuming(sheet)
    }

    fn data(&self) -> impl Serialize {
        self
    }
}

fn changes_of(run: &Run, question: &Question, timeline: &Timeline) -> Vec<VerdictChange> {
    let segments = timeline.segments();
    let pairs = segments.iter().zip(segments.iter().skip(1));
    let changes = pairs.filter(|(before, after)| before.judgement.verdict != after.judgement.verdict);
    changes.map(|(before, after)| change(run, (question, timeline), before, after)).collect()
}

fn change(run: &Run, (question, timeline): (&Question, &Timeline), before: &Segment, after: &Segment) -> VerdictChange {
    let marks = Marks::of_segment(question, run.engine.rules, timeline, after);
    let act = question.instrument;
    let is_adoption = act.adopted_in_year && after.from == act.adopted;
    VerdictChange {
        on: after.from.to_string(),
        shown_on: if is_adoption { act.adoption() } else { after.from.to_string() },
        id: format!("{}/{}/{}", question.actor.code, question.instrument.id, question.obligation.id),
        from: before.judgement.verdict.as_str(),
        to: after.judgement.verdict.as_str(),
        due: after.judgement.limit.map(|limit| limit.0.to_string()),
        because: causes(question, run.engine.rules, before, after),
        recalled: marks.recalled,
        presumed: marks.presumed,
        marks,
        verdict: after.judgement.verdict,
        day: after.from,
    }
}

/// Why the verdict changed: what changed in the law, else in the bond, else the deadline and what was done.
fn causes(question: &Question, rules: &Rules, before: &Segment, after: &Segment) -> Vec<String> {
    let (was, is) = (&before.judgement, &after.judgement);
    if was.force != is.force && is.bound == Bound::Yes || matches!(is.force, Force::Ended | Force::Void) {
        return force_from(question, is.force, after.from);
    }
    if was.bound != is.bound || is.verdict == Verdict::NotBound {
        return vec![bond_from(question, is.bound, after.from)];
    }
    let passed = was.limit.is_some_and(|limit| limit.first_late_day() == after.from);
    let due = was.limit.filter(|_| passed).map(|limit| limit.0);
    let at_latest = due.filter(|_| was.at_least);
    let at_latest = at_latest.map(|due| format!("the deadline is not known, and had passed by {due} at the latest"));
    let mut causes: Vec<String> =
        due.map(|_| at_latest.unwrap_or_else(|| "the deadline passed".to_owned())).into_iter().collect();
    causes.extend(judgments_on(question, after.from));
    let is_done = matches!(is.verdict, Verdict::Met | Verdict::MetLate);
    let in_words =
        |record: &Record| if is_done { describe(record, Relevance::Decides) } else { describe_dated(record) };
    causes.extend(records_on(question, after.from).map(in_words));
    for other in implying(question) {
        let id = format!("{}/{}", other.instrument.id, other.obligation.id);
        causes.extend(
            records_on(&other, after.from)
                .filter(fulfils)
                .map(|record| presupposing(&id, other.obligation.kind, record)),
        );
    }
    if causes.is_empty() {
        causes.push(undated(question, rules, after));
    }
    causes
}

/// The records about a duty that can, or must, have happened on a day.
fn records_on<'a>(question: &Question<'a>, day: Day) -> impl Iterator<Item = &'a Record> + use<'a> {
    let question = *question;
    let speaks = move |record: &&Record| {
        record.concerns(question.obligation_ix, question.obligation)
            && question.corpus.is_known(record, question.known_as_of)
            && (record.on.first() == day || question.corpus.last_possible_day(record) == day)
    };
    question.actor.records_of(question.instrument_ix).iter().filter(speaks)
}

/// Can it prove a duty that its own duty implies? A step against the state, and an undoing, prove nothing of it.
fn fulfils(record: &&Record) -> bool {
    use Event::{
        Authorised, Designated, Ended, InForceForState, Measure, Notified, Observed, Operational, Ratification,
        Reported,
    };
    let acts = matches!(
        record.event,
        Notified(_)
            | Measure { .. }
            | Operational
            | Authorised
            | Designated
            | Reported
            | Ratification { .. }
            | InForceForState
    );
    acts || matches!(record.event, Ended { .. } | Observed { found: crate::law::FoundStatus::Done, .. })
}

/// What the Court found of a failure that ended on the day, or on the day before.
fn judgments_on(question: &Question, day: Day) -> Vec<String> {
    let records = question.actor.records_of(question.instrument_ix);
    let is_judgment = |record: &Record| matches!(record.event, Event::Procedural(Stage::Judgment | Stage::Penalty, _));
    if !records.iter().any(is_judgment) {
        return Vec::new();
    }
    let ends = judged_days(question).into_iter().filter(|(_, until, _)| *until == day || until.next() == day);
    ends.filter_map(|(place, until, end)| Some(found_by_the_court(records.get(place)?, until, end))).collect()
}

/// A change that no dated fact of the day explains: the evidence grew old, or what a later source found done may be
/// done from this day on.
fn undated(question: &Question, rules: &Rules, after: &Segment) -> String {
    let is_old = |proved: Day| rules.verdict.thresholds(DayCount::EvidenceAgeDays).contains(&after.from.minus(proved));
    match after.judgement.proved_until.filter(|proved| is_old(*proved)) {
        Some(proved) if open_on_register(question, proved).is_some() => {
            format!("the register shows the case as open until {proved}: the evidence has grown old")
        }
        Some(proved) => format!("last confirmed {proved}: the evidence has grown old"),
        None => "from this day on it depends on days that are not known exactly".to_owned(),
    }
}
