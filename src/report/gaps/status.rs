//! Where each act stands, in one line: how many duties have which verdict, and how far the open case has come.

use super::cases::cases;
use crate::engine::Finding;
use crate::law::Instrument;
use crate::report::page::{Block, Cell, Tone};
use crate::report::run::{Counts, Run};
use crate::report::text::labels;
use crate::rules::Verdict;

/// The findings under one act.
pub struct ActStatus<'f, 'a> {
    pub instrument: &'a Instrument,
    pub findings: Vec<&'f Finding<'a>>,
}

/// How each verdict is counted, the gravest first, in the singular and the plural.
const COUNTED: [(&[Verdict], &str, &str); 10] = [
    (&[Verdict::Overdue, Verdict::Partial], "gap", "gaps"),
    (&[Verdict::PossibleGap], "possible gap", "possible gaps"),
    (&[Verdict::Pending], "pending", "pending"),
    (&[Verdict::Encouraged], "encouraged", "encouraged"),
    (&[Verdict::Met], "met", "met"),
    (&[Verdict::MetLate], "met late", "met late"),
    (&[Verdict::Unknown], "unknown", "unknown"),
    (&[Verdict::NotInForce], "not in force", "not in force"),
    (&[Verdict::NotBound], "not bound", "not bound"),
    (&[Verdict::Ended], "ended", "ended"),
];

/// The acts, the one with the gravest finding first, then by id; what is known comes before what is not.
pub fn acts<'f, 'a>(findings: &'f [Finding<'a>]) -> Vec<ActStatus<'f, 'a>> {
    let of_act = findings.chunk_by(|one, other| one.instrument.id == other.instrument.id);
    let mut acts: Vec<ActStatus> = of_act
        .filter_map(|own| Some(ActStatus { instrument: own.first()?.instrument, findings: own.iter().collect() }))
        .collect();
    acts.sort_by_key(|act| {
        (act.findings.iter().map(|finding| place(finding.judgement.verdict)).min(), &act.instrument.id)
    });
    acts
}

/// So many acts stand in one list; more are listed family by family, without those that ask nothing on the day.
const ONE_LIST: usize = 10;

/// One line per act.
pub fn overview<'a>(run: &Run<'a>, acts: &[ActStatus<'_, 'a>], with_idle: bool) -> Vec<Block> {
    let line = |act: &&ActStatus<'_, 'a>| (act.instrument.short_title.to_string(), act.status(run));
    if acts.len() <= ONE_LIST {
        let lines: Vec<(String, Cell)> = acts.iter().map(|act| line(&act)).collect();
        return if lines.is_empty() { Vec::new() } else { vec![Block::Facts(lines)] };
    }
    let (shown, idle): (Vec<_>, Vec<_>) = acts.iter().partition(|act| with_idle || act.asks());
    let mut families: Vec<(&str, Vec<&ActStatus<'_, 'a>>)> = Vec::new();
    for act in shown {
        let family = act.instrument.family.as_deref().unwrap_or_default();
        match families.iter_mut().find(|(known, _)| *known == family) {
            Some((_, own)) => own.push(act),
            None => families.push((family, vec![act])),
        }
    }
    let mut blocks = vec![sentence(acts)];
    for (family, own) in families {
        blocks.push(Block::Heading(if family.is_empty() { "No family".to_owned() } else { labels::family(family) }));
        blocks.push(Block::Facts(own.iter().map(line).collect()));
    }
    if !idle.is_empty() {
        let counts = counted(&Counts::of(idle.iter().flat_map(|act| act.findings.iter().copied())));
        let acts = labels::counted(idle.len(), "act asks", "acts ask");
        let text = format!("{acts} nothing on the day (duties: {counts}); --all names them");
        blocks.push(Block::Text(Cell::toned(text, Tone::Faint)));
    }
    blocks
}

/// What all acts together come to, before any of them: `3 gaps, 8 pending, 77 met under 61 acts; next due 2027-05-24`.
fn sentence(acts: &[ActStatus]) -> Block {
    let asking: Vec<&ActStatus> = acts.iter().filter(|act| act.asks()).collect();
    let asked = asking.iter().flat_map(|act| act.findings.iter().copied());
    let asked: Vec<&Finding> = asked.filter(|finding| !finding.judgement.verdict.is_outside()).collect();
    let gravest = asked.iter().map(|finding| finding.judgement.verdict).min_by_key(|one| place(*one));
    let (counts, due) = (counted(&Counts::of(asked.iter().copied())), next_due(&asked));
    let systems = asking.iter().filter(|act| act.instrument.addressee.is_some()).count();
    let under = match (asking.len() - systems, systems) {
        (acts, 0) => labels::counted(acts, "act", "acts"),
        (acts, systems) => {
            let acts = labels::counted(acts, "act", "acts");
            format!("{acts} and {}", labels::counted(systems, "system or commitment", "systems and commitments"))
        }
    };
    let text = format!("{counts} under {under}{due}");
    Block::Text(Cell::toned(text, gravest.map_or(Tone::Plain, Tone::from)))
}

/// `; next due 2027-05-24`; nothing where nothing is pending.
fn next_due(findings: &[&Finding]) -> String {
    let pending = findings.iter().filter(|finding| finding.judgement.verdict == Verdict::Pending);
    let due = pending.filter_map(|finding| finding.judgement.limit).min();
    due.map_or(String::new(), |limit| format!("; next due {}", limit.0))
}

fn place(verdict: Verdict) -> usize {
    COUNTED.iter().position(|(verdicts, ..)| verdicts.contains(&verdict)).unwrap_or(COUNTED.len())
}

/// `3 gaps, 2 met, 11 unknown`.
pub fn counted(counts: &Counts) -> String {
    let parts = COUNTED.iter().filter_map(|(verdicts, one, many)| {
        let count: usize =
            counts.each().filter(|(verdict, _)| verdicts.contains(verdict)).map(|(_, count)| count).sum();
        (count > 0).then(|| labels::counted(count, one, many))
    });
    parts.collect::<Vec<_>>().join(", ")
}

impl<'a> ActStatus<'_, 'a> {
    /// `3 gaps, 2 met, 11 unknown; referral open (2011-04-06)`.
    pub fn status(&self, run: &Run<'a>) -> Cell {
        let counts = counted(&Counts::of(self.findings.iter().copied()));
        let due = next_due(&self.findings);
        let cases = cases(run, &self.findings);
        let case = match cases.as_slice() {
            [] => String::new(),
            [only] => format!("; {}", only.sentence()),
            [first, ..] => format!("; {} cases, the furthest: {}", cases.len(), first.sentence()),
        };
        let gravest = self.findings.iter().map(|finding| finding.judgement.verdict).min_by_key(|one| place(*one));
        Cell::toned(format!("{counts}{due}{case}"), gravest.map_or(Tone::Plain, Tone::from))
    }

    /// Is a duty of it owed or encouraged on the day?
    fn asks(&self) -> bool {
        self.findings.iter().any(|finding| !finding.judgement.verdict.is_outside())
    }

    /// `12 of 16 duties: no source`: what is not known of the duties that bind, and why; nothing where all is known.
    pub fn unknown(&self) -> Option<String> {
        let binding = self.findings.iter().filter(|finding| !finding.judgement.verdict.is_outside()).count();
        let binding_duties = labels::counted(binding, "duty", "duties");
        let of = |verdict: &dyn Fn(&Finding) -> bool| {
            self.findings.iter().filter(|one| one.judgement.verdict == Verdict::Unknown && verdict(one)).count()
        };
        let parts = [
            (of(&|one| one.grounds.silence), "no source"),
            (of(&|one| !one.grounds.silence && one.judgement.open), "not known by when"),
            (of(&|one| !one.grounds.silence && !one.judgement.open), "the sources leave it open"),
        ];
        let known = parts.iter().filter(|(count, _)| *count > 0);
        let parts: Vec<String> = known.map(|(count, why)| format!("{count} of {binding_duties}: {why}")).collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }

    /// The duties that are not known, by id.
    pub fn names_unknown(&self) -> Vec<&'a str> {
        let unknown = self.findings.iter().filter(|finding| finding.judgement.verdict == Verdict::Unknown);
        unknown.map(|finding| &*finding.obligation.id).collect()
    }
}
