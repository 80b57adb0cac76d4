//! The scoreboard as a page: a line for each state, the line of all, what counts, what the columns mean.

use super::figures::{ActCounts, Figure};
use super::register::rests_on_cases;
use super::{Scoreboard, StateScore};
use crate::report::annex;
use crate::report::document::Document;
use crate::report::output::Report;
use crate::report::page::{Block, Cell, Page, Sheet, Tone};
use crate::report::run::Counts;
use crate::report::text::labels::counted;
use crate::report::workbook::Workbook;
use crate::rules::{Indicator, Light};
use serde::Serialize;

/// More acts that do not count are not named one by one, but by `--method`.
const NAMED: usize = 10;
/// More obligations that count are not listed one by one on the page: a whole register has some thousand.
const LISTED: usize = 100;

impl Scoreboard<'_> {
    /// The ranked first, in their order; then the others. Where nobody is ranked, only those of which there is something
    /// to see have a line.
    fn table(&self) -> Sheet {
        let mut sheet = Sheet::with(&["rank", "state", "due", "known", "outstanding", "unknown"]);
        sheet.columns.extend(self.per_state().map(|indicator| indicator.label.clone()));
        let mut states: Vec<&StateScore> = self.states.iter().filter(|state| !self.is_folded(state)).collect();
        states.sort_by_key(|state| state.place.unwrap_or(usize::MAX));
        for state in states {
            let mark = if state.is_member { "" } else { " (no member)" };
            let head =
                [state.place.map_or(String::new(), |place| place.to_string()), format!("{}{mark}", state.actor.code)];
            sheet.rows.push(self.line(head, &state.tally, &state.figures));
        }
        let members = self.states.iter().filter(|state| state.is_member).count();
        let head = [String::new(), format!("all {members}")];
        sheet.rows.push(self.line(head, &self.overall, &self.overall_figures));
        sheet
    }

    fn is_anybody_ranked(&self) -> bool {
        self.states.iter().any(|state| state.place.is_some())
    }

    /// Nobody is ranked, and this one of several states has nothing outstanding or contested: its line would say nothing.
    fn is_folded(&self, state: &StateScore) -> bool {
        let is_empty = state.tally.outstanding() == 0 && state.tally.contested == 0;
        self.states.len() > 1 && !self.is_anybody_ranked() && is_empty
    }

    /// Who has no rank, and why: in one line where nobody has.
    fn without_rank(&self) -> Option<String> {
        let day = self.editions.now.notification;
        let (due, known) = (self.overall.due, self.overall.known());
        let left: Vec<&StateScore> =
            self.states.iter().filter(|state| state.is_member && !state.tally.is_rankable()).collect();
        if self.is_anybody_ranked() {
            let codes: Vec<&str> =
                left.iter().filter(|state| state.tally.due > 0).map(|state| &*state.actor.code).collect();
            let said = || format!("not ranked, since less than half of what is due is known: {}", codes.join(" "));
            return (!codes.is_empty()).then(said);
        }
        let why = if self.states.iter().any(StateScore::can_be_ranked) {
            format!("there is no figure for {}", self.indicators.rank_by)
        } else {
            match due {
                0 => "nothing is due for any Member State shown".to_owned(),
                1 => "the one act due is not known".to_owned(),
                _ => format!("{known} of {due} acts due are known, and of no Member State shown half of its own"),
            }
        };
        let folded = match self.states.iter().filter(|state| self.is_folded(state)).count() {
            0 => String::new(),
            1 => "; 1 state without a gap on record has no line here (csv and json have it)".to_owned(),
            count => format!("; {count} states without a gap on record have no line here (csv and json have all)"),
        };
        Some(format!("nobody can be ranked on {day}: {why}{folded}"))
    }

    /// The indicators that a single state has; a change only where there is a date to compare with.
    fn per_state(&self) -> impl Iterator<Item = &Indicator> {
        self.indicators.all.iter().filter(|indicator| self.is_shown(indicator))
    }

    fn is_shown(&self, indicator: &Indicator) -> bool {
        let is_change = matches!(indicator.formula, crate::rules::Formula::Change(_));
        !indicator.formula.is_overall_only() && (!is_change || self.editions.previous.is_some())
    }

    fn line(&self, head: [String; 2], tally: &ActCounts, figures: &[Figure]) -> Vec<Cell> {
        let outstanding = match tally.partial {
            0 => tally.outstanding().to_string(),
            partial => format!("{} ({partial} in part)", tally.outstanding()),
        };
        let unknown_tone = if tally.unknown > 0 { Tone::Unknown } else { Tone::Plain };
        let mut cells: Vec<Cell> = head.into_iter().map(Cell::plain).collect();
        cells.extend([tally.due.to_string(), tally.known().to_string(), outstanding].map(Cell::plain));
        cells.push(Cell::toned(tally.unknown.to_string(), unknown_tone));
        let shown = self.indicators.all.iter().zip(figures).filter(|(indicator, _)| self.is_shown(indicator));
        cells.extend(shown.map(|(indicator, figure)| cell(indicator, figure)));
        cells
    }

    /// What only all states together have, with its denominator.
    fn overall_sentence(&self) -> String {
        let all = self.indicators.all.iter().zip(&self.overall_figures);
        let only = all.filter(|(indicator, _)| indicator.formula.is_overall_only());
        let sentences = only.map(|(indicator, figure)| {
            let of = figure
                .part
                .zip(figure.of)
                .map_or(String::new(), |(part, of)| format!(" ({part} of {})", counted(of, "act", "acts")));
            format!("{}: {}{of}", indicator.label, figure.printed(indicator))
        });
        let mut parts: Vec<String> = sentences.collect();
        let others = self.states.iter().filter(|state| !state.is_member).count();
        parts.extend(match others {
            0 => None,
            1 => Some("1 of the states shown was no Member State and is in no sum".to_owned()),
            _ => Some(format!("{others} of the states shown were no Member States and are in no sum")),
        });
        if let Some(previous) = self.editions.previous {
            let (deadline, notification) = (previous.deadline, previous.notification);
            parts.push(format!("compared with deadlines to {deadline}, notifications to {notification}"));
            if self.overall.lost > 0 {
                let lost = self.overall.lost;
                parts.push(format!("{lost} outstanding then and not known now, which is no progress"));
            }
        }
        parts.join("; ")
    }

    /// Which duties count, and which acts do not, in one line.
    fn counted_in_short(&self) -> String {
        let out: Vec<&str> = self.left_out.iter().map(|one| &*one.instrument.id).collect();
        let out = match out.len() {
            0 => String::new(),
            few if few <= NAMED => format!("; not counted: {}", out.join(", ")),
            many => format!("; not counted: {many} acts"),
        };
        format!("{}{out}; --method says why, with formulas, lights, targets and sources", self.counted_duties())
    }

    fn title(&self) -> String {
        let (now, states) = (self.editions.now, counted(self.states.len(), "state", "states"));
        format!("Scoreboard of {states}: deadlines to {}, notifications to {}", now.deadline, now.notification)
    }

    fn counted_duties(&self) -> String {
        let obligations = self.obligations();
        match obligations.len() {
            0 => "nothing is due".to_owned(),
            few if few <= LISTED => format!("counted: {}", obligations.join(", ")),
            many => format!("counted: {many} obligations (json lists them)"),
        }
    }

    /// Which duties count, which acts do not, and why, each in a line.
    pub(super) fn what_counts(&self) -> Vec<Cell> {
        let mut lines = vec![Cell::plain(self.why_these()), Cell::plain(self.counted_duties())];
        let out = self.left_out.iter().map(|one| format!("not counted: {} ({})", one.instrument.id, one.reason));
        lines.extend(out.map(Cell::plain));
        lines.extend(self.said_of_cases().map(Cell::plain));
        lines.extend(self.denominator.sentence().map(Cell::plain));
        let unknown = "unknown acts are outside the known ones and count neither as done nor as missing";
        lines.push(Cell::plain(unknown));
        lines
    }
}

impl Scoreboard<'_> {
    /// By which register cases count, or why no figure over them is given.
    fn said_of_cases(&self) -> Option<String> {
        let day = self.editions.now.notification;
        self.indicators.all.iter().any(|indicator| rests_on_cases(indicator.formula)).then(|| match self.cases {
            Some(one) if one.reaches => {
                format!("cases of non-conformity by {}, which goes to {}", one.source.id, one.through)
            }
            Some(one) => {
                format!("conformity n/a: no register of cases covers {day}; {} goes to {}", one.source.id, one.through)
            }
            None => format!("conformity n/a: no register of cases covers {day}"),
        })
    }
}

impl Report for Scoreboard<'_> {
    fn page(&self) -> Page {
        let mut page = Page { title: self.title(), blocks: vec![Block::Table(self.table())] };
        page.blocks.extend(self.without_rank().map(|text| Block::Text(Cell::plain(text))));
        page.blocks.push(Block::Text(Cell::plain(self.overall_sentence())));
        if self.method {
            page.blocks.push(Block::Heading("What counts".to_owned()));
            page.blocks.push(Block::List(self.what_counts()));
            page.blocks.push(Block::Heading("How it is calculated".to_owned()));
            page.blocks.push(Block::Facts(self.indicators.all.iter().map(explained).collect()));
        } else {
            page.blocks.extend(self.denominator.sentence().map(|text| Block::Text(Cell::plain(text))));
            let without = self.said_of_cases().filter(|_| !self.cases.is_some_and(|one| one.reaches));
            page.blocks.extend(without.map(|text| Block::Text(Cell::plain(text))));
            page.blocks.push(Block::Text(Cell::plain(self.counted_in_short())));
        }
        page.blocks.extend(self.run.footer(&Counts::of(&self.findings)));
        page
    }

    fn document(&self) -> Option<Document> {
        Some(Document::of_page(self.page()))
    }

    fn sheet(&self) -> Sheet {
        self.flat_table()
    }

    fn data(&self) -> impl Serialize {
        self
    }

    fn has_workbook(&self) -> bool {
        true
    }

    fn workbook(&self) -> Option<Workbook> {
        Some(annex::workbook(&self.run, self.title(), &self.findings, vec![self.work_sheet()]))
    }
}

fn cell(indicator: &Indicator, figure: &Figure) -> Cell {
    let text = figure.printed(indicator);
    match figure.light {
        None if figure.value.is_none() => Cell::toned(text, Tone::Unknown),
        None => Cell::plain(text),
        Some(light) => Cell::toned(format!("{text} {light}"), tone(light)),
    }
}

fn tone(light: Light) -> Tone {
    match light {
        Light::Green => Tone::Good,
        Light::Yellow => Tone::Open,
        Light::Red => Tone::Bad,
    }
}

/// Formula, lights, targets and source of an indicator.
fn explained(indicator: &Indicator) -> (String, Cell) {
    let mut parts = vec![indicator.formula.to_string()];
    parts.extend(indicator.lights.iter().map(|(light, range)| format!("{light} {range}")));
    parts.extend(indicator.targets.iter().map(|target| format!("target {}: {}", target.range, target.source)));
    parts.extend(indicator.source.iter().map(|source| format!("[{source}]")));
    (indicator.label.clone(), Cell::plain(parts.join("; ")))
}
