//! Colours and shapes of verdicts on white: letter, fill and shape each tell the verdict alone, also in grey and to the
//! colour-blind.

use super::svg::{SvgNode, group, path, rect, title};
use crate::report::text::marks::{UNSURE, VerdictLetter};
use crate::rules::Verdict;

pub(super) const CARD: &str = "#ffffff";
pub(super) const TEXT: &str = "#15202b";
pub(super) const SECOND: &str = "#4d5b68";
pub(super) const LINE: &str = "#dcdfe3";
pub(super) const RED: &str = "#a31d22";
const NONE: &str = "#66707a";
/// The ground and the strokes of the hatching.
pub(in crate::render) const GROUND: &str = "#fafaf8";
pub(in crate::render) const STROKE: &str = "#dfe2e5";
/// The dashed frame of a possible gap, the foot of what is pending, the corner of what is met late.
pub(in crate::render) const FRAME: &str = "#c2500f";
pub(in crate::render) const FOOT: &str = "#b89a2c";
pub(in crate::render) const CORNER: &str = "#2c8374";

/// The hatching of what is not known.
const HATCH: &str = "acquis-hatch";

/// Fill and letter of a verdict in a cell.
pub(in crate::render) fn colours(verdict: Verdict) -> (&'static str, &'static str) {
    match verdict {
        Verdict::Overdue => ("#a31d22", "#ffffff"),
        Verdict::Partial => ("#f3ab57", "#2b1400"),
        Verdict::PossibleGap => ("#fff3ea", "#87300a"),
        Verdict::Encouraged => ("#d6caef", "#372067"),
        Verdict::Pending => ("#fbf0c4", "#574400"),
        Verdict::Met | Verdict::MetLate => ("#cbe6df", "#0b453c"),
        Verdict::Unknown => ("url(#acquis-hatch)", NONE),
        Verdict::NotBound | Verdict::NotInForce | Verdict::Ended => ("none", NONE),
    }
}

/// The colour of letters on a verdict.
pub(super) fn ink(verdict: Verdict) -> &'static str {
    colours(verdict).1
}

/// Fill of a verdict where no letter stands: strips, bars. What is met late is darker there.
pub(super) fn band(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Partial => "#dd7a12",
        Verdict::MetLate => "#86c4b8",
        other => colours(other).0,
    }
}

/// The word of a verdict as people write it.
pub(super) fn word(letter: VerdictLetter) -> String {
    letter.meaning.replace('-', " ")
}

/// Patterns that the picture refers to.
pub(super) fn definitions() -> SvgNode {
    let pattern = SvgNode::new("pattern").set("id", HATCH).set("patternUnits", "userSpaceOnUse");
    let pattern = pattern.at("width", 4.0).at("height", 4.0).set("patternTransform", "rotate(45)");
    let ground = rect(0.0, 0.0, 4.0, 4.0).set("fill", GROUND);
    let stroke = rect(0.0, 0.0, 1.4, 4.0).set("fill", STROKE);
    SvgNode::new("defs").with([pattern.with([ground, stroke])])
}

/// A cell with its letter, its top left corner at a place, and what is said of it.
pub(super) fn cell(letter: VerdictLetter, (x, y): (f64, f64), (width, height): (f64, f64), said: &str) -> SvgNode {
    let weight = if is_pale(letter.verdict) { "400" } else { "600" };
    let text =
        SvgNode::new("text").at("x", x + width / 2.0).at("y", y + height / 2.0 + 4.2).set("fill", ink(letter.verdict));
    let text = text.set("font-weight", weight).set("text-anchor", "middle").saying(letter.drawn());
    let said = (!said.is_empty()).then(|| title(said));
    group().with(said.into_iter().chain(shape(letter, (x, y), (width, height))).chain([text]))
}

fn is_pale(verdict: Verdict) -> bool {
    matches!(verdict, Verdict::Unknown | Verdict::NotBound | Verdict::NotInForce | Verdict::Ended)
}

fn shape(letter: VerdictLetter, (x, y): (f64, f64), (width, height): (f64, f64)) -> Vec<SvgNode> {
    let (fill, _) = colours(letter.verdict);
    let (right, foot) = (x + width, y + height);
    let plain = || rect(x, y, width, height).set("rx", "4").set("fill", fill);
    match letter.verdict {
        Verdict::NotBound | Verdict::NotInForce | Verdict::Ended => Vec::new(),
        Verdict::Partial => {
            let half = format!("M{right:.1} {:.1}V{:.1}a4 4 0 0 1 -4 4H{:.1}Z", y + 3.0, foot - 4.0, x + 3.0);
            vec![plain(), path(half, "#dd7a12")]
        }
        Verdict::PossibleGap => {
            let frame = rect(x + 1.0, y + 1.0, width - 2.0, height - 2.0).set("rx", "3").set("fill", fill);
            vec![frame.set("stroke", FRAME).set("stroke-width", "1.5").set("stroke-dasharray", "3 2")]
        }
        Verdict::Encouraged => {
            vec![rect(x, y, width, height).at("rx", width.min(height) / 2.0).set("fill", fill)]
        }
        Verdict::Pending => vec![plain(), rect(x + 2.0, foot - 2.0, width - 4.0, 2.0).set("fill", FOOT)],
        Verdict::MetLate => {
            let corner = format!("M{:.1} {y:.1}H{:.1}a4 4 0 0 1 4 4V{:.1}Z", right - 9.0, right - 4.0, y + 9.0);
            vec![plain(), path(corner, CORNER)]
        }
        Verdict::Met if letter == UNSURE => {
            let notch = |step: f64| rect(x, y + step, 3.0, 3.0).set("fill", CARD);
            let notches = (0..3).map(|place| notch(height / 2.0 - 7.5 + 6.0 * f64::from(place)));
            std::iter::once(plain()).chain(notches).collect()
        }
        Verdict::Overdue | Verdict::Met | Verdict::Unknown => vec![plain()],
    }
}
