//! How a verdict is marked in tables: what may have been done late is not shown as done in time, and what rests on a
//! recalled record, or on what is presumed, is not shown as read.

use crate::engine::{Finding, Grounds, Judgement, Question, Segment, Timeline};
use crate::report::page::{Block, Cell, Tone};
use crate::rules::{Rules, Verdict, When};

/// What a reader of a row should know before relying on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks {
    /// Done, and not known whether in time.
    pub unsure: bool,
    /// Rests on a record that was not read in its source.
    pub recalled: bool,
    /// Done only if what is presumed holds.
    pub presumed: bool,
}

/// A mark: its word, what it means, and whether a row carries it.
type Word = (&'static str, &'static str, fn(Marks) -> bool);

const WORDS: [Word; 3] = [
    ("unsure", "done, but not known whether in time", |marks| marks.unsure),
    ("recalled", "rests on a record that was not read in its source", |marks| marks.recalled),
    (
        "presumed",
        "done only if a presumption holds (a case closed without a reason, or what was done under another act)",
        |marks| marks.presumed,
    ),
];

impl Marks {
    /// The marks of a finding.
    pub fn of(finding: &Finding) -> Marks {
        let grounds = &finding.grounds;
        Marks { unsure: is_unsure(finding), recalled: grounds.recalled, presumed: grounds.presumed }
    }

    /// The marks of what holds from the first day of a segment on.
    pub fn of_segment(question: &Question, rules: &Rules, timeline: &Timeline, segment: &Segment) -> Marks {
        let unsure = is_met_unsure(&segment.judgement);
        let grounds = Grounds::new(question, rules, timeline, segment.from);
        grounds.map_or(Marks { unsure, ..Marks::default() }, |grounds| Marks {
            unsure,
            recalled: grounds.recalled,
            presumed: grounds.presumed,
        })
    }

    /// The marks of both.
    pub fn and(self, other: Marks) -> Marks {
        Marks {
            unsure: self.unsure || other.unsure,
            recalled: self.recalled || other.recalled,
            presumed: self.presumed || other.presumed,
        }
    }

    /// The marks of all.
    pub fn of_all<'f, 'a: 'f>(findings: impl IntoIterator<Item = &'f Finding<'a>>) -> Marks {
        findings.into_iter().map(Marks::of).fold(Marks::default(), Marks::and)
    }

    /// What it rests on alone, for what is no verdict.
    pub fn without_unsure(self) -> Marks {
        Marks { unsure: false, ..self }
    }

    /// The text with the words of the marks: `met, unsure`, `met-late, recalled`.
    pub fn on(self, text: &str) -> String {
        let words: String = self.words().map(|word| format!(", {word}")).collect();
        format!("{text}{words}")
    }

    /// The sentence with the words of the marks behind it: `ratify the Convention (recalled)`.
    pub fn behind(self, sentence: &str) -> String {
        let words: Vec<&str> = self.words().collect();
        if words.is_empty() { sentence.to_owned() } else { format!("{sentence} ({})", words.join(", ")) }
    }

    fn words(self) -> impl Iterator<Item = &'static str> {
        WORDS.iter().filter(move |(_, _, carries)| carries(self)).map(|(word, ..)| *word)
    }

    /// The text with the marks of several findings, and how many of them carry each where not all do:
    /// `overdue, recalled (4 of 7)`.
    pub fn on_all(text: &str, findings: &[&Finding]) -> String {
        let all = findings.len();
        let counted = WORDS.iter().filter_map(|(word, _, carries)| {
            match findings.iter().filter(|finding| carries(Marks::of(finding))).count() {
                0 => None,
                count if count == all => Some((*word).to_owned()),
                count => Some(format!("{word} ({count} of {all})")),
            }
        });
        std::iter::once(text.to_owned()).chain(counted).collect::<Vec<_>>().join(", ")
    }

    /// For a flat table: recalled, presumed, each `true` or nothing.
    pub fn flags(self) -> [String; 2] {
        [self.recalled, self.presumed].map(|holds| if holds { "true".to_owned() } else { String::new() })
    }

    /// What these marks mean, each in a line; nothing where there are none.
    pub fn legend(self) -> Option<Block> {
        let carried = WORDS.iter().filter(|(_, _, carries)| carries(self));
        let lines: Vec<String> = carried.map(|(word, meaning, _)| format!("{word}: {meaning}")).collect();
        (!lines.is_empty()).then(|| Block::Text(Cell::toned(lines.join("; "), Tone::Faint)))
    }
}

/// Is it done, and not known whether in time?
pub fn is_unsure(finding: &Finding) -> bool {
    is_met_unsure(&finding.judgement)
}

fn is_met_unsure(judgement: &Judgement) -> bool {
    judgement.verdict == Verdict::Met && judgement.when == When::Unsure
}

/// The verdict with its marks, for a table: `met`, `met, unsure`, `overdue, recalled`, `met-late, presumed`.
pub fn marked(finding: &Finding) -> String {
    Marks::of(finding).on(finding.judgement.verdict.as_str())
}

/// A verdict as a matrix shows it: `m` is done, in time or late not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VerdictLetter {
    /// One letter.
    pub sign: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// The verdict.
    pub verdict: Verdict,
}

/// The verdicts, the gravest first; what is outside a duty comes last.
pub const GRAVEST_FIRST: [Verdict; 11] = [
    Verdict::Overdue,
    Verdict::Partial,
    Verdict::PossibleGap,
    Verdict::Encouraged,
    Verdict::Pending,
    Verdict::Unknown,
    Verdict::MetLate,
    Verdict::Met,
    Verdict::NotBound,
    Verdict::NotInForce,
    Verdict::Ended,
];

impl VerdictLetter {
    /// The letter where it is drawn: what is outside a duty has a sign that weighs less.
    pub fn drawn(self) -> &'static str {
        match self.verdict {
            Verdict::NotBound => "–",
            Verdict::NotInForce => "·",
            Verdict::Ended => "×",
            _ => self.sign,
        }
    }
}

/// Every letter, the gravest first.
pub const LETTERS: [VerdictLetter; 12] = [
    letter("O", "overdue", Verdict::Overdue),
    letter("P", "partial", Verdict::Partial),
    letter("G", "possible-gap", Verdict::PossibleGap),
    letter("W", "pending", Verdict::Pending),
    letter("E", "encouraged", Verdict::Encouraged),
    letter("?", "unknown", Verdict::Unknown),
    letter("L", "met-late", Verdict::MetLate),
    UNSURE,
    letter("M", "met", Verdict::Met),
    letter("x", "ended", Verdict::Ended),
    letter("n", "not-in-force", Verdict::NotInForce),
    letter("-", "not-bound", Verdict::NotBound),
];

/// The letter of what is done, in time or late not known.
pub const UNSURE: VerdictLetter = letter("m", "met, in time or late not known", Verdict::Met);

const fn letter(sign: &'static str, meaning: &'static str, verdict: Verdict) -> VerdictLetter {
    VerdictLetter { sign, meaning, verdict }
}

/// The letter of a finding.
pub fn letter_of(finding: &Finding) -> VerdictLetter {
    letter_of_judgement(&finding.judgement)
}

/// The letter of what holds.
pub fn letter_of_judgement(judgement: &Judgement) -> VerdictLetter {
    if is_met_unsure(judgement) {
        return UNSURE;
    }
    let own = LETTERS.into_iter().find(|one| *one != UNSURE && one.verdict == judgement.verdict);
    own.unwrap_or(UNSURE)
}

/// A sign behind the letters, what it means, and for which findings it stands.
pub type CellMark = (&'static str, &'static str, fn(&Finding) -> bool);

/// Every sign that can stand behind the letters of a matrix.
pub const CELL_MARKS: [CellMark; 3] = [
    ("^", "rests on a record that was not read in its source", |finding| finding.grounds.recalled),
    ("~", "is presumed", |finding| finding.grounds.presumed),
    ("*", "rests on what is assumed", |finding| finding.is_assumed()),
];
