//! How wide each column of a table becomes, so that no date and no identifier is broken while there is room, and prose
//! takes what is left.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::text::harmless;

/// A column that wants more than this holds prose.
const PROSE: usize = 40;
/// Rows that are looked at to share the room; more would change little and cost time.
const SAMPLE: usize = 300;

/// Where a line may be broken when room is short.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Breaks {
    /// Between words.
    Words,
    /// Also after the slashes and hyphens of an identifier.
    Parts,
}

impl Breaks {
    /// A longer piece than this is broken to make room, wherever it may be.
    fn longest(self) -> usize {
        match self {
            Breaks::Words => 36,
            Breaks::Parts => 24,
        }
    }

    /// The least width at which prose is still read well.
    fn least_prose(self) -> usize {
        match self {
            Breaks::Words => 24,
            Breaks::Parts => 18,
        }
    }
}

/// The columns that a text takes. Most are printable ASCII, of which each character takes one.
pub(super) fn columns(text: &str) -> usize {
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if is_plain { text.len() } else { text.width() }
}

/// How much room a column needs and wants.
#[derive(Debug, Clone, Default)]
pub(super) struct CellMeasure {
    /// The longest piece of a cell.
    pub(super) need: usize,
    /// The longest cell.
    want: usize,
    /// The widths of the first cells.
    cells: Vec<usize>,
}

impl CellMeasure {
    /// Takes one more cell into account.
    pub(super) fn add(&mut self, text: &str, breaks: Breaks) {
        let text = harmless(text);
        let longest = text.split(' ').map(|word| match breaks {
            Breaks::Words => columns(word),
            Breaks::Parts => parts(word).into_iter().map(columns).max().unwrap_or(0),
        });
        self.need = self.need.max(longest.max().unwrap_or(0).min(breaks.longest()));
        let whole = columns(&text);
        self.want = self.want.max(whole);
        if self.cells.len() < SAMPLE {
            self.cells.push(whole);
        }
    }

    /// The finished measure: at least what prose needs.
    pub(super) fn finish(mut self, breaks: Breaks) -> CellMeasure {
        if self.want > PROSE {
            self.need = self.need.max(breaks.least_prose());
        }
        self.want = self.want.max(1);
        self.need = self.need.clamp(1, self.want);
        self
    }

    /// From now on no cell is broken.
    pub(super) fn keep_whole(&mut self) {
        self.need = self.want;
    }

    /// How much shorter the cells that do not fit would become, were the column wider by one.
    fn gain(&self, width: usize) -> usize {
        let wrapped: usize = self.cells.iter().filter(|cell| **cell > width).sum();
        wrapped * 1000 / (width * (width + 1))
    }
}

/// Shares the room: each column has what it needs, then what is left goes, one by one, where it shortens most.
pub(super) fn widths(measures: &[CellMeasure], room: usize) -> Vec<usize> {
    let wanted: usize = measures.iter().map(|measure| measure.want).sum();
    if wanted <= room {
        return measures.iter().map(|measure| measure.want).collect();
    }
    let mut widths: Vec<usize> = measures.iter().map(|measure| measure.need.min(room.max(1))).collect();
    let mut left = room.saturating_sub(widths.iter().sum());
    while left > 0 {
        let open = widths.iter_mut().zip(measures).filter(|(width, measure)| **width < measure.want);
        let Some((width, _)) = open.max_by_key(|(width, measure)| measure.gain(**width)) else { break };
        *width += 1;
        left -= 1;
    }
    widths
}

/// The text with spaces in words that are wider than the column, after slashes and hyphens where that helps.
pub(super) fn break_words(text: &str, width: usize) -> String {
    let words = harmless(text);
    if columns(&words) <= width {
        return words.into_owned();
    }
    let words =
        words.split(' ').map(|word| if columns(word) > width { split_word(word, width) } else { word.to_owned() });
    words.collect::<Vec<_>>().join(" ")
}

fn split_word(word: &str, width: usize) -> String {
    let mut pieces = String::new();
    let mut used = 0;
    for part in parts(word).into_iter().flat_map(|part| chunks(part, width)) {
        if used > 0 && used + columns(&part) > width {
            pieces.push(' ');
            used = 0;
        }
        pieces.push_str(&part);
        used += columns(&part);
    }
    pieces
}

/// A part as it is, or cut where it is wider than the column.
fn chunks(part: &str, width: usize) -> Vec<String> {
    let mut chunks = vec![String::new()];
    let mut used = 0;
    for letter in part.chars() {
        let wide = letter.width().unwrap_or(0);
        if used > 0 && used + wide > width {
            chunks.push(String::new());
            used = 0;
        }
        used += wide;
        if let Some(chunk) = chunks.last_mut() {
            chunk.push(letter);
        }
    }
    chunks
}

/// The parts of an identifier or an address, each with the sign that ends it. A date stays whole.
fn parts(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut part_start, mut after_digit) = (0, false);
    let mut letters = word.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let before_digit = letters.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        let is_in_number = after_digit && before_digit;
        let end = at + letter.len_utf8();
        if matches!(letter, '/' | '?' | '&' | '_') || (letter == '-' && !is_in_number) || end == word.len() {
            parts.extend(word.get(part_start..end));
            part_start = end;
        }
        after_digit = letter.is_ascii_digit();
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(need: usize, cells: &[usize]) -> CellMeasure {
        CellMeasure { need, want: cells.iter().copied().max().unwrap(), cells: cells.to_vec() }
    }

    #[test]
    fn room_is_shared_after_needs_are_met() {
        let measures = [measure(2, &[2]), measure(10, &[10]), measure(8, &[300])];
        assert_eq!(widths(&measures, 100), [2, 10, 88]);
        assert_eq!(widths(&measures, 20), [2, 10, 8]);
        assert_eq!(widths(&measures, 400), [2, 10, 300]);
    }

    #[test]
    fn plain_text_is_as_wide_as_it_is_long() {
        for text in ["", "overdue", "a\u{7f}b", "日本", "e\u{301}", "a\tb"] {
            assert_eq!(columns(text), text.width(), "{text:?}");
        }
    }

    #[test]
    fn the_column_with_more_text_grows_more() {
        let measures = [measure(5, &[40, 5, 5]), measure(5, &[200, 200, 200])];
        let shared = widths(&measures, 60);
        assert_eq!(shared.iter().sum::<usize>(), 60);
        assert!(shared[1] > 2 * shared[0], "{shared:?}");
    }

    #[test]
    fn identifiers_are_broken_at_their_signs_and_dates_not() {
        assert_eq!(parts("anti-trafficking/national"), ["anti-", "trafficking/", "national"]);
        assert_eq!(parts("2011-11-25"), ["2011-11-25"]);
        assert_eq!(
            break_words("see anti-trafficking/national-rapporteurs now", 18),
            "see anti-trafficking/ national- rapporteurs now"
        );
        assert_eq!(break_words("short words stay", 8), "short words stay");
        assert_eq!(break_words("at-sexualstrafrecht-2013", 10), "at- sexualstra frecht- 2013");
    }
}
