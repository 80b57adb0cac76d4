//! Recommendations for a reader: alone, state by state, and as tables inside other reports.

use super::exposure::exposure;
use super::workbook::work_sheet;
use crate::engine::{Finding, Selection};
use crate::law::Actor;
use crate::report::annex;
use crate::report::contract::{Header, Recommendation};
use crate::report::output::Report;
use crate::report::page::{Block, Cell, Page, Sheet, Tone};
use crate::report::remedies::{by_statements_only, note_of_statements, recommendations};
use crate::report::run::{Overview, Run};
use crate::report::text::labels::counted;
use crate::report::text::marks::Marks;
use crate::report::text::record::ASSUMED;
use crate::report::workbook::{WorkSheet, Workbook};
use crate::rules::{Severity, Urgency, Verdict};
use crate::time::Day;
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// About so many findings are laid before the table at a time.
const AT_A_TIME: usize = 100_000;

/// The recommendations to some states.
pub struct RecommendationList<'a> {
    run: Run<'a>,
    actors: Vec<&'a Actor>,
    /// Everything evaluated, or nothing of it.
    findings: Vec<Finding<'a>>,
    /// Of everything evaluated.
    overview: Overview,
    recommendations: Vec<Recommendation<'a>>,
}

/// What a script gets.
#[derive(Serialize)]
struct RecommendationsData<'r> {
    #[serde(flatten)]
    header: Header,
    totals: RecommendationTotals,
    recommendations: &'r [Recommendation<'r>],
    /// Urgings that are judged from statements alone: their state of play stands in `acquis actions`.
    urged_beyond: Vec<&'r str>,
}

/// The denominators.
#[derive(Serialize)]
struct RecommendationTotals {
    states: usize,
    evaluated: usize,
    answered: usize,
    recommendations: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    assumed: Option<usize>,
}

impl<'a> RecommendationList<'a> {
    /// Recommendations to the states of the selection, or else to those that are members on the as-of day, or with
    /// `all_states` to later and former members and associates too.
    pub fn new(run: Run<'a>, selection: &Selection, all_states: bool) -> RecommendationList<'a> {
        RecommendationList::holding(run, selection, all_states, true)
    }

    /// These recommendations without their findings, which a workbook alone needs.
    pub fn without_findings(run: Run<'a>, selection: &Selection, all_states: bool) -> RecommendationList<'a> {
        RecommendationList::holding(run, selection, all_states, false)
    }

    fn holding(run: Run<'a>, selection: &Selection, all_states: bool, is_held: bool) -> RecommendationList<'a> {
        let actors = run.actors(&selection.actors, all_states);
        let duties: usize = run.engine.corpus.instruments.iter().map(|act| act.obligations.len()).sum();
        let mut all = RecommendationList {
            run,
            actors: Vec::new(),
            findings: Vec::new(),
            overview: Overview::default(),
            recommendations: Vec::new(),
        };
        // no step answers findings of two states
        for some in actors.chunks(1 + AT_A_TIME / duties.max(1)) {
            let mut findings = run.findings(&selection.of(some));
            findings.iter().for_each(|finding| all.overview.add(finding));
            all.recommendations.append(&mut recommendations(&run, &findings));
            if is_held {
                all.findings.append(&mut findings);
            }
        }
        RecommendationList { actors, ..all }
    }

    /// The recommendations as a sheet of a workbook.
    pub fn work_sheet(&self) -> WorkSheet {
        work_sheet(&self.run, &self.recommendations, self.overview.counts.total())
    }

    fn title(&self) -> String {
        match self.actors.as_slice() {
            [one] => format!("Recommended to {} ({}) on {}", one.name, one.code, self.run.as_of),
            _ => format!("Recommended to {} on {}", self.addressees(), self.run.as_of),
        }
    }

    /// Everything evaluated, if it is held.
    pub fn findings(&self) -> &[Finding<'a>] {
        &self.findings
    }

    /// Verdict and severity of everything evaluated.
    pub fn judged(&self) -> impl ExactSizeIterator<Item = (Verdict, Severity)> {
        self.overview.judged()
    }

    /// What is recommended.
    pub fn recommendations(&self) -> &[Recommendation<'a>] {
        &self.recommendations
    }

    /// What member states are urged to do though no obligation here answers it, where one of them is looked at.
    fn urged_beyond(&self) -> Vec<&'a str> {
        if self.actors.iter().any(|actor| actor.is_member(self.run.as_of)) {
            by_statements_only(&self.run)
        } else {
            Vec::new()
        }
    }

    fn totals(&self) -> RecommendationTotals {
        let mut answered: Vec<&String> = self.recommendations.iter().flat_map(|one| &one.answers).collect();
        answered.sort_unstable();
        answered.dedup();
        RecommendationTotals {
            states: self.actors.len(),
            evaluated: self.overview.counts.total(),
            answered: answered.len(),
            recommendations: self.recommendations.len(),
            assumed: self.run.resting_on_assumed(&self.overview.counts),
        }
    }

    /// `27 states`, `1 state and 1 institution`.
    fn addressees(&self) -> String {
        let institutions = self.actors.iter().filter(|actor| actor.is_institution()).count();
        match (self.actors.len() - institutions, institutions) {
            (states, 0) => counted(states, "state", "states"),
            (0, institutions) => counted(institutions, "institution", "institutions"),
            (states, institutions) => format!(
                "{} and {}",
                counted(states, "state", "states"),
                counted(institutions, "institution", "institutions")
            ),
        }
    }

    fn row(&self, one: &Recommendation) -> Vec<Cell> {
        let ids: Vec<&str> = one.urged_by.iter().map(|urged| urged.id.as_str()).collect();
        let texts = [
            one.state.to_owned(),
            one.objective.map_or(String::new(), |number| number.to_string()),
            one.urgency.to_owned(),
            one.remedy.to_owned(),
            one.text.clone(),
            one.exposure.unwrap_or_default().to_owned(),
            one.source.clone().unwrap_or_default(),
            one.locator.clone().unwrap_or_default(),
            ids.join(" "),
            one.answers.join(" "),
            one.instrument.to_owned(),
            one.article.clone(),
            one.rule.clone(),
            one.because.to_owned(),
            self.run.as_of.to_string(),
            self.run.engine.known_as_of.map_or(String::new(), |day| day.to_string()),
        ];
        texts.into_iter().chain(one.marks().flags()).map(Cell::plain).collect()
    }
}

impl Report for RecommendationList<'_> {
    fn page(&self) -> Page {
        let mut page = Page { title: self.title(), blocks: Vec::new() };
        for actor in &self.actors {
            let own: Vec<&Recommendation> =
                self.recommendations.iter().filter(|one| *one.state == *actor.code).collect();
            if self.actors.len() > 1 {
                page.blocks.push(Block::Heading(format!("{} ({}): {}", actor.name, actor.code, own.len())));
            }
            page.blocks.push(if own.is_empty() {
                Block::Text(Cell::plain("nothing is recommended"))
            } else {
                Block::Table(table(&own, self.run.as_of))
            });
        }
        let marks = self.recommendations.iter().map(Recommendation::marks_shown).fold(Marks::default(), Marks::and);
        page.blocks.extend(marks.legend());
        let totals = self.totals();
        let counts = format!(
            "{} to {}, answering {} of {}; an encouragement is no gap",
            counted(totals.recommendations, "recommendation", "recommendations"),
            self.addressees(),
            totals.answered,
            counted(totals.evaluated, "finding", "findings")
        );
        page.blocks.push(Block::Text(Cell::plain(counts)));
        page.blocks.extend(note_of_statements(&self.urged_beyond()));
        page.blocks.extend(self.run.footer(&self.overview.counts));
        page
    }

    fn sheet(&self) -> Sheet {
        let columns = "state objective urgency remedy text exposure source locator urged_by for instrument article rule \
                       because as_of known_as_of recalled presumed";
        let mut sheet = Sheet::with(&columns.split_whitespace().collect::<Vec<_>>());
        sheet.rows = self.recommendations.iter().map(|one| self.row(one)).collect();
        sheet.assuming(self.run.assumed())
    }

    fn has_workbook(&self) -> bool {
        true
    }

    fn workbook(&self) -> Option<Workbook> {
        Some(annex::workbook(&self.run, self.title(), &self.findings, vec![self.work_sheet()]))
    }

    fn data(&self) -> impl Serialize {
        RecommendationsData {
            header: Header::new(&self.run, "acquis/recommendations/1"),
            totals: self.totals(),
            recommendations: &self.recommendations,
            urged_beyond: self.urged_beyond(),
        }
    }
}

/// Recommendations to one state, a row each.
pub fn table(all: &[&Recommendation], as_of: Day) -> Sheet {
    let mut sheet = Sheet::with(&["urgency", "recommended", "a failure is open to", "urged by"]);
    sheet.rows = all
        .iter()
        .map(|one| {
            vec![
                Cell::toned(one.urgency, tone(one)),
                Cell::plain(one.marks_shown().behind(&format!(
                    "{}{}",
                    one.text,
                    if one.assumed { ASSUMED } else { "" }
                ))),
                Cell::plain(exposure(one, as_of)),
                Cell::plain(urged(one)),
            ]
        })
        .collect();
    sheet
}

/// Recommendations by objective, with the states to which each is made: heading and table for each objective.
pub fn by_objective(all: &[Recommendation]) -> Vec<Block> {
    let mut objectives: Vec<Option<u8>> = all.iter().map(|one| one.objective).collect();
    objectives.sort_by_key(|objective| objective.unwrap_or(u8::MAX));
    objectives.dedup();
    let mut blocks = Vec::new();
    for objective in objectives {
        // those in the same words, each with its place among all, so that those that sort alike keep their order
        let mut alike: BTreeMap<(&str, &str), (usize, &Recommendation, Vec<&str>)> = BTreeMap::new();
        for (place, one) in all.iter().enumerate().filter(|(_, one)| one.objective == objective) {
            let known = alike.entry((&one.text, one.urgency)).or_insert_with(|| (place, one, Vec::new()));
            known.2.push(one.state);
        }
        let mut rows: Vec<(usize, &Recommendation, Vec<&str>)> = alike.into_values().collect();
        rows.sort_unstable_by_key(|(place, ..)| *place);
        let mut rows: Vec<(&Recommendation, Vec<&str>)> =
            rows.into_iter().map(|(_, one, states)| (one, states)).collect();
        let urgency = |one: &Recommendation| Reverse(Urgency::parse(one.urgency));
        rows.sort_by_key(|(one, states)| (urgency(one), Reverse(states.len()), &one.instrument, &one.text));
        let name = objective.map_or("no objective".to_owned(), |number| format!("objective {number}"));
        blocks.push(Block::Heading(format!("Recommended under {name} ({})", rows.len())));
        let mut sheet = Sheet::with(&["urgency", "recommended", "states", "to", "urged by"]);
        sheet.rows = rows
            .iter()
            .map(|(one, states)| {
                vec![
                    Cell::toned(one.urgency, tone(one)),
                    Cell::plain(&one.text),
                    Cell::plain(states.len().to_string()),
                    Cell::plain(states.join(" ")),
                    Cell::plain(urged(one)),
                ]
            })
            .collect();
        blocks.push(Block::Table(sheet));
    }
    blocks
}

/// The passage that urges it, and how much of it.
pub fn urged(one: &Recommendation) -> String {
    match (&one.source, &one.locator) {
        (Some(source), Some(locator)) => format!("{source}, {locator}{}", part(one)),
        _ => "no source".to_owned(),
    }
}

/// What of the step the first passage urges, where it is not all.
pub fn part(one: &Recommendation) -> String {
    let (all, covered) = (one.answers.len(), one.urged_by.first().map_or(0, |urged| urged.covers.len()));
    if covered < all { format!(" (urges {covered} of {all})") } else { String::new() }
}

fn tone(one: &Recommendation) -> Tone {
    match one.urgency {
        "at-once" => Tone::Bad,
        "soon" => Tone::Open,
        _ => Tone::Plain,
    }
}
