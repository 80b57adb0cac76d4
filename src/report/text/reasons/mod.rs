//! Reasons in words: what binds, by when, what was done, what proves it. Each reason names the sources it rests on.

mod bond;
mod conduct;
mod deadline;
mod procedure;
mod reason;

pub use bond::{
    bond_from, bond_that_holds, ended, force, force_from, force_that_holds, is_bound, is_bound_in_words, not_added,
    not_bound, provisions,
};
pub use conduct::{OPEN_UNTIL, SILENCE, counts, found_by_the_court, open_on_register, presupposing};
pub use procedure::{case_of, case_of_record, open_case, open_until_register_ended, register_ended};
pub use reason::{ON, Reason, RecordOf, Topic, own_text};

use crate::engine::Finding;
use crate::law::SourceIx;
use crate::report::run::Run;
use crate::report::text::labels::counted;
use crate::rules::Verdict;
use crate::time::Day;

/// Why a finding holds: the bond where it fails, else the deadline, what was done, how old the evidence is, the stage
/// of procedure; last, the rule.
pub fn because<'a>(run: &Run<'a>, finding: &Finding<'a>) -> Vec<Reason> {
    let judgement = &finding.judgement;
    let mut reasons = Vec::new();
    match judgement.verdict {
        Verdict::NotBound => reasons.extend(not_bound(finding)),
        Verdict::NotInForce | Verdict::Ended => reasons.extend(force(finding)),
        _ => {
            reasons.extend(deadline::deadline(run, finding));
            reasons.extend(conduct::conduct(run, finding));
        }
    }
    if let Some(reached) = judgement.enforcement {
        reasons.extend(procedure::procedure(run, finding, reached));
    }
    reasons.extend(judgement.contested.map(|reached| procedure::contested(run, finding, reached)));
    reasons.extend(bond::of_stub(finding));
    reasons.extend(assumed(finding, &reasons));
    reasons.push(Reason::new(Topic::Rule, rule(run, finding)));
    reasons
}

/// What a finding owes to the run's assumptions, where no reason has said it yet.
fn assumed(finding: &Finding, said: &[Reason]) -> Option<Reason> {
    let cites = |reason: &Reason| reason.sources.contains(&SourceIx::ASSUMED);
    let left_out = finding.grounds.left_out;
    let text = match (finding.is_assumed(), left_out) {
        (false, _) => return None,
        (true, 0) if said.iter().any(cites) => return None,
        (true, 0) => format!("until {} only{}", since(finding.until), crate::report::text::record::ASSUMED),
        (true, count) => {
            format!("{} left out{}", counted(count, "record", "records"), crate::report::text::record::ASSUMED)
        }
    };
    Some(Reason::new(Topic::Conduct, text).citing([SourceIx::ASSUMED]))
}

/// Ids of the sources of all reasons, sorted, each once.
pub fn sources<'a>(run: &Run<'a>, reasons: &[Reason]) -> Vec<&'a str> {
    let mut places: Vec<SourceIx> = reasons.iter().flat_map(|reason| reason.sources.iter().copied()).collect();
    places.sort_unstable();
    places.dedup();
    places.iter().filter_map(|place| run.engine.corpus.source(*place)).map(|source| &*source.id).collect()
}

/// What the rule that decided says.
pub fn rule(run: &Run, finding: &Finding) -> String {
    let row = finding.judgement.rule.and_then(|row| run.engine.rules.verdict.row(row.into()));
    row.map_or_else(|| conduct::open_readings(finding).to_owned(), |row| row.because.to_string())
}

/// `the beginning`, or the day.
pub fn since(day: Option<Day>) -> String {
    day.map_or("the beginning".to_owned(), |day| day.to_string())
}
