//! How wide a text will be. No font is asked: widths are estimated for DejaVu Sans, the widest of the usual
//! system fonts, so that what fits here fits there.

use crate::report::chart::{ChartText, Stress};
use unicode_width::UnicodeWidthChar;

/// No text on a picture has more characters: some have no width of their own.
const MOST_CHARACTERS: usize = 300;
/// Bold letters are wider.
pub(super) const BOLD: f64 = 1.11;

/// The width of a text in pixels at a size.
pub(super) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(char_width).sum::<f64>() * size
}

/// The width of a bold text.
pub(super) fn bold_width(text: &str, size: f64) -> f64 {
    width(text, size) * BOLD
}

fn char_width(char: char) -> f64 {
    match char {
        'i' | 'l' | 'j' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 0.33,
        'f' | 't' | 'r' | '(' | ')' | '-' | 'I' | '/' | '·' => 0.41,
        'm' | 'w' | 'M' | 'W' => 0.95,
        '0'..='9' => 0.64,
        'A'..='Z' => 0.74,
        char if char.is_ascii() => 0.62,
        char => match char.width().unwrap_or(0) {
            0 => 0.0,
            1 => 0.68,
            _ => 1.1,
        },
    }
}

/// The text, or its beginning with "…" where it is wider.
pub(super) fn cut(text: &str, size: f64, most: f64) -> String {
    if width(text, size) <= most && text.chars().nth(MOST_CHARACTERS).is_none() {
        return text.to_owned();
    }
    let mut room = most - width("…", size);
    let fitting = |char: &char| {
        room -= char_width(*char) * size;
        room >= 0.0
    };
    let kept: String = text.chars().take(MOST_CHARACTERS).take_while(fitting).collect();
    format!("{}…", kept.trim_end())
}

/// A text for a title: whole where it is short.
pub(super) fn brief(text: &str) -> String {
    if text.chars().nth(MOST_CHARACTERS).is_none() {
        return text.to_owned();
    }
    text.chars().take(MOST_CHARACTERS).chain(['…']).collect()
}

/// A line of a sentence: parts of one stress each.
pub(super) type WrappedLine = Vec<ChartText>;

/// The sentence in lines no wider than this, at most so many: the last one is cut.
pub(super) fn wrap(parts: &[ChartText], size: f64, most: f64, lines: usize) -> Vec<WrappedLine> {
    let mut made: Vec<WrappedLine> = vec![WrappedLine::new()];
    let mut used = 0.0;
    for (word, stress) in words(parts) {
        let own =
            if matches!(stress, Stress::Strong | Stress::Gap) { bold_width(&word, size) } else { width(&word, size) };
        let is_full = used > 0.0 && used + own > most;
        if is_full && made.len() >= lines {
            add(&mut made, "…", stress);
            return made;
        }
        if is_full {
            made.push(WrappedLine::new());
            used = 0.0;
        }
        add(&mut made, &cut(&word, size, most), stress);
        used += own;
    }
    made
}

/// Each word with the blank behind it.
fn words(parts: &[ChartText]) -> impl Iterator<Item = (String, Stress)> {
    let of_part = |part: &ChartText| -> Vec<(String, Stress)> {
        part.text.split_inclusive(' ').map(|word| (word.to_owned(), part.stress)).collect()
    };
    parts.iter().flat_map(of_part)
}

fn add(lines: &mut [WrappedLine], word: &str, stress: Stress) {
    let Some(line) = lines.last_mut() else { return };
    match line.last_mut() {
        Some(last) if last.stress == stress => last.text.push_str(word),
        _ => line.push(ChartText { text: word.to_owned(), stress }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_title_is_cut_and_a_short_one_is_not() {
        assert_eq!(cut("Prüm", 12.0, 100.0), "Prüm");
        let long = cut(&"Convention ".repeat(1000), 12.0, 100.0);
        assert!(long.ends_with('…') && width(&long, 12.0) <= 100.0, "{long}");
    }

    #[test]
    fn characters_without_width_are_cut_too() {
        let accents = "a".to_owned() + &"\u{301}".repeat(10_000);
        assert!(cut(&accents, 12.0, 100.0).chars().count() <= MOST_CHARACTERS + 1);
    }

    #[test]
    fn lines_fit_and_the_last_says_that_more_follows() {
        let parts = [ChartText { text: "word ".repeat(500), stress: Stress::Plain }];
        let lines = wrap(&parts, 18.0, 300.0, 3);
        assert_eq!(lines.len(), 3);
        assert!(lines[2].last().unwrap().text.ends_with('…'));
    }
}
