//! What every output carries: the two dates, the version, the digests, and counts with their denominator.

use super::page::{Block, Cell, Tone};
use super::scope::{Scope, Shown};
use crate::engine::{Choice, Engine, Finding, Selection};
use crate::law::Actor;
use crate::rules::{Severity, Verdict};
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
    /// Is the day judged by what was known on it? Then so is every other day that a report shows beside it.
    pub fn is_known_then(&self) -> bool {
        self.engine.known_as_of == Some(self.as_of)
    }

    /// Every finding of a selection on the as-of day.
    pub fn findings(&self, selection: &Selection) -> Vec<Finding<'a>> {
        self.engine.findings(selection, self.as_of)
    }

    /// The states chosen by code, or else those that are members on the as-of day and former ones that Union law binds on
    /// it, or with `all_states` later and former members and associates too; institutions only by name.
    pub fn actors(&self, choice: &Choice, all_states: bool) -> Vec<&'a Actor> {
        let shown = |actor: &&Actor| {
            if choice.is_all() {
                if all_states { !actor.is_institution() } else { is_shown_by_default(actor, self.as_of) }
            } else {
                choice.takes(&actor.code)
            }
        };
        self.engine.corpus.actors.iter().filter(shown).collect()
    }

    /// Every finding of the states of a selection (see [`Run::actors`]), and what was looked at.
    pub fn survey(&self, selection: &Selection, all_states: bool) -> (Scope, Vec<Finding<'a>>) {
        let (scope, selection) = self.scope(selection, all_states);
        (scope, self.findings(&selection))
    }

    /// What a selection looks at, and the selection with its states by name (see [`Run::actors`]).
    pub fn scope(&self, selection: &Selection, all_states: bool) -> (Scope, Selection) {
        let actors = self.actors(&selection.actors, all_states);
        let shown = match (selection.actors.is_all(), all_states) {
            (false, _) => Shown::Named,
            (true, true) => Shown::All,
            (true, false) => Shown::Members,
        };
        (Scope::new(self.engine.corpus, &actors, selection, shown), selection.of(&actors))
    }

    /// The actors without the institutions, for what states alone have.
    pub fn states(&self, choice: &Choice, all_states: bool) -> Vec<&'a Actor> {
        let mut actors = self.actors(choice, all_states);
        actors.retain(|actor| !actor.is_institution());
        actors
    }

    /// The lines that every page closes with.
    pub fn footer(&self, counts: &Counts) -> Vec<Block> {
        let resting = self.resting_on_assumed(counts).filter(|_| counts.total() > 0).map_or(String::new(), |assumed| {
            let verb = if assumed == 1 { "rests" } else { "rest" };
            format!("; {assumed} of {} {verb} on what is assumed", counts.total())
        });
        let counted = format!("{}{resting}", counts.sentence());
        vec![Block::Text(Cell::plain(counted)), Block::Text(Cell::toned(self.sentence(), Tone::Faint))]
    }

    /// As-of day, knowledge date, version and digests in one line.
    pub fn sentence(&self) -> String {
        let known = self.engine.known_as_of.map_or("no limit".to_owned(), |day| day.to_string());
        let versions = versions(Some(&self.engine.corpus.digest), self.rules_digest);
        let assuming = match self.assumed() {
            [] => String::new(),
            assumed => format!("; assuming: {}", assumed.join("; ")),
        };
        format!("as of {}, known as of: {known}; {versions}{assuming}", self.as_of)
    }

    /// What the run assumes beside the data, each in words; nothing, as a rule.
    pub fn assumed(&self) -> &'a [String] {
        &self.engine.corpus.assumed.in_words
    }

    /// How many of the findings counted rest on what the run assumes; `None` where nothing is assumed.
    pub fn resting_on_assumed(&self, counts: &Counts) -> Option<usize> {
        (!self.assumed().is_empty()).then_some(counts.assumed)
    }

    /// Denominator and count, for JSON contracts that print no findings.
    pub fn totals(&self, findings: &[Finding]) -> Option<serde_json::Value> {
        let counts = Counts::of(findings);
        let assumed = self.resting_on_assumed(&counts)?;
        Some(serde_json::json!({"evaluated": counts.total(), "assumed": assumed}))
    }
}

/// Is the actor among those that are shown on a day where no state is named?
pub fn is_shown_by_default(actor: &Actor, on: Day) -> bool {
    !actor.is_institution() && actor.is_under_union_law(on)
}

/// `acquis 0.1.0, data 5cde95cf3bf9, rules 87bd602cd9a5`; without data where none were read.
pub fn versions(data: Option<&str>, rules: &str) -> String {
    let data = data.map_or(String::new(), |data| format!(", data {}", short(data)));
    format!("acquis {}{data}, rules {}", env!("CARGO_PKG_VERSION"), short(rules))
}

/// The first twelve digits of a digest, for people.
pub fn short(digest: &str) -> String {
    digest.trim_start_matches("sha256:").chars().take(12).collect()
}

/// What is said of many findings together, whether they are held or not.
#[derive(Default)]
pub struct Overview {
    /// How many have which verdict.
    pub counts: Counts,
    judged: Vec<(Verdict, Severity)>,
}

impl Overview {
    /// Adds a finding.
    pub fn add(&mut self, finding: &Finding) {
        self.counts.count(finding);
        self.judged.push((finding.judgement.verdict, finding.judgement.severity));
    }

    /// Adds what is said of other findings.
    pub fn append(&mut self, mut next: Overview) {
        self.counts.add_all(&next.counts);
        self.judged.append(&mut next.judged);
    }

    /// Verdict and severity of each.
    pub fn judged(&self) -> impl ExactSizeIterator<Item = (Verdict, Severity)> {
        self.judged.iter().copied()
    }
}

/// How many findings have which verdict.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    by_verdict: [usize; Verdict::ALL.len()],
    /// Findings that rest on at least one record not yet read in its source.
    pub recalled: usize,
    /// Findings whose verdict would differ without what is presumed.
    pub presumed: usize,
    /// Findings that rest on what the run assumes.
    pub assumed: usize,
    /// Findings about acts of which the data have a stub alone.
    pub on_stubs: usize,
}

impl Counts {
    /// Counts findings.
    pub fn of<'f, 'a: 'f>(findings: impl IntoIterator<Item = &'f Finding<'a>>) -> Counts {
        let mut counts = Counts::default();
        findings.into_iter().for_each(|finding| counts.count(finding));
        counts
    }

    /// Counts one finding more.
    pub fn count(&mut self, finding: &Finding) {
        self.add_verdict(finding.judgement.verdict);
        self.recalled += usize::from(finding.grounds.recalled);
        self.presumed += usize::from(finding.grounds.presumed);
        self.assumed += usize::from(finding.is_assumed());
        self.on_stubs += usize::from(finding.instrument.stub);
    }

    /// Adds what was counted of other findings.
    pub fn add_all(&mut self, other: &Counts) {
        self.by_verdict.iter_mut().zip(other.by_verdict).for_each(|(own, other)| *own += other);
        self.recalled += other.recalled;
        self.presumed += other.presumed;
        self.assumed += other.assumed;
        self.on_stubs += other.on_stubs;
    }

    /// Counts verdicts alone.
    pub fn of_verdicts(verdicts: impl IntoIterator<Item = Verdict>) -> Counts {
        let mut counts = Counts::default();
        for verdict in verdicts {
            counts.add_verdict(verdict);
        }
        counts
    }

    /// Counts a verdict alone.
    pub fn add_verdict(&mut self, verdict: Verdict) {
        let place = Verdict::ALL.iter().position(|one| *one == verdict);
        if let Some(slot) = place.and_then(|place| self.by_verdict.get_mut(place)) {
            *slot += 1;
        }
    }

    /// `3 overdue, 2 unknown ...`.
    pub fn parts(&self) -> String {
        let occurs = self.each().filter(|(_, count)| *count > 0);
        occurs.map(|(verdict, count)| format!("{count} {}", verdict.as_str())).collect::<Vec<_>>().join(", ")
    }

    /// Each verdict with its count, in the order of the contract, zeros included.
    pub fn each(&self) -> impl Iterator<Item = (Verdict, usize)> {
        Verdict::ALL.into_iter().zip(self.by_verdict)
    }

    /// The denominator.
    pub fn total(&self) -> usize {
        self.by_verdict.iter().sum()
    }

    /// `57 findings: 3 overdue, 2 unknown ...; 4 of 57 rest on recalled records, 1 on what is presumed`.
    pub fn sentence(&self) -> String {
        let total = self.total();
        if total == 0 {
            return "0 findings: nothing was evaluated".to_owned();
        }
        let (noun, verb) =
            (if total == 1 { "finding" } else { "findings" }, if self.recalled == 1 { "rests" } else { "rest" });
        let (parts, recalled, presumed) = (self.parts(), self.recalled, self.presumed);
        let stubs = match self.on_stubs {
            0 => String::new(),
            1 => ", 1 is about a stub (an act of which a register or metadata alone are in the data)".to_owned(),
            many => format!(", {many} are about stubs (acts of which a register or metadata alone are in the data)"),
        };
        format!(
            "{total} {noun}: {parts}; {recalled} of {total} {verb} on recalled records, {presumed} on what is \
             presumed{stubs}"
        )
    }
}
