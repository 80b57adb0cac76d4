//! The data block of the page (`acquis/dossier/1`): what its script moves through time. The same fields, in the same order
//! and with the same meaning, are described in `src/render/dossier/script/contract.d.ts`.
//!
//! Days are numbers: days since 2001-01-01, which is 0. What is absent is `null`.

use serde::Serialize;

/// Days since 2001-01-01.
pub type DayNumber = i32;

/// Half-open times.
pub type Times = Vec<(DayNumber, Option<DayNumber>)>;

/// Everything that the page shows, for every day.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Dossier {
    /// `acquis/dossier/1`.
    pub schema: &'static str,
    /// How it is opened.
    pub open: Open,
    /// Versions, in words.
    pub about: DossierVersions,
    /// Names of the severities, rising.
    pub severities: Vec<&'static str>,
    /// Names of the stages of a case, rising, from none.
    pub stages: Vec<&'static str>,
    /// The columns, in the Union's protocol order.
    pub states: Vec<StateData>,
    /// Headings over the acts: objectives or families.
    pub groups: Vec<String>,
    /// The acts.
    pub acts: Vec<ActData>,
    /// The rows: all duties, act by act, in the order of the act.
    pub duties: Vec<DutyData>,
    /// Distinct sentences of reasons; `{on}` stands for the day asked for.
    pub texts: Vec<String>,
    /// Distinct findings without their days.
    pub grounds: Vec<GroundData>,
    /// Distinct timelines: numbers in base 36 parted by blanks: first day, ground, step to the next day, ground and so on.
    pub lines: Vec<String>,
    /// At state times the number of duties plus duty: the line as known on each day itself; -1: never concerned.
    pub then: Vec<i32>,
    /// What the field before it says, as known today.
    pub today: Vec<i32>,
    /// Sources.
    pub sources: Vec<SourceData>,
    /// Records.
    pub records: Vec<RecordData>,
    /// Distinct lists of records, in base 36, by first day.
    pub record_lists: Vec<String>,
    /// At state times the number of duties plus duty: the list; -1: none.
    pub records_of: Vec<i32>,
    /// Recommendations.
    pub recommendations: Vec<RecommendationData>,
    /// Distinct lists of them.
    pub recommendation_lists: Vec<Vec<usize>>,
    /// Per state, coded like lines; the second number of each pair is a list.
    pub recommended: Recommended,
    /// What falls due beside duties.
    pub dues: Vec<DueData>,
    /// The bullets of the programme.
    pub programme: Vec<BulletData>,
    /// Distinct states of play.
    pub plays: Vec<PlayData>,
    /// Marks on the time bar.
    pub marks: Vec<MarkData>,
}

/// How the page is opened.
#[derive(Debug, Serialize)]
pub struct Open {
    /// The day asked for.
    pub on: DayNumber,
    /// `then` or `today`.
    pub clock: &'static str,
    /// What the clock "today" knows, where the run limits it to another day than the one judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub known: Option<DayNumber>,
    /// What the run assumes beside the data, in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub assumed: Vec<String>,
    /// The day of the run; what comes after it is ahead.
    pub today: DayNumber,
    /// First day of the time bar.
    pub from: DayNumber,
    /// Last day of the time bar.
    pub to: DayNumber,
    /// The view shown first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub view: Option<&'static str>,
    /// The state shown first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
}

/// Versions, in words.
#[derive(Debug, Serialize)]
pub struct DossierVersions {
    /// Of the program.
    pub program: String,
    /// Of the data.
    pub data: String,
    /// Of the rules.
    pub rules: String,
}

/// A column.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct StateData {
    /// `EL`.
    pub code: String,
    /// `Greece`.
    pub name: String,
    /// The name in a sentence: "the Netherlands".
    pub in_text: String,
    /// Place on the tile map; `None`: it has none.
    pub at: Option<(u8, u8)>,
    /// Times in which it is a member, or bound by Union law.
    pub member: Times,
}

/// An act.
#[derive(Debug, Serialize)]
pub struct ActData {
    /// `prum`.
    pub id: String,
    /// Short name of the act.
    pub name: String,
    /// Title of the act.
    pub title: String,
    /// Heading of the act.
    pub group: usize,
    /// `2008/615/JHA`, `CETS 185`.
    pub number: String,
    /// Where it can be read.
    pub link: Option<String>,
    /// Shown beside its rows; may be empty.
    pub remark: String,
}

/// A duty.
#[derive(Debug, Serialize)]
pub struct DutyData {
    /// `dna`, within its act.
    pub id: String,
    /// Act of the duty.
    pub act: usize,
    /// Short: "DNA exchange".
    pub label: String,
    /// Title of the duty.
    pub title: String,
    /// `5`, without `Art.`.
    pub article: String,
    /// Does it represent its act?
    pub headline: bool,
    /// Is it more than an encouragement?
    pub binding: bool,
    /// The last good day, where it is the same for all.
    pub due: Option<DayNumber>,
    /// What a state has not done, as a participle: "ratified the Budapest Convention"; empty for duties that bind.
    pub did: String,
    /// Short, for a count: "not ratified"; empty for duties that bind.
    pub undone: String,
}

/// A finding without its days.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct GroundData(
    /// The verdict, 0 to 10, gravest first: overdue, partial, possible gap, encouraged, pending, unknown, met late, met, not
    /// bound, not in force, ended.
    pub u8,
    /// The last good day.
    pub Option<DayNumber>,
    /// First day of the present gap.
    pub Option<DayNumber>,
    /// The severity, rising from info.
    pub u8,
    /// How far its cases have come, 0 to 5.
    pub u8,
    /// How far its cases of non-conformity have come.
    pub u8,
    /// 1 met on a day not known, 2 recalled, 4 presumed, 8 approximate, 16 at least so late, 32 rests on what is assumed.
    pub u8,
    /// Texts of the finding, the gravest reason first.
    pub Vec<usize>,
    /// The records that count, each with its role: 1 decides, 2 begins the gap.
    pub Vec<(usize, u8)>,
);

/// A source.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SourceData {
    /// Id of the source.
    pub id: String,
    /// As it is cited.
    pub reference: String,
    /// Title of the source; may be empty.
    pub title: String,
    /// Kind of the source, in words.
    pub kind: String,
    /// When it was published.
    pub published: Option<DayNumber>,
    /// Is it kept up day by day, so that what it shows counts as known from its own day on?
    pub continuous: bool,
    /// In words, what the field before it says.
    pub published_text: String,
    /// Where it can be read.
    pub link: Option<String>,
    /// The acts that rest on it.
    pub acts: Vec<usize>,
}

/// A record.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct RecordData {
    /// First possible day.
    pub first: Option<DayNumber>,
    /// Last possible day.
    pub last: Option<DayNumber>,
    /// First day on which it counts as known; `None`: from the beginning.
    pub known: Option<DayNumber>,
    /// The day as it is written: "16 Jun 2011".
    pub on: String,
    /// What happened.
    pub text: String,
    /// `F` `R` `C` `J` `P` for the steps of a case, `x` annulled or repealed, `c` closed; empty for what is no step.
    pub step: &'static str,
    /// Source of the record.
    pub source: usize,
    /// Where in the source.
    pub locator: String,
    /// A remark.
    pub note: String,
    /// Not yet read in its source.
    pub recalled: bool,
}

/// A recommendation.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct RecommendationData {
    /// 0 at once, 1 soon, 2 in time, 3 when convenient.
    pub urgency: u8,
    /// What to do.
    pub text: String,
    /// Who urges it: "COM(2011) 790, II.1, Member States, bullet 4".
    pub urged: String,
    /// Which proceedings are available.
    pub exposure: String,
}

/// The recommendations of each state over time.
#[derive(Debug, Default, Serialize)]
pub struct Recommended {
    /// As known on each day itself.
    pub then: Vec<String>,
    /// As known today.
    pub today: Vec<String>,
}

/// What falls due beside duties.
#[derive(Debug, Serialize)]
pub struct DueData {
    /// The day.
    pub on: DayNumber,
    /// The state.
    pub state: usize,
    /// The act.
    pub act: usize,
    /// What falls due.
    pub text: String,
    /// Times in which it is announced, as known on each day itself.
    pub then: Times,
    /// What the field before it says, as known today.
    pub today: Times,
}

/// A bullet of the programme.
#[derive(Debug, Serialize)]
pub struct BulletData {
    /// Id of the bullet.
    pub id: String,
    /// Heading of the bullet.
    pub group: String,
    /// To whom it is addressed.
    pub addressee: String,
    /// What it asks.
    pub text: String,
    /// Where it stands.
    pub locator: String,
    /// Source of the bullet.
    pub source: usize,
    /// The duties that judge it.
    pub duties: Vec<usize>,
    /// Coded like lines; the second number of each pair is a state of play.
    pub then: String,
    /// What the field before it says, as known today.
    pub today: String,
}

/// A state of play.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PlayData {
    /// 0 done, 1 partly, 2 open, 3 late, 4 unknown, 5 not evaluable, 6 nobody bound or dropped.
    pub play: u8,
    /// In words, what the field before it says.
    pub word: String,
    /// Why.
    pub because: String,
    /// States that did it.
    pub done: Vec<usize>,
    /// States that did part of it.
    pub partly: Vec<usize>,
    /// States that did not.
    pub not_done: Vec<usize>,
    /// States of which it is not known.
    pub unknown: Vec<usize>,
}

/// A mark on the time bar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MarkData {
    /// The day.
    pub on: DayNumber,
    /// `deadline`, `judgment`, `accession`, `report` or `adoption`.
    pub kind: &'static str,
    /// What it was.
    pub text: String,
}
