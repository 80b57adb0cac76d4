//! What is not known, in few lines: one per duty, with the number of states.

use crate::engine::Finding;
use crate::report::page::{Block, Cell};
use crate::report::text::labels::counted;
use crate::rules::Verdict;

/// States are named where there are no more of them.
const NAMED: usize = 3;

/// `anti-trafficking/compensation: 24 states not known`, by act and duty.
pub(super) fn grouped(findings: &[&Finding]) -> Vec<Block> {
    if findings.is_empty() {
        return Vec::new();
    }
    let mut sorted = findings.to_vec();
    sorted.sort_by_key(|finding| (&finding.instrument.id, &finding.obligation.id, &finding.actor.code));
    let same = |one: &&Finding, other: &&Finding| {
        one.instrument.id == other.instrument.id && one.obligation.id == other.obligation.id
    };
    let items: Vec<Cell> = sorted.chunk_by(same).map(|own| Cell::plain(line(own))).collect();
    let duties = counted(items.len(), "duty", "duties");
    let whole = "each finding on a line of its own: --all, or --format json";
    vec![
        Block::Heading(format!("Not known ({}, {duties})", counted(findings.len(), "finding", "findings"))),
        Block::List(items),
        Block::Text(Cell::plain(whole)),
    ]
}

fn line(own: &[&Finding]) -> String {
    let of = |verdict: Verdict| own.iter().filter(|one| one.judgement.verdict == verdict).collect::<Vec<_>>();
    let (unknown, possible) = (of(Verdict::Unknown), of(Verdict::PossibleGap));
    let mut parts = Vec::new();
    if !unknown.is_empty() {
        parts.push(counted(unknown.len(), "state", "states") + " not known" + &named(&unknown));
    }
    if !possible.is_empty() {
        parts.push(counted(possible.len(), "possible gap", "possible gaps") + &named(&possible));
    }
    format!("{}: {}", own.first().map_or(String::new(), |one| one.duty()), parts.join(", "))
}

/// ` (AT, BE)`; nothing where there are many.
fn named(findings: &[&&Finding]) -> String {
    let codes: Vec<&str> = findings.iter().map(|one| &*one.actor.code).collect();
    if codes.len() > NAMED { String::new() } else { format!(" ({})", codes.join(", ")) }
}
