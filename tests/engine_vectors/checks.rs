//! One check per rule of the table. Where a vector leaves out the obligation, the main one of the act is meant.

use std::collections::BTreeSet;

use acquis::law::{CaseKind, Event, InstrumentKind, Nature, Procedure, Record, Stage, Step};
use acquis::rules::{Bound, Force, Verdict};

use super::Vector;
use super::corpus::{Shipped, day};

/// Fails with the vector if the corpus says something else.
pub fn check(shipped: &Shipped, vector: &Vector) {
    let holds = match vector.rule.as_str() {
        "deadline.printed" | "deadline.accession" => deadline(shipped, vector),
        "treaty.status" => treaty_status(shipped, vector),
        "bound" => bound(shipped, vector),
        "enforcement" => enforcement(shipped, vector),
        "membership.count" => shipped.members(day(vector.get("as_of").unwrap())).len().to_string() == vector.expected,
        "holdout.set" => set_of_states(shipped, vector),
        other => panic!("no check for {other}"),
    };
    assert!(holds, "{} {:?}: not {}", vector.rule, vector.input, vector.expected);
}

fn main_obligation(instrument: &str) -> &'static str {
    match instrument {
        "anti-trafficking" => "anti-trafficking/transposition",
        "budapest" => "budapest/ratification",
        "data-retention" => "data-retention/telephony",
        "prum" => "prum/dna",
        "swedish-initiative" => "swedish-initiative/transposition",
        other => panic!("{other} is not shipped"),
    }
}

/// The last good day that is printed (for a member since before the act), or that follows from accession.
fn deadline(shipped: &Shipped, vector: &Vector) -> bool {
    let obligation = main_obligation(vector.instrument().unwrap());
    let expected = day(&vector.expected);
    let id = format!("{}/{obligation}", vector.get("state").unwrap_or("FR"));
    // The act must stand on the clock that is asked: the Data Retention Directive did until 8 April 2014.
    let judgement = shipped.judgement(&id, expected, Some(day("2014-04-07")));
    judgement.limit.map(|limit| limit.0) == Some(expected)
}

/// Signed, or a contracting state that is not yet a party.
fn treaty_status(shipped: &Shipped, vector: &Vector) -> bool {
    let (state, as_of) = (vector.get("state").unwrap(), day(vector.get("as_of").unwrap()));
    let place = shipped.corpus.instruments.iter().position(|one| &*one.id == "budapest").unwrap();
    let records = shipped.actor(state).records().iter().filter(|record| record.instrument.0 as usize == place);
    let signed_on = records.filter(|record| record.event == Event::Signature).find_map(|record| record.on.exact());
    let ratified = shipped.judgement(&format!("{state}/budapest/ratification"), as_of, None).verdict == Verdict::Met;
    let duty = format!("{state}/budapest/contact-point-24-7");
    let mut words = vector.expected.split(';');
    let status = match (signed_on.is_some_and(|on| on <= as_of), ratified, shipped.is_bound(&duty, as_of)) {
        (true, false, false) => "signed",
        (_, true, false) => "contracting-state",
        _ => "party",
    };
    let rest = |word: &str| match word.split_once('=').unwrap() {
        ("signed_on", on) => signed_on == Some(day(on)),
        ("in_force", on) => shipped.is_bound(&duty, day(on)) && !shipped.is_bound(&duty, day(on).previous()),
        other => panic!("{other:?}"),
    };
    words.next() == Some(status) && words.all(rest)
}

fn bound(shipped: &Shipped, vector: &Vector) -> bool {
    let as_of = vector.get("as_of").filter(|on| *on != "any").map(day);
    let Some(instrument) = vector.instrument() else { return never_bound(shipped, vector) };
    let obligation = main_obligation(instrument);
    let state = vector.get("state").unwrap();
    let mut words = vector.expected.split(';');
    let holds = match (words.next().unwrap(), as_of) {
        ("void", Some(as_of)) => everybody(shipped, vector, obligation)
            .iter()
            .all(|id| shipped.judgement(id, as_of, vector.get("known_as_of").map(day)).verdict == Verdict::Ended),
        ("true", Some(as_of)) => everybody(shipped, vector, obligation).iter().all(|id| {
            let judgement = shipped.judgement(id, as_of, vector.get("known_as_of").map(day));
            judgement.bound == Bound::Yes && judgement.verdict != Verdict::Ended
        }),
        ("false", Some(as_of)) => !shipped.is_bound(&format!("{state}/{obligation}"), as_of),
        ("true", None) => shipped.is_bound(&format!("{state}/{obligation}"), day("2011-11-25")),
        ("false", None) => {
            let timelines = shipped.timelines(&[state], &[instrument]);
            let mut segments = timelines.iter().flat_map(|(_, timeline)| timeline.segments());
            // Before the adoption there is nothing from which a state could be excepted.
            segments.all(|one| one.judgement.bound != Bound::Yes || one.judgement.force == Force::NotAdopted)
        }
        other => panic!("{other:?}"),
    };
    let instrument = shipped.instrument(instrument);
    let rest = |word: &str| match word.split_once('=').unwrap() {
        // By that decision it takes part from its day of effect on, and was outside until then.
        ("since_decision", number) => {
            let mut named =
                instrument.binds.also.iter().filter(|one| &*one.state == state && one.basis.contains(number));
            named.any(|one| {
                let (id, from) = (format!("{state}/{obligation}"), one.during.from());
                one.during.contains(as_of.unwrap())
                    && !shipped.is_bound(&id, from.previous())
                    && shipped.is_bound(&id, from)
            })
        }
        ("as", "schengen-associate") => instrument.binds.also.iter().any(|one| &*one.state == state),
        ("counted", "false") => shipped.actor(state).membership.is_empty(),
        // The agreement is no instrument here; it adds the state to the addressees.
        ("own_agreement_signed", "2019-06-27") => {
            let mut own = instrument.binds.also.iter().filter(|one| &*one.state == state);
            own.any(|one| one.basis.contains("Agreement of 27 June 2019"))
        }
        other => panic!("{other:?}"),
    };
    holds && words.all(rest)
}

/// The findings of the state asked about, or of every Member State of the day.
fn everybody(shipped: &Shipped, vector: &Vector, obligation: &str) -> Vec<String> {
    let states = match vector.get("state").unwrap() {
        "any" => shipped.members(day(vector.get("as_of").unwrap())),
        state => vec![state],
    };
    states.iter().map(|state| format!("{state}/{obligation}")).collect()
}

/// Before accession and after the end of Union law nothing that addresses members binds: neither an act nor what a
/// treaty is said to ask of members. A treaty itself binds its parties, members or not.
fn never_bound(shipped: &Shipped, vector: &Vector) -> bool {
    let on = day(vector.get("as_of").or(vector.get("deadline")).unwrap());
    let timelines = shipped.timelines(&[vector.get("state").unwrap()], &[]);
    // what the state owes as a party to a treaty, or by no act at all, is a different matter
    let is_of_an_act = |name: &str| {
        let act = shipped.instrument(name.split('/').next().unwrap());
        !act.is_treaty() && act.addressee.is_none() || name == "budapest/ratification"
    };
    let addressed = timelines.iter().filter(|(name, _)| is_of_an_act(name));
    let mut verdicts = addressed.map(|(_, timeline)| timeline.on(on).unwrap().judgement.verdict);
    vector.expected.starts_with("not-applicable") && verdicts.all(Verdict::is_outside)
}

fn enforcement(shipped: &Shipped, vector: &Vector) -> bool {
    match (vector.instrument(), vector.get("state")) {
        (Some("data-retention"), Some("DE")) => german_steps(shipped, vector),
        (Some("data-retention"), Some("SE")) => swedish_lump_sum(shipped, vector),
        (Some("prum"), None) => on_prum(shipped, vector),
        (Some("budapest"), None) => {
            let treaty = matches!(shipped.instrument("budapest").nature, Nature::Treaty { .. });
            let timelines = shipped.timelines(&[], &["budapest"]);
            let mut segments = timelines.iter().flat_map(|(_, timeline)| timeline.segments());
            vector.expected == "none" && treaty && segments.all(|segment| segment.judgement.enforcement.is_none())
        }
        (None, None) => vector.expected == "not-available" && no_penalty_in_the_first_case(shipped),
        other => panic!("{other:?}"),
    }
}

/// Article 260(3) TFEU is for directives whose measures were not communicated: no step under it is on record for a
/// charge of another kind, or for an act that is no legislative directive.
fn no_penalty_in_the_first_case(shipped: &Shipped) -> bool {
    let records = shipped.corpus.actors.iter().flat_map(|actor| actor.records());
    records
        .filter_map(|record| {
            Some((&shipped.corpus.instruments[record.instrument.0 as usize].kind, step(&record.event)?))
        })
        .all(|(kind, step)| {
            let under_it = step.procedure == Some(Procedure::Art260_3);
            !under_it || (*kind == InstrumentKind::Directive && step.kind == CaseKind::NonCommunication)
        })
}

fn step(event: &Event) -> Option<&Step> {
    match event {
        Event::Procedural(_, step) | Event::Ended { step, .. } => Some(step),
        _ => None,
    }
}

/// The stage of the day, and the days on which it was reached. The vector's letter is of 17 June 2011 (press release);
/// the register of decisions has the 16th, which the record keeps, so on the 17th the letter had been decided.
fn german_steps(shipped: &Shipped, vector: &Vector) -> bool {
    let stage =
        |on: &str| shipped.judgement("DE/data-retention/telephony", day(on), Some(day("2014-04-07"))).enforcement;
    let reached = vector.expected.split(';').all(|word| match word.split_once('=').unwrap() {
        ("letter_of_formal_notice", on) => stage(on) == Some(Stage::FormalNotice) && stage("2011-06-15").is_none(),
        ("reasoned_opinion", on) => {
            stage(on) == Some(Stage::ReasonedOpinion) && stage("2011-10-26") == Some(Stage::FormalNotice)
        }
        other => panic!("{other:?}"),
    });
    reached && stage(vector.get("as_of").unwrap()) == Some(Stage::ReasonedOpinion)
}

/// The penalty, its day, its article, its sum and its case.
fn swedish_lump_sum(shipped: &Shipped, vector: &Vector) -> bool {
    let id = "SE/data-retention/telephony";
    let records = shipped.actor("SE").records().iter();
    let record = records.clone().find(|record| matches!(record.event, Event::Procedural(Stage::Penalty, _))).unwrap();
    let says =
        |text: &str| record.note.as_deref().into_iter().chain(record.locator.as_deref()).any(|one| one.contains(text));
    vector.expected.split(';').all(|word| match word.split_once('=').unwrap() {
        ("article", "260(2)") => step(&record.event).unwrap().procedure == Some(Procedure::Art260_2),
        ("lump_sum_eur", "3000000") => says("EUR 3 000 000"),
        ("judgment", on) => {
            record.on.exact() == Some(day(on))
                && shipped.judgement(id, day(on), Some(day("2014-04-07"))).enforcement == Some(Stage::Penalty)
        }
        ("case", number) => says(number),
        other => panic!("{other:?}"),
    })
}

/// Protocol 36, Article 10: no proceedings before 1 December 2014, whatever the gap; from then on Article 258.
fn on_prum(shipped: &Shipped, vector: &Vector) -> bool {
    let on = day(vector.get("as_of").unwrap());
    let Nature::UnionAct { enforceable_from } = shipped.instrument("prum").nature else { return false };
    let timelines = shipped.timelines(&[], &["prum"]);
    let mut stages = timelines.iter().map(|(_, timeline)| timeline.on(on).unwrap().judgement.enforcement);
    match vector.expected.as_str() {
        "none" => stages.all(|stage| stage.is_none()) && enforceable_from.is_some_and(|from| on < from),
        "article=258" => enforceable_from == Some(on) && steps_on_prum_are_under_258(shipped),
        other => panic!("{other}"),
    }
}

fn steps_on_prum_are_under_258(shipped: &Shipped) -> bool {
    let of_prum = |record: &&Record| &*shipped.corpus.instruments[record.instrument.0 as usize].id == "prum";
    let records = shipped.corpus.actors.iter().flat_map(|actor| actor.records()).filter(of_prum);
    let steps: Vec<&Step> = records.filter_map(|record| step(&record.event)).collect();
    !steps.is_empty() && steps.iter().all(|step| step.procedure == Some(Procedure::Art258))
}

/// A set of states that an official text counted: exactly these.
fn set_of_states(shipped: &Shipped, vector: &Vector) -> bool {
    let status = vector.get("status").or(vector.get("count")).unwrap();
    let as_of = vector.get("as_of").unwrap();
    let (obligation, verdicts): (String, &[Verdict]) = match (vector.instrument().unwrap(), status) {
        ("anti-trafficking", "full") => ("anti-trafficking/transposition".into(), &[Verdict::Met, Verdict::MetLate]),
        ("anti-trafficking", "partial") => ("anti-trafficking/transposition".into(), &[Verdict::Partial]),
        ("anti-trafficking", "none") => ("anti-trafficking/transposition".into(), &[Verdict::Overdue]),
        ("budapest", "not-ratified") => ("budapest/ratification".into(), &[Verdict::Encouraged]),
        ("prum", "lagging") => (format!("prum/{}", vector.get("part").unwrap()), &[Verdict::Overdue]),
        ("prum", "operational") => (format!("prum/{}", vector.get("part").unwrap()), &[Verdict::Met, Verdict::MetLate]),
        other => panic!("{other:?}"),
    };
    // The lagging states are those of that day's evidence: later decisions prove that others were not exchanging either.
    let known = (status == "lagging").then(|| day(as_of));
    let expected: BTreeSet<&str> = vector.expected.split(' ').collect();
    days_of(as_of).iter().all(|on| {
        let verdict = |code: &str| shipped.judgement(&format!("{code}/{obligation}"), day(on), known).verdict;
        let states = shipped.states_where(day(on), |code| verdicts.contains(&verdict(code)));
        if vector.get("count").is_some() { states.len().to_string() == vector.expected } else { states == expected }
    })
}

/// A day, or the first, the twenty-fifth and the last day of November 2011.
fn days_of(as_of: &str) -> Vec<String> {
    match as_of {
        "2011-11" => ["01", "25", "30"].map(|on| format!("{as_of}-{on}")).to_vec(),
        on => vec![on.to_owned()],
    }
}
