//! The key below a picture of strips: its colours, and signs, with their words.

use super::frame::{DrawingSheet, SMALL, text};
use super::measure::width;
use super::palette::{CARD, RED, SECOND, TEXT, word};
use super::svg::{SvgNode, group, line, path};
use super::time::band_of;
use crate::report::chart::ChartSpan;
use crate::report::text::marks::{LETTERS, UNSURE, VerdictLetter};
use crate::rules::Verdict;

/// A sample of a colour or a sign is so wide.
const SAMPLE: f64 = 18.0;
const LINE: f64 = 20.0;

impl DrawingSheet {
    /// Adds the key of strips: the colours that occur in these, the deadline, and these signs with their words.
    pub(super) fn add_bands<'s>(&mut self, spans: impl Iterator<Item = &'s ChartSpan>, signs: &[(&str, &str)]) {
        let own: Vec<VerdictLetter> = spans.map(|span| span.letter).collect();
        // in strips what is met on a day not known looks like what is met
        let is_shown = |letter: &VerdictLetter| own.contains(letter) && *letter != UNSURE && is_drawn(letter.verdict);
        let letters: Vec<VerdictLetter> = LETTERS.into_iter().filter(is_shown).collect();
        let mut words: Vec<String> = letters.iter().map(|letter| word(*letter)).collect();
        words.push("deadline".to_owned());
        words.extend(signs.iter().map(|(_, word)| (*word).to_owned()));
        let widths: Vec<f64> = words.iter().map(|word| SAMPLE + 5.0 + width(word, SMALL) + 14.0).collect();
        let places = self.flow(&widths, LINE);
        let samples = letters.iter().map(|letter| KeySample::Band(*letter)).chain([KeySample::Deadline]);
        let samples = samples.chain(signs.iter().map(|(sign, _)| KeySample::Sign(sign)));
        for ((sample, word), (x, y)) in samples.zip(&words).zip(places) {
            let said = text(x + SAMPLE + 5.0, y + 13.0, SMALL, word).set("fill", SECOND);
            self.add(0.0, [sample.draw((x, y)), said]);
        }
    }
}

fn is_drawn(verdict: Verdict) -> bool {
    !matches!(verdict, Verdict::NotBound | Verdict::NotInForce)
}

enum KeySample<'s> {
    Band(VerdictLetter),
    Deadline,
    Sign(&'s str),
}

impl KeySample<'_> {
    fn draw(&self, (x, y): (f64, f64)) -> SvgNode {
        match self {
            KeySample::Band(letter) => band_of(*letter, (x, x + SAMPLE), (y + 3.0, 12.0)),
            KeySample::Deadline => path(format!("M{:.1} {:.1}h10l-5 8z", x + 4.0, y + 5.0), RED),
            KeySample::Sign(sign) => step((x + SAMPLE / 2.0, x + SAMPLE / 2.0), y + 9.0, sign),
        }
    }
}

/// The circle of a step; where it had to be moved, a tick leads to its day.
pub(super) fn step((day, x): (f64, f64), y: f64, sign: &str) -> SvgNode {
    let circle = SvgNode::new("circle").at("cx", x).at("cy", y).at("r", 7.2).set("fill", CARD);
    let circle = circle.set("stroke", TEXT).set("stroke-width", "1.2");
    let letter = text(x, y + 3.9, SMALL, sign).set("text-anchor", "middle").set("font-weight", "600");
    let tick = ((day - x).abs() > 0.5).then(|| line((day, y - 11.0), (x, y - 7.0), TEXT));
    group().with(tick.into_iter().chain([circle, letter]))
}
