//! The sheet on which a picture is drawn: name and sentence above, key and foot below, a title and a description for those
//! who do not see it. A picture carries all it needs: attributes instead of a style sheet, fonts of the system, no script.

use super::measure::{BOLD, brief, cut, width, wrap};
use super::palette::{CARD, LINE, RED, SECOND, TEXT, cell, definitions, word};
use super::svg::{SvgNode, group, line, number, rect, title};
use crate::report::chart::{ChartFrame, ChartText, Stress};
use crate::report::text::marks::VerdictLetter;

/// Room around the picture.
pub(super) const MARGIN: f64 = 20.0;
/// The size of what is read at the foot and beside axes; nothing is smaller.
pub(super) const SMALL: f64 = 11.0;
/// The size of names and letters.
pub(super) const NORMAL: f64 = 12.5;

const FONTS: &str = "Inter, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'DejaVu Sans', Arial, sans-serif";
const SENTENCE: f64 = 18.0;
const NAME: f64 = 22.0;
const LONGEST_SENTENCE: usize = 5;
const LONGEST_NOTE: usize = 3;

/// A text at a place.
pub(super) fn text(x: f64, y: f64, size: f64, said: &str) -> SvgNode {
    SvgNode::new("text").at("x", x).at("y", y).at("font-size", size).saying(said)
}

/// A text that ends at a place.
pub(super) fn text_up_to(x: f64, y: f64, size: f64, said: &str) -> SvgNode {
    text(x, y, size, said).set("text-anchor", "end")
}

/// A picture that grows downwards.
pub(super) struct DrawingSheet {
    width: f64,
    y: f64,
    body: Vec<SvgNode>,
}

impl DrawingSheet {
    /// A sheet of this width, margins in it, with what stands above the picture.
    pub(super) fn new(width: f64, frame: &ChartFrame) -> DrawingSheet {
        let mut sheet = DrawingSheet { width, y: MARGIN, body: Vec::new() };
        let room = sheet.room();
        if let Some(name) = &frame.name {
            let shown = cut(name, NAME * BOLD, room);
            sheet.body.push(text(MARGIN, sheet.y + 18.0, NAME, &shown).set("font-weight", "700"));
            sheet.y += 26.0;
        }
        if let Some(about) = &frame.about {
            sheet.body.push(text(MARGIN, sheet.y + 13.0, NORMAL, &cut(about, NORMAL, room)).set("fill", SECOND));
            sheet.y += 24.0;
        }
        for parts in wrap(&frame.sentence, SENTENCE, room, LONGEST_SENTENCE) {
            sheet.body.push(styled(MARGIN, sheet.y + 17.0, SENTENCE, &parts));
            sheet.y += 26.0;
        }
        sheet.y += 10.0;
        sheet
    }

    /// The width between the margins.
    pub(super) fn room(&self) -> f64 {
        self.width - 2.0 * MARGIN
    }

    /// Where the next part begins.
    pub(super) fn y(&self) -> f64 {
        self.y
    }

    /// Adds a part of this height.
    pub(super) fn add(&mut self, height: f64, nodes: impl IntoIterator<Item = SvgNode>) {
        self.body.extend(nodes);
        self.y += height;
    }

    /// Adds letters with their words, in as many lines as they need.
    pub(super) fn add_key(&mut self, letters: &[VerdictLetter]) {
        let words: Vec<String> = letters.iter().map(|letter| word(*letter)).collect();
        let widths: Vec<f64> = words.iter().map(|word| 23.0 + width(word, SMALL) + 14.0).collect();
        let places = self.flow(&widths, 22.0);
        for ((letter, word), (x, y)) in letters.iter().zip(&words).zip(places) {
            let sign = group().at("font-size", SMALL).with([cell(*letter, (x, y), (18.0, 18.0), "")]);
            self.body.push(sign);
            self.body.push(text(x + 23.0, y + 13.0, SMALL, word).set("fill", SECOND));
        }
    }

    /// Places for parts of these widths one after the other; the sheet grows by the lines that they need.
    pub(super) fn flow(&mut self, widths: &[f64], height: f64) -> Vec<(f64, f64)> {
        let mut x = MARGIN;
        let mut places = Vec::new();
        for width in widths {
            if x > MARGIN && x + width > self.width - MARGIN {
                x = MARGIN;
                self.y += height;
            }
            places.push((x, self.y));
            x += width;
        }
        self.y += if widths.is_empty() { 0.0 } else { height };
        places
    }

    /// The whole picture.
    pub(super) fn finish(mut self, frame: &ChartFrame) -> SvgNode {
        self.y += 10.0;
        let ends = (MARGIN, self.width - MARGIN);
        self.body.push(line((ends.0, self.y), (ends.1, self.y), LINE));
        self.y += 6.0;
        for note in &frame.foot {
            let note = [ChartText { text: brief_note(note), stress: Stress::Faint }];
            for parts in wrap(&note, SMALL, self.room(), LONGEST_NOTE) {
                self.body.push(styled(MARGIN, self.y + 12.0, SMALL, &parts));
                self.y += 16.0;
            }
        }
        let height = self.y + MARGIN - 4.0;
        let view = format!("0 0 {} {}", number(self.width), number(height));
        let root = SvgNode::new("svg").set("xmlns", "http://www.w3.org/2000/svg");
        let root = root.at("width", self.width).at("height", height).set("viewBox", view).set("role", "img");
        let root = root.set("aria-labelledby", "acquis-title acquis-description");
        let root = root.set("font-family", FONTS).set("fill", TEXT).at("font-size", NORMAL);
        let heading = title(&brief(&frame.title())).set("id", "acquis-title");
        let described = SvgNode::new("desc").set("id", "acquis-description").saying(&frame.description);
        let ground = rect(0.0, 0.0, self.width, height).set("fill", CARD);
        root.with([heading, described, definitions(), ground]).with(self.body)
    }
}

/// Notes name assumptions, which have no bound of their own.
fn brief_note(note: &str) -> String {
    note.chars().take(1_000).collect()
}

/// Parts of a line, each by its stress; what is written from the right does not turn its neighbours round.
fn styled(x: f64, y: f64, size: f64, parts: &[ChartText]) -> SvgNode {
    let part = |part: &ChartText| {
        let span = SvgNode::new("tspan").set("unicode-bidi", "isolate");
        let span = match part.stress {
            Stress::Plain => span,
            Stress::Strong => span.set("font-weight", "700"),
            Stress::Gap => span.set("font-weight", "700").set("fill", RED),
            Stress::Faint => span.set("fill", SECOND),
        };
        span.saying(&part.text)
    };
    SvgNode::new("text").at("x", x).at("y", y).at("font-size", size).with(parts.iter().map(part))
}
