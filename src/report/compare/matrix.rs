//! A table of letters: one row per state, totals below; names of columns short enough for a terminal of 80 columns, and
//! what they stand for.

use crate::engine::Finding;
use crate::law::Actor;
use crate::report::page::{Block, Cell, Sheet, Tone};
use crate::report::run::Counts;
use crate::report::text::labels;
use crate::report::text::marks::{CELL_MARKS, LETTERS, UNSURE, VerdictLetter, letter_of};
use crate::rules::Verdict;
use std::collections::{BTreeMap, BTreeSet};

/// The width that a table fits, totals included.
const NARROW: usize = 80;
/// More columns than these do not fit it.
const MOST_COLUMNS: usize = 10;
/// More columns than these do not, where several letters stand in a cell.
const FEW_COLUMNS: usize = 4;
/// No part of a column's name is longer.
const LONGEST_PART: usize = 14;

/// One column.
pub(super) struct MatrixColumn<'f, 'a> {
    /// The heading of the column.
    pub(super) name: String,
    /// What falls under it, of all states.
    pub(super) findings: Vec<&'f Finding<'a>>,
}

/// States and columns.
pub(super) struct Matrix<'m, 'f, 'a> {
    actors: &'m [&'a Actor],
    columns: &'m [MatrixColumn<'f, 'a>],
}

impl<'m, 'f, 'a> Matrix<'m, 'f, 'a> {
    pub(super) fn new(actors: &'m [&'a Actor], columns: &'m [MatrixColumn<'f, 'a>]) -> Matrix<'m, 'f, 'a> {
        Matrix { actors, columns }
    }

    /// The letters alone.
    pub(super) fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::with(&["state"]);
        sheet.columns.extend(self.columns.iter().map(|column| column.name.clone()));
        for actor in self.actors {
            let mut row = vec![Cell::plain(&*actor.code)];
            row.extend(self.columns.iter().map(|column| cell(&column.of(&actor.code))));
            sheet.rows.push(row);
        }
        sheet
    }

    /// The letters, and below them how many states have each.
    pub(super) fn with_totals(&self) -> Sheet {
        let mut sheet = self.sheet();
        let letters: Vec<Vec<VerdictLetter>> = self.columns.iter().map(|column| self.letters(column)).collect();
        let row = |label: String, tone: Tone, counts: Vec<usize>| {
            let toned = |count: usize| Cell::toned(count.to_string(), if count == 0 { Tone::Faint } else { tone });
            std::iter::once(Cell::plain(label)).chain(counts.into_iter().map(toned)).collect::<Vec<Cell>>()
        };
        sheet.rows.push(row("all".to_owned(), Tone::Strong, letters.iter().map(Vec::len).collect()));
        let mut known_first = LETTERS;
        known_first.sort_by_key(|letter| rank(letter.verdict));
        for letter in known_first.iter().filter(|letter| letters.iter().flatten().any(|one| one == *letter)) {
            let counts = letters.iter().map(|own| own.iter().filter(|one| *one == letter).count()).collect();
            sheet.rows.push(row(label(*letter), Tone::from(letter.verdict), counts));
        }
        sheet
    }

    /// The letter of each state, where a cell has only one.
    fn letters(&self, column: &MatrixColumn) -> Vec<VerdictLetter> {
        self.actors.iter().flat_map(|actor| column.of(&actor.code)).map(letter_of).collect()
    }
}

impl<'f, 'a> MatrixColumn<'f, 'a> {
    /// The column of an act under the id of the act, however long.
    pub(super) fn named_in_full(self) -> MatrixColumn<'f, 'a> {
        let name = self.findings.first().map_or(self.name, |finding| finding.instrument.id.to_string());
        MatrixColumn { name, ..self }
    }

    /// The findings of one state.
    pub(super) fn of(&self, code: &str) -> Vec<&'f Finding<'a>> {
        self.findings.iter().copied().filter(|finding| &*finding.actor.code == code).collect()
    }
}

/// Known before unknown before what is not owed.
fn rank(verdict: Verdict) -> usize {
    match verdict {
        outside if outside.is_outside() => 2,
        Verdict::Unknown => 1,
        _ => 0,
    }
}

/// What a table comes to, before the table.
fn sentence(columns: &[MatrixColumn]) -> Block {
    let counts = Counts::of(columns.iter().flat_map(|column| column.findings.iter().copied()));
    Block::Text(Cell::plain(format!(
        "{} of {}: {}",
        labels::counted(columns.len(), "duty", "duties"),
        counts.total(),
        counts.parts()
    )))
}

/// Tables with so many of these columns that each fits, several letters in a cell.
pub(super) fn wide<'f, 'a>(actors: &[&'a Actor], columns: &[MatrixColumn<'f, 'a>]) -> Vec<Block> {
    columns.chunks(FEW_COLUMNS).map(|part| Block::Table(Matrix::new(actors, part).sheet())).collect()
}

/// Tables of acts with so many columns that each fits, one letter in a cell, and totals below; what a shortened name stands
/// for.
pub(super) fn tables_by_act<'a>(actors: &[&'a Actor], findings: &[&Finding<'a>]) -> Vec<Block> {
    let columns = by_act(findings);
    let explained = |column: &MatrixColumn| {
        let act = column.findings.first()?.instrument;
        (*act.id != *column.name)
            .then(|| (column.name.clone(), Cell::plain(format!("{}: {}", act.id, act.short_title))))
    };
    let tables = columns.chunks(MOST_COLUMNS).flat_map(|part| {
        let key: Vec<(String, Cell)> = part.iter().filter_map(explained).collect();
        let key = (!key.is_empty()).then_some(Block::Facts(key));
        std::iter::once(Block::Table(Matrix::new(actors, part).with_totals())).chain(key)
    });
    tables.collect()
}

/// The label of a row of totals: `overdue`, `met, unsure`.
pub(super) fn label(letter: VerdictLetter) -> String {
    let unsure = if letter == UNSURE { ", unsure" } else { "" };
    format!("{}{unsure}", letter.verdict.as_str())
}

/// One act per column, each state with its gravest finding.
pub(super) fn by_act<'f, 'a>(findings: &[&'f Finding<'a>]) -> Vec<MatrixColumn<'f, 'a>> {
    let mut acts: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in findings.iter().copied() {
        acts.entry(&finding.instrument.id).or_default().push(finding);
    }
    let part = part_width(widest_label(findings), acts.len().min(MOST_COLUMNS));
    let names = unique(acts.keys().map(|id| cut(id, part)).collect());
    let column = |(mut own, name): (Vec<&'f Finding<'a>>, String)| {
        own.sort_by_key(|finding| (&finding.actor.code, LETTERS.iter().position(|one| *one == letter_of(finding))));
        own.dedup_by_key(|finding| &finding.actor.code);
        MatrixColumn { name, findings: own }
    };
    acts.into_values().zip(names).map(column).collect()
}

/// A duty, and its findings of all states.
struct DutyFindings<'f, 'a> {
    first: &'f Finding<'a>,
    findings: Vec<&'f Finding<'a>>,
}

impl<'f, 'a> DutyFindings<'f, 'a> {
    fn column(&self, name: String) -> MatrixColumn<'f, 'a> {
        MatrixColumn { name, findings: self.findings.clone() }
    }
}

/// One duty per column, by objective: the tables, and the key to the names of their columns.
pub(super) fn by_duty<'a>(actors: &[&'a Actor], findings: &[&Finding<'a>]) -> (Vec<Block>, Vec<Block>) {
    let (groups, widest) = (grouped(findings), widest_label(findings));
    let columns: usize = groups.iter().map(|(_, duties)| duties.len()).sum();
    let mut tables = Vec::new();
    let mut key = Vec::new();
    if columns <= MOST_COLUMNS {
        let heads = heads(widest, groups.iter().flat_map(|(_, duties)| duties).collect());
        let numbered = |name: &str, first: &Finding| match first.instrument.objective {
            Some(number) if groups.len() > 1 => format!("{number}: {name}"),
            _ => name.to_owned(),
        };
        let columns: Vec<MatrixColumn> =
            heads.iter().map(|(name, duty)| duty.column(numbered(name, duty.first))).collect();
        tables.push(Block::Table(Matrix::new(actors, &columns).with_totals()));
        let mut heads = heads.into_iter();
        for (objective, duties) in &groups {
            key.push(Block::Heading(title(*objective)));
            key.push(Block::Facts(heads.by_ref().take(duties.len()).map(explained).collect()));
        }
        return (tables, key);
    }
    for (objective, duties) in groups {
        let parts = duties.chunks(MOST_COLUMNS);
        let count = parts.len();
        for (number, part) in parts.enumerate() {
            let heads = heads(widest, part.iter().collect());
            let columns: Vec<MatrixColumn> = heads.iter().map(|(name, duty)| duty.column(name.clone())).collect();
            let place = if count > 1 { format!(" ({} of {count})", number + 1) } else { String::new() };
            tables.push(Block::Heading(format!("{}{place}", title(objective))));
            tables.push(sentence(&columns));
            tables.push(Block::Table(Matrix::new(actors, &columns).with_totals()));
            tables.push(Block::Facts(heads.into_iter().map(explained).collect()));
        }
    }
    (tables, key)
}

/// The duties with their findings, by objective, act and place in the act; what has no objective comes last.
fn grouped<'f, 'a>(findings: &[&'f Finding<'a>]) -> Vec<(Option<u8>, Vec<DutyFindings<'f, 'a>>)> {
    let mut sorted = findings.to_vec();
    sorted.sort_by_cached_key(|finding| {
        let act = finding.instrument;
        let place = act.obligations.iter().position(|one| one.id == finding.obligation.id);
        (act.objective.unwrap_or(u8::MAX), &act.id, place)
    });
    let is_one_duty = |one: &&Finding, other: &&Finding| {
        one.instrument.id == other.instrument.id && one.obligation.id == other.obligation.id
    };
    let mut groups: Vec<(Option<u8>, Vec<DutyFindings>)> = Vec::new();
    for own in sorted.chunk_by(is_one_duty) {
        let Some(first) = own.first() else { continue };
        let duty = DutyFindings { first, findings: own.to_vec() };
        match groups.last_mut() {
            Some((objective, duties)) if *objective == first.instrument.objective => duties.push(duty),
            _ => groups.push((first.instrument.objective, vec![duty])),
        }
    }
    groups
}

fn title(objective: Option<u8>) -> String {
    objective.map_or("No objective".to_owned(), |number| format!("Objective {number}"))
}

/// Short names, each with its duty.
fn heads<'d, 'f, 'a>(widest: usize, duties: Vec<&'d DutyFindings<'f, 'a>>) -> Vec<(String, &'d DutyFindings<'f, 'a>)> {
    let part = part_width(widest, duties.len());
    let act = |duty: &DutyFindings<'f, 'a>| &*duty.first.instrument.id;
    let is_one_act = duties.windows(2).all(|two| matches!(two, [one, other] if act(one) == act(other)));
    let name = |duty: &&DutyFindings| {
        let one = duty.first;
        if is_one_act && duties.len() > 1 {
            cut(&one.obligation.id, part)
        } else {
            format!("{} {}", cut(&one.instrument.id, part), cut(&one.obligation.id, part))
        }
    };
    unique(duties.iter().map(name).collect()).into_iter().zip(duties).collect()
}

/// `prum dna`, `prum/dna: Open the DNA files (Art. 2-6)`.
fn explained((name, duty): (String, &DutyFindings)) -> (String, Cell) {
    let first = duty.first;
    let article = &first.obligation.article;
    let article = if article.is_empty() { String::new() } else { format!(" (Art. {article})") };
    let text = format!("{}: {}{article}", first.duty(), first.obligation.title);
    (name, Cell::plain(text))
}

/// The width of the longest label of a row of totals.
fn widest_label(findings: &[&Finding]) -> usize {
    let letters: BTreeSet<usize> =
        findings.iter().filter_map(|one| LETTERS.iter().position(|letter| *letter == letter_of(one))).collect();
    let labels = letters.into_iter().filter_map(|place| LETTERS.get(place)).map(|letter| label(*letter));
    labels.map(|label| label.chars().count()).max().unwrap_or(0)
}

/// How long a part of a name may be, so that the table fits beside labels of this width.
fn part_width(widest: usize, columns: usize) -> usize {
    let room = NARROW.saturating_sub(widest);
    (room / columns.max(1)).saturating_sub(2).clamp(3, LONGEST_PART)
}

/// The word, or its beginning, with a full stop where there is room for one.
fn cut(word: &str, most: usize) -> String {
    if word.chars().count() <= most {
        return word.to_owned();
    }
    let stop = if most > 4 { "." } else { "" };
    let start: String = word.chars().take(most - stop.len()).collect();
    start.trim_end_matches('-').to_owned() + stop
}

/// Names that occur more than once get a number.
fn unique(names: Vec<String>) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for name in &names {
        *counts.entry(name).or_default() += 1;
    }
    let mut numbers: BTreeMap<&str, usize> = BTreeMap::new();
    let mut numbered = Vec::with_capacity(names.len());
    for name in &names {
        if counts.get(name.as_str()) == Some(&1) {
            numbered.push(name.clone());
            continue;
        }
        let number = numbers.entry(name).or_default();
        *number += 1;
        numbered.push(format!("{name} {number}"));
    }
    numbered
}

/// Letters from the gravest on, each with its count where there are several findings.
fn cell(own: &[&Finding]) -> Cell {
    let (text, gravest) = letters(own);
    Cell::toned(text, gravest.map_or(Tone::Faint, Tone::from))
}

/// Letters as in a cell, and the gravest verdict among them.
pub(super) fn letters(own: &[&Finding]) -> (String, Option<Verdict>) {
    let all: Vec<VerdictLetter> = own.iter().map(|one| letter_of(one)).collect();
    let mut parts = Vec::new();
    let mut gravest = None;
    for letter in LETTERS {
        let count = all.iter().filter(|one| **one == letter).count();
        match (count, all.len()) {
            (0, _) => continue,
            (_, 1) => parts.push(letter.sign.to_owned()),
            _ => parts.push(format!("{}{count}", letter.sign)),
        }
        gravest = gravest.or(Some(letter.verdict));
    }
    let marks = CELL_MARKS.into_iter().filter(|(_, _, holds)| own.iter().any(|one| holds(one)));
    parts.extend(marks.map(|(sign, ..)| sign.to_owned()));
    (parts.join(" "), gravest)
}

/// The letters and signs that occur, and what a number behind a letter counts, if anything.
pub(super) fn legend(findings: &[&Finding], number: &str) -> Block {
    let occurs = |letter: &VerdictLetter| findings.iter().any(|finding| letter_of(finding) == *letter);
    let of_verdict = |verdict| {
        let mut own: Vec<VerdictLetter> =
            LETTERS.into_iter().filter(|one| one.verdict == verdict).filter(occurs).collect();
        own.sort_by_key(|one| one.sign);
        own
    };
    let words: Vec<String> = Verdict::ALL
        .into_iter()
        .flat_map(of_verdict)
        .map(|letter| format!("{} {}", letter.sign, letter.meaning))
        .collect();
    let marks = CELL_MARKS.into_iter().filter(|(_, _, holds)| findings.iter().any(|one| holds(one)));
    let marks: String = marks.map(|(sign, meaning, _)| format!("; {sign} {meaning}")).collect();
    Block::Text(Cell::plain(format!("letters: {}{number}{marks}", words.join(", "))))
}
