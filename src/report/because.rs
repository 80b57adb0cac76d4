//! Reasons in words: what binds, by when, what was done, what proves it. Each reason names the sources it rests on.

use super::contract::stage;
use super::run::Run;
use crate::engine::{DueStep, Finding, Proof};
use crate::law::{Deadline, Done, Event, Exception, Extent, Outcome, Record, SourceIx, Start};
use crate::rules::{Bound, Force, Verdict};

/// One reason and what it rests on.
#[derive(Debug, Clone)]
pub struct Reason {
    /// In words.
    pub text: String,
    /// The sources.
    pub sources: Vec<SourceIx>,
}

impl Reason {
    fn bare(text: String) -> Reason {
        Reason { text, sources: Vec::new() }
    }
}

/// Why a finding holds: the bond where it fails, else the deadline, what was done, how old the evidence is, the stage
/// of procedure; last, the rule.
pub fn because(run: &Run, finding: &Finding) -> Vec<Reason> {
    let judgement = &finding.judgement;
    let mut reasons = Vec::new();
    match judgement.verdict {
        Verdict::NotBound => reasons.extend(not_bound(finding)),
        Verdict::NotInForce | Verdict::Ended => reasons.extend(force(finding)),
        _ => {
            reasons.extend(deadline(finding));
            reasons.extend(evidence(run, finding));
        }
    }
    if let Some(reached) = judgement.enforcement {
        reasons.push(Reason::bare(format!("an infringement case is open: {}", stage(reached))));
    }
    if let Some(reached) = judgement.contested {
        reasons.push(Reason::bare(format!("contested: the measures are said not to conform ({})", stage(reached))));
    }
    reasons.push(Reason::bare(rule(run, finding)));
    reasons
}

/// Ids of the sources of all reasons, sorted, each once; without any, those of the instrument.
pub fn sources(run: &Run, finding: &Finding, reasons: &[Reason]) -> Vec<String> {
    let mut places: Vec<SourceIx> = reasons.iter().flat_map(|reason| reason.sources.iter().copied()).collect();
    if places.is_empty() {
        places.extend(&finding.instrument.sources);
    }
    places.sort_unstable();
    places.dedup();
    places.iter().filter_map(|place| run.engine.corpus.source(*place)).map(|source| source.id.to_string()).collect()
}

/// What the rule that decided says.
pub fn rule(run: &Run, finding: &Finding) -> String {
    let row = finding.judgement.rule.and_then(|row| run.engine.rules.verdict.row(row.into()));
    row.map_or(
        "the days of some records are uncertain: in some of the possible orders there is a gap, in others there is none".to_owned(),
        |row| row.because.to_string(),
    )
}

/// Why the state is not bound.
pub fn not_bound(finding: &Finding) -> Vec<Reason> {
    let state = &finding.actor.name;
    let text = match finding.judgement.bound {
        Bound::OptedOut => {
            let binds = finding.instrument.binds_of(finding.obligation);
            let mine = |one: &&Exception| *one.state == *finding.actor.code && one.during.contains(finding.on);
            return binds.except.iter().filter(mine).map(excepted).collect();
        }
        Bound::NotParty => format!("the treaty is not in force for {state} on {}", finding.on),
        Bound::NotAddressed => format!("the act is not addressed to {state}"),
        Bound::NotMember | Bound::Yes => format!("{state} is not a Member State on {}", finding.on),
    };
    vec![Reason::bare(text)]
}

fn excepted(exception: &Exception) -> Reason {
    let until = exception.during.to().map_or(String::new(), |to| format!(" until {}", to.previous()));
    Reason { text: format!("not bound{until}: {}", exception.basis), sources: exception.source.into_iter().collect() }
}

fn force(finding: &Finding) -> Vec<Reason> {
    let instrument = finding.instrument;
    let text = match finding.judgement.force {
        Force::NotAdopted => format!("adopted only on {}", instrument.adopted),
        Force::NotInForce => match (finding.obligation.from, instrument.in_force) {
            (Some(from), _) if from > finding.on => format!("this duty exists only from {from} on"),
            (_, Some(from)) => format!("in force only from {from} on"),
            (_, None) => "not in force".to_owned(),
        },
        _ => return instrument.ended.iter().map(|end| Reason::bare(ended(end))).collect(),
    };
    vec![Reason::bare(text)]
}

fn ended(end: &crate::law::End) -> String {
    let how = match (end.how, end.effect) {
        (crate::law::Ending::Void, crate::law::Effect::ExTunc) => "void from the beginning",
        (crate::law::Ending::Void, _) => "void",
        (crate::law::Ending::Repealed, _) => "repealed",
        (crate::law::Ending::Replaced, _) => "replaced",
    };
    let by = end.by.as_ref().map_or(String::new(), |by| format!(" by {by}"));
    let known = end.known_from.map_or(String::new(), |day| format!(", known since {day}"));
    format!("{how}{by} with effect from {}{known}", end.from)
}

fn deadline(finding: &Finding) -> Option<Reason> {
    let due = finding.judgement.limit?.0;
    let wording = finding.obligation.deadline.as_ref().map_or(String::new(), |deadline| wording(finding, deadline));
    let text = match finding.judgement.due_step {
        DueStep::Act => format!("due {due}{wording}"),
        DueStep::BecameBound => format!("due {due}, the first day for which {} is bound", finding.actor.name),
        DueStep::Deferred => format!("due {due}: put off by a declaration of {}", finding.actor.name),
    };
    Some(Reason::bare(text))
}

fn wording(finding: &Finding, deadline: &Deadline) -> String {
    let article = finding.obligation.deadline_article.as_deref().unwrap_or(&finding.obligation.article);
    let article = if article.starts_with("Art") { article.to_owned() } else { format!("Art. {article}") };
    let printed = match (&finding.obligation.wording, deadline) {
        (Some(wording), _) => format!("\"{wording}\""),
        (None, Deadline::By(_)) => "at the latest".to_owned(),
        (None, Deadline::Before(day)) => format!("before {day}"),
        (None, Deadline::Within(_, Start::InForce)) => "counted from entry into force".to_owned(),
        (None, Deadline::Within(_, Start::Adopted)) => "counted from adoption".to_owned(),
        (None, Deadline::Within(_, Start::Published)) => "counted from publication".to_owned(),
        (None, Deadline::AtEntryIntoForceForState) => "the day of entry into force for the state".to_owned(),
    };
    format!(" ({article}: {printed})")
}

fn evidence(run: &Run, finding: &Finding) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for (place, proof) in &finding.grounds.records {
        let known = run.engine.corpus.find_instrument(&finding.instrument.id);
        let record = known.and_then(|ix| finding.actor.records_of(ix).get(*place));
        reasons.extend(record.map(|record| Reason { text: told(record, *proof), sources: vec![record.source] }));
    }
    let furthest = finding.grounds.registers.iter().map(|(_, through)| *through).max();
    for (source, through) in finding.grounds.registers.iter().filter(|(_, through)| Some(*through) == furthest) {
        let name =
            run.engine.corpus.source(*source).map_or("", |source| source.reference.as_deref().unwrap_or(&source.title));
        let text = format!("no entry for {} in {name}, complete through {through}", finding.actor.name);
        reasons.push(Reason { text, sources: vec![*source] });
    }
    if finding.grounds.silence {
        reasons.push(Reason::bare("no record, and no complete list whose silence would count".to_owned()));
    }
    if let Some(confirmed) = finding.last_confirmed() {
        reasons.push(Reason::bare(format!("last confirmed {confirmed}, {} days before", finding.on.minus(confirmed))));
    }
    reasons
}

/// One record told as a reason.
pub fn told(record: &Record, proof: Proof) -> String {
    let what = happened(&record.event);
    match proof {
        Proof::ProvesEarlier => format!("not done before {} ({what})", record.on),
        _ => format!("{what} {}", record.on),
    }
}

/// An event in words, to be followed by its day.
pub fn happened(event: &Event) -> String {
    let part = |extent: &Extent| if *extent == Extent::Partial { " in part" } else { "" };
    match event {
        Event::Ratification(_) => "consent to be bound deposited".to_owned(),
        Event::InForceForState => "treaty in force for the state from".to_owned(),
        Event::Notified(extent) => format!("notified{}", part(extent)),
        Event::Measure { extent, title, .. } => {
            let title = title.as_ref().map_or(String::new(), |title| format!(" ({title})"));
            format!("national measure{}{title} in force", part(extent))
        }
        Event::AnnulledNationally => "national law annulled".to_owned(),
        Event::RepealedNationally => "national law repealed".to_owned(),
        Event::Deferral(until) => format!("put off until {until} by a declaration of"),
        Event::Observed(Done::Done) => "found done".to_owned(),
        Event::Observed(Done::Partly) => "found done in part".to_owned(),
        Event::Observed(Done::NotDone) => "found not done".to_owned(),
        Event::Procedural(reached, _) => stage(*reached).replace('-', " "),
        Event::Ended { withdrawn, outcome, .. } => {
            let how = if *withdrawn { "case withdrawn" } else { "case closed" };
            format!("{how}{}", if *outcome == Outcome::Moot { " as moot" } else { "" })
        }
        other => other.kind().as_str().replace('-', " "),
    }
}
