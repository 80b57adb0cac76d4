//! The colours of verdicts in a spreadsheet: rules that look at the letter or the word, so that a cell that somebody changes
//! changes its colour. Fill, frame and pattern as on the page of the dossier.

use crate::report::text::marks::LETTERS;
use crate::rules::Verdict;
use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatText, ConditionalFormatTextRule, Format,
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
    let filled =
        |fill: u32, text: u32| Format::new().set_background_color(Color::RGB(fill)).set_font_color(Color::RGB(text));
    match verdict {
        Verdict::Overdue => filled(0xA3_1D22, 0xFF_FFFF),
        Verdict::Partial => filled(0xF3_AB57, 0x2B_1400),
        Verdict::PossibleGap => {
            filled(0xFF_F3EA, 0x87_300A).set_border(FormatBorder::Dashed).set_border_color(Color::RGB(0xC2_500F))
        }
        Verdict::Encouraged => filled(0xD6_CAEF, 0x37_2067),
        Verdict::Pending => filled(0xFB_F0C4, 0x57_4400)
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(Color::RGB(0xB8_9A2C)),
        Verdict::Met => filled(0xCB_E6DF, 0x0B_453C),
        Verdict::MetLate => filled(0xCB_E6DF, 0x0B_453C)
            .set_border_right(FormatBorder::Thin)
            .set_border_right_color(Color::RGB(0x2C_8374)),
        Verdict::Unknown => {
            filled(0xFA_FAF8, 0x66_707A).set_pattern(FormatPattern::LightUp).set_foreground_color(Color::RGB(0xDF_E2E5))
        }
        Verdict::NotBound | Verdict::NotInForce | Verdict::Ended => Format::new().set_font_color(Color::RGB(0x66_707A)),
    }
}
