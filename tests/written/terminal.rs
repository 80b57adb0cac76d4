//! A page for a terminal read back: paragraphs by their letters, tables by the columns under which their cells stand.

use std::collections::BTreeMap;
use std::iter::Peekable;
use std::str::Lines;

use acquis::report::{Block, Cell, Page, Sheet};
use unicode_width::UnicodeWidthStr;

use super::forms::shown;

/// So wide that no cell of these corpora is broken.
pub const WIDE: usize = 60_000;

/// Everything on the page, in its order, and nothing besides. Where the page is laid out for fewer columns, words of tables
/// are broken, and only their letters are counted.
pub fn assert_page(name: &str, text: &str, page: &Page, is_wide: bool) {
    let mut lines = text.lines().peekable();
    assert_eq!(letters(&mut lines, &page.title), squeezed(&page.title), "{name}");
    for block in &page.blocks {
        match block {
            Block::Heading(said) => assert_eq!(letters(&mut lines, said), squeezed(said), "{name}"),
            Block::Text(cell) => assert_eq!(letters(&mut lines, &cell.text), squeezed(&cell.text), "{name}"),
            Block::Facts(facts) => facts.iter().for_each(|(label, value)| {
                let said = format!("{label}{}", value.text);
                assert_eq!(letters(&mut lines, &said), squeezed(&said), "{name}");
            }),
            Block::List(items) => items.iter().for_each(|item| {
                let said = format!("-{}", item.text);
                assert_eq!(letters(&mut lines, &said), squeezed(&said), "{name}");
            }),
            Block::Table(sheet) if sheet.rows.is_empty() => assert_eq!(letters(&mut lines, "(none)"), "(none)"),
            Block::Table(sheet) if is_wide => assert_eq!(table(&mut lines, sheet.rows.len()), said(sheet), "{name}"),
            Block::Table(sheet) => assert_eq!(counted(lines_of_table(&mut lines)), counted(said(sheet)), "{name}"),
        }
    }
    assert!(lines.all(str::is_empty), "{name}: {text}");
}

/// The letters of the next lines, as many as the text has.
fn letters(lines: &mut Peekable<Lines>, said: &str) -> String {
    while lines.next_if(|line| line.is_empty()).is_some() {}
    let (count, mut read) = (squeezed(said).len(), String::new());
    while read.len() < count {
        let line = lines.next().unwrap_or_else(|| panic!("only {read:?} of {said:?}"));
        read.extend(line.chars().filter(|char| !char.is_whitespace()));
    }
    read
}

/// A text as it is shown, without its spaces.
fn squeezed(text: &str) -> String {
    shown(text).chars().filter(|char| !char.is_whitespace()).collect()
}

fn said(sheet: &Sheet) -> Vec<Vec<String>> {
    let as_read = |text: &str| shown(text).trim().to_owned();
    let rows = sheet.rows.iter().map(|row| row.iter().map(|cell: &Cell| as_read(&cell.text)).collect());
    [sheet.columns.iter().map(|name| as_read(name)).collect()].into_iter().chain(rows).collect()
}

/// The names of the columns and so many rows; the line under the names says where each column begins.
fn table(lines: &mut Peekable<Lines>, rows: usize) -> Vec<Vec<String>> {
    while lines.next_if(|line| line.is_empty()).is_some() {}
    let (names, rule) = (lines.next().unwrap(), lines.next().unwrap());
    assert!(rule.chars().all(|char| matches!(char, '─' | ' ')), "no line under {names}");
    let starts = pieces(rule, 1).into_iter().map(|(at, _)| at).collect::<Vec<_>>();
    let rows = lines.by_ref().take(rows);
    [names].into_iter().chain(rows).map(|line| cells(line, &starts)).collect()
}

/// The cells of a line: what stands under a column belongs to it, with the spaces in it.
fn cells(line: &str, starts: &[usize]) -> Vec<String> {
    let mut cells = vec![String::new(); starts.len()];
    let mut ends = vec![0; starts.len()];
    for (at, piece) in pieces(line, 2) {
        let column = starts.partition_point(|start| *start <= at).checked_sub(1).unwrap();
        let missing = if cells[column].is_empty() { 0 } else { at - ends[column] };
        cells[column].push_str(&" ".repeat(missing));
        cells[column].push_str(piece);
        ends[column] = at + piece.width();
    }
    cells
}

/// What stands between so many spaces or more, each piece with the column of the terminal in which it begins.
fn pieces(line: &str, spaces: usize) -> Vec<(usize, &str)> {
    let (mut found, mut at, mut rest) = (Vec::new(), 0, line);
    let between = " ".repeat(spaces);
    while !rest.is_empty() {
        let text = rest.trim_start_matches(' ');
        at += rest.len() - text.len();
        let end = text.find(&between).unwrap_or(text.len());
        let (piece, after) = text.split_at(end);
        if !piece.is_empty() {
            found.push((at, piece));
        }
        at += piece.width();
        rest = after;
    }
    found
}

fn lines_of_table<'t>(lines: &mut Peekable<Lines<'t>>) -> Vec<Vec<String>> {
    while lines.next_if(|line| line.is_empty()).is_some() {}
    let mut found = Vec::new();
    while let Some(line) = lines.next_if(|line: &&'t str| !line.is_empty()) {
        found.push(vec![line.replace('─', "")]);
    }
    found
}

/// How often each letter is there.
fn counted(cells: Vec<Vec<String>>) -> BTreeMap<char, usize> {
    let mut count = BTreeMap::new();
    for char in cells.concat().concat().chars().filter(|char| !char.is_whitespace()) {
        *count.entry(char).or_default() += 1;
    }
    count
}

#[test]
fn cells_are_found_under_their_columns() {
    let text = "state  what    x\n─────  ──────  ─\nAT     a b  c  1\n日本           2\n\nend\n";
    let mut lines = text.lines().peekable();
    let read = table(&mut lines, 2);
    assert_eq!(read, [["state", "what", "x"], ["AT", "a b  c", "1"], ["日本", "", "2"]]);
    assert_eq!(letters(&mut lines, "e nd"), "end");
}
