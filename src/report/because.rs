//! Reasons in words: what binds, by when, what was done, what proves it. Each reason names the sources it rests on.

use super::contract::stage;
use super::run::Run;
use super::told::{happened, told};
use crate::engine::{DueStep, Finding, Proof, change_on, correction, deadline_of, ends_on};
use crate::law::{
    Deadline, Effect, End, Ending, Event, Exception, Procedure, Record, Source, SourceIx, Stage, Start, Step,
};
use crate::rules::{Bound, Force, Verdict};
use crate::time::Day;

/// What a reason is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// Whether the act stands and binds.
    Bond,
    /// By when.
    Deadline,
    /// What was done, and what proves it.
    Conduct,
    /// The stage of an infringement case.
    Procedure,
    /// How far the source of that stage reaches.
    Reach,
    /// The rule that decided.
    Rule,
}

/// One reason and what it rests on.
#[derive(Debug, Clone)]
pub struct Reason {
    /// What it is about.
    pub topic: Topic,
    /// In words.
    pub text: String,
    /// The sources.
    pub sources: Vec<SourceIx>,
}

impl Reason {
    fn new(topic: Topic, text: String) -> Reason {
        Reason { topic, text, sources: Vec::new() }
    }

    fn citing(mut self, sources: impl IntoIterator<Item = SourceIx>) -> Reason {
        self.sources.extend(sources);
        self
    }
}

/// Why a finding holds: the bond where it fails, else the deadline, what was done, how old the evidence is, the stage
/// of procedure; last, the rule.
pub fn because<'a>(run: &Run<'a>, finding: &Finding<'a>) -> Vec<Reason> {
    let judgement = &finding.judgement;
    let mut reasons = Vec::new();
    match judgement.verdict {
        Verdict::NotBound => reasons.extend(not_bound(finding)),
        Verdict::NotInForce | Verdict::Ended => reasons.extend(force(finding)),
        _ => {
            reasons.extend(deadline(run, finding));
            reasons.extend(conduct(run, finding));
        }
    }
    if let Some(reached) = judgement.enforcement {
        reasons.extend(procedure(run, finding, reached));
    }
    if let Some(reached) = judgement.contested {
        let text = format!("contested: the measures are said not to conform ({})", stage(reached));
        reasons.push(Reason::new(Topic::Procedure, text));
    }
    reasons.extend(assumed(finding, &reasons));
    reasons.push(Reason::new(Topic::Rule, rule(run, finding)));
    reasons
}

/// What a finding owes to the run's assumptions, where no reason has said it yet.
fn assumed(finding: &Finding, said: &[Reason]) -> Option<Reason> {
    let cites = |reason: &Reason| reason.sources.contains(&SourceIx::ASSUMED);
    let left_out = finding.grounds.left_out;
    let text = match (finding.is_assumed(), left_out) {
        (false, _) => return None,
        (true, 0) if said.iter().any(cites) => return None,
        (true, 0) => format!("until {} only{}", since(finding.until), super::told::ASSUMED),
        (true, count) => {
            let noun = if count == 1 { "record" } else { "records" };
            format!("{count} {noun} left out{}", super::told::ASSUMED)
        }
    };
    Some(Reason::new(Topic::Conduct, text).citing([SourceIx::ASSUMED]))
}

/// Ids of the sources of all reasons, sorted, each once.
pub fn sources(run: &Run, reasons: &[Reason]) -> Vec<String> {
    let mut places: Vec<SourceIx> = reasons.iter().flat_map(|reason| reason.sources.iter().copied()).collect();
    places.sort_unstable();
    places.dedup();
    places.iter().filter_map(|place| run.engine.corpus.source(*place)).map(|source| source.id.to_string()).collect()
}

/// What the rule that decided says.
pub fn rule(run: &Run, finding: &Finding) -> String {
    let row = finding.judgement.rule.and_then(|row| run.engine.rules.verdict.row(row.into()));
    let found_later = finding.grounds.records.iter().any(|(_, proof)| *proof == Proof::FoundLater);
    match row {
        Some(row) => row.because.to_string(),
        None if found_later => "a later source found it done without saying since when: on this day it may have been \
                                done already, or not yet"
            .to_owned(),
        None => "the days of some records are uncertain: in some of the possible orders there is a gap, in others \
                 there is none"
            .to_owned(),
    }
}

/// Why the state is not bound.
pub fn not_bound(finding: &Finding) -> Vec<Reason> {
    let (state, day) = (&finding.actor.name, finding.on);
    let text = match finding.judgement.bound {
        Bound::OptedOut => {
            let binds = finding.instrument.binds_of(finding.obligation);
            let mine = |one: &&Exception| *one.state == *finding.actor.code && one.during.contains(day);
            return binds.except.iter().filter(mine).map(excepted).collect();
        }
        Bound::NotParty => format!("the treaty is not in force for {state} on {day}"),
        Bound::NotAddressed => format!("it is addressed to others than {state}"),
        Bound::NotMember | Bound::Yes => format!("{state} is not a Member State on {day}"),
    };
    vec![Reason::new(Topic::Bond, text)]
}

fn excepted(exception: &Exception) -> Reason {
    let until = exception.during.to().map_or(String::new(), |to| format!(" until {}", to.previous()));
    let basis = if exception.basis.is_empty() { String::new() } else { format!(": {}", exception.basis) };
    Reason::new(Topic::Bond, format!("not bound{until}{basis}")).citing(exception.source)
}

/// Why the act does not stand.
pub fn force(finding: &Finding) -> Vec<Reason> {
    let instrument = finding.instrument;
    let text = match finding.judgement.force {
        Force::NotAdopted => format!("adopted only on {}", instrument.adopted),
        Force::NotInForce => match (finding.obligation.from, instrument.in_force) {
            (Some(from), _) if from > finding.on => format!("this duty exists only from {from} on"),
            (_, Some(from)) => format!("in force only from {from} on"),
            (_, None) => "not in force".to_owned(),
        },
        _ => {
            let ends = ends_on(&finding.question, finding.on);
            return ends.map(|end| Reason::new(Topic::Bond, ended(end))).collect();
        }
    };
    vec![Reason::new(Topic::Bond, text)]
}

/// An end of an act in words.
pub fn ended(end: &End) -> String {
    let how = match (end.how, end.effect) {
        (Ending::Void, Effect::ExTunc) => "void from the beginning",
        (Ending::Void, Effect::ExNunc) => "void",
        (Ending::Repealed, _) => "repealed",
        (Ending::Replaced, _) => "replaced",
    };
    let by = end.by.as_ref().map_or(String::new(), |by| format!(" by {by}"));
    let known = end.known_from.map_or(String::new(), |day| format!(", known since {day}"));
    let from = if end.effect == Effect::ExTunc { String::new() } else { format!(" with effect from {}", end.from) };
    format!("{how}{by}{from}{known}")
}

fn deadline<'a>(run: &Run<'a>, finding: &Finding<'a>) -> Option<Reason> {
    let due = finding.judgement.limit?.0;
    let state = &finding.actor.name;
    let text = match finding.judgement.due_step {
        DueStep::Act => format!("due {due}{}", wording(finding)),
        DueStep::BecameBound => format!("due {due}, the first day for which {state} is bound"),
        DueStep::Deferred => format!("due {due}: put off by a declaration of {state}"),
        DueStep::Changed => {
            let by = change_on(&finding.question, finding.on).map_or("", |change| &change.act);
            format!("due {due}, moved by {by}")
        }
        DueStep::Own => format!("due {due}: {state} has a period of its own"),
    };
    Some(Reason::new(Topic::Deadline, text).citing(own_text(run, finding)))
}

/// The act's own text among its sources.
pub fn own_text<'a>(run: &Run<'a>, finding: &Finding<'a>) -> impl Iterator<Item = SourceIx> + use<'a> {
    let (corpus, instrument) = (run.engine.corpus, finding.instrument);
    instrument.sources.iter().copied().filter(move |ix| {
        let published = corpus.source(*ix).and_then(|source| source.published.exact());
        published.is_some() && published == instrument.published
    })
}

/// The printed words of a deadline, unless a corrigendum changed it.
fn wording(finding: &Finding) -> String {
    let article = finding.obligation.deadline_article.as_deref().unwrap_or(&finding.obligation.article);
    let article = super::explain::article_of(article);
    let obligation = finding.obligation;
    let corrected = correction(&finding.question);
    let deadline = deadline_of(&finding.question);
    let printed = match (&obligation.wording, deadline) {
        (Some(wording), _) if obligation.corrected.is_empty() => format!("\"{wording}\""),
        (_, Some(Deadline::Before(day))) => format!("before {day}"),
        (_, Some(Deadline::Within(_, Start::InForce))) => "counted from entry into force".to_owned(),
        (_, Some(Deadline::Within(_, Start::Adopted))) => "counted from adoption".to_owned(),
        (_, Some(Deadline::Within(_, Start::Published))) => "counted from publication".to_owned(),
        (_, Some(Deadline::AtEntryIntoForceForState)) => "the day of entry into force for the state".to_owned(),
        _ => "at the latest".to_owned(),
    };
    let by = corrected.map_or(String::new(), |one| format!(", as corrected by a corrigendum of {}", one.known_from));
    format!(" ({article}: {printed}{by})")
}

fn conduct(run: &Run, finding: &Finding) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for (place, proof) in &finding.grounds.records {
        let record = finding.actor.records_of(finding.question.instrument_ix).get(*place);
        let record = record.filter(|record| !is_told_as_procedure(finding, record, *proof));
        reasons.extend(record.map(|record| Reason::new(Topic::Conduct, told(record, *proof)).citing([record.source])));
    }
    let furthest = finding.grounds.registers.iter().map(|(_, through)| *through).max();
    for (source, through) in finding.grounds.registers.iter().filter(|(_, through)| Some(*through) == furthest) {
        let name = run.engine.corpus.source(*source).map_or("", Source::name);
        let without = if finding.grounds.left_out > 0 { "without what is left out, " } else { "" };
        let text = format!("{without}no entry for {} in {name}, complete through {through}", finding.actor.name);
        reasons.push(Reason::new(Topic::Conduct, text).citing([*source]));
    }
    if finding.grounds.silence {
        let text = "no record, and no complete list whose silence would count";
        reasons.push(Reason::new(Topic::Conduct, text.to_owned()));
    }
    if let Some(confirmed) = finding.last_confirmed() {
        let text = format!("last confirmed {confirmed}, {} days before", finding.on.minus(confirmed));
        reasons.push(Reason::new(Topic::Conduct, text));
    }
    reasons
}

/// The step at which an open case stands is told as such, not twice.
fn is_told_as_procedure(finding: &Finding, record: &Record, proof: Proof) -> bool {
    let reached = finding.judgement.enforcement;
    proof == Proof::Decides && matches!(record.event, Event::Procedural(own, _) if Some(own) == reached)
}

/// The open case that has come furthest: its number, the step, its legal basis; and how far the source reaches.
fn procedure(run: &Run, finding: &Finding, reached: Stage) -> Vec<Reason> {
    let corpus = run.engine.corpus;
    let speaks = |record: &&Record| {
        record.speaks_to(finding.question.obligation_ix, finding.obligation)
            && corpus.is_known(record, run.engine.known_as_of)
            && corpus.last_possible_day(record) <= finding.on
    };
    let records = finding.actor.records_of(finding.question.instrument_ix).iter().filter(speaks);
    let steps = records.filter_map(|record| match &record.event {
        Event::Procedural(own, step) if *own == reached => Some((record, step)),
        _ => None,
    });
    let latest = steps.max_by_key(|(record, _)| (corpus.last_possible_day(record), record.source));
    let Some((record, step)) = latest else { return Vec::new() };
    let mark = super::told::mark(record);
    let text = format!("open case{}: {} {}{mark}", case_of(step), happened(&record.event), record.on);
    let mut reasons = vec![Reason::new(Topic::Procedure, text).citing([record.source])];
    if let Some(source) = corpus.source(record.source).filter(|source| !source.is_assumed()) {
        let text = format!("no later step of the case in {} ({})", source.name(), source.published);
        reasons.push(Reason::new(Topic::Reach, text));
    }
    reasons
}

/// Number and legal basis of a case.
pub fn case_of(step: &Step) -> String {
    let number = step.case.as_ref().map_or(String::new(), |case| format!(" {case}"));
    let basis = match step.procedure {
        None => "",
        Some(Procedure::Art258) => " (Art. 258 TFEU)",
        Some(Procedure::Art260_2) => " (Art. 260(2) TFEU, after a judgment)",
        Some(Procedure::Art260_3) => " (Art. 260(3) TFEU)",
    };
    format!("{number}{basis}")
}

/// `the beginning`, or the day.
pub fn since(day: Option<Day>) -> String {
    day.map_or("the beginning".to_owned(), |day| day.to_string())
}
