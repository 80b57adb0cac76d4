//! The colours of verdicts in a spreadsheet: rules that look at the letter or the word, so that a cell that somebody changes
//! changes its colour. Fill, frame and pattern as on the page of the dossier.

use crate::render::chart::palette::{CORNER, FOOT, FRAME, GROUND, STROKE, colours};
use crate::report::text::marks::LETTERS;
use crate::rules::Verdict;
use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatText, ConditionalFormatTextRule, Format,
    FormatBorder, FormatPattern,
};

/// A rule for each letter: cells that begin with it, whatever marks follow.
pub(super) fn letter_rules() -> Vec<ConditionalFormatText> {
    let rule = |letter: &crate::report::text::marks::VerdictLetter| {
        let begins = ConditionalFormatTextRule::BeginsWith(letter.sign.to_owned());
        ConditionalFormatText::new().set_rule(begins).set_format(look(letter.verdict))
    };
    LETTERS.iter().map(rule).collect()
}

/// A rule for each word.
pub(super) fn verdict_rules() -> Vec<ConditionalFormatCell> {
    let rule = |verdict: Verdict| {
        let equal = ConditionalFormatCellRule::EqualTo(verdict.as_str());
        ConditionalFormatCell::new().set_rule(equal).set_format(look(verdict))
    };
    Verdict::ALL.into_iter().map(rule).collect()
}

fn look(verdict: Verdict) -> Format {
    let (fill, ink) = colours(verdict);
    let lettered = Format::new().set_font_color(ink);
    let filled = || Format::new().set_background_color(fill).set_font_color(ink);
    match verdict {
        Verdict::Overdue | Verdict::Partial | Verdict::Encouraged | Verdict::Met => filled(),
        Verdict::PossibleGap => filled().set_border(FormatBorder::Dashed).set_border_color(FRAME),
        Verdict::Pending => filled().set_border_bottom(FormatBorder::Thin).set_border_bottom_color(FOOT),
        Verdict::MetLate => filled().set_border_right(FormatBorder::Thin).set_border_right_color(CORNER),
        Verdict::Unknown => {
            lettered.set_background_color(GROUND).set_pattern(FormatPattern::LightUp).set_foreground_color(STROKE)
        }
        Verdict::NotBound | Verdict::NotInForce | Verdict::Ended => lettered,
    }
}
