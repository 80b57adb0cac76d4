//! What every output carries: the two dates, the version, the digests, and counts with their denominator.

use super::page::{Block, Cell, Tone};
use crate::engine::{Engine, Finding, Selection};
use crate::law::Confidence;
use crate::rules::Verdict;
use crate::time::Day;

/// One run: what is asked of which corpus by which rules.
#[derive(Clone, Copy)]
pub struct Run<'a> {
    /// Corpus, rules, knowledge date.
    pub engine: Engine<'a>,
    /// The day whose law and facts are judged.
    pub as_of: Day,
    /// SHA-256 over the rule tables, hexadecimal.
    pub rules_digest: &'a str,
}

impl<'a> Run<'a> {
    /// Every finding of a selection on the as-of day.
    pub fn findings(&self, selection: &Selection) -> Vec<Finding<'a>> {
        self.engine.findings(selection, self.as_of)
    }

    /// The lines that every page closes with.
    pub fn footer(&self, counts: &Counts) -> Vec<Block> {
        vec![Block::Text(Cell::plain(counts.sentence())), Block::Text(Cell::toned(self.sentence(), Tone::Faint))]
    }

    /// As-of day, knowledge date, version and digests in one line.
    pub fn sentence(&self) -> String {
        let known = self.engine.known_as_of.map_or("no limit".to_owned(), |day| day.to_string());
        let short = |digest: &str| digest.chars().take(12).collect::<String>();
        let (version, data, rules) =
            (env!("CARGO_PKG_VERSION"), short(&self.engine.corpus.digest), short(self.rules_digest));
        format!("as of {}, known as of: {known}; acquis {version}, data {data}, rules {rules}", self.as_of)
    }
}

/// How many findings have which verdict.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    by_verdict: [usize; Verdict::ALL.len()],
    /// Findings that rest on at least one record not yet read in its source.
    pub recalled: usize,
}

impl Counts {
    /// Counts findings.
    pub fn of<'f, 'a: 'f>(findings: impl IntoIterator<Item = &'f Finding<'a>>) -> Counts {
        let mut counts = Counts::default();
        for finding in findings {
            let place = Verdict::ALL.iter().position(|verdict| *verdict == finding.judgement.verdict);
            if let Some(slot) = place.and_then(|place| counts.by_verdict.get_mut(place)) {
                *slot += 1;
            }
            counts.recalled += usize::from(finding.grounds.confidence == Some(Confidence::Recalled));
        }
        counts
    }

    /// Each verdict with its count, in the order of the contract, zeros included.
    pub fn each(&self) -> impl Iterator<Item = (Verdict, usize)> {
        Verdict::ALL.into_iter().zip(self.by_verdict)
    }

    /// The denominator.
    pub fn total(&self) -> usize {
        self.by_verdict.iter().sum()
    }

    /// `57 findings: 3 overdue, 2 unknown ...; 4 of 57 rest on recalled records`.
    pub fn sentence(&self) -> String {
        let total = self.total();
        if total == 0 {
            return "0 findings: nothing was evaluated".to_owned();
        }
        let parts: Vec<String> = self
            .each()
            .filter(|(_, count)| *count > 0)
            .map(|(verdict, count)| format!("{count} {}", verdict.as_str()))
            .collect();
        let (noun, verb) =
            (if total == 1 { "finding" } else { "findings" }, if self.recalled == 1 { "rests" } else { "rest" });
        format!("{total} {noun}: {}; {} of {total} {verb} on recalled records", parts.join(", "), self.recalled)
    }
}
