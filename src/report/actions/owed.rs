//! How a commitment of an institution stands by the duties that the institution itself owes. What the states owe is no
//! measure of it, and does not come here.

use super::play::Play;
use super::states::is_linked;
use crate::engine::Finding;
use crate::law::Urging;
use crate::report::text::marks::marked;
use crate::rules::Verdict;

/// Where the addressee's own duties stand, and why; `None` where nothing linked is owed by it.
pub(super) fn standing(findings: &[Finding], urging: &Urging) -> Option<(Play, String)> {
    let is_own = |one: &&Finding| one.actor.code == urging.addressee && is_linked(one, urging);
    let own: Vec<&Finding> = findings.iter().filter(is_own).collect();
    let said: Vec<String> = own.iter().map(|one| said_of(one)).collect();
    (!own.is_empty()).then(|| (play(&own), said.join("; ")))
}

fn play(own: &[&Finding]) -> Play {
    let count = |wanted: &[Verdict]| own.iter().filter(|one| wanted.contains(&one.judgement.verdict)).count();
    let bound = own.len() - count(&[Verdict::NotBound, Verdict::NotInForce, Verdict::Ended]);
    let late = count(&[Verdict::MetLate]);
    let (done, partial, overdue) =
        (count(&[Verdict::Met]) + late, count(&[Verdict::Partial]), count(&[Verdict::Overdue]));
    match () {
        () if bound == 0 => Play::NobodyBound,
        () if done == bound && late > 0 => Play::DeliveredLate,
        () if done == bound => Play::Delivered,
        () if partial > 0 || (overdue > 0 && done > 0) => Play::Partly,
        () if overdue > 0 => Play::Late,
        () if count(&[Verdict::Unknown, Verdict::PossibleGap]) > 0 => Play::Unknown,
        () if done > 0 => Play::Partly,
        () => Play::Open,
    }
}

/// `data-retention/evaluation: met-late, due 2010-09-15`.
fn said_of(finding: &Finding) -> String {
    let due = finding.judgement.limit.map_or(String::new(), |limit| format!(", due {}", limit.0));
    let duty = format!("{}/{}", finding.instrument.id, finding.obligation.id);
    format!("{duty}: {}{due}", marked(finding))
}
