//! The wording of dates, deadlines and clauses, and of what closed lists say at greater length than the data format.

use crate::engine::{Finding, Judgement};
use crate::law::{
    Binds, Change, Confidence, Deadline, Effect, Ending, Exception, Obligation, OwnPeriod, RelationKind, SourceKind,
    Stage, Start,
};
use crate::report::run::Run;
use crate::rules::{Enforcement, When};
use crate::time::{Day, Interval, Period, TreatyClause};
use std::fmt::Display;

/// What it means that an instrument is a stub.
pub const STUB: &str = "a stub, made from a register of cases or from metadata: what it asks, whom it binds and the deadline that it \
                        prints are not modelled";

/// How an instrument ended, and since when where it is void.
pub fn ending(how: Ending, effect: Effect) -> &'static str {
    match (how, effect) {
        (Ending::Repealed, _) => "repealed",
        (Ending::Replaced, _) => "replaced",
        (Ending::Void, Effect::ExNunc) => "void ex nunc",
        (Ending::Void, Effect::ExTunc) => "void ex tunc",
    }
}

/// The name of a family: its word in the data, as the beginning of a line.
pub fn family(word: &str) -> String {
    let mut letters = word.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}", letters.as_str().replace('-', " "))
}

/// What an instrument does to another.
pub fn relation(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Amends => "amends",
        RelationKind::Replaces => "replaces",
        RelationKind::BuildsOn => "builds on",
    }
}

/// What is done to the other one.
pub fn relation_of_other(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Amends => "amended by",
        RelationKind::Replaces => "replaced by",
        RelationKind::BuildsOn => "basis of",
    }
}

/// A deadline, the last good day always named.
pub fn deadline(deadline: &Deadline) -> String {
    match deadline {
        Deadline::By(day) => format!("by {day}"),
        Deadline::Before(day) => format!("before {day} (last good day {})", day.previous()),
        Deadline::Within(within, start) => format!("within {} from {}", period(within), self::start(*start)),
        Deadline::PassedBy(day) => format!("not known; passed by {day} at the latest"),
        Deadline::AtEntryIntoForceForState => "on entry into force for the state".to_owned(),
    }
}

/// The deadline of a duty: as corrected by then, and with every act known by then that moved it.
pub fn deadline_of(obligation: &Obligation, known_as_of: Option<Day>) -> Option<String> {
    let is_known = |from: Day| known_as_of.is_none_or(|known| from <= known);
    let corrections = obligation.corrected.iter().filter(|one| is_known(one.known_from));
    let right = match corrections.max_by_key(|one| one.known_from) {
        Some(one) => {
            let day = one.known_from;
            format!("{}, as corrected by a corrigendum of {day}", deadline(&one.deadline))
        }
        None => obligation.deadline.as_ref().map(deadline)?,
    };
    let moved = obligation.changed.iter().filter(|one| is_known(one.known_from)).map(changed);
    Some(std::iter::once(right).chain(moved).collect::<Vec<_>>().join("; "))
}

/// An act that moved a deadline.
pub fn changed(change: &Change) -> String {
    format!("from {} on by {}, moved by {}", change.known_from, change.by, change.act)
}

/// A state's own period.
pub fn own_period(period: &OwnPeriod) -> String {
    match period {
        OwnPeriod::Open => "not known".to_owned(),
        OwnPeriod::Known(own) => deadline(own),
    }
}

fn start(start: Start) -> &'static str {
    match start {
        Start::InForce => "entry into force",
        Start::Adopted => "adoption",
        Start::Published => "publication",
        Start::Bound => "the day on which the state is bound",
    }
}

/// A treaty's final clause.
pub fn clause(clause: TreatyClause) -> String {
    match clause {
        TreatyClause::MonthsThenFirstOfNextMonth { months, .. } => {
            format!("first day of the month after {} from the consent to be bound", many(months, "month"))
        }
        TreatyClause::Days { days } => format!("{} after the consent to be bound", many(days, "day")),
        TreatyClause::MonthsPlusDays { months, days, .. } => {
            format!("{} and {} after the consent to be bound", many(months, "month"), many(days, "day"))
        }
    }
}

fn period(period: &Period) -> String {
    let parts = [(period.years, "year"), (period.months, "month"), (period.weeks, "week"), (period.days, "day")];
    let named: Vec<String> =
        parts.into_iter().filter(|(count, _)| *count > 0).map(|(count, unit)| many(count, unit)).collect();
    named.join(" and ")
}

fn many(count: u32, unit: &str) -> String {
    counted(count, unit, &format!("{unit}s"))
}

/// First day of an interval, unless it has none.
pub fn first_day(during: &Interval) -> Option<Day> {
    Some(during.from()).filter(|from| !from.is_end_of_time())
}

/// Last day of an interval, itself in it, unless it is open.
pub fn last_day(during: &Interval) -> Option<Day> {
    during.to().filter(|to| !to.is_end_of_time()).map(Day::previous)
}

/// States left out of a group and added to it.
pub fn exceptions(binds: &Binds) -> impl Iterator<Item = (&'static str, &Exception)> {
    let except = binds.except.iter().map(|one| ("not bound", one));
    except.chain(binds.also.iter().map(|one| ("bound too", one)))
}

/// Who speaks in a sort of source.
pub fn author(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::OfficialJournal => "Official Journal",
        SourceKind::Court => "court",
        SourceKind::Depositary => "depositary",
        SourceKind::Register => "register",
        SourceKind::Commission => "Commission",
        SourceKind::Council => "Council",
        SourceKind::NationalGazette => "national gazette",
        SourceKind::Parliament => "parliament",
        SourceKind::Agency => "agency",
        SourceKind::Academic => "academic work",
        SourceKind::Press => "press",
    }
}

/// The id of a duty in words, with the capitals of its title: `DNA contact point`.
pub fn duty_label(duty: &Obligation) -> String {
    let is_name = |word: &&str| word.chars().skip(1).any(char::is_uppercase);
    let names: Vec<&str> = duty.title.split(|one: char| !one.is_alphanumeric()).filter(is_name).collect();
    let word = |word: &str| {
        let name = names.iter().find(|name| name.to_lowercase() == word);
        name.map_or_else(|| word.to_owned(), |name| (*name).to_owned())
    };
    capitalised(&duty.id.split('-').map(word).collect::<Vec<_>>().join(" "))
}

/// The text with a capital at its beginning.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

/// A title inside a sentence: `Open the DNA files` becomes `open the DNA files`; a word in capitals stays.
pub fn inside(title: &str) -> String {
    let mut letters = title.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() || second.is_whitespace() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => title.to_owned(),
    }
}

/// What stands for a row where none decided.
pub fn counted<N: Display + PartialEq + From<u8>>(count: N, one: &str, several: &str) -> String {
    format!("{count} {}", if count == N::from(1) { one } else { several })
}

/// `1 day`, `2 days`.
pub fn days(count: i32) -> String {
    counted(count, "day", "days")
}

/// The objectives of the Internal Security Strategy, from 1 (COM(2010) 673).
const OBJECTIVES: [&str; 5] = [
    "Disrupt international crime networks",
    "Prevent terrorism and address radicalisation and recruitment",
    "Raise levels of security for citizens and businesses in cyberspace",
    "Strengthen security through border management",
    "Increase Europe's resilience to crises and disasters",
];

/// `Objective 1 · Disrupt international crime networks`.
pub fn objective(number: u8) -> String {
    let name = usize::from(number).checked_sub(1).and_then(|place| OBJECTIVES.get(place));
    name.map_or(format!("Objective {number}"), |name| format!("Objective {number} · {name}"))
}

/// What stands for a row where none decided.
pub const NO_ROW: &str = "worlds/gap-in-some";

/// The row that decided, as `verdict/ROW`; where worlds differ and only some show a gap, no row did.
pub fn rule_id(run: &Run, finding: &Finding) -> String {
    let row = finding.judgement.rule.and_then(|row| run.engine.rules.verdict.row(row.into()));
    row.map_or(NO_ROW.to_owned(), |row| row_id(&row.id))
}

/// The ids of all rows of the verdict table, by their positions.
pub fn row_ids(run: &Run) -> Vec<String> {
    run.engine.rules.verdict.rows().iter().map(|row| row_id(&row.id)).collect()
}

fn row_id(id: &str) -> String {
    format!("verdict/{id}")
}

/// The last good day, but for the beginning of time: a state bound since ever has none that could be named.
pub fn due(judgement: &Judgement) -> Option<Day> {
    named(judgement.limit.map(|limit| limit.0))
}

/// A day that can be named, unlike the beginning or the end of time.
pub fn named(day: Option<Day>) -> Option<Day> {
    day.filter(|day| !day.is_end_of_time())
}

/// Does the duty stand for its act?
pub fn is_headline(finding: &Finding) -> bool {
    finding.instrument.headline_duties().iter().any(|duty| duty.id == finding.obligation.id)
}

/// Whether it was in time, in a word; `None` where the question does not arise.
pub fn when(when: When) -> Option<&'static str> {
    match when {
        When::None => None,
        known => Some(known.as_str()),
    }
}

/// Read, recalled or assumed.
pub fn confidence(confidence: Confidence) -> &'static str {
    confidence.as_str()
}

/// A stage of procedure.
pub fn stage(stage: Stage) -> &'static str {
    Enforcement::from(stage).as_str()
}
