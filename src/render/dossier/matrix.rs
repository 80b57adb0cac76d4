//! The matrix: acts in rows, states in columns, as the script would build it on the day shown.

use super::code::{CellCode, ENDED, MET, OVERDUE, PENDING, POSSIBLE, UNKNOWN, URGED, VerdictCounts};
use super::shown::{DutyRow, ShownDossier};
use super::words::{Filler, PageWords};

/// Width of the bar of a row.
const BAR_WIDTH: f64 = 44.0;

/// A line of the matrix.
#[derive(Debug, Default)]
pub(super) struct MatrixRow<'a> {
    /// `group`, `act` or `duty`.
    pub kind: &'static str,
    /// Heading.
    pub text: &'a str,
    /// The number of its act.
    pub act: usize,
    /// The number of its duty, where it is one.
    pub duty: Option<usize>,
    /// Does it stand for its act?
    pub strong: bool,
    /// Can it be unfolded?
    pub folded: bool,
    /// A cell per state; none in a heading.
    pub cells: Vec<MatrixCell<'a>>,
    /// The bar of its verdicts.
    pub bar: Vec<BarBox>,
    /// What its bar shows, in words.
    pub words: RowWords,
}

/// A cell of the matrix.
#[derive(Debug)]
pub(super) struct MatrixCell<'a> {
    /// Class.
    pub class: &'static str,
    /// Letter.
    pub letter: &'a str,
    /// Word.
    pub word: String,
}

/// A box of a bar.
#[derive(Debug)]
pub(super) struct BarBox {
    /// Class.
    pub class: &'static str,
    /// Where it begins.
    pub x: String,
    /// How long it is.
    pub width: String,
}

/// Words of a row, the gaps apart.
#[derive(Debug, Default)]
pub(super) struct RowWords {
    /// "2 gaps"; nothing where there are none.
    pub gaps: String,
    /// The rest.
    pub rest: String,
}

/// All lines, heading by heading.
pub(super) fn lines<'a>(shown: &ShownDossier<'a>, words: &'a PageWords) -> Vec<MatrixRow<'a>> {
    let mut duties_of: Vec<Vec<DutyRow>> = vec![Vec::new(); shown.dossier.acts.len()];
    for duty in shown.duties() {
        if let Some(own) = duties_of.get_mut(duty.data.act) {
            own.push(duty);
        }
    }
    let mut lines = Vec::new();
    for (group, heading) in shown.dossier.groups.iter().enumerate() {
        let acts: Vec<(usize, &Vec<DutyRow>)> = duties_of
            .iter()
            .enumerate()
            .filter(|(_, own)| own.first().is_some_and(|duty| duty.act.group == group))
            .collect();
        if !acts.is_empty() {
            lines.push(MatrixRow { kind: "group", text: heading, ..MatrixRow::default() });
        }
        for (act, own) in acts {
            lines_of_act(shown, words, act, own, &mut lines);
        }
    }
    lines
}

fn lines_of_act<'a>(
    shown: &ShownDossier<'a>,
    words: &'a PageWords,
    act: usize,
    own: &[DutyRow<'a>],
    lines: &mut Vec<MatrixRow<'a>>,
) {
    let name = own.first().map_or("", |duty| &duty.act.name);
    let headlines: Vec<DutyRow> = own.iter().filter(|duty| duty.data.headline).copied().collect();
    let head = MatrixRow { kind: "act", text: name, act, strong: true, ..MatrixRow::default() };
    if shown.is_folded() {
        let folded = !headlines.is_empty();
        lines.push(MatrixRow { folded, ..with_cells(shown, words, head, &headlines) });
        return;
    }
    let line_of = |duty: &DutyRow| MatrixRow { kind: "duty", duty: Some(duty.number), act, ..MatrixRow::default() };
    if let [only] = headlines[..] {
        let line = MatrixRow { text: name, strong: true, ..line_of(&only) };
        lines.push(with_cells(shown, words, line, &headlines));
        return;
    }
    lines.push(head);
    for duty in headlines {
        let line = MatrixRow { text: &duty.data.label, ..line_of(&duty) };
        lines.push(with_cells(shown, words, line, &[duty]));
    }
}

fn with_cells<'a>(
    shown: &ShownDossier<'a>,
    words: &'a PageWords,
    line: MatrixRow<'a>,
    duties: &[DutyRow<'a>],
) -> MatrixRow<'a> {
    let Some(first) = duties.first() else { return line };
    let codes: Vec<CellCode> = shown.states().map(|(state, _)| shown.row_code(state, duties)).collect();
    let counts: VerdictCounts = codes.iter().copied().collect();
    let cell =
        |code: &CellCode| MatrixCell { class: code.class(), letter: words.letter(*code), word: words.verdict(*code) };
    MatrixRow {
        cells: codes.iter().map(cell).collect(),
        bar: bar(&counts),
        words: row_words(words, &counts, first),
        ..line
    }
}

/// All eight boxes always: the script changes their places alone.
fn bar(counts: &VerdictCounts) -> Vec<BarBox> {
    let all = counts.in_play();
    let mut at = 0.0;
    let boxes = (OVERDUE..=MET).map(|verdict| {
        let width = if all == 0 { 0.0 } else { share(counts.of(verdict), all) * BAR_WIDTH };
        let made =
            BarBox { class: CellCode::of_verdict(verdict).class(), x: one_decimal(at), width: one_decimal(width) };
        at += width;
        made
    });
    boxes.collect()
}

/// The part of all that these are. Numbers of states are far below the numbers that a fraction holds exactly.
pub(super) fn share(count: usize, all: usize) -> f64 {
    let exact = |number: usize| u32::try_from(number).map_or(f64::MAX, f64::from);
    exact(count) / exact(all)
}

/// A length with one decimal, as the script writes it: what is in the middle of two is rounded up, not to the even one.
pub(super) fn one_decimal(length: f64) -> String {
    let quarters = length * 4.0;
    let is_in_the_middle = quarters.fract() == 0.0 && (quarters / 2.0).fract() != 0.0;
    if is_in_the_middle { format!("{:.1}", length + 0.05) } else { format!("{length:.1}") }
}

/// What a row says: gaps first, then what is possible and what is urged, or else what is pending or met, then what is unknown.
fn row_words(words: &PageWords, counts: &VerdictCounts, duty: &DutyRow) -> RowWords {
    let count = |key: &str, count: usize| words.say(key, &[("n", Filler::Count(count))]);
    let mut rest = Vec::new();
    if counts.of(POSSIBLE) > 0 {
        rest.push(count("row.possible", counts.of(POSSIBLE)));
    }
    if counts.of(URGED) > 0 {
        rest.push(urged(words, counts, duty));
    }
    if counts.gaps() == 0 && rest.is_empty() {
        if counts.of(PENDING) > 0 {
            rest.push(count("row.pending", counts.of(PENDING)));
        } else if counts.met() > 0 {
            rest.push(count("row.met", counts.met()));
        }
    }
    if counts.of(UNKNOWN) > 0 && counts.of(URGED) == 0 {
        rest.push(count("row.unknown", counts.of(UNKNOWN)));
    }
    if counts.gaps() > 0 {
        let parted = rest.iter().map(|part| format!(", {part}")).collect();
        return RowWords { gaps: count("row.gaps", counts.gaps()), rest: parted };
    }
    if rest.is_empty() {
        let has_ended = counts.of(ENDED) > 0;
        rest.push(if has_ended { words.verdict(CellCode::of_verdict(ENDED)) } else { "–".to_owned() });
    }
    RowWords { gaps: String::new(), rest: rest.join(", ") }
}

/// "9 not ratified"
pub(super) fn urged(words: &PageWords, counts: &VerdictCounts, duty: &DutyRow) -> String {
    let undone = if duty.data.undone.is_empty() { words.word("row.urged") } else { &duty.data.undone };
    format!("{} {undone}", counts.of(URGED))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_those_of_the_script() {
        let made = [0.0, 2.25, 2.75, 0.05, 44.0 / 3.0, 12.5].map(one_decimal);
        assert_eq!(made, ["0.0", "2.3", "2.8", "0.1", "14.7", "12.5"]);
    }
}
