//! The JSON contract `acquis/actions/1` and the flat table.

use super::Actions;
use super::entry::ProgrammeEntry;
use super::play::Play;
use super::states::{DatedStatement, States};
use crate::law::{Delivery, Extent};
use crate::report::contract::Header;
use crate::report::page::{Cell, Sheet};
use crate::report::text::labels::confidence;
use serde::Serialize;
use std::collections::BTreeMap;

/// Everything a script gets.
#[derive(Debug, Clone, Serialize)]
pub struct ActionsData {
    #[serde(flatten)]
    header: Header,
    #[serde(skip_serializing_if = "Option::is_none")]
    totals: Option<serde_json::Value>,
    summary: ProgrammeSummary,
    /// The entries in the order of the programme.
    entries: Vec<ProgrammeEntryData>,
}

/// How many entries of which sort stand how.
#[derive(Debug, Clone, Serialize)]
struct ProgrammeSummary {
    entries: usize,
    /// Places in the sources: a bullet that is repeated under another objective counts each time.
    places: usize,
    state_of_play: BTreeMap<&'static str, usize>,
    groups: Vec<ProgrammeGroup>,
}

/// The entries of one objective and addressee.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ProgrammeGroup {
    pub(super) objective: Option<u8>,
    pub(super) addressee: String,
    pub(super) entries: usize,
    /// Entries of other objectives that are repeated here.
    pub(super) repeated: usize,
    pub(super) state_of_play: BTreeMap<&'static str, usize>,
}

#[derive(Debug, Clone, Serialize)]
struct ProgrammeEntryData {
    id: String,
    source: String,
    published: String,
    objective: Option<u8>,
    addressee: String,
    locator: String,
    also: Vec<serde_json::Value>,
    text: String,
    obligations: Vec<String>,
    /// Further obligations that it urges, by which it is not judged.
    covers: Vec<String>,
    due: Option<String>,
    state_of_play: &'static str,
    judged_by: &'static str,
    because: String,
    states: Option<States>,
    states_as_known_then: Option<States>,
    delivered: Vec<DeliveryData>,
    /// What was given up by the day asked.
    dropped: Vec<DeliveryData>,
    reported: Vec<StatementData>,
    not_evaluable: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct DeliveryData {
    on: String,
    title: String,
    reference: String,
    source: Option<String>,
    extent: &'static str,
    confidence: &'static str,
    note: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct StatementData {
    id: String,
    source: String,
    locator: String,
    on: String,
    text: String,
    done_by: Vec<String>,
    complete: bool,
    done: Option<u16>,
    of: Option<u16>,
}

impl Actions<'_> {
    /// The JSON contract.
    pub(super) fn contract(&self) -> ActionsData {
        ActionsData {
            header: Header::new(&self.run, "acquis/actions/1"),
            totals: self.run.totals(&self.findings),
            summary: self.summary(),
            entries: self.entries.iter().map(entry).collect(),
        }
    }

    fn summary(&self) -> ProgrammeSummary {
        ProgrammeSummary {
            entries: self.entries.len(),
            places: self.entries.iter().map(|entry| entry.places().len()).sum(),
            state_of_play: plays(self.entries.iter()),
            groups: self.groups(),
        }
    }

    /// The entries by objective and addressee, each under the objective where it stands first.
    pub(super) fn groups(&self) -> Vec<ProgrammeGroup> {
        let mut names: Vec<(Option<u8>, bool, &str)> = Vec::new();
        for entry in &self.entries {
            let to = &*entry.urging.addressee;
            let also = entry.urging.also.iter().map(|place| Some(place.objective));
            let objectives = std::iter::once(entry.urging.objective).chain(also);
            names.extend(objectives.map(|objective| (objective, to != "member-states", to)));
        }
        names.sort_by_key(|(objective, rank, to)| (objective.unwrap_or(u8::MAX), *rank, *to));
        names.dedup();
        names.into_iter().map(|(objective, _, to)| self.group(objective, to)).collect()
    }

    fn group(&self, objective: Option<u8>, to: &str) -> ProgrammeGroup {
        let addressed = self.entries.iter().filter(|entry| *entry.urging.addressee == *to);
        let (own, elsewhere): (Vec<_>, Vec<_>) = addressed.partition(|entry| entry.urging.objective == objective);
        let repeats =
            |entry: &&&ProgrammeEntry| entry.urging.also.iter().any(|place| Some(place.objective) == objective);
        ProgrammeGroup {
            objective,
            addressee: to.to_owned(),
            entries: own.len(),
            repeated: elsewhere.iter().filter(repeats).count(),
            state_of_play: plays(own),
        }
    }

    /// The entries as a flat table: canonical identifiers, ISO days.
    pub(super) fn flat_table(&self) -> Sheet {
        const COLUMNS: [&str; 25] = [
            "id",
            "source",
            "objective",
            "also",
            "addressee",
            "locator",
            "text",
            "obligations",
            "due",
            "state_of_play",
            "judged_by",
            "bound",
            "done",
            "partly",
            "not_done",
            "unknown",
            "outside",
            "share",
            "delivered",
            "reported",
            "not_evaluable",
            "because",
            "dropped",
            "as_of",
            "known_as_of",
        ];
        let mut sheet = Sheet::with(&COLUMNS);
        let (as_of, known) = (self.run.as_of.to_string(), self.run.engine.known_as_of);
        let known = known.map_or(String::new(), |day| day.to_string());
        for entry in &self.entries {
            let mut row = row(entry);
            row.extend([as_of.clone(), known.clone()]);
            sheet.rows.push(row.into_iter().map(Cell::plain).collect());
        }
        sheet.assuming(self.run.assumed())
    }
}

fn plays<'e, 'a: 'e>(entries: impl IntoIterator<Item = &'e ProgrammeEntry<'a>>) -> BTreeMap<&'static str, usize> {
    let mut counts: BTreeMap<&str, usize> = Play::WORDS.into_iter().map(|word| (word, 0)).collect();
    for entry in entries {
        *counts.entry(entry.play.as_str()).or_default() += 1;
    }
    counts
}

fn entry(entry: &ProgrammeEntry) -> ProgrammeEntryData {
    let urging = entry.urging;
    let place = |objective: u8, locator: &str| serde_json::json!({"objective": objective, "locator": locator});
    ProgrammeEntryData {
        id: urging.id.to_string(),
        source: entry.source.id.to_string(),
        published: entry.source.published.to_string(),
        objective: urging.objective,
        addressee: urging.addressee.to_string(),
        locator: urging.locator.to_string(),
        also: urging.also.iter().map(|also| place(also.objective, &also.locator)).collect(),
        text: urging.text.to_string(),
        obligations: urging.obligations.iter().map(|link| link.to_string()).collect(),
        covers: urging.covers.iter().map(|link| link.to_string()).collect(),
        due: urging.due.map(|day| day.to_string()),
        state_of_play: entry.play.as_str(),
        judged_by: entry.judged_by,
        because: entry.because.clone(),
        states: entry.states.clone(),
        states_as_known_then: entry.of_the_day.clone(),
        delivered: entry.delivered.iter().map(|one| delivery(one)).collect(),
        dropped: entry.dropped.iter().map(|one| delivery(one)).collect(),
        reported: entry.statements.iter().map(statement_data).collect(),
        not_evaluable: urging.not_evaluable.as_deref().map(str::to_owned),
    }
}

fn delivery(one: &Delivery) -> DeliveryData {
    DeliveryData {
        on: one.on.to_string(),
        title: one.title.to_string(),
        reference: one.reference.to_string(),
        source: one.source.as_deref().map(str::to_owned),
        extent: if one.extent == Extent::Full { "full" } else { "partial" },
        confidence: confidence(one.confidence),
        note: one.note.as_deref().map(str::to_owned),
    }
}

fn statement_data(one: &DatedStatement) -> StatementData {
    let (statement, tells) = (one.statement, &one.statement.tells);
    StatementData {
        id: statement.id.to_string(),
        source: one.source.id.to_string(),
        locator: statement.locator.to_string(),
        on: one.on.to_string(),
        text: statement.text.to_string(),
        done_by: tells.done_by.iter().map(|code| code.to_string()).collect(),
        complete: tells.complete,
        done: tells.count.map(|count| count.done),
        of: tells.count.map(|count| count.of),
    }
}

/// `COM(2012) 85 2012-03-12; ...`.
fn documents(all: &[&Delivery]) -> String {
    all.iter().map(|one| format!("{} {}", one.reference, one.on)).collect::<Vec<_>>().join("; ")
}

fn row(entry: &ProgrammeEntry) -> Vec<String> {
    let urging = entry.urging;
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let number = |number: Option<u8>| number.map_or(String::new(), |number| number.to_string());
    let states = entry.states.clone().unwrap_or_default();
    let also: Vec<String> = urging.also.iter().map(|place| place.objective.to_string()).collect();
    let reported: Vec<&str> = entry.statements.iter().map(|one| &*one.statement.id).collect();
    vec![
        urging.id.to_string(),
        entry.source.id.to_string(),
        number(urging.objective),
        also.join(" "),
        urging.addressee.to_string(),
        entry.places().join("; "),
        urging.text.to_string(),
        urging.obligations.join(" "),
        urging.due.map_or(String::new(), |day| day.to_string()),
        entry.play.as_str().to_owned(),
        entry.judged_by.to_owned(),
        entry.states.as_ref().map_or(String::new(), |states| states.bound.to_string()),
        states.done.join(" "),
        states.partly.join(" "),
        states.not_done.join(" "),
        states.unknown.join(" "),
        states.outside.join(" "),
        states.share.map_or(String::new(), |share| format!("{share:.4}")),
        documents(&entry.delivered),
        reported.join(" "),
        text(urging.not_evaluable.as_deref()),
        entry.because.clone(),
        documents(&entry.dropped),
    ]
}
