//! What falls due, and what else comes with a day to it: duties, replies to letters of the Commission, entries into
//! force and ends, evidence that grows old.
//!
//! Seen from the as-of day: what happened up to then counts, and of what comes later only what the law brings of itself.
//! What has not been adopted, deposited or sent by then is not foreseen. Nothing is said of those who are not bound.

mod beside;
mod calendar;
mod changes;
mod duties;
mod entry;
mod letters;
mod next;
mod review;
mod views;
mod window;
mod workbook;

pub use beside::beside_duties;
pub use letters::reply_day;
pub use next::next;
pub use window::Within;

use super::run::Run;
use crate::engine::{Finding, Question, Segment, Selection, Timeline};
use crate::law::{self, Instrument, Record};
use crate::parallel::in_parts;
use crate::rules::Bound;
use crate::time::Day;
use entry::DeadlineEntry;

/// What is to come for some states within a window.
pub struct Deadlines<'a> {
    run: Run<'a>,
    within: Within,
    through: Day,
    /// Codes of the states shown.
    actors: Vec<String>,
    /// Were they named?
    is_named: bool,
    entries: Vec<DeadlineEntry<'a>>,
    findings: Vec<Finding<'a>>,
    /// Findings whose evidence had grown too old before the as-of day.
    stale: usize,
    /// Entries left out, for their day is not known within a year.
    vague: usize,
    /// Days before an entry of the calendar on which its reader is reminded.
    alarm: Option<u32>,
}

/// One question with its timeline and what holds on the as-of day.
pub struct Asked<'a> {
    /// The question.
    pub question: Question<'a>,
    /// When what held.
    pub timeline: Timeline,
    /// What holds now.
    pub now: Finding<'a>,
}

/// From where, and how far, is looked.
#[derive(Clone, Copy)]
struct Horizon<'a> {
    run: Run<'a>,
    through: Day,
}

impl<'a> Deadlines<'a> {
    /// What comes from the as-of day on, to the last day of the window, for the states of the selection, or else for
    /// those that are members on the as-of day, or with `all_states` for later and former members and associates too.
    pub fn new(run: Run<'a>, selection: &Selection, within: Within, all_states: bool) -> Deadlines<'a> {
        let shown = run.actors(&selection.actors, all_states);
        let actors: Vec<String> = shown.iter().map(|actor| actor.code.to_string()).collect();
        let questions = run.engine.questions(&selection.of(&shown));
        let view = Horizon { run, through: within.last_day(run.as_of) };
        let is_named = !selection.actors.is_all();
        let (mut all, mut findings, mut stale) = (Vec::new(), Vec::with_capacity(questions.len()), 0);
        let of_acts: Vec<&[Question<'a>]> = questions.chunk_by(|one, other| act(one) == act(other)).collect();
        // timelines are dropped as soon as it is known what comes: of many thousands only a few are held at once
        let look = |of_acts: &[&[Question<'a>]]| {
            let asked = view.asked(of_acts.concat());
            let stale = asked.iter().filter(|asked| review::is_stale(&view, asked)).count();
            (stale, view.unsorted(&asked), asked.into_iter().map(|asked| asked.now).collect::<Vec<Finding>>())
        };
        in_parts(&of_acts, look, |(own_stale, mut entries, mut own)| {
            stale += own_stale;
            all.append(&mut entries);
            findings.append(&mut own);
        });
        all.sort_by(|one: &DeadlineEntry, other| one.place().cmp(&other.place()));
        let (vague, entries): (Vec<_>, Vec<_>) = all.into_iter().partition(|entry| entry.is_vague);
        let (through, vague) = (view.through, vague.len());
        Deadlines { run, within, through, actors, is_named, entries, findings, stale, vague, alarm: None }
    }

    /// The deadlines with a reminder so many days before each entry of the calendar.
    #[must_use]
    pub fn reminding(self, alarm: Option<u32>) -> Deadlines<'a> {
        Deadlines { alarm, ..self }
    }

    /// What holds on the as-of day.
    pub fn findings(&self) -> &[Finding<'a>] {
        &self.findings
    }
}

impl<'a> Horizon<'a> {
    fn asked(&self, questions: Vec<Question<'a>>) -> Vec<Asked<'a>> {
        let timelines = self.run.engine.timelines(&questions);
        let pairs = questions.into_iter().zip(timelines);
        let asked = pairs.filter_map(|(question, timeline)| {
            let now = self.run.engine.finding(&question, &timeline, self.run.as_of)?;
            Some(Asked { question, timeline, now })
        });
        asked.collect()
    }

    /// Everything to come, by day, state and act.
    fn entries(&self, asked: &[Asked<'a>]) -> Vec<DeadlineEntry<'a>> {
        let mut entries = self.unsorted(asked);
        entries.sort_by(|one: &DeadlineEntry, other| one.place().cmp(&other.place()));
        entries
    }

    /// Everything to come, in the order of what is asked.
    fn unsorted(&self, asked: &[Asked<'a>]) -> Vec<DeadlineEntry<'a>> {
        let mut entries = Vec::new();
        let adopted = |one: &&Asked| one.question.instrument.adopted <= self.run.as_of;
        for of_act in asked.chunk_by(|one, other| act(&one.question) == act(&other.question)) {
            let of_act: Vec<&Asked> = of_act.iter().filter(adopted).collect();
            entries.extend(letters::replies(self, &of_act));
            entries.extend(changes::of_act(self, &of_act));
            for one in of_act {
                entries.extend(duties::due(self, one));
                entries.extend(review::reviews(self, one));
            }
        }
        entries
    }

    fn contains(&self, day: Day) -> bool {
        self.run.as_of <= day && day <= self.through
    }

    /// The changes of a timeline inside the window: what was before, and what begins.
    fn changes<'t>(&self, timeline: &'t Timeline) -> impl Iterator<Item = (&'t Segment, &'t Segment)> {
        let segments = timeline.segments();
        let view = *self;
        segments.iter().zip(segments.iter().skip(1)).filter(move |(_, after)| view.contains(after.from))
    }

    /// Was a treaty that binds the state on a later day already accepted on the as-of day, and the act published that adds
    /// the duty? Where no deposit is recorded but only the day of entry into force, that day was announced.
    fn is_foreseen(&self, then: &Finding) -> bool {
        if then.obligation.from == Some(then.on) && !self.is_addition_published(then) {
            return false;
        }
        let records = then.actor.records_of(then.question.instrument_ix);
        let counting = then.grounds.records.iter().filter_map(|(place, _)| records.get(*place));
        let deposits = counting.filter(|record| matches!(record.event, law::Event::Ratification { .. }));
        deposits.map(|record| record.on.first()).max().is_none_or(|latest| latest <= self.run.as_of)
    }

    /// Can a change of who is bound, on the day of this finding, be expected on the as-of day? Whether and when a state leaves
    /// is open until it has left: the period of Art. 50(3) TEU can be extended, and the notification withdrawn (C-621/18). What
    /// takes a state out, or in, by a decision is known from the publication of the decision.
    fn is_change_of_bond_foreseen(&self, then: &Finding) -> bool {
        let left = then.actor.membership.iter().filter_map(|one| one.during.to()).filter(|left| *left <= then.on).max();
        let has_left = left.is_none_or(|left| left <= self.run.as_of);
        let binds = then.instrument.binds_of(then.obligation);
        let decided = binds.also.iter().chain(&binds.except).filter(|one| {
            one.state == then.actor.code && (one.during.from() == then.on || one.during.to() == Some(then.on))
        });
        let mut sources = decided.filter_map(|one| self.run.engine.corpus.source(one.source?));
        let is_published = sources.all(|source| source.published.last() <= self.run.as_of);
        (has_left || then.judgement.bound != Bound::NotMember) && is_published
    }

    /// Is the act that added the duty published by the as-of day? Where none of the sources of the instrument is that act,
    /// nobody can say so.
    fn is_addition_published(&self, then: &Finding) -> bool {
        let Some(added_by) = &then.obligation.added_by else { return true };
        self.publication(then.instrument, added_by).is_some_and(|day| day <= self.run.as_of)
    }

    /// The day on which an act was published that is cited in words and is among the sources of an instrument: the title of
    /// the source begins with what the citation begins with.
    fn publication(&self, instrument: &Instrument, cited: &str) -> Option<Day> {
        let sources = instrument.sources.iter().filter_map(|ix| self.run.engine.corpus.source(*ix));
        let is_cited = |title: &str| title.split(" of ").next().is_some_and(|act| cited.starts_with(act));
        sources.filter(|source| is_cited(&source.title)).map(|source| source.published.last()).min()
    }
}

fn act<'a>(question: &Question<'a>) -> (&'a str, &'a str) {
    (&question.actor.code, &question.instrument.id)
}

/// Does the finding rest on a record that binds or defers and whose day is not known exactly?
fn rests_on_uncertain_bond(finding: &Finding) -> bool {
    bonds(finding).any(|record| record.on.exact().is_none())
}

/// Does it rest on such a record whose day is not known within a year?
fn rests_on_vague_bond(finding: &Finding) -> bool {
    // often the last possible day of one is only the day on which its source was read
    bonds(finding).any(|record| record.on.is_vague())
}

fn bonds<'f>(finding: &'f Finding) -> impl Iterator<Item = &'f Record> {
    use crate::engine::Relevance::{Binds, Defers};
    let records = finding.actor.records_of(finding.question.instrument_ix);
    let bonds = finding.grounds.records.iter().filter(|(_, proof)| matches!(proof, Binds | Defers));
    bonds.filter_map(|(place, _)| records.get(*place))
}
